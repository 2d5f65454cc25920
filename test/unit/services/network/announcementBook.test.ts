import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signedAnnouncementShape, type SignedAnnouncement } from '../../../../electron/protocol/joinMessages.ts';
import type { Announcement } from '../../../../electron/protocol/messages.ts';
import {
  announceIntervalMs, announcementLifeMs, announcementLimitBytes, bookCapacity, createAllowance, createAnnouncementBook, encodeAnnouncement, judgeAnnouncement, readAnnouncement, type JudgeDependencies, type Judgement,
} from '../../../../electron/services/network/announcementBook.ts';
import { isDiffering } from '../../../../electron/services/network/digestBook.ts';
import { createUndecided } from '../../../../electron/services/network/undecided.ts';

const domain = { name: 'Hearth' as const, version: '1' as const, chainId: 7, verifyingContract: `0x${'ab'.repeat(20)}` };
const nowMs = 10_000_000_000;
const nodeOf = (i: number): string => `0x${i.toString(16).padStart(40, '0')}`;
const sign = (change: Partial<Announcement> = {}, signature = `0x${'11'.repeat(65)}`): SignedAnnouncement => ({
  announcement: {
    format: 'hearth-announcement/2', domain, node: nodeOf(1), payout: nodeOf(2), epoch: 1, peerId: 'peer', addresses: ['/ip4/127.0.0.1/tcp/1/p2p/peer'], models: [], freeSlots: 1, atMs: nowMs, untilMs: (change.atMs ?? nowMs) + 600_000, ...change,
  },
  signature,
});
const forged = `0x${'22'.repeat(65)}`;

function judgeWith(change: Partial<JudgeDependencies> = {}) {
  const book = change.book ?? createAnnouncementBook();
  let clockMs = nowMs;
  const dependencies: JudgeDependencies = { domain, book, isSigned: (_announcement, signature) => signature !== forged, isStaked: () => Promise.resolve(true), maySendUnbelieved: () => true, nowMs: () => clockMs, ...change };
  return { book, later: (ms: number) => void (clockMs += ms), judge: (signed: SignedAnnouncement | Uint8Array): Promise<Judgement> => judgeAnnouncement(dependencies, signed instanceof Uint8Array ? signed : encodeAnnouncement(signed), 'neighbour') };
}

