import type { Pack } from '../pack.ts';

export const noticeMore: Pack['noticeMore'] = {
  aModel: 'un modelo', aTransaction: 'una transacción', aProposal: 'una propuesta', someAmount: 'un importe desconocido',
  clientSilent: { what: (job) => `El cliente de la tarea ${job} se llevó el resultado y no envía ningún vale.`, next: 'Su precio se reclama a la cadena. Aquí no hay nada que hacer.' },
  firstPayment: { what: (amount) => `La primera tarea está pagada: ${amount}.`, next: 'En Ganancias se ve qué quedó de ello.' },
  dayEarned: { what: (day, jobs, amount) => `${day}: ${jobs} pagadas, ${amount} en total.`, next: 'En Ganancias están las comisiones, la energía y el neto.' },
  claimPaid: { what: (job, amount) => `Se pagó la reclamación por la tarea ${job}: ${amount}.`, next: 'Aquí no hay nada que hacer.' },
  transactionFailed: { what: (name, reason) => `La cadena rechazó una transacción del nodo (${name}). ${reason}`, next: 'Se vuelve a intentar. Si sigue así, el registro dice más.' },
  caseOpened: { what: (job) => `Un verificador rechazó el recibo de la tarea ${job}, y se sortean más verificadores.`, next: 'La recalculan. Si te dan la razón, el recibo vale; si no, cuesta stake.' },
  caseEnded: { accepted: (job) => `Más verificadores recalcularon la tarea ${job} y dieron su recibo por correcto.`, unproven: (job) => `El caso sobre la tarea ${job} terminó sin mayoría.`, next: 'El recibo se paga como antes.' },
  auditMissed: { what: (reason) => `Este nodo no votó a tiempo sobre un recibo para el que salió sorteado. ${reason}`, next: 'No se le paga ese voto. Deja Hearth en marcha o renuncia a sus puestos.' },
  auditPaid: { what: (amount) => `Pagado por votos como verificador: ${amount}.`, next: 'Aquí no hay nada que hacer.' },
  rowsEvicted: { what: (job) => `Las filas de la tarea ${job} se borraron para hacer sitio.`, next: 'Ya no se puede responder a una auditoría suya. Deja más espacio en el disco.' },
  stakeFull: { what: (used, limit) => `Casi todo lo que permite el stake está en tareas abiertas: ${used} de ${limit}.`, next: 'Los demás recibos esperan a que otros se paguen. Con más stake pasan más.' },
  stakeReady: { what: (amount) => `El stake que pediste de vuelta ya se puede liberar: ${amount}.`, next: 'Hasta entonces no rinde nada y sigue en riesgo.' },
  deviceTested: { sound: (device) => `Probado: ${device} calcula correctamente.`, wrong: (device) => `Probado: ${device} calcula mal.`, unproven: (device) => `Probado: con ${device} no había nada con qué comparar.`, next: 'Su velocidad está en Dispositivos.' },
  modelDamaged: { what: (model, reason) => `No se puede abrir el modelo ${model}. ${reason}`, next: 'No se acepta ningún pedido para él. Instálalo de nuevo.' },
  downloadDone: { what: (model) => `${model} está descargado y comprobado.`, next: 'Se ofrece desde ahora.' },
  downloadEnded: { what: (model, reason) => `La descarga de ${model} se detuvo. ${reason}`, next: 'Abre los modelos para seguir con ella o dejarla.' },
  pauseEnded: { what: (device) => `La pausa de ${device} ha terminado.`, next: 'Vuelve a aceptar trabajo.' },
  gaveBackSlowly: { what: (device, span) => `Devolver la memoria de ${device} tardó ${span}.`, next: 'Lo prometido son dos segundos. Si sigue así, elige un modo que trabaje menos.' },
  chainRewound: { what: (block) => `La cadena deshizo sus bloques posteriores al ${block}.`, next: 'Lo que se pagó en ellos se revisa de nuevo.' },
  practiceRestarted: { what: 'La red de práctica se había cerrado y se ha vuelto a iniciar.', next: 'Su cadena conserva el estado. Las tareas siguen.' },
  voteOpened: { what: (title, until) => `Hay una votación abierta hasta ${until}: ${title}.`, next: 'Tienes votos en ella.' },
  voteEnds: { what: (title, span) => `Una votación termina en ${span} y falta tu voto: ${title}.`, ended: (title) => `Una votación sin tu voto está a punto de terminar: ${title}.`, next: 'Vota, o déjala pasar.' },
  voteMissed: { what: (title) => `Una votación terminó sin tu voto: ${title}.`, next: 'Ábrela para ver el resultado.' },
  proposalExecuted: { what: (title) => `Una propuesta entró en vigor: ${title}.`, next: 'Ábrela para ver qué cambia aquí.' },
  updated: { what: (version, before) => `Hearth es ahora la versión ${version}; antes era la ${before}.`, next: 'Aquí no hay nada que hacer.' },
  diskFull: { what: (path) => `El disco de ${path} está lleno.`, next: 'No se acepta ningún pedido nuevo. Haz sitio: el trabajo sigue por sí mismo.' },
  diskHasRoom: { what: 'El disco vuelve a admitir datos.', next: 'Se vuelven a aceptar pedidos.' },
  walletLocked: { what: 'El monedero se ha bloqueado porque hace un rato que no se le pide nada.', next: 'Los trabajos, los recibos y los pagos siguen. Desbloquéalo para enviar, poner stake o votar.' },
  backupDue: { what: 'Es hora de comparar la frase de recuperación del monedero con tu copia.', next: 'Abre el monedero y escribe las palabras que pide. Una copia que nunca se releyó quizá no lo sea.' },
};

