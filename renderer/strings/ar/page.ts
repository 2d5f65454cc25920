import type { Pack } from '../pack.ts';

export const words: Pack['words'] = {
  app: { name: 'Hearth', skip: 'انتقل إلى الصفحة', menu: 'الشاشات' },
  screens: { dashboard: 'اللوحة', jobs: 'المهام', job: 'مهمة', earnings: 'الأرباح', devices: 'الأجهزة', rules: 'القواعد', wallet: 'المحفظة', settings: 'الإعدادات', staking: 'الرهن', governance: 'الحوكمة', proposal: 'مقترح', audits: 'التدقيق', welcome: 'مرحبًا', network: 'الشبكة', models: 'النماذج', usage: 'الاستهلاك', fleet: 'الأسطول', log: 'السجل', about: 'عن Hearth' },
  notReported: 'غير مُبلَّغ عنه',
  test: { tag: 'نقود تجريبية', network: 'شبكة التدريب', explain: 'هذه شبكة التدريب. لا قيمة لعملتها خارجها.' },
  chain: { block: (n) => `الكتلة ${n}`, connecting: 'جارٍ الاتصال بالسلسلة', reachable: 'السلسلة تستجيب', doubtful: 'بيانات السلسلة لا يُعتمد عليها', gone: 'السلسلة لا تستجيب', none: 'لا سلسلة: تبقى الإيصالات على هذا الجهاز' },
  link: {
    waiting: 'في انتظار Hearth.',
    lost: (age) => `لا يستجيب Hearth. عمر ما تراه ${age}.`,
    never: 'لا يستجيب Hearth.',
    nextTry: (wait) => `المحاولة التالية بعد ${wait}.`,
    tryNow: 'حاول الآن',
    refused: 'ليس لهذه الصفحة مفتاح إلى هذا الـ Hearth.',
    refusedNext: 'افتح العنوان الذي طبعه Hearth عند بدئه؛ لكل بدء عنوانه الخاص.',
  },
  dashboard: {
    ready: 'جاهز', readyOf: (ready, allowed) => `${ready} من ${allowed} سمحت بها القواعد`, readyNone: 'سمحت القواعد بأقل من دقيقة حتى الآن', stake: 'الرهن', stakeUsed: (share) => `${share} قيد الاستخدام`, stakeFull: (share) => `${share} قيد الاستخدام، يكاد يمتلئ`, stakeNone: 'لا رهن بعد', waits: 'ينتظر الدفع',
    today: 'أرباح اليوم', accepted: 'مقبولة', rejected: 'مرفوضة', settledToday: 'سُوّيت اليوم',
    waitsNone: 'لا شيء ينتظر الدفع.',
    waitsFor: { voucher: 'قسيمة العميل', anchor: 'التثبيت التالي', window: 'إغلاق النافذة' },
    tokens: (rate) => `${rate} رمزًا في الثانية`,
    jobs: 'المهام', jobsAll: 'كل المهام', jobsEmpty: 'لا مهام بعد.', jobsEmptyNext: 'تظهر هنا حالما يطلبها عميل.', jobsEmptyPractice: 'يرسل عميل التدريب بعضها؛ معدله في الإعدادات.', jobsWaiting: 'في انتظار قائمة المهام.',
    devices: 'الأجهزة', devicesEmpty: 'لم يُعثر على جهاز.', devicesEmptyNext: 'يبحث Hearth مجددًا عند بدئه. المعالج وحده يكفي.', devicesWaiting: 'جارٍ البحث عن الأجهزة.',
    earnings: 'الأرباح', notices: 'الإشعارات', noticesEmpty: 'لا شيء يحتاج انتباهك.', noticesWaiting: 'في انتظار الإشعارات.', more: (n) => `${n} أخرى`,
  },
  device: {
    unknown: 'جهاز مجهول', unknownWhy: 'لا يذكر النظام المصنّع ولا الاسم.', cannotRun: 'لا شيء يستطيع وقت التشغيل هذا استخدامه',
    kind: { cpu: 'معالج', gpu: 'رسوميات' }, on: 'مُشغَّل', off: 'متوقف', use: (name) => `استخدم ${name} للمهام`,
    state: { working: 'يعمل', ready: 'جاهز', off: 'متوقف', unusable: 'لا يمكن استخدامه', setAside: 'مُنحّى' }, statePaused: 'موقوف مؤقتًا',
  },
  jobs: {
    title: 'المهام', search: 'بحث', searchHint: 'المعرّف أو العميل أو النموذج', filter: { all: 'الكل', live: 'الجارية', settled: 'المدفوعة', failed: 'الفاشلة' }, filterLabel: 'عرض',
    head: { job: 'المهمة', model: 'النموذج', stage: 'المرحلة', units: 'أُنجز', client: 'العميل', at: 'قُبلت', paid: 'دُفع' },
    waiting: 'جارٍ قراءة المهام.', empty: 'لا مهام بعد.', emptyNext: 'كل طلب تقبله هذه العقدة مدرج هنا مع إيصاله.', none: 'لا مهمة مطابقة.', noneNext: 'جرّب بحثًا أقصر أو مرشِّحًا آخر.', clear: 'اعرض كل المهام',
    shown: (shown, total) => `${shown} من ${total}`, failed: 'تعذّرت قراءة المهام.', notYet: 'ليس بعد', nothing: 'لا شيء',
  },
  job: {
    back: 'كل المهام', waiting: 'جارٍ قراءة المهمة.', verify: 'تحقّق مجددًا', verifying: 'جارٍ التحقق', exportReceipt: 'صدّر الإيصال', showLog: 'اعرض سجلّها', report: 'أبلغ عن مشكلة', copyId: 'انسخ البصمة', cancel: 'ألغِ المهمة',
    cancelAsk: 'إلغاء هذه المهمة؟', cancelWhy: 'تتوقف الآن. لا يحصل العميل على شيء ولا يُدفع شيء.', cancelYes: 'ألغِ المهمة', cancelNo: 'دعها تعمل',
    path: 'مسار هذه المهمة', pathHint: 'من الطلب إلى الدفع: كل بصمة وما تُثبَّت فيه. تسير مفاتيح الأسهم على طوله.', nothingYet: 'لا شيء بعد.', pathEmpty: 'يظهر المسار مع تقدّم المهمة.',
    checks: 'الفحوص', timeline: 'الخط الزمني', facts: 'المعطيات', noReceipt: 'يُوقَّع الإيصال عند اكتمال المهمة.', committedIn: 'مُثبَّت في', holds: 'يحوي', transaction: 'المعاملة', digest: 'البصمة', noDigest: 'لا بصمة بعد', receiptFile: 'ملف الإيصال',
    checkedBy: 'ما الذي فُحص', notCovered: 'لم يشمل هذا أيُّ فحص بعد.', paid: 'دُفع', offered: 'السعر',
    mark: { passed: 'نجح', failed: 'فشل', notChecked: 'لم يُفحص', partly: 'فُحص جزئيًا' },
    verdictAll: 'نجحت كل الفحوص، هنا والآن.', verdictFailed: (failed) => `فشل: ${failed}. لا تعتمد على هذا الإيصال.`,
    failedChecks: { one: 'فحص واحد', two: 'فحصان', few: 'فحوص', many: 'فحصًا', other: 'فحص' }, passedChecks: { one: 'نجح فحص واحد', two: 'نجح فحصان', few: 'فحوص ناجحة', many: 'فحصًا ناجحًا', other: 'فحص ناجح' }, openChecks: { one: 'واحد لم يُفحص هنا', two: 'اثنان لم يُفحصا هنا', few: 'لم تُفحص هنا', many: 'لم يُفحص هنا', other: 'لم يُفحص هنا' },
    workOf: (kind, model, units) => `${kind} بنموذج ${model}، ${units}`, verdictNotOk: 'ما أمكن فحصه أقل من أن يُعتمد به على هذا الإيصال.', verdictSome: (passed, open) => `لم يفشل شيء. ${passed}، ${open}.`,
  },
  earnings: {
    title: 'الأرباح', range: 'المدة', ranges: { '24h': '24 ساعة', '7d': '7 أيام', '30d': '30 يومًا', '1y': 'سنة', 'all': 'الكل' },
    paidIn: { '24h': 'دُفع في آخر 24 ساعة', '7d': 'دُفع في آخر 7 أيام', '30d': 'دُفع في آخر 30 يومًا', '1y': 'دُفع في السنة الأخيرة', 'all': 'دُفع منذ أول مهمة' },
    waiting: 'جارٍ قراءة الأرباح.', empty: 'لم يُدفع شيء في هذه المدة.', emptyNext: 'تُدفع المهمة عند إغلاق نافذتها على السلسلة.', chart: 'المدفوع عبر الزمن', table: 'كجدول', head: { from: 'من', jobs: 'المهام', paid: 'المدفوع' },
    forJobs: (jobs) => `مقابل ${jobs}`, total: 'المدفوع إجمالًا', today: 'المدفوع اليوم', statement: 'كشف الحساب', waits: 'ينتظر',
  },
  settings: {
    title: 'الإعدادات', language: 'اللغة', languageSystem: (name) => `كالنظام: ${name}`, theme: 'المظهر', themes: { system: 'كالنظام', light: 'فاتح', dark: 'داكن' }, textSize: 'حجم النص', practice: 'عميل التدريب', practiceRate: 'طلبات في الدقيقة', practiceOff: 'متوقف', practiceWhy: 'يرسل مهام حقيقية مقابل نقود تجريبية، لترى المسار كله يعمل.',
    practiceNone: 'لا عميل تدريب على هذه الشبكة.', models: 'النماذج', modelsWaiting: 'جارٍ قراءة النماذج.', modelsEmpty: 'لا نموذج مثبَّت.', modelsEmptyNext: 'من دون نموذج لا يمكن قبول أي طلب.',
    addresses: { title: 'عناوين السلسلة', why: 'يسأل Hearth هذه العقد عمّا في السلسلة. ومع عدة عقد يرى متى تتأخر إحداها أو تكذب أو تصمت، ولا يقرر شيئًا ما دامت اثنتان مختلفتين.', waiting: 'جارٍ قراءة العناوين.', given: 'جاء مع السلسلة', added: 'أضفته أنت', inUse: 'قيد الاستخدام', states: { unknown: 'لم يُسأل بعد', answers: 'يجيب', resting: 'يطلب طلبات أقل', silent: 'صامت', refused: 'مستبعد' }, another: 'عنوان آخر', add: 'إضافة', checking: 'جارٍ التحقق', remove: 'حذف' },
    modelState: { ready: 'جاهز', corrupt: 'غير صالح للتشغيل', off: 'متوقف' }, unitPrices: (paidIn, paidOut) => `${paidIn} للداخل، ${paidOut} للخارج، لكل وحدة`, numericClass: 'الصنف العددي',
    programs: 'البرامج', programsWaiting: 'في انتظار البرامج.', programsEmpty: 'لم يُبلَّغ عن أي برنامج.', programHead: { name: 'البرنامج', state: 'الحالة', memory: 'الذاكرة', restarts: 'مرات إعادة البدء', pid: 'العملية' }, programState: { starting: 'يبدأ', running: 'يعمل', restarting: 'يُعاد بدؤه', stopped: 'متوقف' },
    about: 'هذا الـ Hearth', version: 'الإصدار', folder: 'مجلد البيانات', started: 'بدأ', runtime: 'وقت التشغيل', platform: 'النظام', node: 'العقدة', address: 'عنوان العقدة', peer: 'معرّف النظير', chain: 'السلسلة', stake: 'الرهن', inFlight: 'في مهام مفتوحة',
    stop: 'أوقف Hearth', stopAsk: 'إيقاف Hearth؟', stopWhy: 'تُستأنف المهام غير المكتملة عند البدء التالي. لا يضيع شيء.', stopYes: 'أوقف', stopNo: 'أبقه يعمل',
    reset: {
      title: 'إعادة الضبط', why: 'ما في مجلد البيانات، بحسب نوعه. أنت تختار ما يُزال؛ وتبقى المحفظة ومفتاح العقدة ما لم تقل غير ذلك.', open: 'اختر ما يُزال', waiting: 'يجري قياس مجلد البيانات.', nothing: 'لا شيء هنا',
      parts: {
        app: { name: 'بيانات التطبيق', gone: 'المهام والإيصالات والإعدادات والأسعار والسجلات وشبكة التدريب. الإيصالات التي لا تضمها مرساة بعد لا تُدفع لأحد.' }, models: { name: 'النماذج', gone: 'قائمة المجلدات التي أضفتها، وما يقع منها في مجلد البيانات.' },
        node: { name: 'مفتاح العقدة', gone: 'يُزال مع بيانات التطبيق. التشغيل التالي عقدة جديدة: تبقى الحصة مرتبطة بالقديمة، ولا يستطيع أحد أن يطالب باسمها بعد ذلك.' }, wallet: { name: 'المحفظة', gone: 'بلا عبارة الاسترداد أو ملف مفاتيح أو ملف النسخة الاحتياطية لا يستطيع أحد إنفاق ما في حساباتها.' },
      },
      type: (typed) => `اكتب ${typed} لإزالة المحفظة`, elsewhere: 'مجلدات النماذج في أماكن أخرى تُنسى ولا تُحذف أبدًا:', others: 'يبقى كما هو مهما أُزيل:', go: 'أوقف Hearth وأزل', going: 'يتوقف Hearth. يُزال ما اخترته بعد أن ينتهي.',
    },
  },
  jobsCount: { one: 'مهمة واحدة', two: 'مهمتان', few: 'مهام', many: 'مهمة', other: 'مهمة' }, progress: (stage, done, most) => `${stage}، ${done} من ${most}`,
  copy: (digest) => `انسخ ${digest}`, copied: 'نُسخ', close: 'أغلق', retry: 'حاول مجددًا', unknownScreen: 'لا توجد صفحة كهذه.', toDashboard: 'إلى اللوحة',
};

