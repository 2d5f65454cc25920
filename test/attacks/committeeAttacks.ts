import { Wallet } from 'ethers/wallet';
import { applyAuditOutcome, auditProbabilityOf, freshAuditRecord } from '../../electron/protocol/adaptiveAudit.ts';
import { toHex } from '../../electron/protocol/bytes.ts';
import { committeeSizes } from '../../electron/protocol/committee.ts';
import { localDomain as domain } from '../../electron/protocol/localDomain.ts';
import { comparisonDigest, messageDigest, type AuditReply, type AuditRequest } from '../../electron/protocol/messages.ts';
import type { ReceiptFile } from '../../electron/protocol/receiptFile.ts';
import { openRows } from '../../electron/protocol/rowOpening.ts';
import { signDigest } from '../../electron/protocol/signature.ts';
import { verdict } from '../../electron/protocol/typedData.ts';
import { auditGeneration } from '../../electron/services/audit/auditGeneration.ts';
import { startRun } from '../../electron/services/inference/decoder.ts';
import { requestFromWire } from '../../electron/services/inference/generate.ts';
import { askChunk, type AskedRows } from '../../electron/services/practice/askRows.ts';
import { runCommittee, type CommitteeResult, type VerifierPeer } from '../../electron/services/practice/auditCommittee.ts';
import { createVerifier, type VerifierDependencies } from '../../electron/services/practice/verifier.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import { HearthError } from '../../electron/shared/errors.ts';
import type { Hex } from '../../electron/shared/units.ts';
import type { LoadedModel } from '../../electron/shared/workerBridge.ts';
import { client, fileOf, first, type FileAttack, type Outcome } from './fileAttacks.ts';
import type { Random } from './random.ts';
import { refit, type Claim, type Subject } from './subject.ts';

export const committeeAttackNames = [
  'lazy verifier', 'copied vote', 'false accusation', 'two of three verifiers lie together', 'withheld rows', 'opened rows changed', 'sketches not made of the committed rows',
];

type Ask = (command: string, input: AuditInput) => Promise<Record<string, unknown>>;
type AuditInput = Parameters<typeof requestFromWire>[0] & { readonly tokens: number[]; readonly sketches: Uint8Array[]; readonly stopReason: number };

/** What a worker answers to `audit`, computed in this process. */
const honestAsk = (subject: Subject): Ask => async (_command, input) => {
  const { auditor } = subject;
  const run = startRun(auditor, { wantsCache: false });
  try {
    const replay = { ...run, vocabSize: auditor.vocabSize, hiddenSize: auditor.hiddenSize, maxContext: auditor.maxContext };
    const { rows, ...figures } = await auditGeneration(p, replay, { request: requestFromWire(input), tokens: input.tokens, sketches: input.sketches, stopReason: input.stopReason });
    return { ...figures, rows: new Uint8Array(rows.buffer), computeMs: 0, cpuMs: 0 };
  } finally {
    run.close();
  }
};

/** Says that all is well, and has rows of nothing. */
const lazyAsk = (subject: Subject, random: Random): Ask => (_command, input) => {
  const rows = Float32Array.from({ length: input.tokens.length * subject.auditor.hiddenSize }, () => random.normal());
  return Promise.resolve({ distances: input.sketches.map(() => 1e-7), margins: input.tokens.map(() => 0), stopReasonFollows: true, rows: new Uint8Array(rows.buffer), computeMs: 0, cpuMs: 0 });
};

/** Computes, and says that the first token is not the seed's. */
const accusingAsk = (subject: Subject): Ask => async (command, input) => {
  const figures = await honestAsk(subject)(command, input);
  return { ...figures, margins: [9, ...(figures['margins'] as number[]).slice(1)] };
};

const wallets = Array.from({ length: 5 }, (_, i) => new Wallet(`0x${(0x51 + i).toString(16).repeat(32)}`));

function verifierOf(subject: Subject, wallet: Wallet, ask: Ask, random: Random): VerifierPeer {
  const { model, auditor } = subject;
  const loaded = { modelId: model.modelId, planRoot: model.planRoot, kind: 'generate', name: model.manifest.name, numericClass: model.manifest.numericClass, hiddenSize: auditor.hiddenSize } as LoadedModel;
  const verifier = createVerifier({
    p, domain, account: { address: wallet.address, privateKey: wallet.privateKey }, models: new Map([[model.modelId, loaded]]), randomBytes: (count) => random.bytes(count),
    worker: () => Promise.resolve({ ask } as unknown as Awaited<ReturnType<VerifierDependencies['worker']>>),
  });
  return { address: wallet.address, ask: (request) => verifier.answer(request) };
}

