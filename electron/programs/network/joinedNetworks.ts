import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { HearthError } from '../../shared/errors.ts';
import { networkNameShape, type JoinedNetwork } from '../../shared/networks.ts';
import { writeAtomically } from '../../services/practice/practiceKeys.ts';
import { formatNetworkFile, readNetworkFile, type NetworkFile } from '../../services/chain/networkFile.ts';

/** What belongs to one network alone: its file, jobs, receipts and payments, rows, and where its nodes were. Keys, wallet, settings, models and the log are this machine's. */
export const networkFolder = (dataFolder: string, name: string): string => join(dataFolder, 'networks', networkNameShape.parse(name));
export const networkFileOf = (dataFolder: string, name: string): string => join(networkFolder(dataFolder, name), 'network.json');

/** @throws network.unknown · network.fileInvalid · network.incompatible */
export async function readJoined(dataFolder: string, name: string): Promise<NetworkFile> {
  if (!(await namesIn(dataFolder)).includes(name)) throw new HearthError('network.unknown', { name: name.slice(0, 60) });
  return readNetworkFile(networkFileOf(dataFolder, name));
}

/** @effects disk */
export async function keepJoined(dataFolder: string, name: string, file: NetworkFile): Promise<void> {
  await mkdir(networkFolder(dataFolder, name), { recursive: true, mode: 0o700 });
  await writeAtomically(networkFileOf(dataFolder, name), formatNetworkFile({ ...file, name }), 0o644);
}

/** Lets all of it go, jobs and payments that still wait among it. @effects disk */
export const forgetJoined = (dataFolder: string, name: string): Promise<void> => rm(networkFolder(dataFolder, name), { recursive: true, force: true });

/** In order of their names. One whose file cannot be read is left out: `hearth join` puts it back. */
export async function listJoined(dataFolder: string): Promise<readonly JoinedNetwork[]> {
  const found = await Promise.all((await namesIn(dataFolder)).map(async (name): Promise<JoinedNetwork[]> => {
    const file = await readNetworkFile(networkFileOf(dataFolder, name)).catch(() => null);
    return file ? [{ name, chainId: file.deployment.chainId, isPractice: file.deployment.practice, seeds: file.seeds.length + file.relays.length }] : [];
  }));
  return found.flat().slice(0, 64);
}

async function namesIn(dataFolder: string): Promise<readonly string[]> {
  const names = await readdir(join(dataFolder, 'networks')).catch(() => []);
  return names.filter((name) => networkNameShape.safeParse(name).success).toSorted();
}
