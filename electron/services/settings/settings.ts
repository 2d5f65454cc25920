import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Conf from 'conf';
import { z } from 'zod';
import { HearthError } from '../../shared/errors.ts';
import { fleetFolderShape, fleetLimit } from '../../shared/fleet.ts';
import { guardLimit } from '../../shared/guards.ts';
import { deviceHealthShape } from '../../shared/health.ts';
import { modelCacheSettingsShape } from '../../shared/modelCache.ts';
import { dataLimitsShape, noDataLimits } from '../../shared/dataLimits.ts';
import { defaultListening, listeningShape } from '../../shared/listening.ts';
import { networkNameShape } from '../../shared/networks.ts';
import { defaultNoticeChoices, noticeChoicesShape } from '../../shared/notices.ts';
import { prefixSharingShape } from '../../shared/prefixSharing.ts';
import { presetShape, ruleStateShape, rulesShape } from '../../shared/rules.ts';
import { noRefusals, refusalsShape } from '../../shared/refusals.ts';
import { rpcAddressLimit, rpcUrlShape } from '../../shared/rpcAddresses.ts';
import { coinRateShape, feeLimitShape, gasRateShape, tariffShape } from '../../shared/tariff.ts';
import { addressShape, timeMsShape } from '../../shared/units.ts';
import { welcomeStateShape } from '../../shared/welcome.ts';
import { sayShape } from '../../shared/sayShape.ts';

/** What the owner chose, kept over restarts and crashes. One versioned file, written by the provider alone. */
export const settingsShape = z.strictObject({
  version: z.literal(1),
  /** Devices the owner switched; absent ones follow the default. */
  devices: z.record(z.string().max(80), z.boolean()),
  /** The owner's rules: a preset's until one is changed, which makes the preset null. */
  preset: presetShape.nullable().default('balanced'),
  rules: rulesShape.nullable().default(null),
  /** What the rules remember, pauses among it: a restart changes nothing. */
  ruleState: ruleStateShape.default({ pauses: {}, latches: {}, muted: [] }),
  /** What counts against devices; only those with something against them. */
  health: z.record(z.string().max(80), deviceHealthShape).default({}),
  /** null: the owner has not said what power costs, and it is unknown, not free. */
  tariff: tariffShape.nullable().default(null),
  /** What the owner does not take. */
  refusals: refusalsShape.default(noRefusals),
  /** Where the value of a coin comes from; the figures are in the database. null: a coin has no known value. */
  rate: coinRateShape.nullable().default(null),
  /** What a coin of the chain's own currency is worth. null: unknown, and fees are shown in coin alone. */
  gasRate: gasRateShape.nullable().default(null),
  /** Addresses of the chain that the owner added to the deployment's. */
  rpcUrls: z.array(rpcUrlShape).max(rpcAddressLimit).default([]),
  /** The most of a payment that fetching it may cost in fees, in percent; weighed where both coins have a rate. */
  feeLimitPercent: feeLimitShape.default(5),
  /** Between whose prompts computed beginnings are shared: nobody's, each client's own, everybody's (docs/threat-model.md). */
  prefixSharing: prefixSharingShape.default('client'),
  /** Who may reach this node, and how. */
  listening: listeningShape.default(defaultListening),
  /** How much may go over the owner's line. */
  dataLimits: dataLimitsShape.default(noDataLimits),
  /** Of the networks that were joined, the one it is on; null: its own practice network. */
  network: networkNameShape.nullable().default(null),
  /** Where it goes once no receipt waits to be audited; a name of null: to its own practice network. */
  goingTo: z.strictObject({ name: networkNameShape.nullable() }).nullable().default(null),
  /** Data folders of the operator's other nodes, and when each last answered; null: never. */
  fleet: z.array(z.strictObject({ folder: fleetFolderShape, heardAtMs: timeMsShape.nullable() })).max(fleetLimit).default([]),
  /** Nodes that hold the evidence of this one's receipts and answer disputes for it, and those that this one does it for. */
  guards: z.array(addressShape).max(guardLimit).default([]),
  wards: z.array(addressShape).max(guardLimit).default([]),
  /** Threads a job on the processor may use; 0: the runtime's choice, which is all cores. */
  threads: z.number().int().min(0).max(256).default(0),
  /** Folders of models the owner added. */
  modelFolders: z.array(z.string().max(1000)).max(50).default([]),
  /** Models that Hearth itself keeps. */
  modelCache: modelCacheSettingsShape.default(modelCacheSettingsShape.parse({})),
  /** How far the introduction is; null: nobody asked yet. */
  welcome: welcomeStateShape.nullable().default(null),
  /** Of which kinds the owner is told, and when. */
  notices: noticeChoicesShape.default(defaultNoticeChoices),
  /** Columns of the job list, and what it is sorted by; null: the default ones. */
  jobColumns: z.array(z.string().max(40)).max(100).nullable().default(null),
  jobOrder: z.strictObject({ sort: z.string().max(40), descending: z.boolean() }).nullable().default(null),
  /** null: as the practice network was started. */
  practiceJobsPerMinute: z.number().min(0).max(600).nullable(),
});
export type Settings = z.infer<typeof settingsShape>;

/** Every place of models that is not the data folder's own. */
export const modelFoldersOf = ({ modelFolders, modelCache }: Pick<Settings, 'modelFolders' | 'modelCache'>): readonly string[] => [...modelFolders, ...(modelCache.folder === null ? [] : [modelCache.folder])];

/** Files written before there were rules kept a pause of their own. */
const oldPauseShape = z.looseObject({ pause: z.strictObject({ sinceMs: z.number().int(), untilMs: z.number().int().nullable() }).nullable() });
function withoutOldPause(raw: unknown): unknown {
  const old = oldPauseShape.safeParse(raw);
  if (!old.success) return raw;
  const { pause, ...rest } = old.data;
  return { ...rest, ...(pause && { ruleState: { pauses: { '*': { ...pause, giveBack: 'finish' } }, latches: {}, muted: [] } }) };
}

const defaults = { version: 1, devices: {}, practiceJobsPerMinute: null };

export type SettingsFile = {
  read(): Settings;
  /** The rate the owner chose, or null when it was never touched. */
  chosenRate(): number | null;
  write(change: Partial<Omit<Settings, 'version'>>): void;
};

/** @throws settings.invalid  the file is no settings file of this version; it is left as it is */
export function openSettings(folder: string): SettingsFile {
  const path = join(folder, 'settings.json');
  const invalid = (reason: string, cause?: unknown): HearthError => new HearthError('settings.invalid', { path, reason: reason.slice(0, 200) }, cause);
  let file: Conf<Record<string, unknown>>;
  let settings: Settings;
  try {
    file = new Conf({ cwd: folder, configName: 'settings', clearInvalidConfig: false });
    const parsed = settingsShape.safeParse(existsSync(path) && file.size > 0 ? withoutOldPause(file.store) : defaults);
    if (!parsed.success) throw invalid(sayShape(parsed.error));
    settings = parsed.data;
  } catch (error) {
    throw error instanceof HearthError ? error : invalid(error instanceof Error ? error.message : 'unreadable', error);
  }
  return {
    read: () => settings,
    chosenRate: () => settings.practiceJobsPerMinute,
    write(change) {
      const changed = settingsShape.parse({ ...settings, ...change });
      file.store = changed;
      settings = changed;
    },
  };
}
