import type { Pack } from '../pack.ts';

export const noticeMore: Pack['noticeMore'] = {
  aModel: '某个模型', aTransaction: '某笔交易', aProposal: '某个提案', someAmount: '未知金额',
  clientSilent: { what: (job) => `任务 ${job} 的客户拿走了结果，却没有发来凭单。`, next: '价款正在链上索付。这里不用做什么。' },
  firstPayment: { what: (amount) => `第一个任务已付款：${amount}。`, next: '在“收入”里查看净得多少。' },
  dayEarned: { what: (day, jobs, amount) => `${day}：${jobs}已付款，共 ${amount}。`, next: '在“收入”里查看手续费、电费和净剩。' },
  claimPaid: { what: (job, amount) => `任务 ${job} 的索付已付款：${amount}。`, next: '这里不用做什么。' },
  transactionFailed: { what: (name, reason) => `链拒绝了节点的一笔交易（${name}）。${reason}`, next: '会再试。如果持续出现，日志里有更多信息。' },
  caseOpened: { what: (job) => `一名验证者否决了任务 ${job} 的收据，正在抽取更多验证者。`, next: '他们会重算。如果认同你，收据有效；否则会损失质押。' },
  caseEnded: { accepted: (job) => `更多验证者重算了任务 ${job}，认定收据正确。`, unproven: (job) => `任务 ${job} 的案件未形成多数而结束。`, next: '收据照常付款。' },
  auditMissed: { what: (reason) => `这个节点没有对抽中它的收据按时投票。${reason}`, next: '这一票没有报酬。请让 Hearth 保持运行，或放弃席位。' },
  auditPaid: { what: (amount) => `作为验证者的投票报酬：${amount}。`, next: '这里不用做什么。' },
  rowsEvicted: { what: (job) => `为腾出空间，已删除任务 ${job} 的行。`, next: '对它的审计已无法回应。请在磁盘上多留空间。' },
  stakeFull: { what: (used, limit) => `质押所允许的几乎都在进行中的任务里：${used} / ${limit}。`, next: '更多收据要等其他的付款。增加质押可以放行更多。' },
  stakeReady: { what: (amount) => `要求取回的质押可以释放了：${amount}。`, next: '在那之前它没有收益，并且仍有风险。' },
  deviceTested: { sound: (device) => `已测试：${device} 计算正确。`, wrong: (device) => `已测试：${device} 计算有误。`, unproven: (device) => `已测试：${device} 的结果没有可比对的内容。`, next: '在“设备”里查看它的速度。' },
  modelDamaged: { what: (model, reason) => `无法打开模型 ${model}。${reason}`, next: '不接受它的订单。请重新安装。' },
  downloadDone: { what: (model) => `${model} 已下载并核对。`, next: '从现在起提供。' },
  downloadEnded: { what: (model, reason) => `${model} 的下载停止了。${reason}`, next: '打开“模型”以继续或放弃。' },
  pauseEnded: { what: (device) => `${device} 的暂停已结束。`, next: '它重新接受工作。' },
  gaveBackSlowly: { what: (device, span) => `归还 ${device} 的内存用了 ${span}。`, next: '承诺是两秒。如果持续如此，请选择工作较少的预设。' },
  chainRewound: { what: (block) => `链撤回了区块 ${block} 之后的区块。`, next: '其中的付款会重新检查。' },
  practiceRestarted: { what: '练习网络曾结束，已重新启动。', next: '它的链保留了状态。任务继续。' },
  voteOpened: { what: (title, until) => `投票进行到 ${until}：${title}。`, next: '你在其中有票。' },
  voteEnds: { what: (title, span) => `投票还有 ${span}结束，你还没有投：${title}。`, ended: (title) => `一项你还没有投的投票即将结束：${title}。`, next: '请投票，或任其结束。' },
  voteMissed: { what: (title) => `投票结束时你没有投：${title}。`, next: '打开查看结果。' },
  proposalExecuted: { what: (title) => `提案已生效：${title}。`, next: '打开查看它在这里改变了什么。' },
  updated: { what: (version, before) => `Hearth 现在是版本 ${version}；之前是 ${before}。`, next: '这里不用做什么。' },
  diskFull: { what: (path) => `${path} 所在的磁盘已满。`, next: '不接受新订单。腾出空间后会自动继续。' },
  diskHasRoom: { what: '磁盘又可以写入了。', next: '重新接受订单。' },
  walletLocked: { what: '钱包有一段时间没有操作，已自动锁定。', next: '任务、收据和付款照常进行。发送、质押或投票时再解锁。' },
  backupDue: { what: '该把钱包的恢复短语与你的抄本核对一次了。', next: '打开钱包，输入它要求的单词。从未读回核对的抄本可能并不可用。' },
};

