import { interfaces, type ContractName } from './contracts.ts';
import { deployedContracts, type Deployment } from './deployment.ts';
import { sameAddress, type Hex } from '../../shared/units.ts';

/** A log as a node answers with it. */
export type RawLog = {
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
  readonly blockNumber: string;
  readonly blockHash: string;
  readonly transactionHash: string;
  readonly logIndex: string;
};

type Place = {
  readonly blockNumber: number;
  readonly blockHash: Hex;
  readonly transactionHash: Hex;
  /** Position in the block; (blockHash, logIndex) names an event for ever. */
  readonly logIndex: number;
};

/** A batch of receipts entered the chain. */
export type AnchoredEvent = Place & {
  readonly name: 'Anchored';
  readonly provider: Hex;
  /** The node's batch number, from 0. */
  readonly batch: number;
  readonly root: Hex;
  readonly count: number;
  readonly valueWei: bigint;
};

/** One voucher line was paid up to `cumulativeWei`. */
export type SettledEvent = Place & {
  readonly name: 'Settled';
  readonly client: Hex;
  readonly provider: Hex;
  readonly app: Hex;
  readonly modelId: Hex;
  /** Receipts the voucher covers, cumulative. */
  readonly count: number;
  readonly cumulativeWei: bigint;
  /** What this settlement took from the client. */
  readonly paidWei: bigint;
  /** What of it is the node's, after the shares of verifiers, application, model and treasury; null where the logs do not say. */
  readonly receivedWei: bigint | null;
  readonly receiptsRoot: Hex;
};

/** Coins reached a node's payout address. */
export type PaidEvent = Place & {
  readonly name: 'Paid';
  readonly provider: Hex;
  readonly payout: Hex;
  readonly amountWei: bigint;
  readonly count: number;
};

export type ChainEvent = AnchoredEvent | SettledEvent | PaidEvent;
/** How payments of one node, model and application were shared; follows their Settled events in the same transaction. */
type SharedEvent = Place & { readonly name: 'Shared'; readonly app: Hex; readonly modelId: Hex; readonly amountWei: bigint; readonly providerWei: bigint };

/** keccak256 of the event's signature, the first topic of its log. */
export const eventTopic = (contract: ContractName, event: string): Hex => interfaces[contract].getEvent(event)!.topicHash as Hex;

/** Our events among logs, in the logs' order. Logs of other contracts and of other events are left out. */
export const parseEvents = (deployment: Deployment, logs: readonly RawLog[]): ChainEvent[] =>
  foldShares(logs.flatMap((log) => parseEvent(deployment, log) ?? []));

/** Gives each Settled event its part of the Shared event after it; the parts of one group add up to what the group received. */
function foldShares(events: readonly (ChainEvent | SharedEvent)[]): ChainEvent[] {
  const folded: ChainEvent[] = [];
  let open: number[] = [];
  for (const event of events) {
    if (event.name !== 'Shared') {
      if (event.name === 'Settled') open.push(folded.length);
      folded.push(event);
      continue;
    }
    let before = 0n;
    for (const at of open) {
      const settled = folded[at] as SettledEvent;
      if (settled.transactionHash !== event.transactionHash || settled.modelId !== event.modelId || !sameAddress(settled.app, event.app) || event.amountWei === 0n) continue;
      const after = before + settled.paidWei;
      folded[at] = { ...settled, receivedWei: (after * event.providerWei) / event.amountWei - (before * event.providerWei) / event.amountWei };
      before = after;
    }
    open = [];
  }
  return folded;
}

function parseEvent(deployment: Deployment, log: RawLog): ChainEvent | SharedEvent | null {
  const source = deployedContracts(deployment).find(({ address }) => sameAddress(address, log.address));
  if (source?.contract !== 'JobEscrow') return null;
  const parsed = interfaces.JobEscrow.parseLog({ topics: [...log.topics], data: log.data });
  if (!parsed) return null;
  const { args } = parsed;
  const place: Place = {
    blockNumber: Number(log.blockNumber),
    blockHash: log.blockHash as Hex,
    transactionHash: log.transactionHash as Hex,
    logIndex: Number(log.logIndex),
  };
  switch (parsed.name) {
    case 'Anchored':
      return {
        ...place,
        name: 'Anchored',
        provider: args.provider,
        batch: Number(args.batch),
        root: args.root,
        count: Number(args.getValue('count')),
        valueWei: args.valueWei,
      };
    case 'Settled':
      return {
        ...place,
        name: 'Settled',
        client: args.client,
        provider: args.provider,
        app: args.app,
        modelId: args.modelId,
        count: Number(args.getValue('count')),
        cumulativeWei: args.cumulativeWei,
        paidWei: args.paidWei,
        receivedWei: null,
        receiptsRoot: args.receiptsRoot,
      };
    case 'Shared':
      return { ...place, name: 'Shared', app: args.app, modelId: args.modelId, amountWei: args.amountWei, providerWei: args.providerWei };
    case 'Paid':
      return {
        ...place,
        name: 'Paid',
        provider: args.provider,
        payout: args.payout,
        amountWei: args.amountWei,
        count: Number(args.getValue('count')),
      };
    default:
      return null;
  }
}
