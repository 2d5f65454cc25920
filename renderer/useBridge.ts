import { createContext, use, useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { PageBridge } from '../electron/shared/bridge.ts';
import type { Gives } from '../electron/shared/bridgeKit.ts';
import { HearthError, isHearthError } from '../electron/shared/errors.ts';
import type { Connection, LinkState, TopicName, TopicState } from './connection.ts';

export const ConnectionContext = createContext<Connection | null>(null);

export function useConnection(): Connection {
  const connection = use(ConnectionContext);
  if (!connection) throw new Error('no connection above this component');
  return connection;
}

export function useTopic<Name extends TopicName>(name: Name): TopicState<Name> {
  const connection = useConnection();
  return useSyncExternalStore(connection.subscribe, () => connection.topic(name));
}

export function useLink(): LinkState {
  const connection = useConnection();
  return useSyncExternalStore(connection.subscribe, connection.link);
}

/** What a screen has to show. Empty is decided by the screen, from a ready value. */
export type Loaded<Value> = { readonly state: 'waiting' } | { readonly state: 'failed'; readonly error: HearthError; /** null: trying again would not help. */ readonly again: (() => void) | null } | { readonly state: 'ready'; readonly value: Value; readonly atMs: number };

/** A topic as something to show: failed only when there is nothing, not even an old value, and no way to get one. */
export function useSlice<Name extends TopicName>(name: Name): Loaded<NonNullable<TopicState<Name>>['value']> {
  const topic = useTopic(name);
  const { retryNow } = useConnection();
  const link = useLink();
  return topic ? { state: 'ready', value: topic.value, atMs: topic.atMs } : withoutValue(link.phase, retryNow);
}

/** What can compute here. None while Hearth starts means that nobody has looked yet, not that there is none. */
export function useDevices(): Loaded<NonNullable<TopicState<'devices'>>['value']> {
  const devices = useSlice('devices');
  const isStarting = useTopic('status')?.value.state === 'starting';
  return isStarting && devices.state === 'ready' && devices.value.length === 0 ? waiting : devices;
}

const refused: Loaded<never> = { state: 'failed', error: new HearthError('bridge.forbidden', { reason: 'this browser holds no session' }), again: null };
const lost = new HearthError('bridge.closed', {});
const waiting: Loaded<never> = { state: 'waiting' };
export const withoutValue = (phase: LinkState['phase'], retryNow: () => void): Loaded<never> => (phase === 'refused' ? refused : phase === 'lost' ? { state: 'failed', error: lost, again: retryNow } : waiting);

type CommandName = keyof PageBridge['commands'] & string;

/**
 * Asks once at first, again whenever `input` or `turn` changes, and after a reconnection. An older answer never replaces a
 * newer one, and the last good answer stays while the next is under way.
 *
 * @param turn  anything; a change asks again
 */
export function useAnswer<Name extends CommandName>(command: Name, input: object, turn: unknown = null): Loaded<Gives<PageBridge, Name>> {
  const connection = useConnection();
  const { phase } = useLink();
  const open = phase === 'open';
  const key = `${command} ${JSON.stringify(input)}`;
  const [shown, setShown] = useState<{ key: string; loaded: Loaded<Gives<PageBridge, Name>> } | null>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (!open) return;
    const stop = new AbortController();
    const again = (): void => {
      setShown(null);
      setTries((count) => count + 1);
    };
    connection.ask(command, JSON.parse(key.slice(command.length)) as never, { signal: stop.signal }).then(
      (value) => !stop.signal.aborted && setShown({ key, loaded: { state: 'ready', value, atMs: Date.now() } }),
      (error: unknown) => !stop.signal.aborted && setShown({ key, loaded: { state: 'failed', error: toHearthError(error), again: isHearthError(error, 'bridge.closed') ? connection.retryNow : again } }),
    );
    return () => stop.abort();
  }, [connection, command, key, turn, tries, open]);
  return shown?.key === key ? shown.loaded : withoutValue(phase, connection.retryNow);
}

/** A value that follows another at most once per `everyMs`, and always catches up with the last. */
export function useThrottled<Value>(value: Value, everyMs: number): Value {
  const [held, setHeld] = useState(value);
  const lastMs = useRef(0);
  useEffect(() => {
    const waitMs = Math.max(0, lastMs.current + everyMs - Date.now());
    const timer = setTimeout(() => {
      lastMs.current = Date.now();
      setHeld(value);
    }, waitMs);
    return () => clearTimeout(timer);
  }, [value, everyMs]);
  return held;
}

export type Act<Input> = { readonly run: (input: Input) => void; readonly busy: boolean; readonly error: HearthError | null };

/** One thing the owner can do, with its being under way and its failure. */
export const useAct = <Input, Result>(act: (input: Input, connection: Connection) => Promise<Result>, onDone?: (result: Result) => void): Act<Input> => useActOn(useConnection(), act, onDone);

/** {@link useAct} on whatever it is done with. The input passes through and is not kept: it may be a secret. */
export function useActOn<Target, Input, Result>(target: Target, act: (input: Input, target: Target) => Promise<Result>, onDone?: (result: Result) => void): Act<Input> {
  const [state, setState] = useState<{ busy: boolean; error: HearthError | null }>({ busy: false, error: null });
  const latest = useRef({ act, onDone });
  useEffect(() => {
    latest.current = { act, onDone };
  });
  const run = useCallback(
    (input: Input) => {
      setState({ busy: true, error: null });
      latest.current.act(input, target).then(
        (result) => {
          setState({ busy: false, error: null });
          latest.current.onDone?.(result);
        },
        (error: unknown) => setState({ busy: false, error: toHearthError(error) }),
      );
    },
    [target],
  );
  return { run, ...state };
}

export const toHearthError = (error: unknown): HearthError => (isHearthError(error) ? error : new HearthError('bridge.malformed', { reason: String(error) }));

/** Now, as of the last whole `everyMs`; stands still while the page is hidden. */
export function useNow(everyMs: number): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') setNowMs(Date.now());
    }, everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return nowMs;
}
