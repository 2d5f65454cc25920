import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createUpdateKey } from '../../../electron/services/updates/feedSignature.ts';
import { runCommand } from '../../support/runCommand.ts';

const folder = mkdtempSync(join(tmpdir(), 'hearth-sign-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const root = join(import.meta.dirname, '../../..');
const run = (args: readonly string[], env: Record<string, string> = {}) => runCommand(process.execPath, ['electron/programs/shell/signFeed.ts', ...args], { cwd: root, limitMs: 30_000, env });

it('makes a key whose private half goes nowhere but to stdout', async () => {
  const made = await run(['--new-key']);
  expect(made.stdout).toMatch(/^-----BEGIN PRIVATE KEY-----/);
  expect(made.output.match(/PRIVATE KEY/g)).toHaveLength(2);
});

it('signs for no key that the source does not know, and leaves the feed as it was', async () => {
  const feed = join(folder, 'latest.yml');
  writeFileSync(feed, 'version: 0.2.0\n');
  const signed = await run(['--staging', '10', feed], { UPDATE_SIGNING_KEY: createUpdateKey() });
  expect(signed.status).toBe(2);
  expect(signed.output).toContain('no key of updateKeys.ts made this signature');
  expect(readFileSync(feed, 'utf8')).toBe('version: 0.2.0\n');
  expect((await run(['--staging', '10', feed])).output).toContain('holds no private key');
});
