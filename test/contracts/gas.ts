import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Wallet } from 'ethers/wallet';
import {
  buildAnchorTransaction,
  buildAnnouncePayoutTransaction,
  buildApproveTransaction,
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
import { fundReservation, signVoucher, testModelId } from '../support/chainActors.ts';
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
  add('settle200Jobs20LinesFirst', await settle(1), '200 jobs in 20 voucher lines, each for the first time');
  const again = await settle(2);
  add('settle200Jobs20Lines', again, '200 jobs in 20 lines that were settled before');
  add('settlePerJobFirst', rows.at(-2)!.gas / 200, 'per job, lines settled for the first time', 5000);
  add('settlePerJob', Number(again) / 200, 'per job, lines settled before', 5000);
  const one = signVoucher(net, first, { provider: node.address, count: 25, cumulativeWei: coin });
  add('settleOneLine', (await net.send(net.deployer, buildSettleTransaction(d, [one]))).gasUsed, 'one voucher');
  add('settleStale', (await net.send(net.deployer, buildSettleTransaction(d, [one]))).gasUsed, 'the same voucher again: skipped');

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

const net = await startTestNet();
const rows = await measure(net).finally(() => net.stop());
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
