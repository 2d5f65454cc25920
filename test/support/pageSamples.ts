import { noUpdates } from '../../electron/shared/updates.ts';
import { noAudits, type SeatedAudit } from '../../electron/shared/audits.ts';
import type { Books } from '../../electron/shared/books.ts';
import type { History } from '../../electron/shared/readings.ts';
import { defaultNoticeChoices, severityOf, type Notice, type NoticeKind } from '../../electron/shared/notices.ts';
import { reasonOf } from '../../electron/shared/reasons.ts';
import type { Simulation } from '../../electron/shared/rules.ts';
import type { JobDetail, JobStage, JobSummary, VerifyReport } from '../../electron/shared/shapes.ts';
import { presets } from '../../electron/services/rules/presets.ts';
import { HearthError } from '../../electron/shared/errors.ts';
import { refusals } from '../../electron/shared/saidReasons.ts';
import type { JobRow } from '../../electron/shared/jobFields.ts';
import { economyHandlers, emptyEconomy, failedEconomy, sampleProposal, waitingEconomy } from './economySamples.ts';
import { never, type FakeHandlers, type FakeTopics } from './fakeProvider.ts';
import { digest, nowMs } from './sampleKit.ts';

/** What a busy, an empty and a broken Hearth look like to the page. Only for tests. */
export { digest, nowMs };
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const micro = 10n ** 12n;

const address = (text: string): `0x${string}` => digest(text).slice(0, 42) as `0x${string}`;

const stages: readonly JobStage[] = ['running', 'proving', 'queued', 'delivered', 'acknowledged', 'anchored', 'anchored', 'settled', 'settled', 'failed', 'cancelled'];

export function sampleJob(index: number, stage: JobStage = stages[index] ?? 'settled'): JobSummary {
  const generate = index % 3 !== 2;
  const unitsMax = generate ? 64 : 8;
  const ended = stage === 'settled' || stage === 'failed' || stage === 'cancelled';
  const unitsDone = stage === 'queued' || stage === 'loading' ? 0 : stage === 'running' ? Math.floor(unitsMax * 0.48) : stage === 'failed' ? 11 : unitsMax;
  const priceWei = BigInt(generate ? 4213 : 880) * micro + BigInt(index) * 137n * 10n ** 9n;
  return {
    jobId: digest(`job ${index}`), kind: generate ? 'generate' : 'classify', stage, modelId: digest(generate ? 'ember' : 'digits'),
    modelName: generate ? 'ember' : 'digits', deviceId: 'gpu-0', client: address(`client ${index % 4}`), admittedAtMs: nowMs - index * 9 * second - 2 * second,
    finishedAtMs: ended ? nowMs - index * 8 * second : null, unitsDone, unitsMax, attempts: index === 1 ? 2 : 1, priceWei,
    payoutWei: stage === 'settled' ? priceWei : null, verdict: stage === 'settled' && index % 2 === 0 ? 'accepted' : null,
    failure: stage === 'failed' ? { code: 'job.deadline', about: { jobId: digest(`job ${index}`), deadlineSeconds: 30 } } : null,
  };
}

/** The same with everything that is recorded of it, as the list's columns show it. */
export function sampleRow(index: number, stage?: JobStage): JobRow {
  const job = sampleJob(index, stage);
  const isSigned = job.finishedAtMs !== null || ['delivered', 'acknowledged', 'anchored'].includes(job.stage);
  const isPaid = job.stage === 'settled';
  const known = <Value,>(value: Value): Value | null => (isSigned ? value : null);
  const paid = <Value,>(value: Value): Value | null => (isPaid ? value : null);
  return {
    ...job, record: {
      app: address('app'), tier: 1, auditPolicy: index % 3, reservationId: digest(`reservation ${index % 4}`), deadlineMs: nowMs + minute, unitsInMax: 512, priceInWei: 12n * micro, priceOutWei: 61n * micro,
      temperature: job.kind === 'generate' ? 0.7 : null, topK: job.kind === 'generate' ? (index % 2) * 40 : null, topP: job.kind === 'generate' ? 0.95 : null, samplerVersion: job.kind === 'generate' ? 2 : null, seed: job.kind === 'generate' ? digest(`seed ${index}`) : null,
      startedAtMs: job.admittedAtMs + 120, queueMs: 120, firstUnitMs: known(31), computeMs: known(900 + index * 37), unitsIn: known(23 + index), unitsOut: known(job.unitsDone), numericClass: known('cpu-fp32'), stopReason: known(1 + (index % 2)), runtime: known('onnxruntime 1.30.0, provider cpu, threads 8'),
      wattHours: index % 2 ? null : known(0.0123), meanWatts: index % 2 ? null : known(118.4), mostWatts: index % 2 ? null : known(131), mostCelsius: known(63.5), meanLoadPercent: known(94), mostMemoryBytes: known(1_834_217_472), receivedBytes: known(4_120 + index), sentBytes: known(61_440 + index), receiptHash: known(digest(`receipt ${index}`)), receiptNumber: known(4200 - index), epoch: known(1), evidenceBytes: known(18_211 + index), votes: isPaid ? 3 : 0, acceptVotes: isPaid ? 3 : 0, audit: paid('notDrawn'),
      voucherCount: paid(900 - index), voucherTotalWei: paid(3n * 10n ** 18n), batchRoot: paid(digest('batch')), batchIndex: paid(index), batchCount: paid(60), anchorTx: paid(digest('anchor tx')), anchorBlock: paid(48_211), maturesAtMs: paid(nowMs - 3 * second), claimTx: null, claimableAtMs: null,
      paymentTx: paid(digest(`pay ${index}`)), paymentBlock: paid(48_230), paidAtMs: paid(nowMs - second), sharesWei: paid(job.priceWei / 10n),
    },
  };
}

