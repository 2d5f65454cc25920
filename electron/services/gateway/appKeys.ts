import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { HearthError } from '../../shared/errors.ts';
import { weiShape } from '../../shared/units.ts';
import { addSpent, dropJournals, joinSpent, journalNumbers, modelUsageShape, nothingSpent, openSpentJournal, readSpent, type SpentEntry, type SpentJournal } from './spentJournal.ts';

const keyShape = z.strictObject({
  name: z.string().min(1).max(60).regex(/^[\w.-]+$/),
  /** sha256 of the key, hex: the key itself is shown once and not kept. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  createdAtMs: z.number().int(),
  /** null: no limit but the account's own balance. */
  budgetWei: weiShape.nullable(),
  /** A provider that asks for more per token is not used. */
  maxPriceWei: weiShape.nullable(),
  /** Without a first token after so long, a second provider is asked as well, and both are paid; null: never. Absent in files of before. */
  hedgeMs: z.number().int().min(50).max(600_000).nullable().default(null),
  /** Which answers the gateway replays before it pays: all of them, or as many as the provider's record asks for. Never none. Absent in files of before. */
  auditPolicy: z.enum(['all', 'adaptive']).default('adaptive'),
  /** Whether receipts, which hold prompts and answers, are written to disk. Absent in files of before. */
  privacy: z.enum(['keep', 'forget']).default('keep'),
  spentWei: weiShape,
  requests: z.number().int().min(0),
  /** What was bought, by the model's name. Absent in files of before. */
  models: z.record(z.string().max(200), modelUsageShape).default({}),
});
const fileShape = z.strictObject({ format: z.literal('hearth-app-keys/1'), keys: z.array(keyShape).max(1000), /** Journals up to this one are in the sums of the keys. Absent in files of before. */ folded: z.int().min(0).default(0) });
type KeysFile = z.output<typeof fileShape>;
export type AppKey = z.output<typeof keyShape>;

/** One answer as its receipt has it. */
export type Purchased = { readonly model: string; readonly unitsIn: number; readonly unitsOut: number; readonly paidWei: bigint; readonly isReplayed: boolean };

export type AppKeys = {
  list(): readonly AppKey[];
  /** @returns the key, which is shown this once. @throws usage.invalid  the name is taken or no name. @effects disk */
  create(name: string, limits: Pick<AppKey, 'budgetWei' | 'maxPriceWei'> & Partial<Pick<AppKey, 'hedgeMs' | 'auditPolicy' | 'privacy'>>): string;
  /** @returns whether there was one. @effects disk */
  revoke(name: string): boolean;
  find(secret: string): AppKey | null;
  /** Sets money aside before an order is sent; false when the budget does not cover it. */
  hold(name: string, wei: bigint): boolean;
  /** Gives back what was held. */
  release(name: string, wei: bigint): void;
  /** Books what is about to be paid: on the disk before the payment is, so that no crash gives a budget back. @effects disk */
  pay(name: string, wei: bigint): void;
  /** Notes a request and what was bought for it; null: nothing. Its money was booked by {@link AppKeys.pay}. @effects disk */
  book(name: string, bought: Purchased | null): void;
  close(): void;
};

/** Lines of a journal after which its sums go into the file of the keys: what a reader has to add up. */
const foldLines = 20_000;

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
/** Names a key in the journal: another one of the same name, made later, is another key. */
const idOf = ({ hash }: Pick<AppKey, 'hash'>): string => hash.slice(0, 32);

/**
 * Keys of the applications that may buy through this gateway. The file says who they are, and is written by the command line; what they spend goes into a journal beside it, line by line, which the gateway
 * alone writes: it starts with the first {@link AppKeys.pay} or {@link AppKeys.book}.
 * @throws storage.unreadable
 */
