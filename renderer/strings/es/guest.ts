import type { Pack } from '../pack.ts';

export const limitWords: Pack['limitWords'] = {
  temperature: (stop, resume) => `desde ${stop} °C hasta bajar a ${resume} °C`, disk: (size) => `con menos de ${size} libres`,
  powerNone: 'sin límite', powerMost: (limits) => `como máximo ${limits}`, percentOfLimit: (percent) => `${percent} % de su límite`, watts: (watts) => `${watts} W`,
  energy: (wattHours) => `como máximo ${wattHours} Wh al día`, price: (price) => `por encima de ${price} por kWh`, profit: (least) => `por debajo de ${least} por hora`, hook: (path) => `mientras ${path} diga «deny»`,
  metered: 'en una red de uso medido', meteredOr: (megabytes) => `en una red de uso medido, o por encima de ${megabytes} MB al día`,
  battery: 'con batería', batteryBelow: (percent) => `con batería por debajo del ${percent} %`, saver: 'o con el ahorro de energía activado',
  never: 'nunca', idle: (minutes) => `hasta que no haya nadie durante ${minutes} min`, noApps: 'todavía no hay programas en la lista', apps: { one: 'programa', other: 'programas' }, fullScreen: 'mientras un programa ocupa toda la pantalla',
  memory: (percent) => `cuando otros ocupan el ${percent} %`, pressure: (size) => `con menos de ${size} disponibles`, stalledAbove: (percent) => `o cuando los programas la esperan el ${percent} % del tiempo`, load: (percent) => `cuando otros lo ocupan al ${percent} %`, thenWaits: (span) => `después espera ${span}`,
  locked: 'mientras la sesión está bloqueada', asleep: 'mientras la pantalla está apagada', noHours: 'ninguna hora permitida', daily: 'todos los días',
};
export const presetWords: Pack['presetWords'] = {
  guest: { title: 'Invitado', what: 'Trabaja solo mientras no hay nadie.' },
  balanced: { title: 'Equilibrado', what: 'Se aparta para los juegos y la batería.' },
  dedicated: { title: 'Dedicado', what: 'Trabaja siempre, dentro de lo seguro.' },
};
export const classWords: Pack['classWords'] = {
  safety: { title: 'Seguridad', what: 'Va antes que todo, y Reanudar no la anula.' },
  user: { title: 'Tu palabra', what: 'Una pausa tuya. Se pone con los botones de pausa.' },
  money: { title: 'Dinero', what: 'La electricidad, su precio y lo que rinde.' },
  presence: { title: 'Presencia', what: 'Tú u otros programas queréis el equipo.' },
  schedule: { title: 'Horario', what: 'Cuenta en último lugar.' },
};
export const giveBackChoices: Pack['giveBackChoices'] = { throttle: 'Ir más despacio', unload: 'Liberar la memoria entre tareas', finish: 'Terminar la tarea y parar', kill: 'Parar al momento' };
export const giveBackWords: Pack['giveBackWords'] = {
  throttle: 'el trabajo sigue, más despacio', unload: 'entre tareas no queda ningún modelo en memoria', finish: 'la tarea en curso termina y después se libera la memoria', kill: 'la tarea en curso se devuelve y la memoria se libera al momento',
};

