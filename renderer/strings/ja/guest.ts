import type { Pack } from '../pack.ts';

export const limitWords: Pack['limitWords'] = {
  temperature: (stop, resume) => `${stop} °Cから、${resume} °Cに下がるまで`, disk: (size) => `空きが${size}未満`,
  powerNone: '制限なし', powerMost: (limits) => `最大${limits}`, percentOfLimit: (percent) => `上限の${percent}%`, watts: (watts) => `${watts} W`,
  energy: (wattHours) => `1日最大${wattHours} Wh`, price: (price) => `1 kWhあたり${price}を超えるとき`, profit: (least) => `1時間あたり${least}を下回るとき`, hook: (path) => `${path}がdenyのとき`,
  metered: '従量制ネットワークのとき', meteredOr: (megabytes) => `従量制ネットワーク、または1日${megabytes} MBを超えるとき`,
  battery: 'バッテリー使用時', batteryBelow: (percent) => `バッテリー使用時、${percent}%未満`, saver: 'または省電力モードのとき',
  never: 'なし', idle: (minutes) => `${minutes}分間、操作がなくなるまで`, noApps: 'まだプログラムがありません', apps: { other: '件のプログラム' }, fullScreen: 'プログラムが全画面のとき',
  memory: (percent) => `ほかが${percent}%を使うとき`, pressure: (size) => `残りが${size}未満`, stalledAbove: (percent) => `またはプログラムが時間の${percent}%をメモリ待ちに使うとき`, load: (percent) => `ほかが${percent}%使用するとき`, thenWaits: (span) => `その後${span}待つ`,
  locked: 'セッションのロック中', asleep: '画面のスリープ中', noHours: '許可された時間なし', daily: '毎日',
};
export const presetWords: Pack['presetWords'] = {
  guest: { title: 'ゲスト', what: '誰もいない間だけ働きます。' },
  balanced: { title: 'バランス', what: 'ゲームとバッテリーに場所を譲ります。' },
  dedicated: { title: '専用', what: '安全の範囲内で、いつも働きます。' },
};
export const classWords: Pack['classWords'] = {
  safety: { title: '安全', what: 'すべてに優先し、「再開」でも無視されません。' },
  user: { title: 'あなたの指示', what: 'あなたによる一時停止です。一時停止ボタンで設定します。' },
  money: { title: 'お金', what: '電力、その料金、そして収入。' },
  presence: { title: '使用中', what: 'あなたやほかのプログラムがマシンを使いたいとき。' },
  schedule: { title: '時間帯', what: '最後に考慮されます。' },
};
export const giveBackChoices: Pack['giveBackChoices'] = { throttle: '速度を落とす', unload: 'ジョブの合間にメモリを空ける', finish: 'ジョブを終えてから止まる', kill: 'すぐに止まる' };
export const giveBackWords: Pack['giveBackWords'] = {
  throttle: '速度を落として仕事を続けます', unload: 'ジョブの合間はメモリにモデルを残しません', finish: '実行中のジョブが終わってから、メモリを空けます', kill: '実行中のジョブを返し、すぐにメモリを空けます',
};

