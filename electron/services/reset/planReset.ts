import { existsSync, lstatSync, readdirSync, readFileSync, type Stats } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { z } from 'zod';
import type { ResetPart } from '../../shared/reset.ts';
import { addressShape, sameAddress } from '../../shared/units.ts';
import { refusals } from '../../shared/saidReasons.ts';

export type ResetEntry = { /** Relative to the data folder, with forward slashes. */ readonly path: string; readonly sizeBytes: number; readonly files: number };
export type ResetPlan = {
  readonly dataFolder: string;
  readonly parts: Readonly<Record<ResetPart, readonly ResetEntry[]>>;
  /** Model folders the owner added that lie elsewhere. Hearth forgets them with the models and never deletes them. */
  readonly modelFoldersElsewhere: readonly string[];
  /** What is in the folder and not of Hearth's making: left alone whatever is asked. */
  readonly others: readonly string[];
  /** Accounts whose keys are in the wallet. */
  readonly addresses: readonly string[];
  /** What may be typed to let the wallet go; none: there is no key in it. */
  readonly confirmations: readonly string[];
};

const appNames = /^(?:(?:hearth|signals)\.sqlite(?:-wal|-shm|-journal)?|settings\.json|modelMove\.json|hearth\.log(?:\.1)?|crashes|rows|held|practice|networks|gateway|accelerators|\.room)$/;
/** Of this process, or of the reset itself. */
const ownNames = /^(?:control\.sock(?:\.[0-9a-f]{8})?|wallet\.sock|reset\.json(?:\.new)?|\.reset)$/;
/** Models that Hearth keeps itself, where their owner chose no other place. */
const cacheName = 'modelCache';
/** Opens the node's keys, so it goes with them. */
const wrapName = 'wrap.sealed';
/** Tells whose wallet was here, so it goes with that. */
const seenName = 'walletSeen.json';

/** What the window keeps: its size, its caches, the page's choices. */
export const isOfShell = (path: string): boolean => path.startsWith('shell/') && path !== `shell/${wrapName}`;

const seenShape = z.array(addressShape);
const vaultShape = z.looseObject({ accounts: z.array(z.looseObject({ address: addressShape, rootId: z.string().nullable() })) });

/** Whether Hearth ran here: a reset touches no other folder, whatever its files are called. */
export const isDataFolder = (dataFolder: string): boolean => ['hearth.sqlite', join('node', 'keys.json')].some((name) => existsSync(join(dataFolder, name)));

/**
 * What lies in a data folder, by what it is. Reads and changes nothing else.
 *
 * @param modelFolders  the owner's, by the settings
 */
export function readResetPlan(dataFolder: string, modelFolders: readonly string[]): ResetPlan {
  const inside = modelFolders.map((folder) => relative(dataFolder, resolve(folder)).split(sep).join('/')).filter((path) => path !== '' && !path.startsWith('..') && !/^[A-Za-z]:/.test(path) && existsSync(join(dataFolder, path)));
  const top = namesIn(dataFolder).filter((name) => !ownNames.test(name));
  const within = (folder: string): string[] => namesIn(join(dataFolder, folder)).map((name) => `${folder}/${name}`);
  const entries = (paths: readonly string[]): ResetEntry[] => paths.flatMap((path) => measure(dataFolder, path) ?? []);
  const isInside = (path: string): boolean => inside.some((model) => model === path || model.startsWith(`${path}/`) || path.startsWith(`${model}/`));
  const app = [...top.filter((name) => appNames.test(name)), ...within('shell').filter(isOfShell)].filter((path) => !isInside(path));
  const node = [...within('node').filter((path) => path !== `node/${seenName}`), ...(top.includes('shell') ? [`shell/${wrapName}`] : [])];
  const wallet = [...(top.includes('wallet') ? ['wallet'] : []), `node/${seenName}`];
  const addresses = readAddresses(dataFolder);
  return {
    dataFolder,
    parts: { app: entries(app), models: entries([...inside, ...(top.includes(cacheName) && !isInside(cacheName) ? [cacheName] : [])]), node: entries(node), wallet: entries(wallet) },
    modelFoldersElsewhere: modelFolders.filter((folder) => !isInside(relative(dataFolder, resolve(folder)).split(sep).join('/'))),
    others: top.filter((name) => !appNames.test(name) && !['shell', 'node', 'wallet', cacheName].includes(name) && !isInside(name)),
    addresses,
    confirmations: addresses.length > 0 ? addresses : existsSync(join(dataFolder, 'wallet', 'vault.json')) && !isWatchedOnly(dataFolder) ? ['wallet'] : [],
  };
}

export type ResetRefusal = { readonly kind: 'usage' | 'confirmation'; readonly reason: string };

/** Why this may not go; null when it may. Pure. */
export function refuseReset(plan: ResetPlan, asked: readonly ResetPart[], typed: string | null): ResetRefusal | null {
  if (asked.length === 0) return { kind: 'usage', reason: refusals.resetNothing };
  if (asked.includes('node') && !asked.includes('app')) return { kind: 'usage', reason: refusals.resetNode };
  if (!asked.includes('wallet') || plan.confirmations.length === 0) return null;
  const isTyped = typed !== null && plan.confirmations.some((one) => one === typed.trim() || sameAddress(one, typed.trim()));
  return isTyped ? null : { kind: 'confirmation', reason: plan.addresses.length > 0 ? refusals.typedWallet : refusals.typedWord };
}

function readAddresses(dataFolder: string): string[] {
  const vault = readVault(dataFolder);
  if (vault) return vault.filter(({ rootId }) => rootId !== null).map(({ address }) => address);
  return readJson(join(dataFolder, 'node', seenName), seenShape) ?? [];
}
const readVault = (dataFolder: string): z.output<typeof vaultShape>['accounts'] | null => readJson(join(dataFolder, 'wallet', 'vault.json'), vaultShape)?.accounts ?? null;
const isWatchedOnly = (dataFolder: string): boolean => readVault(dataFolder)?.every(({ rootId }) => rootId === null) ?? false;

function readJson<T extends z.ZodType>(path: string, shape: T): z.output<T> | null {
  try {
    return shape.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

function namesIn(folder: string): string[] {
  // A link is not followed: what it shows is not Hearth's.
  return look(folder)?.isDirectory() ? readdirSync(folder).sort() : [];
}

function measure(dataFolder: string, path: string): ResetEntry | null {
  const found = look(join(dataFolder, path));
  if (!found) return null;
  if (!found.isDirectory()) return { path, sizeBytes: found.size, files: 1 };
  const parts = readdirSync(join(dataFolder, path)).flatMap((name) => measure(dataFolder, `${path}/${name}`) ?? []);
  return { path, sizeBytes: parts.reduce((sum, part) => sum + part.sizeBytes, 0), files: parts.reduce((sum, part) => sum + part.files, 0) };
}

/** Something may go between the listing and the look. */
const look = (path: string): Stats | undefined => lstatSync(path, { throwIfNoEntry: false });
