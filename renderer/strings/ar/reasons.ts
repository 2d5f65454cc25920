import type { Pack } from '../pack.ts';

const wide = (className: string): string => (className === '' ? '' : `؛ حدود ${className} واسعة لأنها غير معايَرة`);

export const reasonWords: Pack['reasonWords'] = {
  'runtime.unasked': 'تعذّر سؤال بيئة التشغيل عما يمكنها استخدامه', 'runtime.otherGpu': (a) => `يمكن لـ ${a} استخدام بطاقة واحدة في هذا الجهاز، وهي بطاقة أخرى`,
  'runtime.refuses': (a) => `لا تستطيع بيئة التشغيل استخدامه (${a})`, 'gpu.noMakersDriver': 'برنامج تشغيل الصانع غير مثبَّت، وWindows يعرض الصورة بدونه',
  'gpu.virtual': 'محوّل عرض افتراضي أو إداري لا يحسب شيئًا', 'gpu.noDriver': 'لم يُحمَّل له برنامج تشغيل', 'gpu.given': 'مُسلَّم إلى جهاز افتراضي (vfio-pci)',
  'gpu.nameless': 'النظام لا يذكر صانعه ولا اسمه، فلا يُعرف ما الذي يعمل عليه', 'system.late': (a) => `لم يُجب النظام خلال ${a} ث`, 'system.unasked': (a) => `تعذّر سؤال النظام: ${a}`,
  'system.unclear': 'تعذّرت قراءة إجابة النظام', 'fault.driver': (a, b) => `أُعيد ضبط برنامج تشغيله ${a} مرات في يوم واحد (${b})`,
  'fault.workers': (a, b) => `انتهت هنا عمليات ${a} مهام متتالية (${b})`, 'fault.selfTest': (a, b) => `فشل اختباره الذاتي: ${a}، ${b}`, 'fault.fellOff': 'سقطت البطاقة من ناقلها',
  'fault.mustReset': 'يجب إعادة ضبط البطاقة', 'check.sketches': (a, b, c, className) => `أسوأ ${b} رسوم يبتعد ${a}، والمسموح ${c}${wide(className)}`,
  'check.tokens': (a, b, c, className) => `أكبر هامش في ${b} رموز هو ${a} nats، والمسموح ${c}${wide(className)}`, 'check.notExact': 'مخرجات هذا النموذج ليست متطابقة على كل جهاز',
  'check.nothing': 'لم يُحسب شيء', 'check.same': (a) => `كل المخرجات (${a}) صحيحة بتًّا ببت`, 'check.differs': (a, b) => `المخرج ${a} من ${b} ليس الصحيح`,
  'check.notHere': (a) => `لا يعمل هنا: ${a}`, 'check.integers': 'جداءات 8 بت دقيقة', 'check.integersWrong': (a) => `جداءات 8 بت غير دقيقة (${a})`,
  'check.noPeer': 'المعالج لا يشغّل هذا النموذج، فلا شيء للمقارنة به', 'test.rules': 'استعادت القواعد الجهاز', 'test.cancelled': 'أُلغي',
};