export const statusText: Pack['statusText'] = {
  noName: 'جهاز بلا اسم', jobs: { one: 'مهمة واحدة', two: 'مهمتين', few: 'مهام', many: 'مهمة', other: 'مهمة' },
  waiting: { one: 'مهمة مكتملة واحدة تنتظر الدفع.', two: 'مهمتان مكتملتان تنتظران الدفع.', few: 'مهام مكتملة تنتظر الدفع.', many: 'مهمة مكتملة تنتظر الدفع.', other: 'مهمة مكتملة تنتظر الدفع.' },
  starting: 'جارٍ إيقاد النار.', startingWhy: 'يبدأ Hearth. يستغرق ذلك بضع ثوانٍ.', startingStep: (step) => `يبدأ Hearth: ${step}. يستغرق ذلك بضع ثوانٍ.`,
  working: (jobs) => `يعمل على ${jobs}.`, workingOn: (jobs, device) => `يعمل على ${jobs} باستخدام ${device}.`,
  forOne: 'لعميل واحد.', forMany: 'لعدة عملاء.', forOneAt: (rate) => `لعميل واحد، بمعدل ${rate} رمزًا في الثانية.`, forManyAt: (rate) => `لعدة عملاء، بمعدل ${rate} رمزًا في الثانية.`,
  ready: 'جاهز. لا طلبات الآن.', readyDone: (jobs) => `جاهز. المنجز في الدقيقة الأخيرة: ${jobs}.`, readyWhy: 'يبدأ الطلب التالي فورًا؛ لا يلزم فعل شيء.',
  paused: 'موقوف مؤقتًا حتى تستأنف.', pausedWhy: 'أنت أوقفته. لا تُقبل طلبات جديدة.', pauseOver: 'انتهى الإيقاف المؤقت.', pauseOverWhy: 'يقبل Hearth الطلبات مجددًا بعد لحظة.',
  pausedUntil: (clock) => `موقوف مؤقتًا حتى ${clock}.`, pausedUntilWhy: (span) => `أنت أوقفته. يُستأنف من تلقاء نفسه بعد ${span}.`,
  ruled: 'أوقفته إحدى قواعدك.', ruledWhy: 'يُستأنف من تلقاء نفسه عندما تسمح القاعدة.',
  chainOld: (age) => `يعمل، لكن عمر بيانات السلسلة ${age}.`, chainOldWhy: (address) => `لا يعرض ${address} كتلة أحدث. لا يُقرَّر شيء على بيانات قديمة: لا طلبات جديدة ولا مدفوعات حتى تأتي كتلة جديدة.`,
  chainsDiffer: 'يعمل، لكن عنوانين للسلسلة مختلفان.', chainsDifferWhy: (address, other, block) => `لدى ${address} و${other} كتلتان مختلفتان برقم ${block}. لا يُقرَّر شيء على أي منهما حتى يتفقا.`,
  chainGone: 'يعمل، لكن السلسلة لا تستجيب.', theChain: 'السلسلة', silent: (chain, span) => `لا استجابة من ${chain} منذ ${span}.`, nothingLost: 'لم يضع شيء.',
  receiptsWait: { one: 'إيصال واحد ينتظر هنا وسيُدفع عند عودتها.', two: 'إيصالان ينتظران هنا وسيُدفعان عند عودتها.', few: 'إيصالات تنتظر هنا وستُدفع عند عودتها.', many: 'إيصالًا ينتظر هنا وسيُدفع عند عودتها.', other: 'إيصال ينتظر هنا وسيُدفع عند عودتها.' },
  noDevice: 'لا شيء يُعمل به: لا جهاز مُشغَّل.', noDeviceWhy: 'يقبل Hearth الطلبات حالما يُشغَّل جهاز.',
  workerLost: 'فقدت مهمة عاملها؛ ويتولاها عامل جديد.', workerLostWhy: 'انتهى البرنامج الذي كان يشغّلها بلا كلمة. تبدأ المهمة من أولها؛ وتُدفع مرة واحدة.', workerLostAgain: (times) => `انتهى البرنامج الذي كان يشغّلها بلا كلمة، وعدد المرات حتى الآن ${times}. تبدأ المهمة من أولها؛ وتُدفع مرة واحدة.`,
  cheating: (kind) => `يغش عمدًا: ${kind}.`, someWay: 'بطريقة ما', cheatingWhy: 'بدأت هذه العقدة بالخيار ‎--cheat‎ الذي لا تسمح به إلا شبكة التدريب. لا تُدفع إيصالاتها الكاذبة، وما يمكن إثباته يكلفها رهنها.',
  diskFull: 'توقف: القرص ممتلئ.', theFolder: 'مجلد البيانات', diskFullWhy: (path) => `لا مساحة في ${path}. أفرغ بعض المساحة فيواصل Hearth من تلقاء نفسه؛ لا يضيع شيء.`,
  leaving: (name) => `الانتقال إلى ${name}: لا طلبات جديدة هنا.`, leavingHome: 'العودة إلى شبكة التدريب: لا طلبات جديدة هنا.', leavingThen: 'ثم يتم الانتقال من تلقاء نفسه.', leavingNow: 'تُنهى المهام الجارية أولًا، ثم يُعاد تشغيل المزوّد هناك.',
  disconnected: 'لا يستجيب Hearth.', disconnectedWhy: (span) => `منذ ${span}؛ وهذا عمر ما تراه. تواصل الصفحة المحاولة. إن كنت أوقفت Hearth فابدأه من جديد.`,
  unknownIncident: 'غير مُبلَّغ عنه',
};
export const statusActions: Pack['statusActions'] = { pause: 'أوقف مؤقتًا', resume: 'استأنف الآن', showJobs: 'اعرض المهام', enableDevice: 'اختر جهازًا', showNetworks: 'اعرض الشبكات', retry: 'حاول مجددًا' };
export const pauseWords: Pack['pauseWords'] = { 15: 'لمدة 15 دقيقة', 60: 'لمدة ساعة', 240: 'لمدة 4 ساعات', untilResumed: 'حتى أستأنف' };

