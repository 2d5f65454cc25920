import { z } from 'zod';
import { applyNotice } from '../../services/notices/applyNotice.ts';
import { compareAudits, comparePrograms } from '../../services/notices/compareFacts.ts';
import { openNoticeLog } from '../../services/notices/noticeLog.ts';
import type { OnceNotice } from '../../services/notices/decideVoteNotices.ts';
import { startOfToday } from '../../services/earnings/earnings.ts';
import type { Journal } from '../../services/jobs/journal.ts';
import type { SettingsFile } from '../../services/settings/settings.ts';
import type { HearthDatabase } from '../../services/storage/database.ts';
import { openFact } from '../../services/storage/records.ts';
import type { Audits } from '../../shared/audits.ts';
import type { PageBridge } from '../../shared/bridge.ts';
import type { Handlers } from '../../shared/bridgeKit.ts';
import { isHearthError } from '../../shared/errors.ts';
import type { Notice, NoticeAbout, NoticeChoices, noticeCommands, NoticeKind } from '../../shared/notices.ts';
import type { About } from '../../shared/shapes.ts';

export type RaiseNotice = (kind: NoticeKind, about?: NoticeAbout) => void;
export type NoticeSide = {
  readonly raise: RaiseNotice;
  /** Tells each under its key once, over every restart. */
  raiseOnce(notices: readonly OnceNotice[]): void;
  hasKey(key: string): boolean;
  /** Newest first; the same object while nothing changed. */
  notices(): readonly Notice[];
  choices(): NoticeChoices;
  readonly actions: Pick<Handlers<PageBridge>, keyof typeof noticeCommands>;
  /** Hears of the journal's events, after they are durable. */
  jobEvent(kind: string, jobId: string, journal: Journal): void;
  /** Looks at what moves by itself: audits, the practice network, the day. */
  look(facts: { readonly audits: Audits; readonly programs: About['programs']; readonly journal: Journal }): void;
  /** A clean end: the next start knows that it was one. */
  close(): void;
};

/** What grew only in its count may wait for the disk: a storm must not wear it. A crash loses a count, never a notice. */
const countsEveryMs = 10_000;
const runningShape = z.strictObject({ version: z.string(), isRunning: z.boolean() });
/** Refusals that are no news: a client that asks again, and what the owner asked for. */
const quietRefusals: ReadonlySet<string> = new Set(['order.duplicate', 'job.paused', 'order.notTaken']);

