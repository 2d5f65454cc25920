import { toHex, utf8Bytes } from '../../protocol/bytes.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import type { BridgeClient } from '../../shared/bridgeKit.ts';
import type { Decode } from '../../shared/decode.ts';
import type { Hex } from '../../shared/units.ts';
import type { LoadedModel, workerBridge } from '../../shared/workerBridge.ts';
import { createAnswerText } from './answerText.ts';
import type { Bought, Purchase } from './buyer.ts';
import type { Answer, AnswerFacts, AnswerPart, TokenLogprob } from './openaiReply.ts';
import { RequestRefused, type GenerateAsk } from './openaiRequest.ts';
import { callEnd, createToolText, openingOf } from './toolCalls.ts';

export type AnswerDependencies = {
  readonly p: Primitives;
  /** The gateway's own worker: tokenizer, chat template, probabilities. */
  readonly worker: Pick<BridgeClient<typeof workerBridge>, 'ask'>;
  readonly model: LoadedModel;
  readonly buy: (purchase: Pick<Purchase, 'modelId' | 'input' | 'onTokens'>) => Promise<Bought>;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly newId: () => string;
};

/** Longest answer where nobody says how long. */
const defaultTokens = 256;

/**
 * One answer: the prompt as tokens, the order, and the tokens that come back as text, probabilities and tool calls.
 *
 * @param index   which of the answers asked for
 * @param onPart  hears it as it comes
 * @throws RequestRefused · and what buying throws
 */
export async function answerAsk(dependencies: AnswerDependencies, ask: GenerateAsk, index: number, onPart: ((part: AnswerPart) => void) | null): Promise<Answer> {
  const { model } = dependencies;
  const promptTokens = await encodePrompt(dependencies, ask);
  const room = model.maxContext - promptTokens.length;
  const asked = ask.maxTokens ?? Math.min(room, defaultTokens);
  const promptName = ask.prompt.kind === 'text' ? 'prompt' : 'messages';
  if (promptTokens.length === 0) throw new RequestRefused(`The ${promptName} came to no tokens: '${model.name}' has to be given at least one.`, promptName, 'invalid_value');
  if (room < 1 || asked > room) throw tooLong(model, promptName, promptTokens.length, ask.maxTokens);
  const decode: Decode = { samplerVersion: 2, ...ask.sampling, maxNewTokens: asked, stopTokenIds: await stopTokensOf(dependencies, ask.requiredCall ? [...ask.stop, callEnd] : ask.stop), seed: seedOf(dependencies, ask.seed, index), firstPosition: 0 };
  const reading = readAnswer(dependencies, ask, promptTokens, onPart);
  // Only a stream has sent something on that cannot be taken back.
  const bought = await dependencies.buy({ modelId: model.modelId, input: { kind: 'generate', promptTokens, decode }, ...(onPart ? { onTokens: reading.hear } : {}) });
  if (!onPart) reading.hear(bought.tokens);
  const answer = await reading.finish();
  const facts = factsOf(bought);
  // Nothing made the model go on as it began. Not worth a retry: it has been paid for, and may write the same again.
  if (ask.requiredCall && answer.toolCalls.length === 0) throw new RequestRefused(`The answer was begun as a call, and did not become one${answer.finishReason === 'length' ? ' within its tokens' : ''}: ${answer.text.slice(0, 300)}. It was paid for: ${facts.paidWei} wei, receipt ${facts.receiptId}.`, 'tool_choice', 'tool_call_not_written', 422);
  return { ...answer, promptTokens: promptTokens.length, facts };
}

/** In the words of OpenAI's own: frameworks cut a prompt by them. */
function tooLong({ maxContext }: LoadedModel, promptName: 'prompt' | 'messages', promptTokens: number, maxTokens: number | null): RequestRefused {
  const limit = `This model's maximum context length is ${maxContext} tokens.`;
  const isPromptAlone = promptTokens >= maxContext;
  if (isPromptAlone || maxTokens === null) return new RequestRefused(`${limit} However, your ${promptName} resulted in ${promptTokens} tokens, which leaves no room for an answer. Please reduce the length of the ${promptName}.`, promptName, 'context_length_exceeded');
  return new RequestRefused(`${limit} However, you requested ${promptTokens + maxTokens} tokens (${promptTokens} in the ${promptName}, ${maxTokens} in the completion). Please reduce the length of the ${promptName}, or 'max_tokens' to ${maxContext - promptTokens} at most.`, 'max_tokens', 'context_length_exceeded');
}

async function encodePrompt({ worker, model }: AnswerDependencies, { prompt, requiredCall }: GenerateAsk): Promise<number[]> {
  if (prompt.kind === 'text') return (await worker.ask('encode', { modelId: model.modelId, text: prompt.text })).tokens;
  const tools = [...prompt.tools];
  const { tokens, hasTemplate, toolForm } = await worker.ask('encodeChat', { modelId: model.modelId, messages: [...prompt.messages], tools, opening: requiredCall ? openingOf(requiredCall.name) : '' });
  const isAboutTools = tools.length > 0 || prompt.messages.some(({ role, toolCalls }) => role === 'tool' || toolCalls !== undefined);
  if (isAboutTools && !hasTemplate) throw new RequestRefused(`'tools' is not supported by '${model.name}': it has no chat template, and so no way to be told of a tool.`, 'tools');
  if (tools.length > 0 && toolForm === null) throw new RequestRefused(`'tools' is not supported by '${model.name}': its chat template does not show calls as <tool_call>, the one form the gateway reads.`, 'tools');
  return tokens;
}

