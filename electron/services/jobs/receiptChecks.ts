import { bundleTensors } from '../../protocol/bundle.ts';
import { equalBytes, fromHex } from '../../protocol/bytes.ts';
import { numericClass, numericClassName, registeredFor, thresholdsFor, thresholdsOf, type RegisteredThresholds } from '../../protocol/numericClass.ts';
import type { ReceiptFile } from '../../protocol/receiptFile.ts';
import { limitsFor, outputDistance } from '../../protocol/tapCalibration.ts';
import { compareTaps, type TapComparison } from '../../protocol/taps.ts';
import type { TensorBytes } from '../../protocol/tensor.ts';
import { vectorApart } from '../../protocol/vectors.ts';
import type { BridgeClient } from '../../shared/bridgeKit.ts';
import { HearthError, isHearthError } from '../../shared/errors.ts';
import type { Check } from '../../shared/shapes.ts';
import { sameAddress } from '../../shared/units.ts';
import type { LoadedModel, workerBridge } from '../../shared/workerBridge.ts';
import { compareRows, type OpenedRows } from './rowChecks.ts';

type WorkerClient = BridgeClient<typeof workerBridge>;

const whoseTaps = (order: ReceiptFile['order'], registered: RegisteredThresholds | null): string => (registeredFor(order, registered) ? 'the registry' : 'this model\'s calibration');

/** Distances of taps accuse by a calibration of the model, and without one report only. Their number is the plan's. */
function checkTaps({ receipt, order }: ReceiptFile, loaded: LoadedModel, taps: TapComparison, registered: RegisteredThresholds | null): Check[] {
  const { fault, distance, tap, count } = taps;
  if (fault) return [{ name: 'replayTaps', covers: ['tapRoot'], state: 'failed', reason: fault }];
  if (count === 0) return [];
  const own = limitsFor(loaded, order, receipt.exec.classId, registered);
  const limit = own?.distance ?? thresholdsOf(receipt.exec.classId, order.tauVersion, null).chunkDistance;
  const isNear = distance <= limit;
  const where = isNear ? `all ${count} taps agree with the replay, worst ${distance.toExponential(1)}` : `tap ${tap} of ${count} is ${distance.toExponential(2)} from the replay`;
  if (own) return [{ name: 'replayTaps', covers: ['tapRoot'], state: isNear ? 'passed' : 'failed', reason: `${where}, ${limit.toExponential(1)} allowed by ${whoseTaps(order, registered)}` }];
  return [{ name: 'replayTaps', covers: ['tapRoot'], state: isNear ? 'passed' : 'notChecked', reason: isNear ? where : `${where}, honest decoders stay within ${limit}; this model has no calibration, so this accuses nobody` }];
}

