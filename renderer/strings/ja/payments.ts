import type { Pack } from '../pack.ts';

export const paymentWords: Pack['paymentWords'] = {
  waits: {
    voucher: 'クライアントのバウチャーを待っています。',
    voucherUntil: (when) => `クライアントのバウチャーを待っています。${when}までに届かなければ、代金を請求します。`,
    dispute: 'このジョブへの異議申し立てが終わるのを待っています。',
    window: (when) => `アンカーの待機期間（${when}まで）の終了を待っています。`,
    claim: (when) => `代金は請求済みです。裁定で無効にならない限り、${when}以降に支払われます。`,
    chain: 'チェーンを待っています。応答がないか、内容に疑いがあります。',
    network: '別のネットワークのものです。Hearth がそのネットワークにいる間だけ支払われます。',
    fee: (percent, limit) => `手数料が下がるのを待っています。手数料は代金の${percent}になり、上限は${limit}です。`,
    feeAbove: (percent) => `${percent}超`,
    refused: (error) => `コントラクトが請求を拒否しました：${error}。`,
    again: (when) => `${when}に再試行します。`,
  },
  lapse: { from: (when) => `誰も支払えない場合、請求は${when}に失効し、その後は誰でも終了できます。`, lapsed: 'この請求は誰も支払えず、失効しました。', end: '請求を終了', endGo: '署名して終了', endSentence: (amount) => `${amount}をクライアントの予約に戻します。このジョブには以後支払われません。` },
  fees: {
    title: '手数料', waiting: '上限を読み込んでいます。', limit: '支払いに占める手数料の上限（%）', save: '保存', wrong: '0.1から100までの割合を入力してください。',
    why: '手数料がこれより多くを占める間、精算、請求、検証者の報酬は待ちます。クライアントがまもなく取り戻せるものは、手数料より価値がある限り受け取ります。',
    notWeighed: 'まだ何も比較されていません。EMBERと手数料用コインの価値が、同じ通貨で必要です。どちらも「収入」で設定してください。',
  },
};
