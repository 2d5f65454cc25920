import { readFileSync, writeFileSync } from 'node:fs';
import { bundleHashOf, decodeHashOf, inputRootOf, outputRootOf, type Bundle } from '../../electron/protocol/bundle.ts';
import { compareBytes, fromHex, toHex, u32LE } from '../../electron/protocol/bytes.ts';
import { deriveSalt, deriveSamplerKey, deriveSketchKey, nonceCommitOf, seedHashOf } from '../../electron/protocol/keys.ts';
import { modelIdOf, planRootOf, type AuditPlan, type ModelSpec } from '../../electron/protocol/modelSpec.ts';
import { exp, ln } from '../../electron/protocol/realMath.ts';
import { createSampler } from '../../electron/protocol/sampler.ts';
import { buildSearchTree, verifySearchPath, type SearchLeaf, type SearchStep } from '../../electron/protocol/searchTree.ts';
import { sketchRoot, sketchRows } from '../../electron/protocol/sketch.ts';
import { dtype, tensorRoot, tokenTensor, type TensorBytes } from '../../electron/protocol/tensor.ts';
import { merkleProof, merkleRoot, treeTag } from '../../electron/protocol/tree.ts';
import { signingDigest, structHash, type Domain, type JobOrder, type Receipt, type Vote, type Voucher } from '../../electron/protocol/typedData.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import type { JobDecode } from '../../electron/shared/decode.ts';
import { forgeSearchTree } from '../support/forgedSearchTree.ts';
import { addressOf, bytesOf, floatsOf, hexOf, logitsOf } from './labels.ts';

/**
 * Writes the golden vectors of the protocol, or with `--check` compares them with what the code gives now. They were written once; a
 * difference means that receipts made before can no longer be verified.
 *
 *   node test/vectors/generate.ts --check
 */
const bitsOf = (value: number): string => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getBigUint64(0).toString(16).padStart(16, '0');
};

function buildTrees(): unknown {
  return [0, 1, 2, 3, 5, 8, 33].map((count) => {
    const leaves = Array.from({ length: count }, (_, i) => bytesOf(`leaf ${i}`));
    return {
      count, leaves: leaves.map(toHex),
      roots: Object.fromEntries(Object.entries(treeTag).map(([name, tag]) => [name, toHex(merkleRoot(p, tag, leaves))])),
      proofs: leaves.map((_, index) => merkleProof(p, treeTag.anchorBatch, leaves, index).map(toHex)),
    };
  });
}

/** Honest trees, and those of a cheat: repeated keys, out of order, false pivots. `shown` are the places whose path holds. */
function buildSearchTrees(): unknown {
  const tag = treeTag.voteBatch;
  const leafOf = (key: number, salt: number): SearchLeaf => ({ key: bytesOf(`key ${key}`), content: bytesOf(`vote ${key} ${salt}`) });
  const inOrder = (leaves: readonly SearchLeaf[]): SearchLeaf[] => leaves.toSorted((a, b) => compareBytes(a.key, b.key));
  const many = (count: number, keys: number): SearchLeaf[] => Array.from({ length: count }, (_, i) => leafOf(i % keys, i));
  const of = (name: string, leaves: readonly SearchLeaf[], { root, paths }: { root: Uint8Array; paths: readonly (readonly SearchStep[])[] }) => ({
    name, count: leaves.length, root: toHex(root), leaves: leaves.map(({ key, content }, i) => ({ key: toHex(key), content: toHex(content), path: paths[i]!.map(({ pivot, sibling }) => ({ pivot: toHex(pivot), sibling: toHex(sibling) })) })),
    shown: leaves.flatMap((leaf, index) => (verifySearchPath(p, { ...leaf, tag, count: leaves.length, index, path: paths[index]!, root }) ? [index] : [])),
  });
  const honest = [1, 2, 3, 5, 8, 21].map((count) => {
    const leaves = inOrder(many(count, count));
    const tree = buildSearchTree(p, tag, leaves);
    return of(`${count} votes`, leaves, { root: tree.root, paths: leaves.map((_, i) => tree.path(i)) });
  });
  const forged = (name: string, leaves: readonly SearchLeaf[], pivotOf = (middle: number): Uint8Array => leaves[middle]!.key) => of(name, leaves, forgeSearchTree(tag, leaves, (_from, middle) => pivotOf(middle)));
  return [
    ...honest,
    forged('one vote eight times', many(8, 1)), forged('one vote eight times, pivots above it', many(8, 1), () => new Uint8Array(32).fill(255)), forged('one vote eight times, pivots of other keys', many(8, 1), (middle) => bytesOf(`key ${middle}`)),
    forged('three votes in thirteen places, in order', inOrder(many(13, 3))), forged('three votes in thirteen places, out of order', many(13, 3)), forged('out of order, no vote twice', inOrder(many(7, 7)).reverse()),
  ];
}

