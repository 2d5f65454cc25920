import { z } from 'zod';
import { HearthError, errorFromFailure, failureShape, isErrorCode, isHearthError, type ErrorCode, type Failure } from './errors.ts';

/**
 * The agreement between two processes, as one value: what may be asked (*commands*) and heard (*topics*).
 * Server, client, validation and test fakes are all derived from it. Wire values are what the zod schemas encode to,
 * so a wei amount is a decimal string on the wire and a bigint on both sides.
 */
export type CommandDefinition = {
  readonly takes: z.ZodType;
  readonly gives: z.ZodType;
  readonly fails: readonly ErrorCode[];
};
export type BridgeDefinition = {
  readonly commands: Readonly<Record<string, CommandDefinition>>;
  readonly topics: Readonly<Record<string, z.ZodType>>;
};

export const defineBridge = <const Bridge extends BridgeDefinition>(bridge: Bridge): Bridge => bridge;

type Commands<B extends BridgeDefinition> = B['commands'];
type Topics<B extends BridgeDefinition> = B['topics'];
export type Takes<B extends BridgeDefinition, K extends keyof Commands<B>> = z.output<Commands<B>[K]['takes']>;
export type Gives<B extends BridgeDefinition, K extends keyof Commands<B>> = z.output<Commands<B>[K]['gives']>;
export type TopicValue<B extends BridgeDefinition, K extends keyof Topics<B>> = z.output<Topics<B>[K]>;

/** Anything that carries messages in order: an IPC channel, a MessagePort, a WebSocket, a line of NDJSON. */
export type Port = {
  post(message: unknown): void;
  /** Called once per message; a second call replaces the listener. */
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
  close(): void;
};

export type Handlers<B extends BridgeDefinition> = {
  readonly [K in keyof Commands<B>]: (input: Takes<B, K>, context: { readonly signal: AbortSignal }) => Promise<Gives<B, K>> | Gives<B, K>;
};

const messageShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ask'), id: z.number().int().min(0), command: z.string().max(64), input: z.unknown() }),
  z.strictObject({ kind: z.literal('cancel'), id: z.number().int().min(0) }),
  z.strictObject({ kind: z.literal('watch'), topic: z.string().max(64) }),
  z.strictObject({ kind: z.literal('unwatch'), topic: z.string().max(64) }),
]);
const replyShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('answer'), id: z.number(), ok: z.literal(true), value: z.unknown() }),
  // Any code: one that this side does not know must still reach whoever asked.
  z.strictObject({ kind: z.literal('refusal'), id: z.number(), failure: z.strictObject({ code: z.string(), about: failureShape.shape.about }) }),
  z.strictObject({ kind: z.literal('topic'), topic: z.string(), revision: z.number(), value: z.unknown() }),
]);

export type BridgeServer<B extends BridgeDefinition> = {
  /** Serves one more client. Commands a `filter` refuses fail with bridge.forbidden before their input is parsed. */
  attach(port: Port, options?: { readonly mayAsk?: (command: string) => boolean }): void;
  /** Replaces a topic's value and pushes it whole, with a new revision, to every watcher. */
  publish<K extends keyof Topics<B> & string>(topic: K, value: TopicValue<B, K>): void;
  read<K extends keyof Topics<B> & string>(topic: K): TopicValue<B, K> | undefined;
};

/**
 * Serves a bridge on any number of ports.
 *
 * @param onInternal  hears every failure that is not in the command's `fails`; returns the incident number shown to the asker
 */