/** Signs the digest that somebody else committed to as its own, and shows that one's vote under its name. */
function copierOf(wallet: Wallet, victim: VerifierPeer): VerifierPeer {
  return {
    address: wallet.address,
    async ask(request: AuditRequest, signal: AbortSignal): Promise<AuditReply> {
      const theirs = await victim.ask(request, signal);
      if (theirs.kind === 'committed') return { kind: 'committed', commit: { verifier: wallet.address, digest: theirs.commit.digest, signature: signDigest(wallet.privateKey, theirs.commit.digest as Hex) } };
      return theirs.kind === 'revealed' ? { ...theirs, vote: { ...theirs.vote, verifier: wallet.address } } : theirs;
    },
  };
}

/** Says of its accomplice that it worked, and of everybody else that they did not. */
function vouchingFor(peer: VerifierPeer, wallet: Wallet, accomplice: string): VerifierPeer {
  return {
    address: peer.address,
    async ask(request, signal) {
      const reply = await peer.ask(request, signal);
      if (reply.kind !== 'compared') return reply;
      const comparison = { ...reply.comparison, distancesNano: reply.comparison.distancesNano.map(({ of }) => ({ of, nano: of === accomplice ? 0 : 1e9 })) };
      return { kind: 'compared', comparison, signature: signDigest(wallet.privateKey, messageDigest(comparisonDigest(p, comparison))) };
    },
  };
}

const never = new AbortController().signal;
const hold = (subject: Subject, random: Random, special: readonly VerifierPeer[]): readonly VerifierPeer[] =>
  wallets.map((wallet) => special.find(({ address }) => address === wallet.address) ?? verifierOf(subject, wallet, honestAsk(subject), random));

type Sat = { readonly result: CommitteeResult; readonly ms: number };
async function sit(peers: readonly VerifierPeer[], file: ReceiptFile, claim: Claim, random: Random): Promise<Sat> {
  const startMs = performance.now();
  const openChunk = () => answerRows(file, claim, 0).then((asked) => (asked.kind === 'opened' ? asked.chunk : null));
  const result = await runCommittee({ p, peers, sizes: committeeSizes.practice, beacon: toHex(random.bytes(32)), openChunk, pauseMs: 1 }, file, never);
  return { result, ms: performance.now() - startMs };
}

const rowBytes = (rows: Float32Array, count: number): Uint8Array[] => {
  const bytes = new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength);
  return Array.from({ length: count }, (_, i) => bytes.slice((i * bytes.length) / count, ((i + 1) * bytes.length) / count));
};

/** The client asks a provider for a chunk; `change` is what the provider does to the rows before it opens them, null that it never answers. */
function answerRows(file: ReceiptFile, claim: Claim, chunk: number, change: ((rows: Uint8Array[]) => void) | null = () => {}): Promise<AskedRows> {
  const ask = ({ request }: { request: { indexes: number[] } }) => {
    if (change === null) return Promise.reject(new HearthError('network.unreachable', { address: 'the provider', reason: 'no answer' }));
    const rows = rowBytes(claim.rows!, claim.tokens.length);
    change(rows);
    return Promise.resolve(openRows(p, rows, request.indexes));
  };
  return askChunk({ p, clientKey: client.privateKey, ask, nowMs: () => Date.now(), windowMs: 2, pauseMs: 1 }, file, chunk, never);
}

const excludes = ({ result }: Sat, wallet: Wallet): boolean => result.excluded.some(({ verifier }) => verifier === wallet.address) && !result.votes.some(({ vote }) => vote.verifier === wallet.address);
const endsWith = ({ result }: Sat, said: number): boolean => result.state.kind === 'final' && result.state.verdict === said;
const outcome = (sat: Sat, caught: boolean): Outcome => ({ caught, differs: true, ms: sat.ms });

