import fc from 'fast-check';
import type { Wallet } from 'ethers/wallet';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { signBeaconRound } from '../../electron/protocol/beacon.ts';
import { fromHex, toHex } from '../../electron/protocol/bytes.ts';
import { buildSearchTree } from '../../electron/protocol/searchTree.ts';
import { treeTag } from '../../electron/protocol/tree.ts';
import { signingDigest, type Vote } from '../../electron/protocol/typedData.ts';
import { buildAnswerBundle, buildClaimEpochPay, buildCloseStage, buildCommitEpoch, buildCommitVote, buildOpenCase, buildRegisterSeat, buildRevealVote, buildVoidRejected } from '../../electron/services/chain/auditCalls.ts';
import { buildCall, buildSettleTransaction, domainOf, type Call } from '../../electron/services/chain/calls.ts';
import { buildStoreRoundTransaction } from '../../electron/services/chain/court.ts';
import { firstSplit } from '../../electron/services/chain/parameters.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import { weiPerCoin, type Hex } from '../../electron/shared/units.ts';
import { enrolNode, fundReservation, signVoucher, testApp, testModelId, zeroHash } from '../support/chainActors.ts';
import { anchorJobs, makeJob, type AnchoredPlace, type TestJob } from '../support/chainJobs.ts';
import { startTestNet, testBeaconKey, testCourt, testParameters, testWallet, type TestNet } from '../support/chainTestNet.ts';

/**
 * Cases of AuditCourt on the deployed contracts, played at random by all verifiers of a model against a model of the rules: no coin is made or lost but by what a rule takes,
 * stake is taken from exactly whom a rule names, no budget pays more than it holds, and every case has an exit.
 */
const coin = weiPerCoin;
const priceWei = coin / 2n;
const [bondWei, payWei] = [2n * coin, coin / 10n];
const bundle = new TextEncoder().encode('bundle');
const verifiers = Array.from({ length: 6 }, (_, i) => testWallet(`verifier ${i}`));
const [node, client, stranger] = ['node', 'client', 'stranger'].map(testWallet) as [Wallet, Wallet, Wallet];

let net: TestNet;
let job: TestJob;
let anchor: AnchoredPlace;
let clean: string;
beforeAll(async () => {
  net = await startTestNet({ deploy: { split: firstSplit, parameters: {
    ...testParameters(), SecondCommittee: 3n, FinalCommittee: 5n, CommitSeconds: 20n, RevealSeconds: 20n, RejectBondWei: bondWei, VerifierPayWei: payWei, VerifierPayMaxBps: 10_000n, VerifierSlashBps: 1000n,
  } } });
  await enrolNode(net, node, 100n * coin);
  for (const each of verifiers) {
    await enrolNode(net, each, 15n * coin);
    await net.send(each, buildRegisterSeat(net.deployment, each.address, testModelId));
  }
  await fundReservation(net, client, node.address, 20n * coin);
  await net.skipSeconds(5);
  // What the node's clients paid is all that its audits can cost: 5 % of 6 coins, three votes of a case.
  await anchorJobs(net, node, [makeJob(net, client, node.address, { name: 'paid', priceWei: 6n * coin, receipt: { seq: 1 } })]);
  await net.skipSeconds(400);
  await net.send(node, buildSettleTransaction(net.deployment, [signVoucher(net, client, { provider: node.address, app: testApp, count: 1, cumulativeWei: 6n * coin })]));
  job = makeJob(net, client, node.address, { name: 'audited', priceWei, receipt: { bundleHash: toHex(p.sha256(bundle)) } });
  [anchor] = await anchorJobs(net, node, [job], 3) as [AnchoredPlace];
  await net.skipSeconds(10);
  await storeRound(anchor.header.anchoredAtSeconds);
  clean = await net.snapshot();
}, 60_000);
afterAll(() => net.stop());

const read = async <Value>(contract: Parameters<typeof buildCall>[1], call: string, ...args: unknown[]): Promise<Value> => (await net.chain.readContract(contract as 'JobEscrow', call, args))[0] as Value;
async function storeRound(atSeconds: number): Promise<void> {
  const round = Number(await read<bigint>('AuditCourt', 'roundFor', atSeconds));
  await net.send(stranger, buildStoreRoundTransaction(net.deployment, round, signBeaconRound(p, testBeaconKey, round)));
}
const signed = () => ({ order: job.order, receipt: job.receipt, receiptSignature: node.signingKey.sign(job.receiptHash).serialized as Hex }) as never;
const digestOf = (vote: Vote): Hex => signingDigest(domainOf(net.deployment), 'Vote', vote);
const voteOf = (by: Wallet, change: Partial<Vote>): Vote => ({ receiptHash: job.receiptHash, verifier: by.address as Hex, round: 0, verdict: 1, kind: 0, chunk: 0, evidenceRoot: zeroHash, salt: toHex(p.sha256(Buffer.from(by.address))), ...change });

