import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { JsonRpcProvider } from 'ethers/providers';
import { Wallet } from 'ethers/wallet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseReceiptFile, type ReceiptFile } from '../../electron/protocol/receiptFile.ts';
import { signingDigest } from '../../electron/protocol/typedData.ts';
import { buildTransferTransaction, type Call } from '../../electron/services/chain/calls.ts';
import { toQuantity, type Chain } from '../../electron/services/chain/chain.ts';
import { interfaces } from '../../electron/services/chain/contracts.ts';
import { buildApproveBond, buildOpenDisputeTransaction, parseOpenedDispute } from '../../electron/services/chain/dispute.ts';
import { readDisputeBond, readDisputes } from '../../electron/services/chain/disputeReads.ts';
import type { RawLog } from '../../electron/services/chain/events.ts';
import { readOrCreatePracticeKeys } from '../../electron/services/practice/practiceKeys.ts';
import { weiPerCoin, type Hex } from '../../electron/shared/units.ts';
import { openPayingClient, type PayingClient } from '../support/payingClient.ts';
import { runHearth } from '../support/hearthCommand.ts';
import { startHearth, type Hearth } from '../support/runningHearth.ts';
import { until } from '../support/until.ts';

/** An honest node is switched off, a stranger disputes its receipts without a reason, and another node answers unasked: one receipt was handed to it by the owner's choice, the other it had accepted in an audit. */
let guard: Hearth;
let accused: Hearth;
let chain: Chain;
let client: PayingClient;
let stranger: Wallet;
const limitMs = 120_000;
const nodeOf = (hearth: Hearth): Hex => hearth.seen.network!.nodeAddress as Hex;
const hashOf = (file: ReceiptFile): Hex => signingDigest(file.domain, 'Receipt', file.receipt);

beforeAll(async () => {
  guard = await startHearth();
  await until('the guard has stake', () => (guard.seen.network?.stakeWei ?? 0n) > 0n, 2 * limitMs);
  chain = await guard.openChain();
  accused = await startHearth({ join: guard.dataFolder });
  await until('the node that joined has stake', () => (accused.seen.network?.stakeWei ?? 0n) > 0n, 2 * limitMs);
  await until('both have seats', () => [guard, accused].every(({ seen }) => seen.audits?.seats?.every(({ held, of }) => held === 1 && of === 5)), limitMs);
  client = await openPayingClient(accused, guard);
  const { operator } = await readOrCreatePracticeKeys(join(guard.dataFolder, 'practice', 'keys.json'));
  const provider = new JsonRpcProvider(chain.deployment.rpcUrls[0], undefined, { cacheTimeout: -1 });
  stranger = Wallet.createRandom().connect(provider) as unknown as Wallet;
  const rich = new Wallet(operator.privateKey, provider);
  await chain.request('anvil_setBalance', [stranger.address, toQuantity(weiPerCoin)]);
  const { to, data } = buildTransferTransaction(chain.deployment, stranger.address, 5000n * weiPerCoin);
  // The practice network sends from this account too: its transaction may have been the one with this number.
  await until('the stranger has coins', async () => {
    await rich.sendTransaction({ to, data }).then((sent) => sent.wait()).catch(() => null);
    return (await chain.readBalance(stranger.address)).coinWei > 0n;
  }, limitMs);
}, 6 * limitMs);
afterAll(async () => {
  await client?.close();
  await accused?.stop();
  await guard?.stop();
});

async function send({ to, data }: Call): Promise<readonly RawLog[]> {
  const receipt = (await (await stranger.sendTransaction({ to, data })).wait())!;
  return receipt.logs as unknown as RawLog[];
}

/** A paid job of the accused, and its file once it is anchored. */
async function makeReceipt(): Promise<ReceiptFile> {
  const request = client.build(client.tale(24));
  expect(await client.run(request)).toMatchObject({ kind: 'result' });
  return until('the receipt is anchored', async () => {
    const parsed = parseReceiptFile(Buffer.from((await accused.ask('exportReceipt', { jobId: request.order.jobId })).text));
    return parsed.ok && parsed.file.anchor ? parsed.file : null;
  }, limitMs);
}