export const visibleStageWords: Pack['visibleStageWords'] = { queued: 'في الصف', loading: 'تُحمَّل', running: 'تعمل', proving: 'تُثبَت', waiting: 'تنتظر الدفع', settled: 'سُوّيت' };
export const stageWords: Pack['stageWords'] = {
  queued: 'في الصف', loading: 'يُحمَّل النموذج', running: 'تعمل', proving: 'تُثبَت', delivered: 'تنتظر القسيمة', acknowledged: 'تنتظر التثبيت', anchored: 'تنتظر النافذة', settled: 'دُفعت', failed: 'فشلت', cancelled: 'أُلغيت', slashed: 'اقتُطع الرهن', voided: 'باطلة',
};
export const stageSentences: Pack['stageSentences'] = {
  queued: 'في الصف. تبدأ عندما يفرغ الجهاز.', loading: 'يُحمَّل النموذج على الجهاز.', running: 'تعمل على هذا الجهاز.', proving: 'حُسبت. تُبصَم أدلتها وتُوقَّع.',
  delivered: 'سُلّمت. تنتظر قسيمة الدفع من العميل.', acknowledged: 'أقرّ بها العميل. يذهب إيصالها إلى السلسلة مع الدفعة التالية.', anchored: 'على السلسلة. تُدفع عند إغلاق نافذة النزاع.', settled: 'دُفعت.',
  failed: 'فشلت. لا يُدفع عنها شيء.', cancelled: 'أُلغيت. لا يُدفع عنها شيء.', slashed: 'ثبت على السلسلة أن إيصالها كاذب. لا يُدفع عنها شيء، وقد كلّفت من الرهن.',
  voided: 'أعادت لجنة من المدققين حسابها ورفضت إيصالها. لا يُدفع عنها شيء.',
};
export const kindWords: Pack['kindWords'] = {
  classify: { title: 'تصنيف', one: 'صورة واحدة', two: 'صورتان', few: 'صور', many: 'صورة', other: 'صورة' }, embed: { title: 'تضمين', one: 'متجه واحد', two: 'متجهان', few: 'متجهات', many: 'متجهًا', other: 'متجه' }, generate: { title: 'توليد', one: 'رمز واحد', two: 'رمزان', few: 'رموز', many: 'رمزًا', other: 'رمز' },
};
export const verdictWords: Pack['verdictWords'] = { accepted: 'قبلها المدققون', rejected: 'رفضها المدققون' };

