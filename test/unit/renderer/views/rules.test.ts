import { describe, expect, test } from 'vitest';
import { netPerHourUnknownShape } from '../../../../electron/shared/books.ts';
import { presets } from '../../../../electron/services/rules/presets.ts';
import { classOfRule, giveBackLevels, presetShape, ruleClasses, ruleKindShape, ruleShape, rulesShape, type Rule } from '../../../../electron/shared/rules.ts';
import { blindReason, classWords, dayName, formatLimits, formatMinute, giveBackChoices, presetWords } from '../../../../renderer/strings/guest.ts';
import { applyEdit, applyRedo, applyUndo, isChanged, ruleFor, ruleKinds, startDraft, startRule, withoutRule, withRule } from '../../../../renderer/views/rules/draft.ts';
import { layOutStops } from '../../../../renderer/views/rules/layOutStops.ts';

const plain = /!|undefined|null|NaN|\[object|Infinity/;

test('every kind that can be set begins as a rule the provider takes, and says its numbers', () => {
  expect([...ruleKinds, 'fault', 'clock', 'pause', 'dataLimit'].sort()).toEqual([...ruleKindShape.options].sort());
  for (const kind of ruleKinds) {
    for (const deviceId of [null, 'gpu-0']) expect(ruleShape.safeParse(startRule(kind, deviceId)).success, kind).toBe(true);
    expect(formatLimits(startRule(kind, null))).not.toMatch(plain);
    expect(formatLimits(startRule(kind, null)).length).toBeGreaterThan(4);
  }
});

test('shows exact numbers, and none where there is none', () => {
  const limits = (rule: Partial<Rule>): string => formatLimits({ ...startRule(rule.kind!, null), ...rule } as Rule);
  expect(limits({ kind: 'power', percentMost: null, wattsMost: 150 })).toBe('at most 150 W');
  expect(limits({ kind: 'power', percentMost: 60, wattsMost: 150 })).toBe('at most 60 % of its limit and 150 W');
  expect(limits({ kind: 'power', percentMost: null, wattsMost: null })).toBe('no limit');
  expect(limits({ kind: 'battery', percentLeast: 40, onSaver: false })).toBe('on battery below 40 %');
  expect(limits({ kind: 'session', stopsWhenLocked: false, stopsWhenDisplayAsleep: false })).toBe('never');
  expect(limits({ kind: 'schedule', windows: [] })).toBe('no hours allowed');
  expect(limits({ kind: 'schedule', windows: [{ days: [1, 2], fromMinute: 1320, toMinute: 1440 }] })).toBe('Mon Tue 22:00–00:00');
  expect(dayName(0)).toBe('Sun');
  expect(formatMinute(61)).toBe('01:01');
});

test('has words for every preset, class and way to give back', () => {
  for (const preset of presetShape.options) expect(presetWords[preset].what).not.toMatch(plain);
  for (const ruleClass of ruleClasses) expect(classWords[ruleClass].what).not.toMatch(plain);
  for (const giveBack of giveBackLevels) expect(giveBackChoices[giveBack].length).toBeGreaterThan(3);
  for (const kind of ruleKinds) expect(ruleClasses).toContain(classOfRule[kind]);
});

describe('a draft', () => {
  const base = presets.balanced;
  const hotter = withRule(base, { ...startRule('temperature', null), stopCelsius: 90 } as Rule);

  test('undoes and redoes to exactly what was, and an edit after an undo ends what was ahead', () => {
    const first = applyEdit(startDraft(base), hotter);
    const second = applyEdit(first, withoutRule(hotter, startRule('battery', null)));
    expect(applyUndo(second).present).toEqual(hotter);
    expect(applyUndo(applyUndo(second)).present).toEqual(base);
    expect(isChanged(applyUndo(applyUndo(second)))).toBe(false);
    expect(applyRedo(applyUndo(second))).toEqual(second);
    expect(applyRedo(second)).toBe(second);
    expect(applyUndo(startDraft(base)).present).toEqual(base);
    expect(applyEdit(applyUndo(second), base).future).toEqual([]);
  });

  test('does not count what changes nothing, and takes in nothing the provider would refuse', () => {
    const draft = startDraft(base);
    expect(applyEdit(draft, [...base])).toBe(draft);
    expect(applyEdit(draft, withRule(base, { ...startRule('temperature', null), stopCelsius: 500 } as Rule))).toBe(draft);
    expect(applyEdit(draft, [...base, base[0]!])).toBe(draft);
  });

  test("a device's own rule stands in for the general one, and never beside it", () => {
    const own = withRule(base, { ...startRule('power', 'gpu-0'), percentMost: 50 } as Rule);
    expect(rulesShape.safeParse(own).success).toBe(true);
    expect(ruleFor(own, 'power', 'gpu-0')).toMatchObject({ percentMost: 50 });
    expect(ruleFor(own, 'power', 'cpu')).toMatchObject({ deviceId: null });
    expect(ruleFor(own, 'power', null)).toMatchObject({ deviceId: null });
    expect(ruleFor(withoutRule(own, startRule('power', 'gpu-0')), 'power', 'gpu-0')).toMatchObject({ deviceId: null });
  });
});

test('a stop over midnight lies on both days, and the days between are there', () => {
  const at = (day: number, hour: number): number => new Date(2026, 4, day, hour).getTime();
  const lanes = layOutStops([{ fromMs: at(3, 18), toMs: at(4, 6) }, { fromMs: at(6, 0), toMs: at(6, 12) }]);
  expect(lanes.map(({ startMs }) => new Date(startMs).getDate())).toEqual([3, 4, 5, 6]);
  expect(lanes.map(({ blocks }) => blocks)).toEqual([[{ from: 0.75, to: 1 }], [{ from: 0, to: 0.25 }], [], [{ from: 0, to: 0.5 }]]);
});

test('says why it is not known what a device earns in words of the page, and quotes what a driver says', () => {
  for (const why of netPerHourUnknownShape.options) expect(blindReason('profit', why)).toMatch(/^[a-z].{20,}$/);
  expect(blindReason('temperature', 'noMeter')).toBe('noMeter');
  expect(blindReason('profit', 'toString')).toBe('toString');
  expect(blindReason('temperature', 'the card\u202e says nothing')).toBe('the card  says nothing');
});
