import type { Pack } from '../pack.ts';

export const approveWords: Pack['approveWords'] = {
  asking: 'どうなるかを署名プログラムとチェーンに問い合わせています。',
  account: (name) => `${name}が署名します。`,
  sent: '送信しました。ブロックに入ると有効になります。それまで、ここでは何も変わりません。',
  transactions: 'トランザクション', transactionsEmpty: 'まだ何も送信していません。', transactionsEmptyNext: 'ここで署名したものは、ブロックに入るまで保留中として表示されます。', transactionsWaiting: 'トランザクションを読み込んでいます。',
};

export const benchmarkWords: Pack['benchmarkWords'] = {
  title: 'セルフテストと速度', run: '今すぐテスト', again: 'もう一度テスト', cancel: 'キャンセル', waits: '順番とルールの許可を待っています。', none: 'まだテストしていません。', noneNext: '新しいデバイスは、空いているときに自動でテストされます。',
  steps: { load: '読み込み中：', check: '比較中：', prefill: 'プロンプトを読み取り中：', decode: '生成中：', classify: '分類中：' }, step: (what, model, done, of) => `${what}${model}、${done}/${of}`,
  progress: 'テストの進行状況',
  verdict: { sound: '正しく計算しています。', wrong: '正しい値と異なる計算結果でした。', unproven: 'ここでは比較できるものがありませんでした。' },
  failed: (reason) => `テストは終了しませんでした：${reason}。`,
  check: { integers: '8ビットの積', sevenBits: '重みが7ビットの8ビットの積', output: '出力（ビット単位）', sketches: 'スケッチをプロセッサーと比較', tokens: 'トークンをプロセッサーと比較', vectors: 'ベクトルをプロセッサーと比較' },
  state: { passed: '合格', failed: '不合格', notChecked: '未チェック' },
  integersOnly: '整数モデルは扱えません。', sevenBitsOnly: '整数モデルのうち、重みが7ビットのものを扱えます。', noMeter: '不明：電力計なし', head: { model: 'モデル', prefill: 'プロンプト', decode: '出力', energy: '電力' },
  perSecond: (rate, kind) => `${rate} ${kind === 'generate' ? 'トークン/秒' : '件/秒'}`, joules: (joules, kind) => `${kind === 'generate' ? '1トークン' : '1件'}あたり${joules} J`,
  with: (when, driver, runtime) => `${when}にテスト、${driver === null ? 'ドライバー不明' : `ドライバー${driver}`}、ランタイム${runtime}。`, checks: 'すべてのチェック',
};

