import { expect, test } from 'vitest';
import { countOperators, folderName, groupFleet, pageOf, totalFleet } from '../../../../renderer/views/fleet/fleetView.ts';
import { sampleFleet } from '../../../support/rigSamples.ts';

test('together are the nodes that answer, and coins of two networks are never added', () => {
  const [own, attic, cellar, fresh] = sampleFleet();
  expect(totalFleet([own!, attic!, cellar!, fresh!])).toEqual([expect.objectContaining({ nodes: 2, todayWei: own!.said!.todayWei + attic!.said!.todayWei, totalWei: own!.said!.totalWei + attic!.said!.totalWei })]);
  const elsewhere = { ...attic!, said: { ...attic!.said!, network: 'lichtung', networkId: 'lichtung', isTestMoney: false } };
  const namesake = { ...attic!, said: { ...attic!.said!, networkId: '31337:0x01' } };
  expect(totalFleet([own!, namesake])).toHaveLength(2);
  expect(totalFleet([own!, elsewhere]).map(({ network, nodes, todayWei }) => [network, nodes, todayWei])).toEqual([['Practice', 1, own!.said!.todayWei], ['lichtung', 1, attic!.said!.todayWei]]);
  expect(totalFleet([cellar!])).toEqual([]);
});

test('a page is opened on loopback only, and not where this one is', () => {
  const [own, attic] = sampleFleet();
  const at = (pageAddress: string | null) => ({ ...attic!, said: { ...attic!.said!, pageAddress } });
  const here = { port: '7411', isWindow: false };
  expect(pageOf(own!, here).kind).toBe('own');
  expect(pageOf(attic!, here)).toEqual({ kind: 'open', address: 'http://127.0.0.1:7421/#t=sample' });
  expect(pageOf(attic!, { ...here, isWindow: true }).kind).toBe('copy');
  expect(pageOf(at('http://127.0.0.1:7411/#t=x'), here).kind).toBe('samePort');
  expect(pageOf(at(null), here).kind).toBe('window');
  for (const address of ['https://evil.example/#t=x', 'javascript:alert(1)', 'http://127.0.0.1.evil.example/', 'nothing']) expect(['none', 'window'], address).toContain(pageOf(at(address), here).kind);
});

test('a node is called by the end of its folder', () => {
  expect([folderName('/home/ada/rigs/attic'), folderName('/home/ada/rigs/attic/'), folderName('C:\\rigs\\cellar'), folderName('/')]).toEqual(['attic', 'attic', 'cellar', '/']);
});

test('nodes are grouped by who stakes for them, with their sums, where one operator has several; one whose operator is not known comes last', () => {
  const [own, attic, cellar, fresh] = sampleFleet();
  expect(countOperators([own!, attic!, cellar!, fresh!])).toBe(2);
  expect(groupFleet([fresh!, cellar!, own!, attic!]).map(({ operator, nodes, total }) => [operator, nodes.map(({ folder }) => folderName(folder)), total?.todayWei])).toEqual([
    // One that is silent is in its group, and in no sum.
    [cellar!.said!.operator, ['cellar'], undefined], [own!.said!.operator, ['hearth', 'attic'], own!.said!.todayWei + attic!.said!.todayWei], [null, ['new'], undefined],
  ]);
  // All of one, and each of its own as on a practice network: there is nothing to group.
  for (const nodes of [[own!, attic!, fresh!], [own!, cellar!]]) expect(groupFleet(nodes)).toEqual([{ operator: null, nodes, total: null }]);
  // One operator's coins of two networks are two sums.
  const elsewhere = { ...attic!, said: { ...attic!.said!, networkId: '7:0x01' } };
  expect(groupFleet([own!, elsewhere, { ...own!, folder: '/third' }]).map(({ nodes }) => nodes.length)).toEqual([2, 1]);
});