describe('an announcement heard from a neighbour', () => {
  const text = (change: (text: string) => string): Uint8Array => Buffer.from(change(Buffer.from(encodeAnnouncement(sign())).toString()));
  const model = { modelId: `0x${'cd'.repeat(32)}`, kind: 'generate' as const, name: 'x'.repeat(120), classId: 1, priceInWei: 1n, priceOutWei: 1n, maxContext: 1, speedMilli: 0xffff_ffff };

  it.each<[string, SignedAnnouncement | Uint8Array, Judgement['verdict'], RegExp | null]>([
    ['is believed when it is new, signed and staked for', sign(), 'accept', null],
    ['is believed with a clock that is a little off', sign({ atMs: nowMs + 9 * 60_000 }), 'accept', null],
    ['of another chain is wrong', sign({ domain: { ...domain, chainId: 8 } }), 'reject', /another network/],
    ['of another contract is wrong', sign({ domain: { ...domain, verifyingContract: nodeOf(9) } }), 'reject', /another network/],
    ['with an address of somebody else is wrong', sign({ addresses: ['/ip4/127.0.0.1/tcp/1/p2p/victim'] }), 'reject', /address/],
    ['with a signature of somebody else is wrong', sign({}, forged), 'reject', /not signed/],
    ['of the future is left alone: its bringer may have another clock', sign({ atMs: nowMs + 11 * 60_000 }), 'ignore', /ahead/],
    ['that is old is left alone', sign({ atMs: nowMs - 11 * 60_000 }), 'ignore', /too old/],
    ['that would count for a day is wrong', sign({ untilMs: nowMs + 24 * 3_600_000 }), 'reject', /longer than any/],
    ['that ends before it begins is wrong', sign({ untilMs: nowMs - 1 }), 'reject', /longer than any/],
    ['that is too large is wrong', sign({ models: Array.from({ length: 250 }, () => model) }), 'reject', /too large/],
    ['that is no JSON is wrong', Buffer.from('{'), 'reject', /JSON/],
    ['that is no UTF-8 is wrong', Buffer.from([0xff, 0xfe]), 'reject', /UTF-8/],
    ['with a field more is wrong', text((json) => json.replace('{', '{"more":1,')), 'reject', /more/],
    ['written in another way is wrong', text((json) => json.replace(',', ', ')), 'reject', /one way/],
    ['of no bytes is wrong', new Uint8Array(), 'reject', null],
  ])('%s', async (_name, message, verdict, reason) => {
    const judged = await judgeWith().judge(message);
    expect(judged.verdict).toBe(verdict);
    if (reason && judged.verdict !== 'accept') expect(judged.reason).toMatch(reason);
  });

  it('counts once, and only until a newer one comes', async () => {
    const { judge, book } = judgeWith();
    expect((await judge(sign())).verdict).toBe('accept');
    expect(await judge(sign())).toMatchObject({ verdict: 'ignore', reason: 'one as new is known' });
    expect((await judge(sign({ atMs: nowMs + 1, freeSlots: 9 }))).verdict).toBe('accept');
    expect((await judge(sign({ atMs: nowMs - 1, freeSlots: 3 }))).verdict).toBe('ignore');
    expect(book.find(nodeOf(1))!.freeSlots).toBe(9);
    expect(book.list(nowMs)).toHaveLength(1);
  });

  it('of a node without stake is not believed, and a peer that brings many of them is at fault', async () => {
    const allowance = createAllowance({ burst: 3, refillMs: 10_000 });
    const { judge, book } = judgeWith({ isStaked: () => Promise.resolve(false), maySendUnbelieved: (_peer, atMs) => allowance.spend(atMs) });
    const verdicts: string[] = [];
    for (let i = 1; i <= 5; i++) verdicts.push((await judge(sign({ node: nodeOf(i) }))).verdict);
    expect(verdicts).toEqual(['ignore', 'ignore', 'ignore', 'reject', 'reject']);
    expect(book.size).toBe(0);
  });

  it('is left alone while the chain cannot be asked', async () => {
    expect(await judgeWith({ isStaked: () => Promise.resolve(null) }).judge(sign())).toMatchObject({ verdict: 'ignore', reason: /chain/ });
  });

  it('whose node is staked for a little later counts without being said again; a newer one is not undone by it', async () => {
    const staked = new Map<string, boolean | null>([[nodeOf(1), false], [nodeOf(2), null]]);
    const isStaked = (node: string): Promise<boolean | null> => Promise.resolve(staked.get(node) ?? false);
    const book = createAnnouncementBook();
    const undecided = createUndecided({ book, isStaked, nowMs: () => nowMs });
    const { judge } = judgeWith({ book, isStaked, onUndecided: (signed) => undecided.add(signed) });
    for (const node of [nodeOf(1), nodeOf(2), nodeOf(3)]) await judge(sign({ node, freeSlots: 2 }));
    await undecided.lookAgain();
    expect(book.size).toBe(0);
    staked.set(nodeOf(1), true).set(nodeOf(2), true);
    await judge(sign({ node: nodeOf(2), atMs: nowMs + 1, freeSlots: 7 }));
    await undecided.lookAgain();
    expect(book.list(nowMs).map(({ announcement }) => [announcement.node, announcement.freeSlots])).toEqual([[nodeOf(1), 2], [nodeOf(2), 7]]);
  });

  it('of a node without stake waits in a room that has an end', async () => {
    let asked = 0;
    const isStaked = (): Promise<boolean> => Promise.resolve((asked++, false));
    const book = createAnnouncementBook();
    const undecided = createUndecided({ book, isStaked, nowMs: () => nowMs });
    const { judge } = judgeWith({ book, isStaked, onUndecided: (signed) => undecided.add(signed) });
    for (let i = 1; i <= 200; i++) await judge(sign({ node: nodeOf(i) }));
    asked = 0;
    await undecided.lookAgain();
    expect(asked).toBe(64);
  });

  it('is left alone when its node says too much, and counts again after a while', async () => {
    const { judge, later } = judgeWith();
    const verdicts: string[] = [];
    for (let i = 0; i < 8; i++) verdicts.push((await judge(sign({ atMs: nowMs + i }))).verdict);
    expect(verdicts).toEqual([...Array<string>(6).fill('accept'), 'ignore', 'ignore']);
    later(10_000);
    expect((await judge(sign({ atMs: nowMs + 100 }))).verdict).toBe('accept');
  });

  it('that is forged takes nothing from what its node may say', async () => {
    const { judge } = judgeWith();
    await judge(sign());
    for (let i = 1; i < 50; i++) await judge(sign({ atMs: nowMs + i }, forged));
    expect((await judge(sign({ atMs: nowMs + 100 }))).verdict).toBe('accept');
  });

  it('does not push out a node that is known when the book is full, and has room when others are over', async () => {
    const { judge, book, later } = judgeWith({ book: createAnnouncementBook(2) });
    await judge(sign({ node: nodeOf(1) }));
    await judge(sign({ node: nodeOf(2) }));
    expect(await judge(sign({ node: nodeOf(3) }))).toMatchObject({ verdict: 'ignore', reason: 'the book is full' });
    expect(book.find(nodeOf(1))).toBeDefined();
    later(11 * 60_000);
    expect((await judge(sign({ node: nodeOf(3), atMs: nowMs + 11 * 60_000 }))).verdict).toBe('accept');
    expect(book.list(nowMs + 11 * 60_000).map(({ announcement }) => announcement.node)).toEqual([nodeOf(3)]);
  });
});

