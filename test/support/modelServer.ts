import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { ModelList } from '../../electron/protocol/modelList.ts';

export type ModelServer = {
  readonly url: string;
  /** Path and range of every request, in order. */
  readonly asked: string[];
  /** Bytes of bodies given so far. */
  readonly givenBytes: () => number;
  /** Another certificate, from the next connection on. */
  show(tls: { readonly cert: string; readonly key: string }): void;
  close(): Promise<void>;
};
export type Answer = (request: IncomingMessage, response: ServerResponse, path: string) => boolean;

/**
 * A real server of files on this machine that knows parts of them.
 * @param instead  answers itself when it gives true
 * @param tls      its certificate and key, as PEM; it is then asked by https as localhost
 */
export async function startModelServer(files: () => ReadonlyMap<string, Uint8Array>, instead: Answer = () => false, tls: { readonly cert: string; readonly key: string } | null = null): Promise<ModelServer> {
  const asked: string[] = [];
  let givenBytes = 0;
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    const path = decodeURIComponent(request.url!.slice(1));
    asked.push(`${path} ${request.headers.range ?? 'whole'}`);
    if (instead(request, response, path)) return;
    const file = files().get(path);
    if (!file) return void response.writeHead(404).end('not here');
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    const part = from === undefined ? file : file.subarray(Number(from), Number(to) + 1);
    givenBytes += part.length;
    response.writeHead(from === undefined ? 200 : 206, { 'content-length': part.length, ...(from !== undefined && { 'content-range': `bytes ${from}-${to}/${file.length}` }) }).end(part);
  };
  const server = tls ? createTlsServer({ cert: tls.cert, key: tls.key }, serve) : createServer(serve);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `${tls ? 'https://localhost' : 'http://127.0.0.1'}:${(server.address() as AddressInfo).port}/`, asked, givenBytes: () => givenBytes,
    show: ({ cert, key }) => 'setSecureContext' in server && server.setSecureContext({ cert, key }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
/** Bytes that no block has twice. */
export const noise = (length: number, seed: number): Uint8Array => {
  const bytes = new Uint8Array(length);
  for (let at = 0, state = seed || 1; at < length; at++) bytes[at] = (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) >>> 24;
  return bytes;
};

/** Files that look like a model from outside: a manifest, weights of so many bytes, and the list of both. Nobody opens them. */
export function makeModelFiles(weightBytes: number, blockBytes = 65_536): { readonly files: Map<string, Uint8Array>; readonly list: ModelList } {
  const weights = noise(weightBytes, 7);
  const config = new TextEncoder().encode('{"vocab_size":12}');
  const named = [{ path: 'onnx/model.onnx', sha256: sha256(weights), sizeBytes: weights.length }, { path: 'config.json', sha256: sha256(config), sizeBytes: config.length }];
  const manifest = new TextEncoder().encode(JSON.stringify({ name: 'noise', title: 'Noise', kind: 'generate', version: 1, license: 'MIT', numericClass: 'cpu-fp32', maxContext: 12, files: named }));
  const files = new Map<string, Uint8Array>([['manifest.json', manifest], ['onnx/model.onnx', weights], ['config.json', config]]);
  const zero = `0x${'00'.repeat(32)}`;
  const list: ModelList = {
    format: 'hearth-model-list/1', blockBytes,
    spec: { format: 'hearth-model/1', kind: 'generate', onnxSha256: `0x${sha256(weights)}`, externalData: [], weightsRoot: zero, graphRoot: zero, planRoot: zero, tokenizerSha256: null, stopTokenIds: [], maxContext: 12, whitenSha256: null },
    files: [...files].map(([path, bytes]) => ({ path, sizeBytes: bytes.length, sha256: `0x${sha256(bytes)}`, blocks: Array.from({ length: Math.ceil(bytes.length / blockBytes) }, (_, at) => `0x${sha256(bytes.subarray(at * blockBytes, (at + 1) * blockBytes))}`) })),
  };
  return { files, list };
}
