import { bundleUnits } from '../../protocol/bundle.ts';
import { numericClassName } from '../../protocol/numericClass.ts';
import { verdict } from '../../protocol/typedData.ts';
import type { DisputeSummary } from '../../shared/disputes.ts';
import { lapseSeconds, type PayWait } from '../../shared/payWaits.ts';
import { reasonOf } from '../../shared/reasons.ts';
import type { JobMeasures } from '../../shared/jobMeasures.ts';
import type { JobDetail } from '../../shared/shapes.ts';
import { isOver, summarizeJob, type Job } from './job.ts';
import type { RecordedEvent } from './jobEvents.ts';

/** A job as the detail screen and `hearth receipt` show it: what happened when, every fact, and the path of hashes. Pure. */
export function buildJobDetail(job: Job, events: readonly RecordedEvent[], live: { readonly unitsDone: number; readonly loading: boolean }, measures: JobMeasures, dispute: DisputeSummary | null = null, wait: PayWait | null = null): JobDetail {
  return {
    summary: summarizeJob(job, live),
    timeline: events.map((event) => ({ step: event.kind, atMs: event.atMs, note: noteOf(event) })),
    facts: [...buildFacts(job, measures), ...(dispute ? disputeFacts(dispute) : [])],
    path: buildPath(job, dispute),
    hasReceipt: job.signed !== null,
    receiptFile: null,
    wait,
    claim: job.claimed && !isOver(job.stage) ? { order: job.request.order, lapsesAtMs: (job.claimed.payableAtSeconds + lapseSeconds) * 1000 } : null,
  };
}

/** As a code of shared/reasons.ts, so that each language can say it; a failure's own code stands for itself. */
function noteOf(event: RecordedEvent): string | null {
  switch (event.kind) {
    case 'started': return event.attempt > 1 ? reasonOf('note.again', event.attempt, event.deviceId) : reasonOf('note.on', event.deviceId);
    case 'workerLost': return reasonOf('note.workerLost', event.signal);
    case 'gaveBack': return reasonOf('note.gaveBack', event.deviceId, event.rule);
    case 'signing': return reasonOf('note.receipt', event.receipt.seq);
    case 'acknowledged': return reasonOf('note.voucher', event.voucher.count, event.votes.length);
    case 'batched': return reasonOf('note.batched', event.index + 1, event.count);
    case 'anchored':
    case 'settled': return reasonOf('note.block', event.blockNumber);
    case 'unanchored': return reasonOf('note.unanchored');
    case 'claimed': return reasonOf('note.claimed', event.blockNumber, `${event.amountWei} wei`, formatTime(event.payableAtSeconds * 1000));
    case 'unclaimed': return reasonOf('note.unclaimed');
    case 'slashed': return reasonOf('note.slashed', event.blockNumber, event.fault, `${event.slashedWei} wei`);
    case 'voided': return reasonOf('note.voided', event.blockNumber, `${event.penaltyWei} wei`);
    case 'refunded': return reasonOf(event.from === 'claim' ? 'note.refundedClaim' : 'note.refunded', event.blockNumber, `${event.refundedWei} wei`);
    case 'unvoided':
    case 'unrefunded':
    case 'unslashed': return reasonOf('note.takenBack');
    case 'failed': return event.failure.code;
    case 'cancelled': return event.by === 'rule' ? reasonOf('note.handedBack', event.rule ?? '') : reasonOf(event.by === 'owner' ? 'note.byOwner' : 'note.byClient');
    default: return null;
  }
}

/** The year 275760 is as far as dates go; a client may name any second. */
const formatTime = (ms: number): string => (ms <= 8.64e15 ? new Date(ms).toISOString() : `${ms / 1000} s`);

const seconds = (ms: number): string => `${(ms / 1000).toFixed(3)} s`;

