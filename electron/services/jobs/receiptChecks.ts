import { bundleTensors } from '../../protocol/bundle.ts';
import { equalBytes, fromHex } from '../../protocol/bytes.ts';
import { numericClass, numericClassName, registeredFor, thresholdsFor, thresholdsOf, type RegisteredThresholds } from '../../protocol/numericClass.ts';
import type { ReceiptFile } from '../../protocol/receiptFile.ts';
import { limitsFor, outputDistance } from '../../protocol/tapCalibration.ts';
import { compareTaps, type TapComparison } from '../../protocol/taps.ts';
import type { TensorBytes } from '../../protocol/tensor.ts';
import { vectorApart } from '../../protocol/vectors.ts';
import { checkReasons as say } from '../../shared/checkReasons.ts';
import type { BridgeClient } from '../../shared/bridgeKit.ts';
import { HearthError, isHearthError } from '../../shared/errors.ts';
import { modelReasons } from '../../shared/saidReasons.ts';
import type { Check } from '../../shared/shapes.ts';
import { sameAddress } from '../../shared/units.ts';
import type { LoadedModel, workerBridge } from '../../shared/workerBridge.ts';
import { compareRows, type OpenedRows } from './rowChecks.ts';

type WorkerClient = BridgeClient<typeof workerBridge>;

const isOfRegistry = (order: ReceiptFile['order'], registered: RegisteredThresholds | null): boolean => Boolean(registeredFor(order, registered));

/** Distances of taps accuse by a calibration of the model, and without one report only. Their number is the plan's. */
function checkTaps({ receipt, order }: ReceiptFile, loaded: LoadedModel, taps: TapComparison, registered: RegisteredThresholds | null): Check[] {
  const { fault, distance, tap, count } = taps;
  if (fault) return [{ name: 'replayTaps', covers: ['tapRoot'], state: 'failed', reason: fault }];
  if (count === 0) return [];
  const own = limitsFor(loaded, order, receipt.exec.classId, registered);
  const limit = own?.distance ?? thresholdsOf(receipt.exec.classId, order.tauVersion, null).chunkDistance;
  const isNear = distance <= limit;
  const where = isNear ? say.tapsNear(count, distance.toExponential(1)) : say.tapFar(tap, count, distance.toExponential(2));
  if (own) return [{ name: 'replayTaps', covers: ['tapRoot'], state: isNear ? 'passed' : 'failed', reason: (isOfRegistry(order, registered) ? say.byRegistry : say.byCalibration)(where, limit.toExponential(1)) }];
  return [{ name: 'replayTaps', covers: ['tapRoot'], state: isNear ? 'passed' : 'notChecked', reason: isNear ? where : say.noCalibration(where, limit) }];
}

/** The output bit for bit where the model is exact, by distance where it is calibrated, and compared only otherwise. */
function checkOutput({ receipt, order }: ReceiptFile, loaded: LoadedModel, claimed: TensorBytes, own: TensorBytes, registered: RegisteredThresholds | null): Check {
  const check = (state: Check['state'], reason: string): Check => ({ name: 'replayOutput', covers: ['outputRoot'], state, reason });
  if (own.dtype === claimed.dtype && own.dims.length === claimed.dims.length && own.dims.every((dim, i) => dim === claimed.dims[i]) && equalBytes(own.body, claimed.body)) return check('passed', say.sameOutput);
  if (loaded.numericClass === 'int-exact') return check('failed', say.otherOutput);
  const limit = limitsFor(loaded, order, receipt.exec.classId, registered)?.output ?? null;
  const distance = outputDistance(claimed, own);
  if (limit === null || distance === null) return check('notChecked', say.noExact);
  return check(distance <= limit ? 'passed' : 'failed', (isOfRegistry(order, registered) ? say.outputAwayRegistry : say.outputAway)(distance.toExponential(1), limit.toExponential(1)));
}

/**
 * Replays a receipt through its model: the exact output for integer models; for a decoder one prefill that gives the sketch distance of each
 * chunk and the margin of each token, compared with the thresholds of the receipt's numeric class. Figures accuse nobody in a class without thresholds, nor
 * where no rule can follow an operator of the model.
 *
 * @param opened      the job's own rows, where the provider opened them: then they too are compared with the replay's
 * @param registered  what governance accepted of this model, class and version; null: nothing, or no chain was asked
 */
