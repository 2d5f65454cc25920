import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, type CommanderError } from 'commander';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { applyConfigFile } from '../../../../electron/programs/cli/configFile.ts';
import { examples } from '../../../../electron/programs/cli/examples.ts';
import { faultOf, namedInDocuments, namedInSources, strayOptions, type NamedCommand } from '../../../support/namedCommands.ts';

/** The whole command table as it is, without any Hearth. Importing it runs it once, for its help. */
let program: Command;
let folder: string;
let said: string;
/** Of it, what went to stdout. */
let printed: string;
/** What works without a running Hearth, so that its answer is no refusal. Those of the wallet start a signer: test/integration/walletCommands.test.ts. */
const alone = new Set(['start', 'demo', 'devices', 'accelerator', 'inspect', 'reset', 'verify', 'dispute', 'audit', 'devnet', 'join', 'networks', 'fleet', 'network-file', 'gateway', 'gateway-key', 'bench', 'attack', 'calibrate', 'deploy', 'models list', 'models import']);
const argv = process.argv;
const commands = (): { words: string[]; command: Command }[] => {
  const walk = (parent: Command, before: string[]): { words: string[]; command: Command }[] => parent.commands.flatMap((command) => [{ words: [...before, command.name()], command }, ...walk(command, [...before, command.name()])]);
  return walk(program, []);
};
/** Those that do something themselves. */
const acting = () => commands().filter(({ command }) => command.options.length > 0);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearth-commands-'));
  const write = (text: unknown): boolean => ((said += String(text)), true);
  vi.spyOn(process.stdout, 'write').mockImplementation(((text: unknown) => ((printed += String(text)), write(text))) as never);
  vi.spyOn(process.stderr, 'write').mockImplementation(write as never);
  [said, printed] = ['', ''];
  process.argv = ['node', 'hearth', '--help'];
  ({ program } = await import('../../../../electron/programs/cli.ts'));
});
afterAll(() => {
  vi.restoreAllMocks();
  process.argv = argv;
  process.exitCode = 0;
  rmSync(folder, { recursive: true, force: true });
});

/** What the process would end with: what the parser refuses is 2, as in cli.ts. */
async function exitOf(words: readonly string[]): Promise<number> {
  [said, printed] = ['', ''];
  process.exitCode = 0;
  try {
    await program.parseAsync(['node', 'hearth', ...words]);
  } catch (error) {
    const { code, exitCode, message } = error as CommanderError;
    // As cli.ts says it.
    if (code === 'hearth.usage') said += message;
    return exitCode === 0 ? 0 : 2;
  }
  return Number(process.exitCode);
}
/** As a shell cuts it, up to a redirection. */
const wordsOf = (line: string): string[] => [...line.replace(/ > .*$/, '').matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!).slice(1);

/** An id that an example cut short, at its full length: of a node, or of a job or model. */
const whole = (word: string): string => word.replace(/0x5FbD…/, `0x5fbd${'a'.repeat(36)}`).replace(/(0x[0-9a-f]{4})…/, `$1${'a'.repeat(60)}`);

/** How many arguments are left when each option took its own; wrong when one is unknown or lacks its value. Commander's own reading would leave its traces in the table. */
function readWords(command: Command, words: readonly string[]): { operands: number; isRight: boolean } {
  let [operands, isRight] = [0, true];
  for (let at = 0; at < words.length; at++) {
    if (!words[at]!.startsWith('--')) {
      operands++;
      continue;
    }
    const option = command.options.find(({ long }) => long === words[at]);
    const takes = option !== undefined && (option.required || option.optional);
    const isThere = words[at + 1] !== undefined && !words[at + 1]!.startsWith('--');
    isRight &&= option !== undefined && (!option.required || isThere);
    while (takes && words[at + 1] !== undefined && !words[at + 1]!.startsWith('--')) {
      at++;
      if (!option.variadic) break;
    }
  }
  return { operands, isRight };
}

