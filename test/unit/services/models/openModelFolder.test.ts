import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { cp, mkdtemp, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openModelFolder } from '../../../../electron/services/models/openModelFolder.ts';
import { AttributeSchema, ModelSchema, NodeSchema, TensorSchema, type Model } from '../../../../electron/services/models/onnx/onnx_pb.ts';
import { nodePrimitives } from '../../../../electron/services/primitives/nodePrimitives.ts';
import { isHearthError } from '../../../../electron/shared/errors.ts';
import { buildDecoder, tinyDecoder, writeDecoder, writeModelFolder } from '../../../support/generatedDecoder.ts';

let root: string;
let tiny: string;
let made = 0;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'hearth-models-'));
  tiny = await writeDecoder(join(root, 'tiny'), tinyDecoder);
});
afterAll(() => rm(root, { recursive: true, force: true }));

const open = (folder: string) => openModelFolder(nodePrimitives, folder);
const bundled = (name: string) => join(import.meta.dirname, '../../../../assets/models', name);

async function copyOfTiny(): Promise<string> {
  const folder = join(root, `copy-${made++}`);
  await cp(tiny, folder, { recursive: true });
  return folder;
}

type EditableManifest = { files: { path: string; sha256: string; sizeBytes: number }[]; model?: string };
async function editManifest(folder: string, edit: (manifest: EditableManifest) => void): Promise<void> {
  const path = join(folder, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8')) as EditableManifest;
  edit(manifest);
  await writeFile(path, JSON.stringify(manifest));
}

async function refusal(folder: string): Promise<{ code: string; about: Record<string, unknown> }> {
  const error: unknown = await open(folder).then(() => null, (caught: unknown) => caught);
  if (!isHearthError(error)) throw new Error(`no refusal but ${String(error)}`);
  return { code: error.code, about: error.about };
}

/** A folder of the tiny decoder with its graph edited before it is written, hashes and all. */
const edited = (edit: (model: Model) => void): Promise<string> => writeDecoder(join(root, `edited-${made++}`), tinyDecoder, edit);
const firstWeight = (model: Model) => model.graph!.initializer.find((tensor) => tensor.name === 'lm_head.weight')!;

describe('a model folder', () => {
  it('opens the bundled classifier and the bundled decoder as their manifests say', async () => {
    const digits = await open(bundled('digits'));
    expect(digits.spec).toMatchObject({ kind: 'classify', tokenizerSha256: null, stopTokenIds: [] });
    expect(digits.plan).toEqual({ format: 'hearth-plan/1', rowTensor: null, taps: [], unit: 'item', chunk: 32, opaque: [] });
    const ember = await open(bundled('ember'));
    expect(ember.spec).toMatchObject({ kind: 'generate', maxContext: 512, stopTokenIds: [1] });
    expect(ember.plan.rowTensor).toBe('last_hidden_state');
    expect(ember.tokenizer).not.toBeNull();
  });

  it('has the same model id every time, and another one for another seed', async () => {
    const again = await writeDecoder(join(root, 'again'), tinyDecoder);
    const other = await writeDecoder(join(root, 'other'), { ...tinyDecoder, seed: 2 });
    const [first, second, third] = [await open(tiny), await open(again), await open(other)];
    expect(second.modelId).toBe(first.modelId);
    expect(third.modelId).not.toBe(first.modelId);
    expect(third.spec.weightsRoot).not.toBe(first.spec.weightsRoot);
    expect(third.spec.graphRoot).toBe(first.spec.graphRoot);
  });

  it('keeps its weights root and graph root when the weights move to an external file', async () => {
    const external = await open(await writeDecoder(join(root, 'external'), { ...tinyDecoder, externalData: true }));
    const inline = await open(tiny);
    expect(external.spec.weightsRoot).toBe(inline.spec.weightsRoot);
    expect(external.spec.graphRoot).toBe(inline.spec.graphRoot);
    expect(external.spec.externalData.map(({ path }) => path)).toEqual(['onnx/model.onnx_data']);
    expect(external.modelId).not.toBe(inline.modelId);
  });

  it('keeps its weights root and graph root when values and nodes are renamed, and not its weights root when one bit of a weight changes', async () => {
    const inline = await open(tiny);
    const renamed = await open(await edited((model) => {
      const inner = new Set(model.graph!.node.flatMap((node) => node.output).filter((name) => name.startsWith('/model/')));
      const rename = (name: string): string => (inner.has(name) ? `v-${name}` : name);
      for (const node of model.graph!.node) Object.assign(node, { name: 'same', input: node.input.map(rename), output: node.output.map(rename) });
    }));
    expect(renamed.spec.graphRoot).toBe(inline.spec.graphRoot);
    const nudged = await open(await edited((model) => void (firstWeight(model).rawData[5]! ^= 1)));
    expect(nudged.spec.weightsRoot).not.toBe(inline.spec.weightsRoot);
    expect(nudged.spec.graphRoot).toBe(inline.spec.graphRoot);
  });

  it('has another graph root when an attribute, an operator or a connection changes', async () => {
    const roots = await Promise.all([
      open(tiny),
      edited((model) => void (model.graph!.node.find((node) => node.opType === 'Softmax')!.attribute[0]!.i = 3n)).then(open),
      edited((model) => void (model.graph!.node.find((node) => node.opType === 'Sigmoid')!.opType = 'Tanh')).then(open),
      edited((model) => void model.graph!.node.find((node) => node.opType === 'Sub')!.input.reverse()).then(open),
    ]);
    expect(new Set(roots.map(({ spec }) => spec.graphRoot)).size).toBe(4);
  });
});

describe('a damaged or hostile folder', () => {
  it('is not found when it is not there', async () => {
    expect((await refusal(join(root, 'nowhere'))).code).toBe('model.notFound');
  });

  it('names the file, the expected and the found hash when one bit of a file changed', async () => {
    const folder = await copyOfTiny();
    const path = join(folder, 'onnx/model.onnx');
    const bytes = await readFile(path);
    bytes[bytes.length >> 1]! ^= 1;
    await writeFile(path, bytes);
    const { code, about } = await refusal(folder);
    expect(code).toBe('model.corrupt');
    expect(about).toMatchObject({ file: 'onnx/model.onnx', expected: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown, found: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown });
    expect(about['expected']).not.toBe(about['found']);
  });

  it('names the sizes when a file was cut short', async () => {
    const folder = await copyOfTiny();
    await truncate(join(folder, 'tokenizer.json'), 100);
    expect(await refusal(folder)).toMatchObject({ code: 'model.corrupt', about: { file: 'tokenizer.json', found: '100 bytes' } });
  });

  it.each(['../secret', '/etc/hostname', 'onnx/../../secret', 'onnx\\model.onnx', './onnx/model.onnx', 'a//b', 'C:/x'])('refuses the manifest path %s', async (path) => {
    const folder = await copyOfTiny();
    await writeFile(join(root, 'secret'), 'x');
    await editManifest(folder, (manifest) => manifest.files.push({ path, sha256: '0'.repeat(64), sizeBytes: 1 }));
    expect(await refusal(folder)).toMatchObject({ code: 'model.unreadable', about: { file: 'manifest.json' } });
  });

  it('refuses a link, even to a file of the right content', async () => {
    const folder = await copyOfTiny();
    await rm(join(folder, 'config.json'));
    await symlink(join(tiny, 'config.json'), join(folder, 'config.json'));
    expect(await refusal(folder)).toEqual({ code: 'model.unreadable', about: { file: 'config.json', reason: 'a link' } });
  });

  it('refuses a named pipe without waiting for it', async () => {
    const folder = await copyOfTiny();
    await rm(join(folder, 'config.json'));
    execFileSync('mkfifo', [join(folder, 'config.json')]);
    expect(await refusal(folder)).toEqual({ code: 'model.unreadable', about: { file: 'config.json', reason: 'not a regular file' } });
  });

  it('refuses a manifest of more than a megabyte, one that is not JSON, and one without its keys', async () => {
    const folder = await copyOfTiny();
    for (const [text, reason] of [[' '.repeat((1 << 20) + 1), /^1048577 bytes/], ['{ x', /^not JSON from line 1, column 3 on$/], ['{', /^not JSON/], ['{"name":"x"}', /^the entry title is missing or of another form than string$/], ['[]', /^of another form$/]] as const) {
      await writeFile(join(folder, 'manifest.json'), text);
      expect(await refusal(folder)).toMatchObject({ code: 'model.unreadable', about: { file: 'manifest.json', reason: expect.stringMatching(reason) } });
    }
  });

  it('refuses bytes that are no ONNX, with the right hash', async () => {
    const folder = join(root, 'garbage');
    await writeModelFolder(folder, { name: 'x', title: 'x', kind: 'classify', version: 1, license: 'MIT', numericClass: 'cpu-fp32', maxContext: 1 }, new Map([['onnx/model.onnx', Buffer.from('no model at all')]]));
    expect(await refusal(folder)).toMatchObject({ code: 'model.unreadable', about: { file: 'onnx/model.onnx' } });
  });
});

describe('a model with two readings', () => {
  const cases: [string, (model: Model) => void, RegExp][] = [
    ['a tensor with raw and typed data', (model) => void firstWeight(model).floatData.push(1), /two readings: raw \+ float/],
    ['a tensor whose bytes do not fit its dims', (model) => void (firstWeight(model).dims[0]! += 1n), /bytes where its dims need/],
    ['negative dims', (model) => void (firstWeight(model).dims = [-64n, -320n]), /dimension -64/],
    ['dims that overflow', (model) => void (firstWeight(model).dims = [4294967295n, 4294967295n]), /too large/],
    ['a typed value that does not fit its type', (model) => model.graph!.initializer.push(create(TensorSchema, { name: 'x', dataType: 3, dims: [1n], int32Data: [300] })) && undefined, /does not fit/],
    ['data in the field of another type', (model) => model.graph!.initializer.push(create(TensorSchema, { name: 'x', dataType: 7, dims: [1n], floatData: [1] })) && undefined, /float_data, data_type 7/],
    ['an initializer given twice', (model) => model.graph!.initializer.push(model.graph!.initializer[0]!) && undefined, /initializer .* is given twice/],
    ['an opset given twice', (model) => model.opsetImport.push({ $typeName: 'hearth.onnx.OperatorSet', domain: 'ai.onnx', version: 13n }) && undefined, /imported twice/],
    ['a value made twice', (model) => void (model.graph!.node[3]!.output[0] = model.graph!.node[2]!.output[0]!), /defined twice|nothing defines/],
    ['an attribute given twice', (model) => { const node = model.graph!.node.find((each) => each.attribute.length > 0)!; node.attribute.push(node.attribute[0]!); }, /attribute is given twice/],
    ['an attribute with two values', (model) => void (model.graph!.node.find((each) => each.opType === 'Softmax')!.attribute[0]!.f = 1), /: 2: f \+ i$/],
    ['an undeclared domain', (model) => void (model.graph!.node[0]!.domain = 'com.microsoft'), /undeclared domain/],
    ['a declaration that disagrees with its initializer', (model) => model.graph!.input.push({ $typeName: 'hearth.onnx.ValueInfo', name: 'lm_head.weight', docString: '', type: { $typeName: 'hearth.onnx.Type', denotation: '', tensorType: { $typeName: 'hearth.onnx.Type.OfTensor', elemType: 7 } } }) && undefined, /declared as another/],
    ['external data without its mark', (model) => void (firstWeight(model).externalData = [{ $typeName: 'hearth.onnx.StringEntry', key: 'location', value: 'x' }]), /two readings|not a file/],
    ['external data that climbs out', (model) => Object.assign(firstWeight(model), { rawData: new Uint8Array(0), dataLocation: 1, externalData: [{ $typeName: 'hearth.onnx.StringEntry', key: 'location', value: '../../secret' }] }) && undefined, /not a file of this model/],
    ['a random operator', (model) => model.graph!.node.push(create(NodeSchema, { opType: 'RandomNormal', output: ['r'], attribute: [create(AttributeSchema, { name: 'shape', type: 7, ints: [1n] })] })) && undefined, /random operator/],
    ['a cycle', (model) => void (model.graph!.node[0]!.input[0] = 'last_hidden_state'), /cycle/],
    ['an undefined input', (model) => void (model.graph!.node[0]!.input[0] = 'nobody'), /nothing defines/],
    ['an output the binding would lose', (model) => void (model.graph!.output[0]!.name = '__proto__'), /__proto__/],
    ['no such last hidden value', (model) => { for (const node of model.graph!.node) { node.output = node.output.map((name) => (name === 'last_hidden_state' ? 'h' : name)); node.input = node.input.map((name) => (name === 'last_hidden_state' ? 'h' : name)); } }, /no node makes/],
  ];
  it.each(cases)('is refused: %s', async (_name, edit, reason) => {
    const { code, about } = await refusal(await edited(edit));
    expect(code).toBe('model.unsupported');
    expect(about['reason']).toMatch(reason);
  });

  it('is refused: a name that is no UTF-8', async () => {
    const bytes = Buffer.from(toBinary(ModelSchema, buildDecoder(tinyDecoder)));
    const at = bytes.indexOf('last_hidden_state');
    bytes[at] = 0xff;
    const folder = join(root, 'badName');
    await writeModelFolder(folder, { name: 'x', title: 'x', kind: 'generate', version: 1, license: 'MIT', numericClass: 'cpu-fp32', maxContext: 64, lastHidden: 'logits', model: 'onnx/model.onnx' }, new Map([['onnx/model.onnx', bytes]]));
    expect(fromBinary(ModelSchema, bytes).graph!.node.some((node) => node.output.some((name) => name.includes('\ufffd')))).toBe(true);
    expect((await refusal(folder)).code).toBe('model.unsupported');
  });
});
