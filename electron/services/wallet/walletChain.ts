import { id } from 'ethers/hash';
import { Transaction } from 'ethers/transaction';
import { z } from 'zod';
import { HearthError, isHearthError } from '../../shared/errors.ts';
import { transferGas, withReserve } from '../../shared/gasReserve.ts';
import { refusals } from '../../shared/saidReasons.ts';
import { addressShape, bytes32Shape, hexShape, safeUintShape, sameAddress, timeMsShape, weiShape, type Hex } from '../../shared/units.ts';
import { walletTransactionShape, type TokenAmount, type WalletAction, type WalletTransaction } from '../../shared/walletBridge.ts';
import type { BridgeClient } from '../../shared/bridgeKit.ts';
import type { SignerBridge } from '../../shared/signerBridge.ts';
import type { Chain } from '../chain/chain.ts';
import type { createTransactionQueue } from '../chain/transactions.ts';
import type { UnsignedTransaction } from '../chain/transactionTypes.ts';
import { amountOf, buildWalletCall, type Contracts, type WalletCall } from './actions.ts';
import { readTokenUnits, refuseTransferAnswer } from './tokens.ts';
import { newId } from './vault.ts';

const versionShape = z.strictObject({ id: z.string(), call: z.string(), nonce: safeUintShape, hash: bytes32Shape, raw: hexShape, signedAtMs: timeMsShape });
/** What the provider keeps of one transaction: no secret, but every signed version, which it must be able to send again. */
export const walletRecordShape = z.strictObject({
  shown: walletTransactionShape,
  approvalId: z.string(),
  call: z.strictObject({ to: addressShape, data: hexShape, valueWei: weiShape }),
  versions: z.array(versionShape),
  cancelHash: bytes32Shape.nullable(),
});
export type WalletRecord = z.output<typeof walletRecordShape>;

export type WalletRecords = { read(): readonly WalletRecord[]; write(records: readonly WalletRecord[]): void };

export type WalletChainDependencies = {
  readonly chain: Chain;
  readonly createQueue: typeof createTransactionQueue;
  /** A node's no in the contract's own words. */
  readonly toError: (error: unknown, call: string) => unknown;
  readonly records: WalletRecords;
  readonly signer: () => BridgeClient<SignerBridge>;
  readonly nowMs: () => number;
  readonly onProblem: (error: unknown, where: string) => void;
};

export type Fees = { readonly gasLimit: bigint; readonly maxFeePerGasWei: bigint; readonly maxPriorityFeePerGasWei: bigint; readonly likelyFeeWei: bigint; readonly worstFeeWei: bigint };
export type ActionPlan = {
  readonly chainId: number;
  readonly fees: Fees;
  readonly simulation: { readonly ok: boolean; readonly reason: string | null; readonly blockNumber: number };
  readonly recipientHasCode: boolean;
  readonly balance: { readonly coinsWei: bigint; readonly gasWei: bigint; readonly tokenUnits: bigint | null };
};
export type Transfer = { readonly txHash: Hex; readonly blockNumber: number; readonly atMs: number; readonly from: string; readonly to: string; readonly coinsWei: bigint; readonly token: TokenAmount | null };

export type WalletChain = {
  plan(account: string, action: WalletAction, signal?: AbortSignal): Promise<ActionPlan>;
  /** Hands it to the account's queue; {@link WalletChain.transactions} tells what becomes of it. */
  send(account: string, action: WalletAction, approvalId: string): string;
  /** @throws wallet.notPending · signer.refused · chain.unreachable */
  replace(transactionId: string, approvalId: string, how: 'speedUp' | 'cancel', signal?: AbortSignal): Promise<void>;
  transactions(account: string): readonly WalletTransaction[];
  /** Coins, and what these tokens' contracts tell of themselves; a token that cannot be read is named and spoils nothing else. */
  readTransfers(account: string, limit: number, tokens: readonly string[], signal?: AbortSignal): Promise<{ readonly transfers: Transfer[]; readonly unread: string[] }>;
};

/** Kept of each account; older ones are on the chain. */
const keptPerAccount = 200;

const nodeRaise = (oldWei: bigint, freshWei: bigint): bigint => (freshWei > (oldWei * 9n) / 8n ? freshWei : (oldWei * 9n) / 8n + 1n);

/**
 * The chain's side of the wallet, in the provider: it prepares, sends and follows. What it may send is the signer's to say, so nothing here is trusted
 * with more than nonces and fees. One queue per account, which raises a stuck fee by itself as far as the owner approved.
 */
