import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyPause, applyResume, applySignals, noRuleState } from '../../../../electron/services/rules/applySignals.ts';
import { presets } from '../../../../electron/services/rules/presets.ts';
import { told, unread, type Signals } from '../../../../electron/shared/signals.ts';
import { classOfRule, decisionShape, giveBackLevels, ruleClasses, rulesShape, ruleStateShape, type Decision, type Rule, type RuleKind, type RuleState } from '../../../../electron/shared/rules.ts';
import { calm, calmDevice, noonMs, ruleCases, withDevice } from './samples.ts';

const look = (rules: readonly Rule[], change: Partial<Signals>, state: RuleState = noRuleState): { state: RuleState; decision: Decision } => {
  const applied = applySignals(state, rules, { ...calm, ...change }, ['gpu']);
  return { state: applied.state, decision: applied.decisions[0]! };
};
const kinds = Object.keys(ruleCases) as (keyof typeof ruleCases)[];

describe('each rule', () => {
  it.each(kinds)('%s holds with its value, is silent when all is calm, and says so where it cannot be read', (kind) => {
    const { rule, holds, value, unread: blind } = ruleCases[kind];
    const { decision } = look([rule], holds);
    expect(decisionShape.parse(decision)).toEqual(decision);
    expect([decision.giveBack, decision.winner?.rule, decision.winner?.value]).toEqual([rule.giveBack, kind, value]);
    expect(look([{ ...rule, isOn: false }], holds).decision).toMatchObject({ giveBack: null, winner: null, blind: [] });
    if (kind === 'schedule') return;
    expect(look([rule], {}).decision).toMatchObject({ giveBack: null, winner: null, blind: [] });
    expect(look([rule], blind).decision).toMatchObject({ giveBack: null, blind: [{ rule: kind, reason: 'otherSource' }] });
  });

  it('of one device stands in for the general one, and only there', () => {
    const general: Rule = { ...(ruleCases.temperature.rule as Extract<Rule, { kind: 'temperature' }>) };
    const own: Rule = { ...general, deviceId: 'gpu', stopCelsius: 90 };
    const signals: Signals = { ...calm, devices: { gpu: { ...calmDevice, temperatureCelsius: told(85) }, other: { ...calmDevice, temperatureCelsius: told(85) } } };
    const { decisions } = applySignals(noRuleState, [general, own], signals, ['gpu', 'other']);
    expect(decisions.map(({ giveBack }) => giveBack)).toEqual([null, 'kill']);
    expect(rulesShape.safeParse([general, general]).success).toBe(false);
    expect(rulesShape.safeParse([general, own]).success).toBe(true);
  });
});

describe('precedence', () => {
  const every = kinds.map((kind) => ruleCases[kind].rule);
  const all = kinds.reduce<Partial<Signals>>((sum, kind) => {
    const { devices, ...rest } = ruleCases[kind].holds;
    const change = devices?.['gpu'];
    const changed = change ? Object.fromEntries(Object.entries(change).filter(([name, reading]) => reading !== calmDevice[name as keyof typeof calmDevice])) : {};
    return { ...sum, ...rest, devices: { gpu: { ...calmDevice, ...sum.devices?.['gpu'], ...changed } } };
  }, {});

  it('is safety, then the owner, then money, then presence, then the schedule; the rest is named too', () => {
    let rules = every;
    const paused = applyPause(noRuleState, { sinceMs: noonMs, untilMs: null, giveBack: 'finish' }, null);
    let state = paused;
    const spoke: RuleKind[] = [];
    for (;;) {
      const { decision } = look(rules, all, state);
      const { winner } = decision;
      if (!winner) break;
      expect(decision.also).toHaveLength(rules.length - (state === paused ? 0 : 1));
      spoke.push(winner.rule);
      if (winner.rule === 'pause') state = noRuleState;
      else rules = rules.filter(({ kind }) => kind !== winner.rule);
    }
    const stopping = spoke.filter((kind) => kind !== 'power').map((kind) => ruleClasses.indexOf(classOfRule[kind]));
    expect(stopping).toEqual([...stopping].sort((a, b) => a - b));
    // What only slows work speaks when nothing stops it.
    expect(spoke.at(-1)).toBe('power');
    expect(new Set(spoke)).toEqual(new Set([...kinds, 'pause']));
  });

  it('gives back as much as the strictest asks, whoever speaks', () => {
    const { decision } = look([{ ...ruleCases.disk.rule, giveBack: 'finish' } as Rule, ruleCases.fullScreen.rule], { ...ruleCases.disk.holds, ...ruleCases.fullScreen.holds });
    expect([decision.giveBack, decision.winner?.rule, decision.also.map(({ rule }) => rule)]).toEqual(['kill', 'disk', ['fullScreen']]);
  });
});

