import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toBinary } from '@bufbuild/protobuf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelSchema } from '../../electron/services/models/onnx/onnx_pb.ts';
import { openModelFolder } from '../../electron/services/models/openModelFolder.ts';
import { openReplayGraph } from '../../electron/services/models/replayGraph.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import { columnsRootOf } from '../../electron/services/replay/weightColumns.ts';
import { toHex } from '../../electron/protocol/bytes.ts';
import { runHearth } from '../support/hearthCommand.ts';
import { bundledModels } from '../support/practiceProvider.ts';
import { buildUnseenModels } from '../support/unseenModels.ts';
import { repository } from '../support/programs.ts';

/** Commands that take files alone: receipts that another process made on a practice network, and model folders. */
const fixture = (name: string): string => join(repository, 'test', 'fixtures', `${name}.json`);
const model = (name: string): string => join(bundledModels, name);
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearth-verify-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('hearth verify', () => {
  it('replays the receipts of the fixtures through the models of today, both ways', async () => {
    for (const [receipt, name, last] of [['receiptGenerate', 'ember', 'canonicalTokens'], ['receiptClassify', 'digits', 'canonicalOutput']] as const) {
      const ran = await runHearth(['verify', fixture(receipt), '--model', model(name), '--replay', '--json']);
      const report = ran.json() as { checks: { name: string; state: string }[] };
      expect(report.checks.filter(({ state }) => state === 'failed'), receipt).toEqual([]);
      expect(report.checks.find((check) => check.name === last)?.state).toBe('passed');
      expect(ran.code).toBe(0);
    }
  });

  it('gives every report to who reads it through a pipe, however many receipts there are', async () => {
    const ran = await runHearth(['verify', ...Array<string>(80).fill(fixture('receiptGenerate')), '--json']);
    expect(ran.stdout.length).toBeGreaterThan(500_000);
    expect((ran.json()['reports'] as unknown[]).length).toBe(80);
  });

  it('prints the path as a tree with a mark for each hash it recomputed, and no control characters of a stranger', async () => {
    const plain = await runHearth(['verify', fixture('receiptGenerate')]);
    expect(plain.stdout).toMatch(/^ {4}├ · rowRoot {2,}0x[0-9a-f]{8}…[0-9a-f]{8} {2}rows are not in the file: give --rows FILE$/m);
    expect(plain.stdout).toMatch(/^ {4}├ ✓ outputRoot +0x[0-9a-f]{8}…[0-9a-f]{8}$/m);
    const text = await readFile(fixture('receiptGenerate'), 'utf8');
    const hostile = join(folder, 'hostile.json');
    await writeFile(hostile, text.replace('"format": "hearth-receipt/1"', '"format": "hearth-receipt/1", "\\u001b[2Jgone": 1'));
    const refused = await runHearth(['verify', hostile]);
    expect(refused.code).toBe(1);
    expect(refused.stdout).toContain('✗ not a receipt');
    expect(refused.stdout.includes('\u001b')).toBe(false);
  });
});

describe('hearth inspect', () => {
  type Inspected = { modelId: string; graphRoot: string; weightsRoot: string; columnsRoot: string | null; planRoot: string; withoutRule: string[]; report: { opaque: string[] } };
  const inspect = async (path: string): Promise<Inspected> => (await runHearth(['inspect', path, '--json'])).json() as Inspected;

  it('prints every root that a publisher registers, as receipts and disputes compute them', async () => {
    for (const [name, receipt] of [['ember', 'receiptGenerate'], ['digits', 'receiptClassify']] as const) {
      const [found, opened] = [await inspect(model(name)), await openModelFolder(p, model(name))];
      const { spec, planRoot, modelId } = opened;
      expect(found).toMatchObject({ modelId, graphRoot: spec.graphRoot, weightsRoot: spec.weightsRoot, planRoot, columnsRoot: toHex(columnsRootOf(p, openReplayGraph(p, opened))!) });
      const { exec } = (JSON.parse(await readFile(fixture(receipt), 'utf8')) as { receipt: { exec: { modelId: string; planRoot: string } } }).receipt;
      expect({ modelId: found.modelId, planRoot: found.planRoot }).toEqual({ modelId: exec.modelId, planRoot: exec.planRoot });
      expect([found.report.opaque, found.withoutRule]).toEqual([[], []]);
    }
    const words = await runHearth(['inspect', model('ember')]);
    expect(words.stdout).toMatch(/^columns root 0x[0-9a-f]{64}$/m);
    expect(words.stdout).toMatch(/^shadow only: no$/m);
    expect(words.stdout).toMatch(/^in a dispute: every operator has a rule$/m);
  });

  it('names the operators that keep a model shadow only, and refuses a folder with one file changed', async () => {
    const copy = join(folder, 'model');
    await cp(model('digits'), copy, { recursive: true });
    const manifest = JSON.parse(await readFile(join(copy, 'manifest.json'), 'utf8')) as { files: { path: string; sha256: string; sizeBytes: number }[] };
    const unseen = buildUnseenModels();
    const put = async (like: RegExp): Promise<void> => {
      const bytes = toBinary(ModelSchema, unseen.find(({ name }) => like.test(name))!.model);
      await writeFile(join(copy, 'model.onnx'), bytes);
      const files = [{ ...manifest.files[0]!, sha256: toHex(p.sha256(bytes)).slice(2), sizeBytes: bytes.length }];
      await writeFile(join(copy, 'manifest.json'), JSON.stringify({ ...manifest, files, numericClass: 'cpu-fp32' }));
    };
    await writeFile(join(copy, 'model.onnx'), new Uint8Array(100));
    expect(await inspect(copy)).toMatchObject({ ok: false, code: 'model.corrupt' });
    // Recurrences are replayed step by step, by operators that have rules.
    await put(/LSTM/);
    expect(await inspect(copy)).toMatchObject({ withoutRule: [], report: { opaque: [] } });
    await put(/QDQ/);
    const { report, withoutRule } = await inspect(copy);
    expect([report.opaque.join(), withoutRule]).toEqual([expect.stringContaining('DynamicQuantizeLinear'), expect.arrayContaining(['DynamicQuantizeLinear'])]);
    expect((await runHearth(['inspect', copy])).stdout).toMatch(/^shadow only: yes, no rule can follow .*DynamicQuantizeLinear/m);
    expect((await runHearth(['inspect', join(folder, 'nowhere'), '--json'])).json()).toMatchObject({ code: 'model.notFound' });
  });
});
