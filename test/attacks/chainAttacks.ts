import type { Wallet } from 'ethers/wallet';
import { toHex } from '../../electron/protocol/bytes.ts';
import { buildApproveTransaction, buildStakeTransaction } from '../../electron/services/chain/calls.ts';
import { buildAnswerByStake, buildDemandList, buildPostList } from '../../electron/services/chain/dispute.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import { weiPerCoin } from '../../electron/shared/units.ts';
import { formatCoins } from '../../renderer/format/money.ts';
import { testModelId } from '../support/chainActors.ts';
import { forgeAt, nodeOf, replay, type Floats, type Replay } from '../support/courtTrace.ts';
import type { FileAttack, Outcome } from './fileAttacks.ts';
import type { Random } from './random.ts';
import { responseSeconds, startDisputeWorld, type DisputeWorld, type OpenDispute } from '../support/disputeWorld.ts';

export const chainAttackNames = ['griefing disputes', 'NaN and denormals in a leaf', 'false replay of a captured committee', 'Sybil quorum in the draw'];

type Rule = 'openDot' | 'openMove';
/** What a contract judges of the graph, with how many elements its output has and what a cheat adds at least for it to be a fault. */
const judged = [
  { at: nodeOf.matMul, elements: 12, rule: 'openDot', by: 1e-3 }, { at: nodeOf.gemm, elements: 15, rule: 'openDot', by: 1e-3 },
  { at: nodeOf.relu, elements: 12, rule: 'openMove', by: 1e-6 }, { at: nodeOf.reshape, elements: 12, rule: 'openMove', by: 1e-6 },
] as const satisfies readonly { at: number; elements: number; rule: Rule; by: number }[];
const guardStakeWei = 1000n * weiPerCoin;
const list = new Uint8Array(128 * 8).fill(4);
const listHash = toHex(p.sha256(list));

/** The accused itself, a friend with coins, or another node by its stake; the last is what programs do unasked. */
async function drawDefender(w: DisputeWorld, random: Random): Promise<{ readonly account: Wallet; readonly isStaked: boolean }> {
  const drawn = random.below(3);
  if (drawn < 2) return { account: drawn === 0 ? w.node : w.friend, isStaked: false };
  const account = w.verifiers[0]!;
  await w.act(w.net.deployer, buildApproveTransaction(w.net.deployment, 'StakeManager', guardStakeWei));
  await w.act(w.net.deployer, buildStakeTransaction(w.net.deployment, account.address, guardStakeWei));
  return { account, isStaked: true };
}

/** A griefer may have the list posted, which costs the answerer gas, though nobody needs it here. */
async function grief(w: DisputeWorld, random: Random): Promise<Outcome & { readonly challengerGas: bigint; readonly defenderGas: bigint; readonly silenceWei: bigint }> {
  await w.reset();
  const startMs = performance.now();
  const honest = replay(testModelId);
  const { account: defender, isStaked } = await drawDefender(w, random);
  const guardWei = async (): Promise<bigint> => (await w.net.chain.readStake(defender.address)).activeWei;
  const pledgedFrom = isStaked ? await guardWei() : 0n;
  const [stakeWei, theirs, ours] = [await w.stakeOf(), await w.coinOf(w.challenger), await w.coinOf(defender)];
  const opened = await w.open(toHex(random.bytes(32)));
  let [challengerGas, defenderGas] = [opened.gas, await w.act(defender, isStaked ? buildAnswerByStake(w.net.deployment, opened.subject, honest.root, listHash) : w.answer(opened, honest, listHash))];
  if (random.below(2) === 0) {
    challengerGas += await w.act(w.challenger, buildDemandList(w.net.deployment, opened.subject, honest.root));
    defenderGas += await w.act(defender, buildPostList(w.net.deployment, opened.subject, honest.root, list));
  }
  for (let tries = random.below(4); tries > 0; tries--) {
    const { at, elements, rule } = judged[random.below(judged.length)]!;
    const element = random.below(elements);
    challengerGas += await w.act(w.challenger, w.name(opened, honest, at, element));
    defenderGas += await w.act(defender, w.openElement(opened, honest, at, element, rule));
  }
  await w.net.skipSeconds(responseSeconds + 1);
  defenderGas += await w.act(defender, w.expireAnswer(opened, honest));
  // Whoever is not the node put up a bond of its own, in coins or of its stake, and takes it back.
  if (defender !== w.node) defenderGas += await w.act(defender, w.refund(opened, honest));
  const { outcome } = await w.read(opened);
  const lost = theirs - (await w.coinOf(w.challenger));
  const won = (await w.coinOf(defender)) - ours;
  const kept = outcome === 'accusedWon' && lost === w.bondWei && won === w.bondWei / 2n && (await w.stakeOf()) === stakeWei && (!isStaked || (await guardWei()) === pledgedFrom);
  const silenceWei = await winBySilence(w, random);
  return { caught: kept && silenceWei <= w.bondWei / 4n, differs: false, ms: performance.now() - startMs, challengerGas, defenderGas, silenceWei };
}

