import type { Pack } from '../pack.ts';

export const words: Pack['words'] = {
  app: { name: 'Hearth', skip: '跳到页面内容', menu: '页面' },
  screens: { dashboard: '概览', jobs: '任务', job: '任务', audits: '审计', earnings: '收入', devices: '设备', rules: '规则', wallet: '钱包', settings: '设置', staking: '质押', governance: '治理', proposal: '提案', welcome: '入门', network: '网络', models: '模型', usage: '用量', fleet: '节点群', log: '日志', about: '关于' },
  notReported: '未报告',
  test: { tag: '测试币', network: '练习网络', explain: '这是练习网络。它的币在网络之外没有价值。' },
  chain: { block: (n) => `区块 ${n}`, connecting: '正在连接链', reachable: '链有响应', doubtful: '链的数据不可靠', gone: '链没有响应', none: '没有链：收据留在本机' },
  link: {
    waiting: '正在等待 Hearth。',
    lost: (age) => `Hearth 没有响应。你看到的是${age}前的内容。`,
    never: 'Hearth 没有响应。',
    nextTry: (wait) => `${wait}后再试。`,
    tryNow: '立即重试',
    refused: '这个页面没有这个 Hearth 的钥匙。',
    refusedNext: '请打开 Hearth 启动时显示的地址；每次启动的地址都不同。',
  },
  dashboard: {
    ready: '可接单', readyOf: (ready, allowed) => `规则允许的 ${allowed} 中的 ${ready}`, readyNone: '规则至今允许的时间不到一分钟', stake: '质押', stakeUsed: (share) => `已用 ${share}`, stakeFull: (share) => `已用 ${share}，即将用满`, stakeNone: '尚未质押', waits: '等待付款',
    today: '今日收入', accepted: '已接受', rejected: '已拒绝', settledToday: '今日结算',
    waitsNone: '没有等待付款的。',
    waitsFor: { voucher: '客户的付款凭单', anchor: '下一次锚定', window: '窗口期结束' },
    tokens: (rate) => `每秒 ${rate} 个 token`,
    jobs: '任务', jobsAll: '所有任务', jobsEmpty: '还没有任务。', jobsEmptyNext: '有客户下单后就会出现在这里。', jobsEmptyPractice: '练习客户会发送任务；频率在“设置”里。', jobsWaiting: '正在等待任务列表。',
    devices: '设备', devicesEmpty: '没有找到设备。', devicesEmptyNext: 'Hearth 启动时会再找。只有处理器也够用。', devicesWaiting: '正在查找设备。',
    earnings: '收入', notices: '通知', noticesEmpty: '没有需要你处理的事。', noticesWaiting: '正在等待通知。', more: (n) => `还有 ${n} 条`,
  },
  device: {
    unknown: '未知设备', unknownWhy: '系统没有给出厂商和名称。', cannotRun: '这个运行时都用不了',
    kind: { cpu: '处理器', gpu: '显卡' }, on: '开', off: '关', use: (name) => `用 ${name} 做任务`,
    state: { working: '工作中', ready: '就绪', off: '关', unusable: '无法使用', setAside: '已搁置' }, statePaused: '已暂停',
  },
  jobs: {
    title: '任务', search: '搜索', searchHint: 'ID、客户或模型', filter: { all: '全部', live: '进行中', settled: '已付款', failed: '失败' }, filterLabel: '显示',
    head: { job: '任务', model: '模型', stage: '阶段', units: '完成', client: '客户', at: '接受时间', paid: '已付' },
    waiting: '正在读取任务。', empty: '还没有任务。', emptyNext: '这个节点接受的每个订单都列在这里，附上收据。', none: '没有匹配的任务。', noneNext: '试试更短的搜索内容或另一个筛选。', clear: '显示所有任务',
    shown: (shown, total) => `显示 ${shown}，共 ${total}`, failed: '无法读取任务。', notYet: '尚未', nothing: '无',
  },
  job: {
    back: '所有任务', waiting: '正在读取任务。', verify: '重新验证', verifying: '正在检查', exportReceipt: '导出收据', showLog: '查看其日志', report: '报告问题', copyId: '复制摘要', cancel: '取消任务',
    cancelAsk: '取消这个任务？', cancelWhy: '它现在就停止。客户得不到结果，也不付款。', cancelYes: '取消任务', cancelNo: '让它继续运行',
    path: '这个任务的路径', pathHint: '从订单到付款，每个哈希以及它写入了哪里。可用方向键移动。', nothingYet: '还没有。', pathEmpty: '路径会随任务进展出现。',
    checks: '检查', timeline: '时间线', facts: '详情', noReceipt: '任务完成时签署收据。', committedIn: '写入于', holds: '包含', transaction: '交易', digest: '摘要', noDigest: '还没有摘要', receiptFile: '收据文件',
    checkedBy: '检查了什么', notCovered: '还没有检查涉及它。', paid: '已付', offered: '价格',
    mark: { passed: '通过', failed: '未通过', notChecked: '未检查', partly: '部分检查' },
    verdictAll: '所有检查都当场通过。', verdictFailed: (failed) => `${failed}未通过。请不要相信这张收据。`, failedChecks: { other: '项检查' }, passedChecks: { other: '项检查通过' }, openChecks: { other: '项未在这里检查' },
    workOf: (kind, model, units) => `用 ${model} ${kind}，${units}`, verdictNotOk: '能检查的太少，无法相信这张收据。', verdictSome: (passed, open) => `没有未通过的。${passed}，${open}。`,
  },
  earnings: {
    title: '收入', range: '时间范围', ranges: { '24h': '24 小时', '7d': '7 天', '30d': '30 天', '1y': '1 年', 'all': '全部' },
    paidIn: { '24h': '最近 24 小时已付', '7d': '最近 7 天已付', '30d': '最近 30 天已付', '1y': '最近一年已付', 'all': '自第一个任务以来已付' },
    waiting: '正在读取收入。', empty: '这段时间没有付款。', emptyNext: '任务在链上的窗口期结束后付款。', chart: '付款走势', table: '表格', head: { from: '从', jobs: '任务', paid: '已付' },
    forJobs: (jobs) => `来自 ${jobs}`, total: '总计已付', today: '今日已付', statement: '账单', waits: '等待中',
  },
  settings: {
    title: '设置', language: '语言', languageSystem: (name) => `跟随系统：${name}`, theme: '外观', themes: { system: '跟随系统', light: '浅色', dark: '深色' }, textSize: '文字大小', practice: '练习客户', practiceRate: '每分钟订单数', practiceOff: '已停止', practiceWhy: '它用测试币发送真实任务，让你看到整条路径如何运作。',
    practiceNone: '这个网络上没有练习客户。', models: '模型', modelsWaiting: '正在读取模型。', modelsEmpty: '没有安装模型。', modelsEmptyNext: '没有模型就不能接受订单。',
    addresses: { title: '链的地址', why: 'Hearth 向这些节点询问链上的内容。有多个时，它能看出谁落后、说谎或沉默；两个不一致时不做任何决定。', waiting: '正在读取地址。', given: '随链提供', added: '由你添加', inUse: '使用中', states: { unknown: '尚未询问', answers: '有应答', resting: '要求减少请求', silent: '无应答', refused: '已排除' }, another: '另一个地址', add: '添加', checking: '正在检查', remove: '去掉' },
    modelState: { ready: '就绪', corrupt: '不可用', off: '关' }, unitPrices: (paidIn, paidOut) => `每单位输入 ${paidIn}，输出 ${paidOut}`, numericClass: '数值类别',
    programs: '程序', programsWaiting: '正在等待程序信息。', programsEmpty: '没有报告任何程序。', programHead: { name: '程序', state: '状态', memory: '内存', restarts: '重启次数', pid: '进程' }, programState: { starting: '正在启动', running: '运行中', restarting: '正在重启', stopped: '已停止' },
    about: '这个 Hearth', version: '版本', folder: '数据文件夹', started: '启动时间', runtime: '运行时', platform: '系统', node: '节点', address: '节点地址', peer: '对等节点 ID', chain: '链', stake: '质押', inFlight: '在进行中的任务里',
    stop: '停止 Hearth', stopAsk: '停止 Hearth？', stopWhy: '没做完的任务会在下次启动时继续。不会丢失任何东西。', stopYes: '停止', stopNo: '保持运行',
    reset: {
      title: '重置', why: '数据文件夹里有什么，按类别列出。由你选择删除什么；除非你另有选择，钱包和节点密钥会保留。', open: '选择要删除的内容', waiting: '正在测量数据文件夹。', nothing: '没有内容',
      parts: {
        app: { name: '应用数据', gone: '任务、收据、设置、价格、日志和练习网络。还没有进入锚的收据不会付给任何人。' }, models: { name: '模型', gone: '你添加的文件夹列表，以及其中位于数据文件夹内的部分。' },
        node: { name: '节点密钥', gone: '与应用数据一起删除。下次启动将是一个新节点：质押仍绑定在旧节点上，也没有人能再替它领取。' }, wallet: { name: '钱包', gone: '没有助记词、密钥文件或备份文件，谁也花不了其账户里的钱。' },
      },
      type: (typed) => `输入 ${typed} 以删除钱包`, elsewhere: '位于别处的模型文件夹只会被忘记，绝不会删除：', others: '无论删除什么都不会动：', go: '停止 Hearth 并删除', going: 'Hearth 正在停止。结束之后会删除你选择的内容。',
    },
  },
  jobsCount: { other: '个任务' }, progress: (stage, done, most) => `${stage}，${done} / ${most}`,
  copy: (digest) => `复制 ${digest}`, copied: '已复制', close: '关闭', retry: '重试', unknownScreen: '没有这个页面。', toDashboard: '前往概览',
};