describe('hysteresis', () => {
  it('stops at the limit and goes on only below the band', () => {
    const rules = [ruleCases.temperature.rule];
    let state = noRuleState;
    const stops = [77, 78, 77, 71, 70, 77, 78].map((celsius, i) => {
      const looked = look(rules, { atMs: noonMs + i * 1000, ...withDevice({ temperatureCelsius: told(celsius) }) }, state);
      ({ state } = looked);
      return looked.decision.giveBack !== null;
    });
    expect(stops).toEqual([false, true, true, true, false, false, true]);
  });

  it('waits its two minutes after a game closed, starts the wait anew when it comes back, and tells when it ends', () => {
    const rules = [ruleCases.fullScreen.rule];
    const open = { fullScreenApp: told('elden') };
    let { state, decision } = look(rules, { atMs: noonMs, ...open });
    expect(decision.winner).toMatchObject({ value: 'elden', endsAtMs: null, isCalming: false });
    ({ state, decision } = look(rules, { atMs: noonMs + 10_000 }, state));
    expect(decision.winner).toMatchObject({ endsAtMs: noonMs + 130_000, isCalming: true, sinceMs: noonMs });
    ({ state, decision } = look(rules, { atMs: noonMs + 129_999 }, state));
    expect(decision.giveBack).toBe('kill');
    ({ state } = look(rules, { atMs: noonMs + 129_999, ...open }, state));
    ({ state, decision } = look(rules, { atMs: noonMs + 140_000 }, state));
    expect(decision.winner?.endsAtMs).toBe(noonMs + 260_000);
    expect(look(rules, { atMs: noonMs + 260_000 }, state).decision.winner).toBe(null);
  });

  it('keeps a hot device stopped when its sensor falls silent, and lets any other rule go', () => {
    const hot = look([ruleCases.temperature.rule], ruleCases.temperature.holds);
    const silent = look([ruleCases.temperature.rule], { atMs: noonMs + 1e9, ...ruleCases.temperature.unread }, hot.state);
    expect(silent.decision).toMatchObject({ giveBack: 'kill', blind: [{ rule: 'temperature' }] });
    const seen = look([ruleCases.idle.rule], ruleCases.idle.holds);
    expect(look([ruleCases.idle.rule], ruleCases.idle.unread, seen.state).decision.giveBack).toBe(null);
  });
});

describe("the owner's word", () => {
  const pause = (minutes: number | null) => ({ sinceMs: noonMs, untilMs: minutes === null ? null : noonMs + minutes * 60_000, giveBack: 'finish' as const });

  it('overrules what stops work until it has ended by itself once, but never safety', () => {
    const rules = [ruleCases.fullScreen.rule, ruleCases.temperature.rule];
    const game = ruleCases.fullScreen.holds;
    let { state } = look(rules, game);
    state = applyResume(state, null, ['gpu']);
    ({ state } = look(rules, { ...game, atMs: noonMs + 1000 }, state));
    expect(look(rules, { ...game, atMs: noonMs + 2000 }, state).decision.giveBack).toBe(null);
    expect(look(rules, { ...game, ...ruleCases.temperature.holds, atMs: noonMs + 2000 }, state).decision.winner?.rule).toBe('temperature');
    ({ state } = look(rules, { atMs: noonMs + 3000 }, state));
    ({ state } = look(rules, { atMs: noonMs + 124_000 }, state));
    expect(look(rules, { ...game, atMs: noonMs + 125_000 }, state).decision.giveBack).toBe('kill');

    const hot = look(rules, ruleCases.temperature.holds);
    expect(look(rules, ruleCases.temperature.holds, applyResume(hot.state, null, ['gpu'])).decision.giveBack).toBe('kill');
  });

  it('resumes one device of a paused machine and leaves the others paused', () => {
    const state = applyResume(applyPause(noRuleState, pause(null), null), 'a', ['a', 'b', 'c']);
    const { decisions } = applySignals(state, [], { ...calm, devices: {} }, ['a', 'b', 'c']);
    expect(decisions.map(({ giveBack }) => giveBack)).toEqual([null, 'finish', 'finish']);
  });

  it('for a time always ends, whatever the clock does', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 600 }), fc.array(fc.integer({ min: -100_000_000, max: 100_000 }), { maxLength: 50 }), (minutes, jumps) => {
      let state = applyPause(noRuleState, pause(minutes), null);
      let atMs = noonMs;
      for (const jump of jumps) {
        atMs = Math.max(1, atMs + jump);
        ({ state } = look([], { atMs }, state));
      }
      // From wherever the clock is now, the pause never lasts longer than it was meant to.
      expect(look([], { atMs: atMs + minutes * 60_000 }, state).decision.giveBack).toBe(null);
    }));
  });
});

