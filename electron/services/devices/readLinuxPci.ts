import { readFile, readdir, readlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { PciGpu } from './deviceFacts.ts';

/**
 * Lists the display controllers (PCI class 03) from sysfs, with NVIDIA's name and UUID from procfs and AMD's memory size.
 * Needs no tool and starts no process, so a machine without lspci hides no GPU. Returns null where there is no PCI tree to read.
 *
 * @param root  "/" except in tests
 */
export async function readLinuxPci(root = '/'): Promise<readonly PciGpu[] | null> {
  const devices = join(root, 'sys/bus/pci/devices');
  const addresses = await readdir(devices).catch(() => null);
  const boards = await readJetson(root);
  if (addresses === null) return boards.length > 0 ? boards : null;
  const found = await Promise.all(addresses.sort().map((address) => readPciGpu(root, join(devices, address), address)));
  return [...found.filter((gpu) => gpu !== null), ...boards];
}

/** NVIDIA's boards have their GPU in the processor, on no PCI bus: ga10b is Orin's, gv11b Xavier's, the newest kernels say only "gpu". */
const jetsonGpu = /^[0-9a-f]+\.(?:gpu|ga10b|gv11b|gp10b|gm20b)$/;
async function readJetson(root: string): Promise<readonly PciGpu[]> {
  const model = (await readFile(join(root, 'sys/firmware/devicetree/base/model'), 'utf8').catch(() => '')).replace(/\0/g, '').trim();
  if (!model.startsWith('NVIDIA ')) return [];
  const folder = join(root, 'sys/bus/platform/devices');
  const names = (await readdir(folder).catch(() => [])).filter((name) => jetsonGpu.test(name)).sort();
  return Promise.all(names.map(async (name): Promise<PciGpu> => ({
    address: `platform:${name}`, vendorId: 0x10de, deviceId: NaN, driver: await readlink(join(folder, name, 'driver')).then((target) => basename(target), () => null), driverVersion: null,
    name: `${model.slice(0, 100)} GPU`, uuid: null, memoryBytes: null,
  })));
}

async function readPciGpu(root: string, folder: string, address: string): Promise<PciGpu | null> {
  const readLine = async (path: string): Promise<string | null> => {
    const text = await readFile(path, 'utf8').catch(() => null);
    return text?.trim().slice(0, 200) || null;
  };
  const readHex = async (name: string): Promise<number> => Number.parseInt((await readLine(join(folder, name))) ?? '', 16);

  if ((await readHex('class')) >> 16 !== 0x03) return null;
  const driver = await readlink(join(folder, 'driver')).then((target) => basename(target), () => null);
  const information = driver === 'nvidia' ? await readFile(join(root, 'proc/driver/nvidia/gpus', address, 'information'), 'utf8').catch(() => '') : '';
  const driverDate = driver === 'nvidia' ? dateOfNvidia(await readFile(join(root, 'proc/driver/nvidia/version'), 'utf8').catch(() => '')) : null;
  const memoryBytes = Number(await readLine(join(folder, 'mem_info_vram_total')));
  return {
    address,
    vendorId: await readHex('vendor'),
    deviceId: await readHex('device'),
    driver,
    driverVersion: driver === null ? null : await readLine(join(root, 'sys/module', driver, 'version')),
    ...(driverDate !== null && { driverDate }),
    name: /^Model:\s*(\S.*)$/m.exec(information)?.[1]?.trim() ?? (await readLine(join(folder, 'label'))),
    // Question marks: the driver knows the card but has not woken it up yet.
    uuid: /^GPU UUID:\s*(GPU-[0-9a-f-]+)\s*$/m.exec(information)?.[1] ?? (driver === 'amdgpu' ? await readUniqueId(folder, readLine) : null),
    memoryBytes: Number.isSafeInteger(memoryBytes) && memoryBytes > 0 ? memoryBytes : null,
  };
}

/**
 * The day in what NVIDIA's own module says of itself: "NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.183.01  Sun May 12 19:39:15 UTC 2024". The open module is built on the machine or by a distributor, and
 * names that day, which is no age of the driver. Pure.
 */
export function dateOfNvidia(version: string): string | null {
  const line = /^NVRM version: NVIDIA UNIX \S+ Kernel Module +[\d.]+ +(\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d UTC \d{4})$/m.exec(version)?.[1];
  const atMs = line === undefined ? NaN : Date.parse(line);
  return Number.isNaN(atMs) ? null : new Date(atMs).toISOString().slice(0, 10);
}

/** AMD's larger cards carry a number of their own, which they keep in another slot; the others say zero or nothing. */
async function readUniqueId(folder: string, readLine: (path: string) => Promise<string | null>): Promise<string | null> {
  const id = await readLine(join(folder, 'unique_id'));
  return id !== null && /^(?:0x)?0*[1-9a-f][0-9a-f]*$/i.test(id) ? id : null;
}
