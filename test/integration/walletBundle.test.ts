import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNodeFork } from '../../electron/services/broker/nodeFork.ts';
import { splitPort } from '../../electron/services/ports/channelPorts.ts';
import { connectBridge } from '../../electron/shared/bridgeKit.ts';
import { walletBridge } from '../../electron/shared/walletBridge.ts';
import { verifyMessage } from 'ethers/hash';
import { buildSigner, connectingModules } from '../../signer.config.ts';

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearth-bundle-'));
  await buildSigner(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the signer's built file", () => {
  it('imports four harmless modules of Node and nothing else, and names nothing that connects', () => {
    const text = readFileSync(join(folder, 'signer.js'), 'utf8');
    const imported = [...text.matchAll(/^\s*(?:import|export)\s[^'"\n]*?["']([^'"\n]+)["'];?$|\bimport\(\s*["']([^'"]+)["']|\brequire\(\s*["']([^'"]+)["']/gm)].map(([, a, b, c]) => (a ?? b ?? c)!.replace(/^node:/, ''));
    expect([...new Set(imported)].sort()).toEqual(['crypto', 'fs', 'path', 'util']);
    expect(imported.some((name) => connectingModules.includes(name))).toBe(false);
    expect(text).not.toMatch(/process\.(?:binding|getBuiltinModule|dlopen)|createRequire|\bfetch\(|new WebSocket\(|new EventSource\(/);
  });

  it('is a whole signer: it makes a wallet and signs', async () => {
    const child = createNodeFork(folder, 'js', () => {})('signer', ['--data', join(folder, 'data')], {});
    const owner = connectBridge(walletBridge, splitPort(child.port).open('wallet-1'));
    const draft = await owner.ask('beginCreate', { words: 24, passphrase: 'correct horse battery staple', name: 'Main' });
    const { accountId, address } = await owner.ask('finishCreate', { draftId: draft.draftId, words: null });
    expect(verifyMessage('hello', (await owner.ask('signText', { accountId, text: 'hello' })).signature)).toBe(address);
    child.kill();
    await child.gone;
  });
});
