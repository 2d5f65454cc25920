import { create, toBinary } from '@bufbuild/protobuf';
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  AttributeSchema, GraphSchema, ModelSchema, NodeSchema, TensorSchema, ValueInfoSchema, type Attribute, type Model, type Node, type Tensor, type ValueInfo,
} from '../../electron/services/models/onnx/onnx_pb.ts';

/** A Llama-style decoder of any size with seeded random weights, in the file layout and graph conventions of the bundled one. */
export type DecoderConfig = {
  readonly layers: number;
  readonly hidden: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
  readonly intermediate: number;
  /** At least 260: the tokenizer is byte-level. */
  readonly vocab: number;
  readonly maxContext: number;
  readonly seed?: number;
  /** Standard deviation of the logits; 2.5 keeps several bits of entropy per token. */
  readonly logitScale?: number;
  /** Writes the weights to onnx/model.onnx_data. */
  readonly externalData?: boolean;
  /** Computes the shapes by which key heads are repeated while it runs, as exports of PyTorch's tracer do; else they are constants. */
  readonly tracedShapes?: boolean;
  /** Attends with GroupQueryAttention, as many fp16 and 4-bit exports do: over queries and keys that the graph turns, or that the operator turns itself; the graph then takes no `position_ids`. */
  readonly groupQuery?: 'turned' | 'turns';
};

export const tinyDecoder: DecoderConfig = { layers: 2, hidden: 64, heads: 4, kvHeads: 2, headDim: 16, intermediate: 128, vocab: 320, maxContext: 256 };
/** 24.5 M parameters: the bench's decoder. */
export const benchDecoder: DecoderConfig = { layers: 6, hidden: 512, heads: 8, kvHeads: 8, headDim: 64, intermediate: 1408, vocab: 5120, maxContext: 512 };

/** 6 layers of 512, 17 M parameters: the larger decoder of the attack suite and of the calibration. */
export const largerDecoder: DecoderConfig = { layers: 6, hidden: 512, heads: 8, kvHeads: 8, headDim: 64, intermediate: 1024, vocab: 1024, maxContext: 256, logitScale: 2.5, seed: 7 };

export const parameterCount = (config: DecoderConfig): number => {
  const { layers, hidden, heads, kvHeads, headDim, intermediate, vocab } = config;
  const attention = hidden * headDim * (2 * heads + 2 * kvHeads);
  return 2 * vocab * hidden + hidden + layers * (attention + 3 * hidden * intermediate + 2 * hidden);
};

const type = { float: 1, int32: 6, int64: 7, bool: 9 } as const;
const bos = 0;
const eos = 1;
const pad = 2;
const specials = ['<s>', '</s>', '<pad>'];

/** xorshift32 mapped to a uniform distribution of the given standard deviation. */
function createRandom(seed: number): (count: number, deviation: number) => Float32Array {
  let state = (seed * 2654435761 + 88675123) >>> 0 || 1;
  return (count, deviation) => {
    const values = new Float32Array(count);
    const scale = (2 * Math.sqrt(3) * deviation) / 4294967296;
    for (let i = 0; i < count; i++) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      values[i] = ((state >>> 0) - 2147483648) * scale;
    }
    return values;
  };
}

const bytesOf = (view: ArrayBufferView): Uint8Array => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
const tensorOf = (name: string, dataType: number, dims: readonly number[], data: ArrayBufferView): Tensor =>
  create(TensorSchema, { name, dataType, dims: dims.map(BigInt), rawData: bytesOf(data) });

type AttributeValue = number | readonly number[] | 'int32' | 'int64' | 'bool' | Tensor;
function attributeOf(name: string, value: AttributeValue): Attribute {
  if (typeof value === 'number') return create(AttributeSchema, { name, type: 2, i: BigInt(value) });
  if (typeof value === 'string') return create(AttributeSchema, { name, type: 2, i: BigInt(type[value]) });
  return '$typeName' in value ? create(AttributeSchema, { name, type: 4, t: value }) : create(AttributeSchema, { name, type: 7, ints: value.map(BigInt) });
}

