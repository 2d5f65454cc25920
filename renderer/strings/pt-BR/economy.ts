import type { Pack } from '../pack.ts';

export const approveWords: Pack['approveWords'] = {
  asking: 'Perguntando ao assinador e à cadeia o que isto faria.',
  account: (name) => `Assinado por ${name}.`,
  sent: 'Enviado. Conta quando estiver em um bloco; até lá nada muda aqui.',
  transactions: 'Transações', transactionsEmpty: 'Nada foi enviado ainda.', transactionsEmptyNext: 'O que você assina aqui aparece como pendente até estar em um bloco.', transactionsWaiting: 'Lendo as transações.',
};

export const benchmarkWords: Pack['benchmarkWords'] = {
  title: 'Autoteste e velocidade', run: 'Testar agora', again: 'Testar de novo', cancel: 'Cancelar', waits: 'Aguarda sua vez e a permissão das regras.', none: 'Ainda não testado.', noneNext: 'Um dispositivo novo é testado sozinho quando está livre para trabalhar.',
  steps: { load: 'carregando', check: 'comparando', prefill: 'lendo entradas com', decode: 'escrevendo com', classify: 'classificando com' }, step: (what, model, done, of) => `${what} ${model}, ${done} de ${of}`,
  progress: 'Progresso do teste',
  verdict: { sound: 'Calcula corretamente.', wrong: 'Calculou algo diferente do correto.', unproven: 'Nada pôde ser comparado aqui.' },
  failed: (reason) => `O teste não terminou: ${reason}.`,
  check: { integers: 'Produtos de 8 bits', sevenBits: 'Produtos de 8 bits com pesos de 7 bits', output: 'Saída, bit a bit', sketches: 'Esboços contra o processador', tokens: 'Tokens contra o processador', vectors: 'Vetores contra o processador' },
  state: { passed: 'Passou', failed: 'Falhou', notChecked: 'Não verificado' },
  integersOnly: 'Não aceita modelos de inteiros.', sevenBitsOnly: 'Dos modelos de inteiros, aceita os de pesos de 7 bits.', noMeter: 'desconhecida: sem medidor', head: { model: 'Modelo', prefill: 'Entrada', decode: 'Saída', energy: 'Energia' },
  perSecond: (rate, kind) => `${rate} ${kind === 'generate' ? 'tokens/s' : 'itens/s'}`, joules: (joules, kind) => `${joules} J por ${kind === 'generate' ? 'token' : 'item'}`,
  with: (when, driver, runtime) => `Testado ${when}, ${driver === null ? 'driver não informado' : `driver ${driver}`}, motor ${runtime}.`, checks: 'Todas as verificações',
};