export const statusText: Pack['statusText'] = {
  noName: '没有名称的设备', jobs: { other: '个任务' },
  waiting: { other: '个已完成任务等待付款。' },
  starting: '正在点火。', startingWhy: 'Hearth 正在启动，需要几秒钟。', startingStep: (step) => `Hearth 正在启动：${step}。需要几秒钟。`,
  working: (jobs) => `正在处理 ${jobs}。`, workingOn: (jobs, device) => `正在用 ${device} 处理 ${jobs}。`,
  forOne: '为一位客户。', forMany: '为多位客户。', forOneAt: (rate) => `为一位客户，每秒 ${rate} 个 token。`, forManyAt: (rate) => `为多位客户，每秒 ${rate} 个 token。`,
  ready: '就绪。目前没有订单。', readyDone: (jobs) => `就绪。最近一分钟完成了 ${jobs}。`, readyWhy: '下一个订单会立即开始；不用做什么。',
  paused: '已暂停，直到你恢复。', pausedWhy: '你暂停了它。不接受新订单。', pauseOver: '暂停已结束。', pauseOverWhy: 'Hearth 马上重新接受订单。',
  pausedUntil: (clock) => `暂停到 ${clock}。`, pausedUntilWhy: (span) => `你暂停了它。${span}后自动恢复。`,
  ruled: '被你的一条规则暂停。', ruledWhy: '规则允许时自动恢复。',
  chainGone: '工作中，但链没有响应。', theChain: '链', silent: (chain, span) => `${chain} 已 ${span}没有响应。`, nothingLost: '不会丢失任何东西。',
  receiptsWait: { other: '张收据在这里等待，链恢复后付款。' },
  chainOld: (age) => `工作中，但链的数据是${age}前的。`, chainOldWhy: (address) => `${address} 没有更新的区块。不会根据旧数据做任何决定：在新区块到来之前，没有新订单，也没有付款。`,
  chainsDiffer: '工作中，但链的两个地址意见不一。', chainsDifferWhy: (address, other, block) => `${address} 和 ${other} 的区块 ${block} 不同。在它们一致之前，不根据任何一个做决定。`,
  noDevice: '没有可用的设备：所有设备都关着。', noDeviceWhy: '打开一个设备后，Hearth 就接受订单。',
  workerLost: '一个任务失去了工作进程；新的会接手。', workerLostWhy: '运行它的程序无故结束了。任务从头再来；只付一次款。', workerLostAgain: (times) => `运行它的程序无故结束了，至今 ${times} 次。任务从头再来；只付一次款。`,
  cheating: (kind) => `正在故意作弊：${kind}。`, someWay: '以某种方式', cheatingWhy: '这个节点用 --cheat 启动，只有练习网络允许。它的假收据不会付款，能证实的会罚没它的质押。',
  diskFull: '已停止：磁盘已满。', theFolder: '数据文件夹', diskFullWhy: (path) => `${path} 没有空间了。腾出空间后 Hearth 会自动继续；不会丢失任何东西。`,
  leaving: (name) => `正在转到 ${name}：这里不再接受订单。`, leavingHome: '正在回到练习网络：这里不再接受订单。', leavingThen: '之后会自动切换。', leavingNow: '先完成正在运行的任务，然后提供程序在那里重新启动。',
  disconnected: 'Hearth 没有响应。', disconnectedWhy: (span) => `已有 ${span}；你看到的就是那时的内容。页面会继续尝试。如果你停止了 Hearth，请重新启动它。`,
  unknownIncident: '未报告',
};
export const statusActions: Pack['statusActions'] = { pause: '暂停', resume: '立即恢复', showJobs: '查看任务', enableDevice: '选择设备', showNetworks: '查看网络', retry: '重试' };
export const pauseWords: Pack['pauseWords'] = { 15: '15 分钟', 60: '1 小时', 240: '4 小时', untilResumed: '直到我恢复' };

