import { z } from 'zod';
import type { Embedding } from '../../protocol/modelSpec.ts';
import { HearthError } from '../../shared/errors.ts';
import { modelReasons } from '../../shared/saidReasons.ts';
import type { Manifest } from './manifest.ts';
import type { Graph } from './onnx/onnx_pb.ts';
import { modelUnsupported } from './unsupported.ts';

/** Of an export that pools by itself, then of one that gives a row for each token. */
const vectorOutput = 'sentence_embedding';
const rowOutputs = ['last_hidden_state', 'token_embeddings'];

const modulesShape = z.array(z.object({ type: z.string().max(200), path: z.string().max(500) })).max(32);
const poolingShape = z.record(z.string(), z.unknown());
/** Modules of Sentence Transformers by the end of their type. */
const knownModules = new Set(['Transformer', 'Pooling', 'Normalize']);

/**
 * How a model for embeddings makes its vector: what its manifest says, else what its files say as Sentence Transformers writes them (`modules.json`, `1_Pooling/config.json`), else the mean of
 * all rows as it is. A way of pooling that is not known here is refused, not guessed.
 *
 * @param readObject  a JSON file of the folder; undefined where there is none
 * @throws model.unsupported · model.unreadable
 * @source docs/protocol/models.md section 1
 */
export function readEmbedding(manifest: Manifest, graph: Graph, readJson: (path: string) => unknown): Embedding {
  const said = manifest.embedding ?? {};
  const outputs = new Set(graph.output.map(({ name }) => name));
  const output = said.output ?? [vectorOutput, ...rowOutputs].find((name) => outputs.has(name));
  if (output === undefined || !outputs.has(output)) throw modelUnsupported(output === undefined ? modelReasons.nameOutput([vectorOutput, ...rowOutputs].join(', ')) : modelReasons.noOutput(output));
  // Whoever exported the pooling with the graph has exported what comes after it too.
  if (output === vectorOutput) return { output, pooling: said.pooling ?? 'none', normalise: said.normalise ?? false };
  const modules = parse(modulesShape, 'modules.json', readJson('modules.json')) ?? [];
  const types = modules.map(({ type }) => type.slice(type.lastIndexOf('.') + 1));
  const unknown = types.find((type) => !knownModules.has(type));
  if (unknown !== undefined) throw modelUnsupported(modelReasons.unknownModule(unknown.slice(0, 60)));
  const pooling = modules[types.indexOf('Pooling')]?.path ?? '1_Pooling';
  return { output, pooling: said.pooling ?? readPooling(`${pooling}/config.json`, readJson), normalise: said.normalise ?? types.includes('Normalize') };
}

/** `pooling_mode_*` of which one is true, as versions before 5.1 write it, or `pooling_mode` with a name. */
function readPooling(path: string, readJson: (path: string) => unknown): Embedding['pooling'] {
  const config = parse(poolingShape, path, readJson(path));
  if (!config) return 'mean';
  const named = config['pooling_mode'];
  const modes = typeof named === 'string' ? [named] : Object.entries(config).flatMap(([name, value]) => (value === true && name.startsWith('pooling_mode_') ? [name.slice('pooling_mode_'.length)] : []));
  switch (modes.length === 1 ? modes[0] : undefined) {
    case 'mean': case 'mean_tokens': return 'mean';
    case 'cls': case 'cls_token': return 'first';
    case 'lasttoken': return 'last';
    default: throw modelUnsupported(modelReasons.poolingBy(modes.join(' and ').slice(0, 100) || 'nothing', path));
  }
}

function parse<T>(shape: z.ZodType<T>, file: string, value: unknown): T | undefined {
  if (value === undefined) return undefined;
  const parsed = shape.safeParse(value);
  if (!parsed.success) throw new HearthError('model.unreadable', { file, reason: modelReasons.otherForm });
  return parsed.data;
}
