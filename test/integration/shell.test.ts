import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageBridge, type PageBridge } from '../../electron/shared/bridge.ts';
import { connectBridge, type BridgeClient } from '../../electron/shared/bridgeKit.ts';
import { startFakeBus, type FakeBus } from '../support/fakeBus.ts';
import { repository } from '../support/programs.ts';
import { isAlive, newFolder } from '../support/runningHearth.ts';
import { until } from '../support/until.ts';

/** The built shell with all its programs, as real processes, around a played Electron (test/fixtures/shell): what main does with what it decides. */
type Look = { readonly tray: string[]; readonly tip: string; readonly windows: { address: string; shown: number; progress: number | null }[]; readonly badge: number; readonly errors: string[]; readonly schemes: string[]; readonly isSandboxed: boolean; readonly banners: { title: string }[] };
type Shell = {
  readonly child: ChildProcess;
  act(act: string, value?: unknown): Promise<unknown>;
  look(): Promise<Look>;
  /** Connects as the page would, from a frame of this address. */
  connect(url: string): Promise<BridgeClient<PageBridge>>;
};
const started: ChildProcess[] = [];
const keyring = randomBytes(32).toString('hex');
const pageUrl = 'hearth-app://page/';

function startShell(dataFolder: string, keys = keyring): Shell {
  const child = fork(join(repository, 'test/fixtures/shell/runShell.ts'), ['--data', dataFolder], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'], env: { ...process.env, FAKE_KEYRING: keys, DBUS_SESSION_BUS_ADDRESS: bus.address, NODE_NO_WARNINGS: '1' } });
  started.push(child);
  let next = 0;
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let hear: (message: unknown) => void = () => {};
  let closed: () => void = () => {};
  child.on('message', (message: { id?: number; value?: unknown; error?: string; page?: unknown; pageClosed?: true }) => {
    if ('page' in message) return hear(message.page);
    if (message.pageClosed) return closed();
    const asked = waiting.get(message.id!);
    waiting.delete(message.id!);
    if (message.error === undefined) asked?.resolve(message.value);
    else asked?.reject(new Error(message.error));
  });
  const act = (name: string, value: unknown = null): Promise<unknown> => new Promise((resolve, reject) => {
    waiting.set(++next, { resolve, reject });
    child.send({ id: next, act: name, value });
  });
  return {
    child, act,
    look: () => act('look') as Promise<Look>,
    async connect(url) {
      const bridge = connectBridge(pageBridge, {
        post: (message) => void child.send({ act: 'post', value: message }), close: () => {},
        onMessage: (listener) => (hear = listener), onClose: (listener) => (closed = listener),
      });
      await act('connect', url);
      return bridge;
    },
  };
}

const dataFolder = newFolder('shell');
let shell: Shell;
/** Of a desktop without a tray. */
let bus: FakeBus;
const shows = (what: string, wanted: (look: Look) => boolean, limitMs?: number): Promise<Look> => until(what, async () => {
  const look = await shell.look().catch(() => null);
  return look !== null && wanted(look) && look;
}, limitMs);
beforeAll(async () => {
  bus = await startFakeBus();
  shell = startShell(dataFolder);
  await shows('the tray is there', ({ tray }) => tray.includes('Open Hearth'));
});
afterAll(async () => {
  if (shell.child.exitCode === null) {
    const ended = once(shell.child, 'exit');
    void shell.act('quit').catch(() => {});
    await ended;
  }
  for (const child of started) child.kill('SIGKILL');
  bus.close();
  rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
});

describe('the shell around its programs', () => {
  it('opens its window on its own scheme, sandboxed, and serves the built page with its policy', async () => {
    const { windows, schemes, isSandboxed } = await shows('the window', (look) => look.windows[0]?.shown === 1);
    expect({ windows: windows.map(({ address }) => address), schemes, isSandboxed }).toEqual({ windows: [pageUrl], schemes: ['hearth-app'], isSandboxed: true });
    expect(await shell.act('options')).toMatchObject({ contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true });
    expect(await shell.act('page', pageUrl)).toMatchObject({ status: 200, policy: expect.stringContaining("default-src 'none'") });
    expect(await shell.act('page', 'hearth-app://page/%2e%2e/%2e%2e/package.json')).toMatchObject({ status: 404 });
    expect(await shell.act('open', 'file:///etc/passwd')).toEqual({ action: 'deny' });
  });

  it('has jobs run and paid, and says so in the tray, until it is paused from there', async () => {
    await shows('a job was paid', ({ tray }) => tray.some((label) => /^Jobs today: [1-9]/.test(label)), 200_000);
    await shell.act('click', 'For 15 minutes');
    await shows('it is paused', ({ tray, tip }) => tip.startsWith('Hearth: Paused until') && tray.includes('Resume'));
    await shell.act('click', 'Resume');
    await shows('it goes on', ({ tray }) => tray.includes('Pause'));
  });

  it('gives its ports to the page alone, and lives on over the death of the provider', async () => {
    const stranger = await shell.connect('https://example.org/');
    await expect(stranger.ask('readJobs', {})).rejects.toMatchObject({ code: 'bridge.closed' });
    const page = await shell.connect(pageUrl);
    expect((await page.ask('readJobs', {})).total).toBeGreaterThan(0);
    const pid = await new Promise<number>((resolve) => void page.watch('about', ({ programs }) => {
      const found = programs.find(({ name }) => name === 'provider')?.pid;
      if (found) resolve(found);
    }));
    process.kill(pid, 'SIGKILL');
    await until('the page hears of it', () => page.ask('readJobs', {}).then(() => false, () => true));
    await until('a fresh provider answers', () => shell.connect(pageUrl).then((again) => again.ask('readJobs', {})).then(({ total }) => total > 0, () => false));
    await shows('the tray follows it', ({ tip }) => !tip.includes('starting'));
  });

  it('starts each other program again when it dies, and the jobs go on', async () => {
    let page: BridgeClient<PageBridge>;
    let programs: readonly { readonly name: string; readonly pid: number | null }[] = [];
    let isOver = false;
    // A provider that was still starting may end with its signer, and its pages with it: the window connects again, and so does this.
    const follow = async (): Promise<void> => {
      page = await shell.connect(pageUrl);
      let isLost = false;
      const again = (): void => {
        if (isLost) return;
        isLost = true;
        programs = [];
        if (!isOver) setTimeout(() => void follow(), 200);
      };
      page.onClose(again);
      // One that closed before anybody listened says so when it is asked.
      page.ask('readJobs', {}).catch(again);
      page.watch('about', (about) => (programs = about.programs));
    };
    await follow();
    const pidOf = (name: string): number | null => programs.find((program) => program.name === name)?.pid ?? null;
    for (const name of ['signer', 'devnet', 'worker']) {
      const pid = await until(`the ${name} runs`, () => pidOf(name));
      process.kill(pid, 'SIGKILL');
      await until(`a fresh ${name} runs`, () => pidOf(name) !== null && pidOf(name) !== pid);
    }
    const paid = (): Promise<number> => page.ask('readJobs', { stage: 'settled' }).then(({ total }) => total, () => 0);
    const before = await until('the provider answers', paid);
    await until('another job is paid', async () => (await paid()) > before, 200_000).catch((error: Error) => {
      throw new Error(`${error.message}\n${readFileSync(join(dataFolder, 'hearth.log'), 'utf8').split('\n').slice(-60).join('\n')}`);
    });
    isOver = true;
  });

  it('speaks the language that its page tells, and nobody else\'s', async () => {
    await shell.act('language', { choice: 'fr', url: 'https://example.org/' });
    await shell.act('language', { choice: '../../etc', url: pageUrl });
    expect((await shell.look()).tray).toContain('Open Hearth');
    await shell.act('language', { choice: 'de', url: pageUrl });
    await shows('the tray is German', ({ tray }) => tray.includes('Hearth öffnen'));
    expect(JSON.parse(readFileSync(join(dataFolder, 'shell', 'shell.json'), 'utf8'))).toMatchObject({ language: 'de' });
  });

  it('stays when its window is closed, says where it is when no tray shows it, opens the window again for a second start on the screen that its link names, and follows no other link', async () => {
    await shell.act('close');
    if (process.platform === 'linux') await shows('how the window is found again', ({ banners }) => banners.some(({ title }) => title === 'Hearth arbeitet weiter'));
    await shell.act('second', ['hearth', 'hearth://earnings']);
    await shows('a second window', ({ windows }) => windows.length === 2 && windows[1]!.address === `${pageUrl}#/earnings`);
    await shell.act('second', ['hearth', 'hearth://evil.example/steal?x=1']);
    expect((await shell.look()).windows.map(({ address }) => address)).toEqual([pageUrl, `${pageUrl}#/earnings`]);
  });

  it('draws without the GPU after its process died three times, from the next start on', async () => {
    for (let count = 0; count < 3; count++) await shell.act('lose', 'GPU');
    expect(JSON.parse(readFileSync(join(dataFolder, 'shell', 'shell.json'), 'utf8'))).toMatchObject({ softwareUntilMs: expect.any(Number) });
  });

  it('keeps the node\'s key with the system\'s secret store, ends with all its programs, and comes back as the same node', async () => {
    const page = await shell.connect(pageUrl);
    const pids = await new Promise<number[]>((resolve) => void page.watch('about', ({ programs }) => {
      if (programs.some(({ name }) => name === 'signer')) resolve(programs.flatMap(({ pid, name }) => (pid === null || name === 'host' ? [] : [pid])));
    }));
    expect(existsSync(join(dataFolder, 'shell', 'wrap.sealed'))).toBe(true);
    const ended = once(shell.child, 'exit');
    void shell.act('quit').catch(() => {});
    expect((await ended)[0]).toBe(0);
    expect(pids.length).toBeGreaterThanOrEqual(3);
    await until('none of its programs is left', () => !pids.some(isAlive));

    // Another user's keyring: nothing new is made over what it cannot open.
    const strange = startShell(dataFolder, randomBytes(32).toString('hex'));
    expect((await once(strange.child, 'exit'))[0]).not.toBe(0);

    shell = startShell(dataFolder);
    const look = await shows('the tray is there again, in German, without a GPU', ({ tray }) => tray.includes('Hearth öffnen'));
    expect(look).toMatchObject({ isWithoutGpu: true });
    const again = await shell.connect(pageUrl);
    expect((await again.ask('readJobs', {})).total).toBeGreaterThan(0);
  });
});
