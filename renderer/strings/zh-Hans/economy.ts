import type { Pack } from '../pack.ts';

export const approveWords: Pack['approveWords'] = {
  asking: '正在向签名程序和链询问这会做什么。',
  account: (name) => `由 ${name} 签名。`,
  sent: '已发送。进入区块后才算数；在那之前这里不变。',
  transactions: '交易', transactionsEmpty: '还没有发送过任何交易。', transactionsEmptyNext: '你在这里签名的内容会显示为待确认，直到进入区块。', transactionsWaiting: '正在读取交易。',
};

export const benchmarkWords: Pack['benchmarkWords'] = {
  title: '自检与速度', run: '立即测试', again: '重新测试', cancel: '取消', waits: '正在等待轮到它，并等待规则允许。', none: '尚未测试。', noneNext: '新设备空闲时会自动测试。',
  steps: { load: '正在加载', check: '正在比对', prefill: '正在读取提示：', decode: '正在生成：', classify: '正在分类：' }, step: (what, model, done, of) => `${what} ${model}，${done} / ${of}`,
  progress: '测试进度',
  verdict: { sound: '计算正确。', wrong: '计算结果与正确结果不同。', unproven: '这里没有可比对的内容。' },
  failed: (reason) => `测试没有完成：${reason}。`,
  check: { integers: '8 位乘积', sevenBits: '权重为 7 位的 8 位乘积', output: '输出，逐位', sketches: '略图与处理器比对', tokens: 'token 与处理器比对', vectors: '向量与处理器比对' },
  state: { passed: '通过', failed: '未通过', notChecked: '未检查' },
  integersOnly: '它不接受整数模型。', sevenBitsOnly: '整数模型中，它接受权重为 7 位的。', noMeter: '未知：没有功率计', head: { model: '模型', prefill: '提示', decode: '输出', energy: '电能' },
  perSecond: (rate, kind) => `${rate} ${kind === 'generate' ? 'token/秒' : '项/秒'}`, joules: (joules, kind) => `每${kind === 'generate' ? ' token ' : '项 '}${joules} J`,
  with: (when, driver, runtime) => `测试于 ${when}，${driver === null ? '未报告驱动' : `驱动 ${driver}`}，运行时 ${runtime}。`, checks: '所有检查',
};

