import type { ExecutionProvider } from '../../shared/shapes.ts';
import { candidateProviders, chooseProviders } from './chooseProviders.ts';
import { buildDeviceId } from './deviceId.ts';
import type { Controller, DeviceFacts, PciGpu, ProbedProvider, SystemReading } from './deviceFacts.ts';
import { formatVendor, isStandInDriver, isVirtualAdapter, pciVendors } from './pciVendors.ts';
import { reasonOf } from '../../shared/reasons.ts';

export type MergeInput = {
  readonly system: SystemReading;
  /** Why `system` holds less than it could: systeminformation gave no answer. Shown with the CPU, which is always there. */
  readonly systemReason: string | null;
  /** Linux's own list; null where there is none. */
  readonly pci: readonly PciGpu[] | null;
  /** null: no worker answered. */
  readonly probe: readonly ProbedProvider[] | null;
  readonly platform: NodeJS.Platform;
};

/** One GPU as all sources together describe it. */
type Gpu = {
  readonly address: string | null;
  readonly uuid: string | null;
  readonly vendor: string | null;
  readonly name: string | null;
  /** A name to show where `name` is null. */
  readonly standIn: string;
  readonly memoryBytes: number | null;
  readonly dedicated: boolean;
  readonly driver: string | null;
  readonly driverDate: string | null;
  readonly obstacle: string | null;
};

const mib = 1024 * 1024;

/**
 * Every device of the machine: its GPUs in bus order, the usable and the useless, then the CPU.
 * Pure; what no source says is null, and what cannot be used says why.
 */
export function mergeDevices(input: MergeInput): readonly DeviceFacts[] {
  const gpus = gatherGpus(input);
  const defaults = new Map<ExecutionProvider, Gpu>();
  for (const gpu of [...gpus].sort(byPower)) {
    if (gpu.obstacle !== null) continue;
    for (const name of candidateProviders({ vendor: gpu.vendor, platform: input.platform })) {
      if (!defaults.has(name)) defaults.set(name, gpu);
    }
  }
  const seen = new Map<string, number>();
  return [...gpus.map((gpu) => gpuDevice(gpu, seen, defaults, input)), cpuDevice(input)];
}

function gpuDevice(gpu: Gpu, seen: Map<string, number>, defaults: ReadonlyMap<ExecutionProvider, Gpu>, { probe, platform }: MergeInput): DeviceFacts {
  const choice = chooseProviders({ vendor: gpu.vendor, platform, obstacle: gpu.obstacle, isDefaultOf: (name) => defaults.get(name) === gpu }, probe);
  return {
    deviceId: nameDevice(gpu, seen),
    kind: 'gpu',
    name: gpu.name ?? gpu.standIn,
    vendor: gpu.vendor,
    memoryBytes: gpu.memoryBytes,
    driver: gpu.driver,
    ...(gpu.driverDate !== null && { driverDate: gpu.driverDate }),
    unknown: gpu.vendor === null && gpu.name === null,
    executionProviders: [...choice.executionProviders],
    reason: choice.reason,
  };
}

function cpuDevice({ system, systemReason, probe }: MergeInput): DeviceFacts {
  const vendor = system.cpu.manufacturer;
  const brand = system.cpu.brand;
  const probed = probe?.find(({ name }) => name === 'cpu');
  const obstacle = probe === null ? reasonOf('runtime.unasked') : reasonOf('runtime.refuses', probed?.reason == null ? 'cpu' : `cpu: ${probed.reason}`);
  return {
    deviceId: 'cpu',
    kind: 'cpu',
    name: brand === null ? 'CPU' : vendor !== null && !brand.toLowerCase().includes(vendor.toLowerCase()) ? `${vendor} ${brand}`.slice(0, 200) : brand,
    vendor: vendor === null ? null : formatVendor(vendor),
    memoryBytes: system.memory.total,
    driver: null,
    unknown: vendor === null && brand === null,
    executionProviders: probed?.usable ? ['cpu'] : [],
    reason: probed?.usable ? systemReason : obstacle.slice(0, 300),
  };
}

/** Stable while the card stays the same and where it is: by UUID, else by place, else by name and count. */
function nameDevice({ uuid, address, vendor, name }: Gpu, seen: Map<string, number>): string {
  const key = uuid ?? (address === null ? `name ${vendor ?? ''} ${name ?? ''}` : `bus ${address} ${vendor ?? ''}`);
  const earlier = seen.get(key) ?? 0;
  seen.set(key, earlier + 1);
  return buildDeviceId(key, earlier);
}

/**
 * A provider that is not told which GPU to take takes the strong one: own memory first, then more of it. A card that does not say
 * counts as 4 GiB here and nowhere else: more than a chipset sets aside, less than a card to compute on.
 */
