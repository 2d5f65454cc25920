import type { Pack } from '../pack.ts';

export const fleetWords: Pack['fleetWords'] = {
  title: 'ノード一覧', waiting: 'ノードに問い合わせています。', alone: '今のところ、このノードだけです。', nodes: { other: '台のノード' }, allAnswer: (nodes) => `${nodes}が応答しています。`, someAnswer: (answering, all) => `${all}台中${answering}台のノードが応答しています。`, together: (nodes) => `合計: ${nodes}`,
  today: '今日の支払い', waits: '待機中', total: '支払いの合計', network: 'ネットワーク',
  head: { node: 'ノード', state: '状態', devices: 'デバイス', today: '今日の支払い', stake: 'ステーク', version: 'バージョン', page: 'ページ' },
  own: 'この Hearth', devicesOf: (ready, all) => `${all}台中${ready}台が準備完了`, asking: '問い合わせ中。まだ応答がありません。', silentSince: (when) => `${when}から応答がありません`, heard: (when) => `最後の応答: ${when}。`, neverHeard: 'ここからはまだ応答がありません。',
  open: 'ページを開く', copyAddress: 'ページのアドレスをコピー', inWindow: 'ページはそのマシンのウィンドウです。', samePort: 'このページと同じポートです。別の --port で起動してください。', remove: '外す', removeNode: (name) => `${name}を外す`,
  add: 'ノードを追加', folder: 'データフォルダー', folderHint: 'このマシン、またはトンネルのこちら側での完全なパス。', addIt: '追加',
  tunnel: '別のマシンのノードは、このためにポートを開きません。制御ソケットをここへ転送し、ページも開くならそのポートも転送してください。それらを持つ人は、そのページでできることをすべて行えます。',
};
