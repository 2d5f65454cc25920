import { openSettings } from '../../services/settings/settings.ts';
import type { ModelFolderList } from '../../services/reset/carryOutReset.ts';
import { isHearthError } from '../../shared/errors.ts';

/** The owner's model folders, as the settings have them. Broken settings name none: a reset is one way out of them. */
export const modelFolderList: ModelFolderList = {
  read(dataFolder) {
    try {
      return openSettings(dataFolder).read().modelFolders;
    } catch (error) {
      if (isHearthError(error, 'settings.invalid')) return [];
      throw error;
    }
  },
  write: (dataFolder, folders) => openSettings(dataFolder).write({ modelFolders: [...folders] }),
};
