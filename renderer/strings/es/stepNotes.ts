import type { Pack } from '../pack.ts';

export const stepNoteWords: Pack['stepNoteWords'] = {
  'note.on': (a) => `en ${a}`, 'note.again': (a, b) => `intento ${a} en ${b}`, 'note.workerLost': (a) => `el proceso terminó (${a}); el trabajo vuelve a correr en uno nuevo`,
  'note.gaveBack': (a, b) => `${a} se devolvió (${b}); el trabajo corre en otro dispositivo`, 'note.receipt': (a) => `recibo número ${a}`,
  'note.voucher': (a, b) => `vale ${a} del cliente, votos: ${b}`, 'note.batched': (a, b) => `número ${a} de ${b} bajo una misma raíz`, 'note.block': (a) => `bloque ${a}`,
  'note.unanchored': 'la cadena retiró el bloque; el lote se envía de nuevo', 'note.takenBack': 'la cadena retiró el bloque',
  'note.claimed': (a, b, c) => `bloque ${a}: el cliente no envió ningún vale; ${b} desde ${c}`, 'note.unclaimed': 'la reclamación terminó sin pagarse',
  'note.refunded': (a, b) => `bloque ${a}: ${b} del stake devueltos al cliente`, 'note.refundedClaim': (a, b) => `bloque ${a}: ${b} devueltos a la reserva del cliente`,
  'note.slashed': (a, b, c) => `bloque ${a}: ${b}, ${c} de stake`, 'note.voided': (a, b) => `bloque ${a}: rechazado por un comité, penalización de ${b}`,
  'note.handedBack': (a) => `devuelto al cliente: ${a} se llevó los dispositivos`, 'note.byOwner': 'por el dueño', 'note.byClient': 'por el cliente',
  'note.disputeNone': 'terminada', 'note.disputeLost': 'perdida: se probó que el recibo es falso, o nadie respondió', 'note.disputeWon': 'ganada: la respuesta se sostuvo, el retador perdió su fianza', 'note.disputeUnproven': 'terminada sin prueba: las fianzas se devolvieron', 'note.disputeWaits': 'abierta, aún sin respuesta', 'note.disputeOpen': (a, b) => `abierta, respuestas: ${a}, elementos nombrados: ${b} de 3`,
};
