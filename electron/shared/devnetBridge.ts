import { z } from 'zod';
import { defineBridge } from './bridgeKit.ts';
import { safeUintShape, uint32Shape, weiShape } from './units.ts';

/** What the practice network tells and lets be turned. */
export const devnetBridge = defineBridge({
  commands: {
    /** Waits until the chain runs, the contracts are deployed and the client listens. */
    waitForReady: {
      takes: z.strictObject({}),
      gives: z.strictObject({ practiceFile: z.string() }),
      fails: ['devnet.failed', 'chain.toolMissing'],
    },
    /** Orders a minute, 0 to 600. */
    setRate: { takes: z.strictObject({ jobsPerMinute: z.number().min(0).max(600) }), gives: z.strictObject({}), fails: ['usage.invalid'] },
    /** Sends this many mixed jobs as fast as the node takes them, then stops sending by itself. */
    sendJobs: { takes: z.strictObject({ jobs: uint32Shape }), gives: z.strictObject({}), fails: ['usage.invalid'] },
    stop: { takes: z.strictObject({}), gives: z.strictObject({}), fails: [] },
  },
  topics: {
    practice: z.strictObject({
      state: z.enum(['starting', 'ready', 'chainGone']),
      jobsPerMinute: z.number(),
      /** Orders sent, acknowledged by voucher, refused or failed, since this start. */
      sent: uint32Shape,
      acknowledged: uint32Shape,
      failed: uint32Shape,
      reservedWei: weiShape,
      blockNumber: safeUintShape.nullable(),
    }),
  },
});
