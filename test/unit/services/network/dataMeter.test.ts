import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { leavesHome, urlLeavesHome } from '../../../../electron/services/network/countBytes.ts';
import { decideNear, decideReached, openDataMeter } from '../../../../electron/services/network/dataMeter.ts';
import { noDataLimits } from '../../../../electron/shared/dataLimits.ts';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'hearth-data-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const noon = (month: number, day: number): number => new Date(2026, month - 1, day, 12).getTime();

describe('what goes over the line', () => {
  it('is counted by day and month of this machine’s calendar, over restarts', () => {
    let now = noon(11, 29);
    const problems: unknown[] = [];
    const open = () => openDataMeter({ path: join(folder, 'node', 'usage.json'), nowMs: () => now, onProblem: (error) => problems.push(error) });
    const meter = open();
    meter.add('sent', 700);
    meter.add('received', 20);
    meter.keep();
    now = noon(11, 30);
    const later = open();
    later.add('sent', 300);
    expect(later.usage()).toEqual({ sentDay: 300, sentMonth: 1000, receivedDay: 0, receivedMonth: 20 });
    later.keep();
    now = noon(12, 1);
    expect(open().usage()).toEqual({ sentDay: 0, sentMonth: 0, receivedDay: 0, receivedMonth: 0 });
    expect(problems).toEqual([]);
  });

  it('is not given back by a clock that is set back, over a month’s turn and a restart too', () => {
    let now = noon(12, 1);
    const open = () => openDataMeter({ path: join(folder, 'usage.json'), nowMs: () => now, onProblem: (error) => expect(error).toBeNull() });
    const meter = open();
    meter.add('sent', 500);
    now = noon(11, 30);
    meter.add('sent', 20);
    expect(meter.usage()).toMatchObject({ sentDay: 20, sentMonth: 20 });
    meter.keep();
    now = noon(12, 1);
    expect(open().usage()).toMatchObject({ sentDay: 500, sentMonth: 500 });
    now = noon(12, 2);
    expect(open().usage()).toMatchObject({ sentDay: 0, sentMonth: 500 });
  });

  it('says that a file it cannot read is none, counts anew, and keeps two months of days', () => {
    const path = join(folder, 'usage.json');
    writeFileSync(path, '{"format":"hearth-data-usage/1","days":{"yesterday":{}}}');
    const problems: unknown[] = [];
    let now = noon(1, 1);
    const meter = openDataMeter({ path, nowMs: () => now, onProblem: (error) => problems.push(error) });
    expect(problems).toHaveLength(1);
    for (let day = 0; day < 100; day++) {
      now = noon(1, 1 + day);
      meter.add('sent', 1);
    }
    meter.keep();
    expect(Object.keys((JSON.parse(readFileSync(path, 'utf8')) as { days: object }).days)).toHaveLength(62);
  });

  it('reaches a limit at its last byte, a month before a day, and is near one from four fifths of it', () => {
    const usage = { sentDay: 80, sentMonth: 100, receivedDay: 0, receivedMonth: 0 };
    expect(decideReached(noDataLimits, usage)).toBeNull();
    expect(decideReached({ ...noDataLimits, sentDay: 81 }, usage)).toBeNull();
    expect(decideReached({ ...noDataLimits, sentDay: 80 }, usage)).toEqual({ name: 'sentDay', limitBytes: 80 });
    expect(decideReached({ ...noDataLimits, sentDay: 80, sentMonth: 99 }, usage)).toEqual({ name: 'sentMonth', limitBytes: 99 });
    expect(decideReached({ ...noDataLimits, receivedMonth: 0 }, usage)).toEqual({ name: 'receivedMonth', limitBytes: 0 });
    expect(decideNear({ ...noDataLimits, sentDay: 100, sentMonth: 126, receivedDay: 0 }, usage)).toEqual(['sentDay']);
  });

  it('is what leaves this home, and a relay’s bytes once', () => {
    expect(['/ip4/93.184.216.34/tcp/1', '/dns/example.org/tcp/1', '/ip4/127.0.0.1/tcp/1', '/ip4/192.168.1.2/tcp/1', '/ip6/fd00::1/tcp/1', '/ip4/93.184.216.34/tcp/1/p2p/x/p2p-circuit/p2p/y'].map(leavesHome)).toEqual([true, true, false, false, false, false]);
    expect(['https://example.org/m/', 'http://localhost:1/', 'http://127.0.0.1:1/', 'http://[::1]:1/', 'https://10.0.0.2/', 'https://[2606:2800::1]/'].map((url) => urlLeavesHome(new URL(url)))).toEqual([true, false, false, false, false, true]);
  });
});
