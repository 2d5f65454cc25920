import { Interface } from 'ethers/abi';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import governorArtifact from '../../electron/services/chain/abi/HearthGovernor.json' with { type: 'json' };
import { createGovernanceSide } from '../../electron/programs/provider/governanceSide.ts';
import { createStakingSide } from '../../electron/programs/provider/stakingSide.ts';
import { buildCall, buildRequestUnbondTransaction, type Call } from '../../electron/services/chain/calls.ts';
import { buildProposal, buildProposeTransaction } from '../../electron/services/chain/governance.ts';
import { nameTaking } from '../../electron/services/chain/slashes.ts';
import { weighStake } from '../../electron/services/chain/staking.ts';
import { buildWalletCall } from '../../electron/services/wallet/actions.ts';
import { governanceShape } from '../../electron/shared/governance.ts';
import { stakingShape } from '../../electron/shared/staking.ts';
import { weiPerCoin, type Hex } from '../../electron/shared/units.ts';
import type { WalletAction } from '../../electron/shared/walletBridge.ts';
import { z } from 'zod';
import { enrolNode } from '../support/chainActors.ts';
import { startTestNet, testGovernance, testKappa, testWallet, type TestNet } from '../support/chainTestNet.ts';

/** What the staking and governance screens are told, read from a real chain, and acts made the way the signer makes them. */
const coin = weiPerCoin;
const owner = testWallet('screen owner');
const court = testWallet('screen court');
const noJobs = { list: () => ({ jobs: [], total: 0 }), payments: () => [], readEvents: () => [] } as never;
const context = { signal: new AbortController().signal };
let net: TestNet;
beforeAll(async () => {
  net = await startTestNet({ deploy: { courts: [court.address] } });
  await enrolNode(net, owner, 60_000_000n * coin);
});
afterAll(() => net.stop());

const addresses = () => Object.fromEntries(Object.entries(net.deployment.contracts).map(([name, { address }]) => [name, address]));
/** As the signer builds it from the owner's words. */
const callOf = (action: WalletAction): Call => {
  const call = buildWalletCall(action, addresses(), owner.address)!;
  return { call: action.kind, to: call.to as Hex, data: call.data as Hex };
};
const staking = () => createStakingSide({ chain: net.chain, node: owner.address, journal: noJobs, buildFile: () => null, offeredModels: () => 2, nowMs: Date.now });

describe('the stake, as the page is told', () => {
  it('counts required stake from what is in flight or from seats, and never below nothing free', () => {
    const figures = { stakedWei: 100n, unbondingWei: 20n, seatsNeedWei: 0n, inFlightWei: 995n, kappa: 10n, faultBps: 5000n };
    expect(weighStake(figures)).toEqual({ requiredWei: 100n, surplusWei: 0n, inFlightLimitWei: 1000n, atRiskWei: 60n });
    expect(weighStake({ ...figures, seatsNeedWei: 140n })).toMatchObject({ requiredWei: 140n, surplusWei: 0n });
    expect(weighStake({ ...figures, inFlightWei: 0n })).toMatchObject({ requiredWei: 0n, surplusWei: 100n });
  });

  it('reads the seven numbers, follows an unstake, and tells a slash with its evidence', async () => {
    const side = staking();
    const first = await side.readStaking({}, context);
    expect(stakingShape.parse(z.encode(stakingShape, first))).toEqual(first);
    expect(first).toMatchObject({ operator: owner.address, stakedWei: 60_000_000n * coin, surplusWei: 60_000_000n * coin, unbonding: null, slashedWei: 0n, slashes: [], kappa: testKappa, dayEarnedWei: null, offeredModels: 2 });

    await net.send(owner, buildRequestUnbondTransaction(net.deployment, owner.address, 1_000n * coin));
    const unbonding = (await side.readStaking({}, context)).unbonding!;
    expect(unbonding.wei).toBe(1_000n * coin);
    expect(unbonding.readyAtSeconds).toBe((await net.nowSeconds()) + first.rates.unbondingSeconds);

    await net.send(court, buildCall(net.deployment, 'StakeManager', 'slash', [owner.address, 500n * coin, court.address, 500n * coin]));
    const after = await side.readStaking({}, context);
    expect(after.slashedWei).toBe(500n * coin);
    expect(after.slashes).toEqual([expect.objectContaining({ takenWei: 500n * coin, why: 'unknown', challenger: court.address, jobId: null })]);
    const { text } = await side.exportSlashEvidence({ txHash: after.slashes[0]!.txHash }, context);
    expect(JSON.parse(text)).toMatchObject({ format: 'hearth-slash-evidence/1', node: owner.address, slash: { takenWei: (500n * coin).toString() }, receiptFile: null });
    await expect(side.exportSlashEvidence({ txHash: `0x${'ab'.repeat(32)}` }, context)).rejects.toThrow('usage.invalid');
  });

  it('names a slash by the event of the same transaction only', () => {
    const event = (transactionHash: string, args: object) => ({ blockNumber: 1, transactionHash, args: args as never });
    const slash = event('0x1', {});
    expect(nameTaking(slash, { faults: [event('0x2', { fault: 1n, subject: '0xaa' })], votes: [], disputes: [] })).toEqual({ why: 'unknown', fault: null, subject: null });
    expect(nameTaking(slash, { faults: [event('0x1', { fault: 1n, subject: '0xaa' })], votes: [], disputes: [] })).toEqual({ why: 'fault', fault: 'equivocation', subject: '0xaa' });
    expect(nameTaking(slash, { faults: [], votes: [], disputes: [event('0x1', { disputeId: '0xdd' })] })).toMatchObject({ why: 'dispute', subject: '0xdd' });
  });
});

