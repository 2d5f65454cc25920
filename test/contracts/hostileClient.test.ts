import { ContractFactory, type Contract } from 'ethers/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signingDigest, type Voucher } from '../../electron/protocol/typedData.ts';
import { buildAnchorTransaction, buildApproveTransaction, buildBindNodeTransaction, buildReserveTransaction, buildSettleTransaction, buildTransferTransaction, domainOf, type Call } from '../../electron/services/chain/calls.ts';
import { weiPerCoin, type Hex } from '../../electron/shared/units.ts';
import { enrolNode, fundReservation, signVoucher, testApp, testModelId, zeroHash } from '../support/chainActors.ts';
import { startTestNet, testWallet, testWindowSeconds, type TestNet } from '../support/chainTestNet.ts';
import hostileArtifact from './abi/HostileClient.json' with { type: 'json' };

const node = testWallet('node');
const client = testWallet('client');
const anyone = testWallet('anyone');
const maker = testWallet('maker');
const coin = weiPerCoin;
const mode = { accept: 0, acceptIfReentered: 1, bomb: 2, burn: 3, short: 4 } as const;

let net: TestNet;
let clean: string;
let hostile: Contract;
let address: string;
beforeAll(async () => {
  net = await startTestNet();
  await enrolNode(net, node, 100n * coin);
  await net.practice.fundGas(maker.address, 10n * coin);
  hostile = (await new ContractFactory(hostileArtifact.abi, hostileArtifact.bytecode, maker.connect(net.provider)).deploy()) as Contract;
  await hostile.waitForDeployment();
  address = await hostile.getAddress();
  await net.send(net.deployer, buildTransferTransaction(net.deployment, address, 50n * coin));
  for (const call of [buildApproveTransaction(net.deployment, 'JobEscrow', 30n * coin), buildReserveTransaction(net.deployment, { provider: node.address, amountWei: 20n * coin, expirySeconds: (await net.nowSeconds()) + 86_400 })]) await execute(call);
  await fundReservation(net, client, node.address, 20n * coin);
  await net.send(node, buildAnchorTransaction(net.deployment, { root: testModelId, count: 100, valueWei: 40n * coin }));
  await net.skipSeconds(2 * testWindowSeconds);
  clean = await net.snapshot();
});
beforeEach(async () => {
  await net.revert(clean);
  clean = await net.snapshot();
});
afterAll(() => net.stop());

const onHostile = (call: string, args: readonly unknown[]): Call => ({ call, to: address as Hex, data: hostile.interface.encodeFunctionData(call, [...args]) as Hex });
const execute = ({ to, data }: Call) => net.send(anyone, onHostile('execute', [to, data]));
const setMode = (which: keyof typeof mode, reentry?: Call) => net.send(anyone, onHostile('set', [mode[which], reentry?.to ?? address, reentry?.data ?? '0x']));
const voucherOf = (cumulativeWei: bigint): { voucher: Voucher; signature: Hex } => ({ voucher: { client: address, provider: node.address, app: testApp, modelId: testModelId, count: 1, cumulativeWei, receiptsRoot: zeroHash }, signature: '0x' });
const settle = (...signed: { voucher: Voucher; signature: Hex }[]) => net.send(anyone, buildSettleTransaction(net.deployment, signed));
const settled = async () => (await net.chain.readLedger(node.address)).settledWei;

describe('a client that is a contract', () => {
  it('pays like any other while it says yes', async () => {
    await setMode('accept');
    await settle(voucherOf(5n * coin));
    expect(await settled()).toBe(5n * coin);
  });

  it.each([
    ['settle the same voucher', () => buildSettleTransaction(net.deployment, [voucherOf(5n * coin)])],
    ['reserve more', async () => buildReserveTransaction(net.deployment, { provider: node.address, amountWei: 1n, expirySeconds: (await net.nowSeconds()) + 1000 })],
    ['send its coins away', () => buildTransferTransaction(net.deployment, node.address, 1n)],
    ['bind itself as a node', () => buildBindNodeTransaction(net.deployment, { node: address, deadlineSeconds: 0, signature: '0x' })],
  ] as const)('cannot %s while it is asked for its signature, though it can at any other time', async (_what, build) => {
    const reentry = await build();
    await setMode('accept');
    const before = await net.snapshot();
    await execute(reentry);
    await net.revert(before);
    await setMode('acceptIfReentered', reentry);
    await expect(settle(voucherOf(5n * coin))).rejects.toThrow('VoucherSignatureInvalid');
    expect(await settled()).toBe(0n);
  });

  it('makes nobody copy what it answers, however long that is, and is not believed by half an answer', async () => {
    await setMode('bomb');
    const call = buildSettleTransaction(net.deployment, [voucherOf(5n * coin)]);
    // Its own memory costs it 0.6 M gas for half a megabyte; a caller that copied it would pay that once more.
    const trace = await net.rpc<{ gas: number | string; returnValue: string }>('debug_traceCall', { from: anyone.address, to: call.to, data: call.data, gas: '0x1c9c380' }, 'latest', { disableStorage: true, disableStack: true });
    expect(Number(trace.gas)).toBeLessThan(900_000);
    for (const which of ['bomb', 'short'] as const) {
      await setMode(which);
      await expect(settle(voucherOf(5n * coin))).rejects.toThrow('VoucherSignatureInvalid');
    }
    expect(await settled()).toBe(0n);
  });

  it('can spoil a settlement it is in by burning gas, and none that leaves it out', async () => {
    await setMode('burn');
    const honest = signVoucher(net, client, { provider: node.address, count: 1, cumulativeWei: 3n * coin });
    await expect(settle(honest, voucherOf(5n * coin))).rejects.toThrow();
    await settle(honest);
    expect(await settled()).toBe(3n * coin);
  });
});

describe("a client's signature", () => {
  const voucher = () => signVoucher(net, client, { provider: node.address, count: 1, cumulativeWei: 3n * coin });

  it('counts once, in the form in which it was made', async () => {
    const { voucher: made, signature } = voucher();
    const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
    const s = (order - BigInt(`0x${signature.slice(66, 130)}`)).toString(16).padStart(64, '0');
    const malleated = `0x${signature.slice(2, 66)}${s}${signature.endsWith('1b') ? '1c' : '1b'}` as Hex;
    const compact = signature.slice(0, 130) as Hex;
    for (const wrong of [malleated, compact, '0x' as Hex, `${signature}00` as Hex]) await expect(settle({ voucher: made, signature: wrong })).rejects.toThrow('VoucherSignatureInvalid');
    await settle({ voucher: made, signature });
    await settle({ voucher: made, signature });
    expect(await settled()).toBe(3n * coin);
  });

  it('counts on no other chain and for no other contract', async () => {
    const { voucher: made } = voucher();
    const domain = domainOf(net.deployment);
    for (const other of [{ ...domain, chainId: domain.chainId + 1 }, { ...domain, verifyingContract: net.deployment.contracts.StakeManager.address as Hex }]) {
      const signature = client.signingKey.sign(signingDigest(other, 'Voucher', made)).serialized as Hex;
      await expect(settle({ voucher: made, signature })).rejects.toThrow('VoucherSignatureInvalid');
    }
  });
});
