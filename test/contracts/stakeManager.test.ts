import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  buildAnnouncePayoutTransaction,
  buildApproveTransaction,
  buildBindNodeTransaction,
  buildRequestUnbondTransaction,
  buildStakeTransaction,
  buildStartEpochTransaction,
  buildWithdrawTransaction,
  domainOf,
  nodeBindingTypes,
} from '../../electron/services/chain/calls.ts';
import { weiPerCoin, type Hex } from '../../electron/shared/units.ts';
import { enrolNode } from '../support/chainActors.ts';
import { startTestNet, testSupplyWei, testWallet, testWindowSeconds, type TestNet } from '../support/chainTestNet.ts';

const node = testWallet('node');
const operator = testWallet('operator');
const stranger = testWallet('stranger');
const coin = weiPerCoin;

let net: TestNet;
let clean: string;
beforeAll(async () => {
  net = await startTestNet();
  clean = await net.snapshot();
});
beforeEach(async () => {
  await net.revert(clean);
  clean = await net.snapshot();
});
afterAll(() => net.stop());

const consent = (binding: { node: string; operator: string; deadlineSeconds: number }, domain = domainOf(net.deployment, 'StakeManager')) =>
  node.signTypedData(domain, nodeBindingTypes, binding) as Promise<Hex>;
const bindAs = async (sender: typeof node, deadlineSeconds: number, signature: Hex) =>
  net.send(sender, buildBindNodeTransaction(net.deployment, { node: node.address, deadlineSeconds, signature }));

describe('the token', () => {
  it('gives the whole supply at genesis and keeps no way to make more', async () => {
    expect((await net.chain.readBalance(net.deployer.address)).coinWei).toBe(testSupplyWei);
    const [name, symbol, mode] = await Promise.all(
      ['name', 'symbol', 'CLOCK_MODE'].map(async (call) => (await net.chain.readContract('HearthToken', call, []))[0]),
    );
    expect([name, symbol, mode]).toEqual(['Hearth', 'EMBER', 'mode=timestamp']);
    const [clock] = await net.chain.readContract('HearthToken', 'clock', []);
    expect(Number(clock)).toBe(await net.nowSeconds());
  });
});

describe('binding a node', () => {
  it('needs the consent of the node key and happens once, for good', async () => {
    const deadlineSeconds = (await net.nowSeconds()) + 1000;
    const signature = await consent({ node: node.address, operator: operator.address, deadlineSeconds });
    await expect(bindAs(stranger, deadlineSeconds, signature)).rejects.toThrow('BindingSignatureInvalid');
    await bindAs(operator, deadlineSeconds, signature);
    expect(await net.chain.readNode(node.address)).toEqual({
      bound: true,
      operator: operator.address,
      epoch: 1,
      payout: operator.address,
      announced: null,
    });
    await expect(bindAs(node, 0, '0x')).rejects.toThrow('NodeAlreadyBound');
  });

  it('refuses a consent that is too old, or given under another contract or chain', async () => {
    const nowSeconds = await net.nowSeconds();
    const old = await consent({ node: node.address, operator: operator.address, deadlineSeconds: nowSeconds - 1 });
    await expect(bindAs(operator, nowSeconds - 1, old)).rejects.toThrow('BindingExpired');
    const binding = { node: node.address, operator: operator.address, deadlineSeconds: nowSeconds + 1000 };
    const elsewhere = await consent(binding, domainOf(net.deployment, 'JobEscrow'));
    await expect(bindAs(operator, binding.deadlineSeconds, elsewhere)).rejects.toThrow('BindingSignatureInvalid');
    const otherChain = await consent(binding, { ...domainOf(net.deployment, 'StakeManager'), chainId: 1 });
    await expect(bindAs(operator, binding.deadlineSeconds, otherChain)).rejects.toThrow('BindingSignatureInvalid');
  });

  it('lets a node be its own operator without a signature', async () => {
    await bindAs(node, 0, '0x');
    expect(await net.chain.readNode(node.address)).toMatchObject({ bound: true, operator: node.address, epoch: 1 });
    expect(await net.chain.readNode(stranger.address)).toEqual({ bound: false });
  });

  it('starts a new epoch only for the operator', async () => {
    await bindAs(node, 0, '0x');
    await expect(net.send(stranger, buildStartEpochTransaction(net.deployment, node.address))).rejects.toThrow('NotOperator');
    await net.send(node, buildStartEpochTransaction(net.deployment, node.address));
    expect(await net.chain.readNode(node.address)).toMatchObject({ epoch: 2 });
  });
});

