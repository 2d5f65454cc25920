import { describe, expect, it } from 'vitest';
import type { JobReply, JobRequest } from '../../../../electron/protocol/messages.ts';
import type { ReceiptFile } from '../../../../electron/protocol/receiptFile.ts';
import { continueAfter, createBuyer, type BuyerDependencies, type Purchase } from '../../../../electron/services/gateway/buyer.ts';
import { chooseNode, mayOpenLater, noteJobMs, type GatewayNode } from '../../../../electron/services/gateway/chooseNode.ts';
import type { JobOptions, JobOutcome } from '../../../../electron/services/network/jobClient.ts';
import * as policy from '../../../../electron/services/practice/auditPolicy.ts';
import { nodePrimitives } from '../../../../electron/services/primitives/nodePrimitives.ts';

const modelId = `0x${'11'.repeat(32)}`;
const addressOf = (byte: number): string => `0x${byte.toString(16).padStart(2, '0').repeat(20)}`;
const domain = { name: 'Hearth', version: '1', chainId: 1, verifyingContract: addressOf(9) } as const;
const node = (byte: number, priceOutWei: bigint, change: Partial<GatewayNode> = {}): GatewayNode => ({
  announcement: {
    format: 'hearth-announcement/2', domain, node: addressOf(byte), payout: addressOf(byte), epoch: 1, peerId: 'x', addresses: ['/x'], freeSlots: 1, atMs: 0, untilMs: 1,
    models: [{ modelId, kind: 'generate', name: 'm', classId: 1, priceInWei: 1n, priceOutWei, maxContext: 512 }],
  },
  reservationId: `0x${'22'.repeat(32)}`, inFlight: 0, restUntilMs: 0, faults: 0, isBarred: false, isAbsent: false, jobMs: new Map(), ...change,
});

const decode = { samplerVersion: 1 as const, temperatureMicro: 0, topK: 0, topPMicro: 1_000_000, minPMicro: 0, repetitionPenaltyMicro: 1_000_000, maxNewTokens: 6, stopTokenIds: [] };
const purchase: Purchase = { modelId, maxPriceWei: null, keepReceipt: () => {}, input: { kind: 'generate', promptTokens: [7], decode } };

const seeded = { ...purchase, input: { kind: 'generate' as const, promptTokens: [7], decode: { ...decode, samplerVersion: 2 as const, seed: `0x${'77'.repeat(32)}`, firstPosition: 0 } } };

/** What each provider does with an order, by its address. */
type Behaviour = (request: JobRequest, reply: (message: JobReply) => void, options: JobOptions) => Promise<JobOutcome>;

function buyerOf(nodes: GatewayNode[], behaviours: Record<string, Behaviour>, change: Partial<BuyerDependencies> = {}) {
  const paid: string[] = [];
  const ends: [string, string][] = [];
  const buyer = createBuyer({
    p: nodePrimitives, domain, account: { address: addressOf(8), privateKey: `0x${'33'.repeat(32)}` }, app: addressOf(8), deliveryKey: `0x${'44'.repeat(32)}`,
    store: { addJob: () => {}, endJob: (jobId, end) => void ends.push([jobId, end]), auditRecord: () => policy.freshNodeRecord, saveAuditRecord: () => {} },
    lines: { accept: (file) => void paid.push(file.order.provider) }, nodes: () => nodes, isConnected: () => true, policy, audit: async () => ({ accepted: true, reason: 'replayed' }),
    jobs: { run: (_addresses, request, options = {}) => behaviours[request.order.provider]!(request, (message) => options.onReply?.(message), options) },
    orders: {
      buildJobRequest: (_p, facts) => ({ domain: facts.domain, order: { jobId: `0x${Math.random().toString(16).slice(2).padEnd(64, '0')}`, provider: facts.provider, modelId, priceInWei: 1n, priceOutWei: 2n }, input: facts.input }) as unknown as JobRequest,
      checkResult: () => ({ ok: true, receiptHash: `0x${'55'.repeat(32)}`, orderHash: `0x${'66'.repeat(32)}` }),
    },
    randomBytes: (count) => new Uint8Array(count), random: () => 0, nowMs: Date.now, log: () => {}, stallMs: 80, waitMs: 300, ...change,
  });
  return { buyer, paid, ends };
}
const resultOf = (request: JobRequest, tokens: number[]): JobOutcome => ({
  kind: 'result',
  file: { order: request.order, receipt: { exec: { classId: 1, runtimeId: '0x00' }, io: { unitsIn: 1, unitsOut: tokens.length } }, bundle: { kind: 'generate', tokens } } as unknown as ReceiptFile,
});
const honest = (tokens: number[]): Behaviour => async (request, reply) => {
  reply({ kind: 'admitted', queued: 0 });
  reply({ kind: 'tokens', tokens: tokens.slice(0, 2) });
  return resultOf(request, tokens);
};
const silentAfter = (tokens: number[]): Behaviour => (_request, reply, { signal }) => {
  reply({ kind: 'admitted', queued: 0 });
  if (tokens.length > 0) reply({ kind: 'tokens', tokens });
  return new Promise((_resolve, reject) => signal!.addEventListener('abort', () => reject(signal!.reason as Error)));
};
const anyWei = (): boolean => true;
const quiet = new AbortController().signal;

