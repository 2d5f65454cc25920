import type { BatchReply, BundleRequest } from '../../protocol/auditMessages.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import type { ReceiptFile } from '../../protocol/receiptFile.ts';
import type { Domain, Vote } from '../../protocol/typedData.ts';
import type { Hex } from '../../shared/units.ts';
import type * as auditCalls from '../chain/auditCalls.ts';
import type * as auditReads from '../chain/auditReads.ts';
import type { Block, Chain } from '../chain/chain.ts';
import type * as court from '../chain/court.ts';
import type * as disputeReads from '../chain/disputeReads.ts';
import type * as questionReads from '../chain/questionReads.ts';
import type * as receiptProofs from '../chain/receiptProofs.ts';
import type { TransactionQueue } from '../chain/transactions.ts';
import type { WeighFee } from '../earnings/feeShare.ts';
import type { buildVote, ReceiptJudgement } from '../practice/verifier.ts';
import type { AuditJournal } from './auditJournal.ts';

/** Everything a verifier's walk touches, handed over by the program it runs in: a provider, or a practice network. */
export type DutyDependencies = {
  readonly p: Primitives;
  readonly chain: Chain;
  readonly domain: Domain;
  /** The node that sits, and sends from its own account. */
  readonly node: string;
  readonly journal: AuditJournal;
  readonly reads: typeof auditReads & Pick<typeof court, 'readAuditRound' | 'readCommittee'> & Pick<typeof receiptProofs, 'readVoided'> & Pick<typeof disputeReads, 'readQuestion'> & Pick<typeof questionReads, 'readAskedQuestion'>;
  readonly calls: typeof auditCalls;
  /** The account's queue; null while there is none. */
  readonly queue: () => Pick<TransactionQueue, 'send'> | null;
  /** Models whose receipts this machine can replay. */
  readonly models: () => ReadonlySet<string>;
  /** Whether a replay may begin now: no job waits, no rule of the owner stops the device. */
  readonly isFree: () => boolean;
  /** Replays and measures. @throws worker.* and bridge.closed  taken away in the middle; it is tried again */
  readonly judge: (file: ReceiptFile, beacon: string) => Promise<ReceiptJudgement>;
  /** One canonical replay of a receipt's job. @throws worker.*, model.unknown, job.busy */
  readonly replay: (file: ReceiptFile) => Promise<{ readonly traceRoot: string }>;
  readonly buildVote: (vote: Parameters<typeof buildVote>[1]) => Vote;
  /** Ledger first. @throws signer.secondVote · signer.* */
  readonly sign: (vote: Vote) => Promise<Hex>;
  readonly signAsk: (ask: BundleRequest['ask']) => Promise<string>;
  /** The receipts under a root, as some peer tells them. @throws network.*, audit.notServed */
  readonly fetchBatch: (node: string, root: string) => Promise<BatchReply>;
  /** The file of the receipt that is asked for, from the node or from its client; never another. @throws audit.notServed */
  readonly fetchBundle: (node: string, request: BundleRequest) => Promise<ReceiptFile>;
  /** The owner's rule on fees; null: nothing can be weighed. */
  readonly feeRule: () => WeighFee | null;
  readonly nowMs: () => number;
  readonly log: (line: string) => void;
  readonly onChanged: () => void;
};

/** What one round of the walk knows of the chain. */
export type Round = { readonly head: Block; readonly parameters: auditReads.AuditParameters; readonly signal: AbortSignal };

