import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createNativeNotices, decideNative, type NativeFacts } from '../../../electron/main/nativeNotice.ts';
import { defaultNoticeChoices, isQuiet, quietHoursShape, severityOf, type Notice, type NoticeKind } from '../../../electron/shared/notices.ts';

const at = (hour: number, minute = 0): number => new Date(2026, 10, 28, hour, minute).getTime();
const notice = (kind: NoticeKind, change: Partial<Notice> = {}): Notice => ({ noticeId: '1', kind, severity: severityOf(kind, change.about ?? {}), about: {}, firstAtMs: at(12), atMs: at(12), count: 1, isRead: false, ...change });
const facts = (change: Partial<NativeFacts> = {}): NativeFacts => ({ choices: defaultNoticeChoices, isWindowSeen: false, isScreenTaken: false, startedAtMs: at(11), shownIds: new Set(), lastShownMs: null, nowMs: at(12), ...change });
const night = { ...defaultNoticeChoices, quiet: { fromMinute: 22 * 60, toMinute: 7 * 60 } };
const atNight = { choices: night, nowMs: at(23) };

describe('what the desktop shows', () => {
  it.each<[string, NoticeKind, Partial<Notice>, Partial<NativeFacts>, string]>([
    ['a failed job', 'jobFailed', {}, {}, 'show'],
    ['what is only for information', 'woke', {}, {}, 'notNative'],
    ['an information its kind wants shown', 'voteOpened', {}, {}, 'show'],
    ['attention that is not worth a banner', 'signerRestarted', {}, {}, 'notNative'],
    ['a rule that gave a device back', 'ruleStopped', {}, {}, 'notNative'],
    ['a rule that protects the machine', 'ruleStopped', { about: { rule: 'temperature' } }, {}, 'show'],
    ['anything, when switched off', 'slashed', {}, { choices: { ...defaultNoticeChoices, isNative: false } }, 'off'],
    ['what was read', 'slashed', { isRead: true }, {}, 'read'],
    ['what happened before the start', 'slashed', { firstAtMs: at(10) }, {}, 'old'],
    ['what was shown', 'slashed', {}, { shownIds: new Set(['1']) }, 'shown'],
    ['what is seen in the window', 'slashed', {}, { isWindowSeen: true }, 'seen'],
    ['a failed job over a game', 'jobFailed', {}, { isScreenTaken: true }, 'fullScreen'],
    ['taken stake over a game', 'slashed', {}, { isScreenTaken: true }, 'fullScreen'],
    ['a failed job at night', 'jobFailed', {}, atNight, 'quiet'],
    ['a failed job in the morning', 'jobFailed', {}, { choices: night, nowMs: at(7) }, 'show'],
    ['taken stake at night', 'slashed', {}, atNight, 'show'],
    ['a full disk at night', 'diskFull', {}, atNight, 'show'],
    ['the second within half a minute', 'jobFailed', {}, { lastShownMs: at(12) - 29_000 }, 'soon'],
    ['taken stake within half a minute', 'slashed', {}, { lastShownMs: at(12) - 1 }, 'show'],
  ])('%s', (_name, kind, change, known, wanted) => {
    const decision = decideNative(notice(kind, change), facts(known));
    expect(decision.show ? 'show' : decision.why).toBe(wanted);
  });
  it('comes once, in the order of what happened, and what was kept quiet does not come late', () => {
    let nowMs = at(23);
    const shown: string[] = [];
    const hear = createNativeNotices({ nowMs: () => nowMs, isWindowSeen: () => false, isScreenTaken: () => false, show: ({ title }) => void shown.push(title) });
    const all = [notice('diskFull', { noticeId: '3', firstAtMs: at(23) + 2 }), notice('slashed', { noticeId: '2', firstAtMs: at(23) + 1 }), notice('jobFailed', { noticeId: '1', firstAtMs: at(23) })];
    hear(all, night);
    hear(null, night);
    nowMs = at(23) + 10 * 3_600_000;
    hear(all, night);
    expect(shown).toEqual(['Stake was taken', 'The disk is full']);
  });
});

describe('while another program fills the screen', () => {
  it('keeps what is severe until it no longer does, and drops the rest', () => {
    let isTaken = true;
    const shown: string[] = [];
    const hear = createNativeNotices({ nowMs: () => at(12), isWindowSeen: () => false, isScreenTaken: () => isTaken, show: ({ title }) => void shown.push(title) });
    const all = [notice('slashed', { noticeId: '2', firstAtMs: at(12) }), notice('jobFailed', { noticeId: '1', firstAtMs: at(12) })];
    hear(all, defaultNoticeChoices);
    expect(shown).toEqual([]);
    isTaken = false;
    hear(all, defaultNoticeChoices);
    hear(all, defaultNoticeChoices);
    expect(shown).toEqual(['Stake was taken']);
  });
});

describe('quiet hours', () => {
  it.each([[22, 0, true], [23, 59, true], [0, 0, true], [6, 59, true], [7, 0, false], [21, 59, false]])('past midnight, at %i:%i: %s', (hour, minute, quiet) => expect(isQuiet(night.quiet, at(hour, minute))).toBe(quiet));
  it.each([[13, 0, true], [12, 59, false], [14, 0, false]])('within a day, at %i:%i: %s', (hour, minute, quiet) => expect(isQuiet({ fromMinute: 780, toMinute: 840 }, at(hour, minute))).toBe(quiet));
  it('need a beginning and another end, within a day', () => {
    expect([quietHoursShape.safeParse({ fromMinute: 60, toMinute: 60 }).success, quietHoursShape.safeParse({ fromMinute: 0, toMinute: 1440 }).success, quietHoursShape.safeParse({ fromMinute: 1320, toMinute: 0 }).success]).toEqual([false, false, true]);
  });
  it('keep their edges on the days the clock is changed', () => {
    const script = `const { isQuiet } = await import(${JSON.stringify(join(import.meta.dirname, '../../../electron/shared/notices.ts'))});
      const quiet = { fromMinute: 1320, toMinute: 420 };
      // Berlin: the night of 23 hours and the one of 25, edge by edge.
      const moments = [[2026, 2, 28, 21, 59], [2026, 2, 28, 22, 0], [2026, 2, 29, 6, 59], [2026, 2, 29, 7, 0], [2026, 9, 24, 22, 0], [2026, 9, 25, 2, 30], [2026, 9, 25, 6, 59], [2026, 9, 25, 7, 0]];
      console.log(JSON.stringify(moments.map((parts) => isQuiet(quiet, new Date(...parts).getTime()))));`;
    const out = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', env: { ...process.env, TZ: 'Europe/Berlin', NODE_NO_WARNINGS: '1' } });
    expect(JSON.parse(out)).toEqual([false, true, true, false, true, true, true, false]);
  });
});
