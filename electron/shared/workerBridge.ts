import { z } from 'zod';
import { batchRoomShape } from './batchRoom.ts';
import { defineBridge } from './bridgeKit.ts';
import { chatMessageShape, chatToolShape } from './chat.ts';
import { weightCheatShape } from './cheats.ts';
import { decodeShape } from './decode.ts';
import { judgingRuleShape, namedNodeShape, openingShape } from './openings.ts';
import { executionProviderShape, jobKindShape } from './shapes.ts';
import { addressShape, bytes32Shape, hexShape, safeUintShape, uint32Shape, uint8Shape } from './units.ts';

const bytes: z.ZodType<Uint8Array> = z.instanceof(Uint8Array);
const tokenIds = z.array(uint32Shape);
/** Grows with the error; Infinity is a legal answer. */
const errorMeasure = z.custom<number>((value) => typeof value === 'number' && value >= 0);

/** Which build of the runtime replays a model: the native one, or WebAssembly as a second instruction set (checks only; an installed app may lack it). */
export const auditRuntimeShape = z.enum(['native', 'wasm']);
export type AuditRuntime = z.infer<typeof auditRuntimeShape>;

/** Past these the worker kills itself: the time of one command, the resident memory of the process (for runs too, after a load). Its own defaults where absent. */
const workLimits = z.strictObject({ timeMs: z.number().int().min(1), memoryBytes: z.number().int().min(1) }).optional();

/** What a graph consists of; counts include subgraphs and functions. */
export const graphReportShape = z.strictObject({
  irVersion: uint32Shape,
  operatorSets: z.array(z.strictObject({ domain: z.string(), version: uint32Shape })),
  operators: z.array(z.strictObject({ domain: z.string(), name: z.string(), count: uint32Shape })),
  nodes: uint32Shape,
  subgraphs: uint32Shape,
  subgraphDepth: uint32Shape,
  functions: uint32Shape,
  weights: uint32Shape,
  /** Fused nodes that have a decomposition. */
  decomposed: uint32Shape,
  /** Operators without one. */
  opaque: z.array(z.string()),
});

/** What a loaded model is, as the worker read it from the files themselves. */
const integerArithmeticShape = z.strictObject({ weightBits: z.union([z.literal(0), z.literal(7), z.literal(8)]), reason: z.string().nullable() });

export const loadedModelShape = z.strictObject({
  modelId: bytes32Shape,
  planRoot: bytes32Shape,
  kind: jobKindShape,
  name: z.string(),
  /** For people. */
  title: z.string(),
  /** All files of the model. */
  sizeBytes: safeUintShape,
  /** classify: bytes of one input; else 0 */
  inputBytes: uint32Shape,
  /** generate: width of the last hidden row; embed: of the vector; classify: 0 */
  hiddenSize: uint32Shape,
  vocabSize: uint32Shape,
  maxContext: uint32Shape,
  /** generate: ends of text as the model's files name them, ascending; a client puts them into its order. */
  stopTokenIds: tokenIds,
  /** Which numeric class the manifest declares, such as "cpu-fp32" or "int-exact". */
  numericClass: z.string(),
  /** How wide the weights are that an integer model multiplies with 8-bit values; 8 also where it is none. */
  weightBits: z.union([z.literal(7), z.literal(8)]),
  /** classify: the name of each output, where the manifest has them. */
  labels: z.array(z.string()).nullable(),
  /** Operators no rule can follow: with any of them the model is shadow only (docs/protocol/models.md section 8). */
  opaque: z.array(z.string()),
  /** A float model without tokens whose folder holds a calibration: what an audit of it accuses by. Absent: it reports only. */
  tapLimits: z.strictObject({ distance: z.number(), output: z.number().nullable(), tauVersion: safeUintShape, sinceSeconds: safeUintShape }).optional(),
  loadMs: z.number(),
  /** generate: how many sequences run at once; else null, one at a time. */
  batch: batchRoomShape.nullable(),
});
export type LoadedModel = z.infer<typeof loadedModelShape>;

