import type { Pack } from '../pack.ts';

export const jobColumnWords: Pack['jobColumnWords'] = {
  fields: {
    kind: 'النوع', device: 'الجهاز', attempts: 'المحاولات', unitsIn: 'وحدات الإدخال', unitsOut: 'وحدات الإخراج', speed: 'وحدات في الثانية', energy: 'الطاقة', meanPower: 'متوسط القدرة', mostPower: 'أقصى قدرة', mostHeat: 'أعلى حرارة', load: 'حمل الجهاز', memory: 'ذروة الذاكرة', received: 'البايتات المستلمة', sent: 'البايتات المرسلة', stop: 'انتهت بسبب', numericClass: 'الفئة العددية', runtime: 'بيئة التشغيل', failure: 'الفشل',
    startedAt: 'بدأت', finishedAt: 'انتهت', wait: 'الانتظار', firstUnit: 'أول وحدة بعد', compute: 'مدة الحساب', duration: 'من القبول إلى النهاية',
    modelId: 'معرّف النموذج', app: 'التطبيق', tier: 'المستوى', auditPolicy: 'قاعدة التدقيق', deadline: 'الموعد الأخير', unitsInMax: 'أقصى إدخال', unitsMax: 'أقصى إخراج', temperature: 'الحرارة', topK: 'Top-k', topP: 'Top-p', sampler: 'آلية الاختيار', seed: 'البذرة',
    receipt: 'الإيصال', receiptNumber: 'رقم الإيصال', epoch: 'الحقبة', evidenceBytes: 'الأدلة', verdict: 'المدققون', votes: 'أصوات القبول', audit: 'التدقيق',
    price: 'السعر', priceIn: 'سعر وحدة الإدخال', priceOut: 'سعر وحدة الإخراج', shares: 'حصص الآخرين', paidAt: 'دُفعت في', reservation: 'الحجز', voucher: 'رقم القسيمة', voucherTotal: 'مجموع القسيمة',
    batch: 'الدفعة', batchPlace: 'الموضع في الدفعة', anchorTx: 'المرساة', anchorBlock: 'كتلة المرساة', windowEnds: 'إغلاق النافذة', claimTx: 'المطالبة', claimableAt: 'استحقاق المطالبة', paymentTx: 'الدفع', paymentBlock: 'كتلة الدفع',
  },
  order: 'الترتيب', earlier: 'أعلى', later: 'أسفل', earlierOf: (column) => `نقل ${column} إلى أعلى`, laterOf: (column) => `نقل ${column} إلى أسفل`, place: (column, place, count) => `${column} الآن العمود ${place} من ${count}`,
  orderHint: 'بالفأرة: اسحب رأس العمود إلى مكانه.',
  open: 'الأعمدة', title: 'أعمدة هذه القائمة', reset: 'كما في البداية', groups: { row: 'في الصف', run: 'التشغيل', times: 'الأوقات', order: 'الطلب', evidence: 'الأدلة', money: 'المال', chain: 'على السلسلة' },
  stops: { stopToken: 'رمز توقف', maxNewTokens: 'طولها', maxContext: 'سياق النموذج' }, policies: { open: 'مفتوحة', named: 'مدققون محددون', client: 'العميل وحده' }, none: 'لا شيء', noLimit: 'بلا حد',
  falling: (column) => `المهام حسب ${column}، تنازليًا. مفاتيح الأسهم تنقل من صف إلى صف.`, rising: (column) => `المهام حسب ${column}، تصاعديًا. مفاتيح الأسهم تنقل من صف إلى صف.`, sortBy: (column) => `الترتيب حسب ${column}`, scrolls: 'قائمة المهام، تُمرَّر جانبيًا',
};
