import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../../../electron/protocol/bytes.ts';
import { deriveSketchKey } from '../../../../electron/protocol/keys.ts';
import { rowRoot } from '../../../../electron/protocol/rows.ts';
import { sketchRoot, sketchRows } from '../../../../electron/protocol/sketch.ts';
import { verifyReceiptFile } from '../../../../electron/protocol/verify.ts';
import type { ReceiptFile } from '../../../../electron/protocol/receiptFile.ts';
import { buildHashTree, formatHashTree, type HashNode } from '../../../../electron/services/jobs/hashTree.ts';
import type { RegisteredThresholds } from '../../../../electron/protocol/numericClass.ts';
import { HearthError } from '../../../../electron/shared/errors.ts';
import { askThresholds, checkWithModel, type ReceiptChain } from '../../../../electron/services/jobs/receiptChecks.ts';
import { checkRowBytes, compareRows } from '../../../../electron/services/jobs/rowChecks.ts';
import { nodePrimitives as p } from '../../../../electron/services/primitives/nodePrimitives.ts';
import type { LoadedModel } from '../../../../electron/shared/workerBridge.ts';
import { hash, node, realReceipts, signedJob } from '../../protocol/samples.ts';

const [count, width] = [40, 6];
const values = Float32Array.from({ length: count * width }, (_, i) => Math.sin(i));
const bytesOf = (rows: Float32Array): Uint8Array => new Uint8Array(rows.slice().buffer);
/** A receipt over these rows, with the sketches that follow from them, or others. */
function receiptOver(rows: Float32Array, sketched = rows): ReceiptFile {
  const key = deriveSketchKey(p, fromHex(hash('nonce rows')), hash('job rows'), node.address);
  const sketches = [new Uint8Array(128), sketchRows(p, key, 1, sketched.slice(0, 32 * width)), sketchRows(p, key, 2, sketched.slice(32 * width))];
  const bundle = { tokens: Array.from({ length: count }, (_, i) => i + 3), sketches: sketches.map(toHex) };
  return signedJob('rows', { bundle, receipt: { trace: { ...signedJob('rows').receipt.trace, rowRoot: toHex(rowRoot(p, rows, width)), sketchRoot: toHex(sketchRoot(p, sketches)) } } }).file;
}
const statesOf = (checks: readonly { name: string; state: string }[]): [string, string][] => checks.map(({ name, state }) => [name, state]);

describe('rows from a file', () => {
  it('are the receipt\'s when they hash to its root and its sketches are made of them', () => {
    const { checks, rows } = checkRowBytes(p, receiptOver(values), bytesOf(values));
    expect(statesOf(checks)).toEqual([['rows', 'passed'], ['rowSketches', 'passed']]);
    expect(rows).toEqual({ values, width });
    // As they come from a file: a view into a larger buffer.
    expect(checkRowBytes(p, receiptOver(values), Buffer.concat([new Uint8Array(8), bytesOf(values)]).subarray(8)).rows).toEqual({ values, width });
  });

  it('are refused with one bit changed, one row short or cut inside a number', () => {
    const file = receiptOver(values);
    const changed = bytesOf(values);
    changed[777]! ^= 1;
    for (const bytes of [changed, bytesOf(values).subarray(4 * width), bytesOf(values).subarray(1), new Uint8Array(0)]) {
      const { checks, rows } = checkRowBytes(p, file, bytes);
      expect(statesOf(checks)).toEqual([['rows', 'failed']]);
      expect('missing' in rows).toBe(true);
    }
  });

  it('name the chunk whose sketch the node did not make of them, also when they are no numbers', () => {
    const other = values.slice();
    other[35 * width]! += 1;
    expect(checkRowBytes(p, receiptOver(values, other), bytesOf(values)).checks).toMatchObject([{ state: 'passed' }, { name: 'rowSketches', state: 'failed', reason: expect.stringContaining('chunk 1') }]);
    const noNumber = values.slice();
    noNumber[3] = NaN;
    expect(checkRowBytes(p, receiptOver(noNumber, values), bytesOf(noNumber)).checks).toMatchObject([{ state: 'passed' }, { state: 'failed', reason: expect.stringContaining('chunk 0') }]);
  });

  it('are compared by chunk, and the farthest row is named', () => {
    const own = values.slice();
    expect(compareRows({ values, width }, own)).toMatchObject({ chunk: 0, distance: 0 });
    own[37 * width + 2]! += 0.5;
    const found = compareRows({ values, width }, own);
    expect(found).toMatchObject({ chunk: 1, row: 37 });
    expect(found.rowDistance).toBeGreaterThan(found.distance);
    expect(compareRows({ values, width }, own.subarray(width)).distance).toBe(Infinity);
  });
});

