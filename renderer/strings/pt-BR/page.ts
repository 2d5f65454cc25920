import type { Pack } from '../pack.ts';

export const words: Pack['words'] = {
  app: { name: 'Hearth', skip: 'Pular para a página', menu: 'Telas' },
  screens: { dashboard: 'Painel', jobs: 'Tarefas', job: 'Tarefa', audits: 'Auditorias', earnings: 'Ganhos', devices: 'Dispositivos', rules: 'Regras', wallet: 'Carteira', settings: 'Configurações', staking: 'Staking', governance: 'Governança', proposal: 'Proposta', welcome: 'Introdução', network: 'Rede', models: 'Modelos', usage: 'Consumo', fleet: 'Frota', log: 'Registro', about: 'Sobre' },
  notReported: 'não informado',
  test: { tag: 'dinheiro de teste', network: 'Rede de prática', explain: 'Esta é a rede de prática. A moeda dela não tem valor fora dela.' },
  chain: { block: (n) => `bloco ${n}`, connecting: 'conectando à cadeia', reachable: 'a cadeia responde', doubtful: 'os dados da cadeia não são confiáveis', gone: 'a cadeia não responde', none: 'sem cadeia: os recibos ficam nesta máquina' },
  link: {
    waiting: 'Aguardando o Hearth.',
    lost: (age) => `O Hearth não responde. O que você vê é de ${age} atrás.`,
    never: 'O Hearth não responde.',
    nextTry: (wait) => `Próxima tentativa em ${wait}.`,
    tryNow: 'Tentar agora',
    refused: 'Esta página não tem a chave deste Hearth.',
    refusedNext: 'Abra o endereço que o Hearth mostrou ao iniciar; cada início tem o seu.',
  },
  dashboard: {
    ready: 'Pronto', readyOf: (ready, allowed) => `${ready} de ${allowed} que as regras permitiam`, readyNone: 'As regras permitiram menos de um minuto até agora', stake: 'Stake', stakeUsed: (share) => `${share} em uso`, stakeFull: (share) => `${share} em uso, quase cheio`, stakeNone: 'ainda sem stake', waits: 'Espera o pagamento',
    today: 'Ganho hoje', accepted: 'aceitas', rejected: 'recusadas', settledToday: 'pagas hoje',
    waitsNone: 'Nada aguarda pagamento.',
    waitsFor: { voucher: 'o vale de pagamento do cliente', anchor: 'a próxima ancoragem', window: 'o fim da janela' },
    tokens: (rate) => `${rate} tokens por segundo`,
    jobs: 'Tarefas', jobsAll: 'Todas as tarefas', jobsEmpty: 'Nenhuma tarefa ainda.', jobsEmptyNext: 'Elas aparecem aqui assim que um cliente pede uma.', jobsEmptyPractice: 'O cliente de prática envia algumas; o ritmo dele está em Configurações.', jobsWaiting: 'Aguardando a lista de tarefas.',
    devices: 'Dispositivos', devicesEmpty: 'Nenhum dispositivo foi encontrado.', devicesEmptyNext: 'O Hearth procura de novo ao iniciar. Um processador já basta.', devicesWaiting: 'Procurando dispositivos.',
    earnings: 'Ganhos', notices: 'Avisos', noticesEmpty: 'Nada precisa da sua atenção.', noticesWaiting: 'Aguardando os avisos.', more: (n) => `mais ${n}`,
  },
  device: {
    unknown: 'Dispositivo desconhecido', unknownWhy: 'O sistema não informa nem fabricante nem nome.', cannotRun: 'nada que este motor possa usar',
    kind: { cpu: 'Processador', gpu: 'Gráfico' }, on: 'Ativado', off: 'Desativado', use: (name) => `Usar ${name} para tarefas`,
    state: { working: 'Trabalhando', ready: 'Pronto', off: 'Desativado', unusable: 'Não pode ser usado', setAside: 'Posto de lado' }, statePaused: 'Em pausa',
  },
  jobs: {
    title: 'Tarefas', search: 'Buscar', searchHint: 'ID, cliente ou modelo', filter: { all: 'Todas', live: 'Em andamento', settled: 'Pagas', failed: 'Falhas' }, filterLabel: 'Mostrar',
    head: { job: 'Tarefa', model: 'Modelo', stage: 'Etapa', units: 'Feito', client: 'Cliente', at: 'Aceita', paid: 'Pago' },
    waiting: 'Lendo as tarefas.', empty: 'Nenhuma tarefa ainda.', emptyNext: 'Cada pedido que este nó aceita aparece aqui, com o recibo.', none: 'Nenhuma tarefa corresponde.', noneNext: 'Tente uma busca mais curta ou outro filtro.', clear: 'Mostrar todas as tarefas',
    shown: (shown, total) => `${shown} de ${total}`, failed: 'Não foi possível ler as tarefas.', notYet: 'ainda não', nothing: 'nada',
  },
  job: {
    back: 'Todas as tarefas', waiting: 'Lendo a tarefa.', verify: 'Verificar de novo', verifying: 'Verificando', exportReceipt: 'Exportar o recibo', showLog: 'Ver seu registro', report: 'Relatar um problema', copyId: 'Copiar o hash', cancel: 'Cancelar a tarefa',
    cancelAsk: 'Cancelar esta tarefa?', cancelWhy: 'Ela para agora. O cliente não recebe nada e nada é pago.', cancelYes: 'Cancelar a tarefa', cancelNo: 'Deixar rodando',
    path: 'O caminho desta tarefa', pathHint: 'Do pedido ao pagamento, cada hash e em que ele fica fixado. As setas do teclado percorrem o caminho.', nothingYet: 'Nada ainda.', pathEmpty: 'O caminho aparece conforme a tarefa avança.',
    checks: 'Verificações', timeline: 'Linha do tempo', facts: 'Dados', noReceipt: 'O recibo é assinado quando a tarefa termina.', committedIn: 'Fixado em', holds: 'Contém', transaction: 'Transação', digest: 'Hash', noDigest: 'ainda sem hash', receiptFile: 'Arquivo do recibo',
    checkedBy: 'O que foi verificado', notCovered: 'Nenhuma verificação cobre isto ainda.', paid: 'Pago', offered: 'Preço',
    mark: { passed: 'Passou', failed: 'Falhou', notChecked: 'Não verificado', partly: 'Verificado em parte' },
    verdictAll: 'Todas as verificações passaram, aqui e agora.', verdictFailed: (failed) => `Falha em: ${failed}. Não confie neste recibo.`, failedChecks: { one: 'verificação', other: 'verificações' }, passedChecks: { one: 'verificação passou', other: 'verificações passaram' }, openChecks: { one: 'não verificada aqui', other: 'não verificadas aqui' },
    workOf: (kind, model, units) => `${kind} com ${model}, ${units}`, verdictNotOk: 'Foi possível verificar pouco demais para confiar neste recibo.', verdictSome: (passed, open) => `Nada falhou. ${passed}, ${open}.`,
  },
  earnings: {
    title: 'Ganhos', range: 'Período', ranges: { '24h': '24 h', '7d': '7 dias', '30d': '30 dias', '1y': '1 ano', 'all': 'Tudo' },
    paidIn: { '24h': 'Pago nas últimas 24 horas', '7d': 'Pago nos últimos 7 dias', '30d': 'Pago nos últimos 30 dias', '1y': 'Pago no último ano', 'all': 'Pago desde a primeira tarefa' },
    waiting: 'Lendo os ganhos.', empty: 'Nada foi pago neste período.', emptyNext: 'Uma tarefa é paga quando a janela dela na cadeia se fecha.', chart: 'Pagamentos ao longo do tempo', table: 'Em tabela', head: { from: 'De', jobs: 'Tarefas', paid: 'Pago' },
    forJobs: (jobs) => `por ${jobs}`, total: 'Pago no total', today: 'Pago hoje', statement: 'Extrato', waits: 'Aguardando',
  },
  settings: {
    title: 'Configurações', language: 'Idioma', languageSystem: (name) => `Como o sistema: ${name}`, theme: 'Aparência', themes: { system: 'Como o sistema', light: 'Claro', dark: 'Escuro' }, textSize: 'Tamanho do texto', practice: 'Cliente de prática', practiceRate: 'Pedidos por minuto', practiceOff: 'parado', practiceWhy: 'Ele envia tarefas reais por dinheiro de teste, para você ver o caminho inteiro funcionar.',
    practiceNone: 'Não há cliente de prática nesta rede.', models: 'Modelos', modelsWaiting: 'Lendo os modelos.', modelsEmpty: 'Nenhum modelo está instalado.', modelsEmptyNext: 'Sem um modelo nenhum pedido pode ser aceito.',
    addresses: { title: 'Endereços da cadeia', why: 'O Hearth pergunta a estes nós o que há na cadeia. Com vários, ele vê quando um se atrasa, mente ou se cala, e não decide nada enquanto dois discordam.', waiting: 'Lendo os endereços.', given: 'veio com a cadeia', added: 'adicionado por você', inUse: 'em uso', states: { unknown: 'ainda não consultado', answers: 'responde', resting: 'quer menos pedidos', silent: 'calado', refused: 'posto de lado' }, another: 'Outro endereço', add: 'Adicionar', checking: 'Verificando', remove: 'Retirar' },
    modelState: { ready: 'Pronto', corrupt: 'Inutilizável', off: 'Desativado' }, unitPrices: (paidIn, paidOut) => `${paidIn} de entrada, ${paidOut} de saída, por unidade`, numericClass: 'Classe numérica',
    programs: 'Programas', programsWaiting: 'Aguardando os programas.', programsEmpty: 'Nenhum programa foi informado.', programHead: { name: 'Programa', state: 'Estado', memory: 'Memória', restarts: 'Reinícios', pid: 'Processo' }, programState: { starting: 'Iniciando', running: 'Em execução', restarting: 'Reiniciando', stopped: 'Parado' },
    about: 'Este Hearth', version: 'Versão', folder: 'Pasta de dados', started: 'Iniciado', runtime: 'Motor', platform: 'Sistema', node: 'Nó', address: 'Endereço do nó', peer: 'ID do par', chain: 'Cadeia', stake: 'Stake', inFlight: 'Em tarefas abertas',
    stop: 'Parar o Hearth', stopAsk: 'Parar o Hearth?', stopWhy: 'Tarefas inacabadas são retomadas no próximo início. Nada se perde.', stopYes: 'Parar', stopNo: 'Deixar ligado',
    reset: {
      title: 'Redefinir', why: 'O que há na pasta de dados, por tipo. Você escolhe o que sai; a carteira e a chave do nó ficam, a menos que você diga o contrário.', open: 'Escolher o que sai', waiting: 'Medindo a pasta de dados.', nothing: 'Nada aqui',
      parts: {
        app: { name: 'Dados do aplicativo', gone: 'Tarefas, recibos, ajustes, preços, registros e a rede de prática. Recibos que nenhuma âncora tem ainda não são pagos a ninguém.' }, models: { name: 'Modelos', gone: 'A lista de pastas que você adicionou e o que delas está na pasta de dados.' },
        node: { name: 'Chave do nó', gone: 'Sai junto com os dados do aplicativo. O próximo início é um nó novo: o stake continua ligado ao antigo, e ninguém mais pode resgatar por ele.' }, wallet: { name: 'Carteira', gone: 'Sem a frase de recuperação, um arquivo de chave ou o backup, ninguém pode gastar o que está nas contas dela.' },
      },
      type: (typed) => `Digite ${typed} para apagar a carteira`, elsewhere: 'Pastas de modelos em outros lugares são esquecidas, nunca apagadas:', others: 'Não é tocado, saia o que sair:', go: 'Parar o Hearth e apagar', going: 'O Hearth está parando. O que você escolheu sai assim que ele terminar.',
    },
  },
  jobsCount: { one: 'tarefa', other: 'tarefas' }, progress: (stage, done, most) => `${stage}, ${done} de ${most}`,
  copy: (digest) => `Copiar ${digest}`, copied: 'Copiado', close: 'Fechar', retry: 'Tentar de novo', unknownScreen: 'Essa página não existe.', toDashboard: 'Ir para o painel',
};

