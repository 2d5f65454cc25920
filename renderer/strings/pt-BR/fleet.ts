import type { Pack } from '../pack.ts';

export const fleetWords: Pack['fleetWords'] = {
  title: 'Frota', waiting: 'Perguntando aos nós.', alone: 'Um nó por enquanto: este.', nodes: { one: 'nó', other: 'nós' }, allAnswer: (nodes) => `Respondem ${nodes}.`, someAnswer: (answering, all) => `Respondem ${answering} de ${all} nós.`, together: (nodes) => `Juntos: ${nodes}`,
  today: 'Pago hoje', waits: 'Aguardando', total: 'Pago no total', network: 'Rede',
  head: { node: 'Nó', state: 'Estado', devices: 'Dispositivos', today: 'Pago hoje', stake: 'Stake', version: 'Versão', page: 'Página' },
  own: 'Este Hearth', devicesOf: (ready, all) => `${ready} de ${all} prontos`, asking: 'Perguntado; ainda sem resposta.', silentSince: (when) => `Não responde desde ${when}`, heard: (when) => `Última resposta: ${when}.`, neverHeard: 'Nunca respondeu daqui.',
  open: 'Abrir a página dele', copyAddress: 'Copiar o endereço da página dele', inWindow: 'A página dele é a janela naquela máquina.', samePort: 'A página dele usa a porta desta: inicie-o com outro --port.', remove: 'Retirar', removeNode: (name) => `Retirar ${name}`,
  add: 'Adicionar um nó', folder: 'A pasta de dados dele', folderHint: 'O caminho inteiro, aqui ou nesta ponta de um túnel.', addIt: 'Adicionar',
  tunnel: 'Um nó em outra máquina não abre nenhuma porta para isso: traga para cá o socket de controle dele, e a porta da página se quiser abri-la. Quem os tem pode tudo o que a página dele pode.',
};
