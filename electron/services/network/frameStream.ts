import type { Stream } from '@libp2p/interface';
import type { z } from 'zod';
import { HearthError, isHearthError } from '../../shared/errors.ts';
import { u32LE } from '../../protocol/bytes.ts';
import { createFrameBuffer, encodeFrame, parseFrame } from './frames.ts';

export type FrameLimits = {
  /** Largest frame body that may come in. */
  readonly limitBytes: number;
  /** A frame that has begun must arrive at least this fast after a first grace of {@link FrameLimits.frameMs}. */
  readonly minimumBytesPerSecond?: number;
  /** Grace of a begun frame, and longest wait for the far side to take what we send. */
  readonly frameMs?: number;
};

export type Carried = { readonly receivedBytes: number; readonly sentBytes: number };

export type FrameStream = {
  /** Peer id of the far side, proven by the handshake. */
  readonly peer: string;
  /** Aborted when the stream is gone, by whichever side or by the line. */
  readonly signal: AbortSignal;
  /**
   * The next message, or null when the far side ended between two frames.
   *
   * @param timeoutMs  longest wait for the frame's first byte
   * @throws network.malformed    not a frame of this shape, too large or too slow; the stream is then reset
   * @throws network.unreachable  the line broke, or nothing began within `timeoutMs`
   */
  read<T extends z.ZodType>(shape: T, options: { readonly timeoutMs: number; readonly signal?: AbortSignal | undefined }): Promise<z.output<T> | null>;
  /**
   * Sends one message; done when our buffers took it. One at a time, in order.
   * @throws network.unreachable  the stream is gone or the far side stopped reading
   */
  write<T extends z.ZodType>(shape: T, message: z.output<T>): Promise<void>;
  /** The next frame's body as it came, for bytes that are no message; as {@link FrameStream.read} otherwise. */
  readBytes(options: { readonly timeoutMs: number; readonly signal?: AbortSignal | undefined }): Promise<Uint8Array | null>;
  /** Sends bytes as one frame; as {@link FrameStream.write} otherwise. */
  writeBytes(body: Uint8Array): Promise<void>;
  /** Bytes of frames that came and went so far. */
  carried(): Carried;
  /** Ends our side; what was written still arrives. Never throws. */
  close(): Promise<void>;
  /** Ends both sides at once. */
  reset(reason: string): void;
};

/** One piece handed to libp2p at a time, so that a large frame waits for the far side instead of piling up here. */
const pieceBytes = 64 * 1024;
/** How long a closed stream may linger for the far side's end. */
const lingerMs = 10_000;

/**
 * Frames over a libp2p stream. Reads only while somebody asks: otherwise the stream is paused and the far side's window fills,
 * because libp2p's own iterator keeps an unbounded queue.
 *
 * @param hears.onMalformed  hears, once at most, that the far side sent what is no frame of its shape, is too large or came too slowly
 * @param hears.onHeld       hears how many bytes are kept of a frame that is not whole yet, each time that changes; 0 at the end
 */
