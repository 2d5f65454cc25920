import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Wallet } from 'ethers/wallet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { committeeSizes } from '../../electron/protocol/committee.ts';
import { toHex } from '../../electron/protocol/bytes.ts';
import { tauVersion, thresholdsOf } from '../../electron/protocol/numericClass.ts';
import { comparisonDigest, evidenceRootOf, messageDigest, type AuditReply, type AuditRequest, type JobInput, type VoteCommit } from '../../electron/protocol/messages.ts';
import type { ReceiptFile } from '../../electron/protocol/receiptFile.ts';
import { openRows } from '../../electron/protocol/rowOpening.ts';
import { signDigest } from '../../electron/protocol/signature.ts';
import { signingDigest, verdict, voteKind, type Vote } from '../../electron/protocol/typedData.ts';
import { createPracticeClient, type PracticeEvent } from '../../electron/services/practice/client.ts';
import { openPracticeStore } from '../../electron/services/practice/practiceStore.ts';
import { createNetworkKey } from '../../electron/services/network/networkKey.ts';
import { openNetwork, type Network } from '../../electron/services/network/openNetwork.ts';
import { createJobClient } from '../../electron/services/network/jobClient.ts';
import { requestRows } from '../../electron/services/network/provider.ts';
import { askChunk, chunkCount, type AskedRows } from '../../electron/services/practice/askRows.ts';
import { joinRows, runCommittee, type CommitteeResult, type OpenedChunk, type VerifierPeer } from '../../electron/services/practice/auditCommittee.ts';
import { createVerifier } from '../../electron/services/practice/verifier.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import type { KeptWorker, WorkerClient } from '../../electron/programs/devnet/keepWorker.ts';
import { runOrder, serveSmallProvider, startWorker, type Tamper } from '../support/practiceProvider.ts';
import { sampleClient, sampleDomain, sampleNode, sampleRequest } from '../support/practiceSamples.ts';

let worker: KeptWorker;
let client: WorkerClient;
let ember: string;
let tale: JobInput;
const networks: Network[] = [];
beforeAll(async () => {
  worker = startWorker();
  client = await worker.ready();
  ember = worker.known.find(({ kind }) => kind === 'generate')!.modelId;
  tale = {
    kind: 'generate', promptTokens: (await client.ask('encode', { modelId: ember, text: 'tale:' })).tokens,
    decode: { samplerVersion: 1, temperatureMicro: 1_000_000, topK: 0, topPMicro: 1_000_000, minPMicro: 0, repetitionPenaltyMicro: 1_000_000, maxNewTokens: 70, stopTokenIds: [] },
  };
});
afterAll(async () => {
  for (const network of networks) await network.close();
  await worker.stop();
});

const accountOf = (n: number): Wallet => new Wallet(`0x${(0x51 + n).toString(16).repeat(32)}`);
const drawBytes = (count: number): Uint8Array => new Uint8Array(randomBytes(count));
const stop = new AbortController().signal;

function honest(n: number): VerifierPeer {
  const { address, privateKey } = accountOf(n);
  const verifier = createVerifier({ p, domain: sampleDomain, account: { address, privateKey }, worker: () => worker.ready(), models: worker.models, randomBytes: drawBytes });
  return { address, ask: (request) => verifier.answer(request).catch((error: { toFailure(): never }) => ({ kind: 'declined' as const, failure: error.toFailure() })) };
}

