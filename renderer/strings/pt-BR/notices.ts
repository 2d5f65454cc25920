import type { Pack } from '../pack.ts';

export const noticeMore: Pack['noticeMore'] = {
  aModel: 'um modelo', aTransaction: 'uma transação', aProposal: 'uma proposta', someAmount: 'um valor desconhecido',
  clientSilent: { what: (job) => `O cliente da tarefa ${job} ficou com o resultado e não envia um vale.`, next: 'O preço é reivindicado na cadeia. Nada a fazer aqui.' },
  firstPayment: { what: (amount) => `A primeira tarefa foi paga: ${amount}.`, next: 'Em Ganhos você vê o que sobrou.' },
  dayEarned: { what: (day, jobs, amount) => `${day}: ${jobs} pagas, ${amount} no total.`, next: 'Em Ganhos estão as taxas, a energia e o líquido.' },
  claimPaid: { what: (job, amount) => `A reivindicação da tarefa ${job} foi paga: ${amount}.`, next: 'Nada a fazer aqui.' },
  transactionFailed: { what: (name, reason) => `A cadeia recusou uma transação do nó (${name}). ${reason}`, next: 'Ela é tentada de novo. Se continuar, o registro diz mais.' },
  caseOpened: { what: (job) => `Um verificador rejeitou o recibo da tarefa ${job}, e mais verificadores são sorteados.`, next: 'Eles a recalculam. Se concordarem com você, o recibo vale; se não, custa stake.' },
  caseEnded: { accepted: (job) => `Mais verificadores recalcularam a tarefa ${job} e acharam o recibo correto.`, unproven: (job) => `O caso sobre a tarefa ${job} terminou sem maioria.`, next: 'O recibo é pago como antes.' },
  auditMissed: { what: (reason) => `Este nó não votou a tempo sobre um recibo para o qual foi sorteado. ${reason}`, next: 'Esse voto não é pago. Deixe o Hearth rodando ou abra mão dos assentos.' },
  auditPaid: { what: (amount) => `Pago por votos como verificador: ${amount}.`, next: 'Nada a fazer aqui.' },
  rowsEvicted: { what: (job) => `As linhas da tarefa ${job} foram apagadas para abrir espaço.`, next: 'Uma auditoria dela não pode mais ser respondida. Deixe mais espaço no disco.' },
  stakeFull: { what: (used, limit) => `Quase tudo o que o stake permite está em tarefas abertas: ${used} de ${limit}.`, next: 'Outros recibos esperam até que estes sejam pagos. Mais stake deixa passar mais.' },
  stakeReady: { what: (amount) => `O stake pedido de volta já pode ser liberado: ${amount}.`, next: 'Até lá não rende nada e continua em risco.' },
  deviceTested: { sound: (device) => `Testado: ${device} calcula corretamente.`, wrong: (device) => `Testado: ${device} calcula errado.`, unproven: (device) => `Testado: para ${device} não havia com que comparar.`, next: 'A velocidade dele está em Dispositivos.' },
  modelDamaged: { what: (model, reason) => `O modelo ${model} não pode ser aberto. ${reason}`, next: 'Nenhum pedido para ele é aceito. Instale-o de novo.' },
  downloadDone: { what: (model) => `${model} foi baixado e conferido.`, next: 'Ele é oferecido a partir de agora.' },
  downloadEnded: { what: (model, reason) => `O download de ${model} parou. ${reason}`, next: 'Abra os modelos para continuar ou desistir.' },
  pauseEnded: { what: (device) => `A pausa de ${device} acabou.`, next: 'Ele volta a aceitar trabalho.' },
  gaveBackSlowly: { what: (device, span) => `Devolver a memória de ${device} levou ${span}.`, next: 'O prometido são dois segundos. Se continuar, escolha um modo que trabalhe menos.' },
  chainRewound: { what: (block) => `A cadeia desfez seus blocos após ${block}.`, next: 'O que foi pago neles é examinado de novo.' },
  practiceRestarted: { what: 'A rede de prática havia terminado e foi iniciada de novo.', next: 'A cadeia dela mantém o estado. As tarefas continuam.' },
  voteOpened: { what: (title, until) => `Uma votação está aberta até ${until}: ${title}.`, next: 'Você tem votos nela.' },
  voteEnds: { what: (title, span) => `Uma votação termina em ${span} e falta o seu voto: ${title}.`, ended: (title) => `Uma votação sem o seu voto está para terminar: ${title}.`, next: 'Vote, ou deixe passar.' },
  voteMissed: { what: (title) => `Uma votação terminou sem o seu voto: ${title}.`, next: 'Abra para ver o resultado.' },
  proposalExecuted: { what: (title) => `Uma proposta entrou em vigor: ${title}.`, next: 'Abra para ver o que muda aqui.' },
  updated: { what: (version, before) => `O Hearth agora é a versão ${version}; antes era a ${before}.`, next: 'Nada a fazer aqui.' },
  diskFull: { what: (path) => `O disco de ${path} está cheio.`, next: 'Nenhum pedido novo é aceito. Abra espaço: o trabalho continua sozinho.' },
  diskHasRoom: { what: 'O disco volta a aceitar dados.', next: 'Pedidos voltam a ser aceitos.' },
  walletLocked: { what: 'A carteira se bloqueou, pois há um tempo nada foi pedido a ela.', next: 'Trabalhos, recibos e pagamentos continuam. Desbloqueie-a para enviar, pôr stake ou votar.' },
  backupDue: { what: 'É hora de comparar a frase de recuperação da carteira com a sua cópia.', next: 'Abra a carteira e digite as palavras pedidas. Uma cópia que nunca foi relida talvez não seja uma cópia.' },
};

