import { describe, expect, it } from 'vitest';
import { decideRefusal, isOffered } from '../../../../electron/services/jobs/decideRefusal.ts';
import { noRefusals, refusalsShape } from '../../../../electron/shared/refusals.ts';

const modelId = `0x${'ab'.repeat(32)}`;
const client = '0xAbCdEf0123456789aBcDeF0123456789abcdef01';
const order = { kind: 'generate', modelId, client } as const;

describe("the owner's choice", () => {
  it('is obeyed for kinds, models and clients, whatever the case of an address', () => {
    expect(decideRefusal(noRefusals, order)).toBe(null);
    expect(decideRefusal({ ...noRefusals, kinds: ['generate'] }, order)).toBe('kind');
    expect(decideRefusal({ ...noRefusals, models: [modelId] }, order)).toBe('model');
    expect(decideRefusal({ ...noRefusals, clients: [client.toLowerCase()] }, order)).toBe('client');
    expect(decideRefusal({ kinds: ['classify'], models: [`0x${'00'.repeat(32)}`], clients: [`0x${'11'.repeat(20)}`] }, order)).toBe(null);
  });
  it('keeps what is refused out of the announcement; a blocked client is nobody\'s business', () => {
    expect([isOffered({ ...noRefusals, kinds: ['generate'] }, order), isOffered({ ...noRefusals, models: [modelId] }, order), isOffered({ ...noRefusals, clients: [client] }, order)]).toEqual([false, false, true]);
  });
  it('is a list of such things and nothing else', () => {
    for (const wrong of [{ ...noRefusals, kinds: ['paint'] }, { ...noRefusals, models: ['ember'] }, { ...noRefusals, clients: ['0x12'] }, {}]) expect(refusalsShape.safeParse(wrong).success).toBe(false);
  });
});
