import type { Pack } from '../pack.ts';

export const payoutWords: Pack['payoutWords'] = {
  title: '何をいつ回収するか', waiting: '何が待っていて、いくらかかるかをチェーンに問い合わせています。', unsigned: 'ウォレットの署名プログラムに問い合わせています。',
  places: { onWay: '途中', onWayNote: 'バウチャー、アンカー、待機期間', settle: '精算できるもの', settleNote: 'ノードが自動で行います', held: '保留中', heldNote: '手数料の上限による', collect: 'コントラクトの中', collectNote: '回収待ち', payout: '支払い先アドレス', float: 'ノードの手持ち', floatNote: 'アンカーと精算の費用に使います' },
  kinds: { account: 'アカウントの報酬と返金', royalty: 'モデルのロイヤルティ', issuance: 'このノードの新しいコイン' },
  fee: (fee) => `現在の手数料 ${fee}`, share: (percent) => `金額の${percent}`, above: (percent) => `${percent}超`, feeUnknown: 'いくらかかるかチェーンが示していません',
  recommend: {
    nothing: '回収するものはありません。ジョブの支払いは自動で支払い先アドレスに届きます。',
    collect: (amount, percent) => `今回収しましょう：${amount}を受け取れ、手数料はその${percent}です。`,
    wait: (amount, limit) => `待ちましょう：${amount}に対する手数料は上限の${limit}を超えます。手数料は金額が増えても増えません。`,
    settle: (percent, limit) => `待ちましょう：今精算すると対象額の${percent}がかかり、上限は${limit}です。`,
    settleDays: (amount, days) => `${amount}から割に合います。今のペースでは${days}かかります。`, settleFrom: (amount) => `${amount}から割に合います。`,
    unknown: (amount) => `${amount}を回収できます。「価格を設定」で、EMBERと手数料用コインの価値を同じ通貨で入力すると、手数料が比べられます。`,
  },
  advice: { collect: '今が割に合います', from: (amount) => `${amount}から割に合います`, unknown: '未比較' }, days: { other: '日' },
  collect: '回収', collectGo: '署名して回収', collectSentence: (amount, holder) => `${amount}を${holder}に送ります。署名した人が手数料を払い、ほかの宛先には誰も送れません。`,
  anyway: '費用にかかわらず受け取る', overruled: (when) => `${when}まで手数料の上限は適用されません。`, noAccount: '回収にはウォレットのアカウントが必要です。その鍵が署名し、そのアカウントが手数料を払います。', toWallet: 'ウォレットへ',
};

export const publishWords: Pack['publishWords'] = {
  publish: '公開する', title: 'モデルを公開', why: 'モデルをそのルートで登録します。取り消せません。ネットワークのコントラクトで支払われるジョブは、その後あなたにロイヤルティを払います。', noAccount: '公開にはウォレットのアカウントが必要です。その鍵が署名し、そのアカウントが手数料を払います。',
  account: '公開者', royalty: 'ロイヤルティ（ジョブ価格に対する%）', royaltyMost: (percent) => `このネットワークが払うのは最大${percent}です。後から変更できません。`,
  contributors: '貢献者の取り分', contributorsHint: '1行に1件、アドレスとロイヤルティに対する割合。残りは公開者のものです。', uri: '説明のある場所', uriHint: 'チェーン上に残り、誰でも読めます。空でも構いません。',
  bad: { royalty: '0から100までの割合を、小数点以下2桁までで入力してください。', line: (n) => `${n}行目はアドレスと割合になっていません。`, twice: '同じアドレスに取り分が2つあります。', over: '取り分の合計が100%を超えています。' },
  plan: '進む', planning: 'すべてのファイルのハッシュを計算中', cancel: 'キャンセル',
  list: 'あなたの公開', forget: '一覧から消す', keeps: (percent) => `ロイヤルティの${percent}が公開者`, asks: (percent) => `ロイヤルティ ${percent}`,
  state: {
    planned: '手順1/2：予告します。予告はどのモデルかを明かさないので、先に登録される心配はありません。', announced: (left) => `予告済み。${left}後に登録できます。`, ready: (until) => `手順2/2：${until}までに登録してください。`,
    expired: '予告の期限が切れました。もう一度予告してください。', registered: '登録済み。収益は下に表示されます。', taken: 'このモデルは他の人が登録しました。ここでできることはもうありません。',
  },
  announce: '予告', announceGo: '署名して予告', announceSentence: 'モデル名を出さずに登録を予告します。', register: '登録', registerGo: '署名して登録', registerSentence: (title, percent) => `${title}をロイヤルティ${percent}で登録します。変更も取り消しもできません。`,
  yours: (percent) => `そのうち${percent}があなたの分`,
};