export const noticeTitles: Pack['noticeTitles'] = {
  firstReceipt: '第一张收据', jobFailed: '任务失败', jobRetried: '任务重新开始', orderRefused: '拒绝了订单', clientSilent: '客户没有回应', firstPayment: '第一笔付款', dayEarned: '一天的收入', claimPaid: '索付已付款', transactionFailed: '交易失败',
  slashed: '质押被罚没', voided: '收据被否决', disputed: '收据有争议', disputeEnded: '争议结束', caseOpened: '验证者否决了收据', caseEnded: '案件结束', auditMissed: '错过审计', auditPaid: '投票已付报酬', rowsEvicted: '行已删除', stakeFull: '质押已用满', stakeReady: '质押可以释放',
  deviceSetAside: '设备被搁置', deviceTested: '设备已测试', workerRestarted: '工作进程已重启', modelDamaged: '模型已损坏', downloadDone: '模型已安装', downloadEnded: '下载停止', ruleStopped: '规则收回了设备', ruleEnded: '规则交还了设备', pauseEnded: '暂停结束', gaveBackSlowly: '内存归还缓慢', woke: '机器休眠过',
  chainGone: '链没有响应', chainBack: '链已恢复', chainDoubt: '链的数据可疑', chainSound: '链的数据恢复可靠', rpcSetAside: '链地址被搁置', chainRewound: '链撤回了区块', practiceRestarted: '练习网络已重启',
  voteOpened: '投票进行中', voteEnds: '投票即将结束', voteMissed: '投票结束时你没有投', proposalExecuted: '提案已生效', providerRestarted: 'Hearth 意外结束', signerRestarted: '签名程序已重启', updated: '版本已更换', diskFull: '磁盘已满', diskHasRoom: '磁盘有空间了', cheating: '故意作弊',
  walletLocked: '钱包已自动锁定', backupDue: '恢复短语应当核对',
};

export const noticeWords: Pack['noticeWords'] = {
  title: '通知', bell: '通知', bellUnread: (n) => `通知，${n} 条未读`, waiting: '正在等待通知。', empty: '还没有发生任何事。', emptyNext: '你应该知道的事会留在这里，附上原因和下一步。',
  filter: '严重程度', filters: { all: '全部', unread: '未读', attention: '注意', failure: '故障', info: '信息' }, none: '没有这类通知。', showAll: '显示全部',
  readAll: '全部标为已读', clearAll: '全部清除', cleared: { other: '条通知已清除。' }, undo: '撤销', choose: '选择通知内容',
  unread: '未读', markRead: '标为已读', markUnread: '标为未读', clear: '清除', times: (n, since) => `自 ${since} 起 ${n} 次`, mute: '不再通知此类', muted: (title) => `不再通知：${title}。`,
  today: '今天', yesterday: '昨天', all: '所有通知',
  actions: { job: '打开任务', jobs: '查看任务', earnings: '打开收入', devices: '打开设备', rules: '打开规则', network: '打开网络', staking: '打开质押', wallet: '打开钱包', proposal: '打开投票', audits: '打开审计', models: '打开模型', settings: '打开设置', log: '打开日志', about: '关于这个 Hearth' },
  settings: {
    title: '通知', why: '关闭的不保存也不显示。要花钱或损害机器的事一定会通知。', waiting: '正在读取通知设置。', native: '在桌面上显示', nativeWhy: '窗口不可见时，由系统显示需要注意的事。',
    quiet: '安静时段', quietWhy: '在此期间，桌面只显示要花钱或损害机器的事。这里会保留全部。', from: '从', to: '到', same: '安静时段需要开始时间和不同的结束时间。', always: '始终通知', tell: (title) => `通知：${title}`,
    groups: { jobs: '任务', money: '费用', devices: '设备', guest: '作为客人', chain: '链', votes: '投票', hearth: 'Hearth 本身' }, on: '开', off: '关', count: (on, all) => `通知 ${on} / ${all}`,
  },
};
