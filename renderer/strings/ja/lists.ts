import type { Pack } from '../pack.ts';

export const listWords: Pack['listWords'] = {
  jobs: 'ジョブ（新しい順）。矢印キーで行を移動します。', proposals: '提案（新しい順）。矢印キーで移動します。', reading: '読み込み中',
  runningOn: (device) => `${device}のジョブ`, moreJobs: (n) => `ほか${n}件`,
};
export const refuseWords: Pack['refuseWords'] = {
  model: 'このモデルを引き受けない', client: 'このクライアントを断る', modelAgain: 'このモデルを再び引き受ける', clientAgain: 'このクライアントを再び引き受ける',
  modelRefused: (model) => `今後、${model}への注文は断ります。引き受け済みのジョブは最後まで行います。`, clientRefused: (client) => `今後、${client}の注文は断ります。引き受け済みのジョブは最後まで行います。`,
  modelTaken: (model) => `${model}への注文を再び引き受けます。`, clientTaken: (client) => `${client}の注文を再び引き受けます。`,
};
export const networkTextWords: Pack['networkTextWords'] = {
  hidden: '見えない文字を取り除きました', mixed: '1つの語に複数の文字体系が混ざっています', lookalike: 'ラテン文字に似た別の文字です', links: (hosts) => `リンクはここでは開きません。リンク先: ${hosts}`,
};