export const noticeTitles: Pack['noticeTitles'] = {
  firstReceipt: 'Primeiro recibo', jobFailed: 'Uma tarefa falhou', jobRetried: 'Uma tarefa começa de novo', orderRefused: 'Um pedido foi recusado', clientSilent: 'Um cliente não responde', firstPayment: 'Primeiro pagamento', dayEarned: 'Quanto um dia rendeu', claimPaid: 'Uma reivindicação foi paga', transactionFailed: 'Uma transação falhou',
  slashed: 'Stake foi confiscado', voided: 'Um recibo foi rejeitado', disputed: 'Um recibo está em disputa', disputeEnded: 'Uma disputa terminou', caseOpened: 'Um verificador rejeitou um recibo', caseEnded: 'Um caso terminou', auditMissed: 'Uma auditoria foi perdida', auditPaid: 'Votos foram pagos', rowsEvicted: 'Linhas foram apagadas', stakeFull: 'O stake está esgotado', stakeReady: 'Stake pode ser liberado',
  deviceSetAside: 'Um dispositivo foi posto de lado', deviceTested: 'Um dispositivo foi testado', workerRestarted: 'Um processo de trabalho foi reiniciado', modelDamaged: 'Um modelo está danificado', downloadDone: 'Um modelo foi instalado', downloadEnded: 'Um download parou', ruleStopped: 'Uma regra tomou um dispositivo', ruleEnded: 'Uma regra devolveu um dispositivo', pauseEnded: 'Uma pausa acabou', gaveBackSlowly: 'A memória foi devolvida devagar', woke: 'A máquina ficou suspensa',
  chainGone: 'A cadeia não responde', chainBack: 'A cadeia voltou', chainDoubt: 'Dados da cadeia em dúvida', chainSound: 'Dados da cadeia confiáveis de novo', rpcSetAside: 'Endereço da cadeia posto de lado', chainRewound: 'A cadeia desfez blocos', practiceRestarted: 'A rede de prática reiniciou',
  voteOpened: 'Uma votação está aberta', voteEnds: 'Uma votação termina em breve', voteMissed: 'Uma votação terminou sem o seu voto', proposalExecuted: 'Uma proposta entrou em vigor', providerRestarted: 'O Hearth terminou inesperadamente', signerRestarted: 'O assinador reiniciou', updated: 'Outra versão', diskFull: 'O disco está cheio', diskHasRoom: 'O disco tem espaço', cheating: 'Trapaça de propósito',
  walletLocked: 'A carteira se bloqueou', backupDue: 'A frase deve ser comparada',
};

export const noticeWords: Pack['noticeWords'] = {
  title: 'Avisos', bell: 'Avisos', bellUnread: (n) => `Avisos, ${n} não lidos`, waiting: 'Aguardando os avisos.', empty: 'Nada aconteceu ainda.', emptyNext: 'O que você deve saber fica aqui, com o motivo e o que vem depois.',
  filter: 'Gravidade', filters: { all: 'Todos', unread: 'Não lidos', attention: 'Atenção', failure: 'Falhas', info: 'Informações' }, none: 'Nenhum destes.', showAll: 'Mostrar todos',
  readAll: 'Marcar todos como lidos', clearAll: 'Apagar todos', cleared: { one: 'aviso apagado.', other: 'avisos apagados.' }, undo: 'Desfazer', choose: 'O que é avisado',
  unread: 'Não lido', markRead: 'Marcar como lido', markUnread: 'Marcar como não lido', clear: 'Apagar', times: (n, since) => `${n} vezes desde ${since}`, mute: 'Não avisar mais isto', muted: (title) => `Não é mais avisado: ${title}.`,
  today: 'Hoje', yesterday: 'Ontem', all: 'Todos os avisos',
  actions: { job: 'Abrir a tarefa', jobs: 'Ver as tarefas', earnings: 'Abrir Ganhos', devices: 'Abrir Dispositivos', rules: 'Abrir Regras', network: 'Abrir Rede', staking: 'Abrir Staking', wallet: 'Abrir a carteira', proposal: 'Abrir a votação', audits: 'Abrir Auditorias', models: 'Abrir Modelos', settings: 'Abrir Configurações', log: 'Abrir o registro', about: 'Sobre este Hearth' },
  settings: {
    title: 'Avisos', why: 'O que está desativado não é guardado nem mostrado. O que custa dinheiro ou prejudica a máquina é sempre avisado.', waiting: 'Lendo o que é avisado.', native: 'Mostrar na área de trabalho', nativeWhy: 'Quando a janela não está à vista, o sistema mostra o que precisa de atenção.',
    quiet: 'Horas de silêncio', quietWhy: 'Nelas a área de trabalho mostra só o que custa dinheiro ou prejudica a máquina. Aqui tudo é guardado.', from: 'Das', to: 'Às', same: 'As horas de silêncio precisam de um começo e de um fim diferente.', always: 'Sempre avisado', tell: (title) => `Avisar: ${title}`,
    groups: { jobs: 'Tarefas', money: 'Dinheiro', devices: 'Dispositivos', guest: 'Como visita', chain: 'Cadeia', votes: 'Votações', hearth: 'O próprio Hearth' }, on: 'Ativado', off: 'Desativado', count: (on, all) => `${on} de ${all} avisados`,
  },
};
