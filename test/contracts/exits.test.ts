import fc from 'fast-check';
import type { Wallet } from 'ethers/wallet';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { signBeaconRound } from '../../electron/protocol/beacon.ts';
import { toHex } from '../../electron/protocol/bytes.ts';
import { signingDigest, type Vote } from '../../electron/protocol/typedData.ts';
import { buildCloseStage, buildCommitVote, buildLeaveSeat, buildOpenCase, buildRegisterSeat, buildRevealVote, buildVoidRejected } from '../../electron/services/chain/auditCalls.ts';
import { buildApproveTransaction, buildCall, buildReleaseTransaction, buildRequestUnbondTransaction, buildReserveTransaction, buildSettleTransaction, buildTransferTransaction, buildWithdrawTransaction, domainOf, type Call } from '../../electron/services/chain/calls.ts';
import { buildStoreRoundTransaction } from '../../electron/services/chain/court.ts';
import * as disputes from '../../electron/services/chain/dispute.ts';
import { firstSplit } from '../../electron/services/chain/parameters.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import { weiPerCoin, type Hex } from '../../electron/shared/units.ts';
import { enrolNode, signVoucher, testApp, testModelId, zeroHash } from '../support/chainActors.ts';
import { anchorJobs, makeJob, openClaim, registerModel, type AnchoredPlace, type TestJob } from '../support/chainJobs.ts';
import { startTestNet, testBeaconKey, testParameters, testWallet, type TestNet, type TestReceipt } from '../support/chainTestNet.ts';

const coin = weiPerCoin;
const wallets = (name: string, count: number): Wallet[] => Array.from({ length: count }, (_, i) => testWallet(`${name}${i}`));
const nodes = wallets('node', 2);
const verifiers = wallets('verifier', 5);
const clients = wallets('client', 2);
const [challenger, stranger, publisher, contributor, court] = ['challenger', 'stranger', 'publisher', 'contributor', 'court'].map(testWallet) as [Wallet, Wallet, Wallet, Wallet, Wallet];
const day = 86_400;
/** Longer than every time-out of every contract: a claim's hold and lapse, a freeze, an idle budget, a reservation, a countdown. */
const allTimeouts = 400 * day;

const two = fc.nat(1);
const place = fc.nat(30);
const amount = fc.integer({ min: 1, max: 100 }).map((n) => (BigInt(n) * coin) / 10n);
/** What can begin and stay open, by anyone who may begin it. */
const stepOf = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('reserve' as const), client: two, node: two, amount, seconds: fc.integer({ min: 1, max: 2000 }) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('work' as const), client: two, node: two, amount, isUnderstated: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('voucher' as const), client: two, node: two, amount }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('claim' as const), job: place }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('payClaim' as const), job: place }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('case' as const), job: place, rejects: fc.nat(4), accepts: fc.nat(4), isClosed: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('dispute' as const), job: place, answers: fc.subarray(['own', 'stranger', 'same'] as const), isListDemanded: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('unbond' as const), who: fc.nat(6), amount }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('leaveSeat' as const), verifier: fc.nat(4) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('slash' as const), who: fc.nat(6), amount }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 150 }) }) },
);
type Step = typeof stepOf extends fc.Arbitrary<infer S> ? S : never;

