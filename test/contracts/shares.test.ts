import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  buildAnchorTransaction,
  buildApproveTransaction,
  buildCall,
  buildReserveTransaction,
  buildSettleTransaction,
  buildTransferTransaction,
} from '../../electron/services/chain/calls.ts';
import { firstSplit } from '../../electron/services/chain/parameters.ts';
import { weiPerCoin, type Hex } from '../../electron/shared/units.ts';
import { enrolNode, fundReservation, signVoucher, testApp } from '../support/chainActors.ts';
import { registerModel } from '../support/chainJobs.ts';
import { startTestNet, testIssuanceCapWei, testSupplyWei, testWallet, testWindowSeconds, type TestNet } from '../support/chainTestNet.ts';

const node = testWallet('node');
const client = testWallet('client');
const publisher = testWallet('publisher');
const court = testWallet('court');
const contributors = ['alice', 'bob'].map(testWallet);
const modelId: Hex = `0x${'77'.repeat(32)}`;
const coin = weiPerCoin;
const bps = (wei: bigint, share: number) => (wei * BigInt(share)) / 10_000n;

let net: TestNet;
let clean: string;
beforeAll(async () => {
  net = await startTestNet({ deploy: { split: firstSplit, courts: [court.address] } });
  await enrolNode(net, node, 1000n * coin);
  await registerModel(net, publisher, {
    modelId,
    royaltyBps: 800,
    contributors: contributors.map(({ address }, i) => ({ holder: address, shareBps: [3333, 1111][i]! })),
  });
  await fundReservation(net, client, node.address, 500n * coin);
  await net.send(node, buildAnchorTransaction(net.deployment, { root: modelId, count: 1000, valueWei: 500n * coin }));
  await net.skipSeconds(2 * testWindowSeconds);
  clean = await net.snapshot();
});
beforeEach(async () => {
  await net.revert(clean);
  clean = await net.snapshot();
});
afterAll(() => net.stop());

const read = async (call: string, ...args: unknown[]) => (await net.chain.readContract('JobEscrow', call, args)).toArray();
const act = (call: string, ...args: unknown[]) => net.send(client, buildCall(net.deployment, 'JobEscrow', call, args));
const free = async (account: string) => {
  const { coinWei, lockedWei } = await net.chain.readBalance(account);
  return coinWei - lockedWei;
};
const settle = (cumulativeWei: bigint, count = 1, app: string = testApp) =>
  net.send(client, buildSettleTransaction(net.deployment, [signVoucher(net, client, { provider: node.address, modelId, app, count, cumulativeWei })]));

/** What each party holds or is owed, in wei. */
async function readParts(app: string) {
  const [royaltyWei] = (await read('royaltyOf', modelId)) as [bigint];
  const [appWei] = (await read('accountOf', app)) as [bigint];
  const [treasuryWei] = (await read('accountOf', net.deployment.contracts.HearthTimelock.address)) as [bigint];
  const [verifiersWei] = (await read('verifierPoolWei')) as [bigint];
  return { nodeWei: await free(node.address), royaltyWei, appWei, treasuryWei, verifiersWei };
}
const sum = (parts: object) => (Object.values(parts) as bigint[]).reduce((a, b) => a + b, 0n);