function buildTensors(): unknown {
  const tensors: Record<string, TensorBytes> = {
    empty: { dtype: dtype.uint8, dims: [0], body: new Uint8Array(0) },
    scalar: { dtype: dtype.float32, dims: [], body: new Uint8Array([0, 0, 128, 63]) },
    minusZero: { dtype: dtype.float32, dims: [1], body: new Uint8Array([0, 0, 0, 128]) },
    oneBlock: { dtype: dtype.uint8, dims: [1, 64, 64], body: bytesOf('one block', 4096) },
    twoBlocks: { dtype: dtype.uint8, dims: [4097], body: bytesOf('two blocks', 4097) },
    tokens: tokenTensor([0, 1, 50256, 4294967295]),
  };
  return Object.entries(tensors).map(([name, tensor]) => ({ name, dtype: tensor.dtype, dims: tensor.dims, body: toHex(tensor.body), root: toHex(tensorRoot(p, tensor)) }));
}

function buildKeys(): unknown {
  return [0, 1, 2].map((i) => {
    const [nonce, jobId, provider] = [bytesOf(`nonce ${i}`), hexOf(`job ${i}`), addressOf(`provider ${i}`)];
    const samplerKey = deriveSamplerKey(p, nonce, jobId);
    return {
      nonce: toHex(nonce), jobId, provider, samplerKey: toHex(samplerKey), sketchKey: toHex(deriveSketchKey(p, nonce, jobId, provider)),
      saltInput: toHex(deriveSalt(p, nonce, jobId, 'input')), saltOutput: toHex(deriveSalt(p, nonce, jobId, 'output')),
      nonceCommit: nonceCommitOf(p, nonce), seedHash: seedHashOf(p, samplerKey),
    };
  });
}

const plainDecode: JobDecode = {
  samplerVersion: 1, temperatureMicro: 1_000_000, topK: 0, topPMicro: 1_000_000, minPMicro: 0, repetitionPenaltyMicro: 1_000_000, maxNewTokens: 16, stopTokenIds: [],
};
const decodes: Record<string, Partial<JobDecode>> = {
  plain: {}, cold: { temperatureMicro: 300_000 }, hot: { temperatureMicro: 2_500_000 }, coldest: { temperatureMicro: 1 }, argmax: { temperatureMicro: 0 },
  topK: { topK: 5 }, topK1: { topK: 1 }, topP: { topPMicro: 700_000 }, minP: { minPMicro: 100_000 }, minPWhole: { minPMicro: 1_000_000 },
  penalty: { repetitionPenaltyMicro: 1_300_000 }, penaltyArgmax: { repetitionPenaltyMicro: 3_000_000, temperatureMicro: 0 },
  all: { temperatureMicro: 800_000, topK: 40, topPMicro: 950_000, minPMicro: 20_000, repetitionPenaltyMicro: 1_100_000 },
};
function buildSampler(): unknown {
  return Object.entries(decodes).flatMap(([name, change]) => [false, true].map((ties) => {
    const decode = { ...plainDecode, ...change };
    const vocabSize = 257;
    const samplerKey = bytesOf('sampler key');
    const sampler = createSampler(p, { samplerKey, decode, vocabSize });
    const history = [3, 5, 8];
    const tokens: number[] = [];
    for (let position = 0; position < 12; position++) {
      const token = sampler.choose(logitsOf(`logits ${position}`, vocabSize, ties), position, history);
      tokens.push(token);
      history.push(token);
    }
    return { name, ties, decode, vocabSize, samplerKey: toHex(samplerKey), prompt: [3, 5, 8], tokens };
  }));
}

