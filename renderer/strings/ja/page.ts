import type { Pack } from '../pack.ts';

export const words: Pack['words'] = {
  app: { name: 'Hearth', skip: 'ページ本文へ移動', menu: '画面' },
  screens: { dashboard: 'ダッシュボード', jobs: 'ジョブ', job: 'ジョブ', audits: '監査', earnings: '収入', devices: 'デバイス', rules: 'ルール', wallet: 'ウォレット', settings: '設定', staking: 'ステーキング', governance: 'ガバナンス', proposal: '提案', welcome: 'はじめに', network: 'ネットワーク', models: 'モデル', usage: '利用状況', fleet: 'ノード一覧', log: 'ログ', about: 'Hearthについて' },
  notReported: '報告なし',
  test: { tag: 'テストマネー', network: '練習用ネットワーク', explain: 'これは練習用ネットワークです。このコインは外では価値がありません。' },
  chain: { block: (n) => `ブロック${n}`, connecting: 'チェーンに接続中', reachable: 'チェーンは応答中', doubtful: 'チェーンのデータを信頼できません', gone: 'チェーンが応答しません', none: 'チェーンなし：レシートはこのマシンにとどまります' },
  link: {
    waiting: 'Hearthを待っています。',
    lost: (age) => `Hearthが応答しません。表示は${age}前のものです。`,
    never: 'Hearthが応答しません。',
    nextTry: (wait) => `次の試行は${wait}後です。`,
    tryNow: '今すぐ試す',
    refused: 'このページには、このHearthへの鍵がありません。',
    refusedNext: 'Hearthが起動時に表示したアドレスを開いてください。アドレスは起動ごとに変わります。',
  },
  dashboard: {
    ready: '稼働可能', readyOf: (ready, allowed) => `ルールが許した${allowed}のうち${ready}`, readyNone: 'ルールで許された時間はまだ1分未満です', stake: 'ステーク', stakeUsed: (share) => `${share}を使用中`, stakeFull: (share) => `${share}を使用中、残りわずか`, stakeNone: 'まだ何も預けていません', waits: '支払い待ち',
    today: '今日の収入', accepted: '受諾', rejected: '拒否', settledToday: '今日の決済',
    waitsNone: '支払い待ちはありません。',
    waitsFor: { voucher: 'クライアントのバウチャー', anchor: '次のアンカー', window: '待機期間の終了' },
    tokens: (rate) => `毎秒${rate}トークン`,
    jobs: 'ジョブ', jobsAll: 'すべてのジョブ', jobsEmpty: 'まだジョブがありません。', jobsEmptyNext: 'クライアントが注文すると、ここに表示されます。', jobsEmptyPractice: '練習用クライアントがジョブを送ります。頻度は「設定」で変えられます。', jobsWaiting: 'ジョブの一覧を待っています。',
    devices: 'デバイス', devicesEmpty: 'デバイスが見つかりませんでした。', devicesEmptyNext: 'Hearthは起動時にもう一度探します。プロセッサーだけでも十分です。', devicesWaiting: 'デバイスを探しています。',
    earnings: '収入', notices: '通知', noticesEmpty: '対応が必要なことはありません。', noticesWaiting: '通知を待っています。', more: (n) => `ほか${n}件`,
  },
  device: {
    unknown: '不明なデバイス', unknownWhy: 'システムがメーカーも名前も示しません。', cannotRun: 'このランタイムで使えるものがありません',
    kind: { cpu: 'プロセッサー', gpu: 'グラフィックス' }, on: 'オン', off: 'オフ', use: (name) => `${name}をジョブに使う`,
    state: { working: '稼働中', ready: '準備完了', off: 'オフ', unusable: '使えません', setAside: '使用停止' }, statePaused: '一時停止中',
  },
  jobs: {
    title: 'ジョブ', search: '検索', searchHint: 'ID、クライアント、モデル', filter: { all: 'すべて', live: '進行中', settled: '支払い済み', failed: '失敗' }, filterLabel: '表示',
    head: { job: 'ジョブ', model: 'モデル', stage: '段階', units: '完了', client: 'クライアント', at: '引き受け', paid: '支払い' },
    waiting: 'ジョブを読み込んでいます。', empty: 'まだジョブがありません。', emptyNext: 'このノードが引き受けた注文は、レシートとともにすべてここに並びます。', none: '一致するジョブはありません。', noneNext: '検索語を短くするか、別の絞り込みを試してください。', clear: 'すべてのジョブを表示',
    shown: (shown, total) => `${total}件中${shown}件`, failed: 'ジョブを読み込めませんでした。', notYet: 'まだ', nothing: 'なし',
  },
  job: {
    back: 'すべてのジョブ', waiting: 'ジョブを読み込んでいます。', verify: 'もう一度検証', verifying: 'チェック中', exportReceipt: 'レシートをエクスポート', showLog: 'ログを見る', report: '問題を報告', copyId: 'ダイジェストをコピー', cancel: 'ジョブをキャンセル',
    cancelAsk: 'このジョブをキャンセルしますか？', cancelWhy: '今すぐ止まります。クライアントには何も届かず、支払いもありません。', cancelYes: 'ジョブをキャンセル', cancelNo: '続ける',
    path: 'このジョブの道筋', pathHint: '注文から支払いまで、すべてのハッシュと、それが何に記録されているか。矢印キーでたどれます。', nothingYet: 'まだありません。', pathEmpty: 'ジョブが進むと道筋が現れます。',
    checks: 'チェック', timeline: '経過', facts: '詳細', noReceipt: 'レシートは、ジョブが終わると署名されます。', committedIn: '記録先', holds: '含むもの', transaction: 'トランザクション', digest: 'ダイジェスト', noDigest: 'まだダイジェストなし', receiptFile: 'レシートのファイル',
    checkedBy: 'チェックした内容', notCovered: 'まだどのチェックの対象にもなっていません。', paid: '支払い', offered: '価格',
    mark: { passed: '合格', failed: '不合格', notChecked: '未チェック', partly: '一部チェック済み' },
    verdictAll: 'その場ですべてのチェックに合格しました。', verdictFailed: (failed) => `${failed}が不合格です。このレシートを信頼しないでください。`, failedChecks: { other: '件のチェック' }, passedChecks: { other: '件のチェックに合格' }, openChecks: { other: '件はここでは未チェック' },
    workOf: (kind, model, units) => `${model}で${kind}、${units}`, verdictNotOk: 'チェックできたものが少なすぎるため、このレシートは信頼できません。', verdictSome: (passed, open) => `不合格はありません。${passed}、${open}。`,
  },
  earnings: {
    title: '収入', range: '期間', ranges: { '24h': '24時間', '7d': '7日間', '30d': '30日間', '1y': '1年間', 'all': 'すべて' },
    paidIn: { '24h': '過去24時間の支払い', '7d': '過去7日間の支払い', '30d': '過去30日間の支払い', '1y': '過去1年間の支払い', 'all': '最初のジョブからの支払い' },
    waiting: '収入を読み込んでいます。', empty: 'この期間の支払いはありません。', emptyNext: 'ジョブは、チェーン上の待機期間が終わると支払われます。', chart: '支払いの推移', table: '表で見る', head: { from: '開始', jobs: 'ジョブ', paid: '支払い' },
    forJobs: (jobs) => `${jobs}分`, total: '支払いの合計', today: '今日の支払い', statement: '明細', waits: '待機中',
  },
  settings: {
    title: '設定', language: '言語', languageSystem: (name) => `システムと同じ：${name}`, theme: '外観', themes: { system: 'システムと同じ', light: 'ライト', dark: 'ダーク' }, textSize: '文字の大きさ', practice: '練習用クライアント', practiceRate: '1分あたりの注文', practiceOff: '停止中', practiceWhy: 'テストマネーで本物のジョブを送り、全体の流れを見られるようにします。',
    practiceNone: 'このネットワークには練習用クライアントがありません。', models: 'モデル', modelsWaiting: 'モデルを読み込んでいます。', modelsEmpty: 'モデルがインストールされていません。', modelsEmptyNext: 'モデルがないと注文を受けられません。',
    addresses: { title: 'チェーンのアドレス', why: 'Hearthはこれらのノードに、チェーンに何があるかを尋ねます。複数あれば、遅れ、嘘、沈黙に気づき、2つが食い違う間は何も決めません。', waiting: 'アドレスを読み込んでいます。', given: 'チェーンに付属', added: 'あなたが追加', inUse: '使用中', states: { unknown: 'まだ尋ねていません', answers: '応答あり', resting: '要求を減らすよう求めています', silent: '応答なし', refused: '除外' }, another: '別のアドレス', add: '追加', checking: '確認中', remove: '外す' },
    modelState: { ready: '準備完了', corrupt: '使用不可', off: 'オフ' }, unitPrices: (paidIn, paidOut) => `1単位あたり入力${paidIn}、出力${paidOut}`, numericClass: '数値クラス',
    programs: 'プログラム', programsWaiting: 'プログラムの情報を待っています。', programsEmpty: '報告されたプログラムはありません。', programHead: { name: 'プログラム', state: '状態', memory: 'メモリ', restarts: '再起動', pid: 'プロセス' }, programState: { starting: '起動中', running: '動作中', restarting: '再起動中', stopped: '停止' },
    about: 'このHearth', version: 'バージョン', folder: 'データフォルダー', started: '起動', runtime: 'ランタイム', platform: 'システム', node: 'ノード', address: 'ノードのアドレス', peer: 'ピアID', chain: 'チェーン', stake: 'ステーク', inFlight: '進行中のジョブ',
    stop: 'Hearthを停止', stopAsk: 'Hearthを停止しますか？', stopWhy: '終わっていないジョブは、次の起動で再開します。失われるものはありません。', stopYes: '停止', stopNo: '続ける',
    reset: {
      title: 'リセット', why: 'データフォルダの中身を種類ごとに示します。消すものはあなたが選びます。指定しない限り、ウォレットとノードの鍵は残ります。', open: '消すものを選ぶ', waiting: 'データフォルダを調べています。', nothing: '何もありません',
      parts: {
        app: { name: 'アプリのデータ', gone: 'ジョブ、レシート、設定、価格、ログ、練習用ネットワーク。まだアンカーに入っていないレシートは、誰にも支払われません。' }, models: { name: 'モデル', gone: '追加したフォルダの一覧と、そのうちデータフォルダの中にあるもの。' },
        node: { name: 'ノードの鍵', gone: 'アプリのデータと一緒に消えます。次の起動では新しいノードになります。ステークは古いノードに結び付いたままで、その分を請求できる人はいなくなります。' }, wallet: { name: 'ウォレット', gone: 'リカバリーフレーズ、キーストアファイル、バックアップファイルのどれもなければ、アカウントにあるものは誰にも使えません。' },
      },
      type: (typed) => `ウォレットを消すには${typed}と入力してください`, elsewhere: 'ほかの場所にあるモデルのフォルダは、一覧から外すだけで削除しません：', others: '何を消しても触れないもの：', go: 'Hearthを停止して消す', going: 'Hearthを停止します。終了した後で、選んだものを消します。',
    },
  },
  jobsCount: { other: '件のジョブ' }, progress: (stage, done, most) => `${stage}、${done}/${most}`,
  copy: (digest) => `${digest}をコピー`, copied: 'コピーしました', close: '閉じる', retry: 'もう一度試す', unknownScreen: 'そのページはありません。', toDashboard: 'ダッシュボードへ',
};

