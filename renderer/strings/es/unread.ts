import type { Pack } from '../pack.ts';

export const unreadWords: Pack['unreadWords'] = {
  'unmetered': 'no se lee ningún medidor de este dispositivo', 'firstLook': 'la primera mirada a un contador aún no dice nada', 'notRecorded': 'no registrado',
  'deviceGone': 'el dispositivo no está', 'otherSource': 'lo dice otra fuente', 'noBlock': 'no se vio nacer ningún bloque de la cadena',
  'noPowerMeter': 'aquí no se puede leer la potencia de ningún dispositivo', 'elsewhere:': (part) => `aún no se lee en ${part}`, 'card.temperature': 'la tarjeta no dice su temperatura',
  'card.power': 'la tarjeta no dice su potencia', 'card.powerLimit': 'la tarjeta no dice su límite de potencia', 'card.busy': 'la tarjeta no dice cuán ocupada está',
  'card.memory': 'la tarjeta no dice cuánta memoria tiene ocupada', 'card.cut': 'la tarjeta está dividida en instancias (MIG), y lo que dice de sí vale para todas',
  'driver.whoseMemory': 'el controlador no dice de quién es la memoria', 'driver.whoseWork': 'mientras corre un trabajo aquí, el controlador no dice de quién es la carga',
  'processor.temperature': 'este equipo no muestra la temperatura de su procesador', 'processor.ownersOnly': 'aquí solo el administrador del sistema puede leer la potencia del procesador',
  'processor.limit': 'no se lee el límite de un procesador', 'system.memory': 'el sistema no dice cuánta memoria está ocupada', 'system.busy': 'el sistema no dice cuán ocupado está',
  'system.network': 'el sistema no cuenta aquí su red', 'system.programs': 'el sistema no enumera sus programas', 'system.disk': 'la carpeta de datos está en un disco que no lo dice',
  'system.lock': 'el sistema no dice si la sesión está bloqueada', 'noDisplay': 'no hay ninguna pantalla conectada', 'noSession': 'no hay sesión de escritorio',
  'noDesktop': 'Hearth se inició fuera de una sesión de escritorio', 'noX': 'este escritorio Wayland no tiene una pantalla X al lado',
  'idle.untold': 'este escritorio no dice desde cuándo no hay nadie', 'idle.notYet': 'este escritorio aún no ha dicho desde cuándo no hay nadie',
  'metered.unknown': 'NetworkManager no sabe si la red es de uso medido', 'waylandHides': 'Wayland no dice a un programa nada de las ventanas de otros; los juegos en su pantalla X sí se ven',
  'hook.none': 'no hay archivo de aviso elegido', 'hook.unreadable': 'el archivo de aviso no se puede leer', 'hook.unclear': 'el archivo de aviso no dice allow ni deny',
  'service.notYet:': (part) => `${part} aún no ha respondido`, 'service.notRunning:': (part) => `${part} no corre aquí`, 'service.silent:': (part) => `${part} no responde`,
  'noBus:': (part) => `aquí no hay D-Bus (${part})`,
};
