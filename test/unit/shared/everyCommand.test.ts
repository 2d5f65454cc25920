import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel as NodeChannel, type MessagePort as NodePort } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { z } from 'zod';
import { messagePort } from '../../../electron/main/messagePort.ts';
import { startPageServer, type PageServer } from '../../../electron/services/page/server.ts';
import { pageBridge } from '../../../electron/shared/bridge.ts';
import { connectBridge, serveBridge, type BridgeClient, type BridgeDefinition, type Handlers, type Port } from '../../../electron/shared/bridgeKit.ts';
import { walletBridge } from '../../../electron/shared/walletBridge.ts';
import { sampleOf } from '../../support/shapeSample.ts';

/** The two bridges of the page, whole, over the two ways they go: the window's own preload with real message ports, and the page's server with a real socket. */
const exposed = vi.hoisted(() => ({ connect: null as ((which: string) => Port) | null, onConnect: (_which: string, _port: unknown): void => {} }));
vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: (_name: string, api: { connect: (which: string) => Port }) => (exposed.connect = api.connect) },
  ipcRenderer: { postMessage: (_channel: string, which: string, [port]: unknown[]) => exposed.onConnect(which, port), send: () => {} },
}));

const which = { page: 'provider', wallet: 'signer' } as const;
const bridges: Readonly<Record<keyof typeof which, BridgeDefinition>> = { page: pageBridge, wallet: walletBridge };
type Served = { readonly client: BridgeClient<BridgeDefinition>; readonly heard: Map<string, unknown>; publish(topic: string, value: unknown): void; close(): void };

/** Answers each command with a value of its shape, and keeps what was asked. */
function serve(bridge: BridgeDefinition): { attach(port: Port): void; readonly heard: Map<string, unknown>; publish(topic: string, value: unknown): void } {
  const heard = new Map<string, unknown>();
  const handlers = Object.fromEntries(Object.entries(bridge.commands).map(([name, { gives }]) => [name, (input: unknown) => {
    heard.set(name, input);
    return gives.parse(sampleOf(gives));
  }])) as Handlers<BridgeDefinition>;
  const server = serveBridge(bridge, handlers, (error) => {
    throw error;
  });
  return { attach: (port) => server.attach(port), heard, publish: (topic, value) => server.publish(topic, value as never) };
}

/** What main gets: Electron's port tells of messages as events that carry data. */
function asMainPort(port: NodePort): never {
  const emitter = new EventEmitter();
  port.on('message', (data: unknown) => emitter.emit('message', { data }));
  port.on('close', () => emitter.emit('close'));
  return Object.assign(emitter, { start: () => port.start(), postMessage: (message: unknown) => port.postMessage(message), close: () => port.close() }) as never;
}

let folder: string;
let server: PageServer;
let hear: (port: Port) => void = () => {};
const ways: Readonly<Record<string, (name: keyof typeof which) => Promise<Served>>> = {
  async 'message ports'(name) {
    const served = serve(bridges[name]);
    exposed.onConnect = (asked, port) => {
      expect(asked).toBe(which[name]);
      served.attach(messagePort(asMainPort(port as NodePort)));
    };
    const port = exposed.connect!(which[name]);
    return { ...served, client: connectBridge(bridges[name], port), close: () => port.close() };
  },
  async 'a socket'(name) {
    const served = serve(bridges[name]);
    hear = served.attach;
    const origin = `http://127.0.0.1:${server.port}`;
    const session = await fetch(`${origin}/session`, { method: 'POST', headers: { origin, 'content-type': 'application/json' }, body: JSON.stringify({ token: new URL(server.address).hash.slice('#t='.length) }) });
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}${name === 'wallet' ? '/wallet' : '/bridge'}`, { headers: { origin, cookie: session.headers.getSetCookie()[0]!.split(';')[0]! } });
    await new Promise((resolve, reject) => void socket.once('open', resolve).once('error', reject));
    const port: Port = { post: (message) => socket.send(JSON.stringify(message)), onMessage: (listener) => void socket.on('message', (data: Buffer) => listener(JSON.parse(data.toString('utf8')))), onClose: (listener) => void socket.once('close', listener), close: () => socket.close() };
    return { ...served, client: connectBridge(bridges[name], port), close: () => socket.close() };
  },
};

beforeAll(async () => {
  vi.stubGlobal('MessageChannel', NodeChannel);
  folder = mkdtempSync(join(tmpdir(), 'hearth-bridges-'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html>');
  server = await startPageServer({ folder, port: 0, onPort: (port) => hear(port) });
  await import('../../../electron/preload/index.ts');
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(Object.keys(ways))('over %s', (way) => {
  it.each(Object.keys(which) as (keyof typeof which)[])('every command and every topic of the %s bridge arrives as it was meant', async (name) => {
    const { commands, topics } = bridges[name];
    const { client, heard, publish, close } = await ways[way]!(name);
    for (const [command, { takes, gives }] of Object.entries(commands)) {
      const input = takes.parse(sampleOf(takes));
      const answer: unknown = await client.ask(command, input as never);
      expect(heard.get(command), command).toEqual(input);
      expect(answer, command).toEqual(gives.parse(sampleOf(gives)));
    }
    expect(heard.size).toBe(Object.keys(commands).length);
    for (const [topic, shape] of Object.entries(topics) as [string, z.ZodType][]) {
      const value = shape.parse(sampleOf(shape));
      publish(topic, value);
      expect(await new Promise((resolve) => client.watch(topic, resolve)), topic).toEqual(value);
    }
    close();
  });
});
