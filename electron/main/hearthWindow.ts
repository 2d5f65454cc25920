import { join } from 'node:path';
import { BrowserWindow, protocol, screen, session, shell, type Session } from 'electron';
import { answerPageRequest, pageAddress, pageScheme, type PageFile } from './pageAnswer.ts';
import type { ShellStore } from './shellStore.ts';
import { fitWindow, smallestWindow } from './windowBounds.ts';
import { decideExternal, mayNavigate, mayUse } from './windowRules.ts';

/** Before the app is ready: gives the page's scheme the standing of https, so that it has an origin and a policy. */
export const registerPageScheme = (): void =>
  protocol.registerSchemesAsPrivileged([{ scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }]);

/** A session of its own that reaches the built page and nothing else: no network, no permission, no download. */
export function openPageSession(files: ReadonlyMap<string, PageFile>): Session {
  const pageSession = session.fromPartition('hearth-page');
  pageSession.protocol.handle(pageScheme, ({ method, url }) => {
    const { status, headers, bytes } = answerPageRequest(files, method, url);
    return new Response(bytes === null ? null : new Uint8Array(bytes), { status, headers: { ...headers } });
  });
  pageSession.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isAllowedRequest(details.url) }));
  pageSession.setPermissionRequestHandler((_contents, permission, answer, details) => answer(mayUse(permission, details.requestingUrl)));
  pageSession.setPermissionCheckHandler((_contents, permission, origin) => mayUse(permission, `${origin}/`));
  pageSession.setDevicePermissionHandler(() => false);
  pageSession.on('will-download', (event, item) => {
    // A receipt the page saves is made in the page; nothing else is a download.
    if (!item.getURL().startsWith(`blob:${pageScheme}://`)) event.preventDefault();
  });
  return pageSession;
}

const isAllowedRequest = (address: string): boolean => /^(?:hearth-app:\/\/page\/|blob:hearth-app:\/\/page\/|data:image\/|devtools:)/.test(address);

/** show: opens the window, or brings the open one forward; a fragment names the screen. */
export type HearthWindow = { show(fragment?: string | null): void; current(): BrowserWindow | null; update(title: string): void };

export function createHearthWindow({ pageSession, store, preload, icon }: { pageSession: Session; store: ShellStore; preload: string; icon: string }): HearthWindow {
  let window: BrowserWindow | null = null;

  function open(fragment: string): BrowserWindow {
    const displays = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(({ workArea }) => workArea);
    const opened = new BrowserWindow({
      ...fitWindow(store.readBounds(), displays),
      minWidth: smallestWindow.width, minHeight: smallestWindow.height,
      show: false, title: 'Hearth', icon, autoHideMenuBar: true, backgroundColor: '#211c18',
      webPreferences: {
        session: pageSession, preload: join(preload),
        contextIsolation: true, sandbox: true, nodeIntegration: false, nodeIntegrationInSubFrames: false, nodeIntegrationInWorker: false,
        webSecurity: true, webviewTag: false, navigateOnDragDrop: false, spellcheck: false,
      },
    });
    const { webContents } = opened;
    webContents.setWindowOpenHandler(({ url }) => {
      const external = decideExternal(url);
      if (external) void shell.openExternal(external);
      return { action: 'deny' };
    });
    webContents.on('will-navigate', (event) => {
      if (!mayNavigate(event.url)) event.preventDefault();
    });
    webContents.on('will-redirect', (event) => event.preventDefault());
    webContents.on('will-attach-webview', (event) => event.preventDefault());
    // A dead page is opened again, at most once a minute: the provider lives on meanwhile.
    let lastLossMs = 0;
    webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason === 'clean-exit' || Date.now() - lastLossMs < 60_000) return;
      lastLossMs = Date.now();
      opened.reload();
    });
    opened.once('ready-to-show', () => opened.show());
    opened.on('close', () => {
      if (!opened.isMinimized() && !opened.isFullScreen()) store.writeBounds(opened.getNormalBounds());
    });
    opened.on('closed', () => (window = null));
    void opened.loadURL(`${pageAddress}${fragment}`);
    return opened;
  }

  return {
    show(fragment = null) {
      if (!window) return void (window = open(fragment ?? ''));
      if (fragment !== null) void window.loadURL(`${pageAddress}${fragment}`);
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    current: () => window,
    update: (title) => window?.setTitle(title),
  };
}
