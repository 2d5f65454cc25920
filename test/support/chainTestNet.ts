import { setTimeout as sleep } from 'node:timers/promises';
import { Wallet } from 'ethers/wallet';
import { JsonRpcProvider } from 'ethers/providers';
import type { Call } from '../../electron/services/chain/calls.ts';
import { openChain, type Chain } from '../../electron/services/chain/chain.ts';
import { formatRevert } from '../../electron/services/chain/contracts.ts';
import { deployContracts } from '../../electron/services/chain/deploy.ts';
import type { DeployOptions, CourtOptions } from '../../electron/services/chain/deployPlan.ts';
import { beaconPublicKey, deriveBeaconKey } from '../../electron/protocol/beacon.ts';
import type { Deployment } from '../../electron/services/chain/deployment.ts';
import { publicParameters, type ParameterValues, type Split } from '../../electron/services/chain/parameters.ts';
import { startPracticeChain, type PracticeChain, type PracticeChainOptions } from '../../electron/services/chain/practiceChain.ts';
import type { RawLog } from '../../electron/services/chain/events.ts';
import { weiPerCoin, type Hex } from '../../electron/shared/units.ts';

export const testWindowSeconds = 60;
export const testKappa = 10;
export const testSupplyWei = 1_000_000_000n * weiPerCoin;
export const testIssuanceCapWei = 100_000_000n * weiPerCoin;
/** Everything goes to the node: most tests are about whether, not about who. */
export const noSplit: Split = { verifiersBps: 0, appBps: 0, treasuryBps: 0, maxRoyaltyBps: 0, issuanceBps: 0 };
export const testParameters = (windowSeconds = testWindowSeconds): ParameterValues => ({
  ...publicParameters,
  UnbondingSeconds: BigInt(2 * windowSeconds),
  ClaimSeconds: BigInt(windowSeconds),
  RegistrationSeconds: 2n,
  SnapshotAgeSeconds: 1n,
  SeatStakeWei: 10n * weiPerCoin,
});
export const testGovernance: DeployOptions['governance'] = {
  votingDelaySeconds: 10,
  votingPeriodSeconds: 100,
  proposalThresholdWei: weiPerCoin,
  quorumPercent: 4,
  timelockSeconds: 50,
};
/** The randomness network of tests; its key is worth nothing. */
export const testBeaconKey = deriveBeaconKey(new Uint8Array(48).fill(5));
export const testCourt: CourtOptions = {
  beaconKey: beaconPublicKey(testBeaconKey),
  beaconGenesisSeconds: 1_700_000_000,
  beaconPeriodSeconds: 3,
  beaconFallbackSeconds: 600,
  drawDelaySeconds: 6,
  epochSeconds: 60,
  fullAuditSeconds: 1000,
  openSeconds: 5000,
};
/** What tests deploy, as far as they do not say otherwise. */
export const testDeployOptions = (deployer: string, rpcUrl: string): DeployOptions => ({
  name: 'test',
  practice: true,
  rpcUrls: [rpcUrl],
  windowSeconds: testWindowSeconds,
  payoutDelaySeconds: testWindowSeconds,
  kappa: testKappa,
  genesis: [{ holder: deployer, amountWei: testSupplyWei }],
  issuanceCapWei: testIssuanceCapWei,
  parameters: testParameters(),
  split: noSplit,
  guardian: null,
  courts: [],
  court: testCourt,
  governance: testGovernance,
});

/** An account of tests: the key is derived from its name, and worth nothing. */
export const testWallet = (name: string): Wallet => {
  const bytes = new Uint8Array(32).fill(7);
  bytes.set(new TextEncoder().encode(name).slice(0, 31), 1);
  return new Wallet(`0x${Buffer.from(bytes).toString('hex')}`);
};

export type TestReceipt = { readonly hash: Hex; readonly gasUsed: bigint; readonly logs: readonly RawLog[]; readonly blockNumber: number };

export type TestNet = {
  readonly practice: PracticeChain;
  readonly deployment: Deployment;
  readonly chain: Chain;
  readonly provider: JsonRpcProvider;
  readonly deployer: Wallet;
  /** Sends without the queue, at once. Rejects with the contract's own error as text. */
  send(from: Wallet, call: Call): Promise<TestReceipt>;
  /** Calls as the timelock would after a vote, and waits for the block. Rejects when the contract does. */
  asTimelock(call: Call): Promise<void>;
  /** Moves the clock of the chain and makes a block. */
  skipSeconds(seconds: number): Promise<void>;
  nowSeconds(): Promise<number>;
  rpc<T>(method: string, ...params: unknown[]): Promise<T>;
  snapshot(): Promise<string>;
  revert(id: string): Promise<void>;
  stop(): Promise<void>;
};