/** What the same challenger gains when nobody answers. */
async function winBySilence(w: DisputeWorld, random: Random): Promise<bigint> {
  await w.reset();
  const before = await w.coinOf(w.challenger);
  const opened = await w.open(toHex(random.bytes(32)));
  await w.net.skipSeconds(responseSeconds + 1);
  await w.act(w.challenger, w.expire(opened));
  return (await w.coinOf(w.challenger)) - before;
}

/** The share of unanswered disputes at which what silence pays is what answers cost. */
const breakEven = (lostWei: bigint, wonWei: bigint): string => `${((100 * Number(lostWei)) / Number(lostWei + wonWei)).toFixed(0)} %`;

/** float32 bits: NaN as every kernel writes it and others, both infinities, denormals of either sign. */
const strangeBits = (random: Random): number => [0x7fc00000, 0xffc00001, 0x7f800001 + random.below(1000), 0x7f800000, 0xff800000, 1 + random.below(0x7ffffe), 0x80000001 + random.below(0x7ffffe)][random.below(7)]!;
const hasAllExponentBits = (bits: number): boolean => (bits & 0x7f800000) === 0x7f800000;
/** Set as bits: as a number a NaN would lose its payload. */
const withBits = (node: number, element: number, bits: number) => (at: number, output: Floats): Floats => {
  if (at !== node) return output;
  const values = output.values.slice();
  new Uint32Array(values.buffer)[element] = bits;
  return { dims: output.dims, values };
};

/** A node stands by a false replay, and loses what it staked: the leaf is judged false, or cannot be opened at all, which is its loss too. */
async function stand(w: DisputeWorld, forged: Replay, named: { readonly at: number; readonly element: number; readonly rule: Rule }): Promise<{ readonly opened: OpenDispute; readonly isLost: boolean; readonly wonWei: bigint }> {
  await w.reset();
  const [stakeWei, before] = [await w.stakeOf(), await w.coinOf(w.challenger)];
  const opened = await w.open(replay(testModelId).root);
  await w.act(w.node, w.answer(opened, forged, listHash));
  await w.act(w.challenger, w.name(opened, forged, named.at, named.element));
  const refused = await w.act(w.node, w.openElement(opened, forged, named.at, named.element, named.rule)).then(() => null, (error: unknown) => String(error));
  await w.net.skipSeconds(responseSeconds + 1);
  if (refused !== null) {
    if (!refused.includes('NotFinite')) throw new Error(refused);
    await w.act(w.challenger, w.expireAnswer(opened, forged));
  }
  await w.act(w.challenger, w.expire(opened));
  const isLost = (await w.read(opened)).outcome === 'challengerWon' && (await w.stakeOf()) === stakeWei - stakeWei / 2n;
  return { opened, isLost, wonWei: (await w.coinOf(w.challenger)) - before };
}

