import { describe, expect, it } from 'vitest';
import type { Launch } from '../../../../electron/programs/provider/deviceSide.ts';
import { openModelSide, reopenModels } from '../../../../electron/programs/provider/modelSide.ts';
import type { WorkerProcess } from '../../../../electron/services/jobs/workers.ts';
import { HearthError } from '../../../../electron/shared/errors.ts';
import { reasonOf } from '../../../../electron/shared/reasons.ts';

/** Workers that open a folder or end, by how often that was tried. */
function play(endOf: (folder: string, turn: number) => string | null) {
  const tried = new Map<string, number>();
  const launch: Launch = () => {
    const gone = Promise.withResolvers<string>();
    return Promise.resolve({
      gone: gone.promise, canRead: () => true, readWaits: () => new Map(), kill: () => Promise.resolve(),
      client: {
        ask: (_: string, { folder: path }: { folder: string }) => {
          const folder = path.split('/').at(-1)!;
          const turn = (tried.get(folder) ?? 0) + 1;
          tried.set(folder, turn);
          const end = endOf(folder, turn);
          if (end === null) return Promise.resolve({ modelId: `0x${folder.length.toString(16).padStart(64, '0')}`, name: folder, title: folder, kind: 'generate', numericClass: 'f32-tol', sizeBytes: 1, weightBits: 32 });
          gone.resolve(end);
          return Promise.reject(new HearthError('bridge.closed', {}));
        },
      },
    } as unknown as WorkerProcess);
  };
  return { launch, tried };
}
const options = { threads: 1, cheat: null, onProblem: () => {} };

describe('models at the start', () => {
  it('are opened again where their worker was ended by another hand', async () => {
    const { launch, tried } = play((folder, turn) => (folder === 'aa' && turn === 1 ? 'SIGKILL' : null));
    const side = await openModelSide(['/aa', '/bbb'], launch, null, options);
    expect(side.models.map(({ name, state }) => [name, state])).toEqual([['aa', 'ready'], ['bbb', 'ready']]);
    expect(Object.fromEntries(tried)).toEqual({ aa: 2, bbb: 1 });
  });

  it('count as damaged where it happens twice, and at once where the worker stopped itself for them', async () => {
    const { launch, tried } = play((folder) => (folder === 'aa' ? 'SIGSEGV' : folder === 'bbb' ? reasonOf('end.memory', 900, 800) : null));
    const side = await openModelSide(['/aa', '/bbb', '/cccc'], launch, null, options);
    expect(side.models.map(({ name, state }) => [name, state])).toEqual([['aa', 'corrupt'], ['bbb', 'corrupt'], ['cccc', 'ready']]);
    expect(Object.fromEntries(tried)).toEqual({ aa: 2, bbb: 1, cccc: 1 });
  });

  it('that could not be opened for a reason that may pass are tried again, and offered once they open', async () => {
    const { launch } = play((folder, turn) => (folder === 'aa' && turn <= 3 ? (turn === 3 ? 'exit 137' : 'SIGKILL') : folder === 'bbb' ? 'SIGSEGV' : null));
    const side = await openModelSide(['/aa', '/bbb'], launch, null, options);
    expect(await side.reopen()).toBe(0);
    expect(side.models.map(({ name, state }) => [name, state])).toEqual([['aa', 'corrupt'], ['bbb', 'corrupt']]);
    const opened: number[] = [];
    await reopenModels(side, (count) => void opened.push(count), new AbortController().signal, 1);
    expect(opened).toEqual([1]);
    expect(side.models.map(({ name, state }) => [name, state])).toEqual([['bbb', 'corrupt'], ['aa', 'ready']]);
    expect([...side.offered.values()]).toHaveLength(1);
    expect(await side.reopen()).toBeNull();
  });

  it('are not tried again where their owner took them away, nor more often than some times', async () => {
    const { launch, tried } = play(() => 'SIGKILL');
    const side = await openModelSide(['/aa', '/bbb'], launch, null, options);
    side.close('/bbb');
    await reopenModels(side, () => {}, new AbortController().signal, 1);
    expect(side.models.map(({ name, state }) => [name, state])).toEqual([['aa', 'corrupt']]);
    expect(Object.fromEntries(tried)).toEqual({ aa: 2 + 6, bbb: 2 });
  });
});