export const stakingWords: Pack['stakingWords'] = {
  title: 'Staking', staked: 'Em stake', waiting: 'Lendo o stake na cadeia.', unbound: 'Este nó ainda não está vinculado a nenhum operador.', unboundNext: 'Um operador o vincula uma vez, para sempre; depois é possível pôr stake por ele. Na rede de prática o Hearth faz isso sozinho em alguns segundos.',
  allows: (limit, used) => `Permite que tarefas no valor de ${limit} aguardem pagamento ao mesmo tempo. Agora aguardam ${used}.`, allowsNothing: 'Nada está em stake, então nenhuma tarefa pode aguardar pagamento e nenhuma é aceita.',
  age: (age) => `Os dados da cadeia são de ${age} atrás. Não decida com base neles; o que se assina fica desativado até que estejam em dia.`,
  figures: {
    required: 'Exigido agora', requiredWhy: 'precisa ficar, pelas tarefas abertas e pelos assentos', surplus: 'Livre para retirar', surplusWhy: 'em stake e não exigido', inFlight: 'Em tarefas abertas', inFlightWhy: (share) => `${share} do que o stake permite`,
    unbonding: 'Em devolução', unbondingNone: 'nada em devolução', atRisk: 'Em risco agora', atRiskWhy: (percent) => `uma falta provada leva ${percent}`, slashed: 'Confiscado até hoje', slashedNever: 'nunca', slashedTimes: { one: 'vez', other: 'vezes' },
  },
  unbonding: { running: (left) => `pronto em ${left}`, ready: 'pronto para liberar', until: (when) => `em ${when}`, free: 'Liberar', freeSentence: (amount) => `Libera ${amount}: pode ser enviado de novo.` },
  operator: { title: 'Quem pode agir', is: 'Operador', none: 'Nenhuma conta', noKey: 'A chave dele não está nesta carteira, então nada pode ser assinado aqui.', noKeyPractice: 'Na rede de prática é uma conta criada pelo Hearth. Importe a chave de teste dela na carteira (está em practice/keys.json, na pasta de dados, como operator) e aja aqui, ou use hearth stake em um terminal.', toWallet: 'Ir para a carteira', waiting: 'Aguardando o assinador, que guarda as chaves.' },
  acts: { stake: 'Pôr mais stake', unstake: 'Retirar', amount: 'Valor', review: 'Revisar', cancel: 'Cancelar', bad: 'Um valor são dígitos, com um ponto e até mais 18.', zero: 'O valor é zero.', tooMuch: (has) => `Só ${has} estão em stake.`, stakeGo: 'Assinar e pôr em stake', unstakeGo: 'Assinar e retirar', withdrawGo: 'Assinar e liberar' },
  preview: {
    title: 'O que muda', now: 'Agora', after: 'Depois', staked: 'Em stake', limit: 'Pode aguardar ao mesmo tempo', free: 'Livre para retirar', worst: 'Uma falta provada leva', worstWhy: (percent) => `${percent} de tudo o que está em stake ou em devolução, e de novo na falta seguinte: no pior caso, vai tudo`,
    lock: (span) => `Reaver leva ${span} a partir do dia em que você pede, e até lá pode ser confiscado.`,
    buysNothing: 'Hoje não rende nada a mais: não é o seu stake que limita você.', buysUnknown: 'Não se sabe quanto renderia: esta máquina ainda não tem um dia inteiro de pagamentos.', buys: (most) => `Pode render entre nada e ${most} a mais por dia, se houver pedidos para tudo.`,
  },
  warnings: {
    inactive: (models) => `Nada ficaria em stake. O nó deixa de aceitar pedidos, para todos os seus ${models}.`, models: { one: 'modelo', other: 'modelos' }, belowRequired: 'Ficaria menos do que as tarefas abertas exigem. Nenhum trabalho novo é aceito até que sejam pagas.', seats: 'Os assentos de um verificador precisam deste stake. A cadeia recusa até que você os deixe.',
    restarts: (wait) => `Uma parte já está em devolução. Esta se junta a ela e a contagem recomeça: tudo aguarda ${wait} de novo.`, slashable: 'Deixa de contar na hora, e pode ser confiscado até ser liberado.',
  },
  stakeSentence: (amount) => `Põe em stake ${amount} das moedas do operador para garantir este nó.`, unstakeSentence: (amount, span) => `Tira ${amount} do stake. Você pode liberar depois de ${span}.`,
  slashes: {
    title: 'O que foi confiscado', empty: 'Nada jamais foi confiscado.', emptyNext: 'Um confisco apareceria aqui com o motivo, o recibo em questão e as provas para você mesmo verificar.',
    why: { fault: 'Falta provada', dispute: 'Disputa perdida', vote: 'Dois votos diferentes', refund: 'Reembolso decidido por um tribunal', unknown: 'Confiscado por um tribunal' },
    job: 'A tarefa', noJob: 'nenhuma tarefa desta máquina é conhecida para isto', subject: 'Hash das provas', by: 'Mostrado por', at: 'Quando', tx: 'Transação', rule: 'Regra',
    rules: { fault: 'Qualquer um pode mostrar à cadeia um recibo que é falso pelos próprios bytes.', dispute: 'Outro nó recalculou a tarefa e apontou a operação errada.', vote: 'Um verificador assina um único voto por recibo.', refund: 'Um cliente cuja tarefa foi julgada falsa é ressarcido com o stake.', unknown: 'A transação não cita nenhuma regra que esta versão conheça.' },
    final: 'Na cadeia não há recurso: o contrato julga uma prova na hora e em definitivo. Com o pacote, você e outros podem verificá-la.', export: 'Criar o pacote de provas',
  },
};

