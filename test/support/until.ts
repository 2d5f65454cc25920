import { setTimeout as sleep } from 'node:timers/promises';

const [pauseMs, mostPauseMs] = [50, 400];

type Falsy<T> = T | null | undefined | false;

/**
 * Waits until `look` gives something, and gives it on. Bounded: a promise that is not kept fails with its own sentence. The limit is no claim about how fast it is:
 * on a machine with other work a second takes many. What has to be asked for, of a chain or another process, is asked for less often the longer it is waited for.
 * @param what  the sentence, such as "the job is settled"
 */
export async function until<T>(what: string, look: () => Falsy<T> | Promise<Falsy<T>>, limitMs = 90_000): Promise<T> {
  const startMs = Date.now();
  for (;;) {
    const looked = look();
    const found = await looked;
    if (found) return found;
    const waitedMs = Date.now() - startMs;
    if (waitedMs > limitMs) throw new Error(`not within ${limitMs} ms: ${what}`);
    await sleep(looked instanceof Promise ? Math.min(mostPauseMs, pauseMs + waitedMs / 20) : pauseMs);
  }
}
