import type { Pack } from '../pack.ts';

export const bookWords: Pack['bookWords'] = {
  title: '净剩多少', waiting: '正在读取账目。', gross: '客户支付', shares: '网络分成', arrived: '到账', energy: '电费', net: '净剩',
  measured: (wattHours, percent) => `${wattHours}，有 ${percent} 的时间测得`, noMeter: '未知：这里读不到任何设备的功率', energyNoPrice: '电价未知',
  range: (least, most) => `${least} 到 ${most}`, estimated: '估算：有些付款早于第一个汇率',
  unknown: { noMeter: '未知，因为没有设备报告功率', noTariff: '未知，因为没有设置电价', noRate: '未知，因为没有设置一枚币的价值', twoCurrencies: '未知，因为电和币用两种货币计价' },
  returns: '按模型和设备', returnsNone: '这段时间还没有付款。', head: { model: '模型', device: '设备', jobs: '任务', paid: '已付', perHour: '每 GPU 小时', perKilowattHour: '每 kWh', net: '每小时净剩' }, notKnown: '未知',
  projection: (coins, days) => `按最近 ${days}的速度：每天 ${coins}。`, projectionLast: (said, was) => `昨天这里写的是 ${said}，实际到了 ${was}。`, projectionNone: '有了一整天自己的数据后，这里会说明一天能带来多少。', days: { other: '天' },
  setPrices: '设置价格', pricesTitle: '电费多少，一枚币值多少', currency: '货币，三个字母', power: '每千瓦时', coin: '每枚币', feeCoin: '每枚手续费币', keep: '留空：保持不变', save: '保存', cancel: '取消',
  otherTariff: '电费按命令行设置的列表或程序计算。在这里填写数字会取代它。', otherRate: '汇率来自命令行设置的文件或程序。在这里填写数字会取代它。', wrongCurrency: '三个大写字母，例如 CNY。', wrongNumber: '请填写数字。',
  csv: '保存为 CSV', csvWhy: '每张收据、每次到账、每小时电能各一行；合计与本页一致。',
  tariff: {
    title: '电费', kinds: { flat: '单一价格', dayNight: '白天与夜间', csv: '按小时' }, day: '白天每千瓦时', night: '夜间每千瓦时', dayFrom: '白天开始于', nightFrom: '夜间开始于', path: '价格表（本机上的文件）',
    pathWhy: '每次价格变化一行，时间要带时区偏移；每个价格有效到下一行：', now: (price) => `现在每千瓦时 ${price}。`, nowUnknown: (reason) => `现在的价格未知：${reason}。`, savedUnknown: (reason) => `已保存，但现在的价格未知：${reason}。`,
    bothPrices: '请填写白天和夜间两个价格。', sameHours: '白天和夜间要在不同的时间开始。', wrongPath: '请填写从磁盘根目录开始的完整文件路径。',
  },
  check: {
    title: '收据与链上付款核对', why: '无论上面选择什么时间，都把本机签过的全部与链上付过的全部逐项核对。', empty: '还没有签过收据，也没有付款。', signed: '已签收据金额',
    waiting: { voucher: '等待客户的付款凭单', anchor: '等待下一次锚定', window: '等待窗口期结束' }, missing: '记为已付，但没有收到付款消息', notBooked: '已付款，但这里没有收据说明原因',
    payments: { other: '笔付款' }, more: (n) => `还有 ${n} 个`, whole: '每一枚币都有着落。', broken: '账目不一致。', brokenNext: '请打开标出的项目：每笔交易都可以在链上查到。',
  },
};
