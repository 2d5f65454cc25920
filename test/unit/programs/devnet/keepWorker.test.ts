import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { keepWorker } from '../../../../electron/programs/devnet/keepWorker.ts';
import type { Fork } from '../../../../electron/services/broker/broker.ts';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));
function modelsFolder(...names: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-keep-worker-'));
  folders.push(folder);
  for (const name of names) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'manifest.json'), '{}');
  }
  return folder;
}

/** Workers that load what they are asked, or end instead. */
function play(endsAt: (worker: number, loads: number) => boolean) {
  const workers: { isAlive: boolean; end(): void }[] = [];
  const fork: Fork = () => {
    let hear: (message: unknown) => void = () => {};
    const closers: (() => void)[] = [];
    const gone = Promise.withResolvers<string>();
    const number = workers.length;
    let loads = 0;
    const worker = {
      isAlive: true,
      end() {
        worker.isAlive = false;
        gone.resolve('SIGKILL');
        for (const close of closers) close();
      },
    };
    workers.push(worker);
    return {
      port: {
        post: (message) => queueMicrotask(() => {
          const { id, input } = message as { id: number; input: { folder: string } };
          if (endsAt(number, ++loads)) return worker.end();
          const name = input.folder.split('/').at(-1)!;
          hear({ kind: 'refusal', id, failure: { code: 'model.notFound', about: { folder: name } } });
        }),
        onMessage: (listener) => void (hear = listener), onClose: (listener) => void closers.push(listener), close: () => {},
      },
      pid: 1, started: Promise.resolve(), kill: () => worker.end(), terminate: () => worker.end(), gone: gone.promise,
    };
  };
  return { fork, workers };
}

describe("the verifiers' worker", () => {
  it('is started once more where it ends while it loads, and no other beside it', async () => {
    const { fork, workers } = play((worker, loads) => worker === 0 && loads === 2);
    const kept = keepWorker(fork, modelsFolder('a', 'b'), () => {});
    // Nothing can be loaded here, which the second one says of its files.
    const asked = await Promise.allSettled([kept.ready(), kept.ready()]);
    expect(asked.map((one) => one.status === 'rejected' && (one.reason as { code: string }).code)).toEqual(['model.notFound', 'model.notFound']);
    expect(workers.map(({ isAlive }) => isAlive)).toEqual([false, false]);
  });

  it('that ends twice is a failure, and may be asked for again', async () => {
    const { fork, workers } = play(() => true);
    const kept = keepWorker(fork, modelsFolder('a'), () => {});
    await expect(kept.ready()).rejects.toMatchObject({ code: 'bridge.closed' });
    expect(workers).toHaveLength(2);
    await expect(kept.ready()).rejects.toMatchObject({ code: 'bridge.closed' });
    expect(workers).toHaveLength(4);
    await kept.stop();
    expect(workers.some(({ isAlive }) => isAlive)).toBe(false);
  });
});
