import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Where Hearth keeps its data when nobody says otherwise: what belongs to this machine alone, so not a roaming profile.
 *
 * @param home  the user's home folder
 */
export function defaultDataFolder(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform, home: string): string {
  const asked = environment['HEARTH_DATA'];
  if (asked) return asked;
  if (platform === 'win32') return join(environment['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'Hearth');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Hearth');
  return join(environment['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'hearth');
}

/** Where the keys of this node and of its owner lie, as far as there are any: what no worker has to see. */
export const keyFoldersOf = (dataFolder: string): string[] => ['node', 'wallet'].map((name) => join(dataFolder, name)).filter((folder) => existsSync(folder));
