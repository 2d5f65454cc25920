import { formatCoins } from '../../../renderer/format/money.ts';
import { auditWords, caseSentence, ownStateWords, payWords, seatStateWords } from '../../../renderer/strings/audits.ts';
import { wordsOfReason } from '../../../renderer/strings/reasons.ts';
import type { Audits } from '../../shared/audits.ts';
import { printable, shortId, type Output } from './output.ts';
import { formatTable } from './table.ts';
import { readTopic, withRunning } from './running.ts';

/** What the running Hearth audits, and what is audited of it. */
export async function showAudits(dataFolder: string, output: Output): Promise<void> {
  const audits = await withRunning(dataFolder, (hearth) => readTopic(hearth, 'audits'));
  output.result(audits, formatAudits(audits, Date.now()));
}

const left = (untilMs: number, nowMs: number): string => (untilMs > nowMs ? `${Math.ceil((untilMs - nowMs) / 1000)} s` : '');

function formatAudits({ seats, seated, own, epochs, earnedWei }: Audits, nowMs: number): string {
  const seatLine = seats === null ? auditWords.seatsWaiting : seats.length === 0 || seats.every(({ held }) => held === 0) ? auditWords.seatsNone : `${auditWords.seats}: ${seats.filter(({ held }) => held > 0).map((seat) => `${seat.held} of ${seat.of} for ${printable(seat.modelName ?? shortId(seat.modelId))}`).join(', ')}.`;
  const asVerifier = seated.map((one) => [
    shortId(one.receiptHash), shortId(one.node), printable(one.modelName ?? shortId(one.modelId)), seatStateWords[one.state], one.verdict ?? '', one.case ? caseSentence(one.case) : '', payWords[one.pay],
    one.state === 'seated' ? left(one.untilMs, nowMs) : one.case?.deadlineMs ? left(one.case.deadlineMs, nowMs) : '', printable(wordsOfReason(one.reason ?? '')),
  ]);
  const mine = own.map((one) => [shortId(one.jobId), ownStateWords[one.state], one.committee.map(shortId).join(' '), one.case ? caseSentence(one.case) : '', one.case?.deadlineMs ? left(one.case.deadlineMs, nowMs) : one.state === 'drawn' ? left(one.untilMs, nowMs) : '']);
  const paid = epochs.filter(({ state }) => state === 'paid').length;
  return [
    seatLine, `${auditWords.earned}: ${formatCoins(earnedWei)} EMBER for ${paid} epochs of votes.`, '',
    auditWords.seatedTitle, asVerifier.length === 0 ? auditWords.seatedEmpty : formatTable([['receipt', 'node', 'model', 'state', 'vote', 'case', 'pay', 'time left', 'reason'], ...asVerifier]), '',
    auditWords.ownTitle, mine.length === 0 ? auditWords.ownEmpty : formatTable([['job', 'state', 'committee', 'case', 'time left'], ...mine]),
  ].join('\n');
}
