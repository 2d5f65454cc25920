import { Signature } from 'ethers/crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  buildAnchorTransaction,
  buildAnnouncePayoutTransaction,
  buildApproveTransaction,
  buildReleaseTransaction,
  buildReserveTransaction,
  buildSettleTransaction,
} from '../../electron/services/chain/calls.ts';
import { maturesAtSeconds, reservationIdOf } from '../../electron/services/chain/chain.ts';
import { deployContracts } from '../../electron/services/chain/deploy.ts';
import { parseEvents } from '../../electron/services/chain/events.ts';
import { weiPerCoin, type Hex } from '../../electron/shared/units.ts';
import { enrolNode, fundReservation, signVoucher, testApp, testModelId, type VoucherInput } from '../support/chainActors.ts';
import { startTestNet, testDeployOptions, testKappa, testWallet, testWindowSeconds, type TestNet } from '../support/chainTestNet.ts';

const node = testWallet('node');
const client = testWallet('client');
const stranger = testWallet('stranger');
const coin = weiPerCoin;
const root: Hex = `0x${'cd'.repeat(32)}`;

let net: TestNet;
let clean: string;
beforeAll(async () => {
  net = await startTestNet();
  await enrolNode(net, node, 100n * coin);
  await fundReservation(net, client, node.address, 50n * coin);
  clean = await net.snapshot();
});
beforeEach(async () => {
  await net.revert(clean);
  clean = await net.snapshot();
});
afterAll(() => net.stop());

const anchor = (valueWei: bigint, count = 10, from = node) =>
  net.send(from, buildAnchorTransaction(net.deployment, { root, count, valueWei }));
const voucher = (input: Partial<VoucherInput>) =>
  signVoucher(net, client, { provider: node.address, count: 1, cumulativeWei: coin, ...input });
const settle = (...signed: ReturnType<typeof voucher>[]) => net.send(stranger, buildSettleTransaction(net.deployment, signed));
const mature = () => net.skipSeconds(2 * testWindowSeconds);
const balance = async (account: string) => {
  const { coinWei, lockedWei } = await net.chain.readBalance(account);
  return coinWei - lockedWei;
};

describe('reserving', () => {
  it('locks coins under an id known beforehand, adds up, and only ever extends the expiry', async () => {
    const before = await net.chain.readReservation(client.address, node.address);
    expect(before).toMatchObject({ amountWei: 50n * coin, reservationId: reservationIdOf(client.address, node.address) });
    await fundReservation(net, client, node.address, 5n * coin, 600);
    expect(await net.chain.readReservation(client.address, node.address)).toEqual({ ...before, amountWei: 55n * coin });
    await fundReservation(net, client, node.address, 5n * coin, 200_000);
    expect((await net.chain.readReservation(client.address, node.address)).expirySeconds).toBeGreaterThan(before.expirySeconds);
  });

  it('refuses an expiry in the past or in milliseconds, an unknown node, and nothing', async () => {
    const reserve = (input: object) =>
      net.send(client, buildReserveTransaction(net.deployment, { provider: node.address, amountWei: coin, expirySeconds: 0, ...input }));
    const nowSeconds = await net.nowSeconds();
    await expect(reserve({ expirySeconds: nowSeconds })).rejects.toThrow('ExpiryOutOfRange');
    await expect(reserve({ expirySeconds: nowSeconds * 1000 })).rejects.toThrow('ExpiryOutOfRange');
    await expect(reserve({ expirySeconds: nowSeconds + 100, provider: stranger.address })).rejects.toThrow('NodeUnknown');
    await expect(reserve({ expirySeconds: nowSeconds + 100, amountWei: 0n })).rejects.toThrow('AmountZero');
  });

  it('gives back what nobody earned, one window after the expiry and not before', async () => {
    const { expirySeconds } = await net.chain.readReservation(client.address, node.address);
    await net.skipSeconds(expirySeconds - (await net.nowSeconds()) + testWindowSeconds - 5);
    await expect(net.send(client, buildReleaseTransaction(net.deployment, node.address))).rejects.toThrow('NotReleasable');
    await expect(net.send(stranger, buildReleaseTransaction(net.deployment, node.address))).rejects.toThrow('NothingReserved');
    await net.skipSeconds(10);
    await net.send(client, buildReleaseTransaction(net.deployment, node.address));
    expect(await balance(client.address)).toBe(50n * coin);
    await expect(net.send(client, buildReleaseTransaction(net.deployment, node.address))).rejects.toThrow('NothingReserved');
  });
});

