import { resolve } from 'node:path';
import { formatCoins } from '../../../renderer/format/money.ts';
import { formatBytes } from '../../../renderer/format/numbers.ts';
import type { CachedModel, ModelUse } from '../../shared/modelCache.ts';
import { formatAge } from './chainAccess.ts';
import { isMeant, printable, shortId, usage, type Output } from './output.ts';
import { formatTable } from './table.ts';
import { withRunning, type RunningHearth } from './running.ts';

export type Context = { readonly dataFolder: string; readonly output: Output; readonly options: Record<string, unknown> };

const useWords: Readonly<Record<ModelUse, string>> = { job: 'an order needs it', loaded: 'in memory', seat: 'this node verifies it' };
const originWords: Readonly<Record<CachedModel['origin'], string>> = { bundled: 'came with Hearth', folder: 'your folder', cache: 'cache' };

/** @throws usage.invalid  no model, or more than one */
async function findModel(hearth: RunningHearth, text: string): Promise<CachedModel> {
  const { models } = await hearth.ask('readModelCache', {});
  const { models: offered } = await hearth.ask('readModels', {});
  const named = new Set(offered.filter(({ name }) => name === text).map(({ modelId }) => modelId));
  const found = models.filter(({ modelId }) => named.has(modelId) || (text.length > 5 && isMeant(modelId, text.toLowerCase())));
  if (found.length !== 1) throw usage(found.length === 0 ? `no model here is called ${text}; hearth models cache lists them` : `more than one model is called ${text}: give the beginning of its id`);
  return found[0]!;
}

/** Bytes of "50GB", "20 GiB" or "1500". @throws usage.invalid */
export function parseSize(text: string): number {
  const [, figure, unit = ''] = /^(\d{1,15}(?:\.\d{1,6})?) ?(|[KMGT]i?B)$/i.exec(text.trim()) ?? [];
  const power = 'KMGT'.indexOf(unit[0]?.toUpperCase() ?? '-') + 1;
  const bytes = Math.round(Number(figure) * (unit.length === 3 ? 1024 : 1000) ** power);
  if (figure === undefined || !Number.isSafeInteger(bytes)) throw usage(`'${text}' is no size: say 50GB, 20GiB or a number of bytes`);
  return bytes;
}

export async function showCache({ dataFolder, output }: Context): Promise<void> {
  const cache = await withRunning(dataFolder, (hearth) => hearth.ask('readModelCache', {}));
  const nowMs = Date.now();
  const state = ({ isPinned, isLetGo, uses, goesAt }: CachedModel): string => [...(isPinned ? ['pinned'] : []), ...(isLetGo ? ['let go'] : []), ...uses.map((use) => useWords[use]), ...(goesAt === null ? [] : [`goes as ${goesAt}`])].join(', ') || 'stays';
  const rows = cache.models.map((model) => [printable(model.title), shortId(model.modelId), originWords[model.origin], formatBytes(model.sizeBytes), model.lastUsedMs === null ? 'never' : `${formatAge(Math.round((nowMs - model.lastUsedMs) / 1000))} ago`, formatCoins(model.paidWei), model.weiPerGibHour === null ? 'too new' : formatCoins(model.weiPerGibHour), state(model)]);
  output.result(cache, [
    `${formatBytes(cache.usedBytes)}${cache.quotaBytes === null ? '' : ` of ${formatBytes(cache.quotaBytes)}`} used in ${printable(cache.folder)}${cache.freeBytes === null ? '' : `; ${formatBytes(cache.freeBytes)} free on this disk`}.`,
    ...(cache.move ? [`Moving to ${printable(cache.move.to)}: ${formatBytes(cache.move.doneBytes)} of ${formatBytes(cache.move.totalBytes)}.`] : []),
    ...(rows.length > 0 ? [formatTable([['model', 'id', 'whose', 'size', 'last used', 'earned in 7 days', 'for each GiB and hour', 'state'], ...rows])] : ['No model is here.']),
  ].join('\n'));
}

