import { dirname, resolve } from 'node:path';
import { CommanderError, type Command, type Option } from 'commander';
import { parse, TomlError } from 'smol-toml';
import { usage } from './output.ts';
import { readGiven } from './readGiven.ts';

/** A file of options is written by hand: more is something else. */
const sizeLimit = 64 * 1024;

/** Keys whose value is a path: relative ones are read from where the options' file lies, not from where the command runs. */
const fileKeys: ReadonlySet<string> = new Set(['join', 'data']);

/**
 * Gives a command the options of a TOML file: a key is an option's long name (`port = 7411`, `practice = false` for `--no-practice`), a value is read as the
 * option itself reads it. Words of the command line win.
 *
 * @throws file.unreadable · usage.invalid  it is no TOML, or says what the command does not know
 */
export function applyConfigFile(command: Command, path: string): void {
  const table = parseTable(readGiven(path), path);
  const known = new Map(command.options.filter((option) => !option.hidden && option.long !== '--config' && option.long !== '--json').map((option) => [nameOf(option), option]));
  for (const [key, value] of Object.entries(table)) {
    const option = known.get(key);
    if (!option) throw usage(`${path}: '${key}' is no option of hearth ${command.name()}; it knows ${[...known.keys()].join(', ')}`);
    const read = readValue(option, value, `${path}: ${key}`);
    const source = command.getOptionValueSource(option.attributeName());
    if (source === undefined || source === 'default') command.setOptionValueWithSource(option.attributeName(), fileKeys.has(key) && typeof read === 'string' ? resolve(dirname(path), read) : read, 'config');
  }
}

const nameOf = ({ long }: Option): string => long!.replace(/^--(?:no-)?/, '');

function parseTable(text: string, path: string): Record<string, unknown> {
  if (text.length > sizeLimit) throw usage(`${path} is larger than 64 Ki characters: that is no file of options`);
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    throw usage(`${path}, line ${error.line}: ${error.message.split('\n')[0]!.replace(/^Invalid TOML document: /, '')}`);
  }
}

/** One value as the command line would have given it. */
function readValue(option: Option, value: unknown, where: string): unknown {
  if (option.isBoolean() || option.negate) {
    if (typeof value !== 'boolean') throw usage(`${where} is true or false`);
    return value;
  }
  const isRepeatable = Array.isArray(option.defaultValue);
  const words = isRepeatable && Array.isArray(value) ? value : [value];
  if (!words.every((word) => typeof word === 'string' || typeof word === 'number')) throw usage(`${where} is a text or a number${isRepeatable ? ', or a list of them' : ''}`);
  try {
    return words.reduce<unknown>((before, word) => option.parseArg?.(String(word), before) ?? String(word), option.defaultValue);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    throw usage(`${where}: ${error.message.replace(/^error: /, '')}`);
  }
}
