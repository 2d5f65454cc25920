import type { Pack } from '../pack.ts';

export const trayWords: Pack['trayWords'] = {
  starting: '正在启动', finishing: { other: '个作业完成后 Hearth 将退出' },
  today: (amount) => `今天：${amount}`, todayHidden: '今天：钱包锁定时不显示', testMoney: (amount) => `${amount}（测试币）`, lessThan: (amount) => `少于 ${amount}`,
  jobsToday: (paid, rejected) => `今天的作业：已付 ${paid}，被拒 ${rejected}`, gaveBack: (span) => `上次用 ${span} 归还了内存`,
  open: '打开 Hearth', why: '为什么？', notices: (count) => `通知（${count}）`, lock: '锁定钱包', startAtLogin: '登录时启动', behave: '运行方式',
  quit: '退出', quitNow: '立即退出', quitAfter: '当前作业完成后退出',
  pause: '暂停', pauseOne: '暂停一台设备', resume: '继续', resumeOne: (device) => `继续 ${device}`,
  pauses: { minutes15: '15 分钟', hour: '1 小时', hours4: '4 小时', morning: '到 08:00', resumed: '直到我继续' },
  device: { working: '工作中', ready: '就绪', off: '关闭', unusable: '无法使用', setAside: '多次失败后搁置', paused: '已由你暂停', ruled: '已由规则暂停', jobs: { other: '个作业' }, progress: (jobs, percent) => `${jobs}，完成 ${percent}` },
  noTray: { title: 'Hearth 仍在运行', body: '此桌面不显示托盘图标。再次启动 Hearth 即可看到窗口；可在设置中退出。' },
  update: {
    fetch: (version) => `下载版本 ${version}`, fetching: (version, percent) => `正在下载版本 ${version}：${percent}`, install: (version) => `安装版本 ${version} 并重启`,
    installAfter: (version) => `当前作业完成后安装版本 ${version}`, waits: (version) => `作业完成后将安装版本 ${version}`,
  },
};
