import type { Failure } from '../../shared/errors.ts';
import type { Bought } from './buyer.ts';

/** How one order ended. */
export type Attempt =
  | { readonly kind: 'bought'; readonly bought: Omit<Bought, 'tokens' | 'unreceiptedTokens' | 'attempts' | 'othersWei'> }
  /** Sound and paid, and yet not the answer that was sent on: rounding parted it from the other provider's. */
  | { readonly kind: 'parted'; readonly paidWei: bigint; readonly failure: Failure }
  | { readonly kind: 'failed'; readonly failure: Failure }
  /** The answer is not what the receipt or the model says: nothing of it may be built upon. */
  | { readonly kind: 'rejected'; readonly failure: Failure };

export type RaceOptions<Choice> = {
  readonly first: Choice;
  /** @param onWord  a first token came */
  readonly begin: (choice: Choice, onWord: () => void) => Promise<Attempt>;
  readonly keyOf: (choice: Choice) => string;
  /** Silence after which a second one is asked; null: never. */
  readonly hedgeMs: number | null;
  /** Whom to ask as well, with its price set aside; null: nobody. */
  readonly second: (running: readonly string[]) => Choice | null;
  readonly onFailed: (key: string, result: Exclude<Attempt, { kind: 'bought' }>) => void;
};
export type Raced = {
  /** The first that was bought, or the last failure of all. */
  readonly result: Attempt;
  readonly asked: number;
  /** What the others cost, once they have ended. Never rejects. */
  readonly othersWei: Promise<bigint>;
};

/** Orders from one provider, and from a second one when the first says nothing in time. Whoever has not ended goes on; its answer is paid all the same. @throws what `begin` throws */
export async function race<Choice>({ first, begin, keyOf, hedgeMs, second, onFailed }: RaceOptions<Choice>): Promise<Raced> {
  const { promise: hasWord, resolve: onWord } = Promise.withResolvers<void>();
  const all: Promise<Attempt>[] = [];
  const running = new Map<string, Promise<{ readonly key: string; readonly result: Attempt }>>();
  const ask = (choice: Choice): void => {
    const key = keyOf(choice);
    const made = begin(choice, onWord);
    const keyed = made.then((result) => ({ key, result }));
    // Whoever is not waited for any more must not end the program.
    keyed.catch(() => {});
    all.push(made);
    running.set(key, keyed);
  };
  ask(first);
  if (hedgeMs !== null && (await isSilent(hedgeMs, [hasWord, ...running.values()]))) {
    const other = second([...running.keys()]);
    if (other) ask(other);
  }
  for (;;) {
    const { key, result } = await Promise.race(running.values());
    running.delete(key);
    if (result.kind !== 'bought') onFailed(key, result);
    if (result.kind !== 'bought' && running.size > 0) continue;
    const othersWei = Promise.allSettled(all).then((ends) => ends.reduce((sum, end) => (end.status === 'fulfilled' && end.value !== result ? sum + paidOf(end.value) : sum), 0n));
    return { result, asked: all.length, othersWei };
  }
}

const paidOf = (attempt: Attempt): bigint => (attempt.kind === 'bought' ? attempt.bought.paidWei : attempt.kind === 'parted' ? attempt.paidWei : 0n);

/** Whether none of `words` came for so long. */
async function isSilent(ms: number, words: readonly Promise<unknown>[]): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(true), ms)));
  return Promise.race([silence, ...words.map((word) => word.then(() => false))]).finally(() => clearTimeout(timer));
}
