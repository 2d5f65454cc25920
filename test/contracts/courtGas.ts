import { AbiCoder, Interface } from 'ethers/abi';
import { keccak256 } from 'ethers/crypto';
import { toHex } from '../../electron/protocol/bytes.ts';
import { buildSearchTree } from '../../electron/protocol/searchTree.ts';
import { treeTag } from '../../electron/protocol/tree.ts';
import { buildCall } from '../../electron/services/chain/calls.ts';
import { artifacts } from '../../electron/services/chain/contracts.ts';
import { readDisputeBond } from '../../electron/services/chain/disputeReads.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import type { Hex } from '../../electron/shared/units.ts';
import { enrolNode, fundReservation } from '../support/chainActors.ts';
import { anchorJobs, makeJob } from '../support/chainJobs.ts';
import { testWallet, type TestNet, type TestReceipt } from '../support/chainTestNet.ts';
import { accountOf } from '../support/courtNet.ts';
import { forgeAt, graphCount, graphLeaf, modelRoots, nodeOf, replay } from '../support/courtTrace.ts';
import { epochSeconds, modelId, repeat32, startCourtWorld, type AnchorPlace, type SignedReceipt, type World } from '../support/courtWorld.ts';
import { weiPerCoin } from '../../electron/shared/units.ts';

type Add = (name: string, gas: bigint | number, note: string, limit?: number) => void;

/** What the court costs. Opening and ending a dispute on the deployed contracts; its moves, where every kind of node is at hand, on the court's own test chain. */
export async function measureCourt(net: TestNet, add: Add): Promise<void> {
  const { open, askRows, byStake, release, expire } = await measureDispute(net);
  add('disputeOpen', open, 'open a dispute: order, receipt, its proof under a batch of 1,000, the bond', 200_000);
  const moves = await measureMoves(add);
  add('disputeAskRows', askRows, 'ask the committee for the rows in the place of naming');
  add('disputeAnswerByStake', byStake, 'answer for another node, with stake in the place of coins');
  add('disputeRelease', release, 'free the stake behind an answer, after the end');
  add('disputeExpire', expire, 'end a dispute that the challenger won, slash included');
  add('disputeLive', open + moves + expire, 'a whole dispute: open, answer, name, open a dot of 4,096, end', 2_500_000);
}

async function measureDispute(net: TestNet): Promise<{ open: number; askRows: number; byStake: number; release: number; expire: number }> {
  const [node, client, challenger] = [testWallet('court node'), testWallet('court client'), testWallet('challenger')];
  await enrolNode(net, node, 1000n * weiPerCoin);
  await fundReservation(net, client, node.address, weiPerCoin);
  const read = async (index: number) => (await net.chain.readContract('HearthParameters', 'valueOf', [index]))[0] as bigint;
  const [responseSeconds, bondWei] = [Number(await read(7)), await readDisputeBond(net.chain, node.address)];
  const token = (call: string, ...args: unknown[]) => buildCall(net.deployment, 'HearthToken', call, args);
  await net.send(net.deployer, token('transfer', challenger.address, 4n * bondWei));
  const guard = testWallet('court guard');
  // A node of its own for each answer: a pledge that is still there makes the release of another dearer.
  const otherGuard = testWallet('other guard');
  for (const one of [guard, otherGuard]) await enrolNode(net, one, 1000n * weiPerCoin);
  await net.send(challenger, token('approve', net.deployment.contracts.DisputeGame.address, 3n * bondWei));
  const job = makeJob(net, client, node.address, { name: 'disputed', priceWei: weiPerCoin });
  const [place] = await anchorJobs(net, node, [job], 999);
  const game = (call: string, ...args: unknown[]) => net.send(challenger, buildCall(net.deployment, 'DisputeGame', call, args));
  const receiptSignature = node.signingKey.sign(job.receiptHash).serialized as Hex;
  const opened = await game('open', { order: job.order, receipt: job.receipt, receiptSignature }, place, 1, 0, repeat32(1));
  const abi = new Interface(artifacts.DisputeGame.abi);
  const subjectOf = ({ logs }: TestReceipt): unknown =>
    (logs.map((log) => abi.parseLog({ topics: [...log.topics], data: log.data })).find((each) => each?.name === 'DisputeOpened')!.args['subject'] as { toObject(): unknown }).toObject();
  const subject = subjectOf(await game('open', { order: job.order, receipt: job.receipt, receiptSignature }, place, 1, 1, repeat32(1)));
  const byStake = await net.send(guard, buildCall(net.deployment, 'DisputeGame', 'answerByStake', [subject, repeat32(2), repeat32(3)]));
  const third = subjectOf(await game('open', { order: job.order, receipt: job.receipt, receiptSignature }, place, 1, 2, repeat32(1)));
  await net.send(otherGuard, buildCall(net.deployment, 'DisputeGame', 'answerByStake', [third, repeat32(2), repeat32(3)]));
  const asked = await game('askRows', third, repeat32(2));
  await net.skipSeconds(responseSeconds + 1);
  const ended = await game('expire', subjectOf(opened));
  await game('expireAnswer', subject, repeat32(2));
  const released = await game('refund', subject, repeat32(2));
  return { open: Number(opened.gasUsed), askRows: Number(asked.gasUsed), byStake: Number(byStake.gasUsed), release: Number(released.gasUsed), expire: Number(ended.gasUsed) };
}

