import type { Pack } from '../pack.ts';

export const usageWords: Pack['usageWords'] = {
  waiting: '購入記録を読んでいます。', spentIn: { 7: '7日間の支出', 30: '30日間の支出', 365: '1年間の支出' }, days: { 7: '7日', 30: '30日', 365: '1年' }, time: '期間',
  empty: 'ここではまだどのアプリも購入していません。',
  emptyNext: 'このマシンのゲートウェイは、アプリがすでに使っているインターフェースを通じて、他のノードの回答を代わりに買います。アプリ用の鍵を作ってゲートウェイを起動すると、購入内容がここに並びます。',
  quiet: 'この期間の購入はありません。', requests: 'リクエスト', answers: '回答', answersCount: { other: '件の回答' }, unitsIn: '入力トークン', unitsOut: '出力トークン', replayed: '再計算', none: 'なし',
  refunded: '返金', refundedWhy: '裁定で無効になったジョブの代金は、提供者のステークから返金されました。',
  checked: '支払いの前に、どの回答もハッシュと署名を確認しました。再計算した回答は、このマシンでもう一度計算しています。分類器では項目をトークンとして数えます。',
  byTime: '時期別の支出', day: '日 (UTC)', month: '月 (UTC)', spent: '支出', share: '割合', byWhat: '内訳',
  by: { key: '鍵ごと', model: 'モデルごと', provider: '提供者ごと' }, ways: { key: '鍵', model: 'モデル', provider: '提供者' },
  providersNone: 'この期間は誰が回答したかが記録されていません。', providersWhy: '同時に依頼した二番目の提供者の費用は、鍵とモデルの側だけに含まれます。',
  budgets: '予算', budget: '予算', left: '残り', noLimit: '上限なし', spentEver: '支出の合計', usedUp: '消費', replays: '再計算の方針',
  policy: { all: 'すべての回答', adaptive: '提供者の実績による' }, keysNone: '有効な鍵がありません。作るには:',
  clouds: '同じトークンをクラウドで', cloudsNone: 'これらのクラウドが売る種類のトークンは購入されていません。',
  cloudsWhy: '別のモデル、別のトークナイザーの定価です。そこでのトークンの値段であり、同じ品質の回答の値段ではありません。ここで使ったのはテストマネーで、ドルのレートはありません。',
  cloudHead: { model: 'モデル', tokens: 'トークン', price: '100万トークン', cost: '費用' }, tokensIn: (count) => `入力 ${count}`, tokensInOut: (came, went) => `入力 ${came}、出力 ${went}`,
  priceUnknown: '出典のある価格なし', costUnknown: '不明', readOn: (day) => `${day}に確認`,
};
