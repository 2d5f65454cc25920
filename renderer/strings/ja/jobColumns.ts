import type { Pack } from '../pack.ts';

export const jobColumnWords: Pack['jobColumnWords'] = {
  fields: {
    kind: '種類', device: 'デバイス', attempts: '試行回数', unitsIn: '入力単位', unitsOut: '出力単位', speed: '毎秒の単位', energy: '電力量', meanPower: '平均電力', mostPower: '最大電力', mostHeat: '最高温度', load: 'デバイスの負荷', memory: '最大メモリ', received: '受信バイト数', sent: '送信バイト数', stop: '終わった理由', numericClass: '数値クラス', runtime: 'ランタイム', failure: '失敗',
    startedAt: '開始', finishedAt: '完了', wait: '待ち時間', firstUnit: '最初の単位まで', compute: '計算時間', duration: '受注から完了まで',
    modelId: 'モデルID', app: 'アプリ', tier: '段階', auditPolicy: '監査の決まり', deadline: '期限', unitsInMax: '入力の上限', unitsMax: '出力の上限', temperature: '温度', topK: 'Top-k', topP: 'Top-p', sampler: 'サンプラー', seed: 'シード',
    receipt: 'レシート', receiptNumber: 'レシート番号', epoch: 'エポック', evidenceBytes: '証拠', verdict: '検証者', votes: '賛成票', audit: '監査',
    price: '価格', priceIn: '入力単位の価格', priceOut: '出力単位の価格', shares: 'ほかの取り分', paidAt: '支払日時', reservation: '予約', voucher: 'バウチャー番号', voucherTotal: 'バウチャー合計',
    batch: 'バッチ', batchPlace: 'バッチ内の位置', anchorTx: 'アンカー', anchorBlock: 'アンカーのブロック', windowEnds: 'ウィンドウの終わり', claimTx: '請求', claimableAt: '請求の支払い可能日時', paymentTx: '支払い', paymentBlock: '支払いのブロック',
  },
  order: '並び順', earlier: '上へ', later: '下へ', earlierOf: (column) => `${column}を上へ`, laterOf: (column) => `${column}を下へ`, place: (column, place, count) => `${column}は${count}列中の${place}番目です`,
  orderHint: 'マウスなら、列の見出しを置きたい場所へドラッグします。',
  open: '列', title: 'この一覧の列', reset: '最初の列に戻す', groups: { row: '行の中', run: '実行', times: '時間', order: '注文', evidence: '証拠', money: 'お金', chain: 'チェーン上' },
  stops: { stopToken: '停止トークン', maxNewTokens: '長さ', maxContext: 'モデルのコンテキスト' }, policies: { open: '公開', named: '指名された検証者', client: 'クライアントだけ' }, none: 'なし', noLimit: '制限なし',
  falling: (column) => `${column}の降順のジョブ。矢印キーで行を移動します。`, rising: (column) => `${column}の昇順のジョブ。矢印キーで行を移動します。`, sortBy: (column) => `${column}で並べ替え`, scrolls: 'ジョブの一覧、横にスクロールします',
};
