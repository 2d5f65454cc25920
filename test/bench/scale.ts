import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bookCapacity } from '../../electron/services/network/announcementBook.ts';
import { askAgainMs } from '../../electron/services/network/discovery.ts';
import { changesPerNodeDay, measureNetworkCosts, networkLoadOf, type NetworkCosts } from './scaleNetwork.ts';

/**
 * What a network of 10^3 to 10^6 providers costs: a day of it on a chain, from the gas that was measured (docs/gas.md), and what hearing of each other, auditing and choosing cost its
 * peers, from costs measured on this machine (scaleNetwork.ts, kept in scale-network.json), with the assumptions below.
 *
 *   node test/bench/scale.ts [--json] [--write] [--seed N] [--measure]
 *
 * A sample of providers is simulated slot by slot through a day with a daily rhythm; sums are scaled to the whole network. Nothing here is a forecast
 * of demand: it says what breaks first when demand comes.
 */
const root = join(import.meta.dirname, '../..');
/** Measured once with --measure, and kept. */
const costsFile = join(import.meta.dirname, 'scale-network.json');

/** Every number that is no measurement of ours. Changing one and running again is the point of this file. */
export const assumptions = {
  /** Median jobs a provider does in a day, and the spread of the logarithm: a few do very much. */
  jobsPerProviderDay: { median: 200, sigma: 1.2 },
  /** The busiest hour against the mean, as a cosine over the day. */
  dailySwing: 0.5,
  /** Voucher lines a provider settles in a day: gateways buy for many people, so lines are far fewer than clients. */
  linesPerProvider: 12,
  /** (client, provider) pairs reserve once in so many days. */
  reservationDays: 30,
  settleDays: 1,
  auditShare: 0.05,
  seats: 3,
  /** Share of providers that sit as verifiers, and how often each anchors its commits. */
  verifierShare: 0.05,
  commitHours: 1,
  /** One stored beacon a minute, verified once. */
  beaconGas: 300_000,
  beaconSeconds: 60,
  /** Storing one root a verifier, about an anchor without its ledger. */
  commitGas: 50_000,
  disputesPerAudit: 1e-4,
  disputeGas: 2_500_000,
  /** What an L2 gives everybody together, and the part of it that one application may take before it sets the price for all. */
  chainGasPerSecond: 30_000_000,
  fairShare: 0.1,
  gasPriceGwei: 0.02,
  coinUsd: 3000,
  /** Replaying one answer, processor time of one core: 32 tokens in and 256 out, 24.5 M parameters (docs/bench.md). */
  replayMs: 141,
  /** One Anchored event as a node of the chain tells it, read of a practice chain. */
  anchorLogBytes: 760,
  /** Receipt, prompt, answer and sketches of one audited job. */
  auditedJobBytes: 8 * 1024,
  /** Bytes that go to data availability, compressed. */
  bytes: { anchor: 150, settleLine: 260, reserve: 150, commit: 120 },
} as const;

export type Policy = {
  readonly name: string;
  readonly says: string;
  /** A provider with fresh receipts anchors once in so many minutes. */
  readonly anchorMinutes: number;
  /** Nodes whose roots one transaction carries; 1: each node its own. */
  readonly nodesPerAnchor: number;
  readonly settleDays: number;
};

export const policies: readonly Policy[] = [
  { name: 'plain', says: 'each node anchors every 10 minutes and settles daily (the practice network anchors every 2 s)', anchorMinutes: 10, nodesPerAnchor: 1, settleDays: assumptions.settleDays },
  { name: 'patient', says: 'each node anchors hourly and settles weekly; stake bounds what is in flight meanwhile', anchorMinutes: 60, nodesPerAnchor: 1, settleDays: 7 },
  { name: 'pooled', says: 'a relayer carries 1,000 nodes under one root every 10 minutes and bonds for what they have in flight; weekly settlement', anchorMinutes: 10, nodesPerAnchor: 1000, settleDays: 7 },
];

export type Gas = { readonly anchor: number; readonly settlePerLine: number; readonly reserve: number };

/** Reads the measured table; the names are those of `npm run gas`. */
export function readGas(text: string): Gas {
  const of = (name: string): number => {
    const found = new RegExp(`^\\| ${name} \\| ([\\d,.]+)`, 'm').exec(text);
    if (!found) throw new Error(`docs/gas.md has no ${name}`);
    return Number(found[1]!.replaceAll(',', ''));
  };
  return { anchor: of('anchorNewWindow'), settlePerLine: of('settle200Jobs20Lines') / 20, reserve: of('reserve') };
}

