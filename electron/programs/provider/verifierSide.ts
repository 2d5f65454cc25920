import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Primitives } from '../../protocol/primitives.ts';
import type { ReceiptFile } from '../../protocol/receiptFile.ts';
import { verdict, voteShape } from '../../protocol/typedData.ts';
import { zeroHash } from '../../protocol/verify.ts';
import { openAuditJournal } from '../../services/audit/auditJournal.ts';
import { buildAudits } from '../../services/audit/buildAudits.ts';
import { fetchFile } from '../../services/audit/castVotes.ts';
import type { DutyDependencies } from '../../services/audit/dutyTypes.ts';
import type { HeldFiles } from '../../services/audit/heldFiles.ts';
import { followOwn, type OwnDependencies } from '../../services/audit/followOwn.ts';
import { runVerifierDuty } from '../../services/audit/verifierDuty.ts';
import { waitingAudits } from '../../services/audit/waitingAudits.ts';
import * as auditCalls from '../../services/chain/auditCalls.ts';
import * as auditReads from '../../services/chain/auditReads.ts';
import * as court from '../../services/chain/court.ts';
import { readQuestion } from '../../services/chain/disputeReads.ts';
import { readAskedQuestion } from '../../services/chain/questionReads.ts';
import { readVoided } from '../../services/chain/receiptProofs.ts';
import { createThresholdReader } from '../../services/chain/thresholds.ts';
import type { Journal } from '../../services/jobs/journal.ts';
import { classOf, type RunnerDevice, type RunnerModel } from '../../services/jobs/runner.ts';
import { requestBatch, requestBundle } from '../../services/network/auditPeers.ts';
import type { Network } from '../../services/network/openNetwork.ts';
import { replayInput } from '../../services/practice/challenges.ts';
import type { Judgement } from '../../services/practice/judgeAudit.ts';
import { buildVote, isFileOf, judgeReceipt } from '../../services/practice/verifier.ts';
import type { HearthDatabase } from '../../services/storage/database.ts';
import type { Audits, Seat } from '../../shared/audits.ts';
import type { BridgeClient } from '../../shared/bridgeKit.ts';
import { HearthError, isHearthError } from '../../shared/errors.ts';
import type { WaitingAudits } from '../../shared/networks.ts';
import type { SignerBridge } from '../../shared/signerBridge.ts';
import { sameAddress, type Hex } from '../../shared/units.ts';
import type { ChainSide } from './chainSide.ts';

export type VerifierSideDependencies = {
  readonly primitives: Primitives;
  readonly database: HearthDatabase;
  readonly journal: Pick<Journal, 'live' | 'inBatch' | 'read'>;
  readonly chain: ChainSide;
  readonly network: Network;
  readonly signer: () => BridgeClient<SignerBridge>;
  readonly node: string;
  readonly devices: () => readonly RunnerDevice[];
  readonly models: ReadonlyMap<string, RunnerModel>;
  readonly nameOf: (modelId: string) => string | null;
  /** The job a device runs; null when it is idle. */
  readonly runningOn: (deviceId: string) => string | null;
  /** A rule of the owner keeps work away now. */
  readonly isPaused: () => boolean;
  /** Where a node listens, by its own signed announcement. */
  readonly addressesOf: (node: string) => readonly string[];
  /** Where what was accepted is kept. */
  readonly held: HeldFiles;
  /** Peers of the practice clients, which keep bundles of disputed receipts. */
  readonly clientAddresses: () => readonly string[];
  readonly feeRule: DutyDependencies['feeRule'];
  readonly nowMs: () => number;
  readonly onChanged: () => void;
  readonly onProblem: (error: unknown, where: string) => void;
  readonly log: (line: string) => void;
};

export type VerifierSide = {
  view(): Audits;
  /** Receipts of this node that others may still ask to see. */
  waiting(): WaitingAudits;
  /** What an audit of a receipt here says, without a vote. @throws job.busy, model.unknown, worker.* */
  judge(file: ReceiptFile): Promise<Judgement>;
  /** The file of a receipt whose committee this node sits on. @throws audit.notServed, network.* */
  fetchFile(of: { readonly receiptHash: string; readonly provider: string }): Promise<ReceiptFile>;
  /** No job waits and no rule of the owner stops the machine. */
  isFree(): boolean;
};

const pollingMs = 1500;
const seatsEveryMs = 15_000;
const drawBytes = (count: number): Uint8Array => new Uint8Array(randomBytes(count));

/**
 * Sits as a verifier by the chain's draw while the provider runs, between its jobs, and follows what others say of its own receipts. Ends with the signal.
 */
