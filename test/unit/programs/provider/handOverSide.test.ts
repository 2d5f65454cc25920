import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHandOverSide, type HandOverDependencies, type HandOverSide } from '../../../../electron/programs/provider/handOverSide.ts';
import type { GuardReply } from '../../../../electron/protocol/guardMessages.ts';
import type { ReceiptFile } from '../../../../electron/protocol/receiptFile.ts';
import { createHeldFiles } from '../../../../electron/services/audit/heldFiles.ts';
import type { Job } from '../../../../electron/services/jobs/job.ts';
import type { Network } from '../../../../electron/services/network/openNetwork.ts';
import { nodePrimitives as p } from '../../../../electron/services/primitives/nodePrimitives.ts';
import { settingsShape, type Settings } from '../../../../electron/services/settings/settings.ts';
import { openDatabase, type HearthDatabase } from '../../../../electron/services/storage/database.ts';
import { openKeptFiles } from '../../../../electron/services/storage/keptFiles.ts';
import { HearthError } from '../../../../electron/shared/errors.ts';
import { until } from '../../../support/until.ts';
import { accountOf, domain, node, signedJob } from '../../protocol/samples.ts';

const guard = accountOf('guard').address;
let folder: string;
const ends: (() => void)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hearth-handover-'));
});
afterEach(() => {
  for (const end of ends.splice(0)) end();
  rmSync(folder, { recursive: true, force: true });
});

type Answer = (message: { file: ReceiptFile }) => Promise<GuardReply>;
/** Machines of one network; an address is a node's name. */
function openWorld() {
  const answers = new Map<string, Answer>();
  const away = new Set<string>();
  const requests: string[] = [];
  return {
    away, requests,
    async open(name: string, address: string, given: { readonly jobs?: Job[]; readonly files?: Map<string, ReceiptFile>; readonly settings?: Partial<Settings>; readonly database?: HearthDatabase; readonly change?: Partial<HandOverDependencies> }) {
      const database = given.database ?? openDatabase(join(folder, name));
      ends.push(() => database.close());
      let settings = settingsShape.parse({ version: 1, devices: {}, practiceJobsPerMinute: null, ...given.settings });
      const held = createHeldFiles(openKeptFiles(join(folder, name, 'held'), { ending: 'json', quotaBytes: 1e8, keepMs: 0, isOver: () => false, nowMs: Date.now, onEvicted: () => {} }));
      const lines: string[] = [];
      const side = await openHandOverSide({
        primitives: p, database, domain, held, node: address, nowMs: Date.now, log: (line) => void lines.push(line), hasModel: () => true, spanMs: () => 60_000, onProblem: (error) => String(error),
        network: {
          answer: async (_protocol: string, _shapes: unknown, _limits: unknown, handler: Answer) => void answers.set(address, handler),
          async request(to: string, _protocol: string, _shapes: unknown, message: { file: ReceiptFile }) {
            requests.push(message.file.order.jobId);
            if (away.has(to) || !answers.has(to)) throw new HearthError('network.unreachable', { address: to, reason: 'away' });
            return answers.get(to)!(message);
          },
        } as unknown as Network,
        addressesOf: (of) => [of],
        journal: { list: ({ limit, beforeMs }) => ({ total: 0, jobs: (given.jobs ?? []).filter(({ admittedAtMs }) => beforeMs === null || admittedAtMs < beforeMs).toSorted((a, b) => b.admittedAtMs - a.admittedAtMs).slice(0, limit) }) },
        buildFile: ({ jobId }) => given.files?.get(jobId) ?? null, settings: { read: () => settings, write: (change) => void (settings = settingsShape.parse({ ...settings, ...change })) }, ...given.change,
      });
      return { side, held, lines, database };
    },
  };
}
const runFor = async (side: HandOverSide, done: () => boolean): Promise<void> => {
  const ending = new AbortController();
  const running = side.run(ending.signal);
  await until('it is done', done, 20_000).finally(() => ending.abort());
  await running;
};

/** Jobs of the node, with their files. */
function makeJobs(count: number, change: (n: number) => Partial<Job> = () => ({})) {
  const made = Array.from({ length: count }, (_, n) => signedJob(`handed ${n}`));
  const jobs = made.map(({ jobId, receiptHash }, n) => ({ jobId, admittedAtMs: Date.now() - 1000 + n, signed: { receiptHash }, anchored: {}, ...change(n) }) as unknown as Job);
  return { jobs, files: new Map(made.map(({ jobId, file }) => [jobId as string, file])), hashes: made.map(({ receiptHash }) => receiptHash) };
}

