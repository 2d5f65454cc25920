import { multiaddr } from '@multiformats/multiaddr';
import type { z } from 'zod';
import { batchReplyShape, batchRequestShape, bundleReplyShape, bundleRequestShape } from '../../electron/protocol/auditMessages.ts';
import { bookBuckets, fundReplyShape, fundRequestShape, nodesReplyShape, nodesRequestShape, type SignedAnnouncement } from '../../electron/protocol/joinMessages.ts';
import { announceReplyShape, auditReplyShape, collectRequestShape, jobReplyShape, rowsReplyShape, rowsRequestShape, voucherReplyShape, type Announcement } from '../../electron/protocol/messages.ts';
import { listRootOf, modelListShape } from '../../electron/protocol/modelList.ts';
import { shareReplyShape, shareRequestShape } from '../../electron/protocol/modelSharing.ts';
import { contractNames } from '../../electron/services/chain/contracts.ts';
import { networkProtocol, parseNetworkFile, parseNetworkSource } from '../../electron/services/chain/networkFile.ts';
import { readList } from '../../electron/services/models/download/modelList.ts';
import { createAbsences } from '../../electron/services/network/absences.ts';
import { announcementLifeMs, bookCapacity, createAnnouncementBook, encodeAnnouncement, readAnnouncement, type AnnouncementBook } from '../../electron/services/network/announcementBook.ts';
import { decideAnnounced, decideProven, decideVerdict, type BackDial } from '../../electron/services/network/announced.ts';
import { isDiffering } from '../../electron/services/network/digestBook.ts';
import { encodeFrame, parseFrame } from '../../electron/services/network/frames.ts';
import { reachShapes } from '../../electron/services/network/reaching.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import { errorCodes, isHearthError } from '../../electron/shared/errors.ts';
import { domain, realReceipts } from '../unit/protocol/samples.ts';
import { mutate, mutateJson, type Random } from './mutate.ts';
import { drawn, type FuzzTarget } from './targetKit.ts';

const nowMs = 1_800_000_000_000;
const clockMs = 10 * 60_000;
const nodeOf = (i: number): string => `0x${i.toString(16).padStart(2, '0').repeat(20)}`;
const hash = (byte: string): string => `0x${byte.repeat(32)}`;
const signature = `0x${'11'.repeat(65)}`;
const failure = { code: 'order.notFunded', about: { reservationId: hash('22') } };

/** What a node with two models says; the signature is another matter, and its check has its own tests. */
function announced(i: number): SignedAnnouncement {
  const announcement: Announcement = {
    format: 'hearth-announcement/2', domain, node: nodeOf(i), payout: nodeOf(255 - i), epoch: 1, peerId: `12D3KooW${'x'.repeat(44)}`, addresses: [`/ip4/192.0.2.${i}/tcp/7413/p2p/12D3KooW${'x'.repeat(44)}`],
    models: ['ember', 'digits'].map((name) => ({ modelId: hash('ab'), kind: 'generate' as const, name, classId: 1, priceInWei: 10n, priceOutWei: 20n, maxContext: 512, speedMilli: 90_000 })), freeSlots: 2, region: 'PT', atMs: nowMs - i, untilMs: nowMs + 600_000,
  };
  return { announcement, signature };
}
const known = Array.from({ length: 40 }, (_, i) => announced(i + 1));
const announcementTexts = known.map((signed) => Buffer.from(encodeAnnouncement(signed)).toString());

const wire = (text: string): Uint8Array => new TextEncoder().encode(text);
/** A message as it is, edited in its values, or in its bytes; or nothing of the kind. */
function damaged(random: Random, text: string): Uint8Array {
  const kind = random.below(10);
  if (kind === 0) return random.pick(drawn);
  if (kind === 1) return wire(text);
  return kind < 7 ? wire(mutateJson(random, text)) : mutate(random, wire(text), random.pick(drawn));
}
function expectThat(holds: boolean, what: string): void {
  if (!holds) throw new Error(`broken: ${what}`);
}

