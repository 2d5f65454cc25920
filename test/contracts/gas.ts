import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Wallet } from 'ethers/wallet';
import {
  buildAnchorTransaction,
  buildAnnouncePayoutTransaction,
  buildApproveTransaction,
  buildCall,
  buildBindNodeTransaction,
  buildReleaseTransaction,
  buildRequestUnbondTransaction,
  buildReserveTransaction,
  buildSettleTransaction,
  buildStakeTransaction,
  buildTransferTransaction,
  buildWithdrawTransaction,
} from '../../electron/services/chain/calls.ts';
import { weiPerCoin, type Hex } from '../../electron/shared/units.ts';
import { firstSplit } from '../../electron/services/chain/parameters.ts';
import { fundReservation, signVoucher, testApp, testModelId } from '../support/chainActors.ts';
import { anchorJobs, makeJob, openClaim, registerModel } from '../support/chainJobs.ts';
import { measureCourt } from './courtGas.ts';
import { startTestNet, testWallet, testWindowSeconds, type TestNet } from '../support/chainTestNet.ts';

/**
 * Measures what each transaction costs, on a local EVM.
 *
 *   node test/contracts/gas.ts            prints the table
 *   node test/contracts/gas.ts --json     prints {name: gas}
 *   node test/contracts/gas.ts --write    prints the table and keeps it in docs/gas.md
 */
type Row = { readonly name: string; readonly gas: number; readonly limit?: number; readonly note: string };

const root: Hex = `0x${'ab'.repeat(32)}`;

async function measure(net: TestNet): Promise<Row[]> {
  const d = net.deployment;
  const rows: Row[] = [];
  const add = (name: string, gas: bigint | number, note: string, limit?: number) =>
    rows.push({ name, gas: Number(gas), note, ...(limit === undefined ? {} : { limit }) });
  const node = testWallet('node');
  const coin = weiPerCoin;
  const publisher = testWallet('publisher');
  await registerModel(net, publisher, { modelId: testModelId, royaltyBps: 500, contributors: [{ holder: publisher.address, shareBps: 5000 }] });

  add(
    'bindNode',
    (await net.send(node, buildBindNodeTransaction(d, { node: node.address, deadlineSeconds: 0, signature: '0x' }))).gasUsed,
    'a node binds itself',
  );
  await net.send(net.deployer, buildApproveTransaction(d, 'StakeManager', 10_000n * coin));
  add('stakeFor', (await net.send(net.deployer, buildStakeTransaction(d, node.address, 10_000n * coin))).gasUsed, 'first stake of a node');

  const anchor = async (count: number) => (await net.send(node, buildAnchorTransaction(d, { root, count, valueWei: 10n * coin }))).gasUsed;
  add('anchorFirst', await anchor(1000), 'first batch of a node');
  await net.skipSeconds(testWindowSeconds);
  await anchor(1000);
  await net.skipSeconds(testWindowSeconds);
  await alignToWindow(net);
  const newWindow = await anchor(1000);
  const sameWindow = await anchor(1000);
  add('anchor', sameWindow, 'a further batch in the same window', 60_000);
  add('anchorNewWindow', newWindow, 'the first batch of a window');
  add('anchorPerReceipt1000', Number(sameWindow) / 1000, 'per receipt, 1,000 in a batch', 60);

  const clients = Array.from({ length: 20 }, (_, i) => testWallet(`client${i}`));
  const [first] = clients as [Wallet, ...Wallet[]];
  await net.send(net.deployer, buildTransferTransaction(d, first.address, 1000n * coin));
  add(
    'approve',
    (await net.send(first, buildApproveTransaction(d, 'JobEscrow', 1000n * coin))).gasUsed,
    'a client lets the escrow take coins',
  );
  const reserve = { provider: node.address, amountWei: 10n * coin, expirySeconds: (await net.nowSeconds()) + 3600 };
  add('reserveFirst', (await net.send(first, buildReserveTransaction(d, reserve))).gasUsed, 'a client reserves for a node');
  add('reserve', (await net.send(first, buildReserveTransaction(d, reserve))).gasUsed, 'the client adds to it');
  for (const client of clients.slice(1)) await fundReservation(net, client, node.address, 20n * coin, 3600);
  await net.skipSeconds(2 * testWindowSeconds);

  const settle = async (round: number) => {
    const signed = clients.map((client) =>
      signVoucher(net, client, {
        provider: node.address,
        modelId: testModelId,
        count: 10 * round,
        cumulativeWei: BigInt(round) * (coin / 10n),
      }),
    );
    return (await net.send(net.deployer, buildSettleTransaction(d, signed))).gasUsed;
  };
  // Another client's line first: the model, the application and the treasury have been paid before, as on any chain in use.
  const [warm] = clients.slice(-1) as [Wallet];
  const earlier = signVoucher(net, warm, { provider: node.address, modelId: testModelId, count: 1, cumulativeWei: 10n ** 9n });
  await net.send(net.deployer, buildSettleTransaction(d, [earlier]));
  add('settle200Jobs20LinesFirst', await settle(1), '200 jobs in 20 voucher lines, 19 of them for the first time; split six ways');
  const again = await settle(2);
  add('settle200Jobs20Lines', again, '200 jobs in 20 lines that were settled before; split six ways');
  add('settlePerJobFirst', rows.at(-2)!.gas / 200, 'per job, lines settled for the first time', 5000);
  add('settlePerJob', Number(again) / 200, 'per job, lines settled before', 5000);
  const one = signVoucher(net, first, { provider: node.address, count: 25, cumulativeWei: coin });
  add('settleOneLine', (await net.send(net.deployer, buildSettleTransaction(d, [one]))).gasUsed, 'one voucher');
  add('settleStale', (await net.send(net.deployer, buildSettleTransaction(d, [one]))).gasUsed, 'the same voucher again: skipped');

  const escrow = (call: string, ...args: unknown[]) => buildCall(d, 'JobEscrow', call, args);
  const job = makeJob(net, first, node.address, { name: 'silent', priceWei: coin });
  const [place] = await anchorJobs(net, node, [job], 999);
  add('claimOpen', (await openClaim(net, job, place!, node)).gasUsed, 'a forced claim: order, receipt and its proof under a batch of 1,000', 120_000);
  await net.skipSeconds(2 * testWindowSeconds);
  add('claimPay', (await net.send(node, escrow('payClaim', job.order))).gasUsed, 'and its payment after the window, which is a settlement of its own');
  add('collect', (await net.send(node, escrow('collect', testApp))).gasUsed, 'an application collects what it earned');
  add('collectRoyalty', (await net.send(node, escrow('collectRoyalty', testModelId, 1))).gasUsed, 'a contributor collects its share');
  add('collectIssuance', (await net.send(node, escrow('collectIssuance', node.address))).gasUsed, 'a node has its new coins made');
  add('registerSeat', (await net.send(node, buildCall(d, 'StakeManager', 'registerSeat', [node.address, testModelId]))).gasUsed, 'a verifier takes its first seat');

  add(
    'announcePayout',
    (await net.send(node, buildAnnouncePayoutTransaction(d, node.address, first.address))).gasUsed,
    'a new payout address',
  );
  add('requestUnbond', (await net.send(node, buildRequestUnbondTransaction(d, node.address, coin))).gasUsed, 'begin the countdown');
  await net.skipSeconds(2 * testWindowSeconds + 1);
  add('withdraw', (await net.send(node, buildWithdrawTransaction(d, node.address))).gasUsed, 'take the stake');
  await net.skipSeconds(3600 + testWindowSeconds + 1);
  add('release', (await net.send(first, buildReleaseTransaction(d, node.address))).gasUsed, 'a client takes back the rest');
  await measureCourt(net, add);
  return rows;
}

