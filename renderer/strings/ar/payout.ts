import type { Pack } from '../pack.ts';

export const payoutWords: Pack['payoutWords'] = {
  title: 'ماذا تحصّل ومتى', waiting: 'تُسأل السلسلة عمّا ينتظر وكم سيكلّف.', unsigned: 'يُسأل برنامج التوقيع في المحفظة.',
  places: { onWay: 'في الطريق', onWayNote: 'قسائم وتثبيتات ونوافذ', settle: 'جاهز للتسوية', settleNote: 'تقوم بها العقدة وحدها', held: 'محجوز', heldNote: 'بسبب حدّك للرسوم', collect: 'في العقود', collectNote: 'ينتظر التحصيل', payout: 'في عنوان الدفع', float: 'رصيد العقدة الصغير', floatNote: 'يدفع للتثبيت والتسوية' },
  kinds: { account: 'أجور حساب ومستردّاته', royalty: 'حصة نموذج', issuance: 'عملات جديدة لهذه العقدة' },
  fee: (fee) => `الرسوم الآن ${fee}`, share: (percent) => `${percent} من المبلغ`, above: (percent) => `أكثر من ${percent}`, feeUnknown: 'السلسلة لا تقول كم سيكلّف',
  recommend: {
    nothing: 'لا شيء يحتاج إلى تحصيل. ما تدفعه المهام يصل إلى عنوان الدفع من تلقاء نفسه.',
    collect: (amount, percent) => `حصّل الآن: ${amount} متاحة، والرسوم تأخذ منها ${percent}.`,
    wait: (amount, limit) => `انتظر: ستأخذ الرسوم من ${amount} أكثر من حدّك ${limit}. والرسوم لا تزيد مع المبلغ.`,
    settle: (percent, limit) => `انتظر: التسوية الآن تكلّف ${percent} مما هو جاهز، وحدّك ${limit}.`,
    settleDays: (amount, days) => `يستحق الأمر ابتداءً من ${amount}؛ وبوتيرة مهامك يستغرق ذلك ${days}.`, settleFrom: (amount) => `يستحق الأمر ابتداءً من ${amount}.`,
    unknown: (amount) => `يمكن تحصيل ${amount}. اذكر في «حدّد الأسعار» وبعملة واحدة كم تساوي وحدة EMBER ووحدة من عملة الرسوم، فتوزن الرسوم.`,
  },
  advice: { collect: 'يستحق الآن', from: (amount) => `يستحق ابتداءً من ${amount}`, unknown: 'لم يوزن' }, days: { zero: 'يوم', one: 'يوم واحد', two: 'يومان', few: 'أيام', many: 'يومًا', other: 'يوم' },
  collect: 'تحصيل', collectGo: 'وقّع وحصّل', collectSentence: (amount, holder) => `يرسل ${amount} إلى ${holder}. من يوقّع يدفع الرسوم، ولا يستطيع أحد إرسالها إلى مكان آخر.`,
  anyway: 'أحضرها مهما كلّفت', overruled: (when) => `حدّك للرسوم معلّق حتى ${when}.`, noAccount: 'يلزم للتحصيل حساب في المحفظة: مفتاحه يوقّع وهو يدفع الرسوم.', toWallet: 'إلى المحفظة',
};

export const publishWords: Pack['publishWords'] = {
  publish: 'انشره', title: 'نشر نموذج', why: 'يسجّل النموذج بجذوره نهائيًا. وكل مهمة له تُدفع عبر عقود الشبكة تدفع بعدها حصتك.', noAccount: 'يلزم للنشر حساب في المحفظة: مفتاحه يوقّع وهو يدفع الرسوم.',
  account: 'الناشر', royalty: 'الحصة، بالمئة من سعر المهمة', royaltyMost: (percent) => `تدفع هذه الشبكة ${percent} على الأكثر. ولا يمكن تغييرها لاحقًا.`,
  contributors: 'أنصبة المساهمين', contributorsHint: 'نصيب في كل سطر: عنوان ونسبته من الحصة. والباقي للناشر.', uri: 'أين وُصف', uriHint: 'يبقى على السلسلة ليقرأه الجميع. ويجوز تركه فارغًا.',
  bad: { royalty: 'نسبة من 0 إلى 100 بمنزلتين عشريتين على الأكثر.', line: (n) => `السطر ${n} ليس عنوانًا مع نسبة.`, twice: 'لعنوان واحد نصيبان.', over: 'مجموع الأنصبة أكثر من 100 بالمئة.' },
  plan: 'متابعة', planning: 'يُحسب هاش كل ملف', cancel: 'إلغاء',
  list: 'منشوراتك', forget: 'انسه', keeps: (percent) => `${percent} من الحصة للناشر`, asks: (percent) => `الحصة ${percent}`,
  state: {
    planned: 'الخطوة 1 من 2: أعلنه. لا يقول الإعلان أي نموذج هو، فلا يستطيع أحد تسجيله قبلك.', announced: (left) => `أُعلن. يمكن تسجيله بعد ${left}.`, ready: (until) => `الخطوة 2 من 2: سجّله قبل ${until}.`,
    expired: 'انتهت مدة الإعلان. أعلنه مرة أخرى.', registered: 'سُجّل. وما يكسبه مذكور أدناه.', taken: 'سجّل شخص آخر هذا النموذج. لم يبقَ هنا ما يُفعل.',
  },
  announce: 'إعلان', announceGo: 'وقّع وأعلن', announceSentence: 'يعلن تسجيلًا دون تسمية النموذج.', register: 'تسجيل', registerGo: 'وقّع وسجّل', registerSentence: (title, percent) => `يسجّل ${title} بحصة ${percent}. لا يمكن تغيير ذلك ولا التراجع عنه.`,
  yours: (percent) => `${percent} منها لك`,
};