export async function setQuota({ dataFolder, output, options }: Context, text: string | undefined): Promise<void> {
  const quotaBytes = text === undefined || text === 'none' ? null : parseSize(text);
  await withRunning(dataFolder, async (hearth) => {
    const { quotaBytes: now, usedBytes, models } = await hearth.ask('readModelCache', {});
    const said = (quotaBytes: number | null): string => (quotaBytes === null ? 'Models may take what the disk has' : `Models may take ${formatBytes(quotaBytes)}`);
    if (text === undefined) return output.result({ quotaBytes: now, usedBytes }, `${said(now)}; they take ${formatBytes(usedBytes)}.`);
    const { go } = await hearth.ask('planModelRoom', { needBytes: 0, quotaBytes });
    for (const modelId of go) output.say(`goes  ${printable(models.find((model) => model.modelId === modelId)?.title ?? modelId)}`);
    await hearth.ask('setModelQuota', { quotaBytes, evict: options['evict'] === true ? go : [] });
    output.result({ quotaBytes, deleted: go }, `${said(quotaBytes)}.`);
  });
}

export async function pin({ dataFolder, output }: Context, text: string, isPinned: boolean): Promise<void> {
  const model = await withRunning(dataFolder, async (hearth) => {
    const found = await findModel(hearth, text);
    await hearth.ask('pinModel', { modelId: found.modelId, isPinned });
    return found;
  });
  output.result({ modelId: model.modelId, isPinned }, isPinned ? `${printable(model.title)} stays, whatever it earns.` : `${printable(model.title)} may go again when room is needed.`);
}

export async function evict({ dataFolder, output, options }: Context, text: string): Promise<void> {
  const isNow = options['now'] === true;
  const model = await withRunning(dataFolder, async (hearth) => {
    const found = await findModel(hearth, text);
    await (isNow ? hearth.ask('deleteModel', { modelId: found.modelId }) : hearth.ask('letGoModel', { modelId: found.modelId, isLetGo: true }));
    return found;
  });
  output.result({ modelId: model.modelId, isDeleted: isNow, sizeBytes: model.sizeBytes }, isNow ? `${printable(model.title)} is deleted: ${formatBytes(model.sizeBytes)} are free.` : `${printable(model.title)} is offered no more. Until room is needed, hearth models restore ${shortId(model.modelId).slice(0, 10)} takes it back.`);
}

export async function restore({ dataFolder, output }: Context, text: string): Promise<void> {
  const model = await withRunning(dataFolder, async (hearth) => {
    const found = await findModel(hearth, text);
    if (!found.isLetGo) throw usage(`${printable(found.title)} was not let go`);
    output.progress('hashing the model');
    await hearth.ask('letGoModel', { modelId: found.modelId, isLetGo: false });
    return found;
  });
  output.result({ modelId: model.modelId, isLetGo: false }, `${shortId(model.modelId)} is offered again.`);
}

const lookEveryMs = 500;

export async function move({ dataFolder, output }: Context, text: string): Promise<void> {
  const cache = await withRunning(dataFolder, async (hearth) => {
    const looking = setInterval(() => {
      void hearth.ask('readModelCache', {}).then(({ move: now }) => now && output.progress(`moving: ${formatBytes(now.doneBytes)} of ${formatBytes(now.totalBytes)}`), () => {});
    }, lookEveryMs);
    const cancel = (): void => void hearth.ask('cancelModelMove', {}).catch(() => {});
    process.once('SIGINT', cancel);
    try {
      await hearth.ask('moveModelCache', { folder: text === 'default' ? null : resolve(text) });
    } finally {
      clearInterval(looking);
      process.off('SIGINT', cancel);
    }
    return hearth.ask('readModelCache', {});
  });
  output.result({ folder: cache.folder, usedBytes: cache.usedBytes }, `The models lie in ${printable(cache.folder)}.`);
}
