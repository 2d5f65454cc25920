import { describe, expect, it } from 'vitest';
import { createFleetSide } from '../../../../electron/programs/provider/fleetSide.ts';
import { settingsShape, type Settings } from '../../../../electron/services/settings/settings.ts';
import { HearthError } from '../../../../electron/shared/errors.ts';
import type { FleetSaid } from '../../../../electron/shared/fleet.ts';
import { sampleFleet } from '../../../support/rigSamples.ts';

const said = sampleFleet()[0]!.said!;
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function open(ask: (folder: string) => Promise<FleetSaid>, kept: Partial<Settings> = {}) {
  let settings = settingsShape.parse({ version: 1, devices: {}, practiceJobsPerMinute: null, ...kept });
  let nowMs = 1_000_000;
  const side = createFleetSide({ dataFolder: '/own', settings: { read: () => settings, write: (change) => (settings = settingsShape.parse({ ...settings, ...change })) }, ask, readPageAddress: () => Promise.resolve({ address: null }), nowMs: () => nowMs });
  const read = async () => {
    (side.readFleet as () => unknown)();
    await settled();
    return (side.readFleet as () => { nodes: ReturnType<typeof sampleFleet> })().nodes;
  };
  return { side, read, fleet: () => settings.fleet, pass: (ms: number) => (nowMs += ms) };
}

describe('the nodes of one operator', () => {
  it('are asked each by itself: one that hangs holds up none, one that fell silent keeps what it said and since when', async () => {
    let isDown = false;
    const asked: string[] = [];
    const { read, pass, fleet } = open((folder) => {
      asked.push(folder);
      if (folder === '/hangs') return new Promise(() => {});
      return isDown && folder === '/attic' ? Promise.reject(new HearthError('host.notRunning', { dataFolder: folder })) : Promise.resolve(said);
    }, { fleet: [{ folder: '/attic', heardAtMs: null }, { folder: '/hangs', heardAtMs: 5 }] });
    expect((await read()).map(({ folder, isOwn, state, heardAtMs, silentSinceMs }) => [folder, isOwn, state, heardAtMs, silentSinceMs])).toEqual([['/own', true, 'answers', 1_000_000, null], ['/attic', false, 'answers', 1_000_000, null], ['/hangs', false, 'asking', 5, null]]);
    expect(asked).toEqual(['/own', '/attic', '/hangs']);
    isDown = true;
    pass(4000);
    expect((await read())[1]).toMatchObject({ state: 'silent', heardAtMs: 1_000_000, silentSinceMs: 1_004_000, failure: { code: 'host.notRunning' }, said });
    pass(60_000);
    expect((await read())[1]).toMatchObject({ silentSinceMs: 1_004_000 });
    // So that a restart does not call it never heard.
    expect(fleet()).toEqual([{ folder: '/attic', heardAtMs: 1_000_000 }, { folder: '/hangs', heardAtMs: 5 }]);
    isDown = false;
    pass(4000);
    expect((await read())[1]).toMatchObject({ state: 'answers', silentSinceMs: null, failure: null });
  });

  it('are kept by whole paths, each once and this one never', () => {
    const { side, fleet } = open(() => Promise.resolve(said), { fleet: [{ folder: '/attic', heardAtMs: 7 }] });
    const set = (folders: string[]): unknown => (side.setFleet as (input: { folders: string[] }) => unknown)({ folders });
    expect(() => set(['rigs/one'])).toThrow(expect.objectContaining({ code: 'usage.invalid' }));
    expect(fleet()).toHaveLength(1);
    set(['/attic', '/cellar/', '/cellar', '/own']);
    expect(fleet()).toEqual([{ folder: '/attic', heardAtMs: 7 }, { folder: '/cellar', heardAtMs: null }]);
    set([]);
    expect(fleet()).toEqual([]);
  });
});
