import type { Pack } from '../pack.ts';

export const words: Pack['words'] = {
  app: { name: 'Hearth', skip: 'Saltar a la página', menu: 'Pantallas' },
  screens: { dashboard: 'Panel', jobs: 'Tareas', job: 'Tarea', audits: 'Auditorías', earnings: 'Ganancias', devices: 'Dispositivos', rules: 'Reglas', wallet: 'Billetera', settings: 'Ajustes', staking: 'Staking', governance: 'Gobernanza', proposal: 'Propuesta', welcome: 'Introducción', network: 'Red', models: 'Modelos', usage: 'Consumo', fleet: 'Flota', log: 'Registro', about: 'Acerca de' },
  notReported: 'no se indica',
  test: { tag: 'dinero de prueba', network: 'Red de práctica', explain: 'Esta es la red de práctica. Su moneda no tiene ningún valor fuera de ella.' },
  chain: { block: (n) => `bloque ${n}`, connecting: 'conectando con la cadena', reachable: 'la cadena responde', doubtful: 'los datos de la cadena no son fiables', gone: 'la cadena no responde', none: 'sin cadena: los recibos se quedan en este equipo' },
  link: {
    waiting: 'Esperando a Hearth.',
    lost: (age) => `Hearth no responde. Lo que ves es de hace ${age}.`,
    never: 'Hearth no responde.',
    nextTry: (wait) => `Próximo intento en ${wait}.`,
    tryNow: 'Intentarlo ahora',
    refused: 'Esta página no tiene la clave de este Hearth.',
    refusedNext: 'Abre la dirección que Hearth mostró al iniciarse; cada inicio tiene la suya.',
  },
  dashboard: {
    ready: 'Listo', readyOf: (ready, allowed) => `${ready} de ${allowed} que permitían las reglas`, readyNone: 'Las reglas han permitido menos de un minuto hasta ahora', stake: 'Stake', stakeUsed: (share) => `${share} en uso`, stakeFull: (share) => `${share} en uso, casi lleno`, stakeNone: 'aún sin stake', waits: 'Espera el pago',
    today: 'Ganado hoy', accepted: 'aceptadas', rejected: 'rechazadas', settledToday: 'pagadas hoy',
    waitsNone: 'Nada espera el pago.',
    waitsFor: { voucher: 'el vale de pago del cliente', anchor: 'el próximo anclaje', window: 'a que se cierre el plazo' },
    tokens: (rate) => `${rate} tokens por segundo`,
    jobs: 'Tareas', jobsAll: 'Todas las tareas', jobsEmpty: 'Todavía no hay tareas.', jobsEmptyNext: 'Aparecen aquí en cuanto un cliente pide una.', jobsEmptyPractice: 'El cliente de práctica envía algunas; su ritmo está en Ajustes.', jobsWaiting: 'Esperando la lista de tareas.',
    devices: 'Dispositivos', devicesEmpty: 'No se encontró ningún dispositivo.', devicesEmptyNext: 'Hearth vuelve a buscar al iniciarse. Con un procesador basta.', devicesWaiting: 'Buscando dispositivos.',
    earnings: 'Ganancias', notices: 'Avisos', noticesEmpty: 'Nada requiere tu atención.', noticesWaiting: 'Esperando los avisos.', more: (n) => `${n} más`,
  },
  device: {
    unknown: 'Dispositivo desconocido', unknownWhy: 'El sistema no da ni fabricante ni nombre.', cannotRun: 'nada que este motor pueda usar',
    kind: { cpu: 'Procesador', gpu: 'Gráfica' }, on: 'Activado', off: 'Desactivado', use: (name) => `Usar ${name} para tareas`,
    state: { working: 'Trabajando', ready: 'Listo', off: 'Desactivado', unusable: 'No se puede usar', setAside: 'Apartado' }, statePaused: 'En pausa',
  },
  jobs: {
    title: 'Tareas', search: 'Buscar', searchHint: 'Id., cliente o modelo', filter: { all: 'Todas', live: 'En curso', settled: 'Pagadas', failed: 'Fallidas' }, filterLabel: 'Mostrar',
    head: { job: 'Tarea', model: 'Modelo', stage: 'Etapa', units: 'Hecho', client: 'Cliente', at: 'Aceptada', paid: 'Pagado' },
    waiting: 'Leyendo las tareas.', empty: 'Todavía no hay tareas.', emptyNext: 'Cada pedido que acepta este nodo aparece aquí, con su recibo.', none: 'Ninguna tarea coincide.', noneNext: 'Prueba una búsqueda más corta u otro filtro.', clear: 'Mostrar todas las tareas',
    shown: (shown, total) => `${shown} de ${total}`, failed: 'No se pudieron leer las tareas.', notYet: 'todavía no', nothing: 'nada',
  },
  job: {
    back: 'Todas las tareas', waiting: 'Leyendo la tarea.', verify: 'Comprobar de nuevo', verifying: 'Comprobando', exportReceipt: 'Exportar el recibo', showLog: 'Ver su registro', report: 'Informar de un problema', copyId: 'Copiar la huella', cancel: 'Cancelar la tarea',
    cancelAsk: '¿Cancelar esta tarea?', cancelWhy: 'Se detiene ahora. El cliente no recibe nada y no se paga nada.', cancelYes: 'Cancelar la tarea', cancelNo: 'Dejar que siga',
    path: 'El recorrido de esta tarea', pathHint: 'Del pedido al pago, cada hash y en qué queda fijado. Las flechas del teclado lo recorren.', nothingYet: 'Nada todavía.', pathEmpty: 'El recorrido aparece según avanza la tarea.',
    checks: 'Comprobaciones', timeline: 'Cronología', facts: 'Datos', noReceipt: 'El recibo se firma cuando la tarea está hecha.', committedIn: 'Fijado en', holds: 'Contiene', transaction: 'Transacción', digest: 'Huella', noDigest: 'aún sin huella', receiptFile: 'Archivo del recibo',
    checkedBy: 'Qué se comprobó', notCovered: 'Ninguna comprobación lo cubre todavía.', paid: 'Pagado', offered: 'Precio',
    mark: { passed: 'Superada', failed: 'Fallida', notChecked: 'Sin comprobar', partly: 'Comprobado en parte' },
    verdictAll: 'Todas las comprobaciones se han superado, aquí y ahora.', verdictFailed: (failed) => `Con fallo: ${failed}. No te fíes de este recibo.`, failedChecks: { one: 'comprobación', other: 'comprobaciones' }, passedChecks: { one: 'comprobación superada', other: 'comprobaciones superadas' }, openChecks: { one: 'sin comprobar aquí', other: 'sin comprobar aquí' },
    workOf: (kind, model, units) => `${kind} con ${model}, ${units}`, verdictNotOk: 'Se pudo comprobar demasiado poco para fiarse de este recibo.', verdictSome: (passed, open) => `Nada ha fallado. ${passed}, ${open}.`,
  },
  earnings: {
    title: 'Ganancias', range: 'Periodo', ranges: { '24h': '24 h', '7d': '7 días', '30d': '30 días', '1y': '1 año', 'all': 'Todo' },
    paidIn: { '24h': 'Pagado en las últimas 24 horas', '7d': 'Pagado en los últimos 7 días', '30d': 'Pagado en los últimos 30 días', '1y': 'Pagado en el último año', 'all': 'Pagado desde la primera tarea' },
    waiting: 'Leyendo las ganancias.', empty: 'No se ha pagado nada en este periodo.', emptyNext: 'Una tarea se paga cuando se cierra su plazo en la cadena.', chart: 'Pagos a lo largo del tiempo', table: 'Como tabla', head: { from: 'De', jobs: 'Tareas', paid: 'Pagado' },
    forJobs: (jobs) => `por ${jobs}`, total: 'Pagado en total', today: 'Pagado hoy', statement: 'Cuentas', waits: 'En espera',
  },
  settings: {
    title: 'Ajustes', language: 'Idioma', languageSystem: (name) => `Como el sistema: ${name}`, theme: 'Apariencia', themes: { system: 'Como el sistema', light: 'Claro', dark: 'Oscuro' }, textSize: 'Tamaño del texto', practice: 'Cliente de práctica', practiceRate: 'Pedidos por minuto', practiceOff: 'detenido', practiceWhy: 'Envía tareas reales a cambio de dinero de prueba, para que veas funcionar todo el recorrido.',
    practiceNone: 'En esta red no hay cliente de práctica.', models: 'Modelos', modelsWaiting: 'Leyendo los modelos.', modelsEmpty: 'No hay ningún modelo instalado.', modelsEmptyNext: 'Sin un modelo no se puede aceptar ningún pedido.',
    addresses: { title: 'Direcciones de la cadena', why: 'Hearth pregunta a estos nodos qué hay en la cadena. Con varios ve cuándo uno se retrasa, miente o calla, y no decide nada mientras dos discrepan.', waiting: 'Leyendo las direcciones.', given: 'vino con la cadena', added: 'añadida por ti', inUse: 'en uso', states: { unknown: 'aún no consultada', answers: 'responde', resting: 'quiere menos peticiones', silent: 'no responde', refused: 'apartada' }, another: 'Otra dirección', add: 'Añadir', checking: 'Comprobando', remove: 'Quitar' },
    modelState: { ready: 'Listo', corrupt: 'No utilizable', off: 'Desactivado' }, unitPrices: (paidIn, paidOut) => `${paidIn} de entrada, ${paidOut} de salida, por unidad`, numericClass: 'Clase numérica',
    programs: 'Programas', programsWaiting: 'Esperando los programas.', programsEmpty: 'No hay datos de ningún programa.', programHead: { name: 'Programa', state: 'Estado', memory: 'Memoria', restarts: 'Reinicios', pid: 'Proceso' }, programState: { starting: 'Iniciándose', running: 'En marcha', restarting: 'Reiniciándose', stopped: 'Detenido' },
    about: 'Este Hearth', version: 'Versión', folder: 'Carpeta de datos', started: 'Iniciado', runtime: 'Motor', platform: 'Sistema', node: 'Nodo', address: 'Dirección del nodo', peer: 'Id. de par', chain: 'Cadena', stake: 'Stake', inFlight: 'En tareas abiertas',
    stop: 'Detener Hearth', stopAsk: '¿Detener Hearth?', stopWhy: 'Las tareas sin terminar se retoman en el próximo inicio. No se pierde nada.', stopYes: 'Detener', stopNo: 'Dejarlo en marcha',
    reset: {
      title: 'Restablecer', why: 'Lo que hay en la carpeta de datos, por tipo. Tú eliges qué se va; la billetera y la clave del nodo se quedan si no dices otra cosa.', open: 'Elegir qué se va', waiting: 'Midiendo la carpeta de datos.', nothing: 'No hay nada',
      parts: {
        app: { name: 'Datos de la aplicación', gone: 'Tareas, recibos, ajustes, precios, registros y la red de práctica. Los recibos que ningún ancla tiene todavía no se pagan a nadie.' }, models: { name: 'Modelos', gone: 'La lista de carpetas que añadiste y lo que de ellas está en la carpeta de datos.' },
        node: { name: 'Clave del nodo', gone: 'Se va con los datos de la aplicación. El próximo inicio es un nodo nuevo: lo apostado sigue atado al anterior y nadie puede reclamar por él.' }, wallet: { name: 'Billetera', gone: 'Sin su frase de recuperación, un archivo de claves o la copia de seguridad, nadie puede gastar lo que tienen sus cuentas.' },
      },
      type: (typed) => `Escribe ${typed} para que se vaya la billetera`, elsewhere: 'Las carpetas de modelos en otros lugares se olvidan, nunca se borran:', others: 'No se toca, se vaya lo que se vaya:', go: 'Detener Hearth y borrarlo', going: 'Hearth se detiene. Lo que elegiste se borra cuando haya terminado.',
    },
  },
  jobsCount: { one: 'tarea', other: 'tareas' }, progress: (stage, done, most) => `${stage}, ${done} de ${most}`,
  copy: (digest) => `Copiar ${digest}`, copied: 'Copiado', close: 'Cerrar', retry: 'Intentar de nuevo', unknownScreen: 'Esa página no existe.', toDashboard: 'Ir al panel',
};

