import type { Pack } from '../pack.ts';

export const modelsWords: Pack['modelsWords'] = {
  earned: 'ما كسبته النماذج في 7 أيام', waiting: 'جارٍ قراءة النماذج.', empty: 'لا نموذج مثبَّت.', emptyNext: 'من دون نموذج لا يمكن قبول أي طلب. أضف مجلدًا أدناه.',
  installed: 'على هذا الجهاز', perHour: 'لساعة حساب', unknown: 'غير معروف بعد: لم يُدفع عنه شيء في آخر 7 أيام', measured: (paid, jobs) => `${paid} مقابل ${jobs}`, jobs: { one: 'مهمة واحدة', two: 'مهمتين', few: 'مهام', many: 'مهمة', other: 'مهمة' }, price: (into, out) => `${into} للداخل، ${out} للخارج، لكل وحدة`,
  classes: 'كيف يُحكم عليه هنا', classState: { exact: 'بتًّا ببت', measured: 'ضمن حدّ مقيس', unmeasured: 'غير معايَر: يُبلِّغ التدقيق ولا يتهم أحدًا' },
  registry: 'المسجَّلة على الشبكة', registryWaiting: 'جارٍ سؤال السلسلة.', registryEmpty: 'لا نموذج مسجَّل.', registryNext: 'من ينشر نموذجًا يسجّل جذوره وحصته؛ ولا تدفع مهام النماذج غير المسجَّلة حصة.',
  publisher: 'الناشر', royalty: 'الحصة', royaltyEarned: 'كُسب', here: 'على هذا الجهاز', notHere: 'ليس على هذا الجهاز', retired: 'متقاعد', due: 'يُنتظر تحصيله', mine: 'في الطرفية يحصّل الأمر hearth claim ما هو لك.',
  add: 'أضف من مجلد', folder: 'المجلد', folderHint: 'المسار الكامل لمجلد فيه ‎manifest.json‎. يُفتح في عملية بلا شبكة ولا مفاتيح، ولا يُشغَّل منه شيء.', look: 'انظر فيه', looking: 'جارٍ بصم كل ملف', offer: 'اعرضه', offered: 'يُعرض من الآن.', already: 'هذا النموذج معروض من قبل.', another: 'مجلد آخر',
  report: {
    size: 'الحجم', id: 'النموذج', graph: 'جذر المخطط', weights: 'جذر الأوزان', operators: 'العمليات', operatorsOf: (kinds, nodes) => `عدد الأنواع ${kinds}، وعدد العقد في المخطط ${nodes}`,
    opaque: 'لا يستطيع أحد تتبّعه', opaqueNone: 'لا شيء: يمكن تدقيقه كله', rules: 'بلا قاعدة عند النزاع', rulesNone: 'لا شيء: يمكن الحكم على كل عملية',
  },
  added: 'مجلداتك', remove: 'لا تعرضه', removed: 'يسري فورًا، وتبقى الملفات في مكانها.',
};
