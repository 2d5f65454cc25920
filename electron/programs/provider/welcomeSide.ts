import { statfs } from 'node:fs/promises';
import type { Journal } from '../../services/jobs/journal.ts';
import type { SettingsFile } from '../../services/settings/settings.ts';
import type { PageBridge } from '../../shared/bridge.ts';
import type { Handlers } from '../../shared/bridgeKit.ts';
import { HearthError } from '../../shared/errors.ts';
import type { welcomeCommands, WelcomeState } from '../../shared/welcome.ts';
import type { PracticeSide } from './practiceSide.ts';

export type WelcomeHandlers = Pick<Handlers<PageBridge>, keyof typeof welcomeCommands>;

type Dependencies = {
  readonly dataFolder: string;
  readonly settings: Pick<SettingsFile, 'read' | 'write'>;
  readonly journal: Pick<Journal, 'list'>;
  readonly practice: () => Pick<PracticeSide, 'jobsPerMinute' | 'orderJobs'> | undefined;
};

/** Jobs among which the first receipt is looked for: the introduction comes before there are many. */
const jobsSearched = 500;

/** The introduction: where its reader is, and what its steps need to know. A folder that has worked before is not introduced again. */
export function createWelcomeSide({ dataFolder, settings, journal, practice }: Dependencies): WelcomeHandlers {
  const isFresh = journal.list({ stage: 'all', search: '', limit: 1, beforeMs: null }).total === 0;
  if (settings.read().welcome === null) settings.write({ welcome: isFresh ? { state: 'new', step: 1 } : { state: 'done', step: 1 } });
  const state = (): WelcomeState => settings.read().welcome ?? { state: 'done', step: 1 };
  const firstJob = () => journal.list({ stage: 'all', search: '', limit: jobsSearched, beforeMs: null }).jobs.filter(({ signed }) => signed !== null).at(-1);
  return {
    async readWelcome() {
      const disk = await statfs(dataFolder).catch(() => null);
      return { ...state(), diskFreeBytes: disk && disk.bavail * disk.bsize, firstJobId: firstJob()?.jobId ?? null, canOrder: (practice()?.jobsPerMinute() ?? null) !== null };
    },
    setWelcome(welcome) {
      settings.write({ welcome });
      return {};
    },
    async orderFirstJob() {
      const side = practice();
      if (!side) throw new HearthError('network.unreachable', { address: 'practice network', reason: 'there is none, or it is being started' });
      await side.orderJobs(1);
      return {};
    },
  };
}