export const statusText: Pack['statusText'] = {
  noName: 'un dispositivo sin nombre', jobs: { one: 'tarea', other: 'tareas' },
  waiting: { one: 'tarea terminada espera el pago.', other: 'tareas terminadas esperan el pago.' },
  starting: 'Encendiendo el fuego.', startingWhy: 'Hearth se está iniciando. Tarda unos segundos.', startingStep: (step) => `Hearth se está iniciando: ${step}. Tarda unos segundos.`,
  working: (jobs) => `Trabajando en ${jobs}.`, workingOn: (jobs, device) => `Trabajando en ${jobs} con ${device}.`,
  forOne: 'Para un cliente.', forMany: 'Para varios clientes.', forOneAt: (rate) => `Para un cliente, a ${rate} tokens por segundo.`, forManyAt: (rate) => `Para varios clientes, a ${rate} tokens por segundo.`,
  ready: 'Listo. Ahora mismo no hay pedidos.', readyDone: (jobs) => `Listo. ${jobs} en el último minuto.`, readyWhy: 'El próximo pedido empieza al momento; no hay nada que hacer.',
  paused: 'En pausa hasta que reanudes.', pausedWhy: 'Lo has puesto en pausa. No se aceptan pedidos nuevos.', pauseOver: 'La pausa ha terminado.', pauseOverWhy: 'Hearth vuelve a aceptar pedidos en un momento.',
  pausedUntil: (clock) => `En pausa hasta las ${clock}.`, pausedUntilWhy: (span) => `Lo has puesto en pausa. Continúa automáticamente en ${span}.`,
  ruled: 'En pausa por una de tus reglas.', ruledWhy: 'Continúa automáticamente cuando la regla lo permita.',
  chainGone: 'Trabajando, pero la cadena no responde.', theChain: 'La cadena', silent: (chain, span) => `${chain} no responde desde hace ${span}.`, nothingLost: 'No se pierde nada.',
  receiptsWait: { one: 'recibo espera aquí y se pagará cuando vuelva.', other: 'recibos esperan aquí y se pagarán cuando vuelva.' },
  chainOld: (age) => `Trabajando, pero los datos de la cadena son de hace ${age}.`, chainOldWhy: (address) => `${address} no muestra ningún bloque más reciente. Con datos antiguos no se decide nada: ni pedidos nuevos ni pagos, hasta que llegue un bloque nuevo.`,
  chainsDiffer: 'Trabajando, pero dos direcciones de la cadena discrepan.', chainsDifferWhy: (address, other, block) => `${address} y ${other} tienen distinto el bloque ${block}. No se decide nada con ninguna de las dos hasta que coincidan.`,
  noDevice: 'Nada con lo que trabajar: no hay ningún dispositivo activado.', noDeviceWhy: 'Hearth acepta pedidos en cuanto haya uno.',
  workerLost: 'Una tarea ha perdido su proceso de trabajo; otro nuevo toma el relevo.', workerLostWhy: 'El programa que la ejecutaba terminó sin avisar. La tarea vuelve a empezar; se paga una sola vez.', workerLostAgain: (times) => `El programa que la ejecutaba terminó sin avisar, ${times} veces hasta ahora. La tarea vuelve a empezar; se paga una sola vez.`,
  cheating: (kind) => `Haciendo trampa a propósito: ${kind}.`, someWay: 'de alguna manera', cheatingWhy: 'Este nodo se inició con --cheat, que solo permite la red de práctica. Sus recibos falsos no se pagan, y lo que se puede demostrar le cuesta stake.',
  diskFull: 'Detenido: el disco está lleno.', theFolder: 'la carpeta de datos', diskFullWhy: (path) => `No queda sitio en ${path}. Libera espacio y Hearth sigue por sí mismo; no se pierde nada.`,
  leaving: (name) => `Cambio a ${name}: aquí no se aceptan más pedidos.`, leavingHome: 'Vuelta a la red de práctica: aquí no se aceptan más pedidos.', leavingThen: 'Después, el cambio llega por sí solo.', leavingNow: 'Primero se terminan las tareas en curso; luego el proveedor se reinicia allí.',
  disconnected: 'Hearth no responde.', disconnectedWhy: (span) => `Desde hace ${span}; lo que ves es así de antiguo. La página sigue intentándolo. Si detuviste Hearth, vuelve a iniciarlo.`,
  unknownIncident: 'no se indica',
};
export const statusActions: Pack['statusActions'] = { pause: 'Pausar', resume: 'Reanudar ahora', showJobs: 'Ver las tareas', enableDevice: 'Elegir un dispositivo', showNetworks: 'Ver las redes', retry: 'Intentar de nuevo' };
export const pauseWords: Pack['pauseWords'] = { 15: 'Durante 15 minutos', 60: 'Durante 1 hora', 240: 'Durante 4 horas', untilResumed: 'Hasta que reanude' };

