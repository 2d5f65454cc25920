import type { Pack } from '../pack.ts';

export const trayWords: Pack['trayWords'] = {
  starting: 'arrancando', finishing: { one: 'trabajo por acabar y Hearth se cierra', many: 'de trabajos por acabar y Hearth se cierra', other: 'trabajos por acabar y Hearth se cierra' },
  today: (amount) => `Hoy: ${amount}`, todayHidden: 'Hoy: oculto mientras la cartera está bloqueada', testMoney: (amount) => `${amount} (dinero de prueba)`, lessThan: (amount) => `menos de ${amount}`,
  jobsToday: (paid, rejected) => `Trabajos de hoy: ${paid} pagados, ${rejected} rechazados`, gaveBack: (span) => `Memoria devuelta en ${span} la última vez`,
  open: 'Abrir Hearth', why: '¿Por qué?', notices: (count) => `Avisos (${count})`, lock: 'Bloquear la cartera', startAtLogin: 'Arrancar al iniciar sesión', behave: 'Comportarse como',
  quit: 'Salir', quitNow: 'Salir ahora', quitAfter: 'Salir tras el trabajo en curso',
  pause: 'Pausar', pauseOne: 'Pausar un dispositivo', resume: 'Reanudar', resumeOne: (device) => `Reanudar ${device}`,
  pauses: { minutes15: 'Durante 15 minutos', hour: 'Durante 1 hora', hours4: 'Durante 4 horas', morning: 'Hasta las 08:00', resumed: 'Hasta que reanude' },
  device: { working: 'trabajando', ready: 'listo', off: 'apagado', unusable: 'no se puede usar', setAside: 'apartado tras fallos', paused: 'pausado por ti', ruled: 'pausado por una regla', jobs: { one: 'trabajo', many: 'de trabajos', other: 'trabajos' }, progress: (jobs, percent) => `${jobs}, ${percent} hecho` },
  noTray: { title: 'Hearth sigue trabajando', body: 'Este escritorio no muestra iconos en la bandeja. Inicia Hearth de nuevo para ver su ventana; se cierra desde los ajustes.' },
  update: {
    fetch: (version) => `Descargar la versión ${version}`, fetching: (version, percent) => `Descargando la versión ${version}: ${percent}`, install: (version) => `Instalar la versión ${version} y reiniciar`,
    installAfter: (version) => `Instalar la versión ${version} tras el trabajo en curso`, waits: (version) => `La versión ${version} se instala cuando acabe el trabajo`,
  },
};
