import { createHash, randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Wallet } from 'ethers/wallet';
import { toHex } from '../../electron/protocol/bytes.ts';
import { announcementTopic, joinProtocol, nodesReplyShape, nodesRequestShape } from '../../electron/protocol/joinMessages.ts';
import { practiceFileShape, streamProtocol, type Announcement } from '../../electron/protocol/messages.ts';
import { numericClass, type NumericClassName } from '../../electron/protocol/numericClass.ts';
import { receiptPriceWei } from '../../electron/protocol/pricing.ts';
import { domainOf } from '../../electron/services/chain/calls.ts';
import { openChain } from '../../electron/services/chain/chain.ts';
import { readDeploymentFile } from '../../electron/services/chain/deployment.ts';
import { encodeAnnouncement } from '../../electron/services/network/announcementBook.ts';
import type { Discovery } from '../../electron/services/network/discovery.ts';
import { createNetworkKey } from '../../electron/services/network/networkKey.ts';
import { openNetwork, type Network } from '../../electron/services/network/openNetwork.ts';
import { announceTo } from '../../electron/services/network/provider.ts';
import { operatorAddressOf } from '../../electron/services/practice/nodeOperators.ts';
import { findNodes } from '../../electron/programs/network/findNodes.ts';
import { bundledModels, serveSmallProvider, signAnnouncement, startWorker } from '../support/practiceProvider.ts';
import type { AdversaryKind, AdversaryNote } from './adversaryNotes.ts';

/** One peer of a test network, honest or not, as a process: `node adversary.ts KIND PRACTICE_FILE SEED`. It has keys, stake and a real model like any node, and offers `digits`. */
const [kind, practiceFile, seed] = process.argv.slice(2) as [AdversaryKind, string, string];

/** What Hearth's own nodes ask for an answer of `digits`. */
const honestWei = 2_000_000_000_000_000n;
/** One that is a wei below everybody is asked first where price alone decides. */
const tempting = { in: 0n, out: honestWei - 1n };
const prices: Readonly<Record<AdversaryKind, { readonly in: bigint; readonly out: bigint }>> = {
  honest: tempting, cheating: tempting, slow: tempting, silent: tempting, flooding: tempting, floodingOthers: tempting, eclipsing: tempting,
  // Nothing for an answer, and five times what others ask for the question.
  lyingPrice: { in: 5n * honestWei, out: 0n },
};
/** Below the silence after which a gateway asks somebody else. */
const slowMs = 8000;
/** So many true answers come first: a record to lose. */
const honestFirst = 12;
const identities = 200;

const practice = practiceFileShape.parse(JSON.parse(readFileSync(practiceFile, 'utf8')));
const deployment = await readDeploymentFile(practice.deploymentFile);
const domain = domainOf(deployment);
const chain = openChain({ deployment });
const node = new Wallet(toHex(createHash('sha256').update(`adversary ${kind} ${seed}`).digest()));
const folder = mkdtempSync(join(tmpdir(), `hearth-${kind}-`));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
cpSync(join(bundledModels, 'digits'), join(folder, 'models', 'digits'), { recursive: true });
const worker = startWorker(join(folder, 'models'));
await worker.ready();
const { signal } = new AbortController();
const network: Network = await openNetwork({ privateKey: await createNetworkKey(), topics: [announcementTopic(domain)] }, signal);

let [orders, answers, sent, workWei, falseWei] = [0, 0, 0, 0n, 0n];
const isFalse = (): boolean => kind === 'cheating' && answers >= honestFirst;
const provider = await serveSmallProvider({
  network, worker, node, domain, stakeManagerDomain: domainOf(deployment, 'StakeManager'), operator: '',
  async onJob() {
    orders++;
    if (kind === 'slow') await new Promise((resolve) => setTimeout(resolve, slowMs));
    if (kind === 'silent') await new Promise(() => {});
  },
  tamper: () => ({
    bundle: (bundle) => (isFalse() && bundle.kind === 'classify' ? { ...bundle, output: { ...bundle.output, body: toHex(randomBytes(bundle.output.body.length / 2 - 1)) } } : bundle),
    file(file) {
      const priceWei = receiptPriceWei(file.order, file.receipt.io);
      workWei += priceWei;
      if (isFalse()) falseWei += priceWei;
      answers++;
      return file;
    },
  }),
});

const announcementOf = (by: Wallet, peerId: string, price: { readonly in: bigint; readonly out: bigint }): Announcement => ({
  format: 'hearth-announcement/2', domain, node: by.address, payout: by.address, epoch: 1, peerId, addresses: network.addresses(), freeSlots: 8, atMs: Date.now(), untilMs: Date.now() + 600_000,
  models: [...worker.models.values()].map((model) => ({ modelId: model.modelId, kind: model.kind, name: model.name, classId: numericClass[model.numericClass as NumericClassName], priceInWei: price.in, priceOutWei: price.out, maxContext: model.maxContext })),
});
const operator = operatorAddressOf(practice.operatorsKey!, node.address);
const ownAnnouncement = () => signAnnouncement(node, announcementOf(node, network.peerId, prices[kind]), domainOf(deployment, 'StakeManager'), operator);

