import { setTimeout as sleep } from 'node:timers/promises';

type Falsy<T> = T | null | undefined | false;

/**
 * Waits until `look` gives something, and gives it on. Bounded: a promise that is not kept fails with its own sentence.
 * @param what  the sentence, such as "the job is settled"
 */
export async function until<T>(what: string, look: () => Falsy<T> | Promise<Falsy<T>>, limitMs = 30_000): Promise<T> {
  const startMs = Date.now();
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() - startMs > limitMs) throw new Error(`not within ${limitMs} ms: ${what}`);
    await sleep(50);
  }
}
