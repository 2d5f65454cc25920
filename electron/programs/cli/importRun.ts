import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { formatBytes } from '../../../renderer/format/numbers.ts';
import { numericClassName, tauVersion, thresholdsOf } from '../../protocol/numericClass.ts';
import { startRun } from '../../services/inference/decoder.ts';
import { openDecoderSession } from '../../services/inference/decoderSession.ts';
import { describeEmbedder, embed } from '../../services/inference/embed.ts';
import { openSession } from '../../services/inference/session.ts';
import { classOf } from '../../services/jobs/runner.ts';
import { draftManifest, listGraphs, type Draft, type DraftWishes } from '../../services/models/draftManifest.ts';
import { rewriteDecoder } from '../../services/models/decoderBytes.ts';
import { openFolder } from '../../services/models/modelFiles.ts';
import { nodePrimitives } from '../../services/primitives/nodePrimitives.ts';
import { HearthError, isHearthError, type Failure } from '../../shared/errors.ts';
import { reasonOf } from '../../shared/reasons.ts';
import type { ExecutionProvider } from '../../shared/shapes.ts';
import { askRuntimeHere } from './askRuntimeHere.ts';
import { printable, usage, withElapsed, type Output } from './output.ts';
import { formatTable } from './table.ts';

export type ImportOptions = DraftWishes & { readonly graph?: string; readonly run: boolean; readonly replace: boolean };
/** What one device of this machine made of a model. */
type Tried = { readonly executionProvider: ExecutionProvider; readonly evidence: string; readonly failure: Failure | null; readonly unitsPerSecond: number | null; /** Why it runs one job at a time; null: several share a step, or it makes no tokens. */ readonly oneByOne: string | null; /** Why a prompt costs it the logits of every position; null: only those that are wanted, or it makes no tokens. */ readonly allLogits: string | null };
type Looked = { readonly graph: string } & ({ readonly failure: Failure } | { readonly failure: null; readonly draft: Draft; readonly tried: readonly Tried[] });

const triedTokens = 16;

/**
 * Looks at every graph of a folder as Hugging Face's tools export it, says of each whether it can be offered, on what and how fast it runs here and what an audit of it can say, and writes the
 * manifest of the one that is chosen. Needs no running Hearth. Exit code 1 where none can be offered.
 */
export async function importModel(folder: string, options: ImportOptions, output: Output): Promise<number> {
  const { realFolder } = await openFolder(resolve(folder));
  const graphs = await listGraphs(realFolder);
  const asked = options.graph === undefined ? graphs : graphs.filter((graph) => graph === options.graph || graph === `onnx/${options.graph}`);
  if (asked.length === 0) throw usage(`${printable(options.graph!)} is none of its graphs: ${printable(graphs.join(' '))}`);
  const providers = options.run ? await withElapsed(output, 'asking the runtime what computes here', usableHere) : [];
  const looked: Looked[] = [];
  for (const graph of asked) looked.push(await withElapsed(output, `looking at ${printable(graph)}`, () => look(realFolder, graph, options, providers)));
  const good = looked.filter((one) => one.failure === null);
  const chosen = good.length === 1 ? good[0]! : null;
  const file = join(realFolder, 'manifest.json');
  if (chosen) await writeFile(file, `${JSON.stringify(chosen.draft.manifest, null, 2)}\n`, { flag: options.replace ? 'w' : 'wx' }).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    throw code === 'EEXIST' ? usage('it has a manifest.json already: --replace writes another') : new HearthError('storage.unreadable', { path: file, reason: code ?? 'cannot be written' }, error);
  });
  const next = chosen
    ? [`Written to ${printable(file)}. The Models screen offers the folder from there; hearth inspect says more of it.`, ...(chosen.draft.manifest.license === 'unknown' ? ['Its licence was not found: --license NAME with --replace says it.'] : [])]
    : [good.length === 0 ? 'None of them can be offered.' : `Nothing was written: choose one with --graph, such as --graph ${printable(good[0]!.graph)}`];
  output.result({ folder: realFolder, written: chosen ? file : null, graphs: looked.map(toJson) }, [...looked.map(describe), ...next].join('\n\n'));
  return good.length === 0 ? 1 : 0;
}

async function usableHere(): Promise<readonly ExecutionProvider[]> {
  const answered = await askRuntimeHere();
  if (!answered) throw new HearthError('worker.lost', { signal: reasonOf('end.unknown') });
  return answered.executionProviders.filter(({ usable }) => usable).map(({ name }) => name);
}

async function look(folder: string, graph: string, wishes: DraftWishes, providers: readonly ExecutionProvider[]): Promise<Looked> {
  try {
    const draft = await draftManifest(nodePrimitives, folder, graph, wishes);
    const tried: Tried[] = [];
    for (const name of providers) tried.push(await tryOn(draft, name));
    // On none of the devices: what the first says is about the model.
    const refused = tried.find(({ failure }) => failure?.code === 'model.unsupported') ?? (tried.every(({ failure }) => failure !== null) ? tried[0] : undefined);
    return refused ? { graph, failure: refused.failure! } : { graph, failure: null, draft, tried };
  } catch (error) {
    if (!isHearthError(error)) throw error;
    return { graph, failure: error.toFailure() };
  }
}

