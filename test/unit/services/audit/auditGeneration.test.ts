import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { numericClass, tauVersion, thresholdsOf } from '../../../../electron/protocol/numericClass.ts';
import type { AuditFindings } from '../../../../electron/services/audit/auditGeneration.ts';
import type { Generation } from '../../../../electron/services/inference/generate.ts';
import { stopReason } from '../../../../electron/shared/decode.ts';
import { tinyDecoder, writeDecoder, type DecoderConfig } from '../../../support/generatedDecoder.ts';
import { openDecoder, requestOf, runAudit, runGenerate, sampled, type OpenDecoder } from '../../../support/decoderHarness.ts';

const tau = thresholdsOf(numericClass['cpu-fp32'], tauVersion, null);
const smallDecoder: DecoderConfig = { ...tinyDecoder, layers: 4, hidden: 128, headDim: 32, intermediate: 352 };
const emberFolder = join(import.meta.dirname, '../../../../assets/models/ember');

let root: string;
const opened: OpenDecoder[] = [];
const open = async (folder: string, options?: Parameters<typeof openDecoder>[1]): Promise<OpenDecoder> => {
  const decoder = await openDecoder(folder, options);
  opened.push(decoder);
  return decoder;
};

let generated: OpenDecoder;
let ember: OpenDecoder;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'hearth-audit-'));
  generated = await open(await writeDecoder(join(root, 'small'), smallDecoder));
  ember = await open(emberFolder);
});
afterAll(async () => {
  for (const { session } of opened) await session.release();
  await rm(root, { recursive: true, force: true });
});

const worst = (values: readonly number[]): number => Math.max(...values);
const accepts = ({ distances, margins, stopReasonFollows }: AuditFindings): boolean =>
  worst(distances) <= tau.chunkDistance && worst(margins) <= tau.hardMargin && stopReasonFollows &&
  margins.reduce((sum, margin) => sum + Math.min(margin, tau.deltaClip), 0) / margins.length <= tau.meanMargin;

describe.each(['generated', 'bundled'] as const)('an honest run of the %s decoder', (which) => {
  it('is accepted on every prompt, thread count and optimisation level, also when the audit goes in segments', async () => {
    const auditor = which === 'generated' ? generated : ember;
    const folder = which === 'generated' ? join(root, 'small') : emberFolder;
    let largest = 0;
    for (const threads of [1, 2]) {
      for (const optimization of ['disabled', 'all'] as const) {
        const provider = await open(folder, { threads, optimization });
        for (const n of [1, 2, 3]) {
          const request = requestOf(n + 10 * threads, auditor.decoder.vocabSize, { maxNewTokens: 70, temperatureMicro: n === 3 ? 0 : 1_000_000 });
          const made = await runGenerate(provider, request);
          const findings = await runAudit(auditor, request, made, n === 2 ? 24 : undefined);
          expect(findings.distances).toHaveLength(1 + Math.ceil(made.tokens.length / 32));
          expect(findings.margins).toHaveLength(made.tokens.length);
          expect(accepts(findings)).toBe(true);
          largest = Math.max(largest, ...findings.distances);
        }
      }
    }
    // The floor the thresholds stand on: two orders below them.
    expect(largest).toBeLessThan(5e-6);
  });
});

describe('filters and penalties', () => {
  it('leave an honest run at margin zero', async () => {
    const decode = { topK: 40, topPMicro: 900_000, minPMicro: 10_000, repetitionPenaltyMicro: 1_200_000, temperatureMicro: 800_000 };
    const request = requestOf(31, generated.decoder.vocabSize, decode);
    expect(accepts(await runAudit(generated, request, await runGenerate(generated, request)))).toBe(true);
  });
});

