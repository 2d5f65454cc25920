import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readOperator } from '../../electron/services/chain/auditReads.ts';
import { runHearth } from '../support/hearthCommand.ts';
import { newFolder, startHearth, type Hearth } from '../support/runningHearth.ts';
import { until } from '../support/until.ts';

type Row = { readonly folder: string; readonly failure: { readonly code: string } | null; readonly node?: string; readonly networkId?: string; readonly stakeWei?: string; readonly operator?: string | null };

/** Two nodes of one network, one of another operator's, and a folder in which nothing runs. */
describe('a fleet of real nodes', () => {
  let home: Hearth;
  let beside: Hearth;
  let foreign: Hearth;
  const down = newFolder('down');
  const rows = async (...folders: readonly string[]): Promise<{ readonly code: number | null; readonly nodes: readonly Row[] }> => {
    const { code, json } = await runHearth(['fleet', ...folders, '--json']);
    return { code, nodes: (json() as { nodes: Row[] }).nodes };
  };

  beforeAll(async () => {
    // Another window than the one that is prepared for tests: a practice network of its own making.
    [home, foreign] = await Promise.all([startHearth(), startHearth({ window: 3 })]);
    await home.waitUntilReady();
    beside = await startHearth({ join: home.dataFolder });
    await Promise.all([beside.waitUntilReady(), foreign.waitUntilReady()]);
  }, 300_000);
  afterAll(async () => {
    await Promise.all([beside?.stop(), foreign?.stop()]);
    await home?.stop();
    rmSync(down, { recursive: true, force: true });
  });

  it('is told node by node, and what is down is said to be', async () => {
    const { code, nodes } = await rows(home.dataFolder, beside.dataFolder, foreign.dataFolder, down);
    expect(code).toBe(1);
    expect(nodes.map(({ folder, failure }) => [folder, failure?.code ?? null])).toEqual([[home.dataFolder, null], [beside.dataFolder, null], [foreign.dataFolder, null], [down, 'host.notRunning']]);
    expect(new Set(nodes.slice(0, 3).map(({ node }) => node)).size).toBe(3);
    for (const { stakeWei } of nodes.slice(0, 3)) expect(BigInt(stakeWei!)).toBeGreaterThan(0n);
    // Each says who stakes for it, as the chain has it; a practice network has an operator for each node.
    const chain = await home.openChain();
    for (const one of nodes.slice(0, 2)) expect(one.operator).toBe(await readOperator(chain, one.node!));
    expect(new Set(nodes.slice(0, 2).map(({ operator }) => operator)).size).toBe(2);
  });

  it('never adds coins of two networks that have one name', async () => {
    const { nodes } = await rows(home.dataFolder, beside.dataFolder, foreign.dataFolder);
    const [first, second, third] = nodes.map(({ networkId }) => networkId);
    expect([second === first, third === first]).toEqual([true, false]);
    const together = await runHearth(['fleet', home.dataFolder, beside.dataFolder]);
    expect([together.code, together.stdout]).toEqual([0, expect.stringMatching(/2 of 2 answer; together /)]);
    const apart = await runHearth(['fleet', home.dataFolder, beside.dataFolder, foreign.dataFolder]);
    expect([apart.code, apart.stdout]).toEqual([0, expect.stringMatching(/3 of 3 answer\.$/m)]);
  });

  it('is the same on the page of any of them, which hears when one falls silent', async () => {
    await home.ask('setFleet', { folders: [beside.dataFolder, foreign.dataFolder, down] });
    const states = async (): Promise<readonly string[]> => (await home.ask('readFleet', {})).nodes.map(({ state }) => state);
    await until('all were asked', async () => (await states()).join() === 'answers,answers,answers,silent');
    const heard = async () => (await home.ask('readPeers', {})).nodes.find(({ node }) => node === besideNode);
    const besideNode = (await beside.ask('readPeers', {})).nodes.find(({ isOwn }) => isOwn)!.node;
    await until('the first heard of the second', async () => ((await heard())?.models.length ?? 0) > 0);
    await beside.stop();
    // It said so: nobody takes it for there until its announcement is over.
    await until('the first knows that the second is gone', async () => (await heard())?.addresses.length === 0);
    await until('one fell silent', async () => (await states()).join() === 'answers,silent,answers,silent');
    const { nodes } = await home.ask('readFleet', {});
    expect(nodes[1]).toMatchObject({ failure: { code: 'host.notRunning' }, said: { isTestMoney: true } });
    expect(nodes[1]!.heardAtMs).not.toBeNull();
  });
});
