import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Wallet } from 'ethers/wallet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../electron/protocol/bytes.ts';
import { bundleHashOf, type Bundle } from '../../electron/protocol/bundle.ts';
import { localDomain as domain } from '../../electron/protocol/localDomain.ts';
import type { JobInput } from '../../electron/protocol/messages.ts';
import { numericClass, type NumericClassName } from '../../electron/protocol/numericClass.ts';
import { formatReceiptFile, type ReceiptFile } from '../../electron/protocol/receiptFile.ts';
import { signDigest } from '../../electron/protocol/signature.ts';
import { sketchRoot } from '../../electron/protocol/sketch.ts';
import { signingDigest } from '../../electron/protocol/typedData.ts';
import { zeroHash } from '../../electron/protocol/verify.ts';
import { openModelFolder } from '../../electron/services/models/openModelFolder.ts';
import { buildJobRequest } from '../../electron/services/practice/orders.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import type { VerifyReport } from '../../electron/shared/shapes.ts';
import { sampled } from '../support/decoderHarness.ts';
import { runHearth } from '../support/hearthCommand.ts';
import { bundledModels, runOrder, startWorker } from '../support/practiceProvider.ts';

/** A receipt made by one process, natively, is checked by another that knows only files and computes in WebAssembly. */
const node = new Wallet(`0x${'41'.repeat(32)}`);
const client = new Wallet(`0x${'42'.repeat(32)}`);

describe('a receipt under a second instruction set', () => {
  let folder: string;
  const files = new Map<string, ReceiptFile>();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hearth-wasm-'));
    const worker = startWorker();
    try {
      const asked = await worker.ready();
      for (const model of worker.models.values()) {
        const input: JobInput = model.kind === 'classify'
          ? { kind: 'classify', dtype: 2, dims: [1, 64], body: `0x${Array.from({ length: 64 }, (_, i) => (i % 17).toString(16).padStart(2, '0')).join('')}` }
          : { kind: 'generate', promptTokens: [4, 40, 400, 77, 5, 900, 31], decode: { ...sampled, maxNewTokens: 48 } };
        const request = buildJobRequest(p, {
          domain, client, app: `0x${'00'.repeat(20)}`, provider: node.address, reservationId: zeroHash, input, deliveryKey: zeroHash, nowSeconds: Math.floor(Date.now() / 1000), randomBytes: (count) => new Uint8Array(count).fill(7),
          model: { modelId: model.modelId, kind: model.kind, name: model.name, classId: numericClass[model.numericClass as NumericClassName], priceInWei: 1n, priceOutWei: 2n, maxContext: model.maxContext },
        });
        const file = await runOrder(asked, worker.models, node, request);
        files.set(model.name, file);
        await writeFile(join(folder, `${model.name}.json`), formatReceiptFile(file));
      }
    } finally {
      await worker.stop();
    }
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const verify = async (name: string, file = join(folder, `${name}.json`), model = join(bundledModels, name)): Promise<VerifyReport & { code: number | null }> => {
    const ran = await runHearth(['verify', file, '--model', model, '--runtime', 'wasm', '--json']);
    return { ...(ran.json() as unknown as VerifyReport), code: ran.code } as VerifyReport & { code: number | null };
  };
  const failed = (report: VerifyReport): string[] => report.checks.filter(({ state }) => state === 'failed').map(({ name }) => name);
  const reasonOf = (report: VerifyReport, check: string): string => report.checks.find(({ name }) => name === check)!.reason;

  it('passes: every sketch and every token of a generation, every bit of an exact output', async () => {
    const ember = await verify('ember');
    expect(failed(ember)).toEqual([]);
    expect(ember.code).toBe(0);
    expect(['replaySketches', 'replayTokens', 'replayStop'].map((check) => ember.checks.find(({ name }) => name === check)?.state)).toEqual(['passed', 'passed', 'passed']);
    // Another build computed: rows that agree to the last bit would mean that the same one ran twice.
    expect(reasonOf(ember, 'replaySketches')).toMatch(/worst [1-9]\.\de-7|worst [1-9]\.\de-6/);
    const digits = await verify('digits');
    expect(failed(digits)).toEqual([]);
    expect(reasonOf(digits, 'replayOutput')).toContain('bit for bit');
  });

  it('passes an audit on the same build', async () => {
    const ran = await runHearth(['audit', join(folder, 'ember.json'), '--model', join(bundledModels, 'ember'), '--runtime', 'wasm', '--json']);
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.json()).toMatchObject({ ok: true });
  });

  it('names the chunk in which the node changed one bit of its evidence and signed that', async () => {
    const honest = files.get('ember')!;
    const bundle = honest.bundle as Extract<Bundle, { kind: 'generate' }>;
    const sketches = bundle.sketches.map(fromHex);
    // The lowest bit of the exponent: a number doubled or halved.
    sketches[2]![4 * 9 + 2]! ^= 0x80;
    const edited: Bundle = { ...bundle, sketches: sketches.map(toHex) };
    const receipt = { ...honest.receipt, bundleHash: bundleHashOf(p, edited), trace: { ...honest.receipt.trace, sketchRoot: toHex(sketchRoot(p, sketches)) } };
    const file = { ...honest, bundle: edited, receipt, receiptSignature: signDigest(node.privateKey, signingDigest(domain, 'Receipt', receipt)) };
    await writeFile(join(folder, 'edited.json'), formatReceiptFile(file));
    const report = await verify('ember', join(folder, 'edited.json'));
    expect(failed(report)).toEqual(['replaySketches']);
    expect(reasonOf(report, 'replaySketches')).toMatch(/^chunk 1 is /);
    expect(report.code).toBe(1);
  });

  it('names the file of the model in which one bit was changed', async () => {
    const copy = join(folder, 'model');
    await cp(join(bundledModels, 'ember'), copy, { recursive: true });
    const manifest = JSON.parse(await readFile(join(copy, 'manifest.json'), 'utf8')) as { files: { path: string; sizeBytes: number }[] };
    expect(manifest.files.length).toBeGreaterThan(3);
    for (const [n, { path, sizeBytes }] of manifest.files.entries()) {
      const whole = await readFile(join(copy, path));
      const changed = Buffer.from(whole);
      changed[(n * 104_729 + 17) % sizeBytes]! ^= 1 << (n % 8);
      await writeFile(join(copy, path), changed);
      await expect(openModelFolder(p, copy), path).rejects.toMatchObject({ code: 'model.corrupt', about: { file: path } });
      if (n === 0) {
        const report = await verify('ember', undefined, copy);
        expect(failed(report)).toEqual(['modelFiles']);
        expect(reasonOf(report, 'modelFiles')).toContain(path);
      }
      await writeFile(join(copy, path), whole);
    }
    expect(failed(await verify('ember', undefined, copy))).toEqual([]);
  });

  it('is another model\'s where the manifest says one thing otherwise', async () => {
    const copy = join(folder, 'model');
    const text = await readFile(join(copy, 'manifest.json'), 'utf8');
    await writeFile(join(copy, 'manifest.json'), text.replace('"maxContext": 512', '"maxContext": 513'));
    expect(failed(await verify('ember', undefined, copy))).toEqual(['modelFiles']);
  });

  it('needs the model to be given', async () => {
    expect(await runHearth(['verify', join(folder, 'ember.json'), '--runtime', 'wasm'])).toMatchObject({ code: 2 });
  });
});
