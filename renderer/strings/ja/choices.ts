import type { Pack } from '../pack.ts';

export const choiceWords: Pack['choiceWords'] = {
  title: '引き受けるもの', why: 'オフにしたものへの注文は断り、公開もしません。引き受け済みのジョブは最後まで行います。', waiting: '選択内容を読み込んでいます。', kinds: 'ジョブの種類', models: 'モデル', take: (name) => `${name}を引き受ける`,
  clients: '断るクライアント', clientsNone: '断っているクライアントはありません。', client: 'クライアントのアドレス', add: '断る', addWrong: 'アドレスは0xと40文字です。', remove: (address) => `${address}を再び引き受ける`, removeShort: '再び引き受ける',
};
