import type { Pack } from '../pack.ts';

export const modelCacheWords: Pack['modelCacheWords'] = {
  title: 'المساحة للنماذج', waiting: 'جارٍ النظر في القرص.', empty: 'لا يحتفظ Hearth بنفسه بأي نموذج بعد.', emptyNext: 'ما تثبّته من عنوان يوضع هنا. النماذج المرفقة ومجلداتك لا تُحذف أبدًا.',
  used: (used) => `المستخدَم ${used}`, usedOf: (used, quota) => `المستخدَم ${used} من ${quota}`, free: (free) => `الفارغ على هذا القرص ${free}`, freeUnknown: 'لا يقول النظام كم بقي فارغًا',
  lastUsed: (when) => `آخر استخدام ${when}`, neverUsed: 'لم يُستخدم بعد', value: (money) => `${money} لكل GiB وساعة هنا`, tooNew: 'هنا منذ أقل من يوم، فلم يُقيَّم بعد',
  uses: { job: 'يحتاجه طلب', loaded: 'في الذاكرة', seat: 'تتحقق منه هذه العقدة' },
  isPinned: 'مثبَّت: يبقى', isLetGo: 'متروك: تبقى ملفاته حتى تلزم المساحة', goesAt: (place) => `رقم ${place} في الحذف عند الحاجة إلى مساحة`,
  pin: 'ثبّته', unpin: 'ألغِ تثبيته', letGo: 'اتركه', takeBack: 'استعده', delete: 'احذفه الآن', deleteAsk: (title) => `أتحذف ${title}؟`, deleteWhy: (size) => `يُفرَّغ ${size} فورًا. لا يمكن التراجع عنه، بل إعادة التثبيت فقط.`, deleteYes: 'احذفه', deleteNo: 'أبقِه',
  quota: 'أقصى مساحة بوحدة GiB', quotaHint: 'فارغ: بقدر ما في القرص.', set: 'حدّد', quotaGoes: (titles) => `لأجل هذا تُحذف الآن: ${titles}.`, quotaYes: 'حدّد واحذفها',
  place: 'مجلد النماذج', placeHint: 'المسار الكامل لمجلد جديد أو فارغ على أي قرص. تنتقل النماذج كلها أو لا ينتقل منها شيء، وتستمر المهام. فارغ: في مجلد البيانات.', move: 'انقلها', moving: (done, total) => `جارٍ النقل: ${done} من ${total}`, cancel: 'ألغِ', now: 'مكانها',
};

export const downloadWords: Pack['downloadWords'] = {
  title: 'ثبّت من عنوان', address: 'العنوان', addressHint: 'عنوان https لمجلد فيه قائمة ملفات أو ‎manifest.json‎. تُستخدم عدة عناوين معًا إن فُصلت بمسافات.', root: 'البصمة', rootHint: 'معرّف النموذج أو جذر قائمته، ممن تثق به. ما لم يطابق هذا تمامًا لا يُثبَّت، أيًّا كان من يعطيه.', start: 'ثبّت', starting: 'جارٍ سؤال العنوان', evict: 'ثبّته واحذفها',
  phase: { waiting: 'ينتظر الذي قبله', list: 'جارٍ قراءة قائمة الملفات', fetch: 'جارٍ التنزيل', check: 'جارٍ فحص كل بصمة', paused: 'موقوف مؤقتًا', failed: 'متوقف', refused: 'مرفوض', done: 'مثبَّت ومعروض' },
  of: (done, total) => `${done} من ${total}`, speed: (bytes) => `${bytes} في الثانية`, left: (span) => `بقي ${span}`, stalled: 'لا يصل شيء الآن',
  pause: 'أوقف مؤقتًا', resume: 'تابع', cancel: 'ألغِ', clear: 'أزِل', rate: 'الأقصى في الثانية بوحدة MiB', rateHint: 'لكل التنزيلات معًا. فارغ: بلا حد.', take: 'ثبّت',
  shareTitle: 'إعطاء النماذج للأقران', shareWhy: 'يمكن لعقد أخرى جلب النماذج التي تعرضها هذه العقدة. متوقف حتى تشغّله؛ ولا يُدفع لأحد مقابله.', shareRate: 'الحد الأقصى في الثانية للجميع، بـ MiB', shareRateHint: 'فارغ: بلا حد.',
};
