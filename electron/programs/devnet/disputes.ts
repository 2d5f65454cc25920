import { wordsOfReason } from '../../../renderer/strings/reasons.ts';
import { collectReplyShape, collectRequestShape, frameLimitBytes, streamProtocol } from '../../protocol/messages.ts';
import { fromHex } from '../../protocol/bytes.ts';
import { signBeaconRound } from '../../protocol/beacon.ts';
import { thresholdsFor } from '../../protocol/numericClass.ts';
import type { ReceiptFile } from '../../protocol/receiptFile.ts';
import { treeTag, verifyMerkleProof } from '../../protocol/tree.ts';
import { signingDigest, type Domain } from '../../protocol/typedData.ts';
import * as calls from '../../services/chain/calls.ts';
import { buildStoreRoundTransaction } from '../../services/chain/court.ts';
import {
  buildApproveBond, buildAskRows, buildCloseStage, buildDemandList, buildExpireAnswer, buildExpireDisputeTransaction, buildNameNode, buildOpenDisputeTransaction, buildSettleLeaf, buildSettleRows, buildStartQuestion,
  buildVoidDisputedTransaction, type ShownPlace,
} from '../../services/chain/dispute.ts';
import { readDisputeBond, readDisputes } from '../../services/chain/disputeReads.ts';
import { readQuestionsOf } from '../../services/chain/questionReads.ts';
import { practiceBeaconKey } from '../../services/chain/practiceBeacon.ts';
import { readVoided } from '../../services/chain/receiptProofs.ts';
import { createThresholdReader } from '../../services/chain/thresholds.ts';
import type { Network } from '../../services/network/openNetwork.ts';
import { createChallenges, replayInput, type Challenges } from '../../services/practice/challenges.ts';
import { judgedBy, judgeGeneration } from '../../services/practice/judgeAudit.ts';
import type { PracticeKeys } from '../../services/practice/practiceKeys.ts';
import type { PracticeStore } from '../../services/practice/practiceStore.ts';
import { registerModels } from '../../services/practice/registerModels.ts';
import { pause } from '../../services/practice/voucherLines.ts';
import { nodePrimitives as p } from '../../services/primitives/nodePrimitives.ts';
import { isHearthError } from '../../shared/errors.ts';
import { weiPerCoin, type Hex } from '../../shared/units.ts';
import type { KeptChain } from './keepChain.ts';
import type { KeptWorker } from './keepWorker.ts';

const game = {
  buildApproveBond, buildAskRows, buildCloseStage, buildDemandList, buildExpireAnswer, buildExpireDisputeTransaction, buildNameNode, buildOpenDisputeTransaction, buildSettleLeaf, buildSettleRows, buildStartQuestion,
  buildVoidDisputedTransaction,
};
const reads = { readDisputeBond, readDisputes, readQuestionsOf, readVoided };

/** What the practice client stakes on one dispute, and burns on it at most. */
const policy = { mostBondWei: 1000n * weiPerCoin, mostFeeWei: weiPerCoin / 10n, mostOpen: 4, anchorPatienceMs: 5 * 60_000 };

export type DisputesDependencies = {
  readonly kept: Pick<KeptChain, 'chain' | 'senderOf'>;
  readonly keys: PracticeKeys;
  readonly domain: Domain;
  readonly store: PracticeStore;
  readonly worker: KeptWorker;
  readonly network: Network;
  readonly addressesOf: (node: string) => readonly string[];
  readonly log: (line: string) => void;
};

export type Disputes = Pick<Challenges, 'challenge'> & {
  /** Takes every dispute one step further; first what the chain must have: the models' roots, and what it may have lost. */
  tend(): Promise<void>;
  /** The chain came back, perhaps without its newest blocks. */
  chainIsBack(): void;
};

