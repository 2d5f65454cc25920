import type { Pack } from '../pack.ts';

export const listWords: Pack['listWords'] = {
  jobs: 'Tarefas, as mais novas primeiro. As setas vão de linha em linha.', proposals: 'Propostas, as mais novas primeiro. As setas vão de uma à outra.', reading: 'lendo',
  runningOn: (device) => `Tarefas em ${device}`, moreJobs: (n) => `e mais ${n}`,
};
export const refuseWords: Pack['refuseWords'] = {
  model: 'Nunca aceitar este modelo', client: 'Bloquear este cliente', modelAgain: 'Voltar a aceitar este modelo', clientAgain: 'Voltar a aceitar este cliente',
  modelRefused: (model) => `Pedidos para ${model} são recusados a partir de agora. Tarefas já aceitas são concluídas.`, clientRefused: (client) => `Pedidos de ${client} são recusados a partir de agora. Tarefas já aceitas são concluídas.`,
  modelTaken: (model) => `Pedidos para ${model} voltam a ser aceitos.`, clientTaken: (client) => `Pedidos de ${client} voltam a ser aceitos.`,
};
export const networkTextWords: Pack['networkTextWords'] = {
  hidden: 'caracteres ocultos foram removidos', mixed: 'uma palavra mistura alfabetos', lookalike: 'letras que só parecem latinas', links: (hosts) => `Links não são abertos aqui. Eles levam a ${hosts}.`,
};
