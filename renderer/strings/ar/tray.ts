import type { Pack } from '../pack.ts';

export const trayWords: Pack['trayWords'] = {
  starting: 'يبدأ', finishing: { zero: 'مهمة لتنتهي ثم يُغلق Hearth', one: 'مهمة لتنتهي ثم يُغلق Hearth', two: 'مهمتان لتنتهيا ثم يُغلق Hearth', few: 'مهام لتنتهي ثم يُغلق Hearth', many: 'مهمة لتنتهي ثم يُغلق Hearth', other: 'مهمة لتنتهي ثم يُغلق Hearth' },
  today: (amount) => `اليوم: ${amount}`, todayHidden: 'اليوم: مخفي ما دامت المحفظة مقفلة', testMoney: (amount) => `${amount} (نقود تجريبية)`, lessThan: (amount) => `أقل من ${amount}`,
  jobsToday: (paid, rejected) => `مهام اليوم: ${paid} مدفوعة، ${rejected} مرفوضة`, gaveBack: (span) => `أُعيدت الذاكرة خلال ${span} آخر مرة`,
  open: 'افتح Hearth', why: 'لماذا؟', notices: (count) => `الإشعارات (${count})`, lock: 'أقفل المحفظة', startAtLogin: 'ابدأ عند تسجيل دخولي', behave: 'تصرّف بصفة',
  quit: 'إنهاء', quitNow: 'أنهِ الآن', quitAfter: 'أنهِ بعد المهمة الجارية',
  pause: 'إيقاف مؤقت', pauseOne: 'أوقف جهازًا واحدًا مؤقتًا', resume: 'استئناف', resumeOne: (device) => `استأنف ${device}`,
  pauses: { minutes15: 'لمدة 15 دقيقة', hour: 'لمدة ساعة', hours4: 'لمدة 4 ساعات', morning: 'حتى 08:00', resumed: 'حتى أستأنف' },
  device: { working: 'يعمل', ready: 'جاهز', off: 'مطفأ', unusable: 'لا يمكن استخدامه', setAside: 'نُحّي بعد إخفاقات', paused: 'أوقفته أنت مؤقتًا', ruled: 'أوقفته قاعدة مؤقتًا', jobs: { zero: 'مهمة', one: 'مهمة', two: 'مهمتان', few: 'مهام', many: 'مهمة', other: 'مهمة' }, progress: (jobs, percent) => `${jobs}، اكتمل ${percent}` },
  noTray: { title: 'يواصل Hearth عمله', body: 'لا يعرض سطح المكتب هذا أيقونات في الشريط. شغّل Hearth مرة أخرى لرؤية نافذته؛ ويمكن إنهاؤه من الإعدادات.' },
  update: {
    fetch: (version) => `نزّل الإصدار ${version}`, fetching: (version, percent) => `يجري تنزيل الإصدار ${version}: ${percent}`, install: (version) => `ثبّت الإصدار ${version} وأعد التشغيل`,
    installAfter: (version) => `ثبّت الإصدار ${version} بعد المهمة الجارية`, waits: (version) => `يُثبَّت الإصدار ${version} عند انتهاء المهمة`,
  },
};
