import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { HearthError, isHearthError } from '../../../shared/errors.ts';
import { refusals } from '../../../shared/saidReasons.ts';

/** How patient and how generous a download is. */
export type HttpLimits = {
  /** Until a whole head of an answer must be there, however it drips. */
  readonly headMs: number;
  /** Without any byte. */
  readonly idleMs: number;
  /** From then on an answer must come at `leastBytesPerSecond`, on average and without the time that our own limit took. */
  readonly graceMs: number;
  readonly leastBytesPerSecond: number;
};
export const httpLimits: HttpLimits = { headMs: 20_000, idleMs: 20_000, graceMs: 30_000, leastBytesPerSecond: 1024 };

export type BodyRequest = {
  readonly url: URL;
  readonly limits: HttpLimits;
  readonly signal: AbortSignal;
  /** A part of a file whose whole size is known; null: the whole, which must not be longer than `limitBytes`. */
  readonly part: { readonly from: number; readonly to: number; readonly sizeBytes: number } | null;
  /** Of the whole; its exact size where `isExact`. */
  readonly limitBytes: number;
  readonly isExact: boolean;
  /** Waits until so many bytes may be taken. */
  readonly take: (bytes: number) => Promise<void>;
};

const maxRedirects = 3;

/** A server that answers a part with the whole. */
export class WholeOnly extends Error {}

/**
 * The bytes of one answer as they come, checked against what was asked before the first of them is given. Nothing is decompressed, and no other server is ever asked.
 *
 * @throws download.unreachable · download.untrusted · download.notThere · download.redirected · download.encoded · download.wrongLength · download.tooLarge · download.tooSlow, {@link WholeOnly}
 */
export async function* readBody(request: BodyRequest): AsyncGenerator<Uint8Array> {
  const { url, limits, signal, part, limitBytes, isExact, take } = request;
  const stop = new AbortController();
  const response = await open(request, AbortSignal.any([signal, stop.signal]));
  const expected = part ? part.to - part.from : isExact ? limitBytes : null;
  const address = url.href.slice(0, 300);
  let received = 0;
  /** Time in which we waited for the server, and not it for us. */
  let waitedMs = 0;
  let sinceMs: number | null = performance.now();
  let tooSlow: HearthError | null = null;
  const watch = setInterval(() => {
    const idleMs = sinceMs === null ? 0 : performance.now() - sinceMs;
    const bytesPerSecond = Math.round(received / ((waitedMs + idleMs) / 1000));
    if (idleMs < limits.idleMs && (waitedMs + idleMs < limits.graceMs || bytesPerSecond >= limits.leastBytesPerSecond)) return;
    tooSlow = new HearthError('download.tooSlow', { url: address, bytesPerSecond, leastBytesPerSecond: limits.leastBytesPerSecond });
    stop.abort();
  }, Math.min(1000, limits.graceMs, limits.idleMs));
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      received += chunk.length;
      if (received > (expected ?? limitBytes)) throw expected === null ? new HearthError('download.tooLarge', { url: address, limitBytes }) : new HearthError('download.wrongLength', { url: address, expectedBytes: expected, found: 'more' });
      waitedMs += performance.now() - sinceMs;
      sinceMs = null;
      await take(chunk.length);
      yield chunk;
      sinceMs = performance.now();
    }
  } catch (error) {
    signal.throwIfAborted();
    throw tooSlow ?? (isHearthError(error) ? error : unreachable(address, error));
  } finally {
    clearInterval(watch);
    stop.abort();
    response.destroy();
  }
  // A connection that ends early looks like an end.
  if (expected !== null && received !== expected) throw new HearthError('download.unreachable', { url: address, reason: refusals.bytesCame(received, expected) });
}