describe('any sequence of signals', () => {
  const reading = <T>(value: fc.Arbitrary<T>) => fc.oneof({ weight: 5, arbitrary: value.map(told) }, { weight: 1, arbitrary: fc.constant(unread('deviceGone')) });
  const percent = fc.integer({ min: 0, max: 100 });
  const signals: fc.Arbitrary<Partial<Signals> & { stepMs: number }> = fc.record({
    stepMs: fc.oneof(fc.constant(1000), fc.integer({ min: -3_600_000, max: 3_600_000 })),
    idleSeconds: reading(fc.integer({ min: 0, max: 2000 })), isLocked: reading(fc.boolean()), isDisplayAsleep: reading(fc.boolean()), fullScreenApp: reading(fc.constantFrom(null, 'game')),
    apps: reading(fc.constantFrom([], ['game'])), battery: reading(fc.record({ isDischarging: fc.boolean(), percent: fc.constantFrom(null, 10, 90), isSaving: fc.boolean() })),
    isMetered: reading(fc.boolean()), hook: reading(fc.constantFrom('allow' as const, 'deny' as const)), diskFreeBytes: reading(fc.integer({ min: 0, max: 2 ** 27 })), isDiskFull: fc.boolean(), heat: reading(fc.constantFrom('nominal' as const, 'fair' as const, 'serious' as const, 'critical' as const)),
    devices: fc.record({ gpu: fc.record({
      temperatureCelsius: reading(fc.integer({ min: 30, max: 110 })), powerWatts: reading(fc.integer({ min: 0, max: 300 })), powerLimitWatts: reading(fc.constant(200)), othersMemoryPercent: reading(percent),
      othersLoadPercent: reading(percent), netPerHour: reading(fc.integer({ min: -2, max: 2 })), fault: fc.constantFrom(null, null, null, 'crashes'),
    }) }),
  });
  const act = fc.constantFrom('none', 'none', 'none', 'resume', 'pause', 'restart');

  it('obeys safety in the same look, and a restart in between changes nothing', () => {
    fc.assert(fc.property(fc.constantFrom(...Object.values(presets)), fc.array(fc.tuple(signals, act), { maxLength: 40 }), (rules, steps) => {
      let state = noRuleState;
      let twin = noRuleState;
      let atMs = noonMs;
      const stopCelsius = rules.find((rule) => rule.kind === 'temperature')!.stopCelsius;
      for (const [{ stepMs, ...change }, what] of steps) {
        atMs = Math.max(1, atMs + stepMs);
        const apply = (before: RuleState): RuleState =>
          what === 'resume' ? applyResume(before, null, ['gpu']) : what === 'pause' ? applyPause(before, { sinceMs: atMs, untilMs: atMs + 60_000, giveBack: 'finish' }, null) : before;
        const now: Signals = { ...calm, ...change, atMs };
        const looked = applySignals(apply(state), rules, now, ['gpu']);
        const again = applySignals(apply(what === 'restart' ? ruleStateShape.parse(JSON.parse(JSON.stringify(twin))) : twin), rules, now, ['gpu']);
        expect(again).toEqual(looked);
        ({ state } = looked);
        twin = again.state;
        const decision = looked.decisions[0]!;
        const device = now.devices['gpu']!;
        const isHot = 'value' in device.temperatureCelsius && device.temperatureCelsius.value >= stopCelsius || ('value' in now.heat && ['serious', 'critical'].includes(now.heat.value));
        if (isHot || device.fault !== null) expect(decision.giveBack).toBe('kill');
        if (now.isDiskFull) expect(giveBackLevels.indexOf(decision.giveBack!)).toBeGreaterThanOrEqual(giveBackLevels.indexOf('finish'));
        expect(decision.giveBack === null).toBe(decision.winner === null);
      }
    }), { numRuns: 300 });
  });
});