export const statusText: Pack['statusText'] = {
  noName: '名前のないデバイス', jobs: { other: '件のジョブ' },
  waiting: { other: '件の終わったジョブが支払いを待っています。' },
  starting: '火をおこしています。', startingWhy: 'Hearthを起動しています。数秒かかります。', startingStep: (step) => `Hearthを起動しています：${step}。数秒かかります。`,
  working: (jobs) => `${jobs}を処理しています。`, workingOn: (jobs, device) => `${device}で${jobs}を処理しています。`,
  forOne: '1人のクライアントのためです。', forMany: '複数のクライアントのためです。', forOneAt: (rate) => `1人のクライアントのために、毎秒${rate}トークン。`, forManyAt: (rate) => `複数のクライアントのために、毎秒${rate}トークン。`,
  ready: '準備完了。今は注文がありません。', readyDone: (jobs) => `準備完了。直近1分間に${jobs}を終えました。`, readyWhy: '次の注文はすぐに始まります。することはありません。',
  paused: '再開するまで一時停止中です。', pausedWhy: 'あなたが一時停止しました。新しい注文は引き受けません。', pauseOver: '一時停止は終わりました。', pauseOverWhy: 'まもなく注文の引き受けを再開します。',
  pausedUntil: (clock) => `${clock}まで一時停止中です。`, pausedUntilWhy: (span) => `あなたが一時停止しました。${span}後に自動で再開します。`,
  ruled: 'あなたのルールで一時停止中です。', ruledWhy: 'ルールが許せば自動で再開します。',
  chainGone: '稼働中ですが、チェーンが応答しません。', theChain: 'チェーン', silent: (chain, span) => `${chain}は${span}の間、応答がありません。`, nothingLost: '失われるものはありません。',
  receiptsWait: { other: '件のレシートがここで待ち、復帰後に支払われます。' },
  chainOld: (age) => `稼働中ですが、チェーンのデータが${age}前のものです。`, chainOldWhy: (address) => `${address}に新しいブロックがありません。古いデータでは判断しません。新しいブロックが来るまで、新しい注文も支払いもありません。`,
  chainsDiffer: '稼働中ですが、チェーンの2つのアドレスが食い違っています。', chainsDifferWhy: (address, other, block) => `${address}と${other}でブロック${block}が異なります。一致するまで、どちらにも基づいて判断しません。`,
  noDevice: '働くデバイスがありません。すべてオフになっています。', noDeviceWhy: 'どれかをオンにすると、注文を引き受けます。',
  workerLost: 'ジョブがワーカーを失いました。新しいワーカーが引き継ぎます。', workerLostWhy: '実行していたプログラムが知らせなく終了しました。ジョブは最初からやり直し、支払いは一度だけです。', workerLostAgain: (times) => `実行していたプログラムが、これまでに${times}回、知らせなく終了しました。ジョブは最初からやり直し、支払いは一度だけです。`,
  cheating: (kind) => `わざと不正をしています：${kind}。`, someWay: '何らかの方法', cheatingWhy: 'このノードは--cheat付きで起動されました。許されるのは練習用ネットワークだけです。偽のレシートには支払われず、証明できるものはステークを失います。',
  diskFull: '停止：ディスクがいっぱいです。', theFolder: 'データフォルダー', diskFullWhy: (path) => `${path}に空きがありません。空きを作ると、Hearthは自動で続けます。失われるものはありません。`,
  leaving: (name) => `${name}へ移行中：ここでは新しい注文を受けません。`, leavingHome: '練習用ネットワークに戻ります：ここでは新しい注文を受けません。', leavingThen: 'その後、自動で切り替わります。', leavingNow: '実行中のジョブが終わってから、プロバイダーが移行先で再起動します。',
  disconnected: 'Hearthが応答しません。', disconnectedWhy: (span) => `${span}たちました。表示はその時点のものです。ページは試し続けます。Hearthを停止した場合は、もう一度起動してください。`,
  unknownIncident: '報告なし',
};
export const statusActions: Pack['statusActions'] = { pause: '一時停止', resume: '今すぐ再開', showJobs: 'ジョブを見る', enableDevice: 'デバイスを選ぶ', showNetworks: 'ネットワークを見る', retry: 'もう一度試す' };
export const pauseWords: Pack['pauseWords'] = { 15: '15分間', 60: '1時間', 240: '4時間', untilResumed: '再開するまで' };

