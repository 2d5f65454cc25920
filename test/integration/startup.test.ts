import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { jobFieldNames, jobFields } from '../../electron/shared/jobFields.ts';
import { controlPathOf } from '../../electron/services/control/controlPath.ts';
import { readTopic, withRunning } from '../../electron/programs/cli/running.ts';
import { runHearth, spawnHearth } from '../support/hearthCommand.ts';
import { isAlive, newFolder, readChainPid } from '../support/runningHearth.ts';
import { until } from '../support/until.ts';
import { watchProcesses } from '../network/chaosProcesses.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});
function folder(name: string): string {
  const made = newFolder(name);
  ends.push(() => rmSync(made, { recursive: true, force: true, maxRetries: 5 }));
  return made;
}
function start(...args: string[]): ReturnType<typeof spawnHearth> {
  const started = spawnHearth(args);
  ends.push(async () => {
    started.child.kill('SIGTERM');
    const timer = setTimeout(() => started.child.kill('SIGKILL'), 60_000);
    await started.ended;
    clearTimeout(timer);
  });
  return started;
}
/** Every file below, with its bytes. */
const filesOf = (root: string): Record<string, string> =>
  Object.fromEntries(readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => [join(entry.parentPath, entry.name), readFileSync(join(entry.parentPath, entry.name), 'latin1')]));

describe('a data folder that cannot be used', () => {
  type Case = { readonly code: string; readonly prepare: (data: string) => void };
  const cases: Record<string, Case> = {
    'that is a file': { code: 'storage.unreadable', prepare(data) {
      rmSync(data, { recursive: true });
      writeFileSync(data, 'mine');
    } },
    'whose database is no database': { code: 'storage.unreadable', prepare: (data) => writeFileSync(join(data, 'hearth.sqlite'), 'not a database, but somebody may still need it'.repeat(100)) },
    'whose database is a folder': { code: 'storage.unreadable', prepare: (data) => mkdirSync(join(data, 'hearth.sqlite')) },
    'whose settings are garbage': { code: 'settings.invalid', prepare: (data) => writeFileSync(join(data, 'settings.json'), '{"version": 1, "devices"') },
    'whose settings are of another version': { code: 'settings.invalid', prepare: (data) => writeFileSync(join(data, 'settings.json'), '{"version": 99}') },
    'whose keys are damaged': { code: 'storage.unreadable', prepare: (data) => writeFileSync(join(data, 'node', 'keys.json'), '{"format":"hearth-node-keys/1","node":"0x') },
    'whose keys were sealed with another key': { code: 'storage.unreadable', prepare: (data) => writeFileSync(join(data, 'node', 'wrap.key'), Buffer.alloc(32, 7)) },
    'whose keys are gone while their ledger is here': { code: 'storage.unreadable', prepare(data) {
      writeFileSync(join(data, 'node', 'ledger.jsonl'), '{}\n');
      rmSync(join(data, 'node', 'keys.json'));
    } },
    'whose ledger is gone while its keys are here': { code: 'storage.unreadable', prepare: (data) => rmSync(join(data, 'node', 'ledger.jsonl')) },
    'whose ledger is damaged': { code: 'signer.ledgerCorrupt', prepare: (data) => writeFileSync(join(data, 'node', 'ledger.jsonl'), 'nonsense\n') },
  };
  let sound: string;
  beforeAll(async () => {
    sound = newFolder('sound');
    const { child, ended } = spawnHearth(['--data', sound, '--no-practice']);
    await until('there are keys', () => existsSync(join(sound, 'node', 'keys.json')));
    child.kill('SIGTERM');
    await ended;
    // Whatever it had written of its own when it was ended, with what SQLite keeps beside: from a log of changes alone a database comes back.
    for (const name of readdirSync(sound)) if (/^(?:.*\.sqlite(?:-\w+)?|settings\.json|hearth\.log)$/.test(name)) rmSync(join(sound, name));
  });
  afterAll(() => rmSync(sound, { recursive: true, force: true }));
  it.each(Object.entries(cases))('%s is one error with its code, and nothing in it is changed', async (_name, { code, prepare }) => {
    const data = folder('broken');
    cpSync(sound, data, { recursive: true });
    prepare(data);
    const isFile = statSync(data).isFile();
    const before = isFile ? readFileSync(data, 'latin1') : filesOf(data);
    const { ended, output } = start('--data', data, '--no-practice');
    const ran = await ended;
    expect(ran.code).toBe(1);
    const said = ran.stdout.slice(ran.stdout.lastIndexOf('\n{') + 1);
    expect(JSON.parse(said)).toMatchObject({ ok: false, code });
    expect(output.stderr.split('\n').filter((line) => line.startsWith('hearth:'))).toHaveLength(1);
    expect(output.stderr).toContain(`[${code}]`);
    if (isFile) expect(readFileSync(data, 'latin1')).toBe(before);
    else expect(filesOf(data)).toMatchObject(before as object);
  });
});