export const stakingWords: Pack['stakingWords'] = {
  title: '质押', staked: '已质押', waiting: '正在从链上读取质押。', unbound: '这个节点还没有绑定运营者。', unboundNext: '运营者绑定一次，永久有效；之后就能为它质押。在练习网络上，Hearth 会在几秒内自动完成。',
  allows: (limit, used) => `它允许价值 ${limit} 的任务同时等待付款。现在有 ${used} 在等待。`, allowsNothing: '没有质押，所以没有任务能等待付款，也不会接受任何任务。',
  age: (age) => `链的数据是${age}前的。请不要据此决定；在数据更新之前，签名操作已关闭。`,
  figures: {
    required: '现在需要', requiredWhy: '必须留给进行中的任务和席位', surplus: '可以取回', surplusWhy: '已质押但不需要', inFlight: '在进行中的任务里', inFlightWhy: (share) => `占质押所允许的 ${share}`,
    unbonding: '解除质押中', unbondingNone: '没有正在返还的', atRisk: '当前风险', atRiskWhy: (percent) => `一次被证实的过错罚没 ${percent}`, slashed: '累计罚没', slashedNever: '从未', slashedTimes: { other: '次' },
  },
  unbonding: { running: (left) => `还需 ${left}`, ready: '可以释放', until: (when) => `到 ${when}`, free: '释放', freeSentence: (amount) => `释放 ${amount}：之后可以再次发送。` },
  operator: { title: '谁可以操作', is: '运营者', none: '没有账户', noKey: '它的密钥不在这个钱包里，所以这里不能签名。', noKeyPractice: '在练习网络上，这是 Hearth 创建的账户。请把它的测试密钥导入钱包（在数据文件夹的 practice/keys.json 里，operator 一项），然后在这里操作，或在终端使用 hearth stake。', toWallet: '前往钱包', waiting: '正在等待保管密钥的签名程序。' },
  acts: { stake: '增加质押', unstake: '解除质押', amount: '金额', review: '查看', cancel: '取消', bad: '金额由数字组成，可以有一个小数点和最多 18 位小数。', zero: '金额为零。', tooMuch: (has) => `只质押了 ${has}。`, stakeGo: '签名并质押', unstakeGo: '签名并解除质押', withdrawGo: '签名并释放' },
  preview: {
    title: '会改变什么', now: '现在', after: '之后', staked: '已质押', limit: '可同时等待付款', free: '可以取回', worst: '一次被证实的过错罚没', worstWhy: (percent) => `所有已质押和解除中的 ${percent}，下一次过错再罚一次：最坏情况下全部失去`,
    lock: (span) => `从你提出的那天起，取回需要 ${span}，在那之前都可能被罚没。`,
    buysNothing: '今天不会因此多挣：限制你的不是质押。', buysUnknown: '能多挣多少尚不清楚：这台机器还没有一整天的付款记录。', buys: (most) => `如果订单足够，每天最多可多挣 ${most}，也可能一点都没有。`,
  },
  warnings: {
    inactive: (models) => `将不剩任何质押。节点的全部 ${models}都不再接受订单。`, models: { other: '个模型' }, belowRequired: '剩余的质押将少于进行中任务所需。在它们付款之前不再接受新工作。', seats: '验证者席位需要这笔质押。在你离开席位之前，链会拒绝。',
    restarts: (wait) => `已有一部分正在解除质押。这一笔会并入，倒计时重新开始：全部再等 ${wait}。`, slashable: '它立刻不再计入，并且在释放之前都可能被罚没。',
  },
  stakeSentence: (amount) => `为这个节点锁定运营者的 ${amount}。`, unstakeSentence: (amount, span) => `从质押中取出 ${amount}。${span}后你可以释放它。`,
  slashes: {
    title: '被罚没的', empty: '从未被罚没。', emptyNext: '罚没会列在这里，附上原因、相关收据，以及供你自己检查的证据。',
    why: { fault: '被证实的过错', dispute: '争议败诉', vote: '两张不同的投票', refund: '法庭裁定的退款', unknown: '被法庭罚没' },
    job: '相关任务', noJob: '本机没有对应的任务', subject: '证据哈希', by: '举证者', at: '时间', tx: '交易', rule: '规则',
    rules: { fault: '任何人都可以向链出示一张从自身字节就能看出是假的收据。', dispute: '另一个节点重算了任务，并指出了出错的算子。', vote: '验证者对一张收据只签一张投票。', refund: '任务被判为假的客户，从质押中得到退款。', unknown: '这笔交易没有指明本版本认识的规则。' },
    final: '链上没有上诉：合约当场作出判断，并且不可更改。证据包让你和他人都能检查。', export: '生成证据包',
  },
};