export function createFrameStream(stream: Stream, peer: string, limits: FrameLimits, hears: { readonly onMalformed?: () => void; readonly onHeld?: (bytes: number) => void } = {}): FrameStream {
  const { limitBytes, minimumBytesPerSecond = 64 * 1024, frameMs = 10_000 } = limits;
  const buffer = createFrameBuffer(limitBytes);
  const gone = new AbortController();
  let broken: HearthError | null = null;
  let ended = false;
  let discarding = false;
  let isMalformed = false;
  let wake: (() => void) | null = null;
  let writing: Promise<void> = Promise.resolve();
  let receivedBytes = 0;
  let sentBytes = 0;

  const lost = (reason: string): HearthError => new HearthError('network.unreachable', { address: peer, reason });
  const pause = (): void => {
    if (stream.readStatus === 'readable') stream.pause();
  };
  const resume = (): void => {
    if (stream.readStatus === 'paused') stream.resume();
  };
  function reset(reason: string): void {
    broken ??= lost(reason);
    stream.abort(new Error(reason));
    wake?.();
  }

  stream.addEventListener('message', (event) => {
    if (discarding) return;
    receivedBytes += event.data.byteLength;
    try {
      buffer.push(event.data instanceof Uint8Array ? event.data : event.data.subarray());
      hears.onHeld?.(buffer.begunBytes);
    } catch (error) {
      broken ??= isHearthError(error) ? error : new HearthError('network.malformed', { reason: 'unreadable' });
      stream.abort(broken);
    }
    wake?.();
  });
  stream.addEventListener('end', () => {
    ended = true;
    if (stream.status === 'aborted' || stream.status === 'reset') broken ??= lost('the stream was reset');
    wake?.();
  });
  stream.addEventListener('close', (event) => {
    if (event.error) broken ??= lost('the connection was lost');
    hears.onHeld?.(0);
    gone.abort();
    wake?.();
  });
  if (stream.status !== 'open') gone.abort();
  pause();

  /** Waits until something changed or `ms` passed. True when something changed. */
  const changed = (ms: number, signal: AbortSignal | undefined): Promise<boolean> =>
    new Promise((resolve) => {
      const done = (result: boolean): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        wake = null;
        resolve(result);
      };
      const onAbort = (): void => done(true);
      const timer = setTimeout(() => done(false), Math.max(0, ms));
      signal?.addEventListener('abort', onAbort, { once: true });
      wake = () => done(true);
    });

  async function nextFrame(timeoutMs: number, signal: AbortSignal | undefined): Promise<Uint8Array | null> {
    let begunAtMs: number | null = null;
    const askedAtMs = performance.now();
    for (;;) {
      signal?.throwIfAborted();
      if (isHearthError(broken, 'network.malformed')) throw broken;
      const body = buffer.take();
      if (body) {
        hears.onHeld?.(buffer.begunBytes);
        return body;
      }
      if (broken) throw broken;
      if (ended || (gone.signal.aborted && stream.readBufferLength === 0)) {
        // A killed program ends its line like this: nothing says that the peer is wrong.
        if (buffer.begunBytes > 0) throw lost('the line ended inside a frame');
        return null;
      }
      if (buffer.begunBytes > 0) begunAtMs ??= performance.now();
      const allowedMs = begunAtMs === null ? timeoutMs : frameMs + ((buffer.announcedBytes ?? 0) / minimumBytesPerSecond) * 1000;
      const restMs = allowedMs - (performance.now() - (begunAtMs ?? askedAtMs));
      resume();
      if (restMs <= 0 || (!(await changed(restMs, signal)) && buffer.begunBytes === 0 && begunAtMs === null)) {
        throw begunAtMs === null ? lost(`nothing came within ${timeoutMs} ms`) : new HearthError('network.malformed', { reason: 'a frame came too slowly' });
      }
    }
  }

  async function send(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length; at += pieceBytes) {
      if (broken) throw broken;
      if (stream.writeStatus !== 'writable') throw lost('the stream is closed');
      try {
        const piece = bytes.subarray(at, at + pieceBytes);
        stream.send(piece);
        sentBytes += piece.length;
      } catch (error) {
        throw broken ?? new HearthError('network.unreachable', { address: peer, reason: 'the stream is closed' }, error);
      }
      await drained();
    }
  }

  /** libp2p's own `onDrain` settles only once per stream (utils 7.x never makes a new promise), so the event is heard directly. */
  const drained = (): Promise<void> => {
    if (!stream.writableNeedsDrain) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const finish = (error?: HearthError): void => {
        clearTimeout(timer);
        stream.removeEventListener('drain', onDrain);
        stream.removeEventListener('close', onClose);
        if (error) reject(error);
        else resolve();
      };
      const onDrain = (): void => finish();
      const onClose = (): void => finish(broken ?? lost('the connection was lost'));
      const timer = setTimeout(() => {
        reset('the far side stopped reading');
        finish(lost('the far side stopped reading'));
      }, frameMs);
      stream.addEventListener('drain', onDrain);
      stream.addEventListener('close', onClose);
    });
  };

  async function readAs<T>(take: (body: Uint8Array) => T, { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal?: AbortSignal | undefined }): Promise<T | null> {
    try {
      const body = await nextFrame(timeoutMs, signal);
      return body === null ? null : take(body);
    } catch (error) {
      if (isHearthError(error, 'network.malformed')) {
        stream.abort(error);
        if (!isMalformed) hears.onMalformed?.();
        isMalformed = true;
      }
      throw error;
    } finally {
      pause();
    }
  }
  function queue(work: () => Promise<void>): Promise<void> {
    const sent = writing.then(work);
    writing = sent.catch(() => {});
    return sent;
  }

  return {
    peer,
    signal: gone.signal,
    read: (shape, options) => readAs((body) => {
      const parsed = parseFrame(shape, body);
      if (parsed.ok) return parsed.message;
      throw new HearthError('network.malformed', { reason: parsed.reason });
    }, options),
    readBytes: (options) => readAs((body) => body, options),
    write: (shape, message) => queue(() => send(encodeFrame(shape, message))),
    writeBytes: (body) => queue(async () => {
      await send(u32LE(body.length));
      await send(body);
    }),
    carried: () => ({ receivedBytes, sentBytes }),
    async close() {
      await writing;
      try {
        await stream.close({ signal: AbortSignal.timeout(lingerMs) });
      } catch {
        stream.abort(new Error('could not close in time'));
      }
      if (gone.signal.aborted) return;
      // Nobody reads any more: let the far side's end through, keep nothing of what comes before it, and do not wait for ever.
      discarding = true;
      resume();
      const timer = setTimeout(() => stream.abort(new Error('the far side did not close')), lingerMs);
      timer.unref();
      gone.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
    },
    reset,
  };
}