describe('one Hearth per data folder', () => {
  it('refuses a second one, replaces the socket of a killed one, and nothing of a killed one lives on', async () => {
    const data = folder('twice');
    const first = start('--data', data, '--rate', '60');
    await until('it is up', () => existsSync(controlPathOf(data)));
    const second = await runHearth(['start', '--headless', '--json', '--data', data]);
    expect(second.code).toBe(1);
    expect(second.json()).toMatchObject({ ok: false, code: 'host.alreadyRunning', about: { dataFolder: data } });

    const { pids, signed } = await withRunning(data, async (hearth) => {
      const jobs = await until('a job has its receipt', async () => {
        const found = (await hearth.ask('readJobs', {})).jobs.filter(({ stage }) => ['delivered', 'acknowledged', 'anchored'].includes(stage));
        return found.length > 0 && found;
      });
      const { programs } = await readTopic(hearth, 'about', (about) => about.programs.some(({ name }) => name === 'worker'));
      return { pids: programs.flatMap(({ name, pid }) => (name === 'host' || pid === null ? [] : [pid])), signed: jobs.map(({ jobId }) => jobId) };
    });
    pids.push(readChainPid(data));
    expect(pids.length).toBeGreaterThanOrEqual(5);
    expect(pids.filter(isAlive)).toEqual(pids);
    first.child.kill('SIGKILL');
    await first.ended;
    await until('everything it started is gone', () => pids.every((pid) => !isAlive(pid)));
    expect(existsSync(controlPathOf(data))).toBe(process.platform !== 'win32');

    start('--data', data, '--rate', '0');
    await until('the next one is up', () => withRunning(data, () => Promise.resolve(true)).catch(() => false));
    await withRunning(data, async (hearth) => {
      await readTopic(hearth, 'network', ({ stakeWei }) => stakeWei !== null && stakeWei > 0n);
      await until('what waited is settled', async () => (await hearth.ask('readJobs', { stage: 'live' })).total === 0, 200_000);
      const { jobs } = await hearth.ask('readJobs', { stage: 'all', limit: 500, withRecord: true, sort: 'price', descending: false });
      expect(jobs.map(({ stage, failure }) => ({ stage, failure }))).toEqual(jobs.map(() => ({ stage: 'settled', failure: null })));
      expect(jobs.map(({ priceWei }) => priceWei)).toEqual(jobs.map(({ priceWei }) => priceWei).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
      // Every column of a paid job says something, but those of what did not happen here.
      const absent = ['energy', 'meanPower', 'mostPower', 'mostHeat', 'load', 'speed', 'failure', 'claimTx', 'claimableAt', 'seed', 'temperature', 'topK', 'topP', 'sampler', 'verdict', 'votes', 'audit'];
      for (const job of jobs) expect(jobFieldNames.filter((name) => jobFields[name].read(job) === null && !absent.includes(name)), job.kind).toEqual([]);
      const table = (await runHearth(['jobs', '--data', data, '--columns', 'job,speed,price,anchorTx,paidAt', '--sort', 'price', '--ascending'])).stdout.split('\n');
      expect(table[0]).toMatch(/^Job +Units a second +Price \(EMBER\) +Anchor +Paid at$/);
      expect(table.slice(1, jobs.length + 1).map((line) => line.slice(0, 6))).toEqual(jobs.slice(0, 30).map(({ jobId }) => jobId.slice(0, 6)));
      expect((await runHearth(['jobs', '--data', data, '--columns', 'job,colour'])).stderr).toContain('there is no column colour; hearth jobs --columns list shows all of them');
      expect(jobs.map(({ jobId }) => jobId)).toEqual(expect.arrayContaining(signed));
    });
  }, 600_000);

  it('is let go by all programs where their host is killed while they start, and is there for the next one at once', async () => {
    const data = folder('orphans');
    const { child, ended } = start('--data', data, '--no-practice');
    const watch = watchProcesses();
    ends.push(() => watch.close());
    const provider = await until('a provider starts', () => watch.look().find(({ kind, parent }) => kind === 'provider' && parent === child.pid));
    child.kill('SIGKILL');
    const next = start('--data', data, '--no-practice');
    await until('the first provider has ended', () => !isAlive(provider.pid));
    await ended;
    await until('the next one is up', () => withRunning(data, (hearth) => readTopic(hearth, 'about').then(() => true)).catch(() => false));
    expect(next.child.exitCode).toBeNull();
    await until('nothing is left over', () => watch.leftOver().length === 0);
  });

  it('is held by the database too, when a provider is started past its host', async () => {
    const data = folder('locked');
    start('--data', data, '--no-practice');
    await until('it is up', () => withRunning(data, (hearth) => readTopic(hearth, 'about').then(() => true)).catch(() => false));
    // Another host, by another name of the same folder's socket: only the database's own lock is left to say no.
    rmSync(controlPathOf(data));
    const second = await start('--data', data, '--no-practice').ended;
    expect(second.code).toBe(1);
    expect(second.stdout).toContain('"storage.locked"');
  });
});

describe('the command line', () => {
  it('answers wrong usage with one sentence and exit 2', async () => {
    const wrong = [['frobnicate'], ['start', '--port', 'many'], ['start', '--port', '70000'], ['demo', '--jobs', '0'], ['verify'], ['receipt'], ['jobs', '--stage', 'odd'], ['earnings', '--range', '5m'], ['verify', 'x', '--rpc', 'http://127.0.0.1:1'], ['start', '--nonsense']];
    const ran = await Promise.all(wrong.map((args) => runHearth(args)));
    expect(ran.map(({ code }) => code)).toEqual(wrong.map(() => 2));
    for (const { stdout, stderr } of ran) {
      expect(stdout).toBe('');
      expect(stderr.split('\n').filter((line) => /^(error|hearth):/.test(line))).toHaveLength(1);
    }
  });

  it('answers what it cannot do with the code and exit 1', async () => {
    const data = folder('none');
    const asked: [string, string[]][] = [
      ['receipt.notFound', ['verify', join(data, 'nothing.json')]],
      ['host.notRunning', ['jobs', '--data', data]],
      ['host.notRunning', ['earnings', '--data', data]],
      ['host.notRunning', ['receipt', '0x12', '--data', data]],
    ];
    const ran = await Promise.all(asked.map(([, args]) => runHearth([...args, '--json'])));
    expect(ran.map(({ code, json }) => [code, json()['code']])).toEqual(asked.map(([code]) => [1, code]));
  });

  it('explains itself everywhere', async () => {
    const commands = ['start', 'demo', 'devices', 'jobs', 'receipt', 'verify', 'earnings', 'devnet', 'bench'];
    const ran = await Promise.all([[], ...commands.map((command) => [command])].map((args) => runHearth([...args, '--help'])));
    expect(ran.map(({ code }) => code)).toEqual(ran.map(() => 0));
    for (const { stdout, stderr } of ran) {
      expect(stdout).toContain('Usage: hearth');
      expect(stderr).toBe('');
    }
    for (const command of commands) expect(ran[0]!.stdout).toContain(command);
  });

  it('names a port that is taken', async () => {
    const busy = createServer();
    const port = await new Promise<number>((resolve) => busy.listen(0, '127.0.0.1', () => resolve((busy.address() as { port: number }).port)));
    ends.push(() => busy.close());
    const ran = await runHearth(['start', '--headless', '--json', '--no-practice', '--port', String(port), '--data', folder('port')]);
    expect(ran.code).toBe(1);
    expect(ran.json()).toMatchObject({ code: 'host.portBusy', about: { port } });
  });
});
