import type { AuditCurve } from './auditCurve.ts';
import type { EvidenceCost } from './evidenceCost.ts';
import type { EngineFigure } from './engine.ts';
import type { PromptCost } from './promptCost.ts';
import type { GatewayFigure, Latency } from './gatewayLatency.ts';
import type { GiveBackFigure } from './giveBack.ts';
import type { PageFigure } from './page.ts';
import type { SettlementFigure } from './settlement.ts';
import type { SignalsFigure } from './signals.ts';
import type { LoadingFigure } from './modelLoad.ts';
import type { TransferFigure } from './modelTransfer.ts';
import type { SignerFigure } from './signerSpeed.ts';
import type { Figure } from './statistics.ts';

/** The parts of the bench; `--only` names one. */
export const parts = ['tokenLoop', 'engine', 'evidence', 'audit', 'start', 'overhead', 'classify', 'idle', 'giveback', 'signer', 'settlement', 'gateway', 'transfer', 'loading', 'signals', 'page'] as const;
export type Part = (typeof parts)[number];

/** One program's share of the machine. cpuShare is of one core, 0.01 = 1 %. */
export type ProgramFigure = { readonly name: string; readonly rssBytes: number; readonly cpuShare: number };

/** What the bench prints with --json. A part that was not run is null; rates and sizes at the top level of a part are medians. */
export type BenchFigures = {
  readonly format: 'hearth-bench/6';
  readonly machine: { readonly cpu: string; readonly cores: number; readonly memoryBytes: number; readonly os: string; readonly node: string; readonly onnxruntime: string };
  readonly date: string;
  readonly commit: string | null;
  readonly isQuick: boolean;
  /** Load average over one minute before and after: more than the bench's own work means that others shared the machine. */
  readonly load: { readonly before: number | null; readonly after: number | null };
  readonly generate: {
    readonly tokensPerSecond: number;
    /** The runtime alone, choosing the same tokens with the same sampler. */
    readonly bareTokensPerSecond: number;
    /** The runtime alone, taking the largest logit. */
    readonly bareGreedyTokensPerSecond: number;
    readonly transformersTokensPerSecond: number | null;
    readonly transformersVersion: string | null;
    readonly transformersReason: string | null;
    /** Evidence as a share of our loop's time, measured inside it. */
    readonly evidenceShare: number;
    /** What our loop takes longer than the bare one that samples the same tokens; CPU time does not see other programs. */
    readonly overheadShare: { readonly wall: number; readonly cpu: number };
    /** The same against the greedy one: the sampler is then counted too. */
    readonly overheadOverGreedyShare: { readonly wall: number; readonly cpu: number };
    readonly parameters: number;
    readonly newTokens: number;
    readonly threads: number;
    readonly spread: { readonly tokensPerSecond: Figure; readonly bareTokensPerSecond: Figure; readonly bareGreedyTokensPerSecond: Figure; readonly transformersTokensPerSecond: Figure | null };
    readonly auditSpeedup: number;
  } | null;
  /** Rows, sketches and roots alone, at the width of a 7B model. */
  readonly evidence: EvidenceCost | null;
  /** Several clients at once against one after the other, and known beginnings of prompts. */
  readonly engine: EngineFigure | null;
  /** What an audit costs beside generating, over prompt lengths. */
  readonly audit: AuditCurve | null;
  readonly classify: {
    /** From the first order sent to the last voucher kept, client, audits and chain on the same machine. */
    readonly jobsPerSecond: number;
    readonly jobs: number;
    readonly settled: number;
    readonly spread: Figure;
    /** Until the last of them was settled on chain, the practice window of 5 s included. */
    readonly settledAfterMs: number;
    /** CPU time per job, by program, milliseconds. */
    readonly cpuMsPerJob: Readonly<Record<string, number>>;
  } | null;
  /** From admitted to signed, less compute: journal, two processes' messages, receipt, signature. */
  readonly jobOverheadMs: number | null;
  readonly jobOverheadSpread: Figure | null;
  /** From the start of a fresh data folder until the first receipt was delivered and verified. */
  readonly startToFirstReceiptMs: number | null;
  readonly startSpread: Figure | null;
  readonly idle: {
    readonly seconds: number;
    readonly providerRssBytes: number;
    readonly providerCpuShare: number;
    readonly providerCpuSpread: Figure;
    readonly programs: readonly ProgramFigure[];
    /** The same while somebody looks at its page; absent in older results, whose idle figures had it open. */
    readonly pageOpen?: { readonly providerRssBytes: number; readonly providerCpuShare: number };
    /** The same as the first ones, before its first job, from 5 s after the start: the engine still compiles what it runs often. */
    readonly fresh: { readonly providerRssBytes: number; readonly providerCpuShare: number };
    /** The same a minute later; absent in older results. */
    readonly calm?: { readonly providerRssBytes: number; readonly providerCpuShare: number };
  } | null;
  readonly giveBack: GiveBackFigure | null;
  /** A model's file from a peer, beside a plain TCP copy. */
  readonly transfer: TransferFigure | null;
  /** Loading a model, with and without reading it ahead; null where the system lets nobody measure it, absent in older results. */
  readonly loading?: LoadingFigure | null;
  /** The signer alone: unlocking, signing, memory. */
  readonly signer: SignerFigure | null;
  /** The provider's chain side: signed receipts with vouchers to payments. */
  readonly settlement: SettlementFigure | null;
  /** Through the gateway, beside a worker asked directly. */
  readonly gateway: GatewayFigure | null;
  /** One look at machine, cards and desktop, as the rules need each second. */
  readonly signals: SignalsFigure | null;
  /** The page in a browser: first paint, long lists, size, memory. */
  readonly page: PageFigure | { readonly reason: string } | null;
  /** While mixed jobs run without a gap. */
  readonly busy: { readonly seconds: number; readonly jobs: number; readonly providerRssBytes: number; readonly providerCpuShare: number; readonly programs: readonly ProgramFigure[] } | null;
};

