import fc from 'fast-check';
import type { Wallet } from 'ethers/wallet';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { signBeaconRound } from '../../electron/protocol/beacon.ts';
import { toHex } from '../../electron/protocol/bytes.ts';
import { buildApproveTransaction, buildStakeTransaction, type Call } from '../../electron/services/chain/calls.ts';
import { buildStoreRoundTransaction } from '../../electron/services/chain/court.ts';
import * as game from '../../electron/services/chain/dispute.ts';
import { readLeafQuestion, readQuestion, readRowQuestion, type DisputeView } from '../../electron/services/chain/disputeReads.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import { weiPerCoin, type Hex } from '../../electron/shared/units.ts';
import { testModelId } from '../support/chainActors.ts';
import { testBeaconKey, testParameters, testWallet } from '../support/chainTestNet.ts';
import { forgeAt, nodeOf, replay } from '../support/courtTrace.ts';
import { responseSeconds, startDisputeWorld, type DisputeWorld, type OpenDispute } from '../support/disputeWorld.ts';

/** Bonded disputes on the deployed contracts, played at random by everybody: no coin is made, lost or kept, whoever is silent loses, and every state has an exit. */
let w: DisputeWorld;
const accomplice = testWallet('accomplice');
/** A node that answers for the accused by its stake, which is enough for two answers. */
let guard: Wallet;
const guardStakeWei = 250n * weiPerCoin;
beforeAll(async () => {
  w = await startDisputeWorld({ bonded: [accomplice] });
  guard = w.verifiers[0]!;
}, 60_000);
afterAll(() => w.close());

const list = new Uint8Array(128).fill(4);
const listHash = toHex(p.sha256(list));
const replays = { honest: replay(testModelId), forgedMatMul: replay(testModelId, forgeAt(nodeOf.matMul, 3, 1)), forgedRelu: replay(testModelId, forgeAt(nodeOf.relu, 5, 1)) };
type Which = keyof typeof replays;
/** What may be named, by which rule it is opened; null: only a committee can say. */
const named = [{ at: nodeOf.matMul, rule: 'openDot' }, { at: nodeOf.relu, rule: 'openMove' }, { at: nodeOf.gemm, rule: 'openDot' }, { at: nodeOf.softmax, rule: null }] as const;