/** Verifiers and providers that cheat in an audit, against the committee and the row opening that the practice network runs. */
export function committeeAttacks(subject: Subject): FileAttack[] {
  const base = { subject: subject.name, isSlow: true, expected: '100 %' };
  const [, second, third] = wallets as [Wallet, Wallet, Wallet];
  const honestFile = async (n: number) => {
    const claim = await subject.honest(n);
    return { claim, file: fileOf(subject, claim, first) };
  };
  const rowsAttack = (name: string, note: string, change: ((rows: Uint8Array[], random: Random) => void) | null, isCaught: (asked: AskedRows) => boolean): FileAttack => ({
    ...base, name, note,
    async attempt(n, random) {
      const { claim, file } = await honestFile(n);
      const startMs = performance.now();
      const asked = await answerRows(file, claim, random.below(Math.ceil(claim.tokens.length / 32)), change && ((rows) => change(rows, random)));
      return { caught: isCaught(asked), differs: false, ms: performance.now() - startMs };
    },
  });
  return [
    {
      ...base, name: 'lazy verifier', note: 'accepts without computing, with sketches of random rows: the others\' rows do not bear them out, its vote does not count',
      async attempt(n, random) {
        const { claim, file } = await honestFile(n);
        const sat = await sit(hold(subject, random, [verifierOf(subject, second, lazyAsk(subject, random), random)]), file, claim, random);
        return outcome(sat, excludes(sat, second) && endsWith(sat, verdict.accept));
      },
    },
    {
      ...base, name: 'copied vote', note: 'commits to the digest of another verifier and shows that one\'s vote: the digest binds the address',
      async attempt(n, random) {
        const { claim, file } = await honestFile(n);
        const victim = verifierOf(subject, wallets[0]!, honestAsk(subject), random);
        const sat = await sit(hold(subject, random, [victim, copierOf(second, victim)]), file, claim, random);
        return outcome(sat, excludes(sat, second) && endsWith(sat, verdict.accept));
      },
    },
    {
      ...base, name: 'false accusation', note: 'computes and rejects an honest receipt all the same: the committee grows from three to five and accepts',
      async attempt(n, random) {
        const { claim, file } = await honestFile(n);
        const sat = await sit(hold(subject, random, [verifierOf(subject, second, accusingAsk(subject), random)]), file, claim, random);
        return outcome(sat, endsWith(sat, verdict.accept) && sat.result.votes.some(({ vote }) => vote.verifier === second.address && vote.verdict === verdict.reject));
      },
    },
    {
      ...base, name: 'two of three verifiers lie together', expected: 'not accepted', note: 'both accept an edited answer without computing and vouch for each other alone; caught is every end but an acceptance',
      async attempt(n, random) {
        const honest = await subject.honest(n);
        const edited = honest.tokens.map((token, i) => (i === 0 ? 3 + ((token + 700) % (subject.provider.vocabSize - 3)) : token));
        const claim = await refit(subject.provider, honest.request, edited, honest.stopReason);
        const liar = (wallet: Wallet, accomplice: Wallet): VerifierPeer => vouchingFor(verifierOf(subject, wallet, lazyAsk(subject, random), random), wallet, accomplice.address);
        const sat = await sit(hold(subject, random, [liar(second, third), liar(third, second)]), fileOf(subject, claim, first), claim, random);
        return outcome(sat, !endsWith(sat, verdict.accept));
      },
    },
    rowsAttack('withheld rows', 'the provider does not answer: silence is no fraud, but the job is void and every later one audited', null,
      (asked) => asked.kind === 'withheld' && auditProbabilityOf(applyAuditOutcome({ ...freshAuditRecord, streak: 500 }, 'silent'), 0) === 1),
    rowsAttack('opened rows changed', 'one bit of one row of the chunk asked for, or of another', (rows, random) => { rows[random.below(rows.length)]![random.below(64)]! ^= 1 << random.below(8); }, ({ kind }) => kind === 'false'),
    {
      ...base, name: 'sketches not made of the committed rows', note: 'sketches of a true prefill over rows of a cheap run: opening one chunk shows it, whatever the distance',
      async attempt(n, random) {
        const { claim: honest } = await honestFile(n);
        const rows = honest.rows!.map((value) => Math.fround(value * (1 + 1e-6 * random.normal())));
        const claim: Claim = { ...honest, rows };
        const startMs = performance.now();
        const asked = await answerRows(fileOf(subject, claim, first), claim, random.below(Math.ceil(claim.tokens.length / 32)));
        return { caught: asked.kind === 'false', differs: false, ms: performance.now() - startMs };
      },
    },
  ];
}
