import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import beaconArtifact from '../../electron/services/chain/abi/Beacon.json' with { type: 'json' };
import {
  beaconDueSeconds,
  beaconPublicKey,
  beaconRandomness,
  beaconRoundAt,
  deriveBeaconKey,
  encodeG1,
  encodeG2,
  signBeaconRound,
  verifyBeaconRound,
} from '../../electron/protocol/beacon.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import { accountOf, startCourtNet, type CourtNet, type TestContract } from '../support/courtNet.ts';

/** A real round of drand's quicknet (chain 52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971), period 3 s. */
const quicknet = {
  genesisSeconds: 1_692_803_367,
  periodSeconds: 3,
  publicKey: Buffer.from(
    '83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a',
    'hex',
  ),
  round: 1000,
  signature: Buffer.from('b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39', 'hex'),
  randomness: '0xfe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd',
};
const secretKey = deriveBeaconKey(new Uint8Array(48).fill(9));
const anyone = accountOf('anyone');
const schedule = { genesisSeconds: 1_600_000_000, periodSeconds: 3 };
const fallbackSeconds = 600;

let net: CourtNet;
let beacon: TestContract;
beforeAll(async () => {
  net = await startCourtNet();
  beacon = await deployBeacon(encodeG2(beaconPublicKey(secretKey)), schedule);
});
afterAll(() => net.stop());

const deployBeacon = (key: Uint8Array, { genesisSeconds, periodSeconds }: typeof schedule) =>
  net.deploy(beaconArtifact, [key, genesisSeconds, periodSeconds, fallbackSeconds]);
const store = (round: number, point: Uint8Array, to = beacon) => to.send(anyone, 'storeRound', [round, point]);
const sign = (round: number) => signBeaconRound(p, secretKey, round);

describe('the beacon', () => {
  it('verifies a real round of drand and gives the randomness that drand gives', async () => {
    expect(verifyBeaconRound(p, quicknet.publicKey, quicknet.round, quicknet.signature)).toBe(true);
    const drand = await deployBeacon(encodeG2(quicknet.publicKey), quicknet);
    await store(quicknet.round, encodeG1(quicknet.signature), drand);
    expect(await drand.view('randomnessOf', [quicknet.round])).toBe(quicknet.randomness);
  });

  it('keeps rounds of its own key, each once, with sha256 of the compressed signature', async () => {
    for (const round of [1, 2, 3, 77, 2 ** 40, Number.MAX_SAFE_INTEGER]) {
      const signature = sign(round);
      expect(verifyBeaconRound(p, beaconPublicKey(secretKey), round, signature)).toBe(true);
      await store(round, encodeG1(signature));
      const randomness = `0x${Buffer.from(beaconRandomness(p, signature)).toString('hex')}`;
      expect(await beacon.view('randomnessOf', [round])).toBe(randomness);
      expect((await store(round, encodeG1(signature))).events).toEqual([]);
    }
  });

  it('refuses another round, another key, a negated, shifted or broken point, and infinity', async () => {
    const signature = encodeG1(sign(10));
    const negated = Buffer.from(signature);
    Buffer.from(encodeG1(flipSign(sign(10)))).copy(negated);
    await expect(store(11, signature)).rejects.toThrow('SignatureInvalid');
    await expect(store(10, encodeG1(signBeaconRound(p, deriveBeaconKey(new Uint8Array(48).fill(8)), 10)))).rejects.toThrow(
      'SignatureInvalid',
    );
    await expect(store(10, negated)).rejects.toThrow('SignatureInvalid');
    await expect(store(10, new Uint8Array(128))).rejects.toThrow('PointInvalid');
    await expect(store(10, signature.subarray(1))).rejects.toThrow('PointInvalid');
    const broken = Uint8Array.from(signature);
    broken[100]! ^= 1;
    await expect(store(10, broken)).rejects.toThrow('PointInvalid');
    await expect(store(0, signature)).rejects.toThrow('RoundUnknown');
    await expect(beacon.view('randomnessOf', [10])).rejects.toThrow(/RoundUnknown/);
  });

  it('is not deployed with a key of infinity or off the curve, or without a period', async () => {
    const key = encodeG2(beaconPublicKey(secretKey));
    const broken = Uint8Array.from(key);
    broken[255]! ^= 1;
    await expect(deployBeacon(new Uint8Array(256), schedule)).rejects.toThrow();
    await expect(deployBeacon(broken, schedule)).rejects.toThrow();
    await expect(deployBeacon(key, { ...schedule, periodSeconds: 0 })).rejects.toThrow();
  });

  it('says on chain as in TypeScript which round comes next', async () => {
    for (const offset of [-5, 0, 1, 2, 3, 4, 5, 3000, 3001]) {
      const at = schedule.genesisSeconds + offset;
      const round = beaconRoundAt(schedule, at);
      expect(Number(await beacon.view('roundAt', [at]))).toBe(round);
      expect(Number(await beacon.view('dueSeconds', [round]))).toBe(beaconDueSeconds(schedule, round));
      expect(beaconDueSeconds(schedule, round)).toBeGreaterThanOrEqual(at);
    }
  });

  it('takes a later block for a round that never comes, and the round itself when it still comes first', async () => {
    const now = await net.nowSeconds();
    const missing = beaconRoundAt(schedule, now);
    await expect(beacon.send(anyone, 'requestFallback', [missing])).rejects.toThrow('FallbackTooEarly');
    await net.skipSeconds(fallbackSeconds + 10);
    await expect(beacon.send(anyone, 'storeFallback', [missing])).rejects.toThrow('FallbackNotRequested');
    await beacon.send(anyone, 'requestFallback', [missing]);
    await expect(beacon.send(anyone, 'storeFallback', [missing])).rejects.toThrow('FallbackPending');
    await expect(beacon.send(anyone, 'requestFallback', [missing])).rejects.toThrow('FallbackPending');
    await net.rpc('anvil_mine', '0x10', '0x1');
    await beacon.send(anyone, 'storeFallback', [missing]);
    const stored = await beacon.view('randomnessOf', [missing]);
    await store(missing, encodeG1(sign(missing)));
    expect(await beacon.view('randomnessOf', [missing])).toBe(stored);

    const late = missing + 1;
    await beacon.send(anyone, 'requestFallback', [late]);
    await net.rpc('anvil_mine', '0x200', '0x1');
    await expect(beacon.send(anyone, 'storeFallback', [late])).rejects.toThrow('FallbackPending');
    await beacon.send(anyone, 'requestFallback', [late]);
    await store(late, encodeG1(sign(late)));
    await expect(beacon.send(anyone, 'storeFallback', [late])).rejects.toThrow('RoundAlreadyStored');
    await expect(beacon.send(anyone, 'requestFallback', [late])).rejects.toThrow('RoundAlreadyStored');
  });
});

/** The other root: the same x, the other y. */
const flipSign = (compressed: Uint8Array): Uint8Array => Uint8Array.from(compressed, (byte, i) => (i === 0 ? byte ^ 0x20 : byte));
