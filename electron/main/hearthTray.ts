import { join } from 'node:path';
import { Menu, Tray, nativeImage, nativeTheme, type MenuItemConstructorOptions } from 'electron';
import { buildTrayMenu, chooseTrayIcon, formatTrayStatus, type TrayAction, type TrayIcon, type TrayItem, type TrayState } from './trayMenu.ts';

export type HearthTray = { update(state: TrayState): void; close(): void };

/** Shows the tray icon. Everything it says is decided in trayMenu.ts. */
export function openHearthTray(iconFolder: string, onAction: (action: TrayAction) => void): HearthTray {
  const image = (icon: TrayIcon): Electron.NativeImage => {
    const isMac = process.platform === 'darwin';
    const tint = isMac || !nativeTheme.shouldUseDarkColors ? 'black' : 'white';
    const found = nativeImage.createFromPath(join(iconFolder, `${icon}-${tint}.png`));
    if (isMac) found.setTemplateImage(true);
    return found;
  };
  const tray = new Tray(image('starting'));
  let shown: TrayState | null = null;
  let shownText = '';

  function update(state: TrayState): void {
    shown = state;
    const items = buildTrayMenu(state);
    // Rebuilding an open menu closes it on some systems, so only when something reads differently.
    const text = JSON.stringify([items, chooseTrayIcon(state), nativeTheme.shouldUseDarkColors]);
    if (text === shownText) return;
    shownText = text;
    tray.setImage(image(chooseTrayIcon(state)));
    tray.setToolTip(formatTrayStatus(state));
    tray.setContextMenu(Menu.buildFromTemplate(toMenu(items, onAction)));
  }
  const recolour = (): void => void (shown && update(shown));
  nativeTheme.on('updated', recolour);
  // On Windows a left click opens the app; macOS and Linux open the menu by themselves.
  if (process.platform === 'win32') tray.on('click', () => onAction({ kind: 'open', fragment: null }));

  return {
    update,
    close() {
      nativeTheme.off('updated', recolour);
      tray.destroy();
    },
  };
}

/** A menu as Electron takes it. */
export const toMenu = (items: readonly TrayItem[], onAction: (action: TrayAction) => void): MenuItemConstructorOptions[] =>
  items.map((item) => {
    switch (item.kind) {
      case 'line': return { type: 'separator' };
      case 'says': return { label: item.label, enabled: false };
      case 'does': return { label: item.label, click: () => onAction(item.action), ...(item.isChosen !== undefined ? { type: 'radio' as const, checked: item.isChosen } : item.isOn !== undefined ? { type: 'checkbox' as const, checked: item.isOn } : {}) };
      case 'menu': return { label: item.label, submenu: toMenu(item.items, onAction) };
    }
  });
