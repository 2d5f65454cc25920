import type { Pack } from '../pack.ts';

export const bookWords: Pack['bookWords'] = {
  title: 'ما الذي يبقى', waiting: 'جارٍ قراءة الحسابات.', gross: 'دفعه العملاء', shares: 'حصص الشبكة', arrived: 'وصل', energy: 'الطاقة', net: 'الباقي',
  measured: (wattHours, percent) => `${wattHours}، وقِيس ${percent} من الوقت`, noMeter: 'غير معروفة: لا يمكن هنا قراءة مقياس قدرة لأي جهاز', energyNoPrice: 'السعر غير معروف',
  range: (least, most) => `من ${least} إلى ${most}`, estimated: 'تقدير: بعض المدفوعات أقدم من أول سعر صرف',
  unknown: {
    noMeter: 'غير معروف، إذ لا يذكر أي جهاز قدرته', noTariff: 'غير معروف، إذ لم يذكر أحد كم تكلّف الكهرباء', noRate: 'غير معروف، إذ لم يذكر أحد كم تساوي العملة', twoCurrencies: 'غير معروف، إذ تُحسب الكهرباء والعملة بنقدين مختلفين',
  },
  returns: 'بحسب النموذج والجهاز', returnsNone: 'لم يُدفع شيء بعد في هذه المدة.', notKnown: 'غير معروف',
  head: { model: 'النموذج', device: 'الجهاز', jobs: 'المهام', paid: 'المدفوع', perHour: 'ساعة رسوميات', perKilowattHour: 'كيلوواط ساعة', net: 'الباقي من الساعة' },
  projection: (coins, days) => `بوتيرة آخر ${days}: ${coins} في اليوم.`, projectionLast: (said, was) => `قيل هنا أمس ${said}، وجاء ${was}.`, projectionNone: 'يُقال ما يأتي به اليوم بعد يوم من أرقام هذا الجهاز نفسه.',
  days: { one: 'يوم', two: 'يومين', few: 'أيام', many: 'يومًا', other: 'يوم' },
  setPrices: 'حدّد الأسعار', pricesTitle: 'كم تكلّف الكهرباء وكم تساوي العملة', currency: 'رمز النقد، ثلاثة أحرف', power: 'الكيلوواط ساعة', coin: 'وحدة العملة', feeCoin: 'وحدة من عملة الرسوم', keep: 'فارغ: كما هو', save: 'احفظ', cancel: 'ألغِ',
  otherTariff: 'تُحسب الكهرباء بقائمة أو برنامج حُدّد في سطر الأوامر. يحل محله رقم تكتبه هنا.', otherRate: 'يأتي سعر الصرف من ملف أو برنامج حُدّد في سطر الأوامر. يحل محله رقم تكتبه هنا.',
  wrongCurrency: 'ثلاثة أحرف لاتينية كبيرة، مثل EUR.', wrongNumber: 'اكتب رقمًا.',
  csv: 'احفظ بصيغة CSV', csvWhy: 'سطر لكل إيصال ولكل دفعة مصروفة ولكل ساعة من الطاقة؛ والمجاميع هي مجاميع هذه الصفحة.',
};
