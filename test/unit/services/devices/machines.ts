import type { MergeInput } from '../../../../electron/services/devices/mergeDevices.ts';
import { systemReadingShape, type PciGpu, type ProbedProvider } from '../../../../electron/services/devices/deviceFacts.ts';
import type { ExecutionProvider } from '../../../../electron/shared/shapes.ts';

/**
 * Machines as systeminformation 5.33 and sysfs describe them: field for field what its parsers make of lspci, nvidia-smi,
 * Win32_VideoController and system_profiler on such a machine. Written by hand from those formats, not taken from hardware.
 */

const gib = 1024;
const pciGpu = (address: string, vendorId: number, deviceId: number, more: Partial<PciGpu> = {}): PciGpu => ({
  address, vendorId, deviceId, driver: null, driverVersion: null, name: null, uuid: null, memoryBytes: null, ...more,
});

/** onnxruntime-node 1.30's answers: what the build of a system carries, minus what failed. */
export const probe = (usable: readonly ExecutionProvider[], reasons: Partial<Record<ExecutionProvider, string>> = {}): ProbedProvider[] =>
  (['cpu', 'webgpu', 'cuda', 'tensorrt', 'dml', 'coreml'] as const).map((name) => ({
    name,
    usable: usable.includes(name),
    reason: usable.includes(name) ? null : (reasons[name] ?? 'not part of this build of the runtime'),
  }));

const machine = (platform: NodeJS.Platform, raw: { controllers: unknown; cpu?: unknown; memory?: unknown }, pci: MergeInput['pci'], probed: MergeInput['probe']): MergeInput => ({
  system: systemReadingShape.parse({ cpu: { manufacturer: 'Intel', brand: 'Core™ i7-12700H' }, memory: { total: 34_089_730_048 }, ...raw }),
  systemReason: null, pci, probe: probed, platform,
});

const cudaMissing = { cuda: 'Failed to load shared library libonnxruntime_providers_cuda.so', tensorrt: 'Failed to load shared library libonnxruntime_providers_tensorrt.so' };

export const linuxHybridLaptop = machine('linux', {
  controllers: [
    { vendor: 'Intel Corporation', model: 'Alder Lake-P GT2 [Iris Xe Graphics]', bus: 'Onboard', busAddress: '00:02.0', vram: 256, vramDynamic: false, pciID: '' },
    { vendor: 'NVIDIA Corporation', model: 'GA106M [GeForce RTX 3060 Mobile / Max-Q]', bus: 'Onboard', busAddress: '01:00.0', vram: 6144, vramDynamic: false, driverVersion: '560.35.03', subDeviceId: '0x0B1B1028', name: 'NVIDIA GeForce RTX 3060 Laptop GPU', pciBus: '00000000:01:00.0', memoryTotal: 6144 },
  ],
}, [
  pciGpu('0000:00:02.0', 0x8086, 0x46a6, { driver: 'i915' }),
  pciGpu('0000:01:00.0', 0x10de, 0x2520, { driver: 'nvidia', driverVersion: '560.35.03', name: 'NVIDIA GeForce RTX 3060 Laptop GPU', uuid: 'GPU-0f2cd5a1-1111-2222-3333-444455556666' }),
], probe(['cpu', 'webgpu'], cudaMissing));

export const linuxTwoCards = machine('linux', {
  controllers: ['17:00.0', '65:00.0'].map((busAddress) => ({
    vendor: 'NVIDIA Corporation', model: 'AD102 [GeForce RTX 4090]', bus: 'PCIe', busAddress, vram: 24564, vramDynamic: false, driverVersion: '570.86.15', name: 'NVIDIA GeForce RTX 4090', pciBus: `00000000:${busAddress}`, memoryTotal: 24564,
  })),
}, [
  pciGpu('0000:17:00.0', 0x10de, 0x2684, { driver: 'nvidia', driverVersion: '570.86.15', name: 'NVIDIA GeForce RTX 4090', uuid: 'GPU-aaaaaaaa-1111-2222-3333-444455556666' }),
  pciGpu('0000:65:00.0', 0x10de, 0x2684, { driver: 'nvidia', driverVersion: '570.86.15', name: 'NVIDIA GeForce RTX 4090', uuid: 'GPU-bbbbbbbb-1111-2222-3333-444455556666' }),
], probe(['cpu', 'webgpu', 'cuda']));