export const ruleText: Pack['ruleText'] = {
  fault: { title: 'Apartado', cause: (why) => `El dispositivo se apartó: ${why}`, unnamed: 'falló una y otra vez', ends: 'cuando le des otra oportunidad' },
  temperature: { title: 'Temperatura', cause: (is, most) => `El dispositivo está a ${is} °C, y permites ${most} °C como máximo`, hot: 'El sistema dice que el equipo está caliente', ends: (most) => `en cuanto se haya enfriado unos grados por debajo de ${most} °C`, endsHot: 'cuando se haya enfriado' },
  disk: { title: 'Disco', cause: (free, least) => `En el disco solo hay ${free} libres, y debe haber ${least}`, full: 'El disco está lleno', ends: 'cuando vuelva a haber sitio' },
  pause: { title: 'Tu pausa', cause: 'Lo has puesto en pausa', ends: 'cuando reanudes' },
  power: { title: 'Potencia', cause: (is, most) => `El dispositivo consume ${is} W, y permites ${most} W como máximo`, ends: (most) => `en cuanto se quede por debajo de ${most} W` },
  energy: { title: 'Energía al día', cause: (used, most) => `Hoy se han gastado ${used} Wh, y el presupuesto del día son ${most} Wh`, ends: 'a medianoche' },
  price: { title: 'Precio de la electricidad', cause: (is, most) => `La electricidad cuesta ${is} por kWh, y pagas ${most} como máximo`, ends: 'cuando la electricidad sea más barata' },
  profit: { title: 'Beneficio mínimo', cause: (is, least) => `El trabajo rinde ${is} por hora tras la electricidad, y quieres ${least} como mínimo`, ends: 'cuando el trabajo rinda más' },
  hook: { title: 'Tu archivo de control', cause: 'Tu archivo de control dice «deny»', ends: 'cuando diga «allow»' },
  metered: { title: 'Red de uso medido', cause: 'La red es de uso medido', cap: (used, most) => `Hoy han pasado ${used} MB por la red, y el tope del día son ${most} MB`, ends: 'en una red que no lo sea', endsCap: 'a medianoche' },
  battery: { title: 'Batería', cause: 'El equipo funciona con batería', at: (percent) => `El equipo funciona con batería, al ${percent} %`, saver: 'El ahorro de energía está activado', ends: 'cuando se enchufe', endsSaver: 'cuando se desactive' },
  idle: { title: 'Solo en reposo', cause: (ago) => `Hace ${ago} había alguien aquí`, unmeasured: 'Hace un momento había alguien aquí', ends: (wait) => `tras ${wait} sin una tecla ni un clic`, endsSome: 'tras un rato sin una tecla ni un clic' },
  apps: { title: 'Programas de la lista', cause: (name) => `${name} está abierto`, unnamed: 'Un programa de tu lista', ends: 'poco después de que se cierre' },
  fullScreen: { title: 'Pantalla completa', cause: (name) => `${name} está en pantalla completa`, unnamed: 'Un programa', ends: 'poco después de que se cierre' },
  memory: { title: 'Memoria para otros', cause: (percent) => `Otros programas ocupan el ${percent} % de la memoria del dispositivo`, ends: 'poco después de que la suelten' },
  dataLimit: { title: 'Límite de datos', cause: { sentDay: (most) => `Se han agotado los ${most} de datos enviados de hoy`, sentMonth: (most) => `Se han agotado los ${most} de datos enviados de este mes`, receivedDay: (most) => `Se han agotado los ${most} de datos recibidos de hoy`, receivedMonth: (most) => `Se han agotado los ${most} de datos recibidos de este mes` }, endsDay: 'a medianoche', endsMonth: 'con el nuevo mes' },
  clock: { title: 'Reloj incorrecto', ahead: (seconds) => `El reloj de este equipo va ${seconds} s adelantado respecto al de la cadena, así que no se puede confiar en las fechas límite`, behind: (seconds) => `El reloj de este equipo va ${seconds} s atrasado respecto al de la cadena, así que no se puede confiar en las fechas límite`, ends: 'cuando el reloj esté en hora' },
  pressure: { title: 'Memoria escasa', cause: (free, least) => `Solo quedan ${free} de memoria para todos los programas, y debe haber ${least}`, stalled: (percent) => `Los programas esperan la memoria más del ${percent} % del tiempo`, low: 'El sistema dice que la memoria escasea', ends: 'poco después de que vuelva a haber memoria' },
  load: { title: 'Trabajo de otros', cause: (percent) => `Otros programas ocupan el dispositivo al ${percent} %`, ends: 'poco después de que terminen' },
  session: { title: 'Bloqueada o apagada', cause: 'La sesión está bloqueada', dark: 'La pantalla está apagada', ends: 'cuando se desbloquee', endsDark: 'cuando se encienda' },
  schedule: { title: 'Horario semanal', cause: 'Estas no son sus horas', ends: 'con las próximas horas que permitas' },
};
export const ruleSentences: Pack['ruleSentences'] = {
  verbs: { throttle: 'Más despacio', unload: 'Trabajando, con la memoria libre entre tareas', finish: 'En pausa', kill: 'En pausa' },
  said: (verb, cause) => `${verb}: ${cause}.`, inOrder: (title) => `de nuevo en orden, ${title}`,
  resumes: (ends) => `Continúa ${ends}.`, fullSpeed: (ends) => `A toda velocidad ${ends}.`,
  inAMoment: 'en un momento', byItselfIn: (span) => `automáticamente en ${span}`, byItselfAt: (clock) => `automáticamente a las ${clock}`,
  free: 'Libre para trabajar.', also: (titles) => `También: ${titles}.`,
};

