import type { Pack } from '../pack.ts';

export const auditWords: Pack['auditWords'] = {
  title: 'Auditorias', waiting: 'Aguardando as auditorias.',
  intro: 'A cadeia sorteia quais recibos são recalculados e por quem. Os recálculos acontecem entre as tarefas e cedem a vez a elas e às suas regras.',
  seats: 'Assentos', seatsWaiting: 'A cadeia ainda não foi consultada sobre assentos.', seatsNone: 'Ainda nenhum assento. Um assento prende parte do stake; na rede de prática ele é ocupado automaticamente.',
  seatOf: (held, of) => `${held} de ${of}`,
  earned: 'Pago por votos',
  seatedTitle: 'Como verificador', seatedEmpty: 'Ainda não foi sorteado.', seatedNext: 'Um nó com assento é sorteado para recibos de outros nós, pelo acaso e pelo stake.',
  ownTitle: 'Dos meus recibos', ownEmpty: 'Ainda não há recibos na cadeia.', ownNext: 'Todos os recibos de um nó novo são auditados; os seguintes, por sorteio.',
  head: { receipt: 'Recibo', node: 'Nó', state: 'Estado', vote: 'Voto', pay: 'Pagamento', job: 'Tarefa', committee: 'Comitê', due: 'Tempo restante' },
  verdict: { accepted: 'aceito', rejected: 'rejeitado' }, none: 'nenhum', standing: (stage, rejects, accepts) => `${stage}, contra: ${rejects}, a favor: ${accepts}`, verifiers: (count) => `verificadores: ${count}`,
};
export const seatStateWords: Pack['seatStateWords'] = { seated: 'A recalcular', voted: 'Voto assinado', committed: 'Voto na cadeia', missed: 'Perdido' };
export const payWords: Pack['payWords'] = { none: 'ainda não', waiting: 'aguarda sua rodada', paid: 'pago', unpaid: 'não pago' };
export const ownStateWords: Pack['ownStateWords'] = { waiting: 'Aguarda o sorteio', notDrawn: 'Não sorteado', drawn: 'Sorteado', stands: 'Vale', contested: 'Contestado', accepted: 'Aceito', rejected: 'Rejeitado, tarefa anulada', unproven: 'Não provado, vale' };
export const auditVerdictWords: Pack['auditVerdictWords'] = { pending: 'em andamento', accepted: 'encerrado: aceito', rejected: 'encerrado: rejeitado, a tarefa foi anulada', unproven: 'encerrado: não provado' };
export const auditStageWords: Pack['auditStageWords'] = { none: 'aberto', waiting: 'aguarda sua rodada', second: 'segundo comitê', final: 'último comitê', closed: 'encerrado' };
