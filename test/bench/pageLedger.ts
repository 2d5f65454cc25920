import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { summarizeJob } from '../../electron/services/jobs/job.ts';
import type { JobEvent } from '../../electron/services/jobs/jobEvents.ts';
import { openJournal, type Journal } from '../../electron/services/jobs/journal.ts';
import { openDatabase } from '../../electron/services/storage/database.ts';
import type { Governance, ProposalShown } from '../../electron/shared/governance.ts';
import type { Hex } from '../../electron/shared/units.ts';
import { sampleGovernance, sampleProposal } from '../support/economySamples.ts';
import type { FakeHandlers } from '../support/fakeProvider.ts';
import { digest } from '../support/sampleKit.ts';
import { signedJob } from '../unit/protocol/samples.ts';

export type Ledger = { readonly journal: Journal; readonly handlers: FakeHandlers; close(): void };

/**
 * A provider's journal on disk with so many jobs, most of them paid and some failed, as a year at home leaves it; and proposals as the governance
 * side tells them. One signed job lends its receipt to all: reading and folding them costs what it costs with their own.
 *
 * @effects disk: a temporary folder
 */
export function makeLedger(jobs: number, proposals: number): Ledger {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-page-bench-'));
  const database = openDatabase(folder);
  // A minute apart, the newest now.
  const beganMs = Date.now() - jobs * 60_000;
  let nowMs = beganMs;
  const journal = openJournal(database, () => nowMs);
  for (let from = 0; from < jobs; from++) {
    nowMs = beganMs + from * 60_000;
    const jobId = digest(`bench job ${from}`);
    journal.append(eventsOf(from, jobId).map((event) => ({ jobId, event })));
  }
  const all: readonly ProposalShown[] = Array.from({ length: proposals }, (_, index) => sampleProposal(index + 1, { state: index < 20 ? 'active' : index % 3 === 0 ? 'defeated' : 'executed', description: `Proposal ${index}: change a number of the network, and say in a line why` }));
  const governance: Governance = sampleGovernance({ total: proposals, proposals: [] });
  return {
    journal,
    handlers: {
      readJobs(filter) {
        const { jobs: found, total } = journal.list(filter);
        return { jobs: found.map((job) => summarizeJob(job)), total };
      },
      readGovernance: ({ limit }) => ({ ...governance, proposals: all.slice(0, limit) }),
    },
    close() {
      database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const sample = signedJob('page bench');
function eventsOf(index: number, jobId: Hex): JobEvent[] {
  const client = digest(`bench client ${index % 40}`).slice(0, 42) as Hex;
  const order = { ...sample.order, jobId, client };
  const events: JobEvent[] = [{ kind: 'admitted', request: { ...sample.request, order }, modelName: index % 3 === 0 ? 'digits' : 'ember', priceMaxWei: 10n ** 15n }, { kind: 'started', attempt: 1, deviceId: 'gpu-0', classId: 1 }];
  if (index % 50 === 7) return [...events, { kind: 'failed', failure: { code: 'job.deadline', about: { jobId, deadlineSeconds: 30 } } }];
  const voucher = { client, provider: order.provider, app: order.app, modelId: order.modelId, count: index + 1, cumulativeWei: 10n ** 15n * BigInt(index + 1), receiptsRoot: digest(`root ${index}`) };
  return [
    ...events, { kind: 'signing', receipt: sample.receipt, bundle: sample.bundle, runtime: sample.runtime }, { kind: 'signed', signature: sample.file.receiptSignature, receiptHash: sample.receiptHash }, { kind: 'delivered' },
    { kind: 'acknowledged', voucher, signature: sample.file.receiptSignature, index, proof: [], votes: [] }, { kind: 'batched', root: digest(`batch ${index}`), count: 1, index: 0, proof: [] },
    { kind: 'anchored', txHash: digest(`anchor ${index}`), blockNumber: index + 1, batchIndex: index, maturesAtSeconds: 10 }, { kind: 'settled', txHash: digest(`settle ${index}`), blockNumber: index + 2, payoutWei: 10n ** 15n, receivedWei: 9n * 10n ** 14n },
  ];
}
