import { describe, expect, it } from 'vitest';
import { attentionOf, noticeKinds, severityOf, type Notice, type NoticeKind } from '../../../../electron/shared/notices.ts';
import { actionOf, groupByDay, isShown } from '../../../../renderer/views/notices/noticeView.ts';
import { parseRoute } from '../../../../renderer/route.ts';
import { parseMinute } from '../../../../renderer/format/minute.ts';

const at = (day: number, hour: number): number => new Date(2026, 10, day, hour).getTime();
const notice = (noticeId: string, kind: NoticeKind, atMs: number, more: Partial<Notice> = {}): Notice => ({ noticeId, kind, severity: severityOf(kind, {}), about: {}, firstAtMs: atMs, atMs, count: 1, isRead: false, ...more });

describe('a notice', () => {
  it.each(noticeKinds)('of %s leads to a screen there is', (kind) => {
    for (const about of [{}, { jobId: `0x${'a'.repeat(64)}`, proposalId: '12' }, { jobId: '0x12', proposalId: '#/wallet' }]) expect(parseRoute(actionOf({ kind, about }).href).screen).not.toBe('unknown');
  });
  it('leads to the very job or vote it names, and to their list where it names none', () => {
    expect(actionOf({ kind: 'jobFailed', about: { jobId: `0x${'a'.repeat(64)}` } })).toEqual({ action: 'job', href: `#/jobs/0x${'a'.repeat(64)}` });
    expect(actionOf({ kind: 'jobFailed', about: { jobId: 'javascript:alert(1)' } })).toEqual({ action: 'jobs', href: '#/jobs' });
    expect(actionOf({ kind: 'voteEnds', about: { proposalId: '12' } }).href).toBe('#/governance/12');
    expect((['rpcSetAside', 'dataNear', 'backupDue'] as const).map((kind) => actionOf({ kind, about: {} }).href)).toEqual(['#/settings/addresses', '#/network/data', '#/wallet/backup']);
  });
  it('stands under its local day', () => {
    const all = [notice('4', 'woke', at(28, 9)), notice('3', 'woke', at(28, 0)), notice('2', 'woke', at(27, 23)), notice('1', 'woke', at(20, 12))];
    expect(groupByDay(all, at(28, 10)).map(({ title, notices }) => [title, notices.map(({ noticeId }) => noticeId)])).toEqual([['Today', ['4', '3']], ['Yesterday', ['2']], ['Nov 20', ['1']]]);
  });
  it('is found by its severity, or unread', () => {
    const read = notice('1', 'slashed', 1, { isRead: true });
    expect([isShown(read, 'all'), isShown(read, 'unread'), isShown(read, 'failure'), isShown(read, 'attention')]).toEqual([true, false, true, false]);
  });
});

it('puts first what costs money or harms the machine, then failures, then the newest; what was read is done', () => {
  const all = [notice('6', 'woke', 60), notice('5', 'jobFailed', 50), notice('4', 'chainGone', 40), notice('3', 'disputed', 30), notice('2', 'slashed', 20), notice('1', 'diskFull', 10, { isRead: true })];
  expect(attentionOf(all).slice(0, 4).map(({ noticeId }) => noticeId)).toEqual(['2', '3', '5', '4']);
});

it('reads what a time field holds', () => expect(['21:30', '00:00', '', '7'].map(parseMinute)).toEqual([1290, 0, null, null]));
