import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { HearthError } from '../../shared/errors.ts';
import { refusals } from '../../shared/saidReasons.ts';
import { sayShape } from '../../shared/sayShape.ts';
import { networkNameShape } from '../../shared/networks.ts';
import { addressShape, textShape } from '../../shared/units.ts';
import { deploymentShape } from './deployment.ts';

/** What peers of a network speak: the numbers of its stream protocols rise with it. */
export const networkProtocol = 'hvi/1';
const fileLimitBytes = 256 * 1024;

const peerAddressShape = z.string().max(300).regex(/^\/(?:ip4|ip6|dns|dns4|dns6)\/[\w./:-]+\/p2p\/[A-Za-z0-9]{40,70}$/);

/**
 * All that a node, a gateway or a client needs to take part in a network, in one file. It is public; whoever hands it on could name another network, so it is taken by
 * its sha256 where it comes from far, and what it says of the chain is checked against the chain.
 * @source docs/protocol/messages.md section 9
 */
export const networkFileShape = z.strictObject({
  format: z.literal('hearth-network/1'),
  protocol: z.string().max(40),
  name: networkNameShape,
  deployment: deploymentShape,
  /** Peers to meet first. */
  seeds: z.array(peerAddressShape).max(64),
  /** Peers that let others be reached through them; met first too. */
  relays: z.array(peerAddressShape).max(64).default([]),
  /** Of a practice network: its client, which enrols nodes and gives test money; the key its operators come from; accounts that may order for audits. */
  practice: z.strictObject({ clients: z.array(peerAddressShape).max(16), operatorsKey: textShape(200), operator: addressShape, client: addressShape, verifiers: z.array(addressShape).max(64) }).nullable().default(null),
});
export type NetworkFile = z.output<typeof networkFileShape>;

export const formatNetworkFile = (file: NetworkFile): string => `${JSON.stringify(networkFileShape.parse(file), null, 2)}\n`;
export const hashNetworkFile = (text: string): string => createHash('sha256').update(text).digest('hex');

/** @throws network.fileInvalid  not a network file · network.incompatible  of another version of the protocol */
export function parseNetworkFile(text: string, from: string): NetworkFile {
  const invalid = (reason: string): HearthError => new HearthError('network.fileInvalid', { from: from.slice(0, 300), reason: reason.slice(0, 200) });
  if (text.length > fileLimitBytes) throw invalid(`it is larger than ${fileLimitBytes} bytes`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw invalid('it is not JSON');
  }
  if (isDeployment(json)) throw invalid('it is what hearth deploy wrote: hearth network-file makes a network file of it');
  const parsed = networkFileShape.safeParse(json);
  if (!parsed.success) throw invalid(sayShape(parsed.error));
  const { data } = parsed;
  if (data.protocol !== networkProtocol) throw new HearthError('network.incompatible', { name: data.name, found: data.protocol, expected: networkProtocol });
  if (data.practice && !data.deployment.practice) throw invalid('only a network of test money has a client that gives some away');
  return data;
}

const isDeployment = (json: unknown): boolean => typeof json === 'object' && json !== null && 'format' in json && json.format === deploymentShape.shape.format.value;

/** @throws network.fileInvalid · network.incompatible */
export async function readNetworkFile(path: string): Promise<NetworkFile> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new HearthError('network.fileInvalid', { from: path, reason: error.code ?? error.message }, error);
  });
  return parseNetworkFile(text, path);
}

/** @param asked  a path, or https://…#sha256=<64 hex digits>: what comes over the wire counts by its hash alone */
export function parseNetworkSource(asked: string): { readonly path: string } | { readonly url: string; readonly sha256: string } | { readonly refusal: string } {
  if (!/^[a-z]+:\/\//i.test(asked)) return { path: asked };
  const [url, fragment] = asked.split('#', 2) as [string, string | undefined];
  const sha256 = /^sha256=([0-9a-f]{64})$/i.exec(fragment ?? '')?.[1]?.toLowerCase();
  if (!/^https?:\/\//i.test(url)) return { refusal: 'a network file comes by a path or by https' };
  if (sha256 === undefined) return { refusal: 'an address needs the hash of its file: https://example.org/network.json#sha256=<64 hex digits>' };
  return { url, sha256 };
}

/**
 * The text of a network file, wherever it lies.
 * @throws network.fileInvalid  it cannot be had, or is not the one that was named
 * @effects network for an address
 */
export async function fetchNetworkFile(source: { readonly path: string } | { readonly url: string; readonly sha256: string }): Promise<string> {
  if ('path' in source) return readFile(source.path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new HearthError('network.fileInvalid', { from: source.path, reason: error.code === 'ENOENT' ? refusals.noFile : (error.code ?? error.message) }, error);
  });
  const invalid = (reason: string, cause?: unknown): HearthError => new HearthError('network.fileInvalid', { from: source.url.slice(0, 300), reason: reason.slice(0, 200) }, cause);
  const reply = await fetch(source.url, { redirect: 'follow', signal: AbortSignal.timeout(20_000) }).catch((error: unknown) => {
    throw invalid('it does not answer', error);
  });
  if (!reply.ok) throw invalid(`it answers ${reply.status}`);
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of reply.body ?? []) {
    bytes += piece.byteLength;
    if (bytes > fileLimitBytes) throw invalid(`it is larger than ${fileLimitBytes} bytes`);
    pieces.push(piece);
  }
  const text = Buffer.concat(pieces).toString('utf8');
  const found = hashNetworkFile(text);
  if (found !== source.sha256) throw invalid(`its sha256 is ${found}, not the one that was named`);
  return text;
}
