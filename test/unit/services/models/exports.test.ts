import { fromBinary, toBinary } from '@bufbuild/protobuf';
import { cp, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { InferenceSession, type Tensor } from 'onnxruntime-node';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findCutValues } from '../../../../electron/services/models/cutValues.ts';
import { describeGraph } from '../../../../electron/services/models/graphReport.ts';
import { openModelFolder } from '../../../../electron/services/models/openModelFolder.ts';
import { ModelSchema, type Graph, type Model } from '../../../../electron/services/models/onnx/onnx_pb.ts';
import { nodePrimitives } from '../../../../electron/services/primitives/nodePrimitives.ts';
import { isHearthError } from '../../../../electron/shared/errors.ts';
import { writeModelFolder } from '../../../support/generatedDecoder.ts';
import { tensorOf, unfused } from '../../../support/modelTrace.ts';

/** Files made by PyTorch and onnx themselves (test/fixtures/models/export.py), which know nothing of Hearth. */
const fixtures = join(import.meta.dirname, '../../../fixtures/models');
const bytesOf = (name: string): Uint8Array => readFileSync(join(fixtures, `${name}.onnx`));
const modelOf = (name: string) => fromBinary(ModelSchema, bytesOf(name)) as Model & { graph: Graph };
const expected = JSON.parse(readFileSync(join(fixtures, 'expected.json'), 'utf8')) as { encoder: { ids: number[][]; scores: number[][] }; control: { x: number[]; n: number; y: number[] } };

let root: string;
let made = 0;
beforeAll(async () => void (root = await mkdtemp(join(tmpdir(), 'hearth-exports-'))));
afterAll(() => rm(root, { recursive: true, force: true }));

const head = { name: 'export', title: 'export', kind: 'classify', version: 1, license: 'MIT', numericClass: 'cpu-fp32', maxContext: 1, model: 'onnx/model.onnx' };
async function folderOf(files: ReadonlyMap<string, Uint8Array>): Promise<string> {
  const folder = join(root, `model-${made++}`);
  await writeModelFolder(folder, head, files);
  return folder;
}
const open = async (files: ReadonlyMap<string, Uint8Array>) => openModelFolder(nodePrimitives, await folderOf(files));
const openOne = (name: string) => open(new Map([['onnx/model.onnx', bytesOf(name)]]));
const shards = async (): Promise<Map<string, Uint8Array>> =>
  new Map(await Promise.all((await readdir(join(fixtures, 'sharded'))).map(async (name) => [`onnx/${name}`, await readFile(join(fixtures, 'sharded', name))] as const)));
const codeOf = async (folder: string): Promise<string> => openModelFolder(nodePrimitives, folder).then(() => 'opened', (error: unknown) => (isHearthError(error) ? error.code : String(error)));

