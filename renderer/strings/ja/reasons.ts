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
  'check.integersWrong': (a) => `8ビットの積は正確ではありません（${a}）`, 'check.noPeer': 'プロセッサーではこのモデルが動かないため、比較できません', 'test.rules': 'ルールがデバイスを取り戻しました', 'test.cancelled': '中止されました',
};
