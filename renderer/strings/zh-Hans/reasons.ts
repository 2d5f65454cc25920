import type { Pack } from '../pack.ts';

const wide = (className: string): string => (className === '' ? '' : `；${className} 未经校准，其限值较宽`);

export const reasonWords: Pack['reasonWords'] = {
  'runtime.unasked': '无法询问运行时能使用什么', 'runtime.otherGpu': (a) => `${a} 能使用本机的一块 GPU，但不是这一块`, 'runtime.refuses': (a) => `运行时无法使用它（${a}）`, 'gpu.noMakersDriver': '没有安装厂商驱动，Windows 只用它显示画面',
  'gpu.virtual': '虚拟或管理用的显示适配器，本身不能计算', 'gpu.noDriver': '没有为它加载驱动', 'gpu.given': '它已交给虚拟机（vfio-pci）', 'gpu.nameless': '系统既不告知其厂商也不告知其名称，因此不知道它能运行什么', 'system.late': (a) => `系统在 ${a} 秒内没有应答`,
  'system.unasked': (a) => `无法询问系统：${a}`, 'system.unclear': '无法读懂系统的应答', 'fault.driver': (a, b) => `其驱动在一天内被重置 ${a} 次（${b}）`, 'fault.workers': (a, b) => `连续 ${a} 个任务的工作进程在此终止（${b}）`,
  'fault.selfTest': (a, b) => `自检失败：${a}，${b}`, 'fault.fellOff': '显卡已从总线上脱落', 'fault.mustReset': '显卡需要重置',
  'check.sketches': (a, b, c, className) => `${b} 个略图中最大偏差为 ${a}，允许 ${c}${wide(className)}`, 'check.tokens': (a, b, c, className) => `${b} 个 token 的最大裕量为 ${a} nats，允许 ${c}${wide(className)}`,
  'check.notExact': '此模型的输出并非在每台设备上都精确一致', 'check.nothing': '没有计算任何内容', 'check.same': (a) => `全部输出（${a}）逐位正确`, 'check.differs': (a, b) => `第 ${a} 个输出（共 ${b} 个）不正确`,
  'check.notHere': (a) => `它不在此运行：${a}`, 'check.integers': '8 位乘积精确', 'check.integersWrong': (a) => `8 位乘积不精确（${a}）`, 'check.noPeer': '处理器无法运行此模型，因此没有可比对的内容',
  'audit.lateMachine': '机器没有及时空闲', 'audit.noDevice': '这里没有设备能以收据的类别运行此模型', 'audit.paidFirst': '有付费任务优先；重算在等它结束', 'audit.takenBack': '设备中途被收回；空闲后重算会从头开始', 'audit.unserved': '数据包没有交出',
  'audit.otherReplay': (a) => `答复与本机的重算（${a}）不同，且其张量没有交出`, 'audit.sameReplay': '答复与本机的重算逐位相同', 'audit.noQuestion': '没有争议问过这个', 'audit.lateRoot': '其根没有在所属时期内上链',
  'audit.lateVote': (a) => `投票晚于时期 ${a}，而只有该时期才付报酬`, 'audit.budget': '被审计节点的已付任务还不够支付；够一半时会再次索取', 'audit.fee': (a) => `手续费所占比例超过所有者的上限（${a}）；手续费降低后再试`,
  'audit.notPaid': (a, b) => `未付：${a}${b === '' ? '' : `（${b}）`}`, 'audit.notPaidYet': (a, b) => `${b === '' ? '' : `${b}；`}尚未支付：${a}`, 'audit.rowsAsked': (a) => `争议询问这些行是否正确${a === '' ? '' : `：${a}`}`,
  'audit.elementAsked': (a) => `争议询问一个元素${a === '' ? '' : `：${a}`}`, 'audit.caseUnpaid': (a) => `${a === '' ? '' : `${a}；`}未付：案件结束时，被裁决节点的已付任务不够支付`,
  'judged.stop': '生成的结束方式与其 token 不符', 'judged.replayed': (a, b) => `已重算：最大距离 ${a}，最大裕量 ${b}`, 'judged.margin': (a, b, c) => `token ${a} 偏离抽签选择 ${b} nats；上限为 ${c}`,
  'judged.sketch': (a, b, c) => `略图 ${a} 与重算相差 ${b}；上限为 ${c}`, 'judged.meanMargin': (a, b) => `token 平均偏离抽签选择 ${a} nats；上限为 ${b}`, 'judged.vector': (a) => `已重算：向量相差 ${a}`,
  'judged.vectorFar': (a, b) => `向量与重算相差 ${a}；上限为 ${b}`, 'judged.noThresholds': (a, b) => `未裁决：类别 ${a} 没有经过校准的上限；${b}`, 'judged.opaque': (a, b) => `未裁决：没有规则能跟踪此模型的 ${a}；${b}`,
  'judged.figures': (a, b, c) => `最大距离 ${a}，最大裕量 ${b}，且${c}`, 'judged.byProgram': (a, b) => `${b}；依据本程序的上限 ${a}`, 'judged.byRegistry': (a, b, c) => `${c}；依据登记处的上限 ${a}，校准 ${b}`,
  'judged.file': (a, b) => `收据未通过检查（${a}：${b}）`, 'judged.plan': '计划根不是此模型的', 'judged.kind': '数据包与模型的种类不同', 'judged.noRun': (a) => `不是此模型的运行：${a}`,
  'judged.taps': (a, b) => `有 ${a} 个略图，而此模型的计划有 ${b} 个测点`, 'judged.tapFar': (a, b, c) => `测点 ${a} 与重算相差 ${b}；此模型的诚实运行不超过 ${c}`, 'judged.outputFar': (a, b) => `输出与重算相差 ${a}；此模型的诚实运行不超过 ${b}`,
  'judged.same': '已再次运行：字节相同', 'judged.near': (a, b) => `已再次运行：${a} 个测点中最大相差 ${b}`, 'judged.mayDiffer': '未裁决：此模型的输出可能因机器而异',
  'judged.mayDifferNear': (a, b) => `未裁决：此模型的输出可能因机器而异；${a} 个测点中最大相差 ${b}`, 'judged.otherBytes': '精确模型给出了不同的字节', 'judged.agrees': (a) => `我们的标准重算与其一致：${a}`, 'judged.rejected': (a) => `验证者否决${a === '' ? '' : `：${a}`}`,
  'test.rules': '规则收回了设备',
  'test.cancelled': '已取消', 'test.workerEnded': '它的工作进程中途结束了',
};
