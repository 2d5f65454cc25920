import { join } from 'node:path';
import { createNodeFork } from '../../electron/services/broker/nodeFork.ts';
import type { Fork } from '../../electron/services/broker/broker.ts';

export const repository = join(import.meta.dirname, '../..');
/** The programs as they are shipped, which the suites of real programs build first (test/support/buildFirst.ts). From source each start costs three times the processor time. */
export const builtPrograms = join(repository, 'out/main');
export const cli = join(builtPrograms, 'cli.js');

export const forkBuilt = (log: (line: string) => void = () => {}): Fork => createNodeFork(builtPrograms, 'js', log);