/** Small, seeded and good enough for a load model: Mulberry32. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Jobs of one provider on one day, log-normal. */
function drawJobs(random: () => number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return assumptions.jobsPerProviderDay.median * Math.exp(assumptions.jobsPerProviderDay.sigma * normal);
}

/** Share of a day's jobs that fall into the hour, with its most at 20:00. */
export const hourShare = (hour: number): number => (1 + assumptions.dailySwing * Math.cos((2 * Math.PI * (hour - 20)) / 24)) / 24;

export type Day = { readonly jobs: number; readonly anchors: readonly number[] };

/** Anchors by hour, per provider on average: a slot with at least one receipt makes one. */
export function simulateDay(random: () => number, policy: Policy, providers: number): Day {
  const anchors = new Array<number>(24).fill(0);
  let jobs = 0;
  for (let provider = 0; provider < providers; provider++) {
    const today = drawJobs(random);
    jobs += today;
    for (let hour = 0; hour < 24; hour++) {
      const perSlot = (today * hourShare(hour) * policy.anchorMinutes) / 60;
      // Poisson: the chance that a slot is not empty.
      anchors[hour]! += ((1 - Math.exp(-perSlot)) * 60) / policy.anchorMinutes;
    }
  }
  return { jobs: jobs / providers, anchors: anchors.map((count) => count / providers) };
}

export type Load = {
  readonly providers: number;
  readonly policy: string;
  readonly jobsPerDay: number;
  readonly transactionsPerDay: number;
  readonly gasPerSecond: { readonly mean: number; readonly peakHour: number };
  readonly gasShare: Readonly<Record<'anchors' | 'settlement' | 'reservations' | 'audits' | 'beacon' | 'disputes', number>>;
  /** Of the whole chain, in the busiest hour; above 1 it cannot be done at all. */
  readonly chainShare: number;
  readonly gasPerJob: number;
  readonly usdPerThousandJobs: number;
  readonly dataBytesPerSecond: number;
};

export function loadOf(gas: Gas, policy: Policy, providers: number, day: Day): Load {
  const a = assumptions;
  const anchorsPerDay = (day.anchors.reduce((sum, count) => sum + count, 0) * providers) / policy.nodesPerAnchor;
  const lines = (a.linesPerProvider * providers) / policy.settleDays;
  const reservations = (a.linesPerProvider * providers) / a.reservationDays;
  const verifiers = providers * a.verifierShare;
  const commits = verifiers * (24 / a.commitHours);
  const jobsPerDay = day.jobs * providers;
  const audits = jobsPerDay * a.auditShare;
  const beacons = 86_400 / a.beaconSeconds;
  const perDay = {
    anchors: anchorsPerDay * gas.anchor, settlement: lines * gas.settlePerLine, reservations: reservations * gas.reserve,
    audits: commits * a.commitGas, beacon: beacons * a.beaconGas, disputes: audits * a.disputesPerAudit * a.disputeGas,
  };
  const total = Object.values(perDay).reduce((sum, value) => sum + value, 0);
  const busiest = Math.max(...Array.from({ length: 24 }, (_, hour) => hourShare(hour))) * 24;
  const peakAnchors = (Math.max(...day.anchors) * providers * gas.anchor) / policy.nodesPerAnchor / 3600;
  const peak = peakAnchors + ((total - perDay.anchors) / 86_400) * busiest;
  const bytes = anchorsPerDay * a.bytes.anchor + lines * a.bytes.settleLine + reservations * a.bytes.reserve + commits * a.bytes.commit;
  return {
    providers, policy: policy.name, jobsPerDay, transactionsPerDay: anchorsPerDay + lines / 20 + reservations + commits + beacons,
    gasPerSecond: { mean: total / 86_400, peakHour: peak },
    gasShare: Object.fromEntries(Object.entries(perDay).map(([name, value]) => [name, value / total])) as Load['gasShare'],
    chainShare: peak / a.chainGasPerSecond, gasPerJob: total / jobsPerDay,
    usdPerThousandJobs: (total / jobsPerDay) * 1000 * a.gasPriceGwei * 1e-9 * a.coinUsd, dataBytesPerSecond: bytes / 86_400,
  };
}

const sizes = [1e3, 1e4, 1e5, 1e6] as const;