describe('choosing a provider', () => {
  const facts = { modelId, units: { maxUnitsIn: 1, maxUnitsOut: 10 }, maxPriceWei: null, except: new Set<string>(), nowMs: 1000 };
  it('takes the cheapest that is free, rested, reserved and not barred', () => {
    const nodes = [node(1, 5n), node(2, 3n, { isBarred: true }), node(3, 3n, { restUntilMs: 2000 }), node(4, 3n, { reservationId: null }), node(5, 3n, { inFlight: 4 }), node(6, 4n)];
    expect(chooseNode(nodes, facts)?.node.announcement.node).toBe(addressOf(6));
    expect(chooseNode(nodes, { ...facts, except: new Set([addressOf(6)]) })?.node.announcement.node).toBe(addressOf(1));
    expect(chooseNode(nodes, { ...facts, maxPriceWei: 3n })).toBeNull();
  });
  const took = (ms: number): Partial<GatewayNode> => ({ jobMs: new Map([[modelId, ms]]) });
  it('counts faults against the price, and prefers the faster among equals', () => {
    expect(chooseNode([node(1, 10n, { faults: 2 }), node(2, 30n)], facts)?.node.announcement.node).toBe(addressOf(2));
    expect(chooseNode([node(1, 10n, took(200)), node(2, 10n, took(110))], facts)?.node.announcement.node).toBe(addressOf(2));
    // What a node says of its own speed counts until it was measured, and among equals only.
    const boasting = (byte: number, priceOutWei: bigint, speedMilli: number, change: Partial<GatewayNode> = {}): GatewayNode => {
      const { announcement, ...rest } = node(byte, priceOutWei, change);
      return { ...rest, announcement: { ...announcement, models: announcement.models.map((model) => ({ ...model, speedMilli })) } };
    };
    expect(chooseNode([node(1, 10n), boasting(2, 10n, 9000)], facts)?.node.announcement.node).toBe(addressOf(2));
    expect(chooseNode([node(1, 10n), boasting(2, 11n, 9000)], facts)?.node.announcement.node).toBe(addressOf(1));
    expect(chooseNode([node(1, 10n, took(200)), boasting(2, 10n, 9000, took(1000))], facts)?.node.announcement.node).toBe(addressOf(1));
  });
  it('prefers, among those that cost the same, whose record asks for fewer replays', () => {
    const nodes = [node(1, 10n, took(100)), node(2, 10n, took(100)), node(3, 9n)];
    const auditShare = ({ node: one }: { node: GatewayNode }): number => (one.announcement.node === addressOf(2) ? 0.2 : 1);
    expect(chooseNode(nodes.slice(0, 2), { ...facts, auditShare })?.node.announcement.node).toBe(addressOf(2));
    expect(chooseNode(nodes.slice(0, 2), facts)?.node.announcement.node).toBe(addressOf(1));
    expect(chooseNode(nodes, { ...facts, auditShare })?.node.announcement.node).toBe(addressOf(3));
  });
  it('counts what this order costs in and out: who gives answers away and charges for the question is not cheap, nor within the most an application pays', () => {
    const liar = node(1, 0n);
    const lying: GatewayNode = { ...liar, announcement: { ...liar.announcement, models: liar.announcement.models.map((model) => ({ ...model, priceInWei: 1000n })) } };
    expect(chooseNode([lying, node(2, 10n)], facts)?.node.announcement.node).toBe(addressOf(2));
    expect(chooseNode([lying], { ...facts, maxPriceWei: 20n })).toBeNull();
    expect(mayOpenLater([lying], modelId, 20n)).toBe(false);
  });
  it('counts the time that jobs of this model take against the price, up to sixteen times, and by those of most nodes', () => {
    const most = [node(1, 10n, took(200)), node(2, 10n, took(220)), node(3, 10n, took(260))];
    const slow = (priceOutWei: bigint, ms: number): GatewayNode => node(4, priceOutWei, took(ms));
    expect(chooseNode([...most, slow(9n, 8000)], facts)?.node.announcement.node).toBe(addressOf(1));
    expect(chooseNode([...most, slow(4n, 400)], facts)?.node.announcement.node).toBe(addressOf(4));
    expect(chooseNode([...most, slow(1n, 2_000_000)], { ...facts, units: { maxUnitsIn: 0, maxUnitsOut: 1000 } })?.node.announcement.node).toBe(addressOf(1));
    // Quicker than most is worth nothing but among equals, and another model's jobs say nothing.
    expect(chooseNode([node(1, 11n, took(1)), node(2, 10n, took(200)), node(3, 10n, took(210))], facts)?.node.announcement.node).toBe(addressOf(2));
    expect(chooseNode([...most, node(4, 9n, { jobMs: new Map([[`0x${'99'.repeat(32)}`, 8000]]) })], facts)?.node.announcement.node).toBe(addressOf(4));
  });
  it('asks a node that says it is full after a free one, where price and speed are comparable, and believes no more than that', () => {
    const saying = (byte: number, priceOutWei: bigint, freeSlots: number, change: Partial<GatewayNode> = {}, atMs = 0): GatewayNode => {
      const { announcement, ...rest } = node(byte, priceOutWei, change);
      return { ...rest, announcement: { ...announcement, freeSlots, atMs } };
    };
    const chosen = (...nodes: GatewayNode[]): string | undefined => chooseNode(nodes, facts)?.node.announcement.node;
    expect(chosen(saying(1, 10n, 0), saying(2, 15n, 64))).toBe(addressOf(2));
    expect(chosen(saying(1, 10n, 2), saying(2, 11n, 6))).toBe(addressOf(2));
    expect(chosen(saying(1, 10n, 0), saying(2, 30n, 64))).toBe(addressOf(1));
    // Whatever a number says, it is worth no more than that the node is free, and nothing beside what was measured of it, or what it said long ago.
    expect(chosen(saying(1, 10n, 9), saying(2, 10n, 65_535))).toBe(addressOf(1));
    expect(chosen(saying(1, 10n, 0, took(200)), saying(2, 10n, 65_535, took(1000)), saying(3, 25n, 64, took(200)))).toBe(addressOf(1));
    expect(chosen(saying(1, 10n, 65_535, { faults: 1 }), saying(2, 15n, 64))).toBe(addressOf(2));
    expect(chosen(saying(1, 10n, 0, {}, facts.nowMs - 200_000), saying(2, 11n, 64))).toBe(addressOf(1));
    expect(chosen(saying(1, 10n, 0, {}, Number.MAX_SAFE_INTEGER), saying(2, 11n, 64))).toBe(addressOf(2));
  });
  it('keeps a mean of what jobs took in which the newest count most', () => {
    const one = node(1, 10n);
    for (const ms of [100, 200, 200]) noteJobMs(one, modelId, ms);
    expect(one.jobMs.get(modelId)).toBeCloseTo(151);
  });
});

