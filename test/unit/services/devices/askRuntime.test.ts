import { describe, expect, it } from 'vitest';
import { askRuntime, type AskedWorker } from '../../../../electron/services/devices/askRuntime.ts';
import { HearthError } from '../../../../electron/shared/errors.ts';
import { executionProviderShape, type ExecutionProvider } from '../../../../electron/shared/shapes.ts';
import type { ProbeAnswer } from '../../../../electron/shared/workerBridge.ts';

const all = executionProviderShape.options;
const exact: ProbeAnswer['integerArithmetic'] = { weightBits: 8, reason: null };
const answerOf = (names: readonly ExecutionProvider[]): ProbeAnswer => ({ onnxruntime: '1.2.3', executionProviders: names.map((name) => ({ name, usable: name === 'cpu', reason: name === 'cpu' ? null : 'not here' })), integerArithmetic: exact });

type Played = AskedWorker & { readonly id: number; readonly isKilled: () => boolean };
/** @param fate  of a worker by its turn and what it is asked */
function play(fate: (turn: number, only: readonly ExecutionProvider[]) => 'answers' | 'dies' | 'hangs') {
  const launched: Played[] = [];
  const asked: (readonly ExecutionProvider[] | undefined)[] = [];
  const problems: unknown[] = [];
  const launch = (): Promise<Played> => {
    const gone = Promise.withResolvers<string>();
    const id = launched.length;
    let isKilled = false;
    const worker: Played = {
      id, gone: gone.promise, isKilled: () => isKilled,
      kill: () => {
        isKilled = true;
        gone.resolve('SIGKILL');
      },
      client: {
        ask: ((_: 'probe', { only }: { only?: ExecutionProvider[] }) => {
          asked.push(only);
          const end = fate(id, only ?? all);
          if (end === 'answers') return Promise.resolve(answerOf(only ?? all));
          if (end === 'hangs') return new Promise(() => {});
          gone.resolve('SIGSEGV');
          return Promise.reject(new HearthError('bridge.closed', {}));
        }) as never,
      },
    };
    launched.push(worker);
    return Promise.resolve(worker);
  };
  return { launch, launched, asked, problems, onProblem: (error: unknown) => void problems.push(error) };
}

describe('asking the runtime what it can use', () => {
  it('asks once where the worker answers, and hands it on alive', async () => {
    const { launch, launched, asked, onProblem, problems } = play(() => 'answers');
    const answer = await askRuntime(launch, onProblem);
    expect(answer).toMatchObject(answerOf(all));
    expect(answer!.worker).toBe(launched[0]);
    expect(launched[0]!.isKilled()).toBe(false);
    expect(asked).toEqual([undefined]);
    expect(problems).toEqual([]);
  });

  it('asks again where the worker was ended by chance, so that a device is not lost until the next start', async () => {
    const { launch, launched, onProblem, problems } = play((turn) => (turn === 0 ? 'dies' : 'answers'));
    const answer = await askRuntime(launch, onProblem);
    expect(answer).toMatchObject(answerOf(all));
    expect(answer!.worker).toBe(launched[1]);
    expect(problems).toEqual([expect.objectContaining({ code: 'worker.lost', about: { signal: 'SIGSEGV' } })]);
  });

  it('blames the one provider that takes its process down, and keeps the others', async () => {
    const { launch, launched, onProblem } = play((_, only) => (only.includes('cuda') ? 'dies' : 'answers'));
    const answer = await askRuntime(launch, onProblem);
    expect(answer!.executionProviders.find(({ name }) => name === 'cpu')).toEqual({ name: 'cpu', usable: true, reason: null });
    expect(answer!.executionProviders.find(({ name }) => name === 'cuda')).toEqual({ name: 'cuda', usable: false, reason: 'took its process down (SIGSEGV)' });
    expect(answer!.executionProviders.map(({ name }) => name).sort()).toEqual([...all].sort());
    expect(answer!.integerArithmetic).toEqual(exact);
    expect(launched.filter(({ isKilled }) => !isKilled())).toEqual([answer!.worker]);
  });

  it('does not wait for one that hangs', async () => {
    const { launch, onProblem } = play((_, only) => (only.includes('webgpu') ? 'hangs' : 'answers'));
    const answer = await askRuntime(launch, onProblem, 20);
    expect(answer!.executionProviders.find(({ name }) => name === 'webgpu')).toEqual({ name: 'webgpu', usable: false, reason: 'does not answer' });
    expect(answer!.executionProviders.find(({ name }) => name === 'cpu')!.usable).toBe(true);
  });

  it('says that the CPU\'s arithmetic is unknown where only others lived, and nothing at all where none did', async () => {
    const without = await askRuntime(play((_, only) => (only.includes('cpu') ? 'dies' : 'answers')).launch, () => {});
    expect(without!.integerArithmetic).toBeNull();
    const dead = play(() => 'dies');
    expect(await askRuntime(dead.launch, dead.onProblem)).toBeNull();
    expect(dead.problems).toHaveLength(2 + all.length);
    expect(await askRuntime(() => Promise.reject(new HearthError('bridge.closed', {})), () => {})).toBeNull();
  });
});
