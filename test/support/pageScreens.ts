import type { WalletState } from '../../electron/shared/walletBridge.ts';
import { sampleProposal } from './economySamples.ts';
import type { FakeHandlers, FakeTopics } from './fakeProvider.ts';
import { digest, emptyHandlers, emptyTopics, failedHandlers, failedTopics, richHandlers, richTopics, waitingHandlers } from './pageSamples.ts';
import { failedWalletChain, noWallet, readyWallet, walletChainHandlers } from './walletSamples.ts';

export type PageState = { readonly name: 'waiting' | 'empty' | 'failed' | 'ready'; readonly topics: FakeTopics; readonly handlers: FakeHandlers; readonly wallet: WalletState | null; readonly shows: string };

/** The four things a screen can have to say. */
export const pageStates: readonly PageState[] = [
  { name: 'waiting', topics: {}, handlers: waitingHandlers, wallet: null, shows: '[data-state=waiting]' },
  { name: 'empty', topics: emptyTopics(), handlers: emptyHandlers, wallet: noWallet(), shows: '[data-state=empty]' },
  { name: 'failed', topics: failedTopics(), handlers: { ...failedHandlers, ...failedWalletChain }, wallet: readyWallet(false), shows: '[data-state=failed]' },
  { name: 'ready', topics: richTopics(), handlers: { ...richHandlers, ...walletChainHandlers }, wallet: readyWallet(), shows: '[data-state=ready]' },
];

/** Every screen by its name in the title, and its place in the address. */
export const pageScreens: readonly { readonly name: string; readonly hash: string }[] = [
  { name: 'Dashboard', hash: '#/' },
  { name: 'Jobs', hash: '#/jobs' },
  { name: 'Job', hash: `#/jobs/${digest('job 8')}` },
  { name: 'Audits', hash: '#/audits' },
  { name: 'Earnings', hash: '#/earnings' },
  { name: 'Usage', hash: '#/usage' },
  { name: 'Devices', hash: '#/devices' },
  { name: 'Rules', hash: '#/rules' },
  { name: 'Settings', hash: '#/settings' },
  { name: 'Wallet', hash: '#/wallet' },
  { name: 'Staking', hash: '#/staking' },
  { name: 'Governance', hash: '#/governance' },
  { name: 'Proposal', hash: `#/governance/${sampleProposal(1).proposalId}` },
  { name: 'Welcome', hash: '#/welcome' },
  { name: 'Network', hash: '#/network' },
  { name: 'Models', hash: '#/models' },
  { name: 'Fleet', hash: '#/fleet' },
  { name: 'Log', hash: '#/log' },
  { name: 'About', hash: '#/about' },
  { name: 'Notices', hash: '#/notices' },
];
