import { Notification } from 'electron';
import type { NativeBanner } from './nativeNotice.ts';

/** Asks the system to show a notice; a click opens what it is about. Kept until it is closed: one that is collected does not answer its click. */
export function createShowNative(icon: string, onClick: () => void): (banner: NativeBanner) => void {
  const open = new Set<Notification>();
  return ({ title, body }) => {
    if (!Notification.isSupported()) return;
    const banner = new Notification({ title, body, icon });
    const forget = (): void => void open.delete(banner);
    banner.on('click', () => {
      forget();
      onClick();
    });
    banner.on('close', forget);
    banner.on('failed', forget);
    open.add(banner);
    banner.show();
  };
}
