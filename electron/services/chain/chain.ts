import { AbiCoder, type Result } from 'ethers/abi';
import { keccak256 } from 'ethers/crypto';
import { HearthError } from '../../shared/errors.ts';
import { sameAddress, type Hex } from '../../shared/units.ts';
import type { Call } from './calls.ts';
import { formatRevert, interfaces, type ContractName } from './contracts.ts';
import { deployedContracts, isCompiledCode, type Deployment } from './deployment.ts';
import { eventTopic, parseEvents, type AnchoredEvent, type RawLog } from './events.ts';
import type { ChainTrust } from './agreement.ts';
import { createLogPager, type LogFilter, type LogPager, type LogRange } from './logPages.ts';
import { openRpc, type Ask, type SourceState } from './rpc.ts';
import { RpcRefusal } from './rpcSource.ts';
import { openTrust, toTrustError } from './trust.ts';

export type Clock = { nowMs(): number };

export type ChainOptions = {
  readonly deployment: Deployment;
  /** Instead of the deployment's own addresses. */
  readonly rpcUrls?: readonly string[] | undefined;
  /** How often queues and watchers of this chain look again; 1000. */
  readonly pollingMs?: number | undefined;
  /** Limit of one request at one address; 4000. */
  readonly timeoutMs?: number | undefined;
  /** A newest block older than this is too old to decide on; 180, fifteen blocks of the slowest chain in use. */
  readonly staleSeconds?: number | undefined;
  /** How long a comparison of the addresses holds; five times pollingMs. */
  readonly trustMs?: number | undefined;
  /** Refuses contracts that were not compiled from this build's sources, though the deployment pins them: they may answer other calls than ours. */
  readonly isOfThisBuild?: boolean | undefined;
  readonly clock?: Clock | undefined;
};

export type Block = {
  readonly number: number;
  readonly hash: Hex;
  readonly parentHash: Hex;
  readonly timeSeconds: number;
  readonly baseFeeWei: bigint;
  /** No transactions, so no events either. */
  readonly isEmpty: boolean;
};
export type Freshness = { readonly blockNumber: number; readonly blockSeconds: number; readonly ageSeconds: number };
export type Reservation = {
  readonly reservationId: Hex;
  /** Reserved and not yet earned. */
  readonly amountWei: bigint;
  readonly expirySeconds: number;
  /** After this second the client may take it back; 0 when nothing is reserved. */
  readonly releasableAtSeconds: number;
};
export type Batch = AnchoredEvent & {
  readonly anchoredSeconds: number;
  /** From this second on its receipts may settle. */ readonly maturesSeconds: number;
};
export type Settled = { readonly settledWei: bigint; readonly settledCount: number };
/** A node's running sums. Anchored = matured + in flight; settled <= matured. */
export type NodeLedger = {
  readonly batchCount: number;
  readonly anchoredWei: bigint;
  readonly anchoredCount: number;
  readonly maturedWei: bigint;
  readonly maturedCount: number;
  readonly settledWei: bigint;
  readonly settledCount: number;
  readonly inFlightWei: bigint;
};
export type Stake = {
  readonly activeWei: bigint;
  readonly unbondingWei: bigint;
  readonly withdrawableAtSeconds: number;
  /** In-flight value it allows. */ readonly inFlightLimitWei: bigint;
};
export type NodeRecord =
  | { readonly bound: false }
  | {
      readonly bound: true;
      readonly operator: Hex;
      readonly epoch: number;
      readonly payout: Hex;
      /** A change on its way. */
      readonly announced: { readonly payout: Hex; readonly effectiveAtSeconds: number } | null;
    };
export type Balance = {
  /** Coins (EMBER), locked ones included. */
  readonly coinWei: bigint;
  /** The part locked as stake: it votes, and cannot be sent. */
  readonly lockedWei: bigint;
  /** The chain's own currency, for gas. */
  readonly gasWei: bigint;
};
export type Line = { readonly client: string; readonly provider: string; readonly app: string; readonly modelId: string };

/**
 * One chain with our contracts on it. Nothing is asked of it before the first read; every method then
 *
 * @throws chain.unreachable   no address answered; the next call tries anew
 * @throws chain.wrongChain    the node serves another chain
 * @throws chain.codeMismatch  a pinned contract holds other code
 * @throws chain.reverted      the contract refused, in its own words
 */
