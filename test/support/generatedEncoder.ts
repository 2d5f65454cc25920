import { toBinary } from '@bufbuild/protobuf';
import { ModelSchema, type Model, type Node, type Tensor } from '../../electron/services/models/onnx/onnx_pb.ts';
import { byteTokenizer, writeModelFolder } from './generatedDecoder.ts';
import { createNumbers, elem, floats, ints, model, node, value } from './onnxModels.ts';

/** A BERT-style encoder of any size with seeded random weights, with the inputs and the output of Hugging Face exports and the files of Sentence Transformers beside it. */
export type EncoderConfig = {
  readonly layers: number; readonly hidden: number; readonly heads: number; readonly intermediate: number; /** At least 260: the tokenizer is byte-level. */ readonly vocab: number; readonly maxContext: number; readonly seed?: number;
  readonly name?: string;
  /** What `1_Pooling/config.json` says; without it there are no files of Sentence Transformers at all. */
  readonly pooling?: object;
  /** Whether `modules.json` ends with Normalize. */
  readonly normalise?: boolean;
};
export const tinyEncoder: EncoderConfig = { layers: 2, hidden: 48, heads: 4, intermediate: 96, vocab: 320, maxContext: 128, pooling: { pooling_mode_cls_token: false, pooling_mode_mean_tokens: true, pooling_mode_max_tokens: false }, normalise: true };
/** As deep as the small encoders people use, and half as wide. */
export const smallEncoder: EncoderConfig = { ...tinyEncoder, layers: 6, hidden: 192, heads: 12, intermediate: 768, maxContext: 256, seed: 5 };