/** The practice client's bonded disputes, and the models' roots on the chain, without which no dispute could be judged. */
export function createDisputes(dependencies: DisputesDependencies, signal: AbortSignal): Disputes {
  const { kept, keys, worker, network, log } = dependencies;
  const { chain } = kept;
  const folderOf = (modelId: string): string => worker.known.find((model) => model.modelId === modelId)?.folder ?? '';

  /** Asks the node itself: its file of the job names the batch and the proof, which the chain's own record then has to bear out. */
  async function findPlace(file: ReceiptFile): Promise<ShownPlace | null> {
    const { jobId, provider } = file.order;
    for (const address of dependencies.addressesOf(provider)) {
      const reply = await network.request(address, streamProtocol.collect, { takes: collectRequestShape, gives: collectReplyShape }, { jobId }, { signal, limitBytes: frameLimitBytes }).catch((error: unknown) => {
        if (isHearthError(error, 'network.unreachable') || isHearthError(error, 'network.malformed')) return null;
        throw error;
      });
      const anchor = reply?.kind === 'result' ? reply.file.anchor : null;
      if (!anchor) continue;
      const batch = await chain.readBatch(provider, anchor.batchIndex, signal);
      const leaf = fromHex(signingDigest(dependencies.domain, 'Receipt', file.receipt));
      const isThere = batch && verifyMerkleProof(p, { tag: treeTag.anchorBatch, count: batch.count, index: anchor.index, leaf, proof: anchor.proof.map(fromHex), root: fromHex(batch.root) });
      if (isThere) return { batch: anchor.batchIndex, header: { root: batch.root, count: batch.count, valueWei: batch.valueWei, anchoredAtSeconds: batch.anchoredSeconds }, index: anchor.index, proof: anchor.proof as Hex[] };
    }
    return null;
  }

  const readThresholds = createThresholdReader(chain, Date.now);
  const challenges = createChallenges({
    p, chain, domain: dependencies.domain, challenger: keys.client.address, queue: kept.senderOf('client'), game, reads, store: dependencies.store, policy, findPlace, nowMs: Date.now,
    replay: async (file, wish) => (await worker.ready()).ask('replay', replayInput(file, folderOf(file.order.modelId), wish)),
    async judge({ order, receipt, bundle }, figures) {
      const { classId } = receipt.exec;
      // Only generations are disputed; another kind has no way of decoding.
      const decode = bundle.kind === 'generate' ? bundle.decode : null;
      const { limits, by } = thresholdsFor(order, classId, decode, await readThresholds(order.modelId, classId, order.tauVersion));
      const judgement = judgeGeneration(figures, limits, classId, worker.models.get(order.modelId)?.opaque);
      return { ...judgement, reason: judgedBy(by, judgement.reason) };
    },
    async storeRound(round) {
      const signature = signBeaconRound(p, practiceBeaconKey(p, keys.operator.privateKey), round);
      await kept.senderOf('operator').send({ ...buildStoreRoundTransaction(chain.deployment, round, signature), id: `round ${round}` });
    },
    onStep: (receiptHash, { state, reason, disputeId, bondWei, slashedWei, feeWei }) =>
      log(`receipt ${receiptHash}, dispute ${disputeId ?? 'not opened'}: ${state}${reason ? ` (${wordsOfReason(reason)})` : ''}, bond ${bondWei} wei, ${slashedWei} wei slashed, ${feeWei} wei of gas`),
  });
  let isPrepared = false;
  async function register(): Promise<void> {
    const client = await worker.ready();
    const roots = await Promise.all(worker.known.map(async ({ folder }) => {
      const { modelId, name, weightsRoot, graphRoot, planRoot, columnsRoot } = await client.ask('inspect', { folder });
      return { modelId: modelId as Hex, name, weightsRoot: weightsRoot as Hex, graphRoot: graphRoot as Hex, planRoot: planRoot as Hex, columnsRoot: columnsRoot as Hex | null };
    }));
    await registerModels({ p, chain, publisher: keys.operator.address, queue: kept.senderOf('operator'), calls, pause: (ms) => pause(ms, signal) }, roots);
  }
  return {
    challenge: (file) => challenges.challenge(file),
    async tend() {
      if (!isPrepared) {
        // Before the chain is asked: one that comes back meanwhile is asked again.
        isPrepared = true;
        await Promise.all([register(), challenges.recheck()]).catch((error: unknown) => {
          isPrepared = false;
          throw error;
        });
      }
      await challenges.advance();
    },
    chainIsBack: () => void (isPrepared = false),
  };
}
