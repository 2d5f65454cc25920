import { join, resolve } from 'node:path';
import { wordsOfReason } from '../../../renderer/strings/reasons.ts';
import { bundleTensors, type Bundle } from '../../protocol/bundle.ts';
import { equalBytes, fromHex } from '../../protocol/bytes.ts';
import { numericClass, numericClassName, thresholdsFor, type RegisteredThresholds } from '../../protocol/numericClass.ts';
import { parseReceiptFile, type ReceiptFile } from '../../protocol/receiptFile.ts';
import { describeTapFault, findTapFault, limitsFor, outputDistance } from '../../protocol/tapCalibration.ts';
import { compareTaps } from '../../protocol/taps.ts';
import { verdict } from '../../protocol/typedData.ts';
import { vectorApart } from '../../protocol/vectors.ts';
import { verifyReceiptFile } from '../../protocol/verify.ts';
import { createNodeFork } from '../../services/broker/nodeFork.ts';
import { createThresholdReader, type ThresholdReader } from '../../services/chain/thresholds.ts';
import { judgedBy, judgeEmbedding, judgeGeneration, type JudgedFigure } from '../../services/practice/judgeAudit.ts';
import { nodePrimitives } from '../../services/primitives/nodePrimitives.ts';
import { connectBridge, type BridgeClient } from '../../shared/bridgeKit.ts';
import { errorFromFailure, HearthError, isHearthError, type ErrorCode } from '../../shared/errors.ts';
import { sameAddress } from '../../shared/units.ts';
import { workerBridge, type LoadedModel, type AuditRuntime } from '../../shared/workerBridge.ts';
import { openChainOf } from './chainAccess.ts';
import { usage, withElapsed, type Output } from './output.ts';
import { ownKeyFolders } from './places.ts';
import { readBounded } from './verifyCommand.ts';

/** What one audit found. `ok` is false only for a fault that accuses. */
export type AuditReport = {
  readonly ok: boolean;
  /** notJudged: run and measured, in a class or for a model whose outputs nobody has calibrated. */
  readonly verdict: 'accept' | 'reject' | 'notJudged';
  /** The check that decided: a check of the file by its name, or replayClass, replaySketches, replayTokens, replayStop, replayOutput; null when nothing is wrong. */
  readonly check: string | null;
  readonly reason: string;
  /** Chunk of 32 tokens from 0, "prompt", or null; token or output element from 0. By how much, against which threshold, in which unit. */
  readonly where: { readonly chunk: number | 'prompt' | null; readonly token: number | null; readonly measured: number | null; readonly limit: number | null; readonly unit: 'relative' | 'nats' | 'nats on average' | null };
  readonly class: string;
  readonly units: { readonly unitsIn: number; readonly unitsOut: number };
  /** One prefill with all checks; loading the model is apart. Null when the file alone decided. */
  readonly audit: { readonly wallMs: number; readonly cpuMs: number | null; readonly loadMs: number } | null;
  /** What the node says it took, and how many times less the audit took here. Another machine and another load: a comparison, not a measurement. */
  readonly receiptComputeMs: number;
  readonly timesCheaper: number | null;
  readonly code?: string;
  readonly about?: Record<string, unknown>;
};

export type AuditOptions = {
  readonly model: string; readonly threads: number; readonly runtime?: AuditRuntime;
  /** Whose registry is asked for thresholds; without it, this program's own hold. */
  readonly registry?: { readonly read: ThresholdReader; readonly chainId: number; readonly escrow: string };
};

/** The registry of a deployment. @throws usage.invalid · chain.* */
export async function openThresholds(dataFolder: string, deployment: string, output: Output): Promise<NonNullable<AuditOptions['registry']>> {
  const chain = await openChainOf({ dataFolder, deployment }, output);
  return { read: createThresholdReader(chain, Date.now), chainId: chain.deployment.chainId, escrow: chain.deployment.contracts.JobEscrow.address };
}

