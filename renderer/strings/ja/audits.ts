import type { Pack } from '../pack.ts';

export const auditWords: Pack['auditWords'] = {
  title: '監査', waiting: '監査を待っています。',
  intro: 'どのレシートを誰が再計算するかは、チェーンが抽選で決めます。再計算はジョブの合間に行われ、ジョブとあなたのルールを優先します。',
  seats: '席', seatsWaiting: '席についてはまだチェーンに問い合わせていません。', seatsNone: 'まだ席がありません。席はステークの一部をロックします。練習用ネットワークでは自動的に取得されます。',
  seatOf: (held, of) => `${held}/${of}`,
  earned: '投票の報酬',
  seatedTitle: '検証者として', seatedEmpty: 'まだ抽選に当たっていません。', seatedNext: '席を持つノードは、運とステークに応じて、ほかのノードのレシートに割り当てられます。',
  ownTitle: '自分のレシート', ownEmpty: 'チェーン上にはまだレシートがありません。', ownNext: '新しいノードのレシートはすべて監査され、その後は抽選になります。',
  head: { receipt: 'レシート', node: 'ノード', state: '状態', vote: '投票', pay: '報酬', job: 'ジョブ', committee: '委員会', due: '残り時間' },
  verdict: { accepted: '承認', rejected: '却下' }, none: 'なし', standing: (stage, rejects, accepts) => `${stage}、却下${rejects}、承認${accepts}`, verifiers: (count) => `検証者${count}名`,
};
export const seatStateWords: Pack['seatStateWords'] = { seated: '再計算待ち', voted: '投票に署名済み', committed: '投票はチェーン上', missed: '逃した' };
export const payWords: Pack['payWords'] = { none: 'まだ', waiting: 'ラウンド待ち', paid: '支払い済み', unpaid: '支払い拒否' };
export const ownStateWords: Pack['ownStateWords'] = { waiting: '抽選待ち', notDrawn: '対象外', drawn: '監査対象', stands: '有効', contested: '争われている', accepted: '承認', rejected: '却下、ジョブは無効', unproven: '証明されず、有効' };
export const auditVerdictWords: Pack['auditVerdictWords'] = { pending: '進行中', accepted: '終了：承認', rejected: '終了：却下、ジョブは無効', unproven: '終了：証明されず' };
export const auditStageWords: Pack['auditStageWords'] = { none: '開始', waiting: 'ラウンド待ち', second: '第2委員会', final: '最終委員会', closed: '終了' };