/** The model's own ends, and each stop text that is one token: the provider then ends there, and nothing after it is made or paid. */
async function stopTokensOf({ worker, model }: AnswerDependencies, stop: readonly string[]): Promise<number[]> {
  const ids = new Set(model.stopTokenIds);
  for (const text of stop) {
    const last = (await worker.ask('encode', { modelId: model.modelId, text })).tokens.at(-1);
    if (last !== undefined && ids.size < 64 && (await worker.ask('decode', { modelId: model.modelId, tokens: [last] })).text === text) ids.add(last);
  }
  return [...ids].sort((a, b) => a - b);
}

/** The seed in the order for a number that an application gave, and the place of the answer among those asked for. */
export const seedOfNumber = (p: Primitives, seed: number, index: number): Hex => toHex(p.sha256(utf8Bytes(`hearth/gateway-seed/1/${seed}/${index}`)));
/** Without a number the draws are fresh, and shared by whoever has to take over. */
const seedOf = ({ p, randomBytes }: AnswerDependencies, seed: number | null, index: number): Hex => (seed === null ? toHex(randomBytes(32)) : seedOfNumber(p, seed, index));

/** Turns tokens into an answer as they come: one reading after the other, each over all tokens so far, since how a token reads can depend on the one before it. */
function readAnswer({ worker, model, newId }: AnswerDependencies, ask: GenerateAsk, promptTokens: readonly number[], onPart: ((part: AnswerPart) => void) | null) {
  const { modelId } = model;
  const tools = ask.prompt.kind === 'chat' ? ask.prompt.tools : [];
  const text = createAnswerText(ask.stop);
  const toolText = tools.length > 0 ? createToolText(new Set(ask.requiredCall?.name ? [ask.requiredCall.name] : tools.map(({ name }) => name)), newId, ask.requiredCall ? openingOf(ask.requiredCall.name) : '') : null;
  const ends = new Set(model.stopTokenIds);
  const received: number[] = [];
  const parts: string[] = [];
  const logprobs: TokenLogprob[] = [];
  /** Tokens read; probabilities told; characters of the answer sure so far, and where the next token with a probability begins. */
  let read = 0;
  let told = 0;
  let sure = 0;
  let begin = 0;
  let reading: Promise<void> = Promise.resolve();

  const visible = (): number[] => received.filter((token) => !ends.has(token));
  /** The probabilities of tokens that have begun in what is sure; all that are left at the end of an answer that no text cut off. */
  function takeLogprobs(takesAll: boolean): TokenLogprob[] | null {
    if (ask.logprobs === null) return null;
    const from = told;
    for (; told < logprobs.length && (takesAll || begin < sure); told++) begin += logprobs[told]!.token.length;
    return logprobs.slice(from, told);
  }
  function tell(part: string, takesAll = false): void {
    sure += part.length;
    const own = toolText ? toolText.push(part) : part;
    const scored = takeLogprobs(takesAll);
    parts.push(own);
    if (own !== '' || (scored && scored.length > 0)) onPart?.({ text: own, logprobs: scored });
  }
  async function step(): Promise<void> {
    if (read === received.length) return;
    read = received.length;
    const tokens = visible();
    if (ask.logprobs !== null && tokens.length > logprobs.length) {
      const { tokens: scored } = await worker.ask('score', { modelId, promptTokens: [...promptTokens], tokens, from: logprobs.length, top: ask.logprobs });
      logprobs.push(...scored.map((one) => ({ token: one.text, logprob: one.logprob, top: one.top.map((other) => ({ token: other.text, logprob: other.logprob })) })));
    }
    tell(text.push((await worker.ask('decode', { modelId, tokens })).text));
  }

  return {
    hear: (tokens: readonly number[]): void => {
      received.push(...tokens);
      reading = reading.then(step);
      reading.catch(() => {});
    },
    async finish(): Promise<Omit<Answer, 'promptTokens' | 'facts'>> {
      await reading;
      tell(text.finish(), !text.isStopped);
      const { text: rest, calls } = toolText?.finish() ?? { text: '', calls: [] };
      if (rest !== '') {
        parts.push(rest);
        // A call that did not become one is told as the failure it is.
        if (!ask.requiredCall || calls.length > 0) onPart?.({ text: rest, logprobs: null });
      }
      const toolCalls = ask.oneToolCall ? calls.slice(0, 1) : calls;
      const isEnded = text.isStopped || ends.has(received.at(-1) ?? -1);
      return {
        text: parts.join(''), toolCalls, logprobs: ask.logprobs === null ? null : logprobs.slice(0, told), completionTokens: received.length,
        finishReason: toolCalls.length > 0 ? 'tool_calls' : isEnded ? 'stop' : 'length',
      };
    },
  };
}

export const factsOf = (bought: Bought): AnswerFacts => ({
  receiptId: bought.receiptHash, provider: bought.provider, classId: bought.file.receipt.exec.classId, verification: bought.verification, reason: bought.reason, paidWei: bought.paidWei.toString(),
  unreceiptedTokens: bought.unreceiptedTokens, attempts: bought.attempts,
});