export const ruleText: Pack['ruleText'] = {
  fault: { title: '使用停止', cause: (why) => `デバイスは使用を停止しています：${why}`, unnamed: '何度も失敗しました', ends: 'もう一度試すと' },
  temperature: { title: '温度', cause: (is, most) => `デバイスは${is} °Cで、許可の上限は${most} °Cです`, hot: 'マシンが熱いとシステムが伝えています', ends: (most) => `${most} °Cより数度下がると`, endsHot: '冷えると' },
  disk: { title: 'ディスク', cause: (free, least) => `ディスクの空きは${free}で、${least}必要です`, full: 'ディスクがいっぱいです', ends: '空きができると' },
  pause: { title: 'あなたの一時停止', cause: 'あなたが一時停止しました', ends: 'あなたが再開すると' },
  power: { title: '消費電力', cause: (is, most) => `デバイスの消費電力は${is} Wで、許可の上限は${most} Wです`, ends: (most) => `${most} Wを下回ると` },
  energy: { title: '1日の電力量', cause: (used, most) => `今日は${used} Whを使い、1日の予算は${most} Whです`, ends: '午前0時に' },
  price: { title: '電気料金', cause: (is, most) => `電気料金は1 kWhあたり${is}で、支払いの上限は${most}です`, ends: '電気料金が下がると' },
  profit: { title: '最低の利益', cause: (is, least) => `仕事の収入は電気代を引いて1時間あたり${is}で、最低の希望は${least}です`, ends: '収入が増えると' },
  hook: { title: '制御ファイル', cause: '制御ファイルがdenyになっています', ends: 'allowになると' },
  metered: { title: '従量制ネットワーク', cause: 'ネットワークが従量制です', cap: (used, most) => `今日の通信量は${used} MBで、1日の上限は${most} MBです`, ends: '従量制でないネットワークになると', endsCap: '午前0時に' },
  battery: { title: 'バッテリー', cause: 'マシンがバッテリーで動いています', at: (percent) => `マシンがバッテリーで動いており、残り${percent}%です`, saver: '省電力モードがオンです', ends: '電源につながると', endsSaver: 'オフになると' },
  idle: { title: '空いているときだけ', cause: (ago) => `${ago}前に操作がありました`, unmeasured: '少し前に操作がありました', ends: (wait) => `${wait}の間、キーもクリックもなければ`, endsSome: 'しばらくキーもクリックもなければ' },
  apps: { title: '登録したプログラム', cause: (name) => `${name}が動いています`, unnamed: '登録したプログラム', ends: '終了してまもなく' },
  fullScreen: { title: '全画面', cause: (name) => `${name}が全画面です`, unnamed: 'プログラム', ends: '終了してまもなく' },
  memory: { title: 'ほかのためのメモリ', cause: (percent) => `ほかのプログラムがデバイスのメモリを${percent}%使っています`, ends: '手放されてまもなく' },
  dataLimit: { title: 'データ量の上限', cause: { sentDay: (most) => `今日の送信データ${most}を使い切りました`, sentMonth: (most) => `今月の送信データ${most}を使い切りました`, receivedDay: (most) => `今日の受信データ${most}を使い切りました`, receivedMonth: (most) => `今月の受信データ${most}を使い切りました` }, endsDay: '午前0時に', endsMonth: '翌月に' },
  clock: { title: '時計のずれ', ahead: (seconds) => `このマシンの時計がチェーンより${seconds}秒進んでいるため、期限を信頼できません`, behind: (seconds) => `このマシンの時計がチェーンより${seconds}秒遅れているため、期限を信頼できません`, ends: '時計が合うと' },
  pressure: { title: 'メモリ不足', cause: (free, least) => `全プログラム用のメモリが残り${free}で、${least}必要です`, stalled: (percent) => `プログラムが時間の${percent}%を超えてメモリを待っています`, low: 'メモリが足りなくなってきたとシステムが伝えています', ends: 'メモリに余裕ができてまもなく' },
  load: { title: 'ほかの仕事', cause: (percent) => `ほかのプログラムがデバイスを${percent}%使っています`, ends: 'それが終わってまもなく' },
  session: { title: 'ロックまたは消灯', cause: 'セッションがロックされています', dark: '画面がスリープしています', ends: 'ロックが解除されると', endsDark: '画面が点くと' },
  schedule: { title: '週の時間帯', cause: '今は働く時間帯ではありません', ends: '次に許可された時間帯に' },
};
export const ruleSentences: Pack['ruleSentences'] = {
  verbs: { throttle: '減速中', unload: '稼働中（ジョブの合間はメモリを空ける）', finish: '一時停止中', kill: '一時停止中' },
  said: (verb, cause) => `${verb}：${cause}。`, inOrder: (title) => `「${title}」は正常に戻りました`,
  resumes: (ends) => `${ends}再開します。`, fullSpeed: (ends) => `${ends}全速に戻ります。`,
  inAMoment: 'まもなく', byItselfIn: (span) => `${span}後に自動で`, byItselfAt: (clock) => `${clock}に自動で`,
  free: '働けます。', also: (titles) => `ほかにも：${titles}。`,
};

