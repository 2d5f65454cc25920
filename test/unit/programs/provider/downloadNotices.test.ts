import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDownloads } from '../../../../electron/programs/provider/downloadSide.ts';
import { createNoticeSide, type NoticeSide } from '../../../../electron/programs/provider/noticeSide.ts';
import { listRootOf } from '../../../../electron/protocol/modelList.ts';
import { modelIdOf } from '../../../../electron/protocol/modelSpec.ts';
import { nodePrimitives as p } from '../../../../electron/services/primitives/nodePrimitives.ts';
import { openSettings } from '../../../../electron/services/settings/settings.ts';
import { openDatabase, type HearthDatabase } from '../../../../electron/services/storage/database.ts';
import type { Notice } from '../../../../electron/shared/notices.ts';
import { describeNotice } from '../../../../renderer/strings/notices.ts';
import { makeModelFiles, startModelServer, type ModelServer } from '../../../support/modelServer.ts';

const made = makeModelFiles(200_000);
const root = listRootOf(p, made.list);
const list = new TextEncoder().encode(JSON.stringify(made.list));
let folder: string;
let database: HearthDatabase;
let notices: NoticeSide;
let server: ModelServer | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hearth-download-notices-'));
  database = openDatabase(folder);
  notices = createNoticeSide({ database, settings: openSettings(folder), nowMs: Date.now, version: '1', log: () => {}, onChanged: () => {} });
});
afterEach(async () => {
  notices.close();
  database.close();
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The provider's own downloads over a real server and a real cache folder; what a worker would find in what came is given. */
async function download(files: ReadonlyMap<string, Uint8Array>, foundId: string): Promise<Notice> {
  server = await startModelServer(() => files);
  const downloads = openDownloads({
    primitives: p, peersOf: () => [], settings: openSettings(folder), nowMs: Date.now, raise: notices.raise, takeModelBytes: () => {}, onChanged: () => {}, log: () => {}, onProblem: (error) => expect(error).toBe(null),
    cache: { folder: () => join(folder, 'modelCache'), makeRoom: () => {}, describe: () => [] } as never, models: { offered: new Map(), open: () => Promise.resolve() } as never,
    launch: () => Promise.resolve({ client: { ask: () => Promise.resolve({ modelId: foundId, title: 'Noise' }) }, gone: new Promise(() => {}), kill: () => Promise.resolve() } as never),
  });
  await downloads.start([server.url], root, []);
  await expect.poll(() => notices.notices().length, { timeout: 10_000 }).toBe(1);
  await downloads.close();
  return notices.notices()[0]!;
}

it('tells that a model came whole and is offered, and of what its bytes are', async () => {
  const notice = await download(new Map([...made.files, ['hearth-list.json', list]]), modelIdOf(p, made.list.spec));
  expect(notice).toMatchObject({ kind: 'downloadDone', about: { root, model: 'Noise' } });
  expect(describeNotice(notice).what).toContain('Noise');
});

it('tells that a download ended, with its reason: it is not the model that was named, or is not there', async () => {
  const wrong = await download(new Map([...made.files, ['hearth-list.json', list]]), `0x${'77'.repeat(32)}`);
  expect(wrong).toMatchObject({ kind: 'downloadEnded', severity: 'attention', about: { root, code: 'download.wrongRoot' } });
  expect(describeNotice(wrong).what).toContain(root.slice(0, 10));
});
