import { fromBinary, toBinary } from '@bufbuild/protobuf';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toHex } from '../../../../electron/protocol/bytes.ts';
import { bundleHashOf, outputRootOf, bundleTensors, type Bundle } from '../../../../electron/protocol/bundle.ts';
import { sketchRows } from '../../../../electron/protocol/sketch.ts';
import { findTapFault, limitsFor, outputDistance, tapLimitsOf } from '../../../../electron/protocol/tapCalibration.ts';
import { compareTaps, tapRootOf, tapValues } from '../../../../electron/protocol/taps.ts';
import { verifyReceiptFile } from '../../../../electron/protocol/verify.ts';
import { openAuditSession } from '../../../../electron/services/inference/auditSession.ts';
import { classify, describeClassifier, type Classification } from '../../../../electron/services/inference/classify.ts';
import { checkWithModel } from '../../../../electron/services/jobs/receiptChecks.ts';
import { ModelSchema } from '../../../../electron/services/models/onnx/onnx_pb.ts';
import { openModelFolder, type OpenedModel } from '../../../../electron/services/models/openModelFolder.ts';
import { runCalibrateCommand } from '../../../../electron/programs/cli/calibrateCommand.ts';
import type { Output } from '../../../../electron/programs/cli/output.ts';
import { readTapLimits } from '../../../../electron/services/models/readTapLimits.ts';
import { nodePrimitives as p } from '../../../../electron/services/primitives/nodePrimitives.ts';
import type { LoadedModel } from '../../../../electron/shared/workerBridge.ts';
import { writeModelFolder } from '../../../support/generatedDecoder.ts';
import { createNumbers } from '../../../support/onnxModels.ts';
import { writeRecurrentModel } from '../../../support/recurrentModel.ts';
import { buildUnseenModels } from '../../../support/unseenModels.ts';
import { fp16, int8 } from '../../../attacks/weights.ts';
import { realReceipts } from '../../protocol/samples.ts';

/** Models without tokens, in float32: what a run commits to beside its output. */
const key = new Uint8Array(32).fill(3);
const head = { name: 'images', title: 'images', kind: 'classify', version: 1, license: 'MIT', numericClass: 'cpu-fp32', maxContext: 1, model: 'onnx/model.onnx' };
let root: string;
const models = new Map<string, OpenedModel>();
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'hearth-taps-'));
  const convolutions = buildUnseenModels().find(({ name }) => name.startsWith('convolutions'))!.model;
  await writeModelFolder(join(root, 'convolutions'), head, new Map([['onnx/model.onnx', toBinary(ModelSchema, convolutions)]]));
  await writeModelFolder(join(root, 'images'), head, new Map([['onnx/model.onnx', await readFile(join(import.meta.dirname, '../../../fixtures/models/images.onnx'))]]));
  await writeRecurrentModel(join(root, 'recurrent'));
  for (const name of ['convolutions', 'images', 'recurrent']) models.set(name, await openModelFolder(p, join(root, name)));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const settings = [{ runtime: 'native', optimization: 'disabled', threads: 1 }, { runtime: 'native', optimization: 'all', threads: 2 }, { runtime: 'wasm', optimization: 'all', threads: 1 }] as const;
async function run(model: OpenedModel, setting: (typeof settings)[number] = settings[0], seed = 1): Promise<Classification> {
  const session = await openAuditSession(model, { executionProvider: 'cpu', ...setting });
  try {
    const classifier = describeClassifier(session, model.plan.taps);
    const input = new Uint8Array(createNumbers(seed)(classifier.inputBytes / 4).buffer);
    const made = await classify(classifier, input, () => 0, (position, values) => sketchRows(p, key, position, values));
    return { ...made, logits: made.logits.slice() };
  } finally {
    await session.release();
  }
}
/** The same model id over other weights: what a cheap provider runs. */
function withWeights(model: OpenedModel, rounding: typeof fp16): OpenedModel {
  const parsed = fromBinary(ModelSchema, model.sessionBytes);
  for (const tensor of parsed.graph!.initializer) {
    if (tensor.dataType !== 1) continue;
    const values = new Float32Array(Uint8Array.from(tensor.rawData).buffer);
    rounding(values, values.length, 1);
    tensor.rawData = new Uint8Array(values.buffer);
  }
  return { ...model, sessionBytes: toBinary(ModelSchema, parsed) };
}

