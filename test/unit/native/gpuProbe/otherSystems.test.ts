import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The sources of other systems, by compilers that Debian has: `apt-get install g++-mingw-w64-x86-64 clang`. */
const source = join(import.meta.dirname, '../../../../native/gpu-probe/src');
const warnings = ['-std=c++20', '-fsyntax-only', '-Wall', '-Wextra', '-Wno-unused-parameter', '-Werror'];
const compile = (command: string, words: readonly string[], input: string): string | null => {
  const { error, stderr, status } = spawnSync(command, [...warnings, ...words, '-'], { input, encoding: 'utf8' });
  return error ? null : status === 0 ? 'compiles' : stderr;
};
/** All of a folder in one go: the system's own headers cost the most. */
const allOf = (folder: string): string => readdirSync(join(source, folder)).filter((name) => /\.(?:cc|mm)$/.test(name)).map((name) => `#include "${join(source, folder, name)}"\n`).join('');

describe.each([
  // The one with threads of C++'s own; what binding.gyp defines for Windows.
  { system: 'Windows', folder: 'windows', command: 'x86_64-w64-mingw32-g++-posix', words: ['-x', 'c++', '-DUNICODE', '-D_UNICODE', '-DNOMINMAX', '-DWIN32_LEAN_AND_MEAN', '-D_WIN32_WINNT=0x0A00'] },
  // Against declarations of our own in place of Apple's headers, which are nowhere but on a Mac.
  { system: 'macOS', folder: 'mac', command: 'clang++', words: ['-x', 'objective-c++', '-fobjc-runtime=macosx-12.0', '-fobjc-arc', '-fblocks', `-I${join(import.meta.dirname, '../../../fixtures/macSystem')}`] },
])('the source for $system', ({ folder, command, words }) => {
  it('compiles without a warning, and would not with a wrong type in it', ({ skip }) => {
    if (process.platform !== 'linux') return skip('a build of its own does it there');
    const verdict = compile(command, words, allOf(folder));
    if (verdict === null) return skip(`no ${command}`);
    expect(verdict).toBe('compiles');
    expect(compile(command, words, `#include "${join(source, 'gpus.h')}"\nstd::function<std::vector<GpuSample>()> WatchGpus() { return [] { return 1.5; }; }\n`)).toMatch(/error:/);
  }, 120_000);
});