/** Every state once, so that no run of the test shows less. */
const everyState: Step[] = [
  { kind: 'work', client: 0, node: 0, amount: 5n * coin, isUnderstated: false },
  { kind: 'work', client: 1, node: 0, amount: 4n * coin, isUnderstated: true },
  { kind: 'work', client: 0, node: 1, amount: 3n * coin, isUnderstated: false },
  { kind: 'work', client: 1, node: 1, amount: 2n * coin, isUnderstated: false },
  { kind: 'work', client: 0, node: 1, amount: coin, isUnderstated: false },
  // Of value that no voucher leaves over: the claim can never be paid.
  { kind: 'claim', job: 1 },
  { kind: 'claim', job: 2 },
  { kind: 'case', job: 2, rejects: 4, accepts: 0, isClosed: true },
  // Four accept what the opener rejected: its bond is due.
  { kind: 'case', job: 0, rejects: 0, accepts: 4, isClosed: false },
  { kind: 'dispute', job: 3, answers: ['stranger'], isListDemanded: true },
  { kind: 'dispute', job: 4, answers: ['own', 'stranger'], isListDemanded: false },
  { kind: 'dispute', job: 0, answers: [], isListDemanded: false },
  { kind: 'dispute', job: 2, answers: ['stranger', 'same'], isListDemanded: false },
  { kind: 'wait', seconds: 150 },
  { kind: 'voucher', client: 0, node: 0, amount: 4n * coin },
  { kind: 'unbond', who: 0, amount: 10n * coin },
  { kind: 'leaveSeat', verifier: 4 },
  { kind: 'unbond', who: 6, amount: 5n * coin },
];

type Anchored = { readonly job: TestJob; readonly place: AnchoredPlace; readonly node: Wallet; readonly signed: { readonly order: TestJob['order']; readonly receipt: TestJob['receipt']; readonly receiptSignature: Hex } };
type Dispute = { readonly id: Hex; readonly subject: Parameters<typeof disputes.buildAnswerDispute>[1]; readonly roots: Hex[]; readonly of: Anchored };
/** Everything that was begun. */
type Open = { readonly jobs: Anchored[]; readonly cases: Set<Anchored>; readonly disputes: Dispute[]; readonly claims: Set<Anchored>; done: number };

let net: TestNet;
let clean: string;
const staked = [...nodes, ...verifiers];
beforeAll(async () => {
  net = await startTestNet({ deploy: { split: firstSplit, courts: [court.address], parameters: { ...testParameters(), CommitSeconds: 20n, RevealSeconds: 20n, ResponseSeconds: 60n, SecondCommittee: 5n, FinalCommittee: 5n, DisputeBondWei: 10n * coin, DisputeBondBps: 0n, RejectBondWei: 2n * coin } } });
  const d = net.deployment;
  await registerModel(net, publisher, { modelId: testModelId, royaltyBps: 700, contributors: [{ holder: contributor.address, shareBps: 3333 }] });
  for (const node of staked) await enrolNode(net, node, 40n * coin);
  for (const verifier of verifiers) await net.send(verifier, buildRegisterSeat(d, verifier.address, testModelId));
  for (const account of [...clients, challenger, stranger]) await net.send(net.deployer, buildTransferTransaction(d, account.address, 1000n * coin));
  for (const account of [challenger, stranger]) await net.send(account, disputes.buildApproveBond(d, 1000n * coin));
  for (const client of clients) {
    await net.send(client, buildApproveTransaction(d, 'JobEscrow', 1000n * coin));
    for (const node of nodes) await net.send(client, buildReserveTransaction(d, { provider: node.address, amountWei: 30n * coin, expirySeconds: (await net.nowSeconds()) + 5000 }));
  }
  await net.skipSeconds(150);
  clean = await net.snapshot();
});
afterAll(() => net.stop());

