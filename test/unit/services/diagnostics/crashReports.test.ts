import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createCrashReports, readCrashReports } from '../../../../electron/services/diagnostics/crashReports.ts';
import { createScrubber } from '../../../../electron/services/diagnostics/scrub.ts';

const dataFolder = mkdtempSync(join(tmpdir(), 'hearth-crashes-'));
const crashes = join(dataFolder, 'crashes');
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));
let nowMs = Date.UTC(2026, 10, 29, 12, 0, 0);
const report = createCrashReports({ dataFolder, version: '1.2.3', scrub: createScrubber({ folders: [dataFolder], names: ['ada'] }), nowMs: () => nowMs });

describe('a report of a crash', () => {
  it('says which program ended, how, after how long and what was logged before, without a name of this machine', () => {
    const path = report({ program: 'worker', how: `SIGSEGV in ${dataFolder}/rows`, ranSeconds: 12.5 }, ['provider: job 0x2F46227aC85ddF1c07158a424e462754cFF3F340 of ada began', 'worker: loads']);
    expect(path).toBe(join(crashes, '2026-11-29T12-00-00-000Z-worker.json'));
    expect(readCrashReports(dataFolder, 5)).toEqual([{
      format: 'hearth-crash/1', atMs: nowMs, program: 'worker', how: 'SIGSEGV in <path-1>', ranSeconds: 12.5, version: '1.2.3', node: process.versions.node, platform: `${process.platform}-${process.arch}`,
      lines: ['provider: job <hex-1> of <name-1> began', 'worker: loads'],
    }]);
    if (process.platform !== 'win32') expect(statSync(path!).mode & 0o777).toBe(0o600);
  });

  it('is one of the newest twenty, each of bounded size', () => {
    for (let i = 0; i < 30; i++) {
      nowMs += 1000;
      report({ program: 'provider', how: 'x '.repeat(50_000), ranSeconds: null }, Array.from({ length: 100 }, (_, line) => `line ${line} ${'y '.repeat(5000)}`));
    }
    const files = readdirSync(crashes);
    expect(files).toHaveLength(20);
    expect(Math.max(...files.map((name) => statSync(join(crashes, name)).size))).toBeLessThan(300_000);
    expect(readCrashReports(dataFolder, 2).map(({ atMs }) => atMs)).toEqual([nowMs, nowMs - 1000]);
    expect(readCrashReports(dataFolder, 1)[0]!.lines.at(-1)).toContain('line 99 ');
  });

  it('is not believed when it is none', () => {
    const newest = join(crashes, readdirSync(crashes).toSorted().at(-1)!);
    writeFileSync(newest, JSON.stringify({ ...JSON.parse(readFileSync(newest, 'utf8')) as object, extra: 1 }));
    writeFileSync(join(crashes, '2099-01-01T00-00-00-000Z-worker.json'), 'no JSON');
    writeFileSync(join(crashes, 'notes.txt'), 'the owner\'s');
    expect(readCrashReports(dataFolder, 3).map(({ atMs }) => atMs)).toEqual([nowMs - 1000]);
    expect(readCrashReports(join(dataFolder, 'none'), 3)).toEqual([]);
  });

  it('that the disk does not take stops nothing', () => {
    writeFileSync(join(dataFolder, 'file'), '');
    expect(createCrashReports({ dataFolder: join(dataFolder, 'file'), version: '1', scrub: (text) => text, nowMs: () => nowMs })({ program: 'signer', how: 'SIGKILL', ranSeconds: 1 }, [])).toBeNull();
  });
});
