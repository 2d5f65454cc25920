import fc from 'fast-check';
import type { Wallet } from 'ethers/wallet';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  buildAnchorTransaction,
  buildApproveTransaction,
  buildCall,
  buildReleaseTransaction,
  buildRequestUnbondTransaction,
  buildReserveTransaction,
  buildSettleTransaction,
  buildTransferTransaction,
  buildWithdrawTransaction,
  type Call,
} from '../../electron/services/chain/calls.ts';
import { parseEvents, type RawLog } from '../../electron/services/chain/events.ts';
import { interfaces } from '../../electron/services/chain/contracts.ts';
import { firstSplit } from '../../electron/services/chain/parameters.ts';
import { weiPerCoin, type Hex } from '../../electron/shared/units.ts';
import { enrolNode, signVoucher, testModelId } from '../support/chainActors.ts';
import { anchorJobs, makeJob, openClaim, registerModel, type AnchoredPlace, type TestJob } from '../support/chainJobs.ts';
import { startTestNet, testKappa, testSupplyWei, testWallet, testWindowSeconds, type TestNet } from '../support/chainTestNet.ts';

const nodes = ['node0', 'node1'].map(testWallet) as [Wallet, Wallet];
const clients = ['client0', 'client1'].map(testWallet) as [Wallet, Wallet];
const apps: Hex[] = [`0x${'0a'.repeat(20)}`, `0x${'0b'.repeat(20)}`];
const publisher = testWallet('publisher');
const contributor = testWallet('contributor');
const court = testWallet('court');
const verifier = testWallet('verifier');
const coin = weiPerCoin;
const nodeStakeWei = 20n * coin;
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
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('slash' as const), node: who, amount, by: fc.constantFrom('court', 'client') }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('claim' as const), client: who, node: who, app: who, amount }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('payClaim' as const), claim: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('void' as const), claim: fc.nat(), amount }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('collect' as const), what: fc.nat({ max: 6 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('payVerifiers' as const), node: fc.nat(1), amount: fc.bigInt({ min: 1n, max: coin }) }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 2 * testWindowSeconds }) }) },
);
type Step = typeof stepOf extends fc.Arbitrary<infer S> ? S : never;

/** Money by the sums of events, kept apart from the contracts' own books. */
type Books = {
  readonly paidByLine: Map<string, bigint>;
  readonly anchors: { node: string; atSeconds: number; valueWei: bigint; count: number }[];
  readonly claims: { readonly job: TestJob; readonly place: AnchoredPlace; readonly app: string }[];
  /** By node: what may be there at most, by what was staked, slashed, collected and withdrawn according to events. */
  readonly stakeWei: Map<string, bigint>;
  readonly withdrawnWei: Map<string, bigint>;
  burntWei: bigint;
  feesWei: bigint;
  refused: number;
  done: number;
};

let net: TestNet;
let clean: string;
beforeAll(async () => {
  net = await startTestNet({ deploy: { split: firstSplit, courts: [court.address] } });
  await registerModel(net, publisher, { modelId: testModelId, royaltyBps: 700, contributors: [{ holder: contributor.address, shareBps: 3333 }] });
  for (const node of nodes) {
    await enrolNode(net, node, nodeStakeWei);
    await net.send(node, buildCall(net.deployment, 'HearthToken', 'delegate', [node.address]));
  }
  for (const client of clients) {
    await net.send(net.deployer, buildTransferTransaction(net.deployment, client.address, 10_000n * coin));
    await net.send(client, buildApproveTransaction(net.deployment, 'JobEscrow', 10_000n * coin));
  }
  // Work that is mature from the start, so that a short sequence pays, claims and voids.
  for (const node of nodes) {
    await net.send(node, buildAnchorTransaction(net.deployment, { root: testModelId, count: 50, valueWei: 100n * coin }));
    firstAnchors.push({ node: node.address, atSeconds: await net.nowSeconds(), valueWei: 100n * coin, count: 50 });
    for (const client of clients) {
      const expirySeconds = (await net.nowSeconds()) + 400;
      await net.send(client, buildReserveTransaction(net.deployment, { provider: node.address, amountWei: 60n * coin, expirySeconds }));
    }
  }
  await net.skipSeconds(2 * testWindowSeconds);
  clean = await net.snapshot();
});
const firstAnchors: Books['anchors'] = [];
afterAll(() => net.stop());

