import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { env } from 'onnxruntime-node';
import { HearthError } from '../../electron/shared/errors.ts';
import { measureAuditCurve } from './auditCurve.ts';
import { measureEvidenceCost } from './evidenceCost.ts';
import { measureEngine } from './engine.ts';
import { formatFigures, parts, type BenchFigures, type Part } from './figures.ts';
import { measureGateway } from './gatewayLatency.ts';
import { measureGiveBack } from './giveBack.ts';
import { measureClassifyParts, measureIdleAndBusy, measureStart, type Say } from './measureHearth.ts';
import { findTransformers } from './peers.ts';
import { readLoad } from './processes.ts';
import { measureLoading } from './modelLoad.ts';
import { measureTransfer } from './modelTransfer.ts';
import { measurePage } from './page.ts';
import { measureSettlement } from './settlement.ts';
import { measureSignals } from './signals.ts';
import { measureSigner } from './signerSpeed.ts';
import { measureTokenLoop, type Figure as RoundFigure } from './tokenLoop.ts';

export type BenchOptions = {
  /** Fewer rounds, about a minute and a half in all. */
  readonly isQuick: boolean;
  /** One part instead of all. */
  readonly only?: string | undefined;
  /** How long the page's memory is watched; 60 for the hour. */
  readonly minutes?: number | undefined;
  /** A short name: keeps the figures as test/bench/results/<date>-<name>.json. */
  readonly save?: string | undefined;
  readonly say: Say;
};

/**
 * Measures speed and size, part after part, so that none disturbs another.
 * @throws usage.invalid
 * @effects processes, temporary folders; test/bench/peers once
 */
export async function runBench({ isQuick, only, minutes, save, say }: BenchOptions): Promise<{ readonly figures: BenchFigures; readonly text: string }> {
  if (only !== undefined && !parts.includes(only as Part)) throw new HearthError('usage.invalid', { reason: `--only takes ${parts.join(', ')}` });
  if (save !== undefined && !/^[a-z0-9][a-z0-9-]{0,40}$/.test(save)) throw new HearthError('usage.invalid', { reason: '--save takes a short name of a-z, 0-9 and -' });
  const has = (part: Part): boolean => only === undefined || only === part;
  const before = readLoad()?.[0] ?? null;
  if (before !== null && before > 0.5) say(`The machine is not quiet (load ${before}): figures will be lower than they could be.`);

  const generate = has('tokenLoop') ? await measureGenerate(isQuick, say) : null;
  const evidence = has('evidence') ? await measureEvidenceCost(isQuick ? 11 : 101, (line) => say(`evidence, ${line}`)) : null;
  const engine = has('engine') ? await measureEngine({ rounds: isQuick ? 1 : 7, ...(isQuick ? { clients: [1, 8], newTokens: 48 } : {}), onRound: (line) => say(`engine, ${line}`) }) : null;
  const audit = has('audit') ? await measureAuditCurve({ rounds: isQuick ? 1 : 5, ...(isQuick ? { promptLengths: [32, 256] } : {}), onPoint: (line) => say(`audit, ${line}`) }) : null;
  const start = has('start') ? await measureStart(isQuick ? 1 : 3, say) : { startToFirstReceiptMs: null, startSpread: null };
  const classifyParts = has('overhead') || has('classify')
    ? await measureClassifyParts(only === 'overhead' || only === 'classify' ? only : 'both', isQuick, say)
    : { jobOverheadMs: null, jobOverheadSpread: null, classify: null };
  const size = has('idle') ? await measureIdleAndBusy(isQuick, say) : { idle: null, busy: null };

  const giveBack = has('giveback') ? await measureGiveBack(isQuick ? 5 : 20, say) : null;

  const signals = has('signals') ? await measureSignals(isQuick ? 100 : 500, say) : null;

  const signer = has('signer') ? await measureSigner(isQuick ? 3 : 7, say) : null;

  const settlement = has('settlement') ? await measureSettlement(isQuick ? 1000 : 5000, say) : null;

  const gateway = has('gateway') ? await measureGateway({ rounds: isQuick ? 1 : 5, clients: isQuick ? [1, 4] : [1, 4, 8], requestsPerClient: isQuick ? 4 : 8, say }) : null;

  const transfer = has('transfer') ? await measureTransfer(isQuick ? 3 : 11, isQuick ? 32_000_000 : 100_000_000, say) : null;

  const loading = has('loading') ? await measureLoading(isQuick ? 3 : 11, say) : null;

  const page = has('page') ? await measurePage({ isQuick, minutes: minutes ?? (isQuick ? 1 : 10) }, say) : null;

  const figures: BenchFigures = {
    format: 'hearth-bench/6',
    machine: {
      cpu: cpus()[0]?.model.trim() ?? 'unknown', cores: cpus().length, memoryBytes: totalmem(), os: `${process.platform} ${process.arch} ${release()}`, node: process.version,
      onnxruntime: env.versions.node ?? env.versions.common,
    },
    date: new Date().toISOString(), commit: readCommit(), isQuick, load: { before, after: readLoad()?.[0] ?? null }, generate, transfer, loading, engine, evidence, audit, ...classifyParts, ...start, ...size, giveBack, signer, settlement, gateway, signals, page,
  };
  if (save !== undefined) say(`Kept as ${keep(figures, save)}`);
  return { figures, text: formatFigures(figures) };
}

async function measureGenerate(isQuick: boolean, say: Say): Promise<BenchFigures['generate']> {
  const peer = await findTransformers(say);
  const result = await measureTokenLoop({ rounds: isQuick ? 2 : 11, transformersFolder: 'folder' in peer ? peer.folder : null, onRound: (line) => say(`token loop, ${line}`) });
  const spreadOf = (figure: RoundFigure) => ({ ...figure, count: result.rounds });
  const { transformersTokensPerSecond: transformers } = result;
  return {
    tokensPerSecond: result.tokensPerSecond.median, bareTokensPerSecond: result.bareTokensPerSecond.median, bareGreedyTokensPerSecond: result.bareGreedyTokensPerSecond.median,
    transformersTokensPerSecond: transformers?.median ?? null,
    transformersVersion: transformers && 'version' in peer ? peer.version : null, transformersReason: 'reason' in peer ? peer.reason : result.transformersReason,
    evidenceShare: result.evidenceShare, overheadShare: result.overheadShare, overheadOverGreedyShare: result.overheadOverGreedyShare, parameters: result.parameters, newTokens: result.newTokens, threads: result.threads,
    spread: {
      tokensPerSecond: spreadOf(result.tokensPerSecond), bareTokensPerSecond: spreadOf(result.bareTokensPerSecond), bareGreedyTokensPerSecond: spreadOf(result.bareGreedyTokensPerSecond),
      transformersTokensPerSecond: transformers && spreadOf(transformers),
    },
    auditSpeedup: result.auditSpeedup,
  };
}

/** The commit measured, with a plus where the tree differs from it; null outside a checkout. */
function readCommit(): string | null {
  try {
    const git = (...words: string[]): string => execFileSync('git', words, { cwd: import.meta.dirname, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    return `${git('rev-parse', '--short=12', 'HEAD')}${git('status', '--porcelain', '--untracked-files=no', ':/electron') ? '+' : ''}`;
  } catch {
    return null;
  }
}

function keep(figures: BenchFigures, name: string): string {
  const folder = join(import.meta.dirname, 'results');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${figures.date.slice(0, 10)}-${name}.json`);
  writeFileSync(path, `${JSON.stringify(figures, null, 2)}\n`);
  return path;
}
