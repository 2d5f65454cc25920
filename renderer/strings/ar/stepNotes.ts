import type { Pack } from '../pack.ts';

export const stepNoteWords: Pack['stepNoteWords'] = {
  'note.on': (a) => `على ${a}`, 'note.again': (a, b) => `المحاولة ${a} على ${b}`, 'note.workerLost': (a) => `انتهى العامل (${a})؛ تعمل المهمة من جديد على عامل آخر`,
  'note.gaveBack': (a, b) => `أُعيد ${a} (${b})؛ تعمل المهمة على جهاز آخر`, 'note.receipt': (a) => `الإيصال رقم ${a}`, 'note.voucher': (a, b) => `قسيمة العميل ${a}، الأصوات: ${b}`,
  'note.batched': (a, b) => `رقم ${a} من ${b} تحت جذر واحد`, 'note.block': (a) => `الكتلة ${a}`, 'note.unanchored': 'استردّت السلسلة الكتلة؛ تُرسل الدفعة من جديد',
  'note.takenBack': 'استردّت السلسلة الكتلة', 'note.claimed': (a, b, c) => `الكتلة ${a}: لم يرسل العميل قسيمة؛ ${b} ابتداءً من ${c}`, 'note.unclaimed': 'انتهت المطالبة دون دفع',
  'note.refunded': (a, b) => `الكتلة ${a}: رُدّ ${b} من الرهن إلى العميل`, 'note.refundedClaim': (a, b) => `الكتلة ${a}: عاد ${b} إلى حجز العميل`,
  'note.slashed': (a, b, c) => `الكتلة ${a}: ${b}، ${c} من الرهن`, 'note.voided': (a, b) => `الكتلة ${a}: رفضتها لجنة، غرامة ${b}`,
  'note.handedBack': (a) => `أُعيدت إلى العميل: ${a} أخذت الأجهزة`, 'note.byOwner': 'بواسطة المالك', 'note.byClient': 'بواسطة العميل',
  'note.disputeNone': 'انتهى', 'note.disputeLost': 'خُسر: ثبت أن الإيصال كاذب، أو لم يجب أحد', 'note.disputeWon': 'كُسب: صمد الجواب وخسر المعترض كفالته', 'note.disputeUnproven': 'انتهى بلا برهان: عادت الكفالات', 'note.disputeWaits': 'مفتوح، ولا جواب بعد', 'note.disputeOpen': (a, b) => `مفتوح، الأجوبة: ${a}، العناصر المسماة: ${b} من 3`,
};
