import type { Pack } from '../pack.ts';

export const acceleratorWords: Pack['acceleratorWords'] = {
  title: '加速库',
  name: 'NVIDIA 显卡的 CUDA',
  what: 'NVIDIA 的库，运行时靠它们在 NVIDIA 显卡上计算。它们太大，不能随 Hearth 附带。',
  noCard: '这里没有找到 NVIDIA 显卡，装上也不会有变化。',
  sizes: (a, b) => `从其制作者发布的地方取来 ${a}，每个库都与构建此 Hearth 时的哈希核对。占用磁盘 ${b}。`,
  of: (a, b) => `${a}，共 ${b}`,
  looking: '正在查看已有的部分',
  restart: '请重新启动 Hearth：它在启动时询问设备能做什么。',
  fetch: '获取',
  goOn: '继续',
  stop: '停止',
  remove: '移除',
  takeAway: '清除已收到的部分',
  removeAsk: '要移除加速库吗？',
  removeWhy: '没有它，NVIDIA 显卡无法计算。需要重新获取。',
  keep: '保留',
  progress: '加速库的进度',
  waiting: '正在查询有哪些加速库。',
  why: { noList: '此 Hearth 构建时没有可取内容的清单，因此不取任何加速库。正式版本带有清单。', notNeeded: '在此系统上，运行时已带有显卡所需的一切：没有要取的。', otherSystem: '清单中没有适用于此系统的。', otherVersion: '清单中的适用于另一版本的运行时。请使用与之相配的 Hearth。' },
  state: { absent: '未安装', fetching: '正在获取', stopped: '已停止。收到的部分保留着。', failed: '没有完整收到。收到的部分保留着。', otherRuntime: '这里有一个用于另一版本运行时的；此 Hearth 不用它。', installed: '已安装', none: '这里无法获得' },
};
