import type { CachedModel, ModelCache } from '../../electron/shared/modelCache.ts';
import type { Download } from '../../electron/shared/modelDownloads.ts';
import type { FakeHandlers } from './fakeProvider.ts';
import { digest, nowMs } from './sampleKit.ts';

/** What models that Hearth keeps look like to the page. Only for tests. */
const day = 86_400_000;
const cached = (name: string, title: string, facts: Partial<CachedModel> = {}): CachedModel => ({
  modelId: digest(name), title, sizeBytes: 4_200_000_000, origin: 'cache', isPinned: false, isLetGo: false, uses: [], lastUsedMs: nowMs - 3 * day, installedAtMs: nowMs - 40 * day, paidWei: 10n ** 18n, weiPerGibHour: 1_417_233_560_090_702n, goesAt: 2, ...facts,
});
export const sampleModelCache: ModelCache = {
  folder: '/mnt/fast/hearth-models', isDefaultFolder: false, quotaBytes: 40_000_000_000, usedBytes: 17_100_000_000, freeBytes: 214 * 2 ** 30, bytesPerSecond: null, isShared: false, sharedBytesPerSecond: null, move: null,
  models: [
    cached('ember', 'Ember', { origin: 'bundled', sizeBytes: 5_200_000, goesAt: null, lastUsedMs: nowMs - 4000, installedAtMs: null }),
    cached('tales-large', 'Tales, large', { uses: ['job', 'loaded'], goesAt: null, lastUsedMs: nowMs - 20_000 }),
    cached('summer', 'Summaries for people in a hurry', { sizeBytes: 8_100_000_000, weiPerGibHour: 21_000_000_000_000n, goesAt: 2 }),
    cached('old', 'Older translations', { isLetGo: true, lastUsedMs: null, weiPerGibHour: 0n, goesAt: 1 }),
    cached('new', 'Recipes', { sizeBytes: 610_000_000, isPinned: true, weiPerGibHour: null, goesAt: null, lastUsedMs: null, installedAtMs: nowMs - 3_600_000 }),
  ],
};
const download = (name: string, facts: Partial<Download>): Download => ({ root: digest(name), urls: ['https://models.example.org/tales/'], phase: 'fetch', title: null, doneBytes: 1_912_602_624, totalBytes: 4_402_341_478, bytesPerSecond: 38_797_312, leftMs: 64_000, failure: null, ...facts });
const sampleDownloads: readonly Download[] = [
  download('tales', { title: 'Tales, larger' }),
  download('stopped', { urls: ['https://a.example/models/q/', 'https://b.example/q/'], phase: 'failed', bytesPerSecond: 0, leftMs: null, doneBytes: 402_653_184, failure: { code: 'download.unreachable', about: { url: 'https://a.example/models/q/onnx/model.onnx', reason: 'ECONNRESET' } } }),
  download('lie', { phase: 'refused', doneBytes: 0, failure: { code: 'download.wrongBytes', about: { file: 'onnx/model.onnx' } } }),
];
export const modelCacheHandlers: FakeHandlers = {
  readModelCache: () => sampleModelCache, planModelRoom: () => ({ go: [digest('old'), digest('summer')], freedBytes: 12_300_000_000, shortBytes: 0 }),
  readDownloads: () => ({ downloads: [...sampleDownloads] }), startDownload: () => sampleDownloads[0]!, pauseDownload: () => ({}), resumeDownload: () => ({}), cancelDownload: () => ({}),
  setModelQuota: () => ({}), pinModel: () => ({}), letGoModel: () => ({}), deleteModel: () => ({}), moveModelCache: () => ({}), cancelModelMove: () => ({}), setDownloadRate: () => ({}), setModelSharing: () => ({}),
};
