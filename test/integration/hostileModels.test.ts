import { create, toBinary } from '@bufbuild/protobuf';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ModelSchema, OperatorSetSchema } from '../../electron/services/models/onnx/onnx_pb.ts';
import { childPort } from '../../electron/services/ports/childPort.ts';
import { connectBridge, type BridgeClient } from '../../electron/shared/bridgeKit.ts';
import { workerBridge } from '../../electron/shared/workerBridge.ts';
import { tinyDecoder, writeDecoder, writeModelFolder } from '../support/generatedDecoder.ts';
import { fn, graph, ints, model, node, tensor, value, type ModelParts } from '../support/onnxModels.ts';
import { builtPrograms } from '../support/programs.ts';

/** Files that would hold or fill a machine, given to the real worker process: it answers with a code or it dies within its limits. */

const program = join(builtPrograms, 'worker.js');
const gib = 2 ** 30;
const started: ChildProcess[] = [];
let root: string;
let made = 0;
beforeAll(async () => void (root = await mkdtemp(join(tmpdir(), 'hearth-hostile-'))));
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});
afterAll(() => rm(root, { recursive: true, force: true }));

type Worker = { readonly child: ChildProcess; readonly bridge: BridgeClient<typeof workerBridge>; readonly stderr: () => string; readonly gone: Promise<string | null> };
function startWorker(): Worker {
  const child = fork(program, { serialization: 'advanced', stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  started.push(child);
  let stderr = '';
  child.stderr!.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return { child, bridge: connectBridge(workerBridge, childPort(child)), stderr: () => stderr, gone: once(child, 'exit').then(([, signal]) => signal as string | null) };
}

const head = { name: 'hostile', title: 'hostile', kind: 'classify', version: 1, license: 'MIT', numericClass: 'cpu-fp32', maxContext: 1, model: 'onnx/model.onnx' };
async function folderOf(onnx: Uint8Array): Promise<string> {
  const folder = join(root, `model-${made++}`);
  await writeModelFolder(folder, head, new Map([['onnx/model.onnx', onnx]]));
  return folder;
}
const classifier = (parts: Partial<ModelParts>): Promise<string> =>
  folderOf(toBinary(ModelSchema, model({ nodes: [], inputs: [value('x', 'float', [1, 4])], outputs: [value('y', 'float', [1, 4])], ...parts })));

type Answer = { readonly code: string; readonly reason: string; readonly modelId?: string };
const load = ({ bridge }: Worker, folder: string, limits = { timeMs: 20_000, memoryBytes: 2 * gib }): Promise<Answer> =>
  bridge.ask('load', { folder, executionProvider: 'cpu', threads: 1, expectModelId: null, limits }).then(
    ({ modelId }) => ({ code: 'loaded', reason: '', modelId }),
    (error: { code: string; about: { reason?: string } }) => ({ code: error.code, reason: String(error.about.reason) }),
  );

/** A length-delimited field of a protobuf message. */
function field(no: number, bytes: Uint8Array): Buffer {
  const size: number[] = [];
  for (let rest = bytes.length; ; rest = Math.floor(rest / 128)) {
    size.push(rest < 128 ? rest : (rest % 128) + 128);
    if (rest < 128) break;
  }
  return Buffer.concat([Buffer.of(no * 8 + 2, ...size), bytes]);
}

describe('a hostile model in the real worker', () => {
  it('is refused in milliseconds when it has a million nodes, or subgraphs five hundred deep', async () => {
    const worker = startWorker();
    await worker.bridge.ask('probe', {});
    const one = field(1, Buffer.concat([field(1, Buffer.from('x')), field(2, Buffer.from('y')), field(4, Buffer.from('Relu'))]));
    const million = await folderOf(field(7, Buffer.alloc(one.length * 1_000_000, one)));
    let deep: Buffer = one;
    for (let i = 0; i < 500; i++) deep = field(1, Buffer.concat([field(4, Buffer.from('If')), field(5, Buffer.concat([field(1, Buffer.from('then_branch')), field(6, deep)]))]));
    const nested = await folderOf(field(7, deep));
    const beforeMs = performance.now();
    expect(await load(worker, million)).toEqual({ code: 'model.unsupported', reason: 'more than 200000 nodes' });
    expect((await load(worker, nested)).code).toBe('model.unreadable');
    expect(performance.now() - beforeMs, 'which would take minutes to be read whole').toBeLessThan(30_000);
  });

  it('is refused for cycles, undefined inputs, dims that are negative or overflow, and the worker goes on', async () => {
    const worker = startWorker();
    const big = (dims: bigint[]) => Object.assign(tensor('w', 'float', [1], Float32Array.of(1)), { dims });
    const folders = {
      cycle: await classifier({ nodes: [node('Add', ['x', 'b'], ['y']), node('Relu', ['y'], ['b'])] }),
      undefined: await classifier({ nodes: [node('Add', ['x', 'nobody'], ['y'])] }),
      negative: await classifier({ nodes: [node('Add', ['x', 'w'], ['y'])], weights: [big([-4n])] }),
      huge: await classifier({ nodes: [node('Add', ['x', 'w'], ['y'])], weights: [big([2n ** 40n])] }),
      product: await classifier({ nodes: [node('Add', ['x', 'w'], ['y'])], weights: [big([2n ** 32n - 1n, 2n ** 32n - 1n])] }),
    };
    for (const [name, folder] of Object.entries(folders)) expect((await load(worker, folder)).code, name).toBe('model.unsupported');
    expect((await load(worker, await classifier({ nodes: [node('Relu', ['x'], ['y'])] }))).code).toBe('loaded');
  });

  it('is stopped in time when loading it doubles its size thirty times, and the next worker is well', async () => {
    // Each function calls the one before twice; the runtime writes them all out.
    const functions = Array.from({ length: 30 }, (_, i) => {
      const body = i === 0 ? [node('Relu', ['a'], ['m']), node('Relu', ['m'], ['b'])] : [node(`F${i - 1}`, ['a'], ['m'], {}, 'f'), node(`F${i - 1}`, ['m'], ['b'], {}, 'f')];
      const made1 = fn('f', `F${i}`, ['a'], ['b'], body);
      made1.opsetImport.push(create(OperatorSetSchema, { domain: 'f', version: 1n }));
      return made1;
    });
    const folder = await classifier({ domains: { f: 1 }, functions, nodes: [node('F29', ['x'], ['y'], {}, 'f')] });
    const worker = startWorker();
    await worker.bridge.ask('probe', {});
    const beforeMs = performance.now();
    const answer = await load(worker, folder, { timeMs: 1500, memoryBytes: 2 * gib });
    expect(answer.code).toBe('bridge.closed');
    expect(await worker.gone).toBe('SIGKILL');
    expect(worker.stderr()).toMatch(/worker stopped: (?:past its deadline, \d+ ms: \d+ ms, \d+ ms of the processor|memory)/);
    expect(performance.now() - beforeMs).toBeLessThan(60_000);
  });

  it('is stopped when it fills memory: four gigabytes written out, or a hundred at once', async () => {
    const run = async (worker: Worker, folder: string): Promise<string> => {
      const answer = await load(worker, folder, { timeMs: 60_000, memoryBytes: gib });
      if (answer.code !== 'loaded') return answer.code;
      return worker.bridge.ask('classify', { jobId: `0x${'11'.repeat(32)}`, modelId: answer.modelId as `0x${string}`, input: new Uint8Array(16) }).then(() => 'ran', (error: { code: string }) => error.code);
    };
    const [first, second] = [startWorker(), startWorker()];
    const fills = await classifier({ nodes: [node('ConstantOfShape', ['shape'], ['zeros']), node('Exp', ['zeros'], ['ones']), node('ReduceMax', ['ones'], ['most']), node('Add', ['x', 'most'], ['y'])], weights: [ints('shape', [1_000_000_000])] });
    expect(await run(first, fills)).toBe('bridge.closed');
    expect(await first.gone).toBe('SIGKILL');
    expect(first.stderr()).toMatch(/worker stopped: memory \d+ MiB, limit 1024 MiB/);
    const expands = await classifier({ nodes: [node('ReduceMax', ['x'], ['one']), node('Squeeze', ['one'], ['scalar']), node('Expand', ['scalar', 'shape'], ['wide']), node('ReduceMax', ['wide'], ['most']), node('Add', ['x', 'most'], ['y'])], weights: [ints('shape', [25_000_000_000])] });
    // The system may refuse the memory at once; else it is taken until the limit.
    expect(['worker.runFailed', 'bridge.closed']).toContain(await run(second, expands));
  });

  it('can be killed in the middle of a loop of a billion turns', async () => {
    const body = graph({ name: 'body', inputs: [value('i', 'int64', []), value('go', 'bool', []), value('a', 'float', [1, 4])], nodes: [node('Identity', ['go'], ['again']), node('Sin', ['a'], ['b'])], outputs: [value('again', 'bool', []), value('b', 'float', [1, 4])] });
    const worker = startWorker();
    const answer = await load(worker, await classifier({ nodes: [node('Loop', ['trips', '', 'x'], ['y'], { body })], weights: [ints('trips', [1_000_000_000], [])] }));
    expect(answer.code).toBe('loaded');
    let isDone = false;
    const lost = worker.bridge.ask('classify', { jobId: `0x${'11'.repeat(32)}`, modelId: answer.modelId as `0x${string}`, input: new Uint8Array(16) }).catch((error: { code: string }) => ({ code: error.code })).finally(() => (isDone = true));
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(isDone).toBe(false);
    const killedAtMs = performance.now();
    worker.child.kill('SIGKILL');
    expect(await worker.gone).toBe('SIGKILL');
    expect(performance.now() - killedAtMs).toBeLessThan(30_000);
    expect(await lost).toEqual({ code: 'bridge.closed' });
  });

  /** The tiny decoder with one of its text files said otherwise. */
  async function decoderWith(name: string, edits: Readonly<Record<string, (text: string) => string>>): Promise<string> {
    const folder = await writeDecoder(join(root, name), tinyDecoder);
    const files = new Map<string, Uint8Array>([['onnx/model.onnx', await readFile(join(folder, 'onnx/model.onnx'))]]);
    for (const file of ['tokenizer.json', 'tokenizer_config.json', 'config.json', 'generation_config.json']) files.set(file, Buffer.from((edits[file] ?? ((text) => text))(await readFile(join(folder, file), 'utf8'))));
    await writeModelFolder(folder, { ...head, kind: 'generate', lastHidden: 'last_hidden_state', maxContext: 256 }, files);
    return folder;
  }

  it('is stopped when a tokenizer rule never ends, and honest text is not', async () => {
    const folder = await decoderWith('regex', {
      'tokenizer.json': (text) => {
        const json = JSON.parse(text) as { pre_tokenizer: object };
        return JSON.stringify({ ...json, pre_tokenizer: { type: 'Sequence', pretokenizers: [{ type: 'Split', pattern: { Regex: '(?:a+)+b' }, behavior: 'Isolated', invert: false }, json.pre_tokenizer] } });
      },
    });
    const worker = startWorker();
    const { modelId } = await load(worker, folder);
    const encode = (text: string): Promise<string> =>
      worker.bridge.ask('encode', { modelId: modelId as `0x${string}`, text, limits: { timeMs: 1000, memoryBytes: 2 * gib } }).then(({ tokens }) => `${tokens.length} tokens`, (error: { code: string }) => error.code);
    expect(await encode('aaab and more')).toMatch(/^\d+ tokens$/);
    const beforeMs = performance.now();
    expect(await encode(`${'a'.repeat(60)}c`)).toBe('bridge.closed');
    expect(await worker.gone).toBe('SIGKILL');
    expect(performance.now() - beforeMs).toBeLessThan(60_000);
    expect(worker.stderr()).toMatch(/worker stopped: past its deadline/);
  });

  it('is stopped when a chat template never ends or fills memory, and refused by code when it calls itself for ever or is another language', async () => {
    const withTemplate = (name: string, template: string): Promise<string> => decoderWith(name, { 'tokenizer_config.json': (text) => JSON.stringify({ ...(JSON.parse(text) as object), chat_template: template }) });
    const chat = async (worker: Worker, folder: string, memoryBytes = 2 * gib): Promise<string> => {
      const { modelId } = await load(worker, folder);
      return worker.bridge.ask('encodeChat', { modelId: modelId as `0x${string}`, messages: [{ role: 'user', content: 'hi' }], tools: [], limits: { timeMs: 1500, memoryBytes } }).then(({ tokens }) => `${tokens.length} tokens`, (error: { code: string }) => error.code);
    };
    const [first, second] = [startWorker(), startWorker()];
    expect(await chat(first, await withTemplate('honest', '{% for message in messages %}{{ message.content }}{% endfor %}'))).toMatch(/^\d+ tokens$/);
    expect(await chat(first, await withTemplate('itself', '{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}'))).toBe('input.malformed');
    expect(await chat(first, await withTemplate('reaching', "{{ messages.constructor.constructor('return process')() }}"))).toBe('input.malformed');
    const beforeMs = performance.now();
    expect(await chat(first, await withTemplate('endless', '{% for a in range(30000) %}{% for b in range(30000) %}{% endfor %}{% endfor %}'))).toBe('bridge.closed');
    expect(await first.gone).toBe('SIGKILL');
    expect(performance.now() - beforeMs).toBeLessThan(60_000);
    expect(first.stderr()).toMatch(/worker stopped: past its deadline/);
    // Text that doubles: no loop is long, the result is. What V8 refuses by itself has a code, what it would give is stopped.
    expect(['bridge.closed', 'input.malformed']).toContain(await chat(second, await withTemplate('doubling', `{% set x = "${'x'.repeat(64)}" %}${'{% set x = [x, x] | join("y") %}'.repeat(30)}{{ x }}`), gib));
  });

  it('does not reach the prototypes of the worker through its configuration', async () => {
    const poison = '"__proto__":{"vocab_size":7,"polluted":true},"constructor":{"prototype":{"polluted":true}},';
    const poisoned = (text: string): string => text.replace('{', `{${poison}`);
    const folder = await decoderWith('polluting', { 'tokenizer.json': poisoned, 'tokenizer_config.json': poisoned, 'config.json': poisoned, 'generation_config.json': poisoned });
    const worker = startWorker();
    const loaded = await worker.bridge.ask('load', { folder, executionProvider: 'cpu', threads: 1, expectModelId: null });
    expect(loaded.vocabSize).toBe(320);
    expect((await worker.bridge.ask('encode', { modelId: loaded.modelId, text: 'hi' })).tokens.length).toBeGreaterThan(1);
    await writeFile(join(folder, 'manifest.json'), (await readFile(join(folder, 'manifest.json'), 'utf8')).replace('{', `{${poison}`));
    expect((await load(worker, folder)).code).toBe('model.unreadable');
  });
});
