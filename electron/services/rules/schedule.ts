import type { Rule } from '../../shared/rules.ts';

type Schedule = Pick<Extract<Rule, { kind: 'schedule' }>, 'windows' | 'exceptions'>;

const dateOf = (at: Date): string => `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`;

/** Whether work is allowed at a local moment. A window past midnight belongs to the day it begins on; an exception rules its whole day. Pure. */
export function isScheduled({ windows, exceptions }: Schedule, atMs: number): boolean {
  const at = new Date(atMs);
  const exception = exceptions.find(({ date }) => date === dateOf(at));
  if (exception) return exception.allows;
  const minute = at.getHours() * 60 + at.getMinutes();
  const today = at.getDay();
  const yesterday = (today + 6) % 7;
  return windows.some(({ days, fromMinute, toMinute }) => {
    if (fromMinute < toMinute) return days.includes(today) && minute >= fromMinute && minute < toMinute;
    return (days.includes(today) && minute >= fromMinute) || (days.includes(yesterday) && minute < toMinute);
  });
}

/**
 * When the schedule next says something else, found among the local moments at which it can: window edges and midnights of the next eight
 * days. Null: it says the same for as long. Built from local dates, so a day of 23 or 25 hours moves no edge. Pure.
 */
export function nextScheduleChange(schedule: Schedule, atMs: number): number | null {
  const now = isScheduled(schedule, atMs);
  const edges = new Set([0, ...schedule.windows.flatMap(({ fromMinute, toMinute }) => [fromMinute, toMinute])]);
  const at = new Date(atMs);
  const moments: number[] = [];
  for (let day = 0; day <= 8; day++) {
    for (const minute of edges) moments.push(new Date(at.getFullYear(), at.getMonth(), at.getDate() + day, 0, minute).getTime());
  }
  return moments.sort((a, b) => a - b).find((moment) => moment > atMs && isScheduled(schedule, moment) !== now) ?? null;
}
