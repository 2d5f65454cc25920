import type { Pack } from '../pack.ts';

export const limitWords: Pack['limitWords'] = {
  temperature: (stop, resume) => `من ${stop} °م حتى ${resume} °م`, disk: (size) => `دون ${size} متاحة`,
  powerNone: 'بلا حد', powerMost: (limits) => `على الأكثر ${limits}`, percentOfLimit: (percent) => `${percent}% من حده`, watts: (watts) => `${watts} واط`,
  energy: (wattHours) => `على الأكثر ${wattHours} واط ساعة في اليوم`, price: (price) => `فوق ${price} للكيلوواط ساعة`, profit: (least) => `دون ${least} في الساعة`, hook: (path) => `ما دام ${path} يقول deny`,
  metered: 'على شبكة محدودة', meteredOr: (megabytes) => `على شبكة محدودة، أو فوق ${megabytes} ميغابايت في اليوم`,
  battery: 'على البطارية', batteryBelow: (percent) => `على البطارية دون ${percent}%`, saver: 'أو عند تفعيل توفير الطاقة',
  never: 'أبدًا', idle: (minutes) => `حتى يمضي ${minutes} د بلا أحد`, noApps: 'لا برنامج مدرجًا بعد', apps: { one: 'برنامج واحد', two: 'برنامجان', few: 'برامج', many: 'برنامجًا', other: 'برنامج' }, fullScreen: 'ما دام برنامج يملأ الشاشة',
  memory: (percent) => `حين يشغل غيره ${percent}%`, pressure: (size) => `حين يبقى أقل من ${size}`, stalledAbove: (percent) => `أو حين تنتظرها البرامج ${percent}% من الوقت`, load: (percent) => `حين يشغله غيره بنسبة ${percent}%`, thenWaits: (span) => `ثم ينتظر ${span}`,
  locked: 'ما دامت الجلسة مقفلة', asleep: 'ما دامت الشاشة نائمة', noHours: 'لا ساعات مسموحة', daily: 'يوميًا',
};
export const presetWords: Pack['presetWords'] = {
  guest: { title: 'ضيف', what: 'يعمل فقط حين لا يكون أحد هنا.' },
  balanced: { title: 'متوازن', what: 'يتنحى للألعاب والبطارية.' },
  dedicated: { title: 'متفرغ', what: 'يعمل دائمًا، ضمن حدود السلامة.' },
};
export const classWords: Pack['classWords'] = {
  safety: { title: 'السلامة', what: 'تُقدَّم على كل شيء، ولا يبطلها الاستئناف.' },
  user: { title: 'كلمتك', what: 'إيقاف مؤقت منك. يُضبط بأزرار الإيقاف المؤقت.' },
  money: { title: 'المال', what: 'الكهرباء وسعرها وما تكسبه.' },
  presence: { title: 'الحضور', what: 'أنت أو برامج أخرى تريدون الجهاز.' },
  schedule: { title: 'الساعات', what: 'تُحسب أخيرًا.' },
};
export const giveBackChoices: Pack['giveBackChoices'] = { throttle: 'أبطئ', unload: 'حرّر الذاكرة بين المهام', finish: 'أنهِ المهمة ثم توقف', kill: 'توقف فورًا' };
export const giveBackWords: Pack['giveBackWords'] = {
  throttle: 'يستمر العمل أبطأ', unload: 'لا يبقى نموذج في الذاكرة بين المهام', finish: 'تنتهي المهمة الجارية ثم تُحرَّر الذاكرة', kill: 'تُعاد المهمة الجارية وتُحرَّر الذاكرة فورًا',
};

