import { parseReason } from '../../electron/shared/reasons.ts';
import { plainText } from '../format/digest.ts';
import { localized } from './localized.ts';

/** How a worker ended, where no signal says it. */
export const endWords = localized('endWords', {
  hung: 'it no longer answered', unknown: 'it is not known how', exit: (code: string) => `exit code ${code}`,
  time: (allowed: string, took: string, used: string) => `it took ${took} s, ${used} s of the processor, where ${allowed} s are allowed`, memory: (took: string, allowed: string) => `it took ${took} MiB of memory, where ${allowed} are allowed`,
});

/** How a worker ended: "hung", "unknown", "exit N", a reason of its own, or a signal's name, which is the same in every language. */
export function wordsOfEnd(how: string): string {
  if (how === 'hung' || how === 'unknown') return endWords[how];
  const code = /^exit (\d{1,10})$/.exec(how)?.[1];
  if (code !== undefined) return endWords.exit(code);
  const parsed = parseReason(how);
  const [a = '', b = '', c = ''] = parsed?.parts.map((part) => plainText(part, 20)) ?? [];
  switch (parsed?.code) {
    case 'end.hung': return endWords.hung;
    case 'end.unknown': return endWords.unknown;
    case 'end.exit': return endWords.exit(a);
    case 'end.time': return endWords.time(a, b, c);
    case 'end.memory': return endWords.memory(a, b);
    default: return plainText(how, 60);
  }
}
