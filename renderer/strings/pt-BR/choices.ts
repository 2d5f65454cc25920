import type { Pack } from '../pack.ts';

export const choiceWords: Pack['choiceWords'] = {
  title: 'O que é aceito', why: 'Pedidos do que está desativado são recusados, e isso não é anunciado. Tarefas já aceitas são concluídas.', waiting: 'Lendo suas escolhas.', kinds: 'Tipos de tarefa', models: 'Modelos', take: (name) => `Aceitar ${name}`,
  clients: 'Clientes recusados', clientsNone: 'Nenhum cliente é recusado.', client: 'Endereço de um cliente', add: 'Recusar', addWrong: 'Um endereço é 0x e 40 caracteres.', remove: (address) => `Voltar a aceitar ${address}`, removeShort: 'Voltar a aceitar',
};
