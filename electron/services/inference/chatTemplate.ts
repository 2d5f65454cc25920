import { Template } from '@huggingface/jinja';
import { HearthError } from '../../shared/errors.ts';
import type { ChatMessage, ChatTool } from '../../shared/chat.ts';

/** How a model writes the call of a tool; null: it has no way this program can read. */
export type ToolForm = 'toolCall' | null;

export type ChatTemplate = {
  readonly toolForm: ToolForm;
  /** The text that asks for the next message. @throws input.malformed  the template refuses these messages */
  render(messages: readonly ChatMessage[], tools: readonly ChatTool[]): string;
};

/** Templates are read and run where they can be killed: whoever wrote one may have it run for ever. */
const longestTemplate = 200_000;
const longestText = 4_000_000;

/**
 * The chat template of a model, as its publisher wrote it (Jinja).
 *
 * @param source  the text of the template; a template for tools apart, where there is one
 * @param names   what the template may call by name: the texts of special tokens
 * @throws model.unreadable  not a template the library understands
 */
export function openChatTemplate(source: { readonly plain: string; readonly tools: string | null }, names: { readonly bos_token: string; readonly eos_token: string }): ChatTemplate {
  const plain = parse(source.plain);
  const withTools = source.tools === null ? plain : parse(source.tools);
  return {
    toolForm: /<tool_call>/.test(source.tools ?? source.plain) ? 'toolCall' : null,
    render(messages, tools) {
      try {
        const text = (tools.length > 0 ? withTools : plain).render({
          ...names, messages: messages.map(toTemplateMessage), add_generation_prompt: true, ...(tools.length > 0 ? { tools: tools.map((tool) => ({ type: 'function', function: tool })) } : {}),
        });
        if (text.length > longestText) throw new RangeError(`the template made ${text.length} characters`);
        return text;
      } catch (error) {
        throw new HearthError('input.malformed', { reason: `the model's chat template: ${String(error instanceof Error ? error.message : error).slice(0, 300)}` }, error);
      }
    },
  };
}

/** Templates know the names of OpenAI's messages, with arguments as an object. */
const toTemplateMessage = ({ role, content, name, toolCalls, toolCallId }: ChatMessage): object => ({
  role, content, ...(name === undefined ? {} : { name }), ...(toolCallId === undefined ? {} : { tool_call_id: toolCallId }),
  ...(toolCalls === undefined ? {} : { tool_calls: toolCalls.map((call) => ({ id: call.id, type: 'function', function: { name: call.name, arguments: call.arguments } })) }),
});

function parse(text: string): Template {
  if (text.length > longestTemplate) throw new HearthError('model.unreadable', { file: 'chat_template', reason: `${text.length} characters` });
  try {
    return new Template(text);
  } catch (error) {
    throw new HearthError('model.unreadable', { file: 'chat_template', reason: String(error).slice(0, 200) }, error);
  }
}