type Builder = {
  /** Adds a node of another domain, of several outputs. */
  more(opType: string, domain: string, input: readonly string[], output: readonly string[], attributes: Readonly<Record<string, number>>): void;
  op(opType: string, input: readonly string[], output: string, attributes?: Record<string, AttributeValue>): string;
  weight(name: string, dims: readonly number[], data: Float32Array): string;
  ints(name: string, values: readonly number[], dims?: readonly number[]): string;
  float(name: string, value: number): string;
  readonly nodes: Node[];
  readonly initializers: Map<string, Tensor>;
};

function createBuilder(): Builder {
  const nodes: Node[] = [];
  const initializers = new Map<string, Tensor>();
  const add = (name: string, make: () => Tensor): string => {
    if (!initializers.has(name)) initializers.set(name, make());
    return name;
  };
  return {
    nodes, initializers,
    more: (opType, domain, input, output, attributes) =>
      void nodes.push(create(NodeSchema, { opType, domain, name: output[0]!, input: [...input], output: [...output], attribute: Object.entries(attributes).map(([name, value]) => (Number.isInteger(value) ? attributeOf(name, value) : create(AttributeSchema, { name, type: 1, f: value }))) })),
    op(opType, input, output, attributes = {}) {
      nodes.push(create(NodeSchema, { opType, name: output, input: [...input], output: [output], attribute: Object.entries(attributes).map(([name, value]) => attributeOf(name, value)) }));
      return output;
    },
    weight: (name, dims, data) => add(name, () => tensorOf(name, type.float, dims, data)),
    ints: (name, values, dims = [values.length]) => add(name, () => tensorOf(name, type.int64, dims, BigInt64Array.from(values, BigInt))),
    float: (name, value) => add(name, () => tensorOf(name, type.float, [], Float32Array.of(value))),
  };
}

/** @param width  headDim, or half of it, of which the other half repeats */
function ropeTables({ maxContext, headDim }: DecoderConfig, width = headDim): { cos: Float32Array; sin: Float32Array } {
  const cos = new Float32Array(maxContext * width);
  const sin = new Float32Array(maxContext * width);
  for (let position = 0; position < maxContext; position++) {
    for (let i = 0; i < width; i++) {
      const angle = position / 10000 ** ((2 * (i % (headDim / 2))) / headDim);
      cos[position * width + i] = Math.cos(angle);
      sin[position * width + i] = Math.sin(angle);
    }
  }
  return { cos, sin };
}

const valueInfo = (name: string, elemType: number, dims: readonly (number | string)[]): ValueInfo =>
  create(ValueInfoSchema, {
    name,
    type: { tensorType: { elemType, shape: { dim: dims.map((dim) => ({ value: typeof dim === 'number' ? { case: 'dimValue' as const, value: BigInt(dim) } : { case: 'dimParam' as const, value: dim } })) } } },
  });

/** What attention adds to its scores: nothing where a query may see, -1e9 elsewhere. */
function biasOf(b: Builder, one: string): string {
  const sequence = b.op('Gather', [b.op('Shape', ['input_ids'], '/model/Shape'), one], '/model/sequence/Gather', { axis: 0 });
  const total = b.op('Gather', [b.op('Shape', ['attention_mask'], '/model/Shape_1'), one], '/model/total/Gather', { axis: 0 });
  const pastLength = b.op('Sub', [total, sequence], '/model/past/Sub');
  const keys = b.op('Range', [b.ints('zero', [0], []), total, one], '/model/keys/Range');
  const queries = b.op('Unsqueeze', [b.op('Range', [pastLength, total, one], '/model/queries/Range'), b.ints('axis_1', [1])], '/model/queries/Unsqueeze');
  const given = b.op('Unsqueeze', [b.op('Cast', ['attention_mask'], '/model/given/Cast', { to: 'bool' }), b.ints('axis_1_2', [1, 2])], '/model/given/Unsqueeze');
  const allowed = b.op('And', [b.op('LessOrEqual', [keys, queries], '/model/causal'), given], '/model/allowed/And');
  return b.op('Where', [allowed, b.float('mask_open', 0), b.float('mask_shut', -1e9)], '/model/bias/Where');
}

type Counted = { readonly lengths: string; readonly total: string };

