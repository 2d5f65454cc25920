import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listRootOf, type ModelList } from '../../../../../electron/protocol/modelList.ts';
import { modelIdOf } from '../../../../../electron/protocol/modelSpec.ts';
import { createDownloads, type Downloads, type DownloadsDependencies } from '../../../../../electron/services/models/download/downloads.ts';
import { createThrottle } from '../../../../../electron/services/models/download/throttle.ts';
import { nodePrimitives as p } from '../../../../../electron/services/primitives/nodePrimitives.ts';
import { HearthError, isHearthError } from '../../../../../electron/shared/errors.ts';
import type { Hex } from '../../../../../electron/shared/units.ts';
import { makeCertificate, type MadeCertificate } from '../../../../support/makeCertificate.ts';
import { makeModelFiles, startModelServer, type Answer, type ModelServer } from '../../../../support/modelServer.ts';

const weightBytes = 2_500_000;
const made = makeModelFiles(weightBytes);
const jsonOf = (list: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(list));
const root = listRootOf(p, made.list);
const modelId = modelIdOf(p, made.list.spec);
let folder: string;
let files: Map<string, Uint8Array>;
let servers: ModelServer[];
let open: Downloads[];
let installed: { folder: string; modelId: string }[];

const serve = async (instead?: Answer, tls: MadeCertificate | null = null): Promise<ModelServer> => {
  const server = await startModelServer(() => files, instead, tls);
  servers.push(server);
  return server;
};
/** So long that a busy machine is no slow server. */
const limits = { headMs: 20_000, idleMs: 20_000, graceMs: 20_000, leastBytesPerSecond: 20_000 };
/** Packed once: servers of these tests run in the same thread as who asks them. */
const packed = gzipSync(new Uint8Array(10_000_000));
function make(more: Partial<DownloadsDependencies> = {}): Downloads {
  const downloads = createDownloads({
    primitives: p, folder: () => folder, makeRoom: () => {}, freeBytes: () => null, isInstalled: () => false, onProblem: (error) => expect(error).toBeNull(), onEnded: () => {},
    install(grown, wanted) {
      // As they lie when they are handed over: nothing may be missing or too much.
      for (const [path, bytes] of made.files) expect(Buffer.compare(readFileSync(join(grown, path)), bytes), path).toBe(0);
      installed.push({ folder: grown, modelId: wanted.modelId });
      return Promise.resolve('Noise');
    },
    fetchOptions: { limits, retryMs: 5, take: () => Promise.resolve() }, ...more,
  });
  open.push(downloads);
  return downloads;
}
const phaseOf = (downloads: Downloads): string | undefined => downloads.list()[0]?.phase;
const ended = async (downloads: Downloads, ...phases: string[]) => {
  await expect.poll(() => phases.includes(phaseOf(downloads)!), { timeout: 30_000, interval: 5, message: JSON.stringify(downloads.list()) }).toBe(true);
  return downloads.list()[0]!;
};
const codeOf = async (work: Promise<unknown>): Promise<string> => work.then(() => 'none', (error: unknown) => (isHearthError(error) ? error.code : String(error)));
const left = (): string[] => (existsSync(folder) ? readdirSync(folder) : []);

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'hearth-download-')), '.downloads');
  files = new Map([...made.files, ['hearth-list.json', jsonOf(made.list)]]);
  [servers, open, installed] = [[], [], []];
});
afterEach(async () => {
  for (const downloads of open) await downloads.close();
  for (const server of servers) await server.close();
  rmSync(join(folder, '..'), { recursive: true, force: true });
});

