import { z } from 'zod';
import { receiptFileShape } from '../../protocol/receiptFile.ts';
import { bytes32Shape, textShape, weiShape } from '../../shared/units.ts';

/**
 * A false receipt on its way through the court. found: not shown to the chain yet; proven: the stake is gone, the job not void yet; done: void;
 * refused: the chain sees no fault. What it cost and brought stands beside.
 */
export const accusationShape = z.strictObject({
  state: z.enum(['found', 'proven', 'done', 'refused']),
  file: receiptFileShape,
  /** The kind of fault, as receiptFaults names it. */
  fault: textShape(20),
  proofTx: bytes32Shape.nullable(),
  voidTx: bytes32Shape.nullable(),
  slashedWei: weiShape,
  /** Gas paid for both calls, in the chain's own currency. */
  feeWei: weiShape,
  refusal: textShape(300).nullable(),
});
export type Accusation = z.output<typeof accusationShape>;
