import { localized } from './localized.ts';

/** Words of the introduction. */
export const welcomeWords = localized('welcomeWords', {
  steps: ['Welcome', 'This machine', 'How it behaves', 'Wallet', 'First receipt'],
  progress: (step: string, steps: string, name: string) => `Step ${step} of ${steps}: ${name}`, waiting: 'One moment.',
  next: 'Go on', back: 'Back', leave: 'Leave it for later', leaveWhy: 'Settings has the way back to where you are.', done: 'To the dashboard', skip: 'Skip the wallet for now',
  again: 'Introduction', againWhy: 'What Hearth is, this machine, its rules, a wallet, and a first receipt.', takeUp: (step: string) => `Take it up at step ${step}`, show: 'Show it again',
  hello: {
    title: 'Let a computer at rest earn its keep.', lead: 'Hearth runs AI jobs for others on this machine while you do not need it. Each job leaves a receipt that anyone can check.',
    promises: [
      { title: 'It steps aside', text: 'It stops for your games, your programs and your hours, and says what stopped it.' },
      { title: 'Your keys stay here', text: 'They are kept by a program of their own. No account, no stake and no address are needed to look around.' },
      { title: 'Nothing runs unchecked', text: 'Only models whose every file matches its hash, in a process that has no network and no keys.' },
    ],
    restore: 'You had a Hearth before? Restore its wallet',
    questions: 'Before you start',
    answers: [
      { ask: 'Is this real money?', answer: 'Not now. You are on the practice network: real jobs, real receipts, a real chain on this machine, and coins that are worth nothing outside of it. Every amount says so.' },
      { ask: 'What do strangers run here?', answer: 'Models you have installed, on inputs they send. They cannot send programs. What they ask and what they get is not kept here, only its hashes and sizes.' },
      { ask: 'What can I refuse?', answer: 'Any model, any device, any hour. Orders you refuse go to somebody else, and refusing costs nothing.' },
      { ask: 'What if I just switch it off?', answer: 'Nothing breaks. An unfinished job goes back to its client and is not paid. Finished ones are kept on disk and paid when you are back. Only a receipt that is proven false costs stake.' },
    ],
  },
  machine: { title: 'What can work here', lead: 'Switch off what Hearth should leave alone. A processor alone is enough.', checks: 'Checked just now', disk: 'Free disk', diskFine: (free: string) => `${free} are free.`, diskLow: (free: string) => `Only ${free} are free. Make some room, or add the rule about the disk.`, diskUnknown: 'The system does not say how much is free.', chain: 'Network', chainFine: 'The practice chain answers.', chainNone: 'No chain. Receipts stay on this machine, and everything here works all the same.', chainGone: 'The chain does not answer yet. Nothing here waits for it.', device: 'Something to compute with', deviceFine: 'Ready.', deviceNone: 'Nothing that is found can compute with this runtime. Look at the devices for the reason of each.', deviceOff: 'Every device is off. Switch one on to work.' },
  behaviour: { title: 'When it may work', lead: 'Three ways with all their numbers. Every number can be changed later, under Rules.' },
  wallet: { title: 'Where earnings go', lead: 'Without a wallet they go to a key this Hearth made for itself, which is fine on a practice network. Secrets go from this page straight to the signer; no other part of Hearth sees them.', has: 'There is a wallet here.', toWallet: 'Look at it' },
  receipt: {
    title: 'Your first receipt', waiting: 'Waiting for the first job. It takes a few seconds once the network is there.', paused: 'Nothing runs now, by your rules or because every device is off. Resume, or come back to it later.', order: 'Ask for one now',
    made: (model: string, units: string, took: string) => `${model} made ${units} in ${took} on this machine.`, units: { one: 'result', other: 'results' }, checking: 'Checking it, here and now.', holds: 'Your first receipt holds.', fails: 'The receipt does not hold.', checks: 'Recomputed here: its hashes, its signatures, and a replay of the model.', look: 'Look at its path', again: 'Check it again',
  },
});