const sampleSeated = (name: string, part: Partial<SeatedAudit>): SeatedAudit => ({
  subject: digest(name), receiptHash: digest(name), node: address('other node'), modelId: digest('ember'), modelName: 'ember', seenAtMs: nowMs - 30 * second, untilMs: nowMs + minute, committee: 3, state: 'seated',
  verdict: null, reason: null, attempts: 0, epoch: null, pay: 'none', case: null, ...part,
});

export const sampleNotice = (id: number, kind: NoticeKind, agoMs: number, about: Notice['about'] = {}, more: Partial<Notice> = {}): Notice =>
  ({ noticeId: String(id), kind, severity: severityOf(kind, about), about, firstAtMs: nowMs - agoMs, atMs: nowMs - agoMs, count: 1, isRead: false, ...more });

export const sampleJobs = (count: number): JobSummary[] => Array.from({ length: count }, (_, index) => sampleJob(index));

export const richTopics = (): Required<FakeTopics> => ({
  status: { state: 'working', about: { jobs: 2, device: 'gpu-0' }, action: 'pause', sinceMs: nowMs - 3 * minute },
  pulse: { tokensPerSecond: 142, stage: 'running' },
  updates: { ...noUpdates(null), state: 'ready', version: '0.2.0', changes: 'Devices are read in a process of their own.\nThe queue is fairer to clients that ask seldom.', checkedAtMs: nowMs - 4 * minute },
  guest: {
    preset: 'balanced', rules: [...presets.balanced],
    decisions: [
      { deviceId: 'gpu-0', giveBack: null, winner: null, also: [], blind: [] },
      { deviceId: 'cpu-0', giveBack: null, winner: null, also: [], blind: [{ rule: 'temperature', deviceId: 'cpu-0', reason: 'processor.temperature' }] },
    ],
    promise: { count: 12, lastMs: 340, p50Ms: 410, p95Ms: 890 },
  },
  audits: {
    seats: [{ modelId: digest('ember'), modelName: 'ember', held: 1, of: 4 }, { modelId: digest('digits'), modelName: 'digits', held: 1, of: 4 }],
    seated: [
      sampleSeated('drawn a', { state: 'seated', untilMs: nowMs + 90 * second, attempts: 1, reason: reasonOf('audit.takenBack') }),
      sampleSeated('drawn b', { state: 'committed', verdict: 'rejected', reason: reasonOf('judged.margin', 11, 6.4, 0.03), epoch: 121_442, pay: 'waiting', case: { stage: 'second', verdict: 'pending', accepts: 0, rejects: 2, deadlineMs: nowMs + 9 * second, voidTx: null } }),
      sampleSeated('drawn c', { state: 'committed', verdict: 'accepted', reason: reasonOf('judged.replayed', '1.1e-6', '0.0e+0'), epoch: 121_441, pay: 'paid' }),
      sampleSeated('drawn e', { state: 'missed', verdict: 'accepted', pay: 'unpaid', reason: reasonOf('audit.notPaid', reasonOf('audit.lateVote', 121_441), reasonOf('judged.replayed', '1.1e-6', '0.0e+0')) }),
      sampleSeated('drawn d', { state: 'missed', reason: reasonOf('audit.lateMachine') }),
    ],
    own: [
      { receiptHash: digest('own a'), jobId: digest('job 5'), anchoredAtMs: nowMs - 6 * second, state: 'drawn', committee: [address('v1'), address('v2'), address('v3')], untilMs: nowMs + 100 * second, case: null },
      { receiptHash: digest('own b'), jobId: digest('job 6'), anchoredAtMs: nowMs - 2 * second, state: 'waiting', committee: [], untilMs: nowMs + 110 * second, case: null },
      { receiptHash: digest('own c'), jobId: digest('job 7'), anchoredAtMs: nowMs - 4 * minute, state: 'stands', committee: [address('v1'), address('v2'), address('v3')], untilMs: nowMs - 2 * minute, case: null },
      { receiptHash: digest('own d'), jobId: digest('job 8'), anchoredAtMs: nowMs - 9 * minute, state: 'notDrawn', committee: [], untilMs: nowMs - 7 * minute, case: null },
    ],
    epochs: [{ epoch: 121_441, votes: 3, state: 'paid', payWei: 3n * 10n ** 14n, shownReceipt: digest('drawn c'), reason: null }],
    earnedWei: 3n * 10n ** 14n,
  },
  readings: [
    {
      deviceId: 'gpu-0', atMs: nowMs, temperatureCelsius: { value: 63 }, powerWatts: { value: 118.4 }, powerLimitWatts: { value: 200 }, loadPercent: { value: 94 }, othersLoadPercent: { value: 3 },
      memory: { value: { totalBytes: 12 * 1024 ** 3, mineBytes: 5_583_457_484, othersBytes: 1024 ** 3, freeBytes: 12 * 1024 ** 3 - 1024 ** 3 - 5_583_457_484 } },
    },
    {
      deviceId: 'cpu-0', atMs: nowMs, temperatureCelsius: { unread: 'processor.temperature' }, powerWatts: { unread: 'processor.ownersOnly' },
      powerLimitWatts: { unread: 'processor.limit' }, loadPercent: { value: 22 }, othersLoadPercent: { value: 20 },
      memory: { value: { totalBytes: 34_359_738_368, mineBytes: 900_000_000, othersBytes: 9_000_000_000, freeBytes: 24_459_738_368 } },
    },
  ],
  devices: [
    { deviceId: 'gpu-0', kind: 'gpu', name: 'GeForce RTX 4070', vendor: 'NVIDIA', memoryBytes: 12 * 1024 ** 3, driver: '575.64.03', unknown: false, executionProviders: ['cuda', 'webgpu'], reason: null, enabled: true, state: 'working', jobId: digest('job 0') },
    { deviceId: 'cpu-0', kind: 'cpu', name: 'Ryzen 7 7700X', vendor: 'AMD', memoryBytes: 34_359_738_368, driver: null, unknown: false, executionProviders: ['cpu'], reason: null, enabled: false, state: 'off', jobId: null },
  ],
  benchmarks: [
    {
      deviceId: 'gpu-0', state: 'done', step: null, reason: null,
      latest: {
        deviceId: 'gpu-0', atMs: nowMs - 3 * hour, driver: '575.64.03', runtime: '1.30.0', executionProvider: 'cuda', verdict: 'sound',
        checks: [
          { name: 'integers', modelName: null, state: 'failed', reason: '8-bit products are not exact (mixed, MatMulInteger: 31 where 32 is right)' }, { name: 'sketches', modelName: 'ember', state: 'passed', reason: 'worst of 3 sketches is 1.1e-4 away, 0.05 allowed; the limits of cuda-fp32 are wide, since it is not calibrated' },
          { name: 'tokens', modelName: 'ember', state: 'passed', reason: 'largest margin of 64 tokens is 2.0e-4 nats, 2 allowed; the limits of cuda-fp32 are wide, since it is not calibrated' },
        ],
        speeds: [{ modelId: digest('ember'), modelName: 'ember', kind: 'generate', loadMs: 412, prefillPerSecond: 10_412, decodePerSecond: 812.4, itemsPerSecond: null, joulesPerUnit: 0.141 }],
      },
    },
    { deviceId: 'cpu-0', state: 'running', step: { name: 'decode', modelName: 'ember', done: 7, of: 8 }, reason: null, latest: null },
  ],
  jobs: sampleJobs(20),
  earnings: {
    uptime: { allowedMs: 9 * hour, readyMs: 8 * hour + 20 * 60_000 }, todayWei: 421_337n * micro, todayJobs: 137, todayRejected: 1, totalWei: 12_904_551n * micro, totalJobs: 4211,
    waitingAnchorWei: 4_213n * micro, waitingWindowWei: 9_306n * micro, waitingVoucherWei: 880n * micro, energy: { wattHours: 412.3, coveredShare: 0.97 }, energyCost: { currency: 'EUR', least: 0.1484, most: 0.153 }, net: { currency: 'EUR', least: 0.1944, most: 0.199 }, netUnknown: null,
  },
  network: {
    name: 'Practice', practice: true, coin: 'EMB', chainId: 31337, escrow: address('escrow'), rpcUrl: 'http://127.0.0.1:8545', chain: 'reachable', blockNumber: 12_044, blockAgeSeconds: 1, windowSeconds: 5, clients: 3,
    practiceJobsPerMinute: 12, nodeAddress: address('node'), peerId: '12D3KooWQv4rV2', stakeWei: 100n * 10n ** 18n, inFlightWei: 14_399n * micro, inFlightLimitWei: 1_000n * 10n ** 18n, operator: address('main'),
  },
  notices: [
    sampleNotice(7, 'voteEnds', 20 * second, { proposalId: sampleProposal(1).proposalId.toString(), title: 'Raise the stake of a seat', endsAtMs: nowMs + 5 * hour + 30 * minute }),
    sampleNotice(6, 'workerRestarted', 42 * second, { device: 'GeForce RTX 4070', deviceId: 'gpu-0' }),
    sampleNotice(5, 'jobRetried', 43 * second, { jobId: digest('job 1'), attempts: 1, signal: 'SIGKILL' }, { count: 4, firstAtMs: nowMs - 4 * minute }),
    sampleNotice(4, 'jobFailed', 12 * minute, { jobId: digest('job 9'), code: 'job.deadline', deadlineSeconds: 30 }),
    sampleNotice(3, 'deviceSetAside', 2 * hour, { device: 'GeForce RTX 3060', deviceId: 'gpu-1' }),
    sampleNotice(2, 'dayEarned', 20 * hour, { dayMs: nowMs - 32 * hour, jobs: 212, wei: '904217000000000000' }, { isRead: true }),
    sampleNotice(1, 'firstReceipt', 70 * hour, { jobId: digest('job 19') }, { isRead: true }),
  ],
  noticeChoices: { switched: { woke: false }, quiet: { fromMinute: 22 * 60, toMinute: 7 * 60 }, isNative: true },
  about: {
    version: '0.1.0', dataFolder: '/home/ada/.local/share/hearth', node: '24.21.0', onnxruntime: '1.30.0', platform: 'Linux x64', startedAtMs: nowMs - 3 * hour,
    programs: [
      { name: 'host', id: 'host', pid: 4101, state: 'running', restarts: 0, memoryBytes: 68_000_000 },
      { name: 'provider', id: 'provider', pid: 4110, state: 'running', restarts: 0, memoryBytes: 141_000_000 },
      { name: 'signer', id: 'signer', pid: 4111, state: 'running', restarts: 0, memoryBytes: 74_000_000 },
      { name: 'worker', id: 'worker-gpu-0', pid: 4160, state: 'running', restarts: 1, memoryBytes: 412_000_000 },
      { name: 'devnet', id: 'devnet', pid: 4120, state: 'running', restarts: 0, memoryBytes: 96_000_000 },
      { name: 'anvil', id: 'anvil', pid: null, state: 'running', restarts: 0, memoryBytes: null },
    ],
  },
});