/** Says what it is told to, as far as it can without running the model: signs its own vote over its own evidence. */
function dishonest(n: number, says: { readonly sketches: (request: Extract<AuditRequest, { kind: 'commit' }>) => readonly string[]; readonly verdict?: number; readonly swap?: (vote: Vote) => Vote; readonly slanders?: boolean }): VerifierPeer {
  const { address, privateKey } = accountOf(n);
  let held: { vote: Vote; evidence: Extract<AuditReply, { kind: 'revealed' }>['evidence']; commit: VoteCommit } | null = null;
  return {
    address,
    async ask(request): Promise<AuditReply> {
      if (request.kind === 'commit') {
        const { file, beacon, round } = request;
        const evidence = { format: 'hearth-evidence/2' as const, beacon, judged: { format: 'replay', distancesNano: [0, 0, 0, 0], marginsNano: [0] }, sketches: [...says.sketches(request)] };
        const vote: Vote = {
          receiptHash: signingDigest(sampleDomain, 'Receipt', file.receipt), verifier: address, round, verdict: says.verdict ?? verdict.accept, kind: says.verdict === verdict.reject ? voteKind.sketch : voteKind.none, chunk: 0,
          evidenceRoot: evidenceRootOf(p, evidence), salt: toHex(drawBytes(32)),
        };
        const digest = signingDigest(sampleDomain, 'Vote', vote);
        held = { vote, evidence, commit: { verifier: address, digest, signature: signDigest(privateKey, digest) } };
        return { kind: 'committed', commit: held.commit };
      }
      if (request.kind === 'reveal') return { kind: 'revealed', vote: says.swap?.(held!.vote) ?? held!.vote, reason: 'fine', evidence: held!.evidence };
      if (!says.slanders) return { kind: 'declined', failure: { code: 'input.malformed', about: { reason: 'no rows' } } };
      const comparison = { format: 'hearth-comparison/1' as const, receiptHash: request.receiptHash, by: address, distancesNano: request.others.map(({ verifier }) => ({ of: verifier, nano: Number.MAX_SAFE_INTEGER })) };
      return { kind: 'compared', comparison, signature: signDigest(privateKey, messageDigest(comparisonDigest(p, comparison))) };
    },
  };
}

type Job = { readonly file: ReceiptFile; readonly rows: Uint8Array[] };
async function runTale(tamper: Tamper = {}): Promise<Job> {
  let kept = new Uint8Array();
  const file = await runOrder(client, worker.models, sampleNode, sampleRequest(ember, tale), tamper, (rows) => (kept = rows.slice()));
  const width = kept.length / 70;
  return { file, rows: Array.from({ length: 70 }, (_, i) => kept.subarray(i * width, (i + 1) * width)) };
}
const opened = (job: Job, chunk: number): OpenedChunk => joinRows(chunk, job.rows.slice(32 * chunk, 32 * (chunk + 1)).map((row) => new Float32Array(row.slice().buffer)))!;
const decide = (file: ReceiptFile, peers: readonly VerifierPeer[], openChunk: () => Promise<OpenedChunk | null> = async () => null): Promise<CommitteeResult> =>
  runCommittee({ p, peers, sizes: committeeSizes.practice, beacon: toHex(drawBytes(32)), openChunk, pauseMs: 1 }, file, stop);

const randomSketches = (): string[] => Array.from({ length: 3 }, () => toHex(new Uint8Array(Float32Array.from({ length: 32 }, () => Math.random() - 0.5).buffer)));
/** The receipt's own sketches, which everybody has. */
const copiedSketches = ({ file }: { file: ReceiptFile }): readonly string[] => (file.bundle.kind === 'generate' ? file.bundle.sketches.slice(1) : []);

