import { describe, expect, it } from 'vitest';
import { followRpcUrls, readRpcUrls } from '../../../../electron/services/chain/rpcUrls.ts';
import { rpcAddressLimit } from '../../../../electron/shared/rpcAddresses.ts';

const known = ['http://127.0.0.1:8545', 'https://rpc.example.org'];
function faultOf(...written: string[]): unknown {
  try {
    return readRpcUrls(written, known);
  } catch (error) {
    return error;
  }
}

describe("the owner's addresses of the chain", () => {
  it('are kept in one spelling each', () => {
    expect(readRpcUrls([' HTTPS://Chain.Example.net ', 'https://a.example/v1/KEY', 'http://localhost:9545', 'http://[::1]:9545/'], known)).toEqual(['https://chain.example.net/', 'https://a.example/v1/KEY', 'http://localhost:9545/', 'http://[::1]:9545/']);
    expect(readRpcUrls([], known)).toEqual([]);
  });

  it.each([
    ['malformed', ''], ['malformed', 'rpc.example.org'], ['malformed', `https://a.example/${'x'.repeat(600)}`], ['malformed', 'https://a.example/#part'], ['malformed', 'https://'],
    ['scheme', 'file:///etc/passwd'], ['scheme', 'javascript:alert(1)'], ['scheme', 'ws://a.example'], ['scheme', 'ftp://a.example'],
    ['plain', 'http://a.example'], ['plain', 'http://192.168.1.5:8545'], ['plain', 'http://127.0.0.1.evil.example'], ['plain', 'http://localhost.evil.example'],
    ['credentials', 'https://user:word@a.example'], ['credentials', 'https://user@a.example'],
    ['known', 'https://RPC.example.org/'], ['known', 'http://127.0.0.1:8545/'],
  ])('are refused as %s: %s', (reason, written) => {
    expect(faultOf(written)).toMatchObject({ code: 'chain.addressInvalid', about: { reason } });
  });

  it('are refused twice in one list, and beyond the limit', () => {
    expect(faultOf('https://a.example', 'https://a.example/')).toMatchObject({ about: { reason: 'known' } });
    const many = Array.from({ length: rpcAddressLimit + 1 }, (_, i) => `https://a${i}.example`);
    expect(readRpcUrls(many.slice(1), known)).toHaveLength(rpcAddressLimit);
    expect(faultOf(...many)).toMatchObject({ about: { reason: 'many', rpcUrl: `https://a${rpcAddressLimit}.example/` } });
  });
});

describe('addresses of a chain that moves', () => {
  it('are taken where they are others, and only then', () => {
    let urls: readonly string[] = ['http://127.0.0.1:8545'];
    let taken = 0;
    const chain = { sources: () => urls.map((url) => ({ url })) as never, setRpcUrls: (next: readonly string[]) => void ([urls, taken] = [next, taken + 1]) };
    followRpcUrls(chain, ['http://127.0.0.1:8545']);
    expect(taken).toBe(0);
    followRpcUrls(chain, ['http://127.0.0.1:40001']);
    followRpcUrls(chain, ['http://127.0.0.1:40001']);
    expect({ urls, taken }).toEqual({ urls: ['http://127.0.0.1:40001'], taken: 1 });
  });
});