export function openVerifierSide(dependencies: VerifierSideDependencies, signal: AbortSignal): VerifierSide {
  const { primitives: p, node, nowMs, chain: chainSide, network } = dependencies;
  const { chain, domain } = chainSide;
  const journal = openAuditJournal(dependencies.database, `${domain.chainId}:${domain.verifyingContract}`, nowMs);
  const reads = { ...auditReads, readAuditRound: court.readAuditRound, readCommittee: court.readCommittee, readVoided, readQuestion, readAskedQuestion };
  let seats: readonly Seat[] | null = null;
  let shown: Audits | null = null;
  const changed = (): void => {
    shown = null;
    dependencies.onChanged();
  };
  const { addressesOf } = dependencies;
  const shared = { p, chain, node, journal, reads, calls: auditCalls, queue: () => chainSide.queue(), log: dependencies.log, onChanged: changed };

  const readThresholds = createThresholdReader(chain, nowMs);
  const judge: DutyDependencies['judge'] = (file, beacon) => onIdleDevice(file, async ({ client, loaded }, { modelId }) =>
    judgeReceipt({ p, domain, worker: async () => client, models: new Map([[modelId, loaded]]), verifier: node, readThresholds }, file, beacon));
  // Paid jobs first: a replay begins only while none waits, and shares the device with none.
  const isFree = (): boolean => !dependencies.isPaused() && dependencies.journal.live().every((job) => job.signed !== null) && dependencies.devices().some((device) => device.isEnabled() && dependencies.runningOn(device.deviceId) === null);

  const duty: DutyDependencies = {
    ...shared, domain, nowMs, feeRule: dependencies.feeRule,
    models: () => new Set(dependencies.models.keys()),
    isFree,
    async judge(file, beacon) {
      const made = await judge(file, beacon);
      // It can be disputed for days, and its node may sleep by then.
      if (made.judgement.verdict === verdict.accept) dependencies.held.hold(made.receiptHash, file);
      return made;
    },
    replay: (file) => onIdleDevice(file, async ({ client }, model) => client.ask('replay', replayInput(file, model.folder, {}))),
    buildVote: (vote) => buildVote({ p, randomBytes: drawBytes }, vote),
    sign: async (vote) => (await dependencies.signer().ask('signVote', { vote: z.encode(voteShape, vote) })).signature as Hex,
    signAsk: async (ask) => (await dependencies.signer().ask('signBundleAsk', { ask })).signature,
    fetchBatch: async (of, root) => requestBatch(network, addressesOf(of), of, root, signal),
    fetchBundle: async (of, request) => requestBundle(network, [...addressesOf(of), ...dependencies.clientAddresses()], request, (file) => isFileOf(p, domain, file, request.ask.receiptHash), signal),
  };
  const own: OwnDependencies = { ...shared, jobsOf: (root) => dependencies.journal.inBatch(root), readJob: (jobId) => dependencies.journal.read(jobId) };

  /** Work for a verdict on an idle device of the receipt's own class, with the model loaded. @throws model.unknown, job.busy */
  async function onIdleDevice<T>(file: ReceiptFile, work: (ready: Awaited<ReturnType<RunnerDevice['worker']['ready']>>, model: RunnerModel) => Promise<T>): Promise<T> {
    const { modelId, classId } = file.receipt.exec;
    const model = dependencies.models.get(modelId);
    // Thresholds hold between runs of one class: another would accuse an honest node.
    const fitting = model ? dependencies.devices().filter((one) => classOf(one.executionProvider, model.isExact) === classId) : [];
    if (!model || fitting.length === 0) throw new HearthError('model.unknown', { modelId });
    const device = fitting.find((one) => one.isEnabled() && dependencies.runningOn(one.deviceId) === null);
    // A paid job came first, or a rule took the device: it is asked for again.
    if (!device) throw new HearthError('job.busy', { running: fitting.length, limit: fitting.length });
    return device.worker.use(async () => work(await device.worker.ready(model), model));
  }

  /** Each loop hears of everything since its own last look. */
  const createNewsWait = () => {
    let heard = chainSide.news.count();
    return async (stop: AbortSignal): Promise<void> => void (heard = await chainSide.news.waitBeyond(heard, stop));
  };

  void runVerifierDuty(duty, { pollingMs, waitForNews: createNewsWait(), afterRound: (round, fromBlock) => followOwn(own, round, fromBlock), onProblem: (error) => dependencies.onProblem(error, 'auditing') }, signal);
  void followSeats();
  return {
    waiting: () => waitingAudits(journal.own, dependencies.journal.live()),
    view: () => (shown ??= buildAudits(journal, seats, dependencies.nameOf)),
    judge: async (file) => (await judge(file, zeroHash)).judgement,
    fetchFile: (of) => fetchFile(duty, of),
    isFree,
  };

  async function followSeats(): Promise<void> {
    const waitForNews = createNewsWait();
    while (!signal.aborted) {
      try {
        const tables = await Promise.all([...dependencies.models.keys()].map(async (modelId) => ({ modelId, holders: await auditReads.readSeats(chain, modelId, signal) })));
        seats = tables.map(({ modelId, holders }) => ({ modelId, modelName: dependencies.nameOf(modelId), held: holders.filter((holder) => sameAddress(holder, node)).length, of: holders.length }));
        changed();
      } catch (error) {
        if (!signal.aborted && !isHearthError(error, 'chain.unreachable')) dependencies.onProblem(error, 'seats');
      }
      await sleep(seats?.some(({ held }) => held > 0) ? seatsEveryMs : pollingMs, undefined, { signal }).catch(() => {});
      // A seat is taken by a transaction: a chain that says nothing gives none.
      if (seats && !signal.aborted) await waitForNews(AbortSignal.any([signal, AbortSignal.timeout(seatsEveryMs)]));
    }
  }
}
