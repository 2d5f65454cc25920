import type { Pack } from '../pack.ts';

export const approveWords: Pack['approveWords'] = {
  asking: 'Preguntando al firmante y a la cadena qué haría.',
  account: (name) => `Firmado por ${name}.`,
  sent: 'Enviado. Cuenta cuando está en un bloque; hasta entonces aquí no cambia nada.',
  transactions: 'Transacciones', transactionsEmpty: 'Todavía no se ha enviado nada.', transactionsEmptyNext: 'Lo que firmas aquí aparece como pendiente hasta que está en un bloque.', transactionsWaiting: 'Leyendo las transacciones.',
};

export const benchmarkWords: Pack['benchmarkWords'] = {
  title: 'Autoprueba y velocidad', run: 'Probar ahora', again: 'Probar otra vez', cancel: 'Cancelar', waits: 'Espera su turno y el permiso de las reglas.', none: 'Aún sin probar.', noneNext: 'Un dispositivo nuevo se prueba solo cuando está libre para trabajar.',
  steps: { load: 'cargando', check: 'comparando', prefill: 'leyendo entradas con', decode: 'escribiendo con', classify: 'clasificando con' }, step: (what, model, done, of) => `${what} ${model}, ${done} de ${of}`,
  progress: 'Progreso de la prueba',
  verdict: { sound: 'Calcula correctamente.', wrong: 'Ha calculado algo distinto de lo correcto.', unproven: 'Aquí no se pudo comparar nada.' },
  failed: (reason) => `La prueba no terminó: ${reason}.`,
  check: { integers: 'Productos de 8 bits', sevenBits: 'Productos de 8 bits con pesos de 7 bits', output: 'Salida, bit a bit', sketches: 'Bocetos frente al procesador', tokens: 'Tokens frente al procesador', vectors: 'Vectores frente al procesador' },
  state: { passed: 'Superada', failed: 'Fallida', notChecked: 'Sin comprobar' },
  integersOnly: 'No admite modelos de enteros.', sevenBitsOnly: 'De los modelos de enteros, admite los de pesos de 7 bits.', noMeter: 'desconocida: sin medidor', head: { model: 'Modelo', prefill: 'Entrada', decode: 'Salida', energy: 'Energía' },
  perSecond: (rate, kind) => `${rate} ${kind === 'generate' ? 'tokens/s' : 'elementos/s'}`, joules: (joules, kind) => `${joules} J por ${kind === 'generate' ? 'token' : 'elemento'}`,
  with: (when, driver, runtime) => `Probado ${when}, ${driver === null ? 'controlador no indicado' : `controlador ${driver}`}, motor ${runtime}.`, checks: 'Todas las comprobaciones',
};