const which = fc.constantFrom<Which>('honest', 'forgedMatMul', 'forgedRelu');
const answered = fc.record({ kind: fc.constant('answer' as const), which, by: fc.constantFrom('node' as const, 'friend' as const, 'accomplice' as const, 'guard' as const) });
const step = fc.oneof(
  { weight: 3, arbitrary: answered },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('name' as const), which, at: fc.nat(3), element: fc.nat(11) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('open' as const), which }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('demand' as const, 'post' as const, 'rows' as const), which }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('expireAnswer' as const, 'refund' as const), which }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('expire' as const, 'void' as const, 'court' as const, 'settle' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('skip' as const), seconds: fc.constantFrom(1, responseSeconds / 4, responseSeconds + 1) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
type Play = { readonly opened: OpenDispute; readonly last: Map<Which, { at: number; element: number }>; readonly totals: { done: number; refused: number } };

const rootOf = (name: Which): Hex => replays[name].root;
const tried = async (play: Play, from: Wallet, call: Call): Promise<boolean> => w.act(from, call).then(
  () => (play.totals.done++, true),
  (error: unknown) => {
    // A refusal has a name; anything else is a fault of the contract or of this test.
    if (!/^Error: [A-Z]\w+\(/.test(String(error))) throw error;
    play.totals.refused++;
    return false;
  },
);

async function take(play: Play, one: Step): Promise<void> {
  const { opened, last } = play;
  const { subject } = opened;
  const d = w.net.deployment;
  switch (one.kind) {
    case 'answer': {
      const call = one.by === 'guard' ? game.buildAnswerByStake(d, subject, rootOf(one.which), listHash) : w.answer(opened, replays[one.which], listHash);
      return void (await tried(play, { node: w.node, friend: w.friend, accomplice, guard }[one.by], call));
    }
    case 'name':
      if (await tried(play, w.challenger, w.name(opened, replays[one.which], named[one.at]!.at, one.element))) last.set(one.which, { at: one.at, element: one.element });
      return;
    case 'open': return openNamed(play, one.which);
    case 'demand': return void (await tried(play, w.challenger, game.buildDemandList(d, subject, rootOf(one.which))));
    case 'rows': return void (await tried(play, w.challenger, game.buildAskRows(d, subject, rootOf(one.which))));
    case 'post': return void (await tried(play, w.friend, game.buildPostList(d, subject, rootOf(one.which), list)));
    case 'expireAnswer': return void (await tried(play, w.friend, w.expireAnswer(opened, replays[one.which])));
    case 'refund': return void (await tried(play, w.friend, w.refund(opened, replays[one.which])));
    case 'expire': return void (await tried(play, w.friend, w.expire(opened)));
    case 'void': return void (await tried(play, w.friend, game.buildVoidDisputedTransaction(d, subject, opened.job.order)));
    case 'court': return bringCourt(play);
    case 'settle': return settle(play);
    case 'skip': return w.net.skipSeconds(one.seconds);
  }
}

async function openNamed(play: Play, name: Which): Promise<void> {
  const { at, element } = play.last.get(name) ?? { at: 0, element: 0 };
  const { at: node, rule } = named[at]!;
  if (rule) await tried(play, w.friend, w.openElement(play.opened, replays[name], node, element, rule));
}

const questionsOf = async ({ disputeId, answers, state }: DisputeView): Promise<Hex[]> => [
  ...(state === 'judging' ? [await readRowQuestion(w.net.chain, disputeId)] : []),
  ...(await Promise.all(answers.filter(({ phase }) => phase === 'judging').map((each) => readLeafQuestion(w.net.chain, disputeId, each)))),
];

/** A step of each committee that nobody of sits in: drawn once its round is there, closed once its time is over. */
async function bringCourt(play: Play): Promise<void> {
  const d = w.net.deployment;
  for (const question of await questionsOf(await w.read(play.opened))) {
    const view = await readQuestion(w.net.chain, question);
    if (view.stage === 'waiting') {
      await w.net.skipSeconds(20);
      await tried(play, w.net.deployer, buildStoreRoundTransaction(d, view.seedRound, signBeaconRound(p, testBeaconKey, view.seedRound)));
      await tried(play, w.friend, game.buildStartQuestion(d, question));
    } else if (view.stage === 'final') await tried(play, w.friend, game.buildCloseStage(d, question));
  }
}

async function settle(play: Play): Promise<void> {
  const d = w.net.deployment;
  await tried(play, w.friend, game.buildSettleRows(d, play.opened.subject));
  for (const name of Object.keys(replays) as Which[]) await tried(play, w.friend, game.buildSettleLeaf(d, play.opened.subject, rootOf(name)));
}

const holders = (): string[] => [guard, w.challenger, w.friend, w.node, accomplice, w.client].map(({ address }) => address).concat(Object.values(w.net.deployment.contracts).map(({ address }) => address));
async function totalWei(): Promise<bigint> {
  const balances = await Promise.all([...new Set(holders())].map(async (account) => (await w.net.chain.readBalance(account)).coinWei));
  return balances.reduce((sum, wei) => sum + wei, 0n);
}
const supplyWei = async (): Promise<bigint> => (await w.net.chain.readContract('HearthToken', 'totalSupply', []))[0] as bigint;
const pledgedWei = async (): Promise<bigint> => (await w.net.chain.readContract('DisputeGame', 'pledgedOf', [guard.address]))[0] as bigint;
const guardWei = async (): Promise<bigint> => (await w.net.chain.readStake(guard.address)).activeWei;
const gameWei = async (): Promise<bigint> => (await w.net.chain.readBalance(w.net.deployment.contracts.DisputeGame.address)).coinWei;

/** Time-outs alone, by anybody: what brings a dispute to its end when nobody plays any more. */
async function end(play: Play): Promise<void> {
  for (let turns = 0; turns < 8 && (await w.read(play.opened)).state !== 'closed'; turns++) {
    await w.net.skipSeconds(8000);
    for (const name of Object.keys(replays) as Which[]) await take(play, { kind: 'expireAnswer', which: name });
    await take(play, { kind: 'court' });
    await take(play, { kind: 'settle' });
    await take(play, { kind: 'expire' });
  }
  for (const name of Object.keys(replays) as Which[]) await take(play, { kind: 'refund', which: name });
  await take(play, { kind: 'void' });
}

const begin = async (theirs: Hex): Promise<{ play: Play; before: { stakeWei: bigint; totalWei: bigint; supplyWei: bigint } }> => {
  await w.reset();
  await w.act(w.net.deployer, buildApproveTransaction(w.net.deployment, 'StakeManager', guardStakeWei));
  await w.act(w.net.deployer, buildStakeTransaction(w.net.deployment, guard.address, guardStakeWei));
  const before = { stakeWei: await w.stakeOf(), totalWei: await totalWei(), supplyWei: await supplyWei() };
  return { play: { opened: await w.open(theirs), last: new Map(), totals: { done: 0, refused: 0 } }, before };
};
const opening = fc.constantFrom<Which | 'nonsense'>('honest', 'forgedMatMul', 'nonsense');
const theirsOf = (name: Which | 'nonsense'): Hex => (name === 'nonsense' ? toHex(new Uint8Array(32).fill(9)) : rootOf(name));
/** Seeded in the suite; HEARTH_FUZZ_RUNS=200 plays that many others. */
const wanted = process.env['HEARTH_FUZZ_RUNS'];
const runs = { ...(wanted === undefined ? { seed: 20261130, numRuns: 12 } : { numRuns: Number(wanted) }), endOnFailure: true };

it('keep every coin and come to an end, through any sequence of moves, and leave nothing in the game', async () => {
  const totals = { done: 0, refused: 0, outcomes: new Set<string>() };
  await fc.assert(fc.asyncProperty(opening, fc.option(answered, { freq: 2, nil: null }), fc.array(step, { minLength: 8, maxLength: 18 }), async (theirs, first, more) => {
    const { play, before } = await begin(theirsOf(theirs));
    const check = async (): Promise<void> => expect(before.totalWei - (await totalWei()), 'only a slash burns').toBe(before.supplyWei - (await supplyWei()));
    let silent = true;
    const staked = await guardWei();
    for (const one of first === null ? more : [first, ...more]) {
      await take(play, one);
      silent &&= (await w.read(play.opened)).answers.length === 0;
    }
    await check();
    await end(play);
    await check();
    const view = await w.read(play.opened);
    expect(view.state, 'every state has an exit').toBe('closed');
    expect(await gameWei(), 'no bond stays behind').toBe(0n);
    expect(await pledgedWei(), 'nor anything pledged').toBe(0n);
    const forged = view.answers.filter(({ isStaked, phase }) => isStaked && phase === 'fallen').length;
    expect(staked - (await guardWei()), 'a guard loses a bond for each answer that fell, and nothing else').toBe(BigInt(forged) * testParameters().DisputeBondWei);
    const lostWei = before.stakeWei - (await w.stakeOf());
    expect(lostWei > 0n, 'stake is lost when the challenger won, and never otherwise').toBe(view.outcome === 'challengerWon');
    if (silent) expect([view.outcome, lostWei], 'whoever is silent in a bonded dispute loses a fifth').toEqual(['challengerWon', before.stakeWei / 5n]);
    totals.done += play.totals.done;
    totals.refused += play.totals.refused;
    totals.outcomes.add(view.outcome);
  }), runs);
  // Where nothing ever succeeds, or nothing is ever refused, nothing was shown.
  expect(totals.done).toBeGreaterThan(30);
  expect(totals.refused).toBeGreaterThan(30);
  expect([...totals.outcomes].sort()).toEqual(['accusedWon', 'challengerWon', 'unproven']);
}, 120_000);

it('are never lost by an honest node that answers, opens what is named and posts its list in time, whatever the others do', async () => {
  await fc.assert(fc.asyncProperty(opening, fc.array(step, { minLength: 6, maxLength: 14 }), async (theirs, steps) => {
    const { play, before } = await begin(theirsOf(theirs));
    await take(play, { kind: 'answer', which: 'honest', by: 'node' });
    for (const one of steps) {
      // The node's own key answers honestly alone, and time does not run past what it has to do: it acts at once.
      if (one.kind === 'answer' && one.by === 'node') continue;
      await take(play, one);
      await openNamed(play, 'honest');
      await take(play, { kind: 'post', which: 'honest' });
    }
    await end(play);
    const view = await w.read(play.opened);
    expect(view.state).toBe('closed');
    expect(['accusedWon', 'unproven']).toContain(view.outcome);
    expect(await w.stakeOf()).toBe(before.stakeWei);
    expect(await gameWei()).toBe(0n);
  }), runs);
}, 120_000);
