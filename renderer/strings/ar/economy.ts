import type { Pack } from '../pack.ts';

export const approveWords: Pack['approveWords'] = {
  asking: 'جارٍ سؤال الموقِّع والسلسلة عمّا سيفعله.',
  account: (name) => `يوقّعه ${name}.`,
  sent: 'أُرسل. يُعتدّ به حين يصير في كتلة؛ وحتى ذلك لا يتغير شيء هنا.',
  transactions: 'المعاملات', transactionsEmpty: 'لم يُرسل شيء بعد.', transactionsEmptyNext: 'ما توقّعه هنا يُدرج معلَّقًا حتى يصير في كتلة.', transactionsWaiting: 'جارٍ قراءة المعاملات.',
};

export const benchmarkWords: Pack['benchmarkWords'] = {
  title: 'الاختبار الذاتي والسرعة', run: 'اختبره الآن', again: 'اختبره مجددًا', cancel: 'ألغِ', waits: 'ينتظر دوره وسماح القواعد.', none: 'لم يُختبر بعد.', noneNext: 'يُختبر الجهاز الجديد من تلقاء نفسه حين يُسمح له بالعمل.',
  steps: { load: 'تحميل', check: 'مقارنة', prefill: 'قراءة المدخلات بـ', decode: 'كتابة بـ', classify: 'تصنيف بـ' }, step: (what, model, done, of) => `${what} ${model}، ${done} من ${of}`,
  progress: 'تقدّم الاختبار',
  verdict: { sound: 'يحسب الصواب.', wrong: 'حسب غير الصواب.', unproven: 'لم يمكن مقارنة شيء هنا.' },
  failed: (reason) => `لم يكتمل الاختبار: ${reason}.`,
  check: { integers: 'جداءات 8 بت', sevenBits: 'جداءات 8 بت بأوزان 7 بت', output: 'الإخراج، بتًّا ببت', sketches: 'الرسوم مقابل المعالج', tokens: 'الرموز مقابل المعالج', vectors: 'المتجهات مقابل المعالج' },
  state: { passed: 'نجح', failed: 'فشل', notChecked: 'لم يُفحص' },
  integersOnly: 'لا يأخذ نماذج صحيحة الأعداد.', sevenBitsOnly: 'من النماذج صحيحة الأعداد يأخذ ما أوزانه 7 بت.', noMeter: 'مجهول: لا عدّاد', head: { model: 'النموذج', prefill: 'المدخل', decode: 'المخرج', energy: 'الطاقة' },
  perSecond: (rate, kind) => `${rate} ${kind === 'generate' ? 'رمز/ث' : 'عنصر/ث'}`, joules: (joules, kind) => `${joules} جول لكل ${kind === 'generate' ? 'رمز' : 'عنصر'}`,
  with: (when, driver, runtime) => `اختُبر ${when}، ${driver === null ? 'المشغّل غير مُبلَّغ عنه' : `المشغّل ${driver}`}، وقت التشغيل ${runtime}.`, checks: 'كل الفحوص',
};

