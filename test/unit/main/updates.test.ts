import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepUpdated, type KeptUpdated, type UpdateDependencies } from '../../../electron/main/keepUpdated.ts';
import { createUpdateKey, signFeed, updateKeyOf } from '../../../electron/services/updates/feedSignature.ts';
import { dropPackage, keepAppImage } from '../../../electron/services/updates/keepPackage.ts';
import { openUpdateRecord } from '../../../electron/services/updates/updateRecord.ts';
import type { Updates } from '../../../electron/shared/updates.ts';
import { openUpdater, sha512, startUpdateServer, type UpdateServer } from '../../support/updateServer.ts';
import { soon } from '../../support/soon.ts';

/** The real updater classes of electron-updater against a host of files on this machine. */
const key = createUpdateKey();
const stranger = createUpdateKey();
const packageName = 'hearth-0.2.0-linux-x64.AppImage';
/** Answers and ends: what an AppImage does when the updater has put it in its place. */
const packageBytes = Buffer.from(`#!/bin/sh\necho started >> "$HEARTH_TEST_STARTS"\nexit 0\n${'#'.repeat(5000)}\n`);

type Feed = { version?: string; name?: string; size?: number; digest?: string; extra?: string };
const formatFeed = ({ version = '0.2.0', name = packageName, size = packageBytes.length, digest = sha512(packageBytes), extra = '' }: Feed = {}): string =>
  `version: ${version}\nfiles:\n  - url: ${name}\n    sha512: ${digest}\n    size: ${size}\npath: ${name}\nsha512: ${digest}\nreleaseDate: '2026-11-29T06:00:00.000Z'\nreleaseNotes: |\n  Faster <b>starts</b>.\n${extra}`;