describe('checking with a model', () => {
  const figures = { distances: [0, 0, 0], margins: Array.from({ length: count }, () => 0), stopReasonFollows: true, computeMs: 1, cpuMs: 1 };
  const check = async (opaque: string[], own: Float32Array, wrong: Partial<typeof figures> = {}, registered: RegisteredThresholds | null = null) => {
    const file = receiptOver(values);
    const { modelId, planRoot } = file.receipt.exec;
    const client = { ask: async (_command: string, asked: { wantsRows?: boolean }) => ({ ...figures, ...wrong, rows: asked.wantsRows ? bytesOf(own) : null }) } as unknown as Parameters<typeof checkWithModel>[1];
    const loaded = { modelId, planRoot, name: 'rows', numericClass: 'cpu-fp32', opaque } as unknown as LoadedModel;
    return checkWithModel(file, client, loaded, { values, width }, registered);
  };
  const off = values.map((value, i) => (i === 35 * width ? value + 0.01 : value));
  const bad = { distances: [0, 0, 0.5], margins: figures.margins.map((_, i) => (i === 7 ? 3 : 0)) };

  it('accuses where rows, sketches or tokens are beyond the threshold, and says where', async () => {
    expect(statesOf(await check([], values))).toEqual([['modelFiles', 'passed'], ['thresholds', 'passed'], ['replaySketches', 'passed'], ['replayTokens', 'passed'], ['replayStop', 'passed'], ['replayRows', 'passed']]);
    const found = await check([], off, bad);
    expect(statesOf(found).slice(2)).toEqual([['replaySketches', 'failed'], ['replayTokens', 'failed'], ['replayStop', 'passed'], ['replayRows', 'failed']]);
    expect(found.at(-1)!.reason).toMatch(/^chunk 1 of the rows opened .* farthest is row 35/);
  });

  it('measures against what governance accepted before the order, and says whose thresholds those are', async () => {
    const { deadlineSeconds, tauVersion } = receiptOver(values).order;
    const registered = { tauVersion, sinceSeconds: deadlineSeconds, calibrationRoot: hash('calibration'), chunkDistance: 0.6, hardMargin: 4, meanMargin: 4 };
    const lenient = await check([], off, bad, registered);
    expect(lenient.filter(({ state }) => state !== 'passed')).toEqual([]);
    expect(lenient[1]).toMatchObject({ name: 'thresholds', reason: expect.stringContaining(hash('calibration')) as string });
    const late = await check([], off, bad, { ...registered, sinceSeconds: deadlineSeconds + 1 });
    expect(late[1]!.reason).toContain('this program\'s table');
    expect(late.map(({ state }) => state)).toContain('failed');
  });

  it('asks a registry, and says where it cannot', async () => {
    const file = receiptOver(values);
    const registered = { tauVersion: 2, sinceSeconds: 1, calibrationRoot: hash('calibration'), chunkDistance: 0.6, hardMargin: 4, meanMargin: 4 };
    const asked: unknown[] = [];
    const chain = { chainId: file.domain.chainId, escrow: file.domain.verifyingContract, verify: async () => {}, readThresholds: async (...what: unknown[]) => (asked.push(what), registered) } as unknown as ReceiptChain;
    expect(await askThresholds(file, chain)).toEqual({ thresholds: registered, checks: [] });
    expect(asked).toEqual([[file.order.modelId, file.receipt.exec.classId, file.order.tauVersion]]);
    const unasked = { thresholds: null, checks: [{ name: 'registry', state: 'notChecked' }] };
    expect(await askThresholds(file, { ...chain, chainId: 5 })).toMatchObject(unasked);
    expect(await askThresholds(file, { ...chain, verify: () => Promise.reject(new HearthError('chain.unreachable', { rpcUrl: 'http://127.0.0.1:1', reason: 'gone' })) })).toMatchObject(unasked);
    await expect(askThresholds(file, { ...chain, readThresholds: () => Promise.reject(new TypeError('our own')) })).rejects.toThrow(TypeError);
  });

  it('accuses no model with an operator that no rule can follow, except of an end that its tokens do not give', async () => {
    const found = await check(['com.microsoft.Mystery'], off, { ...bad, stopReasonFollows: false });
    expect(statesOf(found).slice(2)).toEqual([['replaySketches', 'notChecked'], ['replayTokens', 'notChecked'], ['replayStop', 'failed'], ['replayRows', 'notChecked']]);
    expect(found[2]!.reason).toContain('no rule can follow com.microsoft.Mystery of this model, so this accuses nobody');
  });
});

