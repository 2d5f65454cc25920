import { formatBytes } from '../../format/numbers.ts';
import { formatSpan } from '../../format/time.ts';
import { coinsOf, isOwnLimit } from '../errors.ts';
import { faultTitle } from '../faults.ts';
import type { Pack } from '../pack.ts';

const theirRequest = '注文は引き受けられませんでした。ここですることはありません。';
const unpaid = 'このジョブには何も支払われません。';
const refused: Readonly<Record<string, string>> = { kind: 'この種類のジョブ', model: 'このモデル', client: 'このクライアント' };

export const fieldWords: Pack['fieldWords'] = { missing: 'ここを入力してください。', number: '数字を入力してください。', least: (least) => `${least}以上にしてください。`, most: (most) => `${most}以下にしてください。`, shape: '書き方が違います。' };

export const faultWords: Pack['faultWords'] = {
  equivocation: '同じ番号の2つのレシート', order: '注文と矛盾している', plan: '別の監査計画', seed: 'クライアントが引いたものと別のシード', class: '注文と別の数値クラス',
  stop: '停止ルールに反している', dispute: '異議申し立てで敗れた', foreignAnchor: '別のノードのレシートをアンカーした',
};
export const unknownFailure: Pack['unknownFailure'] = { what: (code) => `このページでは説明できないことが起こりました（${code}）。`, next: '失われたものはありません。また起こる場合は、ログに詳細があります。' };

