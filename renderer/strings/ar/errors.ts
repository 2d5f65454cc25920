import { formatBytes } from '../../format/numbers.ts';
import { formatSpan } from '../../format/time.ts';
import { coinsOf, isOwnLimit } from '../errors.ts';
import { faultTitle } from '../faults.ts';
import type { Pack } from '../pack.ts';

const theirRequest = 'لم يُقبل الطلب. لا شيء يلزم فعله هنا.';
const unpaid = 'لا يُدفع عنها شيء.';
/** What an owner may refuse, as decideAdmission names it. */
const refused: Readonly<Record<string, string>> = { kind: 'هذا النوع من المهام', model: 'هذا النموذج', client: 'هذا العميل' };

export const fieldWords: Pack['fieldWords'] = { missing: 'املأ هذا الحقل.', number: 'اكتب رقمًا.', least: (least) => `${least} على الأقل.`, most: (most) => `${most} على الأكثر.`, shape: 'ليس مكتوبًا بالصيغة المطلوبة.' };

export const faultWords: Pack['faultWords'] = {
  equivocation: 'إيصالان برقم واحد', order: 'يناقض طلبه', plan: 'خطة تدقيق أخرى', seed: 'بذرة غير التي سحبها العميل', class: 'صنف عددي غير المطلوب',
  stop: 'يخالف قاعدة التوقف', dispute: 'خسارة نزاع', foreignAnchor: 'ثُبّت إيصال عقدة أخرى',
};
export const unknownFailure: Pack['unknownFailure'] = { what: (code) => `حدث شيء ليس لدى هذه الصفحة كلمات له (${code}).`, next: 'لم يضع شيء. إن تكرر ففي السجل المزيد.' };

