import type { Pack } from '../pack.ts';

export const auditWords: Pack['auditWords'] = {
  title: 'Audit', waiting: 'In attesa degli audit.',
  intro: 'La catena estrae a sorte quali ricevute ricalcolare e chi lo fa. I ricalcoli avvengono tra un lavoro e l’altro e cedono il passo ai lavori e alle tue regole.',
  seats: 'Seggi', seatsWaiting: 'La catena non è ancora stata interrogata sui seggi.', seatsNone: 'Ancora nessun seggio. Un seggio blocca una parte dello stake; sulla rete di prova viene preso da solo.',
  seatOf: (held, of) => `${held} su ${of}`,
  earned: 'Pagato per i voti',
  seatedTitle: 'Come verificatore', seatedEmpty: 'Ancora nessuna estrazione.', seatedNext: 'Un nodo con un seggio viene estratto per ricevute di altri nodi, secondo il caso e lo stake.',
  ownTitle: 'Delle mie ricevute', ownEmpty: 'Nessuna ricevuta è ancora sulla catena.', ownNext: 'Di un nodo nuovo tutte le ricevute passano un audit, le successive a sorte.',
  head: { receipt: 'Ricevuta', node: 'Nodo', state: 'Stato', vote: 'Voto', pay: 'Compenso', job: 'Lavoro', committee: 'Comitato', due: 'Tempo rimasto' },
  verdict: { accepted: 'accettata', rejected: 'respinta' }, none: 'nessuno', standing: (stage, rejects, accepts) => `${stage}, contro: ${rejects}, a favore: ${accepts}`, verifiers: (count) => `verificatori: ${count}`,
};
export const seatStateWords: Pack['seatStateWords'] = { seated: 'Da ricalcolare', voted: 'Voto firmato', committed: 'Voto sulla catena', missed: 'Mancato' };
export const payWords: Pack['payWords'] = { none: 'non ancora', waiting: 'attende il suo turno', paid: 'pagato', unpaid: 'negato' };
export const ownStateWords: Pack['ownStateWords'] = { waiting: 'Attende l’estrazione', notDrawn: 'Non estratta', drawn: 'Estratta', stands: 'Valida', contested: 'Contestata', accepted: 'Accettata', rejected: 'Respinta, lavoro nullo', unproven: 'Non dimostrato, valida' };
export const auditVerdictWords: Pack['auditVerdictWords'] = { pending: 'in corso', accepted: 'chiuso: accettata', rejected: 'chiuso: respinta, il lavoro è nullo', unproven: 'chiuso: non dimostrato' };
export const auditStageWords: Pack['auditStageWords'] = { none: 'aperto', waiting: 'attende il suo turno', second: 'secondo comitato', final: 'ultimo comitato', closed: 'chiuso' };
