import { fromHex, toHex } from '../protocol/bytes.ts';
import { deriveSketchKey } from '../protocol/keys.ts';
import { hasRule } from '../protocol/operatorRules.ts';
import { sketchRows } from '../protocol/sketch.ts';
import { auditGeneration } from '../services/audit/auditGeneration.ts';
import { scoreTokens } from '../services/audit/scoreTokens.ts';
import { classify, describeClassifier, type Classifier, type SketchTap } from '../services/inference/classify.ts';
import { batchRoomOf, prefixBytesOf } from '../services/inference/cacheRoom.ts';
import { startRun, type Decoder } from '../services/inference/decoder.ts';
import { openDecoderSession } from '../services/inference/decoderSession.ts';
import { describeEmbedder, embed, type Embedder } from '../services/inference/embed.ts';
import { createEngine, type Engine } from '../services/inference/engine.ts';
import { requestFromWire } from '../services/inference/generate.ts';
import { testIntegerArithmetic, type IntegerArithmetic } from '../services/inference/integerSelfTest.ts';
import { createPace } from '../services/inference/pace.ts';
import { createPrefixCache } from '../services/inference/prefixCache.ts';
import { probeExecutionProviders } from '../services/inference/probe.ts';
import { openAuditSession } from '../services/inference/auditSession.ts';
import type { RuntimeSession } from '../services/inference/session.ts';
import { createTextCodec, type TextCodec } from '../services/inference/tokenizer.ts';
import { loadLimits, runLimits, startWatchdog, textLimits, type WorkLimits } from '../services/inference/watchdog.ts';
import { withCheatWeights } from '../services/models/cheatWeights.ts';
import { rewriteDecoder } from '../services/models/decoderBytes.ts';
import { openModelFolder, type OpenedModel } from '../services/models/openModelFolder.ts';
import { openReplayGraph } from '../services/models/replayGraph.ts';
import { nodePrimitives } from '../services/primitives/nodePrimitives.ts';
import { columnsRootOf } from '../services/replay/weightColumns.ts';
import { serveBridge, type Handlers } from '../shared/bridgeKit.ts';
import type { WeightCheat } from '../shared/cheats.ts';
import { HearthError } from '../shared/errors.ts';
import { modelReasons } from '../shared/saidReasons.ts';
import type { ExecutionProvider } from '../shared/shapes.ts';
import type { Hex } from '../shared/units.ts';
import { workerBridge, type AuditRuntime, type LoadedModel } from '../shared/workerBridge.ts';
import { parentPort } from '../services/ports/parentPort.ts';
import { replayForDispute } from './worker/replayForDispute.ts';

/** The worker: runs models and makes evidence for one device. No keys, no network; it may be killed at any instant without loss. */

type Loaded = {
  readonly session: RuntimeSession;
  readonly classifier: Classifier | null;
  readonly embedder: Embedder | null;
  readonly decoder: Decoder | null;
  readonly engine: Engine | null;
  readonly codec: TextCodec | null;
};

const loaded = new Map<string, Loaded>();
const nowMs = (): number => performance.now();
const pace = createPace();
const watchdog = startWatchdog();

/** By provider: the same kernels give the same answer for the life of the process. */
const integerTests = new Map<ExecutionProvider, Promise<IntegerArithmetic>>();
function testIntegers(executionProvider: ExecutionProvider): Promise<IntegerArithmetic> {
  const known = integerTests.get(executionProvider) ?? testIntegerArithmetic(executionProvider);
  integerTests.set(executionProvider, known);
  return known;
}

/** The exact tier compares bit for bit: a machine whose integer kernels saturate with a model's weights must not run it. */
async function assertExactHere({ manifest, weightBits: needed }: OpenedModel, executionProvider: ExecutionProvider): Promise<void> {
  if (manifest.numericClass !== 'int-exact') return;
  const { weightBits, reason } = await testIntegers(executionProvider);
  if (weightBits < needed) throw new HearthError('model.unsupported', { reason: modelReasons.notExact(executionProvider, reason ?? 'unknown') });
}

function loadedModel(modelId: string): Loaded {
  const model = loaded.get(modelId);
  if (!model) throw new HearthError('model.unknown', { modelId });
  return model;
}

