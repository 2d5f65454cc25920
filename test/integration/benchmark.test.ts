import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../support/runCommand.ts';
import { openPayingClient, type PayingClient } from '../support/payingClient.ts';
import { startHearth, type Hearth } from '../support/runningHearth.ts';
import { until } from '../support/until.ts';
import { cli, repository } from '../support/programs.ts';

/** A Hearth that tests its devices by itself, as a person's does. */
let hearth: Hearth;
let client: PayingClient;
const stateOf = () => hearth.seen.benchmarks?.find(({ deviceId }) => deviceId === 'cpu');
const hearthCommand = (...words: string[]) => runCommand(process.execPath, [cli, ...words, '--data', hearth.dataFolder], { limitMs: 240_000, cwd: repository });

beforeAll(async () => {
  hearth = await startHearth({ isSelfTesting: true });
  await hearth.waitUntilReady();
  client = await openPayingClient(hearth);
});
afterAll(async () => {
  await client?.close();
  await hearth?.stop();
});

describe('a device that was never seen', () => {
  it('is tested by itself against another instruction set, while jobs go on, and its figures are kept over restarts', async () => {
    // On a slow chain it may be over before the client is there.
    await until('the test runs', () => ['running', 'done'].includes(stateOf()?.state ?? ''));
    expect((await client.run(client.build(client.digit()))).kind).toBe('result');
    await until('the test is done', () => stateOf()?.state === 'done', 200_000);
    const { latest } = stateOf()!;
    expect(latest).toMatchObject({ verdict: 'sound', executionProvider: 'cpu' });
    expect(latest!.checks.filter(({ state }) => state === 'passed').map(({ name }) => name)).toEqual(expect.arrayContaining(['sketches', 'tokens']));
    const ember = latest!.speeds.find(({ kind }) => kind === 'generate')!;
    expect(ember.prefillPerSecond).toBeGreaterThan(ember.decodePerSecond!);
    expect(ember.decodePerSecond).toBeGreaterThan(0);
    hearth.kill('provider');
    await until('it is back', () => hearth.seen.about?.programs.some(({ name, restarts }) => name === 'provider' && restarts === 1) && stateOf()?.state === 'done');
    expect(stateOf()!.latest).toEqual(latest);
  });

  it('is tested again when its owner asks, with an exit code, and shown among the devices', async () => {
    const bench = await hearthCommand('bench', '--device', 'cpu', '--json');
    expect(bench.status).toBe(0);
    expect(JSON.parse(bench.stdout)).toMatchObject([{ deviceId: 'cpu', state: 'done', latest: { verdict: 'sound' } }]);
    expect((await hearthCommand('bench', '--device', 'gpu-none')).status).toBe(2);
    expect((await hearthCommand('devices')).stdout).toMatch(/ember \d+ tokens\/s.*\(sound\)/);
  });

  it('stops when it is cancelled and when its owner pauses the device, and blames nobody', async () => {
    await hearth.ask('startBenchmark', { deviceId: 'cpu' });
    await until('it runs', () => stateOf()?.state === 'running');
    await hearth.ask('cancelBenchmark', {});
    await until('it was cancelled', () => stateOf()?.reason === 'test.cancelled');
    await hearth.ask('startBenchmark', { deviceId: 'cpu' });
    await until('it runs again', () => stateOf()?.state === 'running');
    await hearth.ask('pause', { minutes: 5, giveBack: 'kill' });
    await until('its owner took it', () => stateOf()?.state === 'failed');
    expect(hearth.seen.devices?.find(({ deviceId }) => deviceId === 'cpu')?.state).not.toBe('setAside');
    await hearth.ask('resume', {});
  });
});
