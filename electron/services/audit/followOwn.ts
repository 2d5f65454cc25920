import { jcsBytes } from '../../protocol/jcs.ts';
import { isHearthError } from '../../shared/errors.ts';
import { sameAddress, type Hex } from '../../shared/units.ts';
import type { CourtCase } from '../chain/auditReads.ts';
import type { Job } from '../jobs/job.ts';
import type { OwnReceipt } from './auditRecord.ts';
import { auditUntilMs, decideDraw } from './decideDuty.ts';
import type { DutyDependencies, Round } from './dutyTypes.ts';
import { messageOf } from './followAnchors.ts';

export type OwnDependencies = Pick<DutyDependencies, 'p' | 'chain' | 'node' | 'journal' | 'reads' | 'calls' | 'queue' | 'log' | 'onChanged'> & {
  /** The jobs under a root of this node, in their order. */
  readonly jobsOf: (root: string) => readonly Job[];
  readonly readJob: (jobId: string) => Job | null;
};

const lookBackBlocks = 64;
/** Waiting receipts drawn in one round. */
const drawnPerRound = 16;

/** Follows what becomes of this node's own receipts: whether the draw took them, who judges them, and a case if somebody opens one. */
export async function followOwn(dependencies: OwnDependencies, round: Round, fromBlock: number): Promise<void> {
  await noteOwn(dependencies, round, fromBlock);
  await drawOwn(dependencies, round);
  await followOwnCases(dependencies, round, fromBlock);
}

async function noteOwn({ chain, reads, journal, node, jobsOf }: OwnDependencies, { head, parameters, signal }: Round, fromBlock: number): Promise<void> {
  const from = Math.max(chain.deployment.startBlock, fromBlock - lookBackBlocks);
  for (const anchor of await reads.readAnchors(chain, from, head.number, signal)) {
    if (!sameAddress(anchor.provider, node)) continue;
    for (const { jobId, signed, request: { order } } of jobsOf(anchor.root)) {
      if (!signed) continue;
      journal.own.add(signed.receiptHash, 'waiting', {
        receiptHash: signed.receiptHash, jobId, modelId: order.modelId, tier: order.tier, batch: anchor.batch, root: anchor.root, anchoredAtSeconds: anchor.anchoredAtSeconds,
        untilMs: auditUntilMs(parameters.clock, anchor.anchoredAtSeconds), state: 'waiting', committee: [], case: null,
      });
    }
  }
}

async function drawOwn({ p, chain, reads, journal, node, onChanged }: OwnDependencies, { head, parameters, signal }: Round): Promise<void> {
  const write = (own: OwnReceipt): void => {
    journal.own.write(own.receiptHash, own.state, own);
    onChanged();
  };
  for (const own of journal.own.list(['waiting']).slice(0, drawnPerRound)) {
    const { round, isStored } = await reads.readAuditRound(chain, own.anchoredAtSeconds, signal);
    if (!isStored) {
      // Nobody brought the round: nobody can be drawn any more, and nobody was.
      if (head.timeSeconds * 1000 > own.untilMs) write({ ...own, state: 'notDrawn' });
      continue;
    }
    const [randomness, fullAuditUntilSeconds] = await Promise.all([reads.readRandomness(chain, round, signal), reads.readFullAuditUntil(chain, node, signal)]);
    const { receiptHash, tier, batch, anchoredAtSeconds, modelId } = own;
    const isDrawn = decideDraw(p, { tier, batch, anchoredAtSeconds, fullAuditUntilSeconds, firstBatches: parameters.firstBatches, floorBps: parameters.floorBps, receiptHash, randomness });
    const committee = isDrawn ? await reads.readCommittee(chain, { receiptHash: receiptHash as Hex, modelId, provider: node, anchoredAtSeconds }, parameters.firstCommittee, signal) : [];
    write({ ...own, state: isDrawn ? 'drawn' : 'notDrawn', committee });
  }
  for (const own of journal.own.list(['drawn'])) if (head.timeSeconds * 1000 > own.untilMs) write({ ...own, state: 'stands' });
}

async function followOwnCases(dependencies: OwnDependencies, { head, signal }: Round, fromBlock: number): Promise<void> {
  const { chain, reads, journal, node, onChanged } = dependencies;
  const from = Math.max(chain.deployment.startBlock, fromBlock - lookBackBlocks);
  const opened = (await reads.readCasesOpened(chain, { accused: node }, from, signal)).map(({ subject }) => journal.own.read(subject));
  const open = new Map([...opened, ...journal.own.list(['contested'])].flatMap((own) => (own && (own.state === 'contested' || own.case === null) ? [[own.receiptHash, own] as const] : [])));
  for (const own of open.values()) {
    const found = await reads.readCase(chain, own.receiptHash, signal);
    if (found.stage === 'none' || found.isQuestion) continue;
    const isOver = found.stage === 'closed';
    const deadlineSeconds = isOver ? null : head.timeSeconds <= found.commitUntilSeconds ? found.commitUntilSeconds : found.revealUntilSeconds;
    const next: OwnReceipt = {
      ...own, state: isOver && found.verdict !== 'pending' ? found.verdict : 'contested',
      case: { stage: found.stage, verdict: found.verdict, accepts: found.accepts, rejects: found.rejects, deadlineSeconds, voidTx: null },
    };
    if (JSON.stringify(next) !== JSON.stringify(own)) {
      journal.own.write(own.receiptHash, next.state, next);
      onChanged();
    }
    if (mayAnswer(found, head.timeSeconds)) await answer(dependencies, own);
  }
}

/** Votes that say "not served" count for nothing once the bundle stands on the chain. */
const mayAnswer = (found: CourtCase, chainSeconds: number): boolean => found.stage !== 'closed' && !found.isAnswered && found.rejectsUnserved > 0 && chainSeconds < found.commitUntilSeconds;

async function answer({ chain, calls, queue, readJob, log }: OwnDependencies, own: OwnReceipt): Promise<void> {
  const bundle = readJob(own.jobId)?.result?.bundle;
  const sender = queue();
  if (!bundle || !sender) return;
  log(`verifiers say that the bundle of job ${own.jobId} was not served: it goes to the chain`);
  await sender.send({ ...calls.buildAnswerBundle(chain.deployment, own.receiptHash as Hex, jcsBytes(bundle)), id: `answer ${own.receiptHash}` }).catch((error: unknown) => {
    if (!isHearthError(error, 'chain.reverted')) throw error;
    log(`the answer for ${own.receiptHash} was refused: ${messageOf(error)}`);
  });
}
