import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { controlPathOf } from '../../../../electron/services/control/controlPath.ts';
import { connectControl, isHearthRunning, startControlServer } from '../../../../electron/services/control/controlServer.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'hearth-claim-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const hasUnixSockets = process.platform !== 'win32';
const pipes = 'a named pipe has one server by itself, and leaves nothing';
const closeAll = (servers: readonly { readonly close: () => Promise<void> }[]) => Promise.all(servers.map((server) => server.close()));
/** Starts so many at the same moment. */
async function race(count: number) {
  const ends = await Promise.allSettled(Array.from({ length: count }, (_, index) => startControlServer(folder, (port) => port.post(index))));
  return { won: ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : [])), codes: ends.flatMap((end) => (end.status === 'rejected' ? [(end.reason as { code: string }).code] : [])), winner: ends.findIndex(({ status }) => status === 'fulfilled') };
}
const firstWord = async (): Promise<unknown> => {
  const port = await connectControl(folder);
  return new Promise((resolve) => port.onMessage((message) => (resolve(message), port.close())));
};

describe('the place of a data folder', () => {
  test.each([['an empty folder', () => {}], ['a dead socket that a crash left', () => writeFileSync(controlPathOf(folder), '')]])('is held by one of many that start at once, over %s', async (_name, leave) => {
    if (hasUnixSockets) leave();
    const { won, codes, winner } = await race(12);
    expect(won).toHaveLength(1);
    expect(new Set(codes)).toEqual(new Set(['host.alreadyRunning']));
    // The one that was told so is the one that answers.
    expect(await firstWord()).toBe(winner);
    if (hasUnixSockets) expect(readdirSync(folder)).toEqual(['control.sock']);
    await closeAll(won);
    expect(await isHearthRunning(folder)).toBe(false);
  });

  test('is refused to whoever comes later, and free again once its holder is gone', async () => {
    const [first] = (await race(1)).won;
    expect((await race(3)).codes).toEqual(['host.alreadyRunning', 'host.alreadyRunning', 'host.alreadyRunning']);
    await first!.close();
    const { won } = await race(2);
    expect(won).toHaveLength(1);
    await closeAll(won);
  });

  test('is not taken from one that started before there were claims, nor by the rest of one that died claiming', async ({ skip }) => {
    skip(!hasUnixSockets, pipes);
    const old = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => old.listen(controlPathOf(folder), resolve));
    expect((await race(2)).won).toEqual([]);
    await new Promise((resolve) => old.close(resolve));
    writeFileSync(`${controlPathOf(folder)}.00000000`, '');
    const { won } = await race(2);
    expect(won).toHaveLength(1);
    expect(existsSync(`${controlPathOf(folder)}.00000000`)).toBe(false);
    await closeAll(won);
  });

  test('waits for an earlier name that answers to go, and leaves what is no claim alone', async ({ skip }) => {
    skip(!hasUnixSockets, pipes);
    writeFileSync(join(folder, 'control.sock.notes'), 'mine');
    const rival = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => rival.listen(`${controlPathOf(folder)}.ffffffff`, resolve));
    const starting = race(1);
    await new Promise<void>((resolve) => rival.once('connection', () => resolve()));
    expect(await new Promise((resolve) => connect(controlPathOf(folder)).once('connect', () => resolve('taken')).once('error', () => resolve('free')))).toBe('free');
    await new Promise((resolve) => rival.close(resolve));
    const { won } = await starting;
    expect(won).toHaveLength(1);
    expect(existsSync(join(folder, 'control.sock.notes'))).toBe(true);
    await closeAll(won);
  });
});
