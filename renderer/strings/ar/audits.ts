import type { Pack } from '../pack.ts';

export const auditWords: Pack['auditWords'] = {
  title: 'التدقيق', waiting: 'في انتظار بيانات التدقيق.',
  intro: 'تسحب السلسلة الإيصالات ومن يعيد حسابها. تجري إعادة الحساب بين المهام، وتتنحّى لها ولقواعدك.',
  seats: 'المقاعد', seatsWaiting: 'لم تُسأل السلسلة عن المقاعد بعد.', seatsNone: 'لا مقعد بعد. يقفل المقعد جزءًا من الرهن؛ وعلى شبكة التدريب يُؤخذ من تلقاء نفسه.',
  seatOf: (held, of) => `${held} من ${of}`, earned: 'المدفوع عن الأصوات',
  seatedTitle: 'بصفة مدقق', seatedEmpty: 'لم تُسحب هذه العقدة لشيء بعد.', seatedNext: 'العقدة التي لها مقعد تُسحب لإيصالات العقد الأخرى، بالصدفة وبحسب الرهن.',
  ownTitle: 'لإيصالاتي', ownEmpty: 'لا إيصال على السلسلة بعد.', ownNext: 'تُدقَّق كل إيصالات العقدة الجديدة، وما بعدها بالصدفة.',
  none: 'لا شيء', standing: (stage, rejects, accepts) => `${stage}، الرافضون ${rejects}، والقابلون ${accepts}`, verifiers: (count) => `عدد المدققين ${count}`,
  head: { receipt: 'الإيصال', node: 'العقدة', state: 'الحالة', vote: 'الصوت', pay: 'الأجر', job: 'المهمة', committee: 'اللجنة', due: 'الوقت المتبقي' },
  verdict: { accepted: 'مقبول', rejected: 'مرفوض' },
};
export const seatStateWords: Pack['seatStateWords'] = { seated: 'ينتظر إعادة حسابه', voted: 'وُقِّع الصوت', committed: 'الصوت على السلسلة', missed: 'فات' };
export const payWords: Pack['payWords'] = { none: 'ليس بعد', waiting: 'ينتظر جولته', paid: 'دُفع', unpaid: 'لم يُدفع' };
export const ownStateWords: Pack['ownStateWords'] = { waiting: 'ينتظر السحب', notDrawn: 'لم يُسحب', drawn: 'سُحب', stands: 'ثابت', contested: 'مُعترض عليه', accepted: 'مقبول', rejected: 'مرفوض، باطل', unproven: 'لم يثبت شيء، فبقي' };
export const auditVerdictWords: Pack['auditVerdictWords'] = { pending: 'جارٍ', accepted: 'انتهى: مقبول', rejected: 'انتهى: مرفوض، والمهمة باطلة', unproven: 'انتهى: لم يثبت شيء' };
export const auditStageWords: Pack['auditStageWords'] = { none: 'فُتحت', waiting: 'تنتظر جولتها', second: 'اللجنة الثانية', final: 'اللجنة الأخيرة', closed: 'أُغلقت' };
