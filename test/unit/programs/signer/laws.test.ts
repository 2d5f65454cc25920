import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { decideReceipt, nextPlace, refuseTransaction, type SigningFacts, type TransactionRequest } from '../../../../electron/programs/signer/decideSigning.ts';
import { decideVote, refuseVoteCall } from '../../../../electron/programs/signer/decideVote.ts';
import { firstPrev, type LedgerEntry } from '../../../../electron/programs/signer/ledger.ts';
import type { VoteEntry } from '../../../../electron/programs/signer/voteLedger.ts';
import { sumSpent, type SpendingEntry } from '../../../../electron/services/wallet/spending.ts';
import { buildWalletCall } from '../../../../electron/services/wallet/actions.ts';
import { decideAction, defaultPolicy, refuseApproved, type Approval, type SignRequest } from '../../../../electron/services/wallet/decideAction.ts';
import { signDigest } from '../../../../electron/protocol/signature.ts';
import { signingDigest, verdict, voteKind, type JobOrder, type Receipt, type Vote } from '../../../../electron/protocol/typedData.ts';
import { interfaces } from '../../../../electron/services/chain/contracts.ts';
import { weiPerCoin, type Hex } from '../../../../electron/shared/units.ts';
import type { WalletAction } from '../../../../electron/shared/walletBridge.ts';
import { formatExactCoins } from '../../../../electron/shared/coins.ts';
import { accountOf, client, domain, hash, node, signedJob, verifier } from '../../protocol/samples.ts';

/** What holds of every signature, whatever is asked for, in whatever order: the laws of the signer, each searched for a case that breaks it. */
const court = accountOf('court').address;
const network = { domain, stakeManager: verifier.address, practice: false, operator: null, contracts: { AuditCourt: court, JobEscrow: domain.verifyingContract } };
const facts: SigningFacts = { node: node.address, epoch: 1, network, last: undefined, ofJob: undefined };
const other = accountOf('somebody else').address;

// Hundreds of signatures are checked, on a machine with other work.
vi.setConfig({ testTimeout: 60_000 });

/** Every place of a value that holds one thing, as the way to it. */
const placesOf = (value: object, way: readonly string[] = []): (readonly string[])[] =>
  Object.entries(value).flatMap(([name, part]) => (typeof part === 'object' && part !== null ? placesOf(part as object, [...way, name]) : [[...way, name]]));
const change = <T>(value: T, [name, ...rest]: readonly string[], with_: (part: unknown) => unknown): T =>
  ({ ...(value as object), [name!]: rest.length === 0 ? with_((value as Record<string, unknown>)[name!]) : change((value as Record<string, unknown>)[name!], rest, with_) }) as T;
/** Another value of the same kind. */
const another = (by: number) => (part: unknown): unknown => {
  if (typeof part === 'bigint') return part + BigInt(by);
  if (typeof part === 'number') return part + by;
  const text = String(part);
  const place = 2 + (by % (text.length - 2));
  return `${text.slice(0, place)}${text[place] === '0' ? '1' : '0'}${text.slice(place + 1)}`;
};
const step = fc.integer({ min: 1, max: 200 });

/** The signer as far as receipts go: a decision, then its line in the ledger. */
function receiptSigner() {
  const lines: LedgerEntry[] = [];
  return {
    lines,
    ask(request: { order: JobOrder; orderSignature: string; receipt: Receipt }, known: Partial<SigningFacts> = {}) {
      const decision = decideReceipt(request, { ...facts, last: lines.at(-1), ofJob: lines.find(({ jobId }) => jobId === request.order.jobId), ...known });
      if (decision.sign && decision.isNew) lines.push({ jobId: request.order.jobId, orderHash: decision.orderHash, receiptHash: decision.receiptHash, epoch: request.receipt.epoch, seq: request.receipt.seq, atMs: 1 });
      return decision;
    },
  };
}

