import type { Pack } from '../pack.ts';

const wide = (className: string): string => (className === '' ? '' : `（${className}は未較正のため許容範囲が広くなっています）`);

export const reasonWords: Pack['reasonWords'] = {
  'runtime.unasked': 'ランタイムに何が使えるかを尋ねられませんでした', 'runtime.otherGpu': (a) => `${a}が使えるのはこのマシンの別のGPUです`, 'runtime.refuses': (a) => `ランタイムはこれを使えません（${a}）`,
  'gpu.noMakersDriver': 'メーカーのドライバーがインストールされておらず、Windowsは画面表示だけをしています', 'gpu.virtual': '仮想または管理用のディスプレイアダプターで、計算はできません', 'gpu.noDriver': 'ドライバーが読み込まれていません',
  'gpu.given': '仮想マシンに割り当てられています（vfio-pci）', 'gpu.nameless': 'システムがメーカーも名前も伝えないため、何が動くか分かりません', 'system.late': (a) => `システムが${a}秒以内に応答しませんでした`,
  'system.unasked': (a) => `システムに尋ねられませんでした：${a}`, 'system.unclear': 'システムの応答を読み取れませんでした', 'fault.driver': (a, b) => `ドライバーが1日に${a}回リセットされました（${b}）`,
  'fault.workers': (a, b) => `続けて${a}件のジョブのワーカーがここで終了しました（${b}）`, 'fault.selfTest': (a, b) => `セルフテストに失敗しました：${a}、${b}`, 'fault.fellOff': 'カードがバスから外れました', 'fault.mustReset': 'カードのリセットが必要です',
  'check.sketches': (a, b, c, className) => `${b}個のスケッチのうち最大のずれは${a}、許容は${c}${wide(className)}`,
  'check.tokens': (a, b, c, className) => `${b}個のトークンの最大マージンは${a} nats、許容は${c}${wide(className)}`, 'check.notExact': 'このモデルの出力はすべてのデバイスで同一とは限りません', 'check.nothing': '何も計算されませんでした',
  'check.same': (a) => `すべての出力（${a}）がビット単位で正しい値です`, 'check.differs': (a, b) => `${b}個中${a}番目の出力が正しい値ではありません`, 'check.notHere': (a) => `ここでは動きません：${a}`, 'check.integers': '8ビットの積は正確です',
  'check.integersWrong': (a) => `8ビットの積は正確ではありません（${a}）`, 'check.noPeer': 'プロセッサーではこのモデルが動かないため、比較できません',
  'audit.lateMachine': 'マシンが期限までに空きませんでした', 'audit.noDevice': 'レシートのクラスでこのモデルを動かせるデバイスがここにはありません', 'audit.paidFirst': '有料のジョブが優先されました。再計算はその終了を待っています',
  'audit.takenBack': 'デバイスが途中で取り戻されました。空き次第、再計算を最初から始めます', 'audit.unserved': 'バンドルが提供されませんでした',
  'audit.otherReplay': (a) => `回答はこのマシンの再計算（${a}）と異なり、そのテンソルは提供されていません`, 'audit.sameReplay': '回答はこのマシンの再計算ともビット単位で一致します',
  'audit.noQuestion': 'これを問う異議申し立てはありません', 'audit.lateRoot': 'ルートが該当エポック内にチェーンに届きませんでした', 'audit.lateVote': (a) => `投票が、支払い対象となる唯一のエポック${a}の後に届きました`,
  'audit.budget': '監査対象ノードの支払い済みジョブではまだ足りません。半分に達したら改めて請求します', 'audit.fee': (a) => `手数料の割合が所有者の上限を超えています（${a}）。手数料が下がったら再試行します`,
  'audit.notPaid': (a, b) => `支払いなし：${a}${b === '' ? '' : `（${b}）`}`, 'audit.notPaidYet': (a, b) => `${b === '' ? '' : `${b}。`}まだ支払われていません：${a}`, 'audit.rowsAsked': (a) => `異議申し立てで行が正しいかを問われています${a === '' ? '' : `：${a}`}`,
  'audit.elementAsked': (a) => `異議申し立てで1つの要素が問われています${a === '' ? '' : `：${a}`}`, 'audit.caseUnpaid': (a) => `${a === '' ? '' : `${a}。`}支払いなし：事案の終了時、対象ノードの支払い済みジョブでは足りませんでした`,
  'judged.stop': '生成の終わり方がトークンと一致しません', 'judged.replayed': (a, b) => `再計算済み：最大距離${a}、最大マージン${b}`, 'judged.margin': (a, b, c) => `トークン${a}は抽選による選択から${b} nats外れています。上限は${c}です`,
  'judged.sketch': (a, b, c) => `スケッチ${a}は再計算から${b}ずれています。上限は${c}です`, 'judged.meanMargin': (a, b) => `トークンは抽選による選択から平均${a} nats外れています。上限は${b}です`,
  'judged.vector': (a) => `再計算済み：ベクトルのずれは${a}`, 'judged.vectorFar': (a, b) => `ベクトルは再計算から${a}ずれています。上限は${b}です`,
  'judged.noThresholds': (a, b) => `判定なし：クラス${a}には較正済みの上限がありません。${b}`, 'judged.opaque': (a, b) => `判定なし：このモデルの${a}を追える規則がありません。${b}`,
  'judged.figures': (a, b, c) => `最大距離${a}、最大マージン${b}、${c}`, 'judged.byProgram': (a, b) => `${b}（このプログラムの上限${a}による）`, 'judged.byRegistry': (a, b, c) => `${c}（レジストリの上限${a}、較正${b}による）`,
  'judged.file': (a, b) => `レシートが検査に通りません（${a}：${b}）`, 'judged.plan': 'プランのルートがこのモデルのものではありません', 'judged.kind': 'バンドルの種類がモデルと異なります', 'judged.noRun': (a) => `このモデルの実行ではありません：${a}`,
  'judged.taps': (a, b) => `スケッチは${a}個ですが、このモデルのプランでは${b}個です`, 'judged.tapFar': (a, b, c) => `測定点${a}は再計算から${b}ずれています。このモデルの正直な実行は${c}以内です`,
  'judged.outputFar': (a, b) => `出力は再計算から${a}ずれています。このモデルの正直な実行は${b}以内です`, 'judged.same': '再実行済み：同じバイト列です',
  'judged.near': (a, b) => `再実行済み：測定点${a}個のうち最大のずれは${b}`, 'judged.mayDiffer': '判定なし：このモデルの出力はマシンによって異なることがあります',
  'judged.mayDifferNear': (a, b) => `判定なし：このモデルの出力はマシンによって異なることがあります。測定点${a}個のうち最大のずれは${b}`, 'judged.otherBytes': '正確なモデルが異なるバイト列を出しました',
  'judged.agrees': (a) => `こちらの標準の再計算と一致します：${a}`, 'judged.rejected': (a) => `検証者が却下しました${a === '' ? '' : `：${a}`}`,
  'test.rules': 'ルールがデバイスを取り戻しました', 'test.cancelled': '中止されました', 'test.workerEnded': 'ワーカーが途中で終了しました',
};