/** What auditing costs one verifier, and one that follows every anchor to see for what it was drawn. Pure. */
export type AuditLoad = { readonly providers: number; readonly policy: string; readonly replaysPerVerifierDay: number; readonly coreShare: number; readonly fetchedMibPerDay: number; readonly anchorMibPerDay: number };
export function auditLoadOf(policy: Policy, providers: number, day: Day): AuditLoad {
  const a = assumptions;
  const replays = (day.jobs * providers * a.auditShare * a.seats) / (providers * a.verifierShare);
  const anchors = (day.anchors.reduce((sum, count) => sum + count, 0) * providers) / policy.nodesPerAnchor;
  return { providers, policy: policy.name, replaysPerVerifierDay: replays, coreShare: (replays * a.replayMs) / 86_400_000, fetchedMibPerDay: (replays * a.auditedJobBytes) / 2 ** 20, anchorMibPerDay: (anchors * a.anchorLogBytes) / 2 ** 20 };
}
export const simulateAudits = (seed: number, sample = 20_000): readonly AuditLoad[] => policies.flatMap((policy) => {
  const day = simulateDay(seededRandom(seed), policy, sample);
  return sizes.map((providers) => auditLoadOf(policy, providers, day));
});

export function simulate(gas: Gas, seed: number, sample = 20_000): readonly Load[] {
  return policies.flatMap((policy) => {
    const day = simulateDay(seededRandom(seed), policy, sample);
    return sizes.map((providers) => loadOf(gas, policy, providers, day));
  });
}

const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
const number = (value: number): string => Math.round(value).toLocaleString('en');
const verdictOf = (share: number): string => (share > 1 ? 'impossible' : share > assumptions.fairShare ? 'sets the price' : 'fits');

/** Discovery, audits and choice, as sections of docs/scale.md. */
export function formatNetwork(costs: NetworkCosts, measured: string, seed: number): string {
  const loads = sizes.map((providers) => networkLoadOf(costs, providers));
  const audits = simulateAudits(seed);
  return `
## Hearing of each other

Measured ${measured}: an announcement with two models is ${number(costs.announcementBytes)} bytes and takes ${costs.judgeMs.toFixed(2)} ms of processor time to judge when it is new; each one moves ${number(costs.gossipBytes)} bytes over a peer's connections, both ways and with all
copies, among ${costs.gossipPeers} peers. Idle connections carry ${number(costs.idleBytes)} bytes a second. Reading a book of ${number(costs.readNodes)} nodes again that differs in two takes ${number(costs.readBytes)} bytes, and ${number(costs.visitBytes)} where a connection is opened and ended for it; each peer does that every
${askAgainMs / 60_000} minutes, by turns, and is asked as often. Assumed: ${changesPerNodeDay} changes a node and day that are told at once. A book holds ${number(bookCapacity)} nodes and the interval between announcements stops growing there: that is what bends.

| Providers | A peer knows | Each says it is there every | Announcements a second | Of a core | KiB/s | GiB a month | Of which announcements | Reading a book at the start |
| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${loads.map((load) => `| ${number(load.providers)} | ${percent(load.knownShare)} | ${number(load.intervalSeconds)} s | ${load.announcementsPerSecond.toFixed(1)} | ${percent(load.coreShare)} | ${(load.bytesPerSecond / 1024).toFixed(1)} | ${((load.bytesPerSecond * 30 * 86_400) / 2 ** 30).toFixed(load.bytesPerSecond < 10_000 ? 1 : 0)} | ${percent(load.gossipShare)} | ${load.joinSeconds.toFixed(1)} s |`).join('\n')}

Until [decision 39](decisions/0039-heartbeats-that-a-home-can-pay.md) a thousand providers cost each peer 49 GiB a month of announcements (10,157 bytes for each of two a second), and 17 more of whole books read every five minutes, which that table had left out.
What bends next is the line again, at some thousand providers: at 10,000 it is a small contract's month, at 100,000 and more nobody can follow. Topics by model come then, as [decision 31](decisions/0031-homes-reached-through-relays.md) says: a buyer hears only of what it can buy. They are not built; *hearth network limit* counts this traffic and does not stop it.

## Auditing

A replay takes ${assumptions.replayMs} ms of a core and fetches ${number(assumptions.auditedJobBytes / 1024)} KiB (assumed; evidence and text of 256 tokens); a verifier that follows every anchor reads ${assumptions.anchorLogBytes} bytes for each.

| Providers | Policy | Replays a verifier and day | Of a core | MiB fetched a day | MiB of anchors read a day |
| ---: | --- | ---: | ---: | ---: | ---: |
${audits.map((load) => `| ${number(load.providers)} | ${load.policy} | ${number(load.replaysPerVerifierDay)} | ${percent(load.coreShare)} | ${number(load.fetchedMibPerDay)} | ${number(load.anchorMibPerDay)} |`).join('\n')}

Replays grow with a verifier's share of the network, not with the network. Following every anchor grows with it and bends between 10,000 and 100,000 nodes that anchor by themselves; pooled anchors move that by a thousand, and a verifier could ask a node of the chain for anchors of the nodes it was drawn for alone.

## Choosing a provider

Processor time of one choice, measured: ${costs.choiceMs.map(({ nodes, ms }) => `${number(nodes)} known nodes ${ms < 10 ? ms.toFixed(2) : number(ms)} ms`).join(', ')}. A gateway knows no more than a book holds, so it stays at that of ${number(bookCapacity)}, and reserves coins with 64 of them
(${number(64)} transactions in ${assumptions.reservationDays} days, whatever the network's size). What it pays for that: of a million it compares ${percent(bookCapacity / 1e6)}, in the order it heard of them, and whoever is cheaper elsewhere stays unknown to it. Topics by model mend this too.
`;
}

