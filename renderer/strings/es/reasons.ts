import type { Pack } from '../pack.ts';

const wide = (className: string): string => (className === '' ? '' : `; los límites de ${className} son amplios, pues no está calibrada`);

export const reasonWords: Pack['reasonWords'] = {
  'runtime.unasked': 'no se pudo preguntar al motor de ejecución qué puede usar', 'runtime.otherGpu': (a) => `${a} puede usar una GPU de este equipo, y es otra`,
  'runtime.refuses': (a) => `el motor de ejecución no puede usarlo (${a})`, 'gpu.noMakersDriver': 'el controlador del fabricante no está instalado, Windows muestra la imagen sin él',
  'gpu.virtual': 'un adaptador de pantalla virtual o de gestión, que no calcula nada', 'gpu.noDriver': 'no hay ningún controlador cargado para él',
  'gpu.given': 'está entregado a una máquina virtual (vfio-pci)', 'gpu.nameless': 'el sistema no dice ni su fabricante ni su nombre, así que no se conoce nada que corra en él',
  'system.late': (a) => `el sistema no respondió en ${a} s`, 'system.unasked': (a) => `no se pudo preguntar al sistema: ${a}`, 'system.unclear': 'la respuesta del sistema no se pudo leer',
  'fault.driver': (a, b) => `su controlador se reinició ${a} veces en un día (${b})`, 'fault.workers': (a, b) => `los procesos de ${a} trabajos seguidos terminaron aquí (${b})`,
  'fault.selfTest': (a, b) => `su autoprueba falló: ${a}, ${b}`, 'fault.fellOff': 'la tarjeta se ha caído de su bus', 'fault.mustReset': 'hay que reiniciar la tarjeta',
  'check.sketches': (a, b, c, className) => `el peor de ${b} bocetos se desvía ${a}, se permite ${c}${wide(className)}`,
  'check.tokens': (a, b, c, className) => `el mayor margen de ${b} tokens es de ${a} nats, se permite ${c}${wide(className)}`,
  'check.notExact': 'las salidas de este modelo no son exactas en todos los dispositivos', 'check.nothing': 'no se calculó nada',
  'check.same': (a) => `todas las salidas (${a}) son las correctas, bit a bit`, 'check.differs': (a, b) => `la salida ${a} de ${b} no es la correcta`,
  'check.notHere': (a) => `aquí no corre: ${a}`, 'check.integers': 'los productos de 8 bits son exactos', 'check.integersWrong': (a) => `los productos de 8 bits no son exactos (${a})`,
  'check.noPeer': 'el procesador no puede con este modelo, así que no hay con qué comparar', 'test.rules': 'sus reglas recuperaron el dispositivo', 'test.cancelled': 'se canceló',
};
