/**
 * Makers of display controllers by PCI vendor id. `virtual` ones draw through another machine's or the CPU's work and
 * compute nothing themselves; the management chips of servers are of the same use.
 *
 * @source  https://pci-ids.ucw.cz/
 */
export const pciVendors: ReadonlyMap<number, { readonly name: string; readonly virtual: boolean }> = new Map([
  [0x10de, { name: 'NVIDIA', virtual: false }],
  [0x1002, { name: 'AMD', virtual: false }],
  [0x8086, { name: 'Intel', virtual: false }],
  [0x106b, { name: 'Apple', virtual: false }],
  [0x5143, { name: 'Qualcomm', virtual: false }],
  [0x1ed5, { name: 'Moore Threads', virtual: false }],
  [0x0014, { name: 'Loongson', virtual: false }],
  [0x1234, { name: 'QEMU', virtual: true }],
  [0x1af4, { name: 'Red Hat', virtual: true }],
  [0x1b36, { name: 'Red Hat', virtual: true }],
  [0x15ad, { name: 'VMware', virtual: true }],
  [0x80ee, { name: 'VirtualBox', virtual: true }],
  [0x1ab8, { name: 'Parallels', virtual: true }],
  [0x1414, { name: 'Microsoft', virtual: true }],
  [0x5853, { name: 'XenSource', virtual: true }],
  [0x1013, { name: 'Cirrus Logic', virtual: true }],
  [0x1a03, { name: 'ASPEED', virtual: true }],
  [0x102b, { name: 'Matrox', virtual: true }],
]);

const makers: readonly (readonly [RegExp, string])[] = [
  [/nvidia/i, 'NVIDIA'],
  [/\bamd\b|advanced micro devices|\bati\b|radeon/i, 'AMD'],
  [/intel/i, 'Intel'],
  [/apple/i, 'Apple'],
  [/qualcomm|adreno/i, 'Qualcomm'],
];

/** One name per maker, whatever the system calls it: "Advanced Micro Devices, Inc. [AMD/ATI]" is AMD. */
export const formatVendor = (told: string): string => makers.find(([pattern]) => pattern.test(told))?.[1] ?? told.slice(0, 120);

/** Adapters that show pictures without computing: virtual machines, remote desktops, software rasterisers, server management chips. */
export const isVirtualAdapter = (name: string): boolean =>
  /virtio|virtual|vmware|svga|virtualbox|hyper-?v|\bqxl\b|bochs|cirrus|parallels|citrix|remote display|displaylink|mirror driver|\bidd\b|spacedesk|parsec|llvmpipe|softpipe|lavapipe|swiftshader|software render|basic render|aspeed|matrox.*g200|\bxen\b/i.test(name);

/** Windows' stand-in while the maker's driver is missing. */
export const isStandInDriver = (name: string): boolean => /microsoft basic display|standard vga/i.test(name);
