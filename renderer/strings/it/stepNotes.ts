import type { Pack } from '../pack.ts';

export const stepNoteWords: Pack['stepNoteWords'] = {
  'note.on': (a) => `su ${a}`, 'note.again': (a, b) => `tentativo ${a} su ${b}`, 'note.workerLost': (a) => `il processo è finito (${a}); il lavoro riparte su uno nuovo`,
  'note.gaveBack': (a, b) => `${a} è stato restituito (${b}); il lavoro gira su un altro dispositivo`, 'note.receipt': (a) => `ricevuta numero ${a}`,
  'note.voucher': (a, b) => `buono ${a} del cliente, voti: ${b}`, 'note.batched': (a, b) => `numero ${a} di ${b} sotto una stessa radice`, 'note.block': (a) => `blocco ${a}`,
  'note.unanchored': 'la catena ha ripreso il blocco; il lotto viene inviato di nuovo', 'note.takenBack': 'la catena ha ripreso il blocco',
  'note.claimed': (a, b, c) => `blocco ${a}: il cliente non ha mandato un buono; ${b} dal ${c}`, 'note.unclaimed': 'la rivendicazione è finita senza pagamento',
  'note.refunded': (a, b) => `blocco ${a}: ${b} dello stake restituiti al cliente`, 'note.refundedClaim': (a, b) => `blocco ${a}: ${b} restituiti alla riserva del cliente`,
  'note.slashed': (a, b, c) => `blocco ${a}: ${b}, ${c} di stake`, 'note.voided': (a, b) => `blocco ${a}: rifiutato da un comitato, penale di ${b}`,
  'note.handedBack': (a) => `restituito al cliente: ${a} ha preso i dispositivi`, 'note.byOwner': 'dal proprietario', 'note.byClient': 'dal cliente',
  'note.disputeNone': 'terminata', 'note.disputeLost': 'persa: la ricevuta è stata provata falsa, o nessuno ha risposto', 'note.disputeWon': 'vinta: la risposta ha retto, lo sfidante ha perso la cauzione', 'note.disputeUnproven': 'terminata senza prova: le cauzioni sono tornate indietro', 'note.disputeWaits': 'aperta, ancora senza risposta', 'note.disputeOpen': (a, b) => `aperta, risposte: ${a}, elementi nominati: ${b} di 3`,
};
