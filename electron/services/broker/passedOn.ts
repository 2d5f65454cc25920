import type { ProgramName } from './broker.ts';

/** What a program needs of our own environment; nothing else (tokens, keys of other programs) is handed on. */
const everyProgram = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TMPDIR', 'TEMP', 'TMP', 'SYSTEMROOT', 'APPDATA', 'LOCALAPPDATA', 'USERPROFILE', 'XDG_RUNTIME_DIR', 'LD_LIBRARY_PATH', 'TZ', 'VK_ICD_FILENAMES', 'NODE_COMPILE_CACHE'];
/** Where the desktop listens: the provider asks it whether somebody is there. A worker, which opens strangers' models, is not told. */
const desktop = ['DISPLAY', 'XAUTHORITY', 'WAYLAND_DISPLAY', 'DBUS_SESSION_BUS_ADDRESS', 'DBUS_SYSTEM_BUS_ADDRESS'];
/** An owner's own authority beside those that Node knows: a mirror of models at home has no other. */
const authorities = ['NODE_EXTRA_CA_CERTS'];

export function pickEnv(program: ProgramName, env: NodeJS.ProcessEnv, more: readonly string[] = []): Record<string, string> {
  const names = [...everyProgram, ...(program === 'provider' ? [...desktop, ...authorities] : []), ...more];
  return Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}
