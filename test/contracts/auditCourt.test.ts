import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditRateBps, isDrawnByRound, payEpochOf, voteEpochAt } from '../../electron/protocol/auditDraw.ts';
import { isDrawnForAudit } from '../../electron/protocol/committee.ts';
import { verifySearchPath } from '../../electron/protocol/searchTree.ts';
import { treeTag } from '../../electron/protocol/tree.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import { signingDigest, type Vote } from '../../electron/protocol/typedData.ts';
import type { Hex } from '../../electron/shared/units.ts';
import { accountOf } from '../support/courtNet.ts';
import { forgeSearchTree } from '../support/forgedSearchTree.ts';
import {
  drawDelaySeconds,
  epochSeconds,
  keyOf,
  modelId,
  parameterNames,
  repeat32,
  stakeWei,
  startCourtWorld,
  worldParameters,
  type AnchorPlace,
  type SignedReceipt,
  type World,
} from '../support/courtWorld.ts';

let w: World;
beforeAll(async () => {
  w = await startCourtWorld();
});
beforeEach(() => w.reset());
afterAll(() => w.net.stop());

const reject = { verdict: 2, kind: 1, chunk: 3 };
type Audited = { readonly signed: SignedReceipt; readonly place: AnchorPlace; readonly committee: readonly string[]; readonly beacon: Hex };

/** An anchored receipt whose round is known, and the largest committee's order. */
async function anchorAudited(changes: Parameters<World['signReceipt']>[0] = {}): Promise<Audited> {
  await w.net.skipSeconds(20);
  const signed = w.signReceipt(changes);
  const place = (await w.anchor([signed, w.signReceipt({ order: { jobId: repeat32(99) } })]))[0]!;
  const beacon = await w.drawRound(place.header.anchoredAtSeconds);
  const committee = await w.court.view<string[]>('committeeOf', [
    signed.receiptHash,
    modelId,
    w.node.address,
    place.header.anchoredAtSeconds,
    7,
  ]);
  return { signed, place, committee, beacon };
}

const openWith = (audited: Audited, vote: Vote, from = vote.verifier as string) =>
  w.court.send(from, 'openCase', [vote, w.signedArgument(audited.signed), audited.place]);
const openCase = (audited: Audited) => openWith(audited, w.voteOf(audited.committee[0]!, audited.signed.receiptHash, reject));
/** Members commit and reveal; undefined stays silent. */
async function voteAll(subject: Hex, round: number, votes: readonly (readonly [string, Partial<Vote>])[]): Promise<void> {
  const made = votes.map(([member, change], i) => w.voteOf(member, subject, { round, salt: repeat32(i + 1), ...change }));
  for (const vote of made) await w.court.send(vote.verifier, 'commitVote', [subject, w.voteDigest(vote)]);
  await w.net.skipSeconds(61);
  for (const vote of made) await w.court.send(w.anyone, 'revealVote', [vote]);
  await w.net.skipSeconds(61);
}
const close = (subject: Hex) => w.court.send(w.anyone, 'closeStage', [subject]);
const accept = {};