function buildFacts(job: Job, measures: JobMeasures): [string, string][] {
  const { order, input } = job.request;
  const facts: [string, string][] = [
    ['job', order.jobId], ['kind', input.kind], ['model', job.modelName], ['model id', order.modelId], ['client', order.client], ['app', order.app],
    ['reservation', order.reservationId], ['tier', `T${order.tier}`], ['audit policy', ['open', 'named verifiers', 'client only'][order.auditPolicy] ?? String(order.auditPolicy)],
    ['deadline', formatTime(order.deadlineSeconds * 1000)], ['most units in', String(order.maxUnitsIn)], ['most units out', String(order.maxUnitsOut)],
    ['price per unit in', `${order.priceInWei} wei`], ['price per unit out', `${order.priceOutWei} wei`], ['attempts', String(job.attempts)],
  ];
  if (input.kind === 'generate') {
    facts.push(['temperature', String(input.decode.temperatureMicro / 1e6)], ['top-k', input.decode.topK === 0 ? 'off' : String(input.decode.topK)], ['top-p', String(input.decode.topPMicro / 1e6)]);
    if (input.decode.samplerVersion === 2) facts.push(['seed', input.decode.seed], ['first draw', String(input.decode.firstPosition)]);
  }
  if (job.started) facts.push(['device', job.started.deviceId]);
  if (job.result) {
    const { receipt, bundle, runtime } = job.result;
    const units = bundleUnits(bundle);
    facts.push(
      ['units in', String(units.unitsIn)], ['units out', String(units.unitsOut)], ['numeric class', numericClassName(receipt.exec.classId) ?? String(receipt.exec.classId)],
      ['queue wait', seconds(receipt.meter.queueMs)], ['first unit after', seconds(receipt.meter.firstUnitMs)], ['compute', job.result.measured && receipt.meter.computeMs < 10 ? `${job.result.measured.computeMicros} µs` : seconds(receipt.meter.computeMs)],
      ...measuredFacts(measures),
      ['receipt number', String(receipt.seq)], ['epoch', String(receipt.epoch)], ['previous receipt', receipt.prev],
    );
    for (const [name, value] of Object.entries(runtime)) facts.push([`runtime ${name}`, String(value)]);
  }
  if (job.slashed) facts.push(['slashed', `${job.slashed.slashedWei} wei`], ['slashed for', job.slashed.fault], ['slashed in', job.slashed.txHash]);
  if (job.voided) facts.push(['void', 'rejected by a committee of verifiers'], ['penalty', `${job.voided.penaltyWei} wei`], ['void in', job.voided.txHash]);
  if (job.slashed || job.voided) facts.push(...refundFacts(job));
  return facts;
}

/** What was not measured says so: it is no zero, and no row that is missing by mistake. */
function measuredFacts({ wattHours, meanWatts, mostWatts, mostCelsius, meanLoadPercent, mostMemoryBytes, receivedBytes, sentBytes }: JobMeasures): [string, string][] {
  const told = (value: number | null, unit: string, digits: number): string => (value === null ? 'not measured' : `${Number(value.toFixed(digits))} ${unit}`);
  return [
    ['energy', told(wattHours, 'Wh', 6)], ['mean power', told(meanWatts, 'W', 1)], ['most power', told(mostWatts, 'W', 1)], ['highest temperature', told(mostCelsius, '°C', 1)], ['device load', told(meanLoadPercent, '%', 0)],
    ['memory peak', told(mostMemoryBytes === null ? null : mostMemoryBytes / 2 ** 20, 'MiB', 1)], ['bytes received', told(receivedBytes, 'B', 0)], ['bytes sent', told(sentBytes, 'B', 0)],
  ];
}

/** What the client had paid for a job that is void now, and what of it came back. */
function refundFacts({ settled, claimed, refunded }: Job): [string, string][] {
  const paid: [string, string] = ['client had paid', `${refunded?.from === 'claim' ? refunded.refundedWei : (settled?.payoutWei ?? claimed?.amountWei ?? 0n)} wei`];
  return refunded ? [paid, ['refunded', `${refunded.refundedWei} wei`], ['refunded in', refunded.txHash]] : [paid];
}

const disputeNotes = { none: 'note.disputeNone', challengerWon: 'note.disputeLost', accusedWon: 'note.disputeWon', unproven: 'note.disputeUnproven' } as const satisfies Record<DisputeSummary['outcome'], string>;