export const stakingWords: Pack['stakingWords'] = {
  title: 'الرهن', staked: 'المرهون', waiting: 'جارٍ قراءة الرهن من السلسلة.', unbound: 'هذه العقدة غير مربوطة بمشغّل بعد.', unboundNext: 'يربطها مشغّل مرة واحدة وإلى الأبد؛ ثم يمكن الرهن لها. على شبكة التدريب يفعل Hearth ذلك من تلقاء نفسه في بضع ثوانٍ.',
  allows: (limit, used) => `يتيح أن تنتظر الدفعَ معًا مهام قيمتها ${limit}. ينتظر الآن ${used}.`, allowsNothing: 'لا شيء مرهون، فلا يجوز أن تنتظر الدفع أي مهمة ولا تُقبل واحدة.',
  age: (age) => `عمر بيانات السلسلة ${age}. لا تقرر بناءً عليها؛ ما يمكنك توقيعه معطّل حتى تتجدد.`,
  figures: {
    required: 'اللازم الآن', requiredWhy: 'يجب أن يبقى للمهام المفتوحة والمقاعد', surplus: 'متاح للاسترداد', surplusWhy: 'مرهون وغير لازم', inFlight: 'في مهام مفتوحة', inFlightWhy: (share) => `${share} مما يتيحه الرهن`,
    unbonding: 'في طريق العودة', unbondingNone: 'لا شيء في طريق العودة', atRisk: 'المعرَّض الآن', atRiskWhy: (percent) => `خطأ واحد مثبت يأخذ ${percent}`, slashed: 'المقتطع حتى اليوم', slashedNever: 'أبدًا', slashedTimes: { one: 'مرة واحدة', two: 'مرتان', few: 'مرات', many: 'مرة', other: 'مرة' },
  },
  unbonding: { running: (left) => `يجهز بعد ${left}`, ready: 'جاهز للتحرير', until: (when) => `في ${when}`, free: 'حرّره', freeSentence: (amount) => `يحرّر ${amount}: يمكن إرساله من جديد.` },
  operator: { title: 'من يحق له التصرف', is: 'المشغّل', none: 'لا حساب', noKey: 'مفتاحه ليس في هذه المحفظة، فلا يمكن توقيع شيء هنا.', noKeyPractice: 'على شبكة التدريب هذا حساب صنعه Hearth. استورد مفتاحه التجريبي إلى المحفظة (تجده في ‎practice/keys.json‎ في مجلد البيانات، تحت operator) وتصرف هنا، أو استخدم hearth stake في الطرفية.', toWallet: 'إلى المحفظة', waiting: 'في انتظار الموقِّع الذي يحفظ المفاتيح.' },
  acts: { stake: 'ارهن المزيد', unstake: 'استردّ', amount: 'المبلغ', review: 'راجع', cancel: 'ألغِ', bad: 'المبلغ أرقام، مع نقطة وحتى 18 رقمًا بعدها.', zero: 'المبلغ لا شيء.', tooMuch: (has) => `المرهون ${has} فقط.`, stakeGo: 'وقّع وارهن', unstakeGo: 'وقّع واستردّ', withdrawGo: 'وقّع وحرّر' },
  preview: {
    title: 'ما الذي يغيّره', now: 'الآن', after: 'بعده', staked: 'المرهون', limit: 'يجوز أن ينتظر معًا', free: 'متاح للاسترداد', worst: 'خطأ واحد مثبت يأخذ', worstWhy: (percent) => `${percent} من كل المرهون والعائد، ومثلها مع الخطأ التالي: في أسوأ الأحوال يذهب كله`,
    lock: (span) => `استرداده يستغرق ${span} من يوم طلبك، ويمكن اقتطاعه حتى ذلك الحين.`,
    buysNothing: 'لا يكسب شيئًا أكثر اليوم: ليس الرهن الذي لديك ما يقيّدك.', buysUnknown: 'لا يُعرف ما سيكسبه: ليس لدى هذا الجهاز يوم كامل من المدفوعات بعد.', buys: (most) => `قد يكسب بين لا شيء و${most} زيادة في اليوم، إن وُجدت طلبات تكفيه كله.`,
  },
  warnings: {
    inactive: (models) => `لن يبقى شيء مرهونًا. لا تقبل العقدة طلبات بعدها، في كل نماذجها: ${models}.`, models: { one: 'نموذج واحد', two: 'نموذجان', few: 'نماذج', many: 'نموذجًا', other: 'نموذج' }, belowRequired: 'سيبقى أقل مما تلزمه المهام المفتوحة. لا يُقبل عمل جديد حتى تُدفع.', seats: 'تحتاج مقاعد المدقق هذا الرهن. ترفض السلسلة حتى تتركها.',
    restarts: (wait) => `بعضه في طريق العودة من قبل. ينضم هذا إليه ويبدأ عدّه من جديد: ينتظر كله ${wait} مرة أخرى.`, slashable: 'يكفّ عن الاحتساب فورًا، ويمكن اقتطاعه حتى يُحرَّر.',
  },
  stakeSentence: (amount) => `يقفل ${amount} من عملة المشغّل خلف هذه العقدة.`, unstakeSentence: (amount, span) => `يُخرج ${amount} من الرهن. لك أن تحرره بعد ${span}.`,
  slashes: {
    title: 'ما الذي اقتُطع', empty: 'لم يُقتطع شيء قط.', emptyNext: 'لو حدث اقتطاع لظهر هنا بسببه والإيصال المعني والأدلة لتفحصه بنفسك.',
    why: { fault: 'خطأ مثبت', dispute: 'نزاع خاسر', vote: 'صوتان مختلفان', refund: 'ردّ قرره القضاء', unknown: 'اقتطعه القضاء' },
    job: 'مهمته', noJob: 'لا تُعرف له مهمة على هذا الجهاز', subject: 'بصمة الأدلة', by: 'أظهره', at: 'متى', tx: 'المعاملة', rule: 'القاعدة',
    rules: { fault: 'لأي أحد أن يُري السلسلة إيصالًا كاذبًا ببايتاته نفسها.', dispute: 'أعادت عقدة أخرى حساب المهمة وسمّت العملية الخاطئة.', vote: 'يوقّع المدقق صوتًا واحدًا عن الإيصال.', refund: 'العميل الذي حُكم بكذب مهمته يُردّ له من الرهن.', unknown: 'لا تسمّي المعاملة قاعدة تعرفها هذه النسخة.' },
    final: 'لا استئناف على السلسلة: يحكم العقد على البرهان فورًا ونهائيًا. تتيح لك الحزمة ولغيرك فحصه.', export: 'ابنِ حزمة الأدلة',
  },
};

