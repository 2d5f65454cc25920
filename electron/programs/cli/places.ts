import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { defaultDataFolder, keyFoldersOf } from '../shell/dataFolder.ts';

export const projectFolder = join(import.meta.dirname, '../../..');
export const version = (JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as { version: string }).version;
export const modelsFolder = join(projectFolder, 'assets/models');
/** The models that come with Hearth. */
export const bundledModelFolders = ['digits', 'ember'].map((name) => join(modelsFolder, name));

export const dataFolderOf = (asked: string | undefined): string => resolve(asked ?? defaultDataFolder(process.env, process.platform, homedir()));

/** Of the Hearth that a person has here: a worker of a single command opens strangers' models too. */
export const ownKeyFolders = (): string[] => keyFoldersOf(dataFolderOf(undefined));
