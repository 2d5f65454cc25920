import type { ToolCall } from '../../shared/chat.ts';
import type { GenerateAsk } from './openaiRequest.ts';

/** What stands behind an answer, in every response. */
export type AnswerFacts = {
  readonly receiptId: string;
  readonly provider: string;
  /** The numeric class it was computed in: with the same one, a seed gives the same tokens. */
  readonly classId: number;
  readonly verification: 'replayed' | 'checked';
  readonly reason: string;
  readonly paidWei: string;
  readonly unreceiptedTokens: number;
  readonly attempts: number;
};
/** One token of an answer, by the model on the gateway's own machine. */
export type TokenLogprob = { readonly token: string; readonly logprob: number; readonly top: readonly { readonly token: string; readonly logprob: number }[] };
/** A piece of an answer as it comes. */
export type AnswerPart = { readonly text: string; readonly logprobs: readonly TokenLogprob[] | null };
export type Answer = AnswerPart & {
  readonly toolCalls: readonly ToolCall[];
  readonly finishReason: 'stop' | 'length' | 'tool_calls';
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly facts: AnswerFacts;
};

/** How one endpoint writes answers. `offset` is where in prompt and answer a part begins, in characters. */
export type Endpoint = {
  readonly prefix: string;
  readonly object: string;
  readonly chunkObject: string;
  choice(index: number, answer: Answer, offset: number): object;
  part(index: number, part: AnswerPart, isFirst: boolean, offset: number): object;
  last(index: number, answer: Pick<Answer, 'toolCalls' | 'finishReason'>, isFirst: boolean): object;
};

const bytesOf = (token: string): number[] | null => (token.includes('\u{fffd}') ? null : [...new TextEncoder().encode(token)]);
const chatLogprobs = (logprobs: readonly TokenLogprob[] | null): object | null => logprobs && {
  content: logprobs.map(({ token, logprob, top }) => ({ token, logprob, bytes: bytesOf(token), top_logprobs: top.map((other) => ({ ...other, bytes: bytesOf(other.token) })) })), refusal: null,
};
function textLogprobs(logprobs: readonly TokenLogprob[] | null, offset: number): object | null {
  if (!logprobs) return null;
  let at = offset;
  return {
    tokens: logprobs.map(({ token }) => token), token_logprobs: logprobs.map(({ logprob }) => logprob),
    top_logprobs: logprobs.map(({ top }) => Object.fromEntries(top.map(({ token, logprob }) => [token, logprob]))),
    text_offset: logprobs.map(({ token }) => (at += token.length) - token.length),
  };
}
const wireCall = ({ id, name, arguments: given }: ToolCall) => ({ id, type: 'function', function: { name, arguments: JSON.stringify(given) } });

export const textEndpoint: Endpoint = {
  prefix: 'cmpl', object: 'text_completion', chunkObject: 'text_completion',
  choice: (index, { text, logprobs, finishReason }, offset) => ({ index, text, logprobs: textLogprobs(logprobs, offset), finish_reason: finishReason }),
  part: (index, { text, logprobs }, _isFirst, offset) => ({ index, text, logprobs: textLogprobs(logprobs, offset), finish_reason: null }),
  last: (index, { finishReason }) => ({ index, text: '', logprobs: null, finish_reason: finishReason }),
};
export const chatEndpoint: Endpoint = {
  prefix: 'chatcmpl', object: 'chat.completion', chunkObject: 'chat.completion.chunk',
  choice: (index, { text, toolCalls, logprobs, finishReason }) => ({
    index, logprobs: chatLogprobs(logprobs), finish_reason: finishReason,
    message: { role: 'assistant', content: toolCalls.length > 0 && text === '' ? null : text, refusal: null, ...(toolCalls.length > 0 ? { tool_calls: toolCalls.map(wireCall) } : {}) },
  }),
  part: (index, { text, logprobs }, isFirst) => ({ index, delta: { ...(isFirst ? { role: 'assistant' } : {}), content: text }, logprobs: chatLogprobs(logprobs), finish_reason: null }),
  last: (index, { toolCalls, finishReason }, isFirst) => ({
    index, logprobs: null, finish_reason: finishReason,
    delta: { ...(isFirst ? { role: 'assistant' } : {}), ...(toolCalls.length > 0 ? { tool_calls: toolCalls.map((call, at) => ({ index: at, ...wireCall(call) })) } : {}) },
  }),
};

/** What stands behind a response: the facts of its one answer, or of each of several. */
export const factsOf = (answers: readonly Answer[]): object =>
  answers.length === 1 ? answers[0]!.facts : { paidWei: answers.reduce((sum, { facts }) => sum + BigInt(facts.paidWei), 0n).toString(), answers: answers.map(({ facts }) => facts) };

/** More than clients read of a response's headers would not arrive; the body names all. */
const mostInHeaders = 32;
export const factHeaders = (facts: readonly Pick<AnswerFacts, 'receiptId' | 'verification'>[]): Record<string, string> => (facts.length > mostInHeaders ? {} : {
  'x-hearth-receipt': facts.map(({ receiptId }) => receiptId).join(', '), 'x-hearth-verification': facts.map(({ verification }) => verification).join(', '),
});
/** What was taken and not used is named, so that nothing is dropped in silence. */
export const unusedHeader = ({ unused }: Pick<GenerateAsk, 'unused'>): Record<string, string> => (unused.length > 0 ? { 'x-hearth-unused': unused.join(', ') } : {});

/** The prompt counts once, however many answers were made of it; it is paid once for each. */
export function usageOf(answers: readonly Answer[]): object {
  const prompt = answers[0]!.promptTokens;
  const completion = answers.reduce((sum, { completionTokens }) => sum + completionTokens, 0);
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
}
/** Names the model whose answers a seed repeats: its id, in short. */
export const fingerprintOf = (modelId: string): string => `fp_${modelId.slice(2, 14)}`;
