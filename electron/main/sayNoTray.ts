import { trayWords } from '../../renderer/strings/tray.ts';
import type { NativeBanner } from './nativeNotice.ts';

/**
 * Says once, when the last window is closed on a desktop that draws no tray icons, that Hearth works on and how its window is found again: without the icon nothing on the screen shows it.
 *
 * @param hasTray  null: it cannot be told, and nothing is said
 * @returns to be called whenever the last window was closed
 */
export function createSayNoTray({ hasTray, show }: { readonly hasTray: () => Promise<boolean | null>; readonly show: (banner: NativeBanner) => void }): () => Promise<void> {
  let wasSaid = false;
  return async () => {
    if (wasSaid || (await hasTray()) !== false || wasSaid) return;
    wasSaid = true;
    show({ noticeId: 'noTray', title: trayWords.noTray.title, body: trayWords.noTray.body });
  };
}
