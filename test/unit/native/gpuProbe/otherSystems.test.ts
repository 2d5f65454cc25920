import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The sources of other systems, by compilers that Debian has: `apt-get install g++-mingw-w64-x86-64 clang`. */
const root = join(import.meta.dirname, '../../../..');
const source = join(root, 'native/gpu-probe/src');
const warnings = ['-std=c++20', '-fsyntax-only', '-Wall', '-Wextra', '-Wno-unused-parameter', '-Werror'];
const compile = (command: string, words: readonly string[], input: string): string | null => {
  const { error, stderr, status } = spawnSync(command, [...warnings, ...words, '-'], { input, encoding: 'utf8' });
  return error ? null : status === 0 ? 'compiles' : stderr;
};
/** All of a folder in one go: the system's own headers cost the most. */
const allOf = (folder: string): string => readdirSync(join(source, folder)).filter((name) => /\.(?:cc|mm)$/.test(name)).map((name) => `#include "${join(source, folder, name)}"\n`).join('');
/** What binding.gyp defines for Windows. */
const windowsWords = ['-DUNICODE', '-D_UNICODE', '-DNOMINMAX', '-DWIN32_LEAN_AND_MEAN', '-D_WIN32_WINNT=0x0A00'];
const nodeHeaders = join(dirname(dirname(process.execPath)), 'include', 'node');
const addonWords = [`-I${nodeHeaders}`, `-I${dirname(createRequire(import.meta.url).resolve('node-addon-api/package.json'))}`, '-DNAPI_VERSION=8', '-DNAPI_DISABLE_CPP_EXCEPTIONS', '-DNODE_ADDON_API_DISABLE_DEPRECATED'];
const addon = existsSync(join(nodeHeaders, 'node_api.h')) ? `#include "${join(source, 'addon.cc')}"\n` : '';

describe.each([
  // The one with threads of C++'s own. What JavaScript sees is compiled with it.
  { system: 'Windows', command: 'x86_64-w64-mingw32-g++-posix', words: ['-x', 'c++', ...windowsWords, ...addonWords], all: () => `${allOf('windows')}${addon}` },
  // Against declarations of our own in place of Apple's headers, which are nowhere but on a Mac.
  { system: 'macOS', command: 'clang++', words: ['-x', 'objective-c++', '-fobjc-runtime=macosx-12.0', '-fobjc-arc', '-fblocks', `-I${join(root, 'test/fixtures/macSystem')}`], all: () => allOf('mac') },
])('the source for $system', ({ command, words, all }) => {
  it('compiles without a warning, and would not with a wrong type in it', ({ skip }) => {
    if (process.platform !== 'linux') return skip('a build of its own does it there');
    const verdict = compile(command, words, all());
    if (verdict === null) return skip(`no ${command}`);
    expect(verdict).toBe('compiles');
    expect(compile(command, words, `#include "${join(source, 'gpus.h')}"\nstd::function<std::vector<GpuSample>()> WatchGpus() { return [] { return 1.5; }; }\n`)).toMatch(/error:/);
  }, 300_000);
});

type Look = { readonly memoryTotalBytes: number; readonly memoryAvailableBytes: number; readonly busySeconds: number; readonly elapsedSeconds: number; readonly networkBytes: number; readonly isMemoryLow: boolean; readonly processes: readonly { readonly busySeconds: number; readonly memoryBytes: number }[] };

describe('what Windows tells of the machine', () => {
  it('is read, where Wine plays it: memory, work and network of all, and a process told apart', ({ skip }) => {
    if (process.platform !== 'linux' || spawnSync('wine', ['--version'], { stdio: 'ignore' }).status !== 0) return skip('no wine');
    const folder = mkdtempSync(join(tmpdir(), 'hearth-wine-'));
    const env = { ...process.env, WINEPREFIX: join(folder, 'prefix'), WINEDEBUG: '-all', WINEDLLOVERRIDES: 'mscoree,mshtml=' };
    try {
      const program = join(folder, 'machine.exe');
      const built = spawnSync('x86_64-w64-mingw32-g++-posix', ['-std=c++20', '-O1', '-static', ...windowsWords, '-o', program, join(root, 'test/fixtures/windowsMachine/machine.cc'), join(source, 'windows/machine.cc'), '-lpdh', '-liphlpapi'], { encoding: 'utf8' });
      if (built.error) return skip('no x86_64-w64-mingw32-g++-posix');
      expect(built.stderr).toBe('');
      const looks = execFileSync('wine', [program], { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim().split('\n').map((line) => JSON.parse(line) as Look);
      expect(looks).toHaveLength(2);
      const [first, second] = looks as [Look, Look];
      for (const look of looks) {
        expect(look.memoryAvailableBytes).toBeGreaterThan(0);
        expect(look.memoryTotalBytes).toBeGreaterThan(look.memoryAvailableBytes);
        expect(look.busySeconds).toBeLessThanOrEqual(look.elapsedSeconds);
        expect(look.networkBytes).toBeGreaterThanOrEqual(0);
        expect(look.isMemoryLow).toBeTypeOf('boolean');
        // The one that asks, which holds 64 MiB; the other that was named is not there.
        expect(look.processes).toHaveLength(1);
        expect(look.processes[0]!.memoryBytes).toBeGreaterThan(64 << 20);
      }
      expect(second.elapsedSeconds).toBeGreaterThan(first.elapsedSeconds);
      expect(second.processes[0]!.busySeconds).toBeGreaterThan(first.processes[0]!.busySeconds);
    } finally {
      spawnSync('wineserver', ['-k'], { env, stdio: 'ignore' });
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    }
  }, 300_000);
});
