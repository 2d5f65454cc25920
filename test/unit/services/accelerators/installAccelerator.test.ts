import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readZipEntries } from '../../../../electron/programs/shell/zipEntries.ts';
import { acceleratorListShape, acceleratorShape, sizesOf, type Accelerator } from '../../../../electron/services/accelerators/acceleratorList.ts';
import { acceleratorFolderOf, installAccelerator, removeAccelerator } from '../../../../electron/services/accelerators/installAccelerator.ts';
import { readBody } from '../../../../electron/services/models/download/httpBody.ts';
import { isHearthError } from '../../../../electron/shared/errors.ts';
import { noise, startModelServer, type Answer, type ModelServer } from '../../../support/modelServer.ts';
import { zipOf } from '../../../support/zipOf.ts';

/** Half of it folds well, half not at all. */
const cuda = Buffer.concat([noise(400_000, 5), Buffer.alloc(400_000, 'compute')]);
const shared = Buffer.from('the bridge');
const archive = zipOf({ 'native/libcuda.so': cuda, 'native/header.h': Buffer.from('left alone'), 'native/libshared.so.1': shared }, ['native/libshared.so.1']);
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const describeAs = (url: string): Accelerator => ({
  id: 'cuda', system: 'linux-x64', runtime: '1.30.0',
  libraries: readZipEntries(archive).filter(({ name }) => name.includes('.so')).map(({ name, ...place }) => ({ ...place, name: name.slice('native/'.length), url: `${url}gpu.nupkg`, archiveBytes: archive.length, sha256: sha256(name.includes('cuda') ? cuda : shared) })),
});

let folder: string, runtime: string, server: ModelServer, instead: Answer, served: Uint8Array;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearth-accelerator-'));
  runtime = join(folder, 'runtime');
  mkdirSync(runtime);
  writeFileSync(join(runtime, 'libonnxruntime.so.1'), 'the runtime');
  writeFileSync(join(runtime, 'onnxruntime_binding.node'), 'the binding');
  [instead, served] = [() => false, archive];
  server = await startModelServer(() => new Map([['gpu.nupkg', served]]), (...all) => instead(...all));
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const limits = { headMs: 500, idleMs: 500, graceMs: 500, leastBytesPerSecond: 1000 };
const told: string[] = [];
const install = (accelerator = describeAs(server.url), signal = new AbortController().signal): Promise<string> => installAccelerator(accelerator, folder, runtime, {
  readPart: (url, part, stopped) => readBody({ url, limits, signal: stopped, part, limitBytes: part.sizeBytes, isExact: true, take: () => Promise.resolve() }), retryMs: 1,
  onProgress: (name, done, all) => told.push(`${name} ${done}/${all}`),
}, signal).then(() => 'installed', (error: unknown) => (isHearthError(error) ? error.code : String(error)));
const place = (): string => acceleratorFolderOf(folder, 'cuda');
/** Sends so many bytes of an answer, then nothing more. */
const cutAfter = (bytes: number): Answer => (request, response) => {
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range!)!.map(Number) as [number, number, number];
  response.writeHead(206, { 'content-length': to - from + 1, 'content-range': `bytes ${from}-${to}/${archive.length}` }).write(archive.subarray(from, Math.min(to + 1, from + bytes)), () => response.destroy());
  return true;
};