export type Chain = {
  readonly deployment: Deployment;
  readonly pollingMs: number;
  readonly clock: Clock;
  /** The address in use. */
  rpcUrl(): string;
  /** From now on these addresses are asked and compared. At least one. */
  setRpcUrls(urls: readonly string[]): void;
  /** Every address and how it stands. */
  sources(): readonly SourceState[];
  /** What was sent to all addresses since the start: HTTP requests, and the calls in them. */
  sent(): { readonly requests: number; readonly calls: number };
  /** Whether what the addresses say is new enough and the same; see {@link ChainOptions.staleSeconds}. */
  readTrust(signal?: AbortSignal): Promise<ChainTrust>;
  /**
   * Passes when the chain's data may be decided on: before a signature, an admission, a settlement.
   * @throws chain.stale         the newest block is too old
   * @throws chain.disagreement  two addresses hold different blocks of one number
   */
  requireSound(signal?: AbortSignal): Promise<void>;
  /** Checks chain id and code hashes, at each address before it is first believed and after it was away. Every other method calls it. */
  verify(signal?: AbortSignal): Promise<void>;
  /** A bare JSON-RPC request, after {@link Chain.verify}. For this folder: it also throws RpcRefusal, the node's own no. */
  request<T>(method: string, params: readonly unknown[], signal?: AbortSignal): Promise<T>;
  /** Calls a view function at the latest block. */
  readContract(contract: ContractName, call: string, args: readonly unknown[], signal?: AbortSignal): Promise<Result>;
  /** Logs of one address in any range, oldest first, in as many requests as the node needs. For this folder: it also throws RpcRefusal. */
  readLogs(filter: LogFilter, range: LogRange, signal?: AbortSignal): Promise<RawLog[]>;
  /** The same, page after page, for who stops when it has enough. */
  readonly readLogPages: LogPager['pages'];
  readBlockNumber(signal?: AbortSignal): Promise<number>;
  /** A block, or null when the chain has none with this number (yet, or any more). */
  readBlock(number: number | 'latest', signal?: AbortSignal): Promise<Block | null>;
  /** How old the newest block is by our clock. */
  readFreshness(signal?: AbortSignal): Promise<Freshness>;
  readReservation(client: string, provider: string, signal?: AbortSignal): Promise<Reservation>;
  /** An anchored batch as its event tells it, checked against the hash in storage; null when there is none. */
  readBatch(provider: string, batch: number, signal?: AbortSignal): Promise<Batch | null>;
  readLedger(provider: string, signal?: AbortSignal): Promise<NodeLedger>;
  readSettled(line: Line, signal?: AbortSignal): Promise<Settled>;
  readStake(node: string, signal?: AbortSignal): Promise<Stake>;
  readNode(node: string, signal?: AbortSignal): Promise<NodeRecord>;
  readBalance(account: string, signal?: AbortSignal): Promise<Balance>;
  /** What `account` allowed one of our contracts to take. */
  readAllowance(account: string, spender: 'JobEscrow' | 'StakeManager', signal?: AbortSignal): Promise<bigint>;
  /** Gas the call would use, without reserve. Runs it on the node, so it also says whether it would be refused. */
  estimateGas(from: string, call: Call, valueWei?: bigint, signal?: AbortSignal): Promise<bigint>;
};

