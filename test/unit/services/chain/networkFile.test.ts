import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { contractNames } from '../../../../electron/services/chain/contracts.ts';
import { fetchNetworkFile, formatNetworkFile, hashNetworkFile, networkProtocol, parseNetworkFile, parseNetworkSource, type NetworkFile } from '../../../../electron/services/chain/networkFile.ts';
import { refuseCall } from '../../../../electron/services/chain/openRpc.ts';
import { rpcUrlsFor } from '../../../../electron/programs/devnet/openToOthers.ts';

const contract = { address: `0x${'11'.repeat(20)}` as const, codeHash: `0x${'22'.repeat(32)}` };
const file: NetworkFile = {
  format: 'hearth-network/1', protocol: networkProtocol, name: 'winter',
  deployment: { format: 'hearth-deployment/2', name: 'winter', practice: false, chainId: 7, rpcUrls: ['https://rpc.example.org'], startBlock: 1, windowSeconds: 600, contracts: Object.fromEntries(contractNames.map((name) => [name, contract])) as NetworkFile['deployment']['contracts'] },
  seeds: ['/ip4/5.1.0.9/tcp/7413/p2p/12D3KooWQv4rV2cJ5mJm7E7P3b2hXq5xJ8w1Yk9Zs4T6uV8aBcDe'], relays: [], practice: null,
};
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});
const serve = async (text: string): Promise<string> => {
  const server = createServer((_request, response) => void response.end(text));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/network.json`;
};

describe('a network\'s file', () => {
  it('comes back as it was written', () => {
    expect(parseNetworkFile(formatNetworkFile(file), 'here')).toEqual(file);
  });

  it('is refused with the field that is wrong, and where its protocol is another', () => {
    const without = (change: object): string => JSON.stringify({ ...file, ...change });
    expect(() => parseNetworkFile('{', 'here')).toThrow(expect.objectContaining({ code: 'network.fileInvalid', about: { from: 'here', reason: 'it is not JSON' } }));
    expect(() => parseNetworkFile(without({ seeds: ['10.0.0.1:80'] }), 'here')).toThrow(expect.objectContaining({ code: 'network.fileInvalid' }));
    expect(() => parseNetworkFile(without({ name: '../up' }), 'here')).toThrow(expect.objectContaining({ code: 'network.fileInvalid' }));
    expect(() => parseNetworkFile(without({ more: 1 }), 'here')).toThrow(expect.objectContaining({ code: 'network.fileInvalid', about: { from: 'here', reason: 'the entry more is not known here' } }));
    expect(() => parseNetworkFile(without({ format: 'hearth-network/0' }), 'here')).toThrow(expect.objectContaining({ code: 'network.fileInvalid', about: { from: 'here', reason: 'the entry format is missing or of another form than hearth-network/1' } }));
    expect(() => parseNetworkFile(without({ protocol: 'hvi/9' }), 'here')).toThrow(expect.objectContaining({ code: 'network.incompatible', about: { name: 'winter', found: 'hvi/9', expected: networkProtocol } }));
  });

  it('gives money away on a network of test money alone', () => {
    const practice = { clients: [], operatorsKey: 'xpub', operator: contract.address, client: contract.address, verifiers: [] };
    expect(() => parseNetworkFile(JSON.stringify({ ...file, practice }), 'here')).toThrow(expect.objectContaining({ code: 'network.fileInvalid' }));
    expect(parseNetworkFile(JSON.stringify({ ...file, practice, deployment: { ...file.deployment, practice: true } }), 'here').practice).toEqual(practice);
  });

  it('comes over the wire by its hash, and not without', async () => {
    expect(parseNetworkSource('a/network.json')).toEqual({ path: 'a/network.json' });
    expect(parseNetworkSource('https://example.org/n.json')).toHaveProperty('refusal');
    expect(parseNetworkSource(`ftp://example.org/n.json#sha256=${'a'.repeat(64)}`)).toHaveProperty('refusal');
    const text = formatNetworkFile(file);
    const url = await serve(text);
    expect(await fetchNetworkFile({ url, sha256: hashNetworkFile(text) })).toBe(text);
    await expect(fetchNetworkFile({ url, sha256: 'a'.repeat(64) })).rejects.toMatchObject({ code: 'network.fileInvalid' });
    await expect(fetchNetworkFile({ url: await serve('x'.repeat(300_000)), sha256: 'a'.repeat(64) })).rejects.toMatchObject({ code: 'network.fileInvalid' });
    await expect(fetchNetworkFile({ path: '/nowhere/network.json' })).rejects.toMatchObject({ code: 'network.fileInvalid', about: { reason: 'there is no such file' } });
  });
});

describe('the chain of a practice network, open to others', () => {
  const call = (method: string): string => JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: [] });
  it('answers what nodes ask, and nothing that makes money, moves time or signs with its own accounts', () => {
    for (const method of ['eth_call', 'eth_getLogs', 'eth_sendRawTransaction', 'eth_chainId']) expect(refuseCall(call(method)), method).toBeNull();
    for (const method of ['anvil_setBalance', 'evm_increaseTime', 'eth_sendTransaction', 'eth_sign', 'debug_traceTransaction', 'hardhat_reset']) expect(refuseCall(call(method)), method).not.toBeNull();
    expect(refuseCall(`[${call('eth_call')},${call('anvil_mine')}]`)).toBe('anvil_mine is not open to others');
    expect(refuseCall('{}')).not.toBeNull();
    expect(refuseCall('nonsense')).not.toBeNull();
    expect(refuseCall('[]')).not.toBeNull();
  });

  it('is named at every address its client is reached at, and at no relay\'s', () => {
    expect(rpcUrlsFor(['/ip4/10.0.0.2/tcp/7414/p2p/a', '/ip6/2a01::7/tcp/7414/p2p/a', '/ip4/10.0.0.2/tcp/9/p2p/a', '/ip4/5.1.1.1/tcp/1/p2p/r/p2p-circuit/p2p/a'], 7415)).toEqual(['http://10.0.0.2:7415', 'http://[2a01::7]:7415']);
  });
});
