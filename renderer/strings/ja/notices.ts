import type { Pack } from '../pack.ts';

export const noticeMore: Pack['noticeMore'] = {
  aModel: 'あるモデル', aTransaction: 'あるトランザクション', aProposal: 'ある提案', someAmount: '不明な金額',
  clientSilent: { what: (job) => `ジョブ${job}のクライアントが結果を受け取ったまま、バウチャーを送りません。`, next: '代金はチェーンで請求します。ここですることはありません。' },
  firstPayment: { what: (amount) => `最初のジョブが支払われました：${amount}。`, next: '「収入」で内訳を確認できます。' },
  dayEarned: { what: (day, jobs, amount) => `${day}：${jobs}の支払い、合計${amount}。`, next: '「収入」で手数料、電力、残りを確認できます。' },
  claimPaid: { what: (job, amount) => `ジョブ${job}の請求が支払われました：${amount}。`, next: 'ここですることはありません。' },
  transactionFailed: { what: (name, reason) => `チェーンがノードのトランザクション（${name}）を拒否しました。${reason}`, next: 'もう一度試します。続く場合は、ログに詳細があります。' },
  caseOpened: { what: (job) => `検証者がジョブ${job}のレシートを却下し、さらに検証者が抽選されます。`, next: '再計算が行われます。あなたが正しければ有効、そうでなければステークを失います。' },
  caseEnded: { accepted: (job) => `さらに検証者がジョブ${job}を再計算し、レシートを正しいと認めました。`, unproven: (job) => `ジョブ${job}の事案は、過半数に達せず終わりました。`, next: 'レシートは、以前と同じく支払われます。' },
  auditMissed: { what: (reason) => `このノードは、抽選で当たったレシートに期限内に投票しませんでした。${reason}`, next: 'その投票には支払われません。Hearthを動かし続けるか、席を手放してください。' },
  auditPaid: { what: (amount) => `検証者としての投票に支払われました：${amount}。`, next: 'ここですることはありません。' },
  rowsEvicted: { what: (job) => `空きを作るため、ジョブ${job}の行を削除しました。`, next: 'このジョブの監査には、もう答えられません。ディスクの空きを増やしてください。' },
  stakeFull: { what: (used, limit) => `ステークで許される額のほとんどが進行中のジョブにあります：${limit}中${used}。`, next: 'ほかの支払いが済むまで、次のレシートは待ちます。ステークを増やすと、より多く通せます。' },
  stakeReady: { what: (amount) => `取り戻しを申し出たステークを解放できます：${amount}。`, next: 'それまでは何も生まず、没収のおそれが残ります。' },
  deviceTested: { sound: (device) => `テスト済み：${device}は正しく計算します。`, wrong: (device) => `テスト済み：${device}の計算は誤っています。`, unproven: (device) => `テスト済み：${device}の結果を比べるものがありませんでした。`, next: '速度は「デバイス」で確認できます。' },
  modelDamaged: { what: (model, reason) => `モデル${model}を開けません。${reason}`, next: 'このモデルへの注文は引き受けません。インストールし直してください。' },
  downloadDone: { what: (model) => `${model}のダウンロードと確認が終わりました。`, next: '今から提供されます。' },
  downloadEnded: { what: (model, reason) => `${model}のダウンロードが止まりました。${reason}`, next: 'モデル画面で再開するか、取りやめてください。' },
  pauseEnded: { what: (device) => `${device}の一時停止は終わりました。`, next: '再び仕事を引き受けます。' },
  gaveBackSlowly: { what: (device, span) => `${device}のメモリの返却に${span}かかりました。`, next: '約束は2秒です。続く場合は、働きを抑えたプリセットを選んでください。' },
  chainRewound: { what: (block) => `チェーンがブロック${block}より後を取り消しました。`, next: 'その中の支払いを確認し直します。' },
  practiceRestarted: { what: '練習用ネットワークが終了し、再起動されました。', next: 'チェーンの状態は保たれています。ジョブは続きます。' },
  voteOpened: { what: (title, until) => `${until}まで投票を受け付けています：${title}。`, next: 'あなたには票があります。' },
  voteEnds: { what: (title, span) => `投票はあと${span}で終わり、あなたはまだ投票していません：${title}。`, ended: (title) => `あなたが投票していない投票がまもなく終わります：${title}。`, next: '投票するか、見送ってください。' },
  voteMissed: { what: (title) => `あなたの投票なしに終わりました：${title}。`, next: '開くと結果が見られます。' },
  proposalExecuted: { what: (title) => `提案が実施されました：${title}。`, next: '開くと、ここで何が変わるかが分かります。' },
  updated: { what: (version, before) => `Hearthはバージョン${version}になりました（以前は${before}）。`, next: 'ここですることはありません。' },
  diskFull: { what: (path) => `${path}のディスクがいっぱいです。`, next: '新しい注文は引き受けません。空きを作ると、自動で続けます。' },
  diskHasRoom: { what: 'ディスクに再び書き込めます。', next: '注文を再び引き受けます。' },
  walletLocked: { what: 'しばらく操作がなかったため、ウォレットが自動でロックされました。', next: 'ジョブ、レシート、支払いは続きます。送信、ステーク、投票のときにロックを解除してください。' },
  backupDue: { what: 'ウォレットの復元フレーズを控えと照合する時期です。', next: 'ウォレットを開き、求められた単語を入力してください。一度も読み返していない控えは、控えになっていないかもしれません。' },
};