describe('a committee of three', () => {
  it('accepts an honest receipt: commits, votes and sketches of three replays that bear each other out, without the provider', async () => {
    const { file } = await runTale();
    const asked: string[] = [];
    const result = await decide(file, [honest(0), honest(1), honest(2)], async () => (asked.push('x'), null));
    expect(result.state).toEqual({ kind: 'final', verdict: verdict.accept, isShort: false });
    expect(result.votes.map(({ vote }) => vote.verifier)).toEqual([0, 1, 2].map((n) => accountOf(n).address));
    expect(new Set(result.votes.map(({ evidence }) => evidence.sketches[0])).size).toBe(3);
    expect(result.excluded).toEqual([]);
    expect(asked).toEqual([]);
  });

  it('rejects a cheat with one mind', async () => {
    const { file } = await runTale({ bundle: (bundle) => (bundle.kind === 'generate' ? { ...bundle, tokens: bundle.tokens.map((token, i) => (i === 40 ? ((token + 7) % 1000) + 3 : token)) } : bundle) });
    expect((await decide(file, [honest(0), honest(1), honest(2)])).state).toEqual({ kind: 'final', verdict: verdict.reject, isShort: false });
  });

  it('finds a lazy verifier out, also one that copies the receipt\'s sketches or slanders the others, and counts the honest two', async () => {
    const { file } = await runTale();
    for (const lazy of [dishonest(2, { sketches: randomSketches }), dishonest(2, { sketches: copiedSketches }), dishonest(2, { sketches: randomSketches, slanders: true })]) {
      const result = await decide(file, [honest(0), honest(1), lazy]);
      expect(result.excluded).toEqual([{ verifier: accountOf(2).address, reason: expect.stringMatching(/personal sketch/) }]);
      expect(result.state).toEqual({ kind: 'final', verdict: verdict.accept, isShort: true });
      expect(result.votes).toHaveLength(2);
    }
    expect((await decide(file, [honest(0), honest(1), dishonest(2, { sketches: () => [] })])).excluded[0]?.reason).toMatch(/no personal sketch/);
  });

  it('does not let a copied vote count: sketches taken from another verifier are under another key', async () => {
    const { file } = await runTale();
    const beacon = toHex(drawBytes(32));
    const victim = honest(0);
    // At its best: it has even seen the other's evidence before it commits.
    const commit = await victim.ask({ kind: 'commit', file, beacon, round: 0 }, stop);
    if (commit.kind !== 'committed') throw new Error(commit.kind);
    const seen = await victim.ask({ kind: 'reveal', receiptHash: signingDigest(sampleDomain, 'Receipt', file.receipt), commits: [commit.commit] }, stop);
    if (seen.kind !== 'revealed') throw new Error(seen.kind);
    const copier = dishonest(2, { sketches: () => seen.evidence.sketches });
    const result = await runCommittee({ p, peers: [victim, honest(1), copier], sizes: committeeSizes.practice, beacon, openChunk: async () => null, pauseMs: 1 }, file, stop);
    expect(result.excluded.map(({ verifier }) => verifier)).toEqual([accountOf(2).address]);
  });

  it('does not count a vote that is another than the one committed to', async () => {
    const { file } = await runTale();
    const result = await decide(file, [honest(0), honest(1), dishonest(2, { sketches: randomSketches, swap: (vote) => ({ ...vote, verdict: verdict.reject }) })]);
    expect(result.excluded[0]?.reason).toMatch(/not the one committed to/);
    expect(result.state).toMatchObject({ kind: 'final', verdict: verdict.accept });
  });

  it('tells one honest from one lazy verifier by the rows the provider opens, and decides nothing without them', async () => {
    const job = await runTale();
    const pair = (): VerifierPeer[] => [honest(0), dishonest(1, { sketches: randomSketches, slanders: true, verdict: verdict.reject })];
    const result = await decide(job.file, pair(), async () => opened(job, 1));
    expect(result).toMatchObject({ state: { kind: 'final', verdict: verdict.accept, isShort: true }, excluded: [{ verifier: accountOf(1).address }] });
    expect((await decide(job.file, pair())).state).toEqual({ kind: 'unaudited' });
  });

  it('is split when somebody who did the work contradicts, and asks more where there are more', async () => {
    const { file } = await runTale();
    const liar = (n: number): VerifierPeer => {
      const inner = honest(n);
      const { address, privateKey } = accountOf(n);
      let vote: Vote | null = null;
      return {
        address,
        async ask(request, signal): Promise<AuditReply> {
          if (request.kind === 'commit') {
            const made = await inner.ask(request, signal);
            if (made.kind !== 'committed') return made;
            const shown = await inner.ask({ kind: 'reveal', receiptHash: signingDigest(sampleDomain, 'Receipt', request.file.receipt), commits: [made.commit] }, signal);
            if (shown.kind !== 'revealed') return shown;
            vote = { ...shown.vote, verdict: verdict.reject, kind: voteKind.sketch, chunk: 1 };
            const digest = signingDigest(sampleDomain, 'Vote', vote);
            return { kind: 'committed', commit: { verifier: address, digest, signature: signDigest(privateKey, digest) } };
          }
          if (request.kind !== 'reveal') return inner.ask(request, signal);
          const receiptHash = signingDigest(sampleDomain, 'Receipt', file.receipt);
          const own = await inner.ask({ kind: 'commit', file, beacon: lastBeacon, round: 0 }, signal);
          if (own.kind !== 'committed') return own;
          const shown = await inner.ask({ kind: 'reveal', receiptHash, commits: [own.commit] }, signal);
          return shown.kind === 'revealed' ? { ...shown, vote: vote! } : shown;
        },
      };
    };
    const lastBeacon = toHex(drawBytes(32));
    const run = (peers: VerifierPeer[]): Promise<CommitteeResult> => runCommittee({ p, peers, sizes: committeeSizes.practice, beacon: lastBeacon, openChunk: async () => null, pauseMs: 1 }, file, stop);
    expect((await run([honest(0), honest(1), liar(2)])).state).toEqual({ kind: 'split' });
    const grown = await run([honest(0), honest(1), liar(2), honest(3), honest(4)]);
    expect(grown.state).toEqual({ kind: 'final', verdict: verdict.accept, isShort: false });
    expect(grown.votes.map(({ vote }) => vote.round)).toEqual([0, 0, 0, 1, 1]);
  });
});

