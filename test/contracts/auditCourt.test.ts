import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditRateBps, isDrawnByRound } from '../../electron/protocol/auditDraw.ts';
import { isDrawnForAudit } from '../../electron/protocol/committee.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import { signingDigest } from '../../electron/protocol/typedData.ts';
import type { Hex } from '../../electron/shared/units.ts';
import { accountOf } from '../support/courtNet.ts';
import { createCourtCases, rejecting } from '../support/courtCases.ts';
import { keyOf, modelId, repeat32, stakeWei, startCourtWorld, worldParameters, type World } from '../support/courtWorld.ts';

let w: World;
beforeAll(async () => {
  w = await startCourtWorld();
});
beforeEach(() => w.reset());
afterAll(() => w.net.stop());

const { anchorAudited, openWith, openCase, voteAll, close } = createCourtCases(() => w);
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
      [committee[1]!, rejecting],
      [committee[2]!, rejecting],
      [committee[3]!, rejecting],
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

  it('is opened up to 30 days after the anchor, not later: nobody keeps bundles for ever', async () => {
    const audited = await anchorAudited();
    const latestSeconds = audited.place.header.anchoredAtSeconds + 30 * 24 * 3600;
    await w.net.skipSeconds(latestSeconds - (await w.net.nowSeconds()) - 5);
    const before = await w.net.snapshot();
    await openCase(audited);
    await w.net.revert(before);
    await w.net.skipSeconds(10);
    await expect(openCase(audited)).rejects.toThrow('ReceiptTooOld');
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
      [committee[1]!, rejecting],
      [committee[2]!, accept],
      [committee[3]!, accept],
    ]);
    await close(signed.receiptHash);
    const started = await w.court.view<{ stage: bigint; members: string[] }>('caseOf', [signed.receiptHash]);
    expect([Number(started.stage), started.members.length]).toEqual([3, 7]);
    await voteAll(signed.receiptHash, 2, [[committee[0]!, rejecting]]);
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
    await expect(openWith(audited, w.voteOf(outsider, signed.receiptHash, rejecting))).rejects.toThrow('NotMember');

    const vote = w.voteOf(committee[0]!, signed.receiptHash, rejecting);
    const accepting = w.voteOf(committee[0]!, signed.receiptHash);
    await expect(openWith(audited, accepting)).rejects.toThrow('NotRejecting');
    await expect(openWith(audited, { ...vote, round: 1 })).rejects.toThrow('NotRejecting');
    await expect(openWith(audited, { ...vote, receiptHash: repeat32(9) })).rejects.toThrow('VoteMismatch');
    await expect(openWith(audited, vote, accountOf('thief'))).rejects.toThrow('NotMember');
    await expect(openWith({ ...audited, place: { ...audited.place, index: 1 } }, vote)).rejects.toThrow('NotAnchored');
    await openWith(audited, vote);
    await expect(openWith(audited, vote)).rejects.toThrow('CaseExists');

    const untouched = await anchorAudited({ order: { tier: 0 } });
    await expect(openWith(untouched, w.voteOf(committee[0]!, untouched.signed.receiptHash, rejecting))).rejects.toThrow('NotDrawn');
  });

  it('uses a receipt of another chain or contract, or a malleated signature', async () => {
    const audited = await anchorAudited();
    const vote = w.voteOf(audited.committee[0]!, audited.signed.receiptHash, rejecting);
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
    const vote = w.voteOf(committee[1]!, signed.receiptHash, { ...rejecting, round: 1 });
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
