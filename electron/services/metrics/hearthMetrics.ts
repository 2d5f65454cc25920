import { Gauge, Registry } from 'prom-client';
import type { Audits } from '../../shared/audits.ts';
import type { About, Device, EarningsNow, JobSummary, Network, Status } from '../../shared/shapes.ts';
import { jobStageShape, statusShape } from '../../shared/shapes.ts';
import { weiPerCoin } from '../../shared/units.ts';
import { addAudits } from './auditMetrics.ts';

/** What the provider published last; null until heard, and again while it is away. */
export type MetricsState = {
  readonly status: Status | null;
  readonly devices: readonly Device[] | null;
  readonly jobs: readonly JobSummary[] | null;
  readonly earnings: EarningsNow | null;
  readonly network: Network | null;
  readonly about: About | null;
  readonly audits: Audits | null;
};
export const emptyMetricsState: MetricsState = { status: null, devices: null, jobs: null, earnings: null, network: null, about: null, audits: null };

/**
 * The state of one node in Prometheus' text format (version 0.0.4). What is not known has no sample: an absent value can be alerted on, a zero
 * cannot. Coins are floats here and only here, for graphs; books are kept in wei. No client's address or job id becomes a label.
 */
export async function formatMetrics(state: MetricsState): Promise<string> {
  const registry = new Registry();
  const gauge = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []): Gauge<Label> => new Gauge({ name: `hearth_${name}`, help, labelNames, registers: [registry] });
  const set = (name: string, help: string, value: number | null | undefined): void => void (value !== null && value !== undefined && gauge(name, help).set(value));

  set('up', '1 while the provider answers.', state.status === null ? 0 : 1);
  addStatus(gauge, state);
  addDevices(gauge, state.devices);
  addAudits(gauge, state.audits, toCoins);
  if (state.jobs) {
    const stages = gauge('jobs', 'Jobs by stage: those in progress, and the newest 50 that ended.', ['stage']);
    for (const stage of jobStageShape.options) stages.set({ stage }, state.jobs.filter((job) => job.stage === stage).length);
  }
  if (state.earnings) {
    const { earnings } = state;
    set('paid_coins', 'Paid in all, in coins.', toCoins(earnings.totalWei));
    set('paid_jobs', 'Jobs paid in all.', earnings.totalJobs);
    set('today_paid_coins', 'Paid since local midnight, in coins.', toCoins(earnings.todayWei));
    set('today_jobs', 'Jobs paid since local midnight.', earnings.todayJobs);
    set('today_rejected_jobs', 'Jobs since local midnight that verifiers rejected.', earnings.todayRejected);
    const waiting = gauge('waiting_coins', 'Signed and delivered, not paid yet, by what it waits for.', ['for']);
    for (const [what, wei] of [['anchor', earnings.waitingAnchorWei], ['window', earnings.waitingWindowWei], ['voucher', earnings.waitingVoucherWei]] as const) waiting.set({ for: what }, toCoins(wei));
  }
  if (state.network) {
    const { network } = state;
    gauge('network_info', 'Where this node works. practice="true": all money is test money.', ['name', 'practice', 'coin']).set({ name: network.name, practice: String(network.practice), coin: network.coin }, 1);
    set('chain_reachable', '1 while the chain answers.', network.chain === 'none' ? null : network.chain === 'reachable' ? 1 : 0);
    set('chain_block', 'Number of the newest block seen.', network.blockNumber);
    set('chain_block_age_seconds', 'Age of the newest block seen.', network.blockAgeSeconds);
    set('clients', 'Clients connected now.', network.clients);
    set('stake_coins', 'Stake behind this node.', network.stakeWei === null ? null : toCoins(network.stakeWei));
    set('in_flight_coins', 'Value anchored and not yet mature.', network.inFlightWei === null ? null : toCoins(network.inFlightWei));
  }
  if (state.about) {
    gauge('build_info', 'Versions.', ['version', 'node', 'onnxruntime']).set({ version: state.about.version, node: state.about.node, onnxruntime: state.about.onnxruntime }, 1);
    set('start_time_seconds', 'When the provider started, seconds since 1970.', state.about.startedAtMs / 1000);
    const memory = gauge('program_memory_bytes', 'Resident memory of each program.', ['program', 'id']);
    const restarts = gauge('program_restarts', 'Restarts of each program since Hearth started.', ['program', 'id']);
    for (const { name, id, memoryBytes, restarts: count } of state.about.programs) {
      if (memoryBytes !== null) memory.set({ program: name, id }, memoryBytes);
      restarts.set({ program: name, id }, count);
    }
  }
  return registry.metrics();
}

export type AddGauge = <Label extends string>(name: string, help: string, labelNames?: readonly Label[]) => Gauge<Label>;

function addStatus(gauge: AddGauge, { status }: MetricsState): void {
  if (!status) return;
  const states = gauge('status', '1 for what the node is doing now, 0 for the rest.', ['state']);
  for (const state of statusShape.shape.state.options) states.set({ state }, state === status.state ? 1 : 0);
}

function addDevices(gauge: AddGauge, devices: readonly Device[] | null): void {
  if (!devices) return;
  const states = gauge('device', '1 for each device, its state as a label.', ['device', 'name', 'kind', 'state']);
  const memory = gauge('device_memory_bytes', "Memory of each device whose size the system tells.", ['device']);
  for (const { deviceId, name, kind, state, memoryBytes } of devices) {
    states.set({ device: deviceId, name, kind, state }, 1);
    if (memoryBytes !== null) memory.set({ device: deviceId }, memoryBytes);
  }
}

/** Rounded as floats are: for graphs. */
const toCoins = (wei: bigint): number => Number(wei / 10n ** 9n) / Number(weiPerCoin / 10n ** 9n);
