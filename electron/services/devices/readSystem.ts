import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { systemReadingShape, type SystemReading } from './deviceFacts.ts';

/** Runs in the child: nothing but systeminformation, its answer as one line of JSON. */
const childSource = `
const si = require(process.argv[1]);
Promise.all([si.graphics(), si.cpu(), si.mem()]).then(
  ([graphics, cpu, memory]) => process.stdout.write(JSON.stringify({ controllers: graphics?.controllers ?? [], cpu, memory })),
  (error) => { process.stderr.write(String(error)); process.exit(1); },
);`;

export type SystemAnswer = { readonly reading: SystemReading; readonly reason: null } | { readonly reading: null; readonly reason: string };

/**
 * Asks systeminformation for graphics, processor and memory; at most `timeoutMs`, then says so.
 *
 * In a process of its own, killed when late: it calls nvidia-smi *synchronously*, and a card that has fallen off its bus makes that
 * hang for minutes. In the provider it would stop every job; in a worker thread it would still hold up the exit (measured).
 * Under Electron this needs the executable to run as Node, so the fuse that forbids it must come with another way to start this.
 */
export function readSystem(timeoutMs = 15_000, source = childSource): Promise<SystemAnswer> {
  const library = createRequire(import.meta.url).resolve('systeminformation');
  return new Promise((resolve) => {
    const options = { timeout: timeoutMs, killSignal: 'SIGKILL', maxBuffer: 4 << 20, windowsHide: true, env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } } as const;
    execFile(process.execPath, ['-e', source, library], options, (error, stdout, stderr) => {
      if (error?.killed) return resolve({ reading: null, reason: `the system did not answer within ${timeoutMs / 1000} s` });
      if (error) return resolve({ reading: null, reason: `the system could not be asked: ${(stderr.trim().split('\n').at(-1) || error.message).slice(0, 200)}` });
      resolve(parseReading(stdout));
    });
  });
}

function parseReading(text: string): SystemAnswer {
  try {
    return { reading: systemReadingShape.parse(JSON.parse(text)), reason: null };
  } catch {
    return { reading: null, reason: 'the system answered in a form that could not be read' };
  }
}