describe('buying an answer', () => {
  it('sends each token on once, and pays the provider', async () => {
    const heard: number[] = [];
    const { buyer, paid } = buyerOf([node(1, 1n)], { [addressOf(1)]: honest([1, 2, 3, 4, 5, 6]) });
    const bought = await buyer.buy({ ...purchase, onTokens: (tokens) => void heard.push(...tokens) }, anyWei, quiet);
    expect(heard).toEqual([1, 2, 3, 4, 5, 6]);
    expect(bought).toMatchObject({ provider: addressOf(1), verification: 'replayed', unreceiptedTokens: 0, attempts: 1, paidWei: 13n });
    expect(paid).toEqual([addressOf(1)]);
  });
  it('replays as often as the record asks for, or every answer where the key says so', async () => {
    const trusted = { ...policy.freshNodeRecord, audits: { ...policy.freshNodeRecord.audits, streak: 1000, runtimeId: '0x00' } };
    const facts: Partial<BuyerDependencies> = { random: () => 0.9, store: { addJob: () => {}, endJob: () => {}, auditRecord: () => trusted, saveAuditRecord: () => {} } };
    const kept: string[] = [];
    const buy = (auditPolicy: 'all' | 'adaptive') => buyerOf([node(1, 1n)], { [addressOf(1)]: honest([1, 2, 3]) }, facts).buyer.buy({ ...purchase, auditPolicy, keepReceipt: (_file, hash) => void kept.push(hash) }, anyWei, quiet);
    expect((await buy('adaptive')).verification).toBe('checked');
    expect((await buy('all')).verification).toBe('replayed');
    expect(kept).toEqual([`0x${'55'.repeat(32)}`, `0x${'55'.repeat(32)}`]);
  });
  it('hears a provider that starts the same job again only from where it was', async () => {
    const heard: number[] = [];
    const again: Behaviour = async (request, reply) => {
      reply({ kind: 'admitted', queued: 0 });
      reply({ kind: 'tokens', tokens: [1, 2, 3] });
      reply({ kind: 'admitted', queued: 0 });
      reply({ kind: 'tokens', tokens: [1, 2] });
      reply({ kind: 'tokens', tokens: [3, 4] });
      return resultOf(request, [1, 2, 3, 4, 5, 6]);
    };
    await buyerOf([node(1, 1n)], { [addressOf(1)]: again }).buyer.buy({ ...purchase, onTokens: (tokens) => void heard.push(...tokens) }, anyWei, quiet);
    expect(heard).toEqual([1, 2, 3, 4, 5, 6]);
  });
  it('goes on with another provider after the last token of one that fell silent', async () => {
    const heard: number[] = [];
    const asked: JobRequest[] = [];
    const second: Behaviour = (request, reply, options) => {
      asked.push(request);
      return honest([3, 4, 5, 6])(request, reply, options);
    };
    const { buyer, paid } = buyerOf([node(1, 1n), node(2, 9n)], { [addressOf(1)]: silentAfter([1, 2]), [addressOf(2)]: second });
    const bought = await buyer.buy({ ...purchase, onTokens: (tokens) => void heard.push(...tokens) }, anyWei, quiet);
    expect(heard).toEqual([1, 2, 3, 4, 5, 6]);
    expect(asked[0]!.input).toMatchObject({ promptTokens: [7, 1, 2], decode: { maxNewTokens: 4 } });
    expect(bought).toMatchObject({ provider: addressOf(2), unreceiptedTokens: 2, attempts: 2 });
    expect(paid).toEqual([addressOf(2)]);
  });
  it('moves on sooner where nobody answers at a provider\'s address, but not from one that comes back, nor where there is no other', async () => {
    const struck = (isBack: boolean): Behaviour => (request, reply, { signal, onUnreachable, onPending }) => new Promise((resolve, reject) => {
      reply({ kind: 'admitted', queued: 0 });
      reply({ kind: 'tokens', tokens: [1, 2] });
      for (let i = 1; i <= 3; i++) setTimeout(() => onUnreachable?.(), 10 * i);
      if (isBack) setTimeout(() => onPending?.(), 40);
      if (isBack) setTimeout(() => resolve(resultOf(request, [1, 2, 3, 4])), 300);
      signal!.addEventListener('abort', () => reject(signal!.reason as Error));
    });
    const patient = { stallMs: 5000, unreachableMs: 100 };
    const both = [node(1, 1n), node(2, 9n)];
    const startMs = performance.now();
    const moved = await buyerOf(both, { [addressOf(1)]: struck(false), [addressOf(2)]: honest([3, 4, 5, 6]) }, patient).buyer.buy(purchase, anyWei, quiet);
    expect([moved.tokens, moved.provider, moved.unreceiptedTokens]).toEqual([[1, 2, 3, 4, 5, 6], addressOf(2), 2]);
    expect(performance.now() - startMs).toBeLessThan(4000);
    const kept = await buyerOf([node(1, 1n), node(2, 9n)], { [addressOf(1)]: struck(true), [addressOf(2)]: honest([3, 4]) }, patient).buyer.buy(purchase, anyWei, quiet);
    expect([kept.provider, kept.attempts]).toEqual([addressOf(1), 1]);
    const alone = await buyerOf([node(1, 1n)], { [addressOf(1)]: struck(true) }, { ...patient, unreachableMs: 20 }).buyer.buy(purchase, anyWei, quiet);
    expect(alone.attempts).toBe(1);
    // One that is only heard of may be gone too.
    const heardOf = await buyerOf([node(1, 1n), node(2, 9n)], { [addressOf(1)]: struck(true) }, { ...patient, unreachableMs: 20, isConnected: () => false }).buyer.buy(purchase, anyWei, quiet);
    expect([heardOf.provider, heardOf.attempts]).toEqual([addressOf(1), 1]);
  });

  it('loses no token of a whole answer either when its provider fell silent', async () => {
    const { buyer } = buyerOf([node(1, 1n), node(2, 9n)], { [addressOf(1)]: silentAfter([1, 2]), [addressOf(2)]: honest([3, 4, 5, 6]) });
    expect((await buyer.buy(purchase, anyWei, quiet)).tokens).toEqual([1, 2, 3, 4, 5, 6]);
  });
  it('bears the silence of the only provider longer: it may be starting again', async () => {
    const slow: Behaviour = async (request, reply, options) => {
      await new Promise((resolve, reject) => {
        setTimeout(resolve, 200);
        options.signal!.addEventListener('abort', () => reject(options.signal!.reason as Error));
      });
      return honest([1, 2])(request, reply, options);
    };
    expect((await buyerOf([node(1, 1n)], { [addressOf(1)]: slow }).buyer.buy(purchase, anyWei, quiet)).tokens).toEqual([1, 2]);
    await expect(buyerOf([node(1, 1n)], { [addressOf(1)]: silentAfter([]) }).buyer.buy(purchase, anyWei, quiet)).rejects.toMatchObject({ code: 'network.unreachable', about: { reason: expect.stringMatching(/^no word for 0\.[3-9] s$/) as string } });
    const { buyer } = buyerOf([node(1, 1n), node(2, 9n)], { [addressOf(1)]: slow, [addressOf(2)]: honest([1, 2]) });
    expect(await buyer.buy(purchase, anyWei, quiet)).toMatchObject({ provider: addressOf(2), attempts: 2 });
  });
  it('stays with a provider that came back and says it is still at it, and not for ever', async () => {
    const stillAtIt = (forMs: number): Behaviour => async (request, _reply, options) => {
      const asking = setInterval(() => options.onPending!(), 20);
      try {
        await new Promise((resolve, reject) => {
          setTimeout(resolve, forMs);
          options.signal!.addEventListener('abort', () => reject(options.signal!.reason as Error));
        });
      } finally {
        clearInterval(asking);
      }
      return resultOf(request, [1, 2]);
    };
    const nodes = () => [node(1, 1n), node(2, 9n)];
    expect(await buyerOf(nodes(), { [addressOf(1)]: stillAtIt(200) }).buyer.buy(purchase, anyWei, quiet)).toMatchObject({ provider: addressOf(1), attempts: 1 });
    expect(await buyerOf(nodes(), { [addressOf(1)]: stillAtIt(2000), [addressOf(2)]: honest([1, 2]) }).buyer.buy(purchase, anyWei, quiet)).toMatchObject({ provider: addressOf(2), attempts: 2 });
  });
  it('has the next provider draw where the silent one would have drawn', async () => {
    const asked: JobRequest[] = [];
    const second: Behaviour = (request, reply, options) => {
      asked.push(request);
      return honest([3, 4, 5, 6])(request, reply, options);
    };
    const { buyer } = buyerOf([node(1, 1n), node(2, 9n)], { [addressOf(1)]: silentAfter([1, 2]), [addressOf(2)]: second });
    await buyer.buy({ ...seeded, onTokens: () => {} }, anyWei, quiet);
    expect(asked[0]!.input).toMatchObject({ decode: { seed: seeded.input.decode.seed, firstPosition: 2, maxNewTokens: 4 } });
  });
  it('orders nothing more for an application that hung up, and pays what it had ordered', async () => {
    const gone = new AbortController();
    const { buyer, paid } = buyerOf([node(1, 1n), node(2, 9n)], { [addressOf(1)]: async (request) => {
      gone.abort(new Error('hung up'));
      return resultOf(request, [1]);
    } });
    await buyer.buy({ ...purchase, gone: gone.signal }, anyWei, quiet);
    expect(paid).toEqual([addressOf(1)]);
    await expect(buyer.buy({ ...purchase, gone: gone.signal }, anyWei, quiet)).rejects.toThrow('hung up');
    expect(paid).toHaveLength(1);
  });
  describe('from two providers at once', () => {
    const late = (afterMs: number, then: Behaviour): Behaviour => async (request, reply, options) => {
      reply({ kind: 'admitted', queued: 3 });
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      return then(request, reply, options);
    };
    it('hears whoever is ahead, each token once, and pays both', async () => {
      const heard: number[] = [];
      const { buyer, paid } = buyerOf([node(1, 1n), node(2, 2n)], { [addressOf(1)]: late(60, honest([1, 2, 3, 4, 5, 6])), [addressOf(2)]: honest([1, 2, 3, 4, 5, 6]) });
      const held: bigint[] = [];
      const bought = await buyer.buy({ ...seeded, hedgeMs: 10, onTokens: (tokens) => void heard.push(...tokens) }, (wei) => held.push(wei) > 0, quiet);
      expect(bought).toMatchObject({ provider: addressOf(2), attempts: 2, unreceiptedTokens: 0, tokens: [1, 2, 3, 4, 5, 6] });
      expect(await bought.othersWei).toBe(13n);
      expect(heard).toEqual([1, 2, 3, 4, 5, 6]);
      expect(paid).toEqual([addressOf(2), addressOf(1)]);
      expect(held).toEqual([7n, 20n]);
    });
    it('asks no second one that the budget does not cover, or while tokens come', async () => {
      const slow = late(40, honest([1, 2, 3, 4, 5, 6]));
      const poor = buyerOf([node(1, 1n), node(2, 2n)], { [addressOf(1)]: slow });
      expect(await poor.buyer.buy({ ...seeded, hedgeMs: 10 }, (wei) => wei <= 7n, quiet)).toMatchObject({ provider: addressOf(1), attempts: 1 });
      const quick = buyerOf([node(1, 1n), node(2, 2n)], { [addressOf(1)]: async (request, reply) => {
        reply({ kind: 'tokens', tokens: [1] });
        await new Promise((resolve) => setTimeout(resolve, 40));
        return resultOf(request, [1, 2]);
      } });
      expect(await quick.buyer.buy({ ...seeded, hedgeMs: 10 }, anyWei, quiet)).toMatchObject({ provider: addressOf(1), attempts: 1 });
    });
    it('takes the receipt of the one whose tokens were sent on, where rounding parts them', async () => {
      const heard: number[] = [];
      const first: Behaviour = async (request, reply) => {
        await new Promise((resolve) => setTimeout(resolve, 30));
        reply({ kind: 'tokens', tokens: [1, 9] });
        return resultOf(request, [1, 9]);
      };
      const second: Behaviour = async (request, reply) => {
        reply({ kind: 'tokens', tokens: [1, 2] });
        await new Promise((resolve) => setTimeout(resolve, 60));
        return resultOf(request, [1, 2, 3]);
      };
      const { buyer } = buyerOf([node(1, 1n), node(2, 2n)], { [addressOf(1)]: first, [addressOf(2)]: second });
      const bought = await buyer.buy({ ...seeded, hedgeMs: 5, onTokens: (tokens) => void heard.push(...tokens) }, anyWei, quiet);
      expect(heard).toEqual([1, 2, 3]);
      expect(bought).toMatchObject({ provider: addressOf(2), tokens: [1, 2, 3] });
      expect(await bought.othersWei).toBe(5n);
    });
    it('never goes on from false tokens, also when the one that failed last only fell silent', async () => {
      const { buyer, paid } = buyerOf([node(1, 1n), node(2, 2n), node(3, 3n)], { [addressOf(1)]: late(20, honest([9, 9, 9])), [addressOf(2)]: silentAfter([]), [addressOf(3)]: honest([1]) }, { audit: async () => ({ accepted: false, reason: 'no' }) });
      await expect(buyer.buy({ ...seeded, hedgeMs: 5, onTokens: () => {} }, anyWei, quiet)).rejects.toMatchObject({ code: 'receipt.failed' });
      expect(paid).toEqual([]);
    });
    it('stands by a true answer when the other one did not hold, also after its tokens were sent on', async () => {
      const heard: number[] = [];
      const { buyer, paid } = buyerOf([node(1, 1n), node(2, 2n)], { [addressOf(1)]: late(20, honest([1, 2, 3])), [addressOf(2)]: late(40, honest([1, 2, 3])) }, { audit: async (file) => ({ accepted: file.order.provider !== addressOf(1), reason: 'no' }) });
      const bought = await buyer.buy({ ...seeded, hedgeMs: 5, onTokens: (tokens) => void heard.push(...tokens) }, anyWei, quiet);
      expect(heard).toEqual([1, 2, 3]);
      expect(bought.provider).toBe(addressOf(2));
      expect(paid).toEqual([addressOf(2)]);
    });
  });
  it('pays nobody for an answer that does not hold, bars its maker, and asks another from the start', async () => {
    const nodes = [node(1, 1n), node(2, 9n)];
    let audits = 0;
    const { buyer, paid, ends } = buyerOf(nodes, { [addressOf(1)]: honest([9, 9, 9, 9, 9, 9]), [addressOf(2)]: honest([1, 2, 3, 4, 5, 6]) }, { audit: async () => ({ accepted: audits++ > 0, reason: 'sketch 1 is 0.3 away' }) });
    const bought = await buyer.buy(purchase, anyWei, quiet);
    expect(bought.file.bundle).toMatchObject({ tokens: [1, 2, 3, 4, 5, 6] });
    expect(nodes[0]!.isBarred).toBe(true);
    expect(paid).toEqual([addressOf(2)]);
    expect(ends.map(([, end]) => end)).toEqual(['rejected']);
  });
  it('never continues a stream from tokens that turned out false', async () => {
    const { buyer, paid } = buyerOf([node(1, 1n), node(2, 9n)], { [addressOf(1)]: honest([9, 9, 9]), [addressOf(2)]: honest([1]) }, { audit: async () => ({ accepted: false, reason: 'no' }) });
    await expect(buyer.buy({ ...purchase, onTokens: () => {} }, anyWei, quiet)).rejects.toMatchObject({ code: 'receipt.failed' });
    expect(paid).toEqual([]);
  });
  it('rejects a receipt over other tokens than those streamed', async () => {
    const lying: Behaviour = async (request, reply) => {
      reply({ kind: 'admitted', queued: 0 });
      reply({ kind: 'tokens', tokens: [1, 2] });
      return resultOf(request, [1, 3]);
    };
    const { buyer, paid, ends } = buyerOf([node(1, 1n)], { [addressOf(1)]: lying });
    await expect(buyer.buy({ ...purchase, onTokens: () => {} }, anyWei, quiet)).rejects.toMatchObject({ code: 'receipt.failed' });
    expect(paid).toEqual([]);
    // Not 'rejected', which bars over restarts: a worker that died in the middle may be the reason.
    expect(ends.map(([, end]) => end)).toEqual(['failed']);
  });
  it('refuses what a budget does not cover, and says when nobody is there', async () => {
    await expect(buyerOf([node(1, 1n)], {}).buyer.buy(purchase, () => false, quiet)).rejects.toMatchObject({ code: 'gateway.overBudget', about: { neededWei: '7' } });
    await expect(buyerOf([], {}).buyer.buy(purchase, anyWei, quiet)).rejects.toMatchObject({ code: 'gateway.noProvider', about: { why: 'none' } });
    await expect(buyerOf([node(1, 9n)], {}).buyer.buy({ ...purchase, maxPriceWei: 2n }, anyWei, quiet)).rejects.toMatchObject({ code: 'gateway.noProvider', about: { why: 'price' } });
    await expect(buyerOf([node(1, 9n, { inFlight: 4 })], {}).buyer.buy(purchase, anyWei, quiet)).rejects.toMatchObject({ code: 'gateway.noProvider', about: { why: 'busy' } });
  });
  it('waits, when it has just started, for whoever it has not heard of yet; later it says at once that nobody is there', async () => {
    const nodes: GatewayNode[] = [];
    let atMs = 0;
    const { buyer } = buyerOf(nodes, { [addressOf(1)]: honest([1, 2, 3, 4, 5, 6]) }, { nowMs: () => atMs });
    const bought = buyer.buy(purchase, anyWei, quiet);
    nodes.push(node(1, 1n));
    expect(await bought).toMatchObject({ provider: addressOf(1) });
    nodes.length = 0;
    atMs = 300;
    // The clock stands: whoever waited here would wait for ever.
    await expect(buyer.buy(purchase, anyWei, quiet)).rejects.toMatchObject({ code: 'gateway.noProvider', about: { why: 'none' } });
  });
  it('has nothing left to order once all tokens are there', () => {
    expect(continueAfter(purchase.input, [1, 2, 3, 4, 5, 6])).toBeNull();
  });
});
