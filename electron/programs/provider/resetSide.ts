import { join } from 'node:path';
import { isHearthRunning } from '../../services/control/controlServer.ts';
import { beginReset } from '../../services/reset/carryOutReset.ts';
import { readResetPlan, refuseReset, type ResetEntry } from '../../services/reset/planReset.ts';
import type { PageBridge } from '../../shared/bridge.ts';
import type { Handlers } from '../../shared/bridgeKit.ts';
import { HearthError } from '../../shared/errors.ts';
import type { resetCommands } from '../../shared/reset.ts';

export type ResetHandlers = Pick<Handlers<PageBridge>, keyof typeof resetCommands>;
type Dependencies = { readonly dataFolder: string; readonly modelFolders: () => readonly string[]; readonly stop: () => Promise<void> };

/** A reset asked for from the page: noted here, done by the host when every program has ended. */
export function createResetSide({ dataFolder, modelFolders, stop }: Dependencies): ResetHandlers {
  const plan = () => readResetPlan(dataFolder, modelFolders());
  const sum = (entries: readonly ResetEntry[]) => ({ sizeBytes: entries.reduce((bytes, entry) => bytes + entry.sizeBytes, 0), files: entries.reduce((files, entry) => files + entry.files, 0) });
  return {
    readReset() {
      const { parts: { app, models, node, wallet }, addresses, confirmations, modelFoldersElsewhere, others } = plan();
      return { parts: { app: sum(app), models: sum(models), node: sum(node), wallet: sum(wallet) }, addresses: addresses.slice(0, 200), needsTyping: confirmations.length > 0, modelFoldersElsewhere: [...modelFoldersElsewhere], others: others.slice(0, 200).map((name) => name.slice(0, 300)) };
    },
    async resetHearth({ parts, typed }) {
      const refusal = refuseReset(plan(), parts, typed);
      if (refusal) throw refusal.kind === 'usage' ? new HearthError('usage.invalid', { reason: refusal.reason }) : new HearthError('wallet.confirmationMissing', { what: refusal.reason });
      // A gateway has books of its own open there, and may be in the middle of paying for an answer.
      const gateway = join(dataFolder, 'gateway');
      if (parts.includes('app') && (await isHearthRunning(gateway))) throw new HearthError('host.alreadyRunning', { dataFolder: gateway });
      beginReset(dataFolder, parts, modelFolders());
      await stop();
      return {};
    },
  };
}
