import type { LogDescription } from 'ethers/abi';
import type { JobOrder, Receipt, Voucher } from '../../protocol/typedData.ts';
import type { Hex } from '../../shared/units.ts';
import { buildCall, type Call } from './calls.ts';
import { addressTopic, type Chain } from './chain.ts';
import { interfaces } from './contracts.ts';
import type { Deployment } from './deployment.ts';
import { eventTopic } from './events.ts';
import { createEventReader } from './logs.ts';

/** Where a receipt stands in the tree of its line's newest settled voucher. @source JobEscrow.VoucherPlace */
export type VoucherPlace = { readonly receiptsRoot: Hex; readonly count: number; readonly index: number; readonly proof: readonly Hex[] };

/** A void job whose price went back to its client: from its claim into the reservation, or from the node's stake to the client's account in the escrow. */
export type Refund = {
  readonly orderHash: Hex;
  readonly from: 'claim' | 'stake';
  readonly refundedWei: bigint;
  readonly transactionHash: Hex;
  readonly blockNumber: number;
};

/** What the chain says of one client's money in jobs that a court voided. */
export type ClientVoids = {
  /** Void jobs of the nodes that were asked for, whoever ordered them. */
  readonly voided: readonly { readonly orderHash: Hex; readonly node: Hex; readonly transactionHash: Hex }[];
  readonly refunds: readonly Refund[];
};

/** Refunds a void job that a settled voucher paid, out of the node's stake. Anyone may send it. @source docs/protocol/contracts.md section 4 */
export const buildRefundVoided = (deployment: Deployment, shown: { readonly order: JobOrder; readonly receipt: Receipt }, place: VoucherPlace): Call =>
  buildCall(deployment, 'JobEscrow', 'refundVoided', [shown.order, shown.receipt, place]);

/** JobEscrow.JobState.Claimed */
const claimedState = 1;

/**
 * Reads {@link ClientVoids}; the first time from the deployment's block on, later only what is new.
 *
 * @throws chain.*  what the chain's methods throw
 */
export function createVoidReader(chain: Chain, client: string): (nodes: readonly string[], signal?: AbortSignal) => Promise<ClientVoids> {
  const readClaims = createEventReader(chain, 'JobEscrow', 'Claimed', [null, addressTopic(client)]);
  const readRefunded = createEventReader(chain, 'JobEscrow', 'Refunded', [null, addressTopic(client)]);
  const readers = new Map<string, ReturnType<typeof createEventReader>>();
  return async (nodes, signal) => {
    for (const node of nodes) if (!readers.has(node)) readers.set(node, createEventReader(chain, 'JobEscrow', 'JobVoided', [null, addressTopic(node)]));
    const voids = (await Promise.all(nodes.map((node) => readers.get(node)!(signal)))).flat();
    if (voids.length === 0) return { voided: [], refunds: [] };
    const [claims, refunded] = await Promise.all([readClaims(signal), readRefunded(signal)]);
    const claimedWei = new Map(claims.map(({ args }) => [args['orderHash'] as Hex, args['amountWei'] as bigint]));
    const place = ({ args, transactionHash, blockNumber }: (typeof voids)[number]) => ({ orderHash: args['orderHash'] as Hex, transactionHash: transactionHash as Hex, blockNumber });
    return {
      voided: voids.map((found) => ({ ...place(found), node: found.args['provider'] as Hex })),
      refunds: [
        ...voids.flatMap((found): Refund[] => {
          const wei = Number(found.args['before']) === claimedState ? claimedWei.get(found.args['orderHash'] as Hex) : undefined;
          return wei === undefined ? [] : [{ ...place(found), from: 'claim', refundedWei: wei }];
        }),
        ...refunded.map((found): Refund => ({ ...place(found), from: 'stake', refundedWei: found.args['amountWei'] as bigint })),
      ],
    };
  };
}

/**
 * What of void jobs went back to clients: of this node what its claims had taken, of every node what came out of stake, whose events name no node.
 *
 * @throws chain.*
 */
export async function readRefunds(chain: Chain, node: string, fromBlock: number, signal?: AbortSignal): Promise<Refund[]> {
  const [voids, refunded] = await Promise.all([readEscrow(chain, 'JobVoided', [null, addressTopic(node)], fromBlock, signal), readEscrow(chain, 'Refunded', [], fromBlock, signal)]);
  const ofClaims = voids.filter(({ args }) => Number(args['before']) === claimedState);
  // The claim's own event names the amount, and may be older than what is read.
  const claims = ofClaims.length === 0 ? [] : await readEscrow(chain, 'Claimed', [ofClaims.map(({ orderHash }) => orderHash)], chain.deployment.startBlock, signal);
  const refund = ({ args: _args, ...place }: EscrowEvent, from: Refund['from'], refundedWei: bigint): Refund => ({ ...place, from, refundedWei });
  return [
    ...ofClaims.flatMap((one) => claims.filter(({ orderHash }) => orderHash === one.orderHash).slice(-1).map(({ args }) => refund(one, 'claim', args['amountWei'] as bigint))),
    ...refunded.map((one) => refund(one, 'stake', one.args['amountWei'] as bigint)),
  ];
}

type EscrowEvent = Pick<Refund, 'orderHash' | 'transactionHash' | 'blockNumber'> & { readonly args: LogDescription['args'] };
async function readEscrow(chain: Chain, event: 'JobVoided' | 'Claimed' | 'Refunded', topics: readonly (string | readonly string[] | null)[], fromBlock: number, signal?: AbortSignal): Promise<EscrowEvent[]> {
  const logs = await chain.readLogs({ address: chain.deployment.contracts.JobEscrow.address, topics: [eventTopic('JobEscrow', event), ...topics] }, { fromBlock }, signal);
  return logs.flatMap((log) => {
    const parsed = interfaces.JobEscrow.parseLog({ topics: [...log.topics], data: log.data });
    return parsed ? [{ args: parsed.args, transactionHash: log.transactionHash as Hex, blockNumber: Number(log.blockNumber), orderHash: parsed.args['orderHash'] as Hex }] : [];
  });
}

/** The tree under the newest settled voucher of a line; null where none was settled. @throws chain.* */
export async function readSettledRoot(chain: Chain, line: Pick<Voucher, 'client' | 'provider' | 'app' | 'modelId'>, signal?: AbortSignal): Promise<{ readonly receiptsRoot: Hex; readonly count: number } | null> {
  const logs = await chain.readLogs({ address: chain.deployment.contracts.JobEscrow.address, topics: [eventTopic('JobEscrow', 'Settled'), addressTopic(line.client), addressTopic(line.provider)] }, { fromBlock: chain.deployment.startBlock }, signal);
  const own = logs.flatMap((log) => {
    const args = interfaces.JobEscrow.parseLog({ topics: [...log.topics], data: log.data })?.args;
    const isOfLine = args && (args['app'] as string).toLowerCase() === line.app.toLowerCase() && args['modelId'] === line.modelId;
    return isOfLine ? [{ receiptsRoot: args['receiptsRoot'] as Hex, count: Number(args['count']) }] : [];
  });
  return own.at(-1) ?? null;
}
