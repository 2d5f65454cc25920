import { UpdateFailure } from './updateFailure.ts';

/** A part of the platform's fetch: Node's, or Electron's, which knows the system's proxy. */
export type Fetch = (address: string, init: { readonly signal: AbortSignal; readonly redirect: 'follow'; readonly cache: 'no-store' }) => Promise<Response>;

/**
 * A small file from an address that is not trusted: so many bytes, so long, and no more.
 * @throws UpdateFailure  unreachable · tooLong
 */
export async function fetchBounded(fetch: Fetch, address: string, limitBytes: number, timeoutMs: number): Promise<Uint8Array> {
  const ended = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(address, { signal: ended, redirect: 'follow', cache: 'no-store' });
    if (!response.ok || !response.body) throw new UpdateFailure('unreachable', `${address} answers ${response.status}`);
    const chunks: Uint8Array[] = [];
    let received = 0;
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      received += chunk.length;
      // Leaving the loop cancels the body.
      if (received > limitBytes) throw new UpdateFailure('tooLong', `${address} has more than ${limitBytes} bytes`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch (error) {
    if (error instanceof UpdateFailure) throw error;
    throw ended.aborted ? new UpdateFailure('tooLong', `${address} did not end within ${timeoutMs / 1000} s`, error) : new UpdateFailure('unreachable', `${address} cannot be reached`, error);
  }
}