it('has a row for every command in docs/commands.md', () => {
  const listed = new Set([...readFileSync('docs/commands.md', 'utf8').matchAll(/`(?:\.\/hearth )?([a-z-]+)[^`]*`/g)].map(([, name]) => name));
  expect(program.commands.map((command) => command.name()).filter((name) => !listed.has(name))).toEqual([]);
});

describe('the table of commands', () => {
  it('is whole', () => {
    expect(acting().length).toBeGreaterThan(75);
    expect(said).toContain('Usage: hearth');
  });

  it('gives every command a description that says what it does, a help with an example, --json and --data', () => {
    const lacking = acting().flatMap(({ words, command }) => {
      let help = '';
      command.configureOutput({ writeOut: (text) => void (help += text) }).outputHelp();
      return [
        ...(command.description().length < 10 ? ['description'] : []), ...(help.includes(`\nExample`) && help.includes(`  hearth ${words.join(' ')}`) ? [] : ['example']),
        ...['--json', '--data'].filter((option) => !command.options.some(({ long }) => long === option)), ...command.options.filter(({ description }) => description === '').map(({ long }) => `words for ${long}`),
        ...command.registeredArguments.filter(({ description }) => description === '').map((argument) => `words for ${argument.name()}`),
      ].map((what) => `${words.join(' ')}: ${what}`);
    });
    expect(lacking).toEqual([]);
  });

  it('has an example for no command that is gone, and none that its own parser would refuse', () => {
    const known = new Map(acting().map(({ words, command }) => [words.join(' '), command]));
    expect(Object.keys(examples).filter((words) => !known.has(words))).toEqual([]);
    const wrong = Object.entries(examples).flatMap(([words, lines]) => lines.flatMap((line) => {
      const given = wordsOf(line);
      // An example may show another command of the same family.
      const depth = known.has(given.slice(0, 2).join(' ')) ? 2 : 1;
      const command = known.get(given.slice(0, depth).join(' '))!;
      const { operands, isRight } = readWords(command, given.slice(depth));
      const args = command.registeredArguments;
      const fits = given[0] === words.split(' ')[0] && isRight && operands >= args.filter(({ required }) => required).length && (operands <= args.length || args.at(-1)?.variadic === true);
      return fits ? [] : [line];
    }));
    expect(wrong).toEqual([]);
  });

  it.each([['the page and the programs', namedInSources, 130], ['the documents', namedInDocuments, 200]] as const)('has every command, act and option that %s name', (_who, read, atLeast) => {
    const named = read();
    expect(named.length).toBeGreaterThan(atLeast);
    expect(named.flatMap((one) => (faultOf(program, one) === null ? [] : [`${one.file}: hearth ${one.line}: ${faultOf(program, one)}`]))).toEqual([]);
  });

  it('has every option that the documents name alone', () => {
    expect(strayOptions(program)).toEqual([]);
  });

  it.each([
    ['status', false, 'no such command'], ['staking', true, 'no such command'], ['wallet show', true, 'wallet has no show'], ['guards open NODE', false, 'guards has no open'], ['guards open 0x…', true, 'guards has no open'], ['jobs --all shows them', false, 'jobs has no --all'],
    ['guards there shows it', false, null], ['networks use NAME', true, null], ['models quota 50GB --evict', true, null], ['gateway-key create NAME --budget EMBER', false, null], ['with this folder', false, 'no such command'],
  ] satisfies [string, boolean, string | null][])('sees what is wrong with hearth %s', (line, isCode, fault) => {
    expect(faultOf(program, { file: '', line, isCode } satisfies NamedCommand)).toBe(fault);
  });

  it('takes the file of options that comes with it, each line read', () => {
    const sample = readFileSync('assets/rig/hearth.toml', 'utf8').replace(/^# ([a-z]+ = )/gm, '$1').replace('12D3Koo...', `12D3Koo${'W'.repeat(45)}`);
    writeFileSync(join(folder, 'hearth.toml'), sample);
    // A table of its own: what a file sets stays in it.
    const start = program.commands.find((command) => command.name() === 'start')!;
    const read = new Command('start');
    for (const option of start.options) read.addOption(option);
    applyConfigFile(read, join(folder, 'hearth.toml'));
    expect(read.opts()).toMatchObject({ headless: true, port: 7411, metrics: 9464, threads: 4, rate: 6, practice: false, peer: [expect.any(String)], data: '/srv/hearth', join: join(folder, 'practice.json') });
  });

  it('answers an unknown option, and an argument too many or too few, with a sentence and 2, and asks nobody', async () => {
    for (const { words, command } of acting()) {
      expect([words, await exitOf([...words, '--no-such-thing'])]).toEqual([words, 2]);
      expect(said, words.join(' ')).toMatch(/error: unknown option/);
      const required = command.registeredArguments.filter(({ required }) => required).length;
      if (required > 0) expect([words, await exitOf(words)]).toEqual([words, 2]);
      if (command.registeredArguments.at(-1)?.variadic !== true) expect([words, await exitOf([...words, ...Array.from({ length: command.registeredArguments.length + 1 }, () => 'x')])]).toEqual([words, 2]);
    }
  });

  it('says in JSON, and nothing else on stdout, why it cannot do what every example asks of a Hearth that does not run', async () => {
    const asked = Object.entries(examples).filter(([words]) => !alone.has(words) && !words.startsWith('wallet ')).flatMap(([, lines]) => lines);
    expect(asked.length).toBeGreaterThan(60);
    for (const line of asked) {
      const exit = await exitOf([...wordsOf(line).map(whole), '--json', '--data', join(folder, 'nobody')]);
      const answer = JSON.parse(printed) as { ok?: boolean; code?: string };
      expect(answer, line).toMatchObject({ ok: false, code: expect.stringMatching(/^[a-z]+\.[a-zA-Z]+$/) as string });
      expect(said.replace(printed, '').trim().split('\n'), line).toEqual([expect.stringMatching(new RegExp(`^hearth: [A-Z].{20,} \\[${answer.code}\\]$`))]);
      expect([line, exit]).toEqual([line, answer.code === 'usage.invalid' ? 2 : 1]);
    }
  }, 240_000);

  it.each([
    'jobs --stage done', 'jobs --limit 0', 'jobs --limit many', 'earnings --range week', 'pause --for ever', 'pause --until noon', 'tariff flat', 'tariff cheap', 'rate EUR', 'rate 5', 'refuse something', 'refuse kind paint', 'accept client 0x1', 'rpc forget', 'rpc add', 'preset quiet',
    'models quota banana', 'models rate 1', 'models rate fast', 'models get https://h/x', 'models get https://h/x --root 0x12', 'models downloads forget 0x12', 'dispute receipt.json', 'audit receipt.json', 'verify a.json --rpc http://x', 'verify a.json b.json --rows r', 'deploy',
    'start --port 99999', 'start --cheat kindly', 'demo --jobs 0', 'gateway --port x', 'bench --minutes 0', 'seats 0x12', 'stake nobody 5', 'reset',
  ])('hearth %s: exits with 2 and says why, without a running Hearth', async (line) => {
    expect(await exitOf([...line.split(' '), '--data', folder]), said).toBe(2);
    expect(said).toMatch(/error: |hearth: That cannot be done: .+\. Nothing was changed\. \[usage\.invalid\]/);
  });
});
