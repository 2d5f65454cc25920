import { describe, expect, it } from 'vitest';
import { isPassing } from '../../../electron/shared/failureCodes.ts';
import { toStorageError } from '../../../electron/services/storage/database.ts';
import { HearthError } from '../../../electron/shared/errors.ts';

const systemError = (code: string): Error => Object.assign(new Error(`${code}: no`), { code });

describe('a program that cannot start', () => {
  it('is started again where the system says that it is short of something, or that a file is held, however deep it says so', () => {
    expect(isPassing(systemError('EBUSY'), 'linux')).toBe(true);
    expect(isPassing(new HearthError('storage.unreadable', { path: 'keys.json', reason: 'damaged' }, systemError('EMFILE')), 'linux')).toBe(true);
    expect(isPassing(toStorageError(systemError('ENFILE'), 'hearth.sqlite'), 'linux')).toBe(true);
  });

  it('is on Windows where access is denied, which elsewhere is for good', () => {
    expect(['win32', 'linux'].map((platform) => isPassing(systemError('EPERM'), platform))).toEqual([true, false]);
  });

  it('is not where the files themselves are wrong', () => {
    expect(isPassing(new HearthError('storage.unreadable', { path: 'keys.json', reason: 'damaged' }, new SyntaxError('no JSON')), 'linux')).toBe(false);
    expect(isPassing(new HearthError('storage.unreadable', { path: 'keys.json', reason: 'damaged' }, systemError('ENOENT')), 'linux')).toBe(false);
    expect(isPassing(new HearthError('settings.invalid', { path: 'settings.json', reason: 'no' }), 'linux')).toBe(false);
    expect(isPassing('EBUSY', 'linux')).toBe(false);
  });
});