describe('an accelerator', () => {
  it('comes library by library, only what is listed, and lies beside a copy of the runtime', async () => {
    expect(await install()).toBe('installed');
    expect(readdirSync(place()).sort()).toEqual(['accelerator.json', 'libcuda.so', 'libonnxruntime.so.1', 'libshared.so.1']);
    expect(Buffer.compare(readFileSync(join(place(), 'libcuda.so')), cuda)).toBe(0);
    expect(readFileSync(join(place(), 'libshared.so.1'), 'utf8')).toBe('the bridge');
    expect(server.givenBytes()).toBe(sizesOf(describeAs(server.url)).fetchedBytes);
    expect(told.at(-1)).toMatch(/^libshared\.so\.1 (\d+)\/\1$/);
    expect(removeAccelerator('cuda', folder)).toBe(true);
    expect([existsSync(place()), removeAccelerator('cuda', folder)]).toEqual([false, false]);
  });

  it('goes on at the byte where it was cut, over failures and over starts', async () => {
    let cuts = 0;
    instead = (...all) => cuts++ < 3 && cutAfter(100_000)(...all);
    expect(await install()).toBe('installed');
    const starts = server.asked.filter((line) => line.includes('bytes=')).map((line) => Number(/bytes=(\d+)/.exec(line)![1]));
    expect(starts.slice(1, 4).map((start, index) => start > starts[index]!)).toEqual([true, true, true]);
    expect(server.givenBytes()).toBeLessThan(sizesOf(describeAs(server.url)).fetchedBytes - 150_000);
    rmSync(place(), { recursive: true });

    instead = cutAfter(0);
    expect(await install()).toBe('download.unreachable');
    instead = (...all) => server.asked.length % 2 === 0 && cutAfter(50_000)(...all);
    const before = server.asked.length;
    expect(await install()).toBe('installed');
    expect(server.asked.length).toBeGreaterThan(before);
  });

  it('keeps what is finished when it is stopped, and asks for no byte of it again', async () => {
    const stop = new AbortController();
    const [first, second] = describeAs(server.url).libraries;
    instead = (request) => {
      if (request.headers.range!.startsWith(`bytes=${second!.from}-`)) stop.abort();
      return false;
    };
    expect(await install(undefined, stop.signal)).toMatch(/AbortError/);
    expect(existsSync(place())).toBe(false);
    instead = () => false;
    const before = server.asked.length;
    expect(await install()).toBe('installed');
    expect(server.asked.slice(before).filter((line) => line.includes(`bytes=${first!.from}-`))).toEqual([]);
  });

  it('of other bytes than listed is refused by name and not put in place, whatever they unfold to', async () => {
    served = Buffer.from(archive);
    served[describeAs(server.url).libraries[1]!.from]! ^= 1;
    expect(await install()).toBe('download.wrongBytes');
    expect(existsSync(place())).toBe(false);
    // What was wrong is not kept: honest bytes are taken by the same command.
    served = archive;
    expect(await install()).toBe('installed');

    const bomb = zipOf({ 'libbomb.so': Buffer.alloc(50_000_000) });
    const entry = readZipEntries(bomb)[0]!;
    served = bomb;
    expect(await install({ ...describeAs(server.url), libraries: [{ ...entry, name: 'libbomb.so', url: `${server.url}gpu.nupkg`, archiveBytes: bomb.length, sizeBytes: 1000, sha256: sha256(Buffer.alloc(1000)) }] })).toBe('download.wrongBytes');
    served = Buffer.alloc(archive.length, 7);
    expect(await install()).toBe('download.wrongBytes');
    expect(await install({ ...describeAs(server.url), libraries: describeAs(server.url).libraries.map((one) => ({ ...one, archiveBytes: one.archiveBytes + 1 })) })).toBe('download.wrongLength');
  });

  it('is listed only with names of libraries, addresses nobody can listen in on, and places within the archive', () => {
    const [library] = describeAs('https://example.org/').libraries;
    const accepts = (change: object): boolean => acceleratorShape.safeParse({ ...describeAs('https://example.org/'), libraries: [{ ...library, ...change }] }).success;
    expect(accepts({})).toBe(true);
    for (const change of [{ name: '../libx.so' }, { name: 'lib/x.so' }, { name: 'accelerator.json' }, { url: 'http://example.org/a' }, { url: 'file:///etc/passwd' }, { url: 'https://me@example.org/' }, { to: archive.length + 1 }, { to: library!.from }, { isDeflated: false }, { sha256: 'ABC' }]) expect(accepts(change), JSON.stringify(change)).toBe(false);
    expect(acceleratorListShape.safeParse({ format: 'hearth-accelerators/2', accelerators: [] }).success).toBe(false);
    expect(acceleratorShape.safeParse({ ...describeAs('https://example.org/'), libraries: [library, library] }).success).toBe(false);
  });
});
