import { isAbsent, openBus, readProperty, socketOfAddress } from './busClient.ts';

const watcher = 'org.kde.StatusNotifierWatcher';

/**
 * Whether the desktop has somebody who draws tray icons, as GNOME without an extension has not.
 *
 * @param sessionAddress  of the session's bus; null: there is none
 * @returns null: it cannot be told
 * @source  freedesktop.org, StatusNotifierItem: StatusNotifierWatcher
 */
export async function readTrayHost({ sessionAddress, userId }: { readonly sessionAddress: string | null; readonly userId: number }): Promise<boolean | null> {
  const socket = sessionAddress === null ? null : socketOfAddress(sessionAddress);
  if (socket === null) return null;
  const bus = openBus(socket, userId);
  try {
    const isThere = await readProperty(bus, watcher, '/StatusNotifierWatcher', watcher, 'IsStatusNotifierHostRegistered');
    return typeof isThere === 'boolean' ? isThere : null;
  } catch (error) {
    // Nobody even keeps the list of icons.
    return isAbsent(error) ? false : null;
  } finally {
    bus.close();
  }
}
