import { numericClass, tauVersion, thresholdsOf } from '../../electron/protocol/numericClass.ts';
import { upperBound, type HonestRuns } from '../../electron/services/audit/attackReport.ts';
import { judgeGeneration } from '../../electron/services/practice/judgeAudit.ts';
import { verdict } from '../../electron/protocol/typedData.ts';
import type { Decode } from '../../electron/shared/decode.ts';
import type { Decoder } from '../../electron/services/inference/decoder.ts';
import { exceeds, publishedLimits } from '../bench/toploc.ts';
import { createRandom } from './random.ts';
import type { NamedDecode } from './seedAttacks.ts';
import { audit, evidenceBytes, run, type Subject } from './subject.ts';

const cpuFp32 = numericClass['cpu-fp32'];

/** Every way an honest machine of class cpu-fp32 may run; WebAssembly is the second instruction set. */
const settings = [
  ...(['disabled', 'basic', 'all'] as const).flatMap((optimization) => [1, 2].map((threads) => ({ runtime: 'native' as const, optimization, threads, name: `${optimization}/${threads}` }))),
  ...(['disabled', 'all'] as const).map((optimization) => ({ runtime: 'wasm' as const, optimization, threads: 1, name: `wasm ${optimization}` })),
];

/** One job in four is ordered otherwise than plainly: low temperatures and penalties enlarge the noise of logits, filters cut where it decides, and a client may name the seed, the same one again and again. */
const otherDecodes: readonly (Partial<Omit<Decode, 'samplerVersion'>> | Pick<NamedDecode, 'samplerVersion' | 'seed' | 'firstPosition'>)[] = [
  { temperatureMicro: 0 }, { temperatureMicro: 10_000 }, { temperatureMicro: 100_000 }, { temperatureMicro: 700_000, topPMicro: 900_000 },
  { topK: 40, repetitionPenaltyMicro: 1_300_000 }, { temperatureMicro: 500_000, minPMicro: 50_000, repetitionPenaltyMicro: 2_000_000 },
  { samplerVersion: 2, seed: `0x${'5e'.repeat(32)}`, firstPosition: 3 },
];

/** Provider and auditor walk through every configuration, each pair of them in turn, and through segments of the replay. */
export async function runHonest(parts: readonly { readonly subject: Subject; readonly jobs: number }[], seed: number, say: (line: string) => void): Promise<HonestRuns> {
  const sum = { jobs: 0, chunks: 0, falseAccusations: 0, toplocFalseAccusations: 0, evidenceBytes: 0, wasmJobs: 0 };
  const largest = { distance: 0, margin: 0, mean: 0 };
  const toploc = { exponents: 0, mean: 0, median: 0 };
  const bitsPerToken: Record<string, number> = {};
  for (const { subject, jobs } of parts) {
    const decoders = new Map<number, Decoder>();
    const decoderOf = async (setting: number): Promise<Decoder> => {
      if (!decoders.has(setting)) decoders.set(setting, await subject.open(subject.model, settings[setting]!));
      return decoders.get(setting)!;
    };
    let bits = 0;
    let tokens = 0;
    for (let n = 0; n < jobs; n++) {
      const random = createRandom(`${seed}|honest|${subject.name}|${n}`);
      // Not the orders the attacks use: an independent prompt each.
      const plainly = subject.request(1_000_000 + n);
      const request = n % 4 === 1 ? { ...plainly, decode: { ...plainly.decode, ...otherDecodes[(n >> 2) % otherDecodes.length]! } } : plainly;
      const provider = n % settings.length;
      const auditor = random.below(settings.length);
      const claim = await run(await decoderOf(provider), request);
      const segmentRows = [undefined, 16, 48][random.below(3)];
      const audited = await audit(await decoderOf(auditor), claim, { wantsBits: n % 10 === 0, ...(segmentRows ? { segmentRows } : {}) });
      const limits = thresholdsOf(cpuFp32, tauVersion, request.decode);
      const { distances, margins } = audited.figures;
      sum.jobs++;
      sum.chunks += Math.ceil(claim.tokens.length / 32);
      sum.evidenceBytes += evidenceBytes(claim);
      if ((settings[provider]!.runtime === 'wasm') !== (settings[auditor]!.runtime === 'wasm')) sum.wasmJobs++;
      if (judgeGeneration(audited.figures, limits, cpuFp32).verdict === verdict.reject) sum.falseAccusations++;
      largest.distance = Math.max(largest.distance, ...distances.map((distance) => distance / limits.chunkDistance));
      largest.margin = Math.max(largest.margin, ...margins.map((margin) => margin / limits.hardMargin));
      largest.mean = Math.max(largest.mean, margins.reduce((total, margin) => total + Math.min(margin, limits.deltaClip), 0) / margins.length / limits.meanMargin);
      if (audited.toploc) {
        if (exceeds(audited.toploc, publishedLimits)) sum.toplocFalseAccusations++;
        for (const key of ['exponents', 'mean', 'median'] as const) toploc[key] = Math.max(toploc[key], audited.toploc[key]);
      }
      if (n % 10 === 0) {
        bits += audited.bits * claim.tokens.length;
        tokens += claim.tokens.length;
      }
      if (n % 250 === 249) say(`${subject.name}: ${n + 1} honest jobs, ${sum.falseAccusations} false accusations, largest distance ${(100 * largest.distance).toFixed(0)} % of the limit`);
    }
    await subject.closeExtra();
    bitsPerToken[subject.name] = Math.round((bits / Math.max(1, tokens)) * 100) / 100;
  }
  say(`honest: ${sum.chunks} chunks of ${sum.jobs} jobs, ${sum.falseAccusations} false accusations`);
  return {
    ...sum, upperPerChunk: upperBound(sum.falseAccusations, sum.chunks), upperPerJob: upperBound(sum.falseAccusations, sum.jobs),
    largestDistance: largest.distance, largestMargin: largest.margin, largestMeanMargin: largest.mean, toplocLargest: toploc, bitsPerToken, configurations: settings.map(({ name }) => name),
  };
}