function decoderOf(modelId: string): Decoder {
  const { decoder } = loadedModel(modelId);
  if (!decoder) throw new HearthError('input.wrongShape', { expected: 'a model that generates', found: 'one that does not' });
  return decoder;
}

async function load(input: { folder: string; executionProvider: ExecutionProvider; threads: number; expectModelId: string | null; runtime?: AuditRuntime | undefined; cheat?: WeightCheat | undefined }): Promise<LoadedModel> {
  const startMs = nowMs();
  const opened = await openModelFolder(nodePrimitives, input.folder);
  const model = input.cheat && opened.spec.kind === 'generate' ? withCheatWeights(opened, input.cheat) : opened;
  if (input.expectModelId !== null && input.expectModelId !== model.modelId) throw new HearthError('model.unknown', { modelId: input.expectModelId });
  if (input.runtime !== 'wasm') await assertExactHere(model, input.executionProvider);
  const { session, decoder, oneByOne } = await openForUse(model, input);
  try {
    const classifier = model.spec.kind === 'classify' ? describeClassifier(session, model.plan.taps) : null;
    const embedder = model.spec.embedding ? describeEmbedder(session, { embedding: model.spec.embedding, taps: model.plan.taps, vocabSize: model.declared.vocabSize, maxContext: model.spec.maxContext }) : null;
    const text = decoder ?? embedder;
    const codec = text && createTextCodec(model, text.vocabSize);
    const room = decoder ? batchRoomOf(decoder, { oneByOne, memoryBytes, executionProvider: input.executionProvider }) : null;
    await drop(model.modelId, 'the model was loaded again');
    const engine = decoder && room && createEngine(
      { p: nodePrimitives, nowMs, inTurn: (work) => inTurn(work), rest: pace.rest }, decoder,
      { room, prefixes: oneByOne === null ? createPrefixCache(prefixBytesOf(room)) : null },
    );
    loaded.set(model.modelId, { session, classifier, embedder, decoder, engine, codec });
    return {
      modelId: model.modelId, planRoot: model.planRoot, kind: model.spec.kind, name: model.manifest.name, title: model.manifest.title,
      sizeBytes: model.manifest.files.reduce((sum, file) => sum + file.sizeBytes, 0),
      inputBytes: classifier?.inputBytes ?? 0, hiddenSize: decoder?.hiddenSize ?? embedder?.width ?? 0, vocabSize: text?.vocabSize ?? 0,
      maxContext: model.spec.maxContext, stopTokenIds: model.spec.stopTokenIds, numericClass: model.manifest.numericClass, weightBits: model.weightBits,
      labels: model.manifest.labels ?? null, opaque: model.plan.opaque, ...(model.tapLimits ? { tapLimits: model.tapLimits } : {}), loadMs: nowMs() - startMs, batch: room,
    };
  } catch (error) {
    await session.release();
    throw error;
  }
}

async function openForUse(model: OpenedModel, input: { executionProvider: ExecutionProvider; threads: number; runtime?: AuditRuntime | undefined }): Promise<{ session: RuntimeSession; decoder: Decoder | null; oneByOne: string | null }> {
  if (model.spec.kind === 'generate') return openDecoderSession(model, input, rewriteDecoder);
  return { session: await openAuditSession(model, { ...input, runtime: input.runtime ?? 'native' }), decoder: null, oneByOne: null };
}

/** Gives a model back; what it still computes fails. */
async function drop(modelId: string, reason: string): Promise<void> {
  const model = loaded.get(modelId);
  loaded.delete(modelId);
  model?.engine?.close(reason);
  await model?.session.release();
}

async function inspect(folder: string) {
  const opened = await openModelFolder(nodePrimitives, folder);
  const { modelId, planRoot, spec, manifest, report } = opened;
  const { name, title, kind, numericClass, files } = manifest;
  return {
    modelId, name, title, kind, numericClass, sizeBytes: files.reduce((sum, file) => sum + file.sizeBytes, 0),
    graphRoot: spec.graphRoot as Hex, weightsRoot: spec.weightsRoot as Hex, planRoot, specText: JSON.stringify(spec), ...describeReplay(opened),
    report: { ...report, operatorSets: [...report.operatorSets], operators: [...report.operators], opaque: [...report.opaque] },
  };
}

