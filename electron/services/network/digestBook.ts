import { createHash } from 'node:crypto';
import { bookBuckets, type SignedAnnouncement } from '../../protocol/joinMessages.ts';

const digits = 8;
const bucketOf = (node: string): number => Number.parseInt(node.slice(2, 4), 16);

/**
 * What a book holds, eight hex digits for each bucket, zeros for an empty one: two peers see by it in which buckets they differ. Short on purpose: who makes one collide hides a node
 * until its next announcement, from one peer that asks him. Pure.
 * @param list  ordered by node address
 */
export function digestBook(list: readonly SignedAnnouncement[]): string {
  const buckets = Map.groupBy(list, ({ announcement }) => bucketOf(announcement.node));
  return Array.from({ length: bookBuckets }, (_, i) => {
    const said = buckets.get(i)?.map(({ announcement: { node, atMs } }) => `${node.toLowerCase()} ${atMs}`).join('\n');
    return said === undefined ? '0'.repeat(digits) : createHash('sha256').update(said).digest('hex').slice(0, digits);
  }).join('');
}

/** Buckets in which two books differ, a bit for each, as in a reply; of a side that has nothing, all are. Pure. */
export function compareBooks(here: string, there: string): string {
  const bits = Buffer.alloc(bookBuckets / 8);
  for (let i = 0; i < bookBuckets; i++) if (here.slice(i * digits, (i + 1) * digits) !== there.slice(i * digits, (i + 1) * digits)) bits[i >> 3]! |= 0x80 >> (i & 7);
  return bits.toString('hex');
}

/** Whether a node is in a bucket of those. Pure. */
export function isDiffering(differing: string, node: string): boolean {
  const bucket = bucketOf(node);
  return (Number.parseInt(differing.slice((bucket >> 3) * 2, (bucket >> 3) * 2 + 2), 16) & (0x80 >> (bucket & 7))) !== 0;
}