describe('exports of another tool', () => {
  it('are opened, with their operators counted and nothing opaque', async () => {
    const opsets = { encoder: 13, images: 11, images16: 16, recurrent: 14, cached: 14, control: 13 };
    for (const [name, version] of Object.entries(opsets)) {
      const { report, nodeOrder } = await openOne(name);
      expect(report.operatorSets, name).toContainEqual({ domain: 'ai.onnx', version });
      expect(report.opaque, name).toEqual([]);
      expect(nodeOrder.toSorted((a, b) => a - b)).toEqual(modelOf(name).graph.node.map((_, i) => i));
    }
    expect(describeGraph(modelOf('control'))).toMatchObject({ subgraphDepth: 2 });
  });

  it('compute what PyTorch does, from the bytes that were checked', async () => {
    const run = async (name: string, feeds: Record<string, Tensor>, output: string): Promise<number[]> => {
      const { sessionBytes } = await openOne(name);
      const session = await InferenceSession.create(sessionBytes, unfused);
      const result = await session.run(feeds);
      await session.release();
      return [...(result[output]!.data as Float32Array)];
    };
    const scores = await run('encoder', { ids: tensorOf('int64', [1, 3], expected.encoder.ids[0]!) }, 'scores');
    scores.forEach((score, i) => expect(score).toBeCloseTo(expected.encoder.scores[0]![i]!, 5));
    const y = await run('control', { x: tensorOf('float', [2], expected.control.x), n: tensorOf('int64', [], [expected.control.n]) }, 'y');
    expect(y).toEqual(expected.control.y);
  });

  it('have the same roots when their weights lie in one file each, and another graph root in a later operator set', async () => {
    const [inline, sharded] = [await openOne('encoder'), await open(await shards())];
    expect(sharded.spec.externalData.length).toBe(6);
    expect(sharded.spec.graphRoot).toBe(inline.spec.graphRoot);
    expect(sharded.spec.weightsRoot).toBe(inline.spec.weightsRoot);
    const session = await InferenceSession.create(sharded.sessionBytes, { ...unfused, externalData: sharded.externalData.map(({ path, data }) => ({ path, data })) });
    const { scores } = await session.run({ ids: tensorOf('int64', [1, 3], expected.encoder.ids[0]!) });
    (scores!.data as Float32Array).forEach((score, i) => expect(score).toBeCloseTo(expected.encoder.scores[0]![i]!, 5));
    const [before, after] = [await openOne('images'), await openOne('images16')];
    expect(after.spec.graphRoot).not.toBe(before.spec.graphRoot);
  });

  it('show where they can be cut', () => {
    const cuts = (name: string) => findCutValues(modelOf(name).graph, modelOf(name).graph.input[0]!.name, modelOf(name).graph.output[0]!.name);
    expect(cuts('encoder').length).toBeGreaterThanOrEqual(4);
    expect(cuts('cached').length).toBeGreaterThanOrEqual(3);
    for (const name of ['encoder', 'images', 'recurrent', 'cached', 'control']) expect(cuts(name).at(-1)!.name, name).toBe(modelOf(name).graph.output[0]!.name);
  });
});

describe('external data', () => {
  /** The sharded encoder with the place of one weight edited. */
  async function withLocation(location: string): Promise<Map<string, Uint8Array>> {
    const files = await shards();
    const name = 'embed.weight';
    const onnx = Buffer.from(files.get('onnx/model.onnx')!);
    const model = fromBinary(ModelSchema, onnx);
    for (const each of model.graph!.initializer) for (const entry of each.externalData) if (entry.key === 'location' && entry.value === name) entry.value = location;
    return files.set('onnx/model.onnx', toBinary(ModelSchema, model));
  }

  it.each(['../embed.weight', '/etc/hostname', '../../../../etc/hostname', 'C:\\secret', 'embed.weight\0', '', 'not-listed', 'file:///etc/hostname', '*/_ORT_MEM_ADDR_/*'])('is refused at %j', async (location) => {
    expect(await codeOf(await folderOf(await withLocation(location)))).toBe('model.unsupported');
  });

  it('is refused as a link, as a named pipe, when it is missing and when one bit of it changed', async () => {
    const folder = await folderOf(await shards());
    expect(await codeOf(folder)).toBe('opened');
    const change = async (edit: (path: string) => Promise<void> | void): Promise<string> => {
      const copy = join(root, `copy-${made++}`);
      await cp(folder, copy, { recursive: true });
      const path = join(copy, 'onnx', 'embed.weight');
      await rm(path);
      await edit(path);
      return codeOf(copy);
    };
    expect(await change((path) => symlink(join(folder, 'onnx', 'embed.weight'), path))).toBe('model.unreadable');
    expect(await change((path) => void execFileSync('mkfifo', [path]))).toBe('model.unreadable');
    expect(await change(() => undefined)).toBe('model.unreadable');
    expect(await change(async (path) => writeFile(path, Buffer.from(await readFile(join(folder, 'onnx', 'embed.weight'))).fill(1, 7, 8)))).toBe('model.corrupt');
  });
});