export const visibleStageWords: Pack['visibleStageWords'] = { queued: '待機中', loading: '読み込み中', running: '実行中', proving: '証拠を作成中', waiting: '支払い待ち', settled: '支払い済み' };
export const stageWords: Pack['stageWords'] = {
  queued: '待機中', loading: 'モデルを読み込み中', running: '実行中', proving: '証拠を作成中', delivered: 'バウチャー待ち', acknowledged: 'アンカー待ち', anchored: '待機期間', settled: '支払い済み', failed: '失敗', cancelled: 'キャンセル', slashed: '没収', voided: '無効',
};
export const stageSentences: Pack['stageSentences'] = {
  queued: '待機中です。デバイスが空くと始まります。', loading: 'モデルをデバイスに読み込んでいます。', running: 'このマシンで実行中です。', proving: '計算が終わりました。証拠のハッシュを計算し、署名しています。',
  delivered: '納品済みです。クライアントのバウチャーを待っています。', acknowledged: 'クライアントが確認しました。レシートは次のバッチでチェーンに載ります。', anchored: 'チェーン上にあります。異議を申し立てられる待機期間が終わると支払われます。', settled: '支払い済みです。',
  failed: '失敗しました。何も支払われません。', cancelled: 'キャンセルされました。何も支払われません。', slashed: 'レシートがチェーン上で偽物と証明されました。何も支払われず、ステークを失いました。', voided: '検証者の委員会が再計算し、レシートを却下しました。何も支払われません。',
};
export const kindWords: Pack['kindWords'] = { classify: { title: '分類', other: '件の画像' }, embed: { title: '埋め込み', other: '件のベクトル' }, generate: { title: '生成', other: 'トークン' } };
export const verdictWords: Pack['verdictWords'] = { accepted: '検証者が承認', rejected: '検証者が却下' };

