import { equalBytes, fromHex, toHex } from '../../protocol/bytes.ts';
import { jcsSha256 } from '../../protocol/jcs.ts';
import { auditReplyShape, auditRequestShape, frameLimitBytes, streamProtocol } from '../../protocol/messages.ts';
import { thresholdsOf } from '../../protocol/numericClass.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import type { ReceiptFile } from '../../protocol/receiptFile.ts';
import { signDigest } from '../../protocol/signature.ts';
import { signingDigest, voteKind, type Domain, type Vote } from '../../protocol/typedData.ts';
import { verifyReceiptFile } from '../../protocol/verify.ts';
import type { BridgeClient } from '../../shared/bridgeKit.ts';
import { HearthError, errorTable, isHearthError, type Failure } from '../../shared/errors.ts';
import { sameAddress, type Hex } from '../../shared/units.ts';
import type { LoadedModel, workerBridge } from '../../shared/workerBridge.ts';
import type { Network } from '../network/openNetwork.ts';
import { acceptJudgement, judgeGeneration, rejectJudgement, type Judgement } from './judgeAudit.ts';

export type VerifierDependencies = {
  readonly p: Primitives;
  readonly domain: Domain;
  readonly account: { readonly address: string; readonly privateKey: string };
  /** A worker that is not the provider's. Asked anew for each audit: it may have been restarted. */
  readonly worker: () => Promise<Pick<BridgeClient<typeof workerBridge>, 'ask'>>;
  /** The models that worker has loaded. */
  readonly models: ReadonlyMap<string, LoadedModel>;
  readonly randomBytes: (count: number) => Uint8Array;
};

export type SignedVote = { readonly kind: 'vote'; readonly vote: Vote; readonly signature: Hex; readonly reason: string };
type Evidence = Record<string, unknown>;

/**
 * Parts of a file that whoever hands it over could have swapped, because the node's signature does not cover them when they fail. A
 * verifier says nothing about such a file: a client could otherwise frame a node.
 */
const identity = new Set(['orderSignature', 'receiptSignature', 'orderHash', 'node', 'bundleHash', 'runtime']);
/** Parts that come later than the receipt. */
const later = new Set(['votes', 'voucher', 'anchor', 'payment']);

/**
 * Checks a receipt against the model itself and signs a verdict. Exact models must give the same bytes again; generations are replayed
 * as one prefill and measured against the thresholds of their class.
 *
 * @throws receipt.failed  not a receipt of this network, or not signed by those it names
 * @throws model.unknown   this verifier does not have the model
 * @throws worker.*        the replay itself failed; that says nothing about the provider
 */
export async function auditReceipt(dependencies: VerifierDependencies, file: ReceiptFile): Promise<SignedVote> {
  const { p, domain, account } = dependencies;
  if (file.domain.chainId !== domain.chainId || !sameAddress(file.domain.verifyingContract, domain.verifyingContract)) {
    throw new HearthError('receipt.failed', { check: 'domain', reason: 'the receipt is for another network' });
  }
  const { checks, receiptHash } = verifyReceiptFile(p, file);
  const failed = checks.filter(({ name, state }) => state === 'failed' && !later.has(name));
  const foreign = failed.find(({ name }) => identity.has(name));
  if (foreign) throw new HearthError('receipt.failed', { check: foreign.name, reason: foreign.reason });
  const { judgement, evidence } = failed[0]
    ? { judgement: rejectJudgement(failed[0].name === 'numericClass' ? voteKind.class : voteKind.bundle, 0, `${failed[0].name}: ${failed[0].reason}`), evidence: { format: 'hearth-evidence/file', check: failed[0].name } }
    : await judge(dependencies, file);
  const vote: Vote = {
    receiptHash, verifier: account.address, round: 0, verdict: judgement.verdict, kind: judgement.kind, chunk: judgement.chunk,
    evidenceRoot: toHex(jcsSha256(p, evidence)), salt: toHex(dependencies.randomBytes(32)),
  };
  return { kind: 'vote', vote, signature: signDigest(account.privateKey, signingDigest(domain, 'Vote', vote)), reason: judgement.reason.slice(0, 500) };
}

