import type { Pack } from '../pack.ts';

export const unreadWords: Pack['unreadWords'] = {
  'unmetered': '没有读取此设备的任何计量', 'firstLook': '第一次读计数器还说明不了什么', 'notRecorded': '未记录', 'deviceGone': '设备不在', 'otherSource': '由另一来源告知', 'noBlock': '没有看到链上任何区块的产生', 'noPowerMeter': '这里读不到任何设备的功率',
  'elsewhere:': (part) => `在 ${part} 上尚不读取`, 'card.temperature': '显卡不告知温度', 'card.power': '显卡不告知功率', 'card.powerLimit': '显卡不告知功率上限', 'card.busy': '显卡不告知占用率', 'card.memory': '显卡不告知已用显存',
  'card.cut': '显卡被划分为实例（MIG），它所说的是全部实例之和', 'driver.whoseMemory': '驱动不告知显存属于谁', 'driver.whoseWork': '任务在此运行时，驱动不告知负载属于谁', 'processor.temperature': '本机不显示处理器温度',
  'processor.heatOnly': '本系统只说明机器是否过热，不告知度数', 'processor.noMeter': '这里看不到处理器的功率计', 'system.silent': '系统没有及时回答',
  'processor.ownersOnly': '在这里只有系统管理员能读取处理器功率', 'processor.limit': '这里读不到处理器的功率上限', 'system.memory': '系统不告知已用内存', 'system.busy': '系统不告知占用率', 'system.network': '系统在这里不统计网络流量',
  'system.programs': '系统不列出其程序', 'system.disk': '数据文件夹所在的磁盘不告知', 'system.lock': '系统不告知会话是否锁定', 'noDisplay': '没有连接显示器', 'noSession': '没有桌面会话', 'noDesktop': 'Hearth 在桌面会话之外启动',
  'noX': '此 Wayland 桌面没有附带的 X 显示', 'idle.untold': '此桌面不告知多久无人操作', 'idle.notYet': '此桌面尚未告知多久无人操作', 'metered.unknown': 'NetworkManager 不知道网络是否按流量计费',
  'waylandHides': 'Wayland 不向程序透露其他窗口；运行在其 X 显示上的游戏可以看到', 'hook.none': '未设置钩子文件', 'hook.unreadable': '无法读取钩子文件', 'hook.unclear': '钩子文件既不是 allow 也不是 deny',
  'service.notYet:': (part) => `${part} 尚未应答`, 'service.notRunning:': (part) => `${part} 未在此运行`, 'service.silent:': (part) => `${part} 没有应答`, 'noBus:': (part) => `这里没有 D-Bus（${part}）`,
  'display.sleep': '系统不告知显示器是否休眠', 'system.power': '系统不告知其供电方式', 'metered.untold': '系统不告知网络是否按流量计费', 'noX.library': '没有安装与 X 显示通信的库（libxcb）', 'noX.display': '这里没有 X 显示',
  'noX.refused:': (part) => `X 显示 ${part} 拒绝连接`, 'noX.gone:': (part) => `X 显示 ${part} 已消失`, 'addon.notBuilt': 'Hearth 的本机部分没有为此系统构建（npm run build:native）',
  'addon.broken:': (part) => `无法加载 Hearth 的本机部分：${part}`, 'price.none': '没有设置电价', 'price.later': '价目表从更晚的时间开始', 'price.ended': '价目表已到期', 'price.newer': '价格比该时间更新',
  'price.wrong': '这不是一千瓦时的价格', 'price.line:': (part) => `价目表第 ${part} 行没有意义`, 'file.noNumber': '文件中没有数字', 'file.old': '文件太旧', 'file.unreadable': '无法读取文件',
  'program.none:': (part) => `commands 文件夹中没有程序 ${part}`, 'program.notAsked:': (part) => `尚未询问 ${part}`, 'program.noNumber:': (part) => `${part} 没有输出数字`,
  'program.failed:': (part) => `程序失败：${part}`, 'program.old:': (part) => `${part} 的上一个应答太旧`,
};
