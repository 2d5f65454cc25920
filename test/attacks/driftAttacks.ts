import { applyAuditOutcome, auditFloor, auditProbabilityOf, freshAuditRecord } from '../../electron/protocol/adaptiveAudit.ts';
import { applyDistance, driftBaselineOf, freshDrift, type DriftBaseline } from '../../electron/protocol/cusum.ts';
import { numericClass, tauVersion, thresholdsOf } from '../../electron/protocol/numericClass.ts';
import { sketchDistance } from '../../electron/protocol/sketch.ts';
import { addNoise } from './decoderAttacks.ts';
import type { FileAttack, Outcome } from './fileAttacks.ts';
import { createRandom, type Random } from './random.ts';
import { refit, run, type Claim, type Subject } from './subject.ts';

export const driftAttackNames = ['noise below the threshold, drift', 'noise of four honest distances, drift', 'cheating on one job in ten'];

/** HVI-1 3.10: bound-riding shows within about so many chunks. */
const chunkLimit = 50;
const honestJobs = 40;
const jobLimit = 500;

type Pair = { readonly claimed: Uint8Array; readonly replayed: Uint8Array; readonly distance: number };

/** Noise that no single audit can call a fault: what a provider's distances do over its audited jobs. Provider native, auditor WebAssembly, the noisiest honest pair. */
export async function driftAttacks(subject: Subject, jobs = honestJobs): Promise<FileAttack[]> {
  const auditor = await subject.open(subject.model, { runtime: 'wasm', optimization: 'disabled' });
  const pairs: Pair[] = [];
  for (let n = 0; n < jobs; n++) {
    const claim = await run(subject.provider, subject.request(4_000_000 + n));
    pairs.push(...pairUp(claim, await refit(auditor, claim.request, claim.tokens, claim.stopReason)));
  }
  await subject.closeExtra();
  const distances = pairs.map(({ distance }) => distance);
  const baseline = driftBaselineOf(thresholdsOf(numericClass['cpu-fp32'], tauVersion, null))!;
  const median = [...distances].sort((a, b) => a - b)[distances.length >> 1]!;
  const random = createRandom(`honest drift|${subject.name}`);
  const honestAlarms = Array.from({ length: 100 }, () => ride(pairs, baseline, 0, random, 200)).filter(({ caught }) => caught).length;
  const { chunkDistance } = thresholdsOf(numericClass['cpu-fp32'], tauVersion, null);
  const attack = (name: string, noise: number, expected: string): FileAttack => ({
    name, subject: subject.name, expected,
    note: `${noise.toExponential(1)} of noise in every sketch, ${chunkLimit} chunks per trial; an alarm has every later job audited and accuses nobody; of 100 honest streams of 200 chunks ${honestAlarms} alarmed`,
    attempt: (_n, stream) => Promise.resolve(ride(pairs, baseline, noise, stream)),
  });
  return [attack(driftAttackNames[0]!, 0.8 * chunkDistance, '100 %'), attack(driftAttackNames[1]!, 4 * median, 'most'), nowAndThen(subject)];
}

/** A provider that cheats seldom, under the client's adaptive audits (HVI-1 3.10, attack 7). Every cheated job that is audited is caught. */
const nowAndThen = (subject: Subject): FileAttack => ({
  name: driftAttackNames[2]!, subject: subject.name, expected: 'most',
  note: `${jobLimit} jobs per trial, audited as the adaptive rule says (the first ten, then 1 in the jobs passed, never under ${100 * auditFloor} %); it is caught at the first cheated job that is audited`,
  attempt: (_n, random) => {
    let record = freshAuditRecord;
    for (let job = 0; job < jobLimit; job++) {
      const isCheated = random.next() < 0.1;
      if (random.next() >= auditProbabilityOf(record, 0)) continue;
      if (isCheated) return Promise.resolve({ caught: true, differs: true, ms: 0 });
      record = applyAuditOutcome(record, 'passed');
    }
    return Promise.resolve({ caught: false, differs: true, ms: 0 });
  },
});

function pairUp(claim: Claim, replay: Claim): Pair[] {
  // The prompt's sketch is not generated work; it stands first.
  return claim.sketches.slice(1).map((claimed, i) => ({ claimed, replayed: replay.sketches[i + 1]!, distance: sketchDistance(claimed, replay.sketches[i + 1]!) }));
}

/** One provider's stream of chunks. @param noise  0: an honest one */
export function ride(pairs: readonly Pair[], baseline: DriftBaseline, noise: number, random: Random, limit = chunkLimit): Outcome & { readonly chunks: number } {
  const startMs = performance.now();
  let drift = freshDrift;
  while (drift.chunks < limit && !drift.isAlarm) {
    const { claimed, replayed } = pairs[random.below(pairs.length)]!;
    drift = applyDistance(drift, sketchDistance(noise > 0 ? addNoise(claimed, noise, random) : claimed, replayed), baseline);
  }
  return { caught: drift.isAlarm, differs: false, ms: performance.now() - startMs, chunks: drift.chunks };
}
