import { describe, expect, it, vi } from 'vitest';
import { createPortPair } from '../../../electron/services/ports/portPair.ts';
import { formatTrayStatus, type TrayState } from '../../../electron/main/trayMenu.ts';
import { watchProvider } from '../../../electron/main/watchProvider.ts';
import { pageBridge } from '../../../electron/shared/bridge.ts';
import { serveBridge, type Handlers, type Port } from '../../../electron/shared/bridgeKit.ts';
import type { JobSummary, Status } from '../../../electron/shared/shapes.ts';
import { soon } from '../../support/soon.ts';

const status = (state: Status['state']): Status => ({ state, about: {}, action: null, sinceMs: 1 });
const running = { jobId: `0x${'1'.repeat(64)}`, kind: 'classify', stage: 'running', modelId: `0x${'2'.repeat(64)}`, modelName: 'digits', deviceId: 'cpu', client: `0x${'3'.repeat(40)}`, admittedAtMs: 1, finishedAtMs: null, unitsDone: 0, unitsMax: 1, attempts: 1, priceWei: 1n, payoutWei: null, verdict: null, failure: null } as const satisfies JobSummary;

/** A provider that answers every command with nothing and remembers its name. */
function fakeProvider() {
  const asked: string[] = [];
  const handlers = Object.fromEntries(Object.keys(pageBridge.commands).map((name) => [name, () => (asked.push(name), {})])) as unknown as Handlers<typeof pageBridge>;
  const server = serveBridge(pageBridge, handlers, () => 'test');
  return { asked, server, ports: [] as Port[] };
}

function watch() {
  const provider = fakeProvider();
  const states: TrayState[] = [];
  const onReadyToQuit = vi.fn();
  const watched = watchProvider((port) => {
    provider.ports.push(port);
    provider.server.attach(port);
  }, { onState: (state) => states.push(state), onReadyToQuit, retryMs: 5 });
  return { provider, states, onReadyToQuit, watched };
}

describe('watchProvider', () => {
  it('hears the topics the tray shows', async () => {
    const { provider, states } = watch();
    provider.server.publish('status', status('idle'));
    await soon(() => expect(states.at(-1)?.status?.state).toBe('idle'));
  });

  it('forgets what a dead provider said and listens to the next one', async () => {
    const { provider, states } = watch();
    provider.server.publish('status', status('working'));
    await soon(() => expect(states.at(-1)?.status?.state).toBe('working'));
    provider.ports[0]?.close();
    expect(formatTrayStatus(states.at(-1)!)).toBe('Hearth: starting');
    await soon(() => expect(states.at(-1)?.status?.state).toBe('working'));
    expect(provider.ports).toHaveLength(2);
  });

  it('quits after the current job and leaves no pause behind', async () => {
    const { provider, states, watched, onReadyToQuit } = watch();
    provider.server.publish('jobs', [running]);
    await soon(() => expect(states.at(-1)?.jobs).toHaveLength(1));
    await watched.finishThenQuit();
    expect(provider.asked).toEqual(['pause']);
    expect(onReadyToQuit).not.toHaveBeenCalled();
    provider.server.publish('jobs', [{ ...running, stage: 'delivered' }]);
    await soon(() => expect(onReadyToQuit).toHaveBeenCalled());
    await watched.stop();
    expect(provider.asked).toEqual(['pause', 'resume']);
  });

  it("keeps the owner's own pause", async () => {
    const { provider, states, watched, onReadyToQuit } = watch();
    provider.server.publish('status', status('paused'));
    await soon(() => expect(states.at(-1)?.status?.state).toBe('paused'));
    await watched.finishThenQuit();
    await watched.stop();
    expect(onReadyToQuit).toHaveBeenCalledOnce();
    expect(provider.asked).toEqual([]);
  });
});

describe('createPortPair', () => {
  it('keeps messages until they are heard, copies them, and closes both ends once', async () => {
    const [near, far] = createPortPair();
    const sent = { list: [1] };
    near.post(sent);
    sent.list.push(2);
    await Promise.resolve();
    const heard: unknown[] = [];
    far.onMessage((message) => heard.push(message));
    expect(heard).toEqual([{ list: [1] }]);
    const onClose = vi.fn();
    near.onClose(onClose);
    far.onClose(onClose);
    far.close();
    near.close();
    near.post('late');
    await Promise.resolve();
    expect(onClose).toHaveBeenCalledTimes(2);
    expect(heard).toHaveLength(1);
  });
});
