import type { Pack } from '../pack.ts';

export const trayWords: Pack['trayWords'] = {
  starting: '起動中', finishing: { other: '件のジョブを終えてからHearthを終了します' },
  today: (amount) => `今日: ${amount}`, todayHidden: '今日: ウォレットがロックされている間は表示しません', testMoney: (amount) => `${amount}（テスト通貨）`, lessThan: (amount) => `${amount}未満`,
  jobsToday: (paid, rejected) => `今日のジョブ: 支払い済み${paid}件、拒否${rejected}件`, gaveBack: (span) => `前回は${span}でメモリーを返しました`,
  open: 'Hearthを開く', why: 'なぜ?', notices: (count) => `通知（${count}）`, lock: 'ウォレットをロック', startAtLogin: 'ログイン時に起動', behave: 'ふるまい',
  quit: '終了', quitNow: '今すぐ終了', quitAfter: '実行中のジョブの後で終了',
  pause: '一時停止', pauseOne: '1台だけ一時停止', resume: '再開', resumeOne: (device) => `${device}を再開`,
  pauses: { minutes15: '15分間', hour: '1時間', hours4: '4時間', morning: '08:00まで', resumed: '再開するまで' },
  device: { working: '動作中', ready: '待機中', off: 'オフ', unusable: '使えません', setAside: '失敗が続いたため外しています', paused: 'あなたが一時停止中', ruled: 'ルールにより一時停止中', jobs: { other: '件のジョブ' }, progress: (jobs, percent) => `${jobs}、${percent}完了` },
  noTray: { title: 'Hearth は動作を続けています', body: 'このデスクトップにはトレイアイコンが表示されません。ウィンドウを表示するには Hearth をもう一度起動してください。終了は設定から行えます。' },
  update: {
    fetch: (version) => `バージョン${version}を取得`, fetching: (version, percent) => `バージョン${version}を取得中: ${percent}`, install: (version) => `バージョン${version}をインストールして再起動`,
    installAfter: (version) => `実行中のジョブの後でバージョン${version}をインストール`, waits: (version) => `ジョブが終わるとバージョン${version}がインストールされます`,
  },
};