async function tryOn({ model, manifest }: Draft, executionProvider: ExecutionProvider): Promise<Tried> {
  const about = { executionProvider, evidence: evidenceOf(model, executionProvider), oneByOne: null, allLogits: null };
  try {
    if (manifest.kind === 'generate') return await tryDecoder(model, about);
    const session = await openSession(model, { executionProvider, threads: 0 });
    try {
      if (manifest.kind === 'classify') return { ...about, failure: null, unitsPerSecond: null };
      const embedder = describeEmbedder(session, { embedding: model.spec.embedding!, taps: model.plan.taps, vocabSize: model.declared.vocabSize, maxContext: model.spec.maxContext });
      const { computeMs } = await embed(embedder, Array.from({ length: Math.min(triedTokens, model.spec.maxContext) }, () => 1), () => performance.now());
      return { ...about, failure: null, unitsPerSecond: 1000 / computeMs };
    } finally {
      await session.release();
    }
  } catch (error) {
    if (!isHearthError(error)) throw error;
    return { ...about, failure: error.toFailure(), unitsPerSecond: null };
  }
}

/** As a worker opens it, so that the speed is that of jobs. @throws worker.loadFailed, worker.runFailed, model.unsupported */
async function tryDecoder(model: Draft['model'], about: Pick<Tried, 'executionProvider' | 'evidence'>): Promise<Tried> {
  const { session, decoder, oneByOne, allLogits } = await openDecoderSession(model, { executionProvider: about.executionProvider, threads: 0 }, rewriteDecoder);
  const run = startRun(decoder, { wantsCache: true });
  try {
    await run.step(Array.from({ length: Math.min(8, model.spec.maxContext - 1) }, (_, i) => i % decoder.vocabSize));
    const steps = Math.max(1, Math.min(triedTokens, model.spec.maxContext - 9));
    const startMs = performance.now();
    for (let i = 0; i < steps; i++) await run.step([(i * 7) % decoder.vocabSize]);
    return { ...about, oneByOne, allLogits, failure: null, unitsPerSecond: (steps * 1000) / (performance.now() - startMs) };
  } finally {
    run.close();
    await session.release();
  }
}

/** What an audit of an answer of it may do, in words. */
function evidenceOf({ report, plan, tapLimits }: Draft['model'], executionProvider: ExecutionProvider): string {
  const classId = classOf(executionProvider, false);
  if (report.opaque.length > 0) return `shadow only: no rule can follow ${printable(report.opaque.slice(0, 3).join(', '))}`;
  if (!thresholdsOf(classId, tauVersion, null).calibrated) return `shadow only: ${numericClassName(classId)} is not calibrated`;
  return plan.taps.length > 0 && tapLimits === null ? 'shadow only, until hearth calibrate measured it' : 'calibrated: an audit may accuse by it';
}

const unit = { generate: 'tokens', embed: 'texts', classify: 'items' } as const;
function describe(one: Looked): string {
  if (one.failure !== null) return `${printable(one.graph)}: not offered. ${sentenceOf(one.failure)}`;
  const { manifest, model } = one.draft;
  const size = manifest.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return [
    `${printable(one.graph)}: ${manifest.kind}, ${formatBytes(size)} in ${manifest.files.length} files, at most ${manifest.maxContext} positions, licence ${printable(manifest.license)}`,
    `  model id ${model.modelId}${manifest.lastHidden === undefined ? '' : `, rows of ${printable(manifest.lastHidden)}`}`,
    ...(one.tried.length === 0 ? [`  not run here; evidence on a processor: ${evidenceOf(model, 'cpu')}`] : [formatTable([['  runs on', 'speed, one at a time', 'evidence'], ...one.tried.map(({ executionProvider, failure, unitsPerSecond, evidence }) => [`  ${executionProvider}`, failure ? sentenceOf(failure) : unitsPerSecond === null ? 'opens' : `${unitsPerSecond.toFixed(1)} ${unit[manifest.kind]}/s`, evidence])])]),
    ...one.tried.flatMap(({ executionProvider, oneByOne }) => (oneByOne === null ? [] : [`  ${executionProvider}: one job at a time, for ${printable(oneByOne)}`])),
    ...one.tried.flatMap(({ executionProvider, allLogits }) => (allLogits === null ? [] : [`  ${executionProvider}: logits of every position of a prompt, for ${printable(allLogits)}`])),
  ].join('\n');
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const sentenceOf = ({ about, code }: Failure): string => printable(`${textOf(about['reason']) ?? code}${textOf(about['file']) === null ? '' : ` (${textOf(about['file'])})`}.`);
const toJson = (one: Looked): unknown => (one.failure !== null ? one : { graph: one.graph, failure: null, modelId: one.draft.model.modelId, manifest: one.draft.manifest, tried: one.tried });
