import type { JobOrder, Receipt } from '../../protocol/typedData.ts';
import { HearthError } from '../../shared/errors.ts';
import type { Hex } from '../../shared/units.ts';
import { buildCall, type Call } from './calls.ts';
import type { Chain } from './chain.ts';
import { interfaces } from './contracts.ts';
import type { Deployment } from './deployment.ts';
import type { ShownPlace } from './dispute.ts';
import { eventTopic, type RawLog } from './events.ts';
import type { LogRange } from './logPages.ts';

/** What the escrow knows of a job that somebody claimed or a court voided, in the order of JobEscrow.JobState. */
const states = ['none', 'claimed', 'paid', 'objected', 'void', 'refunded'] as const;

export type ClaimView = {
  readonly state: (typeof states)[number];
  readonly amountWei: bigint;
  /** From this second of the chain on it may be paid. */
  readonly payableAtSeconds: number;
  readonly opened: { readonly txHash: Hex; readonly blockNumber: number } | null;
  readonly paid: { readonly txHash: Hex; readonly blockNumber: number; readonly blockHash: Hex; readonly logIndex: number; /** Time of its block. */ readonly paidAtMs: number; /** What of it is the node's, after the shares of others; null where the logs do not say. */ readonly receivedWei: bigint | null } | null;
  /** Ended, with nothing paid, because nobody had paid it for so long; an objection would say that a voucher had. */
  readonly isLapsed: boolean;
};

/** Claims a job whose client stays silent: its price leaves the reservation now and is paid after ClaimSeconds. Anyone may send it. @source docs/protocol/contracts.md section 4 */
export const buildOpenClaim = (deployment: Deployment, shown: { readonly order: JobOrder; readonly orderSignature: string; readonly receipt: Receipt }, place: ShownPlace): Call =>
  buildCall(deployment, 'JobEscrow', 'openClaim', [shown.order, shown.orderSignature, shown.receipt, place]);
/** Pays a claim whose time has come. Anyone may send it. */
export const buildPayClaim = (deployment: Deployment, order: JobOrder): Call => buildCall(deployment, 'JobEscrow', 'payClaim', [order]);
/** Ends a claim that lapsed: its amount goes back to the reservation. Anyone may send it. */
export const buildLapseClaim = (deployment: Deployment, order: JobOrder): Call => buildCall(deployment, 'JobEscrow', 'lapseClaim', [order]);

/** A job's claim as it stands. @param orderHash  the order's signing digest @throws chain.* */
export async function readClaim(chain: Chain, orderHash: string, signal?: AbortSignal): Promise<ClaimView> {
  const [state, amountWei, payableAtSeconds] = await chain.readContract('JobEscrow', 'claimOf', [orderHash], signal);
  const view = { state: states[Number(state)]!, amountWei: amountWei as bigint, payableAtSeconds: Number(payableAtSeconds) };
  if (view.state === 'none') return { ...view, opened: null, paid: null, isLapsed: false };
  const logs = await readLogs(chain, [[eventTopic('JobEscrow', 'Claimed'), eventTopic('JobEscrow', 'ClaimPaid'), eventTopic('JobEscrow', 'ClaimObjected')], orderHash], { fromBlock: chain.deployment.startBlock }, signal);
  const find = (event: 'Claimed' | 'ClaimPaid' | 'ClaimObjected'): RawLog | undefined => logs.find(({ topics }) => topics[0] === eventTopic('JobEscrow', event));
  const placeOf = (log: RawLog) => ({ txHash: log.transactionHash as Hex, blockNumber: Number(log.blockNumber) });
  const [opened, paid] = [find('Claimed'), find('ClaimPaid')];
  // The contract names nobody as the objector of a claim that lapsed.
  const objector = find('ClaimObjected')?.topics[2];
  return {
    ...view, isLapsed: view.state === 'objected' && objector !== undefined && BigInt(objector) === 0n, opened: opened ? placeOf(opened) : null,
    paid: paid ? { ...placeOf(paid), blockHash: paid.blockHash as Hex, logIndex: Number(paid.logIndex), paidAtMs: await readTimeMs(chain, Number(paid.blockNumber), signal), receivedWei: await readShare(chain, paid, signal) } : null,
  };
}

/** @throws chain.unreachable  the chain took the block back just now */
async function readTimeMs(chain: Chain, blockNumber: number, signal?: AbortSignal): Promise<number> {
  const block = await chain.readBlock(blockNumber, signal);
  if (!block) throw new HearthError('chain.unreachable', { rpcUrl: chain.rpcUrl(), reason: `block ${blockNumber} is gone` });
  return block.timeSeconds * 1000;
}

/** A claim is paid alone, so its transaction tells one share. */
async function readShare(chain: Chain, paid: RawLog, signal?: AbortSignal): Promise<bigint | null> {
  const shares = await readLogs(chain, [eventTopic('JobEscrow', 'Shared')], { fromBlock: Number(paid.blockNumber), toBlock: Number(paid.blockNumber) }, signal);
  const own = shares.filter(({ transactionHash }) => transactionHash === paid.transactionHash).map((log) => interfaces.JobEscrow.parseLog({ topics: [...log.topics], data: log.data }));
  return own.length === 1 && own[0] ? (own[0].args['providerWei'] as bigint) : null;
}

const readLogs = (chain: Chain, topics: readonly (string | readonly string[])[], range: LogRange, signal?: AbortSignal): Promise<RawLog[]> =>
  chain.readLogs({ address: chain.deployment.contracts.JobEscrow.address, topics }, range, signal);