export const parameterWords: Pack['parameterWords'] = {
  AuditFloorBps: { title: 'نسبة الإيصالات المدقَّقة', what: 'تُدقَّق هذه النسبة على الأقل من إيصالات كل عقدة' },
  FirstJobsAudited: { title: 'أولى المهام المدقَّقة', what: 'يُدقَّق هذا العدد من أولى مهام العقدة الجديدة، كلها' },
  FirstCommittee: { title: 'اللجنة الأولى', what: 'مدققون ينظرون أولًا' },
  SecondCommittee: { title: 'اللجنة الثانية', what: 'مدققون ينظرون إذا اختلف الأوائل' },
  FinalCommittee: { title: 'اللجنة الأخيرة', what: 'مدققون كلمتهم هي الأخيرة' },
  CommitSeconds: { title: 'مهلة تثبيت الصوت', what: 'المدقق المتأخر يفقد كلمته' },
  RevealSeconds: { title: 'مهلة كشف الصوت', what: 'المدقق المتأخر يفقد كلمته' },
  ResponseSeconds: { title: 'مهلة الرد على نزاع', what: 'العقدة المتهمة التي تصمت أطول تخسر' },
  DisputeBondWei: { title: 'أدنى كفالة للنزاع', what: 'يودعها من يفتح نزاعًا، ويأخذها الفائز' },
  RejectBondWei: { title: 'كفالة الرفض', what: 'يودعها من يطلب لجنة' },
  VerifierPayWei: { title: 'أجر المدقق', what: 'عن كل إيصال ينظر فيه' },
  VerifierPayMaxBps: { title: 'أقصى أجر للمدقق', what: 'من سعر المهمة' },
  FaultSlashBps: { title: 'اقتطاع الخطأ المثبت', what: 'من كل المرهون والعائد' },
  SilenceSlashBps: { title: 'اقتطاع الصمت', what: 'من كل المرهون والعائد، إذا لم يُردّ على نزاع في وقته' },
  VerifierSlashBps: { title: 'اقتطاع الصوتين المختلفين', what: 'من رهن المدقق' },
  UnbondingSeconds: { title: 'مدة الاسترداد', what: 'هذه مدة انتظار الرهن المطلوب رده' },
  ClaimSeconds: { title: 'المدة قبل دفع المطالبة', what: 'للعميل أن يعترض خلالها' },
  SeatStakeWei: { title: 'رهن مقعد المدقق', what: 'يحتاج كل مقعد جديد هذا المقدار' },
  RegistrationSeconds: { title: 'الانتظار بعد تسجيل نموذج', what: 'قبل أن يكسب حصصه' },
  SnapshotAgeSeconds: { title: 'عمر قائمة المدققين', what: 'تُسحب اللجنة من القائمة كما كانت قبل هذه المدة' },
  DisputeBondBps: { title: 'كفالة النزاع بحسب الرهن', what: 'من كل ما رهنه المتهم أو العائد إليه؛ يكلّف النزاع هذا القدر، ولا يقل عن أدنى كفالة' },
};