export const classifyResultShape = z.strictObject({
  /** Raw little-endian bytes of the logits tensor, int32 unless `dtype` says otherwise, shape `dims`. */
  logits: bytes,
  dtype: uint8Shape,
  dims: z.array(uint32Shape),
  /** One per tap of the model's plan, where evidence was asked for. */
  sketches: z.array(bytes),
  computeMs: z.number(),
  /** The most memory that the worker's process was seen to hold meanwhile. */
  mostMemoryBytes: safeUintShape,
});

export const embedResultShape = z.strictObject({
  /** The vector, float32 little-endian [1, hiddenSize]. */
  vector: bytes,
  /** One per tap of the model's plan, where evidence was asked for. */
  sketches: z.array(bytes),
  computeMs: z.number(),
  /** The most memory that the worker's process was seen to hold meanwhile. */
  mostMemoryBytes: safeUintShape,
});

export const generateResultShape = z.strictObject({
  tokens: tokenIds,
  stopReason: uint8Shape,
  /** float32 little-endian [tokens.length, hiddenSize]: row t is the last-hidden row whose logits chose tokens[t]. */
  rows: bytes,
  rowRoot: bytes32Shape,
  /** 128 bytes each: index 0 the prompt's, then one per 32 rows. */
  sketches: z.array(bytes),
  sketchRoot: bytes32Shape,
  /** From the ask to the first computation: other sequences took the room. */
  waitedMs: z.number(),
  /** From the first computation to the first token, by the clock. */
  firstUnitMs: z.number(),
  /** Time of the device: of each step, its duration divided by the sequences in it. Over all jobs it adds up to what the device worked. */
  computeMs: z.number(),
  /** Spent on sketches, hashes and row copies; part of computeMs. */
  evidenceMs: z.number(),
  /** Prompt positions taken from earlier prompts of the same scope. */
  reusedPositions: uint32Shape,
  /** The most memory that the worker's process was seen to hold meanwhile. */
  mostMemoryBytes: safeUintShape,
});

/** One prefill over prompt and tokens, compared with what the provider committed to. */
export const auditResultShape = z.strictObject({
  /** Relative L2 distance per sketch, in the order of the receipt's sketches; Infinity for one that is missing, surplus or not finite. */
  distances: z.array(errorMeasure),
  /** By how much each token misses the seeded argmax of the replay, in nats; 0 is exact, Infinity is outside the vocabulary or far outside the filters. */
  margins: z.array(errorMeasure),
  stopReasonFollows: z.boolean(),
  /** float32 little-endian [tokens, hiddenSize], the replay's own rows; null unless asked for. */
  rows: bytes.nullable(),
  computeMs: z.number(),
  /** Processor time of the whole process meanwhile, all threads. */
  cpuMs: z.number(),
});

export const replayResultShape = z.strictObject({
  traceRoot: bytes32Shape,
  /** Leaves under graphRoot. */
  graphCount: safeUintShape,
  figures: auditResultShape.pick({ distances: true, margins: true, stopReasonFollows: true }).nullable(),
  /** 128 bytes per wanted output; empty without a key. */
  list: bytes,
  named: z.array(namedNodeShape),
  opening: openingShape.nullable(),
  /** Most bytes of tensors held at one time; the model's files are not in it. */
  heldBytes: safeUintShape,
  computeMs: z.number(),
});
export type ReplayAnswer = z.infer<typeof replayResultShape>;

/** `text` is what the token adds after the one before it; where a character spans several tokens, U+FFFD. */
const scoredTokenShape = z.strictObject({ token: uint32Shape, text: z.string(), logprob: z.number() });

const probeAnswerShape = z.strictObject({
  onnxruntime: z.string(),
  executionProviders: z.array(z.strictObject({ name: executionProviderShape, usable: z.boolean(), reason: z.string().nullable() })),
  /** Whether 8-bit products on the CPU are exact, by worst-case vectors; without it no model runs in the exact tier here. */
  integerArithmetic: integerArithmeticShape,
});
export type ProbeAnswer = z.infer<typeof probeAnswerShape>;

