import { connect, createServer, type Socket } from 'node:net';

/**
 * A line that takes time, where the kernel has no netem: `node slowLineChild.ts TARGET_IP MS JITTER_MS PORT…` listens at each port + 10000 and carries every connection to that port of the target.
 * Each piece arrives `MS` and up to `JITTER_MS` more after it was sent, in order, in both directions; opening takes there and back.
 */
const [target, ms, jitterMs, ...ports] = process.argv.slice(2) as [string, string, string, ...string[]];
const bufferBytes = 4 * 1024 * 1024;
const delayMs = (): number => Number(ms) + Math.random() * Number(jitterMs);

function carry(from: Socket, to: Socket): void {
  const waiting: { readonly dueMs: number; readonly act: () => void }[] = [];
  let held = 0;
  const release = (): void => {
    while (waiting[0] && waiting[0].dueMs <= Date.now()) waiting.shift()!.act();
    if (waiting[0]) setTimeout(release, waiting[0].dueMs - Date.now());
  };
  const later = (act: () => void): void => {
    waiting.push({ dueMs: Math.max(waiting.at(-1)?.dueMs ?? 0, Date.now() + delayMs()), act });
    if (waiting.length === 1) release();
  };
  from.on('data', (data) => {
    held += data.length;
    if (held > bufferBytes) from.pause();
    later(() => {
      held -= data.length;
      if (!to.destroyed) to.write(data);
      if (held <= bufferBytes) from.resume();
    });
  });
  from.on('end', () => later(() => to.end()));
  from.on('close', () => later(() => to.destroy()));
  from.on('error', () => {});
}

for (const port of ports) {
  createServer({ allowHalfOpen: true, noDelay: true, pauseOnConnect: true }, (near) => {
    setTimeout(() => {
      const far = connect({ host: target, port: Number(port), allowHalfOpen: true, noDelay: true });
      carry(near, far);
      carry(far, near);
      near.resume();
    }, 2 * delayMs());
  }).listen(Number(port) + 10_000, '0.0.0.0', () => process.stdout.write(`port ${port} takes ${ms} to ${Number(ms) + Number(jitterMs)} ms each way\n`));
}
