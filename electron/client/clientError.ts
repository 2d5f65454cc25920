/**
 * Why a call did not give an answer, by what can be done about it:
 * unauthorized (another key), overBudget (a larger budget), refused (change the request: `param` names what), notFound (no such model or receipt),
 * noProvider (later, or a higher price), notVerified (the answer did not hold and was not paid), unreachable (is the gateway running?), cancelled (your own
 * signal), failed (the gateway's own fault; its log has the incident).
 */
export type ClientErrorKind = 'unauthorized' | 'overBudget' | 'refused' | 'notFound' | 'noProvider' | 'notVerified' | 'unreachable' | 'cancelled' | 'failed';

export class ClientError extends Error {
  readonly kind: ClientErrorKind;
  /** HTTP status; null where there was no answer. */
  readonly status: number | null;
  /** The gateway's own word, such as `model_not_found`. */
  readonly code: string | null;
  /** The parameter it is about. */
  readonly param: string | null;

  constructor(kind: ClientErrorKind, message: string, about: { readonly status?: number; readonly code?: string | null; readonly param?: string | null; readonly cause?: unknown } = {}) {
    super(message, { cause: about.cause });
    this.name = 'ClientError';
    this.kind = kind;
    this.status = about.status ?? null;
    this.code = about.code ?? null;
    this.param = about.param ?? null;
  }
}

/** The same request may succeed a moment later. */
export const mayPass = ({ kind, code }: ClientError): boolean => (kind === 'noProvider' && code !== 'price_above_limit') || kind === 'unreachable' || kind === 'notVerified';

/** An answer of the gateway that is an error, in OpenAI's form. What is of another form is `failed`. */
export function clientErrorOf(status: number, body: unknown): ClientError {
  const error = typeof body === 'object' && body !== null && 'error' in body && typeof body.error === 'object' && body.error !== null ? (body.error as Record<string, unknown>) : {};
  const text = (name: string): string | null => (typeof error[name] === 'string' ? error[name] : null);
  const code = text('code');
  const about = { status, code, param: text('param') };
  return new ClientError(kindOf(status, code), text('message') ?? `the gateway answered with status ${status}`, about);
}

function kindOf(status: number, code: string | null): ClientErrorKind {
  if (status === 401 || status === 403) return 'unauthorized';
  if (status === 404) return 'notFound';
  if (status === 429) return 'overBudget';
  if (status === 503 || code === 'price_above_limit') return 'noProvider';
  if (status === 502 && code === 'not_verified') return 'notVerified';
  return status >= 400 && status < 500 ? 'refused' : 'failed';
}