const deployed = new Map<string, { readonly deployment: Deployment; readonly state: string }>();

/** A fresh local chain that makes a block per transaction, with the contracts on it. The deployer holds the whole supply. */
export async function startTestNet(options: PracticeChainOptions & { deploy?: Partial<DeployOptions> } = {}): Promise<TestNet> {
  const practice = await startPracticeChain({ port: 0, blockSeconds: 0, ...options });
  const provider = new JsonRpcProvider(practice.rpcUrl, practice.chainId, {
    staticNetwork: true,
    cacheTimeout: -1,
    batchMaxCount: 1,
    pollingInterval: 20,
  });
  const deployer = testWallet('deployer');
  const rpc = <T>(method: string, ...params: unknown[]) => provider.send(method, params) as Promise<T>;
  const deployment = await deployOnce();
  const chain = openChain({ deployment, pollingMs: 20 });
  const nonces = new Map<string, number>();

  return {
    practice,
    deployment,
    chain,
    provider,
    deployer,
    rpc,
    async send(from, call) {
      const known = nonces.get(from.address);
      const nonce = known ?? Number(await rpc('eth_getTransactionCount', from.address, 'latest'));
      if (nonce === 0 && known === undefined) await practice.fundGas(from.address, 1000n * weiPerCoin);
      const raw = await from.signTransaction({
        type: 2,
        chainId: practice.chainId,
        nonce,
        to: call.to,
        data: call.data,
        gasLimit: 16_000_000n,
        maxFeePerGas: 10n ** 10n,
        maxPriorityFeePerGas: 1n,
      });
      const hash = await rpc<Hex>('eth_sendRawTransaction', raw);
      nonces.set(from.address, nonce + 1);
      const receipt = await waitForReceipt(hash);
      if (Number(receipt.status) !== 1) throw new Error(await explain(from.address, call, receipt.blockNumber));
      return { hash, gasUsed: BigInt(receipt.gasUsed), logs: receipt.logs, blockNumber: Number(receipt.blockNumber) };
    },
    async asTimelock({ to, data }) {
      const from = deployment.contracts.HearthTimelock.address;
      await rpc('anvil_impersonateAccount', from);
      await practice.fundGas(from, weiPerCoin);
      await rpc('eth_call', { from, to, data }, 'latest');
      await waitForReceipt(await rpc<Hex>('eth_sendTransaction', { from, to, data }));
    },
    async skipSeconds(seconds) {
      await rpc('evm_increaseTime', seconds);
      await rpc('evm_mine');
    },
    nowSeconds: async () => Number((await rpc<{ timestamp: string }>('eth_getBlockByNumber', 'latest', false)).timestamp),
    snapshot: () => rpc<string>('evm_snapshot'),
    async revert(id) {
      await rpc('evm_revert', id);
      nonces.clear();
    },
    async stop() {
      provider.destroy();
      await practice.stop();
    },
  };

  /** Deploys, or goes on from what an earlier file of this process deployed with the same options: a tenth of the time. */
  async function deployOnce(): Promise<Deployment> {
    const wanted = { ...testDeployOptions(deployer.address, practice.rpcUrl), ...options.deploy };
    const { rpcUrls, ...same } = wanted;
    // A chain that is kept, or whose blocks are a test's own matter, begins at its beginning.
    const key = options.stateFile === undefined && options.blockSeconds === undefined ? JSON.stringify([practice.chainId, same], (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value)) : null;
    const before = key === null ? undefined : deployed.get(key);
    if (before) {
      await rpc('anvil_loadState', before.state);
      return { ...before.deployment, rpcUrls: [...rpcUrls] };
    }
    await practice.fundGas(deployer.address, 1000n * weiPerCoin);
    const deployment = await deployContracts(deployer.connect(provider), wanted);
    if (key !== null) deployed.set(key, { deployment, state: await rpc<string>('anvil_dumpState') });
    return deployment;
  }

  /** The block is made at once but not always before the answer to the send. */
  async function waitForReceipt(hash: Hex): Promise<{ status: string; gasUsed: string; logs: RawLog[]; blockNumber: string }> {
    for (;;) {
      const receipt = await rpc<Awaited<ReturnType<typeof waitForReceipt>> | null>('eth_getTransactionReceipt', hash);
      if (receipt) return receipt;
      await sleep(2);
    }
  }

  async function explain(from: string, call: Call, block: string): Promise<string> {
    try {
      await rpc('eth_call', { from, to: call.to, data: call.data }, block);
      return `${call.call} reverted`;
    } catch (error) {
      const data = error as { data?: string; info?: { error?: { data?: string } } };
      return formatRevert(data.info?.error?.data ?? data.data);
    }
  }
}
