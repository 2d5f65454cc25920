import { localized } from './localized.ts';

/** All nodes of one operator. */
export const fleetWords = localized('fleetWords', {
  title: 'Fleet', waiting: 'Asking the nodes.', alone: 'One node so far: this one.', nodes: { one: 'node', other: 'nodes' }, allAnswer: (nodes: string) => `${nodes} answer.`, someAnswer: (answering: string, all: string) => `${answering} of ${all} nodes answer.`, together: (nodes: string) => `Together: ${nodes}`,
  today: 'Paid today', waits: 'Waiting', total: 'Paid in all', network: 'Network',
  head: { node: 'Node', state: 'State', devices: 'Devices', today: 'Paid today', stake: 'Stake', version: 'Version', page: 'Page' },
  own: 'This Hearth', devicesOf: (ready: string, all: string) => `${ready} of ${all} ready`, asking: 'Asked; no answer yet.', silentSince: (when: string) => `Does not answer since ${when}`, heard: (when: string) => `Last heard ${when}.`, neverHeard: 'Never heard from here.',
  open: 'Open its page', copyAddress: 'Copy its page’s address', inWindow: 'Its page is the window on that machine.', samePort: 'Its page has this page’s port: start it with another --port.', remove: 'Take out', removeNode: (name: string) => `Take out ${name}`,
  add: 'Add a node', folder: 'Its data folder', folderHint: 'The whole path, here or at this end of a tunnel.', addIt: 'Add',
  tunnel: 'A node on another machine opens no port for this: bring its control socket here, and its page’s port if you want to open the page. Whoever holds them can do everything its page can.',
});
