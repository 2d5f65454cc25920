import { homedir } from 'node:os';
import { join } from 'node:path';
import { app, dialog, ipcMain, Menu, powerMonitor, safeStorage } from 'electron';
import { hasTray } from '../programs/host/hasTray.ts';
import { createKeeper } from '../programs/host/keeper.ts';
import { openLogFile, startHost, type Host } from '../programs/host/startHost.ts';
import { defaultDataFolder } from '../programs/shell/dataFolder.ts';
import { readPageFiles } from '../services/page/pageFiles.ts';
import { countGpuLosses } from './gpuLoss.ts';
import { findDeepLink, linkScheme, parseDeepLink } from './deepLink.ts';
import { createHearthWindow, openPageSession, registerPageScheme, type HearthWindow } from './hearthWindow.ts';
import { openHearthTray } from './hearthTray.ts';
import { messagePort } from './messagePort.ts';
import { parseLanguageChoice, speakLanguage } from './shellLanguage.ts';
import { parseShellArguments } from './shellArguments.ts';
import { createNativeNotices } from './nativeNotice.ts';
import { openShellStore } from './shellStore.ts';
import { openUpdates } from './openUpdates.ts';
import { createSayNoTray } from './sayNoTray.ts';
import { createShowNative } from './showNative.ts';
import { createTaskbar } from './showTaskbar.ts';
import { createStartAtLogin, type StartAtLogin } from './startAtLogin.ts';
import { isScreenTaken } from './taskbar.ts';
import { emptyTray, minutesUntilMorning, type TrayAction, type TrayState } from './trayMenu.ts';
import { createUtilityFork } from './utilityFork.ts';
import { readOrCreateWrappingKey } from './secretStore.ts';
import { watchLocks } from './watchLocks.ts';
import { watchProvider, type WatchedProvider } from './watchProvider.ts';
import { watchWallet, type WatchedWallet } from './watchWallet.ts';
import type { KeptUpdated } from './keepUpdated.ts';
import { maySpeak } from './windowRules.ts';

/** The shell: a window and a tray icon around the programs. It decides nothing about jobs, money or devices. */
const argv = process.argv.slice(app.isPackaged ? 1 : 2);
const started = parseShellArguments(argv);
const dataFolder = started.dataFolder ?? defaultDataFolder(process.env, process.platform, homedir());

app.setName('Hearth');
app.setPath('userData', join(dataFolder, 'shell'));
app.enableSandbox();
const store = openShellStore(join(dataFolder, 'shell'));
// Only before the app is ready, and only while the driver's deaths under the window are fresh.
if ((store.readSoftwareUntilMs() ?? 0) > Date.now()) app.disableHardwareAcceleration();
// A development start would register the bare runtime, which opens nothing by itself.
if (app.isPackaged) app.setAsDefaultProtocolClient(linkScheme);
// macOS hands links over as events, the first one perhaps before the app is ready.
let waitingLink = findDeepLink(argv);
let showLink = (fragment: string | null): void => void (waitingLink = fragment ?? waitingLink);
app.on('open-url', (event, link) => {
  event.preventDefault();
  showLink(parseDeepLink(link));
});
registerPageScheme();
Menu.setApplicationMenu(process.platform === 'darwin' ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }]) : null);

// The updater runs a fresh AppImage once to see it start; that one is no Hearth of its own.
const isProbed = process.env['APPIMAGE_EXIT_AFTER_INSTALL'] === 'true';
// The lock lives in userData, so there is one shell per data folder; a second start shows the first one's window and leaves.
if (!isProbed && app.requestSingleInstanceLock()) void app.whenReady().then(run).catch(giveUp);
else app.quit();