export const stakingWords: Pack['stakingWords'] = {
  title: 'ステーキング', staked: 'ステーク中', waiting: 'チェーンからステークを読み込んでいます。', unbound: 'このノードはまだどの運営者にも結び付けられていません。', unboundNext: '運営者が一度だけ、永続的に結び付けます。その後、ノードのためにステークできます。練習用ネットワークでは、Hearthが数秒で自動的に行います。',
  allows: (limit, used) => `${limit}相当のジョブまで同時に支払いを待てます。現在は${used}が待っています。`, allowsNothing: 'ステークがないため、支払い待ちのジョブを持てず、注文を引き受けられません。',
  age: (age) => `チェーンのデータは${age}前のものです。これをもとに判断しないでください。最新になるまで署名はできません。`,
  figures: {
    required: '現在必要な額', requiredWhy: '進行中のジョブと席のために残す必要があります', surplus: '取り戻せる額', surplusWhy: 'ステーク中で、必要ではない分', inFlight: '進行中のジョブ', inFlightWhy: (share) => `ステークで許される額の${share}`,
    unbonding: '解除中', unbondingNone: '解除中のものはありません', atRisk: '現在のリスク', atRiskWhy: (percent) => `過失が1つ証明されると${percent}が没収されます`, slashed: 'これまでの没収', slashedNever: 'なし', slashedTimes: { other: '回' },
  },
  unbonding: { running: (left) => `あと${left}`, ready: '解放できます', until: (when) => `${when}まで`, free: '解放する', freeSentence: (amount) => `${amount}を解放します。再び送信できるようになります。` },
  operator: { title: '操作できる人', is: '運営者', none: 'アカウントなし', noKey: 'その鍵はこのウォレットにないため、ここでは署名できません。', noKeyPractice: '練習用ネットワークでは、Hearthが作ったアカウントです。テスト用の鍵（データフォルダーのpractice/keys.jsonにあるoperator）をウォレットにインポートしてここで操作するか、ターミナルでhearth stakeを使ってください。', toWallet: 'ウォレットへ', waiting: '鍵を保管する署名プログラムを待っています。' },
  acts: { stake: 'ステークを増やす', unstake: '解除する', amount: '金額', review: '確認', cancel: 'キャンセル', bad: '金額は数字です。小数点と、その後18桁まで使えます。', zero: '金額がゼロです。', tooMuch: (has) => `ステーク中なのは${has}だけです。`, stakeGo: '署名してステーク', unstakeGo: '署名して解除', withdrawGo: '署名して解放' },
  preview: {
    title: '何が変わるか', now: '現在', after: 'その後', staked: 'ステーク中', limit: '同時に待てる額', free: '取り戻せる額', worst: '過失が1つ証明されたときの没収', worstWhy: (percent) => `ステーク中と解除中の全額の${percent}、次の過失でもさらに同じ割合：最悪の場合はすべて失います`,
    lock: (span) => `取り戻すには、申し出た日から${span}かかり、それまでは没収されることがあります。`,
    buysNothing: '今日の収入は増えません。制限になっているのはステークではありません。', buysUnknown: 'どれだけ増えるかは分かりません。このマシンにはまだ丸1日分の支払いがありません。', buys: (most) => `注文が十分にあれば、1日あたりゼロから最大${most}まで収入が増える可能性があります。`,
  },
  warnings: {
    inactive: (models) => `ステークがなくなります。ノードは${models}すべてで注文を受けなくなります。`, models: { other: '件のモデル' }, belowRequired: '進行中のジョブに必要な額を下回ります。それらが支払われるまで、新しい仕事は引き受けません。', seats: '検証者の席にはこのステークが必要です。席を離れるまで、チェーンは拒否します。',
    restarts: (wait) => `すでに一部が解除中です。これが加わるとカウントダウンがやり直しになり、全体がまた${wait}待ちます。`, slashable: 'すぐに数えられなくなり、解放するまでは没収されることがあります。',
  },
  stakeSentence: (amount) => `運営者のコイン${amount}を、このノードのためにロックします。`, unstakeSentence: (amount, span) => `ステークから${amount}を取り出します。${span}後に解放できます。`,
  slashes: {
    title: '没収されたもの', empty: '没収されたことはありません。', emptyNext: '没収があると、理由、対象のレシート、自分でチェックするための証拠とともにここに表示されます。',
    why: { fault: '証明された過失', dispute: '異議申し立てでの敗北', vote: '異なる2つの投票', refund: '法廷が決めた返金', unknown: '法廷による没収' },
    job: '対象のジョブ', noJob: 'このマシンには対応するジョブがありません', subject: '証拠のハッシュ', by: '示した人', at: '日時', tx: 'トランザクション', rule: 'ルール',
    rules: { fault: 'それ自身のバイト列から偽物と分かるレシートは、誰でもチェーンに示せます。', dispute: '別のノードがジョブを再計算し、誤っている演算子を特定しました。', vote: '検証者は1つのレシートに1つの投票だけを署名します。', refund: 'ジョブが偽と判定されたクライアントには、ステークから返金されます。', unknown: 'このトランザクションは、このバージョンが知るルールを示していません。' },
    final: 'チェーン上に控訴はありません。証明はコントラクトがその場で、最終的に判断します。証拠パッケージがあれば、あなたもほかの人もチェックできます。', export: '証拠パッケージを作成',
  },
};