type Ballot = { readonly verdict: number; readonly kind: number };
type Case = { readonly stage: number; readonly verdict: number; readonly members: readonly string[] };
/** The rules, kept apart from the contracts: what each verifier must still have, and what has been said in this stage. */
type Model = {
  readonly stakes: Map<string, bigint>;
  readonly committed: Map<string, Vote>;
  readonly shown: Map<string, Ballot>;
  readonly roots: Map<string, { readonly vote: Vote; readonly epoch: number }>;
  readonly punished: Set<string>;
  isAnswered: boolean;
  nodeLostWei: bigint;
  readonly totals: { done: number; refused: number; paid: number };
};

const who = fc.nat(verifiers.length - 1);
const ballot = fc.constantFrom<Ballot>({ verdict: 1, kind: 0 }, { verdict: 1, kind: 0 }, { verdict: 2, kind: 1 }, { verdict: 2, kind: 1 }, { verdict: 2, kind: 5 });
const seconds = fc.constantFrom(1, 21, 21, 60);
const one = <Kind extends string>(kind: Kind) => fc.constant(kind);
const step = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: one('open'), by: who, ballot }) },
  { weight: 8, arbitrary: fc.record({ kind: one('vote'), by: who, ballot }) },
  { weight: 1, arbitrary: fc.record({ kind: one('copy'), by: who, of: who }) },
  { weight: 8, arbitrary: fc.record({ kind: one('reveal'), by: who }) },
  { weight: 2, arbitrary: fc.record({ kind: one('twice'), by: who, round: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('epoch' as const, 'claim' as const), by: fc.nat(1) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('close' as const, 'close' as const, 'void' as const, 'answer' as const) }) },
  { weight: 5, arbitrary: fc.record({ kind: one('skip'), seconds }) },
);
/** A stage in which all vote, reveal and time passes: what a random order seldom reaches. */
const stage = fc.array(ballot, { minLength: verifiers.length, maxLength: verifiers.length }).map((ballots): Step[] => [
  ...ballots.map((each, by) => ({ kind: 'vote' as const, by, ballot: each })), { kind: 'skip', seconds: 21 }, ...ballots.map((_, by) => ({ kind: 'reveal' as const, by })), { kind: 'skip', seconds: 21 }, { kind: 'close' },
]);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function tried(model: Model, from: Wallet, call: Call): Promise<boolean> {
  return net.send(from, call).then(() => (model.totals.done++, true), (error: unknown) => {
    // A refusal has a name; anything else is a fault of the contract or of this test.
    if (!/^Error: [A-Z]\w+\(/.test(String(error)) || String(error).includes('Panic')) throw error;
    model.totals.refused++;
    return false;
  });
}
async function readCase(): Promise<Case> {
  const found = await read<{ stage: bigint; verdict: bigint; members: string[] }>('AuditCourt', 'caseOf', job.receiptHash);
  return { stage: Number(found.stage), verdict: Number(found.verdict), members: [...found.members] };
}
const roundOf = ({ stage: at }: Case): number => (at === 2 ? 1 : 2);
const take = (model: Model, verifier: string, amountWei: bigint): void => {
  const hadWei = model.stakes.get(verifier)!;
  model.stakes.set(verifier, hadWei - (amountWei < hadWei ? amountWei : hadWei));
};

async function play(model: Model, what: Step): Promise<void> {
  const d = net.deployment;
  switch (what.kind) {
    case 'skip': return net.skipSeconds(what.seconds);
    case 'open': {
      const vote = voteOf(verifiers[what.by]!, what.ballot);
      if (!(await tried(model, verifiers[what.by]!, buildOpenCase(d, vote, signed(), anchor as never)))) return;
      expect(what.ballot.verdict, 'only a rejection opens a case').toBe(2);
      model.shown.set(vote.verifier, what.ballot);
      return;
    }
    case 'vote': {
      const vote = voteOf(verifiers[what.by]!, { ...what.ballot, round: roundOf(await readCase()) });
      if (await tried(model, verifiers[what.by]!, buildCommitVote(d, job.receiptHash, digestOf(vote)))) model.committed.set(vote.verifier, vote);
      return;
    }
    case 'copy': {
      const theirs = model.committed.get(verifiers[what.of]!.address);
      if (theirs && what.of !== what.by) await tried(model, verifiers[what.by]!, buildCommitVote(d, job.receiptHash, digestOf(theirs)));
      return;
    }
    case 'reveal': {
      const vote = model.committed.get(verifiers[what.by]!.address);
      if (vote && (await tried(model, stranger, buildRevealVote(d, vote)))) model.shown.set(vote.verifier, vote);
      return;
    }
    case 'answer': return void (model.isAnswered = (await tried(model, stranger, buildAnswerBundle(d, job.receiptHash, bundle))) || model.isAnswered);
    case 'close': return closeStage(model);
    case 'void': {
      const { verdict } = await readCase();
      if (!(await tried(model, stranger, buildVoidRejected(d, job.receiptHash, job.order)))) return;
      expect([verdict, model.nodeLostWei], 'a job is void once, and only when it was rejected').toEqual([2, 0n]);
      model.nodeLostWei = (priceWei * 10_000n) / 500n;
      return;
    }
    case 'twice': {
      const by = verifiers[what.by]!;
      const [first, second] = [voteOf(by, { round: what.round }), voteOf(by, { round: what.round, verdict: 2, kind: 1 })];
      const sign = (vote: Vote): string => by.signingKey.sign(digestOf(vote)).serialized;
      if (!(await tried(model, stranger, buildCall(d, 'AuditCourt', 'proveEquivocation', [first, sign(first), second, sign(second)])))) return;
      expect(model.punished, 'two votes cost once').not.toContain(`${by.address} ${what.round}`);
      model.punished.add(`${by.address} ${what.round}`);
      return take(model, by.address, model.stakes.get(by.address)! / 10n);
    }
    case 'epoch': {
      const by = verifiers[what.by]!;
      const vote = voteOf(by, {});
      const epoch = Number(await read<bigint>('AuditCourt', 'payEpochOf', anchor.header.anchoredAtSeconds));
      // While no case runs, its clock is nobody's: the votes' own epoch is waited for.
      const waitSeconds = epoch * testCourt.epochSeconds - (await net.nowSeconds());
      if (waitSeconds > 0 && (await readCase()).stage === 0) await net.skipSeconds(waitSeconds);
      const tree = buildSearchTree(p, treeTag.voteBatch, [{ key: fromHex(vote.receiptHash), content: fromHex(digestOf(vote)) }]);
      if (await tried(model, by, buildCommitEpoch(d, epoch, toHex(tree.root), 1))) model.roots.set(by.address, { vote, epoch });
      return;
    }
    case 'claim': {
      const kept = model.roots.get(verifiers[what.by]!.address);
      if (!kept) return;
      await net.skipSeconds(10);
      await storeRound(await net.nowSeconds() - 8).catch(() => {});
      if (await tried(model, stranger, buildClaimEpochPay(d, kept.vote, { epoch: kept.epoch, index: 0, path: [] } as never, signed(), anchor as never))) model.totals.paid++;
      return;
    }
  }
}

/** What the rules say of a stage that can end now (docs/protocol/court.md section 3). */
function decide(model: Model, { stage: at, members }: Case): number | null {
  const votes = [...model.shown.values()];
  const accepts = votes.filter(({ verdict }) => verdict === 1).length;
  const rejects = votes.filter(({ verdict, kind }) => verdict === 2 && !(kind === 5 && model.isAnswered)).length;
  if (rejects > 0 && 3 * rejects >= 2 * members.length) return 2;
  if (3 * accepts >= 2 * members.length) return 1;
  if (at === 2) return null;
  return 2 * rejects > members.length ? 2 : 2 * accepts > members.length ? 1 : 3;
}

async function closeStage(model: Model): Promise<void> {
  const before = await readCase();
  const budgetWei = await read<bigint>('JobEscrow', 'auditBudgetOf', node.address);
  if (!(await tried(model, stranger, buildCloseStage(net.deployment, job.receiptHash)))) return;
  const [after, verdict] = [await readCase(), decide(model, before)];
  expect([after.stage, after.verdict], 'a stage ends as its votes say').toEqual(verdict === null ? [3, 0] : [4, verdict]);
  if (verdict === 1) {
    for (const [verifier, vote] of model.shown) if (vote.verdict === 2 && !(vote.kind === 5 && model.isAnswered)) take(model, verifier, bondWei);
  }
  if (verdict !== null) {
    const payable = budgetWei / payWei;
    const paid = payable < BigInt(model.shown.size) ? payable : BigInt(model.shown.size);
    expect(budgetWei - (await read<bigint>('JobEscrow', 'auditBudgetOf', node.address)), 'all who voted are paid, whatever they voted, as far as the budget goes').toBe(paid * payWei);
  }
  model.shown.clear();
  model.committed.clear();
}

const accounts = (): string[] => [...new Set([...verifiers, node, client, stranger, net.deployer].map(({ address }) => address).concat(testApp, Object.values(net.deployment.contracts).map(({ address }) => address)))];
async function check(model: Model): Promise<void> {
  const held = await Promise.all(accounts().map(async (account) => (await net.chain.readBalance(account)).coinWei));
  expect(held.reduce((sum, wei) => sum + wei, 0n), 'every coin is somewhere').toBe(await read<bigint>('HearthToken', 'totalSupply'));
  for (const [verifier, wei] of model.stakes) expect(await read<bigint>('StakeManager', 'slashableOf', verifier), 'stake leaves by a rule alone').toBe(wei);
  expect(await read<bigint>('StakeManager', 'slashableOf', node.address), 'no committee slashes').toBe(100n * coin - model.nodeLostWei);
  expect(await read<bigint>('JobEscrow', 'verifierPoolWei'), 'the pool is the budget of the one node').toBe(await read<bigint>('JobEscrow', 'auditBudgetOf', node.address));
}

async function begin(): Promise<Model> {
  await net.revert(clean);
  clean = await net.snapshot();
  return {
    stakes: new Map(verifiers.map(({ address }) => [address, 15n * coin])), committed: new Map(), shown: new Map(), roots: new Map(), punished: new Set(), isAnswered: false, nodeLostWei: 0n, totals: { done: 0, refused: 0, paid: 0 },
  };
}
/** Time-outs alone, by anybody. */
async function end(model: Model): Promise<void> {
  for (let turns = 0; turns < 2; turns++) {
    await net.skipSeconds(41);
    await closeStage(model);
  }
  await play(model, { kind: 'void' });
}

/** Seeded in the suite; HEARTH_FUZZ_RUNS=200 plays that many others. */
const wanted = process.env['HEARTH_FUZZ_RUNS'];
const runs = { ...(wanted === undefined ? { seed: 20261129, numRuns: 14 } : { numRuns: Number(wanted) }), endOnFailure: true };

it('take stake from whom a rule names alone, pay no more than a budget holds, keep every coin and end, through any sequence of moves', async () => {
  const totals = { done: 0, refused: 0, paid: 0, verdicts: new Set<number>() };
  const paid = fc.subarray([0, 1, 2]).map((by) => by.flatMap((each): Step[] => [{ kind: 'epoch', by: each }, { kind: 'claim', by: each }]));
  const openers = fc.array(fc.record({ kind: one('open'), by: who, ballot: fc.constant<Ballot>({ verdict: 2, kind: 1 }) }), { minLength: 3, maxLength: 6 });
  await fc.assert(fc.asyncProperty(paid, openers, fc.array(step, { maxLength: 12 }), stage, fc.array(step, { maxLength: 8 }), stage, async (epochs, open, first, second, between, final) => {
    const model = await begin();
    for (const what of [...epochs, ...open, ...first, ...second, ...between, ...final]) await play(model, what);
    await check(model);
    await end(model);
    await check(model);
    const { stage: at, verdict } = await readCase();
    expect([0, 4], 'every case has an exit').toContain(at);
    totals.done += model.totals.done;
    totals.refused += model.totals.refused;
    totals.paid += model.totals.paid;
    totals.verdicts.add(verdict);
  }), runs);
  // Where nothing ever succeeds, or nothing is ever refused, nothing was shown.
  expect(totals.done).toBeGreaterThan(60);
  expect(totals.refused).toBeGreaterThan(60);
  expect(totals.paid).toBeGreaterThan(0);
  expect([...totals.verdicts].filter((verdict) => verdict > 0).sort()).toEqual([1, 2, 3]);
}, 120_000);