/** The book holds only what counts now, tells each node once however it is paged, and its digests have one length. */
function checkBook(book: AnnouncementBook, atMs: number): void {
  const list = book.list(atMs);
  for (const { announcement } of list) {
    expectThat(announcement.untilMs >= atMs && announcement.atMs <= atMs + clockMs, 'one counts that is over, or of the future');
    expectThat(announcement.untilMs - announcement.atMs <= announcementLifeMs(bookCapacity), 'one counts for longer than any may');
  }
  const digests = book.digests(atMs);
  expectThat(digests.length === 8 * bookBuckets, 'digests of another length');
  expectThat(book.page({ after: null, digests }, atMs, 64, 1 << 20).nodes.length === 0, 'a book differs from itself');
  const told: string[] = [];
  for (let after: string | null = null, pages = 0; ; pages++) {
    expectThat(pages <= list.length + 1, 'pages without end');
    const reply = book.page({ after, digests: '' }, atMs, 7, 4096);
    told.push(...reply.nodes.map(({ announcement }) => announcement.node.toLowerCase()));
    expectThat(parseFrame(nodesReplyShape, encodeFrame(nodesReplyShape, reply).subarray(4)).ok, 'a page that its own shape refuses');
    if (reply.next === null) break;
    after = reply.next;
  }
  expectThat(told.length === list.length && new Set(told).size === told.length, 'a node told twice, or not at all');
}

/** Some minutes of a topic: announcements as they come from strangers, into a book that knows some. */
const announcementTarget: FuzzTarget = {
  name: 'announcement',
  run(random) {
    const book = createAnnouncementBook(24);
    for (const signed of known.slice(0, random.below(30))) book.keep(signed, nowMs);
    let [atMs, kept] = [nowMs, 0];
    for (let left = 1 + random.below(4); left > 0; left--) {
      atMs += random.below(120_000);
      const read = readAnnouncement(damaged(random, random.pick(announcementTexts)), domain);
      if ('signed' in read && book.keep(read.signed, atMs).verdict === 'accept') kept++;
    }
    expectThat(book.size <= 24, 'more nodes than a book has room for');
    checkBook(book, atMs);
    return kept > 0 ? 'passed' : 'network.malformed';
  },
};

const nodesRequests = [{ after: null, digests: '' }, { after: nodeOf(9), digests: 'ab'.repeat(1024) }].map((request) => JSON.stringify(request));
const nodesReply = `{"nodes":[${announcementTexts.slice(0, 3).join()}],"next":"${nodeOf(3)}","differing":"${'f0'.repeat(32)}"}`;

/** Books asked for, and books told, with what a reader makes of who is missing in them. */
const bookTarget: FuzzTarget = {
  name: 'book',
  run(random) {
    const book = createAnnouncementBook();
    for (const signed of known.slice(0, random.below(40))) book.keep(signed, nowMs);
    if (random.below(2) === 0) {
      const asked = parseFrame(nodesRequestShape, damaged(random, random.pick(nodesRequests)));
      if (!asked.ok) return 'network.malformed';
      const { nodes, next } = book.page(asked.message, nowMs, 5, 1 << 20);
      expectThat(nodes.length <= 5 && (next === null || next > (asked.message.after ?? '').toLowerCase()), 'a page that does not go on');
      return 'passed';
    }
    const names = known.map(({ announcement }) => announcement.node);
    const absences = createAbsences();
    let read = 0;
    for (let left = 4; left > 0; left--) {
      const reply = parseFrame(nodesReplyShape, damaged(random, nodesReply));
      if (!reply.ok) continue;
      read++;
      const told = new Set(reply.message.nodes.map((signed) => (readAnnouncement(encodeAnnouncement(signed), domain), signed.announcement.node.toLowerCase())));
      absences.note(random.below(3) === 0 ? 'liar' : `peer ${left}`, names, new Set(names.filter((node) => told.has(node) || !isDiffering(reply.message.differing, node))), nowMs);
    }
    const absent = names.filter((node) => absences.isAbsent(node, nowMs)).length;
    expectThat(read >= 3 || absent === 0, 'two books make a node absent');
    return read > 0 ? 'passed' : 'network.malformed';
  },
};

