import type { Pack } from '../pack.ts';

export const modelCacheWords: Pack['modelCacheWords'] = {
  title: '模型占用的空间', waiting: '正在查看磁盘。', empty: 'Hearth 自己还没有保存任何模型。', emptyNext: '从地址安装的模型放在这里。随附的模型和你自己的文件夹永远不会被删除。',
  used: (used) => `已用 ${used}`, usedOf: (used, quota) => `已用 ${used}，上限 ${quota}`, free: (free) => `此磁盘剩余 ${free}`, freeUnknown: '系统没有给出剩余空间',
  lastUsed: (when) => `上次使用：${when}`, neverUsed: '尚未使用', value: (money) => `在此每 GiB 每小时 ${money}`, tooNew: '存放不足一天，尚未评估',
  uses: { job: '有订单需要它', loaded: '在内存中', seat: '本节点为它验证' },
  isPinned: '已固定：会保留', isLetGo: '已放弃：文件保留到需要空间为止', goesAt: (place) => `需要空间时第 ${place} 个删除`,
  pin: '固定', unpin: '取消固定', letGo: '放弃', takeBack: '收回', delete: '立即删除', deleteAsk: (title) => `删除 ${title}？`, deleteWhy: (size) => `立即释放 ${size}。无法撤销，只能重新安装。`, deleteYes: '删除', deleteNo: '保留',
  quota: '最多占用空间（GiB）', quotaHint: '留空：磁盘有多少就用多少。', set: '设定', quotaGoes: (titles) => `为此将立即删除：${titles}。`, quotaYes: '设定并删除',
  place: '模型文件夹', placeHint: '新的或空的文件夹的完整路径，可在任何磁盘上。要么全部迁移，要么一个也不动；任务照常进行。留空：放在数据文件夹中。', move: '迁移', moving: (done, total) => `正在迁移：${done} / ${total}`, cancel: '取消', now: '现在的位置：',
};

export const downloadWords: Pack['downloadWords'] = {
  title: '从地址安装', address: '地址', addressHint: '含有文件列表或 manifest.json 的文件夹的 https 地址。可用空格分隔多个地址，同时使用。', root: '哈希', rootHint: '来自你信任的人的模型 ID，或其列表的根。无论由谁提供，与它不完全一致的都不会安装。', start: '安装', starting: '正在询问该地址', evict: '安装并删除它们',
  phase: { waiting: '等待前一个', list: '正在读取文件列表', fetch: '正在下载', check: '正在核对每个哈希', paused: '已暂停', failed: '已停止', refused: '已拒绝', done: '已安装并提供' },
  of: (done, total) => `${done} / ${total}`, speed: (bytes) => `每秒 ${bytes}`, left: (span) => `剩余 ${span}`, stalled: '目前没有数据到达',
  pause: '暂停', resume: '继续', cancel: '取消', clear: '清除', rate: '每秒上限（MiB）', rateHint: '所有下载合计。留空：不限。', take: '安装',
  shareTitle: '向对等节点提供模型', shareWhy: '其他节点可以获取此节点提供的模型。默认关闭，由你开启；不收取报酬。', shareRate: '合计每秒上限（MiB）', shareRateHint: '留空：不限。',
};
