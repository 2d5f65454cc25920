import { localized } from './localized.ts';

/** The kinds that notices.ts does not say: what happened and what comes next. The arguments are ready to be shown. */
export const noticeMore = localized('noticeMore', {
  aModel: 'a model', aTransaction: 'a transaction', aProposal: 'a proposal', someAmount: 'an unknown amount',
  clientSilent: { what: (job: string) => `The client of job ${job} took the result and sends no voucher.`, next: 'Its price is claimed from the chain. Nothing to do here.' },
  firstPayment: { what: (amount: string) => `The first job is paid: ${amount}.`, next: 'Open the earnings for what came of it.' },
  dayEarned: { what: (day: string, jobs: string, amount: string) => `${day}: ${jobs} paid, ${amount} in all.`, next: 'Open the earnings for fees, energy and net.' },
  claimPaid: { what: (job: string, amount: string) => `The claim for job ${job} was paid: ${amount}.`, next: 'Nothing to do here.' },
  claimLapsed: { what: (job: string, amount: string) => `The claim for job ${job} ended unpaid: ${amount}.`, next: 'For ninety days nothing of this node’s own had matured on the chain to pay it from, or fees stood above your limit. The coins went back to the client; on the job’s page you can refuse that client.' },
  transactionFailed: { what: (name: string, reason: string) => `The chain refused a transaction of the node (${name}). ${reason}`, next: 'What it was for is tried again. If this goes on, the log says more.' },
  caseOpened: { what: (job: string) => `A verifier rejected the receipt of job ${job}, and more verifiers are drawn.`, next: 'They replay it. If they agree with you it stands; otherwise it costs stake.' },
  caseEnded: { accepted: (job: string) => `More verifiers replayed job ${job} and found its receipt right.`, unproven: (job: string) => `The case about job ${job} ended without a majority.`, next: 'The receipt is paid as before.' },
  auditMissed: { what: (reason: string) => `This node did not vote in time on a receipt it was drawn for. ${reason}`, next: 'It is not paid for that vote. Keep Hearth running, or give its seats up.' },
  auditPaid: { what: (amount: string) => `Paid for votes as a verifier: ${amount}.`, next: 'Nothing to do here.' },
  rowsEvicted: { what: (job: string) => `The rows of job ${job} were deleted to make room.`, next: 'An audit of it can no longer be answered. Leave more space on the disk.' },
  stakeFull: { what: (used: string, limit: string) => `Nearly all that the stake allows is in open jobs: ${used} of ${limit}.`, next: 'More receipts wait until others are paid. More stake lets more of them through.' },
  stakeReady: { what: (amount: string) => `Stake that was asked back can be taken out: ${amount}.`, next: 'It earns nothing until then, and stays at risk.' },
  deviceTested: { sound: (device: string) => `Tested: ${device} computes rightly.`, wrong: (device: string) => `Tested: ${device} computes something wrong.`, unproven: (device: string) => `Tested: for ${device} there was nothing to compare its results with.`, next: 'Open the devices for its speed.' },
  modelDamaged: { what: (model: string, reason: string) => `The model ${model} cannot be opened. ${reason}`, next: 'No order for it is taken. Install it again.' },
  downloadDone: { what: (model: string) => `Downloaded and checked: ${model}.`, next: 'It is offered from now on.' },
  downloadEnded: { what: (model: string, reason: string) => `The download of ${model} stopped. ${reason}`, next: 'Open the models to go on with it or to leave it.' },
  pauseEnded: { what: (device: string) => `The pause of ${device} is over.`, next: 'It takes work again.' },
  dataNear: { what: (name: string, used: string, most: string) => `${name}: ${used} of ${most} are used.`, next: 'At the limit no order, download or giving begins until its day or month is over. Change it on the Network screen.' },
  gaveBackSlowly: { what: (device: string, span: string) => `Giving back the memory of ${device} took ${span}.`, next: 'Two seconds are promised. If it goes on, choose a preset that works less.' },
  chainRewound: { what: (block: string) => `The chain took back its blocks after ${block}.`, next: 'What was paid in them is looked at again.' },
  practiceRestarted: { what: 'The practice network had ended and was started again.', next: 'Its chain keeps its state. Jobs go on.' },
  voteOpened: { what: (title: string, until: string) => `A vote is open until ${until}: ${title}.`, next: 'You have votes in it.' },
  voteEnds: { what: (title: string, span: string) => `A vote ends in ${span} and yours is not cast: ${title}.`, ended: (title: string) => `A vote in which yours was not cast is about to end: ${title}.`, next: 'Vote, or let it pass.' },
  voteMissed: { what: (title: string) => `A vote ended without yours: ${title}.`, next: 'Open it for the result.' },
  proposalExecuted: { what: (title: string) => `A proposal took effect: ${title}.`, next: 'Open it for what it changes here.' },
  updated: { what: (version: string, before: string) => `Hearth is now version ${version}; it was ${before}.`, next: 'Nothing to do here.' },
  updateReady: { what: (version: string) => `Version ${version} is fetched and checked.`, next: 'Install it from the settings. Where updates come by themselves, it is installed when Hearth quits.' },
  updateRefused: { what: (reason: string) => `An update was refused. ${reason}`, next: 'This version goes on as it is. If it happens again, look at the release page.' },
  updateRolledBack: { what: (from: string, to: string) => `Version ${from} did not become ready in two starts, and ${to} is back.`, next: 'That version is not offered again; a later one is.' },
  diskFull: { what: (path: string) => `The disk that holds ${path} is full.`, next: 'No new order is taken. Make room: work goes on by itself.' },
  diskHasRoom: { what: 'The disk takes writes again.', next: 'Orders are taken again.' },
  walletLocked: { what: 'The wallet locked itself, since nothing was asked of it for a while.', next: 'Jobs, receipts and payments go on. Unlock it when you send, stake or vote.' },
  backupDue: { what: 'It is time to compare the wallet’s recovery phrase with your copy.', next: 'Open the wallet and type the words it asks for. A copy that was never read back may be no copy.' },
});

