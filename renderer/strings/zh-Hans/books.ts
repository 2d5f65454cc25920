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
};
