/** What a GPU says of itself at one moment, whoever made it. null: it does not say; it never means zero. */
export type GpuReading = {
  /** Such as "0000:01:00.0". */
  readonly address: string | null;
  readonly uuid: string | null;
  readonly name: string | null;
  readonly vendor: 'NVIDIA' | 'AMD' | 'Intel' | 'Apple';
  readonly driver: string | null;
  /** Such as "8.9"; NVIDIA only. */
  readonly computeCapability: string | null;
  readonly memoryTotalBytes: number | null;
  readonly memoryUsedBytes: number | null;
  /** Processes with memory on it; null where the driver does not tell. */
  readonly processes: readonly GpuProcess[] | null;
  readonly busyPercent: number | null;
  readonly temperatureCelsius: number | null;
  readonly powerWatts: number | null;
  readonly powerLimitWatts: number | null;
  readonly clockMegahertz: number | null;
  readonly fanPercent: number | null;
  /** Why it runs slower than it could: powerCap, thermal, hardware, other. Idle counts as none. */
  readonly throttledBy: readonly string[] | null;
  /** Cut into instances that are devices of their own. */
  readonly isMig: boolean;
  /** What went wrong while it was read, such as a card that fell off its bus. */
  readonly fault: string | null;
};
export type GpuProcess = { readonly pid: number; readonly memoryBytes: number | null; readonly busyPercent: number | null };

/** A source of readings, open until closed. Reading never throws and starts no process. */
export type GpuSource = { read(): readonly GpuReading[]; close(): void };
