import { z } from 'zod';
import { bundleShape } from '../../protocol/bundle.ts';
import { fromHex } from '../../protocol/bytes.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import type { ReceiptFile } from '../../protocol/receiptFile.ts';
import { gameKey } from '../../protocol/trace.ts';
import { signingDigest, verdict, type Domain } from '../../protocol/typedData.ts';
import { isHearthError } from '../../shared/errors.ts';
import { reasonOf } from '../../shared/reasons.ts';
import { sameAddress, type Hex } from '../../shared/units.ts';
import type { ReplayAnswer } from '../../shared/workerBridge.ts';
import type { Call } from '../chain/calls.ts';
import type { Chain } from '../chain/chain.ts';
import type * as game from '../chain/dispute.ts';
import type { ShownPlace } from '../chain/dispute.ts';
import type * as disputeReads from '../chain/disputeReads.ts';
import type { DisputeAnswer, DisputeView } from '../chain/disputeReads.ts';
import type { readVoided } from '../chain/receiptProofs.ts';
import type { TransactionQueue } from '../chain/transactions.ts';
import type { DisputeQuestion, readQuestionsOf } from '../chain/questionReads.ts';
import { canBeShown, decideChallenge, planNaming, type Challenge, type ChallengeMove } from './challenge.ts';
import type { Judgement } from './judgeAudit.ts';
import type { PracticeStore } from './practiceStore.ts';

/** What one canonical replay is asked for; the job's own facts come from its file. */
export type ReplayWish = { readonly measures?: boolean; readonly sketchKey?: Hex; readonly against?: Uint8Array };

export type ChallengesDependencies = {
  readonly p: Primitives;
  readonly chain: Chain;
  readonly domain: Domain;
  /** The account that puts up the bonds, and its queue. */
  readonly challenger: string;
  readonly queue: Pick<TransactionQueue, 'send'>;
  readonly game: Pick<
    typeof game,
    'buildOpenDisputeTransaction' | 'buildApproveBond' | 'buildAskRows' | 'buildDemandList' | 'buildNameNode' | 'buildExpireAnswer' | 'buildExpireDisputeTransaction' | 'buildSettleLeaf' | 'buildSettleRows' | 'buildStartQuestion' | 'buildCloseStage' | 'buildVoidDisputedTransaction'
  >;
  readonly reads: Pick<typeof disputeReads, 'readDisputeBond' | 'readDisputes'> & { readonly readVoided: typeof readVoided; readonly readQuestionsOf: typeof readQuestionsOf };
  readonly store: Pick<PracticeStore, 'addChallenge' | 'saveChallenge' | 'challenges'>;
  /** A canonical replay of a receipt's job in a worker of ours. */
  readonly replay: (file: ReceiptFile, wish: ReplayWish) => Promise<ReplayAnswer>;
  /** What our thresholds say of the receipt, from a canonical replay's figures. */
  readonly judge: (file: ReceiptFile, figures: NonNullable<ReplayAnswer['figures']>) => Judgement | Promise<Judgement>;
  /** Where the receipt is anchored; null as long as it is not, or nobody says. */
  readonly findPlace: (file: ReceiptFile) => Promise<ShownPlace | null>;
  /** Brings a round of randomness to the chain when it is due; where nobody else does. */
  readonly storeRound?: (round: number) => Promise<void>;
  readonly policy: { readonly mostBondWei: bigint; /** Gas for one dispute, in the chain's own currency. */ readonly mostFeeWei: bigint; /** Disputes at one time. */ readonly mostOpen: number; /** How long a receipt's anchor is waited for. */ readonly anchorPatienceMs: number };
  readonly nowMs: () => number;
  /** After every step that is on disk. */
  readonly onStep: (receiptHash: string, challenge: Challenge) => void;
};

