import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { collectEvidence } from '../../electron/services/inference/evidence.ts';
import { nodePrimitives } from '../../electron/services/primitives/nodePrimitives.ts';
import { sketchBytes } from '../../electron/protocol/sketch.ts';
import { largePages } from '../../electron/services/broker/nodeFork.ts';
import { figureOf, type Figure } from './statistics.ts';

/** What evidence costs at the row width of a 7B model, in a process that gets its memory as a worker does. No model runs: only the evidence is measured. */
export type EvidenceCost = {
  readonly hiddenSize: number;
  readonly tokens: number;
  /** Milliseconds per token: copying the row, checking it, sketch, row leaves and both roots. */
  readonly msPerToken: Figure;
  readonly cpuMsPerToken: Figure;
  readonly bytesPerChunk: number;
};

const hiddenSize = 4096;
const tokens = 256;

type Round = { readonly wallMs: number; readonly cpuMs: number };

export async function measureEvidenceCost(rounds: number, onRound: (line: string) => void): Promise<EvidenceCost> {
  const child = fork(import.meta.filename, [String(rounds)], { env: { ...process.env, ...largePages }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const readings: Round[] = [];
  child.on('message', (round: Round) => {
    readings.push(round);
    onRound(`round ${readings.length} of ${rounds}: ${round.wallMs.toFixed(3)} ms a token`);
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0 || readings.length !== rounds) throw new Error(`the measuring process ended with ${code} after ${readings.length} of ${rounds} rounds`);
  return { hiddenSize, tokens, msPerToken: figureOf(readings.map(({ wallMs }) => wallMs)), cpuMsPerToken: figureOf(readings.map(({ cpuMs }) => cpuMs)), bytesPerChunk: sketchBytes };
}

function measureRounds(rounds: number, onRound: (round: Round) => void): void {
  const rows = Array.from({ length: tokens }, () => Float32Array.from({ length: hiddenSize }, gaussian));
  // The first round only warms up.
  for (let round = -1; round < rounds; round++) {
    const startedCpu = process.cpuUsage(), startedMs = performance.now();
    const evidence = collectEvidence(nodePrimitives, { sketchKey: randomBytes(32), hiddenSize, expectedRows: tokens, nowMs: () => performance.now() });
    for (const row of rows) evidence.add(row);
    evidence.finish();
    const tookMs = performance.now() - startedMs, { user, system } = process.cpuUsage(startedCpu);
    if (round < 0) continue;
    onRound({ wallMs: tookMs / tokens, cpuMs: (user + system) / 1000 / tokens });
  }
}

/** Box and Muller. */
const gaussian = (): number => Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());

if (import.meta.main) measureRounds(Number(process.argv[2]), (round) => process.send!(round));