export const nodeWords: Pack['nodeWords'] = {
  order: { title: '注文', what: 'クライアントが求めたもの。クライアントの署名付きです。' },
  model: { title: 'モデル', what: 'モデルのすべてのファイルを、1つのハッシュにまとめたもの。' },
  inputRoot: { title: '入力のルート', what: '入力を分割し、1つのルートにハッシュ化したもの。入力そのものは保存しません。' },
  outputRoot: { title: '出力のルート', what: '出力を同じ方法でハッシュ化したもの。' },
  rowRoot: { title: '行のルート', what: '生成の1ステップごとの記録：トークン、位置、乱数の抽選。' },
  sketchRoot: { title: 'スケッチのルート', what: 'モデルの内部状態の短い指紋。別のマシンで比較できます。' },
  tapRoot: { title: 'タップのルート', what: '選ばれた場所の内部値。異議申し立てで詳しく見るためのものです。' },
  bundle: { title: '証拠', what: '実行のすべての証拠を、1つのハッシュにまとめたもの。' },
  receipt: { title: 'レシート', what: 'このノードの署名付きの約束：この注文、このモデル、この結果。' },
  anchor: { title: 'アンカー', what: 'レシートのバッチのルート。チェーンに書き込まれます。' },
  voucher: { title: 'バウチャー', what: 'クライアントの署名付きの支払いの約束。すべてのジョブを合算します。' },
  payment: { title: '支払い', what: '待機期間のあとの、チェーン上の送金。' },
  claim: { title: '請求', what: 'クライアントがバウチャーを送らなかったため、このノードが予約金から代金を請求しました。' },
  dispute: { title: '異議申し立て', what: '誰かが保証金を預け、このレシートは偽物だと主張しました。チェーンが1つの演算子で決着をつけます。' },
  vote: { title: '投票', what: '別のマシンがレシートをチェックした結果。' },
};
export const stepWords: Pack['stepWords'] = {
  offered: '提示', admitted: '注文を引き受け', accepted: '注文を引き受け', queued: '待機', loading: 'モデルを読み込み中', modelReady: 'モデル準備完了', started: '開始', running: '実行中', retried: '再び開始',
  computed: '計算済み', proving: '証拠を作成中', signing: '計算済み、署名プログラムへ', signed: 'レシートに署名', delivered: 'クライアントに納品', acknowledged: 'バウチャーを受領', batched: 'バッチに追加', anchored: 'チェーンにアンカー', unanchored: 'アンカーの取り消し', unsettled: '支払いの取り消し', claimed: '予約金から請求', unclaimed: '請求の終了', slashed: '偽物と証明、ステーク没収', unslashed: '没収の取り消し', voided: '委員会が却下、無効', unvoided: '無効の取り消し', refunded: 'クライアントへ返金', unrefunded: '返金の取り消し',
  verified: '検証者がチェック', voted: '検証者がチェック', settled: '支払い済み', paid: '支払い済み', failed: '失敗', cancelled: 'キャンセル', workerLost: 'ワーカー喪失',
};
export const factWords: Pack['factWords'] = {
  'energy': 'エネルギー', 'mean power': '平均電力', 'most power': '最大電力', 'highest temperature': '最高温度', 'device load': 'デバイスの負荷', 'memory peak': '最大メモリ', 'bytes received': '受信バイト数', 'bytes sent': '送信バイト数',
  'top-k': 'Top-k', 'top-p': 'Top-p', 'seed': 'シード', 'first draw': '最初の抽選', 'void': '無効', 'penalty': '違約金', 'void in': '無効の取引', 'client had paid': 'クライアントの支払額', 'refunded': '返金', 'refunded in': '返金のトランザクション', 'opened by': '申し立て人', 'bond': '保証金', 'dispute': '異議申し立て', 'dispute stands': '異議の状態', 'taken of the stake': 'ステークからの没収',
  'job': 'ジョブ', 'kind': '種類', 'model': 'モデル', 'model id': 'モデルID', 'client': 'クライアント', 'app': 'アプリ', 'reservation': '予約金', 'tier': '等級', 'audit policy': '監査方針', 'deadline': '期限', 'most units in': '入力単位の上限', 'most units out': '出力単位の上限',
  'price per unit in': '入力1単位の価格', 'price per unit out': '出力1単位の価格', 'attempts': '試行', 'temperature': '温度', 'device': 'デバイス', 'units in': '入力単位', 'units out': '出力単位', 'numeric class': '数値クラス', 'queue wait': '待ち時間', 'first unit after': '最初の単位まで',
  'compute': '計算', 'receipt number': 'レシート番号', 'epoch': 'エポック', 'previous receipt': '前のレシート', 'slashed': '没収', 'slashed for': '没収の理由', 'slashed in': '没収のトランザクション', 'name': '名前', 'units': '単位', 'verifier': '検証者', 'verdict': '判定', 'rows': '行', 'sketches': 'スケッチ', 'node': 'ノード',
  'number': '番号', 'receipts': 'レシート', 'state': '状態', 'all together': '合計', 'paid': '支払い', 'received': '受取（他者の取り分を除く）', 'block': 'ブロック',
  'runtime ort': 'ONNX Runtime', 'runtime ep': '実行プロバイダー', 'runtime device': 'ハードウェア', 'runtime driver': 'ドライバー', 'runtime os': 'OS', 'runtime arch': 'アーキテクチャ', 'runtime optLevel': 'グラフ最適化', 'runtime threads': 'スレッド', 'runtime appVersion': 'Hearthのバージョン', 'amount': '金額', 'payable from': '支払い可能になる時刻',
};
export const factValueWords: Pack['factValueWords'] = { 'open': '公開', 'not measured': '未測定', 'named verifiers': '指名された検証者', 'client only': 'クライアントだけ', 'not reported': '報告なし', 'off': '制限なし', 'accepted': '承認', 'rejected': '拒否', 'on its way': '送信中', 'rejected by a committee of verifiers': '検証者の委員会が拒否' };
export const checkWords: Pack['checkWords'] = {
  orderSignature: '注文の署名', receiptSignature: 'レシートの署名', orderHash: '注文のハッシュ', node: 'ノード', model: 'モデル', inputRoot: '入力のルート', outputRoot: '出力のルート', decodeHash: '生成ルールのハッシュ', numericClass: '数値クラス', nonce: 'ナンス', seed: 'シード', units: '単位', stopReason: '停止の理由', deadline: '期限',
  sketchRoot: 'スケッチのルート', bundleHash: '証拠のハッシュ', runtime: 'ランタイム', votes: '投票', voucher: 'バウチャー', anchor: 'アンカー', payment: '支払い', modelFiles: 'モデルのファイル', replayRows: '再計算した行', replaySketches: '再計算したスケッチ', replayTokens: '再計算したトークン', replayClass: '再計算したクラス', chain: 'チェーン', chainAnchor: 'チェーン上のアンカー', chainPayment: 'チェーン上の支払い', rows: '行', canonicalTrace: '正準トレース', thresholds: 'しきい値', registry: '登録簿',
};

