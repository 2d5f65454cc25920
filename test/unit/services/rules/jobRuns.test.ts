import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createBookSide } from '../../../../electron/programs/provider/bookSide.ts';
import type { Job } from '../../../../electron/services/jobs/job.ts';
import { openRecording } from '../../../../electron/services/rules/recording.ts';
import { noMeasures } from '../../../../electron/shared/jobMeasures.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'hearth-runs-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = { meanWatts: 100, mostWatts: 120, mostCelsius: 64, meanLoadPercent: 88, mostMemoryBytes: 5000 };
const measuresOf = (recording: ReturnType<typeof openRecording>, jobId: string, deviceId: string, measured?: { computeMicros: number; mostMemoryBytes: number }) =>
  createBookSide({ recording } as never).measuresOf({ jobId, started: { deviceId }, result: { measured } } as unknown as Job);

test('a job’s measures outlive a restart, and its bytes add up whether they come before or after its run', () => {
  const recording = openRecording(folder);
  recording.addJobBytes('a', 10, 20);
  recording.recordJobRun('a', run);
  recording.addJobBytes('a', 1, 2);
  recording.recordJobEnergy('a', 'gpu-1', 'ember', { wattHours: 0.5, coveredMs: 99, spanMs: 100 });
  recording.close();
  const again = openRecording(folder);
  expect(measuresOf(again, 'a', 'gpu-1')).toEqual({ ...run, wattHours: 0.5, receivedBytes: 11, sentBytes: 22 });
  // A processor's memory is that of the worker, which told it itself.
  expect(measuresOf(again, 'a', 'cpu', { computeMicros: 1, mostMemoryBytes: 77 }).mostMemoryBytes).toBe(77);
  expect(measuresOf(again, 'a', 'cpu').mostMemoryBytes).toBe(null);
  again.close();
});

test('what nobody measured is unknown, not zero', () => {
  const recording = openRecording(folder);
  expect(measuresOf(recording, 'never seen', 'gpu-1')).toEqual(noMeasures);
  recording.addJobBytes('b', 0, 7);
  expect(measuresOf(recording, 'b', 'gpu-1')).toEqual({ ...noMeasures, receivedBytes: 0, sentBytes: 7 });
  recording.recordJobEnergy('b', 'gpu-1', 'ember', { wattHours: 0.5, coveredMs: 50, spanMs: 100 });
  expect(measuresOf(recording, 'b', 'gpu-1').wattHours).toBe(null);
  recording.close();
});

test('a file of before is opened, and keeps what it knew', () => {
  const old = new Database(join(folder, 'signals.sqlite'));
  old.exec('CREATE TABLE jobEnergy (jobId TEXT PRIMARY KEY, deviceId TEXT NOT NULL, modelName TEXT NOT NULL, wattHours REAL NOT NULL, coveredMs INTEGER NOT NULL, spanMs INTEGER NOT NULL) STRICT');
  old.exec("INSERT INTO jobEnergy VALUES ('old', 'gpu-1', 'ember', 0.25, 100, 100)");
  old.close();
  const recording = openRecording(folder);
  expect(measuresOf(recording, 'old', 'gpu-1')).toEqual({ ...noMeasures, wattHours: 0.25 });
  recording.recordJobRun('old', run);
  expect(measuresOf(recording, 'old', 'gpu-1')).toMatchObject({ mostCelsius: 64, receivedBytes: null });
  recording.close();
});
