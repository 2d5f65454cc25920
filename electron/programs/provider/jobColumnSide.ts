import type { SettingsFile } from '../../services/settings/settings.ts';
import type { PageBridge } from '../../shared/bridge.ts';
import type { Handlers } from '../../shared/bridgeKit.ts';
import { jobOrderShape } from '../../shared/jobFields.ts';

export type JobColumnHandlers = Pick<Handlers<PageBridge>, 'readJobColumns' | 'setJobColumns' | 'setJobOrder'>;

/** Which columns of the job list the owner chose, where each stands and what sorts it, kept with the other choices. A sort that only a newer Hearth knows counts as none. */
export const createJobColumnSide = (settings: SettingsFile): JobColumnHandlers => ({
  readJobColumns: () => ({ columns: settings.read().jobColumns, order: jobOrderShape.safeParse(settings.read().jobOrder).data ?? null }),
  setJobColumns({ columns }) {
    settings.write({ jobColumns: columns });
    return {};
  },
  setJobOrder({ order }) {
    settings.write({ jobOrder: order });
    return {};
  },
});