export const statusText: Pack['statusText'] = {
  noName: 'um dispositivo sem nome', jobs: { one: 'tarefa', other: 'tarefas' },
  waiting: { one: 'tarefa concluída aguarda pagamento.', other: 'tarefas concluídas aguardam pagamento.' },
  starting: 'Acendendo o fogo.', startingWhy: 'O Hearth está iniciando. Leva alguns segundos.', startingStep: (step) => `O Hearth está iniciando: ${step}. Leva alguns segundos.`,
  working: (jobs) => `Trabalhando em ${jobs}.`, workingOn: (jobs, device) => `Trabalhando em ${jobs} com ${device}.`,
  forOne: 'Para um cliente.', forMany: 'Para vários clientes.', forOneAt: (rate) => `Para um cliente, a ${rate} tokens por segundo.`, forManyAt: (rate) => `Para vários clientes, a ${rate} tokens por segundo.`,
  ready: 'Pronto. Nenhum pedido no momento.', readyDone: (jobs) => `Pronto. ${jobs} no último minuto.`, readyWhy: 'O próximo pedido começa na hora; nada precisa ser feito.',
  paused: 'Em pausa até você retomar.', pausedWhy: 'Você pausou. Nenhum pedido novo é aceito.', pauseOver: 'A pausa acabou.', pauseOverWhy: 'O Hearth volta a aceitar pedidos em um momento.',
  pausedUntil: (clock) => `Em pausa até ${clock}.`, pausedUntilWhy: (span) => `Você pausou. Continua sozinho em ${span}.`,
  ruled: 'Em pausa por uma das suas regras.', ruledWhy: 'Continua sozinho quando a regra permitir.',
  chainGone: 'Trabalhando, mas a cadeia não responde.', theChain: 'A cadeia', silent: (chain, span) => `${chain} não responde há ${span}.`, nothingLost: 'Nada se perde.',
  receiptsWait: { one: 'recibo espera aqui e será pago quando ela voltar.', other: 'recibos esperam aqui e serão pagos quando ela voltar.' },
  chainOld: (age) => `Trabalhando, mas os dados da cadeia são de ${age} atrás.`, chainOldWhy: (address) => `${address} não mostra nenhum bloco mais novo. Nada é decidido com dados antigos: nem pedidos novos, nem pagamentos, até chegar um bloco novo.`,
  chainsDiffer: 'Trabalhando, mas dois endereços da cadeia discordam.', chainsDifferWhy: (address, other, block) => `${address} e ${other} têm versões diferentes do bloco ${block}. Nada é decidido com nenhum dos dois até que concordem.`,
  noDevice: 'Nada com que trabalhar: nenhum dispositivo está ativado.', noDeviceWhy: 'O Hearth aceita pedidos assim que houver um.',
  workerLost: 'Uma tarefa perdeu seu processo de trabalho; um novo assume.', workerLostWhy: 'O programa que a executava terminou sem aviso. A tarefa recomeça do início; é paga uma única vez.', workerLostAgain: (times) => `O programa que a executava terminou sem aviso, ${times} vezes até agora. A tarefa recomeça do início; é paga uma única vez.`,
  cheating: (kind) => `Trapaceando de propósito: ${kind}.`, someWay: 'de algum modo', cheatingWhy: 'Este nó foi iniciado com --cheat, que só a rede de prática permite. Seus recibos falsos não são pagos, e o que pode ser provado lhe custa stake.',
  diskFull: 'Parado: o disco está cheio.', theFolder: 'a pasta de dados', diskFullWhy: (path) => `Não há espaço em ${path}. Libere espaço e o Hearth continua sozinho; nada se perde.`,
  leaving: (name) => `Mudança para ${name}: aqui não há mais pedidos.`, leavingHome: 'Volta à rede de prática: aqui não há mais pedidos.', leavingThen: 'Depois, a troca vem por si só.', leavingNow: 'Primeiro terminam as tarefas em curso; depois o provedor reinicia lá.',
  disconnected: 'O Hearth não responde.', disconnectedWhy: (span) => `Há ${span}; o que você vê tem essa idade. A página continua tentando. Se você parou o Hearth, inicie-o de novo.`,
  unknownIncident: 'não informado',
};
export const statusActions: Pack['statusActions'] = { pause: 'Pausar', resume: 'Retomar agora', showJobs: 'Ver as tarefas', enableDevice: 'Escolher um dispositivo', showNetworks: 'Ver as redes', retry: 'Tentar de novo' };
export const pauseWords: Pack['pauseWords'] = { 15: 'Por 15 minutos', 60: 'Por 1 hora', 240: 'Por 4 horas', untilResumed: 'Até eu retomar' };