const asked = JSON.stringify({ port: 7413 });
const answers = ['192.0.2.7', '2001:db8::7', '::1'].map((from) => JSON.stringify({ from, reached: true }));

/** Dial-backs asked for and answered: what is told to others is an address, of the family it says, whoever answers what. */
const reachTarget: FuzzTarget = {
  name: 'reach',
  run(random) {
    if (random.below(3) === 0) return parseFrame(reachShapes.takes, damaged(random, asked)).ok ? 'passed' : 'network.malformed';
    const believed = Array.from({ length: 8 }, (_, i): BackDial | null => {
      const reply = parseFrame(reachShapes.gives, damaged(random, random.pick(answers)));
      return reply.ok ? { peer: `peer ${i}`, ...reply.message, atMs: nowMs - random.below(40 * 60_000) } : null;
    }).filter((one) => one !== null);
    const proven = decideProven(believed, 7413, nowMs);
    const told = decideAnnounced({ scope: 'internet', announce: [], found: ['/ip4/192.168.1.20/tcp/7413', '/ip4/198.51.100.1/tcp/1/p2p/x/p2p-circuit'], proven, verdictOf: (family) => decideVerdict(believed, family, nowMs) });
    expectThat(told.length <= 16, 'more addresses than any may tell');
    for (const address of proven) multiaddr(address);
    return believed.length > 0 ? 'passed' : 'network.malformed';
  },
};

const contract = { address: nodeOf(7), codeHash: hash('77') };
const networkText = JSON.stringify({
  format: 'hearth-network/1', protocol: networkProtocol, name: 'winter', seeds: [known[0]!.announcement.addresses[0]], relays: [],
  deployment: { format: 'hearth-deployment/2', name: 'winter', practice: true, chainId: 7, rpcUrls: ['https://rpc.example.org'], startBlock: 1, windowSeconds: 600, contracts: Object.fromEntries(contractNames.map((name) => [name, contract])) },
  practice: { clients: [known[1]!.announcement.addresses[0]], operatorsKey: 'xpub', operator: nodeOf(3), client: nodeOf(4), verifiers: [nodeOf(5)] },
});
const networkTarget: FuzzTarget = {
  name: 'networkFile',
  run(random) {
    const text = Buffer.from(damaged(random, networkText)).toString();
    parseNetworkSource(text);
    return refusalOf(['network.'], () => void parseNetworkFile(text, 'fuzz'));
  },
};

const listText = JSON.stringify({
  format: 'hearth-model-list/1', blockBytes: 1 << 20,
  spec: { format: 'hearth-model/1', kind: 'generate', onnxSha256: hash('01'), externalData: [{ path: 'onnx/model.onnx_data', sha256: hash('02'), sizeBytes: 9 }], weightsRoot: hash('03'), graphRoot: hash('04'), planRoot: hash('05'), tokenizerSha256: null, stopTokenIds: [1], maxContext: 512, whitenSha256: null },
  files: [['manifest.json', '06'], ['onnx/model.onnx', '01'], ['onnx/model.onnx_data', '02']].map(([path, byte]) => ({ path, sizeBytes: 9, sha256: hash(byte!), blocks: [hash(byte!)] })),
});
/** The list of a model, as a peer or a mirror gives it, under the root that it really has: what is let through writes inside its folder and nowhere else. */
const listTarget: FuzzTarget = {
  name: 'modelList',
  run(random) {
    const bytes = random.below(3) === 0 ? wire(listText.replace('model.onnx_data', () => random.pick(['../up', '/etc/x', 'a/../../b', 'C:x', 'onnx', 'MANIFEST.json', 'installed.json', 'x\\y', 'nul', 'a//b', '.x', '\u202e', 'x'.repeat(490)]))) : damaged(random, listText);
    const list = parseFrame(modelListShape, bytes);
    return refusalOf(['download.'], () => {
      const { files } = readList(p, bytes, list.ok ? listRootOf(p, list.message) : (hash('00') as `0x${string}`), 'fuzz');
      for (const { path } of files) expectThat(!path.split('/').some((step) => step === '' || step === '.' || step === '..') && !/[\\:\0]/.test(path), `the path ${path}`);
    });
  },
};

