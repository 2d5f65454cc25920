import type { Pack } from '../pack.ts';

export const fleetWords: Pack['fleetWords'] = {
  title: '节点群', waiting: '正在询问各节点。', alone: '目前只有这一个节点。', nodes: { other: '个节点' }, allAnswer: (nodes) => `${nodes}有应答。`, someAnswer: (answering, all) => `${all} 个节点中有 ${answering} 个应答。`, together: (nodes) => `合计：${nodes}`,
  today: '今日已付', waits: '等待中', total: '累计已付', network: '网络',
  head: { node: '节点', state: '状态', devices: '设备', today: '今日已付', stake: '质押', version: '版本', page: '页面' },
  own: '本机 Hearth', devicesOf: (ready, all) => `${all} 台中 ${ready} 台就绪`, asking: '已询问，尚无应答。', silentSince: (when) => `自 ${when} 起没有应答`, heard: (when) => `上次应答：${when}。`, neverHeard: '从这里还没有收到过应答。',
  open: '打开它的页面', copyAddress: '复制它的页面地址', inWindow: '它的页面是那台机器上的窗口。', samePort: '它的页面与本页端口相同：请用另一个 --port 启动它。', remove: '移出', removeNode: (name) => `移出 ${name}`,
  add: '添加节点', folder: '它的数据文件夹', folderHint: '完整路径，在本机或隧道的这一端。', addIt: '添加',
  tunnel: '其他机器上的节点不会为此开放端口：请把它的控制套接字转发到这里，要打开页面还需转发页面端口。持有它们的人可以做其页面能做的一切。',
};
