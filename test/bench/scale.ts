import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/**
 * What a day of the network costs a chain, for 10^4 to 10^6 providers, from the gas that was measured (docs/gas.md) and the assumptions below.
 *
 *   node test/bench/scale.ts [--json] [--write] [--seed N]
 *
 * A sample of providers is simulated slot by slot through a day with a daily rhythm; sums are scaled to the whole network. Nothing here is a forecast
 * of demand: it says what breaks first when demand comes.
 */
const root = join(import.meta.dirname, '../..');

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

export function simulate(gas: Gas, seed: number, sample = 20_000): readonly Load[] {
  return policies.flatMap((policy) => {
    const day = simulateDay(seededRandom(seed), policy, sample);
    return [1e4, 1e5, 1e6].map((providers) => loadOf(gas, policy, providers, day));
  });
}

const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
const number = (value: number): string => Math.round(value).toLocaleString('en');
const verdictOf = (share: number): string => (share > 1 ? 'impossible' : share > assumptions.fairShare ? 'sets the price' : 'fits');

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
  const { values } = parseArgs({ options: { json: { type: 'boolean' }, write: { type: 'boolean' }, seed: { type: 'string', default: '1' } } });
  const gas = readGas(readFileSync(join(root, 'docs/gas.md'), 'utf8'));
  const seed = Number(values.seed);
  const loads = simulate(gas, seed);
  const text = formatScale(loads, gas, seed);
  if (values.write) writeFileSync(join(root, 'docs/scale.md'), text);
  process.stdout.write(values.json ? `${JSON.stringify({ seed, gas, assumptions, loads }, null, 2)}\n` : text);
}