describe('of receipts', () => {
  const job = signedJob('law');
  it('none is signed over an order in which any one thing was changed after its client signed it', () => {
    fc.assert(fc.property(fc.constantFrom(...placesOf(job.order)), step, (place, by) => {
      const order = change(job.order, place, another(by));
      expect(decideReceipt({ ...job, order }, facts), place.join('.')).toMatchObject({ sign: false });
      // Nor when the receipt is made to fit the changed order.
      expect(decideReceipt({ ...job, order, receipt: { ...job.receipt, orderHash: signingDigest(domain, 'JobOrder', order) } }, facts)).toMatchObject({ sign: false, rule: 'orderSignature' });
    }), { numRuns: 150 });
  });

  it('none is signed under a changed signature of the client', () => {
    fc.assert(fc.property(fc.integer({ min: 2, max: job.orderSignature.length - 1 }), fc.constantFrom(...'0123456789abcdef'), (place, digit) => {
      const orderSignature = `${job.orderSignature.slice(0, place)}${digit}${job.orderSignature.slice(place + 1)}`;
      if (orderSignature !== job.orderSignature) expect(decideReceipt({ ...job, orderSignature }, facts)).toMatchObject({ sign: false, rule: 'orderSignature' });
    }), { numRuns: 120 });
  });

  it('none is signed for another chain, another contract, another node or another epoch', () => {
    fc.assert(fc.property(fc.constantFrom('chainId', 'verifyingContract') as fc.Arbitrary<'chainId' | 'verifyingContract'>, step, (name, by) => {
      const elsewhere = { ...network, domain: change(domain, [name], another(by)) };
      expect(decideReceipt(job, { ...facts, network: elsewhere }), name).toMatchObject({ sign: false, rule: 'orderSignature' });
    }), { numRuns: 100 });
    for (const known of [{ node: other }, { epoch: 2 }, { network: null }] satisfies Partial<SigningFacts>[]) expect(decideReceipt(job, { ...facts, ...known })).toMatchObject({ sign: false });
  });

  it('no second one of a job is signed, whatever in it differs', () => {
    const places = placesOf(job.receipt);
    expect(places.length).toBeGreaterThan(20);
    fc.assert(fc.property(fc.constantFrom(...places), step, (place, by) => {
      const signer = receiptSigner();
      expect(signer.ask(job)).toMatchObject({ sign: true, isNew: true });
      expect(signer.ask({ ...job, receipt: change(job.receipt, place, another(by)) }), place.join('.')).toMatchObject({ sign: false });
      expect(signer.ask(job)).toMatchObject({ sign: true, isNew: false });
      expect(signer.lines).toHaveLength(1);
    }), { numRuns: 150 });
  });

  it('each job has at most one and each place in the row exactly one, in whatever order jobs come, come again and lie about their place', () => {
    const asked = fc.record({ job: fc.integer({ min: 0, max: 5 }), version: fc.integer({ min: 0, max: 2 }), place: fc.constantFrom('next', 'first', 'skip', 'again') });
    fc.assert(fc.property(fc.array(asked, { maxLength: 14 }), (asks) => {
      const signer = receiptSigner();
      for (const { job: number, version, place } of asks) {
        const before = signer.lines.at(-1);
        const next = nextPlace(before, 1);
        const at = { next, first: { seq: 0, prev: firstPrev }, skip: { ...next, seq: next.seq + 1 }, again: before ? { seq: before.seq, prev: next.prev } : next }[place];
        const known = signer.lines.find(({ jobId }) => jobId === hash(`job ${number}`));
        const decision = signer.ask(jobs[number]!(version, at));
        // One that was signed is given again as it was, and as nothing else.
        if (known && decision.sign) expect([decision.isNew, decision.receiptHash]).toEqual([false, known.receiptHash]);
      }
      expect(new Set(signer.lines.map(({ jobId }) => jobId)).size).toBe(signer.lines.length);
      expect(signer.lines.map(({ seq }) => seq)).toEqual(signer.lines.map((_, index) => index));
    }), { numRuns: 40 });
  });
  const jobs = Array.from({ length: 6 }, (_, number) => {
    const { order, orderSignature } = signedJob(String(number));
    return (version: number, at: { seq: number; prev: string }) => ({ order, orderSignature, receipt: { ...signedJob(String(number)).receipt, bundleHash: hash(`version ${version}`), seq: at.seq, prev: at.prev as Hex } });
  });

  it('a client can sign for no other client, and no other node takes its order', () => {
    const foreign = { ...job.order, client: client.address };
    expect(decideReceipt({ ...job, order: foreign, orderSignature: signDigest(accountOf('thief').key, signingDigest(domain, 'JobOrder', foreign)) }, facts)).toMatchObject({ sign: false, rule: 'orderSignature' });
    const theirs = { ...job.order, provider: other };
    expect(decideReceipt({ ...job, order: theirs, orderSignature: signDigest(client.key, signingDigest(domain, 'JobOrder', theirs)) }, facts)).toMatchObject({ sign: false, rule: 'thisNode' });
  });
});

