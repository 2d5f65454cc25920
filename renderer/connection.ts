import { pageBridge, type PageBridge } from '../electron/shared/bridge.ts';
import { connectBridge, type BridgeClient, type BridgeDefinition, type Port, type TopicValue } from '../electron/shared/bridgeKit.ts';
import { HearthError, isHearthError } from '../electron/shared/errors.ts';

export type TopicName<B extends BridgeDefinition = PageBridge> = keyof B['topics'] & string;
/** A topic's last value stays when the far side is lost; `atMs` says from when it is. */
export type TopicState<Name extends TopicName<B>, B extends BridgeDefinition = PageBridge> = { readonly value: TopicValue<B, Name>; readonly atMs: number } | null;

/** lost: not there, and tried again. refused: this browser has no session; trying again cannot help by itself. */
export type LinkState = {
  readonly phase: 'connecting' | 'open' | 'lost' | 'refused';
  readonly sinceMs: number;
  readonly nextTryMs: number | null;
};

/** One bridge kept open. */
export type Link<B extends BridgeDefinition> = {
  readonly link: () => LinkState;
  readonly topic: <Name extends TopicName<B>>(name: Name) => TopicState<Name, B>;
  /** Calls back after every change of the link or of any topic. Returns the way to stop. */
  readonly subscribe: (onChange: () => void) => () => void;
  readonly ask: BridgeClient<B>['ask'];
  readonly retryNow: () => void;
  readonly close: () => void;
};
/** The page's own, to the provider. */
export type Connection = Link<PageBridge>;

export type ConnectionDependencies = {
  readonly openPort: () => Promise<Port>;
  readonly nowMs: () => number;
  /** In [0, 1), for the jitter of the wait. */
  readonly random: () => number;
};

/** Half a second, doubling up to 15 s, each between half and the whole of that. */
export const retryWaitMs = (attempt: number, random: number): number => Math.round(Math.min(15_000, 500 * 2 ** attempt) * (0.5 + random / 2));

const quietMs = 1000;

export const startConnection = (dependencies: ConnectionDependencies): Connection => startLink(pageBridge, dependencies);

/** Keeps one bridge open until it is closed, and the last value of every topic. */
export function startLink<const B extends BridgeDefinition>(bridge: B, { openPort, nowMs, random }: ConnectionDependencies): Link<B> {
  const topicNames = Object.keys(bridge.topics) as TopicName<B>[];
  const topics = new Map<string, { value: unknown; atMs: number }>();
  const listeners = new Set<() => void>();
  let link: LinkState = { phase: 'connecting', sinceMs: nowMs(), nextTryMs: null };
  let client: BridgeClient<B> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;
  /** Since when nothing is heard; a port that opens and closes again without a word does not count as being back. */
  let silentSinceMs: number | null = null;
  let closed = false;

  const tell = (): void => listeners.forEach((listener) => listener());
  const setLink = (phase: LinkState['phase'], sinceMs: number, nextTryMs: number | null = null): void => {
    link = { phase, sinceMs, nextTryMs };
    tell();
  };
  const settle = (): void => {
    clearTimeout(timer);
    attempt = 0;
    silentSinceMs = null;
    if (link.phase !== 'open') setLink('open', nowMs());
  };

  function lose(error: unknown): void {
    client = null;
    clearTimeout(timer);
    if (closed) return;
    silentSinceMs ??= nowMs();
    if (isHearthError(error, 'bridge.forbidden')) return setLink('refused', silentSinceMs);
    const waitMs = retryWaitMs(attempt++, random());
    setLink('lost', silentSinceMs, nowMs() + waitMs);
    timer = setTimeout(() => void open(), waitMs);
  }

  async function open(): Promise<void> {
    clearTimeout(timer);
    try {
      const port = await openPort();
      if (closed) return port.close();
      const opened = connectBridge(bridge, port);
      client = opened;
      opened.onClose(() => {
        if (client === opened) lose(null);
      });
      // A provider that is just starting may have nothing to say yet.
      timer = setTimeout(settle, quietMs);
      for (const name of topicNames) {
        opened.watch(name, (value) => {
          topics.set(name, { value, atMs: nowMs() });
          if (link.phase !== 'open') settle();
          tell();
        });
      }
    } catch (error) {
      lose(error);
    }
  }
  void open();

  return {
    link: () => link,
    topic: (name) => (topics.get(name) ?? null) as never,
    subscribe(onChange) {
      listeners.add(onChange);
      return () => void listeners.delete(onChange);
    },
    ask: (command, input, options) => (client ? client.ask(command, input, options) : Promise.reject(new HearthError('bridge.closed', {}))),
    retryNow: () => {
      if (link.phase === 'lost' || link.phase === 'refused') void open();
    },
    close() {
      closed = true;
      clearTimeout(timer);
      client?.close();
    },
  };
}
