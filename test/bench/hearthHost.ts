import { startHost } from '../../electron/programs/host/startHost.ts';
import { forkBuilt } from '../support/programs.ts';
import { bundledModelFolders, version } from '../../electron/programs/cli/places.ts';
import { practiceArgs } from '../../electron/programs/cli/startCommand.ts';

/** What the bench tells this program over its IPC channel. */
export type HostOrder = { readonly kind: 'sendJobs'; readonly jobs: number } | { readonly kind: 'stop' };
/** What it answers. */
export type HostNote = { readonly kind: 'started' } | { readonly kind: 'failed'; readonly reason: string };

/**
 * Hearth as `npm start -- --headless --rate 0` runs it, plus one thing the product's command line lacks: orders on demand. A program of its own,
 * so that the bench's memory and CPU time are not taken for the host's.
 *
 * Arguments: the data folder, then the names of the models to offer; none offers all that come with Hearth.
 */
const [dataFolder, ...names] = process.argv.slice(2);
const tell = (note: HostNote): void => void process.send?.(note);
try {
  const host = await startHost({
    dataFolder: dataFolder!, version, page: { port: 0 }, practice: [...practiceArgs, '--rate', '0'], providerArgs: ['--no-self-test'],
    modelFolders: bundledModelFolders.filter((folder) => names.length === 0 || names.some((name) => folder.endsWith(name))),
    // The programs as `npm start` runs them; test/bench/run.ts has built them.
    createFork: forkBuilt,
    onFatal: (error) => tell({ kind: 'failed', reason: error.message }),
    onQuit: () => void stop(),
  });
  const stop = async (): Promise<void> => {
    await host.stop();
    process.exit(0);
  };
  process.on('message', (order: HostOrder) => {
    if (order.kind === 'stop') return void stop();
    host.broker.sendJobs(order.jobs).catch((error: unknown) => tell({ kind: 'failed', reason: error instanceof Error ? error.message : 'orders were not sent' }));
  });
  process.on('disconnect', () => void stop());
  tell({ kind: 'started' });
} catch (error) {
  tell({ kind: 'failed', reason: error instanceof Error ? error.message : 'it did not start' });
  process.exit(1);
}
