import { laterScreen } from '../laterScreen.tsx';

/** Every screen but the first one that is seen, in the order in which they are likely wanted. */
export const laterScreens = {
  jobs: laterScreen(() => import('./jobs/Jobs.tsx').then(({ Jobs }) => Jobs)),
  job: laterScreen(() => import('./job/Job.tsx').then(({ Job }) => Job)),
  earnings: laterScreen(() => import('./earnings/Earnings.tsx').then(({ Earnings }) => Earnings)),
  devices: laterScreen(() => import('./devices/Devices.tsx').then(({ Devices }) => Devices)),
  rules: laterScreen(() => import('./rules/Rules.tsx').then(({ Rules }) => Rules)),
  wallet: laterScreen(() => import('./wallet/Wallet.tsx').then(({ Wallet }) => Wallet)),
  settings: laterScreen(() => import('./settings/Settings.tsx').then(({ Settings }) => Settings)),
  audits: laterScreen(() => import('./audits/Audits.tsx').then(({ Audits }) => Audits)),
  notices: laterScreen(() => import('./notices/Notices.tsx').then(({ Notices }) => Notices)),
  staking: laterScreen(() => import('./staking/Staking.tsx').then(({ Staking }) => Staking)),
  governance: laterScreen(() => import('./governance/Governance.tsx').then(({ Governance }) => Governance)),
  models: laterScreen(() => import('./models/Models.tsx').then(({ Models }) => Models)),
  network: laterScreen(() => import('./network/Network.tsx').then(({ Network }) => Network)),
  usage: laterScreen(() => import('./usage/Usage.tsx').then(({ Usage }) => Usage)),
  fleet: laterScreen(() => import('./fleet/Fleet.tsx').then(({ Fleet }) => Fleet)),
  log: laterScreen(() => import('./logs/Logs.tsx').then(({ Logs }) => Logs)),
  about: laterScreen(() => import('./about/About.tsx').then(({ About }) => About)),
  welcome: laterScreen(() => import('./welcome/Welcome.tsx').then(({ Welcome }) => Welcome)),
};
