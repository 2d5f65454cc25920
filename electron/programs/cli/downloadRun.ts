import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { formatBytes } from '../../../renderer/format/numbers.ts';
import { formatSpan } from '../../../renderer/format/time.ts';
import { wordsOfFailure } from '../../../renderer/strings/errors.ts';
import { listRootOf } from '../../protocol/modelList.ts';
import { modelIdOf, modelSpecShape } from '../../protocol/modelSpec.ts';
import { createNodeFork } from '../../services/broker/nodeFork.ts';
import { buildModelList, listFileName } from '../../services/models/download/modelList.ts';
import { openFolder, readModelFile } from '../../services/models/modelFiles.ts';
import { parseManifest } from '../../services/models/parseManifest.ts';
import { sizeLimitBytes } from '../../services/models/manifest.ts';
import { nodePrimitives } from '../../services/primitives/nodePrimitives.ts';
import { connectBridge } from '../../shared/bridgeKit.ts';
import { errorFromFailure, HearthError, isHearthError } from '../../shared/errors.ts';
import { peersAddress, type Download } from '../../shared/modelDownloads.ts';
import { workerBridge } from '../../shared/workerBridge.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseSize, type Context } from './modelsRun.ts';
import { isMeant, printable, shortId, usage, withElapsed } from './output.ts';
import { formatTable } from './table.ts';
import { ownKeyFolders } from './places.ts';
import { withRunning, type RunningHearth } from './running.ts';

const lookEveryMs = 400;

const progressOf = ({ title, root, phase, doneBytes, totalBytes, bytesPerSecond, leftMs }: Download): string =>
  [`${printable(title ?? shortId(root))}: ${phase}`, ...(totalBytes === null ? [] : [`${formatBytes(doneBytes)} of ${formatBytes(totalBytes)}`]), ...(phase === 'fetch' ? [bytesPerSecond > 0 ? `${formatBytes(bytesPerSecond)}/s` : 'nothing comes', ...(leftMs === null ? [] : [`${formatSpan(leftMs)} left`])] : [])].join(', ');

export async function get({ dataFolder, output, options }: Context, urls: readonly string[]): Promise<void> {
  const root = ((options['root'] as string | undefined) ?? '').toLowerCase();
  if (!/^0x[0-9a-f]{64}$/.test(root)) throw usage('--root 0x… names what you want: a model id, or the root of a list, from somebody you trust');
  if (urls.length > 8) throw usage('at most eight addresses');
  const done = await withRunning(dataFolder, async (hearth) => {
    await begin(hearth, urls.map((url) => (url === 'peers' ? peersAddress : url)), root, options['evict'] === true);
    if (options['detach'] === true) return (await hearth.ask('readDownloads', {})).downloads.find((one) => one.root === root)!;
    return follow(hearth, root, (line) => output.progress(line));
  });
  output.result(done, done.phase === 'done' ? `${printable(done.title ?? root)} is installed and offered.` : `${progressOf(done)}. hearth models downloads shows how far it is.`);
}

async function begin(hearth: RunningHearth, urls: readonly string[], root: string, mayEvict: boolean): Promise<void> {
  try {
    await hearth.ask('startDownload', { urls: [...urls], root, evict: [] });
  } catch (error) {
    if (!mayEvict || !isHearthError(error, 'model.noRoom')) throw error;
    await hearth.ask('startDownload', { urls: [...urls], root, evict: error.about.wouldGoIds });
  }
}

/** Until it is over; leaving the command leaves the download under way. @throws whatever it failed with */
async function follow(hearth: RunningHearth, root: string, say: (line: string) => void): Promise<Download> {
  for (;;) {
    const { downloads: all } = await hearth.ask('readDownloads', {});
    const found = all.find((one) => one.root === root);
    if (!found) throw usage('the download was cancelled');
    if (found.failure) throw errorFromFailure(found.failure);
    if (found.phase === 'done' || found.phase === 'paused') return found;
    say(progressOf(found));
    await sleep(lookEveryMs);
  }
}

