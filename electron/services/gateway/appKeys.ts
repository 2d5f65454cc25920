import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { HearthError } from '../../shared/errors.ts';
import { weiShape } from '../../shared/units.ts';

/** Tokens, or items of a classifier, that receipts stand for. */
const modelUsageShape = z.strictObject({ answers: z.number().int().min(0), unitsIn: z.number().int().min(0), unitsOut: z.number().int().min(0), spentWei: weiShape });
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
const fileShape = z.strictObject({ format: z.literal('hearth-app-keys/1'), keys: z.array(keyShape).max(1000) });
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
  /** Notes a request and what was bought for it; null: nothing. @effects disk */
  book(name: string, bought: Purchased | null): void;
  /** Notes what an earlier request cost beside. @effects disk */
  spend(name: string, paidWei: bigint): void;
};

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Keys of the applications that may buy through this gateway. @throws storage.unreadable */
export function openAppKeys(path: string, nowMs: () => number): AppKeys {
  let keys = readKeys(path);
  let readAtMs = existsSync(path) ? nowMs() : 0;
  const held = new Map<string, bigint>();
  /** `hearth gateway-key` changes the file while the gateway runs. */
  const refresh = (): void => {
    if (nowMs() - readAtMs < 1000) return;
    keys = readKeys(path);
    readAtMs = nowMs();
  };
  const write = (next: AppKey[]): void => {
    keys = next;
    readAtMs = nowMs();
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const draft = `${path}.${randomBytes(4).toString('hex')}`;
    writeFileSync(draft, `${JSON.stringify(z.encode(fileShape, { format: 'hearth-app-keys/1', keys: next }), null, 2)}\n`, { mode: 0o600, flush: true });
    chmodSync(draft, 0o600);
    renameSync(draft, path);
  };
  /** What the command line wrote meanwhile must not be lost. */
  const change = (name: string, to: (key: AppKey) => AppKey): void => write(readKeys(path).map((key) => (key.name === name ? to(key) : key)));
  const spare = ({ name, budgetWei, spentWei }: AppKey): bigint | null => (budgetWei === null ? null : budgetWei - spentWei - (held.get(name) ?? 0n));

  return {
    list() {
      refresh();
      return keys;
    },
    create(name, limits) {
      keys = readKeys(path);
      const parsed = keyShape.shape.name.safeParse(name);
      if (!parsed.success) throw new HearthError('usage.invalid', { reason: 'a name has letters, digits, dots, dashes and underscores, at most 60' });
      if (keys.some((key) => key.name === name)) throw new HearthError('usage.invalid', { reason: `there is a key named ${name} already` });
      const secret = `hk-${randomBytes(24).toString('base64url')}`;
      write([...keys, { name, hash: hashOf(secret), createdAtMs: nowMs(), hedgeMs: null, auditPolicy: 'adaptive', privacy: 'keep', ...limits, spentWei: 0n, requests: 0, models: {} }]);
      return secret;
    },
    revoke(name) {
      keys = readKeys(path);
      const left = keys.filter((key) => key.name !== name);
      const found = left.length < keys.length;
      if (found) write(left);
      return found;
    },
    find(secret) {
      refresh();
      const hash = Buffer.from(hashOf(secret), 'hex');
      return keys.find((key) => timingSafeEqual(Buffer.from(key.hash, 'hex'), hash)) ?? null;
    },
    hold(name, wei) {
      const key = keys.find((one) => one.name === name);
      const left = key ? spare(key) : undefined;
      if (!key || left === undefined || (left !== null && left < wei)) return false;
      held.set(name, (held.get(name) ?? 0n) + wei);
      return true;
    },
    release: (name, wei) => void held.set(name, (held.get(name) ?? 0n) - wei),
    book: (name, bought) => change(name, (key) => ({ ...(bought ? withPurchase(key, bought) : key), requests: key.requests + 1 })),
    spend: (name, paidWei) => change(name, (key) => ({ ...key, spentWei: key.spentWei + paidWei })),
  };
}

function withPurchase(key: AppKey, { model, unitsIn, unitsOut, paidWei }: Purchased): AppKey {
  const before = Object.hasOwn(key.models, model) ? key.models[model]! : { answers: 0, unitsIn: 0, unitsOut: 0, spentWei: 0n };
  const after = { answers: before.answers + 1, unitsIn: before.unitsIn + unitsIn, unitsOut: before.unitsOut + unitsOut, spentWei: before.spentWei + paidWei };
  return { ...key, spentWei: key.spentWei + paidWei, models: { ...key.models, [model]: after } };
}

function readKeys(path: string): AppKey[] {
  if (!existsSync(path)) return [];
  try {
    return fileShape.parse(JSON.parse(readFileSync(path, 'utf8'))).keys;
  } catch (error) {
    throw new HearthError('storage.unreadable', { path, reason: 'not a file of app keys' }, error);
  }
}
