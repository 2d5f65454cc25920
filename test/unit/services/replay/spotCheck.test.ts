import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodePrimitives as p } from '../../../../electron/services/primitives/nodePrimitives.ts';
import { spotCheckTrace } from '../../../../electron/services/replay/spotCheck.ts';
import { bundled, cheatingGraph, nudge, openReplay, pixelJob, roundToInt8, runReplay, tokenJob } from './replays.ts';

/** Fixed, so that a failure can be seen again. */
const secret = (count: number): Uint8Array => new Uint8Array(Buffer.concat(Array.from({ length: Math.ceil(count / 32) }, (_, i) => createHash('sha256').update(`spot ${i}`).digest())).subarray(0, count));
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearth-spot-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('a trace whose linear layers are checked without running any', () => {
  it('passes where it is honest, and names the layer computed with int8 weights or with one element wrong', async () => {
    const ember = await openReplay(bundled('ember'));
    const bundle = tokenJob(6, 20, 1500);
    const honest = await spotCheckTrace(p, ember.graph, (await runReplay(ember, bundle, join(folder, 'honest'))).trace, secret);
    // Four layers of seven products each, and the output head.
    expect(honest).toHaveLength(29);
    expect(honest.filter(({ passes }) => !passes)).toEqual([]);
    const { index } = honest[10]!;
    const rounded = await runReplay(ember, bundle, join(folder, 'int8'), { graph: cheatingGraph(ember, (graph) => roundToInt8(graph, ember.graph.nodes[index]!.inputs[1]!)) });
    const found = (await spotCheckTrace(p, ember.graph, rounded.trace, secret)).filter(({ passes }) => !passes);
    expect(found.map((layer) => layer.index)).toEqual([index]);
    expect(found[0]!.residual).toBeGreaterThan(1e-3);
    const nudged = await runReplay(ember, bundle, join(folder, 'nudged'), { change: nudge(index, 7, 0.05) });
    expect((await spotCheckTrace(p, ember.graph, nudged.trace, secret)).filter(({ passes }) => !passes).map((layer) => layer.index)).toEqual([index]);
  });

  it('is exact for an integer model, and refused for another model\'s trace', async () => {
    const digits = await openReplay(bundled('digits'));
    const { trace } = await runReplay(digits, pixelJob(), join(folder, 'digits'));
    expect((await spotCheckTrace(p, digits.graph, trace, secret)).map(({ kind, residual, passes }) => [kind, residual, passes])).toEqual([['integer', 0, true], ['integer', 0, true]]);
    const { index } = (await spotCheckTrace(p, digits.graph, trace, secret))[0]!;
    const off = (node: number, outputs: Parameters<ReturnType<typeof nudge>>[1]) => {
      if (node !== index) return outputs;
      const body = outputs[0]!.body.slice();
      body[4]! ^= 1;
      return [{ ...outputs[0]!, body }];
    };
    const changed = await runReplay(digits, pixelJob(), join(folder, 'changed'), { change: off });
    expect((await spotCheckTrace(p, digits.graph, changed.trace, secret)).map(({ passes }) => passes)).toEqual([false, true]);
    const ember = await openReplay(bundled('ember'));
    await expect(spotCheckTrace(p, ember.graph, trace, secret)).rejects.toMatchObject({ code: 'dispute.wrongModel' });
  });
});
