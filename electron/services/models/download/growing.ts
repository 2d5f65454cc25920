import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { HearthError } from '../../../shared/errors.ts';
import { toStorageError } from '../../storage/database.ts';
import type { Wanted, WantedFile } from './modelList.ts';

/** One block still to come. */
export type Missing = { readonly file: number; readonly block: number };
/** The files of a download as they grow: every block is judged before it is written, and every written one again when Hearth comes back. */
export type Growing = {
  readonly doneBytes: () => number;
  /** In order of files and blocks. */
  readonly missing: () => Missing[];
  /** @throws download.wrongBytes · storage.* @effects disk */
  write(at: Missing, bytes: Uint8Array): Promise<void>;
  /** Bytes of a block, the last of a file being shorter. */
  readonly lengthOf: (at: Missing) => number;
  close(): Promise<void>;
};

/** Every block of a file is the one listed, and the file is not: whoever gave the list lied. */
export class FalseList extends Error {}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * Opens the files of a download in `folder`/files and takes over what is there already, block by block. What was written is on record in `folder`/blocks.txt, one line each, with its hash: a line whose
 * block reads back as something else counts for nothing.
 * @throws storage.* @effects disk
 */
export async function openGrowing(folder: string, wanted: Wanted): Promise<Growing> {
  const { files, blockBytes } = wanted;
  const record = join(folder, 'blocks.txt');
  const countOf = ({ sizeBytes }: WantedFile): number => Math.ceil(sizeBytes / blockBytes);
  const lengthOf = ({ file, block }: Missing): number => Math.min(blockBytes, files[file]!.sizeBytes - block * blockBytes);
  const have = files.map(() => new Set<number>());
  const handles: FileHandle[] = [];
  let doneBytes = 0;

  const keep = (at: Missing): void => {
    have[at.file]!.add(at.block);
    doneBytes += lengthOf(at);
  };
  try {
    for (const { path } of files) {
      const place = join(folder, 'files', ...path.split('/'));
      mkdirSync(dirname(place), { recursive: true, mode: 0o700 });
      handles.push(await open(place, existsSync(place) ? 'r+' : 'w+', 0o600));
    }
    if (wanted.manifest) {
      writeFileSync(join(folder, 'files', 'manifest.json'), wanted.manifest);
      doneBytes += wanted.manifest.length;
    }
    for (const [, file, block, hash] of (existsSync(record) ? readFileSync(record, 'utf8') : '').matchAll(/^(\d{1,4}) (\d{1,6}) ([0-9a-f]{64})$/gm)) {
      const at = { file: Number(file), block: Number(block) };
      const known = files[at.file];
      if (!known || at.block >= countOf(known) || have[at.file]!.has(at.block) || (known.blocks !== null && known.blocks[at.block] !== hash)) continue;
      const bytes = new Uint8Array(lengthOf(at));
      const { bytesRead } = await handles[at.file]!.read(bytes, 0, bytes.length, at.block * blockBytes);
      if (bytesRead === bytes.length && sha256(bytes) === hash) keep(at);
    }
  } catch (error) {
    await Promise.all(handles.map((handle) => handle.close()));
    throw toStorageError(error, folder);
  }

  /** A whole file is judged again: its blocks may have no hashes of their own, and where only the model id was named those they have are the word of whoever gave the list. */
  async function judgeFile(index: number): Promise<void> {
    const { path, sha256: expected, blocks } = files[index]!;
    const hash = createHash('sha256');
    for (let block = 0; block < countOf(files[index]!); block++) {
      const bytes = new Uint8Array(lengthOf({ file: index, block }));
      await handles[index]!.read(bytes, 0, bytes.length, block * blockBytes);
      hash.update(bytes);
    }
    if (hash.digest('hex') !== expected) throw blocks === null ? new HearthError('download.wrongBytes', { file: path }) : new FalseList(path);
  }

  return {
    doneBytes: () => doneBytes,
    lengthOf,
    missing: () => files.flatMap((file, index) => Array.from({ length: countOf(file) }, (_, block) => ({ file: index, block })).filter(({ block }) => !have[index]!.has(block))),
    async write(at, bytes) {
      const { path, blocks } = files[at.file]!;
      if (have[at.file]!.has(at.block)) return;
      const hash = sha256(bytes);
      if (blocks !== null && blocks[at.block] !== hash) throw new HearthError('download.wrongBytes', { file: path });
      try {
        // A disk that is nearly full may take a part and say so without an error.
        for (let done = 0; done < bytes.length; ) done += (await handles[at.file]!.write(bytes, done, bytes.length - done, at.block * blockBytes + done)).bytesWritten;
        appendFileSync(record, `${at.file} ${at.block} ${hash}\n`);
      } catch (error) {
        throw toStorageError(error, folder);
      }
      keep(at);
      if (have[at.file]!.size === countOf(files[at.file]!)) await judgeFile(at.file);
    },
    async close() {
      await Promise.all(handles.map(async (handle) => {
        await handle.sync().catch(() => {});
        await handle.close();
      }));
    },
  };
}
