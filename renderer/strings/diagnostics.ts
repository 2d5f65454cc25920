import type { DataLimitName } from '../../electron/shared/dataLimits.ts';
import type { Reach } from '../../electron/shared/diagnostics.ts';
import type { ListenScope } from '../../electron/shared/listening.ts';
import { localized } from './localized.ts';

/** Words of the network, log and about screens. */
export const diagnosticsWords = localized('diagnosticsWords', {
  network: {
    title: 'Network', waiting: 'Looking at the network.', none: 'Hearth runs without a network.', noneNext: 'Receipts are made and checked on this machine, and nothing is paid.',
    reach: {
      nothing: 'Nobody can reach this node yet.', thisMachine: 'Programs on this machine can reach this node, and nobody else.', homeNetwork: 'Your home network can reach this node.', internet: 'This node listens at an address of the internet.', direct: 'Other homes reach this node directly.', relay: 'Other homes reach this node through a relay.', closed: 'Other homes cannot reach this node.', untried: 'Nobody has tried yet whether other homes reach this node.',
    } satisfies Record<Reach, string>,
    reachWhy: {
      nothing: 'It does not listen anywhere. It does as soon as it has started.', thisMachine: 'That is all the practice network needs: its client and its verifiers run here too. Nothing has to be opened in a router.', homeNetwork: 'Whoever does not come from an address of your home is turned away. A firewall on this machine may still keep your home out.', internet: 'Whether a firewall lets others in cannot be seen from inside.', direct: 'Peers were asked to dial it, and came in.', relay: 'Your router lets nobody in, so others come through nodes that serve as relays. That is slower, and one connection carries at most 16 MiB in 10 minutes.', closed: 'Peers were asked to dial it and did not come through, and no relay has a place for it yet. It can still dial others, and is offered less work.', untried: 'It listens, and asks the first peers it meets to dial it.',
    } satisfies Record<Reach, string>,
    forward: (port: number) => `For a direct line, forward TCP port ${port} in your router to this machine, or let Hearth ask the router for it.`,
    peers: 'connected now', peersWhy: { one: 'peer', other: 'peers' }, listens: 'Listens at', peerId: 'Peer id', node: 'Node address', chain: 'Chain', block: 'Newest block', blockAge: (age: string) => `${age} old`, rpc: 'Asked at', windowLength: 'A window lasts', fresh: 'The chain answers and is fresh.', old: (age: string) => `The chain answers, but its newest block is ${age} old. Nothing is decided on it.`, gone: 'The chain does not answer. Receipts wait here and are paid when it is back.', connecting: 'The chain has not answered yet.', noChain: 'There is no chain.', strangers: 'Names and addresses of others are shown as plain text. Hearth opens none of them.',
    listen: {
      title: 'Who may reach this node', waiting: 'Reading what you chose.', scope: { thisMachine: 'This machine', homeNetwork: 'Home network', internet: 'Internet' } satisfies Record<ListenScope, string>,
      scopeWhy: { thisMachine: 'Only programs on this machine can connect. Nothing is opened.', homeNetwork: 'Machines with an address of your home can connect as well. Everybody else is turned away.', internet: 'Anybody can connect: one TCP port of this machine is open to the world.' } satisfies Record<ListenScope, string>,
      port: 'Port', portHint: 'From 1024. Empty: 7413.', relay: 'Relay for others', relayWhy: 'Nodes that nobody reaches are reached through this one: at most 32, and 16 MiB in 10 minutes for each connection.', router: 'Ask the router', routerWhy: 'The router is asked to forward the port to this machine (UPnP).', region: 'Country', regionHint: 'Two letters, such as DE, for whoever buys by country. Empty: others are told nothing.',
      save: 'Save and restart the provider', saving: 'The provider restarts.', saveWhy: 'Running jobs go on after it.', runs: (running: string) => `What you chose counts from the provider’s next start. Until then it runs as: ${running}.`, portOf: (port: string) => `port ${port}`,
    },
    data: {
      title: 'Limits on data', waiting: 'Reading the limits.',
      what: 'What this node sends to and receives from the internet, models included. At a limit no order is taken, no model given or fetched, until its day or month is over; running jobs end. Traffic within your home and the chain’s do not count.',
      names: { sentDay: 'Sent in a day', sentMonth: 'Sent in a month', receivedDay: 'Received in a day', receivedMonth: 'Received in a month' } satisfies Record<DataLimitName, string>, hint: 'In GiB. Empty: no limit.', used: (used: string) => `${used} so far`, save: 'Save the limits', saved: 'Saved. They count at once.',
    },
    networks: {
      title: 'Networks', waiting: 'Reading the networks.', own: 'Practice network of this Hearth', only: 'Only the practice network of this Hearth is here.', join: 'To join another, give the file of that network to this command:', real: 'real money', current: 'Current', switch: 'Switch', switchTo: (name: string) => `Switch to ${name}`,
      ask: (name: string) => `Switch to ${name}?`, why: 'Jobs that are running are finished first, then the provider restarts there. Stake, earnings and receipts of each network stay with it.', yes: 'Switch', no: 'Stay here', going: 'The switch is under way: running jobs are finished first, then the provider restarts.',
      receipts: { one: 'receipt of this node may still be audited here.', other: 'receipts of this node may still be audited here.' }, until: (moment: string) => `Until ${moment} at the latest.`, untilUnknown: 'For how long is not known yet.', costs: 'Verifiers who find nobody here may say so on the chain, which costs stake.', whenClear: 'Switch when none is left', waits: (name: string) => `No more orders are taken. The switch to ${name} follows once no receipt waits to be audited.`, now: 'Switch now',
    },
  },
  logs: {
    title: 'Log', waiting: 'Reading the log.', empty: 'Nothing was written yet.', emptyNext: 'Each program writes here what it does and what it refused.', none: 'No line holds that.', noneNext: 'Try less of it.', filter: 'Only lines with', count: { one: 'line', other: 'lines' }, cut: 'older ones are in the file', follow: 'Follow', export: 'Save these lines', exportWhy: 'As they are, with addresses and paths. For somebody else take the diagnostics bundle under About: it is scrubbed.',
  },
  about: {
    title: 'About', version: 'Hearth', lead: 'MIT licence. It comes with the works of others, each under its own.', licences: 'What it is made of', works: { one: 'work of others', other: 'works of others' }, licenceHead: { name: 'Work', licence: 'Licence' },
    guard: 'Nobody will ask for your phrase', guardWhy: 'Not Hearth, not its makers, not a client, not support, not this page. Whoever asks for your recovery phrase, your passphrase or your key wants your money. Hearth shows text from the network as plain text and never as an instruction.',
    bundle: 'Diagnostics bundle', bundleWhy: 'For whoever helps you find a fault: versions, devices, states and the log. Accounts, digests, addresses, paths, and the names of you and this machine are taken out before you see it.', make: 'Make it and look', making: 'Making it', save: 'Save it', size: (size: string) => `${size}. Read it first: this is all that is in it.`, nothingSent: 'Nothing is sent anywhere.',
  },
});