export const visibleStageWords: Pack['visibleStageWords'] = { queued: 'En cola', loading: 'Cargando', running: 'En ejecución', proving: 'Reuniendo pruebas', waiting: 'A la espera de pago', settled: 'Pagada' };
export const stageWords: Pack['stageWords'] = {
  queued: 'En cola', loading: 'Cargando el modelo', running: 'En ejecución', proving: 'Reuniendo pruebas', delivered: 'Espera el vale', acknowledged: 'Espera el anclaje', anchored: 'Espera el plazo', settled: 'Pagada', failed: 'Fallida', cancelled: 'Cancelada', slashed: 'Stake confiscado', voided: 'Nula',
};
export const stageSentences: Pack['stageSentences'] = {
  queued: 'En cola. Empieza cuando el dispositivo esté libre.', loading: 'Cargando el modelo en el dispositivo.', running: 'En ejecución en este equipo.', proving: 'Calculada. Sus pruebas se están resumiendo en hashes y firmando.',
  delivered: 'Entregada. Espera el vale de pago del cliente.', acknowledged: 'El cliente la ha confirmado. Su recibo va a la cadena con el próximo lote.', anchored: 'En la cadena. Se paga cuando se cierre el plazo de disputa.', settled: 'Pagada.',
  failed: 'Fallida. No se paga nada por ella.', cancelled: 'Cancelada. No se paga nada por ella.', slashed: 'Se demostró en la cadena que su recibo es falso. No se paga nada por ella, y costó stake.', voided: 'Un comité de verificadores la recalculó y rechazó su recibo. No se paga nada por ella.',
};
export const kindWords: Pack['kindWords'] = { classify: { title: 'Clasificar', one: 'imagen', other: 'imágenes' }, embed: { title: 'Vectores de texto', one: 'vector', other: 'vectores' }, generate: { title: 'Generar', one: 'token', other: 'tokens' } };
export const verdictWords: Pack['verdictWords'] = { accepted: 'Aceptada por los verificadores', rejected: 'Rechazada por los verificadores' };

