import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditReport } from '../../electron/programs/cli/auditCommand.ts';
import type { KeptWorker } from '../../electron/programs/devnet/keepWorker.ts';
import { formatReceiptFile } from '../../electron/protocol/receiptFile.ts';
import type { Domain } from '../../electron/protocol/typedData.ts';
import { buildCall, domainOf } from '../../electron/services/chain/calls.ts';
import { buildJobRequest } from '../../electron/services/practice/orders.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import type { VerifyReport } from '../../electron/shared/shapes.ts';
import type { Hex } from '../../electron/shared/units.ts';
import { registerModel } from '../support/chainJobs.ts';
import { startTestNet, testWallet, type TestNet } from '../support/chainTestNet.ts';
import { runHearth } from '../support/hearthCommand.ts';
import { bundledModels, runOrder, startWorker } from '../support/practiceProvider.ts';
import { sampleApp, sampleClient, sampleNode } from '../support/practiceSamples.ts';
import { realReceipts } from '../unit/protocol/samples.ts';

/** An honest receipt, and a registry in which governance accepted a threshold so small that no replay of honest rows is within it. */
const publisher = testWallet('publisher');
const calibrationRoot: Hex = `0x${'ca'.repeat(32)}`;
const cpuFp32 = 1;
const tauVersion = 2;
let net: TestNet;
let worker: KeptWorker;
let folder: string;
let deploymentFile: string;
let receiptFile: string;
let ember: Hex;

const judge = (isShadow: boolean) => net.asTimelock(buildCall(net.deployment, 'ModelRegistry', 'judgeThreshold', [ember, cpuFp32, tauVersion, isShadow]));
const model = join(bundledModels, 'ember');
async function audit(...args: string[]) {
  const run = await runHearth(['audit', receiptFile, '--model', model, '--json', '--threads', '1', ...args]);
  return { code: run.code, report: run.json() as AuditReport };
}
async function verify(...args: string[]) {
  const run = await runHearth(['verify', receiptFile, '--model', model, '--json', ...args]);
  const { checks } = run.json() as VerifyReport;
  return { code: run.code, of: (name: string) => checks.find((check) => check.name === name) };
}

beforeAll(async () => {
  [net, worker] = [await startTestNet(), startWorker()];
  folder = mkdtempSync(join(tmpdir(), 'hearth-thresholds-'));
  await worker.ready();
  const known = worker.models.get(worker.known.find(({ kind }) => kind === 'generate')!.modelId)!;
  ember = known.modelId as Hex;
  await registerModel(net, publisher, { modelId: ember, royaltyBps: 0 });
  const threshold = { chunkDistancePico: 1, maxMarginNano: 50_000_000, meanMarginNano: 2_000_000, isShadow: true, calibrationRoot };
  for (let version = 1; version <= tauVersion; version++) await net.send(publisher, buildCall(net.deployment, 'ModelRegistry', 'proposeThreshold', [ember, cpuFp32, threshold]));
  deploymentFile = join(folder, 'deployment.json');
  writeFileSync(deploymentFile, JSON.stringify(net.deployment));
  const domain = domainOf(net.deployment) as Domain;
  const request = buildJobRequest(p, {
    domain, client: sampleClient, app: sampleApp, provider: sampleNode.address, reservationId: `0x${'44'.repeat(32)}`, deliveryKey: `0x${'45'.repeat(32)}`,
    model: { modelId: ember, kind: 'generate', name: 'ember', classId: cpuFp32, priceInWei: 3n, priceOutWei: 5n, maxContext: 512 }, nowSeconds: (await net.nowSeconds()) + 600, randomBytes: (count) => new Uint8Array(randomBytes(count)),
    input: { kind: 'generate', promptTokens: [0, 10, 20, 30], decode: { samplerVersion: 1, temperatureMicro: 1_000_000, topK: 0, topPMicro: 1_000_000, minPMicro: 0, repetitionPenaltyMicro: 1_000_000, maxNewTokens: 40, stopTokenIds: [] } },
  });
  receiptFile = join(folder, 'receipt.json');
  writeFileSync(receiptFile, formatReceiptFile(await runOrder(await worker.ready(), worker.models, sampleNode, request)));
});
afterAll(async () => {
  await worker?.stop();
  await net?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('thresholds of a deployment', () => {
  it('that are only proposed judge nobody: audit and verify use this program\'s table, and say so', async () => {
    const audited = await audit('--deployment', deploymentFile);
    expect(audited).toMatchObject({ code: 0, report: { verdict: 'accept' } });
    expect(audited.report.reason).not.toContain(calibrationRoot);
    const verified = await verify('--deployment', deploymentFile);
    expect([verified.of('thresholds'), verified.of('replaySketches')?.state]).toMatchObject([{ state: 'passed', reason: `judged by version ${tauVersion} of this program's table` }, 'passed']);
  });

  it('that governance accepted are what audit and verify measure by, and both say whose they are', async () => {
    await judge(false);
    const audited = await audit('--deployment', deploymentFile);
    expect(audited).toMatchObject({ code: 1, report: { verdict: 'reject', check: 'replaySketches', where: { limit: 1e-12 } } });
    expect(audited.report.reason).toContain(calibrationRoot);
    const verified = await verify('--deployment', deploymentFile);
    expect([verified.code, verified.of('thresholds'), verified.of('replaySketches')?.state]).toMatchObject([1, { reason: expect.stringContaining(`version ${tauVersion} of the registry, calibration ${calibrationRoot}`) as string }, 'failed']);
    // Without a deployment nobody is asked.
    expect(await audit()).toMatchObject({ code: 0, report: { verdict: 'accept' } });
  });

  it('that cannot be asked are said to be missing, and a receipt of another network is not judged by them', async () => {
    const away = await verify('--deployment', deploymentFile, '--rpc', 'http://127.0.0.1:9');
    expect([away.of('registry'), away.of('replaySketches')?.state]).toMatchObject([{ state: 'notChecked', reason: expect.stringContaining('this program\'s table judged') as string }, 'passed']);
    const foreign = join(folder, 'foreign.json');
    writeFileSync(foreign, formatReceiptFile(realReceipts[0]!.file));
    const run = await runHearth(['audit', foreign, '--model', model, '--deployment', deploymentFile, '--json']);
    expect([run.code, run.json()]).toMatchObject([2, { code: 'usage.invalid', about: { reason: 'the receipt is of another network than the deployment' } }]);
  });
});
