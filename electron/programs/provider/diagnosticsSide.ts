import { join } from 'node:path';
import { readCrashReports } from '../../services/diagnostics/crashReports.ts';
import { readLogTail } from '../../services/diagnostics/logTail.ts';
import { readOwnNames } from '../../services/diagnostics/ownNames.ts';
import { createScrubber } from '../../services/diagnostics/scrub.ts';
import type { Journal } from '../../services/jobs/journal.ts';
import type { SettingsFile } from '../../services/settings/settings.ts';
import type { PageBridge } from '../../shared/bridge.ts';
import type { Handlers } from '../../shared/bridgeKit.ts';
import type { diagnosticsCommands } from '../../shared/diagnostics.ts';
import type { About, Device, Network } from '../../shared/shapes.ts';
import type { NetworkSide } from './networkSide.ts';

export type DiagnosticsHandlers = Pick<Handlers<PageBridge>, keyof typeof diagnosticsCommands>;

type Dependencies = {
  readonly dataFolder: string;
  readonly journal: Pick<Journal, 'counts' | 'totals' | 'list'>;
  readonly settings: Pick<SettingsFile, 'read'>;
  readonly facts: () => { readonly about: About; readonly devices: readonly Device[]; readonly network: Network };
  readonly networkSide: () => Pick<NetworkSide, 'peerId' | 'addresses' | 'clients' | 'peer' | 'discovery'> | undefined;
  readonly nowMs: () => number;
};

const bundleLines = 600;
const bundleJobs = 50;
const bundleCrashes = 5;

/** The log, a bundle for whoever helps, and how far this node can be reached. */
export function createDiagnosticsSide({ dataFolder, journal, settings, facts, networkSide, nowMs }: Dependencies): DiagnosticsHandlers {
  const logFile = join(dataFolder, 'hearth.log');
  return {
    readLog: ({ lines, filter }) => readLogTail(logFile, lines, filter),
    async exportDiagnostics() {
      const { lines } = await readLogTail(logFile, bundleLines, '');
      const { about, devices, network } = facts();
      const { rules, preset, devices: switched, practiceJobsPerMinute } = settings.read();
      const bundle = {
        format: 'hearth-diagnostics/1', note: 'Scrubbed: no address, account, path, name of this machine or its user, secret. Read it before you give it away; nobody needs your recovery phrase, ever.',
        version: about.version, runtime: { node: about.node, onnxruntime: about.onnxruntime, platform: about.platform }, upSeconds: Math.round((nowMs() - about.startedAtMs) / 1000),
        programs: about.programs.map(({ name, state, restarts, memoryBytes }) => ({ name, state, restarts, memoryBytes })),
        devices: devices.map(({ kind, name, vendor, memoryBytes, driver, executionProviders, reason, enabled, state }) => ({ kind, name, vendor, memoryBytes, driver, executionProviders, reason, enabled, state })),
        network: { practice: network.practice, chain: network.chain, blockAgeSeconds: network.blockAgeSeconds, clients: network.clients },
        // Programs on the owner's list are nobody's business; that there is a list may be.
        settings: { preset, ownRules: rules?.map(({ kind, isOn }) => ({ kind, isOn })) ?? null, switchedDevices: Object.keys(switched).length, practiceJobsPerMinute },
        jobs: { ...journal.counts(0), newest: journal.list({ stage: 'all', search: '', limit: bundleJobs, beforeMs: null }).jobs.map(({ stage, failure, attempts }) => ({ stage, failure: failure?.code ?? null, attempts })) },
        crashes: readCrashReports(dataFolder, bundleCrashes),
        log: lines,
      };
      const scrub = createScrubber(readOwnNames(dataFolder));
      const text = JSON.stringify(bundle, (_key, value: unknown) => (typeof value === 'string' ? scrub(value) : typeof value === 'bigint' ? value.toString() : value), 2);
      return { fileName: `hearth-diagnostics-${new Date(nowMs()).toISOString().slice(0, 10)}.json`, text: `${text}\n` };
    },
    readPeers() {
      const side = networkSide();
      const addresses = side?.addresses().slice(0, 50) ?? [];
      const peers = side?.peer.connectedPeers().slice(0, 300) ?? [];
      const nodes = (side?.discovery.nodes() ?? []).map(({ announcement: { node, peerId, addresses: told, models, freeSlots, region = null, atMs } }) => ({
        node, peerId, addresses: told, models: models.map(({ name, kind, priceInWei, priceOutWei }) => ({ name, kind, priceInWei, priceOutWei })), freeSlots, region, announcedAtMs: atMs, isOwn: peerId === side?.peerId, isConnected: peers.includes(peerId),
      }));
      return { peerId: side?.peerId ?? null, addresses, reach: side?.peer.reach() ?? 'nothing', port: portOf(side?.peer.listened() ?? []), peers, nodes };
    },
    readReach() {
      const side = networkSide();
      const addresses = side?.addresses().slice(0, 50).map((address) => address.slice(0, 300)) ?? [];
      return { peerId: side?.peerId ?? null, addresses, peers: side?.clients() ?? 0, reach: side?.peer.reach() ?? 'nothing', port: portOf(side?.peer.listened() ?? []) };
    },
  };
}

/** Of the first address listened at. */
function portOf(listened: readonly string[]): number | null {
  const port = Number(/\/tcp\/(\d+)/.exec(listened[0] ?? '')?.[1]);
  return Number.isInteger(port) && port > 0 ? port : null;
}