export const nodeWords: Pack['nodeWords'] = {
  order: { title: 'Pedido', what: 'Lo que pidió el cliente, firmado por él.' },
  model: { title: 'Modelo', what: 'Cada archivo del modelo, en un solo hash.' },
  inputRoot: { title: 'Raíz de la entrada', what: 'La entrada, cortada en trozos y resumida en una raíz. La entrada en sí no se guarda.' },
  outputRoot: { title: 'Raíz de la salida', what: 'La salida, resumida de la misma manera.' },
  rowRoot: { title: 'Raíz de las filas', what: 'Una entrada por cada paso de la generación: el token, su posición y su sorteo aleatorio.' },
  sketchRoot: { title: 'Raíz de los bocetos', what: 'Resúmenes breves del estado interno del modelo, que otro equipo puede comparar.' },
  tapRoot: { title: 'Raíz de las tomas', what: 'Valores internos en puntos elegidos, para mirar de cerca en una disputa.' },
  bundle: { title: 'Pruebas', what: 'Todas las pruebas de la ejecución en un solo hash.' },
  receipt: { title: 'Recibo', what: 'La promesa firmada de este nodo: este pedido, este modelo, estos resultados.' },
  anchor: { title: 'Anclaje', what: 'La raíz de un lote de recibos, escrita en la cadena.' },
  voucher: { title: 'Vale', what: 'La promesa de pago firmada por el cliente, sumada sobre todas sus tareas.' },
  payment: { title: 'Pago', what: 'La transferencia en la cadena, después del plazo.' },
  claim: { title: 'Reclamación', what: 'El cliente no envió ningún vale, así que este nodo reclamó el precio de lo que el cliente había reservado.' },
  dispute: { title: 'Disputa', what: 'Alguien puso una fianza y dijo que este recibo es falso. La cadena lo decide en una sola operación.' },
  vote: { title: 'Voto', what: 'Lo que encontró otro equipo al comprobar el recibo.' },
};
export const stepWords: Pack['stepWords'] = {
  offered: 'Ofrecida', admitted: 'Pedido aceptado', accepted: 'Pedido aceptado', queued: 'En cola', loading: 'Cargando el modelo', modelReady: 'Modelo listo', started: 'Empezada', running: 'En ejecución', retried: 'Empezada de nuevo',
  computed: 'Calculada', proving: 'Reuniendo pruebas', signing: 'Calculada, enviada al firmante', signed: 'Recibo firmado', delivered: 'Entregada al cliente', acknowledged: 'Vale recibido', batched: 'Puesta en un lote', anchored: 'Anclada en la cadena', unanchored: 'Anclaje deshecho', unsettled: 'Pago deshecho', claimed: 'Reclamada de la reserva', unclaimed: 'Reclamación terminada', slashed: 'Demostrada falsa, stake confiscado', unslashed: 'Confiscación deshecha', voided: 'Rechazada por un comité, nula', unvoided: 'Nulidad deshecha', refunded: 'Reembolsada al cliente', unrefunded: 'Reembolso deshecho',
  verified: 'Comprobada por verificadores', voted: 'Comprobada por verificadores', settled: 'Pagada', paid: 'Pagada', failed: 'Fallida', cancelled: 'Cancelada', workerLost: 'Proceso de trabajo perdido',
};
export const factWords: Pack['factWords'] = {
  'energy': 'Energía', 'mean power': 'Potencia media', 'most power': 'Potencia máxima', 'highest temperature': 'Temperatura máxima', 'device load': 'Carga del dispositivo', 'memory peak': 'Pico de memoria', 'bytes received': 'Bytes recibidos', 'bytes sent': 'Bytes enviados',
  'top-k': 'Top-k', 'top-p': 'Top-p', 'seed': 'Semilla', 'first draw': 'Primer sorteo', 'void': 'Nulo', 'penalty': 'Penalización', 'void in': 'Nulo en', 'client had paid': 'El cliente había pagado', 'refunded': 'Reembolsado', 'refunded in': 'Reembolsado en', 'opened by': 'Abierta por', 'bond': 'Fianza', 'dispute': 'Disputa', 'dispute stands': 'Estado de la disputa', 'taken of the stake': 'Tomado del stake',
  'job': 'Tarea', 'kind': 'Tipo', 'model': 'Modelo', 'model id': 'Id. del modelo', 'client': 'Cliente', 'app': 'Aplicación', 'reservation': 'Reserva', 'tier': 'Nivel', 'audit policy': 'Regla de auditoría', 'deadline': 'Fecha límite', 'most units in': 'Unidades de entrada, máximo', 'most units out': 'Unidades de salida, máximo',
  'price per unit in': 'Precio por unidad de entrada', 'price per unit out': 'Precio por unidad de salida', 'attempts': 'Intentos', 'temperature': 'Temperatura', 'device': 'Dispositivo', 'units in': 'Unidades de entrada', 'units out': 'Unidades de salida', 'numeric class': 'Clase numérica', 'queue wait': 'Espera en cola', 'first unit after': 'Primera unidad tras',
  'compute': 'Cálculo', 'receipt number': 'Número de recibo', 'epoch': 'Época', 'previous receipt': 'Recibo anterior', 'slashed': 'Confiscado', 'slashed for': 'Confiscado por', 'slashed in': 'Confiscado en', 'name': 'Nombre', 'units': 'Unidades', 'verifier': 'Verificador', 'verdict': 'Veredicto', 'rows': 'Filas', 'sketches': 'Bocetos', 'node': 'Nodo',
  'number': 'Número', 'receipts': 'Recibos', 'state': 'Estado', 'all together': 'En conjunto', 'paid': 'Pagado', 'received': 'Recibido, tras las partes de otros', 'block': 'Bloque',
  'runtime ort': 'ONNX Runtime', 'runtime ep': 'Proveedor de ejecución', 'runtime device': 'Hardware', 'runtime driver': 'Controlador', 'runtime os': 'Sistema operativo', 'runtime arch': 'Arquitectura', 'runtime optLevel': 'Optimización del grafo', 'runtime threads': 'Hilos', 'runtime appVersion': 'Versión de Hearth', 'amount': 'Importe', 'payable from': 'Pagadero desde',
};
export const factValueWords: Pack['factValueWords'] = { 'open': 'abierta', 'not measured': 'sin medir', 'named verifiers': 'verificadores nombrados', 'client only': 'solo el cliente', 'not reported': 'no se indica', 'off': 'sin', 'accepted': 'aceptado', 'rejected': 'rechazado', 'on its way': 'en camino', 'rejected by a committee of verifiers': 'rechazado por un comité de verificadores' };
export const checkWords: Pack['checkWords'] = {
  orderSignature: 'Firma del pedido', receiptSignature: 'Firma del recibo', orderHash: 'Hash del pedido', node: 'Nodo', model: 'Modelo', inputRoot: 'Raíz de la entrada', outputRoot: 'Raíz de la salida', decodeHash: 'Hash de las reglas de generación', numericClass: 'Clase numérica', nonce: 'Nonce', seed: 'Semilla', units: 'Unidades', stopReason: 'Motivo de la parada', deadline: 'Fecha límite',
  sketchRoot: 'Raíz de los bocetos', bundleHash: 'Hash de las pruebas', runtime: 'Motor', votes: 'Votos', voucher: 'Vale', anchor: 'Anclaje', payment: 'Pago', modelFiles: 'Archivos del modelo', replayRows: 'Filas recalculadas', replaySketches: 'Bocetos recalculados', replayTokens: 'Tokens recalculados', replayClass: 'Clase recalculada', chain: 'Cadena', chainAnchor: 'Anclaje en la cadena', chainPayment: 'Pago en la cadena', rows: 'Filas', canonicalTrace: 'Traza canónica', thresholds: 'Umbrales', registry: 'Registro',
};

