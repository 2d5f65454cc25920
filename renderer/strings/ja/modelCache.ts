import type { Pack } from '../pack.ts';

export const modelCacheWords: Pack['modelCacheWords'] = {
  title: 'モデルの置き場所', waiting: 'ディスクを調べています。', empty: 'Hearthが保管しているモデルはまだありません。', emptyNext: 'アドレスからインストールしたものはここに置かれます。付属のモデルと自分のフォルダーが消されることはありません。',
  used: (used) => `${used}を使用中`, usedOf: (used, quota) => `${quota}のうち${used}を使用中`, free: (free) => `このディスクの空きは${free}`, freeUnknown: '空き容量はシステムから得られません',
  lastUsed: (when) => `最後の使用は${when}`, neverUsed: '未使用', value: (money) => `ここでの1GB・1時間あたり${money}`, tooNew: '置いてから1日未満のため、まだ評価できません',
  uses: { job: '注文が必要としています', loaded: 'メモリ上', seat: 'このノードが検証しています' },
  isPinned: '固定中：残ります', isLetGo: '手放し済み：容量が必要になるまでファイルは残ります', goesAt: (place) => `容量が必要になったとき${place}番目に消えます`,
  pin: '固定する', unpin: '固定を外す', letGo: '手放す', takeBack: '取り戻す', delete: '今すぐ削除', deleteAsk: (title) => `${title}を削除しますか？`, deleteWhy: (size) => `${size}がすぐに空きます。元には戻せず、再インストールが必要です。`, deleteYes: '削除する', deleteNo: '残す',
  quota: '使える上限（GiB）', quotaHint: '空欄：ディスクの空きのかぎり。', set: '設定', quotaGoes: (titles) => `このために次のモデルを今すぐ削除します：${titles}。`, quotaYes: '設定して削除する',
  place: 'モデルのフォルダー', placeHint: '新しいフォルダーか空のフォルダーの完全なパス（どのディスクでも可）。すべてのモデルが移るか、まったく移らないかのどちらかで、その間もジョブは続きます。空欄：データフォルダーの中。', move: '移動する', moving: (done, total) => `移動中：${total}のうち${done}`, cancel: 'キャンセル', now: '現在の場所：',
};

export const downloadWords: Pack['downloadWords'] = {
  title: 'アドレスからインストール', address: 'アドレス', addressHint: 'ファイルの一覧またはmanifest.jsonがあるフォルダーのhttpsアドレス。空白で区切って複数書くと同時に使います。', root: 'ハッシュ', rootHint: '信頼できる人から得たモデルID、またはその一覧のルート。誰が渡したものでも、これと完全に一致しないものはインストールしません。', start: 'インストール', starting: 'アドレスに問い合わせています', evict: 'インストールしてそれらを削除する',
  phase: { waiting: '前のものを待っています', list: 'ファイルの一覧を読んでいます', fetch: 'ダウンロード中', check: 'すべてのハッシュを確認しています', paused: '一時停止中', failed: '停止しました', refused: '拒否しました', done: 'インストールして提供中' },
  of: (done, total) => `${total}のうち${done}`, speed: (bytes) => `毎秒${bytes}`, left: (span) => `残り${span}`, stalled: '今は何も届いていません',
  pause: '一時停止', resume: '続ける', cancel: 'キャンセル', clear: '消す', rate: '1秒あたりの上限（MiB）', rateHint: 'すべてのダウンロードの合計。空欄：制限なし。', take: 'インストール',
  shareTitle: 'モデルをピアに配布', shareWhy: 'このノードが提供するモデルを他のノードが取得できます。オンにするまではオフで、報酬はありません。', shareRate: '全体での毎秒の上限 (MiB)', shareRateHint: '空欄なら無制限。',
};
