import { expect, it } from 'vitest';
import { createUpdateSide } from '../../../../electron/programs/provider/updateSide.ts';
import { createBroker, type Fork } from '../../../../electron/services/broker/broker.ts';
import { createPortPair } from '../../../../electron/services/ports/portPair.ts';
import { connectBridge } from '../../../../electron/shared/bridgeKit.ts';
import { brokerBridge } from '../../../../electron/shared/brokerBridge.ts';
import type { NoticeKind } from '../../../../electron/shared/notices.ts';
import { noUpdates, type UpdateAct, type Updates } from '../../../../electron/shared/updates.ts';

/** A provider on one end of a real broker's port. */
function world(onUpdateAct?: (act: UpdateAct) => void) {
  const [far, near] = createPortPair();
  const fork: Fork = (name) => ({ port: name === 'provider' ? far : createPortPair()[0], pid: 1, started: Promise.resolve(), kill: () => undefined, terminate: () => undefined, gone: new Promise(() => undefined) });
  const broker = createBroker(fork, { dataFolder: '/data', devnetArgs: null, providerArgs: [], onFatal: () => undefined, onQuit: () => undefined, readMemoryBytes: () => null, log: () => undefined, nowMs: Date.now, ...(onUpdateAct ? { onUpdateAct } : {}) });
  broker.start();
  const told: { kind: NoticeKind; about: object | undefined }[] = [];
  const keys = new Set<string>();
  const side = createUpdateSide(connectBridge(brokerBridge, near), {
    onChanged: () => undefined,
    notices: { raise: (kind, about) => void told.push({ kind, about }), raiseOnce: (all) => all.forEach(({ key, kind, about }) => (keys.has(key) || kind === null ? undefined : (keys.add(key), told.push({ kind, about })))) },
  });
  return { broker, side, told };
}
const ask = { signal: new AbortController().signal };
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

it('says that a Hearth without a window does not update itself, and refuses to be asked', async () => {
  const { side } = world();
  await settled();
  expect(side.updates().off).toBe('headless');
  await expect(side.actions.actOnUpdate({ act: { kind: 'install' } }, ask)).rejects.toMatchObject({ code: 'update.off' });
});

it('hands what the owner asks to the shell, and tells what came of it once', async () => {
  const asked: UpdateAct[] = [];
  const { broker, side, told } = world((act) => asked.push(act));
  const say = async (change: Partial<Updates>): Promise<void> => {
    broker.tellUpdates({ ...noUpdates(null), ...change });
    await settled();
  };
  await say({ state: 'ready', version: '0.2.0' });
  await side.actions.actOnUpdate({ act: { kind: 'install' } }, ask);
  expect(asked).toEqual([{ kind: 'install' }]);
  await say({ state: 'waiting', version: '0.2.0' });
  await say({ state: 'ready', version: '0.2.0' });
  await say({ problem: { why: 'signature', version: null, atMs: 5 } });
  await say({ problem: { why: 'signature', version: null, atMs: 5 }, state: 'checking' });
  // A network that is away is no refusal.
  await say({ problem: { why: 'unreachable', version: null, atMs: 6 } });
  await say({ rolledBack: { from: '0.2.0', to: '0.1.0', atMs: 7 } });
  await say({ rolledBack: { from: '0.2.0', to: '0.1.0', atMs: 7 }, state: 'checking' });
  expect(told.map(({ kind }) => kind)).toEqual(['updateReady', 'updateRefused', 'updateRolledBack']);
  expect(told[2]?.about).toEqual({ from: '0.2.0', to: '0.1.0' });
});
