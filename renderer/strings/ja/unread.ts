import type { Pack } from '../pack.ts';

export const unreadWords: Pack['unreadWords'] = {
  'unmetered': 'このデバイスの計測値は読み取られていません', 'firstLook': 'カウンターは最初の1回だけではまだ何も示しません', 'notRecorded': '記録されていません', 'deviceGone': 'デバイスがありません', 'otherSource': '別の情報源が伝えます',
  'noBlock': 'チェーンのブロックが生まれるところを確認できていません', 'noPowerMeter': 'ここではどのデバイスの電力も読み取れません', 'elsewhere:': (part) => `${part}ではまだ読み取れません`, 'card.temperature': 'カードが温度を伝えません',
  'card.power': 'カードが電力を伝えません', 'card.powerLimit': 'カードが電力の上限を伝えません', 'card.busy': 'カードが使用率を伝えません', 'card.memory': 'カードが使用中のメモリ量を伝えません', 'card.cut': 'カードはインスタンス（MIG）に分割されており、伝える値はその全体のものです',
  'driver.whoseMemory': 'ドライバーが誰のメモリかを伝えません', 'driver.whoseWork': 'ジョブの実行中は、ドライバーが誰の処理かを伝えません', 'processor.temperature': 'このマシンはプロセッサーの温度を示しません',
  'processor.heatOnly': 'このシステムは熱いかどうかだけを伝え、温度は伝えません', 'processor.noMeter': 'ここではプロセッサーの電力計が見えません', 'system.silent': 'システムが時間内に応答しませんでした',
  'processor.ownersOnly': 'ここではプロセッサーの電力はシステムの管理者しか読み取れません', 'processor.limit': 'ここではプロセッサーの電力上限を読み取れません', 'system.memory': 'システムが使用中のメモリ量を伝えません', 'system.busy': 'システムが使用率を伝えません',
  'system.network': 'システムはここで通信量を数えません', 'system.programs': 'システムがプログラムの一覧を出しません', 'system.disk': 'データフォルダーのあるディスクが伝えません', 'system.lock': 'システムがセッションのロック状態を伝えません',
  'noDisplay': 'ディスプレイがつながっていません', 'noSession': 'デスクトップセッションがありません', 'noDesktop': 'Hearthはデスクトップセッションの外で起動されました', 'noX': 'このWaylandデスクトップにはXディスプレイがありません',
  'idle.untold': 'このデスクトップは無人の時間を伝えません', 'idle.notYet': 'このデスクトップはまだ無人の時間を伝えていません', 'metered.unknown': 'NetworkManagerは従量制かどうかを把握していません',
  'waylandHides': 'Waylandはほかのウィンドウのことをプログラムに伝えません。Xディスプレイ上のゲームは見えます', 'hook.none': 'フックファイルが設定されていません', 'hook.unreadable': 'フックファイルを読み取れません', 'hook.unclear': 'フックファイルがallowともdenyとも書いていません',
  'service.notYet:': (part) => `${part}がまだ応答していません`, 'service.notRunning:': (part) => `${part}はここで動いていません`, 'service.silent:': (part) => `${part}が応答しません`,
  'noBus:': (part) => `ここにはD-Bus（${part}）がありません`,
  'display.sleep': 'システムがディスプレイのスリープ状態を伝えません', 'system.power': 'システムが電源の種類を伝えません', 'metered.untold': 'システムがネットワークの従量制を伝えません', 'noX.library': 'Xディスプレイと通信するライブラリー（libxcb）がインストールされていません',
  'noX.display': 'ここにはXディスプレイがありません', 'noX.refused:': (part) => `Xディスプレイ${part}に接続を拒否されました`, 'noX.gone:': (part) => `Xディスプレイ${part}がなくなりました`,
  'addon.notBuilt': 'Hearthのネイティブ部分がこのシステム用にビルドされていません（npm run build:native）', 'addon.broken:': (part) => `Hearthのネイティブ部分を読み込めません：${part}`, 'price.none': '電気料金が設定されていません',
  'price.later': '料金表はもっと後から始まります', 'price.ended': '料金表の期間が終わりました', 'price.newer': '料金はその時刻より新しいものです', 'price.wrong': '1キロワット時の料金ではありません', 'price.line:': (part) => `料金表の${part}行目が読み取れません`,
  'file.noNumber': 'ファイルに数値がありません', 'file.old': 'ファイルが古すぎます', 'file.unreadable': 'ファイルを読み取れません', 'program.none:': (part) => `commandsフォルダーにプログラム${part}がありません`,
  'program.notAsked:': (part) => `${part}にはまだ尋ねていません`, 'program.noNumber:': (part) => `${part}が数値を出力しませんでした`, 'program.failed:': (part) => `プログラムが失敗しました：${part}`,
  'program.old:': (part) => `${part}の最後の応答が古すぎます`,
};
