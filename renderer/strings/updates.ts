import type { UpdateChoice, UpdateOff, UpdateProblem } from '../../electron/shared/updates.ts';
import { localized } from './localized.ts';

/** Words of the updates in the settings; the reasons stand in notices too. */
export const updateWords = localized('updateWords', {
  title: 'Updates', why: 'An update is taken only when a key that came with this Hearth has signed it.',
  off: { headless: 'This Hearth runs without a window and is updated the way it was installed: by npm, or from its sources.', source: 'This Hearth runs from its sources. A newer version comes with them.', noFeed: 'This build knows no place to ask for updates.', noKey: 'This build holds no key to check updates with, so it takes none.', packaged: 'This package is updated the way it was installed.' } satisfies Record<UpdateOff, string>,
  choice: 'How updates come', choices: { automatic: 'By themselves', ask: 'Ask me', never: 'Never' } satisfies Record<UpdateChoice, string>, choiceWhy: { automatic: 'Fetched by themselves, installed when Hearth quits.', ask: 'You are told. Nothing is fetched before you say so.', never: 'Hearth looks only when you press the button.' },
  check: 'Look now', checking: 'Looking for an update.', checked: (when: string) => `Last answer: ${when}.`, none: 'No newer version is known.',
  available: (version: string) => `Version ${version} is out.`, fetch: 'Fetch it', downloading: (version: string, percent: string) => `Fetching version ${version}: ${percent}.`,
  ready: (version: string) => `Version ${version} is fetched and checked.`, atQuit: 'It is installed when Hearth quits.', atWill: 'It is installed when you say so.', install: 'Install and restart', installWhy: 'A running job is finished first.', waiting: (version: string) => `Version ${version} is installed once the running jobs are done.`,
  changes: (version: string) => `What version ${version} changes`,
  problems: { signature: 'The list of versions is signed by no key that this Hearth knows. Nothing was fetched.', feed: 'The list of versions is signed, but says what it may not. Nothing was fetched.', older: 'The list of versions is older than one seen before, or than what runs. Nothing was fetched.', tampered: 'The package is not the one that was signed, or not whole. It was thrown away.', tooLong: 'The answer was longer than it may be and was cut off.', unreachable: 'Nobody answered. Hearth asks again later.', disk: 'The package could not be written, or the old one not kept. Make room and try again.', notInstalled: 'The system did not install the package. The old version runs.' } satisfies Record<UpdateProblem, string>,
  rolledBack: (from: string, to: string) => `Version ${from} did not become ready in two starts, and ${to} is back. That version is not offered again.`,
});
