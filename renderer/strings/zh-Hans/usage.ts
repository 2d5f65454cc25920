import type { Pack } from '../pack.ts';

export const usageWords: Pack['usageWords'] = {
  waiting: '正在读取购买记录。', spentIn: { 7: '7 天内的支出', 30: '30 天内的支出', 365: '一年内的支出' }, days: { 7: '7 天', 30: '30 天', 365: '1 年' }, time: '时段',
  empty: '还没有应用在这里购买过。',
  emptyNext: '这台机器上的网关通过应用已经使用的接口，替它们购买其他节点的回答。为一个应用创建密钥并启动网关，它购买的内容就会显示在这里。',
  quiet: '这段时间没有购买。', requests: '请求', answers: '回答', answersCount: { other: '个回答' }, unitsIn: '输入词元', unitsOut: '输出词元', replayed: '已重算', none: '无',
  refunded: '已退款', refundedWhy: '被裁定作废的任务，价款已从提供者的质押中退还。',
  checked: '每个回答付款之前都核对了哈希和签名。重算的回答还在这台机器上重新计算过。对分类器，条目按词元计。',
  byTime: '按时间的支出', day: '日 (UTC)', month: '月 (UTC)', spent: '支出', share: '占比', byWhat: '划分方式',
  by: { key: '按密钥', model: '按模型', provider: '按提供者' }, ways: { key: '密钥', model: '模型', provider: '提供者' },
  providersNone: '这段时间没有记录是谁回答的。', providersWhy: '同时询问的第二个提供者的费用只计入密钥和模型。',
  budgets: '预算', budget: '预算', left: '剩余', noLimit: '不限', spentEver: '总支出', usedUp: '已用', replays: '重算',
  policy: { all: '所有回答', adaptive: '视提供者的记录' }, keysNone: '目前没有有效的密钥。创建一个：',
  clouds: '同样的词元在云上', cloudsNone: '没有购买这些云出售的那类词元。',
  cloudsWhy: '这是其他模型、其他分词器的标价：是那里词元的价格，而不是同样好的回答的价格。这里花的是测试币，没有美元汇率。',
  cloudHead: { model: '模型', tokens: '词元', price: '一百万词元', cost: '费用' }, tokensIn: (count) => `输入 ${count}`, tokensInOut: (came, went) => `输入 ${came}，输出 ${went}`,
  priceUnknown: '没有带来源的价格', costUnknown: '未知', readOn: (day) => `${day} 查阅`,
};