/** What a dispute over this model would rest on. A tensor that no replay reads leaves no node to judge. */
function describeReplay(opened: OpenedModel): { columnsRoot: Hex | null; withoutRule: string[] } {
  try {
    const graph = openReplayGraph(nodePrimitives, opened);
    const columns = columnsRootOf(nodePrimitives, graph);
    const names = graph.nodes.filter((node) => !hasRule(node, node.outputs.length)).map(({ domain, opType }) => (domain === '' ? opType : `${domain}/${opType}`));
    return { columnsRoot: columns && toHex(columns), withoutRule: [...new Set(names)].sort() };
  } catch (error) {
    if (error instanceof HearthError && error.code === 'model.unsupported') return { columnsRoot: null, withoutRule: opened.report.operators.map(({ name }) => name) };
    throw error;
  }
}

/** What running may take: as given with the last load. */
let memoryBytes = runLimits.memoryBytes;

/** The device does one thing at a time: whatever computes or changes the loaded models waits its turn. */
let turn: Promise<unknown> = Promise.resolve();
function inTurn<T>(work: () => Promise<T> | T, limits?: WorkLimits): Promise<T> {
  const mine = turn.then(() => watchdog.during(limits ?? { ...runLimits, memoryBytes }, work));
  turn = mine.catch(() => undefined);
  return mine;
}

/** Makes the sketches of a job without tokens under its provider's key; null where no evidence is asked for. */
function tapSketcher(jobId: string, evidence: { readonly provider: string; readonly nonce: string } | undefined): SketchTap | null {
  if (!evidence) return null;
  const key = deriveSketchKey(nodePrimitives, fromHex(evidence.nonce), jobId as Hex, evidence.provider as Hex);
  return (position, values) => sketchRows(nodePrimitives, key, position, values);
}

/** Follows the memory of this process through one piece of work; a look takes microseconds. */
function watchMemory(): { readonly look: () => void; readonly mostBytes: () => number } {
  let most = 0;
  const look = (): void => void (most = Math.max(most, process.memoryUsage.rss()));
  look();
  return { look, mostBytes: () => (look(), most) };
}