export async function downloads({ dataFolder, output }: Context, [act, which = '']: readonly string[]): Promise<void> {
  const acts = { pause: 'pauseDownload', resume: 'resumeDownload', cancel: 'cancelDownload' } as const;
  if (act !== undefined && !Object.hasOwn(acts, act)) throw usage('say nothing, or pause, resume or cancel and the beginning of a root');
  const all = await withRunning(dataFolder, async (hearth) => {
    const now = (await hearth.ask('readDownloads', {})).downloads;
    if (act === undefined) return now;
    const found = now.filter(({ root }) => which.length > 2 && isMeant(root, which.toLowerCase()));
    if (found.length !== 1) throw usage(found.length === 0 ? 'no download has a root that begins so' : 'more than one root begins so');
    await hearth.ask(acts[act as keyof typeof acts], { root: found[0]!.root });
    return (await hearth.ask('readDownloads', {})).downloads;
  });
  output.result({ downloads: all }, all.length === 0 ? 'No downloads.' : formatTable([['root', 'how it stands', 'why'], ...all.map((one) => [shortId(one.root), progressOf(one), one.failure ? printable(wordsOfFailure(one.failure).what) : ''])]));
}

export async function rate({ dataFolder, output }: Context, text: string): Promise<void> {
  const bytesPerSecond = text === 'none' ? null : parseSize(text);
  if (bytesPerSecond !== null && bytesPerSecond < 1024) throw usage('at least 1024 bytes a second');
  await withRunning(dataFolder, (hearth) => hearth.ask('setDownloadRate', { bytesPerSecond }));
  output.result({ bytesPerSecond }, bytesPerSecond === null ? 'Downloads take what comes.' : `Downloads take ${formatBytes(bytesPerSecond)} a second together.`);
}

export async function share({ dataFolder, output }: Context, word: string, rateText?: string): Promise<void> {
  if (word !== 'on' && word !== 'off') throw usage(`hearth models share takes on or off, not '${word}'`);
  const bytesPerSecond = rateText === undefined || rateText === 'none' ? null : parseSize(rateText);
  if (bytesPerSecond !== null && bytesPerSecond < 1024) throw usage('at least 1024 bytes a second');
  const isShared = word === 'on';
  await withRunning(dataFolder, (hearth) => hearth.ask('setModelSharing', { isShared, bytesPerSecond }));
  output.result({ isShared, bytesPerSecond }, isShared ? `Other peers may fetch the models of this node${bytesPerSecond === null ? '' : `, ${formatBytes(bytesPerSecond)} a second together`}. Each gets a model twice a day at most.` : 'Nothing is shared.');
}

/** Opens the folder in a worker for what it is, then hashes its files block by block. */
export async function writeList({ output, options }: Context, folder: string): Promise<void> {
  const worker = createNodeFork(join(import.meta.dirname, '..'), import.meta.filename.endsWith('.ts') ? 'ts' : 'js', () => {}, ownKeyFolders())('worker', [], {}, [resolve(folder)]);
  try {
    const { specText } = await withElapsed(output, 'opening the model', () => connectBridge(workerBridge, worker.port).ask('inspect', { folder: resolve(folder) }));
    const spec = modelSpecShape.parse(JSON.parse(specText));
    const manifest = parseManifest(await readModelFile(await openFolder(folder), 'manifest.json', sizeLimitBytes.manifest));
    const list = await withElapsed(output, 'hashing every block', () => buildModelList(resolve(folder), spec, manifest));
    const file = resolve(options['out'] === undefined ? join(folder, listFileName) : (options['out'] as string));
    await writeFile(file, `${JSON.stringify(list)}\n`).catch((error: unknown) => {
      throw new HearthError('storage.unreadable', { path: file, reason: (error as NodeJS.ErrnoException).code ?? 'cannot be written' }, error);
    });
    const [root, modelId] = [listRootOf(nodePrimitives, list), modelIdOf(nodePrimitives, spec)];
    output.result({ file, root, modelId, files: list.files.length, sizeBytes: list.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) }, `list root ${root}\nmodel id  ${modelId}\nWritten to ${printable(file)}. Put the folder on any https server; others install it with\n  hearth models get https://… --root ${root}`);
  } finally {
    worker.kill();
  }
}