const byPower = (a: Gpu, b: Gpu): number => Number(b.dedicated) - Number(a.dedicated) || (b.memoryBytes ?? 4096 * mib) - (a.memoryBytes ?? 4096 * mib);

// ---------------------------------------------------------------- gathering

function gatherGpus({ system, pci, platform }: MergeInput): readonly Gpu[] {
  const controllers = system.controllers;
  const placed = new Map<string, Controller>();
  for (const controller of controllers) {
    const address = controllerAddress(controller);
    if (address !== null) placed.set(address, controller);
  }
  const onBus = (pci ?? []).map((entry) => describeGpu(placed.get(entry.address) ?? null, entry, system, platform));
  const elsewhere = controllers
    .filter((controller) => !pci?.some(({ address }) => address === controllerAddress(controller)))
    .map((controller) => describeGpu(controller, null, system, platform));
  return [...onBus, ...elsewhere];
}

/** "01:00.0", "00000000:01:00.0" and "0000:01:00.0" are one place. */
function controllerAddress({ busAddress, pciBus }: Controller): string | null {
  const match = /(?:([0-9a-f]{4,8}):)?([0-9a-f]{2}):([0-9a-f]{2})\.([0-7])$/i.exec(pciBus ?? busAddress ?? '');
  return match ? `${(match[1] ?? '').slice(-4).padStart(4, '0')}:${match[2]}:${match[3]}.${match[4]}`.toLowerCase() : null;
}

function describeGpu(controller: Controller | null, pci: PciGpu | null, system: SystemReading, platform: NodeJS.Platform): Gpu {
  const maker = pci ? pciVendors.get(pci.vendorId) : undefined;
  const told = controller?.vendor ?? null;
  const name = pci?.name ?? controller?.name ?? (controller?.model ? shortModel(controller.model) : null);
  const vendor = maker?.name ?? (told === null ? null : formatVendor(told));
  const memoryBytes = readMemory(controller, pci, vendor, system, platform);
  const ids = pci ? ` (PCI ${hex4(pci.vendorId)}:${hex4(pci.deviceId)})` : '';
  const driver = controller?.driverVersion ?? pci?.driverVersion ?? pci?.driver ?? null;
  const gpu = {
    address: pci?.address ?? (controller ? controllerAddress(controller) : null),
    uuid: pci?.uuid ?? null,
    vendor,
    name,
    standIn: vendor === null ? `Unknown GPU${ids}` : `${vendor} GPU${ids}`,
    memoryBytes,
    dedicated: vendor === 'NVIDIA' || (memoryBytes !== null && controller?.vramDynamic !== true && vendor !== 'Intel') || controller?.external === true,
    driver: driver?.slice(0, 120) ?? null,
    driverDate: pci?.driverDate ?? null,
  };
  return { ...gpu, obstacle: findObstacle(gpu, pci, maker?.virtual === true || isVirtualAdapter(`${told ?? ''} ${controller?.model ?? ''} ${name ?? ''}`)) };
}

function findObstacle({ vendor, name }: Pick<Gpu, 'vendor' | 'name'>, pci: PciGpu | null, virtual: boolean): string | null {
  if (name !== null && isStandInDriver(name)) return reasonOf('gpu.noMakersDriver');
  if (virtual) return reasonOf('gpu.virtual');
  if (pci?.driver === null) return reasonOf('gpu.noDriver');
  if (pci?.driver === 'vfio-pci') return reasonOf('gpu.given');
  if (vendor === null && name === null) return reasonOf('gpu.nameless');
  return null;
}

/**
 * lspci reports the largest window of the bus, which is not the card's memory, so on Linux only NVIDIA's own figure and the AMD
 * driver's count. Windows' 32-bit figure stops at 4095 MiB. Apple's chips share the machine's memory.
 */
function readMemory(controller: Controller | null, pci: PciGpu | null, vendor: string | null, system: SystemReading, platform: NodeJS.Platform): number | null {
  if (controller?.memoryTotal) return controller.memoryTotal * mib;
  // A board's GPU shares the memory of its processor.
  if (pci?.address.startsWith('platform:')) return system.memory.total;
  if (platform === 'linux') return pci?.memoryBytes ?? null;
  if (platform === 'darwin' && vendor === 'Apple') return system.memory.total;
  if (!controller?.vram || (platform === 'win32' && controller.vram === 4095)) return null;
  return controller.vram * mib;
}

/** "GA102 [GeForce RTX 3090]" → "GeForce RTX 3090": the chip's name means nothing to its owner. */
const shortModel = (model: string): string => /\[([^[\]]{3,})\]\s*$/.exec(model)?.[1] ?? model;
const hex4 = (id: number): string => (Number.isNaN(id) ? '????' : id.toString(16).padStart(4, '0'));
