import type { Pack } from '../pack.ts';

export const unreadWords: Pack['unreadWords'] = {
  'unmetered': 'لا يُقرأ أي عدّاد لهذا الجهاز', 'firstLook': 'النظرة الأولى إلى عدّاد لا تقول شيئًا بعد', 'notRecorded': 'غير مسجَّل', 'deviceGone': 'الجهاز غير موجود',
  'otherSource': 'مصدر آخر يخبر به', 'noBlock': 'لم تُشاهَد ولادة أي كتلة في السلسلة', 'noPowerMeter': 'لا يمكن هنا قراءة طاقة أي جهاز', 'elsewhere:': (part) => `لا يُقرأ بعد على ${part}`,
  'card.temperature': 'البطاقة لا تخبر بحرارتها', 'card.power': 'البطاقة لا تخبر بطاقتها', 'card.powerLimit': 'البطاقة لا تخبر بحد طاقتها', 'card.busy': 'البطاقة لا تخبر بمدى انشغالها',
  'card.memory': 'البطاقة لا تخبر كم من ذاكرتها مستخدم', 'card.cut': 'البطاقة مقسمة إلى أجزاء (MIG)، وما تقوله عن نفسها يخصها كلها',
  'driver.whoseMemory': 'برنامج التشغيل لا يخبر لمن الذاكرة', 'driver.whoseWork': 'أثناء تشغيل مهمة هنا لا يخبر برنامج التشغيل لمن العمل',
  'processor.temperature': 'هذا الجهاز لا يُظهر حرارة معالجه', 'processor.ownersOnly': 'طاقة المعالج لا يقرؤها هنا إلا مدير النظام', 'processor.limit': 'لا يُقرأ حد المعالج',
  'system.memory': 'النظام لا يخبر كم من الذاكرة مستخدم', 'system.busy': 'النظام لا يخبر بمدى انشغاله', 'system.network': 'النظام لا يحسب شبكته هنا',
  'system.programs': 'النظام لا يسرد برامجه', 'system.disk': 'مجلد البيانات على قرص لا يخبر بذلك', 'system.lock': 'النظام لا يخبر هل الجلسة مقفلة', 'noDisplay': 'لا شاشة موصولة',
  'noSession': 'لا جلسة سطح مكتب', 'noDesktop': 'شُغّل Hearth خارج جلسة سطح مكتب', 'noX': 'سطح مكتب Wayland هذا ليس بجانبه شاشة X', 'idle.untold': 'سطح المكتب هذا لا يخبر منذ متى لا أحد هنا',
  'idle.notYet': 'سطح المكتب هذا لم يخبر بعد منذ متى لا أحد هنا', 'metered.unknown': 'لا يعرف NetworkManager هل الشبكة محسوبة بالحجم',
  'waylandHides': 'لا يخبر Wayland البرنامج بشيء عن نوافذ غيره؛ الألعاب على شاشة X الخاصة به تُرى', 'hook.none': 'لم يُحدَّد ملف إشارة', 'hook.unreadable': 'تتعذر قراءة ملف الإشارة',
  'hook.unclear': 'ملف الإشارة لا يقول allow ولا deny', 'service.notYet:': (part) => `لم يُجب ${part} بعد`, 'service.notRunning:': (part) => `لا يعمل ${part} هنا`,
  'service.silent:': (part) => `لا يجيب ${part}`, 'noBus:': (part) => `لا يوجد D-Bus (${part}) هنا`,
};
