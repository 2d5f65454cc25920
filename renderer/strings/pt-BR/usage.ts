import type { Pack } from '../pack.ts';

export const usageWords: Pack['usageWords'] = {
  waiting: 'Lendo o que foi comprado.', spentIn: { 7: 'Gasto em 7 dias', 30: 'Gasto em 30 dias', 365: 'Gasto em um ano' }, days: { 7: '7 dias', 30: '30 dias', 365: '1 ano' }, time: 'Período',
  empty: 'Nenhum aplicativo comprou aqui ainda.',
  emptyNext: 'Um gateway nesta máquina compra respostas de outros nós para os seus aplicativos, pela interface que eles já falam. Crie uma chave para um deles e inicie o gateway; o que ele comprar aparecerá aqui.',
  quiet: 'Nada foi comprado neste período.', requests: 'Pedidos', answers: 'Respostas', answersCount: { one: 'resposta', other: 'respostas' }, unitsIn: 'Tokens de entrada', unitsOut: 'Tokens de saída', replayed: 'Recalculadas', none: 'nenhuma',
  refunded: 'Reembolsado', refundedWhy: 'Pelas tarefas que um tribunal anulou, o preço voltou do stake do provedor.',
  checked: 'Antes de cada resposta ser paga, seus hashes e assinaturas foram conferidos. As recalculadas também foram computadas de novo nesta máquina. Em um classificador, itens contam como tokens.',
  byTime: 'Gasto ao longo do tempo', day: 'Dia (UTC)', month: 'Mês (UTC)', spent: 'Gasto', share: 'Parcela', byWhat: 'Dividir por',
  by: { key: 'Por chave', model: 'Por modelo', provider: 'Por provedor' }, ways: { key: 'Chave', model: 'Modelo', provider: 'Provedor' },
  providersNone: 'Neste período não foi anotado quem respondeu.', providersWhy: 'O custo de um segundo provedor consultado ao mesmo tempo aparece só nas chaves e nos modelos.',
  budgets: 'Orçamentos', budget: 'Orçamento', left: 'Resta', noLimit: 'sem limite', spentEver: 'Gasto no total', usedUp: 'Consumido', replays: 'Recálculo',
  policy: { all: 'todas as respostas', adaptive: 'pelo histórico do provedor' }, keysNone: 'Nenhuma chave é válida agora. Crie uma:',
  clouds: 'Os mesmos tokens em uma nuvem', cloudsNone: 'Não foram comprados tokens de um tipo que essas nuvens vendem.',
  cloudsWhy: 'Preços de tabela de outros modelos, com outros tokenizadores: quanto os tokens custam lá, não quanto custaria uma resposta tão boa. O que foi gasto aqui é dinheiro de teste, sem cotação em dólar.',
  cloudHead: { model: 'Modelo', tokens: 'Tokens', price: 'Um milhão de tokens', cost: 'Custo' }, tokensIn: (count) => `${count} de entrada`, tokensInOut: (came, went) => `${came} de entrada, ${went} de saída`,
  priceUnknown: 'sem preço com fonte', costUnknown: 'desconhecido', readOn: (day) => `lido em ${day}`,
};
