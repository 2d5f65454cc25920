import { setTimeout as sleep } from 'node:timers/promises';
import { HearthError } from '../../shared/errors.ts';

type Handler = (input: never, context: { readonly signal: AbortSignal }) => unknown;
type AnyHandlers = Readonly<Record<string, Handler>>;

const lookAgainMs = 200;

/**
 * A part of the provider that is not there at its start, once it is.
 *
 * @throws wallet.noChain  none will come: this Hearth runs without a chain
 */
export async function waitForPart<Part>(current: () => Part | undefined, willCome: () => boolean, signal: AbortSignal): Promise<Part> {
  while (!current() && willCome()) await sleep(lookAgainMs, undefined, { signal });
  const part = current();
  if (!part) throw new HearthError('wallet.noChain', {});
  return part;
}

/** Handlers of such a part: a question waits while the part is on its way. */
export function relay<Side extends object>(commands: Readonly<Record<keyof Side, unknown>>, current: () => Side | undefined, willCome: () => boolean): Side {
  const relayed = (name: string): Handler => async (input, context) => ((await waitForPart(current, willCome, context.signal)) as AnyHandlers)[name]!(input, context);
  return Object.fromEntries(Object.keys(commands).map((name) => [name, relayed(name)])) as Side;
}
