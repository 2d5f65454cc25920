import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync, type PathLike } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { beginReset, finishReset, type ModelFolderList } from '../../../../electron/services/reset/carryOutReset.ts';
import { isDataFolder, readResetPlan, refuseReset } from '../../../../electron/services/reset/planReset.ts';
import { isHearthError } from '../../../../electron/shared/errors.ts';
import { resetParts, type ResetPart } from '../../../../electron/shared/reset.ts';

const address = `0x${'1'.repeat(40)}`;
let parent: string;
let folder: string;
let elsewhere: string;
let written: (readonly string[])[];
const modelFolders = (): string[] => [join(folder, 'models', 'llama'), elsewhere];
const list: ModelFolderList = {
  read: () => modelFolders(),
  write(dataFolder, folders) {
    written.push(folders);
    writeFileSync(join(dataFolder, 'settings.json'), JSON.stringify({ modelFolders: folders }));
  },
};

/** Every file of a data folder, by the part it belongs to. */
const files = {
  app: ['hearth.sqlite', 'hearth.sqlite-wal', 'hearth.sqlite-shm', 'signals.sqlite', 'settings.json', 'modelMove.json', 'hearth.log', 'hearth.log.1', '.room', 'crashes/1.txt', 'networks/winter/network.json', 'accelerators/cuda/libcublas.so.12', 'rows/a.rows', 'held/a.json', 'practice/chain/state.json', 'practice/keys.json', 'gateway/keys.json', 'shell/shell.json', 'shell/Cache/0'],
  models: ['models/llama/manifest.json', 'models/llama/model.onnx', 'modelCache/.hearth-models', 'modelCache/0xa1/manifest.json'],
  node: ['node/keys.json', 'node/wrap.key', 'node/ledger.jsonl', 'node/votes.jsonl', 'node/network.key', 'shell/wrap.sealed'],
  wallet: ['wallet/vault.json', 'wallet/spending.jsonl', 'wallet/attempts.json', 'node/walletSeen.json'],
} as const satisfies Record<ResetPart, readonly string[]>;
/** The owner's own, which Hearth did not make. */
const others = ['commands/price', 'tax-2026.csv', 'models/notes.txt'];
const textOf = (path: string): string => (path === 'wallet/vault.json' ? JSON.stringify({ accounts: [{ address, rootId: 'a' }, { address: `0x${'2'.repeat(40)}`, rootId: null }] }) : path === 'node/walletSeen.json' ? JSON.stringify([address]) : `text of ${path}`);
const present = (): string[] => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort();

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'hearth-reset-'));
  [folder, elsewhere, written] = [join(parent, 'data'), join(parent, 'owner', 'mistral'), []];
  for (const path of [...Object.values(files).flat(), ...others]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), textOf(path));
  }
  mkdirSync(elsewhere, { recursive: true });
  writeFileSync(join(elsewhere, 'model.onnx'), 'weights');
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));
const plan = () => readResetPlan(folder, modelFolders());

describe('what a reset would take', () => {
  it('is told by what it is, with its size; what Hearth did not make is named and belongs to no part', () => {
    const { parts, others: left, modelFoldersElsewhere, addresses } = plan();
    for (const part of resetParts) {
      expect(parts[part].reduce((sum, entry) => sum + entry.sizeBytes, 0), part).toBe(files[part].reduce((sum, path) => sum + textOf(path).length, 0));
      expect(parts[part].reduce((sum, entry) => sum + entry.files, 0), part).toBe(files[part].length);
    }
    expect([left, modelFoldersElsewhere, addresses]).toEqual([['commands', 'tax-2026.csv'], [elsewhere], [address]]);
    expect(present()).toHaveLength(Object.values(files).flat().length + others.length);
  });

  it('is nothing outside the folder, whatever the settings or a link say', () => {
    symlinkSync(elsewhere, join(folder, 'rows', 'linked'));
    const outside = readResetPlan(folder, ['/', folder, join(folder, '..'), join(folder, '..', 'owner'), elsewhere, '../owner/mistral']);
    expect(outside.parts.models.map(({ path }) => path)).toEqual(['modelCache']);
    expect(plan().parts.app.find(({ path }) => path === 'rows')!.files).toBe(2);
    beginReset(folder, ['app', 'models'], modelFolders());
    finishReset(folder, list);
    expect(readFileSync(join(elsewhere, 'model.onnx'), 'utf8')).toBe('weights');
  });

  it('is a data folder of Hearth only where Hearth was', () => {
    expect([isDataFolder(folder), isDataFolder(parent), isDataFolder(elsewhere)]).toEqual([true, false, false]);
  });
});

