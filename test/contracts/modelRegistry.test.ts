import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildCall } from '../../electron/services/chain/calls.ts';
import { deployContracts } from '../../electron/services/chain/deploy.ts';
import { firstSplit, parameterIndex } from '../../electron/services/chain/parameters.ts';
import { parameterNames } from '../../electron/shared/governance.ts';
import { weiPerCoin, type Hex } from '../../electron/shared/units.ts';
import { createThresholdReader } from '../../electron/services/chain/thresholds.ts';
import { zeroHash } from '../support/chainActors.ts';
import { registerModel } from '../support/chainJobs.ts';
import { startTestNet, testDeployOptions, testWallet, type TestNet } from '../support/chainTestNet.ts';

const publisher = testWallet('publisher');
const thief = testWallet('thief');
const modelId: Hex = `0x${'51'.repeat(32)}`;
const next: Hex = `0x${'52'.repeat(32)}`;

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

const act = (from: typeof publisher, call: string, ...args: unknown[]) => net.send(from, buildCall(net.deployment, 'ModelRegistry', call, args));
const read = async (call: string, ...args: unknown[]) => (await net.chain.readContract('ModelRegistry', call, args)).toArray();
/** As the timelock would, after a vote. */
const asTimelock = (contract: 'ModelRegistry' | 'HearthParameters', call: string, ...args: unknown[]) => net.asTimelock(buildCall(net.deployment, contract, call, args));
const registration = (id: Hex, changes: object = {}) => ({
  modelId: id, roots: { weightsRoot: id, graphRoot: id, planRoot: id, columnsRoot: id }, supersedes: zeroHash, royaltyBps: 100, contributors: [],
  contributorsBps: [], uri: '', ...changes,
});

describe('registering a model', () => {
  it('needs an older commitment, so that whoever watches the mempool is not first', async () => {
    await expect(act(publisher, 'register', registration(modelId), zeroHash)).rejects.toThrow('CommitmentNotReady');
    const [commitment] = await read('commitmentOf', modelId, publisher.address, zeroHash);
    await act(publisher, 'commit', commitment);
    await expect(act(publisher, 'register', registration(modelId), zeroHash)).rejects.toThrow('CommitmentNotReady');
    await net.skipSeconds(3);
    await expect(act(thief, 'register', registration(modelId), zeroHash)).rejects.toThrow('CommitmentNotReady');
    // A copy of the commitment must not hold it up.
    await expect(act(thief, 'commit', commitment)).rejects.toThrow('CommitmentKnown');
    await act(publisher, 'register', registration(modelId), zeroHash);
    expect((await read('modelOf', modelId))[0]).toBe(publisher.address);
    expect((await read('rootsOf', modelId))[0].toArray()).toEqual([modelId, modelId, modelId, modelId]);
    expect((await read('modelIdsFrom', 0, 10))[0].toArray()).toEqual([modelId]);
  });

  it('happens once per id, and a revision only by the publisher of the one before', async () => {
    await registerModel(net, publisher, { modelId, royaltyBps: 100 });
    await expect(registerModel(net, thief, { modelId, royaltyBps: 100 })).rejects.toThrow('ModelKnown');
    await expect(registerModel(net, thief, { modelId: next, royaltyBps: 100, supersedes: modelId })).rejects.toThrow('NotPublisher');
    await registerModel(net, publisher, { modelId: next, royaltyBps: 100, supersedes: modelId });
    await act(publisher, 'retire', modelId);
    expect((await read('modelOf', modelId))[4]).toBe(true);
    await expect(act(thief, 'retire', next)).rejects.toThrow('NotPublisher');
  });

  it('refuses shares that do not add up', async () => {
    const holder = thief.address;
    const register = (royaltyBps: number, sharesBps: number[]) =>
      registerModel(net, publisher, { modelId, royaltyBps, contributors: sharesBps.map((shareBps) => ({ holder, shareBps })) });
    await expect(register(10_001, [])).rejects.toThrow('SharesTooHigh');
    await expect(register(100, [9000, 1001])).rejects.toThrow('SharesTooHigh');
    await expect(register(100, Array.from({ length: 17 }, () => 1))).rejects.toThrow('TooManyContributors');
    await register(100, [9000, 1000]);
    expect((await read('sharesOf', modelId))[1].toArray()).toEqual([0n, 9000n, 1000n]);
  });

  it('lets the timelock hand on a publisher share, and no other', async () => {
    await registerModel(net, thief, { modelId, royaltyBps: 100, contributors: [{ holder: thief.address, shareBps: 10 }] });
    await asTimelock('ModelRegistry', 'moveShare', modelId, 0, publisher.address);
    expect((await read('modelOf', modelId))[0]).toBe(publisher.address);
    await expect(asTimelock('ModelRegistry', 'moveShare', modelId, 1, publisher.address)).rejects.toThrow();
  });
});