export function sampleDetail(index: number, stage?: JobStage): JobDetail {
  const summary = sampleJob(index, stage);
  const computing = ['queued', 'loading', 'running', 'proving'].includes(summary.stage);
  const settled = summary.stage === 'settled';
  const at = summary.admittedAtMs;
  const node = (id: string, parents: string[], known = true, facts: [string, string][] = []): JobDetail['path'][number] => ({ id, kind: id, digest: known ? digest(`${id} ${index}`) : null, parents, txHash: null, facts });
  const signed = !computing;
  return {
    summary,
    hasReceipt: signed,
    wait: null, claim: null,
    receiptFile: signed ? `/home/ada/.local/share/hearth/receipts/${summary.jobId.slice(2, 18)}.json` : null,
    timeline: [
      { step: 'admitted', atMs: at, note: null },
      { step: 'started', atMs: at + 16, note: reasonOf('note.on', 'gpu-0') },
      ...(signed ? [{ step: 'signing', atMs: at + 466, note: reasonOf('note.receipt', 4211) }, { step: 'signed', atMs: at + 481, note: null }, { step: 'delivered', atMs: at + 492, note: null }] : []),
      ...(settled ? [{ step: 'acknowledged', atMs: at + 530, note: reasonOf('note.voucher', 1204, 3) }, { step: 'anchored', atMs: at + 2210, note: reasonOf('note.block', 12_041) }, { step: 'settled', atMs: at + 7300, note: reasonOf('note.block', 12_043) }] : []),
    ],
    facts: [
      ['model', 'ember'], ['model id', digest('ember')], ['numeric class', 'cuda-fp32'], ['units in', '23'], ['units out', String(summary.unitsDone)], ['most units out', String(summary.unitsMax)],
      ['seed', digest(`seed ${index}`)], ['first draw', '0'], ['audit policy', 'open'], ['top-k', 'off'], ['device', 'gpu-0'], ['runtime ort', '1.30.0'], ['runtime driver', '575.64.03'],
      ['queue wait', '0.004 s'], ['first unit after', '0.031 s'], ['compute', '0.450 s'], ['attempts', String(summary.attempts)],
      ['price per unit in', '12000000000000 wei'], ['price per unit out', '61000000000000 wei'], ['client', address(`client ${index % 4}`)], ['deadline', new Date(at + 120_000).toISOString()],
    ],
    path: [
      node('order', ['receipt'], true, [['client', address(`client ${index % 4}`)], ['deadlineSeconds', '30']]), node('model', ['order', 'receipt']), node('inputRoot', ['order', 'receipt'], true, [['chunks', '1'], ['inputBytes', '96']]),
      node('outputRoot', ['receipt'], signed), node('rowRoot', ['bundle'], signed, [['rows', '64']]), node('sketchRoot', ['bundle'], signed), node('tapRoot', ['bundle'], signed),
      node('bundle', ['receipt'], signed), node('receipt', ['anchor'], signed, [['node', address('node')], ['number', '4211']]),
      { ...node('anchor', ['payment'], settled || summary.stage === 'anchored', [['block', '12041'], ['receipts', '4']]), txHash: settled ? digest(`anchor tx ${index}`) : null },
      node('voucher', ['payment'], settled || summary.stage === 'acknowledged' || summary.stage === 'anchored'),
      { ...node('payment', [], settled, [['payoutWei', summary.priceWei.toString()], ['block', '12043']]), txHash: settled ? digest(`payment tx ${index}`) : null },
    ],
  };
}

