import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Domain, Vote } from '../../protocol/typedData.ts';
import { signingDigest } from '../../protocol/typedData.ts';
import { bundleAskDigest } from '../../protocol/auditMessages.ts';
import { messageDigest } from '../../protocol/messages.ts';
import { signDigest } from '../../protocol/signature.ts';
import { openAuditJournal, type AuditJournal } from '../../services/audit/auditJournal.ts';
import { voteKey } from '../../services/audit/auditRecord.ts';
import { runVerifierDuty } from '../../services/audit/verifierDuty.ts';
import * as auditCalls from '../../services/chain/auditCalls.ts';
import * as auditReads from '../../services/chain/auditReads.ts';
import * as calls from '../../services/chain/calls.ts';
import * as court from '../../services/chain/court.ts';
import { readQuestion } from '../../services/chain/disputeReads.ts';
import { readAskedQuestion } from '../../services/chain/questionReads.ts';
import { readVoided } from '../../services/chain/receiptProofs.ts';
import { createThresholdReader } from '../../services/chain/thresholds.ts';
import { requestBatch, requestBundle } from '../../services/network/auditPeers.ts';
import type { Network } from '../../services/network/openNetwork.ts';
import type { PracticeAccount } from '../../services/practice/practiceKeys.ts';
import { replayInput } from '../../services/practice/challenges.ts';
import { buildVote, isFileOf, judgeReceipt, serveVerifier } from '../../services/practice/verifier.ts';
import { seatVerifier } from '../../services/practice/verifierSeats.ts';
import { nodePrimitives as p } from '../../services/primitives/nodePrimitives.ts';
import { openDatabase } from '../../services/storage/database.ts';
import type { KeptChain } from './keepChain.ts';
import type { KeptWorker } from './keepWorker.ts';

export type VerifierDependencies = {
  readonly folder: string;
  readonly kept: KeptChain;
  readonly domain: Domain;
  readonly worker: KeptWorker;
  /** Where a node listens, as it announced. */
  readonly addressesOf: (node: string) => readonly string[];
  /** Where clients listen: they hand out what they dispute. */
  readonly clientAddresses: () => readonly string[];
  readonly log: (line: string) => void;
};

const pollingMs = 1000;
const seatEveryMs = 30_000;
const drawBytes = (count: number): Uint8Array => new Uint8Array(randomBytes(count));
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 500);

/**
 * One verifier of the practice network: answers clients that ask for an audit, and sits by the chain's draw as any other node does. Both use one
 * book of votes, since two votes about one receipt would cost it stake.
 *
 * @returns what must be closed at the end
 */
export async function keepVerifier(dependencies: VerifierDependencies, account: PracticeAccount, network: Network, name: string, signal: AbortSignal): Promise<{ close(): void }> {
  const { kept, domain, worker, log } = dependencies;
  const { chain } = kept;
  const readThresholds = createThresholdReader(chain, Date.now);
  const database = openDatabase(join(dependencies.folder, name));
  const journal: AuditJournal = openAuditJournal(database, `${domain.chainId}:${domain.verifyingContract}`, Date.now);
  const keepVote = (vote: Vote, reason: string): boolean => {
    const key = voteKey(vote.receiptHash, vote.round);
    return journal.votes.add(key, 'signing', { vote, signature: null, reason }) || journal.votes.read(key)!.vote.salt === vote.salt;
  };
  await serveVerifier(network, { p, domain, account, worker: () => worker.ready(), models: worker.models, randomBytes: drawBytes, readThresholds, keepVote }, (error) => {
    log(`${name}: ${messageOf(error)}`);
    return name;
  });
  const queue = kept.senderOf(account);
  void seatForever();
  const running = runVerifierDuty({
    p, chain, domain, node: account.address, journal, reads: { ...auditReads, readAuditRound: court.readAuditRound, readCommittee: court.readCommittee, readVoided, readQuestion, readAskedQuestion }, calls: auditCalls, queue: () => queue,
    models: () => new Set(worker.models.keys()), isFree: () => true, judge: (file, beacon) => judgeReceipt({ p, domain, worker: () => worker.ready(), models: worker.models, verifier: account.address, readThresholds }, file, beacon),
    replay: async (file) => (await worker.ready()).ask('replay', replayInput(file, worker.known.find(({ modelId }) => modelId === file.order.modelId)?.folder ?? '', {})),
    buildVote: (vote) => buildVote({ p, randomBytes: drawBytes }, vote), sign: async (vote) => signDigest(account.privateKey, signingDigest(domain, 'Vote', vote)),
    signAsk: async (ask) => signDigest(account.privateKey, messageDigest(bundleAskDigest(p, ask))),
    fetchBatch: (node, root) => requestBatch(network, dependencies.addressesOf(node), node, root, signal),
    fetchBundle: (node, request) => requestBundle(network, [...dependencies.addressesOf(node), ...dependencies.clientAddresses()], request, (file) => isFileOf(p, domain, file, request.ask.receiptHash), signal),
    // Fees of the practice chain are paid by nobody.
    feeRule: () => null, nowMs: Date.now, log: (line) => log(`${name}: ${line}`), onChanged: () => {},
  }, { pollingMs, onProblem: (error) => log(`${name}: ${messageOf(error)}`) }, signal);
  return {
    close() {
      void running.finally(() => database.close());
    },
  };

  /** Again and again: a chain that lost its newest blocks may have lost a seat. */
  async function seatForever(): Promise<void> {
    while (!signal.aborted) {
      await seatVerifier({ chain, practiceChain: kept.practiceChain, funder: kept.senderOf('client'), calls: { ...calls, ...auditCalls }, readSeats: auditReads.readSeats }, account, queue, [...worker.models.keys()])
        .catch((error: unknown) => signal.aborted || log(`seating ${name}: ${messageOf(error)}`));
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, seatEveryMs);
        signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
      });
    }
  }
}