export const noticeText: Pack['noticeText'] = {
  aDevice: 'un dispositivo', theDevice: 'el dispositivo', noReason: 'No se dio ningún motivo.', ruleHolds: 'Se cumple una de tus reglas', yourRules: 'Tus reglas', someKind: 'de un modo que nadie nombró',
  workerRestarted: { what: (device) => `El proceso de trabajo en ${device} terminó sin avisar.`, next: 'Hay otro nuevo en marcha; el trabajo sigue.' },
  jobRetried: { what: (job) => `La tarea ${job} perdió su proceso de trabajo y empieza de nuevo.`, next: 'Se paga igualmente una sola vez, cuando esté hecha.' },
  jobFailed: { what: (job, reason) => `La tarea ${job} ha fallado. ${reason}`, next: 'No se paga nada por ella.' },
  chainGone: { what: 'La cadena ha dejado de responder.', whatAt: (address) => `La cadena en ${address} ha dejado de responder.`, next: 'Las tareas siguen. Los recibos esperan y se liquidan cuando vuelva.' },
  woke: { what: (span) => `El equipo estuvo en suspensión ${span}.`, next: 'Se avisó al momento a los clientes de que ha vuelto. Una tarea cuya fecha límite pasó entretanto volvió a su cliente y no cuenta como fallo.' },
  chainBack: { what: 'La cadena vuelve a responder.', next: 'Los recibos en espera se están liquidando.' },
  chainDoubt: {
    old: (address, age) => `Los datos de la cadena son de hace ${age}: ${address} no muestra ningún bloque más reciente.`,
    differ: (address, other, block) => `Dos direcciones de la cadena discrepan sobre el bloque ${block}: ${address} y ${other}.`,
    next: 'No se decide nada con ellos. Los pedidos y los pagos esperan hasta que la cadena vuelva a ser fiable.',
  },
  chainSound: { what: 'Los datos de la cadena vuelven a estar al día y todas las direcciones coinciden.', next: 'Se aceptan pedidos y se liquidan los recibos en espera.' },
  rpcSetAside: { what: (address, reason) => `La dirección de la cadena ${address} no se usa. ${reason}`, next: 'Las demás sí, si las hay. Quítala del archivo de contratos o arréglala.' },
  providerRestarted: { what: 'Hearth se había cerrado de forma inesperada y se ha vuelto a iniciar.', next: 'Las tareas sin terminar se retomaron donde las dejó el diario.' },
  signerRestarted: { what: 'El firmante se había cerrado y se ha vuelto a iniciar.', next: 'Su libro está completo; no se firmó nada dos veces.' },
  firstReceipt: { what: 'Primer recibo firmado.', whatFor: (job) => `Primer recibo firmado, para la tarea ${job}.`, next: 'Abre la tarea para comprobarlo en este equipo.' },
  deviceSetAside: { what: (device) => `Apartado tras fallos repetidos: ${device}.`, next: 'Desactívalo y vuelve a activarlo para darle otra oportunidad.' },
  ruleStopped: { what: (cause, device) => `${cause}; se ha devuelto ${device}.`, next: 'El trabajo sigue automáticamente cuando la regla lo permita.' },
  ruleEnded: { what: (rule, device) => `${rule}: de nuevo en orden, ${device} sigue trabajando.`, next: 'Aquí no hay nada que hacer.' },
  voided: { what: (job, reason) => `Tarea ${job}: ${reason}`, next: 'Abre la tarea para ver la transacción. Su recibo se puede recalcular con hearth verify.' },
  slashed: { what: (job, reason) => `Tarea ${job}: ${reason}`, next: 'Abre la tarea para ver la transacción. Un nodo con menos stake puede tener menos trabajo abierto.' },
  disputed: { what: (job) => `Alguien puso una fianza y disputa el recibo de la tarea ${job}.`, next: 'Hearth recalcula la tarea y responde por sí mismo. Déjalo en marcha: callar cuesta stake.' },
  disputeEnded: {
    won: (job) => `Se ganó la disputa sobre la tarea ${job}: la respuesta se sostuvo, y la mitad de la fianza del impugnador es de este nodo.`,
    lost: (job) => `Se perdió la disputa sobre la tarea ${job}.`,
    unproven: (job) => `La disputa sobre la tarea ${job} terminó sin demostración, y se devolvieron todas las fianzas.`,
    next: 'Abre la tarea para ver cómo fue.',
  },
  cheating: { what: (kind) => `Este nodo hace trampa a propósito: ${kind}.`, next: 'Se inició con --cheat, en la red de práctica. Inícialo sin ello para que sea honesto.' },
  orderRefused: { what: (reason) => `Se ha rechazado un pedido. ${reason}`, next: 'Aquí no hay nada que hacer.' },
};
export const severityWords: Pack['severityWords'] = { info: 'Para tu información', attention: 'Atención', failure: 'Fallo' };
