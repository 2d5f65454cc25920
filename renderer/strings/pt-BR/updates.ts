import type { Pack } from '../pack.ts';

export const updateWords: Pack['updateWords'] = {
  title: 'Atualizações', why: 'Uma atualização só é aceita se foi assinada por uma chave que veio com este Hearth.',
  off: { headless: 'Este Hearth roda sem janela e é atualizado como foi instalado: pelo npm ou pelo código-fonte.', source: 'Este Hearth roda a partir do código-fonte. Uma versão mais nova vem com ele.', noFeed: 'Esta compilação não conhece nenhum lugar onde pedir atualizações.', noKey: 'Esta compilação não tem chave para conferir atualizações e por isso não aceita nenhuma.', packaged: 'Este pacote é atualizado como foi instalado.' },
  choice: 'Como as atualizações chegam', choices: { automatic: 'Sozinhas', ask: 'Perguntar', never: 'Nunca' }, choiceWhy: { automatic: 'Baixadas sozinhas, instaladas quando o Hearth fecha.', ask: 'Você é avisado. Nada é baixado antes que você diga.', never: 'O Hearth só procura quando você aperta o botão.' },
  check: 'Procurar agora', checking: 'Procurando uma atualização.', checked: (when) => `Última resposta: ${when}.`, none: 'Não se conhece versão mais nova.',
  available: (version) => `Saiu a versão ${version}.`, fetch: 'Baixar', downloading: (version, percent) => `Baixando a versão ${version}: ${percent}.`,
  ready: (version) => `A versão ${version} foi baixada e conferida.`, atQuit: 'Ela é instalada quando o Hearth fecha.', atWill: 'Ela é instalada quando você disser.', install: 'Instalar e reiniciar', installWhy: 'Antes se termina o trabalho em andamento.', waiting: (version) => `A versão ${version} é instalada quando os trabalhos em andamento terminarem.`,
  changes: (version) => `O que muda na versão ${version}`,
  problems: { signature: 'A lista de versões não foi assinada por nenhuma chave que este Hearth conheça. Nada foi baixado.', feed: 'A lista de versões está assinada, mas diz o que não pode. Nada foi baixado.', older: 'A lista de versões é mais antiga que outra já vista ou que a que roda. Nada foi baixado.', tampered: 'O pacote não é o que foi assinado ou não está inteiro. Foi descartado.', tooLong: 'A resposta era mais longa do que o permitido e foi cortada.', unreachable: 'Ninguém respondeu. O Hearth pergunta de novo mais tarde.', disk: 'Não foi possível gravar o pacote ou guardar o antigo. Abra espaço e tente de novo.', notInstalled: 'O sistema não instalou o pacote. A versão antiga está rodando.' },
  rolledBack: (from, to) => `A versão ${from} não ficou pronta em duas partidas e a ${to} voltou. Aquela versão não é oferecida de novo.`,
};