/** provider (or a verifier, or the command line) ⇄ worker. The worker has no keys and no network; it may be killed at any instant. */
export const workerBridge = defineBridge({
  commands: {
    /** Which execution providers this runtime can really open a session on. */
    probe: {
      /** `only`: these and no others; absent: every one there is. */
      takes: z.strictObject({ only: z.array(executionProviderShape).optional() }),
      gives: probeAnswerShape,
      fails: [],
    },
    /** Loads a model folder, checking every file against its manifest; `expectModelId` refuses another model; `runtime` is native unless a check asks otherwise. */
    load: {
      takes: z.strictObject({ folder: z.string(), executionProvider: executionProviderShape, threads: z.number().int().min(0).max(256), expectModelId: bytes32Shape.nullable(), runtime: auditRuntimeShape.optional(), limits: workLimits,
        /** Only from a node of the practice network that was told to cheat: other weights under the model's id. */
        cheat: weightCheatShape.optional() }),
      gives: loadedModelShape,
      fails: ['model.notFound', 'model.corrupt', 'model.unreadable', 'model.unsupported', 'model.unknown', 'worker.loadFailed'],
    },
    /** Opens a model folder without a runtime session and says what it is, with every root that a publisher registers. */
    inspect: {
      takes: z.strictObject({ folder: z.string(), limits: workLimits }),
      gives: z.strictObject({
        modelId: bytes32Shape, name: z.string(), title: z.string(), kind: jobKindShape, numericClass: z.string(), sizeBytes: safeUintShape,
        graphRoot: bytes32Shape, weightsRoot: bytes32Shape, planRoot: bytes32Shape, /** The ModelSpec as JSON. */ specText: z.string(),
        /** Of the weights by columns (disputes.md section 1); null where no contract could judge: fused operators are opened up, or a tensor is of a type that no replay reads. */
        columnsRoot: bytes32Shape.nullable(),
        /** Operators of the replayed graph that no dispute rule covers: where replays part at one, a committee decides. */
        withoutRule: z.array(z.string()),
        report: graphReportShape,
      }),
      fails: ['model.notFound', 'model.corrupt', 'model.unreadable', 'model.unsupported'],
    },
    /** The share of time this worker computes, 0.05 to 1; between tokens it rests for the remainder. Heard at once, also while it runs. */
    setDuty: { takes: z.strictObject({ share: z.number().min(0.05).max(1) }), gives: z.strictObject({}), fails: [] },
    /** How exact 8-bit products of this provider are, by worst-case vectors. */
    testIntegers: { takes: z.strictObject({ executionProvider: executionProviderShape }), gives: integerArithmeticShape, fails: [] },
    unload: { takes: z.strictObject({ modelId: bytes32Shape }), gives: z.strictObject({}), fails: [] },
    classify: {
      takes: z.strictObject({ jobId: bytes32Shape, modelId: bytes32Shape, input: bytes, /** Whose key the sketches of the taps are under; absent: none are made. */ evidence: z.strictObject({ provider: addressShape, nonce: hexShape }).optional() }),
      gives: classifyResultShape,
      fails: ['model.unknown', 'input.wrongShape', 'worker.runFailed', 'evidence.nonFinite'],
    },
    /** One vector of a text, for a model of the kind embed; evidence as for classify. */
    embed: {
      takes: z.strictObject({ jobId: bytes32Shape, modelId: bytes32Shape, inputTokens: tokenIds, evidence: z.strictObject({ provider: addressShape, nonce: hexShape }).optional() }),
      gives: embedResultShape,
      fails: ['model.unknown', 'input.wrongShape', 'input.malformed', 'input.tooLarge', 'worker.runFailed', 'evidence.nonFinite'],
    },
    generate: {
      takes: z.strictObject({
        jobId: bytes32Shape, modelId: bytes32Shape, provider: addressShape, promptTokens: tokenIds,
        /** The client's 32 random bytes; sampler and sketch keys are derived from it. */
        nonce: hexShape, decode: decodeShape,
        /** Whose prompts may share computed beginnings with this one; absent or null shares with nobody. */
        scope: z.string().max(100).nullable().optional(),
      }),
      gives: generateResultShape,
      fails: ['model.unknown', 'input.wrongShape', 'input.tooLarge', 'worker.runFailed', 'evidence.nonFinite'],
    },
    audit: {
      takes: z.strictObject({
        jobId: bytes32Shape, modelId: bytes32Shape, provider: addressShape, promptTokens: tokenIds, tokens: tokenIds,
        nonce: hexShape, decode: decodeShape, sketches: z.array(bytes), stopReason: uint8Shape, wantsRows: z.boolean().optional(),
      }),
      gives: auditResultShape,
      fails: ['model.unknown', 'input.wrongShape', 'input.tooLarge', 'worker.runFailed', 'evidence.nonFinite'],
    },
    /** One canonical replay for a dispute on the chain, from the model's folder: nothing is written, and nothing kept (docs/protocol/disputes.md section 3). */
    replay: {
      takes: z.strictObject({
        folder: z.string(), modelId: bytes32Shape, jobId: bytes32Shape, provider: addressShape,
        /** The receipt's bundle as wire JSON; the worker parses it. */
        bundle: z.unknown(), stopReason: uint8Shape,
        /** Whether to measure what the receipt claims against this replay. */
        measures: z.boolean(),
        /** Key of the dispute's sketches: a list is made. */
        sketchKey: bytes32Shape.nullable(),
        /** The other side's list under that key: gives the nodes to name. */
        against: bytes.nullable(),
        open: z.strictObject({ rule: judgingRuleShape.exclude(['committee']), node: safeUintShape, element: safeUintShape }).nullable(),
        cheat: weightCheatShape.optional(),
      }),
      gives: replayResultShape,
      fails: ['model.notFound', 'model.corrupt', 'model.unreadable', 'model.unsupported', 'model.unknown', 'input.malformed', 'input.wrongShape', 'input.tooLarge', 'worker.runFailed', 'evidence.nonFinite'],
    },
    /** Tokenizer of a loaded model, with special tokens left in. */
    encode: { takes: z.strictObject({ modelId: bytes32Shape, text: z.string().max(100_000), limits: workLimits }), gives: z.strictObject({ tokens: tokenIds }), fails: ['model.unknown', 'input.malformed'] },
    /** A chat as the model's own template puts it; without one, the texts joined by line breaks. Templates are strangers' programs: they run here, where they can be killed. */
    encodeChat: {
      takes: z.strictObject({ modelId: bytes32Shape, messages: z.array(chatMessageShape).min(1).max(256), tools: z.array(chatToolShape).max(128), /** What the answer begins with. */ opening: z.string().max(1000).optional(), limits: workLimits }),
      gives: z.strictObject({ tokens: tokenIds, hasTemplate: z.boolean(), /** How the model writes the call of a tool; null: in no way that can be read. */ toolForm: z.enum(['toolCall']).nullable() }),
      fails: ['model.unknown', 'model.unreadable', 'input.malformed'],
    },
    /** How likely each token from index `from` on was to the model, natural logarithms of the plain softmax, with the `top` most likely beside it: one prefill. */
    score: {
      takes: z.strictObject({ modelId: bytes32Shape, promptTokens: tokenIds, tokens: tokenIds, from: uint32Shape, top: z.number().int().min(0).max(20) }),
      gives: z.strictObject({ tokens: z.array(scoredTokenShape.extend({ top: z.array(scoredTokenShape) })) }),
      fails: ['model.unknown', 'input.wrongShape', 'input.tooLarge', 'worker.runFailed', 'evidence.nonFinite'],
    },
    decode: { takes: z.strictObject({ modelId: bytes32Shape, tokens: tokenIds }), gives: z.strictObject({ text: z.string() }), fails: ['model.unknown', 'input.malformed'] },
  },
  topics: {
    /** How far an audit in several segments is. */
    auditProgress: z.strictObject({ jobId: bytes32Shape, positions: uint32Shape, of: uint32Shape }),
    /** New tokens of a running job, at most every 50 ms. `done` counts all so far. */
    progress: z.strictObject({ jobId: bytes32Shape, tokens: tokenIds, done: uint32Shape, elapsedMs: safeUintShape }),
  },
});
