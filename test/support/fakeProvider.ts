import { pageBridge, type PageBridge } from '../../electron/shared/bridge.ts';
import { serveBridge, type BridgeServer, type Handlers, type Port, type TopicValue } from '../../electron/shared/bridgeKit.ts';
import { startPageServer } from '../../electron/services/page/server.ts';

type Topics = { [Name in keyof PageBridge['topics']]: TopicValue<PageBridge, Name> };
export type FakeTopics = Partial<Topics>;
export type FakeHandlers = Partial<Handlers<PageBridge>>;

export type FakeProvider = {
  readonly address: string;
  readonly port: number;
  /** Every command asked so far, in order. */
  readonly asked: readonly { readonly command: string; readonly input: unknown }[];
  readonly publish: BridgeServer<PageBridge>['publish'];
  /** Replaces what some commands answer. */
  answer(handlers: FakeHandlers): void;
  /** Cuts every page off, as when the provider dies; while `away`, nobody who comes back is served. */
  drop(away?: boolean): void;
  close(): Promise<void>;
};

/** A command nobody answers: the page waits. */
export const never = (): Promise<never> => new Promise(() => {});

/**
 * A provider for the page's tests: the real server and the real bridge, with topics and answers set by the test. Derived from the bridge's
 * value, so a command added there is one this fake leaves waiting, not one it lacks.
 */
export async function startFakeProvider(topics: FakeTopics, handlers: FakeHandlers = {}, port = 0, onSignerPort?: (opened: Port) => void): Promise<FakeProvider> {
  const asked: { command: string; input: unknown }[] = [];
  let answers: FakeHandlers = handlers;
  const all = Object.fromEntries(
    Object.keys(pageBridge.commands).map((command) => [
      command,
      (input: unknown, context: unknown) => {
        asked.push({ command, input });
        const answer = (answers as Record<string, ((input: unknown, context: unknown) => unknown) | undefined>)[command];
        return answer ? answer(input, context) : never();
      },
    ]),
  ) as unknown as Handlers<PageBridge>;
  const bridge = serveBridge(pageBridge, all, () => 'T-1');
  for (const [name, value] of Object.entries(topics)) bridge.publish(name as keyof Topics, value as never);

  const ports = new Set<Port>();
  let away = false;
  const server = await startPageServer({
    port,
    onPort: (opened, { which }) => {
      if (away) return opened.close();
      // Secrets go to the signer's port; a provider must never be on the other end of it.
      if (which === 'signer') return onSignerPort ? onSignerPort(opened) : opened.close();
      ports.add(opened);
      opened.onClose(() => ports.delete(opened));
      bridge.attach(opened);
    },
  });
  return {
    address: server.address,
    port: server.port,
    asked,
    publish: bridge.publish,
    answer: (next) => {
      answers = { ...answers, ...next };
    },
    drop: (stay = false) => {
      away = stay;
      for (const opened of ports) opened.close();
    },
    close: server.close,
  };
}
