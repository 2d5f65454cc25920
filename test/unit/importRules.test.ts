import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../support/runCommand.ts';

/** A rule that looks at nothing allows everything, so each is shown a tree that breaks it. */
const root = join(import.meta.dirname, '../..');
const broken: readonly (readonly [rule: string, file: string, source: string])[] = [
  ['renderer-only-shared', 'renderer/a.ts', "import '../electron/services/jobs/journal.ts';"],
  ['renderer-no-node', 'renderer/b.ts', "import 'node:fs';"],
  ['shared-only-zod', 'electron/shared/a.ts', "import '../protocol/pure.ts';"],
  ['shared-only-zod', 'electron/shared/b.ts', "import 'node:os';"],
  ['shared-only-zod', 'electron/shared/c.ts', "import 'ethers';"],
  ['protocol-pure-own-code', 'electron/protocol/a.ts', "import '../services/jobs/journal.ts';"],
  ['protocol-pure-packages', 'electron/protocol/b.ts', "import 'node:fs';"],
  ['protocol-pure-packages', 'electron/protocol/c.ts', "import 'ws';"],
  ['protocol-no-chain-access', 'electron/protocol/d.ts', "import 'ethers/providers';"],
  ['services-not-upwards', 'electron/services/jobs/a.ts', "import '../../programs/provider.ts';"],
  ['services-by-type-only', 'electron/services/jobs/b.ts', "import { chain } from '../chain/chain.ts'; console.log(chain);"],
  ['programs-by-nobody', 'electron/main/a.ts', "import '../programs/provider.ts';"],
  ['programs-host-by-main', 'electron/protocol/e.ts', "import '../programs/host/startHost.ts';"],
  ['signer-small', 'electron/programs/signer/a.ts', "import '../../services/chain/chain.ts';"],
  ['signer-no-sockets', 'electron/programs/signer/b.ts', "import 'node:net';"],
  ['signer-no-sockets', 'electron/programs/signer/c.ts', "import https from 'https'; console.log(https);"],
  ['wallet-no-network-library', 'electron/programs/signer/d.ts', "import 'ws';"],
  ['electron-only-in-shell', 'electron/services/jobs/c.ts', "import { app } from 'electron'; console.log(app);"],
  ['electron-only-in-shell', 'electron/programs/b.ts', "import Store from 'electron-store'; console.log(Store);"],
  ['main-thin', 'electron/main/b.ts', "import '../services/chain/chain.ts';"],
  ['preload-alone', 'electron/preload/a.ts', "import '../main/a.ts';"],
  ['no-test-in-product', 'electron/services/jobs/d.ts', "import '../../../test/support/a.ts';"],
  ['no-runtime-cycles', 'electron/services/jobs/e.ts', "import './f.ts'; export const e = 1;"],
  ['no-dev-dependency-in-product', 'electron/services/jobs/g.ts', "import { createPublicClient } from 'viem'; console.log(createPublicClient);"],
  ['resolvable', 'electron/services/jobs/h.ts', "import './nowhere.ts';"],
];
const allowed: readonly (readonly [file: string, source: string])[] = [
  ['electron/protocol/pure.ts', "import { z } from 'zod'; import { TypedDataEncoder } from 'ethers/hash'; console.log(z, TypedDataEncoder);"],
  ['electron/services/chain/chain.ts', "import { JsonRpcProvider } from 'ethers/providers'; export const chain = JsonRpcProvider;"],
  ['electron/services/jobs/journal.ts', "import type { chain } from '../chain/chain.ts'; import '../ports/port.ts'; export type Chain = typeof chain;"],
  ['electron/services/jobs/f.ts', "import './e.ts'; export const f = 1;"],
  ['electron/services/ports/port.ts', 'export const port = 1;'],
  ['electron/programs/provider.ts', "import '../services/chain/chain.ts';"],
  ['electron/programs/host/startHost.ts', "import '../../services/ports/port.ts';"],
  ['electron/programs/signer.ts', "import '../services/ports/port.ts'; import { Wallet } from 'ethers'; console.log(Wallet);"],
  ['electron/main/index.ts', "import { app } from 'electron'; import '../programs/host/startHost.ts'; console.log(app);"],
  ['renderer/main.ts', "import type { Port } from '../electron/shared/bridgeKit.ts'; export type P = Port;"],
  ['electron/shared/bridgeKit.ts', "import { z } from 'zod'; export type Port = typeof z;"],
  ['test/support/a.ts', 'export const a = 1;'],
];

describe('the import rules', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-imports-'));
  let violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[] = [];

  beforeAll(async () => {
    for (const file of ['package.json', 'tsconfig.json', 'tsconfig.base.json', '.dependency-cruiser.cjs']) cpSync(join(root, file), join(folder, file));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    for (const [file, source] of [...broken.map(([, file, source]) => [file, source] as const), ...allowed]) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), `${source}\nexport {};\n`);
    }
    const command = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
    const { stdout, output } = await runCommand(process.execPath, [command, 'electron', 'renderer', 'test', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'], { cwd: folder, limitMs: 60_000 });
    expect(stdout, output).toMatch(/^\{/);
    ({ violations } = (JSON.parse(stdout) as { summary: { violations: typeof violations } }).summary);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(broken)('%s is broken by %s', (rule, file) => {
    expect(violations.filter(({ from }) => from === file).map((violation) => violation.rule.name)).toContain(rule);
  });

  it('lets through what the architecture allows', () => {
    const files = new Set(allowed.map(([file]) => file));
    // f.ts and e.ts are the two halves of one cycle.
    expect(violations.filter(({ from }) => files.has(from) && !from.endsWith('/f.ts')).map(({ from, rule }) => `${rule.name}: ${from}`)).toEqual([]);
  });
});
