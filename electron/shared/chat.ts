import { z } from 'zod';

/** A message of a chat and a tool the model may call, as the gateway hands them to its worker: texts are bounded and well-formed before. */
export const toolCallShape = z.strictObject({ id: z.string().max(200), name: z.string().max(64), arguments: z.record(z.string(), z.json()) });
export type ToolCall = z.infer<typeof toolCallShape>;

export const chatMessageShape = z.strictObject({
  role: z.enum(['system', 'developer', 'user', 'assistant', 'tool']),
  content: z.string().max(100_000),
  name: z.string().max(200).optional(),
  /** Calls that an earlier answer asked for. */
  toolCalls: z.array(toolCallShape).max(64).optional(),
  /** Of a tool's answer: which call it answers. */
  toolCallId: z.string().max(200).optional(),
});
export type ChatMessage = z.infer<typeof chatMessageShape>;

export const chatToolShape = z.strictObject({ name: z.string().regex(/^[\w-]{1,64}$/), description: z.string().max(10_000).optional(), parameters: z.record(z.string(), z.json()).optional() });
export type ChatTool = z.infer<typeof chatToolShape>;