/** Past this a model that hangs is killed with its process. */
const loadLimitMs = 180_000;
const auditLimitMs = 3_600_000;
/** Parts that come later than the receipt; no audit of the node is about them. */
const later = new Set(['votes', 'voucher', 'anchor', 'payment']);
const nowhere = { chunk: null, token: null, measured: null, limit: null, unit: null } as const;

/**
 * Audits one receipt: the checks of the file, then the model once, in a process of its own.
 *
 * @throws receipt.notFound · receipt.malformed · receipt.tooLarge · model.* · worker.* · usage.invalid for another model than the receipt's
 */
export async function runAudit(path: string, options: AuditOptions, output: Pick<Output, 'progress'>): Promise<AuditReport> {
  const parsed = parseReceiptFile(await readBounded(path));
  if (!parsed.ok) throw errorFromFailure({ code: parsed.code as ErrorCode, about: parsed.about });
  const { file } = parsed;
  const { registry } = options;
  if (registry && (registry.chainId !== file.domain.chainId || !sameAddress(registry.escrow, file.domain.verifyingContract))) throw usage('the receipt is of another network than the deployment');
  const failed = verifyReceiptFile(nodePrimitives, file).checks.find(({ name, state }) => state === 'failed' && !later.has(name));
  if (failed) return report(file, { verdict: 'reject', check: failed.name, reason: failed.reason });
  const fork = createNodeFork(join(import.meta.dirname, '..'), import.meta.filename.endsWith('.ts') ? 'ts' : 'js', () => {}, ownKeyFolders());
  const worker = fork('worker', [], {}, [resolve(options.model)]);
  let timer = setTimeout(() => worker.kill(), loadLimitMs);
  try {
    const client = connectBridge(workerBridge, worker.port);
    const loaded = await withElapsed(output, 'loading the model', () =>
      client.ask('load', { folder: resolve(options.model), executionProvider: 'cpu', threads: options.threads, expectModelId: file.receipt.exec.modelId, ...(options.runtime ? { runtime: options.runtime } : {}) }));
    clearTimeout(timer);
    timer = setTimeout(() => worker.kill(), auditLimitMs);
    return await withElapsed(output, `replaying ${file.receipt.io.unitsIn} + ${file.receipt.io.unitsOut} units`, (say) => {
      client.watch('auditProgress', ({ positions, of }) => say(`replayed ${positions} of ${of} positions`));
      return replay(file, client, loaded, options.registry?.read);
    });
  } catch (error) {
    if (isHearthError(error, 'model.unknown')) throw new HearthError('usage.invalid', { reason: `${options.model} holds another model than the receipt's, ${file.receipt.exec.modelId}` }, error);
    throw isHearthError(error, 'bridge.closed') ? new HearthError('worker.lost', { signal: await worker.gone }, error) : error;
  } finally {
    clearTimeout(timer);
    worker.kill();
  }
}

type Finding = Pick<AuditReport, 'verdict' | 'check' | 'reason'> & { readonly where?: AuditReport['where']; readonly audit?: AuditReport['audit'] };

function report({ receipt }: ReceiptFile, { verdict: found, check, reason, where = nowhere, audit = null }: Finding): AuditReport {
  const { computeMs } = receipt.meter;
  return {
    ok: found !== 'reject', verdict: found, check, reason, where, class: numericClassName(receipt.exec.classId) ?? String(receipt.exec.classId),
    units: { unitsIn: receipt.io.unitsIn, unitsOut: receipt.io.unitsOut }, audit, receiptComputeMs: computeMs, timesCheaper: audit && computeMs > 0 ? computeMs / audit.wallMs : null,
    ...(found === 'reject' ? { code: 'receipt.failed', about: { check, reason } } : {}),
  };
}

