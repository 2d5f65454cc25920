import type { Pack } from '../pack.ts';

export const listWords: Pack['listWords'] = {
  jobs: 'المهام، الأحدث أولًا. تنقلك الأسهم من صف إلى صف.', proposals: 'المقترحات، الأحدث أولًا. تنقلك الأسهم من واحد إلى التالي.', reading: 'قيد القراءة',
  runningOn: (device) => `المهام على ${device}`, moreJobs: (n) => `و${n} غيرها`,
};
export const refuseWords: Pack['refuseWords'] = {
  model: 'لا تأخذ هذا النموذج أبدًا', client: 'احظر هذا العميل', modelAgain: 'خذ هذا النموذج من جديد', clientAgain: 'خذ هذا العميل من جديد',
  modelRefused: (model) => `تُرفض الطلبات على ${model} من الآن. وتُنجز المهام المأخوذة من قبل.`, clientRefused: (client) => `تُرفض طلبات ${client} من الآن. وتُنجز المهام المأخوذة من قبل.`,
  modelTaken: (model) => `تُقبل الطلبات على ${model} من جديد.`, clientTaken: (client) => `تُقبل طلبات ${client} من جديد.`,
};
export const networkTextWords: Pack['networkTextWords'] = {
  hidden: 'أُزيلت محارف خفية', mixed: 'كلمة تخلط بين أبجديات', lookalike: 'حروف تشبه اللاتينية وليست منها', links: (hosts) => `لا تُفتح الروابط هنا. وهي تؤدي إلى ${hosts}.`,
};
