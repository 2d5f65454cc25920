import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findAccelerator } from '../../electron/services/broker/foundAccelerator.ts';
import { createNodeFork } from '../../electron/services/broker/nodeFork.ts';
import { connectBridge } from '../../electron/shared/bridgeKit.ts';
import { workerBridge } from '../../electron/shared/workerBridge.ts';
import { runHearth } from '../support/hearthCommand.ts';
import { noise, startModelServer, type ModelServer } from '../support/modelServer.ts';
import { runCommand } from '../support/runCommand.ts';
import { zipOf } from '../support/zipOf.ts';

/** The real runtime in a real, confined worker; NVIDIA's libraries are stand-ins that load and can do nothing, since nobody here has a card. */
const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'hearth-accelerator-'));
const data = join(folder, 'data');
const list = join(folder, 'accelerators.json');
const { version } = createRequire(import.meta.url)('onnxruntime-node/package.json') as { version: string };
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const files = new Map<string, Uint8Array>();
let server: ModelServer;
let missing: string | null = process.platform === 'linux' && process.arch === 'x64' ? null : 'the only accelerator is for Linux on x64';

const compile = (name: string, source: string): Uint8Array => {
  execFileSync('cc', ['-shared', '-fPIC', '-o', join(folder, name), '-x', 'c', '-'], { input: source, stdio: ['pipe', 'pipe', 'pipe'] });
  return readFileSync(join(folder, name));
};
const script = (args: readonly string[]) => runCommand(process.execPath, args, { cwd: root, limitMs: 60_000 });
const hearth = async (...words: string[]): Promise<{ readonly code: number | null; readonly json: unknown; readonly stderr: string }> => {
  const ran = await runHearth(['accelerator', ...words, '--json', '--data', data]);
  return { ...ran, json: ran.json() };
};

beforeEach(({ skip }) => skip(missing !== null, missing ?? ''));
beforeAll(async () => {
  server = await startModelServer(() => files);
  mkdirSync(data);
  if (missing !== null) return;
  const native = 'runtimes/linux-x64/native/libonnxruntime_providers_';
  try {
    files.set(`v3-flatcontainer/microsoft.ml.onnxruntime.gpu.linux/${version}/microsoft.ml.onnxruntime.gpu.linux.${version}.nupkg`, zipOf({
      [`${native}cuda.so`]: compile('cuda.so', 'int lacking_what_the_runtime_calls;'), [`${native}shared.so`]: compile('shared.so', 'void Provider_SetHost(void *host) {} void *Provider_GetHost(void) { return 0; }'), [`${native}tensorrt.so`]: noise(1000, 3), 'README.md': noise(100, 4),
    }));
  } catch {
    missing = 'no C compiler';
    return;
  }
  for (const [name, major] of [['cublas', 12], ['cuda-nvrtc', 12], ['cuda-runtime', 12], ['cudnn', 9], ['cufft', 11], ['curand', 10], ['nvjitlink', 12]] as const) {
    const wheel = zipOf({ [`nvidia/${name}/lib/lib${name}.so.${major}`]: noise(5000, major), [`nvidia/${name}/include/${name}.h`]: noise(50, 1) });
    const filename = `nvidia_${name}_cu12-${major}.1.0-py3-none-manylinux_2_27_x86_64.whl`;
    files.set(filename, wheel);
    files.set(`pypi/nvidia-${name}-cu12/json`, Buffer.from(JSON.stringify({ info: { version: `${major}.1.0` }, urls: [{ filename, url: `${server.url}${filename}`, size: wheel.length, digests: { sha256: sha256(wheel) } }] })));
  }
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("a card maker's libraries", () => {
  it('are listed by digest when a release is built, and not when a registry gives something else than it says', async () => {
    const base = server.url.slice(0, -1);
    const written = await script(['electron/programs/shell/writeAccelerators.ts', '--out', list, '--nuget', base, '--pypi', base]);
    expect(written.status, written.output).toBe(0);
    const { accelerators } = JSON.parse(readFileSync(list, 'utf8')) as { accelerators: { runtime: string; libraries: { name: string }[] }[] };
    expect(accelerators.map(({ runtime }) => runtime)).toEqual([version]);
    expect(accelerators[0]!.libraries.map(({ name }) => name)).toEqual(['libonnxruntime_providers_cuda.so', 'libonnxruntime_providers_shared.so', 'libcublas.so.12', 'libcuda-nvrtc.so.12', 'libcuda-runtime.so.12', 'libcudnn.so.9', 'libcufft.so.11', 'libcurand.so.10', 'libnvjitlink.so.12']);

    const [name, honest] = [...files].find(([path]) => path.includes('curand') && path.endsWith('.whl'))!;
    files.set(name, noise(honest.length, 9));
    const refused = await script(['electron/programs/shell/writeAccelerators.ts', '--out', join(folder, 'none.json'), '--nuget', base, '--pypi', base]);
    files.set(name, honest);
    expect([refused.status, refused.output]).toEqual([1, expect.stringContaining('is not what')]);
  });

  it('are fetched by that list and no other word, and taken away again', async () => {
    writeFileSync(join(folder, 'other.json'), readFileSync(list, 'utf8').replace(version, '1.2.3'));
    expect(await hearth('cuda', '--list', join(folder, 'other.json'))).toMatchObject({ code: 2, stderr: expect.stringContaining('only cuda for linux-x64 and runtime 1.2.3') });
    expect(await hearth('cuda', '--list', list)).toMatchObject({ code: 0, json: { isInstalled: true, libraries: 9 } });
    expect((await hearth()).json).toMatchObject({ installed: ['cuda'] });
  });

  it("are what a worker's runtime loads, from where it reads nothing else, and the processor goes on computing", async () => {
    const programs = join(root, 'electron/programs');
    const found = findAccelerator(data, programs);
    expect(found?.folder).toBe(join(data, 'accelerators', 'cuda'));
    const worker = createNodeFork(programs, 'ts', () => {})('worker', [], found!.env, [found!.folder]);
    try {
      const { executionProviders } = await connectBridge(workerBridge, worker.port).ask('probe', {});
      expect(executionProviders.find(({ name }) => name === 'cpu')).toMatchObject({ usable: true });
      // It has no card: what counts is that its libraries were found, opened and asked.
      expect(executionProviders.find(({ name }) => name === 'cuda')).toMatchObject({ usable: false });
      const mapped = new Set(readFileSync(`/proc/${worker.pid!}/maps`, 'utf8').split('\n').map((line) => line.split(/\s+/)[5]).filter((path) => path?.includes('libonnxruntime')));
      expect([...mapped].sort()).toEqual(['libonnxruntime.so.1', 'libonnxruntime_providers_cuda.so', 'libonnxruntime_providers_shared.so'].map((name) => join(found!.folder, name)));
    } finally {
      worker.kill();
    }
    // An older runtime's is left alone.
    writeFileSync(join(found!.folder, 'accelerator.json'), readFileSync(join(found!.folder, 'accelerator.json'), 'utf8').replace(version, '1.2.3'));
    expect(findAccelerator(data, programs)).toBe(null);
    expect((await hearth()).json).toMatchObject({ installed: [], unusedFor: '1.2.3' });
    expect(await hearth('cuda', '--remove')).toMatchObject({ code: 0, json: { wasThere: true } });
  });
});