describe('a draw', () => {
  it('takes as many receipts as the rate says, and the same ones in TypeScript', async () => {
    const { place, beacon } = await anchorAudited();
    let drawn = 0;
    for (let i = 0; i < 200; i++) {
      const receiptHash = keyOf(`receipt ${i}`).privateKey;
      const onChain = await w.court.view<boolean>('isDrawn', [receiptHash, place.header.anchoredAtSeconds, 2500]);
      expect(onChain).toBe(isDrawnForAudit(p, beacon, receiptHash, 0.25));
      expect(onChain).toBe(isDrawnByRound(p, beacon, receiptHash, 2500));
      drawn += Number(onChain);
    }
    expect(drawn).toBeGreaterThan(25);
    expect(drawn).toBeLessThan(75);
  });

  it('audits all of a new node, ever less of an older one down to the floor, none of tier 0', async () => {
    const bps = async (batch: number, tier = 1) => Number(await w.court.view('auditBpsOf', [w.node.address, tier, batch, 1]));
    expect([await bps(0), await bps(9)]).toEqual([10_000, 10_000]);
    expect([await bps(19), await bps(99), await bps(1_000_000)]).toEqual([5000, 1000, worldParameters.AuditFloorBps]);
    expect(await bps(0, 0)).toBe(0);
    const facts = { anchoredAtSeconds: 1, fullAuditUntilSeconds: 0, firstBatches: 10, floorBps: worldParameters.AuditFloorBps! };
    for (const [batch, tier] of [[0, 1], [9, 1], [10, 1], [99, 2], [1_000_000, 1], [5, 0]] as const) expect(auditRateBps({ ...facts, batch, tier })).toBe(await bps(batch, tier));
  });

  it('seats different operators and never the accused, the small committee first in the large one', async () => {
    const { signed, place, committee } = await anchorAudited();
    expect(new Set(committee).size).toBe(committee.length);
    expect(committee.length).toBe(7);
    expect(committee).not.toContain(w.node.address);
    const small = await w.court.view<string[]>('committeeOf', [
      signed.receiptHash,
      modelId,
      w.node.address,
      place.header.anchoredAtSeconds,
      3,
    ]);
    expect([...small]).toEqual([...committee].slice(0, 3));
    const all = await w.court.view<string[]>('committeeOf', [
      signed.receiptHash,
      modelId,
      w.node.address,
      place.header.anchoredAtSeconds,
      40,
    ]);
    expect(all.length).toBe(9);
  });

  it('is not possible before the round is stored', async () => {
    const signed = w.signReceipt();
    const [place] = await w.anchor([signed]);
    await expect(w.court.view('isDrawn', [signed.receiptHash, place!.header.anchoredAtSeconds, 100])).rejects.toThrow('RoundUnknown');
  });
});

