import type { Pack } from '../pack.ts';

export const diagnosticsWords: Pack['diagnosticsWords'] = {
  network: {
    title: '网络', waiting: '正在查看网络。', none: 'Hearth 正在离线运行。', noneNext: '收据在本机生成并检查，没有付款。',
    reach: {
      nothing: '还没有人能连到这个节点。', thisMachine: '只有本机上的程序能连到这个节点。', homeNetwork: '你的家庭网络能连到这个节点。', internet: '这个节点在一个互联网地址上监听。', direct: '其他家庭能直接连到这个节点。', relay: '其他家庭经由中继连到这个节点。', closed: '其他家庭连不到这个节点。', untried: '还没有人试过其他家庭能否连到这个节点。',
    },
    reachWhy: {
      nothing: '它没有在任何地方监听。启动完成后就会监听。', thisMachine: '练习网络只需要这样：它的客户和验证者也在本机运行。路由器上不用开放任何端口。', homeNetwork: '不是来自你家地址的连接会被拒绝。本机的防火墙仍可能挡住家里的设备。', internet: '从内部看不出防火墙是否放行外部连接。', direct: '已请对等节点连接它，它们连进来了。', relay: '你的路由器不放行外部连接，所以其他节点经由充当中继的节点连来。这样较慢，一个连接在 10 分钟内最多传 16 MiB。', closed: '已请对等节点连接它，但没有成功，也还没有中继有空位。它仍能主动连接别人，得到的工作会少一些。', untried: '它在监听，并请最先遇到的对等节点连接它。',
    },
    forward: (port) => `要直接连接，请在路由器上把 TCP 端口 ${port} 转发到本机，或让 Hearth 向路由器申请。`,
    peers: '当前连接', peersWhy: { other: '个对等节点' }, listens: '监听地址', peerId: '对等节点 ID', node: '节点地址', chain: '链', block: '最新区块', blockAge: (age) => `${age}前`, rpc: '查询地址', windowLength: '窗口期时长', fresh: '链有响应，数据是新的。', old: (age) => `链有响应，但最新区块是${age}前的。不会据此做任何决定。`, gone: '链没有响应。收据在这里等待，链恢复后付款。', connecting: '链还没有响应。', noChain: '没有链。', strangers: '他人的名称和地址只作为纯文本显示。Hearth 不会打开其中任何一个。',
    listen: {
      title: '谁可以连接此节点', waiting: '正在读取你的选择。', scope: { thisMachine: '本机', homeNetwork: '家庭网络', internet: '互联网' },
      scopeWhy: { thisMachine: '只有本机上的程序可以连接，不开放任何端口。', homeNetwork: '地址属于你家庭网络的机器也可以连接，其他一律拒绝。', internet: '任何人都可以连接：本机的一个 TCP 端口对外开放。' },
      port: '端口', portHint: '1024 起。留空：7413。', relay: '为他人中继', relayWhy: '无法被连接的节点可以经由此节点连接：最多 32 个，每个连接 10 分钟内最多 16 MiB。', router: '请求路由器', routerWhy: '请求路由器把该端口转发到本机（UPnP）。', region: '国家或地区', regionHint: '两个字母，例如 CN，供按国家或地区购买的人参考。留空：不告诉他人。',
      save: '保存并重启提供程序', saving: '提供程序正在重启。', saveWhy: '正在运行的任务会在重启后继续。', runs: (running) => `你的选择从提供程序下次启动起生效。在此之前的运行方式：${running}。`, portOf: (port) => `端口 ${port}`,
    },
    data: {
      title: '流量上限', waiting: '正在读取上限。',
      what: '本节点与互联网之间发送和接收的数据量，包括模型。达到上限后，在当天或当月结束之前，不接受订单，也不提供或获取模型；正在运行的任务会完成。家庭内部的流量和与链的通信不计入。',
      names: { sentDay: '每天发送', sentMonth: '每月发送', receivedDay: '每天接收', receivedMonth: '每月接收' }, hint: '单位 GiB。留空：不限。', used: (used) => `目前已用 ${used}`, save: '保存上限', saved: '已保存，立即生效。',
    },
    networks: {
      title: '网络列表', waiting: '正在读取网络。', own: '此 Hearth 的练习网络', only: '这里只有此 Hearth 的练习网络。', join: '要加入其他网络，请把该网络的文件交给这个命令：', real: '真钱', current: '当前', switch: '切换', switchTo: (name) => `切换到 ${name}`,
      ask: (name) => `切换到 ${name}？`, why: '先完成正在运行的任务，然后提供程序在那里重启。每个网络的质押、收入和收据都留在该网络。', yes: '切换', no: '留在这里', going: '正在切换：先完成正在运行的任务，然后提供程序重启。',
      receipts: { other: '份本节点的收据在这里仍可能被审计。' }, until: (moment) => `最迟到 ${moment}。`, untilUnknown: '到何时为止尚不清楚。', costs: '验证者若在这里找不到人，可以在链上声明，这会扣除质押。', whenClear: '全部结束后再切换', waits: (name) => `不再接受新订单。没有收据等待审计时，就会切换到 ${name}。`, now: '立即切换',
    },
  },
  logs: {
    title: '日志', waiting: '正在读取日志。', empty: '还没有写入任何内容。', emptyNext: '每个程序都会在这里写下它做了什么、拒绝了什么。', none: '没有包含该内容的行。', noneNext: '试试更短的内容。', filter: '只显示包含以下内容的行', count: { other: '行' }, cut: '更早的在文件里', follow: '跟随', export: '保存这些行', exportWhy: '原样保存，包含地址和路径。要给别人看，请用“关于”里的诊断包：它已去除隐私信息。',
  },
  about: {
    title: '关于', version: 'Hearth', lead: 'MIT 许可证。其中包含他人的作品，各自遵循自己的许可证。', licences: '它由什么组成', works: { other: '件他人作品' }, licenceHead: { name: '作品', licence: '许可证' },
    guard: '没有人会问你要助记词', guardWhy: 'Hearth 不会，它的作者不会，客户不会，客服不会，这个页面也不会。谁问你要助记词、密码或私钥，谁就是想要你的钱。Hearth 把来自网络的文字只作为纯文本显示，绝不当作指令。',
    bundle: '诊断包', bundleWhy: '给帮你找故障的人：版本、设备、状态和日志。在你看到之前，账户、摘要、地址、路径，以及你和这台机器的名字都已去除。', make: '生成并查看', making: '正在生成', save: '保存', size: (size) => `${size}。请先阅读：里面就只有这些。`, nothingSent: '不会发送到任何地方。',
  },
};
