import { clone, create, toBinary } from '@bufbuild/protobuf';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AttributeSchema, ModelSchema, NodeSchema, TensorSchema, type Model, type Node, type Tensor } from '../../electron/services/models/onnx/onnx_pb.ts';
import { buildConfig, buildDecoder, byteTokenizer, type DecoderConfig } from './generatedDecoder.ts';

const dataType = { float: 1, uint8: 2, int8: 3, float16: 10 } as const;
const bytesOf = (view: ArrayBufferView): Uint8Array => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
const tensor = (name: string, type: number, dims: readonly number[], data: ArrayBufferView): Tensor => create(TensorSchema, { name, dataType: type, dims: dims.map(BigInt), rawData: bytesOf(data) });
const node = (opType: string, input: readonly string[], output: readonly string[], ints: Readonly<Record<string, number>> = {}, domain = ''): Node =>
  create(NodeSchema, { opType, domain, name: output[0]!, input: [...input], output: [...output], attribute: Object.entries(ints).map(([name, value]) => create(AttributeSchema, { name, type: 2, i: BigInt(value) })) });

/**
 * As Hugging Face's exporters and quantisers write them. `fp16`: only the language head is of 16 bits. `half`: weights, activations, cache and logits are. `stored`: weights are, and are widened before use. `quantized`: the head in 8 bits. `q4`: every product
 * in blocks of 4 bits.
 */
export type HubVariant = 'fp32' | 'fp16' | 'stored' | 'quantized' | 'q4' | 'half';

const floatsOf = ({ rawData }: Tensor): Float32Array => new Float32Array(rawData.slice().buffer);
const halves = (from: Tensor): Tensor => tensor(from.name, dataType.float16, from.dims.map(Number), Float16Array.from(floatsOf(from), (value) => Math.max(-65_504, Math.min(65_504, value))));

/** A product with a weight as the product with its blocks of 32 along the rows, 4 bits each and a scale a block. */
function quantiseProduct(weight: Tensor, product: Node): { readonly tensors: Tensor[]; readonly node: Node } {
  const [rows, columns] = weight.dims.map(Number) as [number, number];
  const block = 32;
  const values = floatsOf(weight);
  const packed = new Uint8Array((rows * columns) / 2);
  const scales = new Float32Array((rows * columns) / block);
  for (let column = 0; column < columns; column++) {
    for (let from = 0; from < rows; from += block) {
      const at = (i: number): number => values[(from + i) * columns + column]!;
      const most = Math.max(...Array.from({ length: block }, (_, i) => Math.abs(at(i))));
      const place = (column * rows + from) / block;
      const scale = (scales[place] = most / 7 || 1);
      for (let i = 0; i < block; i++) packed[place * (block / 2) + (i >> 1)]! |= (Math.round(at(i) / scale) + 8) << (i % 2 === 0 ? 0 : 4);
    }
  }
  return {
    tensors: [tensor(`${weight.name}_Q4`, dataType.uint8, [columns, rows / block, block / 2], packed), tensor(`${weight.name}_scales`, dataType.float, [scales.length], scales)],
    node: node('MatMulNBits', [product.input[0]!, `${weight.name}_Q4`, `${weight.name}_scales`], product.output, { K: rows, N: columns, bits: 4, block_size: block }, 'com.microsoft'),
  };
}