const shareRequests = [{ kind: 'list', modelId: hash('ab') }, { kind: 'part', modelId: hash('ab'), path: 'onnx/model.onnx', from: 0, to: 1 << 20 }];
const shown = (({ order, receipt, receiptSignature }) => ({ order, receipt, receiptSignature }))(JSON.parse(realReceipts[0]!.text) as { order: object; receipt: object; receiptSignature: string });
/** Messages of the protocols that have no decision of their own to be driven into. */
const others: readonly { readonly shape: z.ZodType; readonly text: string }[] = [
  ...shareRequests.map((request) => ({ shape: shareRequestShape, text: JSON.stringify(request) })), { shape: shareReplyShape, text: '{"kind":"bytes","sizeBytes":9}' }, { shape: shareReplyShape, text: '{"kind":"declined","reason":"busy"}' },
  { shape: batchRequestShape, text: JSON.stringify({ node: nodeOf(1), root: hash('aa') }) }, { shape: batchReplyShape, text: JSON.stringify({ kind: 'batch', receipts: [shown] }) },
  { shape: bundleRequestShape, text: JSON.stringify({ ask: { format: 'hearth-bundle-ask/1', receiptHash: hash('aa'), verifier: nodeOf(1), atMs: nowMs }, signature }) }, { shape: bundleReplyShape, text: `{"kind":"file","file":${realReceipts[0]!.text}}` },
  { shape: fundRequestShape, text: JSON.stringify({ account: nodeOf(1) }) }, ...[fundReplyShape, announceReplyShape, voucherReplyShape].map((shape) => ({ shape, text: JSON.stringify({ ok: false, failure }) })),
  { shape: collectRequestShape, text: JSON.stringify({ jobId: hash('aa') }) }, { shape: jobReplyShape, text: '{"kind":"tokens","tokens":[1,2,3]}' }, { shape: jobReplyShape, text: JSON.stringify({ kind: 'refused', failure }) },
  { shape: rowsRequestShape, text: JSON.stringify({ request: { format: 'hearth-rows/1', jobId: hash('aa'), receiptHash: hash('bb'), indexes: [0, 1], atMs: nowMs }, signature }) }, { shape: rowsReplyShape, text: JSON.stringify({ kind: 'declined', failure }) }, { shape: auditReplyShape, text: JSON.stringify({ kind: 'declined', failure }) },
];
const streamTarget: FuzzTarget = {
  name: 'stream',
  run(random) {
    const { shape, text } = random.pick(others);
    const parsed = parseFrame(shape, damaged(random, text));
    if (!parsed.ok) return 'network.malformed';
    // What was let through can be written again, and says the same.
    const again = parseFrame(shape, encodeFrame(shape, parsed.message as never).subarray(4));
    expectThat(again.ok, 'a message that its own writer breaks');
    return 'passed';
  },
};

function refusalOf(prefixes: readonly string[], work: () => void): string {
  try {
    work();
    return 'passed';
  } catch (error) {
    if (isHearthError(error) && errorCodes.includes(error.code) && prefixes.some((prefix) => error.code.startsWith(prefix))) return error.code;
    throw error;
  }
}

export const networkTargets: readonly FuzzTarget[] = [announcementTarget, bookTarget, reachTarget, networkTarget, listTarget, streamTarget];
/** Messages that are to be let through as they stand; a test holds them to it, or the fuzzer would damage what was never whole. */
export const wholeMessages = others;