export const ruleText: Pack['ruleText'] = {
  fault: { title: 'مُنحّى', cause: (why) => `نُحّي الجهاز: ${why}`, unnamed: 'أخفق مرة بعد مرة', ends: 'عندما تجربه مرة أخرى' },
  temperature: { title: 'الحرارة', cause: (is, most) => `حرارة الجهاز ${is} °م، وأقصى ما تسمح به ${most} °م`, hot: 'يقول النظام إن الجهاز ساخن', ends: (most) => `حين يبرد بضع درجات دون ${most} °م`, endsHot: 'عندما يبرد' },
  disk: { title: 'القرص', cause: (free, least) => `المتاح على القرص ${free} فقط، والواجب ${least}`, full: 'القرص ممتلئ', ends: 'حين تتوفر مساحة من جديد' },
  pause: { title: 'إيقافك المؤقت', cause: 'أنت أوقفته', ends: 'عندما تستأنف' },
  power: { title: 'القدرة', cause: (is, most) => `يسحب الجهاز ${is} واط، وأقصى ما تسمح به ${most} واط`, ends: (most) => `حالما يبقى دون ${most} واط` },
  energy: { title: 'طاقة اليوم', cause: (used, most) => `استُهلك اليوم ${used} واط ساعة، وميزانية اليوم ${most} واط ساعة`, ends: 'عند منتصف الليل' },
  price: { title: 'سعر الكهرباء', cause: (is, most) => `سعر الكيلوواط ساعة ${is}، وأقصى ما تدفعه ${most}`, ends: 'حين ترخص الكهرباء' },
  profit: { title: 'أدنى ربح', cause: (is, least) => `يكسب العمل ${is} في الساعة بعد الكهرباء، وأدنى ما تريده ${least}`, ends: 'حين يكسب العمل أكثر' },
  hook: { title: 'ملف التحكم', cause: 'ملف التحكم لديك يقول deny', ends: 'حين يقول allow' },
  metered: { title: 'شبكة محدودة', cause: 'الشبكة محدودة', cap: (used, most) => `استُهلك اليوم ${used} ميغابايت من الشبكة، وحد اليوم ${most} ميغابايت`, ends: 'على شبكة غير محدودة', endsCap: 'عند منتصف الليل' },
  battery: { title: 'البطارية', cause: 'يعمل الجهاز على بطاريته', at: (percent) => `يعمل الجهاز على بطاريته، عند ${percent}%`, saver: 'توفير الطاقة مفعّل', ends: 'حين يوصل بالكهرباء', endsSaver: 'حين يُطفأ' },
  idle: { title: 'عند الخمول فقط', cause: (ago) => `كان أحدهم هنا قبل ${ago}`, unmeasured: 'كان أحدهم هنا قبل لحظة', ends: (wait) => `بعد ${wait} بلا مفتاح أو نقرة`, endsSome: 'بعد مدة بلا مفتاح أو نقرة' },
  apps: { title: 'برامج مدرجة', cause: (name) => `${name} قيد التشغيل`, unnamed: 'برنامج من قائمتك', ends: 'بُعيد إغلاقه' },
  fullScreen: { title: 'ملء الشاشة', cause: (name) => `${name} يملأ الشاشة`, unnamed: 'برنامج', ends: 'بُعيد إغلاقه' },
  dataLimit: { title: 'حد البيانات', cause: { sentDay: (most) => `نفدت كمية اليوم من البيانات المرسلة: ${most}`, sentMonth: (most) => `نفدت كمية هذا الشهر من البيانات المرسلة: ${most}`, receivedDay: (most) => `نفدت كمية اليوم من البيانات المستقبلة: ${most}`, receivedMonth: (most) => `نفدت كمية هذا الشهر من البيانات المستقبلة: ${most}` }, endsDay: 'عند منتصف الليل', endsMonth: 'مع الشهر الجديد' },
  clock: { title: 'ساعة خاطئة', ahead: (seconds) => `ساعة هذا الجهاز متقدمة عن ساعة السلسلة بـ ${seconds} ث، فلا يمكن الوثوق بالمواعيد`, behind: (seconds) => `ساعة هذا الجهاز متأخرة عن ساعة السلسلة بـ ${seconds} ث، فلا يمكن الوثوق بالمواعيد`, ends: 'حين تُضبط الساعة' },
  pressure: { title: 'ضيق الذاكرة', cause: (free, least) => `لم يبق من الذاكرة لكل البرامج إلا ${free}، ويجب أن يبقى ${least}`, stalled: (percent) => `تنتظر البرامج الذاكرة أكثر من ${percent}% من الوقت`, low: 'يقول النظام إن الذاكرة توشك على النفاد', ends: 'بُعيد أن تتوفر الذاكرة من جديد' },
  memory: { title: 'ذاكرة للآخرين', cause: (percent) => `تشغل برامج أخرى ${percent}% من ذاكرة الجهاز`, ends: 'بُعيد أن تحررها' },
  load: { title: 'عمل الآخرين', cause: (percent) => `تُشغل برامج أخرى الجهاز بنسبة ${percent}%`, ends: 'بُعيد أن تنتهي' },
  session: { title: 'مقفل أو مظلم', cause: 'الجلسة مقفلة', dark: 'الشاشة نائمة', ends: 'حين تُفتح', endsDark: 'حين تستيقظ' },
  schedule: { title: 'ساعات الأسبوع', cause: 'ليست هذه ساعاته', ends: 'مع الساعات التالية التي تسمح بها' },
};
export const ruleSentences: Pack['ruleSentences'] = {
  verbs: { throttle: 'مُبطَّأ', unload: 'يعمل، والذاكرة محررة بين المهام', finish: 'موقوف مؤقتًا', kill: 'موقوف مؤقتًا' },
  said: (verb, cause) => `${verb}: ${cause}.`, inOrder: (title) => `${title}: عاد الأمر إلى نصابه`,
  resumes: (ends) => `يُستأنف ${ends}.`, fullSpeed: (ends) => `السرعة الكاملة ${ends}.`,
  inAMoment: 'بعد لحظة', byItselfIn: (span) => `من تلقاء نفسه بعد ${span}`, byItselfAt: (clock) => `من تلقاء نفسه الساعة ${clock}`,
  free: 'له أن يعمل.', also: (titles) => `وكذلك: ${titles}.`,
};