describe('the split of a payment', () => {
  it('gives each party its part', async () => {
    await settle(100n * coin);
    expect(await readParts(testApp)).toEqual({
      nodeWei: 77n * coin, royaltyWei: 8n * coin, appWei: 5n * coin, treasuryWei: 5n * coin, verifiersWei: 5n * coin,
    });
  });

  it('adds up to the price for every price, also of a few wei, and leaves the rounding with the node', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.bigInt({ min: 1n, max: 99n }), fc.bigInt({ min: 1n, max: 100n * coin })), { minLength: 1, maxLength: 4 }),
        async (prices) => {
          await net.revert(clean);
          clean = await net.snapshot();
          let totalWei = 0n;
          let flooredWei = 0n;
          for (const [i, priceWei] of prices.entries()) {
            totalWei += priceWei;
            flooredWei += bps(priceWei, 500) * 3n + bps(priceWei, 800);
            await settle(totalWei, i + 1);
          }
          const parts = await readParts(testApp);
          expect(sum(parts)).toBe(totalWei);
          expect(parts.nodeWei).toBe(totalWei - flooredWei);
        },
      ),
      { numRuns: 8 },
    );
  });

  it('leaves the share of an application that is not there with the node', async () => {
    await settle(100n * coin, 1, `0x${'00'.repeat(20)}`);
    expect((await free(node.address))).toBe(82n * coin);
    expect(await read('accountOf', `0x${'00'.repeat(20)}`)).toEqual([0n, 0n]);
  });

  it('caps a royalty at what the split allows, and takes none for an unknown model', async () => {
    const greedy: Hex = `0x${'78'.repeat(32)}`;
    await registerModel(net, publisher, { modelId: greedy, royaltyBps: 10_000 });
    await net.send(client, buildSettleTransaction(net.deployment, [
      signVoucher(net, client, { provider: node.address, modelId: greedy, count: 1, cumulativeWei: 100n * coin }),
      signVoucher(net, client, { provider: node.address, modelId: `0x${'79'.repeat(32)}`, count: 1, cumulativeWei: 100n * coin }),
    ]));
    expect((await read('royaltyOf', greedy))[0]).toBe(10n * coin);
    expect(await free(node.address)).toBe(75n * coin + 85n * coin);
  });

  it('keeps the split a reservation was made under until its client reserves again', async () => {
    await net.asTimelock(buildCall(net.deployment, 'HearthParameters', 'addSplit', [{ ...firstSplit, treasuryBps: 1000 }]));
    await settle(100n * coin);
    expect((await readParts(testApp)).treasuryWei).toBe(5n * coin);
    expect(await read('splitVersionOf', client.address, node.address)).toEqual([1n]);
    await fundReservation(net, client, node.address, coin);
    expect(await read('splitVersionOf', client.address, node.address)).toEqual([2n]);
    await settle(200n * coin, 2);
    expect((await readParts(testApp)).treasuryWei).toBe(15n * coin);
  });
});

