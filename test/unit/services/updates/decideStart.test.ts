import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyUpdate, isCheckDue, mayInstall, type UpdateEvent } from '../../../../electron/services/updates/applyUpdate.ts';
import { beginStart } from '../../../../electron/services/updates/beginStart.ts';
import { decideOff, readCacheName, readFeedUrl } from '../../../../electron/services/updates/decideOff.ts';
import { confirmStart, decideStart, emptyUpdateRecord, forgiveStart, type StartFacts, type UpdateRecord } from '../../../../electron/services/updates/decideStart.ts';
import { createUpdateKey, keyIdOf, signFeed, updateKeyOf, verifyFeed } from '../../../../electron/services/updates/feedSignature.ts';
import { keepAppImage, keepInstaller, restorePackage } from '../../../../electron/services/updates/keepPackage.ts';
import { compareVersions } from '../../../../electron/services/updates/parseFeed.ts';
import { updateKeys } from '../../../../electron/services/updates/updateKeys.ts';
import { openUpdateRecord, readDiskFormat } from '../../../../electron/services/updates/updateRecord.ts';
import { openDatabase } from '../../../../electron/services/storage/database.ts';
import { noUpdates, updatesShape } from '../../../../electron/shared/updates.ts';
import { dataFormat } from '../../../../electron/shared/dataFormat.ts';

const kept = { kind: 'appImage', keptPath: '/a/Hearth.AppImage.previous', restoreTo: '/a/Hearth.AppImage' } as const;
const staged = (change: Partial<NonNullable<UpdateRecord['staged']>> = {}): UpdateRecord => ({ ...emptyUpdateRecord, staged: { from: '0.1.0', to: '0.2.0', fromFormat: 1, starts: 0, atMs: 1, installedAs: null, kept, ...change } });
const facts = { version: '0.2.0', ownFormat: 1, diskFormat: 1, nowMs: 9 };
const decide = (record: UpdateRecord, change: Partial<StartFacts> = {}) => decideStart(record, { ...facts, ...change });

describe('decideStart', () => {
  it('has nothing to say where no update came before', () => {
    expect(decide(emptyUpdateRecord)).toEqual({ decision: { kind: 'plain' }, record: emptyUpdateRecord });
  });

  it('watches two starts of a new version, and takes it back at the third', () => {
    const first = decide(staged());
    const second = decide(first.record);
    const third = decide(second.record);
    expect([first, second, third].map(({ decision }) => decision.kind)).toEqual(['watch', 'watch', 'rollBack']);
    expect(third.record).toMatchObject({ staged: null, heldBack: ['0.2.0'], rolledBack: { from: '0.2.0', to: '0.1.0', atMs: 9 } });
    // What came back is no update: the next start is a plain one.
    expect(decide(third.record, { version: '0.1.0' }).decision.kind).toBe('plain');
  });

  it('does not take back a version that came up, nor one that the owner quit before it could', () => {
    const watched = decide(staged()).record;
    expect(confirmStart(watched)).toMatchObject({ staged: null, rolledBack: null });
    expect(decide(forgiveStart(decide(forgiveStart(watched)).record)).decision.kind).toBe('watch');
  });

  it('never goes below the version that wrote a newer data format', () => {
    expect(decide(staged({ starts: 2 }), { ownFormat: 2, diskFormat: 2 }).decision).toEqual({ kind: 'stay', why: 'newerData' });
    // It fails before it writes anything: the disk says so.
    expect(decide(staged({ starts: 2 }), { ownFormat: 2, diskFormat: 1 }).decision.kind).toBe('rollBack');
    // What cannot be told counts as written.
    expect(decide(staged({ starts: 2 }), { ownFormat: 2, diskFormat: null }).decision).toEqual({ kind: 'stay', why: 'newerData' });
    expect(decide(staged({ starts: 2 }), { ownFormat: 1, diskFormat: null }).decision.kind).toBe('rollBack');
  });

  it('stays where no package was kept, and says when the system did not install', () => {
    expect(decide(staged({ starts: 2, kept: null })).decision).toEqual({ kind: 'stay', why: 'noPackage' });
    expect(decide(staged(), { version: '0.1.0' })).toMatchObject({ decision: { kind: 'notInstalled', version: '0.2.0' }, record: { staged: null } });
    // By hand, to another version: nothing to watch.
    expect(decide(staged(), { version: '0.4.0' })).toMatchObject({ decision: { kind: 'plain' }, record: { staged: null } });
  });
});

