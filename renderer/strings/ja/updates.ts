import type { Pack } from '../pack.ts';

export const updateWords: Pack['updateWords'] = {
  title: 'アップデート', why: 'このHearthに付属する鍵で署名されたアップデートだけを受け入れます。',
  off: { headless: 'このHearthはウィンドウなしで動いています。インストールした方法（npmまたはソース）で更新してください。', source: 'このHearthはソースから動いています。新しいバージョンはソースとともに届きます。', noFeed: 'このビルドにはアップデートの問い合わせ先がありません。', noKey: 'このビルドにはアップデートを確かめる鍵がないため、受け入れません。', packaged: 'このパッケージはインストールした方法で更新してください。' },
  choice: 'アップデートの方法', choices: { automatic: '自動', ask: '確認する', never: 'しない' }, choiceWhy: { automatic: '自動で取得し、Hearthの終了時にインストールします。', ask: 'お知らせします。指示があるまで何も取得しません。', never: 'ボタンを押したときだけ確認します。' },
  check: '今すぐ確認', checking: 'アップデートを探しています。', checked: (when) => `最後の応答：${when}`, none: '新しいバージョンは見つかっていません。',
  available: (version) => `バージョン${version}が公開されました。`, fetch: '取得する', downloading: (version, percent) => `バージョン${version}を取得中：${percent}`,
  ready: (version) => `バージョン${version}を取得し、確認しました。`, atQuit: 'Hearthの終了時にインストールします。', atWill: '指示があればインストールします。', install: 'インストールして再起動', installWhy: '実行中のジョブを先に終わらせます。', waiting: (version) => `実行中のジョブが終わりしだい、バージョン${version}をインストールします。`,
  changes: (version) => `バージョン${version}の変更点`,
  problems: { signature: 'バージョンの一覧に、このHearthが知る鍵の署名がありません。何も取得していません。', feed: 'バージョンの一覧は署名されていますが、許されない内容があります。何も取得していません。', older: 'バージョンの一覧が、以前のものまたは実行中のものより古いです。何も取得していません。', tampered: 'パッケージが署名されたものと違うか、欠けています。破棄しました。', tooLong: '応答が許された長さを超えたため、打ち切りました。', unreachable: '応答がありません。あとでまた問い合わせます。', disk: 'パッケージを書き込めないか、古いものを残せませんでした。空きを作ってやり直してください。', notInstalled: 'システムがパッケージをインストールしませんでした。古いバージョンが動いています。' },
  rolledBack: (from, to) => `バージョン${from}は2回の起動で準備が整わず、${to}に戻りました。そのバージョンは再び提示されません。`,
};
