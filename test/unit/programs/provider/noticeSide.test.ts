import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createNoticeSide, tellRefusals, type NoticeSide } from '../../../../electron/programs/provider/noticeSide.ts';
import { openSettings } from '../../../../electron/services/settings/settings.ts';
import { openDatabase, type HearthDatabase } from '../../../../electron/services/storage/database.ts';
import { HearthError } from '../../../../electron/shared/errors.ts';

let folder: string;
let database: HearthDatabase;
let nowMs = 1_000_000;
const lines: string[] = [];
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'hearth-notices-'))));
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});
function open(version = '1'): NoticeSide {
  database = openDatabase(folder);
  return createNoticeSide({ database, settings: openSettings(folder), nowMs: () => ++nowMs, version, log: (line) => void lines.push(line), onChanged: () => {} });
}
const ask = { signal: new AbortController().signal };
const kinds = (side: NoticeSide): string[] => side.notices().map(({ kind }) => kind);

it('keeps notices over a crash, and says that it was one', () => {
  open().raise('woke', { forMs: 5 });
  database.close();
  const next = open();
  expect(kinds(next)).toEqual(['providerRestarted', 'woke']);
  next.close();
  database.close();
  expect(kinds(open())).toEqual(['providerRestarted', 'woke']);
});

it('says that the version changed, and nothing at the first start', () => {
  const first = open('1');
  expect(kinds(first)).toEqual([]);
  first.close();
  database.close();
  expect(open('2').notices()).toMatchObject([{ kind: 'updated', about: { before: '1', version: '2' } }]);
});

it('loses at most the count of a storm to a crash, and nothing to a clean end', () => {
  const side = open();
  for (let turn = 0; turn < 50; turn++) side.raise('orderRefused', { code: 'job.busy' });
  database.close();
  const after = open();
  expect(after.notices().find(({ kind }) => kind === 'orderRefused')).toMatchObject({ count: 1 });
  for (let turn = 0; turn < 49; turn++) after.raise('orderRefused', { code: 'job.busy' });
  after.close();
  database.close();
  expect(open().notices().find(({ kind }) => kind === 'orderRefused')).toMatchObject({ count: 50 });
});

it('marks, clears and puts back, also on disk', () => {
  const side = open();
  side.raise('woke');
  side.raise('chainGone');
  const [newest, oldest] = side.notices().map(({ noticeId }) => noticeId);
  void side.actions.markNotices({ noticeIds: [newest!], isRead: true }, ask);
  expect(side.notices().map(({ isRead }) => isRead)).toEqual([true, false]);
  expect(side.actions.clearNotices({ noticeIds: [oldest!] }, ask)).toEqual({ noticeIds: [oldest] });
  expect(kinds(side)).toEqual(['chainGone']);
  void side.actions.restoreNotices({ noticeIds: [oldest!] }, ask);
  expect(kinds(side)).toEqual(['chainGone', 'woke']);
  expect(side.actions.clearNotices({ noticeIds: null }, ask)).toEqual({ noticeIds: [newest, oldest] });
  side.raise('woke');
  expect(side.notices()[0]!.noticeId).not.toBe(oldest);
  side.close();
  database.close();
  expect(open().notices()).toMatchObject([{ kind: 'woke' }]);
});

it('tells once under a key, over every restart', () => {
  const once = { key: 'vote opened 7', kind: 'voteOpened', about: { proposalId: '7' } } as const;
  const side = open();
  side.raiseOnce([once, once]);
  side.close();
  database.close();
  const next = open();
  next.raiseOnce([once, { ...once, key: 'vote opened 8', about: { proposalId: '8' } }]);
  expect(next.notices().filter(({ kind }) => kind === 'voteOpened')).toHaveLength(2);
});

it('tells of a refused order, and still refuses it', async () => {
  const side = open();
  const refuse = (error: Error) => tellRefusals<null, null>(() => Promise.reject(error), side.raise)(null);
  await expect(refuse(new HearthError('order.expired', { deadlineSeconds: 1, nowSeconds: 2 }))).rejects.toThrow();
  await expect(refuse(new HearthError('order.duplicate', { jobId: '0x' }))).rejects.toThrow();
  await expect(refuse(new HearthError('job.paused', { rule: 'paused' }))).rejects.toThrow();
  expect(side.notices()).toMatchObject([{ kind: 'orderRefused', about: { code: 'order.expired', deadlineSeconds: 1 } }]);
});

it('goes on without a disk', () => {
  const side = open();
  database.close();
  side.raise('diskFull', { path: folder });
  expect(kinds(side)).toEqual(['diskFull']);
  expect(lines.at(-1)).toContain('keeping a notice');
  database = openDatabase(folder);
});