describe('applyUpdate', () => {
  const version = fc.constantFrom('0.2.0', '0.3.0');
  const event = fc.oneof(
    fc.record({ kind: fc.constant('offered' as const), version, changes: fc.constant(null), atMs: fc.constant(1) }), fc.record({ kind: fc.constant('fetched' as const), version }),
    fc.record({ kind: fc.constant('failed' as const), why: fc.constant('tampered' as const), version: fc.option(version), atMs: fc.constant(1) }), fc.record({ kind: fc.constant('fetching' as const), percent: fc.double({ min: -5, max: 500, noNaN: true }) }),
    fc.constantFrom<UpdateEvent>({ kind: 'checking' }, { kind: 'upToDate', atMs: 2 }, { kind: 'waiting' }, { kind: 'installing' }, { kind: 'chosen', choice: 'ask' }, { kind: 'chosen', choice: 'automatic' }),
  );
  it('never installs what was not fetched, whatever happens in between', () => {
    fc.assert(fc.property(fc.array(event, { maxLength: 30 }), (events) => {
      let updates = noUpdates(null);
      let fetched: string | null = null;
      for (const one of events) {
        updates = applyUpdate(updates, one);
        if (one.kind === 'fetched') fetched = one.version;
        expect(updatesShape.safeParse(updates).success).toBe(true);
        if (mayInstall(updates, true)) expect(updates.version).toBe(fetched);
        if (updates.state === 'idle') expect(mayInstall(updates, true)).toBe(false);
      }
    }));
  });
  it('looks by itself every so often, but not while something is under way, nor where it is off', () => {
    expect(isCheckDue(noUpdates(null), null, 0, 10)).toBe(true);
    expect(isCheckDue(noUpdates(null), 5, 14, 10)).toBe(false);
    expect(isCheckDue(noUpdates(null), 5, 15, 10)).toBe(true);
    expect(isCheckDue(noUpdates(null, 'never'), null, 0, 10)).toBe(false);
    expect(isCheckDue(noUpdates('noKey'), null, 0, 10)).toBe(false);
    expect(isCheckDue({ ...noUpdates(null), state: 'downloading' }, null, 0, 10)).toBe(false);
  });
});

describe('verifyFeed', () => {
  const [oldKey, newKey] = [createUpdateKey(), createUpdateKey()];
  const feed = Buffer.from('version: 0.2.0\n');
  const both = signFeed('latest.yml', feed, oldKey) + signFeed('latest.yml', feed, newKey);

  it('takes the word of either key while they are rotated', () => {
    for (const key of [oldKey, newKey]) expect(verifyFeed('latest.yml', feed, both, [updateKeyOf(key)])).toEqual({ ok: true, keyId: updateKeyOf(key).keyId });
  });
  it('takes nobody else’s, no other bytes, no other name, and no text that is no signature', () => {
    const keys = [updateKeyOf(oldKey)];
    expect(verifyFeed('latest.yml', feed, signFeed('latest.yml', feed, newKey), keys)).toEqual({ ok: false, why: 'unknownKey' });
    expect(verifyFeed('latest.yml', Buffer.from('version: 0.2.1\n'), both, keys)).toEqual({ ok: false, why: 'wrong' });
    expect(verifyFeed('latest-mac.yml', feed, both, keys)).toEqual({ ok: false, why: 'wrong' });
    expect(verifyFeed('latest.yml', feed, both, [])).toEqual({ ok: false, why: 'unknownKey' });
    for (const text of ['', '\n', 'x', both.replace('/1 ', '/2 '), both.slice(0, 60), both.repeat(9)]) expect(verifyFeed('latest.yml', feed, text, keys)).toEqual({ ok: false, why: 'malformed' });
  });
  it('does not believe a table that gives a key another’s name', () => {
    expect(verifyFeed('latest.yml', feed, both, [{ ...updateKeyOf(newKey), keyId: updateKeyOf(oldKey).keyId }])).toEqual({ ok: false, why: 'unknownKey' });
  });
  it('ships keys under their right names', () => {
    for (const { keyId, publicKey } of updateKeys) expect(keyIdOf(publicKey)).toBe(keyId);
  });
});

describe('compareVersions', () => {
  it('orders by number, not by text', () => {
    expect(['0.10.0', '0.9.9', '1.0.0', '0.9.10'].toSorted(compareVersions)).toEqual(['0.9.9', '0.9.10', '0.10.0', '1.0.0']);
    expect(compareVersions('1.2.3', '1.2.3')).toBe(0);
  });
});