/** What the product promises of itself (see docs/bench.md); figures are held against it in words, never in a test. */
export const targets = { engineGainAt8: 4, prefixTimesSooner: 5, sampleMs: 2, giveBackP50Ms: 1000, giveBackP95Ms: 2000, evidenceShare: 0.03, evidenceMsPerToken: 0.1, auditTimesCheaper: 10, jobOverheadMs: 25, startToFirstReceiptMs: 15_000, idleProviderRssBytes: 200e6, idleProviderCpuShare: 0.01, settledPerSecond: 200, firstPaintMs: 300, interactionMs: 100, pageBytes: 1.2e6 } as const;

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
const shares = ({ wall, cpu }: { readonly wall: number; readonly cpu: number }): string => `${percent(wall)} wall, ${percent(cpu)} CPU`;
const between = ({ least, most }: Figure, digits = 1): string => `${least.toFixed(digits)} to ${most.toFixed(digits)}`;
const held = (isHeld: boolean): string => (isHeld ? 'held' : 'MISSED');

/** The figures for people, each beside its target. */
export function formatFigures(figures: BenchFigures): string {
  const { machine, generate, engine, audit, classify, idle, busy } = figures;
  const lines = [`${machine.cpu}, ${machine.cores} cores, ${machine.os}, Node ${machine.node}, onnxruntime ${machine.onnxruntime}; load ${figures.load.before ?? '?'} before, ${figures.load.after ?? '?'} after`];
  const add = (name: string, text: string): void => void lines.push(`${name.padEnd(24)} ${text}`);
  if (generate) {
    const { spread, transformersTokensPerSecond: peer } = generate;
    add('generate, with evidence', `${generate.tokensPerSecond.toFixed(1)} tokens/s (${between(spread.tokensPerSecond)}); ${(generate.parameters / 1e6).toFixed(1)} M parameters, ${generate.newTokens} new tokens, ${generate.threads} thread`);
    add('  bare, same tokens', `${generate.bareTokensPerSecond.toFixed(1)} tokens/s (${between(spread.bareTokensPerSecond)})`);
    add('  bare, greedy', `${generate.bareGreedyTokensPerSecond.toFixed(1)} tokens/s (${between(spread.bareGreedyTokensPerSecond)})`);
    add('  transformers', peer === null ? `not measured: ${generate.transformersReason}` : `${peer.toFixed(1)} tokens/s (${between(spread.transformersTokensPerSecond!)}), version ${generate.transformersVersion}; not slower: ${held(generate.tokensPerSecond >= peer)}`);
    add('  evidence', `${shares(generate.overheadShare)} over bare with the same tokens (target ${percent(targets.evidenceShare)}: ${held(generate.overheadShare.wall <= targets.evidenceShare)}); ${percent(generate.evidenceShare)} measured inside the loop`);
    add('  evidence and sampler', `${shares(generate.overheadOverGreedyShare)} over bare greedy`);
  }
  if (figures.evidence) {
    const { hiddenSize, msPerToken, cpuMsPerToken, bytesPerChunk } = figures.evidence;
    add(`evidence at ${hiddenSize}`, `${msPerToken.median.toFixed(3)} ms a token (${between(msPerToken, 3)}; target ${targets.evidenceMsPerToken}: ${held(msPerToken.median <= targets.evidenceMsPerToken)}), ${cpuMsPerToken.median.toFixed(3)} of processor time; ${bytesPerChunk} bytes per 32 tokens`);
  }
  for (const [name, text] of engine ? formatEngine(engine) : []) add(name, text);
  for (const [i, { promptTokens, newTokens, timesCheaper, audit: cost, modelShare }] of (audit?.points ?? []).entries()) {
    const target = i === 0 ? `; target ${targets.auditTimesCheaper}: ${held(timesCheaper.cpu.median >= targets.auditTimesCheaper)}` : '';
    add(`audit, ${promptTokens} in ${newTokens} out`, `${timesCheaper.wall.median.toFixed(1)} times cheaper by the clock (${between(timesCheaper.wall)}), ${timesCheaper.cpu.median.toFixed(1)} by processor time (${between(timesCheaper.cpu)}${target}); ${cost.cpuMs.median.toFixed(0)} ms of it, ${percent(modelShare)} in the model`);
  }
  if (classify) add('classify, whole path', `${classify.jobsPerSecond.toFixed(1)} jobs/s (${between(classify.spread)}), ${classify.settled} of ${classify.jobs} settled`);
  if (figures.jobOverheadMs !== null) add('overhead of a job', `${figures.jobOverheadMs.toFixed(1)} ms (${between(figures.jobOverheadSpread!)}; target ${targets.jobOverheadMs}: ${held(figures.jobOverheadMs <= targets.jobOverheadMs)})`);
  if (figures.startToFirstReceiptMs !== null) add('start to first receipt', `${(figures.startToFirstReceiptMs / 1000).toFixed(1)} s (${between(figures.startSpread!, 0)} ms; target ${targets.startToFirstReceiptMs / 1000}: ${held(figures.startToFirstReceiptMs <= targets.startToFirstReceiptMs)})`);
  if (figures.giveBack) {
    const { p50Ms, p95Ms, rounds, heldBytes } = figures.giveBack;
    add('memory given back', `p50 ${p50Ms.toFixed(0)} ms (target ${targets.giveBackP50Ms}: ${held(p50Ms <= targets.giveBackP50Ms)}), p95 ${p95Ms.toFixed(0)} ms (target ${targets.giveBackP95Ms}: ${held(p95Ms <= targets.giveBackP95Ms)}), ${rounds} times ${megabytes(heldBytes)} of CPU memory`);
  }
  if (figures.transfer) {
    const { fileBytes, peerBytesPerSecond: peer, tcpBytesPerSecond: tcp, cpuRatio } = figures.transfer;
    add('transfer', `${(fileBytes / 1e6).toFixed(0)} MB over loopback: ${(peer.median / 1e6).toFixed(0)} MB/s from a peer, ${(tcp.median / 1e6).toFixed(0)} MB/s by plain TCP, ${cpuRatio.median.toFixed(1)} times its processor time`);
  }
  if (figures.loading) {
    const { fileBytes, coldMs, aheadMs, warmMs, readAheadMs } = figures.loading;
    add('loading a model', `${megabytes(fileBytes)}: ${coldMs.median.toFixed(0)} ms from the disk (${between(coldMs, 0)}), ${aheadMs.median.toFixed(0)} after it was read ahead (${between(aheadMs, 0)}), which took ${readAheadMs.median.toFixed(0)}; ${warmMs.median.toFixed(0)} when all of it was in memory`);
  }
  if (figures.signer) {
    const { unlockMs, receiptsPerSecond, rssBytes } = figures.signer;
    add('signer', `unlocks in ${unlockMs.median.toFixed(0)} ms (${between(unlockMs, 0)}), ${receiptsPerSecond.median.toFixed(0)} receipts/s (${between(receiptsPerSecond, 0)})`);
    add('  memory', [['started', rssBytes.started], ['wallet open', rssBytes.unlocked], ['after', rssBytes.after]].map(([when, bytes]) => `${when} ${bytes === null ? 'not told' : megabytes(bytes as number)}`).join(' · '));
  }
  if (figures.settlement) {
    const { receipts, lines: voucherLines, windowSeconds, seconds, receiptsPerSecond, cpuMsPerReceipt, transactions, requests, calls, gasPerReceipt } = figures.settlement;
    add('settlement', `${receiptsPerSecond.toFixed(0)} receipts/s (target ${targets.settledPerSecond}: ${held(receiptsPerSecond >= targets.settledPerSecond)}): ${receipts} in ${voucherLines} lines paid after ${seconds.toFixed(1)} s, windows of ${windowSeconds} s waited for`);
    add('  cost', `${cpuMsPerReceipt.toFixed(2)} ms of processor time and ${gasPerReceipt.toFixed(0)} gas a receipt; ${transactions} transactions, ${calls} calls in ${requests} requests`);
  }
  for (const [name, text] of figures.gateway ? formatGateway(figures.gateway) : []) add(name, text);
  if (figures.signals) {
    const { sampleMs, sampleCpuMs, p95Ms, cards, cardsReason, desktopReason, systeminformationMs } = figures.signals;
    add('one look at all signals', `${sampleMs.median.toFixed(2)} ms, 95 % within ${p95Ms.toFixed(2)} (target ${targets.sampleMs}: ${held(p95Ms <= targets.sampleMs)}), ${sampleCpuMs.toFixed(2)} ms of processor time, no process; ${cardsReason ?? `${cards} cards`}, ${desktopReason ?? 'a real X display'}`);
    add('  systeminformation', `${systeminformationMs.median.toFixed(1)} ms for graphics() alone (${between(systeminformationMs)})`);
  }
  for (const [name, text] of figures.page ? formatPage(figures.page) : []) add(name, text);
  if (idle) {
    add('idle provider', `${megabytes(idle.providerRssBytes)} (target ${megabytes(targets.idleProviderRssBytes)}: ${held(idle.providerRssBytes <= targets.idleProviderRssBytes)}), ${percent(idle.providerCpuShare)} of a core over ${idle.seconds} s (target ${percent(targets.idleProviderCpuShare)}: ${held(idle.providerCpuShare <= targets.idleProviderCpuShare)})`);
    const looks = [...(idle.pageOpen ? [['its page open', idle.pageOpen] as const] : []), ['just started', idle.fresh] as const, ...(idle.calm ? [['a minute later, before any job', idle.calm] as const] : [])];
    add('  otherwise', looks.map(([when, one]) => `${when} ${megabytes(one.providerRssBytes)}, ${percent(one.providerCpuShare)}`).join(' · '));
    add('  programs, idle', idle.programs.map(formatProgram).join(' · '));
  }
  if (busy) add('  programs, busy', busy.programs.map(formatProgram).join(' · '));
  return lines.join('\n');
}

