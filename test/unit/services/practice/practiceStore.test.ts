import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Announcement, JobRequest } from '../../../../electron/protocol/messages.ts';
import { openPracticeStore } from '../../../../electron/services/practice/practiceStore.ts';
import { sampleDomain } from '../../../support/practiceSamples.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'hearth-practice-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const address = (byte: string): string => `0x${byte.repeat(20)}`;
const announcement = (byte: string): Announcement => ({ format: 'hearth-announcement/2', domain: sampleDomain, node: address(byte), payout: address('aa'), epoch: 1, peerId: 'x', addresses: ['/x'], models: [], freeSlots: 1, atMs: 1, untilMs: 2 });

test('a node that announced itself in the words of another version is left out until it does so again', () => {
  const path = join(folder, 'practice.sqlite');
  const store = openPracticeStore(path);
  for (const byte of ['11', '22']) store.saveNode(announcement(byte));
  store.close();
  const file = new Database(path);
  file.prepare("UPDATE nodes SET announcement = replace(announcement, 'hearth-announcement/2', 'hearth-announcement/1') WHERE node = ?").run(address('11'));
  file.close();
  const again = openPracticeStore(path);
  expect(again.nodes().map((node) => node.announcement.node)).toEqual([address('22')]);
  again.saveNode(announcement('11'));
  expect(again.nodes()).toHaveLength(2);
  again.close();
});

test('names whose answers did not hold, of one network and since a time', () => {
  const store = openPracticeStore(join(folder, 'practice.sqlite'));
  const add = (network: string, provider: string, atMs: number, end: 'rejected' | 'accepted'): void => {
    const jobId = `0x${provider}${atMs}`;
    store.addJob(network, { order: { jobId, provider: `0x${provider}` } } as unknown as JobRequest, atMs, 'outcomeOnly');
    store.endJob(jobId, end, null);
  };
  add('one', 'AA', 100, 'rejected');
  add('one', 'aa', 200, 'rejected');
  add('one', 'bb', 200, 'accepted');
  add('one', 'cc', 10, 'rejected');
  add('other', 'dd', 200, 'rejected');
  expect(store.rejectedSince('one', 100)).toEqual(['0xaa']);
  store.close();
});