describe('a download', () => {
  it.each([['the root of its list', root], ['its model id', modelId]])('by %s comes block by block, in parts, and is handed over whole', async (_, named) => {
    const server = await serve();
    const downloads = make();
    expect(await downloads.start([server.url], named, [])).toMatchObject({ root: named, totalBytes: made.list.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) });
    expect(downloads.reservedBytes()).toBeGreaterThan(weightBytes);
    expect(await ended(downloads, 'done')).toMatchObject({ title: 'Noise', failure: null });
    expect([installed.map((one) => one.modelId), left(), downloads.reservedBytes()]).toEqual([[modelId], [], 0]);
    expect(server.asked.filter((line) => line.startsWith('onnx/model.onnx bytes=')).length).toBe(Math.ceil(weightBytes / 65_536 / 8));
    expect(server.givenBytes()).toBe([...files.values()].reduce((sum, { length }) => sum + length, 0) + files.get('hearth-list.json')!.length);
  });

  it('takes whole files from a server that gives no parts, and knows a model by its manifest alone where there is no list', async () => {
    files.delete('hearth-list.json');
    const server = await serve((request) => {
      delete request.headers.range;
      return false;
    });
    const downloads = make();
    await downloads.start([`${server.url}manifest.json`], modelId, []);
    await ended(downloads, 'done');
    expect(installed).toHaveLength(1);
  });

  it('goes on after kill -9 where it was: no block that was on disk is asked for again', async () => {
    const server = await serve();
    const child = spawn(process.execPath, [join(import.meta.dirname, '../../../../support/downloadChild.ts'), folder, server.url, root, '1500000'], { stdio: ['ignore', 'pipe', 'inherit'] });
    let seen = '';
    child.stdout.on('data', (chunk: Buffer) => (seen += chunk.toString()));
    await expect.poll(() => Number(seen.trim().split('\n').at(-1)), { timeout: 15_000, interval: 10 }).toBeGreaterThan(400_000);
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    // A record that lies about one block: what is on disk is hashed, not believed.
    const record = join(folder, root, 'blocks.txt');
    const lines = readFileSync(record, 'utf8').trim().split('\n').filter((line) => line.startsWith('1 '));
    const before = server.givenBytes();
    const broken = Number(lines[0]!.split(' ')[1]);
    const weights = join(folder, root, 'files', 'onnx', 'model.onnx');
    const bytes = readFileSync(weights);
    bytes[broken * 65_536] = bytes[broken * 65_536]! ^ 1;
    writeFileSync(weights, bytes);
    const downloads = make();
    expect(downloads.list()[0]).toMatchObject({ root, phase: 'waiting' });
    await ended(downloads, 'done');
    expect(installed).toHaveLength(1);
    const again = server.givenBytes() - before - files.get('hearth-list.json')!.length;
    expect(again).toBeLessThanOrEqual(weightBytes - (lines.length - 1) * 65_536 + 10_000);
  }, 30_000);

  it('can be paused, survives a restart as paused, goes on, and leaves nothing when it is cancelled', async () => {
    const server = await serve();
    const slow = { limits, retryMs: 5, take: createThrottle(() => 2_000_000) };
    const first = make({ fetchOptions: slow });
    await first.start([server.url], root, []);
    await expect.poll(() => first.list()[0]!.doneBytes, { interval: 5 }).toBeGreaterThan(100_000);
    await first.pause(root);
    expect(phaseOf(first)).toBe('paused');
    await first.close();
    const second = make({ fetchOptions: slow });
    expect(phaseOf(second)).toBe('paused');
    second.resume(root);
    await expect.poll(() => second.list()[0]!.doneBytes, { interval: 5 }).toBeGreaterThan(200_000);
    await expect.poll(() => second.list()[0]!.bytesPerSecond, { interval: 5 }).toBeGreaterThan(0);
    await second.cancel(root);
    expect([second.list(), left(), installed]).toEqual([[], [], []]);
  });

  it('lets every byte through the limit its owner set, at that rate', async () => {
    const server = await serve();
    let passed = 0;
    const downloads = make({ fetchOptions: { limits, retryMs: 5, take: (bytes) => Promise.resolve(void (passed += bytes)) } });
    await downloads.start([server.url], root, []);
    await ended(downloads, 'done');
    expect(passed).toBe(server.givenBytes());
    let nowMs = 0;
    const throttle = createThrottle(() => 1_000_000, { nowMs: () => nowMs, wait: (ms) => Promise.resolve(void (nowMs += ms)) });
    for (let taken = 0; taken < 5_000_000; taken += 50_000) await throttle(50_000, new AbortController().signal);
    expect(nowMs).toBeCloseTo(4950, 5);
  });

  it('asks for room before it begins and writes nothing where there is none', async () => {
    const server = await serve();
    const asked: unknown[] = [];
    const full = make({ makeRoom: (bytes, evict) => {
      asked.push(bytes, evict);
      throw new HearthError('model.noRoom', { neededBytes: bytes, quotaBytes: 1, shortBytes: 1, wouldGo: '', wouldGoIds: [] });
    } });
    expect(await codeOf(full.start([server.url], root, ['0x1']))).toBe('model.noRoom');
    expect([asked, left(), full.list()]).toEqual([[made.list.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0), ['0x1']], [], []]);
  });

  it('stops when the disk fills up under it, keeps what came, and goes on when there is room again', async () => {
    const server = await serve();
    let free = 10;
    const downloads = make({ freeBytes: () => free });
    await downloads.start([server.url], root, []);
    expect(await ended(downloads, 'failed')).toMatchObject({ failure: { code: 'storage.diskFull' } });
    free = 10 ** 12;
    downloads.resume(root);
    await ended(downloads, 'done');
  });

  it('goes on over a server that cuts every second connection', async () => {
    let count = 0;
    const server = await serve((request, response, path) => {
      if (!path.startsWith('onnx') || count++ % 2 === 0) return false;
      const { from, head } = partOf(request);
      response.writeHead(206, head).write(files.get(path)!.subarray(from, from + 100_000));
      setTimeout(() => response.destroy(), 5);
      return true;
    });
    const downloads = make();
    await downloads.start([server.url], root, []);
    await ended(downloads, 'done', 'failed', 'refused');
    expect([phaseOf(downloads), installed.length]).toEqual(['done', 1]);
  });

  it('gives up on a server that is gone, keeps what came, and goes on from there when its owner says so', async () => {
    let isGone = false;
    let isBack = false;
    const server = await serve((_, response, path) => {
      if (path.startsWith('onnx')) isGone ||= server.asked.filter((line) => line.startsWith('onnx')).length > 3 && !isBack;
      if (isGone) response.destroy();
      return isGone;
    });
    const downloads = make();
    await downloads.start([server.url], root, []);
    const failed = await ended(downloads, 'failed', 'refused', 'done');
    expect(failed).toMatchObject({ phase: 'failed', failure: { code: 'download.unreachable' } });
    expect([failed.doneBytes > 1_000_000, left()]).toEqual([true, [root]]);
    [isGone, isBack] = [false, true];
    downloads.resume(root);
    await ended(downloads, 'done', 'failed');
    expect(installed).toHaveLength(1);
  });

  it('goes on with another when the process of a mirror is killed in the middle of its parts, and asks for nothing that had come', async () => {
    const child = spawn(process.execPath, [join(import.meta.dirname, '../../../../support/mirrorChild.ts'), String(weightBytes)], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      let seen = '';
      child.stdout.on('data', (chunk: Buffer) => (seen += chunk.toString()));
      await expect.poll(() => seen, { timeout: 15_000, interval: 10 }).toContain('\n');
      const other = await serve();
      // Asked for the list first, and for the first parts, since nobody is known to be faster yet.
      const downloads = make();
      await downloads.start([seen.split('\n')[0]!, other.url], root, []);
      // Four pieces are a block: with three requests at once, one block is whole by then, and no request.
      await expect.poll(() => seen.split('\n')[1]!.length, { timeout: 15_000, interval: 1 }).toBeGreaterThanOrEqual(16);
      child.kill('SIGKILL');
      await ended(downloads, 'done');
      expect(installed).toHaveLength(1);
      // What the dead one had given whole was kept; what it was in the middle of came from the other.
      const parts = other.asked.filter((line) => line.startsWith('onnx')).map((line) => /bytes=(\d+)-(\d+)$/.exec(line)!.slice(1).map(Number) as [number, number]);
      const bytes = parts.reduce((sum, [from, to]) => sum + to + 1 - from, 0);
      expect(bytes).toBeLessThan(weightBytes);
      expect(new Set(parts.map(([from]) => from)).size).toBe(parts.length);
    } finally {
      child.kill('SIGKILL');
    }
  }, 40_000);

  it('takes blocks from several servers at once, and does without the one that turns out to lie', async () => {
    const honest = await serve();
    const liar = await serve((request, response, path) => {
      if (!path.startsWith('onnx')) return false;
      const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range!)!;
      const part = files.get(path)!.slice(Number(from), Number(to) + 1);
      part[0] = part[0]! ^ 1;
      response.writeHead(206, { 'content-range': `bytes ${from}-${to}/${weightBytes}`, 'content-length': part.length }).end(part);
      return true;
    });
    const downloads = make();
    await downloads.start([liar.url, honest.url], root, []);
    await ended(downloads, 'done');
    expect([liar, honest].map(({ asked }) => asked.some((line) => line.startsWith('onnx')))).toEqual([true, true]);
  });
});

