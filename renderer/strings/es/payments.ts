import type { Pack } from '../pack.ts';

export const paymentWords: Pack['paymentWords'] = {
  waits: {
    voucher: 'Espera el vale del cliente.',
    voucherUntil: (when) => `Espera el vale del cliente. Si no llega antes de ${when}, se reclama el precio.`,
    dispute: 'Espera el fin de la disputa sobre ella.',
    window: (when) => `Espera a que se cierre el plazo de su anclaje, a las ${when}.`,
    claim: (when) => `El precio está reclamado. Se paga a partir de ${when}, salvo que un tribunal anule la tarea.`,
    chain: 'Espera a la cadena, que no responde o está en duda.',
    network: 'Es de otra red y solo se paga mientras Hearth esté en ella.',
    fee: (percent, limit) => `Espera comisiones más bajas: la comisión se llevaría ${percent} del precio, y tu límite es ${limit}.`,
    feeAbove: (percent) => `más de ${percent}`,
    refused: (error) => `El contrato rechazó la reclamación: ${error}.`,
    again: (when) => `Nuevo intento a las ${when}.`,
  },
  lapse: { from: (when) => `Si nadie puede pagarla, la reclamación caduca el ${when}; entonces cualquiera puede cerrarla.`, lapsed: 'Nadie pudo pagar esta reclamación, y ha caducado.', end: 'Cerrar la reclamación', endGo: 'Firmar y cerrar', endSentence: (amount) => `Devuelve ${amount} a la reserva del cliente. Esta tarea ya no se pagará nunca.` },
  fees: {
    title: 'Comisiones', waiting: 'Leyendo el límite.', limit: 'Parte máxima de un pago para su comisión, en por ciento', save: 'Guardar', wrong: 'Un porcentaje de 0,1 a 100.',
    why: 'Las liquidaciones, las reclamaciones y la paga de los verificadores esperan mientras su comisión se llevaría más que esto. Lo que un cliente podría recuperar pronto se cobra mientras valga más que su comisión.',
    notWeighed: 'Todavía no se sopesa nada: hace falta el valor de un EMBER y el de una moneda de las comisiones, en una misma divisa. Fija ambos en Ganancias.',
  },
};