describe('of votes', () => {
  const vote: Vote = { receiptHash: hash('receipt'), verifier: node.address, round: 0, verdict: verdict.reject, kind: voteKind.margin, chunk: 1, evidenceRoot: hash('evidence'), salt: hash('salt') };
  const anyVote: fc.Arbitrary<Vote> = fc.record({
    receiptHash: fc.constantFrom(hash('a'), hash('b'), hash('own')), verifier: fc.constantFrom<string>(node.address, node.address, other), round: fc.integer({ min: 0, max: 3 }), verdict: fc.integer({ min: 0, max: 3 }),
    kind: fc.constantFrom(...Object.values(voteKind)), chunk: fc.integer({ min: 0, max: 1 }), evidenceRoot: fc.constantFrom(hash('e'), hash('f')), salt: fc.constantFrom(hash('s'), hash('t')),
  });
  it('a receipt and round has at most one, none is about a receipt of its own, and none reaches the court that is not in the ledger, in whatever order they are asked for', () => {
    fc.assert(fc.property(fc.array(anyVote, { maxLength: 30 }), (votes) => {
      const lines: VoteEntry[] = [];
      for (const asked of votes) {
        const before = lines.find(({ receiptHash, round }) => receiptHash === asked.receiptHash && round === asked.round);
        const decision = decideVote(asked, { node: node.address, network, before, isOwnReceipt: asked.receiptHash === hash('own') });
        if (decision.sign && decision.isNew) lines.push({ receiptHash: asked.receiptHash, round: asked.round, digest: decision.digest, atMs: 1 });
        if (decision.sign) expect([asked.verifier, decision.digest]).toEqual([node.address, signingDigest(domain, 'Vote', asked)]);
        const call = { to: court, data: interfaces.AuditCourt.encodeFunctionData('revealVote', [asked]) };
        expect(refuseVoteCall(call, network, (digest) => lines.some((line) => line.digest === digest)) === null).toBe(lines.some(({ digest }) => digest === signingDigest(domain, 'Vote', asked)));
      }
      expect(new Set(lines.map(({ receiptHash, round }) => `${receiptHash} ${round}`)).size).toBe(lines.length);
      expect(lines.some(({ receiptHash, round }) => receiptHash === hash('own') || round > 2)).toBe(false);
    }), { numRuns: 100 });
  });

  it('one that was signed is never followed by one that differs in any one thing', () => {
    fc.assert(fc.property(fc.constantFrom(...placesOf(vote).filter(([name]) => name !== 'receiptHash' && name !== 'round')), step, (place, by) => {
      const before = { receiptHash: vote.receiptHash, round: 0, digest: signingDigest(domain, 'Vote', vote), atMs: 1 };
      expect(decideVote(change(vote, place, another(by)), { node: node.address, network, before, isOwnReceipt: false }), place.join('.')).toMatchObject({ sign: false });
    }), { numRuns: 200 });
  });

  it('one is of its own chain: on another the same vote is another', () => {
    const elsewhere = { ...network, domain: { ...domain, chainId: 1 } };
    const [here, there] = [network, elsewhere].map((own) => decideVote(vote, { node: node.address, network: own, before: undefined, isOwnReceipt: false }));
    expect(here!.sign && there!.sign && here!.digest !== there!.digest).toBe(true);
  });
});

const dayMs = 24 * 3_600_000;
/** What a day's signatures can cost, counted here and not by the signer: only one transaction of a nonce can come into a block, at worst its dearest. */
function worstOfDay(spent: readonly SpendingEntry[], nowMs: number, of: (entry: SpendingEntry) => bigint): bigint {
  const dearest = new Map<number, bigint>();
  for (const entry of spent) if (entry.atMs > nowMs - dayMs && of(entry) > (dearest.get(entry.nonce) ?? 0n)) dearest.set(entry.nonce, of(entry));
  return [...dearest.values()].reduce((sum, wei) => sum + wei, 0n);
}