export const stakingWords: Pack['stakingWords'] = {
  title: 'Staking', staked: 'En stake', waiting: 'Leyendo el stake en la cadena.', unbound: 'Este nodo aún no está vinculado a ningún operador.', unboundNext: 'Un operador lo vincula una vez y para siempre; después se puede poner stake por él. En la red de práctica Hearth lo hace solo en unos segundos.',
  allows: (limit, used) => `Permite que tareas por valor de ${limit} esperen el pago a la vez. Ahora esperan ${used}.`, allowsNothing: 'No hay nada en stake, así que ninguna tarea puede esperar el pago y no se acepta ninguna.',
  age: (age) => `Los datos de la cadena son de hace ${age}. No decidas con ellos; lo que se firma está desactivado hasta que estén al día.`,
  figures: {
    required: 'Exigido ahora', requiredWhy: 'debe quedarse por las tareas abiertas y los puestos', surplus: 'Libre para retirar', surplusWhy: 'en stake y no exigido', inFlight: 'En tareas abiertas', inFlightWhy: (share) => `${share} de lo que permite el stake`,
    unbonding: 'En devolución', unbondingNone: 'nada en devolución', atRisk: 'En riesgo ahora', atRiskWhy: (percent) => `una falta demostrada se lleva el ${percent}`, slashed: 'Confiscado hasta hoy', slashedNever: 'nunca', slashedTimes: { one: 'vez', other: 'veces' },
  },
  unbonding: { running: (left) => `listo en ${left}`, ready: 'listo para liberar', until: (when) => `el ${when}`, free: 'Liberar', freeSentence: (amount) => `Libera ${amount}: se puede volver a enviar.` },
  operator: { title: 'Quién puede actuar', is: 'Operador', none: 'Ninguna cuenta', noKey: 'Su clave no está en esta billetera, así que aquí no se puede firmar nada.', noKeyPractice: 'En la red de práctica es una cuenta creada por Hearth. Importa su clave de prueba en la billetera (está en practice/keys.json, en la carpeta de datos, como operator) y actúa aquí, o usa hearth stake en una terminal.', toWallet: 'Ir a la billetera', waiting: 'Esperando al firmante, que guarda las claves.' },
  acts: { stake: 'Añadir stake', unstake: 'Retirar', amount: 'Importe', review: 'Revisar', cancel: 'Cancelar', bad: 'Un importe son dígitos, con un punto y hasta 18 más.', zero: 'El importe es cero.', tooMuch: (has) => `Solo hay ${has} en stake.`, stakeGo: 'Firmar y añadir', unstakeGo: 'Firmar y retirar', withdrawGo: 'Firmar y liberar' },
  preview: {
    title: 'Qué cambia', now: 'Ahora', after: 'Después', staked: 'En stake', limit: 'Puede esperar a la vez', free: 'Libre para retirar', worst: 'Una falta demostrada se lleva', worstWhy: (percent) => `el ${percent} de todo lo que está en stake o en devolución, y otra vez con la siguiente falta: en el peor caso se va todo`,
    lock: (span) => `Recuperarlo tarda ${span} desde el día en que lo pides, y hasta entonces se puede confiscar.`,
    buysNothing: 'Hoy no rinde nada más: no es tu stake lo que te limita.', buysUnknown: 'No se sabe cuánto rendiría: este equipo aún no tiene un día entero de pagos.', buys: (most) => `Puede rendir entre nada y ${most} más al día, si hay pedidos para todo ello.`,
  },
  warnings: {
    inactive: (models) => `No quedaría nada en stake. El nodo deja de aceptar pedidos, para todos sus ${models}.`, models: { one: 'modelo', other: 'modelos' }, belowRequired: 'Quedaría menos de lo que exigen las tareas abiertas. No se acepta trabajo nuevo hasta que se paguen.', seats: 'Los puestos de un verificador necesitan este stake. La cadena se niega hasta que los dejes.',
    restarts: (wait) => `Ya hay una parte en devolución. Esta se suma y la cuenta atrás empieza de nuevo: todo vuelve a esperar ${wait}.`, slashable: 'Deja de contar al momento, y se puede confiscar hasta que se libere.',
  },
  stakeSentence: (amount) => `Pone en stake ${amount} de las monedas del operador para respaldar este nodo.`, unstakeSentence: (amount, span) => `Saca ${amount} del stake. Podrás liberarlo después de ${span}.`,
  slashes: {
    title: 'Qué se ha confiscado', empty: 'Nunca se ha confiscado nada.', emptyNext: 'Una confiscación aparecería aquí con su motivo, el recibo del que trata y las pruebas para comprobarlo tú.',
    why: { fault: 'Falta demostrada', dispute: 'Disputa perdida', vote: 'Dos votos distintos', refund: 'Reembolso decidido por un tribunal', unknown: 'Confiscado por un tribunal' },
    job: 'Su tarea', noJob: 'no se conoce ninguna tarea de este equipo para ello', subject: 'Hash de las pruebas', by: 'Mostrado por', at: 'Cuándo', tx: 'Transacción', rule: 'Regla',
    rules: { fault: 'Cualquiera puede mostrar a la cadena un recibo que es falso por sus propios bytes.', dispute: 'Otro nodo recalculó la tarea y nombró la operación incorrecta.', vote: 'Un verificador firma un solo voto por recibo.', refund: 'A un cliente cuya tarea se declaró falsa se le devuelve el pago con el stake.', unknown: 'La transacción no nombra ninguna regla que esta versión conozca.' },
    final: 'En la cadena no hay apelación: el contrato juzga una prueba al momento y de forma definitiva. Con el paquete podéis comprobarla tú y otros.', export: 'Crear el paquete de pruebas',
  },
};

