import { noticeShape, noticesKept, type Notice } from '../../shared/notices.ts';
import type { HearthDatabase } from '../storage/database.ts';

/** Notices on disk. Each write is durable when it returns; a record that a newer or older version wrote and this one cannot read is left out. */
export type NoticeLog = {
  /** Newest first. */
  read(): Notice[];
  /** The lowest id that was never used. */
  nextId(): number;
  write(notices: readonly Notice[]): void;
  remove(noticeIds: readonly string[]): void;
  /** Keeps a key for good. Gives whether it was new: what is told once is told once over every restart. */
  takeKey(key: string, atMs: number): boolean;
  hasKey(key: string): boolean;
};

/** Keys of things that are told once; the oldest go. A proposal needs four at most. */
const keysKept = 4000;

/** @effects disk */
export function openNoticeLog(database: HearthDatabase): NoticeLog {
  database.exec(`CREATE TABLE IF NOT EXISTS notices (noticeId INTEGER PRIMARY KEY AUTOINCREMENT, atMs INTEGER NOT NULL, record TEXT NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS noticeKeys (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, atMs INTEGER NOT NULL) STRICT;`);
  const upsert = database.prepare('INSERT INTO notices (noticeId, atMs, record) VALUES (?, ?, ?) ON CONFLICT (noticeId) DO UPDATE SET atMs = excluded.atMs, record = excluded.record');
  const remove = database.prepare('DELETE FROM notices WHERE noticeId = ?');
  const insertKey = database.prepare('INSERT OR IGNORE INTO noticeKeys (key, atMs) VALUES (?, ?)');
  const prune = database.prepare('DELETE FROM noticeKeys WHERE id <= (SELECT max(id) FROM noticeKeys) - ?');
  return {
    read: () => database.prepare<[number], { record: string }>('SELECT record FROM notices ORDER BY atMs DESC, noticeId DESC LIMIT ?').all(noticesKept)
      .flatMap(({ record }) => noticeShape.safeParse(JSON.parse(record)).data ?? []),
    nextId: () => (database.prepare<[], { seq: number }>("SELECT seq FROM sqlite_sequence WHERE name = 'notices'").get()?.seq ?? 0) + 1,
    write: database.transaction((notices: readonly Notice[]) => {
      for (const notice of notices) upsert.run(Number(notice.noticeId), notice.atMs, JSON.stringify(notice));
    }),
    remove: database.transaction((noticeIds: readonly string[]) => {
      for (const noticeId of noticeIds) remove.run(Number(noticeId));
    }),
    takeKey(key, atMs) {
      const isNew = insertKey.run(key, atMs).changes > 0;
      if (isNew) prune.run(keysKept);
      return isNew;
    },
    hasKey: (key) => database.prepare('SELECT 1 FROM noticeKeys WHERE key = ?').get(key) !== undefined,
  };
}