describe('the path of hashes', () => {
  const flat = (trees: readonly HashNode[]): HashNode[] => trees.flatMap((tree) => [tree, ...flat(tree.commitsTo)]);
  const build = (file: ReceiptFile, more: Parameters<typeof buildHashTree>[2] = []) => {
    const verified = verifyReceiptFile(p, file);
    return buildHashTree(file, verified, [...verified.checks, ...more]);
  };
  const marked = (trees: readonly HashNode[], state: string): string[] => flat(trees).filter((each) => each.state === state).map((each) => each.hash);

  it('marks what the file alone lets anyone recompute, and leaves open what needs model, rows or chain', () => {
    const [generate, classify] = realReceipts.map(({ file }) => build(file));
    expect(marked(generate!, 'failed')).toEqual([]);
    expect(marked(generate!, 'notChecked')).toEqual(['payment', 'modelId', 'planRoot', 'rowRoot', 'prev', 'vote-0', 'vote-1', 'vote-2']);
    expect(marked(classify!, 'passed')).toContain('rowRoot');
    const whole = build(realReceipts[0]!.file, ['modelFiles', 'rows', 'chainPayment'].map((name) => ({ name, state: 'passed' as const, reason: '' })));
    expect(marked(whole, 'notChecked')).toEqual(['prev', 'vote-0', 'vote-1', 'vote-2']);
    expect(formatHashTree(whole).slice(0, 4).map((line) => line.replace(/ +0x.*/, ''))).toEqual(['✓ payment', '├ ✓ receiptsRoot', '└ ✓ anchorRoot', '  └ ✓ receiptHash']);
  });

  it('marks a wrong hash with the check that found it, and holds before anything is paid, anchored or acknowledged', () => {
    const { file } = realReceipts[0]!;
    const changed = build({ ...file, receipt: { ...file.receipt, io: { ...file.receipt.io, outputRoot: hash('other') } }, payment: null });
    expect(flat(changed).find((each) => each.hash === 'outputRoot')).toMatchObject({ state: 'failed', by: ['outputRoot'] });
    expect(marked(changed, 'failed')).toEqual(['receiptsRoot', 'anchorRoot', 'receiptHash', 'outputRoot', 'vote-0', 'vote-1', 'vote-2']);
    expect(formatHashTree(changed).find((line) => line.includes('outputRoot'))).toContain('✗ outputRoot');
    const young = build({ ...file, votes: [], voucher: null, anchor: null, payment: null });
    expect(young.map((each) => each.hash)).toEqual(['receiptHash']);
    expect(build({ ...file, anchor: null, payment: null }).map((each) => [each.hash, each.commitsTo.length])).toEqual([['receiptsRoot', 1]]);
  });
});