function buildVariant(config: DecoderConfig, variant: HubVariant): Model {
  const model = clone(ModelSchema, buildDecoder(config));
  if (variant === 'fp32') return model;
  const graph = model.graph!;
  const { hidden, vocab } = config;
  if (variant === 'half') {
    graph.initializer = graph.initializer.map((weight) => (weight.dataType === dataType.float ? halves(weight) : weight));
    for (const { type } of [...graph.input, ...graph.output]) if (type?.tensorType?.elemType === dataType.float) type.tensorType.elemType = dataType.float16;
    return model;
  }
  if (variant === 'stored') {
    const stored = graph.initializer.filter((weight) => weight.dataType === dataType.float && weight.rawData.length > 1024);
    graph.initializer = graph.initializer.map((weight) => (stored.includes(weight) ? { ...halves(weight), name: `${weight.name}_fp16` } : weight));
    graph.node.unshift(...stored.map(({ name }) => node('Cast', [`${name}_fp16`], [name], { to: dataType.float })));
    return model;
  }
  if (variant === 'q4') {
    const weights = new Map(graph.initializer.map((weight) => [weight.name, weight] as const));
    graph.node = graph.node.map((product) => {
      const weight = product.opType === 'MatMul' ? weights.get(product.input[1]!) : undefined;
      if (!weight) return product;
      const quantised = quantiseProduct(weight, product);
      graph.initializer = [...graph.initializer.filter((each) => each !== weight), ...quantised.tensors];
      return quantised.node;
    });
    if (!config.groupQuery) model.opsetImport.push({ ...model.opsetImport[0]!, domain: 'com.microsoft', version: 1n });
    return model;
  }
  const at = graph.initializer.findIndex(({ name }) => name === 'lm_head.weight');
  const [old] = graph.initializer.splice(at, 1);
  const weight = floatsOf(old!);
  graph.node.pop();
  if (variant === 'fp16') {
    graph.initializer.push(tensor('lm_head.half', dataType.float16, [hidden, vocab], Float16Array.from(weight)));
    graph.node.push(node('Cast', ['last_hidden_state'], ['hidden_16'], { to: dataType.float16 }), node('MatMul', ['hidden_16', 'lm_head.half'], ['logits_16']), node('Cast', ['logits_16'], ['logits'], { to: dataType.float }));
  }
  if (variant === 'quantized') {
    const scale = 1 / 64;
    graph.initializer.push(tensor('lm_head.bytes', dataType.int8, [hidden, vocab], Int8Array.from(weight, (value) => Math.max(-64, Math.min(63, Math.round(value / scale))))), tensor('lm_head.scale', dataType.float, [], Float32Array.of(scale)), tensor('lm_head.zero', dataType.int8, [], Int8Array.of(0)));
    graph.node.push(
      node('DynamicQuantizeLinear', ['last_hidden_state'], ['hidden_8', 'hidden_scale', 'hidden_zero']), node('MatMulInteger', ['hidden_8', 'lm_head.bytes', 'hidden_zero', 'lm_head.zero'], ['logits_32']),
      node('Cast', ['logits_32'], ['logits_cast'], { to: dataType.float }), node('Mul', ['hidden_scale', 'lm_head.scale'], ['scales']), node('Mul', ['logits_cast', 'scales'], ['logits']),
    );
  }
  return model;
}

/** Spreads the weights of over 1 kB over several files beside the graph, in turn. */
function shard(model: Model, locations: readonly string[]): ReadonlyMap<string, Uint8Array> {
  const parts = locations.map((): { bytes: Uint8Array[]; at: number } => ({ bytes: [], at: 0 }));
  model.graph!.initializer.filter(({ rawData }) => rawData.length > 1024).forEach((weight, i) => {
    const part = parts[i % parts.length]!;
    const data = weight.rawData;
    weight.externalData = Object.entries({ location: locations[i % parts.length]!, offset: String(part.at), length: String(data.length) }).map(([key, value]) => ({ $typeName: 'hearth.onnx.StringEntry' as const, key, value }));
    weight.dataLocation = 1;
    weight.rawData = new Uint8Array(0);
    part.bytes.push(data);
    part.at += data.length;
  });
  return new Map(locations.map((location, i) => [location, new Uint8Array(Buffer.concat(parts[i]!.bytes))]));
}

/** A folder as it comes from the Hugging Face hub: README with its licence, config, tokenizer, and graphs in `onnx`, the plain one with its weights in two shards. No manifest. */
export async function writeHubFolder(folder: string, config: DecoderConfig, variants: readonly HubVariant[]): Promise<void> {
  await mkdir(join(folder, 'onnx'), { recursive: true });
  const texts: Readonly<Record<string, string>> = {
    'README.md': '---\nlanguage: en\nlicense: apache-2.0\nlibrary_name: transformers.js\n---\n\n# A model\n', 'config.json': JSON.stringify(buildConfig(config)), 'generation_config.json': JSON.stringify({ bos_token_id: 0, eos_token_id: 1 }),
    'tokenizer.json': JSON.stringify(byteTokenizer(config.vocab)), 'tokenizer_config.json': JSON.stringify({ tokenizer_class: 'PreTrainedTokenizerFast', bos_token: '<s>', eos_token: '</s>' }), '.gitattributes': '*.onnx filter=lfs\n',
  };
  for (const [name, text] of Object.entries(texts)) await writeFile(join(folder, name), text);
  for (const variant of variants) {
    const model = buildVariant(config, variant);
    const name = variant === 'fp32' ? 'model.onnx' : `model_${variant}.onnx`;
    if (variant === 'fp32') for (const [file, bytes] of shard(model, ['model.onnx_data', 'model.onnx_data_1'])) await writeFile(join(folder, 'onnx', file), bytes);
    await writeFile(join(folder, 'onnx', name), toBinary(ModelSchema, model));
  }
}
