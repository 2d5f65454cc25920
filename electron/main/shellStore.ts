import Store from 'electron-store';
import { z } from 'zod';
import type { Rectangle } from './windowBounds.ts';

const boundsShape = z.object({ x: z.number().int(), y: z.number().int(), width: z.number().int().min(1), height: z.number().int().min(1) });

export type ShellStore = { readBounds(): Rectangle | null; writeBounds(bounds: Rectangle): void };

/** What belongs to the shell alone: where its window was. Everything else is a setting of the provider. */
export function openShellStore(folder: string): ShellStore {
  const store = new Store<Record<string, unknown>>({ cwd: folder, name: 'shell', clearInvalidConfig: true });
  return {
    readBounds: () => boundsShape.safeParse(store.get('bounds')).data ?? null,
    writeBounds: (bounds) => store.set('bounds', boundsShape.parse(bounds)),
  };
}
