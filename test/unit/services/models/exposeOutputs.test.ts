import { fromBinary, toBinary } from '@bufbuild/protobuf';
import { InferenceSession } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { exposeOutputs } from '../../../../electron/services/models/exposeOutputs.ts';
import { ModelSchema } from '../../../../electron/services/models/onnx/onnx_pb.ts';
import { isHearthError } from '../../../../electron/shared/errors.ts';
import { buildDecoder, tinyDecoder } from '../../../support/generatedDecoder.ts';

/** Field 900 of ModelProto, wire type 2, three bytes: nothing Hearth knows. */
const unknownField = Uint8Array.from([0xa2, 0x38, 3, 1, 2, 3]);
const onnx = Buffer.concat([unknownField, toBinary(ModelSchema, buildDecoder(tinyDecoder))]);
const graph = fromBinary(ModelSchema, onnx).graph!;

describe('exposing an inner value', () => {
  it('leaves every byte of the file as it is, unknown fields included', () => {
    const exposed = exposeOutputs(onnx, graph, ['last_hidden_state']);
    expect(Buffer.compare(Buffer.from(exposed.subarray(0, onnx.length)), onnx)).toBe(0);
    expect(fromBinary(ModelSchema, exposed).$unknown?.map(({ no }) => no)).toContain(900);
  });

  it('adds one output that the runtime knows by name and type', async () => {
    const session = await InferenceSession.create(exposeOutputs(onnx, graph, ['last_hidden_state']), { logSeverityLevel: 4 });
    expect(session.outputMetadata.find(({ name }) => name === 'last_hidden_state')).toMatchObject({ isTensor: true, type: 'float32' });
    expect(session.outputNames.filter((name) => name !== 'last_hidden_state')).toEqual(graph.output.map(({ name }) => name));
    await session.release();
  });

  it('adds nothing for a value that is an output already', () => {
    expect(exposeOutputs(onnx, graph, ['logits'])).toBe(onnx);
  });

  it('refuses a value that no node makes', () => {
    const attempt = (): unknown => {
      try {
        return exposeOutputs(onnx, graph, ['nothing']);
      } catch (error) {
        return isHearthError(error) && error.code;
      }
    };
    expect(attempt()).toBe('model.unsupported');
  });
});