export const passingReport: VerifyReport = {
  ok: true,
  checks: [
    { name: 'form', state: 'passed', reason: 'The file has the form of a receipt, version 1.', covers: ['receipt'] },
    { name: 'signature', state: 'passed', reason: 'Signed by the node that sent it.', covers: ['receipt'] },
    { name: 'order', state: 'passed', reason: "The order's signature is the client's, and the receipt names its hash.", covers: ['order', 'receipt'] },
    { name: 'inputRoot', state: 'passed', reason: '1 chunk hashed again.', covers: ['inputRoot'] },
    { name: 'outputRoot', state: 'passed', reason: '64 tokens hashed again.', covers: ['outputRoot'] },
    { name: 'evidence', state: 'passed', reason: '64 rows and 2 sketches give the roots in the bundle.', covers: ['rowRoot', 'sketchRoot', 'bundle'] },
    { name: 'replay', state: 'passed', reason: 'Run again through the model; every token and draw is the same.', covers: ['outputRoot', 'rowRoot', 'model'] },
    { name: 'taps', state: 'notChecked', reason: 'Taps are only opened in a dispute.', covers: ['tapRoot'] },
    { name: 'anchor', state: 'passed', reason: 'The batch root in block 12,041 holds this receipt.', covers: ['anchor', 'receipt'] },
    { name: 'payment', state: 'notChecked', reason: 'The chain gave no answer to this question in time.', covers: ['payment', 'anchor'] },
  ],
};
export const failingReport: VerifyReport = {
  ok: false,
  code: 'receipt.failed',
  about: { check: 'outputRoot', reason: 'differs' },
  checks: [
    { name: 'form', state: 'passed', reason: 'The file has the form of a receipt, version 1.', covers: ['receipt'] },
    { name: 'outputRoot', state: 'failed', reason: 'The output hashes to another root than the receipt names.', covers: ['outputRoot'] },
    { name: 'payment', state: 'notChecked', reason: 'No chain was asked.', covers: ['payment'] },
  ],
};