export const governanceWords: Pack['governanceWords'] = {
  title: 'الحوكمة', waiting: 'جارٍ قراءة المقترحات من السلسلة.', back: 'كل المقترحات',
  votes: 'أصواتك', noWallet: 'بلا حساب في المحفظة لا شيء يُصوَّت به. ويمكن قراءة المقترحات مع ذلك.',
  accountLine: { self: 'يصوّت بنفسه', nobody: 'لا أحد يصوّت بهذه العملة حتى تفوّضها', given: 'الأصوات ممنوحة إلى', holds: (amount) => `يملك ${amount}`, watch: 'مراقَب، ومفتاحه ليس هنا' },
  delegate: { go: 'فوّض', toSelf: 'أصوّت بها بنفسي', back: 'استردّها', title: 'من يصوّت بهذه العملة', to: 'الحساب الذي يصوّت', toHint: '‎0x‎ ثم 40 رقمًا ستة عشريًا. تبقى العملة مكانها؛ ولا تذهب إلا أصواتها. استردها متى شئت.', review: 'راجع', sign: 'وقّع وفوّض', cancel: 'ألغِ', noExpiry: 'لا تعرف السلسلة له تاريخ انتهاء: يسري حتى تسترده.', bad: 'هذا ليس عنوانًا.', sentence: (to) => `يمنح أصوات كل عملة هذا الحساب، والمرهونة منها، إلى ${to}.`, sentenceSelf: 'يصوّت الحساب بعملته هو، والمرهونة منها.' },
  proposals: 'المقترحات', filter: { label: 'عرض', open: 'المفتوحة', upcoming: 'القادمة', closed: 'المغلقة' },
  empty: { open: 'لا مقترح مفتوحًا.', upcoming: 'لا مقترح على وشك الفتح.', closed: 'لم يُحسم أي مقترح قط.' }, emptyNext: 'لمن لديه أصوات كافية أن يقدّم واحدًا.', notAll: (shown, total) => `يُعرض أحدث ${shown} من ${total}.`,
  state: { pending: 'يُفتح قريبًا', active: 'مفتوح', canceled: 'سُحب', defeated: 'رُفض', succeeded: 'قُبل، وينتظر الإدراج', queued: 'قُبل، وينتظر مهلته', expired: 'قُبل ولم يُنفَّذ قط', executed: 'نُفِّذ' },
  support: { for: 'مع', against: 'ضد', abstain: 'امتناع' },
  ends: (left, when) => `ينتهي بعد ${left}، ${when}`, opens: (left, when) => `يُفتح بعد ${left}، ${when}`, ended: (when) => `انتهى ${when}`, executable: (left) => `يمكن تنفيذه بعد ${left}`, executableNow: 'يمكن تنفيذه الآن',
  votedFor: (how, weight) => `صوّتَّ: ${how}، بمقدار ${weight}.`, youHave: (weight) => `لديك هنا ${weight}.`, noPower: 'لم تكن لديك أصوات حين فُتح، فلا يمكنك التصويت عليه.', noPowerYet: 'على هذه الحال لن تكون لديك أصوات فيه. فوّض قبل أن يُفتح.',
  quorum: (now, needed) => `شارك ${now} من ${needed} اللازمة`, bar: (f, a, n) => `مع ${f}، ضد ${a}، امتناع ${n}`,
  effect: 'ما الذي يغيّره لعقدتك', description: 'ما يقوله مقدّمه', descriptionWhy: 'كتبه غريب، ويُعرض نصًا خالصًا. لا يفتح Hearth أي عنوان فيه، ولا يتكلم هناك أحد من Hearth.', cut: 'هو أطول من ذلك؛ والكل على السلسلة.', noDescription: 'لا شيء.', raw: 'النداءات كما هي على السلسلة', target: 'ينادي', value: 'يرسل', proposer: 'المقدّم', id: 'المقترح', moreActions: (n) => `عدد نداءاته ${n}؛ ولا تُعرض إلا العشرة الأولى.`,
  timeline: 'أين وصل', result: 'الأصوات حتى الآن',
  vote: { title: 'صوتك', account: 'صوّت بـ', how: 'كيف', reason: 'السبب، إن شئت', reasonHint: 'يبقى على السلسلة إلى الأبد، تحت هذا الحساب، يقرؤه الجميع.', left: (n) => `بقي ${n} حرفًا`, review: 'راجع', sign: 'وقّع وصوّت', final: 'لا يمكن تغيير الصوت.', sentence: (how, weight) => `يصوّت ${how} بمقدار ${weight}.`, reasonShown: 'مع السبب', stored: 'سببك كما تحفظه السلسلة', closed: 'انتهى التصويت.', noKey: 'مفتاح الحساب صاحب الأصوات ليس في هذه المحفظة.' },
  queue: { go: 'أدرجه', sentence: 'يسلّم المقترح المقبول إلى القفل الزمني؛ ذلك لأي أحد، ولا يكلف إلا الرسم.', sign: 'وقّع وأدرج' },
  execute: { go: 'نفّذه', sentence: 'ينفّذ المقترح؛ ذلك لأي أحد، ولا يكلف إلا الرسم.', sign: 'وقّع ونفّذ' },
  propose: {
    go: 'اقترح تغييرًا', title: 'اقترح تغييرًا', what: 'ماذا', kinds: { setParameter: 'رقم محكوم', grant: 'منحة' }, parameter: 'الرقم', value: 'القيمة الجديدة', bounds: (low, high) => `من ${low} إلى ${high}.`, to: 'إلى', amount: 'المبلغ', held: (amount) => `في الخزينة ${amount}.`,
    why: 'لماذا', whyHint: 'سطره الأول عنوانه. يبقى على السلسلة إلى الأبد.', review: 'راجع', sign: 'وقّع واقترح', cancel: 'ألغِ', threshold: (needed, has) => `يحتاج المقترح ${needed} صوتًا؛ ولدى هذا الحساب ${has}.`, badValue: 'ليست هذه قيمة له.', outOfBounds: 'يرفض العقد قيمة خارج حدوده.', badAddress: 'هذا ليس عنوانًا.', same: 'هذه قيمته الآن.',
    unit: { Wei: 'بالعملة', Bps: 'بالمئة', Seconds: 'بالثواني', count: 'عدد صحيح' }, sentence: (change) => `يقترح: ${change}`,
  },
  treasury: { title: 'الخزينة', held: 'الموجود', due: 'ما يُجمع لها', pool: 'صندوق المدققين', issued: 'العملة المصنوعة حديثًا', issuedOf: (cap) => `من ${cap} على الأكثر`, split: 'من كل دفعة', splitWords: (node, verifiers, app, treasury) => `${node} للعقدة، و${verifiers} للمدققين، و${app} للتطبيق، و${treasury} للخزينة؛ وتخرج حصص النماذج من نصيب العقدة.` },
  notFound: 'ليس على السلسلة مقترح كهذا.',
  effects: {
    set: (title, now, then) => `${title}: ${now} ← ${then}.`,
    seatShort: (short) => `يحتاج مقعد جديد أكثر مما لديك متاحًا: ينقصك ${short}.`, seatEnough: 'ما لديك متاحًا يكفي مقعدًا جديدًا.', seatsHeld: (n) => `تحتفظ مقاعدك (${n}) بالرهن الذي أُخذت به.`,
    fault: (then, now) => `سيأخذ خطأ واحد مثبت لهذه العقدة ${then}؛ ويأخذ الآن ${now}.`, silence: (then, now) => `سيأخذ نزاع لا تجيب عنه هذه العقدة ${then}؛ ويأخذ الآن ${now}.`,
    unbonding: (then) => `الرهن الذي تطلبه بعدها ينتظر ${then}. وما هو في الطريق يحتفظ بموعده.`, audits: (then, now) => `سيُدقَّق نحو ${then} من إيصالاتك؛ والآن ${now}.`,
    none: (what) => `لا يتحرك شيء لك: ${what}.`, treasury: (amount, share) => `يخرج من الخزينة ${amount}، وهو ${share} مما فيها. لا يتحرك شيء لك.`, treasuryShort: (amount) => `يمنح ${amount}، وهو أكثر مما في الخزينة: سيفشل.`, unknown: 'لا تستطيع هذه النسخة من Hearth قول ما يفعله هذا. اقرأ النداءات أدناه، أو صوّت عليه فقط إن كنت تستطيع.', noStake: 'لا يعرف Hearth رهن هذه العقدة الآن، فلا يستطيع قول ما يعنيه ذلك بالعملة.',
  },
};