/** What OpenSSL and Node call a certificate that shows nothing, in words of ours: theirs repeat what the certificate says. */
const certificateFaults: ReadonlyMap<string, string> = new Map([
  ...['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN'].map((code) => [code, refusals.certSelf] as const),
  ...['UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'].map((code) => [code, refusals.certIssuer] as const),
  ...['ERR_TLS_CERT_ALTNAME_INVALID', 'HOSTNAME_MISMATCH'].map((code) => [code, refusals.certName] as const),
  ['CERT_HAS_EXPIRED', refusals.certExpired], ['CERT_NOT_YET_VALID', refusals.certEarly], ['CERT_REVOKED', refusals.certRevoked],
  ...['CERT_SIGNATURE_FAILURE', 'CERT_UNTRUSTED', 'CERT_REJECTED', 'CERT_CHAIN_TOO_LONG', 'INVALID_CA', 'INVALID_PURPOSE', 'PATH_LENGTH_EXCEEDED'].map((code) => [code, refusals.certNot] as const),
]);

function unreachable(url: string, error: unknown): HearthError {
  const reason = ((error as NodeJS.ErrnoException | null)?.code ?? String(error)).slice(0, 120);
  const fault = certificateFaults.get(reason);
  return fault === undefined ? new HearthError('download.unreachable', { url, reason }, error) : new HearthError('download.untrusted', { url, reason: fault }, error);
}

async function open({ url: first, limits, signal, part, limitBytes, isExact }: BodyRequest, stopped: AbortSignal): Promise<IncomingMessage> {
  let url = first;
  for (let hop = 0; ; hop++) {
    const response = await send(url, part, limits, stopped).catch((error: unknown) => {
      signal.throwIfAborted();
      throw unreachable(url.href.slice(0, 300), error);
    });
    const next = redirectOf(response, first, url, hop);
    if (next === null) {
      try {
        checkHead(response, first, part, isExact ? limitBytes : null);
      } catch (error) {
        response.destroy();
        throw error;
      }
      return response;
    }
    response.destroy();
    url = next;
  }
}

function send(url: URL, part: BodyRequest['part'], { headMs }: HttpLimits, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { 'accept-encoding': 'identity', 'user-agent': 'hearth', ...(part && { range: `bytes=${part.from}-${part.to - 1}` }) };
    const get: typeof https.get = url.protocol === 'https:' ? https.get : http.get;
    const request = get(url, { headers, signal, maxHeaderSize: 16_384 });
    const head = setTimeout(() => request.destroy(new Error('no answer in time')), headMs);
    request.once('response', (response) => {
      clearTimeout(head);
      resolve(response);
    });
    request.once('error', (error) => {
      clearTimeout(head);
      reject(error);
    });
  });
}

/** Where to look instead, on the same server; null: this is the answer. @throws download.redirected  it sends elsewhere */
function redirectOf({ statusCode = 0, headers }: IncomingMessage, first: URL, url: URL, hop: number): URL | null {
  if (statusCode < 300 || statusCode > 399 || statusCode === 304) return null;
  const next = URL.parse(headers.location ?? '', url.href);
  if (!next || next.origin !== first.origin || next.username !== '' || next.password !== '' || hop >= maxRedirects) throw new HearthError('download.redirected', { url: first.href.slice(0, 300), to: (headers.location ?? 'nowhere').slice(0, 200) });
  return next;
}

function checkHead({ statusCode = 0, headers }: IncomingMessage, first: URL, part: BodyRequest['part'], exactBytes: number | null): void {
  const url = first.href.slice(0, 300);
  if (statusCode >= 500 || statusCode === 429 || statusCode === 408) throw new HearthError('download.unreachable', { url, reason: `HTTP ${statusCode}` });
  if (statusCode !== 200 && statusCode !== 206) throw new HearthError('download.notThere', { url, status: statusCode });
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') throw new HearthError('download.encoded', { url, encoding: encoding.slice(0, 60) });
  if (part && statusCode === 200) throw new WholeOnly();
  const wrong = (found: string, expectedBytes: number): HearthError => new HearthError('download.wrongLength', { url, expectedBytes, found: found.slice(0, 100) });
  if (part) {
    const said = headers['content-range'] ?? 'no Content-Range';
    if (said !== `bytes ${part.from}-${part.to - 1}/${part.sizeBytes}`) throw wrong(said, part.sizeBytes);
  } else if (statusCode === 206) throw wrong('a part', exactBytes ?? 0);
  const length = headers['content-length'];
  const expected = part ? part.to - part.from : exactBytes;
  if (length !== undefined && expected !== null && length !== String(expected)) throw wrong(length, expected);
}
