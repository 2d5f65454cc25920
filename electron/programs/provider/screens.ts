import type { ReceiptFile } from '../../protocol/receiptFile.ts';
import type { Chain } from '../../services/chain/chain.ts';
import type { Job } from '../../services/jobs/job.ts';
import type { Journal } from '../../services/jobs/journal.ts';
import { governanceCommands } from '../../shared/governance.ts';
import { stakingCommands } from '../../shared/staking.ts';
import { createGovernanceSide, type GovernanceHandlers } from './governanceSide.ts';
import type { ModelSide } from './modelSide.ts';
import { relay } from './relay.ts';
import { createStakingSide, type StakingHandlers } from './stakingSide.ts';

export type ScreenHandlers = StakingHandlers & GovernanceHandlers;

type Dependencies = {
  readonly chain: () => Chain | undefined;
  /** False where this Hearth runs without one. */
  readonly hasChain: boolean;
  readonly node: () => string | undefined;
  readonly models: () => ModelSide | undefined;
  readonly journal: Journal;
  readonly buildFile: (job: Job) => ReceiptFile | null;
  readonly nowMs: () => number;
};

/** What single screens ask for, each made once the part of the provider that it needs is there. */
export function createScreens({ chain, hasChain, node, models, journal, buildFile, nowMs }: Dependencies): ScreenHandlers {
  const staking = once(chain, (ready) => createStakingSide({ chain: ready, node: node()!, journal, buildFile, nowMs, offeredModels: () => models()?.offered.size ?? 0 }));
  const governance = once(chain, createGovernanceSide);
  return { ...relay(stakingCommands, staking, () => hasChain), ...relay(governanceCommands, governance, () => hasChain) };
}

/** A part made from another, when that is there and not before. */
function once<From extends object, Side>(from: () => From | undefined, make: (ready: From) => Side): () => Side | undefined {
  let made: Side | undefined;
  return () => {
    const ready = from();
    return (made ??= ready && make(ready));
  };
}
