import { setTimeout as sleep } from 'node:timers/promises';
import type { BridgeClient } from '../../shared/bridgeKit.ts';
import { HearthError, isHearthError } from '../../shared/errors.ts';
import { reasonOf } from '../../shared/reasons.ts';
import { executionProviderShape, type ExecutionProvider } from '../../shared/shapes.ts';
import type { ProbeAnswer, workerBridge } from '../../shared/workerBridge.ts';

/** A worker that can be asked what the runtime can use, and stopped. */
export type AskedWorker = {
  readonly client: Pick<BridgeClient<typeof workerBridge>, 'ask'>;
  /** Fulfils with how it ended: a signal's name or "exit N". */
  readonly gone: Promise<string>;
  kill(why: string): Promise<void> | void;
};
export type RuntimeAnswer<Worker> = Omit<ProbeAnswer, 'integerArithmetic'> & {
  /** null: the CPU's worker did not live to say. */
  readonly integerArithmetic: ProbeAnswer['integerArithmetic'] | null;
  /** The worker that answered last, for whatever comes next. */
  readonly worker: Worker;
};

/** A driver that hangs is a driver that cannot be used; a machine that is merely slow has answered long before. */
const defaultLimitMs = 120_000;
/** A worker may end by chance: for want of memory, or by another program's hand. Twice is no chance. */
const triesTogether = 2;
const hung = reasonOf('end.hung');

/**
 * Really opens the runtime's execution providers, in a worker: a provider's library may take its process down. Where that happens again, each provider is asked in
 * a worker of its own, so that the one at fault is the only one that counts as unusable.
 *
 * @param launch     starts one worker
 * @param onProblem  hears of each worker that did not answer
 * @returns null where not one worker answered
 */
export async function askRuntime<Worker extends AskedWorker>(launch: () => Promise<Worker>, onProblem: (error: unknown) => void, limitMs = defaultLimitMs): Promise<RuntimeAnswer<Worker> | null> {
  for (let count = 0; count < triesTogether; count++) {
    const answered = await ask(launch, {}, limitMs).catch(onProblem);
    if (answered) return answered;
  }
  return askApart(launch, onProblem, limitMs);
}

async function askApart<Worker extends AskedWorker>(launch: () => Promise<Worker>, onProblem: (error: unknown) => void, limitMs: number): Promise<RuntimeAnswer<Worker> | null> {
  const answers: RuntimeAnswer<Worker>[] = [];
  const executionProviders: ProbeAnswer['executionProviders'] = [];
  let integerArithmetic: RuntimeAnswer<Worker>['integerArithmetic'] = null;
  for (const name of executionProviderShape.options) {
    try {
      const answered = await ask(launch, { only: [name] }, limitMs);
      await answers.at(-1)?.worker.kill('another worker was asked after it');
      answers.push(answered);
      executionProviders.push(...answered.executionProviders);
      if (name === 'cpu') ({ integerArithmetic } = answered);
    } catch (error) {
      onProblem(error);
      executionProviders.push({ name, usable: false, reason: endOf(error) });
    }
  }
  const last = answers.at(-1);
  return last ? { ...last, executionProviders, integerArithmetic } : null;
}

async function ask<Worker extends AskedWorker>(launch: () => Promise<Worker>, what: { only?: ExecutionProvider[] }, limitMs: number): Promise<RuntimeAnswer<Worker>> {
  const worker = await launch();
  const late = new AbortController();
  try {
    const answer = await Promise.race([
      worker.client.ask('probe', what),
      worker.gone.then((how) => Promise.reject(new HearthError('worker.lost', { signal: how }))),
      sleep(limitMs, undefined, { signal: late.signal }).then(() => Promise.reject(new HearthError('worker.lost', { signal: hung }))),
    ]);
    return { ...answer, worker };
  } catch (error) {
    await worker.kill('it could not be asked what the runtime can use');
    throw isHearthError(error, 'bridge.closed') ? new HearthError('worker.lost', { signal: await worker.gone }) : error;
  } finally {
    late.abort();
  }
}

/** In the runtime's own kind of words, beside which it stands. */
function endOf(error: unknown): string {
  if (!isHearthError(error, 'worker.lost')) return (error instanceof Error ? error.message : String(error)).slice(0, 200);
  return error.about.signal === hung ? 'does not answer' : `took its process down (${String(error.about.signal)})`.slice(0, 200);
}