const bucketsOf = (range: string): { count: number; lengthMs: number } =>
  range === '24h' ? { count: 24, lengthMs: hour } : range === '7d' ? { count: 28, lengthMs: 6 * hour } : range === '30d' ? { count: 30, lengthMs: day } : { count: 12, lengthMs: 30 * day };

/** A day or week of a card that worked, but for a night without Hearth: that night is a gap. */
export function sampleHistory(hours: 24 | 168): History {
  const stepMs = hours === 24 ? 10 * minute : hour;
  const count = (hours * hour) / stepMs;
  const firstMs = Math.floor(nowMs / stepMs) * stepMs - (count - 1) * stepMs;
  const points = Array.from({ length: count }, (_, index) => {
    const isGap = index > count * 0.3 && index < count * 0.42;
    const wave = Math.sin(index / 9) + 0.4 * Math.sin(index / 3.1);
    return { startMs: firstMs + index * stepMs, temperatureMostCelsius: isGap ? null : 61 + 9 * wave, powerMeanWatts: isGap ? null : 104 + 38 * wave, othersLoadMeanPercent: isGap ? null : Math.max(0, 8 - 12 * wave), othersMemoryMeanPercent: isGap ? null : 11 + 3 * wave };
  });
  const bare = points.map(({ startMs, othersLoadMeanPercent, othersMemoryMeanPercent }) => ({ startMs, temperatureMostCelsius: null, powerMeanWatts: null, othersLoadMeanPercent, othersMemoryMeanPercent }));
  return {
    stepMs,
    devices: [
      { deviceId: 'gpu-0', points, health: { lost: [{ jobId: digest('job 1'), how: 'signal SIGKILL', atMs: nowMs - 42 * second }], setAsideAtMs: null } },
      { deviceId: 'cpu-0', points: bare, health: { lost: [], setAsideAtMs: null } },
    ],
  };
}