describe('the taps of a model without tokens', () => {
  it('are at most eight values that everything passes through, in order, and named by the plan that the model id holds', () => {
    for (const [name, model] of models) {
      expect(model.plan.taps.length, name).toBeGreaterThanOrEqual(3);
      expect(model.plan.taps.length, name).toBeLessThanOrEqual(8);
      expect(new Set(model.plan.taps).size).toBe(model.plan.taps.length);
    }
    expect(models.get('convolutions')!.plan.taps).toEqual(['c1', 'n1', 'r1', 'p1', 'joined', 'p2', 'p3', 'flat']);
    expect(models.get('recurrent')!.plan.taps).not.toContain('scores');
  });

  it.each(['convolutions', 'images', 'recurrent'])('agree between honest runs, whatever the optimisation, threads and instruction set: %s', async (name) => {
    const model = models.get(name)!;
    let largest = 0;
    for (let seed = 1; seed <= 4; seed++) {
      const runs = await Promise.all(settings.map((setting) => run(model, setting, seed)));
      for (const other of runs.slice(1)) {
        const { fault, distance, count } = compareTaps(runs[0]!.sketches.map(toHex), other.sketches);
        expect([fault, count]).toEqual([null, model.plan.taps.length]);
        largest = Math.max(largest, distance);
      }
    }
    // Another build computed: no distance at all would mean that one run was compared with itself.
    expect(largest).toBeGreaterThan(0);
    expect(largest).toBeLessThan(5e-6);
  }, 60_000);

  it.each(['convolutions', 'images', 'recurrent'])('are far from those of a run with weights of 16 or 8 bits, further than any honest run: %s', async (name) => {
    const model = models.get(name)!;
    const honest = await run(model);
    for (const rounding of [fp16, int8]) {
      const cheap = await run(withWeights(model, rounding));
      expect(compareTaps(honest.sketches.map(toHex), cheap.sketches).distance).toBeGreaterThan(2e-5);
    }
  });

  it('count what is no number as 0, and take integers and half of nothing', () => {
    expect([...tapValues([1.5, NaN, -Infinity, 2])]).toEqual([1.5, 0, 0, 2]);
    expect([...tapValues(BigInt64Array.of(3n, -4n))]).toEqual([3, -4]);
    expect(tapValues([])).toHaveLength(0);
  });
});