describe('a clock that is wrong', () => {
  const at = (seconds: number | null, state?: RuleState) => look([], { clockAheadSeconds: seconds === null ? unread('noBlock') : told(seconds) }, state);
  it('stops new orders in either direction, lets running jobs end, and is not overruled', () => {
    for (const seconds of [31, -3600]) {
      const { state, decision } = at(seconds);
      expect(decision).toMatchObject({ giveBack: 'finish', winner: { rule: 'clock', value: seconds, limit: 30 } });
      expect(at(seconds, applyResume(state, null, ['gpu'])).decision.winner?.rule).toBe('clock');
    }
    expect(at(29).decision.winner).toBe(null);
  });
  it('goes on being wrong while the chain is silent, until it was seen to be right', () => {
    const { state } = at(-120);
    expect(at(null, state).decision.winner).toMatchObject({ rule: 'clock', value: -120 });
    expect(at(-20, state).decision.winner?.rule).toBe('clock');
    expect(at(3, state).decision.winner).toBe(null);
    expect(at(null).decision.winner).toBe(null);
  });
});

describe('a limit on data', () => {
  it('stops new orders until its day or month is over, whatever the owner resumes', () => {
    const day = look([], { dataLimit: { name: 'sentDay', limitBytes: 5 } });
    expect(day.decision).toMatchObject({ giveBack: 'finish', winner: { rule: 'dataLimit', value: 'sentDay', limit: 5, endsAtMs: new Date(2026, 10, 19).getTime() } });
    const resumed = look([], { dataLimit: { name: 'sentMonth', limitBytes: 5 } }, applyResume(day.state, null, ['gpu']));
    expect(resumed.decision.winner).toMatchObject({ rule: 'dataLimit', value: 'sentMonth', endsAtMs: null });
    expect(look([], {}, resumed.state).decision.winner).toBe(null);
  });
});

describe('a system that says in words how hot it is', () => {
  const rule = ruleCases.temperature.rule;
  const lookHot = (heat: Signals['heat'], degrees: number | null, state?: RuleState) => look([rule], { ...withDevice({ temperatureCelsius: degrees === null ? unread('processor.heatOnly') : told(degrees) }), heat }, state);
  it('is believed beside its degrees and in their place', () => {
    const hot = lookHot(told('serious'), null);
    expect(hot.decision).toMatchObject({ giveBack: 'kill', winner: { rule: 'temperature', value: 'serious' }, blind: [] });
    expect(lookHot(told('critical'), 40).decision.winner).toMatchObject({ value: 'critical' });
    expect(lookHot(told('nominal'), 79).decision.winner).toMatchObject({ value: 79 });
    expect(lookHot(told('nominal'), null).decision).toMatchObject({ winner: null, blind: [] });
    expect(lookHot(told('fair'), null).decision.winner).toBe(null);
  });
  it('goes on being hot until it says that it is not', () => {
    const { state } = lookHot(told('serious'), null);
    expect(lookHot(told('fair'), null, state).decision.winner).toMatchObject({ value: 'fair' });
    expect(lookHot(unread('system.silent'), null, state).decision.winner).toMatchObject({ value: 'serious' });
    expect(lookHot(told('nominal'), null, state).decision.winner).toBe(null);
  });
});

describe('memory pressure', () => {
  const rule = ruleCases.pressure.rule;
  it('holds when programs wait for memory, also where there seems to be some', () => {
    const waits = (stalledPercent: number | null) => look([rule], { memoryPressure: told({ availableBytes: 2 ** 33, stalledPercent, isLow: null }) }).decision.winner;
    expect(waits(41)).toMatchObject({ rule: 'pressure', value: 'stalled', limit: 40 });
    expect([waits(39), waits(null)]).toEqual([null, null]);
  });
  it("holds by the system's own word", () => {
    const says = (isLow: boolean) => look([rule], { memoryPressure: told({ availableBytes: 2 ** 33, stalledPercent: null, isLow }) }).decision.winner;
    expect(says(true)).toMatchObject({ rule: 'pressure', value: 'low' });
    expect(says(false)).toBe(null);
  });
});
