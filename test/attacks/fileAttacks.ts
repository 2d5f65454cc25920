import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Wallet } from 'ethers/wallet';
import { decodeHashOf, inputRootOf, type Bundle } from '../../electron/protocol/bundle.ts';
import { equalBytes, toHex } from '../../electron/protocol/bytes.ts';
import { deriveSamplerKey, nonceCommitOf, seedHashOf } from '../../electron/protocol/keys.ts';
import { localDomain as domain } from '../../electron/protocol/localDomain.ts';
import { numericClass, splitVersion, tauVersion, thresholdsOf } from '../../electron/protocol/numericClass.ts';
import { formatReceiptFile, parseReceiptFile, type ReceiptFile } from '../../electron/protocol/receiptFile.ts';
import { signDigest } from '../../electron/protocol/signature.ts';
import { tokenTensor } from '../../electron/protocol/tensor.ts';
import { signingDigest, verdict, voteKind, type JobOrder, type Vote } from '../../electron/protocol/typedData.ts';
import { isVerified, verifyReceiptFile, zeroHash } from '../../electron/protocol/verify.ts';
import { decideReceipt } from '../../electron/programs/signer/decideSigning.ts';
import { classify, describeClassifier } from '../../electron/services/inference/classify.ts';
import { openSession } from '../../electron/services/inference/session.ts';
import { buildReceipt } from '../../electron/services/jobs/buildReceipt.ts';
import type { Job } from '../../electron/services/jobs/job.ts';
import { ModelSchema } from '../../electron/services/models/onnx/onnx_pb.ts';
import { openModelFolder, type OpenedModel } from '../../electron/services/models/openModelFolder.ts';
import { judgeGeneration } from '../../electron/services/practice/judgeAudit.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import type { Hex } from '../../electron/shared/units.ts';
import { fromBinary, toBinary } from '@bufbuild/protobuf';
import { rowRoot } from '../../electron/protocol/rows.ts';
import type { Random } from './random.ts';
import { audit, modelsFolder, node, refit, type Claim, type Subject } from './subject.ts';

export type Outcome = { readonly caught: boolean; readonly differs: boolean; readonly ms: number; /** Generated chunks looked at until it showed. */ readonly chunks?: number };
export type FileAttack = {
  /** A model runs in every trial. */
  readonly isSlow?: boolean;
  readonly name: string; readonly subject: string; readonly expected: string; readonly note: string;
  readonly attempt: (n: number, random: Random) => Promise<Outcome>;
};

export const fileAttackNames = [
  'edited receipt', 'forged receipt', 'receipt for another job', "seed of the provider's choosing", 'stale model', 'class lie: another class in the receipt', 'sequence fork', 'lying vote against an honest receipt',
  'lying vote for an edited answer', 'pruned weights', 'answer of another input', 'one bit of the output',
];

export const client = new Wallet(`0x${'31'.repeat(32)}`);
const stranger = new Wallet(`0x${'33'.repeat(32)}`);
const nobody = `0x${'00'.repeat(20)}`;
const runtime = { ort: 'suite', os: 'suite' };