export const parameterWords: Pack['parameterWords'] = {
  AuditFloorBps: { title: '監査するレシートの割合', what: '各ノードのレシートのうち、少なくともこの割合を監査' },
  FirstJobsAudited: { title: '監査する最初のジョブ数', what: '新しいノードの最初のジョブは、この数だけすべて監査' },
  FirstCommittee: { title: '第1委員会', what: '最初に見る検証者の数' },
  SecondCommittee: { title: '第2委員会', what: '最初の意見が割れたときに見る検証者の数' },
  FinalCommittee: { title: '最終委員会', what: '最後に決める検証者の数' },
  CommitSeconds: { title: '投票を確定する時間', what: '遅れた検証者は発言権を失う' },
  RevealSeconds: { title: '投票を公開する時間', what: '遅れた検証者は発言権を失う' },
  ResponseSeconds: { title: '異議申し立てに答える時間', what: 'これより長く黙っている被告のノードは負ける' },
  DisputeBondWei: { title: '異議申し立ての最低保証金', what: '申し立てる人が預け、勝った側が受け取る' },
  RejectBondWei: { title: '却下の保証金', what: '委員会を求める人が預ける' },
  VerifierPayWei: { title: '検証者の報酬', what: 'レシート1件を見るごと' },
  VerifierPayMaxBps: { title: '検証者の報酬の上限', what: 'ジョブの価格に対する割合' },
  FaultSlashBps: { title: '証明された過失の没収', what: 'ステーク中と解除中の全額に対する割合' },
  SilenceSlashBps: { title: '沈黙による没収', what: '異議申し立てに期限内に答えないとき、ステーク中と解除中の全額に対する割合' },
  VerifierSlashBps: { title: '異なる2つの投票の没収', what: '検証者のステークに対する割合' },
  UnbondingSeconds: { title: '解除にかかる時間', what: '取り戻しを申し出たステークが待つ長さ' },
  ClaimSeconds: { title: '請求が支払われるまでの時間', what: 'この間、クライアントは異議を唱えられる' },
  SeatStakeWei: { title: '検証者の席に必要なステーク', what: '新しい席1つごとに必要な額' },
  RegistrationSeconds: { title: 'モデル登録後の待ち時間', what: 'ロイヤルティを得られるようになるまで' },
  SnapshotAgeSeconds: { title: '検証者名簿の時点', what: '委員会は、これだけ前の名簿から抽選' },
  DisputeBondBps: { title: 'ステークに応じた異議申し立ての保証金', what: '申し立てられた側のステーク中と解除中の全額に対する割合。これだけを預け、最低保証金は下回らない' },
};

