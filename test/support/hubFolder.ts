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

/** How the language head of a variant multiplies, as Hugging Face's exporters and quantisers write it. */
export type HeadVariant = 'fp32' | 'fp16' | 'quantized' | 'q4' | 'half';

/** The generated decoder with another head. `half`: its last hidden value is of 16 bits as well, which nothing here reads. */
function buildVariant(config: DecoderConfig, variant: HeadVariant): Model {
  const model = clone(ModelSchema, buildDecoder(config));
  if (variant === 'fp32') return model;
  const graph = model.graph!;
  const { hidden, vocab } = config;
  const at = graph.initializer.findIndex(({ name }) => name === 'lm_head.weight');
  const [old] = graph.initializer.splice(at, 1);
  const weight = new Float32Array(old!.rawData.slice().buffer);
  graph.node.pop();
  if (variant === 'half') {
    const norm = graph.node.at(-1)!;
    Object.assign(norm, { name: 'hidden_32', output: ['hidden_32'] });
    graph.node.push(node('Cast', ['hidden_32'], ['hidden_raw'], { to: dataType.float16 }), node('Neg', ['hidden_raw'], ['hidden_minus']), node('Neg', ['hidden_minus'], ['last_hidden_state']));
  }
  if (variant === 'fp16' || variant === 'half') {
    graph.initializer.push(tensor('lm_head.half', dataType.float16, [hidden, vocab], Float16Array.from(weight)));
    if (variant === 'fp16') graph.node.push(node('Cast', ['last_hidden_state'], ['hidden_16'], { to: dataType.float16 }));
    graph.node.push(node('MatMul', [variant === 'fp16' ? 'hidden_16' : 'last_hidden_state', 'lm_head.half'], ['logits_16']), node('Cast', ['logits_16'], ['logits'], { to: dataType.float }));
  }
  if (variant === 'quantized') {
    const scale = 1 / 64;
    graph.initializer.push(tensor('lm_head.bytes', dataType.int8, [hidden, vocab], Int8Array.from(weight, (value) => Math.max(-64, Math.min(63, Math.round(value / scale))))), tensor('lm_head.scale', dataType.float, [], Float32Array.of(scale)), tensor('lm_head.zero', dataType.int8, [], Int8Array.of(0)));
    graph.node.push(
      node('DynamicQuantizeLinear', ['last_hidden_state'], ['hidden_8', 'hidden_scale', 'hidden_zero']), node('MatMulInteger', ['hidden_8', 'lm_head.bytes', 'hidden_zero', 'lm_head.zero'], ['logits_32']),
      node('Cast', ['logits_32'], ['logits_cast'], { to: dataType.float }), node('Mul', ['hidden_scale', 'lm_head.scale'], ['scales']), node('Mul', ['logits_cast', 'scales'], ['logits']),
    );
  }
  if (variant === 'q4') {
    const block = 32;
    graph.initializer.push(tensor('lm_head.q4', dataType.uint8, [vocab, hidden / block, block / 2], new Uint8Array((vocab * hidden) / 2).fill(0x79)), tensor('lm_head.scales', dataType.float, [(vocab * hidden) / block], new Float32Array((vocab * hidden) / block).fill(0.01)));
    graph.node.push(node('MatMulNBits', ['last_hidden_state', 'lm_head.q4', 'lm_head.scales'], ['logits'], { K: hidden, N: vocab, bits: 4, block_size: block }, 'com.microsoft'));
    model.opsetImport.push({ ...model.opsetImport[0]!, domain: 'com.microsoft', version: 1n });
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
export async function writeHubFolder(folder: string, config: DecoderConfig, variants: readonly HeadVariant[]): Promise<void> {
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
