import type { Rule, RuleKind, RuleState, Simulation } from '../../shared/rules.ts';
import { applySignals, noRuleState, stopsWork } from './applySignals.ts';
import type { Signals } from '../../shared/signals.ts';

/** A sample speaks for the time until the next one, but for no longer than this: a machine that slept left a gap, and a gap is a gap. */
const longestStepMs = 5 * 60_000;

type Track = { workMs: number; throttledMs: number; stoppedMs: number; unknownMs: number; byRule: Record<string, number>; stops: { rule: RuleKind; fromMs: number; toMs: number }[] };

/**
 * Replays recorded signals against a set of rules, from a fresh state. The owner's pauses of that time are not replayed: they were not
 * rules. Pure.
 *
 * @param samples  oldest first
 */
export function simulateRules(rules: readonly Rule[], samples: readonly Signals[]): Simulation {
  const deviceIds = [...new Set(samples.flatMap(({ devices }) => Object.keys(devices)))].sort();
  const tracks = new Map(deviceIds.map((id): [string, Track] => [id, { workMs: 0, throttledMs: 0, stoppedMs: 0, unknownMs: 0, byRule: {}, stops: [] }]));
  let state: RuleState = noRuleState;
  for (const [index, sample] of samples.entries()) {
    const stepMs = Math.max(0, (samples[index + 1]?.atMs ?? sample.atMs) - sample.atMs);
    const applied = applySignals(state, rules, sample, deviceIds);
    ({ state } = applied);
    const knownMs = Math.min(stepMs, longestStepMs);
    for (const { deviceId, giveBack, winner } of applied.decisions) {
      const track = tracks.get(deviceId)!;
      track.unknownMs += stepMs - knownMs;
      if (!winner || !stopsWork(giveBack)) {
        if (giveBack === 'throttle') track.throttledMs += knownMs;
        else track.workMs += knownMs;
        continue;
      }
      track.stoppedMs += knownMs;
      track.byRule[winner.rule] = (track.byRule[winner.rule] ?? 0) + knownMs;
      const last = track.stops.at(-1);
      if (last?.rule === winner.rule && last.toMs === sample.atMs) last.toMs = sample.atMs + knownMs;
      else if (track.stops.length < 1000) track.stops.push({ rule: winner.rule, fromMs: sample.atMs, toMs: sample.atMs + knownMs });
    }
  }
  return { fromMs: samples[0]?.atMs ?? null, toMs: samples.at(-1)?.atMs ?? null, samples: samples.length, devices: [...tracks].map(([deviceId, track]) => ({ deviceId, ...track })) };
}