describe('the book', () => {
  it('hands itself out page by page: every node once, in order, no page too large', async () => {
    await fc.assert(fc.asyncProperty(fc.uniqueArray(fc.integer({ min: 1, max: 100_000 }), { maxLength: 60 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 5000 }), async (ids, limit, limitBytes) => {
      const { judge, book } = judgeWith();
      for (const id of ids) await judge(sign({ node: nodeOf(id) }));
      const read: SignedAnnouncement[] = [];
      let after: string | null = null;
      do {
        const page: { nodes: SignedAnnouncement[]; next: string | null } = book.page({ after, digests: '' }, nowMs, limit, limitBytes);
        expect(page.nodes.length).toBeLessThanOrEqual(limit);
        if (page.nodes.length > 1) expect(page.nodes.reduce((sum, signed) => sum + encodeAnnouncement(signed).length, 0)).toBeLessThanOrEqual(limitBytes);
        read.push(...page.nodes);
        after = page.next;
      } while (after !== null);
      expect(read.map(({ announcement }) => announcement.node)).toEqual(ids.toSorted((a, b) => a - b).map(nodeOf));
    }), { numRuns: 60 });
  });

  it('always holds the newest of each node, whatever the order in which they come', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 1000 })), { minLength: 1, maxLength: 30 }), async (heard) => {
      const { judge, book, later } = judgeWith();
      const newest = new Map<number, number>();
      for (const [id, atMs] of heard) {
        later(10_000);
        await judge(sign({ node: nodeOf(id), atMs: nowMs + atMs }));
        newest.set(id, Math.max(newest.get(id) ?? 0, atMs));
      }
      for (const [id, atMs] of newest) expect(book.find(nodeOf(id))!.atMs).toBe(nowMs + atMs);
    }), { numRuns: 60 });
  });

  it('refuses any bytes without throwing, and reads back what it wrote', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      expect('refusal' in readAnnouncement(bytes, domain)).toBe(true);
    }));
    const signed = sign();
    const read = readAnnouncement(encodeAnnouncement(signed), domain);
    expect('signed' in read && read.signed).toEqual(signedAnnouncementShape.parse(JSON.parse(Buffer.from(encodeAnnouncement(signed)).toString())));
    expect(announcementLimitBytes).toBe(65_536);
  });

  it('lets all nodes together say no more than one thing in 3.6 s, a few nodes one a minute each, and none lose its place where one of its own is missed', () => {
    for (const nodes of [1, 16, 120, 1000, bookCapacity]) {
      expect(nodes / (announceIntervalMs(nodes) / 1000)).toBeLessThanOrEqual(Math.max(nodes / 60, 1 / 3.6));
      expect(announcementLifeMs(nodes)).toBeGreaterThanOrEqual(2 * announceIntervalMs(nodes));
    }
  });

  it('tells who has another book where the two differ, and nothing of what is alike', async () => {
    const [a, b] = [judgeWith(), judgeWith()];
    const ids = Array.from({ length: 40 }, (_, i) => `0x${(i * 6).toString(16).padStart(2, '0')}${'0'.repeat(38)}`);
    for (const node of ids) for (const side of [a, b]) await side.judge(sign({ node }));
    expect(a.book.page({ after: null, digests: b.book.digests(nowMs) }, nowMs, 64, 1e6)).toEqual({ nodes: [], next: null, differing: '0'.repeat(64) });
    a.later(20_000);
    await a.judge(sign({ node: ids[3]!, atMs: nowMs + 5, freeSlots: 9 }));
    await a.judge(sign({ node: nodeOf(7) }));
    const page = a.book.page({ after: null, digests: b.book.digests(nowMs) }, nowMs, 64, 1e6);
    // The bucket of the first byte 00 holds another node beside the new one.
    expect(page.nodes.map(({ announcement }) => announcement.node)).toEqual([ids[0], nodeOf(7), ids[3]]);
    expect([ids[0]!, nodeOf(7), ids[3]!, ids[4]!].map((node) => isDiffering(page.differing, node))).toEqual([true, true, true, false]);
    for (const signed of page.nodes) await b.judge(signed);
    expect(b.book.digests(nowMs)).toBe(a.book.digests(nowMs));
    expect(a.book.page({ after: null, digests: '' }, nowMs, 64, 1e6).nodes).toHaveLength(41);
  });

  it('has no node of a peer that made too many faults, says nothing of it and keeps it out until it is let in again', async () => {
    const banned = new Set<string>();
    const { judge, book } = judgeWith({ book: createAnnouncementBook(bookCapacity, (peer) => banned.has(peer)) });
    await judge(sign());
    banned.add('peer');
    expect(book.page({ after: null, digests: '' }, nowMs, 64, 1e6).nodes).toEqual([]);
    expect(await judge(sign({ atMs: nowMs + 1 }))).toMatchObject({ verdict: 'ignore', reason: /faults/ });
    banned.clear();
    expect((await judge(sign({ atMs: nowMs + 2 }))).verdict).toBe('accept');
  });
});