export const parameterWords: Pack['parameterWords'] = {
  AuditFloorBps: { title: '收据审计比例', what: '每个节点的收据至少有这个比例会被审计' },
  FirstJobsAudited: { title: '全部审计的前几个任务', what: '新节点最初的这些任务全部会被审计' },
  FirstCommittee: { title: '第一委员会', what: '最先查看的验证者人数' },
  SecondCommittee: { title: '第二委员会', what: '第一批意见不一时查看的验证者人数' },
  FinalCommittee: { title: '最终委员会', what: '作最后决定的验证者人数' },
  CommitSeconds: { title: '提交投票的时间', what: '迟到的验证者失去这次投票' },
  RevealSeconds: { title: '公开投票的时间', what: '迟到的验证者失去这次投票' },
  ResponseSeconds: { title: '回应争议的时间', what: '被指控的节点沉默超过这个时间就败诉' },
  DisputeBondWei: { title: '争议的最低保证金', what: '由提出争议的人缴纳，归胜方所有' },
  RejectBondWei: { title: '否决保证金', what: '由要求成立委员会的人缴纳' },
  VerifierPayWei: { title: '验证者报酬', what: '每查看一张收据' },
  VerifierPayMaxBps: { title: '验证者报酬上限', what: '占任务价格的比例' },
  FaultSlashBps: { title: '被证实过错的罚没', what: '占所有已质押和解除中的比例' },
  SilenceSlashBps: { title: '沉默的罚没', what: '未按时回应争议时，占所有已质押和解除中的比例' },
  VerifierSlashBps: { title: '两张不同投票的罚没', what: '占验证者质押的比例' },
  UnbondingSeconds: { title: '解除质押的时间', what: '要求取回的质押要等这么久' },
  ClaimSeconds: { title: '索付到付款的时间', what: '客户可在这段时间内提出异议' },
  SeatStakeWei: { title: '验证者席位所需质押', what: '每个新席位需要这么多' },
  RegistrationSeconds: { title: '登记模型后的等待', what: '之后才能获得模型分成' },
  SnapshotAgeSeconds: { title: '验证者名单的时点', what: '委员会从这么久以前的名单中抽取' },
  DisputeBondBps: { title: '按质押计算的争议保证金', what: '占被指控方所有已质押和解除中的比例；争议须缴纳这么多，且不低于最低保证金' },
};