export const noticeText: Pack['noticeText'] = {
  aDevice: 'あるデバイス', theDevice: 'デバイス', noReason: '理由は示されませんでした。', ruleHolds: 'あなたのルールが成立しています', yourRules: 'あなたのルール', someKind: '名前のない方法',
  workerRestarted: { what: (device) => `${device}のワーカーが知らせなく終了しました。`, next: '新しいワーカーが動いています。仕事は続きます。' },
  jobRetried: { what: (job) => `ジョブ${job}がワーカーを失い、最初からやり直します。`, next: '終わったときの支払いは一度だけです。' },
  jobFailed: { what: (job, reason) => `ジョブ${job}が失敗しました。${reason}`, next: '何も支払われません。' },
  chainGone: { what: 'チェーンが応答しなくなりました。', whatAt: (address) => `${address}のチェーンが応答しなくなりました。`, next: 'ジョブは続きます。レシートは待ち、復帰後に決済されます。' },
  woke: { what: (span) => `マシンが${span}スリープしていました。`, next: '復帰したことは、すぐにクライアントに伝えられました。その間に期限が過ぎたジョブはクライアントに戻り、失敗にはなりません。' },
  chainBack: { what: 'チェーンが再び応答しています。', next: '待っていたレシートを決済しています。' },
  chainDoubt: {
    old: (address, age) => `チェーンのデータが${age}前のものです。${address}に新しいブロックがありません。`,
    differ: (address, other, block) => `チェーンの2つのアドレスで、ブロック${block}が食い違っています：${address}と${other}。`,
    next: 'これに基づく判断はしません。チェーンを再び信頼できるまで、注文と支払いは待ちます。',
  },
  chainSound: { what: 'チェーンのデータが再び最新になり、すべてのアドレスが一致しています。', next: '注文を引き受け、待っていたレシートを決済します。' },
  rpcSetAside: { what: (address, reason) => `チェーンのアドレス${address}は使われていません。${reason}`, next: 'ほかのアドレスがあれば、それを使います。デプロイファイルから外すか、直してください。' },
  providerRestarted: { what: 'Hearthが予期せず終了し、再起動されました。', next: '終わっていないジョブは、記録の続きから再開されました。' },
  signerRestarted: { what: '署名プログラムが終了し、再起動されました。', next: '台帳は完全です。二重に署名されたものはありません。' },
  firstReceipt: { what: '最初のレシートに署名しました。', whatFor: (job) => `ジョブ${job}の最初のレシートに署名しました。`, next: 'ジョブを開くと、このマシンでチェックできます。' },
  deviceSetAside: { what: (device) => `失敗が続いたため使用を停止しました：${device}。`, next: 'オフにしてからオンに戻すと、もう一度試せます。' },
  ruleStopped: { what: (cause, device) => `${cause}。${device}を返しました。`, next: 'ルールが許せば、自動で仕事を続けます。' },
  ruleEnded: { what: (rule, device) => `${rule}：正常に戻り、${device}は仕事を続けます。`, next: 'ここですることはありません。' },
  voided: { what: (job, reason) => `ジョブ${job}：${reason}`, next: 'ジョブを開くとトランザクションが見られます。レシートはhearth verifyで再計算できます。' },
  slashed: { what: (job, reason) => `ジョブ${job}：${reason}`, next: 'ジョブを開くとトランザクションが見られます。ステークが減ると、同時に持てる仕事も減ります。' },
  disputed: { what: (job) => `誰かが保証金を預け、ジョブ${job}のレシートに異議を申し立てました。`, next: 'Hearthがジョブを再計算し、自動で答えます。動かしたままにしてください。沈黙するとステークを失います。' },
  disputeEnded: {
    won: (job) => `ジョブ${job}の異議申し立てに勝ちました。答えは認められ、申立人の保証金の半分がこのノードのものになりました。`,
    lost: (job) => `ジョブ${job}の異議申し立てに敗れました。`,
    unproven: (job) => `ジョブ${job}の異議申し立ては証明なしに終わり、すべての保証金が返されました。`,
    next: 'ジョブを開くと経過が見られます。',
  },
  cheating: { what: (kind) => `このノードはわざと不正をしています：${kind}。`, next: '練習用ネットワークで--cheat付きで起動されました。正直に戻すには、付けずに起動してください。' },
  orderRefused: { what: (reason) => `注文を断りました。${reason}`, next: 'ここですることはありません。' },
};
export const severityWords: Pack['severityWords'] = { info: 'お知らせ', attention: '注意', failure: '障害' };