const handlers: Handlers<typeof workerBridge> = {
  probe: ({ only }) => inTurn(async () => ({ ...(await probeExecutionProviders(only)), integerArithmetic: await testIntegers('cpu') })),
  load: ({ limits = loadLimits, ...input }) =>
    inTurn(() => {
      memoryBytes = limits.memoryBytes;
      return load(input);
    }, limits),
  inspect: ({ folder, limits }) => inTurn(() => inspect(folder), limits ?? loadLimits),
  setDuty: ({ share }) => {
    pace.setShare(share);
    return {};
  },
  testIntegers: ({ executionProvider }) => inTurn(() => testIntegers(executionProvider)),
  unload: ({ modelId }) =>
    inTurn(async () => {
      await drop(modelId, 'the model was unloaded');
      return {};
    }),
  classify: ({ jobId, modelId, input, evidence }) =>
    inTurn(async () => {
      const { classifier } = loadedModel(modelId);
      if (!classifier) throw new HearthError('input.wrongShape', { expected: 'a model that classifies', found: 'one that does not' });
      const memory = watchMemory();
      const made = await classify(classifier, input, nowMs, tapSketcher(jobId, evidence));
      return { ...made, dims: [...made.dims], sketches: [...made.sketches], mostMemoryBytes: memory.mostBytes() };
    }),
  embed: ({ jobId, modelId, inputTokens, evidence }) =>
    inTurn(async () => {
      const { embedder } = loadedModel(modelId);
      if (!embedder) throw new HearthError('input.wrongShape', { expected: 'a model for embeddings', found: 'another kind' });
      const memory = watchMemory();
      const { vector, sketches, computeMs } = await embed(embedder, inputTokens, nowMs, tapSketcher(jobId, evidence));
      return { vector: new Uint8Array(vector.buffer), sketches: [...sketches], computeMs, mostMemoryBytes: memory.mostBytes() };
    }),
  generate: async (input, { signal }) => {
    const { engine } = loadedModel(input.modelId);
    if (!engine) throw new HearthError('input.wrongShape', { expected: 'a model that generates', found: 'one that does not' });
    const memory = watchMemory();
    const onProgress = (progress: { tokens: readonly number[]; done: number; elapsedMs: number }): void => {
      memory.look();
      server.publish('progress', { jobId: input.jobId, tokens: [...progress.tokens], done: progress.done, elapsedMs: progress.elapsedMs });
    };
    const made = await engine.generate(requestFromWire(input), { signal, onProgress, scope: input.scope ?? null });
    return { ...made, sketches: [...made.sketches], mostMemoryBytes: memory.mostBytes() };
  },
  audit: (input) =>
    inTurn(async () => {
      const startMs = nowMs();
      const decoder = decoderOf(input.modelId);
      const replay = startReplay(decoder, input.promptTokens.length + input.tokens.length);
      const onProgress = (positions: number, of: number): void => {
        if (of > segmentRows) server.publish('auditProgress', { jobId: input.jobId, positions, of });
      };
      const cpuBefore = process.cpuUsage();
      try {
        const { rows, ...findings } = await auditGeneration(nodePrimitives, replay, { request: requestFromWire(input), tokens: input.tokens, sketches: input.sketches, stopReason: input.stopReason }, segmentRows, onProgress);
        const cpu = process.cpuUsage(cpuBefore);
        return { ...findings, rows: input.wantsRows ? new Uint8Array(rows.buffer) : null, computeMs: nowMs() - startMs, cpuMs: (cpu.user + cpu.system) / 1000 };
      } finally {
        replay.close();
      }
    }),
  replay: (input, { signal }) => inTurn(() => replayForDispute(input, signal)),
  encode: async ({ modelId, text, limits }) => ({ tokens: await watchdog.during(limits ?? textLimits, () => codecOf(modelId).encode(text)) }),
  encodeChat: ({ modelId, messages, tools, opening, limits }) => watchdog.during(limits ?? textLimits, () => codecOf(modelId).encodeChat(messages, tools, opening)),
  score: async ({ modelId, ...asked }) => {
    const scored = await inTurn(async () => {
      const replay = startReplay(decoderOf(modelId), asked.promptTokens.length + asked.tokens.length);
      try {
        return await scoreTokens(replay, asked, segmentRows);
      } finally {
        replay.close();
      }
    });
    const before = [asked.promptTokens.at(-1)!, ...asked.tokens].slice(asked.from);
    return watchdog.during(textLimits, () => {
      const codec = codecOf(modelId);
      return { tokens: scored.map(({ top, ...one }, i) => ({ ...one, text: codec.textOf(one.token, before[i]!), top: top.map((other) => ({ ...other, text: codec.textOf(other.token, before[i]!) })) })) };
    });
  },
  decode: async ({ modelId, tokens }) => ({ text: await watchdog.during(textLimits, () => codecOf(modelId).decode(tokens)) }),
};

/** Rows per replay segment: at a vocabulary of 128,000 their logits take 256 MB. */
const segmentRows = 512;

const startReplay = (decoder: Decoder, positions: number) => ({
  ...startRun(decoder, { wantsCache: positions > segmentRows }),
  vocabSize: decoder.vocabSize, hiddenSize: decoder.hiddenSize, maxContext: decoder.maxContext,
});

function codecOf(modelId: string): TextCodec {
  const { codec } = loadedModel(modelId);
  if (!codec) throw new HearthError('input.malformed', { reason: 'this model has no tokenizer' });
  return codec;
}

let incidents = 0;
function onInternal(error: unknown, where: string): string {
  const incident = `worker-${process.pid}-${++incidents}`;
  process.stderr.write(`${incident} ${where}: ${oneLine(error)}\n`);
  return incident;
}
const oneLine = (error: unknown): string => String(error instanceof Error ? (error.stack ?? error.message) : error).replaceAll('\n', ' | ').slice(0, 2000);

process.on('uncaughtException', (error) => {
  process.stderr.write(`worker uncaught: ${oneLine(error)}\n`, () => process.exit(70));
});

const server = serveBridge(workerBridge, handlers, onInternal);
const port = parentPort();
// Nobody is left to want the answer.
port.onClose(() => process.exit(0));
server.attach(port);
