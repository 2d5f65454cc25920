import { z } from 'zod';
import { chatToolShape, toolCallShape, type ChatMessage, type ToolCall } from '../../shared/chat.ts';

/** Characters of all texts of a request. */
export const longestText = 100_000;
export const textShape = z.string().max(longestText).refine((value) => value.isWellFormed(), 'not well-formed Unicode');

const partsShape = z.union([textShape, z.array(z.object({ type: z.literal('text', 'only text content'), text: textShape })).max(64)], 'a text, or parts of type text');
const callShape = z.object({ id: z.string().max(200), type: z.literal('function', 'only functions'), function: z.object({ name: z.string().max(64), arguments: textShape }) });
const assistantShape = z.strictObject({
  role: z.literal('assistant'), content: partsShape.nullish(), name: z.string().max(200).nullish(), tool_calls: z.array(callShape).max(64).nullish(),
  // What answers carry and clients send back unchanged.
  refusal: z.null().optional(), annotations: z.array(z.unknown()).max(0).nullish(), audio: z.null().optional(), function_call: z.null().optional(),
});
const messageShape = z.discriminatedUnion('role', [
  z.strictObject({ role: z.enum(['system', 'developer', 'user']), content: partsShape, name: z.string().max(200).nullish() }),
  assistantShape,
  z.strictObject({ role: z.literal('tool'), content: partsShape, tool_call_id: z.string().max(200) }),
]);
export const chatMessagesShape = z.array(messageShape).min(1).max(256);
type WireMessage = z.infer<typeof messageShape>;

export const chatToolsShape = z.array(z.strictObject({
  type: z.literal('function', 'only functions'),
  function: chatToolShape.extend({ strict: z.literal(false, 'no answer here is held to a grammar').nullish() }).transform(({ strict: _strict, ...tool }) => tool),
})).max(128);
const namedToolShape = z.strictObject({ type: z.literal('function'), function: z.strictObject({ name: z.string().min(1).max(64) }) });
export const toolChoiceShape = z.union([z.enum(['auto', 'none', 'required']), namedToolShape], "only 'auto', 'none', 'required' or a function by name");

/** The call an answer has to begin with; `name` is null where the model chooses among the tools. */
export type RequiredCall = { readonly name: string | null };

/** Which call `tool_choice` asks for, null for none. */
export function readToolChoice(choice: z.infer<typeof toolChoiceShape> | null | undefined, names: readonly string[]): Read<RequiredCall | null> {
  if (choice === null || choice === undefined || choice === 'auto' || choice === 'none') return { ok: true, value: null };
  if (names.length === 0) return { ok: false, param: 'tool_choice', reason: "'tool_choice' asks for a call, and there are no 'tools'." };
  if (choice === 'required') return { ok: true, value: { name: names.length === 1 ? names[0]! : null } };
  const { name } = choice.function;
  return names.includes(name) ? { ok: true, value: { name } } : { ok: false, param: 'tool_choice', reason: `Tool choice '${name}' not found in 'tools'.` };
}

type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly param: string; readonly reason: string };

/** Messages as templates know them: texts joined, arguments as objects, 'developer' by its older name. */
export function toChatMessages(messages: readonly WireMessage[]): Read<ChatMessage[]> {
  const read: ChatMessage[] = [];
  for (const [index, message] of messages.entries()) {
    const content = typeof message.content === 'string' ? message.content : (message.content ?? []).map(({ text }) => text).join('');
    const name = 'name' in message && typeof message.name === 'string' ? { name: message.name } : {};
    if (message.role === 'tool') read.push({ role: 'tool', content, toolCallId: message.tool_call_id });
    else if (message.role !== 'assistant') read.push({ role: message.role === 'developer' ? 'system' : message.role, content, ...name });
    else {
      const calls = (message.tool_calls ?? []).map(({ id, function: called }) => readCall(id, called.name, called.arguments));
      const bad = calls.indexOf(null);
      if (bad >= 0) return { ok: false, param: `messages.${index}.tool_calls.${bad}`, reason: `Invalid 'messages.${index}.tool_calls.${bad}': the arguments are no JSON object.` };
      read.push({ role: 'assistant', content, ...name, ...(calls.length > 0 ? { toolCalls: calls as ToolCall[] } : {}) });
    }
  }
  return { ok: true, value: read };
}

/** null: the arguments are no JSON object. */
function readCall(id: string, name: string, text: string): ToolCall | null {
  try {
    return toolCallShape.parse({ id, name, arguments: JSON.parse(text === '' ? '{}' : text) });
  } catch {
    return null;
  }
}
