import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildCall, buildRequestUnbondTransaction, buildTransferTransaction, buildWithdrawTransaction } from '../../electron/services/chain/calls.ts';
import { weiPerCoin, type Hex } from '../../electron/shared/units.ts';
import { enrolNode, testModelId } from '../support/chainActors.ts';
import { startTestNet, testSupplyWei, testWallet, testWindowSeconds, type TestNet } from '../support/chainTestNet.ts';

const node = testWallet('node');
const other = testWallet('other');
const court = testWallet('court');
const stranger = testWallet('stranger');
const challenger = testWallet('challenger');
const coin = weiPerCoin;

let net: TestNet;
let clean: string;
beforeAll(async () => {
  net = await startTestNet({ deploy: { courts: [court.address] } });
  await enrolNode(net, node, 100n * coin);
  await enrolNode(net, other, 35n * coin);
  clean = await net.snapshot();
});
beforeEach(async () => {
  await net.revert(clean);
  clean = await net.snapshot();
});
afterAll(() => net.stop());

const act = (from: typeof node, call: string, ...args: unknown[]) => net.send(from, buildCall(net.deployment, 'StakeManager', call, args));
const read = async (call: string, ...args: unknown[]) => (await net.chain.readContract('StakeManager', call, args)).toArray();
const token = async (call: string, ...args: unknown[]) => (await net.chain.readContract('HearthToken', call, args))[0] as bigint;
const slash = (amountWei: bigint, from = court, mostRewardWei = amountWei) => act(from, 'slash', node.address, amountWei, challenger.address, mostRewardWei);

