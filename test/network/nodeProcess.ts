import { bundledModelFolders } from '../../electron/programs/cli/places.ts';
import { startHost } from '../../electron/programs/host/startHost.ts';
import { forkBuilt } from '../support/programs.ts';

/** One real node of a test network, as a process that can be killed with all its programs: `node nodeProcess.ts DATA PRACTICE_FILE`. */
const [dataFolder, practiceFile] = process.argv.slice(2);
const end = (code: number) => (): never => process.exit(code);
const host = await startHost({
  dataFolder: dataFolder!, version: '0.0.0-testnet', createFork: forkBuilt, modelFolders: bundledModelFolders, page: null, join: practiceFile!, practice: null,
  // Devices are not tested at the start, which would be all this machine does for minutes.
  providerArgs: ['--threads', '1', '--polling-ms', '1000', '--anchor-every-ms', '2000', '--no-self-test'],
  onFatal: end(1), onQuit: end(0), log: (line) => process.stdout.write(`${line}\n`),
});
process.once('SIGTERM', () => void host.stop().then(end(0), end(1)));