export const noticeTitles: Pack['noticeTitles'] = {
  firstReceipt: 'Primer recibo', jobFailed: 'Una tarea ha fallado', jobRetried: 'Una tarea empieza de nuevo', orderRefused: 'Se rechazó un pedido', clientSilent: 'Un cliente no responde', firstPayment: 'Primer pago', dayEarned: 'Lo que rindió un día', claimPaid: 'Se pagó una reclamación', transactionFailed: 'Una transacción ha fallado',
  slashed: 'Se confiscó stake', voided: 'Se rechazó un recibo', disputed: 'Un recibo está en disputa', disputeEnded: 'Terminó una disputa', caseOpened: 'Un verificador rechazó un recibo', caseEnded: 'Terminó un caso', auditMissed: 'Se perdió una auditoría', auditPaid: 'Se pagaron votos', rowsEvicted: 'Se borraron filas', stakeFull: 'El stake está agotado', stakeReady: 'Se puede liberar stake',
  deviceSetAside: 'Se apartó un dispositivo', deviceTested: 'Se probó un dispositivo', workerRestarted: 'Se reinició un proceso de trabajo', modelDamaged: 'Un modelo está dañado', downloadDone: 'Un modelo está instalado', downloadEnded: 'Una descarga se detuvo', ruleStopped: 'Una regla tomó un dispositivo', ruleEnded: 'Una regla devolvió un dispositivo', pauseEnded: 'Terminó una pausa', gaveBackSlowly: 'La memoria se devolvió despacio', woke: 'El equipo estuvo en suspensión',
  chainGone: 'La cadena no responde', chainBack: 'La cadena ha vuelto', chainDoubt: 'Datos de la cadena dudosos', chainSound: 'Datos de la cadena fiables de nuevo', rpcSetAside: 'Dirección de la cadena apartada', chainRewound: 'La cadena deshizo bloques', practiceRestarted: 'La red de práctica se reinició',
  voteOpened: 'Hay una votación abierta', voteEnds: 'Una votación termina pronto', voteMissed: 'Una votación terminó sin tu voto', proposalExecuted: 'Una propuesta entró en vigor', providerRestarted: 'Hearth se cerró de forma inesperada', signerRestarted: 'El firmante se reinició', updated: 'Otra versión', diskFull: 'El disco está lleno', diskHasRoom: 'El disco tiene sitio', cheating: 'Trampa a propósito',
  walletLocked: 'El monedero se bloqueó solo', backupDue: 'Hay que comparar la frase',
};

export const noticeWords: Pack['noticeWords'] = {
  title: 'Avisos', bell: 'Avisos', bellUnread: (n) => `Avisos, ${n} sin leer`, waiting: 'Esperando los avisos.', empty: 'Todavía no ha ocurrido nada.', emptyNext: 'Aquí se guarda lo que debes saber, con su motivo y lo que viene después.',
  filter: 'Gravedad', filters: { all: 'Todos', unread: 'Sin leer', attention: 'Atención', failure: 'Fallos', info: 'Información' }, none: 'Ninguno de estos.', showAll: 'Mostrar todos',
  readAll: 'Marcar todos como leídos', clearAll: 'Borrar todos', cleared: { one: 'aviso borrado.', other: 'avisos borrados.' }, undo: 'Deshacer', choose: 'Qué se avisa',
  unread: 'Sin leer', markRead: 'Marcar como leído', markUnread: 'Marcar como no leído', clear: 'Borrar', times: (n, since) => `${n} veces desde ${since}`, mute: 'No avisar más de esto', muted: (title) => `Ya no se avisa: ${title}.`,
  today: 'Hoy', yesterday: 'Ayer', all: 'Todos los avisos',
  actions: { job: 'Abrir la tarea', jobs: 'Ver las tareas', earnings: 'Abrir Ganancias', devices: 'Abrir Dispositivos', rules: 'Abrir Reglas', network: 'Abrir Red', staking: 'Abrir Staking', wallet: 'Abrir la billetera', proposal: 'Abrir la votación', audits: 'Abrir Auditorías', models: 'Abrir Modelos', settings: 'Abrir Ajustes', log: 'Abrir el registro', about: 'Acerca de este Hearth' },
  settings: {
    title: 'Avisos', why: 'Lo que está desactivado no se guarda ni se muestra. De lo que cuesta dinero o daña el equipo se avisa siempre.', waiting: 'Leyendo de qué se avisa.', native: 'Mostrar en el escritorio', nativeWhy: 'Cuando la ventana no está a la vista, el sistema muestra lo que requiere atención.',
    quiet: 'Horas de silencio', quietWhy: 'En ellas el escritorio solo muestra lo que cuesta dinero o daña el equipo. Aquí se guarda todo.', from: 'Desde', to: 'Hasta', same: 'Las horas de silencio necesitan un principio y un final distinto.', always: 'Siempre se avisa', tell: (title) => `Avisar: ${title}`,
    groups: { jobs: 'Tareas', money: 'Dinero', devices: 'Dispositivos', guest: 'Como invitado', chain: 'Cadena', votes: 'Votaciones', hearth: 'Hearth' }, on: 'Activado', off: 'Desactivado', count: (on, all) => `se avisa de ${on} de ${all}`,
  },
};