/** Of each sequence its positions less one, and the places of the mask: as GroupQueryAttention takes them. */
function countFromMask(b: Builder, one: string): Counted {
  const sum = b.op('ReduceSum', ['attention_mask', b.ints('mask_axis', [1])], '/model/mask/ReduceSum', { keepdims: 0 });
  const lengths = b.op('Cast', [b.op('Sub', [sum, b.ints('less_one', [1])], '/model/mask/Sub')], '/model/mask/lengths', { to: 'int32' });
  const total = b.op('Cast', [b.op('Gather', [b.op('Shape', ['attention_mask'], '/model/mask/Shape'), one], '/model/mask/Gather', { axis: 0 })], '/model/mask/total', { to: 'int32' });
  return { lengths, total };
}

/** Heads joined, [batch, sequence, heads · headDim]. */
function attendCounted(b: Builder, config: DecoderConfig, layer: number, { query, key, value }: { query: string; key: string; value: string }, { lengths, total }: Counted, turn: (value: string, scope: string, count: number) => string): string {
  const { heads, kvHeads, headDim, maxContext } = config;
  const at = `/model/layers.${layer}/self_attn`;
  const past = ['key', 'value'].map((name) => `past_key_values.${layer}.${name}`);
  const turns = config.groupQuery === 'turns';
  const tables = ropeTables(config, headDim / 2);
  const rest = turns ? [b.weight('cos_cache', [maxContext, headDim / 2], tables.cos), b.weight('sin_cache', [maxContext, headDim / 2], tables.sin)] : [];
  const inputs = [turns ? query : turn(query, `${at}/q`, heads), turns ? key : turn(key, `${at}/k`, kvHeads), value, ...past, lengths, total, ...rest];
  b.more('GroupQueryAttention', 'com.microsoft', inputs, [`${at}/GroupQueryAttention`, `present.${layer}.key`, `present.${layer}.value`], { num_heads: heads, kv_num_heads: kvHeads, ...(turns ? { do_rotary: 1 } : {}) });
  return `${at}/GroupQueryAttention`;
}

