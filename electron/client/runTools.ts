import { ClientError } from './clientError.ts';
import type { Backing, GenerateAsk, Hearth, Message, ToolSpec } from './openHearth.ts';

/** A tool as the model is told of it, and what really runs. `given` is what the model wrote, parsed as JSON and nothing more: check it. */
export type Tool = ToolSpec & { readonly run: (given: unknown) => unknown };
export type ToolRun = {
  readonly text: string;
  readonly messages: readonly Message[];
  /** One per answer bought. */
  readonly backings: readonly Backing[];
};

/**
 * Lets a model work with tools until it answers without calling one: each call is run here and its result given back. A tool that throws, or that does not
 * exist, is told to the model as an error. Needs a model whose chat template knows tools.
 *
 * @param maxSteps  answers to buy at most, 8
 * @throws ClientError  refused: it still called tools in its last answer; and what generating throws
 */
export async function runTools(hearth: Hearth, ask: Omit<GenerateAsk, 'prompt' | 'tools'> & { readonly prompt: readonly Message[]; readonly tools: readonly Tool[]; readonly maxSteps?: number }): Promise<ToolRun> {
  const { tools, maxSteps = 8, prompt, ...rest } = ask;
  const messages = [...prompt];
  const backings: Backing[] = [];
  for (let step = 0; step < maxSteps; step++) {
    const { text, toolCalls, receiptId, verification, provider, costWei } = await hearth.generate({ ...rest, prompt: messages, tools: tools.map(({ run: _run, ...spec }) => spec) }).result;
    backings.push({ receiptId, verification, provider, costWei });
    messages.push({ role: 'assistant', content: text, ...(toolCalls.length > 0 ? { toolCalls } : {}) });
    if (toolCalls.length === 0) return { text, messages, backings };
    for (const { id, name, arguments: given } of toolCalls) messages.push({ role: 'tool', toolCallId: id, content: await runOne(tools.find((tool) => tool.name === name), name, given) });
  }
  throw new ClientError('refused', `the model still called tools in answer ${maxSteps}`);
}

async function runOne(tool: Tool | undefined, name: string, given: string): Promise<string> {
  if (!tool) return `error: there is no tool named ${name}`;
  try {
    const made = await tool.run(JSON.parse(given));
    return typeof made === 'string' ? made : JSON.stringify(made) ?? 'null';
  } catch (error) {
    return `error: ${String(error instanceof Error ? error.message : error).slice(0, 500)}`;
  }
}
