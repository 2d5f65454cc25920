import { shareFrameBytes, sharePartBytes, shareProtocol, shareReplyShape, shareRequestShape, type ShareDecline, type ShareRequest } from '../../protocol/modelSharing.ts';
import { HearthError, isHearthError } from '../../shared/errors.ts';
import { refusals } from '../../shared/saidReasons.ts';
import type { BodyAsk } from '../models/download/sources.ts';
import type { Network } from './openNetwork.ts';

/** What a node gives away. */
export type SharedModels = {
  /** The bytes asked for, whose number is known before the first of them; or why not. Whoever leaves ends the reading. */
  open(request: ShareRequest, peer: string): Promise<{ readonly sizeBytes: number; readonly read: (from: number, to: number) => Promise<Uint8Array> } | ShareDecline>;
  /** Waits until so many bytes may be given to this peer. */
  give(bytes: number, peer: string, signal: AbortSignal): Promise<void>;
};

const requestLimitBytes = 4096;
/** One peer may fetch from a node with so many requests at once, and all peers together with so many. */
const streams = { perPeer: 4, all: 32 } as const;
const requestMs = 10_000;

/** Gives files of models to whoever asks, within what `shared` allows. */
export const serveModels = (network: Network, shared: SharedModels): Promise<void> =>
  network.handle(shareProtocol, { limitBytes: requestLimitBytes, streamsPerPeer: streams.perPeer, streams: streams.all }, async (stream) => {
    const request = await stream.read(shareRequestShape, { timeoutMs: requestMs });
    if (request === null) return;
    const opened = await shared.open(request, stream.peer);
    if (typeof opened === 'string') return stream.write(shareReplyShape, { kind: 'declined', reason: opened });
    await stream.write(shareReplyShape, { kind: 'bytes', sizeBytes: opened.sizeBytes });
    for (let at = 0; at < opened.sizeBytes; at += shareFrameBytes) {
      const to = Math.min(opened.sizeBytes, at + shareFrameBytes);
      await shared.give(to - at, stream.peer, stream.signal);
      await stream.writeBytes(await opened.read(at, to));
    }
  });

/**
 * One file of a model, or a part of it, from a peer: as {@link BodyAsk} says, and no byte more than it asks for.
 *
 * @param address  a multiaddr that ends in /p2p/<peer id>; also the name of the peer in errors
 * @param listPath  the file that is the list
 * @throws download.unreachable · download.notThere · download.wrongLength · download.tooLarge · download.tooSlow
 */
export async function* readPeerBody(network: Network, address: string, modelId: string, listPath: string, ask: BodyAsk): AsyncGenerator<Uint8Array> {
  const { limits, signal, part, limitBytes, take } = ask;
  const isList = ask.path === listPath;
  const url = address.slice(0, 300);
  const from = part?.from ?? 0;
  const expected = isList ? null : (part?.to ?? limitBytes) - from;
  if (expected !== null && expected > sharePartBytes) throw new HearthError('download.tooLarge', { url, limitBytes: sharePartBytes });
  const request: ShareRequest = isList ? { kind: 'list', modelId } : { kind: 'part', modelId, path: ask.path, from, to: from + expected! };
  const stream = await network.openStream(address, shareProtocol, { limitBytes: shareFrameBytes, minimumBytesPerSecond: limits.leastBytesPerSecond, frameMs: limits.idleMs, signal, timeoutMs: limits.headMs }).catch((error: unknown) => {
    signal.throwIfAborted();
    throw asDownload(error, url, limits.leastBytesPerSecond);
  });
  try {
    await stream.write(shareRequestShape, request);
    const reply = await stream.read(shareReplyShape, { timeoutMs: limits.headMs, signal });
    if (reply === null) throw new HearthError('download.unreachable', { url, reason: refusals.peerSilent });
    if (reply.kind === 'declined') throw reply.reason === 'busy' ? new HearthError('download.unreachable', { url, reason: refusals.peerGave }) : new HearthError('download.notThere', { url, status: 404 });
    if (expected !== null && reply.sizeBytes !== expected) throw new HearthError('download.wrongLength', { url, expectedBytes: expected, found: String(reply.sizeBytes) });
    if (reply.sizeBytes > limitBytes) throw new HearthError('download.tooLarge', { url, limitBytes });
    for (let left = reply.sizeBytes; left > 0; ) {
      const frame = await stream.readBytes({ timeoutMs: limits.idleMs, signal });
      if (frame === null) throw new HearthError('download.unreachable', { url, reason: refusals.peerEnded });
      // A frame of a few bytes each ten seconds would hold its place for ever.
      if (frame.length !== Math.min(left, shareFrameBytes)) throw new HearthError('download.wrongLength', { url, expectedBytes: Math.min(left, shareFrameBytes), found: String(frame.length) });
      await take(frame.length);
      left -= frame.length;
      yield frame;
    }
    void stream.close();
  } catch (error) {
    signal.throwIfAborted();
    throw asDownload(error, url, limits.leastBytesPerSecond);
  } finally {
    stream.reset('done');
  }
}

/** What a line's failure is to a download: one that stalls inside a frame is too slow, one that is no frame has the wrong length. */
function asDownload(error: unknown, url: string, leastBytesPerSecond: number): unknown {
  if (isHearthError(error, 'network.unreachable')) return new HearthError('download.unreachable', { url, reason: error.about.reason }, error);
  if (!isHearthError(error, 'network.malformed')) return error;
  return error.about.reason.includes('too slowly') ? new HearthError('download.tooSlow', { url, bytesPerSecond: 0, leastBytesPerSecond }, error) : new HearthError('download.wrongLength', { url, expectedBytes: 0, found: error.about.reason.slice(0, 100) }, error);
}