/** An order and receipt about a claim, signed as a node would sign them, in place `seq` of its chain. */
export function fileOf(subject: Subject, claim: Claim, place: { readonly seq: number; readonly prev: string }): ReceiptFile {
  const { request, tokens, sketches } = claim;
  const { jobId, nonce, decode, promptTokens } = request;
  const order: JobOrder = {
    jobId, client: client.address, provider: node.address, app: nobody, reservationId: zeroHash, modelId: subject.model.modelId, tauVersion, splitVersion,
    inputRoot: inputRootOf(p, nonce, jobId, tokenTensor(promptTokens)), decodeHash: decodeHashOf(p, decode, numericClass['cpu-fp32']), nonceCommit: nonceCommitOf(p, nonce), tier: 1, auditPolicy: 0,
    maxUnitsIn: 512, maxUnitsOut: 512, priceInWei: 1n, priceOutWei: 2n, deadlineSeconds: 2_000_000_000, deliveryKey: zeroHash,
  };
  const bundle: Bundle = { format: 'hearth-bundle/1', kind: 'generate', nonce: toHex(nonce), classId: numericClass['cpu-fp32'], decode, promptTokens: [...promptTokens], tokens: [...tokens], sketches: sketches.map(toHex) };
  const job = { request: { order, domain }, admittedAtMs: 1_900_000_000_000 } as unknown as Job;
  const receipt = buildReceipt(p, job, bundle, runtime, {
    planRoot: subject.model.planRoot, classId: numericClass['cpu-fp32'], rowRoot: toHex(rowRoot(p, claim.rows!, subject.provider.hiddenSize)), stopReason: claim.stopReason,
    startedAtMs: 1_900_000_000_000, finishedAtMs: 1_900_000_000_900, firstUnitMs: 1, computeMs: 1,
  }, { provider: node.address, epoch: 1, ...place });
  return {
    format: 'hearth-receipt/1', network: 'local', domain, order, orderSignature: signDigest(client.privateKey, signingDigest(domain, 'JobOrder', order)), receipt,
    receiptSignature: signDigest(node.privateKey, signingDigest(domain, 'Receipt', receipt)), bundle, runtime, votes: [], voucher: null, anchor: null, payment: null,
  };
}

export const resign = (file: ReceiptFile, by: Wallet): ReceiptFile => ({ ...file, receiptSignature: signDigest(by.privateKey, signingDigest(domain, 'Receipt', file.receipt)) });
export const first = { seq: 0, prev: zeroHash };

const timed = <T>(work: () => T): { value: T; ms: number } => {
  const start = performance.now();
  const value = work();
  return { value, ms: performance.now() - start };
};
/** Whether checking the file alone finds fault with it. */
export const refusesFile = (file: ReceiptFile): Outcome => {
  const { value, ms } = timed(() => !isVerified(verifyReceiptFile(p, file).checks));
  return { caught: value, differs: true, ms };
};

type Leaf = { readonly holder: Record<string, unknown>; readonly key: string };
function leavesOf(value: unknown, out: Leaf[] = []): Leaf[] {
  if (typeof value !== 'object' || value === null) return out;
  for (const [key, item] of Object.entries(value)) {
    if (typeof item === 'object') leavesOf(item, out);
    else out.push({ holder: value as Record<string, unknown>, key });
  }
  return out;
}

/** One digit of one value changed: a bit or so, anywhere that a signature or hash answers for. */
function flip({ holder, key }: Leaf, random: Random): void {
  const value = holder[key];
  if (typeof value === 'number') holder[key] = value ^ 1;
  else if (typeof value === 'string') {
    const at = value.startsWith('0x') ? 2 + random.below(value.length - 2) : random.below(value.length);
    const digit = parseInt(value[at]!, 16);
    holder[key] = value.slice(0, at) + (Number.isNaN(digit) ? 'x' : (digit ^ 1).toString(16)) + value.slice(at + 1);
  }
}

