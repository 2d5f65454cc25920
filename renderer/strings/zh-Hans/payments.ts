import type { Pack } from '../pack.ts';

export const paymentWords: Pack['paymentWords'] = {
  waits: {
    voucher: '正在等待客户的凭单。',
    voucherUntil: (when) => `正在等待客户的凭单。如果到 ${when} 仍未收到，就索取价款。`,
    dispute: '正在等待有关它的争议结束。',
    window: (when) => `正在等待其锚定窗口期在 ${when} 结束。`,
    claim: (when) => `价款已索取。除非法庭宣告该任务无效，否则自 ${when} 起支付。`,
    chain: '正在等待链：它没有响应，或内容存疑。',
    network: '属于另一个网络，只有当 Hearth 处于那个网络时才会付款。',
    fee: (percent, limit) => `正在等待更低的手续费：手续费会占价款的 ${percent}，而你的上限是 ${limit}。`,
    feeAbove: (percent) => `${percent} 以上`,
    refused: (error) => `合约拒绝了索取：${error}。`,
    again: (when) => `将于 ${when} 重试。`,
  },
  lapse: { from: (when) => `若无人能支付，索款将于 ${when} 失效，届时任何人都可结束它。`, lapsed: '无人能支付这笔索款，它已失效。', end: '结束索款', endGo: '签名并结束', endSentence: (amount) => `把 ${amount} 退回客户的预留款。此任务将不再获得付款。` },
  fees: {
    title: '手续费', waiting: '正在读取上限。', limit: '手续费最多可占一笔款项的百分比', save: '保存', wrong: '请输入 0.1 到 100 的百分比。',
    why: '只要手续费会占得更多，结算、索取和验证者报酬就会等待。客户很快就能取回的款项，只要比手续费值钱，就会领取。',
    notWeighed: '目前不做比较：这需要知道一枚 EMBER 和一枚手续费币以同一货币计值多少。请在收入页设置两者。',
  },
};
