import { app, Menu, type BrowserWindow } from 'electron';
import { toMenu } from './hearthTray.ts';
import { buildDockMenu, buildJumpTasks, buildTaskbar } from './taskbar.ts';
import type { TrayAction, TrayState } from './trayMenu.ts';

/** Shows on the taskbar, dock or launcher what taskbar.ts decides; each system takes the part it has. */
export function createTaskbar(windowOf: () => BrowserWindow | null, onAction: (action: TrayAction) => void): (state: TrayState) => void {
  let shownText = '';
  let shownTasks = '';
  const showTasks = (): void => {
    const tasks = buildJumpTasks().map(({ title, link }) => ({ program: process.execPath, arguments: link, title, description: title, iconPath: process.execPath, iconIndex: 0 }));
    if (shownTasks === (shownTasks = JSON.stringify(tasks))) return;
    app.setUserTasks(tasks);
  };
  return (state) => {
    if (process.platform === 'win32') showTasks();
    const taskbar = buildTaskbar(state);
    const dock = process.platform === 'darwin' ? buildDockMenu(state) : [];
    const text = JSON.stringify([taskbar, dock, windowOf()?.id ?? null]);
    if (text === shownText) return;
    shownText = text;
    const { progress, mode, badge } = taskbar;
    windowOf()?.setProgressBar(progress ?? -1, { mode });
    app.setBadgeCount(badge);
    if (dock.length > 0) app.dock?.setMenu(Menu.buildFromTemplate(toMenu(dock, onAction)));
  };
}