describe('collecting', () => {
  it("pays each contributor and the publisher their own part of a royalty, to the last wei", async () => {
    await settle(100n * coin + 7n);
    const [royaltyWei] = (await read('royaltyOf', modelId)) as [bigint];
    const dues = await Promise.all([0, 1, 2].map(async (i) => (await read('royaltyDueOf', modelId, i))[1] as bigint));
    expect(dues).toEqual([royaltyWei - bps(royaltyWei, 3333) - bps(royaltyWei, 1111), bps(royaltyWei, 3333), bps(royaltyWei, 1111)]);
    for (const i of [1, 0, 2]) await act('collectRoyalty', modelId, i);
    const [issued] = await net.chain.readContract('HearthToken', 'issuedWei', []);
    const held = await Promise.all([publisher, ...contributors].map(({ address }) => free(address)));
    expect(held.reduce((a, b) => a + b, 0n)).toBe(royaltyWei + (issued as bigint));
    await expect(act('collectRoyalty', modelId, 1)).rejects.toThrow('NothingDue');
    await expect(act('collectRoyalty', modelId, 3)).rejects.toThrow('ShareUnknown');
    await settle(200n * coin, 2);
    expect((await read('royaltyDueOf', modelId, 1))[1]).toBe(bps((await read('royaltyOf', modelId))[0] as bigint, 3333) - dues[1]!);
  });

  it('hands what a share earned on with the share', async () => {
    await settle(100n * coin);
    await expect(net.send(client, buildCall(net.deployment, 'ModelRegistry', 'moveShare', [modelId, 1, client.address]))).rejects.toThrow('NotHolder');
    await net.send(contributors[0]!, buildCall(net.deployment, 'ModelRegistry', 'moveShare', [modelId, 1, court.address]));
    await act('collectRoyalty', modelId, 1);
    expect(await free(contributors[0]!.address)).toBe(0n);
    expect(await free(court.address)).toBeGreaterThanOrEqual(bps(8n * coin, 3333));
  });

  it("pays the verifiers of a node's jobs from what these jobs brought in, each the same, and no more than that", async () => {
    await settle(100n * coin);
    const verifiers = ['v0', 'v1', 'v2'].map((name) => testWallet(name).address);
    const pay = (from: typeof court, eachWei: bigint, of: string = node.address) => net.send(from, buildCall(net.deployment, 'JobEscrow', 'payVerifiers', [of, verifiers, eachWei]));
    await expect(pay(client, coin)).rejects.toThrow('NotCourt');
    // A node that earned nothing cannot have its audits paid by the others, whatever the pool holds.
    expect((await pay(court, 1n, client.address)).logs).toHaveLength(0);
    expect([await read('verifierPoolWei'), await read('auditBudgetOf', client.address)]).toEqual([[5n * coin], [0n]]);
    const { logs } = await pay(court, 2n * coin);
    expect(logs).toHaveLength(2);
    expect([await read('verifierPoolWei'), await read('auditBudgetOf', node.address)]).toEqual([[coin], [coin]]);
    await act('collect', verifiers[0]);
    expect(await free(verifiers[0]!)).toBeGreaterThanOrEqual(2n * coin);
    await expect(act('collect', verifiers[2])).rejects.toThrow('NothingDue');
  });

  it('gives what is left for the audits of a node to the treasury, after it has anchored nothing for half a year and no sooner', async () => {
    await settle(100n * coin);
    const treasury = net.deployment.contracts.HearthTimelock.address;
    const before = (await read('accountOf', treasury)) as [bigint, bigint];
    await expect(act('sweepAuditBudget', node.address)).rejects.toThrow('BudgetInUse');
    await expect(act('sweepAuditBudget', client.address)).rejects.toThrow('NothingDue');
    await net.skipSeconds(180 * 86_400 + testWindowSeconds);
    await act('sweepAuditBudget', node.address);
    const after = (await read('accountOf', treasury)) as [bigint, bigint];
    expect(after[0] - before[0]).toBe(5n * coin);
    expect(after[1]).toBeGreaterThan(before[1]);
    expect([await read('verifierPoolWei'), await read('auditBudgetOf', node.address)]).toEqual([[0n], [0n]]);
    await expect(act('sweepAuditBudget', node.address)).rejects.toThrow('NothingDue');
  });

  it('makes new coins only in proportion to fees paid, shared like the payment, and never above the cap', async () => {
    const [supplyBefore] = await net.chain.readContract('HearthToken', 'totalSupply', []);
    expect(supplyBefore).toBe(testSupplyWei);
    await settle(100n * coin);
    const issuableWei = bps(bps(100n * coin, firstSplit.treasuryBps), firstSplit.issuanceBps);
    expect(await read('issuableOf', node.address)).toEqual([(issuableWei * 77n) / 100n]);
    await act('collectIssuance', node.address);
    await act('collect', testApp);
    await act('collect', net.deployment.contracts.HearthTimelock.address);
    for (const i of [0, 1, 2]) await act('collectRoyalty', modelId, i);
    const [issuedWei] = (await net.chain.readContract('HearthToken', 'issuedWei', [])).toArray() as [bigint];
    // Five hundredths wait in the verifiers' pool; parts are rounded down.
    expect(issuedWei).toBe(issuableWei - bps(issuableWei, 500));
    expect((await net.chain.readContract('HearthToken', 'totalSupply', []))[0]).toBe(testSupplyWei + issuedWei);
    await expect(act('collectIssuance', node.address)).rejects.toThrow('NothingDue');
    await expect(net.send(client, buildCall(net.deployment, 'HearthToken', 'issue', [client.address, 1n]))).rejects.toThrow('NotMinter');
    expect(issuedWei).toBeLessThan(testIssuanceCapWei);
  });

  it('never pays one who plays every part against itself', async () => {
    // Client, node, publisher and app are one: what comes back, new coins included, is less than what was paid.
    const mine = [node.address, publisher.address, testApp, ...contributors.map(({ address }) => address)];
    await settle(100n * coin);
    await act('collectIssuance', node.address);
    await act('collect', testApp);
    for (const i of [0, 1, 2]) await act('collectRoyalty', modelId, i);
    const backWei = (await Promise.all(mine.map(free))).reduce((a, b) => a + b, 0n);
    expect(backWei).toBeLessThan(100n * coin);
  });
});

describe('the pause', () => {
  it('stops new reservations for 72 hours once, and nothing else', async () => {
    const guardian = testWallet('guardian');
    const asTimelock = (call: string, args: unknown[]) => net.asTimelock(buildCall(net.deployment, 'HearthParameters', call, args));
    const pause = () => net.send(guardian, buildCall(net.deployment, 'HearthParameters', 'pause', []));
    const reserve = async () =>
      net.send(client, buildReserveTransaction(net.deployment, { provider: node.address, amountWei: 1n, expirySeconds: (await net.nowSeconds()) + 100 }));
    await expect(pause()).rejects.toThrow('NotGuardian');
    await asTimelock('setGuardian', [guardian.address]);
    await pause();
    await net.send(net.deployer, buildTransferTransaction(net.deployment, client.address, 100n));
    await net.send(client, buildApproveTransaction(net.deployment, 'JobEscrow', 100n));
    await expect(reserve()).rejects.toThrow('OrdersPaused');
    await settle(100n * coin);
    await act('collect', testApp);
    await net.skipSeconds(72 * 3600 + 1);
    await reserve();
    await expect(pause()).rejects.toThrow('PauseSpent');
    await asTimelock('setGuardian', [guardian.address]);
    await pause();
    await asTimelock('unpause', []);
    await reserve();
  });
});
