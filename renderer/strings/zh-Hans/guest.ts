import type { Pack } from '../pack.ts';

export const limitWords: Pack['limitWords'] = {
  temperature: (stop, resume) => `达到 ${stop} °C 起，降到 ${resume} °C 为止`, disk: (size) => `剩余不足 ${size}`,
  powerNone: '无限制', powerMost: (limits) => `最多 ${limits}`, percentOfLimit: (percent) => `其上限的 ${percent}%`, watts: (watts) => `${watts} W`,
  energy: (wattHours) => `每天最多 ${wattHours} Wh`, price: (price) => `每 kWh 高于 ${price}`, profit: (least) => `每小时低于 ${least}`, hook: (path) => `${path} 写着 deny 时`,
  metered: '使用按流量计费的网络时', meteredOr: (megabytes) => `使用按流量计费的网络，或每天超过 ${megabytes} MB 时`,
  battery: '使用电池时', batteryBelow: (percent) => `使用电池且低于 ${percent}% 时`, saver: '或开启省电模式时',
  never: '从不', idle: (minutes) => `直到 ${minutes} 分钟没有人操作`, noApps: '还没有列出程序', apps: { other: '个程序' }, fullScreen: '有程序全屏时',
  memory: (percent) => `其他程序占用 ${percent}% 时`, pressure: (size) => `剩余不足 ${size}`, stalledAbove: (percent) => `或程序有 ${percent}% 的时间在等待内存`, load: (percent) => `其他程序占用其 ${percent}% 的算力时`, thenWaits: (span) => `之后再等 ${span}`,
  locked: '会话锁定时', asleep: '屏幕休眠时', noHours: '没有允许的时段', daily: '每天',
};
export const presetWords: Pack['presetWords'] = {
  guest: { title: '客人', what: '只在没有人用时工作。' },
  balanced: { title: '均衡', what: '为游戏和电池让路。' },
  dedicated: { title: '专用', what: '在安全范围内一直工作。' },
};
export const classWords: Pack['classWords'] = {
  safety: { title: '安全', what: '优先于一切，“恢复”也不能越过它。' },
  user: { title: '你的决定', what: '你自己的暂停。用暂停按钮设置。' },
  money: { title: '费用', what: '用电、电价和收益。' },
  presence: { title: '有人在用', what: '你或其他程序要用这台机器。' },
  schedule: { title: '时段', what: '最后才算。' },
};
export const giveBackChoices: Pack['giveBackChoices'] = { throttle: '放慢', unload: '任务之间释放内存', finish: '做完任务再停', kill: '立即停止' };
export const giveBackWords: Pack['giveBackWords'] = {
  throttle: '工作继续，但放慢', unload: '任务之间不在内存里保留模型', finish: '运行中的任务做完，然后释放内存', kill: '运行中的任务退回，内存立即释放',
};