export const linuxRadeon = machine('linux', {
  controllers: [{ vendor: 'Advanced Micro Devices, Inc. [AMD/ATI]', model: 'Navi 21 [Radeon RX 6800/6800 XT / 6900 XT]', bus: 'PCIe', busAddress: '0b:00.0', vram: 256, vramDynamic: false }],
}, [pciGpu('0000:0b:00.0', 0x1002, 0x73bf, { driver: 'amdgpu', memoryBytes: 17_163_091_968 })], probe(['cpu', 'webgpu']));

/** A card in a box on Thunderbolt beside the laptop's own chip: on the bus behind several bridges, and gone when the cable is. */
export const linuxExternalGpu = machine('linux', {
  controllers: [
    { vendor: 'Intel Corporation', model: 'TigerLake-LP GT2 [Iris Xe Graphics]', bus: 'Onboard', busAddress: '00:02.0', vram: 256, vramDynamic: false },
    { vendor: 'NVIDIA Corporation', model: 'GA104 [GeForce RTX 3070]', bus: 'Onboard', busAddress: '3e:00.0', vram: 8192, vramDynamic: false, driverVersion: '560.35.03', name: 'NVIDIA GeForce RTX 3070', pciBus: '00000000:3E:00.0', memoryTotal: 8192 },
  ],
}, [
  pciGpu('0000:00:02.0', 0x8086, 0x9a49, { driver: 'i915' }),
  pciGpu('0000:3e:00.0', 0x10de, 0x2484, { driver: 'nvidia', driverVersion: '560.35.03', name: 'NVIDIA GeForce RTX 3070', uuid: 'GPU-eeeeeeee-1111-2222-3333-444455556666' }),
], probe(['cpu', 'webgpu'], cudaMissing));

/** A server's card cut into instances: one device on the bus, whatever nvidia-smi lists below it. */
export const linuxMig = machine('linux', {
  controllers: [{ vendor: 'NVIDIA Corporation', model: 'GH100 [H100 PCIe]', bus: 'Onboard', busAddress: '21:00.0', vram: 131072, vramDynamic: false, driverVersion: '550.90.07', name: 'NVIDIA H100 PCIe', pciBus: '00000000:21:00.0', memoryTotal: 81559, utilizationGpu: '[N/A]' }],
  cpu: { manufacturer: 'AMD', brand: 'EPYC 9354' },
}, [pciGpu('0000:21:00.0', 0x10de, 0x2331, { driver: 'nvidia', driverVersion: '550.90.07', name: 'NVIDIA H100 PCIe', uuid: 'GPU-dddddddd-1111-2222-3333-444455556666' })], probe(['cpu', 'cuda', 'webgpu']));

/** A board: no card on its bus, no nvidia-smi, the GPU in the processor. */
export const linuxJetson = machine('linux', { controllers: [], cpu: { manufacturer: 'ARM', brand: 'Cortex-A78AE' }, memory: { total: 7_990_000_000 } }, [
  pciGpu('platform:17000000.ga10b', 0x10de, NaN, { driver: 'nvgpu', name: 'NVIDIA Jetson Orin Nano Developer Kit GPU' }),
], probe(['cpu', 'webgpu'], cudaMissing));

/** The card is there, the kernel has no driver for it, nvidia-smi is not installed, and lspci reports its 256 MiB window. */
export const linuxMissingDriver = machine('linux', {
  controllers: [{ vendor: 'NVIDIA Corporation', model: 'GA102 [GeForce RTX 3090]', bus: 'Onboard', busAddress: '01:00.0', vram: 256, vramDynamic: false }],
}, [pciGpu('0000:01:00.0', 0x10de, 0x2204)], probe(['cpu'], { webgpu: 'no adapter found' }));

