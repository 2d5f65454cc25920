import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import { afterAll, describe, expect, it } from 'vitest';
import { applyConfigFile } from '../../../../electron/programs/cli/configFile.ts';

const folder = mkdtempSync(join(tmpdir(), 'hearth-config-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const write = (text: string): string => {
  const path = join(folder, 'hearth.toml');
  writeFileSync(path, text);
  return path;
};
const whole = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new CommanderError(2, 'x', `error: --port takes a whole number, not '${text}'`);
  return Number(text);
};
/** A command with an option of each kind, with these words given. */
function parsed(...words: string[]): Command {
  const command = new Command('start').exitOverride().allowExcessArguments(false)
    .option('--config <file>').option('--data <dir>').option('--headless').option('--port <n>', '', whole).option('--join <file>').option('--no-practice')
    .option('--peer <address>', '', (text: string, before: readonly string[]) => [...before, text], [] as readonly string[])
    .addOption(new Option('--crash-after <events>').hideHelp());
  return command.parse(words, { from: 'user' });
}
const applied = (text: string, ...words: string[]): Record<string, unknown> => {
  const command = parsed(...words);
  applyConfigFile(command, write(text));
  return command.opts();
};
const refusal = (text: string): unknown => {
  try {
    return applied(text);
  } catch (error) {
    return (error as { about?: { reason?: string } }).about?.reason ?? error;
  }
};

describe('a file of options', () => {
  it('gives each option what it says, paths from where it lies', () => {
    expect(applied('headless = true\nport = 7411\njoin = "practice.json"\npractice = false\npeer = ["a", "b"]')).toEqual({ headless: true, port: 7411, join: join(folder, 'practice.json'), practice: false, peer: ['a', 'b'] });
    expect(applied('practice = true\npeer = "a"\ndata = "/srv/hearth"')).toMatchObject({ practice: true, peer: ['a'], data: '/srv/hearth' });
  });

  it('yields to the words of the command line', () => {
    expect(applied('port = 7411\npractice = true\npeer = ["a"]', '--port', '9000', '--no-practice', '--peer', 'z')).toMatchObject({ port: 9000, practice: false, peer: ['z'] });
  });

  it('is refused with the reason where it says what no option knows', () => {
    expect(refusal('prot = 7411')).toContain("'prot' is no option of hearth start; it knows data, headless, port, join, practice, peer");
    expect(refusal('crash-after = "paid"')).toContain("'crash-after' is no option");
    expect(refusal('config = "other.toml"')).toContain("'config' is no option");
    expect(refusal('port = "many"')).toContain('--port takes a whole number');
    expect(refusal('port = [1, 2]')).toContain('port is a text or a number');
    expect(refusal('peer = [true]')).toContain('or a list of them');
    expect(refusal('headless = "yes"')).toContain('headless is true or false');
    expect(refusal('headless = true\nport =')).toMatch(/line 2: /);
    expect(refusal(`# ${'x'.repeat(70_000)}`)).toContain('larger than 64 Ki');
    expect(() => applyConfigFile(parsed(), join(folder, 'none.toml'))).toThrow(expect.objectContaining({ code: 'file.unreadable', about: { path: join(folder, 'none.toml'), reason: 'missing' } }));
  });
});
