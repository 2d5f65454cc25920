import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createNodeFork } from '../../../../electron/services/broker/nodeFork.ts';
import type { ForkedProgram, ProgramName } from '../../../../electron/services/broker/broker.ts';
import { readDevices } from '../../../../electron/services/devices/readDevices.ts';
import { dateOfNvidia, readLinuxPci } from '../../../../electron/services/devices/readLinuxPci.ts';
import { readSystem, readSystemApart, type SystemReader } from '../../../../electron/services/devices/readSystem.ts';

describe('readSystem', () => {
  it('reads this machine', async () => {
    const { reading, reason } = await readSystem();
    expect(reason).toBeNull();
    expect(reading?.memory.total).toBeGreaterThan(0);
  });

  it('gives up on a system that hangs, even one that blocks its whole thread', async () => {
    const answer = await readSystem(300, 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000)');
    expect(answer).toEqual({ reading: null, reason: 'system.late:0.3' });
  });

  it('says how the helper failed', async () => {
    expect((await readSystem(5000, 'process.stderr.write("no such bus"); process.exit(3)')).reason).toBe('system.unasked:no such bus');
    expect((await readSystem(5000, 'process.stdout.write("{")')).reason).toBe('system.unclear');
  });
});

describe('what the system says of its devices', () => {
  const failed = { reading: null, reason: 'system.unasked:killed' } as const;
  const reading = { controllers: [], cpu: { manufacturer: null, brand: 'Chip of the second answer' }, memory: { total: 1 } };

  it('is asked for once more where the helper ended early, and not where it was late', async () => {
    const asked: number[] = [];
    const found = await readDevices({ probe: null }, { read: (timeoutMs) => Promise.resolve(asked.push(timeoutMs) === 1 ? failed : { reading, reason: null }) });
    expect(asked).toHaveLength(2);
    expect(JSON.stringify(found)).toContain('Chip of the second answer');
    let late = 0;
    await readDevices({ probe: null }, { timeoutMs: 20, read: () => new Promise((resolve) => setTimeout(resolve, 30, (late++, failed))) });
    expect(late).toBe(1);
  });
});

describe('readSystemApart', () => {
  const start = (program: string, folder = join(import.meta.dirname, '../../../../electron/programs')): { reader: SystemReader; fork: ForkedProgram } => {
    const fork = createNodeFork(folder, 'ts', () => undefined)(program as ProgramName, [], {});
    return { fork, reader: { port: fork.port, gone: fork.gone, kill: async () => { fork.kill(); await fork.gone; } } };
  };

  it('reads this machine through the program that Electron forks, and ends it', async () => {
    const { reader, fork } = start('systemReader');
    const { reading, reason } = await readSystemApart(() => Promise.resolve(reader));
    expect(reason).toBeNull();
    expect(reading?.memory.total).toBeGreaterThan(0);
    expect(await fork.gone).toBe('SIGKILL');
  });

  it('gives up on one that hangs, and kills it', async () => {
    let isKilled = false;
    const answer = await readSystemApart(() => Promise.resolve({ port: { post: () => undefined, onMessage: () => undefined }, gone: new Promise(() => undefined), kill: () => ((isKilled = true), Promise.resolve()) }), 20);
    expect(answer).toEqual({ reading: null, reason: 'system.late:0.02' });
    expect(isKilled).toBe(true);
  });

  it('says how it failed: not started, ended, refused, or speaking nonsense', async () => {
    const saying = (message: unknown) => (): Promise<SystemReader> => Promise.resolve({ port: { post: () => undefined, onMessage: (listener) => listener(message) }, gone: new Promise(() => undefined), kill: () => Promise.resolve() });
    expect((await readSystemApart(() => Promise.reject(new Error('no room')))).reason).toBe('system.unasked:no room');
    expect((await readSystemApart(() => Promise.resolve({ port: { post: () => undefined, onMessage: () => undefined }, gone: Promise.resolve('SIGSEGV'), kill: () => Promise.resolve() }))).reason).toBe('system.unasked:the reader ended (SIGSEGV)');
    expect((await readSystemApart(saying({ failed: 'no such bus' }))).reason).toBe('system.unasked:no such bus');
    expect((await readSystemApart(saying('nonsense'))).reason).toBe('system.unclear');
  });
});