export const guestWords: Pack['guestWords'] = {
  pauseDevice: (name) => `${name}を一時停止`, pause: '一時停止', resume: '再開', resumeDevice: (name) => `${name}を再開`, tomorrow: (clock) => `明日の${clock}まで`,
  atOnce: '実行中のジョブをすぐに返す', atOnceWhy: 'そうでなければ、終わるのを待ちます。',
  why: { open: '理由', title: '何がこれを決めているか', none: 'まだどのデバイスについても決まっていません。', free: '止めているルールはありません。', read: '測定値', limit: '制限', since: '開始', does: '動作', ends: '終了', also: 'ほかに成立', blind: 'ここでは守れません', allRules: 'すべてのルール', noName: '名前のないデバイス' },
  promise: (p50, count) => `メモリの返却${p50}（${count}の中央値）`, promiseNone: '返却：未計測', allDevices: 'すべてのデバイス',
  promiseLong: (count, p50, p95) => `きっかけからメモリが空くまで、直近${count}：半数は${p50}以内、95%は${p95}以内。`, promiseNoneLong: 'メモリの返却の速さは、ルールが初めて取り戻すときに計測されます。', promiseTimes: { other: '回' },
  reading: { temperature: '温度', power: '消費電力', load: '負荷', memory: 'メモリ', ofLimit: (watts, limit) => `${watts} / ${limit}`, mine: '自分', others: 'ほか', free: '空き', used: '使用中', ofOthers: (share) => `ほかが${share}`, whose: '使用者はドライバーからは分かりません', memoryLabel: (said) => `メモリ：${said}` },
  devices: {
    title: 'デバイス', waiting: 'デバイスを探しています。', empty: 'デバイスが見つかりませんでした。', emptyNext: 'Hearthは起動時にもう一度探します。プロセッサーだけでも十分です。', history: '最近', historyWaiting: '記録を読み込んでいます。', historyEmpty: 'このデバイスの記録はまだありません。', historyEmptyNext: 'Hearthの動作中は、1分ごとに値を記録します。',
    span: '期間', spans: { day: '24時間', week: '7日間' }, measure: '項目', measures: { temperature: '温度', power: '消費電力', load: 'ほかの仕事', memory: 'ほかのメモリ' }, table: '表で見る', gap: '記録なし', chart: (what, name) => `${name}の${what}`, from: '開始', noneOf: (what) => `${what}：この期間の報告はありません。`,
    health: '健全性', healthy: '最後の成功以降、ここでワーカーを失ったジョブはありません。', lost: (count) => `ここで続けてワーカーを失ったジョブ：${count}。3件になるとデバイスの使用を停止します。`, setAside: '使用停止', setAsideNext: 'もう一度試すか、ドライバーが変わるまで、ジョブは割り当てられません。', retry: 'もう一度試す', when: (clock) => `${clock}から`, healthUnknown: '健全性を読み込んでいます。',
    identity: '識別情報', id: 'ID', vendor: 'メーカー', driver: 'ドライバー', driverBuilt: (a, b) => `${a}（${b}作成）`, driverAgeless: (a) => `${a}（古さは不明）`, memory: 'メモリ', runs: '計算方法', rules: 'このデバイスのルール', rulesNone: 'ルールはありません。いつも働きます。', own: '専用', general: 'すべてのデバイス', edit: 'ルールを変更',
  },
  rules: {
    title: 'ルール', waiting: 'ルールを読み込んでいます。', presets: 'プリセット', presetsWaiting: 'プリセットを読み込んでいます。', presetsEmpty: 'プリセットはありません。', presetsWhy: '3つのふるまい方を数値で示します。ルールを変えると、あなた独自のものになります。', inUse: '使用中', use: (name) => `「${name}」を使う`, rule: 'ルール', notIn: 'なし', own: '独自のルールを使用中です。',
    all: 'すべてのルール', allWhy: '最初に成立したものが理由となり、最も厳しいものが実行されます。', empty: 'ルールがありません。Hearthはいつも働きます。', emptyNext: '上のプリセットを使うか、ルールを追加してください。', add: '追加', addRule: (title) => `ルールを追加：${title}`, remove: '削除', removeRule: (title) => `ルールを削除：${title}`, onRule: (title) => `ルール：${title}`, edit: '変更', editRule: (title) => `ルールを変更：${title}`, notSet: '未設定',
    scope: '対象', every: 'すべてのデバイス', general: 'すべてのデバイスと同じ', ownHere: '専用', makeOwn: '専用にする', backToGeneral: 'すべてのデバイスと同じにする', holds: (names) => `現在の対象：${names}`, blind: (names, reason) => `${names}では守れません：${reason}`, does: '動作',
    changed: (count) => `${count}が未保存`, changes: { other: '件の変更' }, save: '保存', undo: '元に戻す', redo: 'やり直す', discard: '破棄', saved: '保存しました。', tookPreset: (title) => `「${title}」を使用中です。`, undoSaved: '元に戻す', elsewhere: 'その間に別の場所でルールが変更されました。保存すると置き換わります。', between: (least, most) => `${least}から${most}までの数値`, notEmpty: '空にはできません',
    simulator: '先週ならどうなっていたか', simulatorWhy: '記録された1週間を、これらのルールで再現します。あなた自身の一時停止は含みません。', simWaiting: '1週間を再現しています。', simEmpty: 'まだ記録がありません。', simEmptyNext: 'Hearthの動作中は、1分ごとに値を記録します。最初の1時間が過ぎるとシミュレーターを使えます。', withSaved: '保存済みのルール', withDraft: '変更後', span: (from, to, samples) => `${from}～${to}、${samples}件の記録`,
    outcome: { work: '稼働', throttled: '減速', stopped: '停止', unknown: '記録なし' }, byRule: (title) => `停止の理由：${title}`, picture: (name) => `${name}：日ごとの停止していたはずの時間`, pictureNote: '印あり：停止。印なし：稼働、減速、または記録なし。', stops: (count) => `${count}を表で見る`, stopsWords: { other: '回の停止' }, noStops: '一度も停止しなかったはずです。', from: '開始', to: '終了', took: '長さ', manyStops: '最初の1000件だけを表示しています。',
  },
  fields: {
    stopCelsius: '停止する温度', bandCelsius: '再開までの低下幅', freeBytesLeast: '空けておく容量', availableBytesLeast: '全体のために空けるメモリ', stalledPercentMost: 'プログラムのメモリ待ち', percentMost: '上限に対する割合', wattsMost: '最大ワット', wattHoursPerDay: '1日の電力量', mostPerKilowattHour: '1 kWhあたりの支払い上限', leastPerHour: '1時間あたりの最低収入', path: 'allowかdenyを書くファイル', megabytesPerDay: '1日の通信量の上限', percentLeast: 'バッテリー使用時、これ未満', onSaver: '省電力モードで停止', minutes: '操作がない時間', names: 'プログラム（1行に1つ）', addProgram: '実行中のものを追加', resumeAfterSeconds: 'その後の待ち時間', othersPercentMost: 'ほかの使用', stopsWhenLocked: 'ロック中は停止', stopsWhenDisplayAsleep: '画面のスリープ中は停止',
    optional: '空欄：制限なし', window: '時間帯', windowFrom: '開始', windowTo: '終了', addWindow: '時間帯を追加', removeWindow: 'この時間帯を削除', exception: '例外の日', exceptionDate: '日付', exceptionAllows: '一日中働く', exceptionDenies: '働かない', addException: '日付を追加', removeException: (date) => `${date}を削除`,
  },
  profitUnknown: { firstDay: '自分の実績が1日分に足りません', partly: 'このデバイスのジョブがすべて計測されたわけではありません', noMeter: 'ここでは電力計を読み取れるデバイスがありません', noTariff: '電気料金が設定されていません', noRate: 'コインの価値が設定されていません', twoCurrencies: '電力とコインが別々の通貨で数えられています' },
};