describe('a provider asked for rows', () => {
  const ask = async (facts: { withholdsRows?: boolean; tamper?: () => Tamper }): Promise<(chunk: number) => Promise<AskedRows>> => {
    const server = await openNetwork({ privateKey: await createNetworkKey() }, stop);
    const asker = await openNetwork({ privateKey: await createNetworkKey(), listen: [] }, stop);
    networks.push(server, asker);
    await serveSmallProvider({ network: server, worker, node: sampleNode, domain: sampleDomain, stakeManagerDomain: sampleDomain, operator: sampleClient.address, ...facts });
    const outcome = await createJobClient(asker).run(() => server.addresses(), sampleRequest(ember, tale), {});
    if (outcome.kind !== 'result') throw new Error(JSON.stringify(outcome));
    expect(chunkCount(outcome.file)).toBe(3);
    const dependencies = { p, clientKey: sampleClient.privateKey, nowMs: Date.now, windowMs: 500, pauseMs: 50, ask: (request: Parameters<typeof requestRows>[2]) => requestRows(asker, server.addresses()[0]!, request) };
    return (chunk) => askChunk(dependencies, outcome.file, chunk, stop);
  };
  it('opens every chunk, and the sketch in the receipt is of just these rows', async () => {
    const chunks = await ask({});
    for (const [chunk, count] of [[0, 32], [1, 32], [2, 6]] as const) {
      const asked = await chunks(chunk);
      expect(asked.kind === 'opened' && asked.chunk.rows.length).toBe(count * worker.models.get(ember)!.hiddenSize);
    }
  });
  it('that withholds them is silent, one whose rows are not those of its sketches has lied', async () => {
    expect(await (await ask({ withholdsRows: true }))(0)).toMatchObject({ kind: 'withheld', reason: expect.stringMatching(/rows\.unavailable/) });
    const other = toHex(new Uint8Array(Float32Array.from({ length: 32 }, (_, i) => i).buffer));
    const edited = await ask({ tamper: () => ({ bundle: (bundle) => (bundle.kind === 'generate' ? { ...bundle, sketches: bundle.sketches.map((sketch, i) => (i === 2 ? other : sketch)) } : bundle) }) });
    expect((await edited(0)).kind).toBe('opened');
    expect(await edited(1)).toMatchObject({ kind: 'false', reason: expect.stringMatching(/sketch of chunk 1/) });
  });
  it('cannot pass other rows off as its own', async () => {
    const job = await runTale();
    const lies = job.rows.map((row, i) => (i === 3 ? job.rows[4]! : row));
    const facts = { p, clientKey: sampleClient.privateKey, nowMs: Date.now, windowMs: 0, ask: async ({ request }: { request: { indexes: number[] } }) => openRows(p, lies, request.indexes) };
    expect(await askChunk(facts, job.file, 0, stop)).toMatchObject({ kind: 'false', reason: expect.stringMatching(/not under the receipt's rowRoot/) });
  });
});

describe('the practice client', () => {
  /** One audited job of an honest node whose rows are asked for; how it ended, and what is remembered. */
  async function runOne(answer: AskedRows, audit?: (file: ReceiptFile) => Promise<CommitteeResult>): Promise<{ end: PracticeEvent & { kind: 'ended' }; vouchers: number; record: ReturnType<ReturnType<typeof openPracticeStore>['auditRecord']> }> {
    const folder = mkdtempSync(join(tmpdir(), 'hearth-client-'));
    const ending = new AbortController();
    const store = openPracticeStore(join(folder, 'practice.sqlite'));
    const done = Promise.withResolvers<PracticeEvent & { kind: 'ended' }>();
    let vouchers = 0;
    try {
      const practice = createPracticeClient({
        p, domain: sampleDomain, client: sampleClient, app: `0x${'43'.repeat(20)}`, deliveryKey: `0x${'45'.repeat(32)}`, store, lines: { accept: () => void vouchers++ }, draw: () => ({ task: 'tale', modelId: ember, expected: null, input: tale }),
        jobs: { run: async (_addresses, request) => ({ kind: 'result', file: await runOrder(client, worker.models, sampleNode, request) }) },
        audit: audit ?? ((file) => decide(file, [honest(0), honest(1), honest(2)])), askChunk: async () => answer, limitsOf: async () => thresholdsOf(1, tauVersion, null),
        // Always audited, always asked for rows.
        random: () => 0, randomBytes: drawBytes, nowMs: Date.now, onEvent: (event) => void (event.kind === 'ended' && done.resolve(event)), onFault: done.reject,
      }, ending.signal);
      const model = { modelId: ember, kind: 'generate' as const, name: 'ember', classId: 1, priceInWei: 1n, priceOutWei: 1n, maxContext: 512 };
      practice.setNode({ format: 'hearth-announcement/2', domain: sampleDomain, node: sampleNode.address, payout: sampleNode.address, epoch: 1, peerId: 'x', addresses: ['/x'], freeSlots: 1, atMs: 1, untilMs: 2, models: [model] });
      practice.setReserved(sampleNode.address, `0x${'44'.repeat(32)}`);
      practice.sendJobs(1);
      const end = await done.promise;
      return { end, vouchers, record: store.auditRecord({ node: sampleNode.address, modelId: ember, classId: 1 }) };
    } finally {
      ending.abort();
      store.close();
      rmSync(folder, { recursive: true });
    }
  }
  it('pays for an audited job whose rows were opened, and remembers audit and drift', async () => {
    const { end, vouchers, record } = await runOne({ kind: 'opened', chunk: { chunk: 0, rows: new Float32Array(1) } });
    expect([end.end, vouchers, record.audits.streak, record.drift.chunks]).toEqual(['accepted', 1, 1, 3]);
    expect(record.drift.isAlarm).toBe(false);
    expect(record.audits.runtimeId).toMatch(/^0x/);
  });
  it('voids a job whose rows are withheld, without calling it fraud, and audits everything until an answer comes', async () => {
    const { end, vouchers, record } = await runOne({ kind: 'withheld', reason: 'no answer' });
    expect([end.end, vouchers, record.audits.isSilent, record.audits.streak]).toEqual(['rejected', 0, true, 0]);
    expect(end.reason).toMatch(/withheld: no answer/);
  });
  it('does not pay for rows that contradict the receipt, nor while its verifiers are split, which it holds against nobody', async () => {
    expect(await runOne({ kind: 'false', reason: 'another root' })).toMatchObject({ end: { end: 'rejected' }, vouchers: 0, record: { audits: { isSilent: false, streak: 0 } } });
    const split = await runOne({ kind: 'withheld', reason: 'not asked' }, async () => ({ state: { kind: 'split' }, votes: [], excluded: [] }));
    expect(split).toMatchObject({ end: { end: 'rejected', reason: expect.stringMatching(/split/) }, vouchers: 0, record: { audits: { isSilent: false } } });
    expect(await runOne({ kind: 'withheld', reason: 'not asked' }, async () => ({ state: { kind: 'unaudited' }, votes: [], excluded: [] }))).toMatchObject({ end: { end: 'accepted' }, vouchers: 1, record: { audits: { streak: 0 } } });
  });
});
