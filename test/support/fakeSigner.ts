import { serveBridge, type Handlers, type Port } from '../../electron/shared/bridgeKit.ts';
import { walletBridge, type WalletBridge, type WalletState } from '../../electron/shared/walletBridge.ts';
import { never } from './fakeProvider.ts';

export type SignerHandlers = Partial<Handlers<WalletBridge>>;

export type FakeSigner = {
  /** For the page server: serves one more page. */
  readonly attach: (port: Port) => void;
  /** Every command asked so far, in order, with what it carried. */
  readonly asked: readonly { readonly command: string; readonly input: unknown }[];
  readonly publish: (state: WalletState) => void;
  answer(handlers: SignerHandlers): void;
};

/** The owner's port for the page's tests, derived from the bridge's value: a command that is added there waits here. It keeps no keys and signs nothing. */
export function createFakeSigner(state: WalletState | null, handlers: SignerHandlers = {}): FakeSigner {
  const asked: { command: string; input: unknown }[] = [];
  let answers: SignerHandlers = handlers;
  const all = Object.fromEntries(
    Object.keys(walletBridge.commands).map((command) => [
      command,
      (input: unknown, context: unknown) => {
        asked.push({ command, input });
        const answer = (answers as Record<string, ((input: unknown, context: unknown) => unknown) | undefined>)[command];
        return answer ? answer(input, context) : never();
      },
    ]),
  ) as unknown as Handlers<WalletBridge>;
  const bridge = serveBridge(walletBridge, all, () => 'T-2');
  if (state) bridge.publish('wallet', state);
  return {
    asked,
    attach: (port) => bridge.attach(port),
    publish: (next) => bridge.publish('wallet', next),
    answer: (next) => {
      answers = { ...answers, ...next };
    },
  };
}