const disputeFacts = ({ disputeId, challenger, state, outcome, bondWei, slashedWei, answers }: DisputeSummary): [string, string][] => [
  ['dispute', disputeId], ['opened by', challenger], ['bond', `${bondWei} wei`],
  ['dispute stands', state === 'closed' ? reasonOf(disputeNotes[outcome]) : answers.length === 0 ? reasonOf('note.disputeWaits') : reasonOf('note.disputeOpen', answers.length, Math.max(...answers.map(({ tries }) => tries)))],
  ...(slashedWei > 0n ? [['taken of the stake', `${slashedWei} wei`] as [string, string]] : []),
];

/** The path of hashes; `parents` are the nodes each one is committed in, so the payment stands at the end of every walk. */
function buildPath(job: Job, dispute: DisputeSummary | null): JobDetail['path'] {
  const { result, signed, acknowledged, batched, anchored, claimed, settled, request } = job;
  const node = (id: string, kind: string, digest: string | null, parents: string[], facts: [string, string][], txHash: string | null = null) => ({ id, kind, digest, parents, facts, txHash });
  const order = node('order', 'order', result?.receipt.orderHash ?? null, signed ? ['receipt'] : [], [['client', request.order.client]]);
  const model = node('model', 'model', request.order.modelId, signed ? ['order', 'receipt'] : ['order'], [['name', job.modelName]]);
  const input = node('inputRoot', 'inputRoot', request.order.inputRoot, signed ? ['order', 'receipt'] : ['order'], result ? [['units', String(result.receipt.io.unitsIn)]] : []);
  if (!result || !signed) return [order, model, input];
  const { receipt, bundle } = result;
  const votes = (acknowledged?.votes ?? []).map(({ vote }, index) =>
    node(`vote-${index}`, 'vote', vote.evidenceRoot, [], [['verifier', vote.verifier], ['verdict', vote.verdict === verdict.accept ? 'accepted' : 'rejected']]));
  const isText = bundle.kind === 'generate';
  return [
    order, model, input,
    node('outputRoot', 'outputRoot', receipt.io.outputRoot, ['receipt'], [['units', String(receipt.io.unitsOut)]]),
    node('rowRoot', 'rowRoot', receipt.trace.rowRoot, ['receipt'], [['rows', isText ? String(bundle.tokens.length) : '0']]),
    node('sketchRoot', 'sketchRoot', receipt.trace.sketchRoot, ['receipt'], [['sketches', isText ? String(bundle.sketches.length) : '0']]),
    node('bundle', 'bundle', receipt.bundleHash, ['receipt'], []),
    node('receipt', 'receipt', signed.receiptHash, [...(batched ? ['anchor'] : []), ...(acknowledged ? ['voucher'] : []), ...votes.map(({ id }) => id), ...(dispute ? ['dispute'] : [])], [['node', receipt.provider], ['number', String(receipt.seq)]]),
    ...votes,
    ...(dispute ? [node('dispute', 'dispute', dispute.disputeId, [], disputeFacts(dispute).slice(1), dispute.closedTx ?? dispute.openedTx)] : []),
    ...(batched ? [node('anchor', 'anchor', batched.root, claimed ? ['claim'] : settled ? ['payment'] : [], [['receipts', String(batched.count)], ['state', anchored ? reasonOf('note.block', anchored.blockNumber) : 'on its way']], anchored?.txHash ?? null)] : []),
    ...(acknowledged ? [node('voucher', 'voucher', acknowledged.voucher.receiptsRoot, settled ? ['payment'] : [], [['receipts', String(acknowledged.voucher.count)], ['all together', `${acknowledged.voucher.cumulativeWei} wei`]])] : []),
    ...(claimed ? [node('claim', 'claim', claimed.txHash, settled ? ['payment'] : [], [['amount', `${claimed.amountWei} wei`], ['payable from', formatTime(claimed.payableAtSeconds * 1000)], ['block', String(claimed.blockNumber)]], claimed.txHash)] : []),
    ...(settled ? [node('payment', 'payment', settled.txHash, [], [['paid', `${settled.payoutWei} wei`], ['received', `${settled.receivedWei} wei`], ['block', String(settled.blockNumber)]], settled.txHash)] : []),
  ];
}