export const visibleStageWords: Pack['visibleStageWords'] = { queued: '排队中', loading: '加载中', running: '运行中', proving: '生成证据', waiting: '等待付款', settled: '已付款' };
export const stageWords: Pack['stageWords'] = {
  queued: '排队中', loading: '正在加载模型', running: '运行中', proving: '生成证据', delivered: '等待凭单', acknowledged: '等待锚定', anchored: '等待窗口期', settled: '已付款', failed: '失败', cancelled: '已取消', slashed: '已罚没', voided: '已作废',
};
export const stageSentences: Pack['stageSentences'] = {
  queued: '排队中。设备空闲后开始。', loading: '正在把模型加载到设备。', running: '正在本机运行。', proving: '已算完。正在对证据求哈希并签名。',
  delivered: '已交付。等待客户的付款凭单。', acknowledged: '客户已确认。它的收据会随下一批次上链。', anchored: '已上链。争议窗口期结束后付款。', settled: '已付款。',
  failed: '失败。不会为它付款。', cancelled: '已取消。不会为它付款。', slashed: '它的收据在链上被证明是假的。不会为它付款，并损失了质押。', voided: '验证者委员会重算了它并否决了收据。不会为它付款。',
};
export const kindWords: Pack['kindWords'] = { classify: { title: '分类', other: '张图片' }, embed: { title: '嵌入', other: '个向量' }, generate: { title: '生成', other: '个 token' } };
export const verdictWords: Pack['verdictWords'] = { accepted: '验证者已接受', rejected: '验证者已否决' };

