import fc from 'fast-check';
import type { Wallet } from 'ethers/wallet';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  buildAnchorTransaction,
  buildApproveTransaction,
  buildReleaseTransaction,
  buildRequestUnbondTransaction,
  buildReserveTransaction,
  buildSettleTransaction,
  buildTransferTransaction,
  buildWithdrawTransaction,
  type Call,
} from '../../electron/services/chain/calls.ts';
import { parseEvents, type RawLog } from '../../electron/services/chain/events.ts';
import { weiPerCoin, type Hex } from '../../electron/shared/units.ts';
import { enrolNode, signVoucher, testModelId } from '../support/chainActors.ts';
import { startTestNet, testKappa, testSupplyWei, testWallet, testWindowSeconds, type TestNet } from '../support/chainTestNet.ts';

const nodes = ['node0', 'node1'].map(testWallet) as [Wallet, Wallet];
const clients = ['client0', 'client1'].map(testWallet) as [Wallet, Wallet];
const apps: Hex[] = [`0x${'0a'.repeat(20)}`, `0x${'0b'.repeat(20)}`];
const coin = weiPerCoin;
const who = fc.constantFrom(0, 1);
const amount = fc.integer({ min: 1, max: 400 }).map((n) => (BigInt(n) * coin) / 10n);

/** What anyone may do, sensible or not. Most steps that the contracts should refuse are drawn on purpose. */
const stepOf = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('reserve' as const),
      client: who,
      node: who,
      amount,
      seconds: fc.integer({ min: 1, max: 400 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('anchor' as const), node: who, amount, count: fc.integer({ min: 1, max: 20 }) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('settle' as const),
      lines: fc.array(
        fc.record({ client: who, node: who, app: who, adds: amount, count: fc.integer({ min: 0, max: 5 }), twice: fc.boolean() }),
        { minLength: 1, maxLength: 3 },
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('release' as const), client: who, node: who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('unbond' as const), node: who, amount }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('withdraw' as const), node: who }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 2 * testWindowSeconds }) }) },
);
type Step = typeof stepOf extends fc.Arbitrary<infer S> ? S : never;

/** Money by the sums of events, kept apart from the contracts' own books. */
type Books = {
  readonly paidByLine: Map<string, bigint>;
  readonly anchors: { node: string; atSeconds: number; valueWei: bigint; count: number }[];
  refused: number;
  done: number;
};

let net: TestNet;
let clean: string;
beforeAll(async () => {
  net = await startTestNet();
  for (const node of nodes) await enrolNode(net, node, 20n * coin);
  for (const client of clients) {
    await net.send(net.deployer, buildTransferTransaction(net.deployment, client.address, 10_000n * coin));
    await net.send(client, buildApproveTransaction(net.deployment, 'JobEscrow', 10_000n * coin));
  }
  clean = await net.snapshot();
});
afterAll(() => net.stop());