export function serveBridge<const B extends BridgeDefinition>(
  bridge: B,
  handlers: Handlers<B>,
  onInternal: (error: unknown, where: string) => string,
): BridgeServer<B> {
  const commands = new Map(Object.entries(bridge.commands));
  const topics = new Map(Object.entries(bridge.topics));
  const handlerOf = new Map(Object.entries(handlers) as [string, (input: unknown, context: { signal: AbortSignal }) => unknown][]);
  const slices = new Map<string, { revision: number; value: unknown; wire: unknown }>();
  const watchers = new Map<string, Set<Port>>([...topics.keys()].map((topic) => [topic, new Set()]));

  const toFailure = (error: unknown, command: CommandDefinition | undefined, name: string): Failure => {
    if (isHearthError(error) && (error.code.startsWith('bridge.') || command?.fails.includes(error.code))) return error.toFailure();
    return { code: 'internal', about: { incident: onInternal(error, name) } };
  };

  async function answer(name: string, input: unknown, signal: AbortSignal): Promise<unknown> {
    const command = commands.get(name);
    const handler = handlerOf.get(name);
    if (!command || !handler) throw new HearthError('bridge.unknownCommand', { command: name.slice(0, 64) });
    const parsed = command.takes.safeParse(input);
    if (!parsed.success) throw new HearthError('bridge.malformed', { reason: z.prettifyError(parsed.error).slice(0, 300) });
    return z.encode(command.gives, (await handler(parsed.data, { signal })) as never);
  }

  function attach(port: Port, options: { readonly mayAsk?: (command: string) => boolean } = {}): void {
    const running = new Map<number, AbortController>();
    port.onMessage((raw) => {
      const message = messageShape.safeParse(raw);
      if (!message.success) return void onInternal(message.error, 'bridge message');
      const { data } = message;
      if (data.kind === 'watch') {
        const slice = slices.get(data.topic);
        watchers.get(data.topic)?.add(port);
        if (slice) port.post({ kind: 'topic', topic: data.topic, revision: slice.revision, value: slice.wire });
      } else if (data.kind === 'unwatch') {
        watchers.get(data.topic)?.delete(port);
      } else if (data.kind === 'cancel') {
        running.get(data.id)?.abort();
      } else {
        const controller = new AbortController();
        running.set(data.id, controller);
        const refused = options.mayAsk && !options.mayAsk(data.command);
        void (refused
          ? Promise.reject(new HearthError('bridge.forbidden', { reason: `${data.command} is not open to this sender` }))
          : answer(data.command, data.input, controller.signal)
        )
          .then(
            (value) => port.post({ kind: 'answer', id: data.id, ok: true, value }),
            (error: unknown) => port.post({ kind: 'refusal', id: data.id, failure: toFailure(error, commands.get(data.command), data.command) }),
          )
          .finally(() => running.delete(data.id))
          // The port could not carry the answer.
          .catch((error: unknown) => void onInternal(error, data.command));
      }
    });
    port.onClose(() => {
      for (const ports of watchers.values()) ports.delete(port);
      for (const controller of running.values()) controller.abort();
    });
  }

  return {
    attach,
    publish(topic, value) {
      const shape = topics.get(topic);
      if (!shape) throw new HearthError('bridge.unknownCommand', { command: topic });
      const wire: unknown = z.encode(shape, value as never);
      const revision = (slices.get(topic)?.revision ?? 0) + 1;
      slices.set(topic, { revision, value, wire });
      for (const port of watchers.get(topic) ?? []) port.post({ kind: 'topic', topic, revision, value: wire });
    },
    read: (topic) => slices.get(topic)?.value as never,
  };
}

export type BridgeClient<B extends BridgeDefinition> = {
  /** Asks and waits. Throws a HearthError: one of the command's `fails`, `internal`, or `bridge.*`. */
  ask<K extends keyof Commands<B> & string>(command: K, input: z.input<Commands<B>[K]['takes']> | Takes<B, K>, options?: { readonly signal?: AbortSignal }): Promise<Gives<B, K>>;
  /** Hears the present value at once and every later one. Returns the way to stop. */
  watch<K extends keyof Topics<B> & string>(topic: K, onValue: (value: TopicValue<B, K>, revision: number) => void): () => void;
  close(): void;
  onClose(listener: () => void): void;
};