export const nodeWords: Pack['nodeWords'] = {
  order: { title: '订单', what: '客户要求的内容，由客户签名。' },
  model: { title: '模型', what: '模型的每个文件，合为一个哈希。' },
  inputRoot: { title: '输入根', what: '输入被切块并求哈希得到一个根。输入本身不保留。' },
  outputRoot: { title: '输出根', what: '输出，用同样的方式求哈希。' },
  rowRoot: { title: '行根', what: '生成的每一步一条：token、它的位置和随机抽取。' },
  sketchRoot: { title: '略图根', what: '模型内部状态的简短指纹，另一台机器可以比对。' },
  tapRoot: { title: '采样点根', what: '选定位置的内部值，供争议时细看。' },
  bundle: { title: '证据', what: '这次运行的全部证据，合为一个哈希。' },
  receipt: { title: '收据', what: '这个节点签名的承诺：这个订单、这个模型、这些结果。' },
  anchor: { title: '锚定', what: '一批收据的根，写到链上。' },
  voucher: { title: '凭单', what: '客户签名的付款承诺，对其所有任务累计。' },
  payment: { title: '付款', what: '窗口期之后链上的转账。' },
  claim: { title: '索付', what: '客户没有发来凭单，所以这个节点从客户预留的款项中索取价款。' },
  dispute: { title: '争议', what: '有人缴纳保证金，称这张收据是假的。链在一个算子上作出裁决。' },
  vote: { title: '投票', what: '另一台机器检查收据后的发现。' },
};
export const stepWords: Pack['stepWords'] = {
  offered: '已报价', admitted: '订单已接受', accepted: '订单已接受', queued: '已排队', loading: '正在加载模型', modelReady: '模型就绪', started: '已开始', running: '运行中', retried: '重新开始',
  computed: '已算完', proving: '生成证据', signing: '已算完，送往签名程序', signed: '收据已签名', delivered: '已交付客户', acknowledged: '已收到凭单', batched: '已放入批次', anchored: '已锚定上链', unanchored: '锚定已回退', unsettled: '付款已回退', claimed: '已从预留款索付', unclaimed: '索付已结束', slashed: '被证明为假，质押已罚没', unslashed: '罚没已回退', voided: '被委员会否决，已作废', unvoided: '作废已回退', refunded: '已退还客户', unrefunded: '退款已回退',
  verified: '验证者已检查', voted: '验证者已检查', settled: '已付款', paid: '已付款', failed: '失败', cancelled: '已取消', workerLost: '失去工作进程',
};
export const factWords: Pack['factWords'] = {
  'energy': '能耗', 'mean power': '平均功率', 'most power': '最高功率', 'highest temperature': '最高温度', 'device load': '设备负载', 'memory peak': '内存峰值', 'bytes received': '接收字节', 'bytes sent': '发送字节',
  'top-k': 'Top-k', 'top-p': 'Top-p', 'seed': '种子', 'first draw': '首次抽取', 'void': '无效', 'penalty': '罚款', 'void in': '作废于', 'client had paid': '客户已付', 'refunded': '已退款', 'refunded in': '退款交易', 'opened by': '发起者', 'bond': '保证金', 'dispute': '争议', 'dispute stands': '争议状态', 'taken of the stake': '从质押中扣除',
  'job': '任务', 'kind': '种类', 'model': '模型', 'model id': '模型 ID', 'client': '客户', 'app': '应用', 'reservation': '预留款', 'tier': '等级', 'audit policy': '审计策略', 'deadline': '期限', 'most units in': '最多输入单位', 'most units out': '最多输出单位',
  'price per unit in': '每输入单位价格', 'price per unit out': '每输出单位价格', 'attempts': '尝试次数', 'temperature': '温度', 'device': '设备', 'units in': '输入单位', 'units out': '输出单位', 'numeric class': '数值类别', 'queue wait': '排队时间', 'first unit after': '首个单位用时',
  'compute': '计算', 'receipt number': '收据编号', 'epoch': '纪元', 'previous receipt': '上一张收据', 'slashed': '罚没', 'slashed for': '罚没原因', 'slashed in': '罚没交易', 'name': '名称', 'units': '单位', 'verifier': '验证者', 'verdict': '结论', 'rows': '行', 'sketches': '略图', 'node': '节点',
  'number': '编号', 'receipts': '收据', 'state': '状态', 'all together': '合计', 'paid': '已付', 'received': '实收（扣除他人分成）', 'block': '区块',
  'runtime ort': 'ONNX Runtime', 'runtime ep': '执行提供程序', 'runtime device': '硬件', 'runtime driver': '驱动程序', 'runtime os': '操作系统', 'runtime arch': '架构', 'runtime optLevel': '图优化', 'runtime threads': '线程', 'runtime appVersion': 'Hearth 版本', 'amount': '金额', 'payable from': '可支付自',
};
export const factValueWords: Pack['factValueWords'] = { 'open': '公开', 'not measured': '未测量', 'named verifiers': '指定的验证者', 'client only': '仅客户', 'not reported': '未报告', 'off': '不限', 'accepted': '接受', 'rejected': '拒绝', 'on its way': '在途', 'rejected by a committee of verifiers': '被验证者委员会拒绝' };
export const checkWords: Pack['checkWords'] = {
  orderSignature: '订单签名', receiptSignature: '收据签名', orderHash: '订单哈希', node: '节点', model: '模型', inputRoot: '输入根', outputRoot: '输出根', decodeHash: '生成规则哈希', numericClass: '数值类别', nonce: '随机数', seed: '种子', units: '单位', stopReason: '停止原因', deadline: '期限',
  sketchRoot: '略图根', bundleHash: '证据哈希', runtime: '运行时', votes: '投票', voucher: '凭单', anchor: '锚定', payment: '付款', modelFiles: '模型文件', replayRows: '重算的行', replaySketches: '重算的略图', replayTokens: '重算的 token', replayClass: '重算的类别', chain: '链', chainAnchor: '链上锚定', chainPayment: '链上付款', rows: '行', canonicalTrace: '规范轨迹', thresholds: '阈值', registry: '登记处',
};