async function attempt(books: Books, from: Wallet, call: Call): Promise<RawLog[]> {
  try {
    const { logs } = await net.send(from, call);
    books.done++;
    readBooks(books, logs);
    return [...logs];
  } catch (error) {
    // A refusal in words of ours; anything else is a fault of the test or the contract.
    expect(String(error)).toMatch(/Error: [A-Z]\w+\(/);
    expect(String(error)).not.toMatch(/Panic/);
    books.refused++;
    return [];
  }
}

/** Books what the contracts' events say, in sums of our own. */
function readBooks(books: Books, logs: readonly RawLog[]): void {
  const move = (node: string, wei: bigint) => books.stakeWei.set(node, books.stakeWei.get(node)! + wei);
  for (const { topics, data } of logs) {
    const log = { topics: [...topics], data };
    const inStake = interfaces.StakeManager.parseLog(log);
    if (inStake?.name === 'Slashed') {
      move(inStake.args.node, -(inStake.args.takenWei as bigint));
      books.burntWei += inStake.args.burntWei;
    }
    if (inStake?.name === 'Collected') move(inStake.args.node, -(inStake.args.takenWei as bigint));
    if (inStake?.name === 'Withdrawn') {
      move(inStake.args.node, -(inStake.args.amountWei as bigint));
      books.withdrawnWei.set(inStake.args.node, books.withdrawnWei.get(inStake.args.node)! + inStake.args.amountWei);
    }
    const inEscrow = interfaces.JobEscrow.parseLog(log);
    if (inEscrow?.name !== 'Shared') continue;
    const { amountWei, providerWei, verifiersWei, appWei, royaltyWei, treasuryWei } = inEscrow.args;
    expect(providerWei + verifiersWei + appWei + royaltyWei + treasuryWei, 'shares add up to the price').toBe(amountWei);
    books.feesWei += treasuryWei;
  }
}

const escrowCall = (call: string, ...args: unknown[]) => buildCall(net.deployment, 'JobEscrow', call, args);

/** What can be collected, by anyone, for its owner. */
const collections = (): Call[] => [
  ...[...apps, net.deployment.contracts.HearthTimelock.address, verifier.address, clients[0].address].map((account) => escrowCall('collect', account)),
  escrowCall('collectRoyalty', testModelId, 0),
  escrowCall('collectRoyalty', testModelId, 1),
  escrowCall('collectIssuance', nodes[0].address),
];

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
        const key = [event.client, event.provider, event.app].map((part) => part.toLowerCase()).join();
        const paidWei = (books.paidByLine.get(key) ?? 0n) + event.paidWei;
        // No line is paid twice: all payments together are what the newest voucher says.
        expect(paidWei).toBe(event.cumulativeWei);
        books.paidByLine.set(key, paidWei);
      }
      return;
    }
    case 'slash': {
      const by = step.by === 'court' ? court : clients[0];
      const logs = await attempt(books, by, buildCall(d, 'StakeManager', 'slash', [nodes[step.node]!.address, step.amount, verifier.address, step.amount / 7n]));
      if (by !== court) expect(logs, 'nobody but the court slashes').toEqual([]);
      return;
    }
    case 'claim': {
      const node = nodes[step.node]!;
      const name = `claim ${books.claims.length}`;
      const job = makeJob(net, clients[step.client]!, node.address, { name, priceWei: step.amount, order: { app: apps[step.app]! } });
      const [place] = await anchorJobs(net, node, [job]).catch(() => []);
      if (!place) return;
      books.anchors.push({ node: node.address, atSeconds: place.header.anchoredAtSeconds, valueWei: step.amount, count: 1 });
      const opened = await openClaim(net, job, place, net.deployer).then(() => true, () => false);
      if (opened) books.claims.push({ job, place, app: apps[step.app]! });
      return;
    }
    case 'payClaim': {
      const claim = books.claims[step.claim % Math.max(1, books.claims.length)];
      if (!claim) return;
      const { order, priceWei } = claim.job;
      const logs = await attempt(books, net.deployer, escrowCall('payClaim', order));
      if (logs.length === 0) return;
      // A paid claim counts in its line, and is never paid again.
      const key = [order.client, order.provider, claim.app].map((part) => part.toLowerCase()).join();
      books.paidByLine.set(key, (books.paidByLine.get(key) ?? 0n) + priceWei);
      expect(await attempt(books, net.deployer, escrowCall('payClaim', order))).toEqual([]);
      return;
    }
    case 'void': {
      const claim = books.claims[step.claim % Math.max(1, books.claims.length)];
      if (claim) await attempt(books, court, escrowCall('voidJob', claim.job.order, step.amount));
      return;
    }
    case 'collect':
      await attempt(books, net.deployer, collections()[step.what]!);
      return;
    case 'payVerifiers':
      await attempt(books, court, escrowCall('payVerifiers', nodes[step.node]!.address, [verifier.address], step.amount));
      return;
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

  const read = async (contract: 'JobEscrow' | 'HearthToken', call: string, ...args: unknown[]) =>
    (await chain.readContract(contract, call, args)).toArray() as bigint[];
  const reserved = await Promise.all(clients.flatMap((c) => nodes.map((n) => chain.readReservation(c.address, n.address))));
  const claims = await Promise.all(books.claims.map(({ job }) => read('JobEscrow', 'claimOf', job.orderHash)));
  const owned = [...apps, d.contracts.HearthTimelock.address, verifier.address, ...clients.map(({ address }) => address)];
  const accounts = await Promise.all(owned.map((account) => read('JobEscrow', 'accountOf', account)));
  const royalties = await Promise.all([0, 1].map((i) => read('JobEscrow', 'royaltyDueOf', testModelId, i)));
  const [poolWei] = await read('JobEscrow', 'verifierPoolWei');
  const budgets = await Promise.all(nodes.map((n) => read('JobEscrow', 'auditBudgetOf', n.address)));
  expect(sum(budgets.map(([wei]) => wei!)), "the pool is the nodes' audit budgets").toBe(poolWei);
  const owedWei =
    sum(reserved.map((r) => r.amountWei)) +
    sum(claims.filter(([state]) => state === 1n).map(([, wei]) => wei!)) +
    sum(accounts.map(([wei]) => wei!)) +
    sum(royalties.map(([, wei]) => wei!)) +
    poolWei!;
  expect(await balanceOf(d.contracts.JobEscrow.address), 'the escrow holds exactly what it owes').toBe(owedWei);

  const stakes = await Promise.all(nodes.map((n) => chain.readStake(n.address)));
  for (const [i, node] of nodes.entries()) {
    const heldWei = stakes[i]!.activeWei + stakes[i]!.unbondingWei;
    expect(heldWei, 'stake leaves only by slashing, for a court, or after its countdown').toBe(books.stakeWei.get(node.address));
    expect((await chain.readBalance(node.address)).lockedWei, 'stake is locked where it lies').toBe(heldWei);
  }
  const holders = [net.deployer, ...nodes, ...clients, publisher, contributor, verifier, court]
    .map((w) => w.address)
    .concat(apps, d.contracts.HearthTimelock.address, d.contracts.JobEscrow.address, d.contracts.StakeManager.address);
  const [supplyWei] = await read('HearthToken', 'totalSupply');
  const [issuedWei] = await read('HearthToken', 'issuedWei');
  expect(sum(await Promise.all(holders.map(balanceOf))), 'tokens are conserved').toBe(supplyWei);
  expect(supplyWei, 'coins are made and burnt only as told').toBe(testSupplyWei + issuedWei! - books.burntWei);
  expect(2n * issuedWei! <= books.feesWei, 'new coins are at most half the fees paid').toBe(true);
  const votes = await Promise.all(nodes.map(({ address }) => read('HearthToken', 'getVotes', address)));
  expect(sum(votes.map(([wei]) => wei!)) <= supplyWei!, 'votes never exceed the supply').toBe(true);

  for (const node of nodes) {
    const ledger = await chain.readLedger(node.address);
    const own = books.anchors.filter((a) => a.node === node.address);
    const oldEnough = own.filter((a) => a.atSeconds + testWindowSeconds < nowSeconds);
    expect(ledger.anchoredWei).toBe(sum(own.map((a) => a.valueWei)));
    expect(ledger.maturedWei <= sum(oldEnough.map((a) => a.valueWei)), 'nothing matures early').toBe(true);
    expect(ledger.settledWei <= ledger.maturedWei && ledger.settledCount <= ledger.maturedCount, 'settled <= mature').toBe(true);
    const paid = [...books.paidByLine].filter(([key]) => key.split(',')[1] === node.address.toLowerCase()).map(([, wei]) => wei);
    expect(ledger.settledWei).toBe(sum(paid));
    // What a court took was behind the work in flight, and is why it took it.
    const stoodWei = nodeStakeWei - books.withdrawnWei.get(node.address)!;
    expect(ledger.inFlightWei <= BigInt(testKappa) * stoodWei, 'in flight <= kappa * stake that stood behind it').toBe(true);
  }
}

