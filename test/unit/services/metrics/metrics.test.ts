import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { serveMetrics } from '../../../../electron/programs/host/serveMetrics.ts';
import { emptyMetricsState, formatMetrics } from '../../../../electron/services/metrics/hearthMetrics.ts';
import type { MetricsServer } from '../../../../electron/services/metrics/metricsServer.ts';
import { pageBridge, type PageBridge } from '../../../../electron/shared/bridge.ts';
import { serveBridge, type Handlers } from '../../../../electron/shared/bridgeKit.ts';
import { richTopics } from '../../../support/pageSamples.ts';

const { about, audits, devices, earnings, network } = richTopics();
const status = { state: 'idle', about: {}, action: 'pause', sinceMs: 0 } as const;

const answerOf = (address: string, headers: Record<string, string> = {}, method = 'GET'): Promise<{ status: number; text: string; type: string }> =>
  new Promise((resolve, reject) => {
    const asked = request(address, { method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk)).on('end', () => resolve({ status: response.statusCode!, text, type: response.headers['content-type'] ?? '' }));
    });
    asked.on('error', reject).end();
  });

describe('the text of metrics', () => {
  it('says that nothing is up, and nothing else, while the provider is away', async () => {
    const text = await formatMetrics(emptyMetricsState);
    expect(text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))).toEqual(['hearth_up 0']);
  });
  it('gives known figures in their units and leaves unknown ones out', async () => {
    const text = await formatMetrics({ status, devices, jobs: [], earnings, network: { ...network, stakeWei: null }, about, audits: null });
    expect(text).toMatch(/^hearth_up 1$/m);
    expect(text).toContain('hearth_status{state="idle"} 1');
    expect(text).toContain('hearth_status{state="paused"} 0');
    expect(text).toContain('hearth_paid_coins 12.904551');
    expect(text).toContain('hearth_waiting_coins{for="window"} 0.009306');
    expect(text).toContain('hearth_network_info{name="Practice",practice="true",coin="EMB"} 1');
    expect(text).not.toContain('hearth_stake_coins');
    expect(text).not.toContain('hearth_audit');
    expect(text).not.toContain(network.nodeAddress!);
  });
  it('counts audits by state, made and received, and leaves seats out that were not asked for', async () => {
    const text = await formatMetrics({ ...emptyMetricsState, audits });
    for (const state of ['seated', 'voted', 'committed', 'missed']) expect(text).toContain(`hearth_audits_made{state="${state}"} ${audits.seated.filter((one) => one.state === state).length}`);
    expect(text).toContain(`hearth_audits_received{state="stands"} ${audits.own.filter(({ state }) => state === 'stands').length}`);
    expect(text).toContain(`hearth_audit_epochs{state="paid"} ${audits.epochs.filter(({ state }) => state === 'paid').length}`);
    expect(text).toContain(`hearth_verifier_seats{model="${audits.seats![0]!.modelName}"} ${audits.seats![0]!.held}`);
    expect(text).toMatch(/^hearth_audit_paid_coins 0\.\d+$/m);
    expect(await formatMetrics({ ...emptyMetricsState, audits: { ...audits, seats: null } })).not.toContain('hearth_verifier_seats');
  });
  it('has a row in the table of docs/rig.md for each of them, and none there is unknown', async () => {
    const text = await formatMetrics({ ...emptyMetricsState, status, devices, jobs: [], earnings, network: { ...network, stakeWei: 1n }, about, audits });
    const served = new Set([...text.matchAll(/^# HELP (\S+)/gm)].map(([, name]) => name!));
    const listed = new Set([...readFileSync('docs/rig.md', 'utf8').split('| Metric | What |')[1]!.split('\n\n')[0]!.matchAll(/`(hearth_[a-z_]+)/g)].map(([, name]) => name!));
    expect([...served].filter((name) => !listed.has(name))).toEqual([]);
    expect([...listed].filter((name) => !served.has(name))).toEqual([]);
  });
  it('keeps a name that is no label value inside its quotes', async () => {
    const text = await formatMetrics({ ...emptyMetricsState, status, devices: [{ ...devices[0]!, name: 'a "GPU"\nhearth_up 0' }] });
    expect(text).toContain('name="a \\"GPU\\"\\nhearth_up 0"');
    expect(text.match(/^hearth_up /gm)).toHaveLength(1);
  });
});

describe('the metrics server', () => {
  let server: MetricsServer | null = null;
  afterEach(async () => {
    await server?.close();
    server = null;
  });

  it('follows the provider over its restart', async () => {
    const bridges: { close(): void }[] = [];
    server = await serveMetrics(0, (port) => {
      const bridge = serveBridge(pageBridge, {} as Handlers<PageBridge>, () => 'T-1');
      bridge.publish('status', status);
      bridge.attach(port);
      bridges.push(port);
    });
    const { address } = server;
    await expect.poll(async () => (await answerOf(address)).text).toMatch(/^hearth_up 1$/m);
    bridges[0]!.close();
    expect((await answerOf(address)).text).toMatch(/^hearth_up 0$/m);
    await expect.poll(async () => (await answerOf(address)).text, { timeout: 5000 }).toMatch(/^hearth_up 1$/m);
    expect(bridges).toHaveLength(2);
  });
  it('refuses foreign names, other paths and other methods', async () => {
    server = await serveMetrics(0, () => undefined);
    const { address } = server;
    expect(await answerOf(address)).toMatchObject({ status: 200, type: 'text/plain; version=0.0.4; charset=utf-8' });
    expect((await answerOf(address, { host: 'evil.example' })).status).toBe(403);
    expect((await answerOf(address.replace('/metrics', '/'))).status).toBe(404);
    expect((await answerOf(address, {}, 'POST')).status).toBe(405);
  });
  it('names a port that is taken', async () => {
    server = await serveMetrics(0, () => undefined);
    const port = Number(new URL(server.address).port);
    await expect(serveMetrics(port, () => undefined)).rejects.toMatchObject({ code: 'host.portBusy', about: { port } });
  });
});
