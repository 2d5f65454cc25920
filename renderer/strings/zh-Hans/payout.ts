import type { Pack } from '../pack.ts';

export const payoutWords: Pack['payoutWords'] = {
  title: '领取什么，何时领取', waiting: '正在向链查询有什么待领以及费用多少。', unsigned: '正在询问钱包的签名程序。',
  places: { onWay: '在途', onWayNote: '凭单、锚定和窗口期', settle: '可以结算', settleNote: '节点会自行结算', held: '暂缓', heldNote: '因为你的手续费上限', collect: '在合约里', collectNote: '待领取', payout: '在收款地址', float: '节点的备用金', floatNote: '用于锚定和结算' },
  kinds: { account: '账户的报酬和退款', royalty: '模型分成', issuance: '本节点的新币' },
  fee: (fee) => `当前手续费 ${fee}`, share: (percent) => `占金额的 ${percent}`, above: (percent) => `超过 ${percent}`, feeUnknown: '链没有给出费用',
  recommend: {
    nothing: '没有需要领取的。任务的款项会自动到达收款地址。',
    collect: (amount, percent) => `现在领取：可得 ${amount}，手续费占其中的 ${percent}。`,
    wait: (amount, limit) => `等一等：${amount} 的手续费会超过你的上限 ${limit}。手续费不随金额增加。`,
    settle: (percent, limit) => `等一等：现在结算要花掉可结算金额的 ${percent}，而你的上限是 ${limit}。`,
    settleDays: (amount, days) => `达到 ${amount} 时划算；按你的任务速度还需 ${days}。`, settleFrom: (amount) => `达到 ${amount} 时划算。`,
    unknown: (amount) => `可领取 ${amount}。在“设置价格”里用同一种货币写明一个 EMBER 和一个手续费币值多少，就能衡量手续费。`,
  },
  advice: { collect: '现在划算', from: (amount) => `达到 ${amount} 时划算`, unknown: '未衡量' }, days: { other: '天' },
  collect: '领取', collectGo: '签名并领取', collectSentence: (amount, holder) => `把 ${amount} 发给 ${holder}。签名者付手续费；谁也不能把它发到别处。`,
  anyway: '不论费用都领取', overruled: (when) => `在 ${when} 之前不应用你的手续费上限。`, noAccount: '领取需要一个钱包账户：由它的密钥签名，并由它付手续费。', toWallet: '前往钱包',
};

export const publishWords: Pack['publishWords'] = {
  publish: '发布它', title: '发布模型', why: '按根哈希登记模型，永久有效。此后经网络合约付款的每个任务都会付给你模型分成。', noAccount: '发布需要一个钱包账户：由它的密钥签名，并由它付手续费。',
  account: '发布者', royalty: '模型分成，占任务价格的百分比', royaltyMost: (percent) => `本网络最多支付 ${percent}。之后不能更改。`,
  contributors: '贡献者的份额', contributorsHint: '每行一个：地址及其在分成中的百分比。其余归发布者。', uri: '说明所在的地址', uriHint: '写在链上，人人可读。可以留空。',
  bad: { royalty: '请输入 0 到 100 的百分比，最多两位小数。', line: (n) => `第 ${n} 行不是地址加百分比。`, twice: '同一地址有两份。', over: '份额合计超过百分之百。' },
  plan: '继续', planning: '正在计算每个文件的哈希', cancel: '取消',
  list: '你的发布', forget: '移除', keeps: (percent) => `分成的 ${percent} 归发布者`, asks: (percent) => `模型分成 ${percent}`,
  state: {
    planned: '第 1 步，共 2 步：预告。预告不透露是哪个模型，所以没人能抢先登记。', announced: (left) => `已预告。${left}后可以登记。`, ready: (until) => `第 2 步，共 2 步：在 ${until} 之前登记。`,
    expired: '预告已过期，请重新预告。', registered: '已登记。收益见下方。', taken: '别人已登记了这个模型，这里无事可做了。',
  },
  announce: '预告', announceGo: '签名并预告', announceSentence: '预告一次登记，不透露模型。', register: '登记', registerGo: '签名并登记', registerSentence: (title, percent) => `以 ${percent} 的分成登记 ${title}。不能更改，也不能撤回。`,
  yours: (percent) => `其中 ${percent} 是你的`,
};