export async function checkWithModel(file: ReceiptFile, client: WorkerClient, loaded: LoadedModel, opened: OpenedRows, registered: RegisteredThresholds | null = null): Promise<Check[]> {
  const { receipt, bundle, order } = file;
  const identity: Check = loaded.modelId === receipt.exec.modelId && loaded.planRoot === receipt.exec.planRoot
    ? { name: 'modelFiles', state: 'passed', reason: say.modelHere(loaded.name), covers: ['model'] }
    : { name: 'modelFiles', state: 'failed', reason: say.otherFolder(loaded.modelId, receipt.exec.modelId), covers: ['model'] };
  if (identity.state === 'failed') return [identity];
  // What the model's own files declare decides how it is compared: a node that names another class must not choose the measure.
  const isExact = loaded.numericClass === 'int-exact';
  if (isExact !== (receipt.exec.classId === numericClass['int-exact'])) {
    return [identity, { name: 'replayClass', state: 'failed', covers: ['receipt'], reason: say.modelClass(loaded.numericClass, numericClassName(receipt.exec.classId) ?? receipt.exec.classId) }];
  }
  if (bundle.kind === 'classify') {
    const { input, output } = bundleTensors(bundle);
    const replay = await client.ask('classify', { jobId: order.jobId, modelId: loaded.modelId, input: input.body, evidence: { provider: receipt.provider, nonce: bundle.nonce } });
    return [identity, checkOutput(file, loaded, output, { dtype: replay.dtype, dims: replay.dims, body: replay.logits }, registered), ...checkTaps(file, loaded, compareTaps(bundle.sketches, replay.sketches), registered)];
  }
  const { limits, by } = thresholdsFor(order, receipt.exec.classId, bundle.kind === 'generate' ? bundle.decode : null, registered);
  const source: Check = {
    name: 'thresholds', covers: [], state: limits.calibrated ? 'passed' : 'notChecked',
    reason: by.calibrationRoot === null ? say.judgedByTable(by.tauVersion) : say.judgedByRegistry(by.tauVersion, by.calibrationRoot),
  };
  const className = numericClassName(receipt.exec.classId) ?? `class ${receipt.exec.classId}`;
  const shadow = !limits.calibrated ? say.notCalibrated(className) : loaded.opaque.length > 0 ? say.noRule(loaded.opaque.slice(0, 3).join(', ').slice(0, 150)) : null;
  const judge = (name: string, covers: string[], ok: boolean, good: string, bad: string): Check => ({
    name, covers, state: ok ? 'passed' : shadow === null ? 'failed' : 'notChecked', reason: ok ? good : shadow === null ? bad : say.accusesNobody(bad, shadow),
  });
  if (bundle.kind === 'embed') {
    const own = await client.ask('embed', { jobId: order.jobId, modelId: loaded.modelId, inputTokens: bundle.inputTokens, evidence: { provider: receipt.provider, nonce: bundle.nonce } });
    const distance = vectorApart(bundle.output, own.vector);
    return [identity, source, judge('replayOutput', ['outputRoot'], distance <= limits.vectorDistance,
      say.vectorNear(distance.toExponential(1), limits.vectorDistance), say.vectorFar(distance.toExponential(2), limits.vectorDistance)), ...checkTaps(file, loaded, compareTaps(bundle.sketches, own.sketches), registered)];
  }
  const replay = await client.ask('audit', {
    jobId: order.jobId, modelId: loaded.modelId, provider: receipt.provider, promptTokens: bundle.promptTokens, tokens: bundle.tokens, nonce: bundle.nonce,
    decode: bundle.decode, sketches: bundle.sketches.map(fromHex), stopReason: receipt.io.stopReason, wantsRows: !('missing' in opened),
  });
  const worstSketch = indexOfMax(replay.distances);
  const worst = replay.distances[worstSketch] ?? 0;
  const hardest = indexOfMax(replay.margins);
  const margin = replay.margins[hardest] ?? 0;
  const mean = replay.margins.reduce((sum, value) => sum + Math.min(value, limits.deltaClip), 0) / Math.max(1, replay.margins.length);
  return [
    identity, source,
    judge('replaySketches', ['sketchRoot'], worst <= limits.chunkDistance,
      say.sketchesNear(replay.distances.length, worst.toExponential(1), limits.chunkDistance),
      worstSketch === 0 ? say.promptFar(worst.toExponential(2), limits.chunkDistance) : say.chunkFar(worstSketch - 1, worst.toExponential(2), limits.chunkDistance)),
    judge('replayTokens', ['outputRoot'], margin <= limits.hardMargin && mean <= limits.meanMargin,
      say.tokensFit(replay.margins.length, margin.toExponential(1)),
      say.tokenMisses(hardest, margin.toPrecision(3), limits.hardMargin, `${mean.toPrecision(3)} / ${limits.meanMargin}`)),
    // The stop rule needs no threshold: it follows from the tokens or it does not.
    { name: 'replayStop', covers: ['outputRoot'], state: replay.stopReasonFollows ? 'passed' : 'failed', reason: replay.stopReasonFollows ? say.stopFollows : say.stopDoesNot },
    judgeRows(),
  ];

  function judgeRows(): Check {
    if ('missing' in opened) return { name: 'replayRows', covers: ['rowRoot'], state: 'notChecked', reason: opened.missing };
    if (!replay.rows) throw new HearthError('worker.runFailed', { reason: modelReasons.noReplayRows });
    const { chunk, distance, row, rowDistance } = compareRows(opened, new Float32Array(new Uint8Array(replay.rows).buffer));
    return judge('replayRows', ['rowRoot'], distance <= limits.chunkDistance,
      say.rowsNear(chunk, distance.toExponential(1), limits.chunkDistance),
      say.rowsFar(chunk, say.awayAllowed(distance.toExponential(2), limits.chunkDistance), row, rowDistance.toExponential(2)));
  }
}