function formatPage(page: NonNullable<BenchFigures['page']>): [string, string][] {
  if ('reason' in page) return [['page', `not measured: ${page.reason}`]];
  const { firstPaintMs, firstDataMs, interactions, rowsDrawn, bundle, memory, jobs, proposals } = page;
  const kilobytes = (bytes: number): string => `${(bytes / 1e3).toFixed(0)} kB`;
  const [first, last] = [memory.usedBytes[0] ?? 0, memory.usedBytes.at(-1) ?? 0];
  return [
    ['page, first paint', `${firstPaintMs.median.toFixed(0)} ms (${between(firstPaintMs, 0)}; target ${targets.firstPaintMs}: ${held(firstPaintMs.median <= targets.firstPaintMs)}), with data after ${firstDataMs.median.toFixed(0)} ms`],
    ...interactions.map(({ name, paintMs, doneMs }): [string, string] => [`  ${name}`, `painted after ${paintMs.median.toFixed(0)} ms (${between(paintMs, 0)}; target ${targets.interactionMs}: ${held(paintMs.median <= targets.interactionMs)}), done after ${doneMs.median.toFixed(0)} ms`]),
    ['  drawn', `${rowsDrawn} rows at most, of ${jobs} jobs or ${proposals} proposals`],
    ['page, size', `${kilobytes(bundle.firstBytes)} gzip at first, ${kilobytes(bundle.allBytes)} with every chunk and language (target ${kilobytes(targets.pageBytes)}: ${held(bundle.allBytes <= targets.pageBytes)})`],
    ['page, memory', `${(first / 1e6).toFixed(1)} MB, after ${memory.minutes} min of changes each second ${(last / 1e6).toFixed(1)} MB; nodes ${memory.nodes[0]} and ${memory.nodes.at(-1)}, listeners ${memory.listeners[0]} and ${memory.listeners.at(-1)}`],
  ];
}

