import { isCacheFolder } from '../../services/models/cache/cacheFolder.ts';
import { modelFoldersOf, openSettings } from '../../services/settings/settings.ts';
import type { ModelFolderList } from '../../services/reset/carryOutReset.ts';
import { isHearthError } from '../../shared/errors.ts';

/** The owner's model folders, as the settings have them, and the cache of models where it lies elsewhere. Broken settings name none: a reset is one way out of them. */
export const modelFolderList: ModelFolderList = {
  read(dataFolder) {
    try {
      return modelFoldersOf(openSettings(dataFolder).read());
    } catch (error) {
      if (isHearthError(error, 'settings.invalid')) return [];
      throw error;
    }
  },
  write(dataFolder, folders) {
    const settings = openSettings(dataFolder);
    const cache = folders.find((folder) => isCacheFolder(folder)) ?? null;
    settings.write({ modelFolders: folders.filter((folder) => folder !== cache), modelCache: { ...settings.read().modelCache, folder: cache } });
  },
};