/** Parts of the weights, told about rightly. */
const partOf = (request: IncomingMessage): { from: number; to: number; head: Record<string, string | number> } => {
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range!)!;
  return { from: Number(from), to: Number(to) + 1, head: { 'content-range': `bytes ${from}-${to}/${weightBytes}`, 'content-length': Number(to) + 1 - Number(from) } };
};
const forWeights = (act: (request: IncomingMessage, response: ServerResponse) => void): Answer => (request, response, path) => path.startsWith('onnx') && (act(request, response), true);

describe('over TLS, with real certificates', () => {
  const home = makeCertificate('Authority at home', null);
  const trust = (...more: string[]): void => tls.setDefaultCACertificates([...tls.getCACertificates('bundled'), ...more]);
  afterEach(() => trust());

  it.each<[string, string, MadeCertificate, string[]]>([
    ['signed by an authority that nobody here knows', 'who signed it is not known here', makeCertificate('localhost', makeCertificate('Somebody', null)), [home.cert]],
    ['that signed itself', 'it signed itself, or an authority that nobody here knows did', makeCertificate('localhost', null), [home.cert]],
    ['for another name', 'it is for another name', makeCertificate('mirror.example', home), [home.cert]],
    ['that has expired', 'it has expired', makeCertificate('localhost', home, { toMs: Date.now() - 60_000 }), [home.cert]],
    ['of tomorrow', 'it is not valid yet; is the clock right?', makeCertificate('localhost', home, { fromMs: Date.now() + 3_600_000 }), [home.cert]],
  ])('a mirror with a certificate %s is asked for nothing, and told of by what is wrong with it', async (_, reason, shown, trusted) => {
    trust(...trusted);
    const server = await serve(undefined, shown);
    const refusal = await make().start([server.url], root, []).then(() => null, (error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'download.untrusted', about: { url: expect.stringContaining(server.url), reason } });
    expect([server.asked, left()]).toEqual([[], []]);
  });

  it('a model is taken from a mirror at home whose authority its owner named, and nothing from one that only says it is it', async () => {
    trust(home.cert);
    const own = await serve(undefined, makeCertificate('localhost', home));
    const impostor = await serve(undefined, makeCertificate('localhost', null));
    await make().start([own.url, impostor.url], root, []);
    expect(await ended(open[0]!, 'refused', 'failed', 'done')).toMatchObject({ phase: 'done' });
    expect([installed.map((one) => one.modelId), impostor.asked, own.asked.length > 2]).toEqual([[modelId], [], true]);
  });

  it('a download keeps what came when the certificate runs out in the middle, and goes on when there is a new one', async () => {
    trust(home.cert);
    const expired = makeCertificate('localhost', home, { toMs: Date.now() - 60_000 });
    let weights = 0;
    const server = await serve(forWeights((request, response) => {
      // From the third part on every connection is a new one, and shows what has run out by then.
      if (++weights === 3) server.show(expired);
      const { from, to, head } = partOf(request);
      response.writeHead(206, { ...head, connection: 'close' }).end(files.get('onnx/model.onnx')!.subarray(from, to));
    }), makeCertificate('localhost', home));
    const downloads = make();
    await downloads.start([server.url], root, []);
    const failed = await ended(downloads, 'refused', 'failed', 'done');
    expect([failed.phase, failed.failure?.code, failed.doneBytes > 0]).toEqual(['failed', 'download.untrusted', true]);
    server.show(makeCertificate('localhost', home));
    downloads.resume(root);
    expect(await ended(downloads, 'refused', 'done')).toMatchObject({ phase: 'done' });
  });
});