export const nodeWords: Pack['nodeWords'] = {
  order: { title: 'الطلب', what: 'ما طلبه العميل، بتوقيع العميل.' },
  model: { title: 'النموذج', what: 'كل ملف من ملفات النموذج، في بصمة واحدة.' },
  inputRoot: { title: 'جذر الإدخال', what: 'الإدخال مقطّعًا ومبصومًا إلى جذر واحد. لا يُحتفظ بالإدخال نفسه.' },
  outputRoot: { title: 'جذر الإخراج', what: 'الإخراج، مبصومًا بالطريقة نفسها.' },
  rowRoot: { title: 'جذر الصفوف', what: 'مدخلة لكل خطوة من التوليد: الرمز وموضعه وسحبه العشوائي.' },
  sketchRoot: { title: 'جذر الرسوم', what: 'بصمات قصيرة لحالة النموذج الداخلية يستطيع جهاز آخر مقارنتها.' },
  tapRoot: { title: 'جذر المآخذ', what: 'قيم داخلية في مواضع مختارة، لنظرة أدق عند النزاع.' },
  bundle: { title: 'الأدلة', what: 'كل أدلة التشغيل في بصمة واحدة.' },
  receipt: { title: 'الإيصال', what: 'وعد هذه العقدة الموقَّع: هذا الطلب، وهذا النموذج، وهذه النتائج.' },
  anchor: { title: 'التثبيت', what: 'جذر دفعة من الإيصالات، مكتوب على السلسلة.' },
  voucher: { title: 'القسيمة', what: 'وعد العميل الموقَّع بالدفع، مجموعًا على كل مهامه.' },
  payment: { title: 'الدفع', what: 'التحويل على السلسلة، بعد النافذة.' },
  claim: { title: 'المطالبة', what: 'لم يرسل العميل قسيمة، فطالبت هذه العقدة بالسعر مما حجزه العميل.' },
  dispute: { title: 'النزاع', what: 'أودع أحدهم كفالة وقال إن هذا الإيصال كاذب. تحسمه السلسلة عند عملية واحدة.' },
  vote: { title: 'الصوت', what: 'ما وجده جهاز آخر حين فحص الإيصال.' },
};
export const stepWords: Pack['stepWords'] = {
  offered: 'عُرض', admitted: 'قُبل الطلب', accepted: 'قُبل الطلب', queued: 'في الصف', loading: 'يُحمَّل النموذج', modelReady: 'النموذج جاهز', started: 'بدأت', running: 'تعمل', retried: 'بدأت من جديد',
  computed: 'حُسبت', proving: 'تُثبَت', signing: 'حُسبت وأُرسلت إلى الموقِّع', signed: 'وُقِّع الإيصال', delivered: 'سُلّمت إلى العميل', acknowledged: 'وصلت القسيمة', batched: 'وُضعت في دفعة', anchored: 'ثُبّتت على السلسلة', unanchored: 'سُحب التثبيت', unsettled: 'سُحب الدفع', slashed: 'ثبت كذبها، واقتُطع الرهن', unslashed: 'سُحب الاقتطاع', claimed: 'طولب بسعرها من الحجز', unclaimed: 'انتهت المطالبة', voided: 'رفضتها لجنة، باطلة', unvoided: 'سُحب الإبطال', refunded: 'رُدّ الثمن إلى العميل', unrefunded: 'سُحب الرد',
  verified: 'فحصها المدققون', voted: 'فحصها المدققون', settled: 'دُفعت', paid: 'دُفعت', failed: 'فشلت', cancelled: 'أُلغيت', workerLost: 'فُقد العامل',
};
export const factWords: Pack['factWords'] = {
  'energy': 'الطاقة', 'mean power': 'متوسط القدرة', 'most power': 'أقصى قدرة', 'highest temperature': 'أعلى حرارة', 'device load': 'حمل الجهاز', 'memory peak': 'ذروة الذاكرة', 'bytes received': 'البايتات المستلمة', 'bytes sent': 'البايتات المرسلة',
  'top-k': 'Top-k', 'top-p': 'Top-p', 'seed': 'البذرة', 'first draw': 'أول سحب', 'void': 'باطلة', 'penalty': 'الغرامة', 'void in': 'أُبطلت في', 'client had paid': 'دفعه العميل', 'refunded': 'المردود', 'refunded in': 'رُدّ في', 'opened by': 'فتحه', 'bond': 'الكفالة', 'dispute': 'النزاع', 'dispute stands': 'حال النزاع', 'taken of the stake': 'أُخذ من الرهن',
  'job': 'المهمة', 'kind': 'النوع', 'model': 'النموذج', 'model id': 'معرّف النموذج', 'client': 'العميل', 'app': 'التطبيق', 'reservation': 'الحجز', 'tier': 'الفئة', 'audit policy': 'سياسة التدقيق', 'deadline': 'الأجل', 'most units in': 'أقصى وحدات داخلة', 'most units out': 'أقصى وحدات خارجة',
  'price per unit in': 'سعر الوحدة الداخلة', 'price per unit out': 'سعر الوحدة الخارجة', 'attempts': 'المحاولات', 'temperature': 'الحرارة', 'device': 'الجهاز', 'units in': 'الوحدات الداخلة', 'units out': 'الوحدات الخارجة', 'numeric class': 'الصنف العددي', 'queue wait': 'الانتظار في الصف', 'first unit after': 'أول وحدة بعد',
  'compute': 'الحساب', 'receipt number': 'رقم الإيصال', 'epoch': 'الحقبة', 'previous receipt': 'الإيصال السابق', 'slashed': 'المقتطع', 'slashed for': 'اقتُطع بسبب', 'slashed in': 'اقتُطع في', 'name': 'الاسم', 'units': 'الوحدات', 'verifier': 'المدقق', 'verdict': 'الحكم', 'rows': 'الصفوف', 'sketches': 'الرسوم', 'node': 'العقدة',
  'number': 'الرقم', 'receipts': 'الإيصالات', 'state': 'الحالة', 'all together': 'المجموع', 'paid': 'المدفوع', 'received': 'المستلم، بعد حصص الآخرين', 'block': 'الكتلة',
  'runtime ort': 'ONNX Runtime', 'runtime ep': 'مزوّد التنفيذ', 'runtime device': 'العتاد', 'runtime driver': 'المشغّل', 'runtime os': 'نظام التشغيل', 'runtime arch': 'المعمارية', 'runtime optLevel': 'تحسين مخطط النموذج', 'runtime threads': 'الخيوط', 'runtime appVersion': 'إصدار Hearth', 'amount': 'المبلغ', 'payable from': 'يستحق الدفع من',
};
export const factValueWords: Pack['factValueWords'] = { 'open': 'مفتوحة', 'not measured': 'لم يُقَس', 'named verifiers': 'مدققون محددون', 'client only': 'العميل وحده', 'not reported': 'غير مُبلَّغ عنه', 'off': 'بلا حد', 'accepted': 'مقبول', 'rejected': 'مرفوض', 'on its way': 'في الطريق', 'rejected by a committee of verifiers': 'رفضتها لجنة من المدققين' };
export const checkWords: Pack['checkWords'] = {
  orderSignature: 'توقيع الطلب', receiptSignature: 'توقيع الإيصال', orderHash: 'بصمة الطلب', node: 'العقدة', model: 'النموذج', inputRoot: 'جذر الإدخال', outputRoot: 'جذر الإخراج', decodeHash: 'بصمة قواعد التوليد', numericClass: 'الصنف العددي', nonce: 'العدد الوحيد', seed: 'البذرة', units: 'الوحدات', stopReason: 'سبب التوقف', deadline: 'الأجل',
  sketchRoot: 'جذر الرسوم', bundleHash: 'بصمة الأدلة', runtime: 'وقت التشغيل', votes: 'الأصوات', voucher: 'القسيمة', anchor: 'التثبيت', payment: 'الدفع', modelFiles: 'ملفات النموذج', replayRows: 'إعادة حساب الصفوف', replaySketches: 'إعادة حساب الرسوم', replayTokens: 'إعادة حساب الرموز', replayClass: 'إعادة حساب الصنف', chain: 'السلسلة', chainAnchor: 'التثبيت على السلسلة', chainPayment: 'الدفع على السلسلة', rows: 'الصفوف', canonicalTrace: 'الأثر المعياري', thresholds: 'العتبات', registry: 'السجل',
};

