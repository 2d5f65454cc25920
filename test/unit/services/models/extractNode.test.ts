import { InferenceSession } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { extractNode } from '../../../../electron/services/models/extractNode.ts';
import { isHearthError } from '../../../../electron/shared/errors.ts';
import { bitsOf, elemTypeOf, traceModel, unfused } from '../../../support/modelTrace.ts';
import { floats, model, node, value } from '../../../support/onnxModels.ts';
import { buildUnseenModels } from '../../../support/unseenModels.ts';

describe('one node as a model of its own', () => {
  it.each(buildUnseenModels().map((unseen) => [unseen.name, unseen] as const))('gives every value bit for bit: %s', async (_name, unseen) => {
    const values = await traceModel(unseen);
    const types = new Map([...values].map(([name, tensor]) => [name, elemTypeOf(tensor.type)]));
    let rerun = 0;
    for (const each of unseen.model.graph.node) {
      let extract;
      try {
        extract = extractNode(unseen.model, each, types);
      } catch (error) {
        // Only what works on sequences cannot be fed; it is refused by name.
        expect(isHearthError(error, 'model.unsupported') && each.opType.includes('Sequence'), each.opType).toBe(true);
        continue;
      }
      const session = await InferenceSession.create(extract.onnx, unfused);
      const wanted = session.outputMetadata.filter((output) => output.isTensor).map(({ name }) => name);
      if (wanted.length > 0) {
        const made = await session.run(Object.fromEntries(extract.inputs.map((name) => [name, values.get(name)!])), wanted);
        for (const name of wanted) expect(Buffer.compare(bitsOf(made[name] as never), bitsOf(values.get(name)!)), `${each.opType} → ${name}`).toBe(0);
        rerun++;
      }
      await session.release();
    }
    expect(rerun).toBeGreaterThanOrEqual(unseen.model.graph.node.length - 5);
    expect(rerun).toBeGreaterThan(0);
  });

  it('is refused when the type of a value is unknown, and for a node that is not the graph\'s own', () => {
    const whole = model({ nodes: [node('Relu', ['x'], ['r']), node('Add', ['r', 'w'], ['y'])], weights: [floats('w', [1], [1])], inputs: [value('x', 'float', [1])], outputs: [value('y', 'float')] });
    const refusal = (work: () => unknown): string => {
      try {
        work();
        return 'none';
      } catch (error) {
        return isHearthError(error) ? error.message : 'thrown';
      }
    };
    expect(refusal(() => extractNode(whole, whole.graph.node[1]!))).toMatch(/model\.unsupported.*the type of .*r.* is not known/);
    expect(refusal(() => extractNode(whole, node('Relu', ['x'], ['r'])))).toMatch(/no node of the main graph/);
    expect(extractNode(whole, whole.graph.node[0]!)).toMatchObject({ inputs: ['x'], outputs: ['r'], weights: [] });
  });
});
