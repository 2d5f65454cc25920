import type { Pack } from '../pack.ts';

export const noticeMore: Pack['noticeMore'] = {
  aModel: 'نموذج', aTransaction: 'معاملة', aProposal: 'مقترح', someAmount: 'مبلغ غير معروف',
  clientSilent: { what: (job) => `أخذ عميل المهمة ${job} النتيجة ولا يرسل قسيمة.`, next: 'يُطالَب بثمنها من السلسلة. لا شيء تفعله هنا.' },
  firstPayment: { what: (amount) => `دُفع ثمن أول مهمة: ${amount}.`, next: 'افتح الأرباح لترى ما بقي منه.' },
  dayEarned: { what: (day, jobs, amount) => `${day}: دُفع ثمن ${jobs}، والمجموع ${amount}.`, next: 'افتح الأرباح لترى الرسوم والطاقة والصافي.' },
  claimPaid: { what: (job, amount) => `دُفعت المطالبة بثمن المهمة ${job}: ${amount}.`, next: 'لا شيء تفعله هنا.' },
  transactionFailed: { what: (name, reason) => `رفضت السلسلة معاملة من العقدة (${name}). ${reason}`, next: 'يُعاد ما كانت من أجله. إن استمر الأمر ففي السجل المزيد.' },
  caseOpened: { what: (job) => `رفض مدقق إيصال المهمة ${job}، ويُسحب مدققون آخرون بالقرعة.`, next: 'يعيدون حسابها. إن وافقوك ثبت الإيصال، وإلا كلّف من الرهن.' },
  caseEnded: { accepted: (job) => `أعاد مدققون آخرون حساب المهمة ${job} ووجدوا إيصالها صحيحًا.`, unproven: (job) => `انتهت قضية المهمة ${job} بلا أغلبية.`, next: 'يُدفع ثمن الإيصال كما كان.' },
  auditMissed: { what: (reason) => `لم تصوّت هذه العقدة في الوقت على إيصال سُحبت له. ${reason}`, next: 'لا يُدفع لها عن ذلك الصوت. أبقِ Hearth يعمل، أو تنازل عن مقاعدها.' },
  auditPaid: { what: (amount) => `دُفع عن أصوات التدقيق: ${amount}.`, next: 'لا شيء تفعله هنا.' },
  rowsEvicted: { what: (job) => `حُذفت صفوف المهمة ${job} لإفساح المكان.`, next: 'لم يعد ممكنًا الرد على تدقيقها. اترك مكانًا أكبر على القرص.' },
  stakeFull: { what: (used, limit) => `كاد ما يسمح به الرهن ينفد في مهام مفتوحة: ${used} من ${limit}.`, next: 'تنتظر إيصالات أخرى حتى يُدفع ثمن غيرها. رهن أكبر يمرر المزيد.' },
  stakeReady: { what: (amount) => `يمكن سحب الرهن الذي طُلبت استعادته: ${amount}.`, next: 'لا يكسب شيئًا حتى ذلك الحين ويبقى معرضًا للخطر.' },
  deviceTested: { sound: (device) => `اختُبر ${device} وحسابه صحيح.`, wrong: (device) => `اختُبر ${device} وحسابه خاطئ.`, unproven: (device) => `اختُبر ${device}، ولم يوجد ما تُقارن به نتائجه.`, next: 'افتح الأجهزة لترى سرعته.' },
  modelDamaged: { what: (model, reason) => `تعذر فتح النموذج ${model}. ${reason}`, next: 'لا تُقبل طلبات له. ثبّته من جديد.' },
  downloadDone: { what: (model) => `نُزّل ${model} وفُحص.`, next: 'يُعرض من الآن.' },
  downloadEnded: { what: (model, reason) => `توقف تنزيل ${model}. ${reason}`, next: 'افتح النماذج لمتابعته أو تركه.' },
  pauseEnded: { what: (device) => `انتهى إيقاف ${device} المؤقت.`, next: 'صار يأخذ العمل من جديد.' },
  gaveBackSlowly: { what: (device, span) => `استغرقت إعادة ذاكرة ${device} ${span}.`, next: 'الموعود ثانيتان. إن استمر الأمر فاختر وضعًا يعمل أقل.' },
  chainRewound: { what: (block) => `تراجعت السلسلة عن كتلها بعد ${block}.`, next: 'يُنظر من جديد في ما دُفع فيها.' },
  practiceRestarted: { what: 'انتهت شبكة التدريب وشُغّلت من جديد.', next: 'تحفظ سلسلتها حالتها. وتستمر المهام.' },
  voteOpened: { what: (title, until) => `تصويت مفتوح حتى ${until}: ${title}.`, next: 'لديك أصوات فيه.' },
  voteEnds: { what: (title, span) => `ينتهي تصويت بعد ${span} ولم تصوّت فيه: ${title}.`, ended: (title) => `يوشك أن ينتهي تصويت لم تصوّت فيه: ${title}.`, next: 'صوّت، أو دعه يمضي.' },
  voteMissed: { what: (title) => `انتهى تصويت دون صوتك: ${title}.`, next: 'افتحه لترى النتيجة.' },
  proposalExecuted: { what: (title) => `دخل مقترح حيز التنفيذ: ${title}.`, next: 'افتحه لترى ما يغيره هنا.' },
  updated: { what: (version, before) => `صار Hearth الإصدار ${version}، وكان ${before}.`, next: 'لا شيء تفعله هنا.' },
  diskFull: { what: (path) => `امتلأ القرص الذي عليه ${path}.`, next: 'لا تُقبل طلبات جديدة. أفسح مكانًا فيستمر العمل من تلقاء نفسه.' },
  diskHasRoom: { what: 'صار القرص يقبل الكتابة من جديد.', next: 'تُقبل الطلبات من جديد.' },
  walletLocked: { what: 'أقفلت المحفظة نفسها لأن شيئًا لم يُطلب منها منذ مدة.', next: 'تستمر المهام والإيصالات والدفعات. افتحها حين ترسل أو ترهن أو تصوّت.' },
  backupDue: { what: 'حان وقت مقارنة عبارة الاسترداد في المحفظة بنسختك.', next: 'افتح المحفظة واكتب الكلمات التي تطلبها. النسخة التي لم تُقرأ قط قد لا تكون نسخة.' },
};