/** Two anchors must fall into one window. */
async function alignToWindow(net: TestNet): Promise<void> {
  const left = testWindowSeconds - ((await net.nowSeconds()) % testWindowSeconds);
  await net.skipSeconds(left);
}

function formatTable(rows: readonly Row[]): string {
  const line = (row: Row) =>
    `| ${row.name} | ${row.gas.toLocaleString('en', { maximumFractionDigits: 1 })} | ${row.limit === undefined ? '' : `<= ${row.limit.toLocaleString('en')}`} | ${row.note} |`;
  return ['| Name | Gas | Target | What |', '|---|--:|--:|---|', ...rows.map(line)].join('\n');
}

const net = await startTestNet({ deploy: { split: firstSplit } });
let rows: Row[];
try {
  rows = await measure(net);
} finally {
  await net.stop();
}
const late = rows.filter((row) => row.limit !== undefined && row.gas > row.limit);
if (process.argv.includes('--json'))
  process.stdout.write(`${JSON.stringify(Object.fromEntries(rows.map((row) => [row.name, row.gas])), null, 2)}\n`);
else process.stdout.write(`${formatTable(rows)}\n`);
if (process.argv.includes('--write')) {
  const intro =
    '# Gas\n\nMeasured on a local EVM (anvil) by `node test/contracts/gas.ts --write`: whole transactions, with calldata and the base 21,000.\n\n';
  writeFileSync(join(import.meta.dirname, '../../docs/gas.md'), `${intro}${formatTable(rows)}\n`);
}
if (late.length > 0) process.stderr.write(`above target: ${late.map((row) => row.name).join(', ')}\n`);
process.exitCode = late.length > 0 ? 1 : 0;
