import type { Pack } from '../pack.ts';

export const stepNoteWords: Pack['stepNoteWords'] = {
  'note.on': (a) => `em ${a}`, 'note.again': (a, b) => `tentativa ${a} em ${b}`, 'note.workerLost': (a) => `o processo terminou (${a}); o trabalho roda de novo em outro`,
  'note.gaveBack': (a, b) => `${a} foi devolvido (${b}); o trabalho roda em outro dispositivo`, 'note.receipt': (a) => `recibo número ${a}`,
  'note.voucher': (a, b) => `vale ${a} do cliente, votos: ${b}`, 'note.batched': (a, b) => `número ${a} de ${b} sob uma mesma raiz`, 'note.block': (a) => `bloco ${a}`,
  'note.unanchored': 'a cadeia retirou o bloco; o lote é enviado de novo', 'note.takenBack': 'a cadeia retirou o bloco',
  'note.claimed': (a, b, c) => `bloco ${a}: o cliente não enviou um vale; ${b} a partir de ${c}`, 'note.unclaimed': 'a reivindicação terminou sem pagamento',
  'note.refunded': (a, b) => `bloco ${a}: ${b} do stake devolvidos ao cliente`, 'note.refundedClaim': (a, b) => `bloco ${a}: ${b} devolvidos à reserva do cliente`,
  'note.slashed': (a, b, c) => `bloco ${a}: ${b}, ${c} de stake`, 'note.voided': (a, b) => `bloco ${a}: rejeitado por um comitê, penalidade de ${b}`,
  'note.handedBack': (a) => `devolvido ao cliente: ${a} tomou os dispositivos`, 'note.byOwner': 'pelo dono', 'note.byClient': 'pelo cliente',
  'note.disputeNone': 'terminada', 'note.disputeLost': 'perdida: provou-se que o recibo é falso, ou ninguém respondeu', 'note.disputeWon': 'vencida: a resposta se sustentou, o desafiante perdeu sua caução', 'note.disputeUnproven': 'terminada sem prova: as cauções voltaram', 'note.disputeWaits': 'aberta, ainda sem resposta', 'note.disputeOpen': (a, b) => `aberta, respostas: ${a}, elementos nomeados: ${b} de 3`,
};
