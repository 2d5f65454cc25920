import type { Pack } from '../pack.ts';

export const auditWords: Pack['auditWords'] = {
  title: '审计', waiting: '正在等待审计。',
  intro: '链抽签决定哪些收据要重算、由谁重算。重算在任务之间进行，并让位于任务和你的规则。',
  seats: '席位', seatsWaiting: '还没有向链查询席位。', seatsNone: '还没有席位。一个席位会锁定一部分质押；在练习网络上会自动取得。',
  seatOf: (held, of) => `${held} / ${of}`,
  earned: '投票所得',
  seatedTitle: '作为验证者', seatedEmpty: '还没有被抽中。', seatedNext: '有席位的节点会按运气和质押被抽中，去重算其他节点的收据。',
  ownTitle: '我的收据', ownEmpty: '链上还没有收据。', ownNext: '新节点的所有收据都会被审计，之后的按抽签。',
  head: { receipt: '收据', node: '节点', state: '状态', vote: '投票', pay: '报酬', job: '任务', committee: '委员会', due: '剩余时间' },
  verdict: { accepted: '接受', rejected: '否决' }, none: '无', standing: (stage, rejects, accepts) => `${stage}，${rejects} 票否决，${accepts} 票接受`, verifiers: (count) => `${count} 名验证者`,
};
export const seatStateWords: Pack['seatStateWords'] = { seated: '待重算', voted: '已签署投票', committed: '投票已上链', missed: '错过' };
export const payWords: Pack['payWords'] = { none: '尚未', waiting: '等待轮次', paid: '已付', unpaid: '未付' };
export const ownStateWords: Pack['ownStateWords'] = { waiting: '等待抽签', notDrawn: '未抽中', drawn: '已抽中', stands: '有效', contested: '有争议', accepted: '已接受', rejected: '被否决，任务作废', unproven: '未证实，有效' };
export const auditVerdictWords: Pack['auditVerdictWords'] = { pending: '进行中', accepted: '已结束：接受', rejected: '已结束：否决，任务作废', unproven: '已结束：未证实' };
export const auditStageWords: Pack['auditStageWords'] = { none: '已立案', waiting: '等待轮次', second: '第二委员会', final: '最终委员会', closed: '已结案' };