describe('a receipt of a job with taps', () => {
  const real = realReceipts.find(({ name }) => name === 'receiptClassify')!.file;
  const fileOf = (made: Classification, sketches: readonly string[]) => {
    const bundle: Bundle = { ...(real.bundle as Extract<Bundle, { kind: 'classify' }>), classId: 1, output: { dtype: made.dtype, dims: [...made.dims], body: toHex(made.logits) }, sketches: [...sketches] };
    const io = { ...real.receipt.io, outputRoot: outputRootOf(p, new Uint8Array(Buffer.from(bundle.nonce.slice(2), 'hex')), real.order.jobId as `0x${string}`, bundleTensors(bundle).output) };
    const trace = { ...real.receipt.trace, tapRoot: toHex(tapRootOf(p, sketches.map((sketch) => new Uint8Array(Buffer.from(sketch.slice(2), 'hex'))))) };
    return { ...real, bundle, receipt: { ...real.receipt, exec: { ...real.receipt.exec, classId: 1 }, io, trace, bundleHash: bundleHashOf(p, bundle) } };
  };
  const stateOf = (file: typeof real, name: string) => verifyReceiptFile(p, file).checks.find((check) => check.name === name)!;

  it('holds their root, and a bit changed in one of them is named', async () => {
    const made = await run(models.get('convolutions')!);
    const sketches = made.sketches.map(toHex);
    const file = fileOf(made, sketches);
    expect(stateOf(file, 'sketchRoot')).toMatchObject({ state: 'passed', reason: expect.stringContaining('8 sketches') as string });
    const other = [...sketches];
    other[5] = `0x${(parseInt(other[5]![2]!, 16) ^ 1).toString(16)}${other[5]!.slice(3)}`;
    expect(stateOf({ ...file, bundle: { ...(file.bundle as Extract<Bundle, { kind: 'classify' }>), sketches: other } }, 'sketchRoot')).toMatchObject({ state: 'failed', reason: expect.stringContaining('tap root') as string });
    const { sketches: _gone, ...without } = file.bundle as Extract<Bundle, { kind: 'classify' }>;
    expect(stateOf({ ...file, bundle: without }, 'sketchRoot').state).toBe('failed');
  });

  it('is held against a replay: near ones pass, far ones are reported and accuse nobody, another number of them is a fault', async () => {
    const model = models.get('images')!;
    const [made, again, cheap] = [await run(model), await run(model, settings[2]), await run(withWeights(model, int8))];
    const check = async (sketches: readonly string[], replay: Classification) => {
      const file = fileOf(made, sketches);
      const loaded = { modelId: file.receipt.exec.modelId, planRoot: file.receipt.exec.planRoot, name: 'images', numericClass: 'cpu-fp32', opaque: [] } as unknown as LoadedModel;
      const checks = await checkWithModel(file, { ask: () => Promise.resolve({ ...replay, sketches: [...replay.sketches] }) } as unknown as Parameters<typeof checkWithModel>[1], loaded, { missing: 'none' });
      return checks.find(({ name }) => name === 'replayTaps')!;
    };
    expect(await check(made.sketches.map(toHex), again)).toMatchObject({ state: 'passed', reason: expect.stringMatching(/^all \d taps agree/) as string, covers: ['tapRoot'] });
    expect(await check(made.sketches.map(toHex), cheap)).toMatchObject({ state: 'notChecked', reason: expect.stringMatching(/^tap \d of \d is .* has no calibration, so this accuses nobody$/) as string });
    expect(await check(made.sketches.slice(1).map(toHex), again)).toMatchObject({ state: 'failed', reason: expect.stringContaining('taps of this model') as string });
  });

  it('accuses by the calibration that `hearth calibrate --keep` puts into the folder, and of a table that the order does not pin nobody', async () => {
    const folder = join(root, 'calibrated');
    await writeModelFolder(folder, head, new Map([['onnx/model.onnx', await readFile(join(import.meta.dirname, '../../../fixtures/models/images.onnx'))]]));
    const said: unknown[] = [];
    const output = { progress: () => {}, say: () => {}, result: (value: unknown) => void said.push(value) } as unknown as Output;
    expect(await runCalibrateCommand({ folder, chunks: 200, keep: true }, output)).toBe(true);
    const model = await openModelFolder(p, folder);
    expect(model.modelId).toBe(models.get('images')!.modelId);
    const limits = model.tapLimits!;
    expect(said[0]).toMatchObject({ modelId: model.modelId, summary: { inputs: 200, taps: model.plan.taps, recommended: { distance: 2e-5, output: 2e-5, tauVersion: 2 }, beyondClass: 0 } });
    // Twice the largest honest figure is less here than what the class accepts, which is the least.
    expect(limits).toEqual({ distance: 2e-5, output: 2e-5, tauVersion: 2, sinceSeconds: (said[0] as { atSeconds: number }).atSeconds });
    expect(Math.abs(limits.sinceSeconds - Date.now() / 1000)).toBeLessThan(600);

    const [made, again, cheap] = [await run(model), await run(model, settings[2]), await run(withWeights(model, fp16))];
    const statesOf = async (claimed: Classification, sketches: readonly string[], replay: Classification, tauVersion = 2, deadlineSeconds = limits.sinceSeconds) => {
      const file = fileOf(claimed, sketches);
      const loaded = { modelId: file.receipt.exec.modelId, planRoot: file.receipt.exec.planRoot, name: 'images', numericClass: 'cpu-fp32', opaque: [], tapLimits: limits } as unknown as LoadedModel;
      const checks = await checkWithModel({ ...file, order: { ...file.order, tauVersion, deadlineSeconds } }, { ask: () => Promise.resolve({ ...replay, sketches: [...replay.sketches] }) } as unknown as Parameters<typeof checkWithModel>[1], loaded, { missing: 'none' });
      return ['replayOutput', 'replayTaps'].map((name) => checks.find((check) => check.name === name)!.state);
    };
    expect(await statesOf(made, made.sketches.map(toHex), again)).toEqual(['passed', 'passed']);
    expect(await statesOf(cheap, cheap.sketches.map(toHex), again)).toEqual(['failed', 'failed']);
    // True taps under a cheap output, and the other way round.
    expect(await statesOf(cheap, made.sketches.map(toHex), again)).toEqual(['failed', 'passed']);
    expect(await statesOf(made, cheap.sketches.map(toHex), again)).toEqual(['passed', 'failed']);
    expect(await statesOf(cheap, cheap.sketches.map(toHex), again, 1)).toEqual(['notChecked', 'notChecked']);
    // Ordered and over before anybody had measured: no later calibration judges it.
    expect(await statesOf(cheap, cheap.sketches.map(toHex), again, 2, limits.sinceSeconds - 1)).toEqual(['notChecked', 'notChecked']);
  }, 120_000);
});