describe('a reset', () => {
  it('lets the wallet go only for an address of it, typed, and a node key only with its records', () => {
    const asked = (parts: readonly ResetPart[], typed: string | null = null) => refuseReset(plan(), parts, typed);
    expect([asked([]), asked(['node']), asked(['node', 'wallet'], address)].map((refusal) => refusal?.kind)).toEqual(['usage', 'usage', 'usage']);
    for (const typed of [null, '', 'wallet', `0x${'2'.repeat(40)}`, address.slice(0, -1)]) expect(asked(['app', 'wallet'], typed), String(typed)).toMatchObject({ kind: 'confirmation' });
    expect([asked(['app']), asked(['models']), asked(['app', 'node']), asked(['wallet'], address), asked(['wallet'], ` ${address.toUpperCase().replace('0X', '0x')} `)]).toEqual([null, null, null, null, null]);
    // A vault that cannot be read may hold keys all the same; the note beside the node tells whose.
    writeFileSync(join(folder, 'wallet', 'vault.json'), '{');
    expect([asked(['wallet']), asked(['wallet'], address)]).toEqual([expect.objectContaining({ kind: 'confirmation' }), null]);
    rmSync(join(folder, 'node', 'walletSeen.json'));
    expect([asked(['wallet'], address), asked(['wallet'], 'wallet')]).toEqual([expect.objectContaining({ kind: 'confirmation' }), null]);
  });

  it('takes what was named whole and leaves every other byte, for any choice', () => {
    fc.assert(fc.property(fc.subarray([...resetParts], { minLength: 1 }), (parts) => {
      rmSync(folder, { recursive: true });
      for (const path of [...Object.values(files).flat(), ...others]) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), textOf(path));
      }
      beginReset(folder, parts, modelFolders());
      expect(finishReset(folder, list)).toEqual(parts);
      expect(finishReset(folder, list)).toBe(null);
      const kept: string[] = [...others, ...resetParts.filter((part) => !parts.includes(part)).flatMap((part) => [...files[part]])];
      // The list of model folders outlives the settings it stood in, and goes with the models.
      expect(present().filter((path) => path !== 'settings.json')).toEqual(kept.filter((path) => path !== 'settings.json').sort());
      for (const path of kept) if (path !== 'settings.json') expect(readFileSync(join(folder, path), 'utf8')).toBe(textOf(path));
      if (parts.includes('app') || parts.includes('models')) expect(JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8'))).toEqual({ modelFolders: parts.includes('models') ? [] : modelFolders() });
      else expect(readFileSync(join(folder, 'settings.json'), 'utf8')).toBe(textOf('settings.json'));
    }), { numRuns: 30 });
  });

  it('that died half-way is finished by the next start, also over files made since', () => {
    beginReset(folder, ['app', 'wallet'], modelFolders());
    // What a process leaves that was killed after it had moved some of it.
    mkdirSync(join(folder, '.reset'));
    for (const path of ['hearth.sqlite', 'wallet']) {
      writeFileSync(join(folder, '.reset', encodeURIComponent(path)), 'moved');
      rmSync(join(folder, path), { recursive: true });
    }
    writeFileSync(join(folder, 'hearth.sqlite'), 'made since');
    expect(finishReset(folder, list)).toEqual(['app', 'wallet']);
    expect(present().filter((path) => path !== 'settings.json')).toEqual([...files.models, ...files.node, ...others].sort());
  });

  it('that cannot move one thing moves nothing, and asks for nothing any more', () => {
    const before = present();
    for (const spot of ['hearth.sqlite', 'shell/wrap.sealed', 'wallet']) {
      beginReset(folder, ['app', 'node', 'wallet'], modelFolders());
      const rename = (from: PathLike, to: PathLike): void => {
        if (from === join(folder, spot)) throw Object.assign(new Error('held open'), { code: 'EBUSY' });
        renameSync(from, to);
      };
      expect(() => finishReset(folder, list, { rename })).toThrow(expect.toSatisfy((error: unknown) => isHearthError(error, 'storage.unreadable') && error.about.reason === 'EBUSY'));
      expect(present()).toEqual(before);
      expect(finishReset(folder, list)).toBe(null);
    }
    expect(written).toEqual([]);
  });

  it('under a window leaves what the window holds open', () => {
    beginReset(folder, ['app'], modelFolders());
    finishReset(folder, list, { isShellOpen: true });
    expect(present().filter((path) => path.startsWith('shell/'))).toEqual(['shell/Cache/0', 'shell/shell.json', 'shell/wrap.sealed']);
    expect(existsSync(join(folder, 'hearth.sqlite'))).toBe(false);
  });

  it('is not read out of a note that nobody but it can have written', () => {
    for (const text of ['', '{}', '{"format":"hearth-reset/1","parts":["everything"],"modelFolders":[]}', '{"format":"hearth-reset/1","parts":[],"modelFolders":[]}', '{"format":"hearth-reset/1","parts":["app"],"modelFolders":[],"paths":["/"]}']) {
      writeFileSync(join(folder, 'reset.json'), text);
      expect(() => finishReset(folder, list), text).toThrow(expect.toSatisfy((error: unknown) => isHearthError(error, 'storage.unreadable')));
    }
    rmSync(join(folder, 'reset.json'));
    expect(existsSync(join(folder, 'hearth.sqlite'))).toBe(true);
  });
});

