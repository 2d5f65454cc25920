import { expect, test } from 'vitest';
import { classOfRule, ruleKindShape, type Decision, type Finding } from '../../../../electron/shared/rules.ts';
import { describeNotice } from '../../../../renderer/strings/notices.ts';
import { describeDecision, describeRule, ruleWords } from '../../../../renderer/strings/rules.ts';
import { statusWords } from '../../../../renderer/strings/status.ts';

const plain = /!|undefined|null|NaN|\[object/;
const nowMs = 1_000_000;

test.each(ruleKindShape.options)('%s says why and what ends it, whatever was read', (rule) => {
  for (const value of [null, 42, 0, 'mpv', 'saver', 'displayAsleep', 'stalled', 'low', 'serious']) {
    for (const limit of [null, 78]) {
      for (const [endsAtMs, isCalming] of [[null, false], [nowMs + 5000, true], [nowMs + 8e6, false], [nowMs - 1, false]] as const) {
        const { sentence, ends } = describeRule({ rule, value, limit, endsAtMs, isCalming }, 'kill', nowMs);
        expect(sentence).toMatch(/^Paused: [A-Za-z].*[^.]\.$/);
        expect(ends).toMatch(/^Resumes [a-z].*[^.]\.$/);
        expect(`${sentence} ${ends}`).not.toMatch(plain);
      }
    }
  }
  const { what } = describeNotice({ kind: 'ruleStopped', about: { rule, value: 1, limit: 2, device: 'RTX 4070' } });
  expect(what).not.toMatch(plain);
  expect(ruleWords[rule].title.length).toBeGreaterThan(3);
  expect(classOfRule[rule]).toBeTruthy();
});

test('one table speaks in the status, in notices and on the command line', () => {
  const finding: Finding = { rule: 'fullScreen', deviceId: 'gpu-0', giveBack: 'kill', value: 'Elden Ring', limit: null, sinceMs: 1, endsAtMs: null, isCalming: false };
  const words = 'Paused: Elden Ring is full screen.';
  const context = { nowMs, devices: [], jobs: null, tokensPerSecond: 0 };
  expect(statusWords.ruled({ rule: 'fullScreen', value: 'Elden Ring', limit: null, endsAtMs: null, isCalming: 0, giveBack: 'kill' }, context, 0)).toEqual({ sentence: words, why: 'Resumes soon after it closes.' });
  expect(statusWords.ruled({ rule: 'fullScreen', value: 'Elden Ring', limit: null, endsAtMs: nowMs + 90_000, isCalming: 1, giveBack: 'kill' }, context, 0).why).toBe('Resumes by itself in 1 min.');
  const decision: Decision = { deviceId: 'gpu-0', giveBack: 'kill', winner: finding, also: [{ ...finding, rule: 'schedule' }], blind: [] };
  expect(describeDecision(decision, nowMs)).toBe(`${words} Resumes soon after it closes. Also: weekly hours.`);
  expect(describeNotice({ kind: 'ruleStopped', about: { rule: 'fullScreen', value: 'Elden Ring', device: 'RTX 4070' } }).what).toBe('Elden Ring is full screen; RTX 4070 was given back.');
});

test('a model that this machine cannot run is told in words, and nobody is sent to install it again', () => {
  const told = describeNotice({ kind: 'modelDamaged', about: { model: 'digits', code: 'model.unsupported', reason: 'cpu of this machine is not exact on 8-bit integers' } });
  expect(told).toEqual({ what: 'The model digits cannot be opened. This model cannot run here: cpu of this machine is not exact on 8-bit integers.', next: 'Choose another model.' });
  expect(describeNotice({ kind: 'modelDamaged', about: { model: 'digits', code: 'model.corrupt', path: 'model.onnx' } }).next).toContain('Install it again.');
});

test('a pause says how long it lasts to the minute, and names the day when the clock alone would be another moment', () => {
  const context = { nowMs, devices: [], jobs: null, tokensPerSecond: 0 };
  const paused = (leftMs: number) => statusWords.paused({ untilMs: nowMs + leftMs }, context, 0);
  expect(paused(7_199_000).why).toBe('You paused it. It resumes by itself in 2 h.');
  expect(paused(7_140_000).why).toBe('You paused it. It resumes by itself in 1 h 59 min.');
  expect(paused(20_000).why).toBe('You paused it. It resumes by itself in 1 min.');
  expect(paused(3 * 3_600_000).sentence).toMatch(/^Paused until \d\d:\d\d [AP]M\.$/);
  expect(paused(5 * 86_400_000).sentence).toMatch(/^Paused until Jan \d+, \d\d:\d\d [AP]M\.$/);
  const week = { rule: 'pause', value: null, limit: null, endsAtMs: nowMs + 5 * 86_400_000, isCalming: false } as const;
  expect(describeRule(week, 'finish', nowMs).ends).toMatch(/^Resumes by itself at Jan \d+, \d\d:\d\d [AP]M\.$/);
});
