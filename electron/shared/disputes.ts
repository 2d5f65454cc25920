import { z } from 'zod';
import { addressShape, bytes32Shape, safeUintShape, weiShape } from './units.ts';

/** A bonded dispute as the page and the command line show it. Times are the chain's, in seconds. @source docs/protocol/court.md section 4 */
export const disputeSummaryShape = z.strictObject({
  disputeId: bytes32Shape,
  /** The job here that it is about; null for another node's, or one whose journal is gone. */
  jobId: bytes32Shape.nullable(),
  receiptHash: bytes32Shape, accused: addressShape, challenger: addressShape,
  /** Whether it is about this node. */
  isAboutHere: z.boolean(),
  /** Whether an account of this machine opened it: one of the wallet, the node's operator, or the client of a practice network that runs here. */
  isOpenedHere: z.boolean(),
  /** Whether this node answered it for another one. */
  isAnsweredHere: z.boolean(),
  state: z.enum(['open', 'judging', 'closed']),
  outcome: z.enum(['none', 'challengerWon', 'accusedWon', 'unproven']),
  bondWei: weiShape, slashedWei: weiShape,
  openedAtSeconds: safeUintShape,
  /** The next time at which somebody loses by not acting; null once it is closed or waits for the committee. */
  deadlineSeconds: safeUintShape.nullable(),
  answers: z.array(z.strictObject({
    by: addressShape, /** By the node or its operator. */ isOwn: z.boolean(),
    phase: z.enum(['none', 'answered', 'listDemanded', 'named', 'judging', 'fallen', 'stood', 'refunded']),
    /** How often an element of it was named; three at most. */
    tries: z.number().int().min(0).max(255),
    /** The operator named last, in canonical order. */
    node: safeUintShape.nullable(),
  })),
  openedTx: bytes32Shape, closedTx: bytes32Shape.nullable(),
});
export type DisputeSummary = z.infer<typeof disputeSummaryShape>;

/** What a question that a dispute asks needs now, by whomever: the draw of its committee, the end of its stage, what its verdict means; null where it needs time. Pure. */
export const dueOfQuestion = (view: { readonly stage: 'none' | 'waiting' | 'second' | 'final' | 'closed'; readonly revealUntilSeconds: number }, nowSeconds: number): 'startQuestion' | 'closeStage' | 'settle' | null =>
  view.stage === 'waiting' ? 'startQuestion' : view.stage === 'closed' ? 'settle' : view.stage !== 'none' && nowSeconds > view.revealUntilSeconds ? 'closeStage' : null;
