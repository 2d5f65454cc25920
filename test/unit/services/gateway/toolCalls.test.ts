import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createToolText } from '../../../../electron/services/gateway/toolCalls.ts';

const call = '<tool_call>\n{"name": "sum", "arguments": {"a": 1}}\n</tool_call>';

function feed(whole: string, cuts: readonly number[]) {
  const text = createToolText(new Set(['sum']), () => 'id');
  let sent = '';
  let from = 0;
  for (const cut of [...cuts.map((at) => at % (whole.length + 1)), whole.length].sort((a, b) => a - b)) {
    sent += text.push(whole.slice(from, cut));
    from = cut;
  }
  const { text: rest, calls } = text.finish();
  return { sent, text: sent + rest, calls };
}

describe('tool calls in an answer', () => {
  it('are found however the answer was cut, and text around them is sent on', () => {
    fc.assert(fc.property(fc.array(fc.nat(200), { maxLength: 12 }), (cuts) => {
      const { text, sent, calls } = feed(`I add.\n${call}\n${call}`, cuts);
      expect(calls).toEqual([{ id: 'call_id', name: 'sum', arguments: { a: 1 } }, { id: 'call_id', name: 'sum', arguments: { a: 1 } }]);
      expect(text).toBe('I add.\n');
      expect(sent).toBe('I add.\n');
    }));
  });
  it('leave an answer without calls as it is', () => {
    fc.assert(fc.property(fc.stringMatching(/^[<>\w/{}]{0,40}$/), fc.array(fc.nat(40), { maxLength: 6 }), (whole, cuts) => {
      fc.pre(!whole.includes('</tool_call>'));
      expect(feed(whole, cuts)).toMatchObject({ text: whole, calls: [] });
    }));
  });
  it('are never guessed: broken JSON, an unknown name or a missing end stay text', () => {
    for (const broken of ['<tool_call>{"name": "sum", "arguments": {"a": </tool_call>', '<tool_call>{"name": "delete", "arguments": {}}</tool_call>', '<tool_call>{"name": "sum"', '<tool_call>[]</tool_call>x']) {
      expect(feed(broken, [])).toMatchObject({ text: broken, calls: [] });
    }
    expect(feed(`<tool_call>no</tool_call>${call}`, [])).toMatchObject({ text: '<tool_call>no</tool_call>', calls: [{ name: 'sum' }] });
  });
});
