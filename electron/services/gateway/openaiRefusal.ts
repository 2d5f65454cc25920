import { HearthError, type Failure } from '../../shared/errors.ts';
import type { JobKind } from '../../shared/shapes.ts';
import { weiPerCoin } from '../../shared/units.ts';
import { RequestRefused, type Refusal } from './openaiRequest.ts';

/** What a refusal may name: models that are offered now, and where our own faults are noted. */
export type RefusalFacts = {
  models(): readonly { readonly name: string; readonly modelId: string; readonly kind: JobKind }[];
  /** A failure as a sentence. */
  wordsOf(failure: Failure): string;
  /** Notes our own fault and gives it a number. */
  onFault(error: unknown): string;
};

const endpointsOf: Readonly<Record<JobKind, string>> = { generate: '/v1/completions or /v1/chat/completions', classify: '/v1/classify', embed: '/v1/embeddings' };
export const kindOfPath: Readonly<Record<string, JobKind>> = { '/v1/completions': 'generate', '/v1/chat/completions': 'generate', '/v1/classify': 'classify', '/v1/embeddings': 'embed' };

/** @param kind  what the endpoint asked for needs; undefined where any would do */
export function noModel(name: string, facts: Pick<RefusalFacts, 'models'>, kind?: JobKind): Refusal {
  const offered = facts.models();
  const shown = name.slice(0, 200);
  const same = offered.find((one) => one.name === name || one.modelId === name);
  const fitting = offered.filter((one) => kind === undefined || one.kind === kind);
  const next = fitting.length > 0 ? `Offered here: ${fitting.slice(0, 10).map((one) => one.name).join(', ')}.`
    : kind === 'embed' ? 'No model for embeddings is offered: a provider has to add the folder of an ONNX encoder, and this gateway has to start with --model and the same folder.'
    : 'No provider offers such a model now; GET /v1/models lists what there is.';
  const message = same && kind !== undefined && same.kind !== kind ? `The model '${shown}' is not for this: ask ${endpointsOf[same.kind]}. ${next}` : `The model '${shown}' does not exist, or no provider offers it now. ${next}`;
  return { status: 404, message, param: 'model', code: 'model_not_found' };
}

/** What is served, as an answer to who asks for something else. */
const posts = ['/v1/chat/completions', '/v1/completions', '/v1/embeddings', '/v1/classify'];
const gets = ['/v1/models', '/v1/receipts/{id}', '/v1/usage'];

export function noSuchUrl(method: 'GET' | 'POST', path: string): Refusal {
  if (method === 'GET' && posts.includes(path)) return { status: 405, message: `Not allowed to GET on ${path}: send it a POST.`, param: null, code: 'method_not_supported' };
  const next = path.startsWith('/v1/') ? `There is POST ${posts.join(', ')} and GET ${gets.join(', ')}.` : 'The base URL ends in /v1.';
  return { status: 404, message: `Unknown request URL: ${method} ${path.slice(0, 200)}. ${next}`, param: null, code: 'unknown_url' };
}

export const noKey = (isGiven: boolean): Refusal => ({ status: 401, message: `${isGiven ? 'Incorrect API key provided.' : "You didn't provide an API key: send it in an Authorization header, as Bearer KEY."} Make one with \`hearth gateway-key create NAME\`.`, param: null, code: 'invalid_api_key' });

const whyNobody = {
  none: 'No provider offers it now: ask again later, or see GET /v1/models.',
  busy: 'Every provider that offers it is busy or resting: ask again in a moment.',
} as const;

/** Our codes as the statuses and words that SDKs act on: they retry 408, 409, 429 and 5xx by themselves. */
export function refusalOf(error: unknown, facts: RefusalFacts, kind?: JobKind): Refusal {
  const refuse = (status: number, message: string, code: string, param: string | null = null): Refusal => ({ status, message, code, param });
  const fault = (): Refusal => refuse(500, `The gateway failed; incident ${facts.onFault(error)}, in its output.`, 'internal_error');
  if (error instanceof RequestRefused) return error.refusal;
  if (!(error instanceof HearthError)) return fault();
  const failure = error.toFailure();
  const { code, about } = failure;
  const words = facts.wordsOf(failure).slice(0, 500);
  switch (code) {
    case 'model.unknown': return noModel(typeof about['modelId'] === 'string' ? about['modelId'] : '', facts, kind);
    case 'input.wrongShape': case 'input.malformed': case 'input.tooLarge': case 'order.wrongInput': return refuse(400, words, 'invalid_value', code.startsWith('input.') ? 'input' : null);
    case 'order.unitsTooMany': return refuse(400, words, 'context_length_exceeded', 'max_tokens');
    case 'gateway.overBudget': return refuse(429, `This may cost up to ${coinsOf(String(about['neededWei']))} EMBER, and the key's budget has less left: ask for fewer tokens with 'max_tokens', or make a key with a larger --budget.`, 'insufficient_quota');
    case 'gateway.noProvider':
      // Not worth a retry: a key's price is its owner's.
      if (about['why'] === 'price') return refuse(400, `Every provider that offers it asks for more than this key pays for one token${typeof about['leastWei'] === 'string' ? `: the cheapest ${coinsOf(about['leastWei'])} EMBER` : ''}. Make a key with a higher --max-price.`, 'price_above_limit');
      return refuse(503, whyNobody[about['why'] === 'none' ? 'none' : 'busy'], 'no_provider');
    case 'receipt.failed': return refuse(502, `The answer was not paid for. ${words}`, 'not_verified');
    case 'network.unreachable': case 'job.busy': case 'job.paused': case 'job.workerLost': case 'order.notFunded': return refuse(503, `No provider finished it; of the last one: ${words} Ask again in a moment.`, 'provider_failed');
    default: return fault();
  }
}

/** Exactly, without zeros at the end. */
function coinsOf(wei: string): string {
  const amount = BigInt(wei);
  const fraction = (amount % weiPerCoin).toString().padStart(18, '0').replace(/0+$/, '');
  return `${amount / weiPerCoin}${fraction === '' ? '' : `.${fraction}`}`;
}

const typeOf = (status: number): string => (status === 401 ? 'authentication_error' : status === 403 ? 'permission_error' : status === 429 ? 'insufficient_quota' : status >= 500 ? 'server_error' : 'invalid_request_error');
export const errorBody = ({ status, message, param, code }: Refusal) => ({ message, type: typeOf(status), param, code });
