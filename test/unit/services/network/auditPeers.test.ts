import { describe, expect, it } from 'vitest';
import { requestBundle } from '../../../../electron/services/network/auditPeers.ts';
import type { Network } from '../../../../electron/services/network/openNetwork.ts';
import { isFileOf } from '../../../../electron/services/practice/verifier.ts';
import { nodePrimitives as p } from '../../../../electron/services/primitives/nodePrimitives.ts';
import { domain, signedJob, verifier } from '../../protocol/samples.ts';

const [asked, other] = [signedJob('asked'), signedJob('other')];
const request = { ask: { format: 'hearth-bundle-ask/1' as const, receiptHash: asked.receiptHash, verifier: verifier.address, atMs: 1 }, signature: `0x${'00'.repeat(65)}` };
const ask = (files: Readonly<Record<string, unknown>>) => {
  const network = { request: async (address: string) => ({ kind: 'file', file: files[address] }) } as unknown as Network;
  return requestBundle(network, Object.keys(files), request, (file) => isFileOf(p, domain, file, asked.receiptHash), new AbortController().signal);
};
const swapped = { ...asked.file, bundle: other.file.bundle };

describe('a verifier that asks for a bundle', () => {
  it('takes it from whoever has it, past a node that answers with another receipt or with another bundle', async () => {
    expect(await ask({ node: other.file, second: swapped, client: asked.file })).toBe(asked.file);
  });

  it('counts as not served by a node that hands out anything but this receipt: no audit is escaped by a wrong file', async () => {
    for (const file of [other.file, swapped, { ...asked.file, domain: { ...domain, chainId: 999_999 } }, { ...asked.file, receiptSignature: other.file.receiptSignature }]) {
      await expect(ask({ node: file })).rejects.toMatchObject({ code: 'audit.notServed' });
    }
  });
});
