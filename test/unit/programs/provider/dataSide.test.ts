import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createDataSide } from '../../../../electron/programs/provider/dataSide.ts';
import { openSettings } from '../../../../electron/services/settings/settings.ts';
import { noDataLimits } from '../../../../electron/shared/dataLimits.ts';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'hearth-data-side-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('tells four fifths once, stops downloads at the limit, and lets them go on with the next day', () => {
  let now = new Date(2026, 10, 29, 12).getTime();
  const told: string[] = [];
  const resumed: string[] = [];
  let changes = 0;
  const failed = (root: string, code: string): object => ({ root, phase: 'failed', failure: { code, about: {} } });
  const downloads = { list: () => [failed('0x1', 'download.dataLimit'), failed('0x2', 'download.unreachable')], resume: (root: string) => void resumed.push(root) };
  const open = () => createDataSide({
    dataFolder: folder, settings: openSettings(folder), notices: { raiseOnce: (all) => void told.push(...all.map(({ key }) => key)) }, downloads: () => downloads as never, onChanged: () => void changes++,
    onProblem: (error) => expect(error).toBeNull(), nowMs: () => now,
  });
  const side = open();
  const context = { signal: AbortSignal.timeout(1000) };
  void side.actions.setDataLimits({ limits: { ...noDataLimits, receivedDay: 1000 } }, context);
  side.takeModelBytes(700, new URL('https://example.org/'));
  // From this machine and from a peer, whose connection is counted elsewhere.
  side.takeModelBytes(5000, new URL('http://localhost:1/'));
  side.takeModelBytes(5000, new URL('hearth-peer://12D3/'));
  side.tick();
  expect([told, side.reached()]).toEqual([[], null]);
  side.count('received', 100);
  side.tick();
  side.tick();
  expect(told).toEqual(['dataNear receivedDay 2026-11-29 1000']);
  const before = changes;
  expect(() => side.takeModelBytes(200, new URL('https://example.org/'))).toThrow(expect.objectContaining({ code: 'download.dataLimit' }));
  side.tick();
  side.tick();
  expect([changes - before, side.reached(), resumed]).toEqual([1, { name: 'receivedDay', limitBytes: 1000 }, []]);
  side.close();
  const again = open();
  again.tick();
  expect(again.reached()?.name).toBe('receivedDay');
  now += 86_400_000;
  again.tick();
  expect([again.reached(), resumed]).toEqual([null, ['0x1']]);
});
