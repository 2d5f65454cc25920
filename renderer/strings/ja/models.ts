import type { Pack } from '../pack.ts';

export const modelsWords: Pack['modelsWords'] = {
  earned: 'モデルごとの7日間の収入', waiting: 'モデルを読み込んでいます。', empty: 'モデルがインストールされていません。', emptyNext: 'モデルがないと注文を受けられません。下でフォルダーを追加してください。',
  installed: 'このマシン上', perHour: '計算1時間あたり', unknown: 'まだ不明：過去7日間に支払いがありません', measured: (paid, jobs) => `${jobs}で${paid}`, jobs: { other: '件のジョブ' }, price: (into, out) => `1単位あたり入力${into}、出力${out}`,
  classes: 'ここでの判定方法', classState: { exact: 'ビット単位で一致', measured: '計測されたしきい値の範囲内', unmeasured: '未校正：監査は報告のみで、誰も告発しません' },
  registry: 'ネットワークに登録済み', registryWaiting: 'チェーンに問い合わせています。', registryEmpty: '登録されたモデルはありません。', registryNext: 'モデルを公開する人は、そのルートとロイヤルティを登録します。未登録のモデルのジョブではロイヤルティは発生しません。', publisher: '公開者', royalty: 'ロイヤルティ', royaltyEarned: '獲得', here: 'このマシン上', notHere: 'このマシンにはない', retired: '廃止', due: '受け取り待ち', mine: 'ターミナルでhearth claimを実行すると、自分の分を受け取れます。',
  add: 'フォルダーから追加', folder: 'フォルダー', folderHint: 'manifest.jsonのあるフォルダーの完全なパスです。ネットワークも鍵もないプロセスで開き、その中のものは何も実行しません。', look: '調べる', looking: 'すべてのファイルのハッシュを計算しています', offer: '提供する', offered: '今から提供されます。', already: 'このモデルはすでに提供されています。', another: '別のフォルダー',
  report: { size: 'サイズ', id: 'モデル', graph: 'グラフのルート', weights: '重みのルート', operators: '演算子', operatorsOf: (kinds, nodes) => `${kinds}種類、グラフ内${nodes}か所`, opaque: '追跡できないもの', opaqueNone: 'なし：全体を監査できます', rules: '異議申し立てのルールがないもの', rulesNone: 'なし：すべての演算子を判定できます' },
  added: '追加したフォルダー', remove: '提供をやめる', removed: 'すぐに有効になります。ファイルはそのまま残ります。',
};