/** Makes a {@link Chain}; connects on first use. */
export function openChain(options: ChainOptions): Chain {
  const { deployment } = options;
  const clock = options.clock ?? { nowMs: () => Date.now() };
  const nowMs = (): number => clock.nowMs();
  const pollingMs = options.pollingMs ?? 1000;
  const rpc = openRpc({
    rpcUrls: options.rpcUrls ?? deployment.rpcUrls, timeoutMs: options.timeoutMs ?? 4000, nowMs, check: (ask) => verifyDeployment(ask, deployment, options.isOfThisBuild ?? false),
  });
  const trust = openTrust(rpc, { staleSeconds: options.staleSeconds ?? 180, everyMs: options.trustMs ?? 5 * pollingMs, nowMs });
  const request = async <T>(method: string, params: readonly unknown[], signal?: AbortSignal): Promise<T> => (await rpc.request(method, params, signal)) as T;
  const readContract: Chain['readContract'] = async (contract, call, args, signal) => {
    const data = interfaces[contract].encodeFunctionData(call, args);
    const to = deployment.contracts[contract].address;
    const answer = await request<string>('eth_call', [{ to, data }, 'latest'], signal).catch((error: unknown) => {
      throw refusalToError(error, call);
    });
    return interfaces[contract].decodeFunctionResult(call, answer);
  };
  const readBlock: Chain['readBlock'] = async (number, signal) => {
    const raw = await request<RawBlock | null>('eth_getBlockByNumber', [number === 'latest' ? number : toQuantity(number), false], signal);
    return (
      raw && {
        number: Number(raw.number),
        hash: raw.hash,
        parentHash: raw.parentHash,
        timeSeconds: Number(raw.timestamp),
        baseFeeWei: BigInt(raw.baseFeePerGas ?? 0),
        isEmpty: raw.transactions?.length === 0,
      }
    );
  };

  const readBlockNumber: Chain['readBlockNumber'] = async (signal) => Number(await request<string>('eth_blockNumber', [], signal));
  const pager = createLogPager((filter, signal) => request<RawLog[]>('eth_getLogs', [filter], signal), readBlockNumber);

  return {
    deployment,
    pollingMs,
    clock,
    rpcUrl: () => rpc.currentUrl(),
    setRpcUrls: (urls) => rpc.setUrls(urls),
    sources: () => rpc.sources(),
    sent: () => rpc.sent(),
    readTrust: (signal) => trust.read(signal),
    async requireSound(signal) {
      const error = toTrustError(await trust.read(signal));
      if (error) throw error;
    },
    verify: (signal) => rpc.verify(signal),
    request,
    readContract,
    readBlock,
    readBlockNumber,
    readLogPages: pager.pages,
    async readLogs(filter, range, signal) {
      const found: RawLog[] = [];
      for await (const logs of pager.pages(filter, range, 'oldestFirst', signal)) found.push(...logs);
      return found;
    },
    async readFreshness(signal) {
      const block = (await readBlock('latest', signal))!;
      return {
        blockNumber: block.number,
        blockSeconds: block.timeSeconds,
        ageSeconds: Math.max(0, Math.floor(clock.nowMs() / 1000) - block.timeSeconds),
      };
    },
    async readReservation(client, provider, signal) {
      const [amountWei, expirySeconds, releasableAtSeconds] = await readContract('JobEscrow', 'reservationOf', [client, provider], signal);
      return {
        reservationId: reservationIdOf(client, provider),
        amountWei,
        expirySeconds: Number(expirySeconds),
        releasableAtSeconds: Number(releasableAtSeconds),
      };
    },
    async readBatch(provider, batch, signal) {
      const [batchHash] = await readContract('JobEscrow', 'batchHashOf', [provider, batch], signal);
      if (BigInt(batchHash) === 0n) return null;
      const topics = [eventTopic('JobEscrow', 'Anchored'), addressTopic(provider), wordTopic(batch)];
      const filter = { address: deployment.contracts.JobEscrow.address, topics };
      for await (const logs of pager.pages(filter, { fromBlock: deployment.startBlock }, 'newestFirst', signal)) {
        for (const event of parseEvents(deployment, logs)) {
          if (event.name !== 'Anchored') continue;
          const anchoredSeconds = (await readBlock(event.blockNumber, signal))?.timeSeconds;
          if (anchoredSeconds === undefined || hashBatch({ ...event, anchoredSeconds }) !== batchHash) continue;
          return { ...event, anchoredSeconds, maturesSeconds: maturesAtSeconds(anchoredSeconds, deployment.windowSeconds) };
        }
      }
      // The hash is in storage, so an event exists: a node that does not show it keeps too short a history for us.
      throw new HearthError('chain.unreachable', { rpcUrl: rpc.currentUrl(), reason: `holds no log of batch ${batch} of ${provider}` });
    },
    async readLedger(provider, signal): Promise<NodeLedger> {
      const sums = (await readContract('JobEscrow', 'ledgerOf', [provider], signal)).toArray() as [
        bigint,
        bigint,
        bigint,
        bigint,
        bigint,
        bigint,
        bigint,
      ];
      const [batchCount, anchoredWei, anchoredCount, maturedWei, maturedCount, settledWei, settledCount] = sums;
      return {
        batchCount: Number(batchCount),
        anchoredWei,
        anchoredCount: Number(anchoredCount),
        maturedWei,
        maturedCount: Number(maturedCount),
        settledWei,
        settledCount: Number(settledCount),
        inFlightWei: anchoredWei - maturedWei,
      };
    },
    async readSettled({ client, provider, app, modelId }, signal) {
      const [settledWei, settledCount] = await readContract('JobEscrow', 'lineOf', [client, provider, app, modelId], signal);
      return { settledWei, settledCount: Number(settledCount) };
    },
    async readStake(node, signal): Promise<Stake> {
      const [[activeWei, unbondingWei, withdrawableAtSeconds], [kappa]] = await Promise.all([
        readContract('StakeManager', 'stakeDetailOf', [node], signal),
        readContract('JobEscrow', 'kappa', [], signal),
      ]);
      const inFlightLimitWei = (activeWei as bigint) * (kappa as bigint);
      return { activeWei, unbondingWei, withdrawableAtSeconds: Number(withdrawableAtSeconds), inFlightLimitWei };
    },
    async readNode(node, signal) {
      const [operator, epoch, payout, announced, effectiveAtSeconds] = await readContract('StakeManager', 'nodeOf', [node], signal);
      if (BigInt(operator) === 0n) return { bound: false };
      const isOnItsWay = BigInt(announced) !== 0n && !sameAddress(announced, payout);
      return {
        bound: true,
        operator,
        epoch: Number(epoch),
        payout,
        announced: isOnItsWay ? { payout: announced, effectiveAtSeconds: Number(effectiveAtSeconds) } : null,
      };
    },
    async readBalance(account, signal) {
      const [[coinWei], [lockedWei], gasWei] = await Promise.all([
        readContract('HearthToken', 'balanceOf', [account], signal),
        readContract('HearthToken', 'lockedOf', [account], signal),
        request<string>('eth_getBalance', [account, 'latest'], signal),
      ]);
      return { coinWei, lockedWei, gasWei: BigInt(gasWei) };
    },
    async readAllowance(account, spender, signal) {
      const [amountWei] = await readContract('HearthToken', 'allowance', [account, deployment.contracts[spender].address], signal);
      return amountWei;
    },
    async estimateGas(from, { call, to, data }, valueWei = 0n, signal) {
      const transaction = { from, to, data, value: toQuantity(valueWei) };
      const gas = await request<string>('eth_estimateGas', [transaction], signal).catch((error: unknown) => {
        throw refusalToError(error, call);
      });
      return BigInt(gas);
    },
  };
}