describe("of the node's transactions", () => {
  const selector = interfaces.JobEscrow.getFunction('anchor')!.selector;
  const request: fc.Arbitrary<TransactionRequest> = fc.record({
    chainId: fc.constantFrom(domain.chainId, domain.chainId, domain.chainId, 1), nonce: fc.integer({ min: 0, max: 20 }), to: fc.constantFrom<string>(domain.verifyingContract, domain.verifyingContract.toUpperCase().replace('0X', '0x'), other),
    data: fc.constantFrom(`${selector}00`, '0xa9059cbb00', '0x'), valueWei: fc.constantFrom(0n, 0n, 0n, 1n), gasLimit: fc.bigInt({ min: 21_000n, max: 9_000_000n }),
    maxFeePerGasWei: fc.bigInt({ min: 1n, max: 600_000_000_000n }), maxPriorityFeePerGasWei: fc.bigInt({ min: 0n, max: 10n ** 9n }),
  });
  /** Right but for its fee, which comes near the budget: most are signed until that is used up. */
  const dear: fc.Arbitrary<TransactionRequest> = fc.record({
    chainId: fc.constant(domain.chainId), nonce: fc.integer({ min: 0, max: 20 }), to: fc.constant<string>(domain.verifyingContract), data: fc.constant(`${selector}00`), valueWei: fc.constant(0n),
    gasLimit: fc.constant(1_000_000n), maxFeePerGasWei: fc.bigInt({ min: 10n ** 9n, max: 400n * 10n ** 9n }), maxPriorityFeePerGasWei: fc.constant(0n),
  });
  it('all of 24 hours together cost no more than their budget, in whatever order, at whatever time and with whatever nonce they are asked for', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.oneof(request, dear), fc.integer({ min: 0, max: dayMs / 4 })), { maxLength: 60 }), (asks) => {
      const spent: SpendingEntry[] = [];
      let nowMs = 10 ** 12;
      for (const [asked, waitMs] of asks) {
        nowMs += waitMs;
        if (refuseTransaction(asked, network, sumSpent(spent, node.address, asked.chainId, nowMs, asked.nonce).gasWei, node.address)) continue;
        expect([asked.chainId, asked.to.toLowerCase(), asked.data, asked.valueWei]).toEqual([domain.chainId, domain.verifyingContract.toLowerCase(), `${selector}00`, 0n]);
        spent.push({ atMs: nowMs, from: node.address, chainId: asked.chainId, nonce: asked.nonce, to: asked.to, kind: 'node', coinsWei: 0n, gasWei: asked.gasLimit * asked.maxFeePerGasWei, digest: hash('d') });
        expect(worstOfDay(spent, nowMs, ({ gasWei }) => gasWei) <= weiPerCoin / 2n).toBe(true);
      }
    }), { numRuns: 200 });
  });
});

