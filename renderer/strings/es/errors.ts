import { formatBytes } from '../../format/numbers.ts';
import { formatSpan } from '../../format/time.ts';
import { coinsOf, isOwnLimit } from '../errors.ts';
import { faultTitle } from '../faults.ts';
import type { Pack } from '../pack.ts';

const theirRequest = 'El pedido no se ha aceptado. Aquí no hay nada que hacer.';
const unpaid = 'No se paga nada por ella.';
const refused: Readonly<Record<string, string>> = { kind: 'este tipo de tarea', model: 'este modelo', client: 'a este cliente' };

export const fieldWords: Pack['fieldWords'] = { missing: 'Rellena este campo.', number: 'Escribe un número.', least: (least) => `Como mínimo ${least}.`, most: (most) => `Como máximo ${most}.`, shape: 'No está escrito como se espera.' };

export const faultWords: Pack['faultWords'] = {
  equivocation: 'dos recibos con un mismo número', order: 'contradice su pedido', plan: 'otro plan de auditoría', seed: 'otra semilla que la que sacó el cliente', class: 'otra clase numérica que la pedida',
  stop: 'incumple la regla de parada', dispute: 'se perdió una disputa', foreignAnchor: 'ancló el recibo de otro nodo',
};
export const unknownFailure: Pack['unknownFailure'] = { what: (code) => `Ha ocurrido algo para lo que esta página no tiene palabras (${code}).`, next: 'No se ha perdido nada. Si se repite, en el registro hay más datos.' };