describe('a case', () => {
  it('voids a job that two thirds reject, with a penalty, no slash, pay for all who voted, and full audits afterwards', async () => {
    const audited = await anchorAudited();
    const { signed, committee } = audited;
    await openCase(audited);
    await voteAll(signed.receiptHash, 1, [
      [committee[1]!, reject],
      [committee[2]!, reject],
      [committee[3]!, reject],
      [committee[4]!, accept],
    ]);
    await close(signed.receiptHash);
    expect(Number(await w.court.view('verdictOf', [signed.receiptHash]))).toBe(2);
    await w.court.send(w.anyone, 'voidRejected', [signed.receiptHash, signed.order]);
    const priceWei = 10n * 5n + 20n * 7n;
    expect(await w.stakeOf(w.node.address)).toBe(stakeWei - (priceWei * 10_000n) / 500n);
    expect(await w.double.view('slashedWei')).toBe(0n);
    for (const member of committee.slice(0, 5)) expect(await w.double.view('paidWei', [member])).toBe(30n);
    expect(await w.double.view('paidWei', [committee[5]])).toBe(0n);
    const later = await w.net.nowSeconds();
    expect(Number(await w.court.view('auditBpsOf', [w.node.address, 1, 100_000, later]))).toBe(10_000);
    expect(Number(await w.court.view('auditBpsOf', [w.node.address, 1, 100_000, later + 5000]))).toBe(500);
    await expect(w.court.send(w.anyone, 'voidRejected', [signed.receiptHash, signed.order])).rejects.toThrow('AlreadyVoid');
  });

  it('takes the bond of those who rejected what two thirds accept', async () => {
    const audited = await anchorAudited();
    const { signed, committee } = audited;
    await openCase(audited);
    expect(Number(await w.double.view('frozenUntil', [committee[0]]))).toBeGreaterThan(0);
    await voteAll(
      signed.receiptHash,
      1,
      committee.slice(1, 5).map((member) => [member, accept] as const),
    );
    await close(signed.receiptHash);
    expect(Number(await w.court.view('verdictOf', [signed.receiptHash]))).toBe(1);
    expect(await w.stakeOf(committee[0]!)).toBe(stakeWei - 100n);
    expect(await w.stakeOf(w.node.address)).toBe(stakeWei);
    await expect(w.court.send(w.anyone, 'voidRejected', [signed.receiptHash, signed.order])).rejects.toThrow('WrongStage');
  });

  it('goes to the largest committee when split, and ends unproven, with no loss to anyone, when that is silent', async () => {
    const audited = await anchorAudited();
    const { signed, committee } = audited;
    await openCase(audited);
    await voteAll(signed.receiptHash, 1, [
      [committee[1]!, reject],
      [committee[2]!, accept],
      [committee[3]!, accept],
    ]);
    await close(signed.receiptHash);
    const started = await w.court.view<{ stage: bigint; members: string[] }>('caseOf', [signed.receiptHash]);
    expect([Number(started.stage), started.members.length]).toEqual([3, 7]);
    await voteAll(signed.receiptHash, 2, [[committee[0]!, reject]]);
    await close(signed.receiptHash);
    expect(Number(await w.court.view('verdictOf', [signed.receiptHash]))).toBe(3);
    for (const account of [...committee, w.node.address]) expect(await w.stakeOf(account)).toBe(stakeWei);
  });

  it('does not count votes that say the bundle was not served once anyone posts it, and does not punish them', async () => {
    const audited = await anchorAudited();
    const { signed, committee } = audited;
    const unserved = { verdict: 2, kind: 5 };
    await openWith(audited, w.voteOf(committee[0]!, signed.receiptHash, unserved));
    await expect(w.court.send(w.anyone, 'answer', [signed.receiptHash, new TextEncoder().encode('another')])).rejects.toThrow(
      'BundleMismatch',
    );
    await w.court.send(w.anyone, 'answer', [signed.receiptHash, new TextEncoder().encode('bundle')]);
    await voteAll(signed.receiptHash, 1, [
      [committee[1]!, unserved],
      [committee[2]!, unserved],
      [committee[3]!, accept],
      [committee[4]!, accept],
    ]);
    await close(signed.receiptHash);
    await voteAll(
      signed.receiptHash,
      2,
      committee.slice(0, 5).map((member) => [member, accept] as const),
    );
    await close(signed.receiptHash);
    expect(Number(await w.court.view('verdictOf', [signed.receiptHash]))).toBe(1);
    for (const member of committee) expect(await w.stakeOf(member)).toBe(stakeWei);
  });

  it('makes a silent node lose the job and the penalty, and never a slash', async () => {
    const audited = await anchorAudited();
    const { signed, committee } = audited;
    const unserved = { verdict: 2, kind: 5 };
    await openWith(audited, w.voteOf(committee[0]!, signed.receiptHash, unserved));
    await voteAll(
      signed.receiptHash,
      1,
      committee.slice(1, 5).map((member) => [member, unserved] as const),
    );
    await close(signed.receiptHash);
    await w.court.send(w.anyone, 'voidRejected', [signed.receiptHash, signed.order]);
    expect(await w.double.view('slashedWei')).toBe(0n);
    expect(await w.stakeOf(w.node.address)).toBe(stakeWei - (190n * 10_000n) / 500n);
  });
});

