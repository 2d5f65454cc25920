import type { Pack } from '../pack.ts';

export const modelsWords: Pack['modelsWords'] = {
  earned: '各模型 7 天内的收入', waiting: '正在读取模型。', empty: '没有安装模型。', emptyNext: '没有模型就不能接受订单。请在下面添加一个文件夹。',
  installed: '在本机上', perHour: '每小时计算', unknown: '尚不清楚：最近 7 天它没有带来付款', measured: (paid, jobs) => `${jobs}共 ${paid}`, jobs: { other: '个任务' }, price: (into, out) => `每单位输入 ${into}，输出 ${out}`,
  classes: '在这里如何评判', classState: { exact: '逐位一致', measured: '在实测阈值之内', unmeasured: '未校准：审计只报告，不指控任何人' },
  registry: '已在网络上登记', registryWaiting: '正在查询链。', registryEmpty: '没有登记的模型。', registryNext: '发布模型的人登记它的根和模型分成；未登记模型的任务不付分成。', publisher: '发布者', royalty: '模型分成', royaltyEarned: '已得', here: '在本机上', notHere: '不在本机上', retired: '已停用', due: '待领取', mine: '在终端里用 hearth claim 领取属于你的部分。',
  add: '从文件夹添加', folder: '文件夹', folderHint: '含有 manifest.json 的文件夹的完整路径。它会在没有网络、没有密钥的进程里打开，其中任何内容都不会被执行。', look: '查看', looking: '正在计算每个文件的哈希', offer: '提供它', offered: '从现在起提供。', already: '这个模型已经在提供。', another: '另一个文件夹',
  report: { size: '大小', id: '模型', graph: '计算图根', weights: '权重根', operators: '算子', operatorsOf: (kinds, nodes) => `${kinds} 种，图中共 ${nodes} 处`, opaque: '无法追踪', opaqueNone: '无：可以完整审计', rules: '争议中没有规则', rulesNone: '无：每个算子都能评判' },
  added: '你的文件夹', remove: '不再提供', removed: '立即生效；文件留在原处。',
};
