import { spawn } from 'node:child_process';

/** A promise to logind that it waits with sleep until we are done, or for some seconds at most. */
export type SleepDelay = { release(): void };

/** What takes it, on systemd and on systems that have logind without it. */
const programs = ['systemd-inhibit', 'elogind-inhibit'] as const;
const taken = 'taken\n';
/** Says so once logind has agreed, and holds it for as long as our end of the pipe is open: should we be killed, it ends too. */
const holdScript = `printf '${taken.replace('\n', '\\n')}'; exec cat >/dev/null`;

/**
 * Takes a delay inhibitor. logind hands it out as a file descriptor, which a socket of Node's cannot receive; its own small program can. Costs one
 * process that waits on a pipe.
 *
 * @param env  where the bus is, when not in its usual place
 * @returns  null: neither program is here, or logind did not agree
 * @source  https://systemd.io/INHIBITOR_LOCKS
 */
export async function takeSleepDelay(why: string, env: NodeJS.ProcessEnv = process.env): Promise<SleepDelay | null> {
  for (const program of programs) {
    const delay = await takeWith(program, why, env);
    if (delay) return delay;
  }
  return null;
}

function takeWith(program: string, why: string, env: NodeJS.ProcessEnv): Promise<SleepDelay | null> {
  const child = spawn(program, ['--what=sleep', '--mode=delay', '--who=Hearth', `--why=${why}`, 'sh', '-c', holdScript], { stdio: ['pipe', 'pipe', 'ignore'], env });
  const release = (): void => void child.stdin.end();
  child.stdin.on('error', () => undefined);
  return new Promise((resolve) => {
    let said = '';
    child.once('error', () => resolve(null));
    child.once('exit', () => resolve(null));
    child.stdout.on('data', (bytes: Buffer) => {
      said = `${said}${bytes.toString('latin1')}`.slice(0, taken.length);
      if (said !== taken) return;
      // Hearth may end while it is held.
      child.unref();
      for (const stream of [child.stdin, child.stdout]) (stream as unknown as { unref(): void }).unref();
      resolve({ release });
    });
  });
}