describe('a claim that is not an honest run', () => {
  const request = () => requestOf(21, generated.decoder.vocabSize);
  let honest: Generation;
  beforeAll(async () => {
    honest = await runGenerate(generated, request());
  });

  it('is caught by margins when it was sampled with another seed', async () => {
    const made = await runGenerate(generated, { ...request(), nonce: new Uint8Array(32).fill(200) });
    expect(worst((await runAudit(generated, request(), made)).margins)).toBeGreaterThan(tau.hardMargin);
  });

  it('is caught by margins when it was sampled at another temperature', async () => {
    const made = await runGenerate(generated, { ...request(), decode: { ...sampled, temperatureMicro: 700_000 } });
    const { distances, margins } = await runAudit(generated, request(), made);
    // Activations are true: only the tokens tell.
    expect(worst(distances)).toBeLessThan(tau.chunkDistance);
    expect(worst(margins)).toBeGreaterThan(tau.hardMargin);
  });

  it('is caught at the edited token, though its activations were refitted', async () => {
    const tokens = honest.tokens.with(20, (honest.tokens[20]! + 1) % generated.decoder.vocabSize);
    // Refitting: the sketches of a true prefill over the edited tokens. The audit's own are those.
    const { margins } = await runAudit(generated, request(), { ...honest, tokens });
    expect(margins[20]).toBeGreaterThan(tau.hardMargin);
    expect(worst(margins.slice(0, 20))).toBeLessThanOrEqual(tau.hardMargin);
  });

  it('is caught by every sketch when the weights were rounded to bfloat16', async () => {
    const rounded = await open(await writeDecoder(join(root, 'bf16'), smallDecoder, (model) => {
      for (const tensor of model.graph!.initializer) {
        if (tensor.dataType !== 1 || tensor.dims.length !== 2 || tensor.name.startsWith('rope')) continue;
        const words = new Uint32Array(tensor.rawData.buffer, tensor.rawData.byteOffset, tensor.rawData.length / 4);
        for (let i = 0; i < words.length; i++) words[i] = ((words[i]! + 0x7fff + ((words[i]! >>> 16) & 1)) & 0xffff0000) >>> 0;
      }
    }));
    const { distances } = await runAudit(generated, request(), await runGenerate(rounded, request()));
    expect(Math.min(...distances)).toBeGreaterThan(10 * tau.chunkDistance);
  });

  it('is caught when the prompt was truncated', async () => {
    const made = await runGenerate(generated, { ...request(), promptTokens: request().promptTokens.slice(4) });
    const { distances, margins } = await runAudit(generated, request(), made);
    expect(Math.min(...distances.slice(0, 2))).toBeGreaterThan(tau.chunkDistance);
    expect(worst(margins)).toBeGreaterThan(tau.hardMargin);
  });

  it('is caught when its sketches are missing, surplus, not finite or another provider’s', async () => {
    const { sketches } = honest;
    const cases = [sketches.slice(0, -1), [...sketches, sketches[0]!], sketches.with(1, new Uint8Array(128).fill(0xff)), sketches.with(1, new Uint8Array(4))];
    for (const claimed of cases) expect(worst((await runAudit(generated, request(), { ...honest, sketches: claimed })).distances)).toBe(Infinity);
    const copied = { ...request(), provider: `0x${'44'.repeat(20)}` as const };
    expect(worst((await runAudit(generated, copied, honest)).distances)).toBeGreaterThan(tau.chunkDistance);
  });

  it('is caught when it stopped early, went on past its end, or gives another reason', async () => {
    const follows = async (tokens: number[], reason: Generation['stopReason'], stopTokenIds: number[] = []): Promise<boolean> =>
      (await runAudit(generated, { ...request(), decode: { ...sampled, stopTokenIds } }, { tokens, sketches: honest.sketches, stopReason: reason })).stopReasonFollows;
    const { tokens } = honest;
    expect(await follows(tokens, stopReason.maxNewTokens)).toBe(true);
    expect(await follows(tokens.slice(0, 40), stopReason.maxNewTokens)).toBe(false);
    expect(await follows(tokens, stopReason.stopToken)).toBe(false);
    expect(await follows(tokens, stopReason.maxContext)).toBe(false);
    expect(await follows(tokens, stopReason.maxNewTokens, [tokens[5]!])).toBe(false);
    // A forged stop token follows from the tokens but not from the seed: its margin tells.
    const stop = 1;
    const early = [...tokens.slice(0, 10), stop];
    const forged = await runAudit(generated, { ...request(), decode: { ...sampled, stopTokenIds: [stop] } }, { tokens: early, sketches: honest.sketches.slice(0, 2), stopReason: stopReason.stopToken });
    expect(forged.stopReasonFollows).toBe(true);
    expect(forged.margins.at(-1)).toBeGreaterThan(tau.hardMargin);
  });

  it('is refused when it cannot be an answer of this model at all', async () => {
    const { vocabSize, maxContext } = generated.decoder;
    const code = (tokens: number[]): Promise<unknown> => runAudit(generated, request(), { ...honest, tokens }).then(() => 'done', (error: { code?: string }) => error.code);
    expect(await code([])).toBe('input.wrongShape');
    expect(await code([vocabSize])).toBe('input.wrongShape');
    expect(await code(new Array<number>(maxContext).fill(5))).toBe('input.tooLarge');
  });
});