export function openAppKeys(path: string, nowMs: () => number): AppKeys {
  const folder = dirname(path);
  let file = readKeys(path);
  let sums = readSpent(folder, file.folded).sums;
  let readAtMs = existsSync(path) ? nowMs() : 0;
  let journal: { readonly number: number; readonly file: SpentJournal } | null = null;
  const held = new Map<string, bigint>();
  /** `hearth gateway-key` changes the file while the gateway runs. */
  const refresh = (): void => {
    if (nowMs() - readAtMs < 1000) return;
    read();
  };
  function read(): void {
    const { folded } = file;
    file = readKeys(path);
    // Our own lines are known; who wrote none has to look, and so has everybody where the file was written by one that had read it before it was folded.
    if (!journal || file.folded !== folded) sums = readSpent(folder, file.folded).sums;
    readAtMs = nowMs();
  }
  const write = (next: KeysFile): void => {
    file = next;
    readAtMs = nowMs();
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const draft = `${path}.${randomBytes(4).toString('hex')}`;
    writeFileSync(draft, `${JSON.stringify(z.encode(fileShape, next), null, 2)}\n`, { mode: 0o600, flush: true });
    chmodSync(draft, 0o600);
    renameSync(draft, path);
  };
  const withSpent = (key: AppKey): AppKey => {
    const sum = sums.get(idOf(key));
    return sum ? { ...key, ...joinSpent(key, sum) } : key;
  };
  const find = (name: string): AppKey | undefined => file.keys.find((key) => key.name === name);
  const spare = (key: AppKey): bigint | null => (key.budgetWei === null ? null : key.budgetWei - key.spentWei - (sums.get(idOf(key))?.spentWei ?? 0n) - (held.get(key.name) ?? 0n));

  function append(name: string, entry: Omit<SpentEntry, 'key'>, durability: 'durable' | 'later'): void {
    const key = find(name);
    // Revoked meanwhile: nobody is left to count for.
    if (!key) return;
    const { file: lines } = (journal ??= openNext());
    lines.append({ ...entry, key: idOf(key) }, durability);
    sums.set(idOf(key), addSpent(sums.get(idOf(key)) ?? nothingSpent, entry));
    if (lines.lines >= foldLines) fold();
  }
  function openNext(): NonNullable<typeof journal> {
    const number = Math.max(file.folded + 1, journalNumbers(folder).at(-1) ?? 0);
    return { number, file: openSpentJournal(folder, number) };
  }
  /** Puts the sums into the file and goes on in a new journal. The one before stays until the next time: a command line that had read the file before writes it as it was. */
  function fold(): void {
    if (!journal) return;
    journal.file.close();
    read();
    sums = readSpent(folder, file.folded).sums;
    const through = journal.number;
    dropJournals(folder, file.folded);
    write({ ...file, keys: file.keys.map(withSpent), folded: through });
    sums = new Map();
    journal = { number: through + 1, file: openSpentJournal(folder, through + 1) };
  }

  return {
    list() {
      refresh();
      return file.keys.map(withSpent);
    },
    create(name, limits) {
      read();
      const parsed = keyShape.shape.name.safeParse(name);
      if (!parsed.success) throw new HearthError('usage.invalid', { reason: 'a name has letters, digits, dots, dashes and underscores, at most 60' });
      if (find(name)) throw new HearthError('usage.invalid', { reason: `there is a key named ${name} already` });
      const secret = `hk-${randomBytes(24).toString('base64url')}`;
      write({ ...file, keys: [...file.keys, { name, hash: hashOf(secret), createdAtMs: nowMs(), hedgeMs: null, auditPolicy: 'adaptive', privacy: 'keep', ...limits, spentWei: 0n, requests: 0, models: {} }] });
      return secret;
    },
    revoke(name) {
      read();
      const found = find(name) !== undefined;
      if (found) write({ ...file, keys: file.keys.filter((key) => key.name !== name) });
      return found;
    },
    find(secret) {
      refresh();
      const hash = Buffer.from(hashOf(secret), 'hex');
      const found = file.keys.find((key) => timingSafeEqual(Buffer.from(key.hash, 'hex'), hash));
      return found ? withSpent(found) : null;
    },
    hold(name, wei) {
      const key = find(name);
      const left = key ? spare(key) : undefined;
      if (!key || left === undefined || (left !== null && left < wei)) return false;
      held.set(name, (held.get(name) ?? 0n) + wei);
      return true;
    },
    release: (name, wei) => void held.set(name, (held.get(name) ?? 0n) - wei),
    pay: (name, wei) => append(name, { wei }, 'durable'),
    book: (name, bought) => append(name, { requests: 1, ...(bought && { bought: { model: bought.model, answers: 1, unitsIn: bought.unitsIn, unitsOut: bought.unitsOut, spentWei: bought.paidWei } }) }, 'later'),
    close: () => journal?.file.close(),
  };
}

function readKeys(path: string): KeysFile {
  if (!existsSync(path)) return { format: 'hearth-app-keys/1', keys: [], folded: 0 };
  try {
    return fileShape.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new HearthError('storage.unreadable', { path, reason: 'not a file of app keys' }, error);
  }
}
