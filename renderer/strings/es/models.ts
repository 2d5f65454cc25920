import type { Pack } from '../pack.ts';

export const modelsWords: Pack['modelsWords'] = {
  earned: 'Ganado por modelos en 7 días', waiting: 'Leyendo los modelos.', empty: 'No hay ningún modelo instalado.', emptyNext: 'Sin un modelo no se puede aceptar ningún pedido. Añade una carpeta más abajo.',
  installed: 'En este equipo', perHour: 'por hora de cálculo', unknown: 'aún no se sabe: no se ha pagado nada por él en los últimos 7 días', measured: (paid, jobs) => `${paid} por ${jobs}`, jobs: { one: 'tarea', other: 'tareas' }, price: (into, out) => `${into} de entrada, ${out} de salida, por unidad`,
  classes: 'Cómo se juzga aquí', classState: { exact: 'bit a bit', measured: 'dentro de un umbral medido', unmeasured: 'sin calibrar: las auditorías informan y no acusan a nadie' },
  registry: 'Registrados en la red', registryWaiting: 'Preguntando a la cadena.', registryEmpty: 'No hay ningún modelo registrado.', registryNext: 'Quien publica un modelo registra sus raíces y su regalía; las tareas de modelos sin registrar no pagan ninguna.', publisher: 'Autor', royalty: 'Regalía', royaltyEarned: 'ganado', here: 'en este equipo', notHere: 'no está en este equipo', retired: 'retirado', due: 'por cobrar', mine: 'En una terminal, hearth claim cobra lo que es tuyo.',
  add: 'Añadir desde una carpeta', folder: 'Carpeta', folderHint: 'La ruta completa de una carpeta con manifest.json. Se abre en un proceso sin red ni claves, y no se ejecuta nada de ella.', look: 'Examinarla', looking: 'Calculando el hash de cada archivo', offer: 'Ofrecerlo', offered: 'Se ofrece desde ahora.', already: 'Este modelo ya se ofrece.', another: 'Otra carpeta',
  report: { size: 'Tamaño', id: 'Modelo', graph: 'Raíz del grafo', weights: 'Raíz de los pesos', operators: 'Operaciones', operatorsOf: (kinds, nodes) => `${kinds} tipos en ${nodes} nodos del grafo`, opaque: 'Nadie puede seguir', opaqueNone: 'nada: se puede auditar entero', rules: 'Sin regla en una disputa', rulesNone: 'ninguna: se puede juzgar cada operación' },
  added: 'Tus carpetas', remove: 'No ofrecer', removed: 'Tiene efecto al momento; los archivos quedan donde están.',
};
