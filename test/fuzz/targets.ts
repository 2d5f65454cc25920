import { toBinary } from '@bufbuild/protobuf';
import { readFileSync } from 'node:fs';
import { announceRequestShape, auditRequestShape, collectReplyShape, jobRequestShape, voucherRequestShape } from '../../electron/protocol/messages.ts';
import { parseReceiptFile } from '../../electron/protocol/receiptFile.ts';
import { jobOrderShape } from '../../electron/protocol/typedData.ts';
import { verifyReceiptFile } from '../../electron/protocol/verify.ts';
import { findCutValues } from '../../electron/services/models/cutValues.ts';
import { extractNode } from '../../electron/services/models/extractNode.ts';
import { describeModel, parseOnnx } from '../../electron/services/models/openModelFolder.ts';
import { openReplayGraph } from '../../electron/services/models/replayGraph.ts';
import { parseManifest } from '../../electron/services/models/parseManifest.ts';
import { ModelSchema, type Graph, type Model } from '../../electron/services/models/onnx/onnx_pb.ts';
import { encodeFrame, parseFrame } from '../../electron/services/network/frames.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import { errorCodes, isHearthError } from '../../electron/shared/errors.ts';
import { buildUnseenModels } from '../support/unseenModels.ts';
import { realReceipts, signedJob } from '../unit/protocol/samples.ts';
import { mutate, mutateJson } from './mutate.ts';
import { mutateModel } from './mutateModel.ts';
import { networkTargets } from './networkTargets.ts';
import { drawn, type FuzzTarget } from './targetKit.ts';

const encoder = new TextEncoder();
const fixture = (path: string): Uint8Array => readFileSync(new URL(`../fixtures/models/${path}`, import.meta.url));

const receiptTarget: FuzzTarget = {
  name: 'parseReceipt',
  run(random) {
    const { text } = random.pick(realReceipts);
    const bytes = encoder.encode(text);
    const kind = random.below(8);
    const input = kind === 0 ? random.pick(drawn) : kind === 1 ? random.bytes(random.below(300)) : kind < 5 ? encoder.encode(mutateJson(random, text)) : mutate(random, bytes, random.pick(drawn));
    const parsed = parseReceiptFile(input);
    if (!parsed.ok) return parsed.code;
    verifyReceiptFile(p, parsed.file);
    return 'passed';
  },
};

/** Each stream's request, as a client writes it, with the shape its reader has. */
const messages = (() => {
  const { request, order } = signedJob('fuzz');
  const headless = (frame: Uint8Array): string => new TextDecoder().decode(frame.subarray(4));
  const text = headless(encodeFrame(jobRequestShape, request));
  const orderText = headless(encodeFrame(jobOrderShape, order));
  return [
    { name: 'parseOrder', shape: jobOrderShape, text: orderText },
    { name: 'parseOrder', shape: jobRequestShape, text },
    { name: 'announce', shape: announceRequestShape, text: '{"wants":"announcement"}' },
    { name: 'collect', shape: collectReplyShape, text: `{"kind":"receipt","file":${realReceipts[0]!.text}}` },
    { name: 'voucher', shape: voucherRequestShape, text: JSON.stringify({ voucher: (JSON.parse(realReceipts[0]!.text) as { voucher: object }).voucher }) },
    { name: 'audit', shape: auditRequestShape, text },
  ] as const;
})();

const messageTarget: FuzzTarget = {
  name: 'parseOrder',
  run(random) {
    const { shape, text } = random.below(3) === 0 ? random.pick(messages) : random.pick(messages.slice(0, 2));
    const kind = random.below(8);
    const input = kind === 0 ? random.pick(drawn) : kind < 5 ? encoder.encode(mutateJson(random, text)) : mutate(random, encoder.encode(text), random.pick(drawn));
    return parseFrame(shape, input).ok ? 'passed' : 'network.malformed';
  },
};

const onnxFiles: readonly Uint8Array[] = [
  ...buildUnseenModels().map(({ model }) => toBinary(ModelSchema, model)), fixture('control.onnx'), fixture('recurrent.onnx'), fixture('images.onnx'), fixture('cached.onnx'), fixture('sharded/model.onnx'),
];
const manifest = { name: 'x', title: 'x', kind: 'classify', version: 1, license: 'MIT', numericClass: 'cpu-fp32', maxContext: 16, model: 'm.onnx', files: [{ path: 'm.onnx', sha256: '0'.repeat(64), sizeBytes: 1 }] };
const manifestText = JSON.stringify(manifest);
const parsedManifest = parseManifest(encoder.encode(manifestText));

/** Only Hearth's own refusals count; anything else that is thrown is a finding. */
function refusalOf(work: () => void): string {
  try {
    work();
    return 'passed';
  } catch (error) {
    if (isHearthError(error) && errorCodes.includes(error.code) && error.code.startsWith('model.')) return error.code;
    throw error;
  }
}

const onnxTarget: FuzzTarget = {
  name: 'onnx',
  run(random) {
    const kind = random.below(40);
    const bytes = kind === 0 ? random.bytes(random.below(200)) : kind < 12 ? mutate(random, random.pick(onnxFiles), random.pick(onnxFiles)) : mutateModel(random, random.pick(onnxFiles));
    return refusalOf(() => {
      const opened = describeModel(p, parsedManifest, new Map([['m.onnx', bytes], ['config.json', random.below(8) > 0 ? encoder.encode('{}') : random.pick(drawn)]]));
      const model = parseOnnx('m.onnx', bytes) as Model & { graph: Graph };
      openReplayGraph(p, opened);
      if (model.graph.input[0] && model.graph.output[0]) findCutValues(model.graph, model.graph.input[0].name, model.graph.output[0].name);
      if (model.graph.node.length > 0) extractNode(model, random.pick(model.graph.node));
    });
  },
};

const manifestTarget: FuzzTarget = {
  name: 'manifest',
  run: (random) => refusalOf(() => void parseManifest(random.below(2) === 0 ? encoder.encode(mutateJson(random, manifestText)) : mutate(random, encoder.encode(manifestText), random.pick(drawn)))),
};

export const fuzzTargets: readonly FuzzTarget[] = [receiptTarget, messageTarget, onnxTarget, manifestTarget, ...networkTargets];