export const noticeTitles: Pack['noticeTitles'] = {
  firstReceipt: '最初のレシート', jobFailed: 'ジョブの失敗', jobRetried: 'ジョブのやり直し', orderRefused: '注文を断った', clientSilent: 'クライアントが応答しない', firstPayment: '最初の支払い', dayEarned: '1日の収入', claimPaid: '請求の支払い', transactionFailed: 'トランザクションの失敗',
  slashed: 'ステークの没収', voided: 'レシートの却下', disputed: 'レシートへの異議申し立て', disputeEnded: '異議申し立ての終了', caseOpened: '検証者がレシートを却下', caseEnded: '事案の終了', auditMissed: '監査を逃した', auditPaid: '投票への支払い', rowsEvicted: '行の削除', stakeFull: 'ステークを使い切った', stakeReady: 'ステークを解放できる',
  deviceSetAside: 'デバイスの使用停止', deviceTested: 'デバイスのテスト', workerRestarted: 'ワーカーの再起動', modelDamaged: 'モデルの破損', downloadDone: 'モデルのインストール', downloadEnded: 'ダウンロードの停止', ruleStopped: 'ルールがデバイスを取り戻した', ruleEnded: 'ルールがデバイスを戻した', pauseEnded: '一時停止の終了', gaveBackSlowly: 'メモリの返却が遅い', woke: 'マシンのスリープ',
  chainGone: 'チェーンが応答しない', chainBack: 'チェーンの復帰', chainDoubt: 'チェーンのデータが疑わしい', chainSound: 'チェーンのデータが正常に', rpcSetAside: 'チェーンのアドレスを除外', chainRewound: 'チェーンがブロックを取り消した', practiceRestarted: '練習用ネットワークの再起動',
  voteOpened: '投票の開始', voteEnds: 'まもなく投票終了', voteMissed: '投票しないまま終了', proposalExecuted: '提案の実施', providerRestarted: 'Hearthの予期しない終了', signerRestarted: '署名プログラムの再起動', updated: 'バージョンの変更', diskFull: 'ディスクがいっぱい', diskHasRoom: 'ディスクに空きができた', cheating: 'わざと不正',
  walletLocked: 'ウォレットの自動ロック', backupDue: 'フレーズの照合時期',
};

export const noticeWords: Pack['noticeWords'] = {
  title: '通知', bell: '通知', bellUnread: (n) => `通知、未読${n}件`, waiting: '通知を待っています。', empty: 'まだ何も起きていません。', emptyNext: '知っておくべきことが、理由と次の手順とともにここに残ります。',
  filter: '重要度', filters: { all: 'すべて', unread: '未読', attention: '注意', failure: '障害', info: 'お知らせ' }, none: '該当するものはありません。', showAll: 'すべて表示',
  readAll: 'すべて既読にする', clearAll: 'すべて消去', cleared: { other: '件の通知を消去しました。' }, undo: '元に戻す', choose: '通知する内容',
  unread: '未読', markRead: '既読にする', markUnread: '未読にする', clear: '消去', times: (n, since) => `${since}から${n}回`, mute: 'これを今後通知しない', muted: (title) => `今後通知しません：${title}。`,
  today: '今日', yesterday: '昨日', all: 'すべての通知',
  actions: { job: 'ジョブを開く', jobs: 'ジョブを見る', earnings: '収入を開く', devices: 'デバイスを開く', rules: 'ルールを開く', network: 'ネットワークを開く', staking: 'ステーキングを開く', wallet: 'ウォレットを開く', proposal: '投票を開く', audits: '監査を開く', models: 'モデルを開く', settings: '設定を開く', log: 'ログを開く', about: 'このHearthについて' },
  settings: {
    title: '通知', why: 'オフにしたものは、保存も表示もされません。お金がかかることやマシンを損なうことは、必ず通知します。', waiting: '通知する内容を読み込んでいます。', native: 'デスクトップに表示', nativeWhy: 'ウィンドウが見えないときは、注意が必要なことをシステムが表示します。',
    quiet: 'おやすみ時間', quietWhy: 'この間、デスクトップにはお金がかかることやマシンを損なうことだけを表示します。ここにはすべて残ります。', from: '開始', to: '終了', same: 'おやすみ時間には、開始と、それと異なる終了が必要です。', always: '必ず通知', tell: (title) => `通知する：${title}`,
    groups: { jobs: 'ジョブ', money: 'お金', devices: 'デバイス', guest: 'ゲストとして', chain: 'チェーン', votes: '投票', hearth: 'Hearth自体' }, on: 'オン', off: 'オフ', count: (on, all) => `${all}件中${on}件を通知`,
  },
};
