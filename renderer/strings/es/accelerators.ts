import type { Pack } from '../pack.ts';

export const acceleratorWords: Pack['acceleratorWords'] = {
  title: 'Acelerador',
  name: 'CUDA para tarjetas NVIDIA',
  what: 'Las bibliotecas de NVIDIA, con las que el motor calcula en tarjetas NVIDIA. Son demasiado grandes para venir con Hearth.',
  noCard: 'Aquí no se encontró ninguna tarjeta NVIDIA, así que no cambiaría nada.',
  sizes: (a, b) => `Se descargan ${a} de donde las publican sus autores, cada biblioteca comparada con el hash con el que se construyó este Hearth. Ocupan ${b} del disco.`,
  of: (a, b) => `${a} de ${b}`,
  looking: 'Mirando lo que ya está',
  restart: 'Arranca Hearth de nuevo: al arrancar pregunta qué pueden los dispositivos.',
  fetch: 'Descargar',
  goOn: 'Continuar',
  stop: 'Detener',
  remove: 'Quitar',
  takeAway: 'Quitar lo que llegó',
  removeAsk: '¿Quitar el acelerador?',
  removeWhy: 'Sin él, las tarjetas NVIDIA no calculan nada. Habrá que descargarlo de nuevo.',
  keep: 'Conservarlo',
  progress: 'Progreso del acelerador',
  waiting: 'Preguntando qué aceleradores hay.',
  why: { noList: 'Este Hearth se construyó sin una lista de lo que se puede descargar, así que no descarga ninguno. Las versiones publicadas tienen una.', notNeeded: 'En este sistema el motor trae lo que necesitan las tarjetas: no hay nada que descargar.', otherSystem: 'No hay ninguno en la lista para este sistema.', otherVersion: 'El de la lista es para otra versión del motor. Usa el Hearth para el que se hizo.' },
  state: { absent: 'No instalado', fetching: 'Descargando', stopped: 'Detenido. Lo que llegó se conserva.', failed: 'No llegó entero. Lo que llegó se conserva.', otherRuntime: 'Aquí hay uno para otra versión del motor; este Hearth no lo usa.', installed: 'Instalado', none: 'No disponible aquí' },
};
