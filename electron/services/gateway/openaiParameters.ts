/** Known to OpenAI's interface, and not to this network: refused by name, so that nobody relies on them without knowing. */
const refused: Readonly<Record<string, string>> = {
  logit_bias: 'Biases are not part of an order.',
  frequency_penalty: 'The sampler has repetition_penalty.', presence_penalty: 'The sampler has repetition_penalty.',
  functions: 'Use tools.', function_call: 'Use tool_choice.',
  echo: 'The prompt is not repeated.', suffix: 'Insertion is not supported.',
  audio: 'Text only.', prediction: 'No answer is predicted.', web_search_options: 'Nothing is searched for.', moderation: 'Nothing is moderated.',
  reasoning_effort: 'No model here reasons apart from its answer.', verbosity: 'Ask for it in the prompt.',
  prompt_cache_options: 'Providers decide what they keep of a prompt.', prompt_cache_retention: 'Providers decide what they keep of a prompt.',
};

/** What says nothing about the answer: taken, not used, and named in the response's header `x-hearth-unused`. */
const unused: ReadonlySet<string> = new Set(['user', 'safety_identifier', 'metadata', 'prompt_cache_key']);

/** Values that ask for nothing, as some SDKs send them by default. */
const isNeutral = (name: string, value: unknown): boolean =>
  value === null || value === undefined || value === false || (value === 0 && name.endsWith('_penalty')) || (typeof value === 'object' && Object.keys(value).length === 0);

export type SortedParameters = { readonly kept: Readonly<Record<string, unknown>>; readonly unused: readonly string[] } | { readonly name: string; readonly why: string };

/** Parts the parameters of a request into those that a shape has to judge and those that only have a name, or gives the first that is refused. Pure. */
export function sortParameters(body: object): SortedParameters {
  const kept: Record<string, unknown> = { __proto__: null };
  const names: string[] = [];
  for (const [name, value] of Object.entries(body)) {
    const why = Object.hasOwn(refused, name) ? refused[name] : undefined;
    if (why !== undefined) {
      if (!isNeutral(name, value)) return { name, why };
    } else if (unused.has(name)) {
      if (!isNeutral(name, value)) names.push(name);
    } else kept[name] = value;
  }
  return { kept: { ...kept }, unused: names };
}