it('keeps every coin, every bound and every line through any sequence of calls', async () => {
  const totals = { done: 0, refused: 0, paid: 0, claims: 0, burntWei: 0n };
  await fc.assert(
    fc.asyncProperty(fc.array(stepOf, { minLength: 25, maxLength: 45 }), async (steps) => {
      await net.revert(clean);
      clean = await net.snapshot();
      const stakeWei = new Map<string, bigint>(nodes.map(({ address }) => [address, nodeStakeWei]));
      const withdrawnWei = new Map<string, bigint>(nodes.map(({ address }) => [address, 0n]));
      const books: Books = { paidByLine: new Map(), anchors: [...firstAnchors], claims: [], stakeWei, withdrawnWei, burntWei: 0n, feesWei: 0n, refused: 0, done: 0 };
      for (const [i, step] of steps.entries()) {
        await play(step, books);
        // Sums of all that happened: what one step breaks, the next check still sees.
        if (i % 3 === 2 || i === steps.length - 1) await checkInvariants(books);
      }
      totals.done += books.done;
      totals.refused += books.refused;
      totals.paid += books.paidByLine.size;
      totals.claims += books.claims.length;
      totals.burntWei += books.burntWei;
    }),
    { numRuns: Number(process.env['HEARTH_FUZZ_RUNS'] ?? 8), endOnFailure: true },
  );
  // A run in which nothing ever succeeds, or nothing is ever refused, shows nothing.
  expect(totals.done).toBeGreaterThan(50);
  expect(totals.refused).toBeGreaterThan(10);
  expect(totals.paid).toBeGreaterThan(0);
  expect(totals.claims).toBeGreaterThan(0);
  expect(totals.burntWei).toBeGreaterThan(0n);
}, 90_000);