/** A week in which evenings were played away. */
export function sampleSimulation(workShare: number): Simulation {
  const toMs = Math.floor(nowMs / hour) * hour;
  const fromMs = toMs - 7 * day;
  const seenMs = 7 * day - 10 * hour;
  const workMs = Math.round(seenMs * workShare);
  const stops = Array.from({ length: 7 }, (_, index) => ({ rule: index % 3 === 1 ? ('apps' as const) : ('fullScreen' as const), fromMs: fromMs + index * day + 19 * hour, toMs: fromMs + index * day + (21 + (index % 3)) * hour }));
  const stoppedMs = seenMs - workMs - 2 * hour;
  return {
    fromMs, toMs, samples: 9480,
    devices: [
      { deviceId: 'gpu-0', workMs, throttledMs: 2 * hour, stoppedMs, unknownMs: 10 * hour, byRule: { fullScreen: Math.round(stoppedMs * 0.7), apps: stoppedMs - Math.round(stoppedMs * 0.7) }, stops },
      { deviceId: 'cpu-0', workMs: seenMs, throttledMs: 0, stoppedMs: 0, unknownMs: 10 * hour, byRule: {}, stops: [] },
    ],
  };
}

/** A month of a card with a meter; `isBare`: nothing of prices is known. */
function sampleBooks(isBare: boolean): Books {
  const grossWei = 12_904_551n * micro;
  const shareWei = 387_136n * micro;
  const row = { modelName: 'ember', deviceId: 'gpu-0', jobs: 4021, grossWei, computeMs: 41 * hour, weiPerHour: grossWei / 41n, wattHours: 4920, weiPerKilowattHour: (grossWei * 100n) / 492n };
  return {
    statement: {
      fromMs: nowMs - 30 * day, toMs: nowMs, grossWei, shareWei, arrivedWei: grossWei - shareWei, energy: isBare ? null : { wattHours: 6212, coveredShare: 0.94 },
      energyCost: isBare ? null : { currency: 'EUR', least: 1.99, most: 2.11 }, value: isBare ? null : { currency: 'EUR', gross: 10.97, shares: 0.33, arrived: 10.64, isEstimated: true }, net: isBare ? null : { currency: 'EUR', least: 8.53, most: 8.65 },
      netUnknown: isBare ? 'noMeter' : null,
      returns: [{ ...row, valuePerHour: isBare ? null : 0.2675, valuePerKilowattHour: isBare ? null : 2.2297, netPerHour: isBare ? null : 0.2211 }, { ...row, modelName: 'digits', deviceId: 'cpu-0', jobs: 190, wattHours: null, weiPerKilowattHour: null, valuePerHour: isBare ? null : 0.041, valuePerKilowattHour: null, netPerHour: null }],
      projection: isBare ? null : { perDayWei: 431_000n * micro, fromDays: 7, last: { saidWei: 440_100n * micro, wasWei: 402_020n * micro } },
    },
    receipts: [], payouts: [], reconciliation: {
      signedWei: grossWei + 14_399n * micro, arrivedWei: grossWei - shareWei - (isBare ? 3_075n * micro : 0n), isWhole: !isBare,
      differences: [
        { name: 'waitingVoucher', amountWei: 880n * micro, count: 1, examples: [digest('job 2')] }, { name: 'waitingAnchor', amountWei: 4_213n * micro, count: 3, examples: [digest('job 3'), digest('job 4'), digest('job 5')] },
        { name: 'waitingWindow', amountWei: 9_306n * micro, count: 14, examples: Array.from({ length: 10 }, (_, index) => digest(`job ${index + 6}`)) }, { name: 'share', amountWei: shareWei, count: 388, examples: [digest('payment 1'), digest('payment 2')] },
        ...(isBare ? [{ name: 'missing' as const, amountWei: 3_075n * micro, count: 1, examples: [digest('payment 9')] }] : []),
      ],
    },
  };
}

