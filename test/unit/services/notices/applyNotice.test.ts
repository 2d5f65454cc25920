import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyNotice } from '../../../../electron/services/notices/applyNotice.ts';
import { defaultNoticeChoices, isTold, noticeFacts, noticeKinds, noticesKept, severityOf, type Notice, type NoticeKind } from '../../../../electron/shared/notices.ts';

const minute = 60_000;
const raise = (notices: readonly Notice[], kind: NoticeKind, about: Notice['about'] = {}, atMs = 0, choices = defaultNoticeChoices) => applyNotice(notices, { kind, about, atMs }, choices, String(notices.length + 1));

it('has at least thirty kinds, each with a severity, a moment and an action', () => {
  expect(noticeKinds.length).toBeGreaterThanOrEqual(30);
  for (const kind of noticeKinds) expect(noticeFacts[kind].when.length, kind).toBeGreaterThan(10);
});

it('makes one line of a storm, and counts', () => {
  let notices: readonly Notice[] = [];
  for (let turn = 0; turn < 1000; turn++) ({ notices } = raise(notices, 'orderRefused', { code: 'job.busy', running: turn }, turn));
  expect(notices).toEqual([{ noticeId: '1', kind: 'orderRefused', severity: 'info', about: { code: 'job.busy', running: 999 }, firstAtMs: 0, atMs: 999, count: 1000, isRead: false }]);
});

it('keeps apart what is not the same, what was read and what is long ago', () => {
  const first = raise([], 'orderRefused', { code: 'job.busy' }).notices;
  expect(raise(first, 'orderRefused', { code: 'order.expired' }, 1).isNew).toBe(true);
  expect(raise(first.map((notice) => ({ ...notice, isRead: true })), 'orderRefused', { code: 'job.busy' }, 1).isNew).toBe(true);
  expect(raise(first, 'orderRefused', { code: 'job.busy' }, 59 * minute).isNew).toBe(false);
  expect(raise(first, 'orderRefused', { code: 'job.busy' }, 60 * minute).isNew).toBe(true);
});

it('says nothing of a muted kind, and always what is severe', () => {
  const choices = { ...defaultNoticeChoices, switched: { woke: false, slashed: false, 'kind of a later version': false } };
  expect(raise([], 'woke', {}, 0, choices)).toMatchObject({ told: null, notices: [] });
  expect(raise([], 'slashed', {}, 0, choices).told?.severity).toBe('failure');
  expect(isTold('toString' as NoticeKind, { ...choices, switched: { toString: false } })).toBe(false);
});

it('is as bad as what happened', () => {
  expect([severityOf('ruleStopped', { rule: 'temperature' }), severityOf('ruleStopped', { rule: 'schedule' }), severityOf('ruleStopped', {})]).toEqual(['attention', 'info', 'info']);
  expect([severityOf('disputeEnded', { outcome: 'challengerWon' }), severityOf('disputeEnded', { outcome: 'accusedWon' })]).toEqual(['failure', 'info']);
});

it('stays bounded, newest first, with every one that was raised told exactly once', () => {
  fc.assert(fc.property(fc.array(fc.record({ kind: fc.constantFrom(...noticeKinds), code: fc.constantFrom('a', 'b', 'c'), afterMs: fc.integer({ min: 0, max: 90 * minute }) }), { maxLength: 600 }), (all) => {
    let notices: readonly Notice[] = [];
    let atMs = 0;
    let dropped = 0;
    all.forEach(({ kind, code, afterMs }, index) => {
      atMs += afterMs;
      const before = new Map(notices.map((notice) => [notice.noticeId, notice.count]));
      const applied = applyNotice(notices, { kind, about: { code }, atMs }, defaultNoticeChoices, String(index));
      dropped += applied.dropped.reduce((sum, id) => sum + (before.get(id) ?? 0), 0);
      ({ notices } = applied);
      expect(notices[0]).toBe(applied.told);
    });
    expect(notices.length).toBeLessThanOrEqual(noticesKept);
    expect(notices.reduce((sum, { count }) => sum + count, 0) + dropped).toBe(all.length);
    expect(notices.map((notice) => notice.atMs)).toEqual(notices.map((notice) => notice.atMs).sort((a, b) => b - a));
  }), { numRuns: 30 });
});