export const parameterWords: Pack['parameterWords'] = {
  AuditFloorBps: { title: 'Parcela de recibos auditados', what: 'pelo menos esta parcela dos recibos de cada nó é auditada' },
  FirstJobsAudited: { title: 'Primeiras tarefas auditadas', what: 'este número de primeiras tarefas de um nó novo é auditado, todas elas' },
  FirstCommittee: { title: 'Primeiro comitê', what: 'verificadores que olham primeiro' },
  SecondCommittee: { title: 'Segundo comitê', what: 'verificadores que olham quando os primeiros discordam' },
  FinalCommittee: { title: 'Último comitê', what: 'verificadores que têm a última palavra' },
  CommitSeconds: { title: 'Tempo para comprometer um voto', what: 'um verificador que se atrasa perde a vez' },
  RevealSeconds: { title: 'Tempo para revelar um voto', what: 'um verificador que se atrasa perde a vez' },
  ResponseSeconds: { title: 'Tempo para responder a uma disputa', what: 'um nó acusado que se cala por mais tempo perde' },
  DisputeBondWei: { title: 'Caução mínima de uma disputa', what: 'quem abre uma disputa a deposita, e quem vence a recebe' },
  RejectBondWei: { title: 'Caução de uma rejeição', what: 'quem pede um comitê a deposita' },
  VerifierPayWei: { title: 'Pagamento de um verificador', what: 'por recibo examinado' },
  VerifierPayMaxBps: { title: 'Pagamento máximo de um verificador', what: 'do preço da tarefa' },
  FaultSlashBps: { title: 'Confisco por uma falta provada', what: 'de tudo o que está em stake e em devolução' },
  SilenceSlashBps: { title: 'Confisco por silêncio', what: 'de tudo o que está em stake e em devolução, quando uma disputa não é respondida a tempo' },
  VerifierSlashBps: { title: 'Confisco por dois votos diferentes', what: 'do stake de um verificador' },
  UnbondingSeconds: { title: 'Tempo para retirar', what: 'quanto aguarda o stake pedido de volta' },
  ClaimSeconds: { title: 'Tempo até pagar uma reivindicação', what: 'o cliente pode se opor durante este tempo' },
  SeatStakeWei: { title: 'Stake para um assento de verificador', what: 'quanto precisa cada assento novo' },
  RegistrationSeconds: { title: 'Espera após registrar um modelo', what: 'antes que ele ganhe royalties' },
  SnapshotAgeSeconds: { title: 'Idade da lista de verificadores', what: 'um comitê é sorteado da lista como ela era há este tempo' },
  DisputeBondBps: { title: 'Caução de uma disputa conforme o stake', what: 'de tudo o que o acusado tem em stake e em devolução; uma disputa exige isto, e pelo menos a caução mínima' },
};