/** The output bit for bit where the model is exact, by distance where it is calibrated, and compared only otherwise. */
function checkOutput({ receipt, order }: ReceiptFile, loaded: LoadedModel, claimed: TensorBytes, own: TensorBytes, registered: RegisteredThresholds | null): Check {
  const check = (state: Check['state'], reason: string): Check => ({ name: 'replayOutput', covers: ['outputRoot'], state, reason });
  if (own.dtype === claimed.dtype && own.dims.length === claimed.dims.length && own.dims.every((dim, i) => dim === claimed.dims[i]) && equalBytes(own.body, claimed.body)) return check('passed', 'running the model again gives the same output, bit for bit');
  if (loaded.numericClass === 'int-exact') return check('failed', 'running the model again gives another output');
  const limit = limitsFor(loaded, order, receipt.exec.classId, registered)?.output ?? null;
  const distance = outputDistance(claimed, own);
  if (limit === null || distance === null) return check('notChecked', 'outputs differ; this class has no exact comparison');
  return check(distance <= limit ? 'passed' : 'failed', `the output is ${distance.toExponential(1)} from the replay's, ${limit.toExponential(1)} allowed by ${whoseTaps(order, registered)}`);
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
    ? { name: 'modelFiles', state: 'passed', reason: `the model folder is ${loaded.name}, the model of this receipt`, covers: ['model'] }
    : { name: 'modelFiles', state: 'failed', reason: `the folder holds model ${loaded.modelId}, the receipt names ${receipt.exec.modelId}`, covers: ['model'] };
  if (identity.state === 'failed') return [identity];
  // What the model's own files declare decides how it is compared: a node that names another class must not choose the measure.
  const isExact = loaded.numericClass === 'int-exact';
  if (isExact !== (receipt.exec.classId === numericClass['int-exact'])) {
    return [identity, { name: 'replayClass', state: 'failed', covers: ['receipt'], reason: `the model is of class ${loaded.numericClass}, the receipt says ${numericClassName(receipt.exec.classId) ?? receipt.exec.classId}` }];
  }
  if (bundle.kind === 'classify') {
    const { input, output } = bundleTensors(bundle);
    const replay = await client.ask('classify', { jobId: order.jobId, modelId: loaded.modelId, input: input.body, evidence: { provider: receipt.provider, nonce: bundle.nonce } });
    return [identity, checkOutput(file, loaded, output, { dtype: replay.dtype, dims: replay.dims, body: replay.logits }, registered), ...checkTaps(file, loaded, compareTaps(bundle.sketches, replay.sketches), registered)];
  }
  const { limits, by } = thresholdsFor(order, receipt.exec.classId, bundle.kind === 'generate' ? bundle.decode : null, registered);
  const source: Check = {
    name: 'thresholds', covers: [], state: limits.calibrated ? 'passed' : 'notChecked',
    reason: by.calibrationRoot === null ? `judged by version ${by.tauVersion} of this program's table` : `judged by version ${by.tauVersion} of the registry, calibration ${by.calibrationRoot}`,
  };
  const className = numericClassName(receipt.exec.classId) ?? `class ${receipt.exec.classId}`;
  const shadow = !limits.calibrated ? `${className} is not calibrated` : loaded.opaque.length > 0 ? `no rule can follow ${loaded.opaque.slice(0, 3).join(', ').slice(0, 150)} of this model` : null;
  const judge = (name: string, covers: string[], ok: boolean, good: string, bad: string): Check => ({
    name, covers, state: ok ? 'passed' : shadow === null ? 'failed' : 'notChecked', reason: ok ? good : shadow === null ? bad : `${bad}; ${shadow}, so this accuses nobody`,
  });
  if (bundle.kind === 'embed') {
    const own = await client.ask('embed', { jobId: order.jobId, modelId: loaded.modelId, inputTokens: bundle.inputTokens, evidence: { provider: receipt.provider, nonce: bundle.nonce } });
    const distance = vectorApart(bundle.output, own.vector);
    return [identity, source, judge('replayOutput', ['outputRoot'], distance <= limits.vectorDistance,
      `the replay's vector is ${distance.toExponential(1)} away, ${limits.vectorDistance} allowed`, `the vector is ${distance.toExponential(2)} from the replay's, ${limits.vectorDistance} allowed`), ...checkTaps(file, loaded, compareTaps(bundle.sketches, own.sketches), registered)];
  }
  const replay = await client.ask('audit', {
    jobId: order.jobId, modelId: loaded.modelId, provider: receipt.provider, promptTokens: bundle.promptTokens, tokens: bundle.tokens, nonce: bundle.nonce,
    decode: bundle.decode, sketches: bundle.sketches.map(fromHex), stopReason: receipt.io.stopReason, wantsRows: !('missing' in opened),
  });
  const worstSketch = indexOfMax(replay.distances);
  const worst = replay.distances[worstSketch] ?? 0;
  const where = worstSketch === 0 ? 'the prompt' : `chunk ${worstSketch - 1}`;
  const hardest = indexOfMax(replay.margins);
  const margin = replay.margins[hardest] ?? 0;
  const mean = replay.margins.reduce((sum, value) => sum + Math.min(value, limits.deltaClip), 0) / Math.max(1, replay.margins.length);
  return [
    identity, source,
    judge('replaySketches', ['sketchRoot'], worst <= limits.chunkDistance,
      `one prefill agrees with all ${replay.distances.length} sketches, worst ${worst.toExponential(1)} of ${limits.chunkDistance} allowed`,
      `${where} is ${worst.toExponential(2)} from the replay, ${limits.chunkDistance} allowed`),
    judge('replayTokens', ['outputRoot'], margin <= limits.hardMargin && mean <= limits.meanMargin,
      `each of ${replay.margins.length} tokens is the seed's choice, largest margin ${margin.toExponential(1)}`,
      `token ${hardest} misses the seed's choice by ${margin.toPrecision(3)} nats, ${limits.hardMargin} allowed; mean ${mean.toPrecision(3)} of ${limits.meanMargin}`),
    // The stop rule needs no threshold: it follows from the tokens or it does not.
    { name: 'replayStop', covers: ['outputRoot'], state: replay.stopReasonFollows ? 'passed' : 'failed', reason: replay.stopReasonFollows ? 'the stop reason follows from the tokens' : 'the stop reason does not follow from the tokens' },
    judgeRows(),
  ];

  function judgeRows(): Check {
    if ('missing' in opened) return { name: 'replayRows', covers: ['rowRoot'], state: 'notChecked', reason: opened.missing };
    if (!replay.rows) throw new HearthError('worker.runFailed', { reason: 'the replay gave no rows' });
    const { chunk, distance, row, rowDistance } = compareRows(opened, new Float32Array(new Uint8Array(replay.rows).buffer));
    return judge('replayRows', ['rowRoot'], distance <= limits.chunkDistance,
      `the rows opened are the replay's, worst chunk ${chunk}: ${distance.toExponential(1)} of ${limits.chunkDistance} allowed`,
      `chunk ${chunk} of the rows opened is ${distance.toExponential(2)} from the replay, ${limits.chunkDistance} allowed; farthest is row ${row}, ${rowDistance.toExponential(2)}`);
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
  const unasked = (reason: string) => ({ thresholds: null, checks: [{ name: 'registry', state: 'notChecked' as const, reason: `${reason}; this program's table judged`, covers: [] }] });
  if (chain.chainId !== domain.chainId || !sameAddress(chain.escrow, domain.verifyingContract)) return unasked('the registry is of another network than the receipt');
  try {
    await chain.verify();
    return { thresholds: await chain.readThresholds(order.modelId, receipt.exec.classId, order.tauVersion), checks: [] };
  } catch (error) {
    if (isHearthError(error) && error.code.startsWith('chain.')) return unasked(`the registry of thresholds could not be read: ${error.message}`);
    throw error;
  }
}

/** Asks the chain what it holds: the anchored root and the settled voucher line. An unreachable chain is notChecked, not failed. */
export async function checkWithChain(file: ReceiptFile, chain: ReceiptChain): Promise<Check[]> {
  const check = (name: string, covers: string[], state: Check['state'], reason: string): Check => ({ name, covers, state, reason });
  if (file.domain.chainId !== chain.chainId || !sameAddress(file.domain.verifyingContract, chain.escrow)) {
    return [check('chain', ['anchor', 'payment'], 'failed', 'the receipt belongs to another chain or contract')];
  }
  try {
    await chain.verify();
    const checks = [check('chain', [], 'passed', 'chain id and contract code are the pinned ones')];
    if (!file.anchor) checks.push(check('chainAnchor', ['anchor'], 'notChecked', 'not anchored yet'));
    else {
      const batch = await chain.readBatchRoot(file.receipt.provider, file.anchor.batchIndex);
      const same = batch !== null && batch.root === file.anchor.root && batch.count === file.anchor.count && batch.txHash === file.anchor.txHash;
      checks.push(check('chainAnchor', ['anchor'], same ? 'passed' : 'failed', same ? `batch ${file.anchor.batchIndex} on chain holds this root` : `batch ${file.anchor.batchIndex} on chain holds ${batch ? 'another root' : 'nothing'}`));
    }
    if (!file.payment || !file.voucher) checks.push(check('chainPayment', ['payment'], 'notChecked', file.payment ? 'paid by a forced claim, which stands in no voucher line: look at its transaction' : 'not paid yet'));
    else {
      const settled = await chain.readSettledCount(file.voucher.value);
      const paid = settled > file.voucher.index;
      checks.push(check('chainPayment', ['payment'], paid ? 'passed' : 'failed', paid ? `the chain has paid ${settled} receipts of this line, this is number ${file.voucher.index + 1}` : `the chain has paid ${settled} receipts of this line, this is number ${file.voucher.index + 1}`));
    }
    return checks;
  } catch (error) {
    if (isHearthError(error, 'chain.unreachable')) return [check('chain', ['anchor', 'payment'], 'notChecked', `the chain at ${error.about.rpcUrl} does not answer`)];
    if (isHearthError(error, 'chain.wrongChain') || isHearthError(error, 'chain.codeMismatch')) return [check('chain', ['anchor', 'payment'], 'failed', error.message)];
    throw error;
  }
}