export const ruleText: Pack['ruleText'] = {
  fault: { title: '已搁置', cause: (why) => `设备被搁置：${why}`, unnamed: '它一再出错', ends: '等你再给它一次机会' },
  temperature: { title: '温度', cause: (is, most) => `设备温度 ${is} °C，你最多允许 ${most} °C`, hot: '系统表示机器过热', ends: (most) => `等它降到 ${most} °C 以下几度`, endsHot: '冷却之后' },
  disk: { title: '磁盘', cause: (free, least) => `磁盘只剩 ${free}，至少要有 ${least}`, full: '磁盘已满', ends: '等再有空间' },
  pause: { title: '你的暂停', cause: '你暂停了它', ends: '等你恢复' },
  power: { title: '功率', cause: (is, most) => `设备功率 ${is} W，你最多允许 ${most} W`, ends: (most) => `等它保持在 ${most} W 以下` },
  energy: { title: '每天用电', cause: (used, most) => `今天用了 ${used} Wh，每天的额度是 ${most} Wh`, ends: '到午夜' },
  price: { title: '电价', cause: (is, most) => `电价每 kWh ${is}，你最多付 ${most}`, ends: '等电价降下来' },
  profit: { title: '最低收益', cause: (is, least) => `扣除电费后每小时收益 ${is}，你至少要 ${least}`, ends: '等收益提高' },
  hook: { title: '你的控制文件', cause: '你的控制文件写着 deny', ends: '等它写着 allow' },
  metered: { title: '计费网络', cause: '网络按流量计费', cap: (used, most) => `今天用了 ${used} MB 流量，每天上限 ${most} MB`, ends: '等换到不计费的网络', endsCap: '到午夜' },
  battery: { title: '电池', cause: '机器在使用电池', at: (percent) => `机器在使用电池，剩余 ${percent}%`, saver: '省电模式已开启', ends: '等接上电源', endsSaver: '等它关闭' },
  idle: { title: '仅空闲时', cause: (ago) => `${ago}前有人操作`, unmeasured: '刚刚有人操作', ends: (wait) => `等 ${wait} 没有按键和点击`, endsSome: '等一段时间没有按键和点击' },
  apps: { title: '列出的程序', cause: (name) => `${name} 正在运行`, unnamed: '你列出的一个程序', ends: '等它关闭后不久' },
  fullScreen: { title: '全屏', cause: (name) => `${name} 正在全屏`, unnamed: '一个程序', ends: '等它关闭后不久' },
  memory: { title: '其他程序的显存', cause: (percent) => `其他程序占用设备内存的 ${percent}%`, ends: '等它们释放后不久' },
  dataLimit: { title: '流量上限', cause: { sentDay: (most) => `今天的 ${most} 发送流量已用完`, sentMonth: (most) => `本月的 ${most} 发送流量已用完`, receivedDay: (most) => `今天的 ${most} 接收流量已用完`, receivedMonth: (most) => `本月的 ${most} 接收流量已用完` }, endsDay: '在午夜', endsMonth: '到下个月' },
  clock: { title: '时钟不准', ahead: (seconds) => `本机时钟比链快 ${seconds} 秒，所以期限不可靠`, behind: (seconds) => `本机时钟比链慢 ${seconds} 秒，所以期限不可靠`, ends: '等时钟校准' },
  pressure: { title: '内存紧张', cause: (free, least) => `所有程序只剩 ${free} 内存，至少要有 ${least}`, stalled: (percent) => `程序有超过 ${percent}% 的时间在等待内存`, low: '系统表示内存不足', ends: '等再有内存后不久' },
  load: { title: '其他程序的工作', cause: (percent) => `其他程序占用设备 ${percent}% 的算力`, ends: '等它们做完后不久' },
  session: { title: '锁定或熄屏', cause: '会话已锁定', dark: '屏幕在休眠', ends: '等解锁', endsDark: '等它唤醒' },
  schedule: { title: '每周时段', cause: '现在不在允许的时段', ends: '到下一个允许的时段' },
};
export const ruleSentences: Pack['ruleSentences'] = {
  verbs: { throttle: '已放慢', unload: '工作中，任务之间释放内存', finish: '已暂停', kill: '已暂停' },
  said: (verb, cause) => `${verb}：${cause}。`, inOrder: (title) => `“${title}”恢复正常`,
  resumes: (ends) => `${ends}继续。`, fullSpeed: (ends) => `${ends}全速运行。`,
  inAMoment: '马上', byItselfIn: (span) => `${span}后自动`, byItselfAt: (clock) => `${clock} 自动`,
  free: '可以工作。', also: (titles) => `另外：${titles}。`,
};