export const noticeTitles: Pack['noticeTitles'] = {
  firstReceipt: 'أول إيصال', jobFailed: 'فشلت مهمة', jobRetried: 'مهمة تبدأ من جديد', orderRefused: 'رُفض طلب', clientSilent: 'عميل صامت', firstPayment: 'أول دفعة', dayEarned: 'ما كسبه يوم', claimPaid: 'دُفعت مطالبة', transactionFailed: 'فشلت معاملة',
  slashed: 'أُخذ من الرهن', voided: 'رُفض إيصال', disputed: 'إيصال متنازع عليه', disputeEnded: 'انتهى نزاع', caseOpened: 'رفض مدقق إيصالًا', caseEnded: 'انتهت قضية', auditMissed: 'فات تدقيق', auditPaid: 'دُفع عن أصوات', rowsEvicted: 'حُذفت صفوف', stakeFull: 'نفد الرهن', stakeReady: 'يمكن سحب رهن',
  deviceSetAside: 'نُحّي جهاز', deviceTested: 'اختُبر جهاز', workerRestarted: 'أُعيد تشغيل عامل', modelDamaged: 'نموذج تالف', downloadDone: 'ثُبّت نموذج', downloadEnded: 'توقف تنزيل', ruleStopped: 'قاعدة أخذت جهازًا', ruleEnded: 'قاعدة أعادت جهازًا', pauseEnded: 'انتهى إيقاف مؤقت', gaveBackSlowly: 'أُعيدت الذاكرة ببطء', woke: 'نام الحاسوب',
  chainGone: 'السلسلة صامتة', chainBack: 'عادت السلسلة', chainDoubt: 'بيانات السلسلة مشكوك فيها', chainSound: 'بيانات السلسلة موثوقة من جديد', rpcSetAside: 'نُحّي عنوان للسلسلة', chainRewound: 'تراجعت السلسلة عن كتل', practiceRestarted: 'أُعيد تشغيل شبكة التدريب',
  voteOpened: 'تصويت مفتوح', voteEnds: 'تصويت ينتهي قريبًا', voteMissed: 'تصويت انتهى دون صوتك', proposalExecuted: 'مقترح دخل حيز التنفيذ', providerRestarted: 'انتهى Hearth فجأة', signerRestarted: 'أُعيد تشغيل الموقّع', updated: 'إصدار آخر', diskFull: 'القرص ممتلئ', diskHasRoom: 'في القرص مكان', cheating: 'غش متعمد',
  walletLocked: 'أقفلت المحفظة نفسها', backupDue: 'يجب مقارنة العبارة',
};

