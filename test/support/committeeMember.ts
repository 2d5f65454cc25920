import { randomBytes } from 'node:crypto';
import type { Wallet } from 'ethers/wallet';
import { openAuditJournal } from '../../electron/services/audit/auditJournal.ts';
import { buildAudits } from '../../electron/services/audit/buildAudits.ts';
import type { DutyDependencies } from '../../electron/services/audit/dutyTypes.ts';
import { followCases, noteCases } from '../../electron/services/audit/followCases.ts';
import type { ReceiptFile } from '../../electron/protocol/receiptFile.ts';
import { signDigest } from '../../electron/protocol/signature.ts';
import { signingDigest, type Domain } from '../../electron/protocol/typedData.ts';
import * as auditCalls from '../../electron/services/chain/auditCalls.ts';
import * as auditReads from '../../electron/services/chain/auditReads.ts';
import * as court from '../../electron/services/chain/court.ts';
import { readQuestion } from '../../electron/services/chain/disputeReads.ts';
import { readAskedQuestion } from '../../electron/services/chain/questionReads.ts';
import { readVoided } from '../../electron/services/chain/receiptProofs.ts';
import { replayInput } from '../../electron/services/practice/challenges.ts';
import { buildVote, judgeReceipt } from '../../electron/services/practice/verifier.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import { openDatabase } from '../../electron/services/storage/database.ts';
import type { Hex } from '../../electron/shared/units.ts';
import type { LoadedModel } from '../../electron/shared/workerBridge.ts';
import type { WorkerClient } from '../../electron/programs/devnet/keepWorker.ts';
import type { TestNet } from './chainTestNet.ts';

export type MemberFacts = {
  readonly net: TestNet; readonly domain: Domain; readonly account: Wallet; readonly folder: string; readonly modelFolder: string; readonly worker: WorkerClient; readonly model: LoadedModel;
  readonly queue: ReturnType<DutyDependencies['queue']>; readonly file: () => ReceiptFile;
};

/** The cases of one verifier as its program walks them, on the deployed contracts, with a worker and a journal of its own. */
export function openMember({ net, domain, account, folder, modelFolder, worker, model, queue, file }: MemberFacts) {
  const database = openDatabase(folder);
  const journal = openAuditJournal(database, 'test', Date.now);
  const models = new Map([[model.modelId, model]]);
  const asked = { judged: 0, replayed: 0 };
  const unplayed = (): never => {
    throw new Error('a case needs no batch');
  };
  const dependencies: DutyDependencies = {
    p, domain, node: account.address, journal, chain: net.chain, calls: auditCalls, queue: () => queue, models: () => new Set(models.keys()), isFree: () => true,
    reads: { ...auditReads, readAuditRound: court.readAuditRound, readCommittee: court.readCommittee, readVoided, readQuestion, readAskedQuestion },
    judge: (one, beacon) => (asked.judged++, judgeReceipt({ p, domain, worker: async () => worker, models, verifier: account.address }, one, beacon)),
    replay: (one) => (asked.replayed++, worker.ask('replay', replayInput(one, modelFolder, {}))),
    buildVote: (vote) => buildVote({ p, randomBytes: (count) => new Uint8Array(randomBytes(count)) }, vote), sign: async (vote) => signDigest(account.privateKey, signingDigest(domain, 'Vote', vote)) as Hex,
    signAsk: async () => `0x${'00'.repeat(65)}`, fetchBatch: unplayed, fetchBundle: async () => file(), feeRule: () => null, nowMs: Date.now, log: () => {}, onChanged: () => {},
  };
  return {
    asked,
    /** One block's round of its cases. */
    async step(): Promise<void> {
      const { signal } = new AbortController();
      const round = { head: (await net.chain.readBlock('latest', signal))!, parameters: await auditReads.readAuditParameters(net.chain, signal), signal };
      await noteCases(dependencies, 0, round);
      await followCases(dependencies, round);
    },
    view: () => buildAudits(journal, [], () => null),
    close: () => database.close(),
  };
}
