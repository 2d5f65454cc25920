import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { systemReadingShape } from '../../../../electron/services/devices/deviceFacts.ts';
import { mergeDevices } from '../../../../electron/services/devices/mergeDevices.ts';
import { deviceShape } from '../../../../electron/shared/shapes.ts';
import * as machines from './machines.ts';

const factsShape = deviceShape.omit({ enabled: true, state: true, jobId: true });
const brief = (input: Parameters<typeof mergeDevices>[0]) => mergeDevices(input).map(({ name, executionProviders }) => [name, executionProviders.join(' ')]);
const mib = 1024 * 1024;

describe('mergeDevices', () => {
  it('gives the strong card of a hybrid laptop what the runtime opens, and says why not the weak one', () => {
    const [intel, nvidia, cpu] = mergeDevices(machines.linuxHybridLaptop);
    expect(nvidia).toMatchObject({ name: 'NVIDIA GeForce RTX 3060 Laptop GPU', vendor: 'NVIDIA', memoryBytes: 6144 * mib, driver: '560.35.03', executionProviders: ['webgpu'], reason: null, unknown: false });
    expect(intel).toMatchObject({ name: 'Iris Xe Graphics', vendor: 'Intel', memoryBytes: null, driver: 'i915', executionProviders: [], reason: 'runtime.otherGpu:webgpu' });
    expect(cpu).toMatchObject({ deviceId: 'cpu', executionProviders: ['cpu'], memoryBytes: 34_089_730_048 });
  });

  it('tells two equal cards apart', () => {
    const [first, second] = mergeDevices(machines.linuxTwoCards);
    expect(first?.deviceId).not.toBe(second?.deviceId);
    expect(first?.executionProviders).toEqual(['cuda', 'webgpu']);
    expect(second?.executionProviders).toEqual([]);
    const twins = mergeDevices(machines.windowsTwins);
    expect(new Set(twins.map(({ deviceId }) => deviceId)).size).toBe(3);
  });

  it('keeps an identity when the order of the list changes', () => {
    const ids = (input: Parameters<typeof mergeDevices>[0]) => mergeDevices(input).map(({ deviceId }) => deviceId).sort();
    const { pci, system } = machines.linuxTwoCards;
    expect(ids({ ...machines.linuxTwoCards, pci: [...pci!].reverse(), system: { ...system, controllers: [...system.controllers].reverse() } })).toEqual(ids(machines.linuxTwoCards));
  });

  it("takes AMD's memory from its driver, not from the bus window", () => {
    expect(mergeDevices(machines.linuxRadeon)[0]).toMatchObject({ name: 'Radeon RX 6800/6800 XT / 6900 XT', vendor: 'AMD', memoryBytes: 17_163_091_968, executionProviders: ['webgpu'] });
  });

  it('names a missing driver and claims no memory it does not know', () => {
    expect(mergeDevices(machines.linuxMissingDriver)[0]).toMatchObject({ name: 'GeForce RTX 3090', memoryBytes: null, driver: null, executionProviders: [], reason: 'gpu.noDriver' });
    expect(mergeDevices(machines.windowsNoDriver)[0]).toMatchObject({ executionProviders: [], reason: 'gpu.noMakersDriver', memoryBytes: null });
  });

  it('lists a virtual adapter as unusable even where a software rasteriser answers for webgpu', () => {
    expect(mergeDevices(machines.linuxVirtualMachine)[0]).toMatchObject({ name: 'Virtio 1.0 GPU', executionProviders: [], reason: 'gpu.virtual' });
  });

  it('hides no card that only the kernel knows of', () => {
    expect(mergeDevices(machines.linuxWithoutTools)[0]).toMatchObject({ name: 'NVIDIA GPU (PCI 10de:2330)', vendor: 'NVIDIA', driver: '550.90.07', unknown: false, executionProviders: ['webgpu'] });
  });

  it('shows an unknown GPU as unknown, with a reason', () => {
    const [card] = mergeDevices(machines.linuxUnknownCard);
    expect(card).toMatchObject({ name: 'Unknown GPU (PCI 1f1c:0022)', vendor: null, unknown: true, executionProviders: [] });
    expect(card?.reason).toBe('gpu.nameless');
  });

  it('works on the CPU where there is no GPU', () => {
    expect(brief(machines.noGpu)).toEqual([['Intel Xeon® Processor', 'cpu']]);
  });

  it('gives DirectML to the card and leaves the streaming adapter aside', () => {
    expect(brief(machines.windowsDesktop)).toEqual([
      ['NVIDIA GeForce RTX 4070', 'dml webgpu'],
      ['Intel(R) UHD Graphics 770', ''],
      ['Parsec Virtual Display Adapter', ''],
      ['Intel Core™ i7-12700H', 'cpu'],
    ]);
    expect(mergeDevices(machines.windowsTwins)[0]?.memoryBytes).toBeNull();
  });

  it("counts the machine's memory as an Apple chip's", () => {
    expect(mergeDevices(machines.appleSilicon)[0]).toMatchObject({ name: 'Apple M2 Pro', vendor: 'Apple', memoryBytes: 17_179_869_184, executionProviders: ['coreml', 'webgpu'] });
  });

  it('takes a card on Thunderbolt before the chip beside it, and knows it again on another port', () => {
    const external = machines.linuxExternalGpu;
    expect(brief(external).slice(0, 2)).toEqual([['Iris Xe Graphics', ''], ['NVIDIA GeForce RTX 3070', 'webgpu']]);
    const elsewhere = { ...external, pci: external.pci!.map((gpu) => (gpu.uuid ? { ...gpu, address: '0000:05:00.0', driverVersion: '600.1' } : gpu)), system: { ...external.system, controllers: external.system.controllers.slice(0, 1) } };
    expect(mergeDevices(elsewhere)[1]?.deviceId).toBe(mergeDevices(external)[1]?.deviceId);
    expect(brief({ ...external, pci: external.pci!.slice(0, 1), system: elsewhere.system })).toEqual([['Iris Xe Graphics', 'webgpu'], ['Intel Core™ i7-12700H', 'cpu']]);
  });

  it('is one device where a card is cut into instances, with the memory of the card', () => {
    expect(mergeDevices(machines.linuxMig).filter(({ kind }) => kind === 'gpu')).toMatchObject([{ name: 'NVIDIA H100 PCIe', memoryBytes: 81559 * mib, executionProviders: ['cuda', 'webgpu'], unknown: false }]);
  });

  it("finds the GPU in a board's processor, which is on no bus, and counts the memory they share", () => {
    expect(mergeDevices(machines.linuxJetson)[0]).toMatchObject({ name: 'NVIDIA Jetson Orin Nano Developer Kit GPU', vendor: 'NVIDIA', memoryBytes: 7_990_000_000, driver: 'nvgpu', executionProviders: ['webgpu'], reason: null });
  });

  it('prefers an external card to the built-in one', () => {
    expect(brief(machines.macWithExternalGpu).slice(0, 2)).toEqual([['Intel Iris Plus Graphics 655', ''], ['AMD Radeon RX 580', 'coreml']]);
  });

  it('says that the runtime gave no answer', () => {
    for (const device of mergeDevices({ ...machines.appleSilicon, probe: null })) {
      expect(device).toMatchObject({ executionProviders: [], reason: 'runtime.unasked' });
    }
  });

  it('passes on why the system was silent', () => {
    const silent = { ...machines.noGpu, system: systemReadingShape.parse({}), systemReason: 'system.late:15' };
    expect(mergeDevices(silent)).toEqual([expect.objectContaining({ deviceId: 'cpu', name: 'CPU', unknown: true, executionProviders: ['cpu'], reason: 'system.late:15' })]);
  });

  it('makes valid devices of garbage', () => {
    const devices = mergeDevices(machines.garbage);
    expect(devices).toHaveLength(5);
    for (const device of devices) expect(factsShape.safeParse(device).error).toBeUndefined();
    expect(devices.filter(({ unknown }) => unknown)).toHaveLength(4);
  });

  it('makes valid devices with distinct ids of anything', () => {
    const anything = fc.anything();
    const controller = fc.oneof(anything, fc.record({ vendor: anything, model: anything, name: fc.string(), busAddress: fc.string(), pciBus: anything, vram: anything, memoryTotal: fc.double(), vramDynamic: anything, driverVersion: fc.string({ maxLength: 400 }) }, { requiredKeys: [] }));
    fc.assert(fc.property(fc.array(controller, { maxLength: 5 }), anything, anything, fc.constantFrom('linux' as const, 'win32' as const, 'darwin' as const), (controllers, cpu, memory, platform) => {
      const parsed = systemReadingShape.parse({ controllers, cpu, memory });
      const devices = mergeDevices({ system: parsed, systemReason: null, pci: null, probe: machines.probe(['cpu', 'webgpu']), platform });
      for (const device of devices) expect(factsShape.safeParse(device).error).toBeUndefined();
      expect(new Set(devices.map(({ deviceId }) => deviceId)).size).toBe(devices.length);
    }));
  });
});
