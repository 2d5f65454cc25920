import type { AcceleratorView } from '../../electron/shared/accelerators.ts';
import { localized } from './localized.ts';

/** What a card's maker provides for the runtime, and where fetching it stands. */
export const acceleratorWords = localized('acceleratorWords', {
  title: 'Accelerator',
  name: 'CUDA for NVIDIA cards',
  what: 'NVIDIA’s libraries, with which the runtime computes on NVIDIA’s cards. They are too large to come with Hearth.',
  noCard: 'No NVIDIA card was found here, so it would change nothing.',
  sizes: (a: string, b: string) => `${a} are fetched from where their makers publish them, each library held against the hash that this Hearth was built with. ${b} of the disk are taken.`,
  of: (a: string, b: string) => `${a} of ${b}`,
  looking: 'Looking at what is here already',
  restart: 'Start Hearth again: it asks at its start what devices can do.',
  fetch: 'Fetch',
  goOn: 'Go on',
  stop: 'Stop',
  remove: 'Remove',
  takeAway: 'Take away what came',
  removeAsk: 'Remove the accelerator?',
  removeWhy: 'NVIDIA’s cards compute nothing without it. It has to be fetched again.',
  keep: 'Keep it',
  progress: 'Progress of the accelerator',
  waiting: 'Asking which accelerators there are.',
  why: { noList: 'This Hearth was built without a list of what may be fetched, so it fetches none. Releases have one.', notNeeded: 'On this system the runtime brings what cards need: there is nothing to fetch.', otherSystem: 'None is listed for this system.', otherVersion: 'The one that is listed is for another version of the runtime. Use the Hearth that it was made for.' },
  state: { absent: 'Not installed', fetching: 'Fetching', stopped: 'Stopped. What came is kept.', failed: 'Did not arrive whole. What came is kept.', otherRuntime: 'Here is one for another version of the runtime; this Hearth does not use it.', installed: 'Installed', none: 'Not to be had here' },
} satisfies { readonly state: Record<AcceleratorView['state'], string>; readonly why: Record<NonNullable<AcceleratorView['why']>, string> } & Record<string, unknown>);