export const parameterWords: Pack['parameterWords'] = {
  AuditFloorBps: { title: 'Proporción de recibos auditados', what: 'al menos esta proporción de los recibos de cada nodo se audita' },
  FirstJobsAudited: { title: 'Primeras tareas auditadas', what: 'este número de primeras tareas de un nodo nuevo se auditan, todas' },
  FirstCommittee: { title: 'Primer comité', what: 'verificadores que miran primero' },
  SecondCommittee: { title: 'Segundo comité', what: 'verificadores que miran cuando los primeros no se ponen de acuerdo' },
  FinalCommittee: { title: 'Último comité', what: 'verificadores que tienen la última palabra' },
  CommitSeconds: { title: 'Tiempo para comprometer un voto', what: 'un verificador que llega más tarde pierde su voto' },
  RevealSeconds: { title: 'Tiempo para revelar un voto', what: 'un verificador que llega más tarde pierde su voto' },
  ResponseSeconds: { title: 'Tiempo para responder a una disputa', what: 'un nodo acusado que calla durante más tiempo pierde' },
  DisputeBondWei: { title: 'Fianza mínima de una disputa', what: 'la pone quien abre una disputa, y se la lleva quien gana' },
  RejectBondWei: { title: 'Fianza de un rechazo', what: 'la pone quien pide un comité' },
  VerifierPayWei: { title: 'Pago de un verificador', what: 'por cada recibo examinado' },
  VerifierPayMaxBps: { title: 'Pago máximo de un verificador', what: 'del precio de la tarea' },
  FaultSlashBps: { title: 'Confiscado por una falta demostrada', what: 'de todo lo que está en stake y en devolución' },
  SilenceSlashBps: { title: 'Confiscado por callar', what: 'de todo lo que está en stake y en devolución, cuando no se responde a tiempo a una disputa' },
  VerifierSlashBps: { title: 'Confiscado por dos votos distintos', what: 'del stake de un verificador' },
  UnbondingSeconds: { title: 'Tiempo para retirar', what: 'lo que espera el stake que se pide de vuelta' },
  ClaimSeconds: { title: 'Tiempo hasta pagar una reclamación', what: 'el cliente puede oponerse durante este tiempo' },
  SeatStakeWei: { title: 'Stake para un puesto de verificador', what: 'lo que necesita cada puesto nuevo' },
  RegistrationSeconds: { title: 'Espera tras registrar un modelo', what: 'antes de que gane regalías' },
  SnapshotAgeSeconds: { title: 'Antigüedad de la lista de verificadores', what: 'un comité se sortea con la lista tal como era hace este tiempo' },
  DisputeBondBps: { title: 'Fianza de una disputa según el stake', what: 'de todo lo que el acusado tiene en stake y en devolución; una disputa exige esto, y al menos la fianza mínima' },
};

