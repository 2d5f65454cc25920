import type { Pack } from '../pack.ts';

export const bookWords: Pack['bookWords'] = {
  title: '手元に残る額', waiting: '帳簿を読み込んでいます。', gross: 'クライアントの支払い', shares: 'ネットワークの取り分', arrived: '受取額', energy: '電力', net: '残り',
  measured: (wattHours, percent) => `${wattHours}（時間の${percent}を計測）`, noMeter: '不明：ここではどのデバイスの電力も読み取れません', energyNoPrice: '料金不明',
  range: (least, most) => `${least}～${most}`, estimated: '概算：最初のレートより古い支払いがあります',
  unknown: { noMeter: '不明（電力を報告するデバイスがないため）', noTariff: '不明（電気料金が設定されていないため）', noRate: '不明（コインの価値が設定されていないため）', twoCurrencies: '不明（電力とコインの通貨が異なるため）' },
  returns: 'モデルとデバイスごと', returnsNone: 'この期間の支払いはまだありません。', head: { model: 'モデル', device: 'デバイス', jobs: 'ジョブ', paid: '支払い', perHour: 'GPU 1時間あたり', perKilowattHour: '1 kWhあたり', net: '1時間あたりの残り' }, notKnown: '不明',
  projection: (coins, days) => `最近${days}のペースでは、1日${coins}です。`, projectionLast: (said, was) => `昨日の予測は${said}、実績は${was}でした。`, projectionNone: '1日分の実績がたまると、1日の見込みを表示します。', days: { other: '日' },
  setPrices: '価格を設定', pricesTitle: '電気料金とコインの価値', currency: '通貨（3文字）', power: '1キロワット時', coin: '1コイン', feeCoin: '手数料用コイン1枚', keep: '空欄：そのまま', save: '保存', cancel: 'キャンセル',
  otherTariff: '電力はコマンドラインで指定されたリストまたはプログラムで計算されています。ここに数値を入れると置き換わります。', otherRate: 'レートはコマンドラインで指定されたファイルまたはプログラムから取得しています。ここに数値を入れると置き換わります。', wrongCurrency: 'JPYのような大文字3文字で入力してください。', wrongNumber: '数値を入力してください。',
  csv: 'CSVで保存', csvWhy: 'レシート、入金、電力の1時間ごとに1行です。合計はこのページと一致します。',
  tariff: {
    title: '電力', kinds: { flat: '一律', dayNight: '昼と夜', csv: '時間ごと' }, day: '昼の1 kWh', night: '夜の1 kWh', dayFrom: '昼の始まり', nightFrom: '夜の始まり', path: '価格表（このマシンのファイル）',
    pathWhy: '価格が変わるごとに1行、時刻には時差を付けます。各価格は次の行まで有効です：', now: (price) => `現在は1 kWhあたり${price}です。`, nowUnknown: (reason) => `現在の価格は不明です：${reason}。`, savedUnknown: (reason) => `保存しましたが、現在の価格は不明です：${reason}。`,
    bothPrices: '昼と夜の両方の価格を入力してください。', sameHours: '昼と夜は別の時刻に始まります。', wrongPath: 'ディスクの最上位からのファイルの完全なパスを入力してください。',
  },
  check: {
    title: 'レシートとチェーンの照合', why: '上で選んだ期間に関係なく、このマシンが署名したすべてと、チェーンが支払ったすべてを照らし合わせます。', empty: 'まだ何も署名されず、何も支払われていません。', signed: '署名した額',
    waiting: { voucher: 'クライアントのバウチャー待ち', anchor: '次のアンカー待ち', window: '待機期間の終了待ち' }, missing: '支払い済みと記録されているが、支払いが届いていない', notBooked: '支払われたが、対応するレシートがここにない',
    payments: { other: '件の支払い' }, more: (n) => `ほか${n}件`, whole: 'すべてのコインの説明がつきます。', broken: '帳簿が一致しません。', brokenNext: '印の付いた項目を開いてください。どの取引もチェーンで調べられます。',
  },
};