/** A refusal in the contract's own words is an answer; anything else is a fault. */
async function attempt(from: Wallet, call: Call): Promise<TestReceipt | null> {
  return net.send(from, call).catch((error: unknown) => {
    expect(String(error)).toMatch(/Error: [A-Z]\w+\(/);
    expect(String(error)).not.toMatch(/Panic/);
    return null;
  });
}
const call = (contract: Parameters<typeof buildCall>[1], name: string, ...args: unknown[]): Call => buildCall(net.deployment, contract, name, args);
const read = async <Value>(contract: Parameters<typeof buildCall>[1], name: string, ...args: unknown[]): Promise<Value> => (await net.chain.readContract(contract as 'JobEscrow', name, args))[0] as Value;
const walletOf = (address: string): Wallet => verifiers.find((each) => each.address === address)!;

/** Stores the round that draws for a time: anybody can, from the network's public signature. */
async function storeRound(atSeconds: number): Promise<void> {
  const round = Number(await read<bigint>('AuditCourt', 'roundFor', atSeconds));
  await attempt(stranger, buildStoreRoundTransaction(net.deployment, round, signBeaconRound(p, testBeaconKey, round)));
}
const voteOf = (verifier: string, subject: Hex, change: Partial<Vote>): Vote => ({ receiptHash: subject, verifier: verifier as Hex, round: 1, verdict: 1, kind: 0, chunk: 0, evidenceRoot: zeroHash, salt: toHex(p.sha256(Buffer.from(verifier))), ...change });

async function play(step: Step, open: Open): Promise<void> {
  const d = net.deployment;
  const chosen = 'job' in step ? open.jobs[step.job % Math.max(1, open.jobs.length)] : undefined;
  if ('job' in step && !chosen) return;
  const act = async (from: Wallet, what: Call): Promise<TestReceipt | null> => {
    const sent = await attempt(from, what);
    if (sent) open.done++;
    return sent;
  };
  switch (step.kind) {
    case 'wait': return net.skipSeconds(step.seconds);
    case 'reserve': return void (await act(clients[step.client]!, buildReserveTransaction(d, { provider: nodes[step.node]!.address, amountWei: step.amount, expirySeconds: (await net.nowSeconds()) + step.seconds })));
    case 'work': {
      const node = nodes[step.node]!;
      const job = makeJob(net, clients[step.client]!, node.address, { name: `job ${open.jobs.length}`, priceWei: step.amount, receipt: { seq: open.jobs.length } });
      const [anchored] = await anchorJobs(net, node, [step.isUnderstated ? { ...job, priceWei: 1n } : job]).catch(() => []);
      if (anchored) open.jobs.push({ job, place: anchored, node, signed: { order: job.order, receipt: job.receipt, receiptSignature: node.signingKey.sign(job.receiptHash).serialized as Hex } });
      return;
    }
    case 'voucher': {
      const key = { client: clients[step.client]!.address, provider: nodes[step.node]!.address, app: testApp, modelId: testModelId };
      const { settledWei, settledCount } = await net.chain.readSettled(key);
      return void (await act(stranger, buildSettleTransaction(d, [signVoucher(net, clients[step.client]!, { ...key, count: settledCount + 1, cumulativeWei: settledWei + step.amount })])));
    }
    case 'claim': {
      if (await openClaim(net, chosen!.job, chosen!.place, stranger).then(() => true, () => false)) open.claims.add(chosen!);
      return;
    }
    case 'payClaim': return void (await act(stranger, call('JobEscrow', 'payClaim', chosen!.job.order)));
    case 'case': return playCase(step, chosen!, open);
    case 'dispute': return playDispute(step, chosen!, open);
    case 'unbond': return void (await act(staked[step.who]!, buildRequestUnbondTransaction(d, staked[step.who]!.address, step.amount)));
    case 'leaveSeat': return leaveSeat(verifiers[step.verifier]!);
    case 'slash': return void (await act(court, call('StakeManager', 'slash', staked[step.who]!.address, step.amount, challenger.address, step.amount)));
  }
}

async function playCase({ rejects, accepts, isClosed }: Extract<Step, { kind: 'case' }>, { job, place, signed }: Anchored, open: Open): Promise<void> {
  const d = net.deployment;
  await net.skipSeconds(10);
  await storeRound(place.header.anchoredAtSeconds);
  const [members] = await net.chain.readContract('AuditCourt', 'committeeOf', [job.receiptHash, testModelId, job.order.provider, place.header.anchoredAtSeconds, 5]);
  const [first, ...others] = [...(members as string[])];
  if (!first) return;
  const opened = await attempt(walletOf(first), buildOpenCase(d, voteOf(first, job.receiptHash, { round: 0, verdict: 2, kind: 1 }), signed as never, place as never));
  if (!opened) return;
  open.cases.add(open.jobs.find((one) => one.job === job)!);
  const votes = others.map((member, i) => (i < rejects ? voteOf(member, job.receiptHash, { verdict: 2, kind: 1 }) : i < rejects + accepts ? voteOf(member, job.receiptHash, {}) : null)).filter((vote) => vote !== null);
  for (const vote of votes) await attempt(walletOf(vote.verifier), buildCommitVote(d, job.receiptHash, signingDigest(domainOf(d), 'Vote', vote)));
  await net.skipSeconds(21);
  for (const vote of votes) await attempt(stranger, buildRevealVote(d, vote));
  await net.skipSeconds(21);
  if (isClosed) await attempt(stranger, buildCloseStage(d, job.receiptHash));
}

async function playDispute({ answers, isListDemanded }: Extract<Step, { kind: 'dispute' }>, of: Anchored, open: Open): Promise<void> {
  const d = net.deployment;
  const root = (name: string): Hex => toHex(p.sha256(Buffer.from(name)));
  const sent = await attempt(challenger, disputes.buildOpenDisputeTransaction(d, of.signed as never, of.place as never, { kind: 1, chunk: 0, traceRoot: root('same') }));
  const opened = sent && disputes.parseOpenedDispute(d, sent.logs);
  if (!opened) return;
  const dispute: Dispute = { id: opened.disputeId, subject: opened.subject, roots: [], of };
  open.disputes.push(dispute);
  for (const name of answers) {
    if (await attempt(name === 'own' ? of.node : stranger, disputes.buildAnswerDispute(d, opened.subject, root(name), zeroHash))) dispute.roots.push(root(name));
  }
  if (isListDemanded && dispute.roots[0]) await attempt(challenger, disputes.buildDemandList(d, opened.subject, dispute.roots[0]));
}

async function leaveSeat(verifier: Wallet): Promise<void> {
  const table = [...(await read<string[]>('StakeManager', 'seatTableOf', testModelId))];
  const index = table.indexOf(verifier.address);
  if (index >= 0) await attempt(verifier, buildLeaveSeat(net.deployment, verifier.address, testModelId, index));
}

/** Whoever is named in a state does what the state still allows, once all its time-outs are over. */
async function leave(open: Open, ends: Map<string, number>): Promise<void> {
  const d = net.deployment;
  const count = (what: string, happened: unknown) => void (happened && ends.set(what, (ends.get(what) ?? 0) + 1));
  await net.skipSeconds(allTimeouts);
  // Anyone: courts end what they began.
  for (let round = 0; round < 3; round++) {
    for (const { job } of open.cases) await attempt(stranger, buildCloseStage(d, job.receiptHash));
    for (const { id, subject, roots } of open.disputes) {
      const question = await read<Hex>('DisputeGame', 'rowQuestion', id);
      const asked = await read<{ readonly seedRound: bigint }>('AuditCourt', 'caseOf', question);
      if (asked.seedRound > 0n) await attempt(stranger, buildStoreRoundTransaction(d, Number(asked.seedRound), signBeaconRound(p, testBeaconKey, Number(asked.seedRound))));
      await attempt(stranger, disputes.buildStartQuestion(d, question));
      await net.skipSeconds(41);
      await attempt(stranger, disputes.buildCloseStage(d, question));
      await attempt(stranger, disputes.buildSettleRows(d, subject));
      for (const root of roots) await attempt(stranger, disputes.buildExpireAnswer(d, subject, root));
      await attempt(stranger, disputes.buildExpireDisputeTransaction(d, subject));
    }
    await net.skipSeconds(60);
  }
  for (const { subject, roots, of } of open.disputes) {
    for (const root of roots) count('answer refunded', await attempt(stranger, disputes.buildRefundAnswer(d, subject, root)));
    count('job void by dispute', await attempt(stranger, disputes.buildVoidDisputedTransaction(d, subject, of.job.order)));
  }
  for (const { job } of open.cases) count('job void by case', await attempt(stranger, buildVoidRejected(d, job.receiptHash, job.order)));
  for (const { job } of open.claims) {
    if (await attempt(stranger, call('JobEscrow', 'payClaim', job.order))) count('claim paid', true);
    else count('claim lapsed', await attempt(stranger, call('JobEscrow', 'lapseClaim', job.order)));
  }
  // Clients: what nobody earned. Operators: their stake.
  for (const client of clients) for (const node of nodes) count('reservation released', await attempt(client, buildReleaseTransaction(d, node.address)));
  for (const node of staked) {
    await leaveSeat(node);
    const { activeWei } = await net.chain.readStake(node.address);
    if (activeWei > 0n) await attempt(node, buildRequestUnbondTransaction(d, node.address, activeWei));
  }
  await net.skipSeconds(allTimeouts);
  for (const node of staked) count('stake withdrawn', await attempt(node, buildWithdrawTransaction(d, node.address)));
  // Anyone, for whoever earned it.
  for (const node of nodes) {
    count('audit budget swept', await attempt(stranger, call('JobEscrow', 'sweepAuditBudget', node.address)));
    await attempt(stranger, call('JobEscrow', 'collectIssuance', node.address));
  }
  for (const index of [0, 1]) await attempt(stranger, call('JobEscrow', 'collectRoyalty', testModelId, index));
  for (const account of [testApp, d.contracts.HearthTimelock.address, ...[...staked, ...clients, challenger, stranger].map(({ address }) => address)]) await attempt(stranger, call('JobEscrow', 'collect', account));
}

async function checkNothingIsLeft(open: Open, ends: Map<string, number>): Promise<void> {
  const d = net.deployment;
  for (const contract of ['JobEscrow', 'DisputeGame', 'AuditCourt', 'StakeManager', 'ReceiptProofs'] as const) expect((await net.chain.readBalance(d.contracts[contract].address)).coinWei, `coins left in ${contract}`).toBe(0n);
  for (const { address } of [...staked, ...clients, challenger, stranger, net.deployer]) expect((await net.chain.readBalance(address)).lockedWei, `coins locked of ${address}`).toBe(0n);
  for (const { job } of open.cases) {
    const { stage, verdict } = await read<{ readonly stage: bigint; readonly verdict: bigint }>('AuditCourt', 'caseOf', job.receiptHash);
    expect(Number(stage), 'a case that cannot end').toBe(4);
    ends.set(`case ${verdict}`, (ends.get(`case ${verdict}`) ?? 0) + 1);
  }
  for (const { id } of open.disputes) {
    const { state, outcome } = await read<{ readonly state: bigint; readonly outcome: bigint }>('DisputeGame', 'disputeOf', id);
    expect(Number(state), 'a dispute that cannot end').toBe(3);
    ends.set(`dispute ${outcome}`, (ends.get(`dispute ${outcome}`) ?? 0) + 1);
  }
}

it('lets everybody named take out every coin that is held, locked or staked, from every state, after the time-outs', async () => {
  const ends = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(fc.array(stepOf, { minLength: 12, maxLength: 30 }), async (steps) => {
      await net.revert(clean);
      clean = await net.snapshot();
      const open: Open = { jobs: [], cases: new Set(), disputes: [], claims: new Set(), done: 0 };
      for (const step of steps) await play(step, open);
      await leave(open, ends);
      await checkNothingIsLeft(open, ends);
    }),
    { numRuns: Number(process.env['HEARTH_FUZZ_RUNS'] ?? 5), examples: [[everyState]], endOnFailure: true },
  );
  // The exits that the first sequence is made for; a run that reaches none of them shows nothing.
  for (const end of ['case 1', 'case 2', 'dispute 1', 'dispute 2', 'dispute 3', 'claim lapsed', 'job void by case', 'job void by dispute', 'answer refunded', 'reservation released', 'stake withdrawn', 'audit budget swept']) expect([...ends.keys()], end).toContain(end);
}, 180_000);
