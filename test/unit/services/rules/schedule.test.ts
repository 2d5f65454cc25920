import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isScheduled, nextScheduleChange } from '../../../../electron/services/rules/schedule.ts';
import { simulateRules } from '../../../../electron/services/rules/simulate.ts';
import { told, type Signals } from '../../../../electron/shared/signals.ts';
import { presets } from '../../../../electron/services/rules/presets.ts';
import { calm, noonMs, ruleCases } from './samples.ts';

const nights = { windows: [{ days: [1, 2, 3, 4, 5], fromMinute: 22 * 60, toMinute: 6 * 60 }], exceptions: [{ date: '2026-11-20', allows: true }] };
const at = (day: number, hour: number, minute = 0): number => new Date(2026, 10, day, hour, minute).getTime();

describe('a weekly schedule', () => {
  it.each([[18, 21, 59, false], [18, 22, 0, true], [19, 5, 59, true], [19, 6, 0, false], [21, 5, 0, true], [21, 22, 30, false], [22, 3, 0, false], [20, 12, 0, true]])('on the %i at %i:%i allows: %s', (day, hour, minute, allows) => {
    expect(isScheduled(nights, at(day, hour, minute))).toBe(allows);
  });
  it('tells its next change, over midnight and exceptions, and none when there is none', () => {
    expect(nextScheduleChange(nights, at(18, 12))).toBe(at(18, 22));
    expect(nextScheduleChange(nights, at(18, 23))).toBe(at(19, 6));
    expect(nextScheduleChange(nights, at(19, 23))).toBe(at(21, 6));
    expect(nextScheduleChange({ windows: [], exceptions: [] }, noonMs)).toBe(null);
  });
  it('keeps its edges on the days the clock is changed', () => {
    const script = `const { nextScheduleChange } = await import(${JSON.stringify(join(import.meta.dirname, '../../../../electron/services/rules/schedule.ts'))});
      const daily = { windows: [{ days: [0, 1, 2, 3, 4, 5, 6], fromMinute: 480, toMinute: 1320 }], exceptions: [] };
      console.log(JSON.stringify([new Date(2026, 2, 28, 23), new Date(2026, 9, 24, 23)].map((from) => new Date(nextScheduleChange(daily, from.getTime())).toString().slice(0, 21))));`;
    const out = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', env: { ...process.env, TZ: 'Europe/Berlin', NODE_NO_WARNINGS: '1' } });
    expect(JSON.parse(out)).toEqual(['Sun Mar 29 2026 08:00', 'Sun Oct 25 2026 08:00']);
  });
});

describe('the simulator', () => {
  /** A week, minute by minute: a game every evening, a hot hour at noon, and half a day asleep. */
  const week: Signals[] = Array.from({ length: 7 * 1440 }, (_, minute) => minute).filter((minute) => minute < 3000 || minute >= 3720).map((minute) => {
    const hour = Math.floor(minute / 60) % 24;
    return {
      ...calm, atMs: noonMs + minute * 60_000, fullScreenApp: told(hour === 8 ? 'game' : null), idleSeconds: told(hour < 6 ? 5 : 7200),
      devices: { gpu: { ...calm.devices['gpu']!, temperatureCelsius: told(hour === 0 ? 80 : 55) } },
    };
  });
  it('replays a week in seconds, adds up to it, and leaves the hours nobody saw unknown', () => {
    const startMs = performance.now();
    const [balanced, guest, dedicated] = (['balanced', 'guest', 'dedicated'] as const).map((name) => simulateRules(presets[name], week).devices[0]!);
    expect(performance.now() - startMs).toBeLessThan(5000);
    const spanMs = week.at(-1)!.atMs - week[0]!.atMs;
    for (const track of [balanced!, guest!, dedicated!]) {
      expect(track.workMs + track.throttledMs + track.stoppedMs + track.unknownMs).toBe(spanMs);
      expect(track.unknownMs).toBe(720 * 60_000 + 60_000 - 5 * 60_000);
    }
    // Seven evenings of an hour, less the one in the gap, each two minutes longer. Seven noons.
    expect(balanced!.byRule).toEqual({ fullScreen: 6 * 62 * 60_000, temperature: 7 * 60 * 60_000 });
    expect(balanced!.stops.filter(({ rule }) => rule === 'fullScreen')).toHaveLength(6);
    expect(guest!.workMs).toBeLessThan(balanced!.workMs);
    expect(dedicated!.stoppedMs).toBe(0);
    expect(simulateRules([ruleCases.idle.rule], []).devices).toEqual([]);
  });
});
