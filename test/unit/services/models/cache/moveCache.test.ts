import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync, type renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deleteModelFolder, installModel, openCacheFolder, readCacheFolder, sizeOfFolder } from '../../../../../electron/services/models/cache/cacheFolder.ts';
import { checkTarget, finishMove, moveCache, type MoveHooks } from '../../../../../electron/services/models/cache/moveCache.ts';

const modelId = `0x${'a1'.repeat(32)}`;
const otherId = `0x${'b2'.repeat(32)}`;
let parent: string;
let data: string;
let from: string;
let to: string;
let place: string;
/** What crossing to another disk does. */
const otherDisk = (() => {
  throw Object.assign(new Error('cross-device link'), { code: 'EXDEV' });
}) as typeof renameSync;
const hooks = (more: Partial<MoveHooks> = {}): MoveHooks => ({ onProgress: () => {}, commit: () => void (place = to), waitForRest: () => Promise.resolve(), signal: new AbortController().signal, ...more });
const install = (id: string, bytes: string): void => {
  const grown = join(from, '.downloads', id);
  mkdirSync(join(grown, 'onnx'), { recursive: true });
  writeFileSync(join(grown, 'onnx', 'model.onnx'), bytes);
  installModel(from, grown, { modelId: id, title: 'Tales', installedAtMs: 5, from: 'https://models.example/' });
};
const whole = (folder: string): string[] => readCacheFolder(folder).map((entry) => `${entry.modelId} ${readFileSync(join(entry.folder, 'onnx', 'model.onnx'), 'utf8')}`).sort();
const expected = [`${modelId} weights`, `${otherId} others`];

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'hearth-cache-'));
  [data, from, to] = [join(parent, 'data'), join(parent, 'data', 'modelCache'), join(parent, 'disk', 'models')];
  place = from;
  mkdirSync(join(parent, 'disk'));
  openCacheFolder(from);
  install(modelId, 'weights');
  install(otherId, 'others');
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

describe('the cache folder', () => {
  it('holds only whole models: a folder without the note of its installing, or under another name, is none', () => {
    expect(whole(from)).toEqual(expected);
    mkdirSync(join(from, `0x${'c3'.repeat(32)}`));
    cpSync(join(from, modelId), join(from, `0x${'d4'.repeat(32)}`), { recursive: true });
    mkdirSync(join(from, 'notes'));
    expect(whole(from)).toEqual(expected);
  });

  it('deletes one model and nothing beside it; a folder that Hearth did not mark loses nothing', () => {
    deleteModelFolder(from, modelId);
    expect(whole(from)).toEqual([expected[1]]);
    expect(() => deleteModelFolder(from, '../../data')).toThrow('storage.unreadable');
    mkdirSync(join(parent, 'owner', modelId), { recursive: true });
    expect(() => deleteModelFolder(join(parent, 'owner'), modelId)).toThrow('storage.unreadable');
    expect(existsSync(join(parent, 'owner', modelId))).toBe(true);
  });
});

describe('moving the cache', () => {
  it.each([undefined, otherDisk])('stays where it was when the settings cannot be written', async (rename) => {
    await expect(moveCache(data, from, to, hooks({ ...(rename && { rename }), commit: () => {
      throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    } }))).rejects.toThrow('storage.diskFull');
    expect([whole(from), existsSync(to), readdirSync(data)]).toEqual([expected, false, ['modelCache']]);
  });

  it.each([['on one disk', undefined], ['to another disk', otherDisk]])('%s takes every model and leaves nothing behind', async (_, rename) => {
    const seen: number[] = [];
    const totalBytes = sizeOfFolder(from);
    await moveCache(data, from, to, hooks({ ...(rename && { rename }), onProgress: (done, total) => seen.push(done, total) }));
    expect([place, whole(to), existsSync(from), existsSync(join(data, 'modelMove.json'))]).toEqual([to, expected, false, false]);
    if (rename) expect(seen.slice(-2)).toEqual([totalBytes, totalBytes]);
  });

  it('refuses a place that is not empty, lies within, is no whole path, or whose parent is missing', () => {
    writeFileSync(join(parent, 'disk', 'photo'), 'x');
    symlinkSync(from, join(parent, 'link'));
    for (const [bad, reason] of [['models', 'whole path'], [join(parent, 'disk'), 'not empty'], [join(parent, 'disk', 'photo'), 'not empty'], [join(from, 'inner'), 'lies in the other'], [data, 'lies in the other'], [from, 'already'], [join(parent, 'link'), 'already'], [join(parent, 'a', 'b'), 'does not exist']] as const) {
      expect(() => checkTarget(from, bad), bad).toThrow(reason);
    }
    expect(checkTarget(from, to)).toBe(to);
  });

  it.each(['the disk fills up', 'a job keeps a model busy', 'it is cancelled'])('when %s, every model is where it was and the new place is empty', async (why) => {
    const stop = new AbortController();
    const failing = hooks({
      rename: otherDisk, signal: stop.signal,
      onProgress(done) {
        if (done > 0 && why === 'the disk fills up') throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
        if (done > 0 && why === 'it is cancelled') stop.abort();
      },
      ...(why === 'a job keeps a model busy' ? { waitForRest: () => Promise.reject(new Error('busy')) } : {}),
    });
    await expect(moveCache(data, from, to, failing)).rejects.toThrow(why === 'the disk fills up' ? 'storage.diskFull' : '');
    expect([place, whole(from), existsSync(to), existsSync(join(data, 'modelMove.json'))]).toEqual([from, expected, false, false]);
  });

  it('finds its way after a death at any step: all there, or all here', async () => {
    // Copied and never committed: the old place counts.
    let rests = 0;
    void moveCache(data, from, to, hooks({ rename: otherDisk, waitForRest: () => (++rests === 2 ? new Promise(() => {}) : Promise.resolve()) }));
    await expect.poll(() => rests).toBe(2);
    expect(whole(to)).toEqual(expected);
    expect(finishMove(data, from)).toBe(from);
    expect([whole(from), existsSync(to), readdirSync(data)]).toEqual([expected, false, ['modelCache']]);
    // Gone there in one step, and died before the settings knew.
    writeFileSync(join(data, 'modelMove.json'), JSON.stringify({ format: 'hearth-model-move/1', from, to, names: readdirSync(from) }));
    cpSync(from, to, { recursive: true });
    rmSync(from, { recursive: true });
    expect(finishMove(data, from)).toBe(to);
    // The settings knew, and the old place was not cleared: it is now, of what was the cache's.
    mkdirSync(from);
    for (const name of ['left', 'owners']) writeFileSync(join(from, name), 'x');
    writeFileSync(join(data, 'modelMove.json'), JSON.stringify({ format: 'hearth-model-move/1', from, to, names: ['left'] }));
    expect(finishMove(data, to)).toBe(to);
    expect([whole(to), readdirSync(from)]).toEqual([expected, ['owners']]);
  });

  it('deletes nothing by a note that somebody else wrote', () => {
    writeFileSync(join(parent, 'disk', 'photo'), 'x');
    for (const names of [['../photo'], ['..', 'photo'], 'photo']) {
      writeFileSync(join(data, 'modelMove.json'), JSON.stringify({ format: 'hearth-model-move/1', from, to: join(parent, 'disk'), names }));
      expect(finishMove(data, from)).toBe(from);
    }
    expect([whole(from), existsSync(join(parent, 'disk', 'photo'))]).toEqual([expected, true]);
  });
});
