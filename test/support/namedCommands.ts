import { globSync, readFileSync } from 'node:fs';
import type { Command } from 'commander';
import ts from 'typescript';

/** One place where a text names a command: all that stands behind `hearth`, up to the end of the sentence, or of the code where it is code. */
export type NamedCommand = { readonly file: string; readonly line: string; readonly isCode: boolean };

/** What people read of the program: words of the page and of every program, but for its examples, which have a test of their own. */
export function namedInSources(): NamedCommand[] {
  const files = globSync(['renderer/**/*.{ts,tsx}', 'electron/**/*.ts', 'native/**/*.ts', 'assets/**/*.ts']).filter((file) => !file.includes('node_modules'));
  return files.flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    if (!text.includes('hearth ') || file.endsWith('/examples.ts')) return [];
    return stringsOf(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS))
      .flatMap((words) => [...words.matchAll(/(?<![\w/.@~-])hearth (\S[^;:,.)`“”「」。，；]*)/g)].map(([, line]) => ({ file, line: line!, isCode: false })));
  });
}

/** Strings, templates with … for each value, and the text of elements. */
function stringsOf(node: ts.Node): string[] {
  if (ts.isStringLiteralLike(node) || ts.isJsxText(node)) return [node.text];
  const inner: string[] = [];
  if (ts.isTemplateExpression(node)) {
    for (const { expression } of node.templateSpans) inner.push(...stringsOf(expression));
    return [node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join(''), ...inner];
  }
  ts.forEachChild(node, (child) => void inner.push(...stringsOf(child)));
  return inner;
}

/** Lines of code of the documents that begin with it. */
export function namedInDocuments(): NamedCommand[] {
  return globSync(['README.md', 'SECURITY.md', 'docs/**/*.md', 'assets/**/*.{md,toml,txt}', 'test/vectors/README.md']).flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    const named = (code: string) => [...code.matchAll(/(?:^|&& )\s*(?:\.\/)?hearth ([a-zA-Z<-][^`#|;]*?)\s*(?=$|[`#|;])/gm)].map(([, line]) => ({ file, line: line!, isCode: true }));
    const blocks = [...text.matchAll(/^```[^\n]*\n([\s\S]*?)^```/gm)].flatMap(([, block]) => named(block!));
    const spans = [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].flatMap(([, span]) => named(span!));
    return [...blocks, ...spans];
  });
}

/** What is wrong with a line, or nothing. */
export function faultOf(program: Command, { line, isCode }: NamedCommand): string | null {
  const words = line.split(/\s+/).map((word) => word.replace(/^[['"([]+|[\])"'!?]+$/g, '')).filter((word) => word !== '');
  let command = program;
  while (words.length > 0) {
    const next = command.commands.find((one) => one.name() === words[0]!.match(/^[a-z-]+/)?.[0]);
    if (!next) break;
    command = next;
    words.shift();
  }
  if (command === program) return /^(--help|--version|…|<command>|COMMAND)/.test(words[0]!) ? null : 'no such command';
  // A group that does nothing itself is named with one of its commands, or alone where its help is meant.
  if (command.options.length === 0 && words.length > 0 && isWord(words[0]!) && isCode) return `${command.name()} has no ${words[0]!}`;
  const act = words[0] !== undefined && isWord(words[0]) && (isCode || isPlaceholder(words[1])) ? words[0] : null;
  const [first] = command.registeredArguments;
  if (act !== null && !first) return `${command.name()} takes no ${act}`;
  if (act !== null && /^(words|act|on\|off|name|support)$/.test(first!.name()) && !act.split('|').every((one) => new RegExp(`\\b${one}\\b`).test(first!.description))) return `${command.name()} has no ${act}`;
  const options = words.flatMap((word) => word.match(/^--[a-z][a-z-]*/)?.[0] ?? []);
  const unknown = options.find((option) => option !== '--help' && !command.options.some(({ long }) => long === option));
  return unknown === undefined ? null : `${command.name()} has no ${unknown}`;
}

const isWord = (word: string): boolean => /^[a-z][a-z|-]*$/.test(word);
const isPlaceholder = (word: string | undefined): boolean => word !== undefined && /^(…|[A-Z]{2,}$|0x)/.test(word);

/** Options that documents name in code by themselves and that belong to no command of Hearth. */
const othersOptions = new Set(['--cpu-prof', '--max-semi-space-size', '--win', '--mac', '--linux', '--seed']);

/** Options named alone that no command has. */
export function strayOptions(program: Command): string[] {
  const known = new Set(['--help', '--version', ...othersOptions]);
  const walk = (command: Command): void => {
    for (const { long } of command.options) if (long) known.add(long);
    command.commands.forEach(walk);
  };
  walk(program);
  return globSync(['README.md', 'docs/**/*.md']).flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/`(--[a-z][a-z-]*)/g)].flatMap(([, option]) => (known.has(option!) ? [] : [`${file}: ${option}`])));
}