export const linuxVirtualMachine = machine('linux', {
  controllers: [{ vendor: 'Red Hat, Inc.', model: 'Virtio 1.0 GPU', bus: 'Onboard', busAddress: '00:01.0', vram: 8, vramDynamic: false }],
  cpu: { manufacturer: 'AMD', brand: 'EPYC' },
}, [pciGpu('0000:00:01.0', 0x1af4, 0x1050, { driver: 'virtio-pci' })], probe(['cpu', 'webgpu']));

/** No lspci in the image, only sysfs: a card nobody named. */
export const linuxWithoutTools = machine('linux', { controllers: [] }, [pciGpu('0000:06:00.0', 0x10de, 0x2330, { driver: 'nvidia', driverVersion: '550.90.07' })], probe(['cpu', 'webgpu'], cudaMissing));

/** lspci's table does not know it either. */
export const linuxUnknownCard = machine('linux', {
  controllers: [{ vendor: '', model: '', bus: '', busAddress: '03:00.0', vram: null, vramDynamic: false }],
}, [pciGpu('0000:03:00.0', 0x1f1c, 0x0022, { driver: 'strange' })], probe(['cpu', 'webgpu']));

export const noGpu = machine('linux', { controllers: [], cpu: { manufacturer: 'Intel', brand: 'Xeon® Processor' } }, [], probe(['cpu'], { webgpu: 'no adapter found' }));

export const windowsDesktop = machine('win32', {
  controllers: [
    { vendor: 'NVIDIA', model: 'NVIDIA GeForce RTX 4070', bus: 'PCI', vram: 12282, vramDynamic: false, subDeviceId: '51361462', driverVersion: '566.36', name: 'NVIDIA GeForce RTX 4070', pciBus: '00000000:01:00.0', memoryTotal: 12282 },
    { vendor: 'Intel Corporation', model: 'Intel(R) UHD Graphics 770', bus: 'PCI', vram: 128, vramDynamic: false, subDeviceId: '86941043' },
    { vendor: 'Parsec Cloud, Inc.', model: 'Parsec Virtual Display Adapter', bus: '', vram: 0, vramDynamic: false, subDeviceId: null },
  ],
}, null, probe(['cpu', 'webgpu', 'dml']));

export const windowsNoDriver = machine('win32', {
  controllers: [{ vendor: '(Standard display types)', model: 'Microsoft Basic Display Adapter', bus: 'PCI', vram: 0, vramDynamic: false, subDeviceId: '' }],
}, null, probe(['cpu'], { dml: 'no adapter found' }));

/** Two of a kind on Windows: no bus address in either, and the 32-bit memory figure at its ceiling. */
export const windowsTwins = machine('win32', {
  controllers: [0, 1].map(() => ({ vendor: 'Advanced Micro Devices, Inc.', model: 'AMD Radeon RX 6600', bus: 'PCI', vram: 4095, vramDynamic: false, subDeviceId: '05191462' })),
}, null, probe(['cpu', 'dml']));

export const appleSilicon = machine('darwin', {
  controllers: [{ vendor: 'Apple', model: 'Apple M2 Pro', bus: 'Built-In', vramDynamic: true, vram: null, deviceId: '', vendorId: '0x05ac', external: false, cores: '19', metalVersion: 'mac2' }],
  cpu: { manufacturer: 'Apple', brand: 'M2 Pro' }, memory: { total: 17_179_869_184 },
}, null, probe(['cpu', 'webgpu', 'coreml']));

export const macWithExternalGpu = machine('darwin', {
  controllers: [
    { vendor: 'Intel', model: 'Intel Iris Plus Graphics 655', bus: 'Built-In', vramDynamic: true, vram: 1536, vendorId: '0x8086', external: false },
    { vendor: 'AMD', model: 'AMD Radeon RX 580', bus: 'PCIe', vramDynamic: false, vram: 8 * gib, vendorId: '0x1002', external: true },
  ],
}, null, probe(['cpu', 'coreml']));

export const garbage = machine('win32', {
  controllers: [null, 42, { vendor: '\u0000\u0007', model: 'N/A', bus: 7, vram: -5, vramDynamic: 'yes', busAddress: 'zz' }, { vendor: 'X'.repeat(5000), model: 'To be filled by O.E.M.', vram: Number.NaN }],
  cpu: null, memory: { total: 'lots' },
}, null, probe(['cpu', 'dml']));