function formatPrompt({ parameters, vocab, promptTokens, newTokens, all, wanted, timesSooner }: PromptCost): [string, string][] {
  const ms = (figure: Figure): string => `${figure.median.toFixed(0)} (${between(figure, 0)})`;
  const megabytes = (figure: Figure | null): string => (figure ? `, at most ${(figure.median / 1e6).toFixed(0)} MB more memory` : '');
  return [
    [`first token, ${promptTokens} in`, `${ms(wanted.firstToken.wallMs)} ms by the clock${megabytes(wanted.firstTokenPeakBytes)}; with the logits of every position ${ms(all.firstToken.wallMs)} ms${megabytes(all.firstTokenPeakBytes)}; ${timesSooner.firstToken.median.toFixed(2)} times sooner by processor time (${between(timesSooner.firstToken, 2)}); ${(parameters / 1e6).toFixed(1)} M parameters, a vocabulary of ${vocab}`],
    [`audit, ${promptTokens} in, ${newTokens} out`, `${ms(wanted.audit.wallMs)} ms by the clock${megabytes(wanted.auditPeakBytes)}; with the logits of every position ${ms(all.audit.wallMs)} ms${megabytes(all.auditPeakBytes)}; ${timesSooner.audit.median.toFixed(2)} times sooner by processor time (${between(timesSooner.audit, 2)})`],
  ];
}

