import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fromHex } from '../../../../electron/protocol/bytes.ts';
import { verifySearchPath } from '../../../../electron/protocol/searchTree.ts';
import { treeTag } from '../../../../electron/protocol/tree.ts';
import { signingDigest, verdict, type Vote } from '../../../../electron/protocol/typedData.ts';
import { voteKey } from '../../../../electron/services/audit/auditRecord.ts';
import { buildAudits } from '../../../../electron/services/audit/buildAudits.ts';
import { claimPay, commitVotes } from '../../../../electron/services/audit/commitVotes.ts';
import { openCases } from '../../../../electron/services/audit/followCases.ts';
import { createFeeRule } from '../../../../electron/services/earnings/feeShare.ts';
import type { VotePlace } from '../../../../electron/services/chain/auditCalls.ts';
import type { EpochCommitted, EpochPay } from '../../../../electron/services/chain/auditReads.ts';
import { nodePrimitives as p } from '../../../../electron/services/primitives/nodePrimitives.ts';
import { HearthError } from '../../../../electron/shared/errors.ts';
import type { Hex } from '../../../../electron/shared/units.ts';
import { createDutyHarness } from '../../../support/dutyHarness.ts';
import { domain, hash } from '../../protocol/samples.ts';

let h: ReturnType<typeof createDutyHarness>;
let chain: ReturnType<typeof playChain>;
beforeEach(() => {
  h = createDutyHarness();
  chain = playChain();
});
afterEach(() => h.close());

/** Rounds are due every 3 s and an epoch of votes lasts 60 s: what is anchored at 1000 is paid in epoch 17, from 1020 to 1080. */
const epoch17 = 1021;
const seatOf = (name: string) => h.journal.seats.read(h.jobOf(name).receiptHash)!;

/** A court that holds roots, and refuses a second of one epoch or one of another epoch. */
function playChain() {
  const roots: EpochCommitted[] = [];
  const calls: { call: string; args: readonly unknown[] }[] = [];
  let nowSeconds = 0;
  let fault: Error | null = null;
  let budgetWei = 1000n;
  let refusal: string | null = null;
  const paid: EpochPay[] = [];
  const refuse = (error: string): never => {
    throw new HearthError('chain.reverted', { call: 'AuditCourt', error });
  };
  /** A wei for each vote. */
  const claim = (epoch: number): void => {
    const dueWei = BigInt(roots.find((one) => one.epoch === epoch)!.count) - paid.filter((one) => one.epoch === epoch).reduce((sum, { amountWei }) => sum + amountWei, 0n);
    if (refusal !== null) refuse(refusal);
    if (budgetWei === 0n) refuse(`BudgetEmpty(node=0x00, neededWei=${dueWei})`);
    const amountWei = dueWei < budgetWei ? dueWei : budgetWei;
    budgetWei -= amountWei;
    paid.push({ epoch, amountWei, leftWei: dueWei - amountWei, transactionHash: hash(`pay ${epoch} ${paid.length}`) as Hex, blockNumber: 101 });
  };
  const send = (call: string, args: readonly unknown[]): void => {
    calls.push({ call, args });
    if (call === 'buildCommitEpoch') {
      const [, epoch, root, count] = args as [unknown, number, Hex, number];
      if (epoch !== Math.floor(nowSeconds / 60)) refuse('WrongEpoch(0, 0)');
      if (roots.some((one) => one.epoch === epoch)) refuse('AlreadyCommitted(0, 0)');
      roots.push({ verifier: h.dependencies.node as Hex, epoch, root, count, blockNumber: 100, transactionHash: hash(`commit ${root}`) as Hex });
    }
    if (call === 'buildClaimEpochPay') claim((args[2] as VotePlace).epoch);
    if (fault) throw fault;
  };
  return {
    roots, calls,
    sent: (call: string) => calls.filter((one) => one.call === call).map(({ args }) => args),
    set: (change: { fault?: Error | null; budgetWei?: bigint; refusal?: string }) => ({ fault = fault, budgetWei = budgetWei, refusal = refusal } = change),
    /** The walk's dependencies while the chain is at this second. */
    at(seconds: number) {
      nowSeconds = seconds;
      return h.with({
        calls: new Proxy({} as never, { get: (_target, name) => (...args: unknown[]) => ({ call: String(name), args }) }),
        queue: () => ({ send: async (call) => (send((call as unknown as { call: string }).call, (call as unknown as { args: unknown[] }).args), {} as never) }),
        reads: {
          readEpochCommits: async () => roots, readSample: async (_chain: unknown, _node: string, epoch: number) => roots.find((one) => one.epoch === epoch)!.count - 1,
          readEpochPay: async () => paid, readAuditBudget: async () => budgetWei, readCase: async () => ({ stage: 'none' }),
        } as never,
      });
    },
  };
}
const goAt = (seconds: number) => commitVotes(chain.at(seconds), h.roundAt(seconds));

