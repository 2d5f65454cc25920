import type { Pack } from '../pack.ts';

export const guardWords: Pack['guardWords'] = {
  title: '守护者', why: '守护者是另一个节点，通常是你的第二台机器。它保存这个节点收据的证据，在这台机器关闭时回应关于收据的争议。没有人按时回应的争议会损失一部分质押。',
  waiting: '正在查询谁守护这个节点。', empty: '没有谁守护这个节点，它也不守护谁。', emptyNext: '在这里指定你的第二台机器，并在那台机器上接受这个节点。',
  ours: '谁守护这个节点', oursNone: '没有。这台机器关闭时，只有审计过收据的验证者能替它回应。', theirs: '这个节点守护谁', theirsNone: '没有。', name: '指定守护者', accept: '守护一个节点', own: '这个节点，给另一台机器用：', remove: '移除',
  there: '在线', away: '不在线', refused: '还没有接受这个节点', refusedNext: '由其所有者在那台机器的质押页面上，或用 hearth guards accept 接受。', holds: (receipts) => `它保存着 ${receipts}的证据。`, receipts: { other: '张收据' }, declinedModel: '有些它没有收下：它没有对应的模型。', declined: '有些它没有收下。',
  disk: (size) => `这块磁盘上其他节点的证据：${size}。`, kept: (span) => `每个文件在收到${span}后删除，那时已不可能再有关于它的争议。`,
  nameRisk: '它会得到这个节点所锚定收据的提示和回答，直到不能再有争议为止，它的所有者可以阅读。只指定你愿意给它看这些内容的机器。', acceptRisk: '它客户的提示会以普通文件保存在这块磁盘上，使用这个电脑账户的人都能阅读，直到不能再有争议为止。',
  acceptBond: (bond) => `当它不回应争议时，这个节点会审计收据，只有认为收据正确才回应。每次回应以这里最多 ${bond} 的质押作担保，直到争议结束；如果回应被证明是错的，这部分就会损失。如果回应成立，提出争议者保证金的一半归这个节点的收款地址。`,
  address: '节点地址', addressHint: '那台机器在本页“守护者”下显示它；hearth guards 也会给出。', bad: '地址是 0x 加 40 位十六进制数字。', isOwn: '这就是本节点。', known: '已经在列表里。', full: '最多十六个。请先移除一个。', nameGo: '让它守护这个节点', acceptGo: '守护它', cancel: '取消',
  removeAsk: (node) => `不再让 ${node} 守护这个节点吗？`, removeWhy: '它不会再得到新的内容。已有的留在那里，直到不能再有争议，它仍可能回应。', dropAsk: (node) => `这个节点不再守护 ${node} 吗？`, dropWhy: '不再收下新的内容。这里已有的保留到不能再有争议为止，仍会为它回应。', keep: '保留',
  answers: '回应过的争议', answersWaiting: '正在从链上读取争议。', answersNone: '到目前为止没有。', answersNoneNext: '这个节点替别的节点、或别的节点替它回应时，会列在这里。', answeredHere: '这个节点替它回应', answeredByOthers: '另一个节点替这个节点回应', outcome: { none: '争议进行中。', accusedWon: '回应成立。', challengerWon: '提出争议者胜诉。', unproven: '没有结论就结束了。' },
};
