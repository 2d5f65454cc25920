import { randomBytes } from 'node:crypto';
import { closeSync, copyFileSync, ftruncateSync, mkdirSync, openSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoSummary } from '../../electron/programs/cli/demoCommand.ts';
import { runHearth, type Ran } from '../support/hearthCommand.ts';
import { bundledModels } from '../support/practiceProvider.ts';
import type { ReceiptFile } from '../../electron/protocol/receiptFile.ts';
import { bundledModelFolders } from '../../electron/programs/cli/places.ts';
import { writeModelFolder } from '../support/generatedDecoder.ts';
import { openPayingClient } from '../support/payingClient.ts';
import { newFolder, startHearth, type Hearth } from '../support/runningHearth.ts';
import { until } from '../support/until.ts';

type Check = { name: string; state: 'passed' | 'failed' | 'notChecked'; reason: string };
type Report = { file?: string; ok: boolean; checks: Check[]; code?: string; about?: Record<string, unknown> };

/** The demo runs once; everything below looks at what it left behind. */
let folder: string;
let demo: Ran;
let summary: DemoSummary;
/** Another suite's demo may come and go meanwhile: this one has a place of its own. */
let temporary: string;
beforeAll(async () => {
  folder = newFolder('main');
  temporary = join(folder, 'tmp');
  mkdirSync(temporary);
  demo = await runHearth(['demo', '--jobs', '5', '--json', '--out', join(folder, 'receipts')], { limitMs: 280_000, env: { TMPDIR: temporary, TEMP: temporary } });
  summary = demo.json() as unknown as DemoSummary;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fileOf = (kind: string): string => summary.receipts.find((receipt) => receipt.kind === kind)!.file;
const verify = async (args: string[]): Promise<{ ran: Ran; report: Report }> => {
  const ran = await runHearth(['verify', ...args, '--json']);
  return { ran, report: ran.json() as unknown as Report };
};

describe('the demo', () => {
  it('settles every job, prints one JSON with the promised keys on stdout, and leaves nothing but the receipts', () => {
    expect(demo.code).toBe(0);
    expect(summary).toMatchObject({ jobs: 5, settled: 5, failed: 0, paidWei: expect.stringMatching(/^[1-9]\d*$/), firstReceiptMs: expect.any(Number) });
    expect(Object.keys(summary).sort()).toEqual(['failed', 'firstReceiptMs', 'jobs', 'network', 'paidWei', 'receipts', 'seconds', 'settled']);
    expect(summary.receipts).toHaveLength(5);
    for (const receipt of summary.receipts) {
      expect(Object.keys(receipt).sort()).toEqual(['anchorTx', 'deviceId', 'file', 'id', 'kind', 'payoutWei', 'verified']);
      expect(receipt).toMatchObject({ verified: true, anchorTx: expect.stringMatching(/^0x[0-9a-f]{64}$/), payoutWei: expect.stringMatching(/^[1-9]\d*$/) });
    }
    expect(new Set(summary.receipts.map(({ kind }) => kind))).toEqual(new Set(['classify', 'generate']));
    expect(summary.receipts.reduce((sum, { payoutWei }) => sum + BigInt(payoutWei!), 0n).toString()).toBe(summary.paidWei);
    expect(readdirSync(temporary).filter((name) => name.startsWith('hearth-demo-'))).toEqual([]);
  });

  it('leaves receipts that another process verifies, from the file alone and by running the model again', async () => {
    const { ran, report } = await verify(summary.receipts.map(({ file }) => file));
    expect(ran.code).toBe(0);
    expect(report.ok).toBe(true);
    for (const [kind, model] of [['classify', 'digits'], ['generate', 'ember']] as const) {
      const deeper = await verify([fileOf(kind), '--model', join(bundledModels, model)]);
      expect(deeper.ran.code).toBe(0);
      expect(deeper.report.checks.filter(({ state }) => state === 'notChecked').map(({ name }) => name)).toEqual(kind === 'generate' ? ['replayRows', 'chain'] : ['chain']);
    }
    const wrong = await verify([fileOf('classify'), '--model', join(bundledModels, 'ember')]);
    expect(wrong.ran.code).toBe(1);
    expect(wrong.report).toMatchObject({ ok: false, code: 'receipt.failed' });
  });
});

describe('a receipt that was changed', () => {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a receipt is taken apart here as its enemy would
  type Json = any;
  const flip = (hex: string): string => hex.slice(0, 40) + (hex[40] === '0' ? '1' : '0') + hex.slice(41);
  /** What is changed, and which check must name it. */
  const changes: Record<string, [kind: 'classify' | 'generate', check: RegExp, change: (file: Json) => void]> = {
    'a byte of the output': ['classify', /output|bundle/i, ({ bundle }) => void (bundle.output.body = flip(bundle.output.body))],
    'a token of the answer': ['generate', /output|bundle/i, ({ bundle }) => void (bundle.tokens[0] = (bundle.tokens[0] + 1) % 1000)],
    'a sketch': ['generate', /sketch|bundle/i, ({ bundle }) => void (bundle.sketches[0] = flip(bundle.sketches[0]))],
    'the receipt signature': ['classify', /signature/i, (file) => void (file.receiptSignature = flip(file.receiptSignature))],
    'the order signature': ['classify', /order/i, (file) => void (file.orderSignature = flip(file.orderSignature))],
    'a root': ['classify', /output|signature|receipt/i, ({ receipt }) => void (receipt.io.outputRoot = flip(receipt.io.outputRoot))],
    'the price': ['classify', /order/i, ({ order }) => void (order.priceOutWei += '0')],
    'the voucher': ['classify', /voucher/i, ({ voucher }) => void (voucher.signature = flip(voucher.signature))],
    'the anchor': ['classify', /anchor/i, ({ anchor }) => void (anchor.root = flip(anchor.root))],
  };

  it('is named by the check that fails, exit 1', async () => {
    mkdirSync(join(folder, 'changed'));
    const files = Object.values(changes).map(([kind, , change], index) => {
      const file = JSON.parse(readFileSync(fileOf(kind), 'utf8')) as Json;
      change(file);
      const path = join(folder, 'changed', `${index}.json`);
      writeFileSync(path, JSON.stringify(file));
      return path;
    });
    const { ran, report } = await verify(files);
    expect(ran.code).toBe(1);
    const { reports } = report as unknown as { reports: Report[] };
    Object.entries(changes).forEach(([what, [, check]], index) => {
      const found = reports[index]!;
      expect({ what, ok: found.ok, code: found.code }).toEqual({ what, ok: false, code: 'receipt.failed' });
      expect(found.checks.filter(({ state }) => state === 'failed').map(({ name }) => name).join(' '), what).toMatch(check);
      expect(String(found.about!['check'])).not.toBe('');
    });
    const words = await runHearth(['verify', files[0]!]);
    expect(words.code).toBe(1);
    expect(words.stdout).toMatch(/✗ .*\n[^]*NOT verified/);
  });

  it('beyond reading is refused with its code, and a file of any size at once', async () => {
    const text = readFileSync(fileOf('classify'), 'utf8');
    const huge = join(folder, 'huge.json');
    const handle = openSync(huge, 'w');
    ftruncateSync(handle, 100 * 1024 * 1024);
    closeSync(handle);
    const files: [string, string, string | Uint8Array | null][] = [
      ['noise.json', 'receipt.malformed', randomBytes(5000)], ['empty.json', 'receipt.malformed', ''], ['half.json', 'receipt.malformed', text.slice(0, text.length >> 1)],
      ['twice.json', 'receipt.malformed', text.replace('{', '{"format":"hearth-receipt/1",')], ['more.json', 'receipt.malformed', text.replace('{', '{"more":1,')], ['deep.json', 'receipt.malformed', '['.repeat(100_000)],
      ['huge.json', 'receipt.tooLarge', null],
    ];
    for (const [name, , bytes] of files) if (bytes !== null) writeFileSync(join(folder, name), bytes);
    const startMs = performance.now();
    const { ran, report } = await verify(files.map(([name]) => join(folder, name)));
    expect(performance.now() - startMs).toBeLessThan(60_000);
    expect(ran.code).toBe(1);
    expect((report as unknown as { reports: Report[] }).reports.map(({ code }, i) => [files[i]![0], code])).toEqual(files.map(([name, code]) => [name, code]));
  });
});

/** A float model without tokens, of PyTorch: its evidence are taps. */
async function writeImages(path: string): Promise<string> {
  const head = { name: 'images', title: 'images', kind: 'classify', version: 1, license: 'MIT', numericClass: 'cpu-fp32', maxContext: 1, model: 'onnx/model.onnx' };
  await writeModelFolder(path, head, new Map([['onnx/model.onnx', readFileSync(join(import.meta.dirname, '../fixtures/models/images.onnx'))]]));
  return path;
}

describe('a running Hearth', () => {
  let hearth: Hearth;
  let images: string;
  beforeAll(async () => {
    images = await writeImages(join(folder, 'images'));
    hearth = await startHearth({ modelFolders: [...bundledModelFolders, images] });
    await hearth.waitUntilReady();
  });
  afterAll(() => hearth.stop());

  it('has its chain asked by verify --deployment, which tells when the chain is another one or gone', async () => {
    await hearth.host.broker.sendJobs(2);
    const jobs = await until('both are settled', async () => {
      const found = await hearth.ask('readJobs', { stage: 'settled' });
      return found.total === 2 && found.jobs;
    });
    const file = join(folder, 'onChain.json');
    writeFileSync(file, (await hearth.ask('exportReceipt', { jobId: jobs[0]!.jobId })).text);
    const deployment = join(folder, 'deployment.json');
    copyFileSync(join(hearth.dataFolder, 'practice', 'deployment.json'), deployment);

    const { ran, report } = await verify([file, '--deployment', deployment]);
    expect(ran.code).toBe(0);
    const alone = (await verify([file])).report.checks.filter(({ state }) => state === 'passed').map(({ name }) => name);
    const added = report.checks.filter(({ name, state }) => state === 'passed' && !alone.includes(name)).map(({ name }) => name);
    expect(added.length).toBeGreaterThanOrEqual(2);

    // The rows of a text job, while its node keeps them: nothing is left open then, on the page neither.
    const text = jobs.find(({ kind }) => kind === 'generate')!;
    const [textFile, rowFile] = [join(folder, 'text.json'), join(folder, 'text.rows')];
    // Named as the list of jobs shows it.
    const printed = await runHearth(['receipt', `${text.jobId.slice(0, 10)}…${text.jobId.slice(-4)}`, '--data', hearth.dataFolder, '--rows', rowFile]);
    expect(printed.code, printed.stderr).toBe(0);
    writeFileSync(textFile, printed.stdout);
    const whole = await verify([textFile, '--model', join(bundledModels, 'ember'), '--deployment', deployment, '--rows', rowFile]);
    expect(whole.report.checks.filter(({ state }) => state !== 'passed')).toEqual([]);
    const again = await hearth.ask('verifyJob', { jobId: text.jobId });
    expect(again.checks.filter(({ name }) => ['rows', 'rowSketches', 'replayRows'].includes(name)).map(({ state }) => state)).toEqual(['passed', 'passed', 'passed']);
    const none = await runHearth(['receipt', jobs.find(({ kind }) => kind === 'classify')!.jobId, '--data', hearth.dataFolder, '--rows', rowFile, '--json']);
    expect(none.json()).toMatchObject({ ok: false, code: 'rows.unavailable' });

    // A receipt of the demo's chain: this chain knows nothing of it.
    const other = await verify([fileOf('classify'), '--deployment', deployment]);
    expect(other.ran.code).toBe(1);
    expect(other.report.checks.some(({ state }) => state === 'failed')).toBe(true);
    const gone = await verify([file, '--deployment', deployment, '--rpc', 'http://127.0.0.1:9']);
    expect(gone.report.checks.filter(({ name }) => added.includes(name)).every(({ state }) => state !== 'passed')).toBe(true);
  });

  it('sells a model without tokens: its receipt is paid, verified with and without the model, replayed and audited, with a calibration too', async () => {
    const client = await openPayingClient(hearth);
    try {
      const values = Float32Array.from({ length: 3 * 8 * 8 }, (_, i) => Math.sin(i) / 2);
      const outcome = await client.run(client.build({ kind: 'classify', dtype: 1, dims: [1, 3, 8, 8], body: `0x${Buffer.from(values.buffer).toString('hex')}` }, { model: 'images' }));
      expect(outcome.kind).toBe('result');
      if (outcome.kind !== 'result' || outcome.file.bundle.kind !== 'classify') throw new Error('no receipt');
      const { jobId } = outcome.file.order;
      expect(outcome.file.bundle.sketches).toHaveLength(8);
      await until('it is settled', async () => (await hearth.ask('readJobs', { stage: 'settled' })).jobs.some((job) => job.jobId === jobId));
      const paid = JSON.parse((await hearth.ask('exportReceipt', { jobId })).text) as ReceiptFile;
      const file = join(folder, 'images.json');
      writeFileSync(file, JSON.stringify(paid));
      const stateOf = (report: Report, name: string) => report.checks.find((check) => check.name === name)?.state;

      const plain = await verify([file, '--model', images]);
      expect(plain.ran.code).toBe(0);
      expect([stateOf(plain.report, 'replayTaps'), stateOf(plain.report, 'payment'), stateOf(plain.report, 'anchor')]).toEqual(['passed', 'passed', 'passed']);
      const replayed = await verify([file, '--model', images, '--replay']);
      expect(replayed.ran.code, JSON.stringify(replayed.report)).toBe(0);
      const audit = async (path: string, model: string) => (await runHearth(['audit', path, '--model', model, '--json'])).json();
      expect(await audit(file, images)).toMatchObject({ ok: true, class: 'cpu-fp32' });

      // Somebody measures the model and keeps that in a copy of the folder: the same model, and an audit that accuses.
      const calibrated = await writeImages(join(folder, 'calibrated'));
      const kept = await runHearth(['calibrate', calibrated, '--chunks', '200', '--keep', '--json']);
      expect(kept.json()).toMatchObject({ modelId: paid.order.modelId, summary: { recommended: { distance: 2e-5, output: 2e-5 } } });
      expect(await audit(file, calibrated)).toMatchObject({ ok: true, verdict: 'accept' });
    } finally {
      await client.close();
    }
  });
});