/** The graph, whose only output is `last_hidden_state`. */
export function buildEncoder({ layers, hidden, heads, intermediate, vocab, maxContext, seed = 1 }: EncoderConfig): Model {
  const random = createNumbers(seed);
  const nodes: Node[] = [];
  const weights: Tensor[] = [];
  const op = (opType: string, input: readonly string[], output: string, attributes: Parameters<typeof node>[3] = {}): string => (nodes.push(node(opType, input, [output], attributes)), output);
  const weight = (name: string, dims: readonly number[], scale: number): string => (weights.push(floats(name, dims, random(dims.reduce((size, dim) => size * dim, 1), scale))), name);
  const constant = (name: string, made: Tensor): string => (weights.some((known) => known.name === name) || weights.push(made), name);
  const linear = (x: string, at: string, rows: number, columns: number): string =>
    op('Add', [op('MatMul', [x, weight(`${at}.weight`, [rows, columns], Math.sqrt(3 / rows))], `${at}/MatMul`), weight(`${at}.bias`, [columns], 0.02)], `${at}/Add`);
  const norm = (x: string, at: string, output = `${at}/norm`): string => {
    weights.push(floats(`${at}.gamma`, [hidden], new Float32Array(hidden).fill(1)), floats(`${at}.beta`, [hidden], new Float32Array(hidden)));
    return op('LayerNormalization', [x, `${at}.gamma`, `${at}.beta`], output, { axis: -1n, epsilon: 1e-12 });
  };
  const size = hidden / heads;

  const one = constant('one', ints('one', [1], []));
  const length = op('Gather', [op('Shape', ['input_ids'], 'shape'), one], 'length', { axis: 0n });
  const places = op('Range', [constant('zero', ints('zero', [0], [])), length, one], 'places');
  const words = op('Gather', [weight('words', [vocab, hidden], 1), 'input_ids'], 'words/Gather');
  const segments = op('Gather', [weight('segments', [2, hidden], 0.3), 'token_type_ids'], 'segments/Gather');
  let x = norm(op('Add', [op('Add', [words, segments], 'embedded'), op('Gather', [weight('positions', [maxContext, hidden], 0.3), places], 'positions/Gather')], 'placed'), 'embeddings');
  const mask = op('Unsqueeze', [op('Cast', ['attention_mask'], 'mask/Cast', { to: BigInt(elem.float) }), constant('axes_1_2', ints('axes_1_2', [1, 2]))], 'mask/Unsqueeze');
  const shut = op('Mul', [op('Sub', [constant('one_float', floats('one_float', [], [1])), mask], 'mask/Sub'), constant('least', floats('least', [], [-1e9]))], 'mask/shut');
  for (let layer = 0; layer < layers; layer++) {
    const at = `layer.${layer}`;
    const split = (made: string, name: string, perm: readonly bigint[]): string => op('Transpose', [op('Reshape', [made, constant('split', ints('split', [0, 0, heads, size]))], `${at}/${name}/Reshape`)], `${at}/${name}/Transpose`, { perm });
    const query = split(linear(x, `${at}.query`, hidden, hidden), 'query', [0n, 2n, 1n, 3n]);
    const key = split(linear(x, `${at}.key`, hidden, hidden), 'key', [0n, 2n, 3n, 1n]);
    const held = split(linear(x, `${at}.value`, hidden, hidden), 'value', [0n, 2n, 1n, 3n]);
    const scores = op('Add', [op('Mul', [op('MatMul', [query, key], `${at}/scores`), constant('scale', floats('scale', [], [size ** -0.5]))], `${at}/scaled`), shut], `${at}/masked`);
    const mixed = op('MatMul', [op('Softmax', [scores], `${at}/Softmax`, { axis: -1n }), held], `${at}/mixed`);
    const joined = op('Reshape', [op('Transpose', [mixed], `${at}/joined`, { perm: [0n, 2n, 1n, 3n] }), constant('join', ints('join', [0, 0, hidden]))], `${at}/joined/Reshape`);
    x = norm(op('Add', [x, linear(joined, `${at}.attention`, hidden, hidden)], `${at}/Add`), `${at}.first`);
    const wide = linear(x, `${at}.wide`, hidden, intermediate);
    const half = op('Mul', [wide, constant('half', floats('half', [], [0.5]))], `${at}/half`);
    const error = op('Add', [op('Erf', [op('Mul', [wide, constant('root_half', floats('root_half', [], [Math.SQRT1_2]))], `${at}/Mul`)], `${at}/Erf`), 'one_float'], `${at}/Erf/Add`);
    x = norm(op('Add', [x, linear(op('Mul', [half, error], `${at}/gelu`), `${at}.narrow`, intermediate, hidden)], `${at}/Add_1`), `${at}.second`, layer === layers - 1 ? 'last_hidden_state' : undefined);
  }
  const inputs = ['input_ids', 'attention_mask', 'token_type_ids'].map((name) => value(name, 'int64', ['batch', 'tokens']));
  return model({ nodes, weights, inputs, outputs: [value('last_hidden_state', 'float', ['batch', 'tokens', hidden])] });
}

/** Writes a model folder. The same config gives the same bytes. @returns the folder */
export async function writeEncoder(folder: string, config: EncoderConfig): Promise<string> {
  const json = (content: unknown): Uint8Array => Buffer.from(JSON.stringify(content, null, 1));
  const module = (idx: number, type: string, path: string): object => ({ idx, name: String(idx), path, type: `sentence_transformers.models.${type}` });
  const files = new Map<string, Uint8Array>([
    ['onnx/model.onnx', toBinary(ModelSchema, buildEncoder(config))], ['tokenizer.json', json(byteTokenizer(config.vocab))],
    ['tokenizer_config.json', json({ tokenizer_class: 'PreTrainedTokenizerFast', clean_up_tokenization_spaces: false, model_max_length: config.maxContext })],
    ['config.json', json({ model_type: 'bert', vocab_size: config.vocab, hidden_size: config.hidden })],
  ]);
  if (config.pooling) {
    files.set('modules.json', json([module(0, 'Transformer', ''), module(1, 'Pooling', '1_Pooling'), ...(config.normalise ? [module(2, 'Normalize', '2_Normalize')] : [])]));
    files.set('1_Pooling/config.json', json({ word_embedding_dimension: config.hidden, ...config.pooling }));
  }
  const name = config.name ?? 'encoder';
  await writeModelFolder(folder, { name, title: `Generated ${name}`, kind: 'embed', version: 1, license: 'MIT', numericClass: 'cpu-fp32', model: 'onnx/model.onnx', maxContext: config.maxContext }, files);
  return folder;
}
