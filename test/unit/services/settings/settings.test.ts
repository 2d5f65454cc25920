import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../../electron/services/storage/database.ts';
import { openSettings } from '../../../../electron/services/settings/settings.ts';
import { isHearthError } from '../../../../electron/shared/errors.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'hearth-settings-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const paused = { pauses: { '*': { sinceMs: 1, untilMs: null, giveBack: 'finish' as const } }, latches: {}, muted: [] };
describe('settings', () => {
  it('take over the pause of a file written before there were rules', () => {
    writeFileSync(join(folder, 'settings.json'), '{"version":1,"devices":{"cpu":true},"pause":{"sinceMs":1,"untilMs":null},"practiceJobsPerMinute":null}');
    expect(openSettings(folder).read()).toMatchObject({ devices: { cpu: true }, ruleState: paused });
    writeFileSync(join(folder, 'settings.json'), '{"version":1,"devices":{},"pause":null,"practiceJobsPerMinute":null}');
    expect(openSettings(folder).read().ruleState.pauses).toEqual({});
  });
  it('are kept over a restart', () => {
    expect(openSettings(folder).read()).toMatchObject({ version: 1, devices: {}, preset: 'balanced', rules: null, tariff: null, practiceJobsPerMinute: null });
    openSettings(folder).write({ ruleState: paused, devices: { cpu: false } });
    expect(openSettings(folder).read()).toMatchObject({ ruleState: paused, devices: { cpu: false }, practiceJobsPerMinute: null });
  });
  it('stay as they are, in the file and in memory, when the file or a change is wrong', () => {
    const path = join(folder, 'settings.json');
    for (const text of ['{', '{"version":2}', '{"version":1,"devices":{},"practiceJobsPerMinute":-1}', '{"version":1,"devices":{},"practiceJobsPerMinute":1,"more":1}']) {
      writeFileSync(path, text);
      expect(() => openSettings(folder), text).toThrow(expect.toSatisfy((error: unknown) => isHearthError(error, 'settings.invalid')));
      expect(readFileSync(path, 'utf8')).toBe(text);
    }
    rmSync(path);
    const settings = openSettings(folder);
    expect(() => settings.write({ practiceJobsPerMinute: 601 })).toThrow();
    expect(settings.read().practiceJobsPerMinute).toBe(null);
  });
});

describe('the database', () => {
  it('is waited for while the process that has it ends', async () => {
    const holder = spawn(process.execPath, ['-e', `
      const database = new (require(process.argv[1]))(process.argv[2]);
      database.pragma('locking_mode = EXCLUSIVE');
      database.exec('CREATE TABLE held (x)');
      process.stdout.write('held');
      setTimeout(() => {}, 1500);`, createRequire(import.meta.url).resolve('better-sqlite3'), join(folder, 'hearth.sqlite')], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(holder, 'exit');
    await once(holder.stdout, 'data');
    expect(() => openDatabase(folder, 50)).toThrow(expect.toSatisfy((error: unknown) => isHearthError(error, 'storage.locked')));
    openDatabase(folder, 60_000).close();
    await ended;
  });

  it('belongs to one process, and is left alone when a newer Hearth wrote it', () => {
    const first = openDatabase(folder);
    expect(() => openDatabase(folder)).toThrow(expect.toSatisfy((error: unknown) => isHearthError(error, 'storage.locked')));
    first.pragma('user_version = 99');
    first.close();
    expect(() => openDatabase(folder)).toThrow(expect.toSatisfy((error: unknown) => isHearthError(error, 'storage.newer') && error.about.found === 99));
    rmSync(join(folder, 'hearth.sqlite'));
    writeFileSync(join(folder, 'hearth.sqlite'), 'no database at all, but long enough to be read as a header of one'.repeat(20));
    expect(() => openDatabase(folder)).toThrow(expect.toSatisfy((error: unknown) => isHearthError(error, 'storage.unreadable')));
  });
});
