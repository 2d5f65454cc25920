import { busAddresses } from '../../services/presence/desktopBus.ts';
import { readTrayHost } from '../../services/presence/trayHost.ts';

/** Whether an icon in the tray is seen here; null: it cannot be told. Only a Linux desktop may be without. */
export const hasTray = async (): Promise<boolean | null> =>
  process.platform === 'linux' ? readTrayHost({ sessionAddress: busAddresses(process.env).sessionAddress, userId: process.getuid?.() ?? 0 }) : true;