export async function fileAttacks(subject: Subject): Promise<{ attacks: FileAttack[]; close: () => Promise<void> }> {
  const attacks: FileAttack[] = [
    {
      name: 'edited receipt', subject: 'files', expected: '100 %', note: 'one digit anywhere in order, receipt, bundle, runtime or a signature',
      async attempt(n, random) {
        const raw = JSON.parse(formatReceiptFile(fileOf(subject, await subject.honest(n), first))) as Record<string, unknown>;
        const leaves = leavesOf({ order: raw['order'], receipt: raw['receipt'], bundle: raw['bundle'], runtime: raw['runtime'] });
        const signatures = ['orderSignature', 'receiptSignature'].map((key) => ({ holder: raw, key }));
        const among = [...leaves, ...signatures];
        flip(among[random.below(among.length)]!, random);
        const start = performance.now();
        const parsed = parseReceiptFile(Buffer.from(JSON.stringify(raw)));
        const caught = !parsed.ok || !isVerified(verifyReceiptFile(p, parsed.file).checks);
        return { caught, differs: true, ms: performance.now() - start };
      },
    },
    {
      name: 'forged receipt', subject: 'files', expected: '100 %', note: 'consistent throughout, signed by another key',
      attempt: async (n) => refusesFile(resign(fileOf(subject, await subject.honest(n), first), stranger)),
    },
    {
      name: 'receipt for another job', subject: 'files', expected: '100 %', note: 'an old receipt and bundle under a new order',
      async attempt(n) {
        const [old, wanted] = [fileOf(subject, await subject.honest(n), first), fileOf(subject, await subject.honest(n + 1), first)];
        return refusesFile({ ...old, order: wanted.order, orderSignature: wanted.orderSignature });
      },
    },
    {
      name: 'seed of the provider\'s choosing', subject: 'files', expected: '100 %', note: 'another nonce in bundle and receipt, signed by the node: the order commits to the client\'s',
      async attempt(n, random) {
        const file = fileOf(subject, await subject.honest(n), first);
        const nonce = random.bytes(32);
        const bundle = { ...file.bundle, nonce: toHex(nonce) };
        const receipt = { ...file.receipt, io: { ...file.receipt.io, seedHash: seedHashOf(p, deriveSamplerKey(p, nonce, file.order.jobId as Hex)) } };
        return refusesFile(resign({ ...file, bundle, receipt }, node));
      },
    },
    {
      name: 'stale model', subject: 'files', expected: '100 %', note: 'the receipt names another model than the order',
      async attempt(n, random) {
        const file = fileOf(subject, await subject.honest(n), first);
        return refusesFile(resign({ ...file, receipt: { ...file.receipt, exec: { ...file.receipt.exec, modelId: toHex(random.bytes(32)) } } }, node));
      },
    },
    {
      name: 'class lie: another class in the receipt', subject: 'files', expected: '100 %', note: 'the order pins cpu-fp32, the receipt names a class that nobody is accused in',
      attempt: async (n) => {
        const file = fileOf(subject, await subject.honest(n), first);
        return refusesFile(resign({ ...file, receipt: { ...file.receipt, exec: { ...file.receipt.exec, classId: numericClass['cuda-fp16'] } } }, node));
      },
    },
    {
      name: 'sequence fork', subject: 'files', expected: '100 %', note: 'a second receipt in a place already signed, or for a job already signed: the signer refuses',
      async attempt(n) {
        const [one, two] = [fileOf(subject, await subject.honest(n), first), fileOf(subject, await subject.honest(n + 1), first)];
        const entry = { jobId: one.order.jobId as Hex, orderHash: one.receipt.orderHash as Hex, receiptHash: signingDigest(domain, 'Receipt', one.receipt), epoch: 1, seq: 0, atMs: 1 };
        const facts = { node: node.address as Hex, epoch: 1, network: { domain, stakeManager: nobody, practice: true, operator: null, contracts: {} }, last: entry };
        const sameJob = { ...one.receipt, seq: 1, prev: entry.receiptHash };
        const { value, ms } = timed(() => [
          decideReceipt({ order: two.order, orderSignature: two.orderSignature, receipt: two.receipt }, { ...facts, ofJob: undefined }),
          decideReceipt({ order: one.order, orderSignature: one.orderSignature, receipt: sameJob }, { ...facts, ofJob: entry }),
        ]);
        return { caught: value.every(({ sign }) => !sign), differs: true, ms };
      },
    },
    {
      name: 'lying vote against an honest receipt', isSlow: true, subject: subject.name, expected: '100 %', note: 'the replay that anyone can run contradicts what the vote names',
      attempt: (n) => contradict(subject, n, verdict.reject),
    },
    {
      name: 'lying vote for an edited answer', isSlow: true, subject: subject.name, expected: '100 %', note: 'the same, the other way round',
      attempt: (n) => contradict(subject, n, verdict.accept),
    },
  ];
  const digits = await digitAttacks();
  return { attacks: [...attacks, ...digits.attacks], close: digits.close };
}