async function run(): Promise<void> {
  let updates: KeptUpdated | null = null;
  let reportCrash: Host['reportCrash'] = () => undefined;
  const gpuLosses = countGpuLosses({ nowMs: () => Date.now(), log: openLogFile(dataFolder).write });
  app.on('child-process-gone', (_event, { type, reason }) => {
    const untilMs = type === 'GPU' && reason !== 'clean-exit' ? gpuLosses.lost(reason) : null;
    if (untilMs !== null) store.writeSoftwareUntilMs(untilMs);
    if (type === 'GPU' && reason !== 'clean-exit') reportCrash('gpu', reason);
  });
  app.on('render-process-gone', (_event, _contents, { reason, exitCode }) => reason !== 'clean-exit' && reportCrash('page', `${reason} (${exitCode})`));
  // A start from source would start the bare runtime.
  const startAtLogin = app.isPackaged ? createStartAtLogin({ app, platform: process.platform, environment: process.env, home: homedir(), exec: process.execPath }) : null;
  // Before anything of this version touches the data folder: a version that does not come up goes back.
  const opened = openUpdates({ dataFolder, log: openLogFile(dataFolder).write });
  if (opened.isLeaving) return app.exit(0);
  const root = app.getAppPath();
  const files = await readPageFiles(join(root, 'out', 'renderer'));
  const wrapping = readOrCreateWrappingKey(safeStorage, join(dataFolder, 'shell', 'wrap.sealed'));
  const keeper = createKeeper(wrapping.key);
  watchLocks({ power: powerMonitor, app }, keeper);
  const host = await startHost({
    signerArgs: wrapping.key === null ? ['--file-reason', wrapping.why] : ['--protection', 'safeStorage'], keeper,
    dataFolder, version: app.getVersion(), page: null, isShell: true,
    // Beside the archive, where other programs can read them too.
    modelFolders: ['digits', 'ember'].map((name) => join(root.replace(/app\.asar$/, 'app.asar.unpacked'), 'assets', 'models', name)),
    // The practice network needs a chain that is a tool for developers; an installed app starts without one and says so.
    practice: app.isPackaged ? null : [],
    createFork: (log) => createUtilityFork(import.meta.dirname, log),
    onFatal: giveUp, onQuit: () => void quit(), onUpdateAct: (act) => void updates?.act(act).catch(() => undefined),
  });
  reportCrash = host.reportCrash;
  powerMonitor.on('suspend', () => host.broker.tellPower('asleep'));
  powerMonitor.on('resume', () => host.broker.tellPower('awake'));
  const window = createHearthWindow({
    pageSession: openPageSession(files), store,
    preload: join(import.meta.dirname, '..', 'preload', 'index.cjs'), icon: join(root, 'assets', 'icons', 'app.png'),
  });
  handOutPorts(host, window);
  ipcMain.on('hearth:language', (event, told: unknown) => {
    const choice = isOurPage(event, window) ? parseLanguageChoice(told) : null;
    if (choice === null) return;
    store.writeLanguage(choice);
    void speakLanguage(choice, app.getPreferredSystemLanguages()).then((isSpoken) => isSpoken && show({}), () => undefined);
  });
  let known = emptyTray;
  await speakLanguage(store.readLanguage(), app.getPreferredSystemLanguages()).catch(() => false);
  const show = (change: Partial<TrayState>): void => {
    known = { ...known, ...change };
    tray.update(known);
    showTaskbar(known);
  };
  const tellNative = createNativeNotices({ nowMs: () => Date.now(), isWindowSeen: () => window.current()?.isFocused() ?? false, isScreenTaken: () => isScreenTaken(known.guest), show: createShowNative(join(root, 'assets', 'icons', 'app.png'), () => window.show('#/notices')) });
  const watched = watchProvider((port) => host.broker.connectPage(port), { onState: ({ walletUnlocked: _signerKnows, updates: _weKnow, startsAtLogin: _systemKnows, ...state }) => {
    show(state);
    tellNative(state.notices, state.noticeChoices);
    if (state.status !== null && state.status.state !== 'starting') updates?.confirm();
  }, onReadyToQuit: () => void quit() });
  const wallet = watchWallet((port) => host.broker.connectWallet(port), (walletUnlocked) => show({ walletUnlocked }));
  const onAction = (action: TrayAction): void => void act(action, { window, watched, wallet, updates, startAtLogin, show }).catch(() => undefined);
  const tray = openHearthTray(join(root, 'assets', 'icons', 'tray'), onAction);
  const showTaskbar = createTaskbar(() => window.current(), onAction);
  show({ startsAtLogin: startAtLogin?.isOn() ?? null });
  updates = opened.begin({
    finishThenQuit: () => watched.finishThenQuit(),
    onChanged(now) {
      show({ updates: now });
      host.broker.tellUpdates(now);
    },
  });
  const asking = setInterval(() => updates?.tick(), 60_000);

  let isQuitting = false;
  async function quit(): Promise<void> {
    if (isQuitting) return;
    isQuitting = true;
    clearInterval(asking);
    wallet.stop();
    await watched.stop();
    await host.stop().catch((error: unknown) => dialog.showErrorBox('Hearth could not reset its data folder', error instanceof Error ? error.message : String(error)));
    tray.close();
    updates?.installOnQuit();
    app.exit(0);
  }
  app.on('before-quit', (event) => {
    if (isQuitting) return;
    event.preventDefault();
    void quit();
  });
  // Closing the window is not quitting: the provider goes on, and the tray says so.
  const sayNoTray = createSayNoTray({ hasTray, show: createShowNative(join(root, 'assets', 'icons', 'app.png'), () => window.show()) });
  app.on('window-all-closed', () => void sayNoTray());
  app.on('second-instance', (_event, words) => window.show(findDeepLink(words)));
  showLink = (fragment) => window.show(fragment);
  app.on('activate', () => window.show());
  if (!started.hidden || waitingLink !== null) window.show(waitingLink);
}