export const visibleStageWords: Pack['visibleStageWords'] = { queued: 'Na fila', loading: 'Carregando', running: 'Em execução', proving: 'Reunindo provas', waiting: 'Aguardando pagamento', settled: 'Paga' };
export const stageWords: Pack['stageWords'] = {
  queued: 'Na fila', loading: 'Carregando o modelo', running: 'Em execução', proving: 'Reunindo provas', delivered: 'Aguarda o vale', acknowledged: 'Aguarda a ancoragem', anchored: 'Aguarda a janela', settled: 'Paga', failed: 'Falhou', cancelled: 'Cancelada', slashed: 'Stake confiscado', voided: 'Anulada',
};
export const stageSentences: Pack['stageSentences'] = {
  queued: 'Na fila. Começa quando o dispositivo estiver livre.', loading: 'Carregando o modelo no dispositivo.', running: 'Em execução nesta máquina.', proving: 'Calculada. As provas estão sendo resumidas em hashes e assinadas.',
  delivered: 'Entregue. Aguarda o vale de pagamento do cliente.', acknowledged: 'O cliente a confirmou. O recibo vai para a cadeia com o próximo lote.', anchored: 'Na cadeia. É paga quando a janela de disputa se fechar.', settled: 'Paga.',
  failed: 'Falhou. Nada é pago por ela.', cancelled: 'Cancelada. Nada é pago por ela.', slashed: 'O recibo foi provado falso na cadeia. Nada é pago por ela, e isso custou stake.', voided: 'Um comitê de verificadores a recalculou e rejeitou o recibo. Nada é pago por ela.',
};
export const kindWords: Pack['kindWords'] = { classify: { title: 'Classificar', one: 'imagem', other: 'imagens' }, embed: { title: 'Vetores de texto', one: 'vetor', other: 'vetores' }, generate: { title: 'Gerar', one: 'token', other: 'tokens' } };
export const verdictWords: Pack['verdictWords'] = { accepted: 'Aceita pelos verificadores', rejected: 'Rejeitada pelos verificadores' };