/** What its owner is told: one writer for the notices, kept over restarts. @effects disk */
export function createNoticeSide(dependencies: { readonly database: HearthDatabase; readonly settings: SettingsFile; readonly nowMs: () => number; readonly version: string; readonly log: (line: string) => void; readonly onChanged: () => void }): NoticeSide {
  const { settings, nowMs } = dependencies;
  const log = openNoticeLog(dependencies.database);
  const running = openFact(dependencies.database, 'notices:running', runningShape);
  let notices: readonly Notice[] = log.read();
  let nextId = log.nextId();
  const grown = new Map<string, Notice>();
  /** Cleared in this run, for the undo. */
  const cleared = new Map<string, Notice>();
  let toldDay = 0;
  let seen: { readonly audits: Audits; readonly programs: About['programs'] } | null = null;

  /** A disk that takes no writes loses nothing that is shown: it is tried again with the next count. */
  function keep(write: () => void): void {
    try {
      write();
    } catch (error) {
      dependencies.log(`keeping a notice: ${error instanceof Error ? error.message : 'fault'}`);
    }
  }
  function writeGrown(): void {
    if (grown.size > 0) keep(() => {
      log.write([...grown.values()]);
      grown.clear();
    });
  }
  const raise: RaiseNotice = (kind, about = {}) => {
    const applied = applyNotice(notices, { kind, about, atMs: nowMs() }, settings.read().notices, String(nextId));
    if (!applied.told) return;
    const { told } = applied;
    notices = applied.notices;
    grown.set(told.noticeId, told);
    if (applied.isNew) {
      nextId++;
      writeGrown();
    }
    for (const id of applied.dropped) grown.delete(id);
    if (applied.dropped.length > 0) keep(() => log.remove(applied.dropped));
    dependencies.onChanged();
  };
  function change(next: readonly Notice[], write: () => void): void {
    notices = next;
    keep(write);
    dependencies.onChanged();
  }
  const timer = setInterval(writeGrown, countsEveryMs);
  timer.unref();

  const last = running.read();
  if (last?.isRunning) raise('providerRestarted');
  if (last && last.version !== dependencies.version) raise('updated', { version: dependencies.version, before: last.version });
  keep(() => running.write({ version: dependencies.version, isRunning: true }));

  const once = (key: string, kind: NoticeKind | null, about: NoticeAbout): void => keep(() => void (log.takeKey(key, nowMs()) && kind !== null && raise(kind, about)));

  return {
    raise,
    raiseOnce: (all) => all.forEach(({ key, kind, about }) => once(key, kind, about)),
    hasKey: (key) => log.hasKey(key),
    notices: () => notices,
    choices: () => settings.read().notices,
    jobEvent(kind, jobId, journal) {
      if (kind === 'failed') {
        const failure = journal.read(jobId)?.failure;
        raise('jobFailed', { ...toAbout(failure?.about ?? {}), jobId, code: failure?.code ?? null });
      } else if (kind === 'signed' && !log.hasKey('first receipt')) once('first receipt', journal.totals().jobs === 0 ? 'firstReceipt' : null, { jobId });
      // A folder that earned before there were notices has had its first ones.
      else if (kind === 'settled' && !log.hasKey('first payment')) once('first payment', journal.totals().jobs <= 1 ? 'firstPayment' : null, { jobId, wei: journal.read(jobId)?.settled?.receivedWei.toString() ?? null });
    },
    look({ audits, programs, journal }) {
      const before = seen;
      seen = { audits, programs };
      if (!before) return tellYesterday(journal);
      if (before.audits !== audits) for (const { kind, about } of compareAudits(before.audits, audits)) raise(kind, about);
      if (before.programs !== programs) for (const { kind, about } of comparePrograms(before.programs, programs)) raise(kind, about);
      tellYesterday(journal);
    },
    actions: {
      markNotices({ noticeIds, isRead }) {
        const asked = noticeIds && new Set(noticeIds);
        const marked = notices.filter((notice) => notice.isRead !== isRead && (!asked || asked.has(notice.noticeId))).map((notice) => ({ ...notice, isRead }));
        const byId = new Map(marked.map((notice) => [notice.noticeId, notice]));
        if (marked.length > 0) change(notices.map((notice) => byId.get(notice.noticeId) ?? notice), () => log.write(marked));
        for (const id of byId.keys()) grown.delete(id);
        return {};
      },
      clearNotices({ noticeIds }) {
        const asked = noticeIds && new Set(noticeIds);
        const gone = notices.filter(({ noticeId }) => !asked || asked.has(noticeId));
        for (const notice of gone) {
          cleared.set(notice.noticeId, notice);
          grown.delete(notice.noticeId);
        }
        const ids = gone.map(({ noticeId }) => noticeId);
        if (ids.length > 0) change(notices.filter((notice) => !gone.includes(notice)), () => log.remove(ids));
        return { noticeIds: ids };
      },
      restoreNotices({ noticeIds }) {
        const back = noticeIds.flatMap((id) => cleared.get(id) ?? []);
        for (const { noticeId } of back) cleared.delete(noticeId);
        if (back.length > 0) change([...notices, ...back].sort((a, b) => b.atMs - a.atMs || Number(b.noticeId) - Number(a.noticeId)), () => log.write(back));
        return {};
      },
      setNoticeChoices({ choices }) {
        settings.write({ notices: choices });
        dependencies.onChanged();
        return {};
      },
    },
    close() {
      clearInterval(timer);
      writeGrown();
      keep(() => running.write({ version: dependencies.version, isRunning: false }));
    },
  };

  /** Once for each local day that had payments. */
  function tellYesterday(journal: Journal): void {
    const today = startOfToday(nowMs());
    if (today === toldDay) return;
    toldDay = today;
    const yesterday = startOfToday(today - 1);
    const payments = journal.payments(yesterday, today);
    if (payments.length > 0) once(`day ${new Date(yesterday).toDateString()}`, 'dayEarned', { jobs: payments.length, wei: payments.reduce((sum, { payoutWei }) => sum + payoutWei, 0n).toString(), dayMs: yesterday });
  }
}

/** Refuses as before and tells the owner of it. */
export const tellRefusals = <Input, Output>(admit: (input: Input) => Promise<Output>, raise: RaiseNotice) => async (input: Input): Promise<Output> => {
  try {
    return await admit(input);
  } catch (error) {
    if (isHearthError(error) && !quietRefusals.has(error.code)) raise('orderRefused', { ...toAbout(error.about), code: error.code });
    throw error;
  }
};

/** What fits into a notice of an error's data. */
export const toAbout = (about: Readonly<Record<string, unknown>>): NoticeAbout =>
  Object.fromEntries(Object.entries(about).flatMap(([key, value]): [string, string | number | null][] => (typeof value === 'string' ? [[key, value.slice(0, 1000)]] : typeof value === 'number' || value === null ? [[key, value]] : [])));
