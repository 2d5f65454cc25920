import { z } from 'zod';
import { addressShape, safeUintShape } from './units.ts';

const nothing = z.strictObject({});

/** What can go, each for itself. The order is that of regret: app data comes back by itself, a wallet does not. */
export const resetParts = ['app', 'models', 'node', 'wallet'] as const;
export const resetPartShape = z.enum(resetParts);
export type ResetPart = z.infer<typeof resetPartShape>;

const partSizeShape = z.strictObject({ sizeBytes: safeUintShape, files: safeUintShape });

export const resetCommands = {
  /** What lies in the data folder, by what it is. `others`: the owner's own, left alone whatever goes. */
  readReset: {
    takes: nothing,
    gives: z.strictObject({ parts: z.strictObject({ app: partSizeShape, models: partSizeShape, node: partSizeShape, wallet: partSizeShape }), addresses: z.array(addressShape).max(200), needsTyping: z.boolean(), modelFoldersElsewhere: z.array(z.string().max(1000)).max(51), others: z.array(z.string().max(300)).max(200) }),
    fails: ['storage.unreadable'],
  },
  /** Stops Hearth, and lets the parts go once nothing runs on the folder any more; at the next start, should this one die first. The wallet goes only for one of its addresses, typed. */
  resetHearth: { takes: z.strictObject({ parts: z.array(resetPartShape).min(1).max(4), typed: z.string().max(80).nullable() }), gives: nothing, fails: ['usage.invalid', 'host.alreadyRunning', 'wallet.confirmationMissing', 'storage.unreadable'] },
} as const;