async function measureMoves(add: Add): Promise<number> {
  const w = await startCourtWorld();
  try {
    await w.double.send(w.anyone, 'setRoots', [modelId, modelRoots]);
    await w.net.skipSeconds(20);
    const signed = w.signReceipt();
    const [place] = await w.anchor([signed]);
    const challenger = accountOf('challenger');
    await w.giveCoins(challenger, 1000n, w.game);
    const theirs = replay(modelId);
    const forged = replay(modelId, forgeAt(nodeOf.matMul4096, 2, 0.1));
    const opened = await w.game.send(challenger, 'open', [w.signedArgument(signed), place, 1, 0, theirs.root]);
    const subject = (opened.events.find((event) => event.name === 'DisputeOpened')!.args['subject'] as { toObject(): unknown }).toObject();
    const answer = await w.game.send(w.node.address, 'answer', [subject, forged.root, repeat32(2)]);
    const nameNode = (node: number) => w.game.send(challenger, 'name', [subject, forged.root, node, 0, 2, graphCount, graphLeaf(node)]);
    await nameNode(nodeOf.relu);
    const move = await w.game.send(w.anyone, 'openMove', [subject, forged.root, forged.openMove(nodeOf.relu, 2)]);
    const named = await nameNode(nodeOf.matMul4096);
    const dot = await w.game.send(w.anyone, 'openDot', [subject, forged.root, forged.openDot(nodeOf.matMul4096, 2)]);
    add('disputeAnswer', answer.gasUsed, 'answer with a replay');
    add('disputeName', named.gasUsed, 'name a node and an element');
    add('disputeMove', move.gasUsed, 'open and judge an element that was moved');
    add('disputeDot4096', dot.gasUsed, 'open and judge a dot of 4,096 terms, proofs and all', 2_000_000);

    const round = await w.storeRoundGas(place!.header.anchoredAtSeconds);
    add('beaconRound', round, 'verify and keep a round of randomness');
    const committee = await w.court.view<string[]>('committeeOf', [
      signed.receiptHash,
      modelId,
      w.node.address,
      place!.header.anchoredAtSeconds,
      5,
    ]);
    const vote = w.voteOf(committee[0]!, signed.receiptHash, { verdict: 2, kind: 1 });
    const { committed, claimed } = await measurePay(w, signed, place!, committee[0]!);
    add('auditCommitEpoch', committed, 'a verifier anchors all its votes of an epoch');
    add('auditClaimEpochPay', claimed, 'and is paid for 1,000 of them by showing one (stake and seats played by a double)');
    const openCase = await w.court.send(committee[0]!, 'openCase', [vote, w.signedArgument(signed), place]);
    add('auditOpenCase', openCase.gasUsed, 'open a case and draw five seats (seats played by a double)');
    const second = w.voteOf(committee[1]!, signed.receiptHash, { round: 1 });
    add(
      'auditCommitVote',
      (await w.court.send(committee[1]!, 'commitVote', [signed.receiptHash, w.voteDigest(second)])).gasUsed,
      'commit a vote in a case',
    );
    await w.net.skipSeconds(61);
    add('auditRevealVote', (await w.court.send(committee[1]!, 'revealVote', [second])).gasUsed, 'reveal it');
    return answer.gasUsed + named.gasUsed + dot.gasUsed;
  } finally {
    await w.net.stop();
  }
}

/** A root of 1,000 votes, and the pay for them. The beacon of tests is known beforehand, so the real vote is put where the sample will be. */
async function measurePay(w: World, signed: SignedReceipt, place: AnchorPlace, verifier: string): Promise<{ committed: number; claimed: number }> {
  const count = 1000;
  const payEpoch = Number(await w.court.view('payEpochOf', [place.header.anchoredAtSeconds]));
  const atSeconds = payEpoch * epochSeconds + 5;
  const sample = Number(BigInt(keccak256(AbiCoder.defaultAbiCoder().encode(['bytes32', 'address', 'uint64'], [w.randomnessAfter(atSeconds), verifier, payEpoch]))) % BigInt(count));
  const vote = w.voteOf(verifier, signed.receiptHash);
  const keyAt = (index: number): Hex => `0x${(BigInt(signed.receiptHash) + BigInt(index - sample)).toString(16).padStart(64, '0')}`;
  const tree = buildSearchTree(p, treeTag.voteBatch, Array.from({ length: count }, (_, index) => w.leafOf({ ...vote, receiptHash: keyAt(index) })));
  await w.skipToEpoch(payEpoch);
  await w.net.rpc('evm_setNextBlockTimestamp', atSeconds);
  const sent = await w.court.send(verifier, 'commitEpoch', [payEpoch, tree.root, count]);
  await w.drawRound(atSeconds);
  const path = tree.path(sample).map(({ pivot, sibling }) => ({ pivot: toHex(pivot), sibling: toHex(sibling) }));
  const claim = await w.court.send(w.anyone, 'claimEpochPay', [vote, { epoch: payEpoch, index: sample, path }, w.signedArgument(signed), place]);
  return { committed: sent.gasUsed, claimed: claim.gasUsed };
}
