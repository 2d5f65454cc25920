import { localized } from './localized.ts';

/** Words of the page itself, by place. Sentences about states, errors and notices are in the files beside this one. */
export const words = localized('words', {
  app: { name: 'Hearth', skip: 'Skip to the page', menu: 'Screens' },
  screens: { dashboard: 'Dashboard', jobs: 'Jobs', job: 'Job', audits: 'Audits', earnings: 'Earnings', devices: 'Devices', rules: 'Rules', wallet: 'Wallet', settings: 'Settings', staking: 'Staking', governance: 'Governance', proposal: 'Proposal', welcome: 'Welcome', network: 'Network', models: 'Models', usage: 'Usage', fleet: 'Fleet', log: 'Log', about: 'About' },
  notReported: 'not reported',
  test: { tag: 'test money', network: 'Practice network', explain: 'This is the practice network. Its coin has no value outside of it.' },
  chain: { block: (n: string) => `block ${n}`, connecting: 'connecting to the chain', reachable: 'chain answers', doubtful: 'chain data not relied on', gone: 'chain does not answer', none: 'no chain: receipts stay on this machine' },
  link: {
    waiting: 'Waiting for Hearth.',
    lost: (age: string) => `Hearth does not answer. What you see is ${age} old.`,
    never: 'Hearth does not answer.',
    nextTry: (wait: string) => `Next try in ${wait}.`,
    tryNow: 'Try now',
    refused: 'This page has no key to this Hearth.',
    refusedNext: 'Open the address Hearth printed when it started; each start has its own.',
  },
  dashboard: {
    ready: 'Ready', readyOf: (ready: string, allowed: string) => `${ready} of ${allowed} the rules allowed`, readyNone: 'The rules allowed less than a minute yet', stake: 'Stake', stakeUsed: (share: string) => `${share} in use`, stakeFull: (share: string) => `${share} in use, nearly full`, stakeNone: 'nothing staked yet', waits: 'Waits for payment',
    today: 'Earned today', accepted: 'accepted', rejected: 'rejected', settledToday: 'settled today',
    waitsNone: 'Nothing waits for payment.',
    waitsFor: { voucher: 'for the client’s voucher', anchor: 'for the next anchor', window: 'for the window to close' },
    tokens: (rate: string) => `${rate} tokens a second`,
    jobs: 'Jobs', jobsAll: 'All jobs', jobsEmpty: 'No jobs yet.', jobsEmptyNext: 'They appear here as soon as a client orders one.', jobsEmptyPractice: 'The practice client sends some; its rate is in Settings.', jobsWaiting: 'Waiting for the list of jobs.',
    devices: 'Devices', devicesEmpty: 'No device was found.', devicesEmptyNext: 'Hearth looks again when it starts. A processor alone is enough.', devicesWaiting: 'Looking for devices.',
    earnings: 'Earnings', notices: 'Notices', noticesEmpty: 'Nothing needs your attention.', noticesWaiting: 'Waiting for notices.', more: (n: string) => `${n} more`,
  },
  device: {
    unknown: 'Unknown device', unknownWhy: 'The system gives neither a vendor nor a name.', cannotRun: 'nothing this runtime can use',
    kind: { cpu: 'Processor', gpu: 'Graphics' }, on: 'On', off: 'Off', use: (name: string) => `Use ${name} for jobs`,
    state: { working: 'Working', ready: 'Ready', off: 'Off', unusable: 'Cannot be used', setAside: 'Set aside' }, statePaused: 'Paused',
  },
  jobs: {
    title: 'Jobs', search: 'Search', searchHint: 'Id, client or model', filter: { all: 'All', live: 'Live', settled: 'Paid', failed: 'Failed' }, filterLabel: 'Show',
    head: { job: 'Job', model: 'Model', stage: 'Stage', units: 'Done', client: 'Client', at: 'Taken', paid: 'Paid' },
    waiting: 'Reading the jobs.', empty: 'No jobs yet.', emptyNext: 'Every order this node takes is listed here, with its receipt.', none: 'No job matches.', noneNext: 'Try a shorter search or another filter.', clear: 'Show all jobs',
    shown: (shown: string, total: string) => `${shown} of ${total}`, failed: 'The jobs could not be read.', notYet: 'not yet', nothing: 'nothing',
  },
  job: {
    back: 'All jobs', waiting: 'Reading the job.', verify: 'Verify again', verifying: 'Checking', exportReceipt: 'Export receipt', showLog: 'Show its log', report: 'Report a problem with it', copyId: 'Copy digest', cancel: 'Cancel job',
    cancelAsk: 'Cancel this job?', cancelWhy: 'It stops now. The client gets nothing and nothing is paid.', cancelYes: 'Cancel the job', cancelNo: 'Keep it running',
    path: 'The path of this job', pathHint: 'From the order to the payment, every hash and what it is committed in. Arrow keys walk along it.', nothingYet: 'Nothing yet.', pathEmpty: 'The path appears as the job moves on.',
    checks: 'Checks', timeline: 'Timeline', facts: 'Facts', noReceipt: 'The receipt is signed when the job is done.', committedIn: 'Committed in', holds: 'Holds', transaction: 'Transaction', digest: 'Digest', noDigest: 'no digest yet', receiptFile: 'Receipt file',
    checkedBy: 'What was checked', notCovered: 'No check covered this yet.', paid: 'Paid', offered: 'Price',
    mark: { passed: 'Passed', failed: 'Failed', notChecked: 'Not checked', partly: 'Partly checked' },
    verdictAll: 'Every check passed, here and now.', verdictFailed: (failed: string) => `${failed} failed. Do not rely on this receipt.`, failedChecks: { one: 'check', other: 'checks' }, passedChecks: { one: 'check passed', other: 'checks passed' }, openChecks: { one: 'not checked here', other: 'not checked here' }, workOf: (kind: string, model: string, units: string) => `${kind} with ${model}, ${units}`, verdictNotOk: 'Too little could be checked to rely on this receipt.', verdictSome: (passed: string, open: string) => `Nothing failed. ${passed}, ${open}.`,
  },
  earnings: {
    title: 'Earnings', range: 'Range', ranges: { '24h': '24 h', '7d': '7 days', '30d': '30 days', '1y': '1 year', 'all': 'All' },
    paidIn: { '24h': 'Paid in the last 24 hours', '7d': 'Paid in the last 7 days', '30d': 'Paid in the last 30 days', '1y': 'Paid in the last year', 'all': 'Paid since the first job' },
    waiting: 'Reading the earnings.', empty: 'Nothing was paid in this time.', emptyNext: 'A job is paid when its window on the chain has closed.', chart: 'Paid over time', table: 'As a table', head: { from: 'From', jobs: 'Jobs', paid: 'Paid' },
    forJobs: (jobs: string) => `for ${jobs}`, total: 'Paid in all', today: 'Paid today', statement: 'Statement', waits: 'Waits',
  },
  settings: {
    title: 'Settings', language: 'Language', languageSystem: (name: string) => `As the system: ${name}`, theme: 'Appearance', themes: { system: 'As the system', light: 'Light', dark: 'Dark' }, textSize: 'Text size', practice: 'Practice client', practiceRate: 'Orders a minute', practiceOff: 'stopped', practiceWhy: 'It sends real jobs for test money, so that you can see the whole path work.',
    practiceNone: 'There is no practice client on this network.', models: 'Models', modelsWaiting: 'Reading the models.', modelsEmpty: 'No model is installed.', modelsEmptyNext: 'Without a model no order can be taken.',
    addresses: { title: 'Addresses of the chain', why: 'Hearth asks these nodes what is on the chain. With several, it sees when one lags, lies or is silent, and decides nothing while two disagree.', waiting: 'Reading the addresses.', given: 'came with the chain', added: 'added by you', inUse: 'in use', states: { unknown: 'not asked yet', answers: 'answers', resting: 'wants fewer requests', silent: 'silent', refused: 'set aside' }, another: 'Another address', add: 'Add', checking: 'Checking', remove: 'Remove' },
    modelState: { ready: 'Ready', corrupt: 'Cannot run', off: 'Off' }, unitPrices: (paidIn: string, paidOut: string) => `${paidIn} in, ${paidOut} out, per unit`, numericClass: 'Numeric class',
    programs: 'Programs', programsWaiting: 'Waiting for the programs.', programsEmpty: 'No program is reported.', programHead: { name: 'Program', state: 'State', memory: 'Memory', restarts: 'Restarts', pid: 'Process' }, programState: { starting: 'Starting', running: 'Running', restarting: 'Restarting', stopped: 'Stopped' },
    about: 'This Hearth', version: 'Version', folder: 'Data folder', started: 'Started', runtime: 'Runtime', platform: 'System', node: 'Node', address: 'Node address', peer: 'Peer id', chain: 'Chain', stake: 'Stake', inFlight: 'In open jobs',
    stop: 'Stop Hearth', stopAsk: 'Stop Hearth?', stopWhy: 'Jobs that are not finished are picked up at the next start. Nothing is lost.', stopYes: 'Stop', stopNo: 'Keep it on',
    reset: {
      title: 'Reset', why: 'What lies in the data folder, by what it is. You choose what goes; the wallet and the node key stay unless you say otherwise.', open: 'Choose what goes', waiting: 'Measuring the data folder.', nothing: 'Nothing there',
      parts: {
        app: { name: 'App data', gone: 'Jobs, receipts, settings, prices, logs and the practice network. Receipts that no anchor holds yet are paid to nobody.' }, models: { name: 'Models', gone: 'The list of folders you added, and what of them lies in the data folder.' },
        node: { name: 'Node key', gone: 'Goes with the app data. The next start is a new node: stake stays bound to the old one, and nobody can claim for it any more.' }, wallet: { name: 'Wallet', gone: 'Without its recovery phrase, a keystore file or the backup file nobody can spend what its accounts hold.' },
      },
      type: (typed: string) => `Type ${typed} to let the wallet go`, elsewhere: 'Model folders elsewhere are forgotten, never deleted:', others: 'Left alone, whatever goes:', go: 'Stop Hearth and let it go', going: 'Hearth stops. What you chose goes once it has ended.',
    },
  },
  jobsCount: { one: 'job', other: 'jobs' }, progress: (stage: string, done: string, most: string) => `${stage}, ${done} of ${most}`,
  copy: (digest: string) => `Copy ${digest}`, copied: 'Copied', close: 'Close', retry: 'Try again', unknownScreen: 'There is no such page.', toDashboard: 'To the dashboard',
});