/** The graph, with `last_hidden_state` as an inner value. */
export function buildDecoder(config: DecoderConfig): Model {
  const { layers, hidden, heads, kvHeads, headDim, intermediate, vocab } = config;
  const random = createRandom(config.seed ?? 1);
  const b = createBuilder();
  const { cos, sin } = ropeTables(config);
  const weightName = (scope: string): string => `${scope.slice(1).replaceAll('/', '.')}.weight`;
  const linear = (x: string, scope: string, rows: number, columns: number): string =>
    b.op('MatMul', [x, b.weight(weightName(scope), [rows, columns], random(rows * columns, 1 / Math.sqrt(rows)))], `${scope}/MatMul`);
  const norm = (x: string, scope: string, output = `${scope}/Mul`): string => {
    const mean = b.op('ReduceMean', [b.op('Pow', [x, b.float('two', 2)], `${scope}/Pow`)], `${scope}/ReduceMean`, { axes: [-1], keepdims: 1 });
    const root = b.op('Sqrt', [b.op('Add', [mean, b.float('rms_norm_eps', 1e-5)], `${scope}/Add`)], `${scope}/Sqrt`);
    return b.op('Mul', [b.op('Div', [x, root], `${scope}/Div`), b.weight(weightName(scope), [hidden], new Float32Array(hidden).fill(1))], output);
  };

  let x = b.op('Gather', [b.weight('model.embed_tokens.weight', [vocab, hidden], random(vocab * hidden, 0.5)), 'input_ids'], '/model/embed/Gather');
  // [batch, 1, sequence, headDim]: one table row per position, broadcast over heads.
  const table = (name: string, data: Float32Array): string =>
    b.op('Unsqueeze', [b.op('Gather', [b.weight(name, [config.maxContext, headDim], data), 'position_ids'], `/model/${name}/Gather`), b.ints('axis_1', [1])], `/model/${name}/Unsqueeze`);
  const { groupQuery } = config;
  const rotation = groupQuery === 'turns' ? null : { cos: table('rope_cos', cos), sin: table('rope_sin', sin) };

  const one = b.ints('one', [1], []);
  const counted = groupQuery ? countFromMask(b, one) : null;
  const bias = counted ? '' : biasOf(b, one);

  const split = (value: string, scope: string, count: number): string =>
    b.op('Transpose', [b.op('Reshape', [value, b.ints(`split_${count}`, [0, 0, count, headDim])], `${scope}/Reshape`)], `${scope}/Transpose`, { perm: [0, 2, 1, 3] });
  const rotate = (value: string, scope: string): string => {
    const cut = (from: number, to: number, name: string): string =>
      b.op('Slice', [value, b.ints(`at_${from}`, [from]), b.ints(`at_${to}`, [to]), b.ints('axis_3', [3])], `${scope}/${name}`);
    const half = headDim / 2;
    const low = cut(0, half, 'Slice');
    const turned = b.op('Concat', [b.op('Neg', [cut(half, headDim, 'Slice_1')], `${scope}/Neg`), low], `${scope}/Concat`, { axis: -1 });
    return b.op('Add', [b.op('Mul', [value, rotation!.cos], `${scope}/Mul`), b.op('Mul', [turned, rotation!.sin], `${scope}/Mul_1`)], `${scope}/Add`);
  };
  /** [batch, kvHeads, n, headDim] → [batch, heads, n, headDim] */
  const repeat = (value: string, scope: string): string => {
    if (heads === kvHeads) return value;
    const [expanded, flat] = config.tracedShapes ? tracedShapes(value, scope) : [b.ints('repeat_kv', [1, 1, heads / kvHeads, 1, 1]), b.ints('join_kv', [0, heads, -1, headDim])];
    const apart = b.op('Unsqueeze', [value, b.ints('axis_2', [2])], `${scope}/Unsqueeze`);
    return b.op('Reshape', [b.op('Expand', [apart, expanded], `${scope}/Expand`), flat], `${scope}/Reshape`);
  };
  /** repeat_kv of transformers, traced: every size of the value is asked for, and a size of -1 would stay as it is. */
  const tracedShapes = (value: string, scope: string): [string, string] => {
    const [first, all] = [b.ints('axis_0', [0]), b.ints('all', [-1])];
    const [batch, count, positions, width] = [0, 1, 2, 3].map((axis) => b.op('Gather', [b.op('Shape', [value], `${scope}/Shape_${axis}`), b.ints(`index_${axis}`, [axis], [])], `${scope}/size_${axis}/Gather`, { axis: 0 }));
    const listed = (sizes: readonly string[], name: string): string => b.op('Concat', sizes.map((size, i) => (size === 'times' ? b.ints('times', [heads / kvHeads]) : b.op('Unsqueeze', [size, first], `${scope}/${name}/Unsqueeze_${i}`))), `${scope}/${name}/Concat`, { axis: 0 });
    const size = b.op('Reshape', [listed([batch!, count!, 'times', positions!, width!], 'wide'), all], `${scope}/wide/Reshape`);
    const ones = b.op('ConstantOfShape', [b.op('Shape', [size], `${scope}/wide/Shape`)], `${scope}/wide/Ones`, { value: tensorOf('', type.int64, [1], BigInt64Array.of(1n)) });
    const isKept = b.op('Equal', [size, b.op('Mul', [ones, b.ints('minus_one', [-1], [])], `${scope}/wide/Mul`)], `${scope}/wide/Equal`);
    const together = b.op('Mul', [count!, b.ints('times_scalar', [heads / kvHeads], [])], `${scope}/flat/Mul`);
    return [b.op('Where', [isKept, ones, size], `${scope}/wide/Where`), listed([batch!, together, positions!, width!], 'flat')];
  };

  const mlp = (of: string, scope: string): string => {
    const y = norm(of, `${scope}/post_attention_layernorm`);
    const gate = linear(y, `${scope}/mlp/gate_proj`, hidden, intermediate);
    const act = b.op('Mul', [gate, b.op('Sigmoid', [gate], `${scope}/mlp/act/Sigmoid`)], `${scope}/mlp/act/Mul`);
    const wide = b.op('Mul', [act, linear(y, `${scope}/mlp/up_proj`, hidden, intermediate)], `${scope}/mlp/Mul`);
    return b.op('Add', [of, linear(wide, `${scope}/mlp/down_proj`, intermediate, hidden)], `${scope}/Add_1`);
  };

  for (let i = 0; i < layers; i++) {
    const scope = `/model/layers.${i}`;
    const at = `${scope}/self_attn`;
    const y = norm(x, `${scope}/input_layernorm`);
    if (counted) {
      const joined = attendCounted(b, config, i, { query: linear(y, `${at}/q_proj`, hidden, heads * headDim), key: linear(y, `${at}/k_proj`, hidden, kvHeads * headDim), value: linear(y, `${at}/v_proj`, hidden, kvHeads * headDim) }, counted,
        (value, scope, count) => b.op('Reshape', [b.op('Transpose', [rotate(split(value, scope, count), `${scope}_rope`)], `${scope}_flat/Transpose`, { perm: [0, 2, 1, 3] }), b.ints(`flat_${count}`, [0, 0, count * headDim])], `${scope}_flat/Reshape`));
      x = mlp(b.op('Add', [x, linear(joined, `${at}/o_proj`, heads * headDim, hidden)], `${scope}/Add`), scope);
      continue;
    }
    const q = rotate(split(linear(y, `${at}/q_proj`, hidden, heads * headDim), `${at}/q`, heads), `${at}/q_rope`);
    const newKey = rotate(split(linear(y, `${at}/k_proj`, hidden, kvHeads * headDim), `${at}/k`, kvHeads), `${at}/k_rope`);
    const newValue = split(linear(y, `${at}/v_proj`, hidden, kvHeads * headDim), `${at}/v`, kvHeads);
    const key = repeat(b.op('Concat', [`past_key_values.${i}.key`, newKey], `present.${i}.key`, { axis: 2 }), `${at}/key`);
    const value = repeat(b.op('Concat', [`past_key_values.${i}.value`, newValue], `present.${i}.value`, { axis: 2 }), `${at}/value`);
    const scaled = b.op('Mul', [q, b.float('attention_scale', headDim ** -0.5)], `${at}/scale/Mul`);
    const scores = b.op('Add', [b.op('MatMul', [scaled, b.op('Transpose', [key], `${at}/key/Transpose`, { perm: [0, 1, 3, 2] })], `${at}/scores/MatMul`), bias], `${at}/scores/Add`);
    const mixed = b.op('MatMul', [b.op('Softmax', [scores], `${at}/Softmax`, { axis: -1 }), value], `${at}/mix/MatMul`);
    const joined = b.op('Reshape', [b.op('Transpose', [mixed], `${at}/mix/Transpose`, { perm: [0, 2, 1, 3] }), b.ints('join_heads', [0, 0, heads * headDim])], `${at}/mix/Reshape`);
    x = mlp(b.op('Add', [x, linear(joined, `${at}/o_proj`, heads * headDim, hidden)], `${scope}/Add`), scope);
  }
  const last = norm(x, '/model/norm', 'last_hidden_state');
  const head = random(hidden * vocab, (config.logitScale ?? 2.5) / Math.sqrt(hidden));
  b.op('MatMul', [last, b.weight('lm_head.weight', [hidden, vocab], head)], 'logits');

  const cacheNames = Array.from({ length: layers }, (_, i) => [`${i}.key`, `${i}.value`]).flat();
  return create(ModelSchema, {
    irVersion: 8n, opsetImport: [{ domain: '', version: 17n }, ...(groupQuery ? [{ domain: 'com.microsoft', version: 1n }] : [])], producerName: 'hearth-generated',
    graph: create(GraphSchema, {
      name: 'decoder', node: b.nodes, initializer: [...b.initializers.values()],
      input: [
        valueInfo('input_ids', type.int64, ['batch_size', 'sequence_length']),
        valueInfo('attention_mask', type.int64, ['batch_size', 'total_sequence_length']),
        ...(groupQuery === 'turns' ? [] : [valueInfo('position_ids', type.int64, ['batch_size', 'sequence_length'])]),
        ...cacheNames.map((name) => valueInfo(`past_key_values.${name}`, type.float, ['batch_size', kvHeads, 'past_sequence_length', headDim])),
      ],
      output: [
        valueInfo('logits', type.float, ['batch_size', 'sequence_length', vocab]),
        ...cacheNames.map((name) => valueInfo(`present.${name}`, type.float, ['batch_size', kvHeads, 'total_sequence_length', headDim])),
      ],
    }),
  });
}

