import { Provider, type AppUpdater, type ResolvedUpdateFileInfo, type UpdateInfo } from 'electron-updater';
import { parseUpdateInfo, resolveFiles, type ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider.js';
import { fetchBounded, type Fetch } from '../services/updates/fetchBounded.ts';
import { signatureLimitBytes, verifyFeed, type UpdateKey } from '../services/updates/feedSignature.ts';
import { compareVersions, feedLimitBytes, parseFeed } from '../services/updates/parseFeed.ts';
import { UpdateFailure } from '../services/updates/updateFailure.ts';

export type FeedOptions = {
  /** Folder of the feed, https, with a slash at its end. */
  readonly feedUrl: string;
  readonly keys: readonly UpdateKey[];
  readonly fetch: Fetch;
  readonly timeoutMs: number;
  /** What is below was offered before, or runs: an old feed, played again. */
  readonly lowest: () => string;
  /** Hears of each feed that is believed. */
  readonly onVerified: (version: string) => void;
};

/**
 * Lets electron-updater ask our feed: `latest*.yml` as electron-builder writes it, and beside it `latest*.yml.sig`. Nothing of it is parsed before a key of this build vouches for
 * its bytes, and nothing is handed on that is no {@link parseFeed}.
 */
export function useVerifiedFeed(updater: AppUpdater, options: FeedOptions): void {
  class VerifiedFeed extends Provider<UpdateInfo> {
    constructor(_options: unknown, _updater: unknown, runtime: ProviderRuntimeOptions) {
      // Ranges one by one: not every host of files answers several at once.
      super({ ...runtime, isUseMultipleRangeRequest: false });
    }
    override getLatestVersion(): Promise<UpdateInfo> {
      return readFeed(`${this.getDefaultChannelName()}.yml`, options);
    }
    override resolveFiles(info: UpdateInfo): ResolvedUpdateFileInfo[] {
      return resolveFiles(info, new URL(options.feedUrl));
    }
  }
  updater.setFeedURL({ provider: 'custom', updateProvider: VerifiedFeed });
}

/** @throws UpdateFailure  unreachable · tooLong · signature · feed · older */
async function readFeed(fileName: string, { feedUrl, keys, fetch, timeoutMs, lowest, onVerified }: FeedOptions): Promise<UpdateInfo> {
  const address = new URL(fileName, feedUrl).href;
  const bytes = await fetchBounded(fetch, address, feedLimitBytes, timeoutMs);
  const signatures = await fetchBounded(fetch, `${address}.sig`, signatureLimitBytes, timeoutMs);
  const answer = verifyFeed(fileName, bytes, Buffer.from(signatures).toString('utf8'), keys);
  if (!answer.ok) throw new UpdateFailure('signature', `${fileName} is signed by no key that this Hearth knows (${answer.why})`);
  const parsed = parseFeed(readYaml(fileName, bytes, address));
  if (!parsed.ok) throw new UpdateFailure('feed', `${fileName} says what no feed may say: ${parsed.reason}`);
  const { feed } = parsed;
  if (compareVersions(feed.version, lowest()) < 0) throw new UpdateFailure('older', `${fileName} offers ${feed.version}, which is below ${lowest()}`);
  onVerified(feed.version);
  const [first] = feed.files;
  return { ...feed, files: [...feed.files], path: first!.url, sha512: first!.sha512, releaseNotes: feed.releaseNotes ?? null } as UpdateInfo;
}

function readYaml(fileName: string, bytes: Uint8Array, address: string): unknown {
  try {
    return parseUpdateInfo(Buffer.from(bytes).toString('utf8'), fileName, new URL(address));
  } catch (error) {
    throw new UpdateFailure('feed', `${fileName} is no YAML`, error);
  }
}