async function attempt(books: Books, from: Wallet, call: Call): Promise<RawLog[]> {
  try {
    const { logs } = await net.send(from, call);
    books.done++;
    return [...logs];
  } catch (error) {
    // A refusal in words of ours; anything else is a fault of the test or the contract.
    expect(String(error)).toMatch(/Error: [A-Z]\w+\(/);
    expect(String(error)).not.toMatch(/Panic/);
    books.refused++;
    return [];
  }
}

async function play(step: Step, books: Books): Promise<void> {
  const d = net.deployment;
  switch (step.kind) {
    case 'wait':
      return net.skipSeconds(step.seconds);
    case 'reserve': {
      const expirySeconds = (await net.nowSeconds()) + step.seconds;
      await attempt(
        books,
        clients[step.client]!,
        buildReserveTransaction(d, { provider: nodes[step.node]!.address, amountWei: step.amount, expirySeconds }),
      );
      return;
    }
    case 'anchor': {
      const node = nodes[step.node]!;
      const logs = await attempt(books, node, buildAnchorTransaction(d, { root: testModelId, count: step.count, valueWei: step.amount }));
      if (logs.length > 0)
        books.anchors.push({ node: node.address, atSeconds: await net.nowSeconds(), valueWei: step.amount, count: step.count });
      return;
    }
    case 'settle': {
      const signed = [];
      for (const line of step.lines) {
        const client = clients[line.client]!;
        const key = { client: client.address, provider: nodes[line.node]!.address, app: apps[line.app]!, modelId: testModelId };
        const known = await net.chain.readSettled(key);
        const voucher = signVoucher(net, client, {
          ...key,
          count: known.settledCount + line.count,
          cumulativeWei: known.settledWei + line.adds,
        });
        signed.push(voucher, ...(line.twice ? [voucher] : []));
      }
      for (const event of parseEvents(d, await attempt(books, net.deployer, buildSettleTransaction(d, signed)))) {
        if (event.name !== 'Settled') continue;
        const key = [event.client, event.provider, event.app].join();
        const paidWei = (books.paidByLine.get(key) ?? 0n) + event.paidWei;
        // No line is paid twice: all payments together are what the newest voucher says.
        expect(paidWei).toBe(event.cumulativeWei);
        books.paidByLine.set(key, paidWei);
      }
      return;
    }
    case 'release':
      await attempt(books, clients[step.client]!, buildReleaseTransaction(d, nodes[step.node]!.address));
      return;
    case 'unbond':
      await attempt(books, nodes[step.node]!, buildRequestUnbondTransaction(d, nodes[step.node]!.address, step.amount));
      return;
    case 'withdraw':
      await attempt(books, nodes[step.node]!, buildWithdrawTransaction(d, nodes[step.node]!.address));
  }
}

async function checkInvariants(books: Books): Promise<void> {
  const { chain, deployment: d } = net;
  const nowSeconds = await net.nowSeconds();
  const balanceOf = async (account: string) => (await chain.readBalance(account)).coinWei;
  const sum = (values: bigint[]) => values.reduce((a, b) => a + b, 0n);

  const reserved = await Promise.all(clients.flatMap((c) => nodes.map((n) => chain.readReservation(c.address, n.address))));
  expect(await balanceOf(d.contracts.JobEscrow.address), 'the escrow holds exactly what is reserved').toBe(
    sum(reserved.map((r) => r.amountWei)),
  );
  const stakes = await Promise.all(nodes.map((n) => chain.readStake(n.address)));
  expect(await balanceOf(d.contracts.StakeManager.address), 'stake is all there').toBe(
    sum(stakes.map((s) => s.activeWei + s.unbondingWei)),
  );
  const holders = [net.deployer, ...nodes, ...clients]
    .map((w) => w.address)
    .concat(d.contracts.JobEscrow.address, d.contracts.StakeManager.address);
  expect(sum(await Promise.all(holders.map(balanceOf))), 'tokens are conserved').toBe(testSupplyWei);

  for (const [i, node] of nodes.entries()) {
    const ledger = await chain.readLedger(node.address);
    const own = books.anchors.filter((a) => a.node === node.address);
    const oldEnough = own.filter((a) => a.atSeconds + testWindowSeconds < nowSeconds);
    expect(ledger.anchoredWei).toBe(sum(own.map((a) => a.valueWei)));
    expect(ledger.maturedWei <= sum(oldEnough.map((a) => a.valueWei)), 'nothing matures early').toBe(true);
    expect(ledger.settledWei <= ledger.maturedWei && ledger.settledCount <= ledger.maturedCount, 'settled <= mature').toBe(true);
    const paid = [...books.paidByLine].filter(([key]) => key.split(',')[1] === node.address).map(([, wei]) => wei);
    expect(ledger.settledWei).toBe(sum(paid));
    const heldWei = stakes[i]!.activeWei + stakes[i]!.unbondingWei;
    expect(ledger.inFlightWei <= BigInt(testKappa) * heldWei, 'in flight <= kappa * stake held').toBe(true);
  }
}

it('keeps every coin, every bound and every line through any sequence of calls', async () => {
  const totals = { done: 0, refused: 0, paid: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(stepOf, { minLength: 25, maxLength: 45 }), async (steps) => {
      await net.revert(clean);
      clean = await net.snapshot();
      const books: Books = { paidByLine: new Map(), anchors: [], refused: 0, done: 0 };
      for (const step of steps) {
        await play(step, books);
        await checkInvariants(books);
      }
      totals.done += books.done;
      totals.refused += books.refused;
      totals.paid += books.paidByLine.size;
    }),
    { numRuns: Number(process.env['HEARTH_FUZZ_RUNS'] ?? 12), endOnFailure: true },
  );
  // A run in which nothing ever succeeds, or nothing is ever refused, shows nothing.
  expect(totals.done).toBeGreaterThan(50);
  expect(totals.refused).toBeGreaterThan(10);
  expect(totals.paid).toBeGreaterThan(0);
}, 90_000);