describe('stake', () => {
  it('is locked per node and leaves to the operator only after the countdown', async () => {
    await enrolNode(net, node, 100n * coin);
    await expect(net.send(stranger, buildRequestUnbondTransaction(net.deployment, node.address, coin))).rejects.toThrow('NotOperator');
    await expect(net.send(node, buildRequestUnbondTransaction(net.deployment, node.address, 101n * coin))).rejects.toThrow('StakeTooSmall');
    await net.send(node, buildRequestUnbondTransaction(net.deployment, node.address, 40n * coin));
    expect(await net.chain.readStake(node.address)).toMatchObject({
      activeWei: 60n * coin,
      unbondingWei: 40n * coin,
      inFlightLimitWei: 600n * coin,
    });
    await expect(net.send(node, buildWithdrawTransaction(net.deployment, node.address))).rejects.toThrow('StillUnbonding');
    await net.skipSeconds(2 * testWindowSeconds);
    await net.send(node, buildWithdrawTransaction(net.deployment, node.address));
    expect(await net.chain.readBalance(node.address)).toMatchObject({ coinWei: 100n * coin, lockedWei: 60n * coin });
    await expect(net.send(node, buildWithdrawTransaction(net.deployment, node.address))).rejects.toThrow('NothingUnbonding');
  });

  it('restarts the countdown when more is asked for', async () => {
    await enrolNode(net, node, 100n * coin);
    await net.send(node, buildRequestUnbondTransaction(net.deployment, node.address, coin));
    await net.skipSeconds(2 * testWindowSeconds - 5);
    await net.send(node, buildRequestUnbondTransaction(net.deployment, node.address, coin));
    await net.skipSeconds(10);
    await expect(net.send(node, buildWithdrawTransaction(net.deployment, node.address))).rejects.toThrow('StillUnbonding');
  });

  it('is refused for a node nobody runs, and for nothing', async () => {
    await net.send(net.deployer, buildApproveTransaction(net.deployment, 'StakeManager', coin));
    await expect(net.send(net.deployer, buildStakeTransaction(net.deployment, node.address, coin))).rejects.toThrow('NodeUnknown');
    await enrolNode(net, node, 0n);
    await expect(net.send(net.deployer, buildStakeTransaction(net.deployment, node.address, 0n))).rejects.toThrow('AmountZero');
  });
});

describe('the payout address', () => {
  it('changes only after its delay, and a later announcement starts anew', async () => {
    await enrolNode(net, node, 0n);
    await expect(net.send(stranger, buildAnnouncePayoutTransaction(net.deployment, node.address, stranger.address))).rejects.toThrow(
      'NotOperator',
    );
    await net.send(node, buildAnnouncePayoutTransaction(net.deployment, node.address, operator.address));
    expect(await net.chain.readNode(node.address)).toMatchObject({ payout: node.address, announced: { payout: operator.address } });
    await net.skipSeconds(testWindowSeconds - 5);
    await net.send(node, buildAnnouncePayoutTransaction(net.deployment, node.address, stranger.address));
    await net.skipSeconds(10);
    expect(await net.chain.readNode(node.address)).toMatchObject({ payout: node.address });
    await net.skipSeconds(testWindowSeconds);
    expect(await net.chain.readNode(node.address)).toMatchObject({ payout: stranger.address, announced: null });
  });
});