export const errorWords: Pack['errorWords'] = {
  'internal': ({ incident }) => ({ what: `Algo ha ido mal dentro de Hearth (incidente ${incident}).`, next: 'Está en el registro con ese número.' }),
  'usage.invalid': ({ reason }) => ({ what: `Eso no se puede hacer: ${reason}.`, next: 'No se ha cambiado nada.' }),

  'bridge.malformed': () => ({ what: 'La página y Hearth no se han entendido.', next: 'Vuelve a cargar la página; puede que sean de versiones distintas.' }),
  'bridge.unknownCommand': ({ command }) => ({ what: `Este Hearth no conoce «${command}».`, next: 'Vuelve a cargar la página; puede que sea más nueva que Hearth.' }),
  'bridge.closed': () => ({ what: 'Hearth no responde.', next: 'La página sigue intentándolo. Si detuviste Hearth, vuelve a iniciarlo.' }),
  'bridge.forbidden': () => ({ what: 'Esta página no tiene la clave de este Hearth.', next: 'Abre la dirección que Hearth mostró al iniciarse; cada inicio tiene la suya.' }),

  'host.alreadyRunning': ({ dataFolder }) => ({ what: `Otro Hearth ya usa ${dataFolder}.`, next: 'Usa ese, o inicia este con otra carpeta de datos.' }),
  'host.notRunning': ({ dataFolder }) => ({ what: `Ningún Hearth está en marcha en ${dataFolder}.`, next: 'Inícialo primero.' }),
  'host.portBusy': ({ port }) => ({ what: `El puerto ${port} lo ocupa otro programa.`, next: 'Elige otro puerto, u omítelo y Hearth encontrará uno.' }),
  'host.programFailed': ({ program, reason }) => ({ what: `El programa ${program} no se ha iniciado: ${reason}.`, next: 'Hearth lo vuelve a intentar.' }),
  'host.pageMissing': ({ folder }) => ({ what: `La página no está construida en ${folder}.`, next: 'Constrúyela con npm run build:page.' }),
  'update.off': () => ({ what: 'Este Hearth no se actualiza por sí mismo.', next: 'Los ajustes dicen por qué.' }),

  'storage.unreadable': ({ path, reason }) => ({ what: `No se puede leer ${path}: ${reason}.`, next: 'Hearth no lo ha tocado. Repón una copia o elige otra carpeta de datos.' }),
  'storage.diskFull': ({ path }) => ({ what: `El disco de ${path} está lleno.`, next: 'No se acepta ningún pedido nuevo hasta que haya sitio. El trabajo en curso se conserva.' }),
  'storage.locked': ({ path }) => ({ what: `Otro programa tiene abierto ${path}.`, next: 'Ciérralo e inténtalo de nuevo.' }),
  'storage.newer': ({ path, found, known }) => ({ what: `${path} lo escribió un Hearth más nuevo (versión ${found}; este conoce la ${known}).`, next: 'Actualiza Hearth. No se ha cambiado nada.' }),
  'file.unreadable': ({ path, reason }) => ({ what: `No se puede leer ${path}: ${reason === 'missing' ? 'no existe ese archivo' : reason === 'folder' ? 'es una carpeta' : reason === 'denied' ? 'no tienes permiso para leerlo' : reason}.`, next: 'No se cambió nada. Revisa la ruta, o conecta la unidad donde está, e indica el archivo mismo.' }),
  'settings.invalid': ({ path, reason }) => ({ what: `Los ajustes de ${path} no tienen sentido: ${reason}.`, next: 'Corrige el archivo, o quítalo para empezar con los valores predeterminados.' }),

  'model.notFound': ({ folder }) => ({ what: `No hay ningún modelo en ${folder}.`, next: 'Comprueba la carpeta.' }),
  'model.corrupt': ({ file }) => ({ what: `El archivo de modelo ${file} no es el que debería: su hash es distinto.`, next: 'Hearth no lo ejecuta. Instala el modelo de nuevo.' }),
  'model.unreadable': ({ file, reason }) => ({ what: `No se puede leer el archivo de modelo ${file}: ${reason}.`, next: 'Corrige el archivo o instala el modelo de nuevo.' }),
  'model.unsupported': ({ reason }) => ({ what: `Este modelo no se puede ejecutar aquí: ${reason}.`, next: 'Elige otro modelo.' }),
  'model.inUse': ({ model, use }) => ({ what: use === 'seat' ? `${model} hace falta aquí: este nodo tiene un puesto entre sus verificadores.` : model === '' ? 'Hay trabajos que ocupan los modelos.' : `${model} hace falta aquí: un pedido lo espera.`, next: use === 'seat' ? 'Deja primero el puesto.' : 'No se cambió nada. Inténtalo cuando acabe el trabajo, o pausa.' }),
  'model.noRoom': ({ neededBytes, shortBytes, wouldGo }) => ({ what: wouldGo === '' ? `No hay espacio: faltan ${formatBytes(shortBytes)} aunque se vaya todo lo que puede.` : neededBytes === 0 ? `Para este límite se borrarían: ${wouldGo}.` : `Para ${formatBytes(neededBytes)} más se borrarían: ${wouldGo}.`, next: wouldGo === '' ? 'Sube el límite, deja de fijar o borra un modelo, o muda los modelos a un disco mayor.' : 'No se borró nada. Acéptalo, o sube el límite.' }),
  'model.moveRefused': ({ folder, reason }) => ({ what: `Los modelos no pueden mudarse a ${folder}: ${reason}.`, next: 'Están donde estaban. Indica una carpeta nueva o vacía.' }),
  'model.unknown': () => ({ what: 'El pedido nombra un modelo que este nodo no tiene.', next: theirRequest }),

  'download.addressInvalid': ({ url, reason }) => ({ what: `No se descarga nada de esta dirección: ${url}.`, next: reason === 'scheme' ? 'Tiene que empezar por https.' : reason === 'plain' ? 'http es solo para esta máquina. Usa https.' : reason === 'credentials' ? 'Quita el nombre y la contraseña.' : 'Escríbela como https://host/carpeta/, sin ? ni #.' }),
  'download.dataLimit': () => ({ what: 'La descarga se detuvo: se alcanzó tu límite de datos.', next: 'Lo que llegó se conserva. Sigue sola cuando acabe el día o el mes del límite, o cuando lo subas en la pantalla Red.' }),
  'download.unreachable': ({ url, reason }) => ({ what: `${url} no responde como debería: ${reason}.`, next: 'Lo que llegó se conserva. Continúa cuando responda, o indica otra dirección.' }),
  'download.untrusted': ({ url, reason }) => ({ what: `${url} no puede demostrar que es quien dice ser: su certificado no vale aquí (${reason}).`, next: 'Lo que llegó se conserva. Nombra otra dirección; para un espejo tuyo, inicia Hearth con NODE_EXTRA_CA_CERTS=ARCHIVO, el certificado de tu autoridad.' }),
  'download.notThere': ({ url, status }) => ({ what: `${url} no tiene un modelo para nosotros (HTTP ${status}).`, next: 'Revisa la dirección. Debe contener hearth-list.json o manifest.json.' }),
  'download.redirected': ({ url, to }) => ({ what: `${url} envía a otro sitio: ${to}.`, next: 'No se tomó nada de allí. Si confías en ese sitio, indícalo tú.' }),
  'download.encoded': ({ url, encoding }) => ({ what: `${url} responde comprimido (${encoding}), aunque no se pidió.`, next: 'No se conservó nada. Usa otra dirección.' }),
  'download.tooSlow': ({ url, bytesPerSecond }) => ({ what: `${url} no da casi nada: ${bytesPerSecond} bytes por segundo.`, next: 'Lo que llegó se conserva. Continúa más tarde, o indica otra dirección.' }),
  'download.tooLarge': ({ url, limitBytes }) => ({ what: `Lo que da ${url} ocupa más de ${formatBytes(limitBytes)}.`, next: 'No se conservó nada. Usa otra dirección.' }),
  'download.wrongLength': ({ url, expectedBytes, found }) => ({ what: `${url} da otra longitud que la lista: ${found} en lugar de ${formatBytes(expectedBytes)}.`, next: 'No se conservó nada. Usa otra dirección.' }),
  'download.wrongBytes': ({ file }) => ({ what: `Lo que llegó para ${file} no es lo indicado: su hash es otro.`, next: 'No se conservó nada. Usa otra dirección.' }),
  'download.wrongRoot': ({ expected, found }) => ({ what: `Esta dirección tiene otro modelo: ${found} en lugar de ${expected}.`, next: 'No se conservó nada. Revisa el hash y la dirección.' }),
  'download.listInvalid': ({ url, reason }) => ({ what: `La lista de archivos de ${url} no tiene sentido: ${reason}.`, next: 'No se conservó nada. Usa otra dirección.' }),

  'input.malformed': ({ reason }) => ({ what: `La entrada del pedido no tiene sentido: ${reason}.`, next: theirRequest }),
  'input.tooLarge': ({ what, limit, found }) => ({ what: `En el pedido es demasiado grande: ${what}, ${found}, como máximo ${limit}.`, next: theirRequest }),
  'input.wrongShape': ({ expected, found }) => ({ what: `La entrada del pedido tiene la forma ${found}; el modelo admite ${expected}.`, next: theirRequest }),

  'order.malformed': ({ reason }) => ({ what: `El pedido no tiene sentido: ${reason}.`, next: theirRequest }),
  'order.badSignature': () => ({ what: 'El pedido no está firmado por el cliente que nombra.', next: theirRequest }),
  'order.notForThisNode': () => ({ what: 'El pedido es para otro nodo.', next: theirRequest }),
  'order.wrongModel': () => ({ what: 'El pedido nombra un modelo distinto del de su solicitud.', next: theirRequest }),
  'order.wrongClass': ({ asked, runs }) => ({ what: `El pedido solicita la clase numérica ${asked}; este nodo calcula en ${runs}.`, next: theirRequest }),
  'order.wrongInput': () => ({ what: 'La entrada no es aquella para la que se firmó el pedido.', next: theirRequest }),
  'order.expired': () => ({ what: 'El pedido llegó después de su propia fecha límite.', next: theirRequest }),
  'order.priceTooLow': () => ({ what: 'El pedido ofrece menos de lo que pide este nodo.', next: theirRequest }),
  'order.notFunded': () => ({ what: 'El cliente no ha reservado dinero suficiente para el pedido.', next: 'Puede volver a enviarlo en cuanto lo haga.' }),
  'order.duplicate': () => ({ what: 'Este pedido ya se había aceptado.', next: 'Se hace y se paga una sola vez.' }),
  'order.notTaken': ({ what }) => ({ what: `El dueño de este nodo no acepta ${Object.hasOwn(refused, what) ? refused[what]! : what}.`, next: theirRequest }),
  'order.tooLate': ({ neededSeconds, leftSeconds }) => ({ what: `El pedido necesita aquí ${neededSeconds} s, y hasta su fecha límite quedan ${leftSeconds}.`, next: theirRequest }),
  'order.unitsTooMany': ({ limit, found }) => ({ what: `El pedido solicita ${found} unidades; este nodo hace ${limit} como máximo.`, next: theirRequest }),

  'job.cancelled': () => ({ what: 'La tarea se ha cancelado.', next: unpaid }),
  'job.deadline': () => ({ what: 'La tarea no terminó antes de su fecha límite.', next: `${unpaid} El dispositivo vuelve a estar libre.` }),
  'job.notFound': () => ({ what: 'Aquí no existe esa tarea.', next: 'Puede que pertenezca a otra carpeta de datos.' }),
  'job.workerLost': ({ attempts, signal }) => ({ what: `El programa que ejecutaba la tarea terminó sin avisar ${attempts === 1 ? 'una vez' : `${attempts} veces`}: ${signal}.`, next: 'La tarea se abandonó tras el último intento. El dispositivo sigue aceptando otras.' }),
  'job.handedBack': ({ rule }) => ({ what: `La tarea se ha devuelto: la regla «${rule}» del dueño necesitaba el dispositivo.`, next: 'Pasa a otro proveedor. Nadie ha fallado.' }),
  'job.slashed': ({ fault, slashedWei }) => ({ what: `${fault === 'silence' ? 'Nadie respondió a tiempo a una disputa sobre el recibo. Eso' : `Se demostró en la cadena que el recibo es falso (${faultTitle(fault)}), y eso`} costó ${coinsOf(slashedWei)} de stake.`, next: `${unpaid} El stake confiscado no vuelve.` }),
  'job.voided': ({ penaltyWei }) => ({ what: `Un comité de verificadores recalculó la tarea y rechazó su recibo: la tarea es nula${penaltyWei === '0' ? '' : `, y costó ${coinsOf(penaltyWei)} de stake`}.`, next: `${unpaid} Durante un tiempo se audita cada recibo de este nodo.` }),
  'job.busy': ({ running, limit }) => ({ what: `Todas las plazas están ocupadas: se ejecutan ${running} de ${limit} tareas.`, next: 'El cliente puede volver a pedirlo.' }),
  'job.paused': () => ({ what: 'Hearth estaba en pausa cuando llegó el pedido.', next: 'El cliente puede volver a pedirlo.' }),

  'worker.lost': ({ signal }) => ({ what: `El programa que ejecutaba la tarea terminó sin avisar: ${signal}.`, next: 'Otro nuevo toma el relevo.' }),
  'worker.loadFailed': ({ reason }) => ({ what: `El modelo no se ha cargado: ${reason}.`, next: 'El dispositivo deja este modelo aparte hasta que se reinicie Hearth.' }),
  'worker.runFailed': ({ reason }) => ({ what: `El modelo falló mientras se ejecutaba: ${reason}.`, next: 'No se paga nada por esta tarea.' }),
  'worker.timeout': ({ stage }) => ({ what: `La tarea tardó demasiado (${stage}).`, next: 'Se detuvo y el dispositivo quedó libre.' }),

  'dispute.badTrace': ({ folder, reason }) => ({ what: `${folder} no es una traza: ${reason}.`, next: 'Quien la hizo pierde una disputa con ella.' }),
  'dispute.wrongModel': ({ expected, found }) => ({ what: `El modelo es ${found}; el recibo nombra ${expected}.`, next: 'Indica la carpeta del modelo que nombra el recibo.' }),
  'evidence.nonFinite': () => ({ what: 'El modelo produjo un valor que no es un número.', next: 'No se hizo ningún recibo, así que no se paga nada. Si se repite, falla el dispositivo o su controlador.' }),

  'audit.notServed': ({ what, reason }) => ({ what: `No se entregó: ${what}, ${reason}.`, next: 'Se vuelve a pedir hasta que termine el tiempo para votar.' }),
  'guard.notChosen': () => ({ what: 'Este nodo no responde a disputas por aquel.', next: 'Su dueño lo acepta con hearth guards accept.' }),
  'audit.notDrawn': () => ({ what: 'El sorteo no dio a este verificador un puesto para ese recibo.', next: 'Solo quien sale sorteado recibe el paquete de una tarea.' }),
  'rows.unavailable': ({ reason }) => ({ what: `No se pueden abrir las filas pedidas: ${reason}.`, next: 'Una tarea cuyas filas se retienen no se paga.' }),

  'receipt.malformed': ({ reason }) => ({ what: `Esto no es un recibo: ${reason}.`, next: 'Comprueba el archivo.' }),
  'receipt.tooLarge': () => ({ what: 'El archivo es más grande de lo que puede ser un recibo.', next: 'Comprueba el archivo.' }),
  'receipt.notFound': () => ({ what: 'Esta tarea aún no tiene recibo.', next: 'Se firma cuando la tarea está hecha.' }),
  'receipt.failed': ({ check, reason }) => ({ what: `El recibo no es correcto: ${check}, ${reason}.`, next: 'No te fíes de él.' }),

  'signer.refused': ({ rule, reason }) => ({ what: `El firmante se negó a firmar: ${reason}.`, next: isOwnLimit(rule) ? 'El límite se cambia en la cartera, en «Límites».' : 'Sus reglas no se pueden cambiar desde esta página.' }),
  'signer.secondCommitment': () => ({ what: 'Iba a firmarse un segundo resultado, distinto, para la misma tarea. El firmante se negó.', next: 'Vale la primera firma.' }),
  'signer.secondVote': () => ({ what: 'Iba a firmarse un segundo voto, distinto, sobre el mismo recibo. El firmante se negó.', next: 'Vale el primer voto.' }),
  'signer.unavailable': () => ({ what: 'El firmante no responde.', next: 'El trabajo terminado espera y se firma cuando vuelva.' }),
  'signer.ledgerCorrupt': ({ path, line }) => ({ what: `El libro del firmante ${path} está dañado en la línea ${line}.`, next: 'No firma nada hasta que el libro se reponga desde una copia.' }),

  'wallet.addressInvalid': ({ reason }) => ({ what: `Eso no es una dirección: ${reason}.`, next: 'Cópiala de nuevo, entera, de donde viene.' }),
  'wallet.backupInvalid': ({ reason }) => ({ what: `Esto no es una copia de seguridad de una billetera: ${reason}.`, next: 'Elige el archivo que escribió Hearth. No se ha cambiado nada.' }),
  'wallet.confirmationMissing': ({ what }) => ({ what: `Falta una cosa más: ${what}.`, next: 'No se ha firmado nada.' }),
  'wallet.coolDown': ({ waitMs }) => ({ what: `Demasiadas contraseñas incorrectas. El próximo intento es en ${Math.ceil(waitMs / 1000)} s.`, next: 'Espera; reiniciar no lo acorta.' }),
  'wallet.tokenInvalid': ({ token, reason }) => ({ what: `${token} no es un token que se pueda enviar: ${reason}.`, next: 'Compara la dirección con la que publican sus autores.' }),
  'wallet.exists': ({ what }) => ({ what: `La billetera ya lo tiene: ${what}.`, next: 'No se ha cambiado nada.' }),
  'wallet.keyInvalid': () => ({ what: 'Eso no es una clave privada: tiene 64 dígitos hexadecimales.', next: 'Compruébala. No se ha guardado nada.' }),
  'wallet.keystoreInvalid': ({ field, reason }) => ({ what: `Este archivo de claves no se puede abrir: ${reason} (${field}).`, next: 'No es la contraseña. Exporta el archivo de nuevo donde se creó.' }),
  'wallet.locked': () => ({ what: 'La billetera está bloqueada.', next: 'Desbloquéala con su contraseña. Mientras tanto, las tareas y los recibos siguen.' }),
  'wallet.lost': ({ addresses }) => ({ what: `Aquí había una billetera (${addresses}) y su archivo ha desaparecido o está dañado.`, next: 'Restáurala con su copia de seguridad o su frase de recuperación, o indica que quieres una nueva.' }),
  'wallet.nameInvalid': ({ reason }) => ({ what: `Ese nombre no sirve: ${reason}.`, next: 'Elige otro.' }),
  'wallet.noChain': () => ({ what: 'Hearth funciona sin red, así que no hay cadena a la que preguntar.', next: 'La billetera conserva sus claves; los saldos y los envíos necesitan una red.' }),
  'wallet.noPhrase': () => ({ what: 'Esta cuenta no tiene frase de recuperación: se importó como clave suelta.', next: 'Guarda su archivo de claves o la copia de seguridad.' }),
  'wallet.notFound': ({ what }) => ({ what: `La billetera no lo tiene: ${what}.`, next: 'Mira su lista de cuentas.' }),
  'wallet.notPending': () => ({ what: 'Esta transacción ya no está esperando.', next: 'Mira su estado.' }),
  'wallet.pathInvalid': ({ path }) => ({ what: `${path} no es una ruta de derivación.`, next: "Una habitual es m/44'/60'/0'/0/0." }),
  'wallet.phraseInvalid': ({ reason, position }) => ({
    what: reason === 'length' ? 'Una frase de recuperación tiene 12, 15, 18, 21 o 24 palabras.' : reason === 'word' ? `La palabra ${position} no está en ninguna lista.` : 'Son palabras de una lista, pero juntas no forman una frase de recuperación: su suma de comprobación no cuadra.',
    next: 'Compárala con lo que anotaste. No se ha guardado nada.',
  }),
  'wallet.watchOnly': () => ({ what: 'Esta cuenta solo se observa: su clave no está aquí.', next: 'Firma donde esté su clave.' }),
  'wallet.weakPassphrase': ({ warning }) => ({ what: `Esa contraseña es demasiado fácil de adivinar. ${warning}`, next: 'Cuatro o más palabras sin relación entre sí son una buena elección.' }),
  'wallet.wrongPassphrase': ({ waitMs }) => ({ what: 'Esa contraseña no la abre.', next: waitMs > 0 ? `El próximo intento es en ${Math.ceil(waitMs / 1000)} s.` : 'Inténtalo de nuevo.' }),
  'wallet.wrongWords': () => ({ what: 'Esas no son las palabras pedidas.', next: 'Mira lo que anotaste e inténtalo de nuevo.' }),

  'chain.unreachable': ({ rpcUrl }) => ({ what: `La cadena en ${rpcUrl} no responde.`, next: 'Los recibos esperan y se liquidan cuando vuelva.' }),
  'chain.wrongChain': ({ expected, found }) => ({ what: `Esta es la cadena ${found}; a Hearth se le indicó la ${expected}.`, next: 'No se le envía nada. Comprueba la dirección de la cadena.' }),
  'chain.codeMismatch': ({ contract }) => ({ what: `El contrato ${contract} de la cadena no es el que conoce Hearth.`, next: 'No se le envía nada.' }),
  'chain.stale': ({ rpcUrl, ageSeconds }) => ({ what: `Los datos de la cadena son de hace ${formatSpan(ageSeconds * 1000)}: ${rpcUrl} no muestra ningún bloque más reciente.`, next: 'No se decide nada con ellos. Si otros equipos ven bloques más recientes, comprueba el reloj de este y la dirección.' }),
  'chain.addressInvalid': ({ rpcUrl, reason }) => ({ what: `Esta dirección de la cadena no se usa aquí: ${rpcUrl}.`, next: reason === 'scheme' ? 'Tiene que empezar por https.' : reason === 'plain' ? 'http es solo para este equipo: de camino a otro, cualquiera podría responder. Usa https.' : reason === 'credentials' ? 'Quita el nombre y la contraseña; los nodos aceptan una clave en la ruta.' : reason === 'known' ? 'Ya está.' : reason === 'many' ? 'Se pueden añadir ocho. Quita antes una.' : reason === 'silent' ? 'No responde. Compruébala, o añádela cuando responda; no se ha cambiado nada.' : 'Escríbela como https://servidor/ruta.' }),
  'chain.disagreement': ({ rpcUrl, otherUrl, blockNumber }) => ({ what: `Dos direcciones de la cadena discrepan sobre el bloque ${blockNumber}: ${rpcUrl} y ${otherUrl}.`, next: 'No se decide nada hasta que coincidan. Si dura, quita la dirección de la que menos te fíes.' }),
  'chain.reverted': ({ call, error }) => ({ what: `La cadena rechazó ${call}: ${error}.`, next: 'No se ha movido dinero.' }),
  'chain.deploymentInvalid': ({ path, reason }) => ({ what: `La lista de contratos de ${path} no tiene sentido: ${reason}.`, next: 'Repón el archivo.' }),
  'chain.toolMissing': ({ tool, reason }) => ({ what: `Falta ${tool}: ${reason}.`, next: 'La red de práctica no puede iniciarse sin ello.' }),

  'chain.gasMissing': () => ({ what: 'La cuenta que escribe en la cadena no puede pagar su comisión.', next: 'Los recibos esperan hasta que tenga saldo.' }),
  'chain.cancelled': ({ call, reason }) => ({ what: `Se canceló ${call}: ${reason}.`, next: 'No se ha hecho nada; solo se ha pagado la comisión.' }),
  'chain.nonceTaken': () => ({ what: 'Otro programa envía desde la misma cuenta.', next: 'Detén el otro; dos programas no pueden compartir una cuenta.' }),

  'network.unreachable': ({ address }) => ({ what: `No se puede llegar a ${address}.`, next: 'Hearth lo vuelve a intentar.' }),
  'network.malformed': () => ({ what: 'Un par envió algo que no tiene sentido.', next: 'Se cerró su conexión.' }),
  'network.fileInvalid': ({ from, reason }) => ({ what: `No se acepta el archivo de red ${from}: ${reason}.`, next: 'Pide a quien lleva la red su archivo y el sha256 de este.' }),
  'network.incompatible': ({ name, found, expected }) => ({ what: `La red ${name} habla ${found}; este Hearth habla ${expected}.`, next: 'Usa la versión de Hearth que indiquen sus operadores.' }),
  'network.unknown': ({ name }) => ({ what: `Este Hearth no se ha unido a ninguna red llamada ${name}.`, next: 'Mira hearth networks; únete a una con hearth join.' }),
  'network.clockWrong': ({ seconds }) => ({ what: `El reloj de este equipo y la cadena de esa red difieren en ${seconds} s.`, next: 'Ajusta el reloj de este equipo y vuelve a unirte.' }),

  'gateway.noProvider': ({ modelId }) => ({ what: `Ahora ningún proveedor acepta una tarea para ${modelId}.`, next: 'Pídelo de nuevo dentro de un momento, o permite un precio más alto.' }),
  'gateway.overBudget': ({ neededWei }) => ({ what: `El presupuesto de la clave no cubre los ${neededWei} wei que esto puede costar.`, next: 'Aumenta el presupuesto con hearth gateway-key, o pide menos tokens.' }),
  'gateway.notPractice': ({ dataFolder }) => ({ what: `No hay ninguna red de práctica en ${dataFolder}.`, next: 'Ejecuta antes hearth start con esta carpeta de datos; por ahora la pasarela solo compra en una red de práctica.' }),
  'devnet.failed': ({ reason }) => ({ what: `La red de práctica no se ha iniciado: ${reason}.`, next: 'Hearth lo vuelve a intentar.' }),
  'test.missing': ({ what, install }) => ({ what: `Falta ${what}.`, next: `Instálalo: ${install}` }),
};