describe('readDevices', () => {
  it('always ends with the CPU', async () => {
    const devices = await readDevices({ probe: [{ name: 'cpu', usable: true, reason: null }] });
    expect(devices.at(-1)).toMatchObject({ deviceId: 'cpu', kind: 'cpu', executionProviders: ['cpu'] });
    expect(devices.at(-1)?.memoryBytes).toBeGreaterThan(0);
  });
});

describe('readLinuxPci', () => {
  const folders: string[] = [];
  afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

  function tree(files: Record<string, string>): string {
    const root = mkdtempSync(join(tmpdir(), 'hearth-sysfs-'));
    folders.push(root);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      if (text.startsWith('-> ')) symlinkSync(text.slice(3), join(root, path));
      else writeFileSync(join(root, path), `${text}\n`);
    }
    return root;
  }
  const device = (address: string, facts: Record<string, string>): Record<string, string> =>
    Object.fromEntries(Object.entries(facts).map(([name, value]) => [`sys/bus/pci/devices/${address}/${name}`, value]));

  it.skipIf(process.platform === 'win32')('finds display controllers only, with what their drivers tell', async () => {
    const root = tree({
      ...device('0000:00:1f.3', { class: '0x040380', vendor: '0x8086', device: '0x51c8' }),
      ...device('0000:01:00.0', { class: '0x030000', vendor: '0x10de', device: '0x2684', driver: '-> ../../../../bus/pci/drivers/nvidia' }),
      ...device('0000:0b:00.0', { class: '0x030000', vendor: '0x1002', device: '0x73bf', driver: '-> ../../../../bus/pci/drivers/amdgpu', mem_info_vram_total: '17163091968' }),
      ...device('0000:0c:00.0', { class: '0x038000', vendor: '0x1a03', device: '0x2000' }),
      'sys/module/nvidia/version': '570.86.15',
      'proc/driver/nvidia/version': 'NVRM version: NVIDIA UNIX x86_64 Kernel Module  570.86.15  Fri Jan 24 01:25:36 UTC 2025\nGCC version:  gcc version 12.2.0 (Debian 12.2.0-14)\n',
      'proc/driver/nvidia/gpus/0000:01:00.0/information': 'Model: \t\t NVIDIA GeForce RTX 4090\nIRQ:   \t\t 184\nGPU UUID: \t GPU-0f2cd5a1-1111-2222-3333-444455556666',
    });
    expect(await readLinuxPci(root)).toEqual([
      { address: '0000:01:00.0', vendorId: 0x10de, deviceId: 0x2684, driver: 'nvidia', driverVersion: '570.86.15', driverDate: '2025-01-24', name: 'NVIDIA GeForce RTX 4090', uuid: 'GPU-0f2cd5a1-1111-2222-3333-444455556666', memoryBytes: null },
      { address: '0000:0b:00.0', vendorId: 0x1002, deviceId: 0x73bf, driver: 'amdgpu', driverVersion: null, name: null, uuid: null, memoryBytes: 17_163_091_968 },
      { address: '0000:0c:00.0', vendorId: 0x1a03, deviceId: 0x2000, driver: null, driverVersion: null, name: null, uuid: null, memoryBytes: null },
    ]);
  });

  it('takes a day from NVIDIA alone for the age of its driver, none from whoever built the open module', () => {
    expect(dateOfNvidia('NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.183.01  Sun May 12 19:39:15 UTC 2024\nGCC version: 12')).toBe('2024-05-12');
    expect(dateOfNvidia('NVRM version: NVIDIA UNIX aarch64 Kernel Module  540.4.0  Mon Jan  6 03:00:00 UTC 2025')).toBe('2025-01-06');
    expect(dateOfNvidia('NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  560.35.03  Release Build  (archlinux-builder@archlinux)  Sun Sep  8 20:01:14 UTC 2024')).toBeNull();
    expect([dateOfNvidia(''), dateOfNvidia('NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.183.01  Sun Nop 12 19:39:15 UTC 2024')]).toEqual([null, null]);
  });

  it('says null where there is no PCI tree', async () => {
    expect(await readLinuxPci(tree({ 'proc/version': 'x' }))).toBeNull();
  });
});
