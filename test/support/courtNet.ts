import { setTimeout as sleep } from 'node:timers/promises';
import { Interface, type InterfaceAbi } from 'ethers/abi';
import { keccak256 } from 'ethers/crypto';
import { openRpc } from '../../electron/services/chain/rpc.ts';
import { RpcRefusal } from '../../electron/services/chain/rpcSource.ts';
import { startPracticeChain } from '../../electron/services/chain/practiceChain.ts';
import type { Hex } from '../../electron/shared/units.ts';

type Artifact = { readonly contractName: string; readonly abi: unknown; readonly bytecode: string };
export type SentEvent = { readonly name: string; readonly args: Readonly<Record<string, unknown>> };
export type Sent = { readonly gasUsed: number; readonly events: readonly SentEvent[] };

/** One contract on the chain of a test. */
export type TestContract = {
  readonly address: Hex;
  /** Sends as any account. Rejects with the name of the contract's own error and its values. */
  send(from: string, call: string, args?: readonly unknown[]): Promise<Sent>;
  /** Calls a view function; the only result, or the list of them. */
  view<T>(call: string, args?: readonly unknown[]): Promise<T>;
};

export type CourtNet = {
  readonly chainId: number;
  deploy(artifact: Artifact, args: readonly unknown[]): Promise<TestContract>;
  rpc<T>(method: string, ...params: unknown[]): Promise<T>;
  skipSeconds(seconds: number): Promise<void>;
  nowSeconds(): Promise<number>;
  snapshot(): Promise<string>;
  revert(id: string): Promise<void>;
  stop(): Promise<void>;
};

type RawReceipt = {
  readonly status: string;
  readonly gasUsed: string;
  readonly contractAddress: Hex;
  readonly blockNumber: string;
  readonly logs: { readonly topics: string[]; readonly data: string }[];
};

const gas = '0xf42400';
const deployer = '0x00000000000000000000000000000000000de910';

/** An account by name, without a key: the chain lets tests send as anyone. */
export const accountOf = (name: string): Hex => `0x${keccak256(new TextEncoder().encode(name)).slice(26)}`;

/** A fresh local chain that makes a block per transaction, for contracts that stand alone. */
export async function startCourtNet(): Promise<CourtNet> {
  const practice = await startPracticeChain({ port: 0, blockSeconds: 0 });
  const client = openRpc({ rpcUrls: [practice.rpcUrl], timeoutMs: 30_000 });
  const rpc = <T>(method: string, ...params: unknown[]) => client.request(method, params) as Promise<T>;
  await rpc('anvil_autoImpersonateAccount', true);
  const funded = new Set<string>();
  const known: Interface[] = [];

  const fund = async (account: string) => {
    if (funded.has(account)) return;
    await rpc('anvil_setBalance', account, '0x3635c9adc5dea00000');
    funded.add(account);
  };
  const explain = (error: unknown): Error => {
    const data = error instanceof RpcRefusal ? error.data : undefined;
    const parsed = data && data.length >= 10 ? known.map((abi) => parseErrorWith(abi, data)).find((one) => one !== null) : null;
    const words = parsed ? `${parsed.name}(${parsed.args.join(', ')})` : String(error);
    return new Error(words.slice(0, 500), { cause: error });
  };
  const sendRaw = async (from: string, to: string | null, data: string) => {
    await fund(from);
    const transaction = { from, ...(to ? { to } : {}), data, gas };
    const hash = await rpc<Hex>('eth_sendTransaction', transaction).catch((error: unknown) => Promise.reject(explain(error)));
    let receipt = await rpc<RawReceipt | null>('eth_getTransactionReceipt', hash);
    // The block is made at once, but not always before the answer to the send.
    for (; receipt === null; receipt = await rpc<RawReceipt | null>('eth_getTransactionReceipt', hash)) await sleep(1);
    if (Number(receipt.status) === 1) return receipt;
    await rpc('eth_call', transaction, receipt.blockNumber).catch((error: unknown) => Promise.reject(explain(error)));
    throw new Error('reverted without a reason');
  };

  return {
    chainId: practice.chainId,
    rpc,
    async deploy(artifact, args) {
      const abi = new Interface(artifact.abi as InterfaceAbi);
      known.push(abi);
      const { contractAddress: address } = await sendRaw(deployer, null, artifact.bytecode + abi.encodeDeploy([...args]).slice(2));
      return {
        address,
        async send(from, call, callArgs = []) {
          const receipt = await sendRaw(from, address, abi.encodeFunctionData(call, [...callArgs]));
          const events = receipt.logs.flatMap((log) => {
            const parsed = known.map((one) => one.parseLog(log)).find((one) => one !== null);
            return parsed ? [{ name: parsed.name, args: parsed.args.toObject() }] : [];
          });
          return { gasUsed: Number(receipt.gasUsed), events };
        },
        async view<T>(call: string, callArgs: readonly unknown[] = []) {
          const data = abi.encodeFunctionData(call, [...callArgs]);
          const answer = await rpc<Hex>('eth_call', { from: deployer, to: address, data, gas }, 'latest').catch((error: unknown) =>
            Promise.reject(explain(error)),
          );
          const result = abi.decodeFunctionResult(call, answer);
          return (result.length === 1 ? result[0] : result) as T;
        },
      };
    },
    async skipSeconds(seconds) {
      await rpc('evm_increaseTime', seconds);
      await rpc('evm_mine');
    },
    nowSeconds: async () => Number((await rpc<{ timestamp: string }>('eth_getBlockByNumber', 'latest', false)).timestamp),
    snapshot: () => rpc<string>('evm_snapshot'),
    async revert(id) {
      await rpc('evm_revert', id);
      funded.clear();
    },
    stop: () => practice.stop(),
  };
}

function parseErrorWith(abi: Interface, data: string) {
  try {
    return abi.parseError(data);
  } catch {
    return null;
  }
}
