import { HearthError } from '../../shared/errors.ts';
import type { JobKind } from '../../shared/shapes.ts';
import { weiPerCoin } from '../../shared/units.ts';
import { RequestRefused, type Refusal } from './openaiRequest.ts';

/** What a refusal may name: models that are offered now, and where our own faults are noted. */
export type RefusalFacts = {
  models(): readonly { readonly name: string; readonly modelId: string; readonly kind: JobKind }[];
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

const whyNobody = {
  price: 'Every provider that offers it asks for more than this key pays for a token: make a key with a higher --max-price.',
  none: 'No provider offers it now: ask again later, or see GET /v1/models.',
  busy: 'Every provider that offers it is busy or resting: ask again in a moment.',
} as const;

/** Our codes as the statuses and words that SDKs act on: they retry 408, 409, 429 and 5xx by themselves. */
export function refusalOf(error: unknown, facts: RefusalFacts, kind?: JobKind): Refusal {
  const refuse = (status: number, message: string, code: string, param: string | null = null): Refusal => ({ status, message, code, param });
  const fault = (): Refusal => refuse(500, `The gateway failed; incident ${facts.onFault(error)}, in its output.`, 'internal_error');
  if (error instanceof RequestRefused) return error.refusal;
  if (!(error instanceof HearthError)) return fault();
  const { code, about } = error.toFailure();
  const words = `${code} ${JSON.stringify(about)}`.slice(0, 500);
  switch (code) {
    case 'model.unknown': return noModel(typeof about['modelId'] === 'string' ? about['modelId'] : '', facts, kind);
    case 'input.wrongShape': case 'input.malformed': case 'input.tooLarge': case 'order.wrongInput': return refuse(400, words, 'invalid_value');
    case 'order.unitsTooMany': return refuse(400, words, 'context_length_exceeded', 'max_tokens');
    case 'gateway.overBudget': return refuse(429, `This may cost up to ${coinsOf(String(about['neededWei']))} EMBER, and the key's budget has less left: ask for fewer tokens with 'max_tokens', or make a key with a larger --budget.`, 'insufficient_quota');
    case 'gateway.noProvider': return refuse(503, whyNobody[(about['why'] as keyof typeof whyNobody | undefined) ?? 'busy'], 'no_provider');
    case 'receipt.failed': return refuse(502, `The answer did not hold and was not paid for: ${words}`, 'not_verified');
    case 'network.unreachable': case 'job.busy': case 'job.paused': case 'job.workerLost': case 'order.notFunded': return refuse(503, words, 'provider_failed');
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