export const noticeWords: Pack['noticeWords'] = {
  title: 'الإشعارات', bell: 'الإشعارات', bellUnread: (n) => `الإشعارات، ${n} غير مقروء`, waiting: 'في انتظار الإشعارات.', empty: 'لم يحدث شيء بعد.', emptyNext: 'ما ينبغي أن تعرفه يُحفظ هنا، مع سببه وما يليه.',
  filter: 'الشدة', filters: { all: 'الكل', unread: 'غير المقروء', attention: 'انتباه', failure: 'إخفاقات', info: 'معلومات' }, none: 'لا شيء من هذا.', showAll: 'اعرض الكل',
  readAll: 'علّم الكل مقروءًا', clearAll: 'امسح الكل', cleared: { zero: 'إشعار مُسح.', one: 'مُسح إشعار واحد.', two: 'مُسح إشعاران.', few: 'إشعارات مُسحت.', many: 'إشعارًا مُسح.', other: 'إشعار مُسح.' }, undo: 'تراجع', choose: 'ما يُبلَّغ به',
  unread: 'غير مقروء', markRead: 'علّمه مقروءًا', markUnread: 'علّمه غير مقروء', clear: 'امسح', times: (n, since) => `${n} مرات منذ ${since}`, mute: 'لا تبلغني بهذا ثانية', muted: (title) => `لن يُبلَّغ به بعد الآن: ${title}.`,
  today: 'اليوم', yesterday: 'أمس', all: 'كل الإشعارات',
  actions: { job: 'افتح المهمة', jobs: 'اعرض المهام', earnings: 'افتح الأرباح', devices: 'افتح الأجهزة', rules: 'افتح القواعد', network: 'افتح الشبكة', staking: 'افتح الرهن', wallet: 'افتح المحفظة', proposal: 'افتح التصويت', audits: 'افتح التدقيقات', models: 'افتح النماذج', settings: 'افتح الإعدادات', log: 'افتح السجل', about: 'عن نسخة Hearth هذه' },
  settings: {
    title: 'الإشعارات', why: 'ما أُوقف لا يُحفظ ولا يُعرض. وما يكلّف مالًا أو يضر بالحاسوب يُبلَّغ به دائمًا.', waiting: 'تُقرأ خيارات الإبلاغ.', native: 'اعرض على سطح المكتب', nativeWhy: 'حين لا تُرى النافذة يعرض النظام ما يحتاج إلى انتباه.',
    quiet: 'ساعات الهدوء', quietWhy: 'لا يعرض سطح المكتب فيها إلا ما يكلّف مالًا أو يضر بالحاسوب. وكل شيء يُحفظ هنا.', from: 'من', to: 'إلى', same: 'تحتاج ساعات الهدوء إلى بداية ونهاية مختلفة.', always: 'يُبلَّغ به دائمًا', tell: (title) => `أبلغ: ${title}`,
    groups: { jobs: 'المهام', money: 'المال', devices: 'الأجهزة', guest: 'ضيفًا', chain: 'السلسلة', votes: 'التصويت', hearth: 'Hearth نفسه' }, on: 'يعمل', off: 'متوقف', count: (on, all) => `يُبلَّغ بـ ${on} من ${all}`,
  },
};
