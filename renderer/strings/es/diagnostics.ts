import type { Pack } from '../pack.ts';

export const diagnosticsWords: Pack['diagnosticsWords'] = {
  network: {
    title: 'Red', waiting: 'Examinando la red.', none: 'Hearth funciona sin red.', noneNext: 'Los recibos se hacen y se comprueban en este equipo, y no se paga nada.',
    reach: {
      nothing: 'Todavía nadie puede llegar a este nodo.', thisMachine: 'Los programas de este equipo pueden llegar a este nodo, y nadie más.', homeNetwork: 'Tu red doméstica puede llegar a este nodo.', internet: 'Este nodo escucha en una dirección de internet.', direct: 'Otros hogares llegan a este nodo directamente.', relay: 'Otros hogares llegan a este nodo a través de un repetidor.', closed: 'Otros hogares no pueden llegar a este nodo.', untried: 'Nadie ha probado todavía si otros hogares llegan a este nodo.',
    },
    reachWhy: {
      nothing: 'No escucha en ninguna parte. Lo hará en cuanto haya arrancado.', thisMachine: 'La red de práctica no necesita más: su cliente y sus verificadores también se ejecutan aquí. No hay que abrir nada en el router.', homeNetwork: 'A quien no viene de una dirección de tu hogar se le rechaza. Un cortafuegos en este equipo aún puede dejar fuera a tu hogar.', internet: 'Si un cortafuegos deja entrar a otros no se ve desde dentro.', direct: 'Se pidió a otros pares que lo llamaran, y entraron.', relay: 'Tu router no deja entrar a nadie, así que otros llegan a través de nodos que sirven de repetidor. Es más lento, y una conexión lleva como mucho 16 MiB en 10 minutos.', closed: 'Se pidió a otros pares que lo llamaran y no entraron, y ningún repetidor tiene sitio para él todavía. Aún puede llamar a otros, y se le ofrece menos trabajo.', untried: 'Escucha, y pide a los primeros pares que encuentra que lo llamen.',
    },
    forward: (port) => `Para una línea directa, reenvía en tu router el puerto TCP ${port} a este equipo, o deja que Hearth se lo pida al router.`,
    peers: 'conectados ahora', peersWhy: { one: 'par', other: 'pares' }, listens: 'Escucha en', peerId: 'Id. de par', node: 'Dirección del nodo', chain: 'Cadena', block: 'Bloque más reciente', blockAge: (age) => `de hace ${age}`, rpc: 'Se consulta en', windowLength: 'Un plazo dura', fresh: 'La cadena responde y está al día.', old: (age) => `La cadena responde, pero su bloque más reciente es de hace ${age}. No se decide nada con él.`, gone: 'La cadena no responde. Los recibos esperan aquí y se pagan cuando vuelva.', connecting: 'La cadena aún no ha respondido.', noChain: 'No hay cadena.', strangers: 'Los nombres y direcciones de otros se muestran como texto sin formato. Hearth no abre ninguno.',
    listen: {
      title: 'Quién puede llegar a este nodo', waiting: 'Leyendo lo que elegiste.', scope: { thisMachine: 'Esta máquina', homeNetwork: 'Red doméstica', internet: 'Internet' },
      scopeWhy: { thisMachine: 'Solo pueden conectarse programas de esta máquina. No se abre nada.', homeNetwork: 'También pueden conectarse máquinas con una dirección de tu casa. A las demás se las rechaza.', internet: 'Cualquiera puede conectarse: un puerto TCP de esta máquina queda abierto a todos.' },
      port: 'Puerto', portHint: 'Desde 1024. Vacío: 7413.', relay: 'Repetidor para otros', relayWhy: 'A los nodos a los que nadie llega se llega a través de este: 32 como mucho, y 16 MiB en 10 minutos por conexión.', router: 'Pedírselo al router', routerWhy: 'Se pide al router que reenvíe el puerto a esta máquina (UPnP).', region: 'País', regionHint: 'Dos letras, como ES, para quien compra según el país. Vacío: no se dice nada a los demás.',
      save: 'Guardar y reiniciar el proveedor', saving: 'El proveedor se reinicia.', saveWhy: 'Los trabajos en curso siguen después.', runs: (running) => `Lo que elegiste vale desde el próximo inicio del proveedor. Hasta entonces funciona así: ${running}.`, portOf: (port) => `puerto ${port}`,
    },
    data: {
      title: 'Límites de datos', waiting: 'Leyendo los límites.',
      what: 'Lo que este nodo envía a internet y recibe de él, modelos incluidos. Al llegar a un límite no se acepta ningún pedido ni se da o descarga ningún modelo hasta que acabe su día o su mes; los trabajos en curso terminan. No cuentan el tráfico dentro de tu casa ni el de la cadena.',
      names: { sentDay: 'Enviado en un día', sentMonth: 'Enviado en un mes', receivedDay: 'Recibido en un día', receivedMonth: 'Recibido en un mes' }, hint: 'En GiB. Vacío: sin límite.', used: (used) => `${used} hasta ahora`, save: 'Guardar los límites', saved: 'Guardado. Valen desde ya.',
    },
    networks: {
      title: 'Redes', waiting: 'Leyendo las redes.', own: 'Red de práctica de este Hearth', only: 'Aquí solo está la red de práctica de este Hearth.', join: 'Para unirte a otra, da el archivo de esa red a este comando:', real: 'dinero real', current: 'Actual', switch: 'Cambiar', switchTo: (name) => `Cambiar a ${name}`,
      ask: (name) => `¿Cambiar a ${name}?`, why: 'Primero se terminan los trabajos en curso y luego el proveedor se reinicia allí. El depósito, los ingresos y los recibos de cada red se quedan en ella.', yes: 'Cambiar', no: 'Quedarme aquí', going: 'El cambio está en marcha: primero se terminan los trabajos en curso y luego el proveedor se reinicia.',
      receipts: { one: 'recibo de este nodo aún puede ser auditado aquí.', other: 'recibos de este nodo aún pueden ser auditados aquí.' }, until: (moment) => `Hasta el ${moment} como muy tarde.`, untilUnknown: 'Aún no se sabe hasta cuándo.', costs: 'Los verificadores que no encuentren a nadie aquí pueden decirlo en la cadena, y eso cuesta depósito.', whenClear: 'Cambiar cuando no quede ninguno', waits: (name) => `Ya no se aceptan pedidos. El cambio a ${name} llega cuando ningún recibo espere auditoría.`, now: 'Cambiar ahora',
    },
  },
  logs: {
    title: 'Registro', waiting: 'Leyendo el registro.', empty: 'Todavía no se ha escrito nada.', emptyNext: 'Cada programa escribe aquí lo que hace y lo que ha rechazado.', none: 'Ninguna línea contiene eso.', noneNext: 'Prueba con menos texto.', filter: 'Solo líneas con', count: { one: 'línea', other: 'líneas' }, cut: 'las anteriores están en el archivo', follow: 'Seguir', export: 'Guardar estas líneas', exportWhy: 'Tal cual, con direcciones y rutas. Para otra persona usa el paquete de diagnóstico, en Acerca de: ese está depurado.',
  },
  about: {
    title: 'Acerca de', version: 'Hearth', lead: 'Licencia MIT. Incluye obras de otros, cada una con la suya.', licences: 'De qué está hecho', works: { one: 'obra de otros', other: 'obras de otros' }, licenceHead: { name: 'Obra', licence: 'Licencia' },
    guard: 'Nadie te pedirá tu frase', guardWhy: 'Ni Hearth, ni quienes lo hacen, ni un cliente, ni el soporte, ni esta página. Quien te pida tu frase de recuperación, tu contraseña o tu clave quiere tu dinero. Hearth muestra el texto que llega de la red como texto sin formato y nunca como una instrucción.',
    bundle: 'Paquete de diagnóstico', bundleWhy: 'Para quien te ayude a encontrar un fallo: versiones, dispositivos, estados y el registro. Las cuentas, huellas, direcciones, rutas y los nombres tuyo y de este equipo se quitan antes de que lo veas.', make: 'Crearlo y verlo', making: 'Creándolo', save: 'Guardarlo', size: (size) => `${size}. Léelo antes: esto es todo lo que contiene.`, nothingSent: 'No se envía nada a ninguna parte.',
  },
};
