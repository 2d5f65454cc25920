import { ContractFactory, type Contract } from 'ethers/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { treeTag } from '../../electron/protocol/tree.ts';
import { startTestNet, type TestNet } from '../support/chainTestNet.ts';
import searchTrees from '../vectors/searchTrees.json' with { type: 'json' };
import trees from '../vectors/trees.json' with { type: 'json' };
import typed from '../vectors/typedData.json' with { type: 'json' };
import probeArtifact from './abi/TypesProbe.json' with { type: 'json' };

let net: TestNet;
let probe: Contract;
beforeAll(async () => {
  net = await startTestNet();
  const factory = new ContractFactory(probeArtifact.abi, probeArtifact.bytecode, net.deployer.connect(net.provider));
  probe = (await (await factory.deploy()).waitForDeployment()) as Contract;
});
afterAll(() => net.stop());

describe('golden vectors', () => {
  it('of typed data hold in Solidity', async () => {
    for (const { type, value, structHash } of typed.cases) expect(await probe.getFunction(`hash${type}`)(value)).toBe(structHash);
  });

  it('of trees hold in Solidity: every leaf is found under the root, and none when one byte differs', async () => {
    for (const { count, leaves, roots, proofs } of trees) {
      if (count === 0) expect(await probe.getFunction('merkleRoot')(treeTag.anchorBatch, 0, `0x${'00'.repeat(32)}`)).toBe(roots.anchorBatch);
      for (const [index, leaf] of leaves.entries()) {
        const contains = (data: string) => probe.getFunction('merkleContains')(roots.anchorBatch, treeTag.anchorBatch, index, count, data, proofs[index]) as Promise<boolean>;
        expect(await contains(leaf)).toBe(true);
        expect(await contains(`${leaf.slice(0, -1)}${leaf.endsWith('0') ? '1' : '0'}`)).toBe(false);
      }
    }
  });

  it('of search trees hold in Solidity: in an honest one every vote is found, in a forged one no vote at two places', async () => {
    for (const { name, count, root, leaves, shown } of searchTrees) {
      const found: number[] = [];
      for (const [index, { key, content, path }] of leaves.entries()) if (await probe.getFunction('searchContains')(root, treeTag.voteBatch, index, count, key, content, path)) found.push(index);
      expect(found, name).toEqual(shown);
      expect(new Set(found.map((index) => leaves[index]!.key)).size, name).toBe(found.length);
    }
  });
});