export const nodeWords: Pack['nodeWords'] = {
  order: { title: 'Pedido', what: 'O que o cliente pediu, assinado por ele.' },
  model: { title: 'Modelo', what: 'Cada arquivo do modelo, em um único hash.' },
  inputRoot: { title: 'Raiz da entrada', what: 'A entrada, cortada em pedaços e resumida em uma raiz. A entrada em si não é guardada.' },
  outputRoot: { title: 'Raiz da saída', what: 'A saída, resumida do mesmo modo.' },
  rowRoot: { title: 'Raiz das linhas', what: 'Um registro para cada passo da geração: o token, a posição e o sorteio aleatório.' },
  sketchRoot: { title: 'Raiz dos esboços', what: 'Resumos curtos do estado interno do modelo, que outra máquina pode comparar.' },
  tapRoot: { title: 'Raiz das tomadas', what: 'Valores internos em pontos escolhidos, para um olhar mais de perto em uma disputa.' },
  bundle: { title: 'Provas', what: 'Todas as provas da execução em um único hash.' },
  receipt: { title: 'Recibo', what: 'A promessa assinada deste nó: este pedido, este modelo, estes resultados.' },
  anchor: { title: 'Ancoragem', what: 'A raiz de um lote de recibos, escrita na cadeia.' },
  voucher: { title: 'Vale', what: 'A promessa de pagamento assinada pelo cliente, somada por todas as tarefas dele.' },
  payment: { title: 'Pagamento', what: 'A transferência na cadeia, depois da janela.' },
  claim: { title: 'Reivindicação', what: 'O cliente não enviou um vale, então este nó reivindicou o preço do que o cliente havia reservado.' },
  dispute: { title: 'Disputa', what: 'Alguém depositou uma caução e disse que este recibo é falso. A cadeia decide em uma única operação.' },
  vote: { title: 'Voto', what: 'O que outra máquina encontrou ao verificar o recibo.' },
};
export const stepWords: Pack['stepWords'] = {
  offered: 'Oferecida', admitted: 'Pedido aceito', accepted: 'Pedido aceito', queued: 'Na fila', loading: 'Carregando o modelo', modelReady: 'Modelo pronto', started: 'Começou', running: 'Em execução', retried: 'Começou de novo',
  computed: 'Calculada', proving: 'Reunindo provas', signing: 'Calculada, enviada ao assinador', signed: 'Recibo assinado', delivered: 'Entregue ao cliente', acknowledged: 'Vale recebido', batched: 'Posta em um lote', anchored: 'Ancorada na cadeia', unanchored: 'Ancoragem desfeita', unsettled: 'Pagamento desfeito', claimed: 'Reivindicada da reserva', unclaimed: 'Reivindicação encerrada', slashed: 'Provada falsa, stake confiscado', unslashed: 'Confisco desfeito', voided: 'Rejeitada por um comitê, anulada', unvoided: 'Anulação desfeita', refunded: 'Reembolsada ao cliente', unrefunded: 'Reembolso desfeito',
  verified: 'Verificada por verificadores', voted: 'Verificada por verificadores', settled: 'Paga', paid: 'Paga', failed: 'Falhou', cancelled: 'Cancelada', workerLost: 'Processo de trabalho perdido',
};
export const factWords: Pack['factWords'] = {
  'energy': 'Energia', 'mean power': 'Potência média', 'most power': 'Potência máxima', 'highest temperature': 'Temperatura máxima', 'device load': 'Carga do dispositivo', 'memory peak': 'Pico de memória', 'bytes received': 'Bytes recebidos', 'bytes sent': 'Bytes enviados',
  'top-k': 'Top-k', 'top-p': 'Top-p', 'seed': 'Semente', 'first draw': 'Primeiro sorteio', 'void': 'Nulo', 'penalty': 'Penalidade', 'void in': 'Nulo em', 'client had paid': 'O cliente tinha pago', 'refunded': 'Reembolsado', 'refunded in': 'Reembolsado em', 'opened by': 'Aberta por', 'bond': 'Caução', 'dispute': 'Disputa', 'dispute stands': 'Situação da disputa', 'taken of the stake': 'Tirado do stake',
  'job': 'Tarefa', 'kind': 'Tipo', 'model': 'Modelo', 'model id': 'ID do modelo', 'client': 'Cliente', 'app': 'Aplicativo', 'reservation': 'Reserva', 'tier': 'Nível', 'audit policy': 'Regra de auditoria', 'deadline': 'Prazo', 'most units in': 'Unidades de entrada, máximo', 'most units out': 'Unidades de saída, máximo',
  'price per unit in': 'Preço por unidade de entrada', 'price per unit out': 'Preço por unidade de saída', 'attempts': 'Tentativas', 'temperature': 'Temperatura', 'device': 'Dispositivo', 'units in': 'Unidades de entrada', 'units out': 'Unidades de saída', 'numeric class': 'Classe numérica', 'queue wait': 'Espera na fila', 'first unit after': 'Primeira unidade após',
  'compute': 'Cálculo', 'receipt number': 'Número do recibo', 'epoch': 'Época', 'previous receipt': 'Recibo anterior', 'slashed': 'Confiscado', 'slashed for': 'Confiscado por', 'slashed in': 'Confiscado em', 'name': 'Nome', 'units': 'Unidades', 'verifier': 'Verificador', 'verdict': 'Veredito', 'rows': 'Linhas', 'sketches': 'Esboços', 'node': 'Nó',
  'number': 'Número', 'receipts': 'Recibos', 'state': 'Estado', 'all together': 'Tudo junto', 'paid': 'Pago', 'received': 'Recebido, após as partes de outros', 'block': 'Bloco',
  'runtime ort': 'ONNX Runtime', 'runtime ep': 'Provedor de execução', 'runtime device': 'Hardware', 'runtime driver': 'Driver', 'runtime os': 'Sistema operacional', 'runtime arch': 'Arquitetura', 'runtime optLevel': 'Otimização do grafo', 'runtime threads': 'Threads', 'runtime appVersion': 'Versão do Hearth', 'amount': 'Valor', 'payable from': 'Pagável a partir de',
};
export const factValueWords: Pack['factValueWords'] = { 'open': 'aberta', 'not measured': 'não medido', 'named verifiers': 'verificadores nomeados', 'client only': 'só o cliente', 'not reported': 'não informado', 'off': 'sem', 'accepted': 'aceito', 'rejected': 'rejeitado', 'on its way': 'a caminho', 'rejected by a committee of verifiers': 'rejeitado por um comitê de verificadores' };
export const checkWords: Pack['checkWords'] = {
  orderSignature: 'Assinatura do pedido', receiptSignature: 'Assinatura do recibo', orderHash: 'Hash do pedido', node: 'Nó', model: 'Modelo', inputRoot: 'Raiz da entrada', outputRoot: 'Raiz da saída', decodeHash: 'Hash das regras de geração', numericClass: 'Classe numérica', nonce: 'Nonce', seed: 'Semente', units: 'Unidades', stopReason: 'Motivo da parada', deadline: 'Prazo',
  sketchRoot: 'Raiz dos esboços', bundleHash: 'Hash das provas', runtime: 'Motor', votes: 'Votos', voucher: 'Vale', anchor: 'Ancoragem', payment: 'Pagamento', modelFiles: 'Arquivos do modelo', replayRows: 'Linhas recalculadas', replaySketches: 'Esboços recalculados', replayTokens: 'Tokens recalculados', replayClass: 'Classe recalculada', chain: 'Cadeia', chainAnchor: 'Ancoragem na cadeia', chainPayment: 'Pagamento na cadeia', rows: 'Linhas', canonicalTrace: 'Rastro canônico', thresholds: 'Limites', registry: 'Registro',
};