/** What a stranger needs is public: the receipt under its root, and a root of nothing as a replay. */
async function disputeGroundlessly(file: ReceiptFile): Promise<Hex> {
  const { batchIndex, index, proof } = file.anchor!;
  const batch = (await chain.readBatch(file.order.provider, batchIndex))!;
  const place = { batch: batchIndex, header: { root: batch.root, count: batch.count, valueWei: batch.valueWei, anchoredAtSeconds: batch.anchoredSeconds }, index, proof: proof as Hex[] };
  await send(buildApproveBond(chain.deployment, await readDisputeBond(chain, file.order.provider)));
  const logs = await send(buildOpenDisputeTransaction(chain.deployment, { order: file.order, receipt: file.receipt, receiptSignature: file.receiptSignature as Hex }, place, { kind: 1, chunk: 0, traceRoot: `0x${'66'.repeat(32)}` }));
  return parseOpenedDispute(chain.deployment, logs)!.disputeId;
}

describe('a node that is switched off', () => {
  it('is answered for by a node that holds the evidence, keeps its stake, and the challenger pays', async () => {
    await runHearth(['guards', 'accept', nodeOf(accused), '--data', guard.dataFolder]);
    const chosen = (await runHearth(['guards', 'add', nodeOf(guard), '--data', accused.dataFolder, '--json'])).json() as { guards: { node: string }[] };
    expect(chosen.guards.map(({ node }) => node)).toEqual([nodeOf(guard)]);
    const handedOver = await makeReceipt();
    await until('the guard holds its evidence', async () => (await accused.ask('readGuards', {})).guards[0]!.held > 0, limitMs);
    expect(existsSync(join(guard.dataFolder, 'held', `${hashOf(handedOver)}.json`))).toBe(true);

    // From here on nothing is handed over: what the guard holds of later receipts, it has because it audited them.
    await accused.ask('setGuards', { guards: [], wards: [] });
    await guard.ask('setGuards', { guards: [], wards: [] });
    const audited = await until('the guard was drawn for a receipt and accepted it', async () => {
      const file = await makeReceipt();
      const isHeld = (): boolean => existsSync(join(guard.dataFolder, 'held', `${hashOf(file)}.json`));
      await until('it is held', isHeld, 20_000).catch(() => {});
      return isHeld() ? file : null;
    }, 4 * limitMs);

    const node = nodeOf(accused);
    const stakeWei = (await chain.readStake(node)).activeWei;
    const before = (await chain.readBalance(stranger.address)).coinWei;
    await client.close();
    await accused.stop();
    const disputes = [await disputeGroundlessly(handedOver), await disputeGroundlessly(audited)];
    const read = async () => Promise.all(disputes.map(async (disputeId) => (await readDisputes(chain, { disputeId }, chain.deployment.startBlock))[0]!));
    const bonds = (await read()).map(({ subject }) => subject.bondWei);
    const answered = await until('the guard answers both by its stake', async () => {
      const now = await read();
      return now.every(({ answers }) => answers.length === 1) ? now : null;
    }, limitMs);
    for (const { answers } of answered) expect(answers[0]).toMatchObject({ by: nodeOf(guard), isOwn: false, isStaked: true, phase: 'answered' });
    const mine = (await runHearth(['disputes', '--data', guard.dataFolder])).stdout;
    expect(mine.match(/answered here/g)).toHaveLength(2);
    await chain.request('evm_increaseTime', [70]);
    const closed = await until('both answers stand', async () => {
      const now = await read();
      return now.every(({ state, answers }) => state === 'closed' && answers[0]!.phase === 'refunded') ? now : null;
    }, limitMs);
    expect(closed.map(({ outcome, slashedWei }) => [outcome, slashedWei])).toEqual([['accusedWon', 0n], ['accusedWon', 0n]]);
    expect((await chain.readStake(node)).activeWei).toBe(stakeWei);
    expect(before - (await chain.readBalance(stranger.address)).coinWei).toBe(bonds[0]! + bonds[1]!);
    expect((await chain.readContract('DisputeGame', 'pledgedOf', [nodeOf(guard)]))[0]).toBe(0n);
    const payout = (await chain.readContract('StakeManager', 'payoutOf', [nodeOf(guard)]))[0] as string;
    const paid = (await chain.readLogs({ address: chain.deployment.contracts.DisputeGame.address, topics: [interfaces.DisputeGame.getEvent('DefenderPaid')!.topicHash] }, { fromBlock: chain.deployment.startBlock }))
      .map((log) => interfaces.DisputeGame.parseLog({ topics: [...log.topics], data: log.data })!.args);
    // In whichever order they were ended.
    expect(paid.map(({ to, amountWei }) => `${String(to)} ${String(amountWei)}`).sort()).toEqual(bonds.map((wei) => `${payout} ${wei / 2n}`).sort());
  }, 12 * limitMs);
});
