import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, readSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { emptyUpdateRecord, updateRecordShape, type UpdateRecord } from './decideStart.ts';

export type UpdateRecordFile = { read(): UpdateRecord; write(record: UpdateRecord): void };

/** What is known of updates over restarts, one small file. One that cannot be read counts as empty: it guards an update and is no reason not to start. @effects disk */
export function openUpdateRecord(path: string): UpdateRecordFile {
  let record = readRecord(path);
  return {
    read: () => record,
    write(next) {
      record = next;
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      // On the disk before the act that it is about: whoever crashes in between finds it.
      const file = openSync(`${path}.new`, 'w', 0o600);
      try {
        writeSync(file, JSON.stringify(updateRecordShape.parse(next)));
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(`${path}.new`, path);
    },
  };
}

function readRecord(path: string): UpdateRecord {
  try {
    return updateRecordShape.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return emptyUpdateRecord;
  }
}

/** SQLite keeps user_version at byte 60 of its file, big-endian (https://www.sqlite.org/fileformat.html). */
const userVersionAt = 60;

/** What the database on disk was written by; null where its log still holds changes that the file itself lacks. No file: 0. */
export function readDiskFormat(dataFolder: string): number | null {
  const path = join(dataFolder, 'hearth.sqlite');
  const file = statSync(path, { throwIfNoEntry: false });
  if (!file || file.size === 0) return 0;
  if ((statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0) return null;
  const head = Buffer.alloc(4);
  const opened = openSync(path, 'r');
  try {
    return readSync(opened, head, 0, 4, userVersionAt) === 4 ? head.readUInt32BE(0) : null;
  } finally {
    closeSync(opened);
  }
}