/** Of a machine that was never paid and has no meter. */
const emptyBooks = (): Books => ({
  statement: { fromMs: nowMs - 30 * day, toMs: nowMs, grossWei: 0n, shareWei: 0n, arrivedWei: 0n, energy: null, energyCost: null, value: null, net: null, netUnknown: 'noMeter', returns: [], projection: null },
  receipts: [], payouts: [], reconciliation: { signedWei: 0n, arrivedWei: 0n, differences: [], isWhole: true },
});

export const richHandlers: FakeHandlers = {
  ...economyHandlers,
  readAudits: () => richTopics().audits,
  readEarnings: ({ range }) => {
    const { count, lengthMs } = bucketsOf(range);
    const end = Math.ceil(nowMs / lengthMs) * lengthMs;
    const buckets = Array.from({ length: count }, (_, index) => {
      const jobs = Math.max(0, Math.round((9 + 7 * Math.sin(index * 0.9) + 3 * Math.cos(index * 2.3)) * (lengthMs / hour)));
      return { startMs: end - (count - index) * lengthMs, endMs: end - (count - index - 1) * lengthMs, jobs, paidWei: BigInt(jobs) * 3_075n * micro };
    });
    return { range, buckets, jobs: buckets.reduce((sum, { jobs }) => sum + jobs, 0), paidWei: buckets.reduce((sum, { paidWei }) => sum + paidWei, 0n) };
  },
  readJobColumns: () => ({ columns: null, order: null }), setJobColumns: () => ({}), setJobOrder: () => ({}),
  readJobs: ({ stage, search, limit, withRecord }) => {
    const jobs = Array.from({ length: 60 }, (_, index) => (withRecord ? sampleRow(index) : sampleJob(index))).filter((job) => (stage === 'all' || (stage === 'settled' ? job.stage === 'settled' : stage === 'failed' ? job.stage === 'failed' : !['settled', 'failed', 'cancelled'].includes(job.stage))) && (job.jobId + job.client + job.modelName).includes(search));
    return { jobs: jobs.slice(0, limit), total: stage === 'all' && search === '' ? 4211 : jobs.length };
  },
  readPayWaits: () => ({ waits: [] }),
  readJob: ({ jobId }) => {
    const index = Array.from({ length: 60 }, (_, i) => i).find((i) => digest(`job ${i}`) === jobId);
    if (index === undefined) throw new HearthError('job.notFound', { jobId });
    return sampleDetail(index);
  },
  verifyJob: () => passingReport,
  exportReceipt: ({ jobId }) => ({ fileName: `receipt-${jobId.slice(2, 10)}.json`, text: '{"version":1}' }),
  readModels: () => ({
    models: [
      { modelId: digest('ember'), name: 'ember', title: 'Ember', kind: 'generate', sizeBytes: 11_900_000, numericClass: 'fp32 decoder', state: 'ready', reason: null, priceInWei: 12_000_000_000_000n, priceOutWei: 61_000_000_000_000n },
      { modelId: digest('digits'), name: 'digits', title: 'Digits', kind: 'classify', sizeBytes: 210_000, numericClass: 'int8, integer only', state: 'ready', reason: null, priceInWei: 110_000_000_000_000n, priceOutWei: 0n },
      { modelId: digest('old'), name: 'old', title: 'Hearthside 2', kind: 'generate', sizeBytes: 91_000_000, numericClass: 'fp32 decoder', state: 'corrupt', reason: new HearthError('model.corrupt', { file: 'onnx/model.onnx', expected: digest('weights'), found: digest('damaged') }).message, priceInWei: 0n, priceOutWei: 0n },
    ],
  }),
  readBooks: ({ range }) => sampleBooks(range === '24h'),
  readRpcAddresses: () => ({ addresses: [{ url: 'https://rpc.example.org/v1', isOwners: false, isInUse: true, state: 'answers', reason: null }, { url: 'https://chain.example.net/4f2a', isOwners: true, isInUse: false, state: 'silent', reason: refusals.noAnswerIn(4000) }] }), setRpcAddresses: () => ({ addresses: [] }),
  readRefusals: () => ({ kinds: [], models: [digest('digits')], clients: [address('client 3').toLowerCase()] }), setRefusals: () => ({}),
  readMoney: () => ({ tariff: { kind: 'flat', currency: 'EUR', perKilowattHour: 0.32 }, priceNow: { value: 0.32, atMs: nowMs }, rate: { kind: 'fixed', currency: 'EUR' }, rateNow: { value: 0.85, atMs: nowMs - day }, gasRate: { currency: 'EUR', perCoin: 2_410 }, feeLimitPercent: 5 }), setGasRate: () => ({}), setFeeLimit: () => ({}),
  readGuest: () => richTopics().guest,
  readPrograms: () => ({ names: ['elden-ring', 'firefox', 'obs'], unread: null }),
  readPresets: () => ({ guest: [...presets.guest], balanced: [...presets.balanced], dedicated: [...presets.dedicated] }),
  readHistory: ({ hours }) => sampleHistory(hours),
  simulateRules: ({ rules }) => sampleSimulation(rules.some(({ kind, isOn }) => kind === 'idle' && isOn) ? 0.35 : 0.82),
  setRules: () => ({}), setPreset: () => ({}),
  setTariff: () => ({}), setRate: () => ({}), readCsv: () => ({ csv: 'row,id\n', receipts: 0, payouts: 0 }), startBenchmark: () => ({}), cancelBenchmark: () => ({}), pause: () => ({}), resume: () => ({}), setDevice: () => ({}), setPracticeRate: () => ({}), cancelJob: () => ({}), stopHearth: () => ({}),
};

