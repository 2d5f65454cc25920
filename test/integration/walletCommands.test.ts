import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Wallet as SecondLibrary } from '@ethereumjs/wallet';
import { computeAddress } from 'ethers/transaction';
import { HDNodeWallet } from 'ethers/wallet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepJoined } from '../../electron/programs/network/joinedNetworks.ts';
import { signerNetworkOf } from '../../electron/programs/provider/signerSide.ts';
import { openSignerState } from '../../electron/programs/signer/signerState.ts';
import { contractNames } from '../../electron/services/chain/contracts.ts';
import { addressesOf, type Deployment } from '../../electron/services/chain/deployment.ts';
import { networkProtocol } from '../../electron/services/chain/networkFile.ts';
import { practiceChainId } from '../../electron/services/chain/practiceChain.ts';
import { descendantsOf, findInFolder, findInText, needlesOf, type Needles } from '../support/findSecrets.ts';
import { cli, repository } from '../support/programs.ts';
import { runHearth } from '../support/hearthCommand.ts';
import { newFolder } from '../support/runningHearth.ts';
import { until } from '../support/until.ts';
import { runWallet, type RanWallet } from '../support/walletCommand.ts';

/** The command line's wallet without a Hearth running: each command a process, with a signer of its own. What needs the chain: walletApp.test.ts. */
const passphrase = 'vermilion otter quietly juggles lanterns';
const filePassphrase = 'pewter walrus mends umbrellas nightly';
const key = `0x${'4b'.repeat(32)}`;
const watched = '0x52908400098527886E0F7030069857D2E4169EE7';

const folders = { first: newFolder('cli'), second: newFolder('cli'), typed: newFolder('cli') };
const outputs: string[] = [];
const backupFile = join(folders.first, 'backup.json');
const keystoreFile = join(folders.first, 'keystore.json');
let phrase: string[] = [];
let address = '';
let needles: Needles;

async function run(folder: string, args: readonly string[], secrets: readonly string[] = [], wantsPhrase = false): Promise<RanWallet> {
  const ran = await runWallet(folder, args, secrets, wantsPhrase);
  outputs.push(ran.stdout, ran.stderr);
  return ran;
}
/** Ended well, in JSON. */
async function done(folder: string, args: readonly string[], secrets: readonly string[] = []): Promise<Record<string, unknown>> {
  const ran = await run(folder, args, secrets);
  expect(ran.code, `${args.join(' ')}: ${ran.stderr}`).toBe(0);
  return ran.json();
}
/** Ended badly, with the code on stdout and the sentence on stderr. */
async function refused(folder: string, args: readonly string[], secrets: readonly string[], code: string, sentence: string | RegExp): Promise<void> {
  const ran = await run(folder, args, secrets);
  expect([ran.code, ran.json()['code']], ran.stderr).toEqual([code === 'usage.invalid' ? 2 : 1, code]);
  expect(ran.stderr).toMatch(sentence);
}