describe('slashing', () => {
  it('is for courts alone', async () => {
    for (const who of [stranger, node, net.deployer]) await expect(slash(coin, who)).rejects.toThrow('NotCourt');
    await expect(act(stranger, 'freeze', node.address, 10 ** 10)).rejects.toThrow('NotCourt');
    for (const who of [stranger, court]) await expect(act(who, 'collect', node.address, coin, who.address)).rejects.toThrow('NotEscrow');
    for (const call of ['lock', 'unlock'] as const) {
      await expect(net.send(court, buildCall(net.deployment, 'HearthToken', call, [node.address, 1n]))).rejects.toThrow('NotLocker');
    }
    await expect(net.send(court, buildCall(net.deployment, 'HearthToken', 'takeLocked', [node.address, court.address, 1n]))).rejects.toThrow('NotLocker');
  });

  it('burns half, gives three tenths to the treasury and two tenths to the challenger', async () => {
    await slash(50n * coin + 7n);
    const takenWei = 50n * coin + 7n;
    const burntWei = takenWei / 2n;
    const challengerWei = takenWei / 5n;
    expect(await token('totalSupply')).toBe(testSupplyWei - burntWei);
    expect(await token('balanceOf', challenger.address)).toBe(challengerWei);
    expect(await token('balanceOf', net.deployment.contracts.HearthTimelock.address)).toBe(takenWei - burntWei - challengerWei);
    expect(await net.chain.readBalance(node.address)).toMatchObject({ coinWei: 100n * coin - takenWei, lockedWei: 100n * coin - takenWei });
  });

  it('gives the challenger no more than the court says, and what it would have had above to the treasury', async () => {
    await slash(50n * coin, court, 3n);
    expect(await token('balanceOf', challenger.address)).toBe(3n);
    expect(await token('balanceOf', net.deployment.contracts.HearthTimelock.address)).toBe(25n * coin - 3n);
    expect(await token('totalSupply')).toBe(testSupplyWei - 25n * coin);
  });

  it('takes active stake first, then what is unbonding, until the moment it leaves, and no more than there is', async () => {
    await net.send(node, buildRequestUnbondTransaction(net.deployment, node.address, 60n * coin));
    await slash(50n * coin);
    expect(await net.chain.readStake(node.address)).toMatchObject({ activeWei: 0n, unbondingWei: 50n * coin });
    await net.skipSeconds(2 * testWindowSeconds + 1);
    // The countdown is over and the stake has not left: it is still there to be taken.
    await slash(20n * coin);
    expect(await read('slashableOf', node.address)).toEqual([30n * coin]);
    await net.send(node, buildWithdrawTransaction(net.deployment, node.address));
    expect(await net.chain.readBalance(node.address)).toMatchObject({ coinWei: 30n * coin, lockedWei: 0n });
    await slash(coin);
    expect(await net.chain.readBalance(node.address)).toMatchObject({ coinWei: 30n * coin });
  });

  it("never touches the stake of the operator's other nodes", async () => {
    const second = testWallet('second');
    const deadlineSeconds = (await net.nowSeconds()) + 1000;
    const types = { NodeBinding: ['node', 'operator', 'deadlineSeconds'].map((name, i) => ({ name, type: i < 2 ? 'address' : 'uint64' })) };
    const domain = { name: 'Hearth', version: '1', chainId: net.deployment.chainId, verifyingContract: net.deployment.contracts.StakeManager.address };
    const signature = await second.signTypedData(domain, types, { node: second.address, operator: node.address, deadlineSeconds });
    await act(node, 'bindNode', second.address, deadlineSeconds, signature);
    await net.send(net.deployer, buildTransferTransaction(net.deployment, node.address, 10n * coin));
    await act(node, 'stakeFor', second.address, 10n * coin);
    await slash(10n ** 40n);
    expect(await net.chain.readStake(second.address)).toMatchObject({ activeWei: 10n * coin });
    expect(await net.chain.readBalance(node.address)).toMatchObject({ coinWei: 10n * coin, lockedWei: 10n * coin });
  });

  it('can keep unbonding stake from leaving while a dispute runs', async () => {
    await net.send(node, buildRequestUnbondTransaction(net.deployment, node.address, 60n * coin));
    await act(court, 'freeze', node.address, (await net.nowSeconds()) + 1000);
    await net.skipSeconds(2 * testWindowSeconds + 1);
    await expect(net.send(node, buildWithdrawTransaction(net.deployment, node.address))).rejects.toThrow('StillUnbonding');
    await net.send(node, buildRequestUnbondTransaction(net.deployment, node.address, coin));
    expect((await net.chain.readStake(node.address)).withdrawableAtSeconds).toBeGreaterThan((await net.nowSeconds()) + 800);
    await net.skipSeconds(1000);
    await net.send(node, buildWithdrawTransaction(net.deployment, node.address));
    // Not for ever: at most 90 days from the call.
    await net.send(node, buildRequestUnbondTransaction(net.deployment, node.address, coin));
    await act(court, 'freeze', node.address, 2n ** 63n);
    await net.skipSeconds(90 * 86_400);
    await net.send(node, buildWithdrawTransaction(net.deployment, node.address));
  });
});

describe('staked coins', () => {
  it('stay in the balance, keep their votes, and cannot be sent', async () => {
    await net.send(node, buildCall(net.deployment, 'HearthToken', 'delegate', [node.address]));
    expect(await token('getVotes', node.address)).toBe(100n * coin);
    await expect(net.send(node, buildTransferTransaction(net.deployment, stranger.address, 1n))).rejects.toThrow('CoinsLocked');
    await net.send(net.deployer, buildTransferTransaction(net.deployment, node.address, 5n * coin));
    expect(await token('freeOf', node.address)).toBe(5n * coin);
    await net.send(node, buildTransferTransaction(net.deployment, stranger.address, 5n * coin));
    await expect(net.send(node, buildTransferTransaction(net.deployment, stranger.address, 101n * coin))).rejects.toThrow('ERC20InsufficientBalance');
    await expect(act(node, 'stakeFor', node.address, 1n)).rejects.toThrow('CoinsLocked');
    await slash(40n * coin);
    expect(await token('getVotes', node.address)).toBe(60n * coin);
    await net.skipSeconds(2);
    expect(await token('getPastTotalSupply', (await net.nowSeconds()) - 1)).toBeGreaterThanOrEqual(await token('getVotes', node.address));
  });

  it('cannot be sent by an allowance either', async () => {
    await net.send(node, buildCall(net.deployment, 'HearthToken', 'approve', [stranger.address, 100n * coin]));
    await expect(net.send(stranger, buildCall(net.deployment, 'HearthToken', 'transferFrom', [node.address, stranger.address, 1n]))).rejects.toThrow('CoinsLocked');
  });
});

