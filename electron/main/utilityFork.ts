import { join } from 'node:path';
import { utilityProcess, type UtilityProcess } from 'electron';
import type { Fork } from '../services/broker/broker.ts';
import { lowerPriority } from '../services/broker/confine.ts';
import { pickEnv } from '../services/broker/passedOn.ts';
import { readStop } from '../services/broker/stoppedWorker.ts';
import type { Port } from '../shared/bridgeKit.ts';

/**
 * Forks programs as utility processes: plain Node without a window. Only main may do so, which is why the provider asks.
 *
 * @param programsFolder  the built programs
 */
export function createUtilityFork(programsFolder: string, log: (line: string) => void): Fork {
  return (program, args, env) => {
    const child = utilityProcess.fork(join(programsFolder, `${program}.js`), [...args], {
      serviceName: `Hearth ${program}`, stdio: ['ignore', 'ignore', 'pipe'], env: { ...pickEnv(program, process.env), NODE_NO_WARNINGS: '1', ...env },
    });
    let stopped: string | null = null;
    child.stderr?.on('data', (chunk: Buffer) => {
      for (const line of chunk.toString('utf8').split('\n')) if (line.trim()) {
        stopped ??= program === 'worker' ? readStop(line) : null;
        log(`${program}: ${line.slice(0, 2000)}`);
      }
    });
    if (program === 'worker') child.once('spawn', () => child.pid !== undefined && lowerPriority(child.pid));
    const gone = new Promise<string>((resolve) => child.once('exit', (code) => resolve(stopped ?? `exit ${code}`)));
    const started = Promise.race([new Promise<void>((resolve) => child.once('spawn', resolve)), gone.then(() => undefined)]);
    return {
      port: utilityPort(child),
      started,
      // Known only once the process runs, so it is read each time.
      get pid() {
        return child.pid ?? null;
      },
      kill: () => killNow(child),
      terminate: () => void child.kill(),
      gone,
    };
  };
}

/** UtilityProcess.kill() asks; a worker inside a native call does not hear it. */
function killNow(child: UtilityProcess): void {
  if (child.pid === undefined) return void child.once('spawn', () => killNow(child));
  try {
    process.kill(child.pid, 'SIGKILL');
  } catch {
    // Gone already: its exit event is on the way.
  }
}

function utilityPort(child: UtilityProcess): Port {
  let isGone = false;
  child.once('exit', () => (isGone = true));
  return {
    post: (message) => {
      if (!isGone) child.postMessage(message);
    },
    onMessage: (listener) => {
      child.removeAllListeners('message');
      child.on('message', listener);
    },
    onClose: (listener) => void child.once('exit', listener),
    close: () => killNow(child),
  };
}