export const guestWords: Pack['guestWords'] = {
  pauseDevice: (name) => `Pausar ${name}`, pause: 'Pausar', resume: 'Reanudar', resumeDevice: (name) => `Reanudar ${name}`, tomorrow: (clock) => `Hasta mañana, ${clock}`,
  atOnce: 'Devolver al momento la tarea en curso', atOnceWhy: 'Si no, antes termina.',
  why: { open: '¿Por qué?', title: 'Qué decide esto', none: 'Todavía no se ha decidido sobre ningún dispositivo.', free: 'Ninguna regla lo detiene.', read: 'Leído', limit: 'Límite', since: 'Desde', does: 'Hace', ends: 'Termina', also: 'También se cumple', blind: 'Aquí no se puede obedecer', allRules: 'Todas las reglas', noName: 'Un dispositivo sin nombre' },
  promise: (p50, count) => `Memoria devuelta en ${p50}, mediana de ${count}`, promiseNone: 'Devolución: aún sin medir', allDevices: 'Todos los dispositivos',
  promiseLong: (count, p50, p95) => `Desde el aviso hasta la memoria libre, en las últimas ${count}: la mitad en ${p50}, el 95 % en ${p95}.`, promiseNoneLong: 'La rapidez con que se devuelve la memoria se mide la primera vez que una regla la toma.', promiseTimes: { one: 'vez', other: 'veces' },
  reading: { temperature: 'Temperatura', power: 'Potencia', load: 'Carga', memory: 'Memoria', ofLimit: (watts, limit) => `${watts} de ${limit}`, mine: 'mía', others: 'otros', free: 'libre', used: 'en uso', ofOthers: (share) => `${share} de otros`, whose: 'el controlador no dice de quién es', memoryLabel: (said) => `Memoria: ${said}` },
  devices: {
    title: 'Dispositivos', waiting: 'Buscando dispositivos.', empty: 'No se encontró ningún dispositivo.', emptyNext: 'Hearth vuelve a buscar al iniciarse. Con un procesador basta.', history: 'Últimamente', historyWaiting: 'Leyendo lo registrado.', historyEmpty: 'Aún no hay nada registrado de este dispositivo.', historyEmptyNext: 'Mientras Hearth está en marcha se guarda una muestra cada minuto.',
    span: 'Tiempo', spans: { day: '24 horas', week: '7 días' }, measure: 'Qué', measures: { temperature: 'Temperatura', power: 'Potencia', load: 'Trabajo de otros', memory: 'Memoria de otros' }, table: 'Como tabla', gap: 'sin registrar', chart: (what, name) => `${what} de ${name}`, from: 'De', noneOf: (what) => `${what}: sin datos en este tiempo.`,
    health: 'Salud', healthy: 'Ninguna tarea ha perdido aquí su proceso de trabajo desde la última buena.', lost: (count) => `Tareas seguidas que perdieron aquí su proceso de trabajo: ${count}. A la tercera, el dispositivo se aparta.`, setAside: 'Apartado', setAsideNext: 'No recibe ninguna tarea hasta que le des otra oportunidad o cambie su controlador.', retry: 'Darle otra oportunidad', when: (clock) => `Desde ${clock}`, healthUnknown: 'Leyendo su salud.',
    identity: 'Identidad', id: 'Id.', vendor: 'Fabricante', driver: 'Controlador', driverBuilt: (a, b) => `${a}, construido el ${b}`, driverAgeless: (a) => `${a}, nada dice su antigüedad`, memory: 'Memoria', runs: 'Calcula con', rules: 'Reglas de este dispositivo', rulesNone: 'No tiene ninguna regla; trabaja siempre.', own: 'propia', general: 'todos los dispositivos', edit: 'Cambiar sus reglas',
  },
  rules: {
    title: 'Reglas', waiting: 'Leyendo las reglas.', presets: 'Modos', presetsWaiting: 'Leyendo los modos.', presetsEmpty: 'No hay ningún modo.', presetsWhy: 'Tres maneras de comportarse, en números. Si cambias una regla pasan a ser las tuyas.', inUse: 'En uso', use: (name) => `Usar ${name}`, rule: 'Regla', notIn: 'no', own: 'Están en uso tus propias reglas.',
    all: 'Todas las reglas', allWhy: 'Habla la primera que se cumple; se hace lo que manda la más estricta.', empty: 'No hay ninguna regla: Hearth trabaja siempre.', emptyNext: 'Elige un modo arriba o añade una regla.', add: 'Añadir', addRule: (title) => `Añadir regla: ${title}`, remove: 'Quitar', removeRule: (title) => `Quitar regla: ${title}`, onRule: (title) => `Regla: ${title}`, edit: 'Cambiar', editRule: (title) => `Cambiar regla: ${title}`, notSet: 'sin poner',
    scope: 'Para', every: 'Todos los dispositivos', general: 'como todos los dispositivos', ownHere: 'propia', makeOwn: 'Hacerla propia', backToGeneral: 'Como todos los dispositivos', holds: (names) => `Se cumple ahora para ${names}`, blind: (names, reason) => `No se puede obedecer para ${names}: ${reason}`, does: 'Entonces',
    changed: (count) => `${count} sin guardar`, changes: { one: 'cambio', other: 'cambios' }, save: 'Guardar', undo: 'Deshacer', redo: 'Rehacer', discard: 'Descartar', saved: 'Guardado.', tookPreset: (title) => `${title} está en uso.`, undoSaved: 'Deshacer', elsewhere: 'Mientras tanto las reglas se cambiaron en otro sitio; al guardar se sustituyen.', between: (least, most) => `Un número de ${least} a ${most}`, notEmpty: 'No lo dejes vacío',
    simulator: 'Qué habría pasado la semana pasada', simulatorWhy: 'La semana registrada, repetida con estas reglas. Tus propias pausas no cuentan.', simWaiting: 'Repitiendo la semana.', simEmpty: 'Todavía no hay nada registrado.', simEmptyNext: 'Mientras Hearth está en marcha se guarda una muestra cada minuto; el simulador responde a partir de la primera hora.', withSaved: 'Con las reglas guardadas', withDraft: 'Con tus cambios', span: (from, to, samples) => `de ${from} a ${to}, ${samples} muestras`,
    outcome: { work: 'Trabajó', throttled: 'Más despacio', stopped: 'Parado', unknown: 'Sin registrar' }, byRule: (title) => `Parado por: ${title}`, picture: (name) => `${name}: cuándo se habría parado, día a día`, pictureNote: 'Marcado: parado. Sin marcar: trabajó, fue más despacio o no se registró.', stops: (count) => `${count} como tabla`, stopsWords: { one: 'parada', other: 'paradas' }, noStops: 'No se habría parado nunca.', from: 'De', to: 'A', took: 'Duración', manyStops: 'Solo se muestran las mil primeras.',
  },
  fields: {
    stopCelsius: 'Parar a', bandCelsius: 'Seguir al enfriarse', freeBytesLeast: 'Dejar libre', availableBytesLeast: 'Dejar memoria para todos', stalledPercentMost: 'Los programas la esperan', percentMost: 'Parte de su límite', wattsMost: 'Vatios como máximo', wattHoursPerDay: 'Energía al día', mostPerKilowattHour: 'Pagar como máximo, por kWh', leastPerHour: 'Ganar como mínimo, por hora', path: 'Archivo que dice «allow» o «deny»', megabytesPerDay: 'Red al día, como máximo', percentLeast: 'Con batería, solo por debajo de', onSaver: 'Parar con el ahorro de energía', minutes: 'Nadie presente durante', names: 'Programas, uno por línea', addProgram: 'Añadir uno en marcha', resumeAfterSeconds: 'Esperar después', othersPercentMost: 'Otros ocupan', stopsWhenLocked: 'Parar con la sesión bloqueada', stopsWhenDisplayAsleep: 'Parar con la pantalla apagada',
    optional: 'vacío: sin límite', window: 'Horas', windowFrom: 'de', windowTo: 'a', addWindow: 'Añadir horas', removeWindow: 'Quitar estas horas', exception: 'Otros días', exceptionDate: 'Fecha', exceptionAllows: 'Trabajar todo el día', exceptionDenies: 'No trabajar', addException: 'Añadir una fecha', removeException: (date) => `Quitar ${date}`,
  },
  profitUnknown: { firstDay: 'hay menos de un día de cifras propias', partly: 'no se midieron todos los trabajos de este dispositivo', noMeter: 'aquí no se puede leer la potencia de ningún dispositivo', noTariff: 'nadie ha dicho cuánto cuesta la electricidad', noRate: 'nadie ha dicho cuánto vale una moneda', twoCurrencies: 'la electricidad y las monedas se cuentan en dos divisas' },
};
