import { z } from 'zod';
import type { Device, ExecutionProvider } from '../../shared/shapes.ts';

/** What is true of a device whatever Hearth does with it; the provider adds what it decides: enabled, state, jobId. */
export type DeviceFacts = Omit<Device, 'enabled' | 'state' | 'jobId'>;

/** The worker's answer to `probe`: which execution providers of the runtime opened a session in this machine. */
export type ProbedProvider = { readonly name: ExecutionProvider; readonly usable: boolean; readonly reason: string | null };

/** Text as a system tells it: unprintable characters and stand-ins for "nobody filled this in" become null. */
const toldText = z.unknown().transform((value) => {
  if (typeof value !== 'string') return null;
  const text = value
    .replace(/[\p{C}\uFFFD]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200);
  return text === '' || /^(?:n\/?a|none|null|undefined|unknown|other|default string|to be filled.*|not (?:available|specified)|\(.*standard.*\)|\[.*not supported.*\]|[^\p{L}\p{N}]+)$/iu.test(text) ? null : text;
}).prefault(null);
/** A size; zero is how systems say that they do not know. Above 1 PiB it is noise. */
const toldSize = (most: number) => z.unknown().transform((value) => (typeof value === 'number' && value >= 1 && value <= most ? Math.round(value) : null)).prefault(null);
const toldBytes = toldSize(2 ** 50);
const toldMib = toldSize(2 ** 30);

const toldFlag = z.unknown().transform((value) => value === true).prefault(false);
/** A part that is not even an object is a part without facts. */
const asObject = (value: unknown): object => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {});

/** One entry of systeminformation's `graphics().controllers`; sizes in MiB. Anything may be missing or nonsense. */
const controllerShape = z.object({
  vendor: toldText, model: toldText, name: toldText, bus: toldText, busAddress: toldText, pciBus: toldText, driverVersion: toldText,
  vram: toldMib, memoryTotal: toldMib,
  vramDynamic: toldFlag,
  external: toldFlag,
});
export type Controller = z.infer<typeof controllerShape>;

/** What systeminformation says of the machine, cleaned. */
export const systemReadingShape = z.object({
  controllers: z.array(z.preprocess(asObject, controllerShape)).catch([]),
  cpu: z.preprocess(asObject, z.object({ manufacturer: toldText, brand: toldText })),
  memory: z.preprocess(asObject, z.object({ total: toldBytes })),
});
export type SystemReading = z.infer<typeof systemReadingShape>;

/** A display controller on the PCI bus, as Linux itself lists it: there without any tool or driver installed. */
export type PciGpu = {
  /** Such as "0000:01:00.0"; "platform:17000000.ga10b" for a GPU in the processor of a board. */
  readonly address: string;
  readonly vendorId: number;
  readonly deviceId: number;
  /** The kernel driver bound to it, null: none. */
  readonly driver: string | null;
  readonly driverVersion: string | null;
  /** The day its maker built the driver, ISO 8601; absent: nothing tells it. */
  readonly driverDate?: string;
  readonly name: string | null;
  readonly uuid: string | null;
  readonly memoryBytes: number | null;
};
