import type { ReceiptFile } from '../../protocol/receiptFile.ts';
import type { Chain } from '../../services/chain/chain.ts';
import type { Job } from '../../services/jobs/job.ts';
import type { Journal } from '../../services/jobs/journal.ts';
import { modelFoldersOf, type SettingsFile } from '../../services/settings/settings.ts';
import type { HearthDatabase } from '../../services/storage/database.ts';
import { governanceCommands } from '../../shared/governance.ts';
import { publishCommands } from '../../shared/publishing.ts';
import { payoutCommands } from '../../shared/payoutPlan.ts';
import { stakingCommands } from '../../shared/staking.ts';
import { createAcceleratorSide, type AcceleratorHandlers } from './acceleratorSide.ts';
import type { CacheHandlers } from './cacheSide.ts';
import type { DownloadHandlers } from './downloadSide.ts';
import { createDiagnosticsSide, type DiagnosticsHandlers } from './diagnosticsSide.ts';
import { createGovernanceSide, type GovernanceHandlers } from './governanceSide.ts';
import type { DeviceSide, Launch } from './deviceSide.ts';
import { createJobColumnSide, type JobColumnHandlers } from './jobColumnSide.ts';
import { createMarketSide, type MarketHandlers } from './marketSide.ts';
import type { ModelSide } from './modelSide.ts';
import { relay, waitForPart } from './relay.ts';
import type { NetworkSide } from './networkSide.ts';
import type { PracticeSide } from './practiceSide.ts';
import { createPayoutSide, type PayoutHandlers } from './payoutSide.ts';
import { createPublishSide, type PublishHandlers } from './publishSide.ts';
import { createResetSide, type ResetHandlers } from './resetSide.ts';
import { createStakingSide, type StakingHandlers } from './stakingSide.ts';
import type { Described } from './standing.ts';
import { createWelcomeSide, type WelcomeHandlers } from './welcomeSide.ts';

export type ScreenHandlers = StakingHandlers & GovernanceHandlers & WelcomeHandlers & DiagnosticsHandlers & MarketHandlers & CacheHandlers & DownloadHandlers & ResetHandlers & PayoutHandlers & PublishHandlers & JobColumnHandlers & AcceleratorHandlers;

type Dependencies = {
  readonly chain: () => Chain | undefined;
  /** False where this Hearth runs without one. */
  readonly hasChain: boolean;
  readonly node: () => string | undefined;
  readonly devices: () => DeviceSide | undefined;
  readonly launch: () => Launch | undefined;
  readonly models: () => ModelSide | undefined;
  readonly dataFolder: string;
  readonly settings: SettingsFile;
  readonly network: () => NetworkSide | undefined;
  readonly facts: () => Described;
  readonly practice: () => PracticeSide | undefined;
  readonly journal: Journal;
  readonly buildFile: (job: Job) => ReceiptFile | null;
  readonly nowMs: () => number;
  readonly stopHearth: () => Promise<void>;
  readonly onChanged: () => void;
  readonly onProblem: (error: unknown, where: string) => void;
  readonly cache: CacheHandlers & DownloadHandlers;
  readonly database: HearthDatabase;
  readonly payouts: Pick<Parameters<typeof createPayoutSide>[0], 'waits' | 'money' | 'perDayWei'>;
};

/** What single screens ask for, each made once the part of the provider that it needs is there. */
export function createScreens({ chain, hasChain, node, devices, launch, models, dataFolder, settings, network, facts, practice, journal, buildFile, nowMs, stopHearth, onChanged, onProblem, cache, database, payouts }: Dependencies): ScreenHandlers {
  const staking = once(chain, (ready) => createStakingSide({ chain: ready, node: node()!, journal, buildFile, nowMs, offeredModels: () => models()?.offered.size ?? 0 }));
  const governance = once(chain, createGovernanceSide);
  const payout = once(chain, (ready) => createPayoutSide({ chain: ready, node: node()!, journal, ...payouts }));
  const publish = once(chain, (ready) => createPublishSide({ chain: ready, database, launch, nowMs }));
  return { ...relay(stakingCommands, staking, () => hasChain), ...relay(governanceCommands, governance, () => hasChain), ...relay(payoutCommands, payout, () => hasChain), ...relay(publishCommands, publish, () => hasChain), ...createJobColumnSide(settings), ...createWelcomeSide({ dataFolder, settings, journal, practice }),
    ...createMarketSide({ journal, settings, models, devices, launch, nowMs, onChanged, readChain: (signal) => waitForPart(chain, () => hasChain, signal) }),
    ...cache,
    ...createAcceleratorSide({ dataFolder, onProblem }),
    ...createResetSide({ dataFolder, modelFolders: () => modelFoldersOf(settings.read()), stop: stopHearth }),
    ...createDiagnosticsSide({ dataFolder, journal, settings, facts, networkSide: network, nowMs }) };
}

/** A part made from another, when that is there and not before. */
function once<From extends object, Side>(from: () => From | undefined, make: (ready: From) => Side): () => Side | undefined {
  let made: Side | undefined;
  return () => {
    const ready = from();
    return (made ??= ready && make(ready));
  };
}
