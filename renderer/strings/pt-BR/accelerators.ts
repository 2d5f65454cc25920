import type { Pack } from '../pack.ts';

export const acceleratorWords: Pack['acceleratorWords'] = {
  title: 'Acelerador',
  name: 'CUDA para placas NVIDIA',
  what: 'Bibliotecas da NVIDIA, com as quais o motor calcula em placas NVIDIA. São grandes demais para vir com o Hearth.',
  noCard: 'Nenhuma placa NVIDIA foi encontrada aqui, então ele não mudaria nada.',
  sizes: (a, b) => `${a} são baixados de onde seus autores os publicam, cada biblioteca comparada com o hash com que este Hearth foi construído. ${b} do disco são ocupados.`,
  of: (a, b) => `${a} de ${b}`,
  looking: 'Vendo o que já está aqui',
  restart: 'Inicie o Hearth de novo: ao iniciar ele pergunta o que os dispositivos podem fazer.',
  fetch: 'Baixar',
  goOn: 'Continuar',
  stop: 'Parar',
  remove: 'Remover',
  takeAway: 'Tirar o que chegou',
  removeAsk: 'Remover o acelerador?',
  removeWhy: 'Sem ele, as placas NVIDIA não calculam nada. Será preciso baixá-lo de novo.',
  keep: 'Manter',
  progress: 'Progresso do acelerador',
  waiting: 'Perguntando quais aceleradores existem.',
  why: { noList: 'Este Hearth foi construído sem uma lista do que pode ser baixado, então não baixa nenhum. As versões publicadas têm uma.', notNeeded: 'Neste sistema o motor traz o que as placas precisam: não há nada para baixar.', otherSystem: 'Nenhum está listado para este sistema.', otherVersion: 'O que está listado é para outra versão do motor. Use o Hearth para o qual ele foi feito.' },
  state: { absent: 'Não instalado', fetching: 'Baixando', stopped: 'Parado. O que chegou fica guardado.', failed: 'Não chegou inteiro. O que chegou fica guardado.', otherRuntime: 'Aqui há um para outra versão do motor; este Hearth não o usa.', installed: 'Instalado', none: 'Não disponível aqui' },
};
