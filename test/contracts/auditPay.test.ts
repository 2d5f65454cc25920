import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { payEpochOf, voteEpochAt } from '../../electron/protocol/auditDraw.ts';
import { verifySearchPath } from '../../electron/protocol/searchTree.ts';
import { treeTag } from '../../electron/protocol/tree.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import type { Vote } from '../../electron/protocol/typedData.ts';
import type { Hex } from '../../electron/shared/units.ts';
import { accountOf } from '../support/courtNet.ts';
import { createCourtCases, rejecting, type Audited } from '../support/courtCases.ts';
import { forgeSearchTree } from '../support/forgedSearchTree.ts';
import { drawDelaySeconds, epochSeconds, keyOf, modelId, parameterNames, repeat32, stakeWei, startCourtWorld, type World } from '../support/courtWorld.ts';

let w: World;
beforeAll(async () => {
  w = await startCourtWorld();
});
beforeEach(() => w.reset());
afterAll(() => w.net.stop());

const { anchorAudited, openWith } = createCourtCases(() => w);

describe('verifiers', () => {
  type Payable = Audited & { readonly vote: Vote; readonly epoch: number };
  let jobs = 0;
  /** A new audited receipt, its first verifier's vote, and the epoch in which that is paid; not begun yet. Past a node's first batches some are not drawn and pay nobody: another is anchored then. */
  async function anchorPayable(): Promise<Payable> {
    for (;;) {
      const audited = await anchorAudited({ order: { jobId: keyOf(`job ${jobs++}`).privateKey as Hex } });
      const { signed: { receiptHash, order }, place: { batch, header: { anchoredAtSeconds } } } = audited;
      const rateBps = await w.court.view('auditBpsOf', [w.node.address, order.tier, batch, anchoredAtSeconds]);
      if (!(await w.court.view('isDrawn', [receiptHash, anchoredAtSeconds, rateBps]))) continue;
      return { ...audited, epoch: Number(await w.court.view('payEpochOf', [anchoredAtSeconds])), vote: w.voteOf(audited.committee[0]!, receiptHash) };
    }
  }
  const claim = ({ signed, place }: Audited, vote: Vote, votePlace: unknown) => w.court.send(w.anyone, 'claimEpochPay', [vote, votePlace, w.signedArgument(signed), place]);
  /** Stores the round after a commit; the vote that it picks. */
  async function drawSample(verifier: string, epoch: number): Promise<number> {
    await w.drawRound(await w.net.nowSeconds());
    return Number(await w.court.view('sampleOf', [verifier, epoch]));
  }
  const paidTo = (verifier: string) => w.double.view<bigint>('paidWei', [verifier]);
  /** A tenth of the job's 190 wei is the most per vote. */
  const eachWei = 19n;

  it('are paid for an epoch by showing one vote that the beacon chose, once, and not for invented ones', async () => {
    const seen = new Set<boolean>();
    for (let round = 0; round < 40 && seen.size < 2; round++) {
      const audited = await anchorPayable();
      const { vote, epoch } = audited;
      await w.skipToEpoch(epoch);
      const invented = w.voteOf(vote.verifier, repeat32(77));
      const [real, fake] = await w.commitVotes([vote, invented]);
      const sample = await drawSample(vote.verifier, epoch);
      const before = await paidTo(vote.verifier);
      const isReal = sample === real!.index;
      if (isReal) {
        await expect(claim(audited, invented, fake)).rejects.toThrow(`WrongSample(${sample}, ${fake!.index})`);
        await claim(audited, vote, real);
        await expect(claim(audited, vote, real)).rejects.toThrow('AlreadyPaid');
      } else {
        await expect(claim(audited, vote, real)).rejects.toThrow('WrongSample');
        await expect(claim(audited, invented, fake)).rejects.toThrow('VoteMismatch');
      }
      expect((await paidTo(vote.verifier)) - before).toBe(isReal ? 2n * eachWei : 0n);
      seen.add(isReal);
    }
    expect(seen.size).toBe(2);
  });

  it('are paid for one place of a vote that a root repeats, wherever its pivots send it, so repeating gains nothing', async () => {
    const copies = 3;
    const ends = [new Uint8Array(32), new Uint8Array(32).fill(255)];
    let [paid, refused] = [0, 0];
    for (let round = 0; round < 60 && (paid === 0 || refused === 0); round++) {
      const audited = await anchorPayable();
      const { vote, epoch } = audited;
      await w.skipToEpoch(epoch);
      const leaves = Array.from({ length: copies }, () => w.leafOf(vote));
      const forged = forgeSearchTree(treeTag.voteBatch, leaves, () => [...ends, leaves[0]!.key][round % 3]!);
      const { places } = await w.commitTree(vote.verifier, forged.root, forged.paths);
      const sample = await drawSample(vote.verifier, epoch);
      const isShown = (index: number) => verifySearchPath(p, { ...leaves[index]!, tag: treeTag.voteBatch, count: copies, index, path: forged.paths[index]!, root: forged.root });
      expect(leaves.filter((_, index) => isShown(index))).toHaveLength(1);
      const before = await paidTo(vote.verifier);
      if (isShown(sample)) paid += await claim(audited, vote, places[sample]).then(() => 1);
      else {
        await expect(claim(audited, vote, places[sample])).rejects.toThrow('VoteNotCommitted');
        // Nor under another pivot, which the root does not hold.
        const path = places[sample]!.path.map((step) => ({ ...step, pivot: step.pivot === repeat32(255) ? repeat32(0) : repeat32(255) }));
        await expect(claim(audited, vote, { ...places[sample], path })).rejects.toThrow('VoteNotCommitted');
        refused++;
      }
      expect((await paidTo(vote.verifier)) - before).toBe(isShown(sample) ? BigInt(copies) * eachWei : 0n);
    }
    expect([paid > 0, refused > 0]).toEqual([true, true]);
  });

  it('are paid for a vote in one epoch alone: the one after its round was due, not in that one, not in a later one', async () => {
    const audited = await anchorPayable();
    const { vote, epoch } = audited;
    for (const wrong of [epoch - 1, epoch + 1, epoch + 2]) {
      // The first is still going on, unless the round came in its last seconds.
      await w.skipToEpoch(wrong);
      const now = Number(await w.court.view('currentEpoch'));
      if (now !== wrong) continue;
      const [place] = await w.commitVotes([vote]);
      await drawSample(vote.verifier, wrong);
      await expect(claim(audited, vote, place)).rejects.toThrow(`NotPayableIn(${vote.receiptHash}, ${epoch}, ${wrong})`);
    }
    expect(await paidTo(vote.verifier)).toBe(0n);
  });

  it('have the same epoch in TypeScript, whatever the second of the anchor, and governance moves it not', async () => {
    const clock = { beacon: w.schedule, drawDelaySeconds, epochSeconds };
    const now = await w.net.nowSeconds();
    for (let i = 0; i < 130; i++) expect(Number(await w.court.view('payEpochOf', [now + i]))).toBe(payEpochOf(clock, now + i));
    expect(payEpochOf(clock, now)).toBeGreaterThan(voteEpochAt(clock, now));
    const before = await w.court.view('payEpochOf', [now]);
    await w.double.send(w.anyone, 'set', [parameterNames.indexOf('CommitSeconds'), 3600]);
    expect(await w.court.view('payEpochOf', [now])).toBe(before);
    const later = await w.net.nowSeconds();
    expect(Number(await w.court.view('currentEpoch'))).toBe(voteEpochAt(clock, later));
  });

  it('commit in the epoch they name or not at all, so that a late transaction does not take the next one\'s place', async () => {
    const epoch = Number(await w.court.view('currentEpoch'));
    await w.skipToEpoch(epoch + 1);
    for (const wrong of [epoch, epoch + 2]) await expect(w.court.send(w.anyone, 'commitEpoch', [wrong, repeat32(1), 1])).rejects.toThrow(`WrongEpoch(${epoch + 1}, ${wrong})`);
  });

  it("are paid in parts while the audited node's budget is too small, keep the rest of their claim, and get no wei twice", async () => {
    const audited = await anchorPayable();
    const { vote, epoch } = audited;
    await w.skipToEpoch(epoch);
    const [place] = await w.commitVotes([vote]);
    await drawSample(vote.verifier, epoch);
    const setBudget = (wei: bigint) => w.double.send(w.anyone, 'setBudget', [wei]);
    const epochOf = async () => [...(await w.court.view<unknown[]>('epochOf', [vote.verifier, epoch]))].slice(2);
    await setBudget(0n);
    await expect(claim(audited, vote, place)).rejects.toThrow(`BudgetEmpty(${w.node.address}, ${eachWei})`);
    await setBudget(7n);
    const { events } = await claim(audited, vote, place);
    expect(events.find(({ name }) => name === 'EpochPaid')!.args).toMatchObject({ amountWei: 7n, leftWei: eachWei - 7n });
    expect(await epochOf()).toEqual([false, 7n]);
    await expect(claim(audited, vote, place)).rejects.toThrow(`BudgetEmpty(${w.node.address}, ${eachWei - 7n})`);
    await setBudget(1000n);
    await claim(audited, vote, place);
    expect([await epochOf(), await paidTo(vote.verifier)]).toEqual([[true, eachWei], eachWei]);
    await expect(claim(audited, vote, place)).rejects.toThrow('AlreadyPaid');
  });

  it("get from a node's invented jobs no more than its paid jobs brought in, and nothing of what other nodes' did", async () => {
    // One hand holds the node and the verifier; its jobs were ordered and paid by nobody, at a price that would be worth it.
    const budgetWei = 12n;
    await w.double.send(w.anyone, 'setBudget', [budgetWei]);
    let paidWei = 0n;
    for (let round = 0; round < 3; round++) {
      const signed = w.signReceipt({ order: { jobId: keyOf(`invented ${round}`).privateKey as Hex, priceOutWei: 10n ** 18n } });
      const place = (await w.anchor([signed]))[0]!;
      await w.drawRound(place.header.anchoredAtSeconds);
      const [verifier] = await w.court.view<string[]>('committeeOf', [signed.receiptHash, modelId, w.node.address, place.header.anchoredAtSeconds, 3]);
      const vote = w.voteOf(verifier!, signed.receiptHash);
      const epoch = Number(await w.court.view('payEpochOf', [place.header.anchoredAtSeconds]));
      await w.skipToEpoch(epoch);
      const [votePlace] = await w.commitVotes([vote]);
      await drawSample(verifier!, epoch);
      const before = await paidTo(verifier!);
      const asked = w.court.send(w.anyone, 'claimEpochPay', [vote, votePlace, w.signedArgument(signed), place]);
      if (paidWei === budgetWei) await expect(asked).rejects.toThrow('BudgetEmpty');
      else await asked;
      paidWei += (await paidTo(verifier!)) - before;
    }
    expect(paidWei).toBe(budgetWei);
    expect(await w.double.view('auditBudgetOf', [w.verifiers[0]!.address])).toBe(budgetWei);
  });

  it("are paid so much a vote that a node's audits cost no more than its jobs bring in, at every rate", async () => {
    const payAt = (auditBps: number, priceWei = 190n) => w.court.view<bigint>('payPerVoteWei', [priceWei, auditBps]);
    await w.double.send(w.anyone, 'setVerifiersBps', [500]);
    // 5 % of 190 wei, over a committee of three, over the rate; a tenth of the price at most; 30 wei at most.
    expect([await payAt(10_000), await payAt(2000), await payAt(1000), await payAt(500)]).toEqual([3n, 15n, 19n, 19n]);
    expect(await payAt(500, 10n ** 18n)).toBe(30n);
    for (const rate of [10_000, 5000, 909, 500, 100]) expect(3n * (await payAt(rate, 100_000n)) * BigInt(rate)).toBeLessThanOrEqual(100_000n * 500n);
  });

  it('lose stake for two votes about one receipt, once, and for nothing that they did not sign', async () => {
    const { signed, committee } = await anchorAudited();
    const wallet = w.walletOf(committee[0]!);
    const first = w.voteOf(wallet.address, signed.receiptHash);
    const second = w.voteOf(wallet.address, signed.receiptHash, rejecting);
    const prove = (a: Vote, b: Vote, by = wallet) =>
      w.court.send(w.anyone, 'proveEquivocation', [a, w.signVote(a, by), b, w.signVote(b, by)]);
    await expect(prove(first, first)).rejects.toThrow('NoEquivocation');
    await expect(prove(first, { ...second, round: 1 })).rejects.toThrow('NoEquivocation');
    await expect(prove(first, { ...second, receiptHash: repeat32(1) })).rejects.toThrow('NoEquivocation');
    await expect(prove(first, second, keyOf('forger'))).rejects.toThrow('SignatureInvalid');
    await prove(first, second);
    expect(await w.stakeOf(wallet.address)).toBe(stakeWei - stakeWei / 10n);
    expect(await w.double.view('rewardWei', [w.anyone])).toBe(stakeWei / 50n);
    await expect(prove(second, first)).rejects.toThrow('AlreadyPunished');
  });

  it('commit once per epoch, and cannot rejecting without the stake for the bond', async () => {
    const audited = await anchorAudited();
    const { signed, committee } = audited;
    const vote = w.voteOf(committee[0]!, signed.receiptHash, rejecting);
    await w.skipToEpoch(Number(await w.court.view('currentEpoch')) + 1);
    await w.commitVotes([vote]);
    await expect(w.commitVotes([vote])).rejects.toThrow('AlreadyCommitted');
    await expect(w.court.send(w.anyone, 'commitEpoch', [await w.court.view('currentEpoch'), repeat32(1), 0])).rejects.toThrow('BatchEmpty');
    await w.double.send(w.anyone, 'addNode', [committee[0], accountOf(`operator of ${committee[0]!}`), 99n]);
    await expect(openWith(audited, vote)).rejects.toThrow('StakeTooSmall');
  });
});
