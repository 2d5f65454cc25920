import { z } from 'zod';
import { bytes32Shape, safeUintShape, uint8Shape } from './units.ts';

const nothing = z.strictObject({});
export const welcomeSteps = 5;

/** How far the introduction is. new: never shown, so a fresh Hearth opens with it, once; left: begun and not ended, to be taken up at its step; done: to its end. */
export const welcomeStateShape = z.strictObject({ state: z.enum(['new', 'left', 'done']), step: uint8Shape.min(1).max(welcomeSteps) });
export type WelcomeState = z.infer<typeof welcomeStateShape>;

export const welcomeCommands = {
  readWelcome: {
    takes: nothing,
    gives: welcomeStateShape.extend({
      /** Room on the data folder's disk; null: the system does not say. */
      diskFreeBytes: safeUintShape.nullable(),
      /** This machine's first signed receipt; null: none yet. */
      firstJobId: bytes32Shape.nullable(),
      /** Whether a practice client can be asked for one more order. */
      canOrder: z.boolean(),
    }),
    fails: [],
  },
  setWelcome: { takes: welcomeStateShape, gives: nothing, fails: [] },
  /** Has the practice client order one job, for whoever waits for a first receipt. */
  orderFirstJob: { takes: nothing, gives: nothing, fails: ['network.unreachable', 'usage.invalid'] },
} as const;
