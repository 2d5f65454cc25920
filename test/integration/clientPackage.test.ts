import { mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository } from '../support/programs.ts';
import { runCommand } from '../support/runCommand.ts';
import { newFolder } from '../support/runningHearth.ts';

/** What an application gets by `npm install hearth-client-VERSION.tgz`, in a project of its own and with no checkout beside it. */
const receipt = readFileSync(join(repository, 'test/fixtures/receiptGenerate.json'), 'utf8');
const folder = newFolder('clientPackage');
const home = join(folder, 'node_modules', 'hearth-client');
const modules = join(repository, 'node_modules');
let address = '';
const gateway = createServer((request, response) => {
  const isThere = request.url === '/v1/receipts/asked' && request.headers.authorization === 'Bearer hk-test';
  response.writeHead(isThere ? 200 : 404, { 'content-type': 'application/json' }).end(isThere ? receipt : '{"error":{"message":"No such receipt.","code":"receipt_not_found"}}');
});

beforeAll(async () => {
  const packed = await runCommand(process.execPath, [join(repository, 'electron/programs/shell/packClient.ts'), folder], { cwd: folder, limitMs: 120_000 });
  expect(packed.status, packed.output).toBe(0);
  mkdirSync(home, { recursive: true });
  const unpacked = await runCommand('tar', ['-xzf', packed.stdout.trim(), '--strip-components=1', '-C', home], { cwd: folder, limitMs: 30_000 });
  expect(unpacked.status, unpacked.output).toBe(0);
  const { dependencies } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
  mkdirSync(join(folder, 'node_modules', '@types'));
  for (const name of [...Object.keys(dependencies), '@types/node']) symlinkSync(join(modules, name), join(folder, 'node_modules', name), 'junction');
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  await new Promise((resolve) => gateway.listen(0, '127.0.0.1', () => resolve(null)));
  const bound = gateway.address();
  address = `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}/v1`;
}, 200_000);
afterAll(() => {
  gateway.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the package of the client library', () => {
  it('holds the client and what verifies a receipt, and nothing that runs Hearth', () => {
    expect(readdirSync(join(home, 'lib')).sort()).toEqual(['client', 'protocol', 'services', 'shared']);
    expect(readdirSync(join(home, 'lib', 'services'))).toEqual(['primitives']);
    const { dependencies } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { dependencies: object };
    expect(Object.keys(dependencies).sort()).toEqual(['canonicalize', 'ethers', 'zod']);
  });
  it('verifies a receipt on the machine of the application, and says what failed', async () => {
    writeFileSync(join(folder, 'app.js'), `
      import { ClientError, openHearth, runTools } from 'hearth-client';
      const hearth = openHearth({ apiKey: 'hk-test', baseUrl: process.argv[2] });
      const file = await hearth.receipt('asked');
      const { ok, checks, receiptId } = await hearth.verify(file);
      const forged = await hearth.verify({ ...file, receiptSignature: '0x' + '11'.repeat(65) });
      const missing = await hearth.receipt('other').then(() => null, (error) => error instanceof ClientError && error.kind);
      console.log(JSON.stringify({ ok, checks: checks.length, receiptId, forged: forged.ok, missing, tools: typeof runTools }));
    `);
    const ran = await runCommand(process.execPath, ['app.js', address], { cwd: folder, limitMs: 60_000 });
    expect(ran.status, ran.output).toBe(0);
    const said = JSON.parse(ran.stdout) as { checks: number };
    expect(said).toMatchObject({ ok: true, forged: false, missing: 'notFound', tools: 'function', receiptId: expect.stringMatching(/^0x[0-9a-f]{64}$/) as string });
    expect(said.checks).toBeGreaterThan(15);
  });
  it('has types that a strict project compiles against: a wrong call is refused, a right one is not', async () => {
    const compile = async (code: string): Promise<{ status: number | null; output: string }> => {
      writeFileSync(join(folder, 'app.ts'), `import { openHearth, type Generated } from 'hearth-client';\nconst hearth = openHearth({ apiKey: 'x' });\n${code}\n`);
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: { strict: true, exactOptionalPropertyTypes: true, module: 'NodeNext', target: 'ES2024', noEmit: true, skipLibCheck: true, types: ['node'] }, files: ['app.ts'] }));
      return runCommand(process.execPath, [join(modules, 'typescript/bin/tsc'), '--project', folder], { cwd: folder, limitMs: 120_000 });
    };
    const right = await compile("const made: Generated = await hearth.generate({ model: 'ember', prompt: 'x' }).result;\nconst cost: bigint = made.costWei;\nconsole.log(cost);");
    expect([right.status, right.output.trim()]).toEqual([0, '']);
    const wrong = await compile("const made = await hearth.generate({ model: 'ember', prompt: 5 }).result;\nconst cost: string = made.costWei;\nconsole.log(cost);");
    expect(wrong.output.match(/error TS\d+/g)).toEqual(['error TS2322', 'error TS2322']);
  }, 250_000);
});
