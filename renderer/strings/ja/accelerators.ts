import type { Pack } from '../pack.ts';

export const acceleratorWords: Pack['acceleratorWords'] = {
  title: 'アクセラレーター',
  name: 'NVIDIAカード用のCUDA',
  what: 'ランタイムがNVIDIAのカードで計算するためのNVIDIAのライブラリです。Hearthに同梱するには大きすぎます。',
  noCard: 'ここにNVIDIAのカードは見つからないので、入れても何も変わりません。',
  sizes: (a, b) => `${a}を作成元の公開場所から取得し、各ライブラリをこのHearthの作成時のハッシュと照合します。ディスクを${b}使います。`,
  of: (a, b) => `${b}のうち${a}`,
  looking: 'すでにあるものを調べています',
  restart: 'Hearthを起動し直してください。デバイスにできることは起動時に調べます。',
  fetch: '取得',
  goOn: '続ける',
  stop: '停止',
  remove: '削除',
  takeAway: '届いた分を消す',
  removeAsk: 'アクセラレーターを削除しますか',
  removeWhy: 'なければNVIDIAのカードは計算できません。もう一度取得する必要があります。',
  keep: '残す',
  progress: 'アクセラレーターの進み具合',
  waiting: 'アクセラレーターを調べています。',
  why: { noList: 'このHearthは取得してよいもののリストなしで作られたため、何も取得しません。リリース版にはリストがあります。', notNeeded: 'このシステムではカードに必要なものをランタイムが備えています。取得するものはありません。', otherSystem: 'このシステム用のものはリストにありません。', otherVersion: 'リストにあるのは別バージョンのランタイム用です。それに合うHearthを使ってください。' },
  state: { absent: '未インストール', fetching: '取得中', stopped: '停止中。届いた分は残っています。', failed: 'すべては届きませんでした。届いた分は残っています。', otherRuntime: '別バージョンのランタイム用のものがあります。このHearthは使いません。', installed: 'インストール済み', none: 'ここでは入手できません' },
};