export const governanceWords: Pack['governanceWords'] = {
  title: '治理', waiting: '正在从链上读取提案。', back: '所有提案',
  votes: '你的票', noWallet: '钱包里没有账户，就没有票可投。提案仍然可以阅读。',
  accountLine: { self: '自己投票', nobody: '在你委托之前，没有人用这些币投票', given: '票已委托给', holds: (amount) => `持有 ${amount}`, watch: '仅观察，密钥不在这里' },
  delegate: { go: '委托', toSelf: '由我自己投票', back: '收回', title: '由谁用这些币投票', to: '投票账户', toHint: '0x 和 40 位十六进制数字。币留在原处，只有票转出。随时可以收回。', review: '查看', sign: '签名并委托', cancel: '取消', noExpiry: '链上没有为它设截止日期：在你收回之前一直有效。', bad: '这不是地址。', sentence: (to) => `把这个账户所有币的票（包括质押的）交给 ${to}。`, sentenceSelf: '账户用自己的币投票，包括质押的。' },
  proposals: '提案', filter: { label: '显示', open: '进行中', upcoming: '即将开始', closed: '已结束' },
  empty: { open: '没有进行中的提案。', upcoming: '没有即将开始的提案。', closed: '还没有提案有过结果。' }, emptyNext: '票数足够的人都可以提出。', notAll: (shown, total) => `显示最新的 ${shown} 项，共 ${total} 项。`,
  state: { pending: '即将开始', active: '进行中', canceled: '已撤回', defeated: '未通过', succeeded: '已通过，待排队', queued: '已通过，等待延时', expired: '已通过，但从未执行', executed: '已执行' },
  support: { for: '赞成', against: '反对', abstain: '弃权' },
  ends: (left, when) => `${left}后结束，${when}`, opens: (left, when) => `${left}后开始，${when}`, ended: (when) => `${when} 结束`, executable: (left) => `${left}后可以执行`, executableNow: '现在可以执行',
  votedFor: (how, weight) => `你已投票：${how}，${weight}。`, youHave: (weight) => `你在这里有 ${weight}。`, noPower: '提案开始时你没有票，所以不能对它投票。', noPowerYet: '照现在的情况，你对它将没有票。请在它开始之前委托。',
  quorum: (now, needed) => `需要 ${needed} 参与，已有 ${now}`, bar: (f, a, n) => `${f} 赞成，${a} 反对，${n} 弃权`,
  effect: '对你的节点有什么改变', description: '提案人怎么说', descriptionWhy: '由陌生人所写，只作为纯文本显示。Hearth 不会打开其中的地址，里面也没有 Hearth 的人在说话。', cut: '内容更长；全文在链上。', noDescription: '没有内容。', raw: '链上的原始调用', target: '调用', value: '发送', proposer: '提案人', id: '提案', moreActions: (n) => `它包含 ${n} 个调用；只显示前十个。`,
  timeline: '进展', result: '目前票数',
  vote: { title: '你的投票', account: '投票账户', how: '怎么投', reason: '理由（可选）', reasonHint: '它会永远留在链上，列在这个账户名下，所有人都能读到。', left: (n) => `还可输入 ${n} 个字符`, review: '查看', sign: '签名并投票', final: '投票后不能更改。', sentence: (how, weight) => `投${how}，${weight}。`, reasonShown: '附上理由', stored: '链上保存的理由', closed: '投票已结束。', noKey: '有票账户的密钥不在这个钱包里。' },
  queue: { go: '排队', sentence: '把已通过的提案交给时间锁；任何人都可以做，只花手续费。', sign: '签名并排队' },
  execute: { go: '执行', sentence: '执行提案；任何人都可以做，只花手续费。', sign: '签名并执行' },
  propose: {
    go: '提出修改', title: '提出修改', what: '内容', kinds: { setParameter: '一个治理数值', grant: '一笔拨款' }, parameter: '数值', value: '新值', bounds: (low, high) => `${low} 到 ${high}。`, to: '给', amount: '金额', held: (amount) => `金库有 ${amount}。`,
    why: '理由', whyHint: '第一行是标题。它会永远留在链上。', review: '查看', sign: '签名并提案', cancel: '取消', threshold: (needed, has) => `提案需要 ${needed} 票；这个账户有 ${has}。`, badValue: '这个值不适用。', outOfBounds: '合约拒绝超出范围的值。', badAddress: '这不是地址。', same: '现在就是这个值。',
    unit: { Wei: '以币为单位', Bps: '百分比', Seconds: '以秒为单位', count: '整数' }, sentence: (change) => `提议：${change}`,
  },
  treasury: { title: '金库', held: '持有', due: '待领取', pool: '验证者资金池', issued: '新增发的币', issuedOf: (cap) => `上限 ${cap}`, split: '每笔付款的分配', splitWords: (node, verifiers, app, treasury) => `${node} 归节点，${verifiers} 归验证者，${app} 归应用，${treasury} 归金库；模型分成从节点的部分中支出。` },
  notFound: '链上没有这个提案。',
  effects: {
    set: (title, now, then) => `${title}：${now} → ${then}。`,
    seatShort: (short) => `新席位需要的比你可用的多：你还差 ${short}。`, seatEnough: '你可用的足够一个新席位。', seatsHeld: (n) => `你现有的 ${n} 个席位保留取得时的质押。`,
    fault: (then, now) => `这个节点一次被证实的过错将罚没 ${then}；现在罚没 ${now}。`, silence: (then, now) => `这个节点不回应争议将罚没 ${then}；现在罚没 ${now}。`,
    unbonding: (then) => `之后要求取回的质押要等 ${then}。已在途中的日期不变。`, audits: (then, now) => `你的收据大约 ${then} 会被审计；现在是 ${now}。`,
    none: (what) => `与你无关：${what}。`, treasury: (amount, share) => `${amount} 将离开金库，占其持有的 ${share}。与你的币无关。`, treasuryShort: (amount) => `它拨付 ${amount}，超过金库持有的数额：将会失败。`, unknown: '这个版本的 Hearth 说不出它会做什么。请阅读下面的调用，看得懂再投票。', noStake: 'Hearth 现在不知道这个节点的质押，所以说不出这等于多少币。',
  },
};