/** Only the top frame of our own page is heard. */
function isOurPage({ sender, senderFrame: frame }: Electron.IpcMainEvent, window: HearthWindow): boolean {
  return window.current()?.webContents === sender && maySpeak(frame && { url: frame.url, isTop: frame.parent === null });
}

/** Gives the page its two ports. */
function handOutPorts(host: Host, window: HearthWindow): void {
  ipcMain.on('hearth:connect', (event, which: unknown) => {
    const [port] = event.ports;
    if (!port) return;
    if (!isOurPage(event, window) || (which !== 'provider' && which !== 'signer')) return port.close();
    if (which === 'signer') host.broker.connectWallet(messagePort(port));
    else host.broker.connectPage(messagePort(port));
  });
}

type Acting = { readonly window: HearthWindow; readonly watched: WatchedProvider; readonly wallet: WatchedWallet; readonly updates: KeptUpdated | null; readonly startAtLogin: StartAtLogin | null; readonly show: (change: Partial<TrayState>) => void };

async function act(action: TrayAction, { window, watched, wallet, updates, startAtLogin, show }: Acting): Promise<void> {
  const client = watched.client();
  switch (action.kind) {
    case 'open': return window.show(action.fragment);
    case 'pause': return void (await client?.ask('pause', { minutes: action.minutes === 'morning' ? minutesUntilMorning(new Date()) : action.minutes, ...(action.deviceId === undefined ? {} : { deviceId: action.deviceId }) }));
    case 'resume': return void (await client?.ask('resume', action.deviceId === undefined ? {} : { deviceId: action.deviceId }));
    case 'preset': return void (await client?.ask('setPreset', { preset: action.preset }));
    case 'lockWallet': return wallet.lock();
    case 'downloadUpdate': return updates?.act({ kind: 'download' });
    case 'installUpdate': return updates?.act({ kind: 'install' });
    case 'startAtLogin': {
      startAtLogin?.set(action.on);
      return show({ startsAtLogin: startAtLogin?.isOn() ?? null });
    }
    case 'quitAfterJob': return watched.finishThenQuit();
    case 'quitNow': return app.quit();
  }
}

/** Something Hearth cannot do without failed; say it once, in a window, and end. */
function giveUp(error: unknown): void {
  dialog.showErrorBox('Hearth cannot start', error instanceof Error ? error.message : String(error));
  app.exit(1);
}