describe('the kept package', () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'hearth-kept-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('comes back under its own name, and the new one goes', () => {
    const image = join(folder, 'hearth-0.1.0.AppImage');
    const installedAs = join(folder, 'hearth-0.2.0.AppImage');
    writeFileSync(image, 'old');
    chmodSync(image, 0o755);
    const one = keepAppImage(image);
    rmSync(image);
    writeFileSync(installedAs, 'new');
    const started: string[] = [];
    expect(restorePackage(one, installedAs, (path) => started.push(path))).toBe(true);
    expect(readFileSync(image, 'utf8')).toBe('old');
    expect(existsSync(installedAs)).toBe(false);
    expect(started).toEqual([image]);
    expect(restorePackage(one, installedAs, () => undefined)).toBe(false);
  });

  it('is the installer that left itself in the cache, and is not run when it changed', () => {
    expect(keepInstaller(folder, folder)).toBeNull();
    writeFileSync(join(folder, 'installer.exe'), 'old');
    const one = keepInstaller(folder, folder)!;
    expect(one).toMatchObject({ kind: 'nsis', sha512: createHash('sha512').update('old').digest('base64') });
    const started: (readonly string[])[] = [];
    expect(restorePackage(one, null, (path, args) => started.push([path, ...args]))).toBe(true);
    expect(started).toEqual([[one.keptPath, '--updated', '/S', '--force-run']]);
    writeFileSync(one.keptPath, 'other');
    expect(restorePackage(one, null, (path) => started.push([path]))).toBe(false);
    expect(started).toHaveLength(1);
  });
});

describe('what lies on the disk', () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'hearth-record-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('keeps the record over a restart, and starts anew from one that cannot be read', () => {
    const path = join(folder, 'shell', 'updates.json');
    openUpdateRecord(path).write(staged());
    expect(openUpdateRecord(path).read()).toEqual(staged());
    writeFileSync(path, '{"format":1');
    expect(openUpdateRecord(path).read()).toEqual(emptyUpdateRecord);
  });

  it('tells by which format a real database was written, and admits it while the log holds more', () => {
    expect(readDiskFormat(folder)).toBe(0);
    const database = openDatabase(folder);
    expect(readDiskFormat(folder)).toBeNull();
    database.close();
    expect(readDiskFormat(folder)).toBe(dataFormat);
  });
});

describe('beginStart', () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'hearth-begin-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('writes each start down before it goes on, and what it took back before the old version starts', () => {
    const file = openUpdateRecord(join(folder, 'updates.json'));
    file.write(staged());
    const begin = (restore: () => boolean) => beginStart(file, facts, restore, () => undefined);
    const never = (): boolean => expect.unreachable();
    expect(begin(never)).toEqual({ isLeaving: false, problem: null });
    expect(openUpdateRecord(join(folder, 'updates.json')).read().staged?.starts).toBe(1);
    begin(never);
    expect(begin(() => {
      expect(openUpdateRecord(join(folder, 'updates.json')).read()).toMatchObject({ staged: null, heldBack: ['0.2.0'] });
      return true;
    })).toEqual({ isLeaving: true, problem: null });
  });

  it('goes on with the new version when the old one is gone', () => {
    const file = openUpdateRecord(join(folder, 'updates.json'));
    file.write(staged({ starts: 2 }));
    expect(beginStart(file, facts, () => false, () => undefined).isLeaving).toBe(false);
    expect(file.read()).toMatchObject({ heldBack: [], rolledBack: null, staged: { kept: null } });
    file.write(staged());
    expect(beginStart(file, { ...facts, version: '0.1.0' }, () => false, () => undefined).problem).toEqual({ why: 'notInstalled', version: '0.2.0' });
  });
});

describe('decideOff', () => {
  const facts = { isPackaged: true, platform: 'linux', env: { APPIMAGE: '/a' }, hasUninstaller: false, feedUrl: 'https://example.org/', keys: 1 } as const;
  it('says why a Hearth does not update itself', () => {
    expect(decideOff(facts)).toBeNull();
    expect(decideOff({ ...facts, isPackaged: false })).toBe('source');
    expect(decideOff({ ...facts, env: {} })).toBe('packaged');
    expect(decideOff({ ...facts, platform: 'win32' })).toBe('packaged');
    expect(decideOff({ ...facts, platform: 'win32', hasUninstaller: true })).toBeNull();
    expect(decideOff({ ...facts, feedUrl: null })).toBe('noFeed');
    expect(decideOff({ ...facts, keys: 0 })).toBe('noKey');
  });
  it('asks over https only', () => {
    expect(readFeedUrl('provider: generic\nurl: https://example.org/a\nupdaterCacheDirName: hearth-updater\n')).toBe('https://example.org/a/');
    expect(readFeedUrl('url: http://example.org/\n')).toBeNull();
    expect(readFeedUrl('')).toBeNull();
    expect(readCacheName('updaterCacheDirName: hearth-updater\n')).toBe('hearth-updater');
    expect(readCacheName('updaterCacheDirName: ../x\n')).toBeNull();
  });
});