export const governanceWords: Pack['governanceWords'] = {
  title: 'ガバナンス', waiting: 'チェーンから提案を読み込んでいます。', back: 'すべての提案',
  votes: 'あなたの票', noWallet: 'ウォレットにアカウントがないため、投票に使うものがありません。提案を読むことはできます。',
  accountLine: { self: '自分で投票', nobody: '委任するまで、このコインで投票する人はいません', given: '票の委任先', holds: (amount) => `保有${amount}`, watch: '監視のみ、鍵はここにありません' },
  delegate: { go: '委任する', toSelf: '自分で投票する', back: '取り戻す', title: 'このコインで投票する人', to: '投票するアカウント', toHint: '0xと16進数40桁です。コインはそのままで、票だけが移ります。いつでも取り戻せます。', review: '確認', sign: '署名して委任', cancel: 'キャンセル', noExpiry: 'チェーンに終了日はありません。取り戻すまで有効です。', bad: 'アドレスではありません。', sentence: (to) => `このアカウントのすべてのコイン（ステーク中を含む）の票を${to}に渡します。`, sentenceSelf: 'アカウントが自分のコイン（ステーク中を含む）で投票します。' },
  proposals: '提案', filter: { label: '表示', open: '受付中', upcoming: '開始前', closed: '終了' },
  empty: { open: '受付中の提案はありません。', upcoming: '開始前の提案はありません。', closed: '決まった提案はまだありません。' }, emptyNext: '十分な票があれば、誰でも提案できます。', notAll: (shown, total) => `${total}件のうち、新しい${shown}件を表示しています。`,
  state: { pending: 'まもなく開始', active: '受付中', canceled: '取り下げ', defeated: '否決', succeeded: '可決、キュー登録待ち', queued: '可決、待機中', expired: '可決されたが実行されず', executed: '実行済み' },
  support: { for: '賛成', against: '反対', abstain: '棄権' },
  ends: (left, when) => `あと${left}で終了、${when}`, opens: (left, when) => `あと${left}で開始、${when}`, ended: (when) => `${when}に終了`, executable: (left) => `あと${left}で実行可能`, executableNow: '今すぐ実行可能',
  votedFor: (how, weight) => `投票済み：${how}、${weight}。`, youHave: (weight) => `ここでの票は${weight}です。`, noPower: '開始時に票がなかったため、この提案には投票できません。', noPowerYet: 'このままでは、この提案に使える票がありません。開始前に委任してください。',
  quorum: (now, needed) => `必要な${needed}のうち${now}が参加`, bar: (f, a, n) => `賛成${f}、反対${a}、棄権${n}`,
  effect: 'あなたのノードで何が変わるか', description: '提案者の説明', descriptionWhy: '第三者が書いたもので、プレーンテキストとして表示しています。Hearthは中のアドレスを開きません。Hearthの関係者が書いたものでもありません。', cut: '続きがあります。全文はチェーン上にあります。', noDescription: 'なし。', raw: 'チェーン上の呼び出しそのもの', target: '呼び出し先', value: '送信額', proposer: '提案者', id: '提案', moreActions: (n) => `呼び出しは${n}件あります。最初の10件だけを表示しています。`,
  timeline: '進み具合', result: '現在の票',
  vote: { title: 'あなたの投票', account: '投票するアカウント', how: '投票内容', reason: '理由（任意）', reasonHint: 'このアカウントの名で、チェーン上に永久に残り、誰でも読めます。', left: (n) => `残り${n}文字`, review: '確認', sign: '署名して投票', final: '投票は変更できません。', sentence: (how, weight) => `${how}に${weight}で投票します。`, reasonShown: '理由を添えて', stored: 'チェーンに保存された理由', closed: '投票は終了しました。', noKey: '票を持つアカウントの鍵が、このウォレットにありません。' },
  queue: { go: 'キューに入れる', sentence: '可決された提案をタイムロックに渡します。誰でも行え、かかるのは手数料だけです。', sign: '署名してキューに入れる' },
  execute: { go: '実行する', sentence: '提案を実行します。誰でも行え、かかるのは手数料だけです。', sign: '署名して実行' },
  propose: {
    go: '変更を提案', title: '変更を提案', what: '内容', kinds: { setParameter: '統治される数値', grant: '助成金' }, parameter: '数値', value: '新しい値', bounds: (low, high) => `${low}から${high}まで。`, to: '宛先', amount: '金額', held: (amount) => `トレジャリーには${amount}あります。`,
    why: '理由', whyHint: '1行目がタイトルになります。チェーン上に永久に残ります。', review: '確認', sign: '署名して提案', cancel: 'キャンセル', threshold: (needed, has) => `提案には${needed}票が必要です。このアカウントは${has}です。`, badValue: 'その値は使えません。', outOfBounds: '範囲外の値はコントラクトが拒否します。', badAddress: 'アドレスではありません。', same: '現在の値と同じです。',
    unit: { Wei: 'コイン単位', Bps: 'パーセント', Seconds: '秒単位', count: '整数' }, sentence: (change) => `提案：${change}`,
  },
  treasury: { title: 'トレジャリー', held: '保有', due: '受け取り待ち', pool: '検証者の基金', issued: '新しく作られたコイン', issuedOf: (cap) => `最大${cap}のうち`, split: '支払いごとの配分', splitWords: (node, verifiers, app, treasury) => `ノードに${node}、検証者に${verifiers}、アプリに${app}、トレジャリーに${treasury}。ロイヤルティはノードの分から支払われます。` },
  notFound: 'チェーンにその提案はありません。',
  effects: {
    set: (title, now, then) => `${title}：${now} → ${then}。`,
    seatShort: (short) => `新しい席には、自由に使える額より多く必要になります。あと${short}足りません。`, seatEnough: '自由に使える額で、新しい席に足ります。', seatsHeld: (n) => `現在の${n}席は、取得時のステークのままです。`,
    fault: (then, now) => `このノードの過失が1つ証明されると${then}が没収されます。現在は${now}です。`, silence: (then, now) => `このノードが異議申し立てに答えないと${then}が没収されます。現在は${now}です。`,
    unbonding: (then) => `その後に取り戻しを申し出たステークは${then}待ちます。すでに解除中のものの日付は変わりません。`, audits: (then, now) => `あなたのレシートのおよそ${then}が監査されます。現在は${now}です。`,
    none: (what) => `あなたに影響はありません：${what}。`, treasury: (amount, share) => `${amount}がトレジャリーから出ます（保有額の${share}）。あなたのものは動きません。`, treasuryShort: (amount) => `助成額${amount}はトレジャリーの保有額を超えるため、失敗します。`, unknown: 'このバージョンのHearthには、これが何をするのか分かりません。下の呼び出しを読み、理解できる場合だけ投票してください。', noStake: 'このノードのステークが今は分からないため、コインでいくらになるかは示せません。',
  },
};