async function replay(file: ReceiptFile, client: BridgeClient<typeof workerBridge>, loaded: LoadedModel, readThresholds?: ThresholdReader): Promise<AuditReport> {
  const { receipt, bundle } = file;
  if (loaded.planRoot !== receipt.exec.planRoot) return report(file, { verdict: 'reject', check: 'modelFiles', reason: 'the plan root is not this model\'s' });
  if (loaded.kind !== bundle.kind) return report(file, { verdict: 'reject', check: 'modelFiles', reason: `the model does not ${bundle.kind}` });
  if ((loaded.numericClass === 'int-exact') !== (receipt.exec.classId === numericClass['int-exact'])) {
    return report(file, { verdict: 'reject', check: 'replayClass', reason: `the model is of class ${loaded.numericClass}, the receipt says ${numericClassName(receipt.exec.classId) ?? receipt.exec.classId}` });
  }
  const { modelId, tauVersion } = file.order;
  const registered = (await readThresholds?.(modelId, receipt.exec.classId, tauVersion)) ?? null;
  switch (bundle.kind) {
    case 'generate': return replayTokens(file, bundle, client, loaded, registered);
    case 'embed': return replayVector(file, bundle, client, loaded, registered);
    case 'classify': return replayOutput(file, client, loaded, registered);
  }
}

async function replayTokens(file: ReceiptFile, bundle: Extract<Bundle, { kind: 'generate' }>, client: BridgeClient<typeof workerBridge>, loaded: LoadedModel, registered: RegisteredThresholds | null): Promise<AuditReport> {
  const { receipt, order } = file;
  const { promptTokens, tokens, nonce, decode } = bundle;
  const { classId } = receipt.exec;
  const { limits, by } = thresholdsFor(order, classId, decode, registered);
  const figures = await client.ask('audit', {
    jobId: order.jobId, modelId: loaded.modelId, provider: receipt.provider, promptTokens, tokens, nonce, decode, sketches: bundle.sketches.map(fromHex), stopReason: receipt.io.stopReason,
  });
  const audit = { wallMs: figures.computeMs, cpuMs: figures.cpuMs, loadMs: loaded.loadMs };
  const { verdict: vote, figure, reason: found } = judgeGeneration(figures, limits, classId, loaded.opaque);
  const reason = wordsOfReason(judgedBy(by, found));
  const isRejected = vote !== verdict.accept;
  const accuses = limits.calibrated && loaded.opaque.length === 0;
  if (!figure) return report(file, { verdict: isRejected ? 'reject' : accuses ? 'accept' : 'notJudged', check: isRejected ? 'replayStop' : null, reason, audit });
  return report(file, { verdict: isRejected ? 'reject' : 'notJudged', check: figure.measure === 'distance' ? 'replaySketches' : 'replayTokens', reason, where: whereOf(figure), audit });
}

const units = { distance: 'relative', margin: 'nats', meanMargin: 'nats on average', vector: 'relative' } as const;
const whereOf = ({ measure, chunk, token, value, limit }: JudgedFigure): AuditReport['where'] => ({ chunk: measure === 'vector' ? null : chunk === 0 ? 'prompt' : chunk - 1, token, measured: value, limit, unit: units[measure] });

async function replayVector(file: ReceiptFile, bundle: Extract<Bundle, { kind: 'embed' }>, client: BridgeClient<typeof workerBridge>, loaded: LoadedModel, registered: RegisteredThresholds | null): Promise<AuditReport> {
  const { receipt, order } = file;
  const own = await client.ask('embed', { jobId: order.jobId, modelId: loaded.modelId, inputTokens: bundle.inputTokens, evidence: { provider: receipt.provider, nonce: bundle.nonce } });
  const audit = { wallMs: own.computeMs, cpuMs: null, loadMs: loaded.loadMs };
  const taps = compareTaps(bundle.sketches, own.sketches);
  if (taps.fault) return report(file, { verdict: 'reject', check: 'replayTaps', reason: taps.fault, audit });
  const { limits, by } = thresholdsFor(order, receipt.exec.classId, null, registered);
  const { verdict: vote, figure, reason: found } = judgeEmbedding(vectorApart(bundle.output, own.vector), limits, receipt.exec.classId, loaded.opaque);
  const reason = wordsOfReason(judgedBy(by, found));
  if (!figure) return report(file, { verdict: 'accept', check: null, reason, audit });
  return report(file, { verdict: vote === verdict.accept ? 'notJudged' : 'reject', check: 'replayOutput', reason, where: whereOf(figure), audit });
}