type RawBlock = { number: string; hash: Hex; parentHash: Hex; timestamp: string; baseFeePerGas?: string; transactions?: unknown[] };

/** @throws chain.wrongChain, chain.codeMismatch, and what `ask` throws */
async function verifyDeployment(ask: Ask, deployment: Deployment, isOfThisBuild: boolean): Promise<void> {
  const contracts = deployedContracts(deployment);
  const [chainId, ...codes] = await Promise.all([ask('eth_chainId', []), ...contracts.map(({ address }) => ask('eth_getCode', [address, 'latest']))]);
  const found = Number(chainId);
  if (found !== deployment.chainId) throw new HearthError('chain.wrongChain', { expected: deployment.chainId, found });
  for (const [index, { contract, codeHash }] of contracts.entries()) {
    const code = codes[index];
    const codeFound = typeof code === 'string' && /^0x(?:[0-9a-f]{2})*$/i.test(code) ? (keccak256(code) as Hex) : 'no code';
    if (codeFound !== codeHash) throw new HearthError('chain.codeMismatch', { contract, expected: codeHash, found: codeFound });
    if (isOfThisBuild && !isCompiledCode(contract, code as Hex)) throw new HearthError('chain.codeMismatch', { contract, expected: 'the compiled code', found: codeFound });
  }
}

/** A node's refusal in our words; anything else is given back as it is. */
export const refusalToError = (error: unknown, call: string): unknown =>
  error instanceof RpcRefusal
    ? new HearthError(
        'chain.reverted',
        { call, error: error.data && error.data !== '0x' ? formatRevert(error.data) : error.message },
        error,
      )
    : error;

/** The id of what a client reserves for a node; known before anything is reserved. */
export const reservationIdOf = (client: string, provider: string): Hex =>
  keccak256(AbiCoder.defaultAbiCoder().encode(['address', 'address'], [client, provider])) as Hex;

/** What the escrow keeps of a batch: the hash that binds its root, count, value and time. */
export const hashBatch = (batch: Pick<Batch, 'root' | 'count' | 'valueWei' | 'anchoredSeconds'>): Hex =>
  keccak256(
    AbiCoder.defaultAbiCoder().encode(
      ['bytes32', 'uint64', 'uint128', 'uint64'],
      [batch.root, batch.count, batch.valueWei, batch.anchoredSeconds],
    ),
  ) as Hex;

/**
 * When a batch may settle: at the start of the second window after the one it was anchored in.
 * @source JobEscrow, "Maturity"
 */
export const maturesAtSeconds = (anchoredSeconds: number, windowSeconds: number): number =>
  (Math.floor(anchoredSeconds / windowSeconds) + 2) * windowSeconds;

export const toQuantity = (value: number | bigint): Hex => `0x${value.toString(16)}`;
const wordTopic = (value: number | bigint): Hex => `0x${value.toString(16).padStart(64, '0')}`;
export const addressTopic = (address: string): Hex => wordTopic(BigInt(address));
