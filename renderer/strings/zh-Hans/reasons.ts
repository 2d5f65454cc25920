import type { Pack } from '../pack.ts';

const wide = (className: string): string => (className === '' ? '' : `；${className} 未经校准，其限值较宽`);

export const reasonWords: Pack['reasonWords'] = {
  'runtime.unasked': '无法询问运行时能使用什么', 'runtime.otherGpu': (a) => `${a} 能使用本机的一块 GPU，但不是这一块`, 'runtime.refuses': (a) => `运行时无法使用它（${a}）`, 'gpu.noMakersDriver': '没有安装厂商驱动，Windows 只用它显示画面',
  'gpu.virtual': '虚拟或管理用的显示适配器，本身不能计算', 'gpu.noDriver': '没有为它加载驱动', 'gpu.given': '它已交给虚拟机（vfio-pci）', 'gpu.nameless': '系统既不告知其厂商也不告知其名称，因此不知道它能运行什么', 'system.late': (a) => `系统在 ${a} 秒内没有应答`,
  'system.unasked': (a) => `无法询问系统：${a}`, 'system.unclear': '无法读懂系统的应答', 'fault.driver': (a, b) => `其驱动在一天内被重置 ${a} 次（${b}）`, 'fault.workers': (a, b) => `连续 ${a} 个任务的工作进程在此终止（${b}）`,
  'fault.selfTest': (a, b) => `自检失败：${a}，${b}`, 'fault.fellOff': '显卡已从总线上脱落', 'fault.mustReset': '显卡需要重置',
  'check.sketches': (a, b, c, className) => `${b} 个略图中最大偏差为 ${a}，允许 ${c}${wide(className)}`, 'check.tokens': (a, b, c, className) => `${b} 个 token 的最大裕量为 ${a} nats，允许 ${c}${wide(className)}`,
  'check.notExact': '此模型的输出并非在每台设备上都精确一致', 'check.nothing': '没有计算任何内容', 'check.same': (a) => `全部输出（${a}）逐位正确`, 'check.differs': (a, b) => `第 ${a} 个输出（共 ${b} 个）不正确`,
  'check.notHere': (a) => `它不在此运行：${a}`, 'check.integers': '8 位乘积精确', 'check.integersWrong': (a) => `8 位乘积不精确（${a}）`, 'check.noPeer': '处理器无法运行此模型，因此没有可比对的内容', 'test.rules': '规则收回了设备',
  'test.cancelled': '已取消',
};
