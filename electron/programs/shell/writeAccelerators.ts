import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { inflateRawSync } from 'node:zlib';
import { acceleratorListShape, type Accelerator, type Library } from '../../services/accelerators/acceleratorList.ts';
import { readZipEntries } from './zipEntries.ts';

/**
 * Writes `assets/accelerators.json`: which libraries an installed Hearth may fetch, each by its digest. Run when a release is built, by somebody who can reach both registries; it fetches every archive whole (about 2 GB)
 * and hashes what it takes from it. What the runtime's package asks for comes from where that package names it; NVIDIA's own libraries from the archives it publishes for Python, which are zip files.
 *
 *   node writeAccelerators.ts [--out FILE] [--nuget https://api.nuget.org] [--pypi https://pypi.org]
 */
const { values: options } = parseArgs({ options: { out: { type: 'string', default: join(import.meta.dirname, '../../../assets/accelerators.json') }, nuget: { type: 'string', default: 'https://api.nuget.org' }, pypi: { type: 'string', default: 'https://pypi.org' } } });
const require = createRequire(import.meta.url);
const system = 'linux-x64';

/** What libonnxruntime_providers_cuda.so links to, of the major versions it was built with. */
const nvidia = [
  ['nvidia-cublas-cu12', 12], ['nvidia-cuda-nvrtc-cu12', 12], ['nvidia-cuda-runtime-cu12', 12], ['nvidia-cudnn-cu12', 9], ['nvidia-cufft-cu12', 11], ['nvidia-curand-cu12', 10], ['nvidia-nvjitlink-cu12', 12],
] as const;
/** Another engine of NVIDIA's, which Hearth does not offer. */
const left = /tensorrt/;

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function fetchWhole(url: string): Promise<Buffer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}

/** The shared libraries of an archive at these paths. */
function librariesOf(url: string, archive: Buffer, isWanted: (path: string) => boolean): Library[] {
  return readZipEntries(archive).filter(({ name }) => isWanted(name)).map(({ name, from, to, isDeflated, sizeBytes }) => {
    const packed = archive.subarray(from, to);
    const bytes = isDeflated ? inflateRawSync(packed, { maxOutputLength: sizeBytes + 1 }) : packed;
    if (bytes.length !== sizeBytes) throw new Error(`${name} of ${url} is not as long as the archive says`);
    return { name: basename(name), url, from, to, archiveBytes: archive.length, isDeflated, sizeBytes, sha256: sha256(bytes) };
  });
}

/** What onnxruntime-node's own install script would fetch from NuGet, which it fetches by no digest. */
async function ofRuntime(version: string): Promise<Library[]> {
  const { manifests, packages } = require('onnxruntime-node/script/install-metadata.js') as { manifests: Record<string, Record<string, { package: string; path: string }>>; packages: Record<string, { name: string }> };
  const wanted = Object.values(manifests['linux/x64:cuda12']!).filter(({ path }) => !left.test(path));
  const name = packages[wanted[0]!.package]!.name.toLowerCase();
  const url = `${options.nuget}/v3-flatcontainer/${name}/${version}/${name}.${version}.nupkg`;
  const archive = await fetchWhole(url);
  say(`${name} ${version}: ${archive.length} bytes, ${sha256(archive)}`);
  const found = librariesOf(url, archive, (path) => wanted.some((one) => one.path === path));
  if (found.length !== wanted.length) throw new Error(`${name} ${version} lacks one of ${wanted.map(({ path }) => path).join(', ')}`);
  return found;
}

type Release = { readonly info: { readonly version: string }; readonly urls: readonly { readonly filename: string; readonly url: string; readonly size: number; readonly digests: { readonly sha256: string } }[] };
async function ofNvidia(name: string, major: number): Promise<Library[]> {
  const release = JSON.parse((await fetchWhole(`${options.pypi}/pypi/${name}/json`)).toString('utf8')) as Release;
  if (!release.info.version.startsWith(`${major}.`)) throw new Error(`${name} is at ${release.info.version}, and ${major} is wanted`);
  const file = release.urls.find(({ filename }) => /manylinux.*x86_64.*\.whl$/.test(filename));
  if (!file) throw new Error(`${name} ${release.info.version} has no archive for ${system}`);
  const archive = await fetchWhole(file.url);
  if (archive.length !== file.size || sha256(archive) !== file.digests.sha256) throw new Error(`${file.url} is not what ${options.pypi} says`);
  say(`${file.filename}: ${archive.length} bytes, ${file.digests.sha256}`);
  return librariesOf(file.url, archive, (path) => /\/lib\/lib[^/]+\.so[\d.]*$/.test(path));
}

const { version: runtime } = JSON.parse(readFileSync(require.resolve('onnxruntime-node/package.json'), 'utf8')) as { version: string };
const libraries = await ofRuntime(runtime);
for (const [name, major] of nvidia) libraries.push(...(await ofNvidia(name, major)));
const cuda: Accelerator = { id: 'cuda', system, runtime, libraries };
writeFileSync(options.out, `${JSON.stringify(acceleratorListShape.parse({ format: 'hearth-accelerators/1', accelerators: [cuda] }), null, 1)}\n`);
process.stdout.write(`${options.out}\n`);