describe('snapshots and seats', () => {
  const register = (who: typeof node) => act(who, 'registerSeat', who.address, testModelId);
  const table = async () => [...((await read('seatTableOf', testModelId))[0] as Hex[])];

  it('remember stake as it was at the end of any past second', async () => {
    const beforeSeconds = await net.nowSeconds();
    await net.skipSeconds(10);
    await slash(30n * coin);
    const afterSeconds = await net.nowSeconds();
    await expect(read('stakeAt', node.address, afterSeconds + 100)).rejects.toMatchObject({ about: { error: expect.stringContaining('NotPast') } });
    await net.skipSeconds(5);
    expect(await read('stakeAt', node.address, beforeSeconds)).toEqual([100n * coin]);
    expect(await read('stakeAt', node.address, afterSeconds)).toEqual([70n * coin]);
    expect(await read('stakeAt', node.address, 1)).toEqual([0n]);
  });

  it('cost stake each, so that a uniform draw over seats is a draw by stake', async () => {
    for (let i = 0; i < 3; i++) await register(other);
    await expect(register(other)).rejects.toThrow('SeatsNeedStake');
    await register(node);
    expect(await table()).toEqual([other.address, other.address, other.address, node.address]);
    await expect(act(stranger, 'registerSeat', node.address, testModelId)).rejects.toThrow('NotOperator');
    await expect(net.send(other, buildRequestUnbondTransaction(net.deployment, other.address, 6n * coin))).rejects.toThrow('SeatsNeedStake');
    await net.send(other, buildRequestUnbondTransaction(net.deployment, other.address, 5n * coin));
  });

  it('leave past draws as they were when somebody goes', async () => {
    await register(other);
    await register(node);
    await register(other);
    await net.skipSeconds(2);
    const atSeconds = (await net.nowSeconds()) - 1;
    await net.skipSeconds(2);
    await expect(act(node, 'leaveSeat', node.address, testModelId, 0)).rejects.toThrow('SeatNotHeld');
    await act(other, 'leaveSeat', other.address, testModelId, 0);
    expect(await table()).toEqual([other.address, node.address]);
    await act(node, 'leaveSeat', node.address, testModelId, 1);
    expect(await table()).toEqual([other.address]);
    await net.skipSeconds(2);
    expect(await read('seatCountAt', testModelId, atSeconds)).toEqual([3n]);
    const then = await Promise.all([0, 1, 2, 3].map(async (i) => (await read('seatAt', testModelId, i, atSeconds))[0]));
    expect(then).toEqual([other.address, node.address, other.address, `0x${'00'.repeat(20)}`]);
    expect(await read('seatsOf', node.address)).toEqual([0n, 0n]);
    expect(await read('seatsOf', other.address)).toEqual([1n, 10n * coin]);
  });

  it('count as vacant once slashing left too little stake for them', async () => {
    await register(node);
    await net.skipSeconds(2);
    const before = (await net.nowSeconds()) - 1;
    await slash(95n * coin);
    await net.skipSeconds(2);
    const after = (await net.nowSeconds()) - 1;
    expect(await read('seatAt', testModelId, 0, before)).toEqual([node.address]);
    expect(await read('seatAt', testModelId, 0, after)).toEqual([`0x${'00'.repeat(20)}`]);
    await act(node, 'leaveSeat', node.address, testModelId, 0);
  });
});