describe("the uninstaller's question on Windows", () => {
  const script = join(import.meta.dirname, '../../../../assets/installer.nsh');

  it('takes what a reset of app data and of downloaded models takes, and nothing else', () => {
    const lines = readFileSync(script, 'utf8').split('\n').map((line) => /^\s+(Delete|RMDir \/r) "\$\{DATA\}\\([^"]+)"$/.exec(line)).filter((line) => line !== null);
    const isTaken = (path: string): boolean => path !== 'shell/wrap.sealed' && lines.some(([, command, name]) => (command === 'Delete' ? new RegExp(`^${name!.replaceAll('.', '\\.').replace('*', '.*')}$`).test(path) : path.startsWith(`${name!}/`)));
    expect(lines.length).toBeGreaterThan(15);
    expect(present().filter(isTaken)).toEqual([...files.app, ...files.models.filter((path) => path.startsWith('modelCache/'))].sort());
  });

  it('compiles', ({ skip }) => {
    const harness = `Unicode true\n!include LogicLib.nsh\n!include FileFunc.nsh\n!include "${script}"\nOutFile "${join(parent, 'taken-away.exe')}"\nSection\nWriteUninstaller "$EXEDIR\\un.exe"\nSectionEnd\nSection Uninstall\n!insertmacro customUnInstall\nSectionEnd\n`;
    writeFileSync(join(parent, 'setup.nsi'), harness);
    const { error, status, stdout } = spawnSync('makensis', ['-V2', '-WX', join(parent, 'setup.nsi')], { encoding: 'utf8' });
    if (error) return skip('no makensis');
    expect([status, stdout]).toEqual([0, expect.any(String)]);
  });
});
