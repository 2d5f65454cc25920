import { setTimeout as sleep } from 'node:timers/promises';
import { HearthError } from '../../shared/errors.ts';

type Handler = (input: never, context: { readonly signal: AbortSignal }) => unknown;
type AnyHandlers = Readonly<Record<string, Handler>>;

const lookAgainMs = 200;

/**
 * Handlers of a part of the provider that is not there at its start: a question waits while the part is on its way, and is told that there is no
 * chain when none will come.
 */
export function relay<Side extends object>(commands: Readonly<Record<keyof Side, unknown>>, current: () => Side | undefined, willCome: () => boolean): Side {
  const relayed = (name: string): Handler => async (input, context) => {
    while (!current() && willCome()) await sleep(lookAgainMs, undefined, { signal: context.signal });
    const side = current() as AnyHandlers | undefined;
    if (!side) throw new HearthError('wallet.noChain', {});
    return side[name]!(input, context);
  };
  return Object.fromEntries(Object.keys(commands).map((name) => [name, relayed(name)])) as Side;
}
