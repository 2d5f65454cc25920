import type { Pack } from '../pack.ts';

export const fleetWords: Pack['fleetWords'] = {
  title: 'الأسطول', waiting: 'تُسأل العُقد.', alone: 'عقدة واحدة حتى الآن: هذه.', nodes: { zero: 'عقدة', one: 'عقدة واحدة', two: 'عقدتان', few: 'عُقد', many: 'عقدة', other: 'عقدة' }, allAnswer: (nodes) => `تجيب ${nodes}.`, someAnswer: (answering, all) => `تجيب ${answering} من ${all} عُقد.`, together: (nodes) => `معًا: ${nodes}`,
  today: 'دُفع اليوم', waits: 'ينتظر', total: 'دُفع إجمالًا', network: 'الشبكة',
  head: { node: 'العقدة', state: 'الحالة', devices: 'الأجهزة', today: 'دُفع اليوم', stake: 'الرهن', version: 'الإصدار', page: 'الصفحة' },
  own: 'هذا Hearth', devicesOf: (ready, all) => `جاهز ${ready} من ${all}`, asking: 'سُئلت ولم تُجب بعد.', silentSince: (when) => `لا تجيب منذ ${when}`, heard: (when) => `آخر إجابة: ${when}.`, neverHeard: 'لم تُجب من هنا قط.',
  open: 'افتح صفحتها', copyAddress: 'انسخ عنوان صفحتها', inWindow: 'صفحتها هي النافذة على ذلك الجهاز.', samePort: 'لصفحتها منفذ هذه الصفحة: شغّلها بقيمة ‎--port أخرى.', remove: 'أخرِجها', removeNode: (name) => `أخرِج ${name}`,
  add: 'إضافة عقدة', folder: 'مجلد بياناتها', folderHint: 'المسار الكامل، هنا أو عند هذا الطرف من نفق.', addIt: 'إضافة',
  tunnel: 'العقدة على جهاز آخر لا تفتح منفذًا لهذا: أحضر مقبس التحكم الخاص بها إلى هنا، ومنفذ صفحتها إن أردت فتحها. ومن يملكهما يستطيع كل ما تستطيعه صفحتها.',
};