/** Speaks a bridge over one port. Answers are validated too: the far side may be older, newer or hostile. */
export function connectBridge<const B extends BridgeDefinition>(bridge: B, port: Port): BridgeClient<B> {
  // A random start: an answer meant for an earlier client on the same channel must find nobody here.
  let nextId = Math.floor(Math.random() * 2 ** 44);
  let closed = false;
  const waiting = new Map<number, { command: CommandDefinition; resolve: (value: never) => void; reject: (error: HearthError) => void }>();
  const listeners = new Map<string, Set<(value: never, revision: number) => void>>();
  const latest = new Map<string, { value: unknown; revision: number }>();
  const closeListeners = new Set<() => void>();
  const topicShapes = new Map(Object.entries(bridge.topics));
  const commands = new Map(Object.entries(bridge.commands));

  port.onMessage((raw) => {
    const message = replyShape.safeParse(raw);
    if (!message.success) return;
    const { data } = message;
    if (data.kind === 'topic') {
      const value = topicShapes.get(data.topic)?.safeParse(data.value);
      if (!value?.success) return;
      latest.set(data.topic, { value: value.data, revision: data.revision });
      for (const listener of listeners.get(data.topic) ?? []) listener(value.data as never, data.revision);
      return;
    }
    const asked = waiting.get(data.id);
    if (!asked) return;
    waiting.delete(data.id);
    if (data.kind === 'refusal') return asked.reject(isErrorCode(data.failure.code) ? errorFromFailure({ code: data.failure.code, about: data.failure.about }) : new HearthError('bridge.malformed', { reason: 'unknown code' }));
    const value = asked.command.gives.safeParse(data.value);
    if (value.success) asked.resolve(value.data as never);
    else asked.reject(new HearthError('bridge.malformed', { reason: z.prettifyError(value.error).slice(0, 300) }));
  });
  port.onClose(() => {
    closed = true;
    for (const asked of waiting.values()) asked.reject(new HearthError('bridge.closed', {}));
    waiting.clear();
    for (const listener of closeListeners) listener();
  });

  return {
    ask(name, input, options = {}) {
      const command = commands.get(name);
      if (!command) return Promise.reject(new HearthError('bridge.unknownCommand', { command: name }));
      if (closed) return Promise.reject(new HearthError('bridge.closed', {}));
      const id = nextId++;
      return new Promise((resolve, reject) => {
        const cancel = (): void => port.post({ kind: 'cancel', id });
        const { signal } = options;
        // A signal may live as long as the program: nothing of a finished question stays on it.
        const done = <T>(settle: (value: T) => void) => (value: T): void => {
          signal?.removeEventListener('abort', cancel);
          settle(value);
        };
        waiting.set(id, { command, resolve: done(resolve as (value: unknown) => void) as never, reject: done(reject) });
        port.post({ kind: 'ask', id, command: name, input: toWire(command.takes, input) });
        if (signal?.aborted) cancel();
        else signal?.addEventListener('abort', cancel, { once: true });
      });
    },
    watch(topic, onValue) {
      const known = listeners.get(topic) ?? new Set();
      listeners.set(topic, known);
      const listener = onValue as (value: never, revision: number) => void;
      known.add(listener);
      if (known.size === 1) port.post({ kind: 'watch', topic });
      else if (latest.has(topic)) listener(latest.get(topic)!.value as never, latest.get(topic)!.revision);
      return () => {
        known.delete(listener);
        if (known.size === 0) port.post({ kind: 'unwatch', topic });
      };
    },
    close: () => port.close(),
    onClose: (listener) => void closeListeners.add(listener),
  };
}

/** Encodes in-memory input (bigint money) to its wire form; input that is already wire form passes as it is. */
function toWire(shape: z.ZodType, input: unknown): unknown {
  const encoded = z.safeEncode(shape, input as never);
  return encoded.success ? encoded.data : input;
}