export const emptyTopics = (): Required<FakeTopics> => ({
  ...richTopics(),
  status: { state: 'idle', about: {}, action: 'pause', sinceMs: nowMs - minute },
  pulse: { tokensPerSecond: 0, stage: null },
  devices: [], readings: [], audits: { ...noAudits, seats: [] }, benchmarks: [], jobs: [], notices: [], noticeChoices: defaultNoticeChoices, updates: noUpdates('headless'),
  guest: { preset: null, rules: [], decisions: [], promise: { count: 0, lastMs: null, p50Ms: null, p95Ms: null } },
  earnings: { uptime: { allowedMs: 0, readyMs: 0 }, todayWei: 0n, todayJobs: 0, todayRejected: 0, totalWei: 0n, totalJobs: 0, waitingAnchorWei: 0n, waitingWindowWei: 0n, waitingVoucherWei: 0n, energy: null, energyCost: null, net: null, netUnknown: 'noMeter' },
  network: { ...richTopics().network, practiceJobsPerMinute: null },
  about: { ...richTopics().about, programs: [] },
});
export const emptyHandlers: FakeHandlers = {
  ...richHandlers,
  ...emptyEconomy,
  readAudits: () => ({ ...noAudits, seats: [] }),
  readEarnings: ({ range }) => ({ range, buckets: [], paidWei: 0n, jobs: 0 }), readBooks: emptyBooks,
  readJobs: () => ({ jobs: [], total: 0 }),
  readJob: ({ jobId }) => ({ ...sampleDetail(2, 'queued'), summary: { ...sampleJob(2, 'queued'), jobId }, path: [], timeline: [], facts: [] }),
  readModels: () => ({ models: [] }),
  readHistory: () => ({ stepMs: 10 * minute, devices: [] }),
  simulateRules: () => ({ fromMs: null, toMs: null, samples: 0, devices: [] }),
};

const fail = (): never => {
  throw new Error('broken on purpose');
};
/** What answers to a command fails; what was pushed before is there, for the screens whose failing parts stand beside it. */
export const failedTopics = (): FakeTopics => ({ devices: richTopics().devices, guest: richTopics().guest, status: { state: 'failing', about: { code: 'storage.diskFull', path: '/home/ada' }, action: 'retry', sinceMs: nowMs - minute }, network: { ...richTopics().network, chain: 'gone', blockNumber: null, blockAgeSeconds: null } });
export const failedHandlers: FakeHandlers = { ...failedEconomy, readRpcAddresses: fail, readAudits: fail, readRefusals: fail, setRefusals: fail, readBooks: fail, readEarnings: fail, readJobs: fail, readJobColumns: fail, readJob: fail, readModels: fail, verifyJob: fail, readPresets: fail, readHistory: fail, simulateRules: fail, setRules: fail, setPreset: fail, pause: fail, resume: fail, setDevice: fail };
export const waitingHandlers: FakeHandlers = { ...waitingEconomy, readAudits: never, readRefusals: never, readBooks: never, readEarnings: never, readJobs: never, readJobColumns: never, readJob: never, readModels: never, readPresets: never, readHistory: never, simulateRules: never };