function buildRealMath(): unknown {
  const logs = [1, 0.5, 2, Math.SQRT2, Math.SQRT1_2, 0.5 / 4294967296, 4294967295.5 / 4294967296, 1e-300, 1e300, 2.2250738585072014e-308, 22.9, ...floatsOf('ln', 50, 1).map(Math.abs)];
  const exps = [0, 1, -1, 0.5, 709.782712893384, -745.1332191019411, -708.5, -740, 88, -88, 1e-20, ...floatsOf('exp', 50, 700)];
  return { ln: logs.map((x) => [bitsOf(x), bitsOf(ln(x))]), exp: exps.map((x) => [bitsOf(x), bitsOf(exp(x))]) };
}

function buildSketches(): unknown {
  const key = bytesOf('sketch key');
  const cases = [[0, 1], [1, 5], [1, 64], [2, 64], [7, 2048]].map(([position, count]) => {
    const rows = floatsOf(`rows ${position} ${count}`, count!, 4);
    return { position: position!, rows: toHex(new Uint8Array(rows.buffer)), sketch: toHex(sketchRows(p, key, position!, rows)) };
  });
  return { key: toHex(key), cases, root: toHex(sketchRoot(p, cases.map(({ sketch }) => fromHex(sketch)))) };
}

const domain: Domain = { name: 'Hearth', version: '1', chainId: 31337, verifyingContract: addressOf('escrow') };

function buildTypedData(): unknown {
  const order: JobOrder = {
    jobId: hexOf('job'), client: addressOf('client'), provider: addressOf('node'), app: addressOf('app'), reservationId: hexOf('reservation'), modelId: hexOf('model'),
    tauVersion: 1, splitVersion: 1, inputRoot: hexOf('input'), decodeHash: hexOf('decode'), nonceCommit: hexOf('commit'), tier: 1, auditPolicy: 2, maxUnitsIn: 4294967295,
    maxUnitsOut: 256, priceInWei: 10n ** 12n, priceOutWei: 2n ** 256n - 1n, deadlineSeconds: 1_900_000_000, deliveryKey: hexOf('delivery'),
  };
  const receipt: Receipt = {
    orderHash: signingDigest(domain, 'JobOrder', order),
    exec: { modelId: hexOf('model'), planRoot: hexOf('plan'), runtimeId: hexOf('runtime'), classId: 10 },
    io: { inputRoot: hexOf('input'), outputRoot: hexOf('output'), seedHash: hexOf('seed'), unitsIn: 17, unitsOut: 256, stopReason: 2 },
    trace: { rowRoot: hexOf('rows'), sketchRoot: hexOf('sketches'), tapRoot: hexOf('taps') },
    meter: { startedAtMs: 1_800_000_000_000, finishedAtMs: Number.MAX_SAFE_INTEGER, queueMs: 0, firstUnitMs: 31, computeMs: 4294967295 },
    provider: addressOf('node'), epoch: 3, seq: 2 ** 40, prev: hexOf('previous'), bundleHash: hexOf('bundle'),
  };
  const vote: Vote = { receiptHash: signingDigest(domain, 'Receipt', receipt), verifier: addressOf('verifier'), round: 1, verdict: 2, kind: 1, chunk: 7, evidenceRoot: hexOf('evidence'), salt: hexOf('salt') };
  const voucher: Voucher = { client: addressOf('client'), provider: addressOf('node'), app: addressOf('app'), modelId: hexOf('model'), count: 1000, cumulativeWei: 123_456_789_012_345_678_901n, receiptsRoot: hexOf('receipts') };
  const entry = <T extends 'JobOrder' | 'Receipt' | 'Vote' | 'Voucher'>(type: T, value: Parameters<typeof structHash<T>>[1]) => ({ type, value, structHash: structHash(type, value), digest: signingDigest(domain, type, value) });
  return { domain, cases: [entry('JobOrder', order), entry('Receipt', receipt), entry('Vote', vote), entry('Voucher', voucher)] };
}

