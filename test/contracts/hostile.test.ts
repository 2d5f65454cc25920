import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildAnchorTransaction, buildCall, buildReserveTransaction, buildSettleTransaction } from '../../electron/services/chain/calls.ts';
import { contractNames } from '../../electron/services/chain/contracts.ts';
import { firstSplit } from '../../electron/services/chain/parameters.ts';
import { weiPerCoin, type Hex } from '../../electron/shared/units.ts';
import { enrolNode, fundReservation, signVoucher, testApp, testModelId } from '../support/chainActors.ts';
import { anchorJobs, makeJob, openClaim } from '../support/chainJobs.ts';
import { startTestNet, testWallet, testWindowSeconds, type TestNet } from '../support/chainTestNet.ts';

const node = testWallet('node');
const client = testWallet('client');
const thief = testWallet('thief');
const coin = weiPerCoin;

let net: TestNet;
let clean: string;
beforeAll(async () => {
  net = await startTestNet({ deploy: { split: firstSplit } });
  await enrolNode(net, node, 100n * coin);
  await fundReservation(net, client, node.address, 50n * coin);
  clean = await net.snapshot();
});
beforeEach(async () => {
  await net.revert(clean);
  clean = await net.snapshot();
});
afterAll(() => net.stop());

const escrow = (from: typeof node, call: string, ...args: unknown[]) => net.send(from, buildCall(net.deployment, 'JobEscrow', call, args));
const voucher = (cumulativeWei: bigint, count = 1) => signVoucher(net, client, { provider: node.address, count, cumulativeWei });
const settle = (...signed: ReturnType<typeof voucher>[]) => net.send(thief, buildSettleTransaction(net.deployment, signed));
const work = async (valueWei: bigint, count = 10) => {
  await net.send(node, buildAnchorTransaction(net.deployment, { root: testModelId, count, valueWei }));
  await net.skipSeconds(2 * testWindowSeconds);
};

describe('a thief', () => {
  const types = { Permit: ['owner', 'spender', 'value', 'nonce', 'deadline'].map((name, i) => ({ name, type: i < 2 ? 'address' : 'uint256' })) };
  async function permit(changes: { chainId?: number; deadline?: bigint } = {}) {
    const { address } = net.deployment.contracts.HearthToken;
    const domain = { name: 'Hearth', version: '1', chainId: changes.chainId ?? net.deployment.chainId, verifyingContract: address };
    const deadline = changes.deadline ?? 4_000_000_000n;
    const message = { owner: node.address, spender: thief.address, value: 10n * coin, nonce: 0n, deadline };
    const signature = await node.signTypedData(domain, types, message);
    const [r, s, v] = [signature.slice(0, 66), `0x${signature.slice(66, 130)}`, Number(`0x${signature.slice(130)}`)];
    return net.send(thief, buildCall(net.deployment, 'HearthToken', 'permit', [node.address, thief.address, 10n * coin, deadline, v, r, s]));
  }

  it('gets no locked coin by a permit, and uses none twice, late, or from another chain', async () => {
    await expect(permit({ chainId: 1 })).rejects.toThrow('ERC2612InvalidSigner');
    await expect(permit({ deadline: 1n })).rejects.toThrow('ERC2612ExpiredSignature');
    await permit();
    await expect(permit()).rejects.toThrow('ERC2612InvalidSigner');
    await expect(net.send(thief, buildCall(net.deployment, 'HearthToken', 'transferFrom', [node.address, thief.address, 1n]))).rejects.toThrow('CoinsLocked');
  });

  it('cannot collect, move, mint, pause or void what is not its own', async () => {
    await work(10n * coin);
    await settle(voucher(5n * coin));
    await escrow(thief, 'collect', testApp);
    const taken = async () => (await net.chain.readBalance(thief.address)).coinWei;
    await expect(escrow(thief, 'collect', thief.address)).rejects.toThrow('NothingDue');
    await expect(escrow(thief, 'giveBack', node.address, client.address, 1n)).rejects.toThrow('NotNode');
    await expect(escrow(thief, 'payVerifiers', thief.address, [thief.address], 1n)).rejects.toThrow('NotCourt');
    await expect(net.send(thief, buildCall(net.deployment, 'HearthParameters', 'pause', []))).rejects.toThrow('NotGuardian');
    await expect(net.send(thief, buildCall(net.deployment, 'StakeManager', 'announcePayout', [node.address, thief.address]))).rejects.toThrow('NotOperator');
    expect(await taken()).toBe(0n);
  });

  it('changes no books by forcing ether or coins upon a contract', async () => {
    await work(10n * coin);
    const before = await net.chain.readLedger(node.address);
    for (const name of contractNames) await net.rpc('anvil_setBalance', net.deployment.contracts[name].address, '0xde0b6b3a7640000');
    const { JobEscrow } = net.deployment.contracts;
    await net.send(net.deployer, buildCall(net.deployment, 'HearthToken', 'transfer', [JobEscrow.address, 7n * coin]));
    expect(await net.chain.readLedger(node.address)).toEqual(before);
    expect((await net.chain.readReservation(client.address, node.address)).amountWei).toBe(50n * coin);
    await settle(voucher(5n * coin));
    // Gifts to the escrow belong to nobody: what is owed stays what was owed.
    await expect(settle(voucher(51n * coin, 2))).rejects.toThrow(/ReservationTooSmall|ValueNotMature/);
  });

  it('gains nothing from dust: ten payments of a wei are ten wei, all to the node', async () => {
    await work(10n * coin, 1000);
    const held = (await net.chain.readBalance(node.address)).coinWei;
    for (let i = 1; i <= 10; i++) await settle(voucher(BigInt(i), i));
    expect((await net.chain.readBalance(node.address)).coinWei).toBe(held + 10n);
    await expect(escrow(thief, 'collect', testApp)).rejects.toThrow('NothingDue');
  });

  it('cannot stop a client by reserving for others, or a node by anchoring in its name', async () => {
    const expirySeconds = (await net.nowSeconds()) + 100;
    await expect(net.send(thief, buildReserveTransaction(net.deployment, { provider: node.address, amountWei: 1n, expirySeconds }))).rejects.toThrow('ERC20InsufficientAllowance');
    await expect(net.send(thief, buildAnchorTransaction(net.deployment, { root: testModelId, count: 1, valueWei: 1n }))).rejects.toThrow('InFlightAboveLimit');
    expect((await net.chain.readLedger(node.address)).batchCount).toBe(0);
  });

  it('cannot claim with numbers that overflow, or with a proof of any length', async () => {
    const job = makeJob(net, client, node.address, { name: 'overflow', priceWei: 2n ** 256n - 1n, order: { priceInWei: 2n } });
    const [place] = await anchorJobs(net, node, [{ ...job, priceWei: coin }]);
    await expect(openClaim(net, job, place!, thief)).rejects.toThrow();
    const honest = makeJob(net, client, node.address, { name: 'long', priceWei: coin });
    const [there] = await anchorJobs(net, node, [honest], 3);
    const long = [...there!.proof, ...Array.from({ length: 200 }, (): Hex => `0x${'ee'.repeat(32)}`)];
    await expect(openClaim(net, honest, { ...there!, proof: long }, thief)).rejects.toThrow('ReceiptNotAnchored');
    await openClaim(net, honest, there!, thief);
  });
});