/** GPT-2's printable stand-in for each byte, as byte-level tokenizers spell them. */
function byteCharacters(): string[] {
  const printable = (byte: number): boolean => (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(printable(byte) ? byte : next++));
}

/** tokenizer.json of bytes, one token each, after `<s>`. */
export function byteTokenizer(vocab: number): object {
  const names = [...specials, ...byteCharacters()];
  for (let i = 0; names.length < vocab; i++) names.push(`<extra_${i}>`);
  return {
    version: '1.0', truncation: null, padding: null,
    added_tokens: specials.map((content, id) => ({ id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true })),
    normalizer: null,
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
    post_processor: {
      type: 'TemplateProcessing',
      single: [{ SpecialToken: { id: '<s>', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }],
      pair: [{ SpecialToken: { id: '<s>', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }, { Sequence: { id: 'B', type_id: 1 } }],
      special_tokens: { '<s>': { id: '<s>', ids: [bos], tokens: ['<s>'] } },
    },
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: { type: 'BPE', dropout: null, unk_token: null, continuing_subword_prefix: null, end_of_word_suffix: null, fuse_unk: false, byte_fallback: false, vocab: Object.fromEntries(names.map((name, id) => [name, id])), merges: [] },
  };
}

export const buildConfig = (config: DecoderConfig): object => ({
  architectures: ['LlamaForCausalLM'], model_type: 'llama', vocab_size: config.vocab, hidden_size: config.hidden, intermediate_size: config.intermediate,
  num_hidden_layers: config.layers, num_attention_heads: config.heads, num_key_value_heads: config.kvHeads, head_dim: config.headDim, hidden_act: 'silu',
  rms_norm_eps: 1e-5, rope_theta: 10000, rope_scaling: null, max_position_embeddings: config.maxContext, tie_word_embeddings: false, use_cache: true,
  torch_dtype: 'float32', bos_token_id: bos, eos_token_id: eos, pad_token_id: pad,
});

/** Moves the weights of over 1 kB to one external file. Returns its bytes. */
function moveWeightsOut(model: Model, location: string): Uint8Array {
  const parts: Uint8Array[] = [];
  let offset = 0;
  for (const tensor of model.graph!.initializer) {
    if (tensor.rawData.length <= 1024) continue;
    const entry = (key: string, value: string) => ({ $typeName: 'hearth.onnx.StringEntry' as const, key, value });
    tensor.externalData = [entry('location', location), entry('offset', String(offset)), entry('length', String(tensor.rawData.length))];
    tensor.dataLocation = 1;
    parts.push(tensor.rawData);
    offset += tensor.rawData.length;
    tensor.rawData = new Uint8Array(0);
  }
  return Buffer.concat(parts);
}

/**
 * Writes a model folder. The same config gives the same bytes.
 * @returns  the folder
 */
export async function writeDecoder(folder: string, config: DecoderConfig, edit?: (model: Model) => void): Promise<string> {
  const model = buildDecoder(config);
  edit?.(model);
  const files = new Map<string, Uint8Array>();
  const json = (value: object): Uint8Array => Buffer.from(JSON.stringify(value, null, 1));
  if (config.externalData) files.set('onnx/model.onnx_data', moveWeightsOut(model, 'model.onnx_data'));
  files.set('onnx/model.onnx', toBinary(ModelSchema, model));
  files.set('tokenizer.json', json(byteTokenizer(config.vocab)));
  files.set('tokenizer_config.json', json({ tokenizer_class: 'PreTrainedTokenizerFast', bos_token: '<s>', eos_token: '</s>', pad_token: '<pad>', clean_up_tokenization_spaces: false, model_max_length: config.maxContext }));
  files.set('config.json', json(buildConfig(config)));
  files.set('generation_config.json', json({ bos_token_id: bos, eos_token_id: eos, pad_token_id: pad, max_length: config.maxContext }));
  await writeModelFolder(folder, { name: 'generated', title: 'Generated decoder', kind: 'generate', version: 1, license: 'MIT', numericClass: 'cpu-fp32', model: 'onnx/model.onnx', lastHidden: 'last_hidden_state', maxContext: config.maxContext }, files);
  return folder;
}

/** Writes files and the manifest that describes them. */
export async function writeModelFolder(folder: string, head: object, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  const listed = [...files].map(([path, bytes]) => ({ path, sha256: createHash('sha256').update(bytes).digest('hex'), sizeBytes: bytes.length }));
  await writeFile(join(folder, 'manifest.json'), JSON.stringify({ ...head, files: listed }, null, 2));
}