describe('the votes of an epoch', () => {
  it('are those paid in it and no others, in ascending order of their receipts', async () => {
    for (const name of ['a', 'b', 'c', 'd']) h.addVoted(name, 1000);
    h.addVoted('of the next epoch', 1030);
    await goAt(epoch17);
    expect(chain.roots).toHaveLength(1);
    expect(chain.roots[0]).toMatchObject({ epoch: 17, count: 4 });
    const { receiptHashes, state } = h.journal.epochs.newest(1)[0]!;
    expect(receiptHashes).toEqual(['a', 'b', 'c', 'd'].map((name) => h.jobOf(name).receiptHash).sort());
    expect(state).toBe('committed');
    expect(seatOf('a').state).toBe('committed');
    expect(seatOf('of the next epoch').state).toBe('voted');
    await goAt(1085);
    expect(chain.roots.map(({ epoch, count }) => [epoch, count])).toEqual([[17, 4], [18, 1]]);
  });

  it('are not committed before their epoch begins, and wait in it for receipts that are replayed and batches that are not drawn yet', async () => {
    h.addVoted('a', 1000);
    await goAt(1019);
    h.addSeat();
    await goAt(epoch17);
    expect(chain.calls).toEqual([]);
    h.journal.seats.write(h.seat.receiptHash, 'missed', { ...h.seat, state: 'missed' });
    const batch = { node: h.job.receipt.provider, batch: 1, root: hash('root'), count: 1, valueWei: 1n, anchoredAtSeconds: 1000, blockNumber: 1, state: 'new', reason: null, askedAtMs: null } as const;
    h.journal.batches.write('one', 'new', batch);
    await goAt(1040);
    expect(chain.calls).toEqual([]);
    await goAt(1066);
    expect(chain.roots).toMatchObject([{ epoch: 17, count: 1 }]);
  });

  it('are told as not paid, with the reason, when they came after their epoch; a rejection opens its case all the same', async () => {
    h.addVoted('late', 900);
    h.addVoted('late rejection', 900, verdict.reject);
    h.addVoted('in time', 1000);
    await goAt(epoch17);
    expect(chain.roots).toMatchObject([{ epoch: 17, count: 1 }]);
    expect(seatOf('late')).toMatchObject({ state: 'missed', root: null, reason: 'audit.notPaid:audit.lateVote:16|replayed' });
    expect(buildAudits(h.journal, [], () => null).seated.find(({ receiptHash }) => receiptHash === h.jobOf('late').receiptHash)).toMatchObject({ verdict: 'accepted', pay: 'unpaid' });
    await openCases(chain.at(epoch17), h.roundAt(epoch17));
    expect(chain.sent('buildOpenCase').map(([, vote]) => (vote as Vote).receiptHash)).toEqual([h.jobOf('late rejection').receiptHash]);
  });

  it('open the case of a rejection before their epoch begins', async () => {
    h.addVoted('rejected', 1000, verdict.reject);
    await openCases(chain.at(1012), h.roundAt(1012));
    expect(chain.sent('buildOpenCase')).toHaveLength(1);
    await goAt(epoch17);
    expect(chain.roots).toMatchObject([{ epoch: 17, count: 1 }]);
  });

  it('are committed once when the process dies between sending and noting it', async () => {
    h.addVoted('a', 1000);
    chain.set({ fault: new HearthError('chain.unreachable', { rpcUrl: 'http://x' } as never) });
    await expect(goAt(epoch17)).rejects.toThrow();
    expect(h.journal.epochs.newest(1)[0]).toMatchObject({ state: 'planned', epoch: 17 });
    chain.set({ fault: null });
    h.addVoted('b', 1000);
    await goAt(1022);
    await goAt(1081);
    expect(chain.roots).toMatchObject([{ epoch: 17, count: 1 }]);
    expect(seatOf('a').state).toBe('committed');
    expect(seatOf('b')).toMatchObject({ state: 'missed', reason: expect.stringContaining('audit.lateVote:') });
  });

  it('are given up, with the reason, when their root did not reach the chain in their epoch; the next epoch is not lost with them', async () => {
    h.addVoted('a', 1000);
    h.addVoted('b', 1030);
    await commitVotes({ ...chain.at(epoch17), queue: () => null }, h.roundAt(epoch17));
    await goAt(1081);
    expect(seatOf('a')).toMatchObject({ state: 'missed', reason: 'audit.notPaid:audit.lateRoot|replayed' });
    expect(h.journal.epochs.newest(2).at(-1)).toMatchObject({ state: 'unpaid', reason: 'audit.lateRoot' });
    expect(chain.roots).toMatchObject([{ epoch: 18, count: 1 }]);
  });

  it('are paid by showing the one that was picked, with a path that the court takes', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) h.addVoted(name, 1000);
    await goAt(epoch17);
    await claimPay(chain.at(1040), h.roundAt(1040));
    const [, vote, place] = chain.sent('buildClaimEpochPay').at(-1) as [unknown, Vote, VotePlace];
    expect(place).toMatchObject({ epoch: 17, index: 4 });
    const claim = { key: fromHex(vote.receiptHash), content: fromHex(signingDigest(domain, 'Vote', vote)), tag: treeTag.voteBatch, count: 5, index: 4, root: fromHex(chain.roots[0]!.root) };
    expect(verifySearchPath(p, { ...claim, path: place.path.map(({ pivot, sibling }) => ({ pivot: fromHex(pivot), sibling: fromHex(sibling) })) })).toBe(true);
    expect(h.journal.votes.read(voteKey(vote.receiptHash, 0))!.vote).toEqual(vote);
    expect(h.journal.epochs.newest(1)[0]).toMatchObject({ state: 'paid', payWei: 5n, sample: 4 });
  });

  it("stay due while the audited node's budget is empty, and are not asked for until it covers half of what is due", async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) h.addVoted(name, 1000);
    await goAt(epoch17);
    chain.set({ budgetWei: 0n });
    const claimAt = (seconds: number) => claimPay(chain.at(seconds), h.roundAt(seconds));
    for (const seconds of [1030, 1031, 1032]) await claimAt(seconds);
    expect(chain.sent('buildClaimEpochPay')).toHaveLength(1);
    expect(h.journal.epochs.newest(1)[0]).toMatchObject({ state: 'committed', sample: 4, neededWei: 5n, payWei: null, reason: 'audit.budget' });
    expect(buildAudits(h.journal, [], () => null).seated[0]!.reason).toBe('audit.notPaidYet:audit.budget|replayed');
    chain.set({ budgetWei: 2n });
    await claimAt(1040);
    expect(chain.sent('buildClaimEpochPay')).toHaveLength(1);
    chain.set({ budgetWei: 3n });
    for (const seconds of [1041, 1042]) await claimAt(seconds);
    expect(h.journal.epochs.newest(1)[0]).toMatchObject({ state: 'committed', payWei: 3n, neededWei: 2n });
    expect(buildAudits(h.journal, [], () => null).earnedWei).toBe(3n);
    chain.set({ budgetWei: 2n });
    await claimAt(1050);
    expect(h.journal.epochs.newest(1)[0]).toMatchObject({ state: 'paid', payWei: 5n, neededWei: null, reason: null });
    expect(chain.sent('buildClaimEpochPay')).toHaveLength(3);
  });

  it('are not asked for while the fee would take more of them than the owner allows, in words, and are when fees fall', async () => {
    for (const name of ['a', 'b']) h.addVoted(name, 1000);
    await goAt(epoch17);
    const rates = { coin: { currency: 'EUR', perCoin: 10 }, gas: { currency: 'EUR', perCoin: 1 }, limitPercent: 5 };
    const claimAt = async (seconds: number, gas: bigint) => {
      const played = chain.at(seconds);
      await claimPay({ ...played, feeRule: () => createFeeRule(rates), chain: { ...played.chain, estimateGas: async () => gas } as never, reads: { ...played.reads, readClaimable: async () => 2n } as never }, h.roundAt(seconds));
    };
    // A wei of base fee for each gas, worth a tenth of the two wei that it would fetch.
    for (const seconds of [1030, 1031]) await claimAt(seconds, 2n);
    expect(chain.sent('buildClaimEpochPay')).toHaveLength(0);
    expect(h.journal.epochs.newest(1)[0]).toMatchObject({ state: 'committed', payWei: null, reason: 'audit.fee:10 % > 5 %' });
    await claimAt(1040, 1n);
    expect(h.journal.epochs.newest(1)[0]).toMatchObject({ state: 'paid', payWei: 2n, reason: null });
  });

  it('are found as paid, and not claimed again, when somebody else claimed them or the process died after it did', async () => {
    h.addVoted('a', 1000);
    await goAt(epoch17);
    const died = { ...chain.at(1030), log: () => {} };
    chain.set({ fault: new HearthError('chain.unreachable', { rpcUrl: 'http://x' } as never) });
    await expect(claimPay(died, h.roundAt(1030))).rejects.toThrow();
    chain.set({ fault: null });
    await claimPay(chain.at(1031), h.roundAt(1031));
    expect(chain.sent('buildClaimEpochPay')).toHaveLength(1);
    expect(h.journal.epochs.newest(1)[0]).toMatchObject({ state: 'paid', payWei: 1n });
  });

  it('are asked for again when the claim was mined and refused, and given up only for a reason with a name', async () => {
    h.addVoted('a', 1000);
    await goAt(epoch17);
    chain.set({ refusal: 'reverted in block 5, transaction 0x00' });
    await claimPay(chain.at(1030), h.roundAt(1030));
    expect(h.journal.epochs.newest(1)[0]).toMatchObject({ state: 'committed', reason: null });
    chain.set({ refusal: 'NotMember(subject=0x00, verifier=0x00)' });
    await claimPay(chain.at(1031), h.roundAt(1031));
    expect(h.journal.epochs.newest(1)[0]).toMatchObject({ state: 'unpaid', sample: 0, reason: expect.stringContaining('NotMember') });
  });
});