/** Attacks in which money is the point, against the contracts as they are deployed, on a chain of this process. */
export async function chainAttacks(): Promise<{ attacks: FileAttack[]; close: () => Promise<void> }> {
  const w = await startDisputeWorld();
  const gas = { trials: 0n, challenger: 0n, defender: 0n };
  let silenceWei = 0n;
  const base = { subject: 'contracts', isSlow: true, expected: '100 %' };
  const mean = (sum: bigint): string => `${gas.trials === 0n ? 0n : sum / gas.trials / 1000n}k gas`;
  const attacks: FileAttack[] = [
    {
      ...base, name: 'griefing disputes',
      // Read after the trials: what they cost is what they measured.
      get note() {
        const wholeAt = gas.defender === 0n ? 0n : (w.bondWei / 2n) * 1_000_000n * gas.trials / gas.defender;
        return `a challenger without a case disputes an honest receipt, has the list posted and names honest elements up to three times; the accused itself, somebody with coins or another node by its stake answers; caught is: no stake lost, the whole bond lost, half of it with whoever answered, and at most a quarter of the bond won where the same is tried and nobody answers. Each cost the challenger ${formatCoins(w.bondWei)} and ${mean(gas.challenger)}, and gave the answerer ${formatCoins(w.bondWei / 2n)} for ${mean(gas.defender)}: the answerer's expected value is above 0 as long as a million gas costs less than ${formatCoins(wholeAt)}. Silence brought the challenger ${formatCoins(silenceWei)}, so its expected value is below 0 at any price of gas unless more than ${breakEven(w.bondWei, silenceWei)} of its disputes go unanswered (HVI-1 0.5: silence loses)`;
      },
      async attempt(_n, random) {
        const { challengerGas, defenderGas, silenceWei: wonWei, ...outcome } = await grief(w, random);
        silenceWei = wonWei > silenceWei ? wonWei : silenceWei;
        gas.trials++;
        gas.challenger += challengerGas;
        gas.defender += defenderGas;
        return outcome;
      },
    },
    {
      ...base, name: 'NaN and denormals in a leaf', note: 'in the output that is named or in an operand of it; a value with exponent 255 cannot be opened (NotFinite), which is the loss of the node that stands by it, another is judged false',
      async attempt(n, random) {
        const startMs = performance.now();
        const bits = strangeBits(random);
        const { at, elements, rule } = judged[random.below(judged.length)]!;
        const element = random.below(elements);
        const row = random.below(3);
        // The product reads rows of four of what was reshaped: with one of them not finite, no output of that row can be opened.
        const inOperand = n % 3 === 2 && hasAllExponentBits(bits);
        const forged = replay(testModelId, inOperand ? withBits(nodeOf.reshape, 4 * row + random.below(4), bits) : withBits(at, element, bits));
        const { isLost } = await stand(w, forged, inOperand ? { at: nodeOf.gemm, element: 5 * row + random.below(5), rule: 'openDot' } : { at, element, rule });
        return { caught: isLost, differs: true, ms: performance.now() - startMs };
      },
    },
    {
      ...base, name: 'false replay of a captured committee', note: 'whatever a committee said, one honest watcher disputes and names the element: the contract recomputes it, asks nobody and pays the watcher a fifth of what the node loses. Capturing f of all seats captures a committee of three with f³ and stops no watcher',
      async attempt(_n, random) {
        const startMs = performance.now();
        const { at, elements, rule, by } = judged[random.below(judged.length)]!;
        const element = random.below(elements);
        // A hundred times the least that the sound bound can tell, of either sign: below it, nobody slashes.
        const forged = replay(testModelId, forgeAt(at, element, (random.below(2) === 0 ? 1 : -1) * by * (1 + random.below(100))));
        const { isLost, wonWei } = await stand(w, forged, { at, element, rule });
        return { caught: isLost && wonWei > 0n, differs: true, ms: performance.now() - startMs };
      },
    },
    {
      ...base, name: 'Sybil quorum in the draw', isSlow: false,
      note: `the accused's operator holds ${w.sybils.length} of ${w.sybils.length + w.verifiers.length} seats: none is drawn for its own receipt, in committees of three and of all; two seats of one operator never sit together. Operators that hide their common owner are not told apart on chain, seats cost each its stake`,
      async attempt(n, random) {
        const startMs = performance.now();
        const members = await w.committeeOf(toHex(random.bytes(32)), n % 2 === 0 ? 3 : 7);
        const own = new Set([w.node, ...w.sybils].map(({ address }) => address.toLowerCase()));
        return { caught: members.length > 0 && members.every((member) => !own.has(member.toLowerCase())) && new Set(members).size === members.length, differs: false, ms: performance.now() - startMs };
      },
    },
  ];
  return { attacks, close: () => w.close() };
}
