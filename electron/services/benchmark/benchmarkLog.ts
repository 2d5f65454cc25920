import { benchmarkShape, type Benchmark } from '../../shared/benchmark.ts';
import type { HearthDatabase } from '../storage/database.ts';

/** The last benchmark of each device with each driver, runtime and set of models. */
export type BenchmarkLog = {
  read(deviceId: string, key: string): Benchmark | null;
  write(key: string, benchmark: Benchmark): void;
  remove(deviceId: string): void;
};

/** @effects disk */
export function openBenchmarkLog(database: HearthDatabase): BenchmarkLog {
  database.exec('CREATE TABLE IF NOT EXISTS benchmarks (deviceId TEXT NOT NULL, key TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (deviceId, key)) STRICT');
  const select = database.prepare<[string, string], { data: string }>('SELECT data FROM benchmarks WHERE deviceId = ? AND key = ?');
  const insert = database.prepare('INSERT OR REPLACE INTO benchmarks VALUES (?, ?, ?)');
  const remove = database.prepare('DELETE FROM benchmarks WHERE deviceId = ?');
  return {
    read(deviceId, key) {
      const row = select.get(deviceId, key);
      // Of another version of Hearth: measured anew.
      const parsed = row && benchmarkShape.safeParse(JSON.parse(row.data));
      return parsed?.success ? parsed.data : null;
    },
    write: (key, benchmark) => void insert.run(benchmark.deviceId, key, JSON.stringify(benchmark)),
    remove: (deviceId) => void remove.run(deviceId),
  };
}
