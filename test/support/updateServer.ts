import { createHash } from 'node:crypto';
import { createServer, request, type IncomingMessage, type RequestOptions, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { HttpExecutor, configureRequestOptions, configureRequestUrl, type DownloadOptions } from 'builder-util-runtime';
import { AppImageUpdater, NsisUpdater, type BaseUpdater } from 'electron-updater';
import type { AppAdapter } from 'electron-updater/out/AppAdapter.js';

type Answer = (response: ServerResponse, request: IncomingMessage) => void;
export type UpdateServer = { readonly url: string; readonly asked: string[]; serve(path: string, answer: Uint8Array | string | Answer): void; close(): Promise<void> };

/** A host of files, as a release page is one. */
export async function startUpdateServer(): Promise<UpdateServer> {
  const files = new Map<string, Answer>();
  const asked: string[] = [];
  const server = createServer((message, response) => {
    const path = decodeURIComponent(new URL(message.url!, 'http://x').pathname.slice(1));
    asked.push(path);
    const answer = files.get(path);
    if (answer) answer(response, message);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    serve: (path, answer) => void files.set(path, typeof answer === 'function' ? answer : (response) => void response.writeHead(200, { 'content-length': Buffer.byteLength(answer) }).end(answer)),
    close: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
}

/** electron-updater's own downloads over Node's sockets instead of Electron's. */
class NodeExecutor extends HttpExecutor<ReturnType<typeof request>> {
  createRequest(options: RequestOptions, callback: (response: IncomingMessage) => void): ReturnType<typeof request> {
    return request(options, callback);
  }
  download(url: URL, destination: string, options: DownloadOptions): Promise<string> {
    return options.cancellationToken.createPromise<string>((resolve, reject, onCancel) => {
      const asked: RequestOptions = { headers: options.headers ?? {} };
      configureRequestUrl(url, asked);
      configureRequestOptions(asked);
      this.doDownload(asked, { destination, options, onCancel, callback: (error) => (error ? reject(error) : resolve(destination)), responseHandler: null }, 0);
    });
  }
}

/** The real updater of a system, in a folder of its own and without Electron. */
export function openUpdater(kind: 'appImage' | 'nsis', folder: string, version: string): BaseUpdater {
  const app: AppAdapter = {
    version, name: 'hearth', isPackaged: true, appUpdateConfigPath: join(folder, 'app-update.yml'), userDataPath: join(folder, 'user'), baseCachePath: join(folder, 'cache'),
    whenReady: () => Promise.resolve(), relaunch: () => undefined, quit: () => undefined, onQuit: () => undefined,
  };
  const updater = kind === 'appImage' ? new AppImageUpdater(null, app) : new NsisUpdater(null, app);
  Object.assign(updater, { httpExecutor: new NodeExecutor(), _testOnlyOptions: { platform: kind === 'appImage' ? 'linux' : 'win32', isUseDifferentialDownload: false } });
  return updater;
}

export const sha512 = (bytes: Uint8Array | string): string => createHash('sha512').update(bytes).digest('base64');
