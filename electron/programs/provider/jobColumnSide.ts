import type { SettingsFile } from '../../services/settings/settings.ts';
import type { PageBridge } from '../../shared/bridge.ts';
import type { Handlers } from '../../shared/bridgeKit.ts';

export type JobColumnHandlers = Pick<Handlers<PageBridge>, 'readJobColumns' | 'setJobColumns'>;

/** Which columns of the job list the owner chose, kept with the other choices. */
export const createJobColumnSide = (settings: SettingsFile): JobColumnHandlers => ({
  readJobColumns: () => ({ columns: settings.read().jobColumns }),
  setJobColumns({ columns }) {
    settings.write({ jobColumns: columns });
    return {};
  },
});
