import type { Pack } from '../pack.ts';

export const stepNoteWords: Pack['stepNoteWords'] = {
  'note.on': (a) => `${a}で`, 'note.again': (a, b) => `${b}で${a}回目`, 'note.workerLost': (a) => `ワーカーが終了しました（${a}）。ジョブは新しいワーカーでやり直します`,
  'note.gaveBack': (a, b) => `${a}を返却しました（${b}）。ジョブは別のデバイスで動きます`, 'note.receipt': (a) => `レシート番号${a}`, 'note.voucher': (a, b) => `クライアントのバウチャー${a}、投票：${b}`,
  'note.batched': (a, b) => `1つのルートの下の${b}件中${a}番目`, 'note.block': (a) => `ブロック${a}`, 'note.unanchored': 'チェーンがブロックを取り消しました。バッチを再送します', 'note.takenBack': 'チェーンがブロックを取り消しました',
  'note.claimed': (a, b, c) => `ブロック${a}：クライアントがバウチャーを送らないため、${c}から${b}`, 'note.unclaimed': '請求は支払われずに終わりました', 'note.refunded': (a, b) => `ブロック${a}：ステークから${b}をクライアントへ返金`, 'note.refundedClaim': (a, b) => `ブロック${a}：${b}をクライアントの予約金へ返却`,
  'note.slashed': (a, b, c) => `ブロック${a}：${b}、ステーク${c}`,
  'note.voided': (a, b) => `ブロック${a}：委員会が拒否、違約金${b}`, 'note.handedBack': (a) => `クライアントに返却：${a}がデバイスを取り戻しました`, 'note.byOwner': '所有者による', 'note.byClient': 'クライアントによる',
  'note.disputeNone': '終了しました', 'note.disputeLost': '敗訴：レシートが偽と証明されたか、誰も答えませんでした', 'note.disputeWon': '勝訴：回答が認められ、申立人は保証金を失いました', 'note.disputeUnproven': '証明なしで終了：保証金は戻りました', 'note.disputeWaits': '係争中、まだ回答がありません', 'note.disputeOpen': (a, b) => `係争中、回答${a}、指定された要素${b}／3`,
};
