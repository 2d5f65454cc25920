import type { Wallet } from 'ethers/wallet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toHex } from '../../electron/protocol/bytes.ts';
import { buildApproveTransaction, buildCall, buildStakeTransaction, domainOf } from '../../electron/services/chain/calls.ts';
import { buildStoreRoundTransaction, readAuditRound, readCommittee } from '../../electron/services/chain/court.ts';
import {
  buildExpireDisputeTransaction,
  buildOpenDisputeTransaction,
  buildVoidDisputedTransaction,
  parseOpenedDispute,
  type DisputeSubject,
} from '../../electron/services/chain/dispute.ts';
import { signBeaconRound } from '../../electron/protocol/beacon.ts';
import { nodePrimitives } from '../../electron/services/primitives/nodePrimitives.ts';
import { signingDigest } from '../../electron/protocol/typedData.ts';
import { weiPerCoin, type Hex } from '../../electron/shared/units.ts';
import { enrolNode, fundReservation, testModelId } from '../support/chainActors.ts';
import { anchorJobs, makeJob, openClaim, type AnchoredPlace, type TestJob } from '../support/chainJobs.ts';
import { startTestNet, testBeaconKey, testCourt, testWallet, type TestNet } from '../support/chainTestNet.ts';

/** The courts as they are deployed: with the real stake, escrow, parameters and coin. */
const coin = weiPerCoin;
const client = testWallet('client');
const node = testWallet('node');
const challenger = testWallet('challenger');

let net: TestNet;
let responseSeconds: number;
beforeAll(async () => {
  net = await startTestNet();
  await enrolNode(net, node, 10_000n * coin);
  await fundReservation(net, client, node.address, 100n * coin);
  responseSeconds = Number(await parameter(7));
  await net.send(net.deployer, buildCall(net.deployment, 'HearthToken', 'transfer', [challenger.address, 1_000n * coin]));
  await net.send(
    challenger,
    buildCall(net.deployment, 'HearthToken', 'approve', [net.deployment.contracts.DisputeGame.address, 1_000n * coin]),
  );
});
afterAll(() => net.stop());

const parameter = async (index: number) => (await net.chain.readContract('HearthParameters', 'valueOf', [index]))[0] as bigint;
const balanceOf = async (account: string) => (await net.chain.readBalance(account)).coinWei;
const slashable = async () => (await net.chain.readContract('StakeManager', 'slashableOf', [node.address]))[0] as bigint;
const signed = (job: TestJob, signer: Wallet = node) => ({
  order: job.order,
  receipt: job.receipt,
  receiptSignature: signer.signingKey.sign(job.receiptHash).serialized as Hex,
});
const send = (from: Wallet, contract: 'DisputeGame' | 'ReceiptProofs' | 'AuditCourt', call: string, args: readonly unknown[]) =>
  net.send(from, buildCall(net.deployment, contract, call, args));

async function openDispute(job: TestJob, place: AnchoredPlace) {
  const traceRoot = toHex(new Uint8Array(32).fill(7));
  const sent = await net.send(
    challenger,
    buildOpenDisputeTransaction(net.deployment, signed(job), place, { kind: 1, chunk: 0, traceRoot }),
  );
  return { gasUsed: sent.gasUsed, subject: parseOpenedDispute(net.deployment, sent.logs)!.subject };
}
const expire = (subject: DisputeSubject) => net.send(net.deployer, buildExpireDisputeTransaction(net.deployment, subject));
const voidDisputed = (subject: DisputeSubject, job: TestJob) =>
  net.send(net.deployer, buildVoidDisputedTransaction(net.deployment, subject, job.order));