beforeAll(async () => {
  const created = await run(folders.first, ['create', '--name', 'Main'], [passphrase], true);
  expect(created.code, created.stderr).toBe(0);
  phrase = created.phrase.trim().split(' ');
  address = String(created.json()['address']);
  const made = HDNodeWallet.fromPhrase(phrase.join(' '), '', "m/44'/60'/0'/0/0");
  expect([phrase.length, made.address]).toEqual([12, address]);
  needles = needlesOf({ passphrase, phrase, keys: [made.privateKey, key] });
});
afterAll(() => Object.values(folders).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

describe('without a Hearth running, the command line', () => {
  it('takes secrets from a prompt or a descriptor only: no option has a place for one, and the environment is not looked at', async () => {
    const { addWalletCommands } = await import('../../electron/programs/cli/walletGroup.ts');
    const { Command } = await import('commander');
    const all = new Command();
    addWalletCommands((name, description) => all.command(name).description(description));
    const taking = all.commands.flatMap((command) => command.options.filter(({ flags }) => flags.includes('<')).map(({ long }) => long!));
    expect(new Set(taking)).toEqual(new Set(['--name', '--words', '--secret-fd', '--phrase-fd', '--path', '--accounts', '--keystore', '--watch', '--out', '--of', '--address', '--from', '--token', '--typed-amount', '--wait', '--node', '--set']));
    for (const asked of [['unlock', '--passphrase', passphrase], ['import', '--key', key]]) expect((await runWallet(folders.second, asked)).code).toBe(2);
    const ran = await run(folders.second, ['import', '--key']);
    expect([ran.code, ran.stderr]).toEqual([2, expect.stringContaining('there is no terminal to ask on; give it with --secret-fd')]);
    await refused(folders.second, ['create', '--words', '13'], [], 'usage.invalid', '--words takes 12, 15, 18, 21 or 24');
    expect(existsSync(join(folders.second, 'wallet', 'vault.json'))).toBe(false);
  });

  it('lists accounts, and says that nothing stays open', async () => {
    expect(await done(folders.first, ['accounts'])).toMatchObject({ state: 'ready', accounts: [{ name: 'Main', address }], roots: [{ unlocked: false, backupCheckedAtMs: null }] });
    // Before a secret is asked for.
    for (const asked of [['unlock'], ['balance'], ['send', watched, '1', '--yes']]) await refused(folders.first, asked, [], 'host.notRunning', /No Hearth is running on/);
  });

  it('shows limits and changes them by the passphrase', async () => {
    expect(await done(folders.first, ['policy', 'Main'])).toMatchObject({ autoLockMinutes: 15, feePerTransactionWei: (5n * 10n ** 16n).toString() });
    expect(await done(folders.first, ['policy', 'Main', '--set', 'coinsPerDay=5.5', 'autoLockMinutes=3'], [passphrase])).toMatchObject({ autoLockMinutes: 3, coinsPerDayWei: (55n * 10n ** 17n).toString() });
    for (const change of ['everything=1', 'coinsPerDay=1e3']) await refused(folders.first, ['policy', '--set', change], [passphrase], 'usage.invalid', /hearth: /);
    await refused(folders.first, ['policy', '--set', `token:${watched}=5`], [passphrase], 'wallet.notFound', /hearth wallet tokens add ADDRESS/);
  });

  it('brings in a key and an address', async () => {
    await refused(folders.first, ['import', '--key', '--name', 'Spare'], [key.slice(4), passphrase], 'wallet.keyInvalid', 'That is no private key: it has 64 hexadecimal digits.');
    await refused(folders.first, ['import', '--key', '--watch', watched], [key, passphrase], 'usage.invalid', /say one of/);
    expect(await done(folders.first, ['import', '--key', '--name', 'Spare'], [key, passphrase])).toMatchObject({ address: computeAddress(key) });
    expect(await done(folders.first, ['import', '--watch', watched, '--name', 'Ledger'])).toMatchObject({ address: watched, checked: true });
  });

  it('writes a keystore that a second library opens, never over a file, and the phrase to a descriptor alone', async () => {
    await refused(folders.first, ['export', 'Spare', '--out', keystoreFile], ['not the passphrase at all', filePassphrase], 'wallet.wrongPassphrase', 'That passphrase does not open it.');
    expect(existsSync(keystoreFile)).toBe(false);
    expect(await done(folders.first, ['export', 'Spare', '--out', keystoreFile], [passphrase, filePassphrase])).toMatchObject({ file: keystoreFile });
    expect(statSync(keystoreFile).mode & 0o077).toBe(0);
    expect((await SecondLibrary.fromV3(readFileSync(keystoreFile, 'utf8'), filePassphrase, true)).getPrivateKeyString()).toBe(key);
    const written = readFileSync(keystoreFile);
    await refused(folders.first, ['export', 'Spare', '--out', keystoreFile], [passphrase, filePassphrase], 'usage.invalid', /exists already/);
    expect(readFileSync(keystoreFile)).toEqual(written);
    await refused(folders.first, ['export', 'Main', '--phrase'], [passphrase], 'usage.invalid', /shown on a terminal, or written to --phrase-fd/);
    const shown = await run(folders.first, ['export', 'Main', '--phrase'], [passphrase], true);
    expect([shown.phrase.trim(), shown.json()]).toEqual([phrase.join(' '), { shown: true, words: 12, hasExtraWord: false }]);
  });

  it('names a joined network of real money to the signer, by the passphrase, and a practice network never', async () => {
    const contracts = Object.fromEntries(contractNames.map((name, index) => [name, { address: `0x${String(index + 10).repeat(20)}`, codeHash: `0x${'22'.repeat(32)}` }])) as Deployment['contracts'];
    const deployment = (practice: boolean): Deployment => ({ format: 'hearth-deployment/2', name: 'winter', practice, chainId: practice ? practiceChainId : 7, rpcUrls: ['https://rpc.example.org'], startBlock: 1, windowSeconds: 600, contracts });
    for (const [name, isPractice] of [['winter', false], ['games', true]] as const) await keepJoined(folders.first, name, { format: 'hearth-network/1', protocol: networkProtocol, name, deployment: deployment(isPractice), seeds: [], relays: [], practice: null });
    const signs = (network: Deployment) => () => openSignerState(join(folders.first, 'node')).setNetwork({ ...signerNetworkOf(network, null), contracts: addressesOf(network) });
    expect(signs(deployment(false))).toThrow(expect.objectContaining({ code: 'signer.refused' }));
    await refused(folders.first, ['trust-network', 'winter'], ['not the passphrase at all'], 'wallet.wrongPassphrase', 'That pass');
    await refused(folders.first, ['trust-network', 'games'], [passphrase], 'usage.invalid', 'games is a practice network');
    await refused(folders.first, ['trust-network', 'summer'], [passphrase], 'network.unknown', 'hearth networks');
    expect(signs(deployment(false))).toThrow();
    expect(await done(folders.first, ['trust-network', 'winter'], [passphrase])).toMatchObject({ name: 'winter', chainId: 7, contracts: { JobEscrow: contracts.JobEscrow.address } });
    expect(signs(deployment(false))).not.toThrow();
    expect(signs({ ...deployment(false), contracts: { ...contracts, JobEscrow: { ...contracts.JobEscrow, address: watched } } })).toThrow(expect.objectContaining({ code: 'signer.refused' }));
  });

  it('backs up, checks the phrase, and restores elsewhere, where the node is another', async () => {
    expect(await done(folders.first, ['backup', '--out', backupFile])).toEqual({ file: backupFile });
    await refused(folders.first, ['backup', 'Main', '--check'], [passphrase, 'no', 'such', 'words'], 'wallet.wrongWords', /not the words asked for/);

    await refused(folders.second, ['restore', '/nowhere'], [], 'file.unreadable', '/nowhere cannot be read: there is no such file. Nothing was changed. Check the path, or connect the drive it lies on, and give the file itself.');
    await refused(folders.second, ['restore', folders.first], [], 'file.unreadable', `${folders.first} cannot be read: it is a folder.`);
    await refused(folders.second, ['restore', backupFile], ['not the passphrase at all'], 'wallet.wrongPassphrase', 'That passphrase does not open it.');
    expect(await done(folders.second, ['restore', backupFile], [passphrase])).toEqual({ accounts: 3 });
    const [before, after] = [await done(folders.first, ['accounts']), await done(folders.second, ['accounts'])];
    expect(after['accounts']).toEqual(before['accounts']);
    expect(after['node']).not.toBe(before['node']);
  });

  it('removes what its owner names by its address, and takes it back from its keystore and its phrase', async () => {
    const spare = computeAddress(key);
    expect(await done(folders.second, ['remove', 'Spare', '--address', spare], [passphrase])).toEqual({ removed: spare, consequences: ['keyIsGone'] });
    expect(await done(folders.second, ['import', '--keystore', keystoreFile, '--name', 'Spare'], [filePassphrase, passphrase])).toMatchObject({ address: spare, addressChecked: true });
    await done(folders.second, ['remove', 'Main', '--address', address], [passphrase]);
    expect(await done(folders.second, ['import', '--phrase', '--name', 'Main', '--accounts', '2'], [phrase.join(' '), passphrase])).toMatchObject({ address });
  });

  it('lists what lies in the data folder, and lets the wallet go for its address alone, the node key with its records', async () => {
    const reset = async (args: readonly string[]) => {
      const ran = await runHearth(['reset', '--data', folders.second, '--json', ...args]);
      outputs.push(ran.stdout, ran.stderr);
      return { ...ran, told: ran.json() };
    };
    const listed = await reset([]);
    expect(listed.told, listed.stderr).toMatchObject({ parts: { app: [], models: [], wallet: [{ path: 'wallet' }, { path: 'node/walletSeen.json' }] }, addresses: expect.arrayContaining([address]), leftAlone: [] });
    for (const [asked, code] of [[['--wallet', '--yes', '--address', watched], 'wallet.confirmationMissing'], [['--app'], 'usage.invalid']] as const) {
      expect((await reset(asked)).told['code'], asked.join(' ')).toBe(code);
    }
    const before = await done(folders.second, ['accounts']);
    expect((await reset(['--wallet', '--yes', '--address', address])).told).toMatchObject({ gone: ['wallet'], kept: ['app', 'models', 'node'] });
    expect(await done(folders.second, ['accounts'])).toMatchObject({ state: 'none', accounts: [], lost: [], node: before['node'] });
    expect((await reset(['--app', '--node', '--yes'])).told).toMatchObject({ gone: ['app', 'node'] });
    // A folder of somebody's, with names like ours in it.
    const stranger = join(folders.second, 'stranger');
    mkdirSync(join(stranger, 'rows'), { recursive: true });
    writeFileSync(join(stranger, 'settings.json'), '{}');
    expect((await runHearth(['reset', '--data', stranger, '--json', '--app', '--yes'])).json()['code']).toBe('usage.invalid');
    expect([existsSync(join(stranger, 'rows')), existsSync(join(stranger, 'settings.json'))]).toEqual([true, true]);
    expect((await done(folders.second, ['accounts']))['node']).not.toBe(before['node']);
  });

  it('asks a person on a terminal, shows the phrase there until it is written down, clears it, and asks for three words', async ({ skip }) => {
    skip(process.platform !== 'linux' || !existsSync('/usr/bin/script'), 'a terminal is made with script of util-linux, which is not here');
    const command = [process.execPath, cli, 'wallet', 'create', '--name', 'Typed', '--data', folders.typed].map((word) => `'${word}'`).join(' ');
    const child = spawn('/usr/bin/script', ['-qfec', command, '/dev/null'], { cwd: repository, stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, NODE_NO_WARNINGS: '1', TERM: 'xterm' } });
    let screen = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (screen += text));
    const code = new Promise<number | null>((resolve) => child.once('close', resolve));
    const type = async (after: string | RegExp, text: string): Promise<void> => {
      await until(`the terminal asks ${String(after)}`, () => (typeof after === 'string' ? screen.includes(after) : after.test(screen)));
      child.stdin.write(`${text}\r`);
    };
    await type('New passphrase:', passphrase);
    await type('New passphrase, again:', passphrase);
    await until('the phrase is shown', () => /^ +12 {2}[a-z]+/m.test(screen));
    const words = [...screen.matchAll(/^ +\d+ {2}([a-z]+)/gm)].map((found) => found[1]!);
    // Nothing that any other program may read holds what was typed.
    const seen = descendantsOf(child.pid!).flatMap(({ pid, command: line }) => [line, readFileSync(`/proc/${pid}/environ`, 'utf8')]).join('\n');
    expect(seen).toContain('wallet create');
    expect(findInText(seen, needlesOf({ passphrase, phrase: words, keys: [] }))).toEqual([]);
    const shown = screen.length;
    await type('Press Enter', '');
    for (let asked = 1; asked <= 3; asked++) {
      await until(`word ${asked} is asked for`, () => new Set([...screen.slice(shown).matchAll(/Word (\d+) of the phrase/g)].map((found) => found[1])).size >= asked);
      const position = Number([...screen.slice(shown).matchAll(/Word (\d+) of the phrase/g)].at(-1)![1]);
      child.stdin.write(`${words[position - 1]!}\r`);
    }
    expect(await code, screen.slice(shown)).toBe(0);
    expect(screen).toContain('\u001b[2J\u001b[3J\u001b[H');
    expect(screen).toContain('Phrase checked.');
    // The passphrase was never echoed, and the phrase was on the screen once.
    expect(screen).not.toContain(passphrase);
    expect(screen).toContain(HDNodeWallet.fromPhrase(words.join(' '), '', "m/44'/60'/0'/0/0").address);
  });

  it('left no secret in any output or file', () => {
    writeFileSync(join(folders.second, 'proof.txt'), passphrase);
    expect(findInFolder(folders.second, needles).found).toEqual(['proof.txt: passphrase']);
    rmSync(join(folders.second, 'proof.txt'));
    for (const folder of [folders.first, folders.second]) expect(findInFolder(folder, needles).found).toEqual([]);
    expect(outputs.length).toBeGreaterThan(50);
    expect(findInText(outputs.join('\n'), needles)).toEqual([]);
  });
});
