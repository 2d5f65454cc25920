import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findFitting } from '../../../../electron/programs/accelerators/listedAccelerator.ts';
import { createAcceleratorSide } from '../../../../electron/programs/provider/acceleratorSide.ts';
import type { Accelerator } from '../../../../electron/services/accelerators/acceleratorList.ts';
import type { AcceleratorView } from '../../../../electron/shared/accelerators.ts';
import { noise, startModelServer, type ModelServer } from '../../../support/modelServer.ts';
import { until } from '../../../support/until.ts';

/** The page's way to an accelerator, over a real server and this machine's runtime; the libraries are noise. */
const isHere = process.platform === 'linux' && process.arch === 'x64';
const folder = mkdtempSync(join(tmpdir(), 'hearth-accelerator-side-'));
const { version } = createRequire(import.meta.url)('onnxruntime-node/package.json') as { version: string };
const libraries = { 'libone.so': noise(40_000, 1), 'libtwo.so': noise(90_000, 2) };
const archive = Buffer.concat([noise(64, 3), ...Object.values(libraries)]);
let server: ModelServer;
let isSlow = false;
const held: (() => void)[] = [];
beforeAll(async () => {
  server = await startModelServer(() => new Map([['archive.zip', archive]]), (_request, response) => {
    if (!isSlow) return false;
    held.push(() => response.destroy());
    return true;
  });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});
let count = 0;
let dataFolder = '';
beforeEach(() => {
  dataFolder = join(folder, `data-${count++}`);
  isSlow = false;
});

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
function listed(change: Partial<Accelerator> = {}): readonly Accelerator[] {
  let at = 64;
  const all = Object.entries(libraries).map(([name, bytes]) => {
    const from = at;
    at += bytes.length;
    return { name, url: `${server.url}archive.zip`, from, to: at, archiveBytes: archive.length, isDeflated: false, sizeBytes: bytes.length, sha256: sha256(bytes) };
  });
  return [{ id: 'cuda', system: 'linux-x64', runtime: version, libraries: all, ...change }];
}
const context = { signal: new AbortController().signal } as never;
const open = (list: () => readonly Accelerator[] = () => listed()) => {
  const side = createAcceleratorSide({ dataFolder, listed: list, onProblem: () => undefined });
  return { ...side, view: () => side.readAccelerator({}, context) as AcceleratorView };
};

describe.skipIf(!isHere)('an accelerator from the page', () => {
  it('says its size, is fetched whole, asks for a new start, and goes again', async () => {
    const side = open();
    expect(side.view()).toEqual({ state: 'absent', why: null, fetchedBytes: 130_000, diskBytes: 130_000, doneBytes: null, totalBytes: null, failure: null, needsRestart: false });
    await side.fetchAccelerator({}, context);
    expect(side.view().state).toBe('fetching');
    expect(() => side.removeAccelerator({}, context)).toThrow('usage.invalid');
    await until('it is installed', () => side.view().state === 'installed');
    expect(side.view()).toMatchObject({ needsRestart: true, failure: null });
    expect(readdirSync(join(dataFolder, 'accelerators', 'cuda'))).toEqual(expect.arrayContaining(['libone.so', 'libtwo.so', 'accelerator.json', 'libonnxruntime.so.1']));
    expect(() => side.fetchAccelerator({}, context)).toThrow('it is installed already');
    // The next start finds it and has nothing to ask for.
    expect(open().view()).toMatchObject({ state: 'installed', needsRestart: false });
    await side.removeAccelerator({}, context);
    expect(side.view()).toMatchObject({ state: 'absent', needsRestart: false });
  });

  it('is stopped in the middle, keeps what came, and goes on from there after a new start', async () => {
    isSlow = true;
    const side = open();
    await side.fetchAccelerator({}, context);
    await until('a part is asked for', () => held.length > 0);
    await side.stopAccelerator({}, context);
    await until('it is stopped', () => side.view().state === 'stopped');
    held.splice(0).forEach((end) => end());
    isSlow = false;
    const again = open();
    expect(again.view()).toMatchObject({ state: 'stopped', needsRestart: false });
    await again.fetchAccelerator({}, context);
    await until('it is installed', () => again.view().state === 'installed');
    await again.removeAccelerator({}, context);
    expect(existsSync(join(dataFolder, 'accelerators', 'cuda.new'))).toBe(false);
  });

  it('says by code what did not arrive, and takes away what is left of it', async () => {
    const other = listed().map((one) => ({ ...one, libraries: one.libraries.map((library) => ({ ...library, sha256: 'ab'.repeat(32) })) }));
    const side = open(() => other);
    await side.fetchAccelerator({}, context);
    await until('it failed', () => side.view().state === 'failed');
    expect(side.view().failure).toEqual({ code: 'download.wrongBytes', about: { file: 'libone.so' } });
    await side.removeAccelerator({}, context);
    expect(side.view()).toMatchObject({ state: 'absent', failure: null });
  });
});

describe('where none can be had', () => {
  it('says why: no list in this build, none needed here, or one for another system or runtime', () => {
    expect([findFitting([], 'cuda', 'linux-x64'), findFitting([], 'cuda', 'win32-x64'), findFitting(listed(), 'cuda', 'linux-arm64'), findFitting(listed({ runtime: '1.2.3' }), 'cuda', 'linux-x64')]).toEqual([{ why: 'noList' }, { why: 'notNeeded' }, { why: 'otherSystem' }, { why: 'otherVersion' }]);
    const side = open(() => []);
    if (isHere) expect(side.view()).toMatchObject({ state: 'none', why: 'noList', fetchedBytes: null });
    expect(() => side.fetchAccelerator({}, context)).toThrow('no accelerator can be fetched here');
  });
});
