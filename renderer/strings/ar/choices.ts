import type { Pack } from '../pack.ts';

export const choiceWords: Pack['choiceWords'] = {
  title: 'ما الذي يُقبل', why: 'تُرفض الطلبات لما هو متوقف، ولا يُعلَن عنه. وتُنجز المهام التي قُبلت من قبل.', waiting: 'جارٍ قراءة اختياراتك.', kinds: 'أنواع المهام', models: 'النماذج', take: (name) => `اقبل ${name}`,
  clients: 'العملاء المرفوضون', clientsNone: 'لا عميل مرفوضًا.', client: 'عنوان عميل', add: 'ارفض', addWrong: 'العنوان هو ‎0x‎ ثم 40 رقمًا ستة عشريًا.', remove: (address) => `اقبل ${address} من جديد`, removeShort: 'اقبل من جديد',
};