const indexOfMax = (values: readonly number[]): number => values.reduce((best, value, i) => (value > (values[best] ?? -Infinity) ? i : best), 0);

/** What checking against a chain needs of it; services/chain gives it. */
export type ReceiptChain = {
  readonly chainId: number;
  readonly escrow: string;
  verify(): Promise<void>;
  readBatchRoot(provider: string, batchIndex: number): Promise<{ readonly root: string; readonly count: number; readonly txHash: string } | null>;
  readThresholds(modelId: string, classId: number, tauVersion: number): Promise<RegisteredThresholds | null>;
  readSettledCount(line: { readonly client: string; readonly provider: string; readonly app: string; readonly modelId: string }): Promise<number>;
};

/** What governance accepted for this receipt. A registry that does not answer, or is another network's, is said; this program's table then judges. */
export async function askThresholds({ order, receipt, domain }: ReceiptFile, chain: ReceiptChain): Promise<{ readonly thresholds: RegisteredThresholds | null; readonly checks: readonly Check[] }> {
  const unasked = (reason: string) => ({ thresholds: null, checks: [{ name: 'registry', state: 'notChecked' as const, reason: say.tableJudged(reason), covers: [] }] });
  if (chain.chainId !== domain.chainId || !sameAddress(chain.escrow, domain.verifyingContract)) return unasked(say.otherRegistry);
  try {
    await chain.verify();
    return { thresholds: await chain.readThresholds(order.modelId, receipt.exec.classId, order.tauVersion), checks: [] };
  } catch (error) {
    if (isHearthError(error) && error.code.startsWith('chain.')) return unasked(say.registrySilent(error.message));
    throw error;
  }
}

/** Asks the chain what it holds: the anchored root and the settled voucher line. An unreachable chain is notChecked, not failed. */
export async function checkWithChain(file: ReceiptFile, chain: ReceiptChain): Promise<Check[]> {
  const check = (name: string, covers: string[], state: Check['state'], reason: string): Check => ({ name, covers, state, reason });
  if (file.domain.chainId !== chain.chainId || !sameAddress(file.domain.verifyingContract, chain.escrow)) {
    return [check('chain', ['anchor', 'payment'], 'failed', say.otherChain)];
  }
  try {
    await chain.verify();
    const checks = [check('chain', [], 'passed', say.chainIsIt)];
    if (!file.anchor) checks.push(check('chainAnchor', ['anchor'], 'notChecked', say.notAnchored));
    else {
      const batch = await chain.readBatchRoot(file.receipt.provider, file.anchor.batchIndex);
      const same = batch !== null && batch.root === file.anchor.root && batch.count === file.anchor.count && batch.txHash === file.anchor.txHash;
      checks.push(check('chainAnchor', ['anchor'], same ? 'passed' : 'failed', same ? say.batchHolds(file.anchor.batchIndex) : batch ? say.batchOther(file.anchor.batchIndex) : say.batchNone(file.anchor.batchIndex)));
    }
    if (!file.payment || !file.voucher) checks.push(check('chainPayment', ['payment'], 'notChecked', file.payment ? say.paidByClaim : say.notPaid));
    else {
      const settled = await chain.readSettledCount(file.voucher.value);
      const paid = settled > file.voucher.index;
      checks.push(check('chainPayment', ['payment'], paid ? 'passed' : 'failed', say.chainPaid(settled, file.voucher.index + 1)));
    }
    return checks;
  } catch (error) {
    if (isHearthError(error, 'chain.unreachable')) return [check('chain', ['anchor', 'payment'], 'notChecked', say.chainSilent(error.about.rpcUrl))];
    if (isHearthError(error, 'chain.wrongChain') || isHearthError(error, 'chain.codeMismatch')) return [check('chain', ['anchor', 'payment'], 'failed', error.message)];
    throw error;
  }
}
