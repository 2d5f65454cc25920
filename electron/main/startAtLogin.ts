import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Starts Hearth in the tray when its owner logs in. */
export type StartAtLogin = { isOn(): boolean; set(on: boolean): void };

type LoginItems = {
  getLoginItemSettings(options: { args: string[] }): { openAtLogin: boolean };
  setLoginItemSettings(settings: { openAtLogin: boolean; args: string[] }): void;
};

const words = ['--hidden'];

/**
 * Linux has a file for each program that starts with the session; macOS and Windows have lists that Electron writes to.
 *
 * @param app   Electron's app
 * @param exec  the file to start: an AppImage's own, which is not the mounted one that runs
 */
export function createStartAtLogin({ app, platform, environment, home, exec }: { readonly app: LoginItems; readonly platform: NodeJS.Platform; readonly environment: NodeJS.ProcessEnv; readonly home: string; readonly exec: string }): StartAtLogin {
  if (platform === 'linux') return autostartFile(join(environment['XDG_CONFIG_HOME'] || join(home, '.config'), 'autostart', 'hearth.desktop'), environment['APPIMAGE'] ?? exec);
  return { isOn: () => app.getLoginItemSettings({ args: words }).openAtLogin, set: (on) => app.setLoginItemSettings({ openAtLogin: on, args: words }) };
}

function autostartFile(path: string, exec: string): StartAtLogin {
  const text = buildAutostart(exec);
  return {
    isOn() {
      try {
        const found = readFileSync(path, 'utf8');
        // Desktops switch an entry off by a line of theirs instead of deleting the file.
        return !/^(?:Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$/mi.test(found);
      } catch {
        return false;
      }
    },
    set(on) {
      if (!on) return rmSync(path, { force: true });
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    },
  };
}

/** @source Desktop Application Autostart Specification 0.5; Desktop Entry Specification 1.5, "The Exec key" */
export function buildAutostart(exec: string): string {
  return ['[Desktop Entry]', 'Type=Application', 'Name=Hearth', `Exec=${[exec, ...words].map(quote).join(' ')}`, 'Terminal=false', 'X-GNOME-Autostart-enabled=true', ''].join('\n');
}

/** Quoted for the Exec key, then for the string it stands in; a percent sign begins a field code. */
const quote = (word: string): string => `"${word.replace(/[`"$\\]/g, '\\$&').replaceAll('%', '%%')}"`.replaceAll('\\', '\\\\');
