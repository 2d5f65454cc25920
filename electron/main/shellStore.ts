import Store from 'electron-store';
import { z } from 'zod';
import { parseLanguageChoice, type LanguageChoice } from './shellLanguage.ts';
import type { Rectangle } from './windowBounds.ts';

const boundsShape = z.object({ x: z.number().int(), y: z.number().int(), width: z.number().int().min(1), height: z.number().int().min(1) });

export type ShellStore = {
  readBounds(): Rectangle | null;
  writeBounds(bounds: Rectangle): void;
  /** The language that the owner chose on the page, as it was told last. */
  readLanguage(): LanguageChoice;
  writeLanguage(choice: LanguageChoice): void;
  /** Until when the window is drawn without the GPU, whose driver kept dying under it; null: with it. */
  readSoftwareUntilMs(): number | null;
  writeSoftwareUntilMs(untilMs: number): void;
};

/** What belongs to the shell alone: where its window was, how it is drawn, and what language its tray speaks. Everything else is a setting of the provider. */
export function openShellStore(folder: string): ShellStore {
  const store = new Store<Record<string, unknown>>({ cwd: folder, name: 'shell', clearInvalidConfig: true });
  return {
    readBounds: () => boundsShape.safeParse(store.get('bounds')).data ?? null,
    writeBounds: (bounds) => store.set('bounds', boundsShape.parse(bounds)),
    readLanguage: () => parseLanguageChoice(store.get('language')) ?? 'system',
    writeLanguage: (choice) => store.set('language', choice),
    readSoftwareUntilMs: () => z.number().safeParse(store.get('softwareUntilMs')).data ?? null,
    writeSoftwareUntilMs: (untilMs) => store.set('softwareUntilMs', untilMs),
  };
}
