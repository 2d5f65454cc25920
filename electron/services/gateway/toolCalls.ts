import { z } from 'zod';
import type { ToolCall } from '../../shared/chat.ts';

const opening = '<tool_call>';
const closing = '</tool_call>';
const writtenShape = z.object({ name: z.string().min(1).max(64), arguments: z.record(z.string(), z.json()).default({}) });

/** Finds tool calls in an answer that comes in parts: text before them is sent on, the calls are kept back until they are whole. */
export type ToolText = {
  /** The new part of an answer; gives what of it is plain text for sure. */
  push(part: string): string;
  /** The rest: calls, and text that turned out to be none. */
  finish(): { readonly text: string; readonly calls: readonly ToolCall[] };
};

/** How an answer begins that is a call: it is put behind the prompt, so the order and its receipt hold it. Ends where the writers of such calls end a token. */
export const openingOf = (name: string | null): string => (name === null ? `${opening}\n{"name": "` : `${opening}\n{"name": ${JSON.stringify(name)}, "arguments":`);
export const callEnd = closing;

/**
 * Reads `<tool_call>{"name": …, "arguments": {…}}</tool_call>`, as models write calls whose template shows them so. What is not exactly that, or names a
 * tool that was not offered, stays text: nothing is guessed.
 *
 * @param newId  a fresh id for a call
 * @param begun  what the answer was made to begin with, from {@link openingOf}; nothing where it began by itself
 */
export function createToolText(offered: ReadonlySet<string>, newId: () => string, begun = ''): ToolText {
  let held = begun;
  let isCalling = begun !== '';
  return {
    push(part) {
      held += part;
      if (isCalling) return '';
      const at = held.indexOf(opening);
      isCalling = at >= 0;
      const until = isCalling ? at : held.length - beginning(held);
      const sure = held.slice(0, until);
      held = held.slice(until);
      return sure;
    },
    finish() {
      const calls: ToolCall[] = [];
      const texts: string[] = [];
      let rest = held;
      for (let at = rest.indexOf(opening); at >= 0; at = rest.indexOf(opening)) {
        const end = rest.indexOf(closing, at);
        const call = end < 0 ? null : readCall(rest.slice(at + opening.length, end), offered, newId);
        const after = end < 0 ? rest.length : end + closing.length;
        texts.push(rest.slice(0, call ? at : after));
        if (call) calls.push(call);
        rest = rest.slice(after);
      }
      texts.push(rest);
      const text = texts.join('');
      // The line breaks around calls are layout.
      return { text: calls.length > 0 ? text.trimEnd() : text, calls };
    },
  };
}

/** Length of the longest end that begins `<tool_call>`. */
function beginning(text: string): number {
  for (let length = Math.min(opening.length - 1, text.length); length > 0; length--) if (text.endsWith(opening.slice(0, length))) return length;
  return 0;
}

function readCall(text: string, offered: ReadonlySet<string>, newId: () => string): ToolCall | null {
  try {
    const { name, arguments: given } = writtenShape.parse(JSON.parse(text));
    return offered.has(name) ? { id: `call_${newId()}`, name, arguments: given } : null;
  } catch {
    return null;
  }
}