export type Challenges = {
  /** Keeps a receipt that an audit says is false, to be disputed. On disk when it returns. */
  challenge(file: ReceiptFile): void;
  /**
   * Takes every open challenge one step further, also those of an earlier run. The chain is asked first what it knows, so nothing is sent twice.
   * @throws chain.unreachable  try again later
   * @effects chain: a bond and gas
   */
  advance(): Promise<void>;
  /**
   * After the chain came back, perhaps without its newest blocks: what it does not know to have ended goes on.
   * @throws chain.unreachable
   */
  recheck(): Promise<void>;
};

/**
 * The challenger's side of bonded disputes: replays first and opens only what its own replay says it will win, then answers every deadline until the stake is taken and the job
 * void.
 *
 * @source docs/protocol/court.md section 4, docs/decisions/0008
 */
export function createChallenges(dependencies: ChallengesDependencies): Challenges {
  const { p, chain, domain, queue, game: build, reads, store, policy, nowMs, onStep } = dependencies;
  const { deployment } = chain;
  const network = `${domain.chainId}:${domain.verifyingContract.toLowerCase()}`;

  function step(receiptHash: string, challenge: Challenge): Challenge {
    store.saveChallenge(receiptHash, challenge);
    onStep(receiptHash, challenge);
    return challenge;
  }
  const drop = (receiptHash: string, challenge: Challenge, reason: string): Challenge => step(receiptHash, { ...challenge, state: 'dropped', reason: reason.slice(0, 300) });

  const dropBond = (receiptHash: string, challenge: Challenge, bondWei: bigint): Challenge => drop(receiptHash, challenge, `the bond of ${bondWei} wei is above the policy's ${policy.mostBondWei}`);

  /** Sends, and gives the fee; what the contract refuses is no fault of ours: somebody was faster, or a deadline passed. The chain's state is read again next time. */
  async function send(call: Call, id: string): Promise<{ readonly feeWei: bigint; readonly refusal: string | null }> {
    try {
      return { feeWei: (await queue.send({ ...call, id })).feeWei, refusal: null };
    } catch (error) {
      if (!isHearthError(error, 'chain.reverted')) throw error;
      return { feeWei: 0n, refusal: error.about.error.slice(0, 300) };
    }
  }

  /** Replay first: a game that this side would lose is never opened. */
  async function prepare(receiptHash: string, challenge: Challenge, atMs: number): Promise<Challenge> {
    const { file } = challenge;
    const { order } = file;
    if (file.bundle.kind !== 'generate') return drop(receiptHash, challenge, 'no contract judges an operator of this kind of model');
    const [roots] = await chain.readContract('ModelRegistry', 'rootsOf', [order.modelId]);
    if (BigInt(roots.columnsRoot) === 0n) return drop(receiptHash, challenge, 'the weights of this model are not registered, so no contract can judge it');
    const place = await dependencies.findPlace(file);
    if (!place) return nowMs() - atMs > policy.anchorPatienceMs ? drop(receiptHash, challenge, 'it was not anchored: nothing can be claimed for it') : challenge;
    const bondWei = await reads.readDisputeBond(chain, order.provider);
    if (bondWei > policy.mostBondWei) return dropBond(receiptHash, challenge, bondWei);
    const { traceRoot, figures } = await dependencies.replay(file, { measures: true });
    if (!figures) return drop(receiptHash, challenge, 'the canonical replay gave no figures');
    const judgement = await dependencies.judge(file, figures);
    if (judgement.verdict === verdict.accept) return drop(receiptHash, challenge, reasonOf('judged.agrees', judgement.reason));
    return step(receiptHash, { ...challenge, state: 'ready', kind: judgement.kind, chunk: judgement.chunk, reason: judgement.reason.slice(0, 300), traceRoot, place: { ...place, proof: [...place.proof] }, bondWei, challenger: dependencies.challenger });
  }

  const findOwn = async (receiptHash: string): Promise<DisputeView | undefined> =>
    (await reads.readDisputes(chain, { challenger: dependencies.challenger }, deployment.startBlock)).find(({ subject }) => subject.receiptHash === receiptHash);

  async function open(receiptHash: string, challenge: Challenge): Promise<Challenge> {
    const before = await findOwn(receiptHash);
    if (before) return step(receiptHash, { ...challenge, state: 'open', disputeId: before.disputeId });
    // One of an earlier run may still be on its way: two would be two bonds.
    if (await hasUnmined()) return challenge;
    const allowance = (await chain.readContract('HearthToken', 'allowance', [dependencies.challenger, deployment.contracts.DisputeGame.address]))[0] as bigint;
    let { feeWei } = challenge;
    const { file, place, kind, chunk, traceRoot } = challenge;
    // The accused may have added stake since.
    const bondWei = await reads.readDisputeBond(chain, file.order.provider);
    if (bondWei > policy.mostBondWei) return dropBond(receiptHash, challenge, bondWei);
    if (allowance < bondWei) feeWei += (await send(build.buildApproveBond(deployment, bondWei), `bond ${receiptHash}`)).feeWei;
    const sent = await send(build.buildOpenDisputeTransaction(deployment, { order: file.order, receipt: file.receipt, receiptSignature: file.receiptSignature as Hex }, place as ShownPlace, { kind, chunk, traceRoot: traceRoot as Hex }), `dispute ${receiptHash}`);
    const found = await findOwn(receiptHash);
    if (!found) return sent.refusal ? drop(receiptHash, { ...challenge, feeWei }, sent.refusal) : challenge;
    return step(receiptHash, { ...challenge, state: 'open', disputeId: found.disputeId, bondWei: found.subject.bondWei, feeWei: feeWei + sent.feeWei });
  }

  async function hasUnmined(): Promise<boolean> {
    const count = (tag: string) => chain.request<string>('eth_getTransactionCount', [dependencies.challenger, tag]);
    const [mined, known] = await Promise.all([count('latest'), count('pending')]);
    return BigInt(known) > BigInt(mined);
  }

  /** Ended, and its job void. A committee may have voided the job before: then the contract owes that for ever, and nobody can pay it. */
  async function isOver(dispute: DisputeView): Promise<boolean> {
    return dispute.state === 'closed' && (!dispute.owesVoid || (await reads.readVoided(chain, dispute.subject.orderHash)) !== null);
  }

  async function play(receiptHash: string, challenge: Challenge): Promise<Challenge> {
    const [dispute] = await reads.readDisputes(chain, { disputeId: challenge.disputeId! }, deployment.startBlock);
    // The chain took its opening back.
    if (!dispute) return step(receiptHash, { ...challenge, state: 'ready', disputeId: null });
    if (await isOver(dispute)) {
      const state = dispute.outcome === 'challengerWon' ? 'done' : dispute.outcome === 'accusedWon' ? 'lost' : 'unproven';
      return step(receiptHash, { ...challenge, state, slashedWei: dispute.slashedWei });
    }
    const block = (await chain.readBlock('latest'))!;
    const move = decideChallenge(dispute, await reads.readQuestionsOf(chain, dispute), block.timeSeconds);
    const call = await buildMove(challenge, dispute, move, block.timeSeconds);
    const feeWei = challenge.feeWei + (call ? (await send(call, `${move.act} ${dispute.disputeId} ${dispute.answers.map(({ tries }) => tries).join('.')}`)).feeWei : 0n);
    // What was refused cost nothing and changed nothing.
    return feeWei > challenge.feeWei ? step(receiptHash, { ...challenge, feeWei }) : challenge;
  }

  /** The transaction of a move; null where there is nothing to send now. */
  async function buildMove(challenge: Challenge, dispute: DisputeView, move: ChallengeMove, nowSeconds: number): Promise<Call | null> {
    const { subject } = dispute;
    switch (move.act) {
      case 'wait': return null;
      case 'demandList': return build.buildDemandList(deployment, subject, move.answer.traceRoot);
      case 'expireAnswer': return build.buildExpireAnswer(deployment, subject, move.answer.traceRoot);
      case 'settleLeaf': return build.buildSettleLeaf(deployment, subject, move.answer.traceRoot);
      case 'settleRows': return build.buildSettleRows(deployment, subject);
      case 'expire': return build.buildExpireDisputeTransaction(deployment, subject);
      case 'void': return build.buildVoidDisputedTransaction(deployment, subject, challenge.file.order);
      case 'closeStage': return build.buildCloseStage(deployment, move.question.question);
      case 'startQuestion': return startQuestion(move.question, nowSeconds);
      case 'name': return challenge.feeWei > policy.mostFeeWei ? null : nameNext(challenge.file, dispute, move.answer);
    }
  }

  async function nameNext(file: ReceiptFile, dispute: DisputeView, answer: DisputeAnswer): Promise<Call | null> {
    const { named, graphCount } = await dependencies.replay(file, { sketchKey: keyOf(dispute.disputeId), against: fromHex(answer.list!) });
    if (!canBeShown(named)) return build.buildAskRows(deployment, dispute.subject, answer.traceRoot);
    const next = planNaming(named)[answer.tries];
    if (!next) return null;
    const { node, slot, leaf } = next.node;
    return build.buildNameNode(deployment, dispute.subject, answer.traceRoot, { node, slot, element: next.element, graphCount, leaf });
  }
  const keyOf = (disputeId: Hex): Hex => `0x${Buffer.from(gameKey(p, fromHex(disputeId))).toString('hex')}`;

  async function startQuestion({ question, view }: DisputeQuestion, nowSeconds: number): Promise<Call | null> {
    const [isStored] = await chain.readContract('Beacon', 'isStored', [view.seedRound]);
    if (isStored) return build.buildStartQuestion(deployment, question);
    const dueSeconds = Number((await chain.readContract('Beacon', 'dueSeconds', [view.seedRound]))[0]);
    if (nowSeconds > dueSeconds) await dependencies.storeRound?.(view.seedRound);
    return null;
  }

  return {
    challenge(file) {
      if (file.domain.chainId !== domain.chainId || !sameAddress(file.domain.verifyingContract, domain.verifyingContract)) return;
      store.addChallenge(network, signingDigest(domain, 'Receipt', file.receipt), {
        state: 'found', file, kind: 0, chunk: 0, reason: '', challenger: null, traceRoot: null, place: null, disputeId: null, bondWei: 0n, slashedWei: 0n, feeWei: 0n,
      }, nowMs());
    },
    async recheck() {
      const over = store.challenges(network, 'all').filter(({ challenge: { state } }) => state === 'done' || state === 'lost' || state === 'unproven');
      for (const { receiptHash, challenge } of over) {
        const [dispute] = await reads.readDisputes(chain, { disputeId: challenge.disputeId! }, deployment.startBlock);
        if (!dispute || !(await isOver(dispute))) step(receiptHash, { ...challenge, state: 'open' });
      }
    },
    async advance() {
      const all = store.challenges(network, 'open');
      let running = all.filter(({ challenge: { state } }) => state === 'ready' || state === 'open').length;
      for (const { receiptHash, challenge, atMs } of all) {
        if (challenge.state === 'found' && running < policy.mostOpen) {
          if ((await prepare(receiptHash, challenge, atMs)).state === 'ready') running++;
        } else if (challenge.state === 'ready') await open(receiptHash, challenge);
        else if (challenge.state === 'open') await play(receiptHash, challenge);
      }
    },
  };
}

/** What a worker's `replay` is asked, of a receipt's job. */
export const replayInput = (file: ReceiptFile, folder: string, wish: ReplayWish) => ({
  folder, modelId: file.order.modelId as Hex, jobId: file.order.jobId as Hex, provider: file.order.provider as Hex, bundle: z.encode(bundleShape, file.bundle) as unknown, stopReason: file.receipt.io.stopReason,
  measures: wish.measures ?? false, sketchKey: wish.sketchKey ?? null, against: wish.against ?? null, open: null,
});