export const errorWords: Pack['errorWords'] = {
  'internal': ({ incident }) => ({ what: `حدث خطأ داخل Hearth (الحادثة ${incident}).`, next: 'تجده في السجل تحت هذا الرقم.' }),
  'usage.invalid': ({ reason }) => ({ what: `لا يمكن فعل ذلك: ${reason}.`, next: 'لم يتغير شيء.' }),

  'bridge.malformed': () => ({ what: 'لم تتفاهم الصفحة وHearth.', next: 'أعد تحميل الصفحة؛ فقد يكونان من إصدارين مختلفين.' }),
  'bridge.unknownCommand': ({ command }) => ({ what: `لا يعرف هذا الـ Hearth الأمر «${command}».`, next: 'أعد تحميل الصفحة؛ فقد تكون أحدث من Hearth.' }),
  'bridge.closed': () => ({ what: 'لا يستجيب Hearth.', next: 'تواصل الصفحة المحاولة. إن كنت أوقفت Hearth فابدأه من جديد.' }),
  'bridge.forbidden': () => ({ what: 'ليس لهذه الصفحة مفتاح إلى هذا الـ Hearth.', next: 'افتح العنوان الذي طبعه Hearth عند بدئه؛ لكل بدء عنوانه الخاص.' }),

  'host.alreadyRunning': ({ dataFolder }) => ({ what: `يستخدم Hearth آخر المجلد ${dataFolder}.`, next: 'استخدم ذاك، أو ابدأ هذا بمجلد بيانات آخر.' }),
  'host.notRunning': ({ dataFolder }) => ({ what: `لا يعمل أي Hearth على ${dataFolder}.`, next: 'ابدأه أولًا.' }),
  'host.portBusy': ({ port }) => ({ what: `المنفذ ${port} يشغله برنامج آخر.`, next: 'اختر منفذًا آخر، أو اتركه فيجد Hearth واحدًا.' }),
  'host.programFailed': ({ program, reason }) => ({ what: `لم يبدأ البرنامج ${program}: ${reason}.`, next: 'يحاول Hearth مجددًا.' }),
  'host.pageMissing': ({ folder }) => ({ what: `الصفحة غير مبنية في ${folder}.`, next: 'ابنها بالأمر npm run build:page.' }),
  'update.off': () => ({ what: 'لا يحدّث هذا Hearth نفسه.', next: 'تذكر الإعدادات السبب.' }),

  'storage.unreadable': ({ path, reason }) => ({ what: `تتعذر قراءة ${path}: ${reason}.`, next: 'لم يمسّه Hearth. أعد نسخة إلى مكانه، أو اختر مجلد بيانات آخر.' }),
  'storage.diskFull': ({ path }) => ({ what: `قرص ${path} ممتلئ.`, next: 'لا يُقبل طلب جديد حتى تتوفر مساحة. يُحفظ العمل الجاري.' }),
  'storage.locked': ({ path }) => ({ what: `يمسك برنامج آخر بـ ${path}.`, next: 'أغلقه وحاول مجددًا.' }),
  'storage.newer': ({ path, found, known }) => ({ what: `كُتب ${path} بإصدار أحدث من Hearth (الإصدار ${found}، وهذا يعرف ${known}).`, next: 'حدّث Hearth. لم يتغير شيء.' }),
  'file.unreadable': ({ path, reason }) => ({ what: `تتعذر قراءة ${path}: ${reason === 'missing' ? 'لا يوجد ملف كهذا' : reason === 'folder' ? 'إنه مجلد' : reason === 'denied' ? 'لا يُسمح لك بقراءته' : reason}.`, next: 'لم يتغير شيء. تحقق من المسار، أو صِل القرص الذي يوجد عليه، وحدد الملف نفسه.' }),
  'settings.invalid': ({ path, reason }) => ({ what: `الإعدادات في ${path} غير معقولة: ${reason}.`, next: 'صحّح الملف، أو احذفه لتبدأ بالإعدادات المبدئية.' }),

  'model.notFound': ({ folder }) => ({ what: `لا نموذج في ${folder}.`, next: 'راجع المجلد.' }),
  'model.corrupt': ({ file }) => ({ what: `ملف النموذج ${file} ليس الملف المطلوب: بصمته مختلفة.`, next: 'لا يشغّله Hearth. ثبّت النموذج من جديد.' }),
  'model.unreadable': ({ file, reason }) => ({ what: `تتعذر قراءة ملف النموذج ${file}: ${reason}.`, next: 'صحّح الملف أو ثبّت النموذج من جديد.' }),
  'model.unsupported': ({ reason }) => ({ what: `لا يمكن تشغيل هذا النموذج هنا: ${reason}.`, next: 'اختر نموذجًا آخر.' }),
  'model.inUse': ({ model, use }) => ({ what: use === 'seat' ? `${model} مطلوب هنا: لهذه العقدة مقعد بين المتحققين منه.` : model === '' ? 'المهام تشغل النماذج.' : `${model} مطلوب هنا: ينتظره طلب.`, next: use === 'seat' ? 'اترك المقعد أولًا.' : 'لم يتغير شيء. حاول عند انتهاء العمل، أو أوقف مؤقتًا.' }),
  'model.noRoom': ({ neededBytes, shortBytes, wouldGo }) => ({ what: wouldGo === '' ? `لا مساحة: ينقص ${formatBytes(shortBytes)} حتى لو حُذف كل ما يجوز حذفه.` : neededBytes === 0 ? `لهذا الحد ستُحذف: ${wouldGo}.` : `لأجل ${formatBytes(neededBytes)} إضافية ستُحذف: ${wouldGo}.`, next: wouldGo === '' ? 'ارفع الحد، أو ألغِ تثبيت نموذج أو احذفه، أو انقل النماذج إلى قرص أكبر.' : 'لم يُحذف شيء. وافق على ذلك، أو ارفع الحد.' }),
  'model.moveRefused': ({ folder, reason }) => ({ what: `لا يمكن نقل النماذج إلى ${folder}: ${reason}.`, next: 'هي حيث كانت. سمِّ مجلدًا جديدًا أو فارغًا.' }),
  'model.unknown': () => ({ what: 'يسمّي الطلب نموذجًا ليس لدى هذه العقدة.', next: theirRequest }),

  'download.addressInvalid': ({ url, reason }) => ({ what: `لا يُنزَّل شيء من هذا العنوان: ${url}.`, next: reason === 'scheme' ? 'يجب أن يبدأ بـ https.' : reason === 'plain' ? 'http لهذا الجهاز وحده. استخدم https.' : reason === 'credentials' ? 'احذف الاسم وكلمة السر.' : 'اكتبه هكذا https://host/folder/ بلا ? ولا #.' }),
  'download.dataLimit': () => ({ what: 'توقف التنزيل: بلغت حد البيانات.', next: 'ما وصل محفوظ. يتابع وحده حين ينتهي يوم الحد أو شهره، أو حين ترفعه في شاشة الشبكة.' }),
  'download.unreachable': ({ url, reason }) => ({ what: `لا يجيب ${url} كما ينبغي: ${reason}.`, next: 'ما وصل محفوظ. تابع حين يجيب، أو سمِّ عنوانًا آخر.' }),
  'download.untrusted': ({ url, reason }) => ({ what: `لا يستطيع ${url} أن يثبت أنه هو: شهادته غير صالحة هنا (${reason}).`, next: 'ما وصل محفوظ. اذكر عنوانًا آخر؛ ولمرآة لك شغّل Hearth مع NODE_EXTRA_CA_CERTS=FILE، وهي شهادة سلطتك.' }),
  'download.notThere': ({ url, status }) => ({ what: `ليس لدى ${url} نموذج لنا (HTTP ${status}).`, next: 'تحقق من العنوان. يجب أن يكون فيه hearth-list.json أو manifest.json.' }),
  'download.redirected': ({ url, to }) => ({ what: `يحيل ${url} إلى مكان آخر: ${to}.`, next: 'لم يؤخذ شيء من هناك. إن كنت تثق بذلك المكان فسمِّه بنفسك.' }),
  'download.encoded': ({ url, encoding }) => ({ what: `يجيب ${url} مضغوطًا (${encoding}) مع أنه لم يُطلب ذلك.`, next: 'لم يُحفظ منه شيء. استخدم عنوانًا آخر.' }),
  'download.tooSlow': ({ url, bytesPerSecond }) => ({ what: `لا يكاد ${url} يعطي شيئًا: ${bytesPerSecond} بايت في الثانية.`, next: 'ما وصل محفوظ. تابع لاحقًا، أو سمِّ عنوانًا آخر.' }),
  'download.tooLarge': ({ url, limitBytes }) => ({ what: `ما يعطيه ${url} أكبر من ${formatBytes(limitBytes)}.`, next: 'لم يُحفظ منه شيء. استخدم عنوانًا آخر.' }),
  'download.wrongLength': ({ url, expectedBytes, found }) => ({ what: `يعطي ${url} طولًا غير ما في القائمة: ${found} بدلًا من ${formatBytes(expectedBytes)}.`, next: 'لم يُحفظ منه شيء. استخدم عنوانًا آخر.' }),
  'download.wrongBytes': ({ file }) => ({ what: `ما وصل باسم ${file} ليس المطلوب: بصمته مختلفة.`, next: 'لم يُحفظ منه شيء. استخدم عنوانًا آخر.' }),
  'download.wrongRoot': ({ expected, found }) => ({ what: `في هذا العنوان نموذج آخر: ${found} بدلًا من ${expected}.`, next: 'لم يُحفظ منه شيء. تحقق من البصمة والعنوان.' }),
  'download.listInvalid': ({ url, reason }) => ({ what: `قائمة الملفات في ${url} لا معنى لها: ${reason}.`, next: 'لم يُحفظ منه شيء. استخدم عنوانًا آخر.' }),

  'input.malformed': ({ reason }) => ({ what: `إدخال الطلب غير معقول: ${reason}.`, next: theirRequest }),
  'input.tooLarge': ({ what, limit, found }) => ({ what: `في الطلب ${what} أكبر من اللازم: ${found}، والحد الأقصى ${limit}.`, next: theirRequest }),
  'input.wrongShape': ({ expected, found }) => ({ what: `شكل إدخال الطلب ${found}، والنموذج يأخذ ${expected}.`, next: theirRequest }),

  'order.malformed': ({ reason }) => ({ what: `الطلب غير معقول: ${reason}.`, next: theirRequest }),
  'order.badSignature': () => ({ what: 'الطلب غير موقَّع من العميل الذي يسمّيه.', next: theirRequest }),
  'order.notForThisNode': () => ({ what: 'الطلب موجَّه إلى عقدة أخرى.', next: theirRequest }),
  'order.wrongModel': () => ({ what: 'يسمّي الطلب نموذجًا غير الذي في استعلامه.', next: theirRequest }),
  'order.wrongClass': ({ asked, runs }) => ({ what: `يطلب الطلب الصنف العددي ${asked}، وهذه العقدة تعمل بـ ${runs}.`, next: theirRequest }),
  'order.wrongInput': () => ({ what: 'ليس الإدخال هو الذي وُقِّع عليه الطلب.', next: theirRequest }),
  'order.expired': () => ({ what: 'وصل الطلب بعد أجله.', next: theirRequest }),
  'order.priceTooLow': () => ({ what: 'يعرض الطلب أقل مما تطلبه هذه العقدة.', next: theirRequest }),
  'order.notFunded': () => ({ what: 'لم يرصد العميل مالًا كافيًا للطلب.', next: 'يمكنه إرساله مجددًا متى فعل.' }),
  'order.duplicate': () => ({ what: 'قُبل هذا الطلب من قبل.', next: 'يُنفَّذ ويُدفع مرة واحدة.' }),
  'order.unitsTooMany': ({ limit, found }) => ({ what: `يطلب الطلب ${found} وحدة، وأقصى ما تفعله هذه العقدة ${limit}.`, next: theirRequest }),
  'order.notTaken': ({ what }) => ({ what: `لا يقبل مالك هذه العقدة ${Object.hasOwn(refused, what) ? refused[what]! : what}.`, next: theirRequest }),
  'order.tooLate': ({ neededSeconds, leftSeconds }) => ({ what: `يحتاج الطلب هنا ${neededSeconds} ثانية، ولا يترك أجله إلا ${leftSeconds}.`, next: theirRequest }),

  'job.cancelled': () => ({ what: 'أُلغيت المهمة.', next: unpaid }),
  'job.deadline': () => ({ what: 'لم تنته المهمة قبل أجلها.', next: `${unpaid} الجهاز متفرغ من جديد.` }),
  'job.notFound': () => ({ what: 'لا مهمة كهذه هنا.', next: 'قد تكون تابعة لمجلد بيانات آخر.' }),
  'job.workerLost': ({ attempts, signal }) => ({ what: `انتهى البرنامج الذي يشغّل المهمة بلا كلمة (عدد المرات: ${attempts}): ${signal}.`, next: 'تُركت المهمة بعد المحاولة الأخيرة. يواصل الجهاز قبول غيرها.' }),
  'job.handedBack': ({ rule }) => ({ what: `أُعيدت المهمة: أخذت قاعدة المالك «${rule}» الجهاز.`, next: 'تذهب إلى مزوّد آخر. لم يُخفق أحد.' }),
  'job.slashed': ({ fault, slashedWei }) => ({ what: `${fault === 'silence' ? 'لم يُجب أحد في الوقت عن نزاع حول الإيصال، وكلّف ذلك' : `ثبت على السلسلة أن الإيصال كاذب (${faultTitle(fault)}) وكلّف`} ${coinsOf(slashedWei)} من الرهن.`, next: 'لا يُدفع عن المهمة شيء. ما ذهب من الرهن لا يعود.' }),
  'job.voided': ({ penaltyWei }) => ({ what: `أعادت لجنة من المدققين حساب المهمة ورفضت إيصالها: المهمة باطلة${penaltyWei === '0' ? '' : `، وكلّفت ${coinsOf(penaltyWei)} من الرهن`}.`, next: 'لا يُدفع عن المهمة شيء. ويُدقَّق لمدة كل إيصال لهذه العقدة.' }),
  'job.busy': ({ running, limit }) => ({ what: `كل الأماكن مشغولة: يعمل ${running} من ${limit}.`, next: 'يمكن للعميل أن يسأل مجددًا.' }),
  'job.paused': () => ({ what: 'كان Hearth موقوفًا مؤقتًا حين وصل الطلب.', next: 'يمكن للعميل أن يسأل مجددًا.' }),

  'worker.lost': ({ signal }) => ({ what: `انتهى البرنامج الذي يشغّل المهمة بلا كلمة: ${signal}.`, next: 'يتولاها عامل جديد.' }),
  'worker.loadFailed': ({ reason }) => ({ what: `لم يُحمَّل النموذج: ${reason}.`, next: 'يبقى الجهاز بعيدًا عن هذا النموذج حتى يُعاد بدء Hearth.' }),
  'worker.runFailed': ({ reason }) => ({ what: `أخفق النموذج أثناء التشغيل: ${reason}.`, next: 'لا يُدفع عن هذه المهمة شيء.' }),

  'dispute.badTrace': ({ folder, reason }) => ({ what: `ليس ${folder} أثرًا: ${reason}.`, next: 'من صنعه يخسر به النزاع.' }),
  'dispute.wrongModel': ({ expected, found }) => ({ what: `النموذج هو ${found}، والإيصال يسمّي ${expected}.`, next: 'أعط مجلد النموذج الذي يسمّيه الإيصال.' }),
  'worker.timeout': ({ stage }) => ({ what: `استغرقت المهمة أطول من اللازم (${stage}).`, next: 'أُوقفت وفُرّغ الجهاز.' }),
  'evidence.nonFinite': () => ({ what: 'أنتج النموذج قيمة ليست عددًا.', next: 'لم يُصنع إيصال، فلا يُدفع شيء. إن تكرر فالعطل في الجهاز أو مشغّله.' }),

  'rows.unavailable': ({ reason }) => ({ what: `لا يمكن فتح الصفوف المطلوبة: ${reason}.`, next: 'المهمة التي تُحجب صفوفها لا تُدفع.' }),

  'receipt.malformed': ({ reason }) => ({ what: `هذا ليس إيصالًا: ${reason}.`, next: 'راجع الملف.' }),
  'receipt.tooLarge': () => ({ what: 'ملف الإيصال أكبر مما يمكن أن يكون عليه إيصال.', next: 'راجع الملف.' }),
  'receipt.notFound': () => ({ what: 'لا إيصال لهذه المهمة بعد.', next: 'يُوقَّع عند اكتمال المهمة.' }),
  'receipt.failed': ({ check, reason }) => ({ what: `الإيصال لا يصمد: ${check}، ${reason}.`, next: 'لا تعتمد عليه.' }),

  'signer.refused': ({ rule, reason }) => ({ what: `رفض الموقِّع التوقيع: ${reason}.`, next: isOwnLimit(rule) ? 'يمكن تغيير الحد في المحفظة، تحت «الحدود».' : 'لا يمكن تغيير قواعده من هذه الصفحة.' }),
  'signer.secondCommitment': () => ({ what: 'طُلب توقيع نتيجة ثانية مختلفة للمهمة نفسها. رفض الموقِّع.', next: 'التوقيع الأول هو المعتبر.' }),
  'signer.secondVote': () => ({ what: 'طُلب توقيع صوت ثانٍ مختلف عن الإيصال نفسه. رفض الموقِّع.', next: 'يبقى الصوت الأول.' }),
  'audit.notServed': ({ what, reason }) => ({ what: `لم يُسلَّم ${what}: ${reason}.`, next: 'يُطلب من جديد حتى ينتهي وقت التصويت.' }),
  'guard.notChosen': () => ({ what: 'لا تجيب هذه العقدة عن النزاعات نيابة عن تلك.', next: 'يقبلها مالكها بالأمر hearth guards accept.' }),
  'audit.notDrawn': () => ({ what: 'لم يُجلس السحب هذا المدقق لذلك الإيصال.', next: 'لا يحصل على حزمة المهمة إلا من سُحب.' }),
  'signer.unavailable': () => ({ what: 'لا يستجيب الموقِّع.', next: 'ينتظر العمل المكتمل ويُوقَّع عند عودته.' }),
  'signer.ledgerCorrupt': ({ path, line }) => ({ what: `دفتر الموقِّع ${path} تالف عند السطر ${line}.`, next: 'لا يوقّع شيئًا حتى يُعاد الدفتر من نسخة.' }),

  'wallet.addressInvalid': ({ reason }) => ({ what: `هذا ليس عنوانًا: ${reason}.`, next: 'انسخه مجددًا كاملًا من مصدره.' }),
  'wallet.backupInvalid': ({ reason }) => ({ what: `هذه ليست نسخة احتياطية لمحفظة: ${reason}.`, next: 'اختر الملف الذي كتبه Hearth. لم يتغير شيء.' }),
  'wallet.confirmationMissing': ({ what }) => ({ what: `ينقص هذا شيء واحد: ${what}.`, next: 'لم يُوقَّع شيء.' }),
  'wallet.coolDown': ({ waitMs }) => ({ what: `عبارات مرور خاطئة كثيرة. المحاولة التالية بعد ${Math.ceil(waitMs / 1000)} ث.`, next: 'انتظر؛ إعادة البدء لا تقصّر المدة.' }),
  'wallet.tokenInvalid': ({ token, reason }) => ({ what: `${token} ليس رمزًا يمكن إرساله: ${reason}.`, next: 'قارن العنوان بما ينشره أصحابه.' }),
  'wallet.exists': ({ what }) => ({ what: `لدى المحفظة هذا من قبل: ${what}.`, next: 'لم يتغير شيء.' }),
  'wallet.keyInvalid': () => ({ what: 'هذا ليس مفتاحًا خاصًا: فهو من 64 رقمًا ستة عشريًا.', next: 'راجعه. لم يُحفظ شيء.' }),
  'wallet.keystoreInvalid': ({ field, reason }) => ({ what: `لا يمكن فتح ملف المفاتيح هذا: ${reason} (${field}).`, next: 'ليست المشكلة في عبارة المرور. صدّر الملف من جديد من مصدره.' }),
  'wallet.locked': () => ({ what: 'المحفظة مقفلة.', next: 'افتحها بعبارة مرورها. تستمر المهام والإيصالات في هذه الأثناء.' }),
  'wallet.lost': ({ addresses }) => ({ what: `كانت هنا محفظة (${addresses})، وملفها مفقود أو تالف.`, next: 'استعدها من ملف نسختها الاحتياطية أو عبارة استردادها، أو قل إنك تريد محفظة جديدة.' }),
  'wallet.nameInvalid': ({ reason }) => ({ what: `هذا الاسم لا يصلح: ${reason}.`, next: 'اختر غيره.' }),
  'wallet.noChain': () => ({ what: 'يعمل Hearth بلا شبكة، فلا سلسلة تُسأل.', next: 'تحتفظ المحفظة بمفاتيحها؛ أما الأرصدة والإرسال فيحتاجان شبكة.' }),
  'wallet.noPhrase': () => ({ what: 'ليس لهذا الحساب عبارة استرداد: استُورد مفتاحًا مفردًا.', next: 'احتفظ بملف مفاتيحه أو بملف النسخة الاحتياطية.' }),
  'wallet.notFound': ({ what }) => ({ what: `ليس في المحفظة: ${what}.`, next: 'انظر قائمة حساباتها.' }),
  'wallet.notPending': () => ({ what: 'لم تعد هذه المعاملة تنتظر.', next: 'انظر حالتها.' }),
  'wallet.pathInvalid': ({ path }) => ({ what: `ليس ${path} مسار اشتقاق.`, next: "المعتاد ‎m/44'/60'/0'/0/0‎." }),
  'wallet.phraseInvalid': ({ reason, position }) => ({
    what: reason === 'length' ? 'عبارة الاسترداد 12 أو 15 أو 18 أو 21 أو 24 كلمة.' : reason === 'word' ? `الكلمة ${position} ليست في أي قائمة كلمات.` : 'هذه كلمات من قائمة، لكنها معًا ليست عبارة استرداد: مجموع التحقق خاطئ.',
    next: 'قارن بما كتبته. لم يُحفظ شيء.',
  }),
  'wallet.watchOnly': () => ({ what: 'هذا الحساب للمراقبة فقط: مفتاحه ليس هنا.', next: 'وقّع حيث مفتاحه.' }),
  'wallet.weakPassphrase': ({ warning }) => ({ what: `عبارة المرور هذه سهلة التخمين. ${warning}`, next: 'أربع كلمات لا صلة بينها أو أكثر خيار جيد.' }),
  'wallet.wrongPassphrase': ({ waitMs }) => ({ what: 'عبارة المرور هذه لا تفتحها.', next: waitMs > 0 ? `المحاولة التالية بعد ${Math.ceil(waitMs / 1000)} ث.` : 'حاول مجددًا.' }),
  'wallet.wrongWords': () => ({ what: 'ليست هذه الكلمات المطلوبة.', next: 'انظر ما كتبته وحاول مجددًا.' }),

  'chain.unreachable': ({ rpcUrl }) => ({ what: `السلسلة على ${rpcUrl} لا تستجيب.`, next: 'تنتظر الإيصالات وتُسوّى عند عودتها.' }),
  'chain.stale': ({ rpcUrl, ageSeconds }) => ({ what: `عمر بيانات السلسلة ${formatSpan(ageSeconds * 1000)}: لا يعرض ${rpcUrl} كتلة أحدث.`, next: 'لا يُقرَّر شيء بناءً عليها. إن رأت أجهزة أخرى كتلًا أحدث فراجع ساعة هذا الجهاز والعنوان.' }),
  'chain.addressInvalid': ({ rpcUrl, reason }) => ({ what: `لا يُستخدم هنا عنوان السلسلة هذا: ${rpcUrl}.`, next: reason === 'scheme' ? 'يجب أن يبدأ بـ https.' : reason === 'plain' ? 'http لهذا الجهاز وحده: في الطريق إلى جهاز آخر يمكن لأي أحد أن يجيب. استخدم https.' : reason === 'credentials' ? 'احذف الاسم وكلمة المرور؛ العقد تقبل مفتاحًا في المسار.' : reason === 'known' ? 'إنه موجود بالفعل.' : reason === 'many' ? 'يمكن إضافة ثمانية. احذف واحدًا أولًا.' : reason === 'silent' ? 'إنه لا يجيب. تحقق منه، أو أضفه حين يجيب؛ لم يتغير شيء.' : 'اكتبه على شكل https://host/path.' }),
  'chain.disagreement': ({ rpcUrl, otherUrl, blockNumber }) => ({ what: `يختلف عنوانان للسلسلة في الكتلة ${blockNumber}: ${rpcUrl} و${otherUrl}.`, next: 'لا يُقرَّر شيء حتى يتفقا. إن طال ذلك فاحذف ما تثق به أقل.' }),
  'chain.wrongChain': ({ expected, found }) => ({ what: `هذه السلسلة ${found}؛ وقيل لـ Hearth إنها ${expected}.`, next: 'لا يُرسل إليها شيء. راجع عنوان السلسلة.' }),
  'chain.codeMismatch': ({ contract }) => ({ what: `العقد ${contract} على السلسلة ليس الذي يعرفه Hearth.`, next: 'لا يُرسل إليه شيء.' }),
  'chain.reverted': ({ call, error }) => ({ what: `رفضت السلسلة ${call}: ${error}.`, next: 'لم يتحرك أي مال.' }),
  'chain.deploymentInvalid': ({ path, reason }) => ({ what: `قائمة العقود في ${path} غير معقولة: ${reason}.`, next: 'أعد الملف إلى مكانه.' }),
  'chain.toolMissing': ({ tool, reason }) => ({ what: `${tool} مفقود: ${reason}.`, next: 'لا تبدأ شبكة التدريب من دونه.' }),

  'chain.gasMissing': () => ({ what: 'الحساب الذي يكتب على السلسلة لا يستطيع دفع رسمها.', next: 'تنتظر الإيصالات حتى يصير لديه رصيد.' }),
  'chain.cancelled': ({ call, reason }) => ({ what: `أُلغي ${call}: ${reason}.`, next: 'لم يُنفَّذ شيء؛ لم تُدفع إلا الرسوم.' }),
  'chain.nonceTaken': () => ({ what: 'يرسل برنامج آخر من الحساب نفسه.', next: 'أوقف الآخر؛ لا يتقاسم اثنان حسابًا.' }),

  'network.unreachable': ({ address }) => ({ what: `لا يمكن الوصول إلى ${address}.`, next: 'يحاول Hearth مجددًا.' }),
  'network.malformed': () => ({ what: 'أرسل نظير شيئًا غير معقول.', next: 'أُغلق اتصاله.' }),
  'network.fileInvalid': ({ from, reason }) => ({ what: `لا يُقبل ملف الشبكة ${from}: ${reason}.`, next: 'اطلب من القائم على الشبكة ملفها وقيمة sha256 الخاصة به.' }),
  'network.incompatible': ({ name, found, expected }) => ({ what: `تتحدث الشبكة ${name} بـ ${found}، ويتحدث Hearth هذا بـ ${expected}.`, next: 'استخدم إصدار Hearth الذي يسمّيه القائمون عليها.' }),
  'network.unknown': ({ name }) => ({ what: `لم ينضم Hearth هذا إلى شبكة اسمها ${name}.`, next: 'انظر hearth networks، وانضم بواسطة hearth join.' }),
  'network.clockWrong': ({ seconds }) => ({ what: `تختلف ساعة هذا الجهاز عن سلسلة تلك الشبكة بمقدار ${seconds} ث.`, next: 'اضبط ساعة هذا الجهاز ثم انضم من جديد.' }),

  'gateway.noProvider': ({ modelId }) => ({ what: `لا مزوّد يقبل الآن مهمة للنموذج ${modelId}.`, next: 'اسأل مجددًا بعد لحظة، أو اسمح بسعر أعلى.' }),
  'gateway.overBudget': ({ neededWei }) => ({ what: `لا تغطي ميزانية المفتاح ${neededWei} wei التي قد يكلفها هذا.`, next: 'ارفع الميزانية بالأمر hearth gateway-key، أو اطلب رموزًا أقل.' }),
  'gateway.notPractice': ({ dataFolder }) => ({ what: `لا شبكة تدريب في ${dataFolder}.`, next: 'نفّذ hearth start بهذا المجلد أولًا؛ تشتري البوابة على شبكة تدريب فقط حتى الآن.' }),
  'devnet.failed': ({ reason }) => ({ what: `لم تبدأ شبكة التدريب: ${reason}.`, next: 'يحاول Hearth مجددًا.' }),
  'test.missing': ({ what, install }) => ({ what: `${what} مفقود.`, next: `ثبّته: ${install}` }),
};
