import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { z } from 'zod';
import type { Port } from '../../shared/bridgeKit.ts';
import { reasonOf } from '../../shared/reasons.ts';
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
 * Electron's executable does not run as Node (its fuse is off): there {@link readSystemApart} does the same in a utility process.
 */
export function readSystem(timeoutMs = 15_000, source = childSource): Promise<SystemAnswer> {
  const library = createRequire(import.meta.url).resolve('systeminformation');
  return new Promise((resolve) => {
    const options = { timeout: timeoutMs, killSignal: 'SIGKILL', maxBuffer: 4 << 20, windowsHide: true } as const;
    execFile(process.execPath, ['-e', source, library], options, (error, stdout, stderr) => {
      if (error?.killed) return resolve(tooLate(timeoutMs));
      if (error) return resolve(notAsked(stderr.trim().split('\n').at(-1) || error.message));
      resolve(parseReading(() => JSON.parse(stdout) as unknown));
    });
  });
}

/** A reader that was started for this: programs/systemReader.ts. */
export type SystemReader = { readonly port: Pick<Port, 'post' | 'onMessage'>; readonly gone: Promise<string>; kill(): Promise<void> };

/** As {@link readSystem}, in a process that somebody else starts. It is killed in any case: one that hangs hangs for minutes. */
export async function readSystemApart(start: () => Promise<SystemReader>, timeoutMs = 15_000): Promise<SystemAnswer> {
  let reader: SystemReader | null = null;
  const late = Promise.withResolvers<SystemAnswer>();
  const timer = setTimeout(() => late.resolve(tooLate(timeoutMs)), timeoutMs);
  try {
    const started = (reader = await start());
    const answered = new Promise<SystemAnswer>((resolve) => started.port.onMessage((message) => resolve(parseAnswer(message))));
    started.port.post('read');
    return await Promise.race([answered, started.gone.then((how) => notAsked(`the reader ended (${how})`)), late.promise]);
  } catch (error) {
    return notAsked(error instanceof Error ? error.message : 'fault');
  } finally {
    clearTimeout(timer);
    void reader?.kill().catch(() => undefined);
  }
}

const tooLate = (timeoutMs: number): SystemAnswer => ({ reading: null, reason: reasonOf('system.late', timeoutMs / 1000) });
const notAsked = (why: string): SystemAnswer => ({ reading: null, reason: reasonOf('system.unasked', why.slice(0, 200)) });
const failedShape = z.strictObject({ failed: z.string().max(200) });
function parseAnswer(message: unknown): SystemAnswer {
  const failed = failedShape.safeParse(message);
  return failed.success ? notAsked(failed.data.failed) : parseReading(() => message);
}

function parseReading(read: () => unknown): SystemAnswer {
  try {
    return { reading: systemReadingShape.parse(read()), reason: null };
  } catch {
    return { reading: null, reason: reasonOf('system.unclear') };
  }
}