export const governanceWords: Pack['governanceWords'] = {
  title: 'Governança', waiting: 'Lendo as propostas na cadeia.', back: 'Todas as propostas',
  votes: 'Seus votos', noWallet: 'Sem uma conta na carteira não há com que votar. As propostas podem ser lidas mesmo assim.',
  accountLine: { self: 'vota por si', nobody: 'ninguém vota com estas moedas até você delegar', given: 'os votos foram dados a', holds: (amount) => `tem ${amount}`, watch: 'observada, a chave não está aqui' },
  delegate: { go: 'Delegar', toSelf: 'Votar eu mesmo com elas', back: 'Pegar de volta', title: 'Quem vota com estas moedas', to: 'Conta que vota', toHint: '0x e 40 dígitos hexadecimais. As moedas ficam onde estão; só os votos vão. Pegue-os de volta quando quiser.', review: 'Revisar', sign: 'Assinar e delegar', cancel: 'Cancelar', noExpiry: 'A cadeia não tem data de fim para isto: vale até você pegar de volta.', bad: 'Isto não é um endereço.', sentence: (to) => `Dá os votos de todas as moedas desta conta, também as em stake, a ${to}.`, sentenceSelf: 'A conta vota com as próprias moedas, também as em stake.' },
  proposals: 'Propostas', filter: { label: 'Mostrar', open: 'Abertas', upcoming: 'Próximas', closed: 'Encerradas' },
  empty: { open: 'Nenhuma proposta está aberta.', upcoming: 'Nenhuma proposta está para abrir.', closed: 'Nenhuma proposta foi decidida até hoje.' }, emptyNext: 'Quem tiver votos suficientes pode fazer uma.', notAll: (shown, total) => `Mostrando as ${shown} mais novas de ${total}.`,
  state: { pending: 'Abre em breve', active: 'Aberta', canceled: 'Retirada', defeated: 'Rejeitada', succeeded: 'Aceita, a pôr na fila', queued: 'Aceita, aguarda a execução', expired: 'Aceita e nunca executada', executed: 'Executada' },
  support: { for: 'A favor', against: 'Contra', abstain: 'Abstenção' },
  ends: (left, when) => `termina em ${left}, ${when}`, opens: (left, when) => `abre em ${left}, ${when}`, ended: (when) => `terminou ${when}`, executable: (left) => `pode ser executada em ${left}`, executableNow: 'já pode ser executada',
  votedFor: (how, weight) => `Você votou: ${how}, com ${weight}.`, youHave: (weight) => `Você tem ${weight} aqui.`, noPower: 'Você não tinha votos quando ela abriu, então não pode votar nesta.', noPowerYet: 'Do jeito que está, você não terá votos nesta. Delegue antes que ela abra.',
  quorum: (now, needed) => `participaram ${now} dos ${needed} necessários`, bar: (f, a, n) => `${f} a favor, ${a} contra, ${n} abstenções`,
  effect: 'O que muda para o seu nó', description: 'O que diz quem propõe', descriptionWhy: 'Escrito por um estranho e mostrado como texto simples. O Hearth não abre nenhum endereço nele, e ninguém do Hearth fala ali.', cut: 'É mais longo; o texto completo está na cadeia.', noDescription: 'Nada.', raw: 'As chamadas como estão na cadeia', target: 'Chama', value: 'Envia', proposer: 'Proposta por', id: 'Proposta', moreActions: (n) => `Ela faz ${n} chamadas; só as dez primeiras são mostradas.`,
  timeline: 'Em que pé está', result: 'Votos até agora',
  vote: { title: 'Seu voto', account: 'Votar com', how: 'Como', reason: 'Motivo, se quiser', reasonHint: 'Fica na cadeia para sempre, com esta conta, para todos lerem.', left: (n) => `restam ${n} caracteres`, review: 'Revisar', sign: 'Assinar e votar', final: 'Um voto não pode ser mudado.', sentence: (how, weight) => `Vota ${how} com ${weight}.`, reasonShown: 'Com o motivo', stored: 'Seu motivo, como a cadeia o guarda', closed: 'A votação terminou.', noKey: 'A chave da conta com votos não está nesta carteira.' },
  queue: { go: 'Pôr na fila', sentence: 'Entrega a proposta aceita à trava de tempo; qualquer um pode, e custa só a taxa.', sign: 'Assinar e pôr na fila' },
  execute: { go: 'Executar', sentence: 'Executa a proposta; qualquer um pode, e custa só a taxa.', sign: 'Assinar e executar' },
  propose: {
    go: 'Propor uma mudança', title: 'Propor uma mudança', what: 'O quê', kinds: { setParameter: 'Um número governado', grant: 'Uma doação' }, parameter: 'Número', value: 'Novo valor', bounds: (low, high) => `De ${low} a ${high}.`, to: 'Para', amount: 'Valor', held: (amount) => `A tesouraria tem ${amount}.`,
    why: 'Por quê', whyHint: 'A primeira linha é o título. Fica na cadeia para sempre.', review: 'Revisar', sign: 'Assinar e propor', cancel: 'Cancelar', threshold: (needed, has) => `Uma proposta precisa de ${needed} votos; esta conta tem ${has}.`, badValue: 'Esse valor não serve aqui.', outOfBounds: 'O contrato recusa um valor fora dos limites.', badAddress: 'Isto não é um endereço.', same: 'Esse já é o valor atual.',
    unit: { Wei: 'em moedas', Bps: 'em porcentagem', Seconds: 'em segundos', count: 'um número inteiro' }, sentence: (change) => `Propõe: ${change}`,
  },
  treasury: { title: 'Tesouraria', held: 'Tem', due: 'A receber para ela', pool: 'Fundo dos verificadores', issued: 'Moedas novas criadas', issuedOf: (cap) => `de no máximo ${cap}`, split: 'De cada pagamento', splitWords: (node, verifiers, app, treasury) => `${node} para o nó, ${verifiers} para os verificadores, ${app} para o aplicativo, ${treasury} para a tesouraria; os royalties saem da parte do nó.` },
  notFound: 'A cadeia não tem essa proposta.',
  effects: {
    set: (title, now, then) => `${title}: ${now} → ${then}.`,
    seatShort: (short) => `Um assento novo precisaria de mais do que você tem livre: faltariam ${short}.`, seatEnough: 'O que você tem livre bastaria para um assento novo.', seatsHeld: (n) => `Seus assentos atuais (${n}) mantêm o stake com que foram ocupados.`,
    fault: (then, now) => `Uma falta provada deste nó levaria ${then}; agora leva ${now}.`, silence: (then, now) => `Uma disputa que este nó não responda levaria ${then}; agora leva ${now}.`,
    unbonding: (then) => `O stake que você pedir de volta depois disso aguarda ${then}. O que já está a caminho mantém sua data.`, audits: (then, now) => `Cerca de ${then} dos seus recibos seriam auditados; agora, ${now}.`,
    none: (what) => `Nada seu se move: ${what}.`, treasury: (amount, share) => `${amount} saem da tesouraria, ${share} do que ela tem. Nada seu se move.`, treasuryShort: (amount) => `Concede ${amount}, mais do que a tesouraria tem: falharia.`, unknown: 'Esta versão do Hearth não sabe dizer o que isto faz. Leia as chamadas abaixo, ou só vote se souber lê-las.', noStake: 'O Hearth não sabe agora o stake deste nó, então não pode dizer o que isto significa em moedas.',
  },
};