async function replayOutput(file: ReceiptFile, client: BridgeClient<typeof workerBridge>, loaded: LoadedModel, registered: RegisteredThresholds | null): Promise<AuditReport> {
  const { input, output } = bundleTensors(file.bundle);
  const own = await client.ask('classify', { jobId: file.order.jobId, modelId: loaded.modelId, input: input.body, evidence: { provider: file.receipt.provider, nonce: file.bundle.nonce } });
  const taps = compareTaps(file.bundle.kind === 'classify' ? file.bundle.sketches : [], own.sketches);
  const audit = { wallMs: own.computeMs, cpuMs: null, loadMs: loaded.loadMs };
  if (taps.fault) return report(file, { verdict: 'reject', check: 'replayTaps', reason: taps.fault, audit });
  const sameShape = own.dtype === output.dtype && own.dims.length === output.dims.length && own.dims.every((dim, i) => dim === output.dims[i]);
  const limits = limitsFor(loaded, file.order, file.receipt.exec.classId, registered);
  const fault = limits && findTapFault(taps, outputDistance(output, { dtype: own.dtype, dims: own.dims, body: own.logits }), limits);
  if (fault) return report(file, { verdict: 'reject', check: fault.what === 'tap' ? 'replayTaps' : 'replayOutput', reason: describeTapFault(fault), where: { ...nowhere, measured: fault.value, limit: fault.limit, unit: 'relative' }, audit });
  if (sameShape && equalBytes(own.logits, output.body)) return report(file, { verdict: 'accept', check: null, reason: 'running the model again gives the same output, bit for bit', audit });
  const at = output.body.findIndex((byte, i) => byte !== own.logits[i]);
  const reason = sameShape ? `running the model again gives another output from byte ${at} on` : 'running the model again gives an output of another type or shape';
  if (limits) return report(file, { verdict: 'accept', check: null, reason: `running the model again agrees: of ${taps.count} taps the farthest is ${taps.distance.toExponential(1)} from the replay, ${limits.distance.toExponential(1)} allowed`, audit });
  return report(file, { verdict: loaded.numericClass === 'int-exact' ? 'reject' : 'notJudged', check: 'replayOutput', reason: taps.count > 0 ? `${reason}; of ${taps.count} taps the farthest is ${taps.distance.toExponential(1)} from the replay` : reason, audit });
}

const marks = { accept: '✓', reject: '✗', notJudged: '·' } as const;

/** The report for people: the verdict first, then where, then what it cost. */
export function formatAudit(audit: AuditReport): string {
  const { where } = audit;
  const place = [where.chunk === null ? null : where.chunk === 'prompt' ? 'the prompt' : `chunk ${where.chunk}`, where.token === null ? null : `token ${where.token}`].filter((part) => part !== null).join(', ');
  const ms = (value: number): string => (value < 10 ? value.toFixed(1) : value.toFixed(0));
  return [
    `${marks[audit.verdict]} ${audit.verdict === 'accept' ? 'nothing is wrong' : audit.verdict === 'reject' ? 'rejected' : 'not judged'}${audit.check ? `: ${audit.check}` : ''}`,
    `  ${audit.reason}`,
    ...(where.measured === null ? [] : [`  ${place === '' ? '' : `${place}: `}${where.measured.toPrecision(3)} ${where.unit}, ${where.limit} allowed in class ${audit.class}`]),
    ...(audit.audit === null ? ['  the file alone decided; the model was not run'] : [
      `  audited in ${ms(audit.audit.wallMs)} ms${audit.audit.cpuMs === null ? '' : ` (${ms(audit.audit.cpuMs)} ms of processor time)`}; loading the model took ${ms(audit.audit.loadMs)} ms`,
      `  the node says the job took ${audit.receiptComputeMs} ms${audit.timesCheaper === null ? '' : `, ${audit.timesCheaper.toFixed(1)} times as long, on its machine`}`,
    ]),
  ].join('\n');
}