function buildDocuments(): unknown {
  const plan: AuditPlan = { format: 'hearth-plan/1', rowTensor: 'last_hidden', taps: [], unit: 'token', chunk: 32, opaque: [] };
  const spec: ModelSpec = {
    format: 'hearth-model/1', kind: 'generate', onnxSha256: hexOf('onnx'), externalData: [{ path: 'weights.bin', sha256: hexOf('weights file'), sizeBytes: 4096 }], weightsRoot: hexOf('weights'),
    graphRoot: hexOf('graph'), planRoot: planRootOf(p, plan), tokenizerSha256: null, stopTokenIds: [2], maxContext: 2048, whitenSha256: null,
  };
  const [nonce, jobId] = [bytesOf('bundle nonce'), hexOf('job')];
  const input = { dtype: dtype.uint8, dims: [1, 8], body: toHex(bytesOf('pixels', 8)) };
  const output = { dtype: dtype.int32, dims: [1, 2], body: toHex(new Uint8Array([...u32LE(5), ...u32LE(9)])) };
  const bundles: Bundle[] = [
    { format: 'hearth-bundle/1', kind: 'classify', nonce: toHex(nonce), classId: 10, input, output },
    { format: 'hearth-bundle/1', kind: 'generate', nonce: toHex(nonce), classId: 1, decode: plainDecode, promptTokens: [1, 2, 3], tokens: [4, 5], sketches: [toHex(bytesOf('sketch 0', 128)), toHex(bytesOf('sketch 1', 128))] },
  ];
  const tensor = { ...input, body: fromHex(input.body) };
  return {
    plan, planRoot: planRootOf(p, plan), spec, modelId: modelIdOf(p, spec), bundles: bundles.map((bundle) => ({ bundle, bundleHash: bundleHashOf(p, bundle) })),
    decodeHash: decodeHashOf(p, plainDecode, 1), decodeHashNone: decodeHashOf(p, null, 10), decodeHashUnpinned: decodeHashOf(p, plainDecode, undefined),
    salted: { nonce: toHex(nonce), jobId, tensor: input, inputRoot: inputRootOf(p, nonce, jobId, tensor), outputRoot: outputRootOf(p, nonce, jobId, tensor) },
  };
}

const files: Record<string, unknown> = {
  trees: buildTrees(), searchTrees: buildSearchTrees(), tensors: buildTensors(), keys: buildKeys(), sampler: buildSampler(), realMath: buildRealMath(), sketches: buildSketches(), typedData: buildTypedData(), documents: buildDocuments(),
};
const isCheck = process.argv.includes('--check');
const different: string[] = [];
for (const [name, value] of Object.entries(files)) {
  const path = new URL(`${name}.json`, import.meta.url);
  const text = `${JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? part.toString() : part), 1)}\n`;
  if (!isCheck) writeFileSync(path, text);
  else if (readFileSync(path, 'utf8') !== text) different.push(name);
}
if (different.length > 0) {
  process.stderr.write(`These vectors are not what the code gives: ${different.join(', ')}\n`);
  process.exitCode = 1;
}