export function createWalletChain(dependencies: WalletChainDependencies, signal: AbortSignal): WalletChain {
  const { chain, records, nowMs } = dependencies;
  const { deployment } = chain;
  const contracts: Contracts = Object.fromEntries(Object.entries(deployment.contracts).map(([name, { address }]) => [name, address]));
  const queues = new Map<string, { readonly queue: ReturnType<typeof createTransactionQueue>; readonly ending: AbortController }>();

  const find = (transactionId: string): WalletRecord | undefined => records.read().find(({ shown }) => shown.transactionId === transactionId);
  const isLive = ({ shown }: WalletRecord): boolean => shown.state === 'waiting' || shown.state === 'pending';
  function change(transactionId: string, apply: (record: WalletRecord) => WalletRecord): void {
    records.write(records.read().map((record) => (record.shown.transactionId === transactionId ? apply(record) : record)));
  }
  const show = (transactionId: string, shown: Partial<WalletTransaction>): void => change(transactionId, (record) => ({ ...record, shown: { ...record.shown, ...shown } }));

  async function sign(transactionId: string, unsigned: Pick<UnsignedTransaction, 'nonce' | 'gasLimit' | 'maxFeePerGasWei' | 'maxPriorityFeePerGasWei'>): Promise<Hex> {
    const record = find(transactionId)!;
    const { nonce, gasLimit, maxFeePerGasWei, maxPriorityFeePerGasWei } = unsigned;
    const { raw } = await dependencies.signer().ask('signApproved', { approvalId: record.approvalId, nonce, gasLimit, maxFeePerGasWei, maxPriorityFeePerGasWei });
    return raw as Hex;
  }

  function openQueue(account: string) {
    const known = queues.get(account.toLowerCase());
    if (known) return known.queue;
    const ending = new AbortController();
    const own = records.read().filter((record) => isLive(record) && sameAddress(record.shown.account, account));
    const queue = dependencies.createQueue({
      chain, from: account as Hex,
      signTransaction: (unsigned, { id: transactionId }) => sign(transactionId, unsigned),
      onSigned: (signed) => change(signed.id, (record) => ({ ...record, versions: [...record.versions, { ...signed }], shown: { ...record.shown, state: 'pending', nonce: signed.nonce, txHash: signed.hash, reason: null } })),
      onMined: (mined) => {
        const isCancel = find(mined.id)?.cancelHash === mined.hash;
        show(mined.id, { state: isCancel ? 'cancelled' : 'confirmed', txHash: mined.hash, blockNumber: mined.blockNumber, feeWei: mined.feeWei, reason: null });
      },
      onFailed: ({ id: transactionId, error }) => show(transactionId, { state: isHearthError(error, 'chain.nonceTaken') ? 'replaced' : 'failed', reason: reasonOf(error) }),
      onWaiting: ({ id: transactionId, reason }) => show(transactionId, { reason: reason.slice(0, 300) }),
    }, { signal: AbortSignal.any([signal, ending.signal]), pending: own.flatMap(({ versions }) => versions.map((version) => ({ ...version, hash: version.hash as Hex, raw: version.raw as Hex }))) });
    queues.set(account.toLowerCase(), { queue, ending });
    for (const record of own) if (record.versions.length === 0) enqueue(queue, record);
    return queue;
  }
  function enqueue(queue: ReturnType<typeof createTransactionQueue>, { shown, call }: WalletRecord): void {
    queue.send({ id: shown.transactionId, call: shown.kind, to: call.to as Hex, data: call.data as Hex, valueWei: call.valueWei }).catch((error: unknown) => {
      // Told by onFailed once it was signed; before, nothing was spent and this is all there is to say.
      if (!signal.aborted && find(shown.transactionId)?.shown.state === 'waiting' && !isEnding(shown.account)) show(shown.transactionId, { state: 'failed', reason: reasonOf(error) });
    });
  }
  const isEnding = (account: string): boolean => queues.get(account.toLowerCase())?.ending.signal.aborted ?? true;

  const callOf = (account: string, action: WalletAction): WalletCall => {
    const call = buildWalletCall(action, contracts, account);
    if (!call) throw new HearthError('signer.refused', { rule: 'method', reason: refusals.noContract });
    return call;
  };

  const readCode = (address: string, stop?: AbortSignal): Promise<string> => chain.request<string>('eth_getCode', [address, 'latest'], stop);
  async function readFees(stop?: AbortSignal): Promise<{ maxFeePerGasWei: bigint; maxPriorityFeePerGasWei: bigint; baseFeeWei: bigint; blockNumber: number }> {
    const [block, gasPrice] = await Promise.all([chain.readBlock('latest', stop), chain.request<string>('eth_gasPrice', [], stop)]);
    const { baseFeeWei, number } = block!;
    const tipWei = BigInt(gasPrice) > baseFeeWei ? BigInt(gasPrice) - baseFeeWei : 0n;
    return { maxFeePerGasWei: 2n * baseFeeWei + tipWei, maxPriorityFeePerGasWei: tipWei, baseFeeWei, blockNumber: number };
  }

  /** A contract's own transfers from and to an account. A token's logs are a stranger's: what has not the form of a transfer is left out. */
  async function readTransferLogs(token: string, account: string, limit: number, stop?: AbortSignal): Promise<RawLog[]> {
    const topic = `0x${account.slice(2).toLowerCase().padStart(64, '0')}`;
    const found = await Promise.all([[transferTopic, topic], [transferTopic, null, topic]].map((topics) => readNewest(token, topics, limit, stop)));
    return [...new Map(found.flat().map((log) => [`${log.transactionHash}:${log.logIndex}`, log])).values()];
  }
  /** From the newest block back, until there is enough of what moved something. */
  async function readNewest(token: string, topics: readonly (string | null)[], limit: number, stop?: AbortSignal): Promise<RawLog[]> {
    const found: RawLog[] = [];
    for await (const logs of chain.readLogPages({ address: token, topics }, { fromBlock: deployment.startBlock }, 'newestFirst', stop)) {
      // Anybody can have a contract say that nothing moved between us and an address that looks like one we know: such a line only waits to be copied.
      found.push(...logs.filter(({ topics: parts, data }) => parts.length === 3 && /^0x[0-9a-f]{64}$/i.test(data) && BigInt(data) > 0n));
      if (found.length >= limit) break;
    }
    return found;
  }

  // What was under way when the last run ended goes on.
  for (const account of new Set(records.read().filter(isLive).map(({ shown }) => shown.account.toLowerCase()))) openQueue(account);

  return {
    async plan(account, action, stop) {
      const call = callOf(account, action);
      // What is shown for approval must be true now.
      await chain.requireSound(stop);
      const transaction = { from: account, to: call.to, data: call.data, value: `0x${call.valueWei.toString(16)}` };
      const [fees, code, balance, tokenUnits] = await Promise.all([
        readFees(stop), readCode('to' in action ? action.to : call.to, stop), chain.readBalance(account, stop), action.kind === 'sendToken' ? readTokenUnits(chain, action.token, account, stop) : null,
      ]);
      let reason: string | null = null;
      let gas = transferGas;
      try {
        const answer = await chain.request<string>('eth_call', [transaction, 'latest'], stop);
        const refusal = action.kind === 'sendToken' ? refuseTransferAnswer(answer, await readCode(action.token, stop)) : null;
        if (refusal !== null) throw new HearthError('chain.reverted', { call: action.kind, error: refusal });
        gas = await chain.estimateGas(account, { call: action.kind, to: call.to as Hex, data: call.data as Hex }, call.valueWei, stop);
      } catch (error) {
        const named = isHearthError(error) ? error : dependencies.toError(error, action.kind);
        if (!isHearthError(named, 'chain.reverted')) throw named;
        reason = named.about.error.slice(0, 300);
      }
      const gasLimit = withReserve(gas);
      return {
        chainId: deployment.chainId,
        fees: {
          gasLimit, maxFeePerGasWei: fees.maxFeePerGasWei, maxPriorityFeePerGasWei: fees.maxPriorityFeePerGasWei, likelyFeeWei: gas * (fees.baseFeeWei + fees.maxPriorityFeePerGasWei),
          // Room for the price to move before it is sent, and for one raise.
          worstFeeWei: (gasLimit * fees.maxFeePerGasWei * 3n) / 2n,
        },
        simulation: { ok: reason === null, reason, blockNumber: fees.blockNumber },
        recipientHasCode: code !== '0x',
        balance: { coinsWei: balance.coinWei, gasWei: balance.gasWei, tokenUnits },
      };
    },
    send(account, action, approvalId) {
      const call = callOf(account, action);
      const transactionId = `wallet-${newId()}`;
      const record: WalletRecord = {
        approvalId, call: { to: call.to, data: call.data, valueWei: call.valueWei }, versions: [], cancelHash: null,
        shown: {
          transactionId, account, kind: action.kind, to: 'to' in action ? action.to : call.to, coinsWei: action.kind === 'sendGas' ? 0n : amountOf(action), gasWei: call.valueWei,
          token: action.kind === 'sendToken' ? { address: action.token, units: action.amountUnits, decimals: action.decimals } : null, nonce: null, txHash: null, state: 'waiting', atMs: nowMs(), blockNumber: null, feeWei: null, reason: null,
        },
      };
      const others = records.read();
      const old = others.filter((one) => !isLive(one)).slice(0, Math.max(0, others.length - keptPerAccount));
      const known = queues.get(account.toLowerCase());
      records.write([...others.filter((one) => !old.includes(one)), record]);
      if (known) enqueue(known.queue, record);
      else openQueue(account);
      return transactionId;
    },
    async replace(transactionId, approvalId, how, stop) {
      const record = find(transactionId);
      const last = record?.versions.at(-1);
      if (!record || !last || record.shown.state !== 'pending') throw new HearthError('wallet.notPending', { transactionId });
      const { account } = record.shown;
      const before = Transaction.from(last.raw);
      const fees = await readFees(stop);
      const unsigned = {
        nonce: last.nonce, gasLimit: how === 'cancel' ? transferGas : before.gasLimit,
        maxFeePerGasWei: nodeRaise(before.maxFeePerGas ?? 0n, fees.maxFeePerGasWei), maxPriorityFeePerGasWei: nodeRaise(before.maxPriorityFeePerGas ?? 0n, fees.maxPriorityFeePerGasWei),
      };
      const { raw } = await dependencies.signer().ask('signApproved', { approvalId, ...unsigned });
      const signed = Transaction.from(raw);
      if (!sameAddress(signed.from ?? '', account) || signed.nonce !== last.nonce || !sameAddress(signed.to ?? '', how === 'cancel' ? account : record.call.to)) throw new HearthError('signer.refused', { rule: 'transaction', reason: refusals.approvalElse });
      const hash = signed.hash as Hex;
      change(transactionId, (own) => ({
        ...own, approvalId, cancelHash: how === 'cancel' ? hash : own.cancelHash, shown: { ...own.shown, txHash: hash },
        versions: [...own.versions, { id: transactionId, call: how, nonce: last.nonce, hash, raw, signedAtMs: nowMs() }],
      }));
      // A queue takes up what is on disk, newest version first: so one is ended and the next one started with it.
      const running = queues.get(account.toLowerCase());
      running?.ending.abort();
      await running?.queue.stopped;
      queues.delete(account.toLowerCase());
      openQueue(account);
    },
    transactions: (account) => records.read().filter(({ shown }) => sameAddress(shown.account, account)).map(({ shown }) => shown).toReversed(),
    async readTransfers(account, limit, tokens, stop) {
      const coin = contracts['HearthToken']!;
      const [coins, ...others] = await Promise.allSettled([coin, ...tokens].map((token) => readTransferLogs(token, account, limit, stop)));
      if (coins!.status === 'rejected') throw coins!.reason;
      const logs = [coins!, ...others].flatMap((found) => (found.status === 'fulfilled' ? found.value : []));
      const newest = logs.sort((a, b) => Number(b.blockNumber) - Number(a.blockNumber) || Number(b.logIndex) - Number(a.logIndex)).slice(0, limit);
      const times = new Map<number, number>();
      for (const number of new Set(newest.map((log) => Number(log.blockNumber)))) times.set(number, ((await chain.readBlock(number, stop))?.timeSeconds ?? 0) * 1000);
      const transfers = newest.map((log): Transfer => {
        const isCoin = sameAddress(log.address, coin);
        return {
          txHash: log.transactionHash as Hex, blockNumber: Number(log.blockNumber), atMs: times.get(Number(log.blockNumber))!, from: `0x${log.topics[1]!.slice(26)}`, to: `0x${log.topics[2]!.slice(26)}`,
          coinsWei: isCoin ? BigInt(log.data) : 0n, token: isCoin ? null : { address: log.address, units: BigInt(log.data), decimals: null },
        };
      });
      return { transfers, unread: tokens.filter((_, index) => others[index]!.status === 'rejected') };
    },
  };
}

type RawLog = { readonly address: string; readonly topics: readonly string[]; readonly data: string; readonly transactionHash: string; readonly blockNumber: string; readonly logIndex: string };
const transferTopic = id('Transfer(address,address,uint256)');

const reasonOf = (error: unknown): string => (isHearthError(error) ? ('reason' in error.about ? String(error.about.reason) : 'error' in error.about ? String(error.about.error) : error.code) : error instanceof Error ? error.message : 'unknown').slice(0, 300);