describe('governance, as the page is told and as the signer signs', () => {
  it('goes from delegation and proposal to a vote with its reason, queued and carried out', async () => {
    const side = createGovernanceSide(net.chain);
    const read = () => side.readGovernance({ accounts: [owner.address], limit: 10 }, context);
    expect((await read()).voters[0]).toMatchObject({ votesWei: 0n, delegate: null });
    await net.send(owner, callOf({ kind: 'delegate', to: owner.address }));
    await net.skipSeconds(2);
    const now = (await read()).parameters.find(({ name }) => name === 'AuditFloorBps')!;
    await net.send(owner, callOf({ kind: 'propose', description: 'Audit more\nbecause', change: { kind: 'setParameter', parameter: now.index, value: 700n } }));
    const pending = (await read()).proposals[0]!;
    expect(pending).toMatchObject({ state: 'pending', actions: [{ kind: 'setParameter', name: 'AuditFloorBps', now: now.value, value: 700n }] });
    // Before it opens the present votes are the best guess; then those at the start count.
    expect(pending.mine).toEqual([expect.objectContaining({ powerWei: 59_999_500n * coin, vote: null })]);
    await net.skipSeconds(testGovernance.votingDelaySeconds + 1);
    await net.send(owner, callOf({ kind: 'vote', proposalId: pending.proposalId, support: 1, reason: 'the figures say so' }));
    await net.skipSeconds(testGovernance.votingPeriodSeconds + 1);
    const decided = await read();
    expect(decided.proposals[0]).toMatchObject({ state: 'succeeded', mine: [{ powerWei: 59_999_500n * coin, vote: { support: 'for', weightWei: 59_999_500n * coin, reason: 'the figures say so' } }] });
    expect(governanceShape.parse(z.encode(governanceShape, decided))).toEqual(decided);
    const body = await side.readProposalBody({ proposalId: pending.proposalId }, context);
    await net.send(owner, callOf({ kind: 'queueProposal', ...body, targets: [...body.targets] }));
    await net.skipSeconds(testGovernance.timelockSeconds + 1);
    await net.send(owner, callOf({ kind: 'executeProposal', ...body, targets: [...body.targets] }));
    const done = await read();
    expect(done.proposals[0]!.state).toBe('executed');
    expect(done.parameters.find(({ name }) => name === 'AuditFloorBps')!.value).toBe(700n);
  });

  it('shows a hostile proposal raw: foreign targets, bytes that fit no method, half a character', async () => {
    const side = createGovernanceSide(net.chain);
    const { HearthParameters } = net.deployment.contracts;
    const set = new Interface(governorArtifact.abi as never).getFunction('propose')!.selector;
    const body = { ...buildProposal('first \ud800 half', []), targets: [HearthParameters.address, `0x${'66'.repeat(20)}`], valuesWei: [0n, 5n], calldatas: [`${set}00ff`, '0xdeadbeef'] };
    await net.send(owner, buildProposeTransaction(net.deployment, { ...body, description: `${'long '.repeat(2000)}` }));
    const [shown] = (await side.readGovernance({ accounts: [], limit: 1 }, context)).proposals;
    expect(shown).toMatchObject({ isCut: true, actionCount: 2, mine: [] });
    expect(shown!.description).toHaveLength(4000);
    expect(shown!.actions.map(({ kind }) => kind)).toEqual(['other', 'other']);
    expect(shown!.raw[1]).toEqual({ target: `0x${'66'.repeat(20)}`, valueWei: 5n, data: '0xdeadbeef' });
  });
});