describe('evidence', () => {
  it('of every anchored receipt reaches the guard once, also over a restart and a day on which it was away', async () => {
    const world = openWorld();
    const { jobs, files, hashes } = makeJobs(60);
    const theirs = await world.open('guard', guard, { settings: { wards: [node.address] } });
    const ours = await world.open('node', node.address, { jobs, files, settings: { guards: [guard] } });
    world.away.add(guard);
    await runFor(ours.side, () => world.requests.length > 0);
    expect(ours.side.readGuards().guards).toEqual([{ node: guard, isThere: true, held: 0, declined: null, isRefused: false }]);
    world.away.clear();
    await runFor(ours.side, () => ours.side.readGuards().guards[0]!.held === 60);
    for (const [n, receiptHash] of hashes.entries()) expect(theirs.held.read(receiptHash), String(n)).toEqual(files.get(jobs[n]!.jobId));
    const asked = world.requests.length;
    const again = await world.open('node again', node.address, { jobs, files, settings: { guards: [guard] }, database: ours.database });
    await runFor(again.side, () => again.side.readGuards().guards[0]!.held === 60);
    expect(world.requests.length).toBe(asked);
  }, 120_000);

  it('is not handed over before it is anchored, after it can be disputed, or before the chain said how long that is', async () => {
    const world = openWorld();
    await world.open('guard', guard, { settings: { wards: [node.address] } });
    const { jobs, files } = makeJobs(4, (n) => [{}, { anchored: null }, { admittedAtMs: Date.now() - 61_000 }, { signed: null }][n]!);
    const blind = await world.open('blind', node.address, { jobs, files, settings: { guards: [guard] }, change: { spanMs: () => null } });
    let rounds = 0;
    const ours = await world.open('node', node.address, { jobs, files, settings: { guards: [guard] }, change: { addressesOf: (of) => (rounds++, [of]) } });
    await runFor(blind.side, () => true);
    expect(world.requests).toEqual([]);
    await runFor(ours.side, () => rounds >= 2);
    expect(world.requests).toEqual([jobs[0]!.jobId]);
  }, 60_000);

  it('is taken of nodes that the owner chose alone, whole and signed, for models that are here', async () => {
    const world = openWorld();
    const { jobs, files, hashes } = makeJobs(1);
    const [job, receiptHash] = [jobs[0]!, hashes[0]!];
    const stranger = await world.open('stranger', guard, { settings: {} });
    const ours = await world.open('node', node.address, { jobs, files, settings: { guards: [guard] } });
    await runFor(ours.side, () => ours.lines.length > 0);
    expect([ours.lines, stranger.held.read(receiptHash), ours.side.readGuards().guards[0]]).toMatchObject([[expect.stringContaining(`hearth guards accept ${node.address}`)], null, { held: 0, isRefused: true }]);
    // Once its owner accepts, it is no longer said to refuse; nobody is told the same again at every round.
    await world.open('accepting', guard, { settings: { wards: [node.address] } });
    await runFor(ours.side, () => ours.side.readGuards().guards[0]!.held === 1);
    expect([ours.lines.length, ours.side.readGuards().guards[0]!.isRefused]).toEqual([2, false]);

    const file = files.get(job.jobId)!;
    const other = signedJob('another').file;
    const chosen = await world.open('chosen', guard, { settings: { wards: [node.address] } });
    const forged = new Map([[job.jobId as string, { ...file, bundle: other.bundle }]]);
    const liar = await world.open('liar', node.address, { jobs, files: forged, settings: { guards: [guard] } });
    await runFor(liar.side, () => liar.lines.length > 0);
    expect([chosen.held.read(receiptHash), liar.side.readGuards().guards[0]]).toMatchObject([null, { held: 0, declined: 'input.malformed' }]);

    const without = await world.open('without', guard, { settings: { wards: [node.address] }, change: { hasModel: () => false } });
    const honest = await world.open('honest', node.address, { jobs, files, settings: { guards: [guard] } });
    await runFor(honest.side, () => honest.lines.length > 0);
    expect([without.held.read(receiptHash), honest.side.readGuards().guards[0]]).toMatchObject([null, { declined: 'model.unknown' }]);
  }, 60_000);

  it('is forgotten once it cannot be disputed any more: a guard is not said to hold what it deleted', async () => {
    const world = openWorld();
    const { jobs, files } = makeJobs(1);
    await world.open('guard', guard, { settings: { wards: [node.address] } });
    const ours = await world.open('node', node.address, { jobs, files, settings: { guards: [guard] } });
    await runFor(ours.side, () => ours.side.readGuards().guards[0]!.held === 1);
    const later = await world.open('later', node.address, { jobs, files, settings: { guards: [guard] }, database: ours.database, change: { nowMs: () => Date.now() + 3_600_000 } });
    await runFor(later.side, () => later.side.readGuards().guards[0]!.held === 0);
    expect(world.requests).toEqual([jobs[0]!.jobId]);
  }, 60_000);

  it('is guarded by others: a node is no guard of its own', async () => {
    const { side } = await openWorld().open('node', node.address, {});
    expect(() => side.setGuards({ guards: [node.address.toUpperCase().replace('0X', '0x')], wards: [] })).toThrow(HearthError);
    expect(side.setGuards({ guards: [guard], wards: [guard] })).toMatchObject({ guards: [{ node: guard, held: 0 }], wards: [{ node: guard, isThere: true }] });
  });
});
