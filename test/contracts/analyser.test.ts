import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const solhint = join(dirname(createRequire(import.meta.url).resolve('solhint/package.json')), 'solhint.js');
const analyse = (...args: string[]) =>
  promisify(execFile)(process.execPath, [solhint, '--noPoster', '--max-warnings', '0', '-f', 'unix', ...args], { cwd: root }).then(
    ({ stdout }) => ({ code: 0, stdout: stdout.trim() }),
    (error: { code: number; stdout: string }) => ({ code: error.code, stdout: error.stdout }),
  );

it('finds nothing in the contracts that is not answered in docs/protocol/contracts.md, and would say so', async () => {
  expect(await analyse('-c', 'native/contracts/.solhint.json', 'native/contracts/src/**/*.sol')).toEqual({ code: 0, stdout: '' });
  // A contract of the tests that the same rules have something against.
  const { code, stdout } = await analyse('-c', 'native/contracts/.solhint.json', 'native/contracts/test/HostileClient.sol');
  expect([code, stdout]).toEqual([1, expect.stringContaining('low-level')]);
}, 60_000);