function formatEngine({ parameters, promptTokens, newTokens, threads, wholeCache, curve, prefix, prompt, counted }: EngineFigure): [string, string][] {
  const both = ({ wall, cpu }: EngineFigure['wholeCache'], digits: number): string => `${wall.median.toFixed(digits)} by the clock (${between(wall, digits)}), ${cpu.median.toFixed(digits)} by processor time (${between(cpu, digits)})`;
  return [
    ['engine, one as it was', `${both(wholeCache, 0)} tokens/s; ${(parameters / 1e6).toFixed(1)} M parameters, ${promptTokens} in, ${newTokens} out, ${threads} thread`],
    ...curve.map(({ clients, rate, gain, gainOverWholeCache }): [string, string] => {
      const target = clients === 8 ? `; target ${targets.engineGainAt8}: ${held(gain.wall.median >= targets.engineGainAt8)}` : '';
      return [`engine, ${clients} at once`, `${both(rate, 0)} tokens/s; gain ${both(gain, 2)}${target}; over one as it was ${both(gainOverWholeCache, 2)}`];
    }),
    ['first token, known start', `${prefix.hitMs.median.toFixed(0)} ms (${between(prefix.hitMs, 0)}) against ${prefix.coldMs.median.toFixed(0)} (${between(prefix.coldMs, 0)}) for ${prefix.sharedTokens} shared of ${prefix.sharedTokens + 32}: ${both(prefix.timesSooner, 1)} times sooner (target ${targets.prefixTimesSooner}: ${held(prefix.timesSooner.wall.median >= targets.prefixTimesSooner)})`],
    ...(counted ? [['engine, GroupQueryAttention', `8 at once ${both(counted.together, 0)} tokens/s, one alone ${both(counted.alone, 0)}, 8 one by one ${both(counted.oneByOne, 0)}; gain over one ${both(counted.gain, 2)}, over one by one ${both(counted.gainOverOneByOne, 2)}`] as [string, string]] : []),
    ...(prompt ? formatPrompt(prompt) : []),
  ];
}

function formatGateway({ model, newTokens, curve }: GatewayFigure): [string, string][] {
  const ms = ({ p50, p95 }: Latency): string => `p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)}`;
  return curve.flatMap(({ clients, requests, direct, gateway, rateShare }): [string, string][] => [
    [`gateway, ${clients} at once`, `${gateway.requestsPerSecond.median.toFixed(1)} requests/s (${between(gateway.requestsPerSecond)}); first token ${ms(gateway.firstTokenMs)}; a token ${ms(gateway.perTokenMs)}; ${requests} requests a round, ${model}, at most ${newTokens} tokens`],
    ['  worker directly', `${direct.requestsPerSecond.median.toFixed(1)} requests/s (${between(direct.requestsPerSecond)}); first token ${ms(direct.firstTokenMs)}; a token ${ms(direct.perTokenMs)}; the gateway's rate is ${percent(rateShare.median)} of it`],
  ]);
}

const formatProgram = ({ name, rssBytes, cpuShare }: ProgramFigure): string => `${name} ${megabytes(rssBytes)} ${(cpuShare * 100).toFixed(1)} %`;
