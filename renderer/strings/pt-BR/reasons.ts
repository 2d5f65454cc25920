import type { Pack } from '../pack.ts';

const wide = (className: string): string => (className === '' ? '' : `; os limites de ${className} são amplos, pois ela não está calibrada`);

export const reasonWords: Pack['reasonWords'] = {
  'runtime.unasked': 'não foi possível perguntar ao motor de execução o que ele pode usar', 'runtime.otherGpu': (a) => `${a} consegue usar uma GPU desta máquina, e é outra`,
  'runtime.refuses': (a) => `o motor de execução não consegue usá-lo (${a})`, 'gpu.noMakersDriver': 'o driver do fabricante não está instalado, o Windows mostra a imagem sem ele',
  'gpu.virtual': 'um adaptador de vídeo virtual ou de gerenciamento, que não calcula', 'gpu.noDriver': 'nenhum driver está carregado para ele',
  'gpu.given': 'está entregue a uma máquina virtual (vfio-pci)', 'gpu.nameless': 'o sistema não informa o fabricante nem o nome, então não se conhece nada que rode nele',
  'system.late': (a) => `o sistema não respondeu em ${a} s`, 'system.unasked': (a) => `não foi possível perguntar ao sistema: ${a}`,
  'system.unclear': 'a resposta do sistema não pôde ser lida', 'fault.driver': (a, b) => `o driver foi reiniciado ${a} vezes em um dia (${b})`,
  'fault.workers': (a, b) => `os processos de ${a} trabalhos seguidos terminaram aqui (${b})`, 'fault.selfTest': (a, b) => `o autoteste falhou: ${a}, ${b}`,
  'fault.fellOff': 'a placa caiu do barramento', 'fault.mustReset': 'a placa precisa ser reiniciada',
  'check.sketches': (a, b, c, className) => `o pior de ${b} esboços está a ${a}, permitido ${c}${wide(className)}`,
  'check.tokens': (a, b, c, className) => `a maior margem de ${b} tokens é de ${a} nats, permitido ${c}${wide(className)}`,
  'check.notExact': 'as saídas deste modelo não são exatas em todo dispositivo', 'check.nothing': 'nada foi calculado',
  'check.same': (a) => `todas as saídas (${a}) são as corretas, bit a bit`, 'check.differs': (a, b) => `a saída ${a} de ${b} não é a correta`, 'check.notHere': (a) => `não roda aqui: ${a}`,
  'check.integers': 'os produtos de 8 bits são exatos', 'check.integersWrong': (a) => `os produtos de 8 bits não são exatos (${a})`,
  'check.noPeer': 'o processador não roda este modelo, então não há com o que comparar', 'test.rules': 'as regras retomaram o dispositivo', 'test.cancelled': 'foi cancelado',
};
