/** The first is none: the same program with the same price, that does what it should. It is what the others are held against. */
export const adversaryKinds = ['honest', 'cheating', 'slow', 'silent', 'flooding', 'floodingOthers', 'eclipsing', 'lyingPrice'] as const;
export type AdversaryKind = (typeof adversaryKinds)[number];

/** What a peer says of itself, once a second, as one line of JSON. Amounts are decimal wei. */
export type AdversaryNote = {
  readonly node: string;
  /** Orders that reached it, and answers it gave. */
  readonly orders: number;
  readonly answers: number;
  /** What its answers would have cost, and of those the price of false ones. */
  readonly workWei: string;
  readonly falseWei: string;
  /** What it holds vouchers for: it could take so much to the chain. */
  readonly voucherWei: string;
  /** Peers it has a connection with. */
  readonly peers: number;
  /** What it sent of its kind: messages, streams, identities. */
  readonly sent: number;
};