export const guestWords: Pack['guestWords'] = {
  pauseDevice: (name) => `أوقف ${name} مؤقتًا`, pause: 'أوقف مؤقتًا', resume: 'استأنف', resumeDevice: (name) => `استأنف ${name}`, tomorrow: (clock) => `حتى الغد، ${clock}`,
  atOnce: 'أعد المهمة الجارية فورًا', atOnceWhy: 'وإلا فستنتهي أولًا.',
  why: { open: 'لماذا؟', title: 'ما الذي يقرر هذا', none: 'لم يُقرَّر شيء لأي جهاز بعد.', free: 'لا قاعدة تمنعه.', read: 'القراءة', limit: 'الحد', since: 'منذ', does: 'الفعل', ends: 'ينتهي', also: 'سارية أيضًا', blind: 'لا يمكن العمل بها هنا', allRules: 'كل القواعد', noName: 'جهاز بلا اسم' },
  promise: (p50, count) => `أُعيدت الذاكرة خلال ${p50}، وسيطًا من ${count}`, promiseNone: 'الإعادة: لم تُقَس بعد', allDevices: 'كل الأجهزة',
  promiseLong: (count, p50, p95) => `من السبب إلى تحرير الذاكرة، على مدى ${count}: نصفها خلال ${p50}، و95% خلال ${p95}.`, promiseNoneLong: 'تُقاس سرعة إعادة الذاكرة حين تأخذها قاعدة لأول مرة.', promiseTimes: { one: 'مرة واحدة', two: 'مرتين', few: 'مرات', many: 'مرة', other: 'مرة' },
  reading: { temperature: 'الحرارة', power: 'القدرة', load: 'الحِمل', memory: 'الذاكرة', ofLimit: (watts, limit) => `${watts} من ${limit}`, mine: 'لي', others: 'لغيري', free: 'متاحة', used: 'مشغولة', ofOthers: (share) => `${share} لغيره`, whose: 'لمن، لا يذكر المشغّل', memoryLabel: (said) => `الذاكرة: ${said}` },
  devices: {
    title: 'الأجهزة', waiting: 'جارٍ البحث عن الأجهزة.', empty: 'لم يُعثر على جهاز.', emptyNext: 'يبحث Hearth مجددًا عند بدئه. المعالج وحده يكفي.', history: 'مؤخرًا', historyWaiting: 'جارٍ قراءة ما سُجّل.', historyEmpty: 'لم يُسجَّل شيء عن هذا الجهاز بعد.', historyEmptyNext: 'تُحفظ عينة كل دقيقة ما دام Hearth يعمل.',
    span: 'المدة', spans: { day: '24 ساعة', week: '7 أيام' }, measure: 'ماذا', measures: { temperature: 'الحرارة', power: 'القدرة', load: 'عمل الآخرين', memory: 'ذاكرة الآخرين' }, table: 'كجدول', gap: 'لم يُسجَّل', chart: (what, name) => `${what} على ${name}`, from: 'من', noneOf: (what) => `${what}: لم يُبلَّغ عنها في هذه المدة.`,
    health: 'السلامة', healthy: 'لم تفقد أي مهمة عاملها هنا منذ آخر مهمة سليمة.', lost: (count) => `مهام متتالية فقدت عاملها هنا: ${count}. عند الثالثة يُنحّى الجهاز.`, setAside: 'مُنحّى', setAsideNext: 'لا تذهب إليه مهمة حتى تجربه مرة أخرى أو يتغير مشغّله.', retry: 'جرّبه مرة أخرى', when: (clock) => `منذ ${clock}`, healthUnknown: 'جارٍ قراءة حالته.',
    identity: 'الهوية', id: 'المعرّف', vendor: 'المصنّع', driver: 'المشغّل', driverBuilt: (a, b) => `${a}، بُني في ${b}`, driverAgeless: (a) => `${a}، لا شيء يذكر عمره`, memory: 'الذاكرة', runs: 'يعمل بـ', rules: 'قواعد هذا الجهاز', rulesNone: 'لا قاعدة مضبوطة له؛ يعمل دائمًا.', own: 'خاصة به', general: 'كل الأجهزة', edit: 'غيّر قواعده',
  },
  rules: {
    title: 'القواعد', waiting: 'جارٍ قراءة القواعد.', presets: 'أنماط جاهزة', presetsWaiting: 'جارٍ قراءة الأنماط.', presetsEmpty: 'لا يوجد نمط.', presetsWhy: 'ثلاث طرق للتصرف، بالأرقام. أي قاعدة تغيّرها تجعلها قواعدك أنت.', inUse: 'مستخدم', use: (name) => `استخدم ${name}`, rule: 'القاعدة', notIn: 'لا', own: 'قواعد خاصة بك مستخدمة.',
    all: 'كل القواعد', allWhy: 'أول قاعدة سارية تتكلم؛ وتُنفَّذ أشدها.', empty: 'لا قاعدة مضبوطة: يعمل Hearth دائمًا.', emptyNext: 'خذ نمطًا أعلاه أو أضف قاعدة.', add: 'أضف', addRule: (title) => `أضف قاعدة: ${title}`, remove: 'أزل', removeRule: (title) => `أزل قاعدة: ${title}`, onRule: (title) => `قاعدة: ${title}`, edit: 'غيّر', editRule: (title) => `غيّر قاعدة: ${title}`, notSet: 'غير مضبوطة',
    scope: 'لأجل', every: 'كل جهاز', general: 'كما لكل جهاز', ownHere: 'خاصة به', makeOwn: 'اجعلها خاصة به', backToGeneral: 'كما لكل جهاز', holds: (names) => `سارية الآن على ${names}`, blind: (names, reason) => `لا يمكن العمل بها على ${names}: ${reason}`, does: 'عندئذٍ',
    changed: (count) => `لم يُحفظ: ${count}`, changes: { one: 'تغيير واحد', two: 'تغييران', few: 'تغييرات', many: 'تغييرًا', other: 'تغيير' }, save: 'احفظ', undo: 'تراجع', redo: 'أعد', discard: 'تجاهل', saved: 'حُفظ.', tookPreset: (title) => `${title} مستخدم.`, undoSaved: 'تراجع', elsewhere: 'تغيّرت القواعد في مكان آخر في هذه الأثناء؛ الحفظ يحل محلها.', between: (least, most) => `عدد من ${least} إلى ${most}`, notEmpty: 'لا تتركه فارغًا من فضلك',
    simulator: 'ما كان سيحدث في الأسبوع الماضي', simulatorWhy: 'الأسبوع المسجَّل معادًا بهذه القواعد. لا تدخل فيه مرات إيقافك.', simWaiting: 'يُعاد الأسبوع.', simEmpty: 'لم يُسجَّل شيء بعد.', simEmptyNext: 'تُحفظ عينة كل دقيقة ما دام Hearth يعمل؛ يجيب المحاكي من الساعة الأولى فصاعدًا.', withSaved: 'بالقواعد المحفوظة', withDraft: 'بتغييراتك', span: (from, to, samples) => `من ${from} إلى ${to}، العينات: ${samples}`,
    outcome: { work: 'عمل', throttled: 'أُبطئ', stopped: 'توقف', unknown: 'لم يُسجَّل' }, byRule: (title) => `أوقفته: ${title}`, picture: (name) => `${name}: متى كان سيتوقف، يومًا بيوم`, pictureNote: 'المُعلَّم: متوقف. غير المُعلَّم: عمل أو أُبطئ أو لم يُسجَّل.', stops: (count) => `${count} كجدول`, stopsWords: { one: 'توقف واحد', two: 'توقفان', few: 'توقفات', many: 'توقفًا', other: 'توقف' }, noStops: 'ما كان ليتوقف أبدًا.', from: 'من', to: 'إلى', took: 'المدة', manyStops: 'لا تُدرج إلا الألف الأولى.',
  },
  fields: {
    stopCelsius: 'توقف عند', bandCelsius: 'استأنف إذا برد بمقدار', freeBytesLeast: 'أبقِ متاحًا', availableBytesLeast: 'ذاكرة تبقى للجميع', stalledPercentMost: 'انتظار البرامج لها', percentMost: 'حصة من حده', wattsMost: 'أقصى واط', wattHoursPerDay: 'طاقة اليوم', mostPerKilowattHour: 'أقصى ما يُدفع للكيلوواط ساعة', leastPerHour: 'أدنى كسب في الساعة', path: 'ملف يقول allow أو deny', megabytesPerDay: 'أقصى شبكة في اليوم', percentLeast: 'على البطارية، دون', onSaver: 'توقف مع توفير الطاقة', minutes: 'لا أحد هنا منذ', names: 'برامج، واحد في كل سطر', addProgram: 'أضف برنامجًا يعمل الآن', resumeAfterSeconds: 'انتظر بعده', othersPercentMost: 'يأخذ الآخرون', stopsWhenLocked: 'توقف عند القفل', stopsWhenDisplayAsleep: 'توقف عند نوم الشاشة',
    optional: 'فارغ: بلا حد', window: 'ساعات', windowFrom: 'من', windowTo: 'إلى', addWindow: 'أضف ساعات', removeWindow: 'أزل هذه الساعات', exception: 'أيام أخرى', exceptionDate: 'التاريخ', exceptionAllows: 'اعمل طوال اليوم', exceptionDenies: 'لا عمل', addException: 'أضف تاريخًا', removeException: (date) => `أزل ${date}`,
  },
  profitUnknown: { firstDay: 'أقل من يوم من الأرقام الخاصة بهذا الجهاز', partly: 'لم تُقَس كل مهام هذا الجهاز', noMeter: 'لا يمكن هنا قراءة قدرة أي جهاز', noTariff: 'لم يقل أحد كم تكلّف الكهرباء', noRate: 'لم يقل أحد كم تساوي العملة', twoCurrencies: 'تُحسب الكهرباء والعملات بنقدين مختلفين' },
};