/** A verifier signs what is not so; a replay by somebody else settles it. */
async function contradict(subject: Subject, n: number, says: number): Promise<Outcome> {
  const honest = await subject.honest(n);
  const edited = honest.tokens.map((token, i) => (i === 0 ? 3 + ((token + 700) % (subject.provider.vocabSize - 3)) : token));
  const claim = says === verdict.reject ? honest : await refit(subject.provider, honest.request, edited, honest.stopReason);
  const file = fileOf(subject, claim, first);
  const vote: Vote = {
    receiptHash: signingDigest(domain, 'Receipt', file.receipt), verifier: stranger.address, round: 0, verdict: says,
    kind: says === verdict.reject ? voteKind.sketch : voteKind.none, chunk: says === verdict.reject ? 1 : 0, evidenceRoot: zeroHash, salt: zeroHash,
  };
  const { figures, ms } = await audit(subject.auditor, claim, { withToploc: false });
  return { caught: judgeGeneration(figures, thresholdsOf(numericClass['cpu-fp32'], tauVersion, claim.request.decode), numericClass['cpu-fp32']).verdict !== vote.verdict, differs: true, ms };
}

/** The integer classifier: an audit runs it again and compares bytes. */
async function digitAttacks(): Promise<{ attacks: FileAttack[]; close: () => Promise<void> }> {
  const folder = join(modelsFolder, 'digits');
  const model = await openModelFolder(p, folder);
  const { samples } = JSON.parse(readFileSync(join(folder, 'heldOut.json'), 'utf8')) as { samples: { pixels: number[] }[] };
  const open = async (opened: OpenedModel) => describeClassifier(await openSession(opened, { executionProvider: 'cpu', threads: 1 }));
  const reweigh = (change: (value: number) => number): OpenedModel => {
    const parsed = fromBinary(ModelSchema, model.sessionBytes);
    for (const tensor of parsed.graph!.initializer) if (tensor.dataType === 3) tensor.rawData = new Uint8Array(Int8Array.from(new Int8Array(tensor.rawData.slice().buffer), change).buffer);
    return { ...model, sessionBytes: toBinary(ModelSchema, parsed) };
  };
  const [own, coarse, pruned] = [await open(model), await open(reweigh((value) => Math.max(-128, Math.min(112, Math.round(value / 16) * 16)))), await open(reweigh((value) => (Math.abs(value) < 6 ? 0 : value)))];
  const outputOf = async (classifier: typeof own, n: number): Promise<Uint8Array> => (await classify(classifier, Uint8Array.from(samples[n % samples.length]!.pixels), () => performance.now())).logits.slice();
  const compared = (claimed: (n: number, random: Random) => Promise<Uint8Array>) => async (n: number, random: Random): Promise<Outcome> => {
    const output = await claimed(n, random);
    const start = performance.now();
    const again = await outputOf(own, n);
    const differs = !equalBytes(output, again);
    // The audit of an exact model is this comparison, so an equal output is no fault: the work was worth what was paid.
    return { caught: differs, differs, ms: performance.now() - start };
  };
  const exact = { subject: 'digits', expected: '100 % of outputs that differ' };
  return {
    attacks: [
      { ...exact, name: 'int4 weights', note: 'equal outputs cannot be told apart and harm nobody', attempt: compared((n) => outputOf(coarse, n)) },
      { ...exact, name: 'pruned weights', note: 'small weights set to 0', attempt: compared((n) => outputOf(pruned, n)) },
      { ...exact, name: 'answer of another input', note: '', attempt: compared((n) => outputOf(own, n + 1)) },
      {
        ...exact, name: 'one bit of the output', note: '',
        attempt: compared(async (n, random) => {
          const output = await outputOf(own, n);
          output[random.below(output.length)]! ^= 1 << random.below(8);
          return output;
        }),
      },
    ],
    async close() {
      for (const { session } of [own, coarse, pruned]) await session.release();
    },
  };
}