/** What each kind is called where it is switched. */
export const noticeTitles = localized('noticeTitles', {
  firstReceipt: 'First receipt', jobFailed: 'A job failed', jobRetried: 'A job starts again', orderRefused: 'An order was refused', clientSilent: 'A client stays silent', firstPayment: 'First payment', dayEarned: 'What a day earned', claimPaid: 'A claim was paid', claimLapsed: 'A claim ended unpaid', transactionFailed: 'A transaction failed',
  slashed: 'Stake was taken', voided: 'A receipt was rejected', disputed: 'A receipt is disputed', disputeEnded: 'A dispute ended', caseOpened: 'A verifier rejected a receipt', caseEnded: 'A case ended', auditMissed: 'An audit was missed', auditPaid: 'Votes were paid', rowsEvicted: 'Rows were deleted', stakeFull: 'The stake is used up', stakeReady: 'Stake can be taken out',
  deviceSetAside: 'A device was set aside', deviceTested: 'A device was tested', workerRestarted: 'A worker was restarted', modelDamaged: 'A model cannot run', downloadDone: 'A model is installed', downloadEnded: 'A download stopped', ruleStopped: 'A rule took a device', ruleEnded: 'A rule gave a device back', pauseEnded: 'A pause is over', dataNear: 'Most of a limit on data is used', gaveBackSlowly: 'Memory was given back slowly', woke: 'The machine slept',
  chainGone: 'The chain is silent', chainBack: 'The chain is back', chainDoubt: 'Chain data in doubt', chainSound: 'Chain data sound again', rpcSetAside: 'A chain address set aside', chainRewound: 'The chain took blocks back', practiceRestarted: 'The practice network restarted',
  voteOpened: 'A vote is open', voteEnds: 'A vote ends soon', voteMissed: 'A vote ended without yours', proposalExecuted: 'A proposal took effect', providerRestarted: 'Hearth ended unexpectedly', signerRestarted: 'The signer was restarted', updated: 'Another version', updateReady: 'An update is ready', updateRefused: 'An update was refused', updateRolledBack: 'An update was taken back', diskFull: 'The disk is full', diskHasRoom: 'The disk has room', cheating: 'Cheating on purpose',
  walletLocked: 'The wallet locked itself', backupDue: 'The phrase should be compared',
});

/** The centre that keeps notices, and the settings of what is told. */
export const noticeWords = localized('noticeWords', {
  title: 'Notices', bell: 'Notices', bellUnread: (n: string) => `Notices, ${n} unread`, waiting: 'Waiting for notices.', empty: 'Nothing has happened yet.', emptyNext: 'What you should know is kept here, with its reason and what comes next.',
  filter: 'Severity', filters: { all: 'All', unread: 'Unread', attention: 'Attention', failure: 'Failures', info: 'Information' }, none: 'None of these.', showAll: 'Show all',
  readAll: 'Mark all as read', clearAll: 'Clear all', cleared: { one: 'notice cleared.', other: 'notices cleared.' }, undo: 'Undo', choose: 'What is told',
  unread: 'Unread', markRead: 'Mark as read', markUnread: 'Mark as unread', clear: 'Clear', times: (n: string, since: string) => `${n} times since ${since}`, mute: 'Do not tell me this again', muted: (title: string) => `Not told any more: ${title}.`,
  today: 'Today', yesterday: 'Yesterday', all: 'All notices',
  actions: { job: 'Open the job', jobs: 'Show jobs', earnings: 'Open earnings', devices: 'Open devices', rules: 'Open rules', network: 'Open network', staking: 'Open staking', wallet: 'Open the wallet', proposal: 'Open the vote', audits: 'Open audits', models: 'Open models', settings: 'Open settings', log: 'Open the log', about: 'About this Hearth' },
  settings: {
    title: 'Notices', why: 'What is off is not kept and not shown. What costs money or harms the machine is always told.', waiting: 'Reading what is told.', native: 'Show on the desktop', nativeWhy: 'When the window is out of sight, what needs attention is shown by the system.',
    quiet: 'Quiet hours', quietWhy: 'Within them the desktop shows only what costs money or harms the machine. Everything is kept here.', from: 'From', to: 'Until', same: 'Quiet hours need a beginning and another end.', always: 'Always told', tell: (title: string) => `Tell: ${title}`,
    groups: { jobs: 'Jobs', money: 'Money', devices: 'Devices', guest: 'Being a guest', chain: 'Chain', votes: 'Votes', hearth: 'Hearth itself' }, on: 'On', off: 'Off', count: (on: string, all: string) => `${on} of ${all} told`,
  },
});
