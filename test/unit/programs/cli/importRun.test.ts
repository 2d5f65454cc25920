import { mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importModel, type ImportOptions } from '../../../../electron/programs/cli/importRun.ts';
import { openModelFolder } from '../../../../electron/services/models/openModelFolder.ts';
import { nodePrimitives } from '../../../../electron/services/primitives/nodePrimitives.ts';
import { tinyDecoder } from '../../../support/generatedDecoder.ts';
import { writeHubFolder, type HubVariant } from '../../../support/hubFolder.ts';

let root: string;
let made = 0;
beforeAll(async () => void (root = await mkdtemp(join(tmpdir(), 'hearth-import-'))));
afterAll(() => rm(root, { recursive: true, force: true }));

async function hub(...variants: HubVariant[]): Promise<string> {
  const folder = join(root, `Some-Model-${made++}`);
  await writeHubFolder(folder, tinyDecoder, variants);
  return folder;
}
async function run(folder: string, options: Partial<ImportOptions> = {}): Promise<{ readonly code: number; readonly text: string; readonly value: { written: string | null; graphs: { graph: string; failure: { about: { reason: string } } | null; tried: { executionProvider: string; unitsPerSecond: number | null; evidence: string; oneByOne: string | null; allLogits: string | null }[] }[] } }> {
  let told: { value: unknown; text: string } | null = null;
  const code = await importModel(folder, { run: true, replace: false, ...options }, { isJson: true, say: () => {}, progress: () => {}, result: (value, text) => void (told = { value, text }) });
  return { code, ...told! } as Awaited<ReturnType<typeof run>>;
}

describe('a folder of the Hugging Face hub', () => {
  it('with weights in several files becomes one that Hearth opens: files, licence, last hidden value and what runs where are found', async () => {
    const folder = await hub('fp32');
    const { code, text, value } = await run(folder);
    expect([code, value.written]).toEqual([0, join(folder, 'manifest.json')]);
    const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as { files: { path: string }[] };
    expect(manifest).toMatchObject({ kind: 'generate', license: 'apache-2.0', lastHidden: 'last_hidden_state', model: 'onnx/model.onnx', maxContext: tinyDecoder.maxContext, numericClass: 'cpu-fp32' });
    expect(manifest.files.map(({ path }) => path)).toEqual(['onnx/model.onnx', 'onnx/model.onnx_data', 'onnx/model.onnx_data_1', 'config.json', 'generation_config.json', 'tokenizer.json', 'tokenizer_config.json']);
    const model = await openModelFolder(nodePrimitives, folder);
    expect(model.spec.stopTokenIds).toEqual([1]);
    const cpu = value.graphs[0]!.tried.find(({ executionProvider }) => executionProvider === 'cpu')!;
    expect(cpu).toMatchObject({ evidence: 'calibrated: an audit may accuse by it' });
    expect(cpu.unitsPerSecond).toBeGreaterThan(0);
    expect(text).toContain(model.modelId);
    // What is there is not written over unasked.
    await expect(run(folder)).rejects.toMatchObject({ code: 'usage.invalid' });
    expect((await run(folder, { replace: true, license: 'MIT', maxContext: 64, run: false })).code).toBe(0);
    expect(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))).toMatchObject({ license: 'MIT', maxContext: 64 });
  });

  it('with variants is told of each, and writes nothing until one is chosen', async () => {
    const folder = await hub('fp32', 'fp16', 'stored', 'quantized', 'q4', 'half');
    const { code, text, value } = await run(folder);
    expect([code, value.written]).toEqual([0, null]);
    const of = (name: string) => value.graphs.find(({ graph }) => graph === `onnx/${name}.onnx`)!;
    for (const name of ['model', 'model_fp16', 'model_stored', 'model_quantized', 'model_q4', 'model_half']) expect(of(name).failure, `${name}: ${text}`).toBeNull();
    for (const name of ['model', 'model_stored', 'model_q4']) expect(of(name).tried[0], name).toMatchObject({ evidence: 'calibrated: an audit may accuse by it', oneByOne: null });
    // Sixteen bits compute what two honest machines may round to different numbers.
    expect(of('model_fp16').tried[0]!.evidence).toMatch(/^shadow only: no rule can follow ai.onnx\/Cast, ai.onnx\/MatMul$/);
    expect(of('model_half').tried[0]!.evidence).toMatch(/^shadow only: no rule can follow ai.onnx\/Add/);
    for (const name of ['model_fp16', 'model_half']) expect(of(name).tried[0]!.unitsPerSecond, name).toBeGreaterThan(0);
    expect(of('model_quantized').tried[0]!.evidence).toMatch(/^shadow only: no rule can follow .*DynamicQuantizeLinear/);
    expect([of('model').tried[0]!.allLogits, text]).toEqual([null, expect.stringMatching(/^ {2}cpu: logits of every position of a prompt, for DynamicQuantizeLinear between the last rows and the logits/m)]);
    expect(text).toContain('choose one with --graph');
    const chosen = await run(folder, { graph: 'model_quantized.onnx' });
    expect(chosen.value.written).not.toBeNull();
    expect(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))).toMatchObject({ model: 'onnx/model_quantized.onnx', name: expect.stringMatching(/^some-model-\d+-quantized$/), lastHidden: 'last_hidden_state' });
    await openModelFolder(nodePrimitives, folder);
    await expect(run(folder, { graph: 'model_q8.onnx' })).rejects.toMatchObject({ code: 'usage.invalid' });
  });

  it('with attention that counts positions, of 4 and of 16 bits, runs several jobs at once', async () => {
    const folder = join(root, 'Counting-Model');
    await writeHubFolder(folder, { ...tinyDecoder, groupQuery: 'turns' }, ['q4', 'half']);
    const { code, value, text } = await run(folder);
    expect(code).toBe(0);
    const found = Object.fromEntries(value.graphs.map(({ graph, tried }) => [graph, tried[0]]));
    expect(found).toMatchObject({
      'onnx/model_q4.onnx': { oneByOne: null, allLogits: null, evidence: 'calibrated: an audit may accuse by it' },
      'onnx/model_half.onnx': { oneByOne: null, allLogits: null, evidence: expect.stringMatching(/^shadow only/) },
    });
    expect(text).not.toContain('one job at a time');
  });

  it('that cannot be offered says why, with what to do about it', async () => {
    const empty = join(root, 'empty');
    await writeHubFolder(empty, tinyDecoder, []);
    await expect(run(empty)).rejects.toThrow(/optimum-cli export onnx/);
    const cached = await hub('fp32');
    await rename(join(cached, 'onnx/model.onnx_data'), join(root, 'blob'));
    await symlink(join(root, 'blob'), join(cached, 'onnx/model.onnx_data'));
    const linked = await run(cached);
    expect([linked.code, linked.value.graphs[0]!.failure!.about.reason]).toEqual([1, expect.stringContaining('cp -rL')]);
    await writeFile(join(cached, 'onnx/model.onnx'), 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 5\n');
    expect((await run(cached)).text).toMatch(/onnx\/model\.onnx: not offered\. .*git lfs pull/);
  });
});
