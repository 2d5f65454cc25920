import type { Pack } from '../pack.ts';

export const modelsWords: Pack['modelsWords'] = {
  earned: 'Ganho pelos modelos em 7 dias', waiting: 'Lendo os modelos.', empty: 'Nenhum modelo está instalado.', emptyNext: 'Sem um modelo nenhum pedido pode ser aceito. Adicione uma pasta abaixo.',
  installed: 'Nesta máquina', perHour: 'por hora de cálculo', unknown: 'ainda não se sabe: nada foi pago por ele nos últimos 7 dias', measured: (paid, jobs) => `${paid} por ${jobs}`, jobs: { one: 'tarefa', other: 'tarefas' }, price: (into, out) => `${into} de entrada, ${out} de saída, por unidade`,
  classes: 'Como é julgado aqui', classState: { exact: 'bit a bit', measured: 'dentro de um limiar medido', unmeasured: 'não calibrado: as auditorias relatam e não acusam ninguém' },
  registry: 'Registrados na rede', registryWaiting: 'Consultando a cadeia.', registryEmpty: 'Nenhum modelo está registrado.', registryNext: 'Quem publica um modelo registra as raízes e o royalty dele; tarefas de modelos não registrados não pagam nenhum.', publisher: 'Autor', royalty: 'Royalty', royaltyEarned: 'ganho', here: 'nesta máquina', notHere: 'não está nesta máquina', retired: 'retirado', due: 'a receber', mine: 'Em um terminal, hearth claim recolhe o que é seu.',
  add: 'Adicionar de uma pasta', folder: 'Pasta', folderHint: 'O caminho completo de uma pasta com manifest.json. Ela é aberta em um processo sem rede e sem chaves, e nada dela é executado.', look: 'Examinar', looking: 'Calculando o hash de cada arquivo', offer: 'Oferecer', offered: 'É oferecido a partir de agora.', already: 'Este modelo já é oferecido.', another: 'Outra pasta',
  report: { size: 'Tamanho', id: 'Modelo', graph: 'Raiz do grafo', weights: 'Raiz dos pesos', operators: 'Operações', operatorsOf: (kinds, nodes) => `${kinds} tipos em ${nodes} nós do grafo`, opaque: 'Ninguém consegue acompanhar', opaqueNone: 'nada: pode ser auditado por inteiro', rules: 'Sem regra em uma disputa', rulesNone: 'nenhuma: cada operação pode ser julgada' },
  added: 'Suas pastas', remove: 'Não oferecer', removed: 'Vale na hora; os arquivos ficam onde estão.',
};
