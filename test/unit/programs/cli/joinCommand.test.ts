import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { refuseLeaving, runLeave, runNetworks } from '../../../../electron/programs/cli/joinCommand.ts';
import { createOutput } from '../../../../electron/programs/cli/output.ts';
import { keepJoined, networkFolder } from '../../../../electron/programs/network/joinedNetworks.ts';
import { contractNames } from '../../../../electron/services/chain/contracts.ts';
import { networkProtocol, type NetworkFile } from '../../../../electron/services/chain/networkFile.ts';
import { openSettings } from '../../../../electron/services/settings/settings.ts';

const dataFolder = mkdtempSync(join(tmpdir(), 'hearth-leave-'));
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));
const contract = { address: `0x${'11'.repeat(20)}` as const, codeHash: `0x${'22'.repeat(32)}` };
const fileOf = (name: string, practice: boolean): NetworkFile => ({
  format: 'hearth-network/1', protocol: networkProtocol, name, seeds: [], relays: [], practice: null,
  deployment: { format: 'hearth-deployment/2', name, practice, chainId: 7, rpcUrls: ['https://rpc.example.org'], startBlock: 1, windowSeconds: 600, contracts: Object.fromEntries(contractNames.map((one) => [one, contract])) as NetworkFile['deployment']['contracts'] },
});
const said: unknown[] = [];
const output = { ...createOutput(true), result: (value: unknown) => void said.push(value), say: () => undefined };
const leave = (name: string, forget: boolean, yes = false): Promise<void> => runLeave(dataFolder, name, { forget, yes, whenClear: false, waitSeconds: 1 }, output);
const now = { whenClear: false, yes: false };

describe('leaving a network', () => {
  it('keeps its data, goes back to the own practice network, and comes back with them', async () => {
    await keepJoined(dataFolder, 'winter', fileOf('winter', false));
    await runNetworks(dataFolder, ['use', 'winter'], now, output);
    expect(openSettings(dataFolder).read().network).toBe('winter');
    await leave('winter', false);
    expect(openSettings(dataFolder).read().network).toBeNull();
    expect(existsSync(networkFolder(dataFolder, 'winter'))).toBe(true);
  });

  it('is left for the next start to do once nothing waits, where nothing runs, and taken back by a plain word', async () => {
    await runNetworks(dataFolder, ['use', 'winter'], now, output);
    await runLeave(dataFolder, 'winter', { forget: false, yes: false, whenClear: true, waitSeconds: 1 }, output);
    expect(said.at(-1)).toEqual({ name: 'winter', left: false, forgotten: false, waiting: null });
    expect(openSettings(dataFolder).read()).toMatchObject({ network: 'winter', goingTo: { name: null } });
    await runNetworks(dataFolder, [], now, output);
    expect(said.at(-1)).toMatchObject({ current: 'winter', goingTo: 'practice', waiting: null });
    await expect(runLeave(dataFolder, 'winter', { forget: true, yes: true, whenClear: true, waitSeconds: 1 }, output)).rejects.toMatchObject({ code: 'usage.invalid', about: { reason: expect.stringContaining('give one of them') } });
    await leave('winter', false);
    expect(openSettings(dataFolder).read()).toMatchObject({ network: null, goingTo: null });
  });

  it('forgets what still waits to be paid in real money only when that is said', async () => {
    await expect(leave('winter', true)).rejects.toMatchObject({ code: 'usage.invalid', about: { reason: expect.stringContaining('what still waits to be paid there would be lost') } });
    expect(existsSync(networkFolder(dataFolder, 'winter'))).toBe(true);
    await leave('winter', true, true);
    expect(existsSync(networkFolder(dataFolder, 'winter'))).toBe(false);
  });

  it('forgets test money at a word, and no network that it does not know', async () => {
    await keepJoined(dataFolder, 'spring', fileOf('spring', true));
    await leave('spring', true);
    expect(existsSync(networkFolder(dataFolder, 'spring'))).toBe(false);
    await expect(leave('autumn', true)).rejects.toMatchObject({ code: 'network.unknown' });
    await expect(leave('../..', true, true)).rejects.toMatchObject({ code: 'network.unknown' });
    await expect(runNetworks(dataFolder, ['use', 'autumn'], now, output)).rejects.toMatchObject({ code: 'network.unknown' });
  });
});

describe('leaving a network of real money', () => {
  it('is refused while receipts wait, or while that is not known, unless it is to wait or its owner insists', () => {
    const waiting = { receipts: 3, untilMs: Date.UTC(2031, 4, 6, 7, 8) };
    expect(refuseLeaving({ isPractice: false, waiting }, now)).toMatch(/^3 receipts .* until 2031-05-06 07:08 UTC at the latest\. .*--when-clear .* --yes/);
    expect(refuseLeaving({ isPractice: false, waiting: null }, now)).toMatch(/not known/);
    for (const how of [{ whenClear: true, yes: false }, { whenClear: false, yes: true }]) expect(refuseLeaving({ isPractice: false, waiting }, how)).toBeNull();
    expect(refuseLeaving({ isPractice: true, waiting }, now)).toBeNull();
    expect(refuseLeaving({ isPractice: false, waiting: { receipts: 0, untilMs: null } }, now)).toBeNull();
  });
});
