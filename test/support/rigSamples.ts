import { costAtClouds } from '../../electron/services/gateway/cloudPrices.ts';
import type { FleetNode, FleetSaid } from '../../electron/shared/fleet.ts';
import type { GatewayUsage } from '../../electron/shared/gatewayUsage.ts';
import type { FakeHandlers } from './fakeProvider.ts';
import { digest, nowMs } from './sampleKit.ts';
import { sampleAddress } from './walletSamples.ts';

/** What a gateway and an operator's nodes look like to the page. Only for tests. */
const coin = 10n ** 18n;
const dayMs = 86_400_000;
const dayOf = (ago: number): string => new Date(nowMs - ago * dayMs).toISOString().slice(0, 10);

export function sampleUsage(days: number): GatewayUsage {
  const shown = Array.from({ length: Math.min(days, 90) }, (_, ago) => ago);
  const rows = shown.flatMap((ago) => [
    { day: dayOf(ago), key: 'notes-app', model: 'ember', kind: 'generate' as const, requests: 40 + ((ago * 7) % 31), answers: 38 + ((ago * 7) % 31), replayed: 9, unitsIn: 9_120 + 31 * ago, unitsOut: 4_210 + 17 * ago, spentWei: (BigInt(600 + ((ago * 53) % 211)) * coin) / 1000n },
    ...(ago % 3 === 0 ? [{ day: dayOf(ago), key: 'search', model: 'encoder', kind: 'embed' as const, requests: 120, answers: 120, replayed: 120, unitsIn: 30_400, unitsOut: 120, spentWei: coin / 20n }] : []),
  ]);
  const sum = (kind: string, of: 'unitsIn' | 'unitsOut'): number => rows.filter((row) => row.kind === kind).reduce((all, row) => all + row[of], 0);
  const spentWei = rows.reduce((all, row) => all + row.spentWei, 0n);
  return {
    isUsed: true, sinceDay: dayOf(days - 1), untilDay: dayOf(0), coin: 'EMBER', rows,
    refunds: [{ day: dayOf(1), node: sampleAddress('writer'), orderHash: `0x${'5e'.repeat(32)}`, priceWei: 12n * 10n ** 15n, refundedWei: 12n * 10n ** 15n, txHash: `0x${'5f'.repeat(32)}` }],
    sellers: [{ node: sampleAddress('node'), of: 6n }, { node: sampleAddress('main'), of: 3n }, { node: sampleAddress('writer'), of: 1n }].map(({ node, of }) => ({ day: dayOf(0), node, answers: 120 * Number(of), replayed: 31, unitsIn: 9_000 * Number(of), unitsOut: 4_100 * Number(of), spentWei: (spentWei * of) / 10n })),
    keys: [{ name: 'notes-app', budgetWei: 40n * coin, spentWei: 21n * coin, requests: 4_120, auditPolicy: 'adaptive' }, { name: 'search', budgetWei: null, spentWei: coin / 2n, requests: 1_200, auditPolicy: 'all' }, { name: 'demo', budgetWei: 2n * coin, spentWei: 2n * coin, requests: 310, auditPolicy: 'adaptive' }],
    clouds: (['generate', 'embed'] as const).flatMap((kind) => {
      const units = { unitsIn: sum(kind, 'unitsIn'), unitsOut: kind === 'embed' ? 0 : sum(kind, 'unitsOut') };
      return costAtClouds(units, kind).map((cost) => ({ ...cost, ...units }));
    }),
  };
}
export const noUsage = (): GatewayUsage => ({ isUsed: false, sinceDay: dayOf(29), untilDay: dayOf(0), coin: 'EMBER', rows: [], sellers: [], refunds: [], keys: [], clouds: [] });

const said = (changes: Partial<FleetSaid> = {}): FleetSaid => ({
  status: { state: 'working', about: {}, action: 'pause', sinceMs: nowMs - 60_000 }, tokensPerSecond: 214,
  devices: [
    { deviceId: 'gpu-0', kind: 'gpu', name: 'GeForce RTX 4070', vendor: 'NVIDIA', memoryBytes: 12 * 1024 ** 3, driver: '575.64.03', unknown: false, executionProviders: ['cuda'], reason: null, enabled: true, state: 'working', jobId: digest('job 0') },
    { deviceId: 'cpu-0', kind: 'cpu', name: 'Ryzen 7 7700X', vendor: 'AMD', memoryBytes: 34_359_738_368, driver: null, unknown: false, executionProviders: ['cpu'], reason: null, enabled: false, state: 'off', jobId: null },
  ],
  version: '0.1.0', node: sampleAddress('node'), operator: sampleAddress('main'), reach: 'homeNetwork', network: 'Practice', networkId: 'Practice', isTestMoney: true, coin: 'EMB',
  todayWei: 42n * coin / 100n, todayJobs: 137, todayRejected: 1, waitingWei: 14n * coin / 1000n, totalWei: 13n * coin, stakeWei: 1_200n * coin, attention: null, pageAddress: 'http://127.0.0.1:7421/#t=sample', ...changes,
});
export const sampleFleet = (): FleetNode[] => [
  { folder: '/home/ada/.local/share/hearth', isOwn: true, state: 'answers', heardAtMs: nowMs, silentSinceMs: null, failure: null, said: said() },
  {
    folder: '/home/ada/rigs/attic', isOwn: false, state: 'answers', heardAtMs: nowMs, silentSinceMs: null, failure: null,
    said: said({
      status: { state: 'idle', about: {}, action: 'pause', sinceMs: nowMs - 600_000 }, tokensPerSecond: 0, node: sampleAddress('main'), todayWei: 112n * coin / 100n, todayJobs: 402,
      attention: { count: 3, notice: { noticeId: '7', kind: 'deviceSetAside', severity: 'failure', about: { device: 'GeForce RTX 3060', deviceId: 'gpu-1' }, firstAtMs: nowMs - 4_000_000, atMs: nowMs - 900_000, count: 1, isRead: false } },
    }),
  },
  { folder: '/home/ada/rigs/cellar', isOwn: false, state: 'silent', heardAtMs: nowMs - 3_700_000, silentSinceMs: nowMs - 3_600_000, failure: { code: 'bridge.closed', about: {} }, said: said({ operator: sampleAddress('writer'), todayWei: 31n * coin / 100n, todayJobs: 88, pageAddress: null }) },
  { folder: '/home/ada/rigs/new', isOwn: false, state: 'asking', heardAtMs: null, silentSinceMs: null, failure: null, said: null },
];

export const rigHandlers: FakeHandlers = {
  readUsage: ({ days }) => sampleUsage(days), readFleet: () => ({ nodes: sampleFleet() }), setFleet: () => ({}), readPageAddress: () => ({ address: 'http://127.0.0.1:7411/#t=sample' }),
};
