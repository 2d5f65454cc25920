import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sharePartBytes, type ShareRequest } from '../../protocol/modelSharing.ts';
import type { ModelList } from '../../protocol/modelList.ts';
import type { SharedModels } from '../network/modelPeers.ts';

export type SharingDependencies = {
  readonly isOn: () => boolean;
  /** Whether a limit of the owner's leaves nothing to give until its day or month is over. */
  readonly isSpent?: () => boolean;
  /** The list of a model this node offers and where its files lie, made once; null for any other, or while it is made. */
  readonly find: (modelId: string) => { readonly folder: string; readonly list: ModelList } | null;
  /** Lets bytes through at the rate that all peers share. */
  readonly throttle: (bytes: number, signal: AbortSignal) => Promise<void>;
  readonly nowMs: () => number;
};

/** One peer may fetch a model so many times over in a day: more is no use to it, and costs this machine's line. */
const timesADay = 2;
const dayMs = 86_400_000;
/** Peers remembered; a peer id costs nothing, so the oldest is forgotten first. */
const rememberedPeers = 1024;

/** What this node gives of its models: those it offers, while its owner allows, and to each peer as much as it can use. */
export function createSharedModels({ isOn, isSpent = () => false, find, throttle, nowMs }: SharingDependencies): SharedModels {
  const given = new Map<string, { bytes: number; sinceMs: number }>();

  /** Counts what a peer asks for. False: it had enough. */
  function allow(key: string, bytes: number, totalBytes: number): boolean {
    const known = given.get(key);
    const now = nowMs();
    const entry = known && now - known.sinceMs < dayMs ? known : { bytes: 0, sinceMs: now };
    if (entry.bytes + bytes > timesADay * totalBytes) return false;
    entry.bytes += bytes;
    given.delete(key);
    given.set(key, entry);
    if (given.size > rememberedPeers) given.delete(given.keys().next().value!);
    return true;
  }

  return {
    async open(request, peer) {
      if (!isOn()) return 'off';
      if (isSpent()) return 'busy';
      const model = find(request.modelId);
      if (!model) return 'unknown';
      const key = `${peer} ${request.modelId}`;
      if (request.kind === 'list') {
        const bytes = new TextEncoder().encode(JSON.stringify(model.list));
        return allow(`${key} list`, bytes.length, 8 * bytes.length) ? { sizeBytes: bytes.length, read: (from, to) => Promise.resolve(bytes.subarray(from, to)) } : 'busy';
      }
      const file = partOf(request, model.list);
      if (!file) return 'unknown';
      const totalBytes = model.list.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
      if (!allow(key, request.to - request.from, totalBytes)) return 'busy';
      const path = join(model.folder, ...file.path.split('/'));
      // The path is one of the list's own: a file that changed since is wrong in its blocks, and whoever fetches it sees that.
      const found = await stat(path).catch(() => null);
      if (!found?.isFile() || found.size !== file.sizeBytes) return 'unknown';
      return { sizeBytes: request.to - request.from, read: (from, to) => readPart(path, request.from + from, request.from + to) };
    },
    give: (bytes, _peer, signal) => throttle(bytes, signal),
  };
}

function partOf({ path, from, to }: Extract<ShareRequest, { kind: 'part' }>, { files }: ModelList): ModelList['files'][number] | null {
  const file = files.find((one) => one.path === path);
  return file && from < to && to <= file.sizeBytes && to - from <= sharePartBytes ? file : null;
}

async function readPart(path: string, from: number, to: number): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const bytes = new Uint8Array(to - from);
    for (let at = 0; at < bytes.length; ) {
      const { bytesRead } = await file.read(bytes, at, bytes.length - at, from + at);
      if (bytesRead === 0) throw new Error(`${path} became shorter while it was given away`);
      at += bytesRead;
    }
    return bytes;
  } finally {
    await file.close();
  }
}