describe('anchoring', () => {
  it('numbers batches from 0 and stores each root with its value, count and time', async () => {
    await anchor(3n * coin, 7);
    await anchor(2n * coin, 5);
    const batch = await net.chain.readBatch(node.address, 1);
    expect(batch).toMatchObject({ batch: 1, root, count: 5, valueWei: 2n * coin, provider: node.address });
    expect(batch!.maturesSeconds).toBe(maturesAtSeconds(batch!.anchoredSeconds, testWindowSeconds));
    expect(await net.chain.readBatch(node.address, 2)).toBeNull();
    expect(await net.chain.readLedger(node.address)).toMatchObject({
      batchCount: 2,
      anchoredWei: 5n * coin,
      anchoredCount: 12,
      inFlightWei: 5n * coin,
    });
  });

  it('keeps value in flight within kappa times the stake, and frees it when it matures', async () => {
    const limitWei = BigInt(testKappa) * 100n * coin;
    await anchor(limitWei);
    await expect(anchor(1n)).rejects.toThrow(
      `InFlightAboveLimit(provider=${node.address}, inFlightWei=${limitWei + 1n}, limitWei=${limitWei})`,
    );
    await mature();
    await anchor(limitWei);
  });

  it('lets a node without stake anchor only receipts that are worth nothing', async () => {
    await expect(anchor(1n, 1, stranger)).rejects.toThrow('InFlightAboveLimit');
    await anchor(0n, 1, stranger);
  });

  it('refuses an empty batch', async () => {
    await expect(anchor(1n, 0)).rejects.toThrow('BatchEmpty');
  });

  it('matures a batch never before one window has passed and always after two', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 3 * testWindowSeconds }), { minLength: 1, maxLength: 8 }), async (gaps) => {
        await net.revert(clean);
        clean = await net.snapshot();
        const anchored: { atSeconds: number; valueWei: bigint }[] = [];
        for (const [i, gap] of gaps.entries()) {
          await net.skipSeconds(gap);
          const valueWei = BigInt(i + 1) * coin;
          await anchor(valueWei, i + 1);
          anchored.push({ atSeconds: await net.nowSeconds(), valueWei });
          const nowSeconds = await net.nowSeconds();
          const { maturedWei, anchoredWei, inFlightWei } = await net.chain.readLedger(node.address);
          const sumOf = (isCounted: (atSeconds: number) => boolean) =>
            anchored.filter((b) => isCounted(b.atSeconds)).reduce((sum, b) => sum + b.valueWei, 0n);
          expect(maturedWei).toBe(sumOf((at) => maturesAtSeconds(at, testWindowSeconds) <= nowSeconds));
          expect(maturedWei).toBeLessThanOrEqual(sumOf((at) => at + testWindowSeconds < nowSeconds));
          expect(maturedWei).toBeGreaterThanOrEqual(sumOf((at) => at + 2 * testWindowSeconds <= nowSeconds));
          expect(anchoredWei).toBe(maturedWei + inFlightWei);
        }
      }),
      { numRuns: 12 },
    );
  });
});