export const governanceWords: Pack['governanceWords'] = {
  title: 'Gobernanza', waiting: 'Leyendo las propuestas en la cadena.', back: 'Todas las propuestas',
  votes: 'Tus votos', noWallet: 'Sin una cuenta en la billetera no hay con qué votar. Las propuestas se pueden leer igualmente.',
  accountLine: { self: 'vota por sí misma', nobody: 'nadie vota con estas monedas hasta que delegues', given: 'los votos los tiene', holds: (amount) => `tiene ${amount}`, watch: 'observada, su clave no está aquí' },
  delegate: { go: 'Delegar', toSelf: 'Votar yo con ellas', back: 'Recuperarlos', title: 'Quién vota con estas monedas', to: 'Cuenta que vota', toHint: '0x y 40 dígitos hexadecimales. Las monedas se quedan donde están; solo se van sus votos. Puedes recuperarlos en cualquier momento.', review: 'Revisar', sign: 'Firmar y delegar', cancel: 'Cancelar', noExpiry: 'La cadena no le pone fecha de fin: vale hasta que lo recuperes.', bad: 'Eso no es una dirección.', sentence: (to) => `Da los votos de todas las monedas de esta cuenta, también las que están en stake, a ${to}.`, sentenceSelf: 'La cuenta vota con sus propias monedas, también las que están en stake.' },
  proposals: 'Propuestas', filter: { label: 'Mostrar', open: 'Abiertas', upcoming: 'Próximas', closed: 'Cerradas' },
  empty: { open: 'No hay ninguna propuesta abierta.', upcoming: 'No hay ninguna propuesta a punto de abrirse.', closed: 'Nunca se ha decidido ninguna propuesta.' }, emptyNext: 'Quien tenga votos suficientes puede hacer una.', notAll: (shown, total) => `Se muestran las ${shown} más recientes de ${total}.`,
  state: { pending: 'Se abre pronto', active: 'Abierta', canceled: 'Retirada', defeated: 'Rechazada', succeeded: 'Aceptada, por poner en cola', queued: 'Aceptada, en espera de ejecución', expired: 'Aceptada y nunca ejecutada', executed: 'Ejecutada' },
  support: { for: 'A favor', against: 'En contra', abstain: 'Abstención' },
  ends: (left, when) => `termina en ${left}, ${when}`, opens: (left, when) => `se abre en ${left}, ${when}`, ended: (when) => `terminó ${when}`, executable: (left) => `se puede ejecutar en ${left}`, executableNow: 'ya se puede ejecutar',
  votedFor: (how, weight) => `Has votado: ${how}, con ${weight}.`, youHave: (weight) => `Aquí tienes ${weight}.`, noPower: 'No tenías votos cuando se abrió, así que no puedes votar en esta.', noPowerYet: 'Tal como están las cosas, no tendrás votos en esta. Delega antes de que se abra.',
  quorum: (now, needed) => `han participado ${now} de los ${needed} que necesita`, bar: (f, a, n) => `${f} a favor, ${a} en contra, ${n} abstenciones`,
  effect: 'Qué cambia para tu nodo', description: 'Qué dice quien la propone', descriptionWhy: 'Escrito por un desconocido y mostrado como texto sin formato. Hearth no abre ninguna dirección que contenga, y nadie de Hearth habla ahí.', cut: 'Es más largo; el texto completo está en la cadena.', noDescription: 'Nada.', raw: 'Las llamadas tal como están en la cadena', target: 'Llama a', value: 'Envía', proposer: 'Propuesta por', id: 'Propuesta', moreActions: (n) => `Hace ${n} llamadas; solo se muestran las diez primeras.`,
  timeline: 'Cómo va', result: 'Votos hasta ahora',
  vote: { title: 'Tu voto', account: 'Votar con', how: 'Cómo', reason: 'Motivo, si quieres', reasonHint: 'Queda en la cadena para siempre, con esta cuenta, a la vista de todos.', left: (n) => `quedan ${n} caracteres`, review: 'Revisar', sign: 'Firmar y votar', final: 'Un voto no se puede cambiar.', sentence: (how, weight) => `Vota ${how} con ${weight}.`, reasonShown: 'Con el motivo', stored: 'Tu motivo, tal como lo guarda la cadena', closed: 'La votación ha terminado.', noKey: 'La clave de la cuenta con votos no está en esta billetera.' },
  queue: { go: 'Poner en cola', sentence: 'Entrega la propuesta aceptada al bloqueo temporal; puede hacerlo cualquiera, y solo cuesta la comisión.', sign: 'Firmar y poner en cola' },
  execute: { go: 'Ejecutar', sentence: 'Ejecuta la propuesta; puede hacerlo cualquiera, y solo cuesta la comisión.', sign: 'Firmar y ejecutar' },
  propose: {
    go: 'Proponer un cambio', title: 'Proponer un cambio', what: 'Qué', kinds: { setParameter: 'Un número gobernado', grant: 'Una subvención' }, parameter: 'Número', value: 'Valor nuevo', bounds: (low, high) => `De ${low} a ${high}.`, to: 'Para', amount: 'Importe', held: (amount) => `La tesorería tiene ${amount}.`,
    why: 'Por qué', whyHint: 'La primera línea es el título. Queda en la cadena para siempre.', review: 'Revisar', sign: 'Firmar y proponer', cancel: 'Cancelar', threshold: (needed, has) => `Una propuesta necesita ${needed} votos; esta cuenta tiene ${has}.`, badValue: 'Ese valor no sirve aquí.', outOfBounds: 'El contrato rechaza un valor fuera de sus límites.', badAddress: 'Eso no es una dirección.', same: 'Ese es el valor actual.',
    unit: { Wei: 'en monedas', Bps: 'en porcentaje', Seconds: 'en segundos', count: 'un número entero' }, sentence: (change) => `Propone: ${change}`,
  },
  treasury: { title: 'Tesorería', held: 'Tiene', due: 'Por cobrar para ella', pool: 'Fondo de los verificadores', issued: 'Monedas nuevas creadas', issuedOf: (cap) => `de ${cap} como máximo`, split: 'De cada pago', splitWords: (node, verifiers, app, treasury) => `${node} para el nodo, ${verifiers} para los verificadores, ${app} para la aplicación, ${treasury} para la tesorería; las regalías salen de la parte del nodo.` },
  notFound: 'La cadena no tiene esa propuesta.',
  effects: {
    set: (title, now, then) => `${title}: ${now} → ${then}.`,
    seatShort: (short) => `Un puesto nuevo necesitaría más de lo que tienes libre: te faltarían ${short}.`, seatEnough: 'Lo que tienes libre bastaría para un puesto nuevo.', seatsHeld: (n) => `Tus puestos actuales (${n}) conservan el stake con el que se ocuparon.`,
    fault: (then, now) => `Una falta demostrada de este nodo se llevaría ${then}; ahora se lleva ${now}.`, silence: (then, now) => `Una disputa que este nodo no responda se llevaría ${then}; ahora se lleva ${now}.`,
    unbonding: (then) => `El stake que pidas de vuelta después espera ${then}. Lo que ya está en camino conserva su fecha.`, audits: (then, now) => `Se auditarían aproximadamente ${then} de tus recibos; ahora, ${now}.`,
    none: (what) => `No se mueve nada tuyo: ${what}.`, treasury: (amount, share) => `${amount} salen de la tesorería, ${share} de lo que tiene. No se mueve nada tuyo.`, treasuryShort: (amount) => `Concede ${amount}, más de lo que tiene la tesorería: fallaría.`, unknown: 'Esta versión de Hearth no sabe decir qué hace esto. Lee las llamadas de abajo, o vota solo si sabes leerlas.', noStake: 'Hearth no conoce ahora el stake de este nodo, así que no puede decir qué supone en monedas.',
  },
};
