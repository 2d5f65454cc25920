import type { Pack } from '../pack.ts';

export const modelCacheWords: Pack['modelCacheWords'] = {
  title: 'Espaço para modelos', waiting: 'Olhando o disco.', empty: 'O Hearth ainda não guarda nenhum modelo.', emptyNext: 'O que você instala de um endereço fica aqui. Os modelos incluídos e as suas próprias pastas nunca saem.',
  used: (used) => `${used} ocupados`, usedOf: (used, quota) => `${used} de ${quota} ocupados`, free: (free) => `${free} livres neste disco`, freeUnknown: 'o sistema não diz quanto está livre',
  lastUsed: (when) => `último uso ${when}`, neverUsed: 'ainda não usado', value: (money) => `${money} por GiB e hora aqui`, tooNew: 'aqui há menos de um dia, ainda não avaliado',
  uses: { job: 'um pedido precisa dele', loaded: 'na memória', seat: 'este nó o verifica' },
  isPinned: 'fixado: ele fica', isLetGo: 'liberado: seus arquivos ficam até faltar espaço', goesAt: (place) => `número ${place} a sair quando faltar espaço`,
  pin: 'Fixar', unpin: 'Desafixar', letGo: 'Liberar', takeBack: 'Recuperar', delete: 'Apagar agora', deleteAsk: (title) => `Apagar ${title}?`, deleteWhy: (size) => `${size} são liberados na hora. Não dá para desfazer, só instalar de novo.`, deleteYes: 'Apagar', deleteNo: 'Manter',
  quota: 'Espaço máximo, em GiB', quotaHint: 'Vazio: tanto quanto o disco tiver.', set: 'Definir', quotaGoes: (titles) => `Para isso, estes são apagados agora: ${titles}.`, quotaYes: 'Definir e apagar',
  place: 'Pasta dos modelos', placeHint: 'O caminho completo de uma pasta nova ou vazia, em qualquer disco. Todos os modelos mudam, ou nenhum; os trabalhos continuam. Vazio: na pasta de dados.', move: 'Mudar', moving: (done, total) => `Mudança: ${done} de ${total}`, cancel: 'Cancelar', now: 'Eles estão em',
};

export const downloadWords: Pack['downloadWords'] = {
  title: 'Instalar de um endereço', address: 'Endereço', addressHint: 'https de uma pasta com uma lista de arquivos ou manifest.json. Vários, separados por espaços, são usados ao mesmo tempo.', root: 'Hash', rootHint: 'O id do modelo, ou a raiz da lista dele, de alguém em quem você confia. O que não for exatamente isso não é instalado, venha de onde vier.', start: 'Instalar', starting: 'Consultando o endereço', evict: 'Instalar e apagá-los',
  phase: { waiting: 'espera pelo anterior', list: 'lendo a lista de arquivos', fetch: 'baixando', check: 'conferindo cada hash', paused: 'em pausa', failed: 'parado', refused: 'recusado', done: 'instalado e oferecido' },
  of: (done, total) => `${done} de ${total}`, speed: (bytes) => `${bytes} por segundo`, left: (span) => `faltam ${span}`, stalled: 'nada chega no momento',
  pause: 'Pausar', resume: 'Continuar', cancel: 'Cancelar', clear: 'Remover', rate: 'Máximo por segundo, em MiB', rateHint: 'Para todos os downloads juntos. Vazio: sem limite.', take: 'Instalar',
  shareTitle: 'Dar modelos a outros peers', shareWhy: 'Outros nós podem baixar os modelos que este nó oferece. Desligado até você ligar; ninguém é pago por isso.', shareRate: 'Máximo por segundo para todos, em MiB', shareRateHint: 'Vazio: sem limite.',
};