async function judge(dependencies: VerifierDependencies, file: ReceiptFile): Promise<{ judgement: Judgement; evidence: Evidence }> {
  const { order, receipt, bundle } = file;
  const model = dependencies.models.get(order.modelId);
  if (!model) throw new HearthError('model.unknown', { modelId: order.modelId });
  if (receipt.exec.planRoot !== model.planRoot) return { judgement: rejectJudgement(voteKind.bundle, 0, 'the plan root is not this model\'s'), evidence: { format: 'hearth-evidence/plan', planRoot: model.planRoot } };
  if (bundle.kind !== model.kind) return { judgement: rejectJudgement(voteKind.bundle, 0, 'the bundle is of another kind than the model'), evidence: { format: 'hearth-evidence/kind', kind: model.kind } };
  const worker = await dependencies.worker();
  try {
    return bundle.kind === 'classify'
      ? judgeExact(await worker.ask('classify', { jobId: order.jobId, modelId: order.modelId, input: fromHex(bundle.input.body) }), bundle.output, model, dependencies.p)
      : await judgeReplay(worker, file, bundle);
  } catch (error) {
    // The model cannot have answered this at all: too long, or a token it does not have.
    if (isHearthError(error, 'input.wrongShape') || isHearthError(error, 'input.tooLarge')) {
      return { judgement: rejectJudgement(voteKind.bundle, 0, `no run of this model: ${error.message}`), evidence: { format: 'hearth-evidence/input', code: error.code } };
    }
    throw error;
  }
}

type Classified = { readonly logits: Uint8Array; readonly dtype: number; readonly dims: readonly number[] };

function judgeExact(own: Classified, claimed: { dtype: number; dims: readonly number[]; body: string }, model: LoadedModel, p: Primitives): { judgement: Judgement; evidence: Evidence } {
  const evidence = { format: 'hearth-evidence/output', dtype: own.dtype, dims: [...own.dims], bodySha256: toHex(p.sha256(own.logits)) };
  const same = own.dtype === claimed.dtype && own.dims.length === claimed.dims.length && own.dims.every((dim, i) => dim === claimed.dims[i]) && equalBytes(own.logits, fromHex(claimed.body));
  if (same) return { judgement: acceptJudgement('ran again: the same bytes'), evidence };
  // What the model's own files declare decides, not what the provider says it ran on.
  if (model.numericClass !== 'int-exact') return { judgement: acceptJudgement('not judged: outputs of this model may differ between machines'), evidence };
  return { judgement: rejectJudgement(voteKind.output, 0, 'an exact model gave other bytes'), evidence };
}

async function judgeReplay(
  worker: Pick<BridgeClient<typeof workerBridge>, 'ask'>, file: ReceiptFile, bundle: Extract<ReceiptFile['bundle'], { kind: 'generate' }>,
): Promise<{ judgement: Judgement; evidence: Evidence }> {
  const { order, receipt } = file;
  const { promptTokens, tokens, nonce, decode } = bundle;
  const figures = await worker.ask('audit', {
    jobId: order.jobId, modelId: order.modelId, provider: order.provider, promptTokens, tokens, nonce, decode, sketches: bundle.sketches.map(fromHex), stopReason: receipt.io.stopReason,
  });
  const { classId } = receipt.exec;
  const evidence = { format: 'hearth-evidence/replay', distancesNano: figures.distances.map(toNano), marginsNano: figures.margins.map(toNano), stopReasonFollows: figures.stopReasonFollows };
  return { judgement: judgeGeneration(figures, thresholdsOf(classId, order.tauVersion, decode), classId), evidence };
}

/** Billionths, so that canonical JSON has one spelling; what is infinite or beyond 2^53 is 2^53 - 1. */
const toNano = (value: number): number => Math.min(Number.MAX_SAFE_INTEGER, Math.round(value * 1e9));

/** Answers audit requests on a peer of its own. A receipt it cannot judge is declined with the reason. */
export async function serveVerifier(network: Network, dependencies: VerifierDependencies, onFault: (error: unknown) => string): Promise<void> {
  const decline = (failure: Failure) => ({ kind: 'declined' as const, failure });
  await network.answer(streamProtocol.audit, { takes: auditRequestShape, gives: auditReplyShape }, { limitBytes: frameLimitBytes, streamsPerPeer: 8 }, async ({ file }) => {
    try {
      return await auditReceipt(dependencies, file);
    } catch (error) {
      if (isHearthError(error) && (error.code === 'receipt.failed' || errorTable[error.code].audience === 'peer')) return decline(error.toFailure());
      return decline({ code: 'internal', about: { incident: onFault(error) } });
    }
  });
}

/**
 * Asks a verifier for its vote.
 * @throws network.unreachable, network.malformed  or what the verifier declined with
 */
export async function requestVote(network: Network, address: string, file: ReceiptFile, signal?: AbortSignal) {
  return await network.request(address, streamProtocol.audit, { takes: auditRequestShape, gives: auditReplyShape }, { file }, { signal, timeoutMs: 60_000, limitBytes: 64 * 1024 });
}