describe('who may not', () => {
  it('opens a case: a stranger, an accepting vote, another one\'s vote, an undrawn or unanchored receipt, twice', async () => {
    const audited = await anchorAudited();
    const { signed, committee } = audited;
    const outsider = w.verifiers.map((each) => each.address).find((each) => !committee.slice(0, 3).includes(each))!;
    await expect(openWith(audited, w.voteOf(outsider, signed.receiptHash, reject))).rejects.toThrow('NotMember');

    const vote = w.voteOf(committee[0]!, signed.receiptHash, reject);
    const accepting = w.voteOf(committee[0]!, signed.receiptHash);
    await expect(openWith(audited, accepting)).rejects.toThrow('NotRejecting');
    await expect(openWith(audited, { ...vote, round: 1 })).rejects.toThrow('NotRejecting');
    await expect(openWith(audited, { ...vote, receiptHash: repeat32(9) })).rejects.toThrow('VoteMismatch');
    await expect(openWith(audited, vote, accountOf('thief'))).rejects.toThrow('NotMember');
    await expect(openWith({ ...audited, place: { ...audited.place, index: 1 } }, vote)).rejects.toThrow('NotAnchored');
    await openWith(audited, vote);
    await expect(openWith(audited, vote)).rejects.toThrow('CaseExists');

    const untouched = await anchorAudited({ order: { tier: 0 } });
    await expect(openWith(untouched, w.voteOf(committee[0]!, untouched.signed.receiptHash, reject))).rejects.toThrow('NotDrawn');
  });

  it('uses a receipt of another chain or contract, or a malleated signature', async () => {
    const audited = await anchorAudited();
    const vote = w.voteOf(audited.committee[0]!, audited.signed.receiptHash, reject);
    const s = BigInt(`0x${audited.signed.receiptSignature.slice(66, 130)}`);
    const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
    const malleated = `0x${audited.signed.receiptSignature.slice(2, 66)}${(order - s).toString(16).padStart(64, '0')}${audited.signed.receiptSignature.endsWith('1b') ? '1c' : '1b'}`;
    for (const receiptSignature of [malleated, keyOf('other').signingKey.sign(audited.signed.receiptHash).serialized] as Hex[]) {
      await expect(openWith({ ...audited, signed: { ...audited.signed, receiptSignature } }, vote)).rejects.toThrow(
        'ReceiptSignatureInvalid',
      );
    }
    const elsewhere = w.node.signingKey.sign(
      signingDigest({ ...w.domain, chainId: w.domain.chainId + 1 }, 'Receipt', audited.signed.receipt),
    ).serialized as Hex;
    await expect(openWith({ ...audited, signed: { ...audited.signed, receiptSignature: elsewhere } }, vote)).rejects.toThrow(
      'ReceiptSignatureInvalid',
    );
  });

  it('gains by copying a commitment: a copy cannot be revealed', async () => {
    const audited = await anchorAudited();
    const { signed, committee } = audited;
    await openCase(audited);
    const vote = w.voteOf(committee[1]!, signed.receiptHash, { ...reject, round: 1 });
    await w.court.send(committee[2]!, 'commitVote', [signed.receiptHash, w.voteDigest(vote)]);
    await w.court.send(committee[1]!, 'commitVote', [signed.receiptHash, w.voteDigest(vote)]);
    await expect(w.court.send(committee[1]!, 'revealVote', [vote])).rejects.toThrow('TooEarly');
    await w.net.skipSeconds(61);
    await expect(w.court.send(committee[2]!, 'revealVote', [{ ...vote, verifier: committee[2]! }])).rejects.toThrow('VoteMismatch');
    await w.court.send(w.anyone, 'revealVote', [vote]);
    await expect(w.court.send(w.anyone, 'revealVote', [vote])).rejects.toThrow('AlreadyVoted');
    await expect(w.court.send(committee[3]!, 'commitVote', [signed.receiptHash, repeat32(1)])).rejects.toThrow('TooLate');
    // A root copied from another verifier holds that verifier's votes.
    const [place] = await w.commitVotes([vote], accountOf('copier'));
    expect(place).toBeDefined();
    await expect(w.court.view('sampleOf', [committee[1], place!.epoch])).rejects.toThrow('VoteNotCommitted');
  });

  it('asks a question without being a court', async () => {
    await expect(w.court.send(w.anyone, 'ask', [repeat32(1), modelId, w.node.address])).rejects.toThrow('NotCourt');
  });
});

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
    const second = w.voteOf(wallet.address, signed.receiptHash, reject);
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

  it('commit once per epoch, and cannot reject without the stake for the bond', async () => {
    const audited = await anchorAudited();
    const { signed, committee } = audited;
    const vote = w.voteOf(committee[0]!, signed.receiptHash, reject);
    await w.skipToEpoch(Number(await w.court.view('currentEpoch')) + 1);
    await w.commitVotes([vote]);
    await expect(w.commitVotes([vote])).rejects.toThrow('AlreadyCommitted');
    await expect(w.court.send(w.anyone, 'commitEpoch', [await w.court.view('currentEpoch'), repeat32(1), 0])).rejects.toThrow('BatchEmpty');
    await w.double.send(w.anyone, 'addNode', [committee[0], accountOf(`operator of ${committee[0]!}`), 99n]);
    await expect(openWith(audited, vote)).rejects.toThrow('StakeTooSmall');
  });
});