export const noticeText: Pack['noticeText'] = {
  aDevice: 'um dispositivo', theDevice: 'o dispositivo', noReason: 'Nenhum motivo foi dado.', ruleHolds: 'Uma das suas regras vale agora', yourRules: 'Suas regras', someKind: 'de um modo que ninguém nomeou',
  workerRestarted: { what: (device) => `O processo de trabalho em ${device} terminou sem aviso.`, next: 'Um novo está rodando; o trabalho continua.' },
  jobRetried: { what: (job) => `A tarefa ${job} perdeu seu processo de trabalho e começa de novo.`, next: 'Ainda é paga uma única vez, quando terminar.' },
  jobFailed: { what: (job, reason) => `A tarefa ${job} falhou. ${reason}`, next: 'Nada é pago por ela.' },
  chainGone: { what: 'A cadeia parou de responder.', whatAt: (address) => `A cadeia em ${address} parou de responder.`, next: 'As tarefas continuam. Os recibos esperam e são liquidados quando ela voltar.' },
  woke: { what: (span) => `A máquina ficou suspensa por ${span}.`, next: 'Os clientes foram avisados na hora de que ela voltou. Uma tarefa cujo prazo passou nesse meio-tempo voltou ao cliente e não conta como falha.' },
  chainBack: { what: 'A cadeia responde de novo.', next: 'Os recibos em espera estão sendo liquidados.' },
  chainDoubt: {
    old: (address, age) => `Os dados da cadeia são de ${age} atrás: ${address} não mostra nenhum bloco mais novo.`,
    differ: (address, other, block) => `Dois endereços da cadeia discordam sobre o bloco ${block}: ${address} e ${other}.`,
    next: 'Nada é decidido com base neles. Pedidos e pagamentos esperam até a cadeia voltar a ser confiável.',
  },
  chainSound: { what: 'Os dados da cadeia estão em dia de novo, e todos os endereços concordam.', next: 'Pedidos são aceitos e os recibos em espera são liquidados.' },
  rpcSetAside: { what: (address, reason) => `O endereço da cadeia ${address} não é usado. ${reason}`, next: 'Os outros são, se houver. Retire-o do arquivo de contratos, ou conserte-o.' },
  providerRestarted: { what: 'O Hearth havia terminado inesperadamente e foi iniciado de novo.', next: 'As tarefas inacabadas foram retomadas de onde o diário as deixou.' },
  signerRestarted: { what: 'O assinador havia terminado e foi iniciado de novo.', next: 'O livro dele está inteiro; nada foi assinado duas vezes.' },
  firstReceipt: { what: 'Primeiro recibo assinado.', whatFor: (job) => `Primeiro recibo assinado, para a tarefa ${job}.`, next: 'Abra a tarefa para verificá-lo nesta máquina.' },
  deviceSetAside: { what: (device) => `Posto de lado após falhas repetidas: ${device}.`, next: 'Desative-o e ative-o de novo para lhe dar outra chance.' },
  ruleStopped: { what: (cause, device) => `${cause}; foi devolvido: ${device}.`, next: 'O trabalho continua sozinho quando a regra permitir.' },
  ruleEnded: { what: (rule, device) => `${rule}: em ordem de novo, ${device} volta a trabalhar.`, next: 'Nada a fazer aqui.' },
  voided: { what: (job, reason) => `Tarefa ${job}: ${reason}`, next: 'Abra a tarefa para ver a transação. O recibo dela pode ser recalculado com hearth verify.' },
  slashed: { what: (job, reason) => `Tarefa ${job}: ${reason}`, next: 'Abra a tarefa para ver a transação. Um nó com menos stake pode ter menos trabalho aberto.' },
  disputed: { what: (job) => `Alguém depositou uma caução e disputa o recibo da tarefa ${job}.`, next: 'O Hearth recalcula a tarefa e responde sozinho. Deixe-o rodando: o silêncio custa stake.' },
  disputeEnded: {
    won: (job) => `A disputa sobre a tarefa ${job} foi vencida: a resposta se sustentou, e metade da caução do contestador é deste nó.`,
    lost: (job) => `A disputa sobre a tarefa ${job} foi perdida.`,
    unproven: (job) => `A disputa sobre a tarefa ${job} terminou sem prova, e todas as cauções foram devolvidas.`,
    next: 'Abra a tarefa para ver como foi.',
  },
  cheating: { what: (kind) => `Este nó trapaceia de propósito: ${kind}.`, next: 'Foi iniciado com --cheat, na rede de prática. Inicie sem isso para ser honesto.' },
  orderRefused: { what: (reason) => `Um pedido foi recusado. ${reason}`, next: 'Nada a fazer aqui.' },
};
export const severityWords: Pack['severityWords'] = { info: 'Para sua informação', attention: 'Atenção', failure: 'Falha' };
