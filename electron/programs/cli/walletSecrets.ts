import { readFileSync, writeSync } from 'node:fs';
import { usage, type Output } from './output.ts';

/**
 * Where secrets come from: a prompt that does not show them, or the lines of a file descriptor. Never an argument, which other programs may read, and
 * never the environment, which children inherit.
 */
export type Secrets = {
  /** @throws usage.invalid  there is no terminal and no line left */
  ask(what: string, options?: { readonly twice?: boolean }): Promise<string>;
  /** True when a person sits there. */
  readonly isInteractive: boolean;
  confirm(question: string): Promise<boolean>;
  input(question: string): Promise<string>;
};

const streams = { output: process.stderr } as const;

/** @param fd  of `--secret-fd`: read to its end at once, one secret a line, in the order the command's help names */
export function openSecrets(fd: number | undefined): Secrets {
  if (fd === undefined && !process.stdin.isTTY) return { isInteractive: false, ask: needsSource, confirm: needsSource, input: needsSource };
  if (fd === undefined) return promptSecrets;
  if (fd === 1 || fd === 2) throw usage('--secret-fd cannot be 1 or 2');
  let text: string;
  try {
    text = readFileSync(fd, 'utf8');
  } catch {
    throw usage(`file descriptor ${fd} cannot be read`);
  }
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  return {
    isInteractive: false,
    ask(what) {
      const line = lines.shift();
      return line === undefined ? Promise.reject(usage(`--secret-fd has no line left for ${what}`)) : Promise.resolve(line);
    },
    confirm: () => Promise.reject(usage('without a terminal, say --yes')),
    input: (question) => Promise.reject(usage(`without a terminal there is nobody to ask: ${question}`)),
  };
}

const needsSource = (what: string): Promise<never> => Promise.reject(usage(`${what}: there is no terminal to ask on; give it with --secret-fd`));

const promptSecrets: Secrets = {
  isInteractive: true,
  async ask(what, options = {}) {
    const { password } = await import('@inquirer/prompts');
    for (;;) {
      const first = await password({ message: `${what}:`, mask: false }, streams);
      if (!options.twice || first === (await password({ message: `${what}, again:`, mask: false }, streams))) return first;
      process.stderr.write('They differ.\n');
    }
  },
  async confirm(question) {
    const { confirm } = await import('@inquirer/prompts');
    return confirm({ message: question, default: false }, streams);
  },
  async input(question) {
    const { input } = await import('@inquirer/prompts');
    return input({ message: question }, streams);
  },
};

/**
 * Shows a phrase on the terminal until Enter is pressed, then clears it, or writes it to a file descriptor. Nowhere else: not to stdout, not to JSON.
 *
 * @throws usage.invalid  there is neither
 */
export async function showPhrase(words: readonly string[], fd: number | undefined, secrets: Secrets, output: Output): Promise<void> {
  if (fd !== undefined) {
    if (fd === 1 || fd === 2) throw usage('--phrase-fd cannot be 1 or 2');
    writeSync(fd, `${words.join(' ')}\n`);
    return;
  }
  if (!secrets.isInteractive || !process.stderr.isTTY) throw usage('a recovery phrase is shown on a terminal, or written to --phrase-fd');
  output.say('Your recovery phrase. Whoever has it has the money. Write it on paper; nobody from Hearth will ever ask for it.\n');
  words.forEach((word, index) => process.stderr.write(`  ${String(index + 1).padStart(2)}  ${word}\n`));
  await secrets.input('Press Enter when it is written down; it is then cleared from this screen');
  // The screen and what scrolled off it.
  process.stderr.write('\x1b[2J\x1b[3J\x1b[H');
}