describe("of an account's money", () => {
  const contracts = { HearthToken: accountOf('token').address, StakeManager: verifier.address, JobEscrow: domain.verifyingContract };
  const own = accountOf('owner').address;
  const wei = fc.bigInt({ min: 0n, max: 1200n * weiPerCoin });
  const action: fc.Arbitrary<WalletAction> = fc.oneof(
    fc.record({ kind: fc.constant('sendCoins' as const), to: fc.constant(other), amountWei: wei }), fc.record({ kind: fc.constant('sendGas' as const), to: fc.constant(other), amountWei: fc.bigInt({ min: 0n, max: weiPerCoin }) }),
    fc.record({ kind: fc.constant('stake' as const), node: fc.constant(node.address), amountWei: wei }), fc.constant<WalletAction>({ kind: 'cancel' }),
  );
  const signing = fc.record({ use: fc.integer({ min: 0, max: 5 }), nonce: fc.integer({ min: 0, max: 8 }), gasLimit: fc.bigInt({ min: 21_000n, max: 200_000n }), maxFeePerGasWei: fc.bigInt({ min: 1n, max: 10n ** 12n }), waitMinutes: fc.integer({ min: 0, max: 400 }) });

  it('no more leaves in 24 hours than the limits say, however approvals and signatures are mixed', () => {
    fc.assert(fc.property(fc.array(action, { minLength: 1, maxLength: 6 }), fc.array(signing, { maxLength: 30 }), (actions, signings) => {
      const spent: SpendingEntry[] = [];
      const noncesOf = new Map<number, Set<number>>();
      let nowMs = 10 ** 12;
      const spentNow = (besides: number | null) => sumSpent(spent, own, 7, nowMs, besides);
      // The owner says yes to everything that can be said yes to, all at once.
      const approvals: { approval: Approval; isSigned: boolean }[] = actions.flatMap((asked, index) => {
        const decision = decideAction({ action: asked, chainId: 7, maxFeeWei: 10n ** 16n, nonce: asked.kind === 'cancel' ? index : null, typedAmount: formatExactCoins('amountWei' in asked ? asked.amountWei : 0n), hasPassphrase: true },
          { address: own, isWatchOnly: false, isUnlocked: true, network: { chainId: 7, contracts }, policy: defaultPolicy, spent: spentNow(null), spentUnits: 0n });
        return decision.ok ? [{ approval: { approvalId: String(index), address: own, rootId: '01', chainId: 7, action: asked, call: decision.call, maxFeeWei: 10n ** 16n, nonce: asked.kind === 'cancel' ? index : null, expiresAtMs: nowMs + 10 ** 9 }, isSigned: false }] : [];
      });
      for (const { use, nonce, gasLimit, maxFeePerGasWei, waitMinutes } of signings) {
        nowMs += waitMinutes * 60_000;
        const found = approvals[use];
        const request: SignRequest = { nonce, gasLimit, maxFeePerGasWei, maxPriorityFeePerGasWei: 0n };
        const refusal = refuseApproved(request, found?.approval, { isUnlocked: true, isSigned: found?.isSigned ?? false, network: { chainId: 7, contracts }, policy: defaultPolicy, spent: spentNow(nonce), spentUnits: 0n, nowMs });
        if (refusal || !found) continue;
        const { call } = found.approval;
        spent.push({ atMs: nowMs, from: own, chainId: 7, nonce, to: call.to, kind: found.approval.action.kind, coinsWei: call.coinsWei, gasWei: call.valueWei + gasLimit * maxFeePerGasWei, digest: hash('d') });
        found.approval = { ...found.approval, nonce };
        found.isSigned = true;
        noncesOf.set(use, (noncesOf.get(use) ?? new Set()).add(nonce));
        expect(worstOfDay(spent, nowMs, ({ coinsWei }) => coinsWei) <= defaultPolicy.coinsPerDayWei && worstOfDay(spent, nowMs, ({ gasWei }) => gasWei) <= defaultPolicy.gasPerDayWei).toBe(true);
      }
      // One yes is good for one transaction of the chain.
      for (const nonces of noncesOf.values()) expect(nonces.size).toBe(1);
    }), { numRuns: 300 });
  });

  it('what was approved is signed for nothing else: not for another chain, another nonce once it was signed, a higher fee, a locked wallet or too late', () => {
    const asked: WalletAction = { kind: 'sendCoins', to: other, amountWei: 5n };
    const approval: Approval = { approvalId: '0', address: own, rootId: '01', chainId: 7, action: asked, call: buildWalletCall(asked, contracts, own)!, maxFeeWei: 10n ** 15n, nonce: null, expiresAtMs: 1000 };
    const fine = { isUnlocked: true, isSigned: false, network: { chainId: 7, contracts }, policy: defaultPolicy, spent: { coinsWei: 0n, gasWei: 0n }, spentUnits: 0n, nowMs: 1 };
    fc.assert(fc.property(fc.integer({ min: 0, max: 10 }), fc.bigInt({ min: 0n, max: 10n ** 6n }), fc.bigInt({ min: 0n, max: 10n ** 10n }), fc.bigInt({ min: 0n, max: 10n ** 10n }), fc.constantFrom(1, 7), fc.boolean(), fc.constantFrom(1, 1000), fc.option(fc.integer({ min: 0, max: 10 })),
      (nonce, gasLimit, maxFeePerGasWei, maxPriorityFeePerGasWei, chainId, isUnlocked, nowMs, signedNonce) => {
        const refusal = refuseApproved({ nonce, gasLimit, maxFeePerGasWei, maxPriorityFeePerGasWei }, { ...approval, nonce: signedNonce }, { ...fine, isUnlocked, isSigned: signedNonce !== null, network: { chainId, contracts }, nowMs });
        const may = chainId === 7 && isUnlocked && (signedNonce === null ? nowMs < 1000 : nonce === signedNonce) && maxPriorityFeePerGasWei <= maxFeePerGasWei && gasLimit * maxFeePerGasWei <= 10n ** 15n;
        expect(refusal === null).toBe(may);
      }), { numRuns: 1000 });
  });
});
