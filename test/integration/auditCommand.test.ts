import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Wallet } from 'ethers/wallet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatReceiptFile, type ReceiptFile } from '../../electron/protocol/receiptFile.ts';
import { signDigest } from '../../electron/protocol/signature.ts';
import { signingDigest } from '../../electron/protocol/typedData.ts';
import type { KeptWorker } from '../../electron/programs/devnet/keepWorker.ts';
import type { AuditReport } from '../../electron/programs/cli/auditCommand.ts';
import { runHearth as hearth } from '../support/hearthCommand.ts';
import { bundledModels, runOrder, startWorker, type Tamper } from '../support/practiceProvider.ts';
import { sampleNode, sampleRequest } from '../support/practiceSamples.ts';
import { realReceipts } from '../unit/protocol/samples.ts';

let worker: KeptWorker;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearth-audit-'));
  worker = startWorker();
  await worker.ready();
});
afterAll(async () => {
  await worker.stop();
  rmSync(folder, { recursive: true });
});

const model = (name: string): string => join(bundledModels, name);
function save(name: string, text: string): string {
  const path = join(folder, `${name}.json`);
  writeFileSync(path, text);
  return path;
}
async function audit(path: string, name: string): Promise<{ code: number | null; report: AuditReport }> {
  const { code, stdout } = await hearth(['audit', path, '--model', model(name), '--json', '--threads', '1']);
  return { code, report: JSON.parse(stdout) as AuditReport };
}
/** A receipt of 40 tokens, signed by its node over whatever `tamper` makes of it. */
async function tale(tamper: Tamper = {}): Promise<ReceiptFile> {
  const ember = worker.known.find(({ kind }) => kind === 'generate')!.modelId;
  const request = sampleRequest(ember, {
    kind: 'generate', promptTokens: [0, 10, 20, 30],
    decode: { samplerVersion: 1, temperatureMicro: 1_000_000, topK: 0, topPMicro: 1_000_000, minPMicro: 0, repetitionPenaltyMicro: 1_000_000, maxNewTokens: 40, stopTokenIds: [] },
  });
  return runOrder(await worker.ready(), worker.models, sampleNode, request, tamper);
}

describe('hearth audit', () => {
  it('finds nothing wrong with honest receipts, and says what it cost beside what the nodes say the jobs took', async () => {
    const generate = save('generate', formatReceiptFile(await tale()));
    const one = await audit(generate, 'ember');
    expect(one).toMatchObject({ code: 0, report: { ok: true, verdict: 'accept', check: null, class: 'cpu-fp32', receiptComputeMs: 1 } });
    expect(one.report.audit!.wallMs).toBeGreaterThan(0);
    expect(one.report.audit!.cpuMs).toBeGreaterThan(0);
    expect(one.report.timesCheaper).toBeCloseTo(1 / one.report.audit!.wallMs, 6);
    const digits = worker.known.find(({ kind }) => kind === 'classify')!.modelId;
    const classify = await runOrder(await worker.ready(), worker.models, sampleNode, sampleRequest(digits, { kind: 'classify', dtype: 2, dims: [1, 64], body: `0x${'0a'.repeat(64)}` }));
    expect(await audit(save('classify', formatReceiptFile(classify)), 'digits')).toMatchObject({ code: 0, report: { verdict: 'accept', class: 'int-exact' } });
    const words = await hearth(['audit', generate, '--model', model('ember')]);
    expect(words.code).toBe(0);
    expect(words.stdout).toMatch(/^✓ nothing is wrong\n {2}replayed: .*\n {2}audited in .* ms.*\n {2}the node says the job took \d+ ms/);
  });

  it('names the token that is not the seed\'s, the chunk it stands in, by how much and against which threshold', async () => {
    const edited = await tale({ bundle: (bundle) => (bundle.kind === 'generate' ? { ...bundle, tokens: bundle.tokens.map((token, i) => (i === 35 ? ((token + 7) % 1000) + 3 : token)) } : bundle) });
    const { code, report } = await audit(save('edited', formatReceiptFile(edited)), 'ember');
    expect({ code, report }).toMatchObject({ code: 1, report: { ok: false, verdict: 'reject', check: 'replayTokens', where: { chunk: 1, token: 35, unit: 'nats', limit: 1e-3 }, code: 'receipt.failed' } });
    expect(report.where.measured).toBeGreaterThan(0.05);
  });

  it('names the chunk whose rows are of other weights', async () => {
    const bytes = new Uint8Array(Float32Array.from({ length: 32 }, (_, i) => i - 16).buffer);
    const other = `0x${Buffer.from(bytes).toString('hex')}`;
    const edited = await tale({ bundle: (bundle) => (bundle.kind === 'generate' ? { ...bundle, sketches: bundle.sketches.map((sketch, i) => (i === 2 ? other : sketch)) } : bundle) });
    expect(await audit(save('sketch', formatReceiptFile(edited)), 'ember')).toMatchObject({ code: 1, report: { check: 'replaySketches', where: { chunk: 1, token: null, unit: 'relative', limit: 2e-5 } } });
  });

  it('rejects by the file alone what the file alone shows: a class that was not ordered', async () => {
    const honest = await tale();
    const receipt = { ...honest.receipt, exec: { ...honest.receipt.exec, classId: 4 } };
    const lie = { ...honest, receipt, receiptSignature: signDigest(new Wallet(sampleNode.privateKey).privateKey, signingDigest(honest.domain, 'Receipt', receipt)) };
    expect(await audit(save('class', formatReceiptFile(lie)), 'ember')).toMatchObject({ code: 1, report: { check: 'numericClass', audit: null } });
  });

  it('refuses another model, a file that is no receipt and a missing option, by code', async () => {
    const path = save('plain', realReceipts[0]!.text);
    const other = await hearth(['audit', path, '--model', model('digits'), '--json']);
    expect([other.code, (JSON.parse(other.stdout) as { code: string }).code]).toEqual([2, 'usage.invalid']);
    const broken = await hearth(['audit', save('broken', '{"format":'), '--model', model('ember'), '--json']);
    expect([broken.code, (JSON.parse(broken.stdout) as { code: string }).code]).toEqual([1, 'receipt.malformed']);
    const nothing = await hearth(['audit', path]);
    expect([nothing.code, nothing.stdout]).toEqual([2, '']);
  });
});