describe('a hostile address is refused, and nothing of it stays', () => {
  it.each<[string, string, Answer]>([
    ['that gives other bytes', 'download.wrongBytes', forWeights((request, response) => response.writeHead(206, partOf(request).head).end(new Uint8Array(partOf(request).to - partOf(request).from)))],
    ['that sends to another host', 'download.redirected', forWeights((_, response) => response.writeHead(302, { location: 'http://127.0.0.2:1/model.onnx' }).end())],
    ['that sends to a file of this machine', 'download.redirected', forWeights((_, response) => response.writeHead(301, { location: 'file:///etc/passwd' }).end())],
    ['that sends in a circle', 'download.redirected', forWeights((request, response) => response.writeHead(302, { location: request.url! }).end())],
    ['that claims another length', 'download.wrongLength', forWeights((request, response) => response.writeHead(206, { ...partOf(request).head, 'content-range': `bytes ${partOf(request).from}-${partOf(request).to - 1}/${weightBytes + 1}` }).end())],
    ['that gives another part', 'download.wrongLength', forWeights((_, response) => response.writeHead(206, { 'content-range': `bytes 5-9/${weightBytes}` }).end('12345'))],
    ['that never ends', 'download.wrongLength', forWeights((request, response) => {
      const { 'content-length': _length, ...head } = partOf(request).head;
      response.writeHead(206, head);
      const pour = (): void => {
        while (!response.destroyed && response.write(files.get('onnx/model.onnx')!.subarray(partOf(request).from, partOf(request).to)));
      };
      response.on('drain', pour);
      pour();
    })],
    ['that packs what it gives', 'download.encoded', forWeights((request, response) => response.writeHead(206, { ...partOf(request).head, 'content-encoding': 'gzip' }).end(packed))],
  ])('%s: %s', async (_, code, instead) => {
    const server = await serve(instead);
    const downloads = make();
    await downloads.start([server.url], root, []);
    expect(await ended(downloads, 'refused', 'failed', 'done')).toMatchObject({ phase: 'refused', failure: { code }, doneBytes: 0 });
    expect([left(), installed, downloads.reservedBytes()]).toEqual([[], [], 0]);
  });

  it.each<[string, Answer]>([
    ['that drips its head', (request, response) => {
      if (!request.url!.includes('onnx')) return false;
      response.socket!.write('HTTP/1.1 206 Partial Content\r\n');
      const drip = setInterval(() => response.socket?.destroyed === false && response.socket.write('x: y\r\n'), 20);
      response.once('close', () => clearInterval(drip));
      return true;
    }],
    ['that drips its bytes', forWeights((request, response) => {
      response.writeHead(206, partOf(request).head);
      let at = partOf(request).from;
      const drip = setInterval(() => response.write(files.get('onnx/model.onnx')!.subarray(at, ++at)), 20);
      response.once('close', () => clearInterval(drip));
    })],
    ['that says nothing more after its head', forWeights((request, response) => {
      response.writeHead(206, partOf(request).head);
      response.flushHeaders();
    })],
  ])('%s: it is given up, not waited for, and can go on elsewhere', async (_, instead) => {
    const server = await serve(instead);
    const downloads = make({ fetchOptions: { limits: { headMs: 300, idleMs: 300, graceMs: 400, leastBytesPerSecond: 20_000 }, retryMs: 1, take: () => Promise.resolve() } });
    await downloads.start([server.url], root, []);
    const { phase, failure } = await ended(downloads, 'refused', 'failed', 'done');
    expect([phase, ['download.tooSlow', 'download.unreachable'].includes(failure!.code)]).toEqual(['failed', true]);
  }, 20_000);

  const hugeList = makeModelFiles(1000, 2 ** 24).list;
  hugeList.files.push(...Array.from({ length: 40 }, (_, n) => ({ path: `w${n}`, sizeBytes: 2 ** 31 - 1, sha256: root, blocks: Array.from({ length: 128 }, () => root) })));
  const changed = (change: (list: ModelList) => void): ModelList => {
    const list = structuredClone(made.list);
    change(list);
    return list;
  };
  it.each<[string, string, ModelList]>([
    ['with a path that climbs', 'download.listInvalid', changed((list) => (list.files[2]!.path = '../../settings.json'))],
    ['with a whole path', 'download.listInvalid', changed((list) => (list.files[2]!.path = '/etc/passwd'))],
    ['with a path of another system', 'download.listInvalid', changed((list) => (list.files[2]!.path = 'C:\\x'))],
    ['with a hidden file', 'download.listInvalid', changed((list) => (list.files[2]!.path = '.git/config'))],
    ['with one file in two spellings', 'download.listInvalid', changed((list) => (list.files[2]!.path = 'ONNX/model.onnx'))],
    ['with a file that is a folder', 'download.listInvalid', changed((list) => (list.files[2]!.path = 'onnx'))],
    ["with a file of Hearth's own", 'download.listInvalid', changed((list) => (list.files[2]!.path = 'installed.json'))],
    ['with too few hashes', 'download.listInvalid', changed((list) => list.files[1]!.blocks.pop())],
    ['without a manifest', 'download.listInvalid', changed((list) => list.files.shift())],
    ['of other weights than the model has', 'download.listInvalid', changed((list) => (list.files[1]!.sha256 = `0x${'00'.repeat(32)}`))],
    ['of more than a folder may hold', 'download.tooLarge', hugeList],
  ])('a list %s: %s', async (_, code, list) => {
    // Its own root, so that only the list itself is to blame.
    files.set('hearth-list.json', jsonOf(list));
    const server = await serve();
    const found = await codeOf(make().start([server.url], listRootOf(p, list), []));
    expect(found).toBe(code);
    expect([server.asked.filter((line) => !line.startsWith('hearth-list')), left()]).toEqual([[], []]);
  });

  it('a list that is not the one that was named, one that never ends, and one with a key twice', async () => {
    const server = await serve();
    expect(await codeOf(make().start([server.url], `0x${'12'.repeat(32)}`, []))).toBe('download.wrongRoot');
    const endless = await serve((_, response) => {
      response.writeHead(200);
      const pour = (): void => {
        while (!response.destroyed && response.write(new Uint8Array(1 << 20)));
      };
      response.on('drain', pour);
      pour();
      return true;
    });
    expect(await codeOf(make().start([endless.url], root, []))).toBe('download.tooLarge');
    files.set('hearth-list.json', new TextEncoder().encode(JSON.stringify(made.list).replace('{"format"', '{"format":"x","format"')));
    expect(await codeOf(make().start([server.url], root, []))).toBe('download.listInvalid');
    expect(left()).toEqual([]);
  });

  it.each([['ftp://h/x', 'scheme'], ['file:///etc', 'scheme'], ['http://models.example/x', 'plain'], ['https://u:p@h/x', 'credentials'], ['https://h/x?token=1', 'malformed'], ['models', 'malformed']])('the address %s: %s', async (url, reason) => {
    await expect(make().start([url], root as Hex, [])).rejects.toMatchObject({ code: 'download.addressInvalid', about: { reason } });
  });
});