describe('limits of a calibration', () => {
  const measured = { modelId: `0x${'11'.repeat(32)}`, class: 'cpu-fp32', tauVersion: 2, inputs: 200, largestDistance: 5e-6, largestOutput: 1e-6 };

  it('are twice what was measured, never under what the class accepts, and none of few runs, wide ones or a class that accuses nobody', () => {
    expect(tapLimitsOf(measured)).toEqual({ distance: 2e-5, output: 2e-5, tauVersion: 2 });
    expect(tapLimitsOf({ ...measured, largestDistance: 4e-5, largestOutput: null })).toEqual({ distance: 8e-5, output: null, tauVersion: 2 });
    for (const change of [{ inputs: 199 }, { largestDistance: 6e-4 }, { largestOutput: 6e-4 }, { largestDistance: Infinity }, { class: 'cuda-fp16' }, { class: 'unheard-of' }, { tauVersion: 9 }]) expect(tapLimitsOf({ ...measured, ...change }), JSON.stringify(change)).toBeNull();
  });

  it('judge taps and outputs: of another shape, or no number, is beyond any; of whole numbers is compared and accuses nobody', () => {
    const limits = tapLimitsOf(measured)!;
    const near = { fault: null, distance: 1e-6, tap: 3, count: 8 };
    const of = (values: readonly number[], dims = [values.length]) => ({ dtype: 1, dims, body: new Uint8Array(Float32Array.from(values).buffer) });
    expect(findTapFault(near, outputDistance(of([1, 2]), of([1, 2])), limits)).toBeNull();
    expect(findTapFault({ ...near, distance: NaN }, 0, limits)).toMatchObject({ what: 'tap', tap: 3 });
    for (const claimed of [of([1, NaN]), of([1, Infinity]), of([1, 2], [2, 1]), of([1, 2, 3])]) expect(findTapFault(near, outputDistance(claimed, of([1, 2])), limits)).toMatchObject({ what: 'output', value: Infinity });
    const whole = (value: number) => ({ dtype: 7, dims: [1], body: new Uint8Array(BigInt64Array.of(BigInt(value)).buffer) });
    expect(outputDistance(whole(3), whole(4))).toBeNull();
    expect(findTapFault(near, outputDistance({ ...whole(3), dims: [1, 1] }, whole(3)), { ...limits, output: null })).toMatchObject({ what: 'output' });
    const tapLimits = { ...limits, sinceSeconds: 1000 };
    const order = { tauVersion: 2, deadlineSeconds: 1000 };
    expect(limitsFor({ tapLimits, opaque: [] }, order, 1)).toBe(tapLimits);
    expect([limitsFor({ opaque: [] }, order, 1), limitsFor({ tapLimits, opaque: ['com.microsoft/Odd'] }, order, 1), limitsFor({ tapLimits, opaque: [] }, { ...order, tauVersion: 1 }, 1), limitsFor({ tapLimits, opaque: [] }, order, 4), limitsFor({ tapLimits, opaque: [] }, { ...order, deadlineSeconds: 999 }, 1)]).toEqual([null, null, null, null, null]);
  });

  it('are the registry\'s where governance accepted some before the order, and none for exact models or operators no rule can follow', () => {
    const tapLimits = { ...tapLimitsOf(measured)!, sinceSeconds: 1000 };
    const registered = { tauVersion: 2, sinceSeconds: 2000, calibrationRoot: '0x01', chunkDistance: 3e-4, hardMargin: 0, meanMargin: 0 };
    const order = { tauVersion: 2, deadlineSeconds: 2000 };
    expect(limitsFor({ tapLimits, opaque: [] }, order, 1, registered)).toEqual({ distance: 3e-4, output: 3e-4, tauVersion: 2 });
    // Also in a class that this program knows no thresholds of, without a folder's calibration.
    expect(limitsFor({ opaque: [] }, order, 4, registered)).toMatchObject({ distance: 3e-4 });
    expect(limitsFor({ tapLimits, opaque: [] }, { ...order, deadlineSeconds: 1999 }, 1, registered)).toBe(tapLimits);
    expect([limitsFor({ opaque: ['com.microsoft/Odd'] }, order, 1, registered), limitsFor({ opaque: [] }, order, 10, registered)]).toEqual([null, null]);
  });

  it('come from the folder only where they are of this very model', () => {
    const bytes = (content: object) => new Map([['calibration.json', Buffer.from(JSON.stringify(content))]]);
    const content = { format: 'hearth-calibration/1', modelId: measured.modelId, atSeconds: 1000, summary: { class: 'cpu-fp32', tauVersion: 2, inputs: 200, distance: { max: 1e-6 }, output: { max: null } } };
    const model = { modelId: measured.modelId, numericClass: 'cpu-fp32' };
    expect(readTapLimits(new Map(), model)).toBeNull();
    expect(readTapLimits(bytes(content), model)).toEqual({ distance: 2e-5, output: null, tauVersion: 2, sinceSeconds: 1000 });
    for (const other of [{ ...content, modelId: `0x${'12'.repeat(32)}` }, { ...content, summary: { ...content.summary, distance: { max: -1 } } }, { ...content, format: 'hearth-calibration/9' }, { ...content, atSeconds: undefined }]) expect(() => readTapLimits(bytes(other), model)).toThrow(expect.objectContaining({ code: 'model.unreadable' }) as Error);
  });
});