describe('updates', () => {
  let folder: string;
  let server: UpdateServer;
  let appImage: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hearth-updates-'));
    appImage = join(folder, 'Hearth.AppImage');
    writeFileSync(appImage, '#!/bin/sh\nexit 0\n');
    chmodSync(appImage, 0o755);
    writeFileSync(join(folder, 'app-update.yml'), 'provider: generic\nurl: https://example.org/\nupdaterCacheDirName: hearth-updater\n');
    mkdirSync(join(folder, 'user'));
    server = await startUpdateServer();
    vi.stubEnv('APPIMAGE', appImage);
    vi.stubEnv('HEARTH_TEST_STARTS', join(folder, 'starts'));
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function serveFeed(feed: string, { file = 'latest-linux.yml', signedBy = key, signed = feed, as }: { file?: string; signedBy?: string; signed?: string; as?: string } = {}): void {
    server.serve(file, feed);
    server.serve(`${file}.sig`, signFeed(as ?? file, Buffer.from(signed), signedBy));
  }
  function start(change: Partial<UpdateDependencies> & { kind?: 'appImage' | 'nsis'; version?: string } = {}): { updates: KeptUpdated; seen: Updates[]; record: ReturnType<typeof openUpdateRecord>; lines: string[] } {
    const { kind = 'appImage', version = '0.1.0', ...more } = change;
    const updater = openUpdater(kind, folder, version);
    const record = openUpdateRecord(join(folder, 'updates.json'));
    const seen: Updates[] = [];
    const lines: string[] = [];
    const updates = keepUpdated({
      updater, record, version, feed: { feedUrl: server.url, keys: [updateKeyOf(key)], fetch, timeoutMs: 2000 }, dataFormat: 1,
      keep: () => keepAppImage(appImage), install: (isStartedAfter) => updater.install(true, isStartedAfter), dropKept: dropPackage,
      finishThenQuit: () => Promise.resolve(), onChanged: (now) => seen.push(now), nowMs: () => 1000, log: (line) => lines.push(line), ...more,
    });
    return { updates, seen, record, lines };
  }
  const fetched = (): string[] => (existsSync(join(folder, 'cache/hearth-updater/pending')) ? readdirSync(join(folder, 'cache/hearth-updater/pending')).filter((name) => name.endsWith('.AppImage') || name.endsWith('.exe')) : []);

  it('fetches what a signed feed offers, tells what changed as plain text, and installs it when Hearth quits', async () => {
    serveFeed(formatFeed());
    server.serve(packageName, packageBytes);
    const { updates, seen, record } = start();
    await updates.act({ kind: 'check' });
    expect(updates.now()).toMatchObject({ state: 'ready', version: '0.2.0', changes: 'Faster <b>starts</b>.\n', problem: null });
    expect(seen.map(({ state }) => state)).toEqual(expect.arrayContaining(['checking', 'available', 'downloading', 'ready']));
    expect(fetched()).toEqual([packageName]);
    updates.installOnQuit();
    expect(readFileSync(appImage)).toEqual(packageBytes);
    expect(readFileSync(`${appImage}.previous`, 'utf8')).toBe('#!/bin/sh\nexit 0\n');
    expect(record.read().staged).toMatchObject({ from: '0.1.0', to: '0.2.0', starts: 0, fromFormat: 1, kept: { kind: 'appImage', restoreTo: appImage } });
    expect(openUpdateRecord(join(folder, 'updates.json')).read()).toEqual(record.read());
  });

  it('takes the package of Windows by the feed of Windows', async () => {
    const name = 'hearth-0.2.0-windows-x64.exe';
    serveFeed(formatFeed({ name }), { file: 'latest.yml' });
    server.serve(name, packageBytes);
    const { updates } = start({ kind: 'nsis' });
    await updates.act({ kind: 'check' });
    expect(updates.now()).toMatchObject({ state: 'ready', version: '0.2.0' });
    expect(fetched()).toEqual([name]);
  });

  it.each([
    ['signed by a stranger', (): void => serveFeed(formatFeed(), { signedBy: stranger }), 'signature'],
    ['changed after it was signed', (): void => serveFeed(formatFeed({ version: '0.3.0' }), { signed: formatFeed() }), 'signature'],
    ['signed as the feed of another system', (): void => serveFeed(formatFeed(), { as: 'latest.yml' }), 'signature'],
    ['with a signature that is none', (): void => (serveFeed(formatFeed()), server.serve('latest-linux.yml.sig', 'hearth-feed/1 0000 ====')), 'signature'],
    ['without a signature', (): void => server.serve('latest-linux.yml', formatFeed()), 'unreachable'],
    ['that names a file elsewhere', (): void => serveFeed(formatFeed({ name: 'https://example.org/hearth.AppImage' })), 'feed'],
    ['that names a file of a folder above', (): void => serveFeed(formatFeed({ name: '../hearth.AppImage' })), 'feed'],
    ['of a version that is none', (): void => serveFeed(formatFeed({ version: '0.2.0-beta.1' })), 'feed'],
    ['that is no YAML', (): void => serveFeed('version: [0.2.0'), 'feed'],
    ['below what runs', (): void => serveFeed(formatFeed({ version: '0.0.9' })), 'older'],
    ['that is longer than a feed may be', (): void => serveFeed(formatFeed({ extra: `# ${'x'.repeat(70_000)}\n` })), 'tooLong'],
    ['without an end', (): void => server.serve('latest-linux.yml', (response) => void (function more(): void { if (!response.destroyed) response.write('x'.repeat(20_000), () => setTimeout(more, 1)); })()), 'tooLong'],
    ['that never says a word', (): void => server.serve('latest-linux.yml', () => undefined), 'tooLong'],
  ] as const)('refuses a feed %s, and fetches nothing', async (_name, serve, why) => {
    serve();
    server.serve(packageName, packageBytes);
    const { updates } = start();
    await updates.act({ kind: 'check' });
    expect(updates.now()).toMatchObject({ state: 'idle', version: null, problem: { why } });
    expect(server.asked).not.toContain(packageName);
    updates.installOnQuit();
    expect(readFileSync(appImage, 'utf8')).toBe('#!/bin/sh\nexit 0\n');
  });

  it.each([
    ['that is not the one of the feed', (): void => server.serve(packageName, Buffer.concat([packageBytes.subarray(0, -1), Buffer.from('!')])), 'tampered'],
    ['that ends too early', (): void => server.serve(packageName, packageBytes.subarray(0, 3000)), 'tampered'],
    ['whose connection is cut', (): void => server.serve(packageName, (response) => void response.writeHead(200, { 'content-length': packageBytes.length }).write(packageBytes.subarray(0, 3000), () => response.destroy())), 'unreachable'],
    ['without an end', (): void => server.serve(packageName, (response) => void (function more(): void { if (!response.destroyed) response.write(Buffer.alloc(50_000), () => setTimeout(more, 1)); })()), 'tooLong'],
    ['that is not there', (): void => undefined, 'unreachable'],
  ] as const)('refuses a package %s, and keeps nothing of it', async (_name, serve, why) => {
    serveFeed(formatFeed());
    serve();
    const { updates } = start();
    await updates.act({ kind: 'check' });
    expect(updates.now()).toMatchObject({ state: 'idle', version: null, problem: { why, version: '0.2.0' } });
    expect(fetched()).toEqual([]);
    updates.installOnQuit();
    expect(readFileSync(appImage, 'utf8')).toBe('#!/bin/sh\nexit 0\n');
  });

  it('is content with the version that runs, and refuses an old feed that is played again', async () => {
    serveFeed(formatFeed({ version: '0.1.0' }));
    const { updates, record } = start();
    await updates.act({ kind: 'check' });
    expect(updates.now()).toMatchObject({ state: 'idle', problem: null, checkedAtMs: 1000 });
    record.write({ ...record.read(), highest: '0.3.0' });
    serveFeed(formatFeed());
    await updates.act({ kind: 'check' });
    expect(updates.now()).toMatchObject({ state: 'idle', problem: { why: 'older' } });
  });

  it('leaves a roll-out to others until its turn comes, and does not take back what was held back', async () => {
    server.serve(packageName, packageBytes);
    serveFeed(formatFeed({ extra: 'stagingPercentage: 0\n' }));
    const { updates, record } = start();
    await updates.act({ kind: 'check' });
    expect(updates.now()).toMatchObject({ state: 'idle', version: null, problem: null });
    serveFeed(formatFeed({ extra: 'stagingPercentage: 100\n' }));
    record.write({ ...record.read(), heldBack: ['0.2.0'] });
    await updates.act({ kind: 'check' });
    expect(updates.now()).toMatchObject({ state: 'idle', version: null });
    record.write({ ...record.read(), heldBack: [] });
    await updates.act({ kind: 'check' });
    expect(updates.now()).toMatchObject({ state: 'ready' });
  });

  it('asks before it fetches and before it installs where the owner wants that, and waits for the running job', async () => {
    serveFeed(formatFeed());
    server.serve(packageName, packageBytes);
    const finishThenQuit = vi.fn(() => Promise.resolve());
    const { updates } = start({ finishThenQuit });
    await updates.act({ kind: 'choose', choice: 'ask' });
    updates.tick();
    await soon(() => expect(updates.now().state).toBe('available'));
    expect(fetched()).toEqual([]);
    await updates.act({ kind: 'install' });
    expect(finishThenQuit).not.toHaveBeenCalled();
    await updates.act({ kind: 'download' });
    expect(updates.now().state).toBe('ready');
    updates.installOnQuit();
    expect(readFileSync(appImage, 'utf8')).toBe('#!/bin/sh\nexit 0\n');
    await updates.act({ kind: 'install' });
    expect(finishThenQuit).toHaveBeenCalledOnce();
    expect(updates.now().state).toBe('waiting');
    updates.installOnQuit();
    expect(readFileSync(appImage)).toEqual(packageBytes);
    await soon(() => expect(existsSync(join(folder, 'starts'))).toBe(true));
  });

  it('does not look by itself when the owner never wants that, and does when asked', async () => {
    serveFeed(formatFeed());
    const { updates } = start();
    await updates.act({ kind: 'choose', choice: 'never' });
    updates.tick();
    expect(server.asked).toEqual([]);
    await updates.act({ kind: 'check' });
    expect(updates.now()).toMatchObject({ state: 'available', version: '0.2.0' });
    expect(start().updates.now().choice).toBe('never');
  });

  it('leaves the running package alone when it cannot be kept', async () => {
    serveFeed(formatFeed());
    server.serve(packageName, packageBytes);
    const { updates, record } = start({ keep: () => { throw Object.assign(new Error('no room'), { code: 'ENOSPC' }); } });
    await updates.act({ kind: 'check' });
    updates.installOnQuit();
    expect(updates.now().problem).toMatchObject({ why: 'disk', version: '0.2.0' });
    expect(record.read().staged).toBeNull();
    expect(readFileSync(appImage, 'utf8')).toBe('#!/bin/sh\nexit 0\n');
  });

  it('drops the old package once the new version is ready', async () => {
    serveFeed(formatFeed());
    server.serve(packageName, packageBytes);
    const old = start();
    await old.updates.act({ kind: 'check' });
    old.updates.installOnQuit();
    const fresh = start({ version: '0.2.0' });
    fresh.updates.confirm();
    expect(fresh.record.read().staged).toBeNull();
    expect(existsSync(`${appImage}.previous`)).toBe(false);
  });
});
