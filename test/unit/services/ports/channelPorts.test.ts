import { describe, expect, it } from 'vitest';
import { splitPort } from '../../../../electron/services/ports/channelPorts.ts';
import { connectBridge, type Port } from '../../../../electron/shared/bridgeKit.ts';
import { workerBridge } from '../../../../electron/shared/workerBridge.ts';

function play() {
  let hear: (message: unknown) => void = () => {};
  const posted: unknown[] = [];
  const port: Port = { post: (message) => void posted.push(message), onMessage: (listener) => void (hear = listener), onClose: () => {}, close: () => {} };
  return { port, posted, hear: (message: unknown) => hear(message) };
}

describe('channels over one port', () => {
  it('tell of a far program that ended before its channel was opened, so that nobody waits for it for ever', async () => {
    const { port, hear } = play();
    const channels = splitPort(port);
    hear({ channel: 'worker-1', closed: 'SIGKILL' });
    const gone = Promise.withResolvers<string>();
    const client = connectBridge(workerBridge, channels.open('worker-1', gone.resolve));
    const asked = client.ask('probe', {});
    expect(await gone.promise).toBe('SIGKILL');
    await expect(asked).rejects.toMatchObject({ code: 'bridge.closed' });
    await expect(client.ask('probe', {})).rejects.toMatchObject({ code: 'bridge.closed' });
  });

  it('know such an end of its own channel alone, and once', async () => {
    const { port, hear, posted } = play();
    const channels = splitPort(port);
    hear({ channel: 'worker-1', closed: 'SIGKILL' });
    const ends: string[] = [];
    channels.open('worker-2', (how) => void ends.push(`2 ${how}`));
    channels.open('worker-1', (how) => void ends.push(`1 ${how}`));
    await Promise.resolve();
    expect(ends).toEqual(['1 SIGKILL']);
    const again = channels.open('worker-1', (how) => void ends.push(`again ${how}`));
    again.post('still there');
    await Promise.resolve();
    expect(ends).toEqual(['1 SIGKILL']);
    expect(posted).toEqual([{ channel: 'worker-1', message: 'still there' }]);
  });

  it('forget ends that nobody asked about, beyond some', async () => {
    const { port, hear } = play();
    const channels = splitPort(port);
    for (let i = 0; i < 200; i++) hear({ channel: `worker-${i}`, closed: 'SIGKILL' });
    const ends: string[] = [];
    for (let i = 0; i < 200; i++) channels.open(`worker-${i}`, () => void ends.push(`worker-${i}`));
    await Promise.resolve();
    expect(ends).toHaveLength(64);
    expect(ends.at(-1)).toBe('worker-199');
  });
});