describe('thresholds', () => {
  const threshold = { chunkDistancePico: 20_000_000, maxMarginNano: 50_000_000, meanMarginNano: 2_000_000, isShadow: false, calibrationRoot: modelId };

  it('are shadow until the timelock accepts them, and versions never change their numbers', async () => {
    await registerModel(net, publisher, { modelId, royaltyBps: 100 });
    await expect(act(thief, 'proposeThreshold', modelId, 1, threshold)).rejects.toThrow('NotPublisher');
    await act(publisher, 'proposeThreshold', modelId, 1, threshold);
    expect((await read('thresholdOf', modelId, 1, 1))[0].toArray()).toEqual([20_000_000n, 50_000_000n, 2_000_000n, true, modelId]);
    await expect(act(publisher, 'judgeThreshold', modelId, 1, 1, false)).rejects.toThrow('NotTimelock');
    await asTimelock('ModelRegistry', 'judgeThreshold', modelId, 1, 1, false);
    await act(publisher, 'proposeThreshold', modelId, 1, { ...threshold, maxMarginNano: 1 });
    expect((await read('thresholdOf', modelId, 1, 1))[0].toArray()).toEqual([20_000_000n, 50_000_000n, 2_000_000n, false, modelId]);
    expect((await read('thresholdOf', modelId, 1, 2))[0].isShadow).toBe(true);
    expect(await read('tauVersionOf', modelId, 1)).toEqual([2n]);
    await expect(read('thresholdOf', modelId, 1, 3)).rejects.toMatchObject({ about: { error: expect.stringContaining('ThresholdUnknown') } });
  });

  it('are read by whoever audits: none as long as they are only proposed or were taken back, else with the moment from which they judge', async () => {
    let nowMs = 0;
    const ask = createThresholdReader(net.chain, () => nowMs);
    // An answer holds for a minute.
    const readNow = async (version: number) => ((nowMs += 61_000), ask(modelId, 1, version));
    await registerModel(net, publisher, { modelId, royaltyBps: 100 });
    expect(await readNow(1)).toBe(null);
    await act(publisher, 'proposeThreshold', modelId, 1, threshold);
    await act(publisher, 'proposeThreshold', modelId, 1, { ...threshold, maxMarginNano: 1 });
    expect([await readNow(1), await readNow(2)]).toEqual([null, null]);
    await asTimelock('ModelRegistry', 'judgeThreshold', modelId, 1, 1, false);
    const sinceSeconds = await net.nowSeconds();
    const accepted = { tauVersion: 1, sinceSeconds, calibrationRoot: modelId, chunkDistance: 2e-5, hardMargin: 0.05, meanMargin: 0.002 };
    expect([await readNow(2), await readNow(3), await readNow(0), await ask(modelId, 2, 1), await ask(next, 1, 1)]).toEqual([null, null, null, null, null]);
    expect(await readNow(1)).toEqual(accepted);
    await asTimelock('ModelRegistry', 'judgeThreshold', modelId, 1, 1, true);
    expect([await ask(modelId, 1, 1), await readNow(1)]).toEqual([accepted, null]);
    // Accepted again, it judges from then on only.
    await net.skipSeconds(500);
    await asTimelock('ModelRegistry', 'judgeThreshold', modelId, 1, 1, false);
    expect((await readNow(1))!.sinceSeconds).toBeGreaterThanOrEqual(sinceSeconds + 500);
  });
});

