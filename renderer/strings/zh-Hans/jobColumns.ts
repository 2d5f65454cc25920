import type { Pack } from '../pack.ts';

export const jobColumnWords: Pack['jobColumnWords'] = {
  fields: {
    kind: '类型', device: '设备', attempts: '尝试次数', unitsIn: '输入单位', unitsOut: '输出单位', speed: '每秒单位', energy: '能耗', meanPower: '平均功率', mostPower: '最高功率', mostHeat: '最高温度', load: '设备负载', memory: '内存峰值', received: '接收字节', sent: '发送字节', stop: '结束原因', numericClass: '数值类', runtime: '运行时', failure: '失败',
    startedAt: '开始', finishedAt: '完成', wait: '等待', firstUnit: '首个单位用时', compute: '计算用时', duration: '接单到完成',
    modelId: '模型 ID', app: '应用', tier: '级别', auditPolicy: '审计规则', deadline: '截止时间', unitsInMax: '输入上限', unitsMax: '输出上限', temperature: '温度', topK: 'Top-k', topP: 'Top-p', sampler: '采样器', seed: '种子',
    receipt: '收据', receiptNumber: '收据编号', epoch: '纪元', evidenceBytes: '证据', verdict: '验证者', votes: '赞成票', audit: '审计',
    price: '价格', priceIn: '输入单价', priceOut: '输出单价', shares: '他人份额', paidAt: '支付时间', reservation: '预留', voucher: '凭证编号', voucherTotal: '凭证总额',
    batch: '批次', batchPlace: '批次中的位置', anchorTx: '锚定', anchorBlock: '锚定区块', windowEnds: '窗口关闭', claimTx: '索赔', claimableAt: '索赔可付时间', paymentTx: '支付', paymentBlock: '支付区块',
  },
  order: '顺序', earlier: '上移', later: '下移', earlierOf: (column) => `上移${column}`, laterOf: (column) => `下移${column}`, place: (column, place, count) => `${column}现在是第 ${place} 列，共 ${count} 列`,
  orderHint: '用鼠标可将列标题拖到想要的位置。',
  open: '列', title: '此列表的列', reset: '恢复最初的列', groups: { row: '行内', run: '运行', times: '时间', order: '订单', evidence: '证据', money: '金额', chain: '链上' },
  stops: { stopToken: '停止词元', maxNewTokens: '长度', maxContext: '模型的上下文' }, policies: { open: '公开', named: '指定的验证者', client: '仅客户' }, none: '无', noLimit: '不限',
  falling: (column) => `按${column}降序排列的任务。方向键在行间移动。`, rising: (column) => `按${column}升序排列的任务。方向键在行间移动。`, sortBy: (column) => `按${column}排序`, scrolls: '任务列表，可横向滚动',
};
