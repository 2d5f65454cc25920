import type { Pack } from '../pack.ts';

export const payoutWords: Pack['payoutWords'] = {
  title: 'Qué cobrar, y cuándo', waiting: 'Preguntando a la cadena qué espera y qué costaría.', unsigned: 'Se pregunta al firmante de la cartera.',
  places: { onWay: 'En camino', onWayNote: 'vales, anclajes y plazos', settle: 'Listo para liquidar', settleNote: 'el nodo lo hace solo', held: 'Retenido', heldNote: 'por tu límite de comisiones', collect: 'En los contratos', collectNote: 'por cobrar', payout: 'En la dirección de cobro', float: 'El fondo del nodo', floatNote: 'paga anclajes y liquidaciones' },
  kinds: { account: 'Paga y reembolsos de una cuenta', royalty: 'Regalía de un modelo', issuance: 'Monedas nuevas de este nodo' },
  fee: (fee) => `comisión ahora ${fee}`, share: (percent) => `${percent} del importe`, above: (percent) => `más del ${percent}`, feeUnknown: 'la cadena no dice qué costaría',
  recommend: {
    nothing: 'No hay nada que cobrar. Lo que pagan las tareas llega por sí solo a la dirección de cobro.',
    collect: (amount, percent) => `Cobra ahora: hay ${amount}, y las comisiones se llevan el ${percent}.`,
    wait: (amount, limit) => `Espera: de ${amount} las comisiones se llevarían más que tu límite del ${limit}. La comisión no crece con el importe.`,
    settle: (percent, limit) => `Espera: liquidar ahora costaría el ${percent} de lo que está listo, y tu límite es el ${limit}.`,
    settleDays: (amount, days) => `Vale la pena a partir de ${amount}; al ritmo de tus tareas eso tarda ${days}.`, settleFrom: (amount) => `Vale la pena a partir de ${amount}.`,
    unknown: (amount) => `Se pueden cobrar ${amount}. Di en «Fijar precios», en una sola moneda, cuánto valen un EMBER y una moneda para comisiones, y se sopesará la comisión.`,
  },
  advice: { collect: 'vale la pena ahora', from: (amount) => `vale la pena a partir de ${amount}`, unknown: 'sin sopesar' }, days: { one: 'día', many: 'de días', other: 'días' },
  collect: 'Cobrar', collectGo: 'Firmar y cobrar', collectSentence: (amount, holder) => `Envía ${amount} a ${holder}. Quien firma paga la comisión; nadie puede enviarlo a otro sitio.`,
  anyway: 'Traerlo cueste lo que cueste', overruled: (when) => `Tu límite de comisiones no se aplica hasta ${when}.`, noAccount: 'Para cobrar hace falta una cuenta de la cartera: su clave firma y ella paga la comisión.', toWallet: 'A la cartera',
};

export const publishWords: Pack['publishWords'] = {
  publish: 'Publicarlo', title: 'Publicar un modelo', why: 'Registra el modelo por sus raíces, para siempre. Cada tarea suya que se pague por los contratos de la red paga entonces tu regalía.', noAccount: 'Para publicar hace falta una cuenta de la cartera: su clave firma y ella paga las comisiones.',
  account: 'Editor', royalty: 'Regalía, en por ciento del precio de una tarea', royaltyMost: (percent) => `Esta red paga como máximo el ${percent}. Después no se puede cambiar.`,
  contributors: 'Partes de colaboradores', contributorsHint: 'Una por línea: una dirección y su porcentaje de la regalía. El editor se queda con el resto.', uri: 'Dónde se describe', uriHint: 'Queda en la cadena para que todos lo lean. Puede quedar vacío.',
  bad: { royalty: 'Un porcentaje de 0 a 100, con dos decimales como máximo.', line: (n) => `La línea ${n} no es una dirección con un porcentaje.`, twice: 'Una dirección tiene dos partes.', over: 'Las partes suman más del 100 por ciento.' },
  plan: 'Seguir', planning: 'Calculando el hash de cada archivo', cancel: 'Cancelar',
  list: 'Tus publicaciones', forget: 'Olvidar', keeps: (percent) => `${percent} de la regalía para el editor`, asks: (percent) => `regalía del ${percent}`,
  state: {
    planned: 'Paso 1 de 2: anúncialo. El anuncio no dice qué modelo es, así que nadie puede registrarlo antes que tú.', announced: (left) => `Anunciado. Se podrá registrar en ${left}.`, ready: (until) => `Paso 2 de 2: regístralo, hasta ${until}.`,
    expired: 'El anuncio caducó. Anúncialo otra vez.', registered: 'Registrado. Lo que gana está abajo.', taken: 'Otra persona registró este modelo. Aquí ya no hay nada que hacer.',
  },
  announce: 'Anunciar', announceGo: 'Firmar y anunciar', announceSentence: 'Anuncia un registro sin nombrar el modelo.', register: 'Registrar', registerGo: 'Firmar y registrar', registerSentence: (title, percent) => `Registra ${title} con una regalía del ${percent}. No se puede cambiar ni deshacer.`,
  yours: (percent) => `el ${percent} es tuyo`,
};