export const errorWords: Pack['errorWords'] = {
  'internal': ({ incident }) => ({ what: `Hearthの内部で問題が起こりました（インシデント${incident}）。`, next: 'ログにこの番号で記録されています。' }),
  'usage.invalid': ({ reason }) => ({ what: `それはできません：${reason}。`, next: '何も変更されていません。' }),

  'bridge.malformed': () => ({ what: 'ページとHearthの間で話が通じませんでした。', next: 'ページを再読み込みしてください。バージョンが異なる可能性があります。' }),
  'bridge.unknownCommand': ({ command }) => ({ what: `このHearthは「${command}」を知りません。`, next: 'ページを再読み込みしてください。ページのほうが新しい可能性があります。' }),
  'bridge.closed': () => ({ what: 'Hearthが応答しません。', next: 'ページは試し続けます。Hearthを停止した場合は、もう一度起動してください。' }),
  'bridge.forbidden': () => ({ what: 'このページには、このHearthへの鍵がありません。', next: 'Hearthが起動時に表示したアドレスを開いてください。アドレスは起動ごとに変わります。' }),

  'host.alreadyRunning': ({ dataFolder }) => ({ what: `別のHearthがすでに${dataFolder}を使っています。`, next: 'そちらを使うか、別のデータフォルダーでこちらを起動してください。' }),
  'host.notRunning': ({ dataFolder }) => ({ what: `${dataFolder}で動いているHearthはありません。`, next: '先に起動してください。' }),
  'host.portBusy': ({ port }) => ({ what: `ポート${port}は別のプログラムが使っています。`, next: '別のポートを選ぶか、指定せずにHearthに探させてください。' }),
  'host.programFailed': ({ program, reason }) => ({ what: `プログラム${program}が起動しませんでした：${reason}。`, next: 'Hearthがもう一度試します。' }),
  'host.pageMissing': ({ folder }) => ({ what: `${folder}にページがビルドされていません。`, next: 'npm run build:pageでビルドしてください。' }),
  'update.off': () => ({ what: 'このHearthは自分では更新しません。', next: '理由は設定にあります。' }),

  'storage.unreadable': ({ path, reason }) => ({ what: `${path}を読み取れません：${reason}。`, next: 'Hearthは触れていません。コピーを戻すか、別のデータフォルダーを選んでください。' }),
  'storage.diskFull': ({ path }) => ({ what: `${path}のディスクがいっぱいです。`, next: '空きができるまで新しい注文は引き受けません。実行中の仕事は保たれます。' }),
  'storage.locked': ({ path }) => ({ what: `別のプログラムが${path}を使っています。`, next: 'そのプログラムを閉じて、もう一度試してください。' }),
  'storage.newer': ({ path, found, known }) => ({ what: `${path}はより新しいHearthが書いたものです（バージョン${found}、こちらが扱えるのは${known}）。`, next: 'Hearthを更新してください。何も変更されていません。' }),
  'file.unreadable': ({ path, reason }) => ({ what: `${path}を読み取れません：${reason === 'missing' ? 'そのファイルはありません' : reason === 'folder' ? 'フォルダーです' : reason === 'denied' ? '読み取る権限がありません' : reason}。`, next: '何も変更していません。パスを確かめるか、そのファイルのあるドライブを接続して、ファイルそのものを指定してください。' }),
  'settings.invalid': ({ path, reason }) => ({ what: `${path}の設定が正しくありません：${reason}。`, next: 'ファイルを直すか、削除して既定値から始めてください。' }),

  'model.notFound': ({ folder }) => ({ what: `${folder}にモデルがありません。`, next: 'フォルダーを確認してください。' }),
  'model.corrupt': ({ file }) => ({ what: `モデルファイル${file}が本来のものではありません。ハッシュが異なります。`, next: 'Hearthは実行しません。モデルをインストールし直してください。' }),
  'model.unreadable': ({ file, reason }) => ({ what: `モデルファイル${file}を読み取れません：${reason}。`, next: 'ファイルを直すか、モデルをインストールし直してください。' }),
  'model.unsupported': ({ reason }) => ({ what: `このモデルはここでは動きません：${reason}。`, next: '別のモデルを選んでください。' }),
  'model.inUse': ({ model, use }) => ({ what: use === 'seat' ? `${model}はここで必要です：このノードはその検証者の席に着いています。` : model === '' ? 'ジョブがモデルを使用中です。' : `${model}はここで必要です：注文が待っています。`, next: use === 'seat' ? '先に席を離れてください。' : '何も変更していません。作業が終わってから試すか、一時停止してください。' }),
  'model.noRoom': ({ neededBytes, shortBytes, wouldGo }) => ({ what: wouldGo === '' ? `容量が足りません：消せるものをすべて消しても${formatBytes(shortBytes)}足りません。` : neededBytes === 0 ? `この上限にすると次のモデルが削除されます：${wouldGo}。` : `あと${formatBytes(neededBytes)}のために次のモデルが削除されます：${wouldGo}。`, next: wouldGo === '' ? '上限を上げるか、モデルの固定を外すか削除するか、より大きなディスクに移してください。' : '何も削除していません。同意するか、上限を上げてください。' }),
  'model.moveRefused': ({ folder, reason }) => ({ what: `モデルを${folder}に移せません：${reason}。`, next: '元の場所にあります。新しいフォルダーか空のフォルダーを指定してください。' }),
  'model.unknown': () => ({ what: '注文が、このノードにないモデルを指定しています。', next: theirRequest }),

  'download.addressInvalid': ({ url, reason }) => ({ what: `このアドレスからはダウンロードしません：${url}。`, next: reason === 'scheme' ? 'httpsで始まる必要があります。' : reason === 'plain' ? 'httpはこのマシン専用です。httpsを使ってください。' : reason === 'credentials' ? '名前とパスワードを外してください。' : '?や#のないhttps://host/folder/の形で書いてください。' }),
  'download.dataLimit': () => ({ what: 'ダウンロードが止まりました：データ量の上限に達しました。', next: '届いた分は残っています。上限の日または月が終わるか、ネットワーク画面で上限を上げると、自動で続きます。' }),
  'download.unreachable': ({ url, reason }) => ({ what: `${url}が正しく応答しません：${reason}。`, next: '届いた分は残っています。応答するようになったら続けるか、別のアドレスを指定してください。' }),
  'download.untrusted': ({ url, reason }) => ({ what: `${url}は、名乗るとおりの相手であることを示せません。証明書がここでは通用しません（${reason}）。`, next: '届いた分は残っています。別のアドレスを指定してください。自分のミラーなら、認証局の証明書を NODE_EXTRA_CA_CERTS=ファイル に指定して Hearth を起動してください。' }),
  'download.notThere': ({ url, status }) => ({ what: `${url}に該当するモデルがありません（HTTP ${status}）。`, next: 'アドレスを確認してください。hearth-list.jsonかmanifest.jsonが必要です。' }),
  'download.redirected': ({ url, to }) => ({ what: `${url}が別の場所に転送しています：${to}。`, next: 'そこからは何も取得していません。信頼できる場所なら、自分で指定してください。' }),
  'download.encoded': ({ url, encoding }) => ({ what: `${url}が、求めていない圧縮（${encoding}）で応答しています。`, next: '何も残していません。別のアドレスを使ってください。' }),
  'download.tooSlow': ({ url, bytesPerSecond }) => ({ what: `${url}からほとんど届きません：毎秒${bytesPerSecond}バイト。`, next: '届いた分は残っています。後で続けるか、別のアドレスを指定してください。' }),
  'download.tooLarge': ({ url, limitBytes }) => ({ what: `${url}から届くものが${formatBytes(limitBytes)}を超えています。`, next: '何も残していません。別のアドレスを使ってください。' }),
  'download.wrongLength': ({ url, expectedBytes, found }) => ({ what: `${url}の長さが一覧と違います：${formatBytes(expectedBytes)}ではなく${found}。`, next: '何も残していません。別のアドレスを使ってください。' }),
  'download.wrongBytes': ({ file }) => ({ what: `${file}として届いたものは指定されたものではありません：ハッシュが違います。`, next: '何も残していません。別のアドレスを使ってください。' }),
  'download.wrongRoot': ({ expected, found }) => ({ what: `このアドレスにあるのは別のモデルです：${expected}ではなく${found}。`, next: '何も残していません。ハッシュとアドレスを確認してください。' }),
  'download.listInvalid': ({ url, reason }) => ({ what: `${url}のファイルの一覧が正しくありません：${reason}。`, next: '何も残していません。別のアドレスを使ってください。' }),

  'input.malformed': ({ reason }) => ({ what: `注文の入力が正しくありません：${reason}。`, next: theirRequest }),
  'input.tooLarge': ({ what, limit, found }) => ({ what: `注文の${what}が大きすぎます：${found}、上限${limit}。`, next: theirRequest }),
  'input.wrongShape': ({ expected, found }) => ({ what: `注文の入力の形が${found}ですが、モデルが受け取るのは${expected}です。`, next: theirRequest }),

  'order.malformed': ({ reason }) => ({ what: `注文が正しくありません：${reason}。`, next: theirRequest }),
  'order.badSignature': () => ({ what: '注文に、そこに書かれたクライアントの署名がありません。', next: theirRequest }),
  'order.notForThisNode': () => ({ what: '別のノードあての注文です。', next: theirRequest }),
  'order.wrongModel': () => ({ what: '注文のモデルが、リクエストのモデルと異なります。', next: theirRequest }),
  'order.wrongClass': ({ asked, runs }) => ({ what: `注文は数値クラス${asked}を求めていますが、このノードは${runs}で動きます。`, next: theirRequest }),
  'order.wrongInput': () => ({ what: '入力が、注文に署名されたときのものと異なります。', next: theirRequest }),
  'order.expired': () => ({ what: '注文が、それ自身の期限のあとに届きました。', next: theirRequest }),
  'order.priceTooLow': () => ({ what: '注文の価格が、このノードの求める額より低くなっています。', next: theirRequest }),
  'order.notFunded': () => ({ what: 'クライアントが、注文に足りるお金を確保していません。', next: '確保したあとに、もう一度送れます。' }),
  'order.duplicate': () => ({ what: 'この注文は以前に引き受けています。', next: '実行も支払いも一度だけです。' }),
  'order.notTaken': ({ what }) => ({ what: `このノードの所有者は、${Object.hasOwn(refused, what) ? refused[what]! : what}を引き受けません。`, next: theirRequest }),
  'order.tooLate': ({ neededSeconds, leftSeconds }) => ({ what: `注文にはここで${neededSeconds}秒必要ですが、期限まで${leftSeconds}秒しかありません。`, next: theirRequest }),
  'order.unitsTooMany': ({ limit, found }) => ({ what: `注文は${found}単位を求めていますが、このノードの上限は${limit}単位です。`, next: theirRequest }),

  'job.cancelled': () => ({ what: 'ジョブはキャンセルされました。', next: unpaid }),
  'job.deadline': () => ({ what: 'ジョブが期限までに終わりませんでした。', next: `${unpaid}デバイスは再び空いています。` }),
  'job.notFound': () => ({ what: 'そのジョブはここにありません。', next: '別のデータフォルダーのものかもしれません。' }),
  'job.workerLost': ({ attempts, signal }) => ({ what: `ジョブを実行していたプログラムが、知らせなく${attempts}回終了しました：${signal}。`, next: '最後の試行のあと、ジョブは打ち切られました。デバイスはほかのジョブを引き受け続けます。' }),
  'job.handedBack': ({ rule }) => ({ what: `ジョブは返されました。所有者のルール「${rule}」がデバイスを取り戻したためです。`, next: '別のプロバイダーに回ります。誰の失敗でもありません。' }),
  'job.slashed': ({ fault, slashedWei }) => ({ what: `${fault === 'silence' ? 'レシートへの異議申し立てに、期限内に誰も答えませんでした。' : `レシートはチェーン上で偽物と証明されました（${faultTitle(fault)}）。`}ステーク${coinsOf(slashedWei)}を失いました。`, next: `${unpaid}没収されたステークは戻りません。` }),
  'job.voided': ({ penaltyWei }) => ({ what: `検証者の委員会がジョブを再計算し、レシートを却下しました。ジョブは無効です${penaltyWei === '0' ? '' : `。ステーク${coinsOf(penaltyWei)}を失いました`}。`, next: `${unpaid}しばらくの間、このノードのレシートはすべて監査されます。` }),
  'job.busy': ({ running, limit }) => ({ what: `空きがありません。${limit}件中${running}件のジョブが実行中です。`, next: 'クライアントはもう一度頼めます。' }),
  'job.paused': () => ({ what: '注文が届いたとき、Hearthは一時停止中でした。', next: 'クライアントはもう一度頼めます。' }),

  'worker.lost': ({ signal }) => ({ what: `ジョブを実行していたプログラムが、知らせなく終了しました：${signal}。`, next: '新しいプログラムが引き継ぎます。' }),
  'worker.loadFailed': ({ reason }) => ({ what: `モデルが読み込めませんでした：${reason}。`, next: 'Hearthを再起動するまで、デバイスはこのモデルを使いません。' }),
  'worker.runFailed': ({ reason }) => ({ what: `モデルの実行中に失敗しました：${reason}。`, next: unpaid }),
  'worker.timeout': ({ stage }) => ({ what: `ジョブに時間がかかりすぎました（${stage}）。`, next: '停止し、デバイスを解放しました。' }),

  'dispute.badTrace': ({ folder, reason }) => ({ what: `${folder}はトレースではありません：${reason}。`, next: '作った側は、これでは異議申し立てに敗れます。' }),
  'dispute.wrongModel': ({ expected, found }) => ({ what: `モデルは${found}ですが、レシートにあるのは${expected}です。`, next: 'レシートにあるモデルのフォルダーを指定してください。' }),
  'evidence.nonFinite': () => ({ what: 'モデルが、数値ではない値を出しました。', next: 'レシートは作られず、支払いもありません。繰り返す場合は、デバイスかドライバーの不具合です。' }),

  'audit.notServed': ({ what, reason }) => ({ what: `${what}が渡されませんでした：${reason}。`, next: '投票の時間が終わるまで、繰り返し求めます。' }),
  'guard.notChosen': () => ({ what: 'このノードは、そのノードの代わりに異議に答えません。', next: '所有者が hearth guards accept で受け入れます。' }),
  'audit.notDrawn': () => ({ what: 'この検証者は、そのレシートの抽選に当たっていません。', next: 'ジョブの証拠パッケージを受け取れるのは、抽選に当たった人だけです。' }),
  'rows.unavailable': ({ reason }) => ({ what: `求められた行を開けません：${reason}。`, next: '行を出さないジョブには支払われません。' }),

  'receipt.malformed': ({ reason }) => ({ what: `これはレシートではありません：${reason}。`, next: 'ファイルを確認してください。' }),
  'receipt.tooLarge': () => ({ what: 'ファイルが、レシートとしてありえない大きさです。', next: 'ファイルを確認してください。' }),
  'receipt.notFound': () => ({ what: 'このジョブにはまだレシートがありません。', next: 'ジョブが終わると署名されます。' }),
  'receipt.failed': ({ check, reason }) => ({ what: `レシートは正しくありません：${check}、${reason}。`, next: '信頼しないでください。' }),

  'signer.refused': ({ rule, reason }) => ({ what: `署名プログラムが署名を拒否しました：${reason}。`, next: isOwnLimit(rule) ? '上限はウォレットの「上限」で変更できます。' : 'そのルールはこのページからは変更できません。' }),
  'signer.secondCommitment': () => ({ what: '同じジョブに、2つ目の異なる結果が署名されるところでした。署名プログラムが拒否しました。', next: '最初の署名が有効です。' }),
  'signer.secondVote': () => ({ what: '同じレシートに、2つ目の異なる投票が署名されるところでした。署名プログラムが拒否しました。', next: '最初の投票が有効です。' }),
  'signer.unavailable': () => ({ what: '署名プログラムが応答しません。', next: '終わった仕事は待ち、復帰後に署名されます。' }),
  'signer.ledgerCorrupt': ({ path, line }) => ({ what: `署名プログラムの台帳${path}が${line}行目で壊れています。`, next: '台帳がコピーから戻されるまで、何にも署名しません。' }),

  'wallet.addressInvalid': ({ reason }) => ({ what: `アドレスではありません：${reason}。`, next: '元の場所から全体をコピーし直してください。' }),
  'wallet.backupInvalid': ({ reason }) => ({ what: `ウォレットのバックアップではありません：${reason}。`, next: 'Hearthが書いたファイルを選んでください。何も変更されていません。' }),
  'wallet.confirmationMissing': ({ what }) => ({ what: `もう1つ必要です：${what}。`, next: '署名していません。' }),
  'wallet.coolDown': ({ waitMs }) => ({ what: `パスフレーズの間違いが多すぎます。${Math.ceil(waitMs / 1000)}秒後に再び試せます。`, next: 'お待ちください。再起動しても短くなりません。' }),
  'wallet.tokenInvalid': ({ token, reason }) => ({ what: `${token}は送信できるトークンではありません：${reason}。`, next: '作者が公開しているアドレスと見比べてください。' }),
  'wallet.exists': ({ what }) => ({ what: `ウォレットにはすでにあります：${what}。`, next: '何も変更されていません。' }),
  'wallet.keyInvalid': () => ({ what: '秘密鍵ではありません。秘密鍵は16進数64桁です。', next: '確認してください。何も保存されていません。' }),
  'wallet.keystoreInvalid': ({ field, reason }) => ({ what: `このキーストアファイルを開けません：${reason}（${field}）。`, next: 'パスフレーズの問題ではありません。元の場所でエクスポートし直してください。' }),
  'wallet.locked': () => ({ what: 'ウォレットはロックされています。', next: 'パスフレーズでロックを解除してください。その間もジョブとレシートは続きます。' }),
  'wallet.lost': ({ addresses }) => ({ what: `ここにはウォレットがありました（${addresses}）が、ファイルがないか壊れています。`, next: 'バックアップファイルかリカバリーフレーズから復元するか、新しいものが必要だと指定してください。' }),
  'wallet.nameInvalid': ({ reason }) => ({ what: `その名前は使えません：${reason}。`, next: '別の名前を選んでください。' }),
  'wallet.noChain': () => ({ what: 'Hearthはネットワークなしで動いているため、問い合わせるチェーンがありません。', next: 'ウォレットは鍵を保ちます。残高と送信にはネットワークが必要です。' }),
  'wallet.noPhrase': () => ({ what: 'このアカウントにはリカバリーフレーズがありません。単独の鍵としてインポートされました。', next: 'キーストアファイルかバックアップファイルを保管してください。' }),
  'wallet.notFound': ({ what }) => ({ what: `ウォレットにありません：${what}。`, next: 'アカウントの一覧を確認してください。' }),
  'wallet.notPending': () => ({ what: 'このトランザクションはもう待機していません。', next: '状態を確認してください。' }),
  'wallet.pathInvalid': ({ path }) => ({ what: `${path}は導出パスではありません。`, next: "一般的なものはm/44'/60'/0'/0/0です。" }),
  'wallet.phraseInvalid': ({ reason, position }) => ({
    what: reason === 'length' ? 'リカバリーフレーズは12、15、18、21、24語のいずれかです。' : reason === 'word' ? `${position}番目の単語は、どの単語リストにもありません。` : '単語はリストにありますが、全体としてリカバリーフレーズになっていません。チェックサムが誤っています。',
    next: '書き留めたものと見比べてください。何も保存されていません。',
  }),
  'wallet.watchOnly': () => ({ what: 'このアカウントは監視のみです。鍵はここにありません。', next: '鍵のあるところで署名してください。' }),
  'wallet.weakPassphrase': ({ warning }) => ({ what: `そのパスフレーズは簡単に推測されます。${warning}`, next: '無関係な単語を4つ以上使うとよいでしょう。' }),
  'wallet.wrongPassphrase': ({ waitMs }) => ({ what: 'そのパスフレーズでは開きません。', next: waitMs > 0 ? `${Math.ceil(waitMs / 1000)}秒後に再び試せます。` : 'もう一度試してください。' }),
  'wallet.wrongWords': () => ({ what: '求められた単語ではありません。', next: '書き留めたものを見て、もう一度試してください。' }),

  'chain.unreachable': ({ rpcUrl }) => ({ what: `${rpcUrl}のチェーンが応答しません。`, next: 'レシートは待ち、復帰後に決済されます。' }),
  'chain.wrongChain': ({ expected, found }) => ({ what: `これはチェーン${found}です。Hearthに指定されたのは${expected}です。`, next: '何も送信しません。チェーンのアドレスを確認してください。' }),
  'chain.codeMismatch': ({ contract }) => ({ what: `チェーン上のコントラクト${contract}は、Hearthの知るものではありません。`, next: '何も送信しません。' }),
  'chain.stale': ({ rpcUrl, ageSeconds }) => ({ what: `チェーンのデータが${formatSpan(ageSeconds * 1000)}前のものです。${rpcUrl}に新しいブロックがありません。`, next: 'これに基づく判断はしません。ほかのマシンで新しいブロックが見える場合は、このマシンの時計とアドレスを確認してください。' }),
  'chain.addressInvalid': ({ rpcUrl, reason }) => ({ what: `このチェーンのアドレスはここでは使えません：${rpcUrl}。`, next: reason === 'scheme' ? 'httpsで始まる必要があります。' : reason === 'plain' ? 'httpはこのマシンだけのものです。ほかのマシンへの途中では誰でも答えられます。httpsを使ってください。' : reason === 'credentials' ? '名前とパスワードは外してください。ノードはパスに鍵を取ります。' : reason === 'known' ? 'すでにあります。' : reason === 'many' ? '追加できるのは8つまでです。先に1つ外してください。' : reason === 'silent' ? '応答しません。アドレスを確かめるか、応答するようになってから追加してください。何も変更されていません。' : 'https://ホスト/パス の形で書いてください。' }),
  'chain.disagreement': ({ rpcUrl, otherUrl, blockNumber }) => ({ what: `チェーンの2つのアドレスで、ブロック${blockNumber}が食い違っています：${rpcUrl}と${otherUrl}。`, next: '一致するまで判断しません。続く場合は、より信頼できないほうのアドレスを外してください。' }),
  'chain.reverted': ({ call, error }) => ({ what: `チェーンが${call}を拒否しました：${error}。`, next: 'お金は動いていません。' }),
  'chain.deploymentInvalid': ({ path, reason }) => ({ what: `${path}のコントラクト一覧が正しくありません：${reason}。`, next: 'ファイルを元に戻してください。' }),
  'chain.toolMissing': ({ tool, reason }) => ({ what: `${tool}がありません：${reason}。`, next: 'これがないと練習用ネットワークは起動できません。' }),

  'chain.gasMissing': () => ({ what: 'チェーンに書き込むアカウントが手数料を払えません。', next: '残高ができるまでレシートは待ちます。' }),
  'chain.cancelled': ({ call, reason }) => ({ what: `${call}を取り消しました：${reason}。`, next: '何も実行されていません。手数料だけがかかりました。' }),
  'chain.nonceTaken': () => ({ what: '別のプログラムが同じアカウントから送信しています。', next: '片方を停止してください。1つのアカウントは共有できません。' }),

  'network.unreachable': ({ address }) => ({ what: `${address}に接続できません。`, next: 'Hearthがもう一度試します。' }),
  'network.malformed': () => ({ what: 'ピアが、意味をなさないものを送ってきました。', next: '接続は閉じられました。' }),
  'network.fileInvalid': ({ from, reason }) => ({ what: `ネットワークファイル ${from} は受け付けられません：${reason}。`, next: 'ネットワークの運営者に、ファイルとその sha256 を尋ねてください。' }),
  'network.incompatible': ({ name, found, expected }) => ({ what: `ネットワーク ${name} は ${found} を使い、この Hearth は ${expected} を使います。`, next: '運営者が指定するバージョンの Hearth を使ってください。' }),
  'network.unknown': ({ name }) => ({ what: `この Hearth は ${name} というネットワークに参加していません。`, next: 'hearth networks で確かめ、hearth join で参加してください。' }),
  'network.clockWrong': ({ seconds }) => ({ what: `このマシンの時計とそのネットワークのチェーンは ${seconds} 秒ずれています。`, next: 'このマシンの時計を合わせてから、もう一度参加してください。' }),

  'gateway.noProvider': ({ modelId }) => ({ what: `今、${modelId}のジョブを引き受けるプロバイダーがいません。`, next: '少し待ってもう一度頼むか、より高い価格を許可してください。' }),
  'gateway.overBudget': ({ neededWei }) => ({ what: `キーの予算が、かかりうる${neededWei} weiに足りません。`, next: 'hearth gateway-keyで予算を増やすか、トークンを減らしてください。' }),
  'gateway.notPractice': ({ dataFolder }) => ({ what: `${dataFolder}に練習用ネットワークがありません。`, next: '先にこのデータフォルダーでhearth startを実行してください。ゲートウェイが購入できるのは、今のところ練習用ネットワークだけです。' }),
  'devnet.failed': ({ reason }) => ({ what: `練習用ネットワークが起動しませんでした：${reason}。`, next: 'Hearthがもう一度試します。' }),
  'test.missing': ({ what, install }) => ({ what: `${what}がありません。`, next: `インストールしてください：${install}` }),
};