export const noticeText: Pack['noticeText'] = {
  aDevice: 'جهاز ما', theDevice: 'الجهاز', noReason: 'لم يُذكر سبب.', ruleHolds: 'إحدى قواعدك سارية', yourRules: 'قواعدك', someKind: 'بنوع لم يُسمَّ',
  workerRestarted: { what: (device) => `انتهى العامل على ${device} بلا كلمة.`, next: 'يعمل عامل جديد؛ والعمل مستمر.' },
  jobRetried: { what: (job) => `فقدت المهمة ${job} عاملها وتبدأ من جديد.`, next: 'تُدفع مرة واحدة عند اكتمالها.' },
  jobFailed: { what: (job, reason) => `فشلت المهمة ${job}. ${reason}`, next: 'لا يُدفع عنها شيء.' },
  chainGone: { what: 'كفّت السلسلة عن الاستجابة.', whatAt: (address) => `كفّت السلسلة على ${address} عن الاستجابة.`, next: 'تستمر المهام. تنتظر الإيصالات وتُسوّى عند عودتها.' },
  chainBack: { what: 'عادت السلسلة إلى الاستجابة.', next: 'تُسوّى الإيصالات المنتظرة.' },
  chainDoubt: {
    old: (address, age) => `عمر بيانات السلسلة ${age}: لا يعرض ${address} كتلة أحدث.`,
    differ: (address, other, block) => `يختلف عنوانان للسلسلة في الكتلة ${block}: ${address} و${other}.`,
    next: 'لا يُقرَّر شيء بناءً عليها. تنتظر الطلبات والمدفوعات حتى يعود الاعتماد على السلسلة ممكنًا.',
  },
  chainSound: { what: 'بيانات السلسلة جديدة من جديد، وكل العناوين متفقة.', next: 'تُقبل الطلبات وتُسوّى الإيصالات المنتظرة.' },
  rpcSetAside: { what: (address, reason) => `لا يُستخدم عنوان السلسلة ${address}. ${reason}`, next: 'تُستخدم العناوين الأخرى إن وُجدت. احذفه من ملف العقود أو أصلحه.' },
  providerRestarted: { what: 'انتهى Hearth على غير توقع وبدأ من جديد.', next: 'استُؤنفت المهام غير المكتملة من حيث تركها السجل.' },
  signerRestarted: { what: 'انتهى الموقِّع وبدأ من جديد.', next: 'دفتره كامل؛ لم يُوقَّع شيء مرتين.' },
  firstReceipt: { what: 'وُقِّع أول إيصال.', whatFor: (job) => `وُقِّع أول إيصال للمهمة ${job}.`, next: 'افتح المهمة لفحصه على هذا الجهاز.' },
  deviceSetAside: { what: (device) => `نُحّي بعد إخفاقات متكررة: ${device}.`, next: 'أطفئه وشغّله مجددًا لتجربه مرة أخرى.' },
  ruleStopped: { what: (cause, device) => `${cause}؛ أُعيد ${device}.`, next: 'يستمر العمل من تلقاء نفسه عندما تسمح القاعدة.' },
  ruleEnded: { what: (rule, device) => `${rule}: عاد الأمر إلى نصابه، و${device} يواصل العمل.`, next: 'لا شيء يلزم فعله هنا.' },
  woke: { what: (span) => `نام الجهاز ${span}.`, next: 'أُبلغ العملاء فورًا بعودته. المهمة التي انقضى أجلها في الأثناء عادت إلى عميلها ولا تُعدّ إخفاقًا.' },
  voided: { what: (job, reason) => `المهمة ${job}: ${reason}`, next: 'افتح المهمة لترى المعاملة. يمكن إعادة حساب إيصالها بالأمر hearth verify.' },
  slashed: { what: (job, reason) => `المهمة ${job}: ${reason}`, next: 'افتح المهمة لترى المعاملة. من قلّ رهنه قلّ العمل المفتوح المسموح له.' },
  disputed: { what: (job) => `أودع أحدهم كفالة ونازع في إيصال المهمة ${job}.`, next: 'يعيد Hearth حساب المهمة ويجيب من تلقاء نفسه. دعه يعمل: الصمت يكلّف من الرهن.' },
  disputeEnded: {
    won: (job) => `كُسب النزاع حول المهمة ${job}: ثبت الجواب، ونصف كفالة الخصم لهذه العقدة.`,
    lost: (job) => `خُسر النزاع حول المهمة ${job}.`,
    unproven: (job) => `انتهى النزاع حول المهمة ${job} بلا برهان، وأُعيدت كل الكفالات.`,
    next: 'افتح المهمة لترى كيف انتهى.',
  },
  cheating: { what: (kind) => `هذه العقدة تغش عمدًا: ${kind}.`, next: 'بدأت بالخيار ‎--cheat‎ على شبكة التدريب. ابدأها من دونه لتكون أمينة.' },
  orderRefused: { what: (reason) => `رُفض طلب. ${reason}`, next: 'لا شيء يلزم فعله هنا.' },
};
export const severityWords: Pack['severityWords'] = { info: 'للعلم', attention: 'تنبيه', failure: 'إخفاق' };
