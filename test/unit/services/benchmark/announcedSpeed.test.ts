import { expect, test } from 'vitest';
import { signedAnnouncementShape } from '../../../../electron/protocol/joinMessages.ts';
import { announcementDigest, type Announcement } from '../../../../electron/protocol/messages.ts';
import { announcedSpeed } from '../../../../electron/services/benchmark/announcedSpeed.ts';
import { encodeAnnouncement } from '../../../../electron/services/network/announcementBook.ts';
import { nodePrimitives } from '../../../../electron/services/primitives/nodePrimitives.ts';
import type { ModelSpeed } from '../../../../electron/shared/benchmark.ts';

const modelId = `0x${'cd'.repeat(32)}` as const;
const speed: ModelSpeed = { modelId, modelName: 'ember', kind: 'generate', loadMs: 5, prefillPerSecond: 900, decodePerSecond: 41.23456, itemsPerSecond: null, joulesPerUnit: null };

test('the speed that was measured is announced in whole thousandths, and none where none was or the device computes wrongly', () => {
  expect(announcedSpeed({ verdict: 'sound', speeds: [speed] }, modelId)).toEqual({ speedMilli: 41_235 });
  expect(announcedSpeed({ verdict: 'unproven', speeds: [{ ...speed, kind: 'classify', decodePerSecond: null, itemsPerSecond: 1e9 }] }, modelId)).toEqual({ speedMilli: 0xffff_ffff });
  expect(announcedSpeed({ verdict: 'wrong', speeds: [speed] }, modelId)).toEqual({});
  expect(announcedSpeed({ verdict: 'sound', speeds: [speed] }, `0x${'ab'.repeat(32)}`)).toEqual({});
  expect(announcedSpeed({ verdict: 'sound', speeds: [{ ...speed, decodePerSecond: null }] }, modelId)).toEqual({});
  expect(announcedSpeed(null, modelId)).toEqual({});
});

test('an announcement with speeds is read like one without, and its signature covers them', () => {
  const address = `0x${'11'.repeat(20)}`;
  const model: Announcement['models'][number] = { modelId, kind: 'generate', name: 'ember', classId: 1, priceInWei: 1n, priceOutWei: 2n, maxContext: 512 };
  const without: Announcement = { format: 'hearth-announcement/2', domain: { name: 'Hearth', version: '1', chainId: 1, verifyingContract: address }, node: address, payout: address, epoch: 1, peerId: 'x', addresses: ['/x'], models: [model], freeSlots: 1, atMs: 1, untilMs: 2 };
  const withSpeed: Announcement = { ...without, models: [{ ...model, speedMilli: 41_235 }] };
  const read = (announcement: Announcement) => signedAnnouncementShape.parse(JSON.parse(Buffer.from(encodeAnnouncement({ announcement, signature: `0x${'11'.repeat(65)}` })).toString())).announcement;
  expect([read(without), read(withSpeed)]).toEqual([without, withSpeed]);
  expect(announcementDigest(nodePrimitives, withSpeed)).not.toBe(announcementDigest(nodePrimitives, without));
});