describe('parameters', () => {
  it('are the ones our services name, in the same order, and stay within their bounds', async () => {
    const [values] = await net.chain.readContract('HearthParameters', 'allValues', []);
    expect(values).toHaveLength(parameterNames.length);
    for (const name of parameterNames) {
      const [lowest, highest] = (await net.chain.readContract('HearthParameters', 'boundsOf', [parameterIndex(name)])).toArray() as [bigint, bigint];
      await expect(asTimelock('HearthParameters', 'set', parameterIndex(name), highest + 1n), name).rejects.toThrow();
      if (lowest > 0n) await expect(asTimelock('HearthParameters', 'set', parameterIndex(name), lowest - 1n), name).rejects.toThrow();
    }
    await asTimelock('HearthParameters', 'set', parameterIndex('AuditFloorBps'), 700n);
    expect((await net.chain.readContract('HearthParameters', 'valueOf', [parameterIndex('AuditFloorBps')]))[0]).toBe(700n);
    await expect(net.send(thief, buildCall(net.deployment, 'HearthParameters', 'set', [0, 700n]))).rejects.toThrow('NotTimelock');
    await expect(net.send(thief, buildCall(net.deployment, 'HearthParameters', 'setCourt', [thief.address, true]))).rejects.toThrow('NotTimelock');
  });

  it('refuse a split that leaves a node less than half, or issues more than half the fee', async () => {
    await expect(asTimelock('HearthParameters', 'addSplit', { ...firstSplit, treasuryBps: 3001 })).rejects.toThrow();
    await expect(asTimelock('HearthParameters', 'addSplit', { ...firstSplit, issuanceBps: 5001 })).rejects.toThrow();
    await asTimelock('HearthParameters', 'addSplit', { ...firstSplit, treasuryBps: 3000, issuanceBps: 5000 });
  });
});

describe('a deployment', () => {
  it('that stopped half-way goes on where it was, at the same addresses', async () => {
    const deployer = testWallet('resumer');
    await net.practice.fundGas(deployer.address, 1000n * weiPerCoin);
    const options = testDeployOptions(deployer.address, net.practice.rpcUrl);
    let begun: Parameters<typeof deployContracts>[2] = {};
    const stopAt = deployContracts(deployer.connect(net.provider), options, {
      onBegin: (progress) => {
        begun = { before: progress };
      },
      onContract: (contract) => {
        if (contract === 'StakeManager') throw new Error('power cut');
      },
    });
    await expect(stopAt).rejects.toThrow('power cut');
    const made: string[] = [];
    const deployment = await deployContracts(deployer.connect(net.provider), options, { ...begun, onContract: (contract, _, isNew) => void (isNew && made.push(contract)) });
    expect(made).toEqual(['ModelRegistry', 'JobEscrow', 'HearthGovernor', 'Beacon', 'LeafJudge', 'AuditCourt', 'DisputeGame', 'ReceiptProofs']);
    const again = await deployContracts(deployer.connect(net.provider), options, { ...begun });
    expect(again).toEqual(deployment);
  });

  it('says so when its account sent something else in between, or is another account', async () => {
    const deployer = testWallet('wanderer');
    await net.practice.fundGas(deployer.address, 1000n * weiPerCoin);
    const options = testDeployOptions(deployer.address, net.practice.rpcUrl);
    const startBlock = await net.chain.readBlockNumber();
    const before = { chainId: net.practice.chainId, deployer: deployer.address, startNonce: 0, startBlock };
    await deployer.connect(net.provider).sendTransaction({ to: deployer.address }).then((sent) => sent.wait());
    await expect(deployContracts(deployer.connect(net.provider), options, { before })).rejects.toMatchObject({
      code: 'chain.deploymentInvalid',
      about: { reason: expect.stringContaining('nonce 0') },
    });
    await expect(deployContracts(testWallet('another').connect(net.provider), options, { before })).rejects.toMatchObject({ code: 'chain.deploymentInvalid' });
  });
});