describe('the deployed courts', () => {
  it('are the courts, and nobody else is', async () => {
    for (const contract of ['AuditCourt', 'DisputeGame', 'ReceiptProofs'] as const) {
      expect((await net.chain.readContract('HearthParameters', 'isCourt', [net.deployment.contracts[contract].address]))[0]).toBe(true);
    }
    for (const contract of ['Beacon', 'LeafJudge', 'JobEscrow', 'HearthTimelock'] as const) {
      expect((await net.chain.readContract('HearthParameters', 'isCourt', [net.deployment.contracts[contract].address]))[0]).toBe(false);
    }
    expect(Number((await net.chain.readContract('DisputeGame', 'openSeconds', []))[0])).toBe(testCourt.openSeconds);
  });

  it('slash a node that is silent in a bonded dispute, hold its claim and its leaving stake, and give the client its money back', async () => {
    const job = makeJob(net, client, node.address, { name: 'silent', priceWei: 20n * coin });
    const [place] = await anchorJobs(net, node, [job], 255);
    const before = await net.chain.readReservation(client.address, node.address);
    await openClaim(net, job, place!, node);
    await net.send(node, buildCall(net.deployment, 'StakeManager', 'requestUnbond', [node.address, 5_000n * coin]));
    const { subject, gasUsed } = await openDispute(job, place!);
    expect(Number(gasUsed)).toBeLessThanOrEqual(200_000);
    const stakeWei = await slashable();
    // What is leaving can be lost too, so it counts for the bond.
    expect(subject.bondWei).toBe((stakeWei * 400n) / 10_000n);
    await expect(expire(subject)).rejects.toThrow('TooEarly');
    await net.skipSeconds(responseSeconds + 1);
    await expect(net.send(node, buildCall(net.deployment, 'StakeManager', 'withdraw', [node.address]))).rejects.toThrow();
    const coinsBefore = await balanceOf(challenger.address);
    await expire(subject);
    const takenWei = (stakeWei * 2_000n) / 10_000n;
    expect(stakeWei - (await slashable())).toBe(takenWei);
    expect((await balanceOf(challenger.address)) - coinsBefore).toBe(subject.bondWei + subject.bondWei / 4n);
    expect(subject.bondWei / 4n, 'less than a fifth of what was taken').toBeLessThan(takenWei / 5n);
    expect(await balanceOf(net.deployment.contracts.DisputeGame.address)).toBe(0n);
    await voidDisputed(subject, job);
    expect((await net.chain.readReservation(client.address, node.address)).amountWei).toBe(before.amountWei);
    await expect(voidDisputed(subject, job)).rejects.toThrow('NothingOwed');
  });

  it('take at least the least bond of a challenger, and a part of the stake as it is when the dispute is opened', async () => {
    const poor = testWallet('little at stake');
    await enrolNode(net, poor, 2_000n * coin);
    const bond = async () => (await net.chain.readContract('DisputeGame', 'bondFor', [poor.address]))[0] as bigint;
    expect(await bond()).toBe(100n * coin);
    await net.send(net.deployer, buildApproveTransaction(net.deployment, 'StakeManager', 1_000n * coin));
    await net.send(net.deployer, buildStakeTransaction(net.deployment, poor.address, 1_000n * coin));
    expect(await bond()).toBe(120n * coin);
  });

  it('take a dispute about a job that has no claim, as most have none', async () => {
    const job = makeJob(net, client, node.address, { name: 'by voucher', priceWei: coin, receipt: { seq: 1 } });
    const [place] = await anchorJobs(net, node, [job]);
    const { subject } = await openDispute(job, place!);
    await net.skipSeconds(responseSeconds + 1);
    const stakeWei = await slashable();
    await expire(subject);
    expect(stakeWei - (await slashable())).toBe((stakeWei * 2_000n) / 10_000n);
    await voidDisputed(subject, job);
  });

  it('seat the verifiers of a model by a round that came after the anchor', async () => {
    const verifiers = ['first', 'second', 'third'].map((name) => testWallet(`${name} verifier`));
    const seatWei = await parameter(17);
    for (const verifier of verifiers) {
      await enrolNode(net, verifier, seatWei);
      await net.send(verifier, buildCall(net.deployment, 'StakeManager', 'registerSeat', [verifier.address, testModelId]));
    }
    await net.skipSeconds(Number(await parameter(19)) + 1);
    const job = makeJob(net, client, node.address, { name: 'seated', priceWei: 0n, receipt: { seq: 3 } });
    const [place] = await anchorJobs(net, node, [job]);
    const { anchoredAtSeconds } = place!.header;
    const receipt = { receiptHash: job.receiptHash, modelId: testModelId, provider: node.address, anchoredAtSeconds };
    const { round, isStored } = await readAuditRound(net.chain, anchoredAtSeconds);
    expect(isStored).toBe(false);
    await expect(readCommittee(net.chain, receipt, 3)).rejects.toThrow();
    await net.send(net.deployer, buildStoreRoundTransaction(net.deployment, round, signBeaconRound(nodePrimitives, testBeaconKey, round)));
    expect((await readAuditRound(net.chain, anchoredAtSeconds)).isStored).toBe(true);
    const committee = await readCommittee(net.chain, receipt, 3);
    expect(committee.toSorted()).toEqual(verifiers.map(({ address }) => address).toSorted());
  });

  it('slash equivocation in one call', async () => {
    const a = makeJob(net, client, node.address, { name: 'twice', priceWei: coin, receipt: { seq: 7 } });
    const b = makeJob(net, client, node.address, {
      name: 'twice',
      priceWei: coin,
      receipt: { seq: 7, epoch: 1, bundleHash: toHex(new Uint8Array(32).fill(1)) },
    });
    const stakeWei = await slashable();
    const [first, second] = [signed(a), signed(b)];
    await send(challenger, 'ReceiptProofs', 'proveEquivocation', [
      first.receipt,
      first.receiptSignature,
      second.receipt,
      second.receiptSignature,
    ]);
    expect(await slashable()).toBe(stakeWei - stakeWei / 2n);
  });

  it('judge no receipt that was signed for another chain or escrow', async () => {
    const job = makeJob(net, client, node.address, { name: 'elsewhere', priceWei: 0n, receipt: { seq: 8 } });
    const [place] = await anchorJobs(net, node, [job]);
    const domain = domainOf(net.deployment);
    for (const elsewhere of [
      { ...domain, chainId: 1 },
      { ...domain, verifyingContract: net.deployment.contracts.StakeManager.address },
    ]) {
      const receiptSignature = node.signingKey.sign(signingDigest(elsewhere, 'Receipt', job.receipt)).serialized;
      const shown = { ...signed(job), receiptSignature };
      await expect(send(challenger, 'DisputeGame', 'open', [shown, place, 1, 0, job.receiptHash])).rejects.toThrow(
        'ReceiptSignatureInvalid',
      );
    }
  });
});
