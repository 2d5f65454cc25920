import { randomBytes } from 'node:crypto';
import { collectEvidence } from '../../electron/services/inference/evidence.ts';
import { nodePrimitives } from '../../electron/services/primitives/nodePrimitives.ts';
import { sketchBytes } from '../../electron/protocol/sketch.ts';
import { figureOf, type Figure } from './statistics.ts';

/** What evidence costs at the row width of a 7B model. No model runs: only the evidence is measured. */
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

export function measureEvidenceCost(rounds: number, onRound: (line: string) => void): EvidenceCost {
  const rows = Array.from({ length: tokens }, () => Float32Array.from({ length: hiddenSize }, gaussian));
  const wall: number[] = [], cpu: number[] = [];
  // The first round only warms up.
  for (let round = -1; round < rounds; round++) {
    const startedCpu = process.cpuUsage(), startedMs = performance.now();
    const evidence = collectEvidence(nodePrimitives, { sketchKey: randomBytes(32), hiddenSize, expectedRows: tokens, nowMs: () => performance.now() });
    for (const row of rows) evidence.add(row);
    evidence.finish();
    const tookMs = performance.now() - startedMs, { user, system } = process.cpuUsage(startedCpu);
    if (round < 0) continue;
    wall.push(tookMs / tokens);
    cpu.push((user + system) / 1000 / tokens);
    onRound(`round ${round + 1} of ${rounds}: ${wall.at(-1)!.toFixed(3)} ms a token`);
  }
  return { hiddenSize, tokens, msPerToken: figureOf(wall), cpuMsPerToken: figureOf(cpu), bytesPerChunk: sketchBytes };
}

/** Box and Muller. */
const gaussian = (): number => Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
