import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openModelFolder, type OpenedModel } from '../../../../electron/services/models/openModelFolder.ts';
import { createTextCodec } from '../../../../electron/services/inference/tokenizer.ts';
import { nodePrimitives } from '../../../../electron/services/primitives/nodePrimitives.ts';

/** As publishers of models write them: special tokens by name, tools as JSON, calls between tags. */
const template = `{{ bos_token }}{%- if tools %}<|tools|>{% for tool in tools %}{{ tool | tojson }}{% endfor %} call as <tool_call>{"name": …, "arguments": …}</tool_call>
{% endif %}{%- for message in messages %}<|{{ message.role }}|>{{ message.content }}{% for call in message.tool_calls or [] %}<tool_call>{"name": "{{ call.function.name }}", "arguments": {{ call.function.arguments | tojson }}}</tool_call>{% endfor %}
{% endfor %}{% if add_generation_prompt %}<|assistant|>{% endif %}`;

let ember: OpenedModel;
beforeAll(async () => {
  ember = await openModelFolder(nodePrimitives, join(import.meta.dirname, '../../../../assets/models/ember'));
});
/** Ember's tokenizer with a chat template beside it, as the files would have it. */
const codecOf = (config: object, file: string | null = null) =>
  createTextCodec({ ...ember, tokenizer: { json: ember.tokenizer!.json, config: { ...ember.tokenizer!.config, ...config }, chatTemplate: file } }, 1536)!;
const user = { role: 'user' as const, content: 'sum: 1 + 2 =' };
const sum = { name: 'sum', description: 'Adds.', parameters: { type: 'object' } };

describe('the chat template of a model', () => {
  it('puts messages and tools as its publisher wrote, with each special token once', () => {
    const codec = codecOf({ chat_template: template });
    const plain = codec.encodeChat([user], []);
    expect(plain).toMatchObject({ hasTemplate: true, toolForm: 'toolCall' });
    expect(codec.decode(plain.tokens)).toBe('<s><|user|>sum: 1 + 2 =<|assistant|>');
    expect(plain.tokens.filter((token) => token === 0)).toHaveLength(1);
    const withTools = codec.decode(codec.encodeChat([
      user, { role: 'assistant', content: '', toolCalls: [{ id: 'c1', name: 'sum', arguments: { a: 1 } }] }, { role: 'tool', content: '3', toolCallId: 'c1' },
    ], [sum]).tokens);
    expect(withTools).toContain('"name": "sum", "description": "Adds."');
    expect(codec.decode(codec.encodeChat([user], [sum], '<tool_call>\n{"name": "sum", "arguments":').tokens)).toMatch(/<\|assistant\|><tool_call>\n\{"name": "sum", "arguments":$/);
    expect(withTools).toContain('<|assistant|><tool_call>{"name": "sum", "arguments": {"a": 1}}</tool_call><|tool|>3<|assistant|>');
  });
  it('comes from a file of its own, or from a list that has one for tools', () => {
    expect(codecOf({ chat_template: 'old' }, 'new {{ messages[0].content }}').encodeChat([user], []).tokens).toEqual(codecOf({}, 'new {{ messages[0].content }}').encodeChat([user], []).tokens);
    const listed = codecOf({ chat_template: [{ name: 'default', template: 'plain' }, { name: 'tool_use', template: 'tools <tool_call>' }] });
    expect(listed.decode(listed.encodeChat([user], []).tokens)).toBe('plain');
    expect(listed.decode(listed.encodeChat([user], [sum]).tokens)).toBe('tools <tool_call>');
  });
  it('is missed: then the texts are joined, and that is said', () => {
    const codec = codecOf({});
    expect(codec.encodeChat([{ role: 'system', content: 'a' }, { role: 'user', content: 'b' }], [])).toEqual({ tokens: codec.encode('a\nb'), hasTemplate: false, toolForm: null });
  });
  it('may refuse messages or be none at all, with a code', () => {
    expect(() => codecOf({ chat_template: "{{ raise_exception('only one message') }}" }).encodeChat([user], [])).toThrow(expect.objectContaining({ code: 'input.malformed' }));
    expect(() => codecOf({ chat_template: '{% if %}' }).encodeChat([user], [])).toThrow(expect.objectContaining({ code: 'model.unreadable' }));
    expect(() => codecOf({ chat_template: 7 }).encodeChat([user], [])).toThrow(expect.objectContaining({ code: 'model.unreadable' }));
    expect(codecOf({ chat_template: '{% if %}' }).encode('a')).toHaveLength(2);
  });
  it('says what a token adds to the text, also where characters span several', () => {
    const codec = codecOf({});
    const tokens = codec.encode('naïve 東');
    expect(tokens.slice(1).map((token, i) => codec.textOf(token, tokens[i]!)).join('')).toMatch(/^na.*ve /u);
    expect(codec.encode('東').slice(1).every((token, i, all) => codec.textOf(token, all[i - 1] ?? 0) === '\u{fffd}')).toBe(true);
    expect(codec.textOf(codec.encode('a b')[2]!, codec.encode('a')[1]!)).toBe(' b');
  });
});