export const noticeText: Pack['noticeText'] = {
  aDevice: '某个设备', theDevice: '设备', noReason: '没有给出原因。', ruleHolds: '你的一条规则成立', yourRules: '你的规则', someKind: '未说明的方式',
  workerRestarted: { what: (device) => `${device} 上的工作进程无故结束了。`, next: '新的已在运行；工作继续。' },
  jobRetried: { what: (job) => `任务 ${job} 失去了工作进程，重新开始。`, next: '完成后仍只付一次款。' },
  jobFailed: { what: (job, reason) => `任务 ${job} 失败。${reason}`, next: '不会为它付款。' },
  chainGone: { what: '链停止响应。', whatAt: (address) => `${address} 上的链停止响应。`, next: '任务继续。收据会等待，链恢复后结算。' },
  woke: { what: (span) => `机器休眠了 ${span}。`, next: '已立即告知客户机器恢复。期间过了期限的任务已退回给客户，不算失败。' },
  chainBack: { what: '链重新响应。', next: '等待的收据正在结算。' },
  chainDoubt: {
    old: (address, age) => `链的数据是${age}前的：${address} 没有更新的区块。`,
    differ: (address, other, block) => `链的两个地址对区块 ${block} 意见不一：${address} 和 ${other}。`,
    next: '不会据此做任何决定。订单和付款会等到链重新可靠为止。',
  },
  chainSound: { what: '链的数据已更新，所有地址意见一致。', next: '接受订单，等待的收据得到结算。' },
  rpcSetAside: { what: (address, reason) => `不再使用链地址 ${address}。${reason}`, next: '如有其他地址，则使用它们。请从部署文件中去掉它，或修好它。' },
  providerRestarted: { what: 'Hearth 曾意外结束，已重新启动。', next: '没做完的任务从日志记录处继续。' },
  signerRestarted: { what: '签名程序曾结束，已重新启动。', next: '它的账簿完整；没有任何东西签了两次。' },
  firstReceipt: { what: '第一张收据已签名。', whatFor: (job) => `第一张收据已签名，任务 ${job}。`, next: '打开任务，在本机检查它。' },
  deviceSetAside: { what: (device) => `多次出错后已搁置：${device}。`, next: '关闭再打开它，就是再给它一次机会。' },
  ruleStopped: { what: (cause, device) => `${cause}；已归还 ${device}。`, next: '规则允许时工作自动继续。' },
  ruleEnded: { what: (rule, device) => `${rule}：恢复正常，${device} 继续工作。`, next: '这里不用做什么。' },
  voided: { what: (job, reason) => `任务 ${job}：${reason}`, next: '打开任务查看交易。它的收据可以用 hearth verify 重算。' },
  slashed: { what: (job, reason) => `任务 ${job}：${reason}`, next: '打开任务查看交易。质押较少的节点，同时进行的工作也只能较少。' },
  disputed: { what: (job) => `有人缴纳保证金，对任务 ${job} 的收据提出争议。`, next: 'Hearth 会重算任务并自动回应。请让它运行：沉默会损失质押。' },
  disputeEnded: {
    won: (job) => `任务 ${job} 的争议胜诉：回应成立，对方保证金的一半归这个节点。`,
    lost: (job) => `任务 ${job} 的争议败诉。`,
    unproven: (job) => `任务 ${job} 的争议没有得到证实，所有保证金都已退还。`,
    next: '打开任务查看经过。',
  },
  cheating: { what: (kind) => `这个节点在故意作弊：${kind}。`, next: '它在练习网络上用 --cheat 启动。不带它启动就是诚实的。' },
  orderRefused: { what: (reason) => `拒绝了一个订单。${reason}`, next: '这里不用做什么。' },
};
export const severityWords: Pack['severityWords'] = { info: '供你了解', attention: '注意', failure: '故障' };
