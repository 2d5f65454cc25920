import type { Pack } from '../pack.ts';

export const stepNoteWords: Pack['stepNoteWords'] = {
  'note.on': (a) => `在 ${a} 上`, 'note.again': (a, b) => `第 ${a} 次尝试，在 ${b} 上`, 'note.workerLost': (a) => `工作进程终止（${a}）；任务在新的进程中重新运行`, 'note.gaveBack': (a, b) => `${a} 已归还（${b}）；任务在另一设备上运行`,
  'note.receipt': (a) => `收据编号 ${a}`, 'note.voucher': (a, b) => `客户的凭单 ${a}，票数：${b}`, 'note.batched': (a, b) => `同一根下的第 ${a} 个，共 ${b} 个`, 'note.block': (a) => `区块 ${a}`,
  'note.unanchored': '链撤回了该区块；批次将重新发送', 'note.takenBack': '链撤回了该区块', 'note.claimed': (a, b, c) => `区块 ${a}：客户没有发来凭单；自 ${c} 起可得 ${b}`, 'note.unclaimed': '索付结束而未付款',
  'note.refunded': (a, b) => `区块 ${a}：从质押退还客户 ${b}`, 'note.refundedClaim': (a, b) => `区块 ${a}：${b} 退回客户的预留款`,
  'note.slashed': (a, b, c) => `区块 ${a}：${b}，质押 ${c}`, 'note.voided': (a, b) => `区块 ${a}：被委员会拒绝，罚款 ${b}`, 'note.handedBack': (a) => `已交还客户：${a} 收回了设备`, 'note.byOwner': '由所有者',
  'note.byClient': '由客户',
  'note.disputeNone': '已结束', 'note.disputeLost': '败诉：收据被证明是假的，或无人应答', 'note.disputeWon': '胜诉：应答成立，挑战者失去保证金', 'note.disputeUnproven': '没有证明而结束：保证金已退回', 'note.disputeWaits': '进行中，尚未应答', 'note.disputeOpen': (a, b) => `进行中，应答 ${a}，已指定元素 ${b}/3`,
};