export function formatScale(loads: readonly Load[], gas: Gas, seed: number): string {
  const a = assumptions;
  return `# Cost at scale

Made by \`node test/bench/scale.ts --write\` (seed ${seed}) from the gas measured in [gas.md](gas.md): anchor ${number(gas.anchor)}, settlement ${number(gas.settlePerLine)} a line, reservation ${number(gas.reserve)}.
Assumed and not measured: median ${a.jobsPerProviderDay.median} jobs a provider and day (log-normal, sigma ${a.jobsPerProviderDay.sigma}), ${a.linesPerProvider} voucher lines a provider, audits of ${percent(a.auditShare)},
verifiers ${percent(a.verifierShare)} of providers with one commit in ${a.commitHours} h, disputes ${a.disputesPerAudit} of audits, a chain of ${number(a.chainGasPerSecond / 1e6)} M gas/s of which one application may take ${percent(a.fairShare)} before it sets
the price, ${a.gasPriceGwei} gwei, ${number(a.coinUsd)} USD a coin. They are one object in that file.

${policies.map(({ name, says }) => `- **${name}**: ${says}.`).join('\n')}

| Providers | Policy | Jobs a day | Transactions a day | M gas/s, mean | M gas/s, busiest hour | Of the chain | | Gas a job | USD per 1,000 jobs | KiB/s of data | Largest part |
| ---: | --- | ---: | ---: | ---: | ---: | ---: | --- | ---: | ---: | ---: | --- |
${loads.map((load) => {
    const [part, share] = Object.entries(load.gasShare).sort((x, y) => y[1] - x[1])[0]!;
    return `| ${number(load.providers)} | ${load.policy} | ${number(load.jobsPerDay)} | ${number(load.transactionsPerDay)} | ${(load.gasPerSecond.mean / 1e6).toFixed(2)} | ${(load.gasPerSecond.peakHour / 1e6).toFixed(2)} | ${percent(load.chainShare)} | ${verdictOf(load.chainShare)} | ${number(load.gasPerJob)} | ${load.usdPerThousandJobs.toFixed(2)} | ${(load.dataBytesPerSecond / 1024).toFixed(1)} | ${part}, ${percent(share)} |`;
  }).join('\n')}
`;
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { json: { type: 'boolean' }, write: { type: 'boolean' }, seed: { type: 'string', default: '1' }, measure: { type: 'boolean' } } });
  const gas = readGas(readFileSync(join(root, 'docs/gas.md'), 'utf8'));
  const seed = Number(values.seed);
  const loads = simulate(gas, seed);
  if (values.measure) {
    const costs = await measureNetworkCosts((line) => process.stderr.write(`${line}\n`));
    writeFileSync(costsFile, `${JSON.stringify({ date: new Date().toISOString().slice(0, 10), machine: `${cpus().length}-core ${process.arch}, ${cpus()[0]?.model ?? 'unknown'}`, load: Number(loadavg()[0]!.toFixed(1)), costs }, null, 2)}\n`);
  }
  const kept = JSON.parse(readFileSync(costsFile, 'utf8')) as { date: string; machine: string; load: number; costs: NetworkCosts };
  const text = formatScale(loads, gas, seed) + formatNetwork(kept.costs, `${kept.date} on a ${kept.machine}, load ${kept.load}`, seed);
  if (values.write) writeFileSync(join(root, 'docs/scale.md'), text);
  process.stdout.write(values.json ? `${JSON.stringify({ seed, gas, assumptions, loads, network: sizes.map((providers) => networkLoadOf(kept.costs, providers)), audits: simulateAudits(seed) }, null, 2)}\n` : text);
}