// Staked for like any node that joins; then it is believed.
for (;;) {
  const isKnown = await announceTo(network, practice.clientAddresses[0]!, await ownAnnouncement()).then(() => true, (error: unknown) => void process.stderr.write(`${String(error)}\n`));
  if (isKnown) break;
  await new Promise((resolve) => setTimeout(resolve, 2000));
}
const discovery = kind === 'eclipsing' ? await eclipse() : await findNodes({ chain, domain, network, seeds: () => practice.clientAddresses, hintsFile: join(folder, 'nodes.json'), log: () => {} }, signal);
void discovery?.announceForever(async () => {
  const { announcement, signature } = await ownAnnouncement();
  return { announcement, signature };
}, signal);
if (kind === 'flooding' || kind === 'floodingOthers') void flood(discovery!);

function tell(): void {
  const lines = new Map<string, bigint>();
  for (const { voucher } of provider.vouchers) {
    const line = `${voucher.client} ${voucher.app}`;
    lines.set(line, voucher.cumulativeWei > (lines.get(line) ?? 0n) ? voucher.cumulativeWei : lines.get(line)!);
  }
  const voucherWei = [...lines.values()].reduce((sum, wei) => sum + wei, 0n);
  const note: AdversaryNote = { node: node.address, orders, answers, sent, peers: network.connectedPeers().length, workWei: workWei.toString(), falseWei: falseWei.toString(), voucherWei: voucherWei.toString() };
  process.stdout.write(`${JSON.stringify(note)}\n`);
}
setInterval(tell, 1000);
tell();

/** Junk on the topic and on every protocol it knows, to whoever it can reach; or to other nodes alone, so that its customers see nothing of it. */
async function flood(known: Discovery): Promise<never> {
  const topic = await openNetwork({ privateKey: await createNetworkKey(), listen: [], topics: [announcementTopic(domain)] }, signal);
  const junk = topic.subscribe(announcementTopic(domain), () => Promise.resolve({ verdict: 'accept' } as never));
  for (;;) {
    const nodes = known.nodes().filter(({ announcement }) => announcement.peerId !== network.peerId).flatMap(({ announcement }) => announcement.addresses);
    // Its customers are those who dialled it, whoever they are, and the practice client.
    const addresses = [...new Set(kind === 'floodingOthers' ? nodes : [...network.connectedPeers().map((peer) => `/p2p/${peer}`), ...practice.clientAddresses, ...nodes])];
    await Promise.all(addresses.slice(0, 24).flatMap((address) => [network, topic].map(async (from) => {
      await junk.publish(randomBytes(1000)).catch(() => {});
      for (const protocol of [streamProtocol.job, streamProtocol.voucher, joinProtocol.nodes]) {
        const stream = await from.openStream(address, protocol, { limitBytes: 1024, timeoutMs: 2000 }).catch(() => null);
        sent++;
        await stream?.writeBytes(randomBytes(900)).catch(() => {});
        stream?.reset('flood');
      }
    })));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Makes up nodes that all lead to itself, tells everybody of them, and gives nobody else's announcement to who asks for its book. */
async function eclipse(): Promise<null> {
  const made = await Promise.all(Array.from({ length: identities }, async () => {
    const by = Wallet.createRandom() as unknown as Wallet;
    const { announcement, signature } = await signAnnouncement(by, announcementOf(by, network.peerId, tempting), domainOf(deployment, 'StakeManager'), operator);
    return { announcement, signature };
  }));
  const topic = network.subscribe(announcementTopic(domain), () => Promise.resolve({ verdict: 'ignore' } as never));
  await network.answer(joinProtocol.nodes, { takes: nodesRequestShape, gives: nodesReplyShape }, { limitBytes: 1024 }, () => Promise.resolve({ nodes: made.slice(0, 60), next: null, differing: 'f'.repeat(64) }));
  // Whom the practice client's book names, it goes to at once: the gateways among them find it as their neighbour.
  const book = await network.request(practice.clientAddresses[0]!, joinProtocol.nodes, { takes: nodesRequestShape, gives: nodesReplyShape }, { after: null, digests: '' });
  await Promise.all(book.nodes.flatMap(({ announcement }) => announcement.addresses.slice(0, 1)).map((address) => network.connect(address).catch(() => {})));
  void (async () => {
    for (let i = 0; ; i++) {
      const own = await ownAnnouncement();
      const { announcement, signature } = i % 20 === 0 ? own : made[i % made.length]!;
      await topic.publish(encodeAnnouncement({ announcement, signature })).catch(() => {});
      sent++;
      if (network.connectedPeers().length === 0) await network.connect(practice.clientAddresses[0]!).catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  })();
  return null;
}