describe('settling', () => {
  it('pays what a voucher adds, to the payout address, and never the same line twice', async () => {
    await anchor(10n * coin);
    await mature();
    const receipt = await settle(voucher({ count: 2, cumulativeWei: 4n * coin }));
    expect(parseEvents(net.deployment, receipt.logs).map((event) => event.name)).toEqual(['Settled', 'Paid']);
    expect(await balance(node.address)).toBe(4n * coin);
    await settle(voucher({ count: 2, cumulativeWei: 4n * coin }), voucher({ count: 1, cumulativeWei: coin }));
    expect(await balance(node.address)).toBe(4n * coin);
    await settle(voucher({ count: 3, cumulativeWei: 5n * coin }));
    expect(await balance(node.address)).toBe(5n * coin);
    const line = { client: client.address, provider: node.address, app: testApp, modelId: testModelId };
    expect(await net.chain.readSettled(line)).toEqual({ settledWei: 5n * coin, settledCount: 3 });
    expect((await net.chain.readReservation(client.address, node.address)).amountWei).toBe(45n * coin);
  });

  it('pays the payout address in force', async () => {
    await net.send(node, buildAnnouncePayoutTransaction(net.deployment, node.address, stranger.address));
    await anchor(10n * coin);
    await mature();
    await settle(voucher({}));
    expect([await balance(stranger.address), await balance(node.address)]).toEqual([coin, 0n]);
  });

  it('refuses more value or more receipts than are mature', async () => {
    await anchor(10n * coin, 4);
    await expect(settle(voucher({}))).rejects.toThrow('ValueNotMature');
    await mature();
    await expect(settle(voucher({ cumulativeWei: 10n * coin + 1n }))).rejects.toThrow('ValueNotMature');
    await expect(settle(voucher({ count: 5 }))).rejects.toThrow('CountNotMature');
    const other: Hex = `0x${'33'.repeat(32)}`;
    await expect(settle(voucher({ cumulativeWei: 6n * coin }), voucher({ modelId: other, cumulativeWei: 5n * coin }))).rejects.toThrow(
      'ValueNotMature',
    );
    await settle(voucher({ count: 2, cumulativeWei: 6n * coin }), voucher({ modelId: other, count: 2, cumulativeWei: 4n * coin }));
  });

  it('names the shortfall when too little is reserved', async () => {
    await anchor(100n * coin);
    await mature();
    await expect(settle(voucher({ cumulativeWei: 51n * coin }))).rejects.toThrow(
      `ReservationTooSmall(index=0, client=${client.address}, provider=${node.address}, reservedWei=${50n * coin}, neededWei=${51n * coin})`,
    );
  });

  it('refuses a higher sum with a lower count', async () => {
    await anchor(100n * coin);
    await mature();
    await settle(voucher({ count: 5 }));
    await expect(settle(voucher({ count: 4, cumulativeWei: 2n * coin }))).rejects.toThrow(
      'VoucherCountDecreased(index=0, settledCount=5, count=4)',
    );
  });

  it("refuses a stranger's signature, an altered voucher, a replay from another chain and a malleable twin", async () => {
    await anchor(100n * coin);
    await mature();
    const good = voucher({});
    const refusal = 'VoucherSignatureInvalid';
    await expect(settle({ ...signVoucher(net, stranger, good.voucher), voucher: good.voucher })).rejects.toThrow(refusal);
    await expect(settle({ ...good, voucher: { ...good.voucher, cumulativeWei: 2n * coin } })).rejects.toThrow(refusal);
    const otherChain = signVoucher({ ...net, deployment: { ...net.deployment, chainId: 1 } }, client, good.voucher);
    await expect(settle(otherChain)).rejects.toThrow(refusal);
    const otherContract = {
      ...net.deployment,
      contracts: { ...net.deployment.contracts, JobEscrow: net.deployment.contracts.StakeManager },
    };
    await expect(settle(signVoucher({ ...net, deployment: otherContract }, client, good.voucher))).rejects.toThrow(refusal);
    const { r, s, v } = Signature.from(good.signature);
    const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
    const twin = `${r}${(order - BigInt(s)).toString(16).padStart(64, '0')}${v === 27 ? '1c' : '1b'}` as Hex;
    await expect(settle({ ...good, signature: twin })).rejects.toThrow(refusal);
    await expect(settle({ ...good, signature: '0x' })).rejects.toThrow(refusal);
    // The zero address: what a broken signature recovers to must not count as a client.
    await expect(settle({ voucher: { ...good.voucher, client: `0x${'00'.repeat(20)}` }, signature: '0x' })).rejects.toThrow(refusal);
    await settle(good);
  });

  it('reverts the whole call when one voucher is bad, so that nothing is half paid', async () => {
    await anchor(100n * coin);
    await mature();
    const bad = { ...voucher({ modelId: `0x${'44'.repeat(32)}` }), signature: voucher({}).signature };
    await expect(settle(voucher({}), bad)).rejects.toThrow('VoucherSignatureInvalid(index=1');
    expect(await balance(node.address)).toBe(0n);
  });

  it('still pays from an expired reservation until the client takes it back', async () => {
    await anchor(10n * coin);
    await net.skipSeconds(86_400 + testWindowSeconds + 10);
    await settle(voucher({}));
    await net.send(client, buildReleaseTransaction(net.deployment, node.address));
    expect(await balance(client.address)).toBe(49n * coin);
    await expect(settle(voucher({ count: 2, cumulativeWei: 2n * coin }))).rejects.toThrow('ReservationTooSmall');
  });
});

describe('deployment', () => {
  it('refuses stake that could leave while work it stands behind is in flight', async () => {
    const usual = testDeployOptions(client.address, net.deployment.rpcUrls[0]!);
    const options = { ...usual, parameters: { ...usual.parameters, UnbondingSeconds: BigInt(2 * testWindowSeconds - 1) } };
    await expect(deployContracts(net.deployer.connect(net.provider), options)).rejects.toThrow();
  });

  it('takes no more coins than were approved', async () => {
    await net.send(client, buildApproveTransaction(net.deployment, 'JobEscrow', coin - 1n));
    const call = buildReserveTransaction(net.deployment, {
      provider: node.address,
      amountWei: coin,
      expirySeconds: (await net.nowSeconds()) + 100,
    });
    await expect(net.send(client, call)).rejects.toThrow('ERC20InsufficientAllowance');
  });
});