export const guestWords: Pack['guestWords'] = {
  pauseDevice: (name) => `暂停 ${name}`, pause: '暂停', resume: '恢复', resumeDevice: (name) => `恢复 ${name}`, tomorrow: (clock) => `到明天 ${clock}`,
  atOnce: '立即退回运行中的任务', atOnceWhy: '否则先做完它。',
  why: { open: '为什么？', title: '由什么决定', none: '还没有对任何设备作出决定。', free: '没有规则阻止它。', read: '读数', limit: '限制', since: '自', does: '做法', ends: '结束', also: '同时成立', blind: '在这里无法遵守', allRules: '所有规则', noName: '没有名称的设备' },
  promise: (p50, count) => `内存归还用时 ${p50}，${count}的中位数`, promiseNone: '归还：尚未测量', allDevices: '所有设备',
  promiseLong: (count, p50, p95) => `从触发到内存释放，最近 ${count}：一半在 ${p50} 内，95% 在 ${p95} 内。`, promiseNoneLong: '规则第一次收回内存时，会测量归还有多快。', promiseTimes: { other: '次' },
  reading: { temperature: '温度', power: '功率', load: '负载', memory: '内存', ofLimit: (watts, limit) => `${watts} / ${limit}`, mine: '我的', others: '其他', free: '空闲', used: '已用', ofOthers: (share) => `其他程序 ${share}`, whose: '驱动没有说明归谁', memoryLabel: (said) => `内存：${said}` },
  devices: {
    title: '设备', waiting: '正在查找设备。', empty: '没有找到设备。', emptyNext: 'Hearth 启动时会再找。只有处理器也够用。', history: '近况', historyWaiting: '正在读取记录。', historyEmpty: '这个设备还没有记录。', historyEmptyNext: 'Hearth 运行时每分钟保存一个样本。',
    span: '时间', spans: { day: '24 小时', week: '7 天' }, measure: '内容', measures: { temperature: '温度', power: '功率', load: '其他程序的工作', memory: '其他程序的内存' }, table: '表格', gap: '未记录', chart: (what, name) => `${name} 的${what}`, from: '从', noneOf: (what) => `${what}：这段时间没有报告。`,
    health: '健康', healthy: '自上一个成功任务以来，没有任务在这里失去工作进程。', lost: (count) => `在这里连续失去工作进程的任务：${count}。到三个时，设备会被搁置。`, setAside: '已搁置', setAsideNext: '在你再给它一次机会，或它的驱动更换之前，不给它任务。', retry: '再给一次机会', when: (clock) => `自 ${clock}`, healthUnknown: '正在读取健康状况。',
    identity: '身份', id: 'ID', vendor: '厂商', driver: '驱动', driverBuilt: (a, b) => `${a}，构建于 ${b}`, driverAgeless: (a) => `${a}，新旧不明`, memory: '内存', runs: '计算方式', rules: '这个设备的规则', rulesNone: '没有为它设置规则；它一直工作。', own: '专用', general: '所有设备', edit: '修改它的规则',
  },
  rules: {
    title: '规则', waiting: '正在读取规则。', presets: '预设', presetsWaiting: '正在读取预设。', presetsEmpty: '没有预设。', presetsWhy: '三种表现方式，以数值说明。你改动任何一条，它们就成为你自己的。', inUse: '使用中', use: (name) => `使用“${name}”`, rule: '规则', notIn: '无', own: '正在使用你自己的规则。',
    all: '所有规则', allWhy: '最先成立的作说明；按最严格的执行。', empty: '没有设置规则：Hearth 一直工作。', emptyNext: '请在上面选一个预设，或添加一条规则。', add: '添加', addRule: (title) => `添加规则：${title}`, remove: '删除', removeRule: (title) => `删除规则：${title}`, onRule: (title) => `规则：${title}`, edit: '修改', editRule: (title) => `修改规则：${title}`, notSet: '未设置',
    scope: '适用于', every: '所有设备', general: '与所有设备相同', ownHere: '专用', makeOwn: '改为专用', backToGeneral: '与所有设备相同', holds: (names) => `现在适用于 ${names}`, blind: (names, reason) => `对 ${names} 无法遵守：${reason}`, does: '则',
    changed: (count) => `${count}未保存`, changes: { other: '处改动' }, save: '保存', undo: '撤销', redo: '重做', discard: '放弃', saved: '已保存。', tookPreset: (title) => `正在使用“${title}”。`, undoSaved: '撤销', elsewhere: '规则同时在别处被修改；保存会取代它们。', between: (least, most) => `${least} 到 ${most} 之间的数字`, notEmpty: '请不要留空',
    simulator: '上周会发生什么', simulatorWhy: '用这些规则重演记录下来的一周。不包括你自己的暂停。', simWaiting: '正在重演这一周。', simEmpty: '还没有记录。', simEmptyNext: 'Hearth 运行时每分钟保存一个样本；满一小时后模拟器即可回答。', withSaved: '用已保存的规则', withDraft: '用你的改动', span: (from, to, samples) => `${from} 到 ${to}，${samples} 个样本`,
    outcome: { work: '工作', throttled: '放慢', stopped: '停止', unknown: '未记录' }, byRule: (title) => `停止原因：${title}`, picture: (name) => `${name}：逐日显示它会在何时停止`, pictureNote: '有标记：停止。无标记：工作、放慢或未记录。', stops: (count) => `${count}（表格）`, stopsWords: { other: '次停止' }, noStops: '它一次也不会停止。', from: '从', to: '到', took: '时长', manyStops: '只列出前一千次。',
  },
  fields: {
    stopCelsius: '停止温度', bandCelsius: '降温多少后恢复', freeBytesLeast: '保留空间', availableBytesLeast: '为所有程序保留内存', stalledPercentMost: '程序等待内存', percentMost: '其上限的比例', wattsMost: '最大瓦数', wattHoursPerDay: '每天用电', mostPerKilowattHour: '每 kWh 最多付', leastPerHour: '每小时至少挣', path: '写着 allow 或 deny 的文件', megabytesPerDay: '每天最多流量', percentLeast: '使用电池时，仅低于', onSaver: '省电模式时停止', minutes: '无人操作', names: '程序，每行一个', addProgram: '添加正在运行的程序', resumeAfterSeconds: '之后等待', othersPercentMost: '其他程序占用', stopsWhenLocked: '锁定时停止', stopsWhenDisplayAsleep: '屏幕休眠时停止',
    optional: '留空：无限制', window: '时段', windowFrom: '从', windowTo: '到', addWindow: '添加时段', removeWindow: '删除此时段', exception: '特殊日期', exceptionDate: '日期', exceptionAllows: '全天工作', exceptionDenies: '不工作', addException: '添加日期', removeException: (date) => `删除 ${date}`,
  },
  profitUnknown: { firstDay: '自身数据不足一天', partly: '此设备的任务没有全部测量', noMeter: '这里读不到任何设备的功率', noTariff: '没有设置电价', noRate: '没有设置币的价值', twoCurrencies: '电费和币按两种货币计算' },
};
