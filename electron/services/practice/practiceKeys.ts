import { randomBytes } from 'node:crypto';
import { chmod, mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { computeAddress } from 'ethers/transaction';
import { z } from 'zod';
import { HearthError } from '../../shared/errors.ts';
import { bytes32Shape, type Hex } from '../../shared/units.ts';

const keysShape = z.strictObject({
  format: z.literal('hearth-practice-keys/1'),
  note: z.string(),
  client: bytes32Shape,
  operator: bytes32Shape,
  app: bytes32Shape,
  verifiers: z.array(bytes32Shape).length(3),
});

/** One account of the practice network; its coins are test money. */
export type PracticeAccount = { readonly privateKey: Hex; readonly address: Hex };
export type PracticeKeys = {
  readonly client: PracticeAccount;
  /** Stakes for nodes and hands out gas. */
  readonly operator: PracticeAccount;
  /** Only its address is used: the application that orders name. */
  readonly app: PracticeAccount;
  readonly verifiers: readonly PracticeAccount[];
};

/**
 * The keys in this file; drawn once, readable by their owner alone.
 * @throws storage.unreadable  the file exists but does not hold them
 * @effects disk
 */
export async function readOrCreatePracticeKeys(path: string): Promise<PracticeKeys> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new HearthError('storage.unreadable', { path, reason: error.code ?? error.message }, error);
  });
  const draw = (): Hex => `0x${randomBytes(32).toString('hex')}`;
  if (text === null) {
    const drawn = {
      format: 'hearth-practice-keys/1' as const, note: 'TEST KEYS of a practice network. They guard test money only; never send anything of value to them.',
      client: draw(), operator: draw(), app: draw(), verifiers: [draw(), draw(), draw()],
    };
    await writeAtomically(path, `${JSON.stringify(drawn, null, 2)}\n`, 0o600);
    return toAccounts(drawn);
  }
  const parsed = keysShape.safeParse(parseJson(text));
  if (!parsed.success) throw new HearthError('storage.unreadable', { path, reason: 'not a file of practice keys' });
  return toAccounts(parsed.data);
}

const accountShape = z.strictObject({ format: z.literal('hearth-practice-account/1'), note: z.string(), key: bytes32Shape });

/**
 * One account of its own for whoever buys on a practice network; drawn once, readable by its owner alone.
 * @throws storage.unreadable  the file exists but does not hold one
 * @effects disk
 */
export async function readOrCreateAccount(path: string): Promise<PracticeAccount> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new HearthError('storage.unreadable', { path, reason: error.code ?? error.message }, error);
  });
  if (text !== null) {
    const parsed = accountShape.safeParse(parseJson(text));
    if (!parsed.success) throw new HearthError('storage.unreadable', { path, reason: 'not a file of a practice account' });
    return accountOf(parsed.data.key);
  }
  const key: Hex = `0x${randomBytes(32).toString('hex')}`;
  const file = { format: 'hearth-practice-account/1', note: 'A TEST KEY of a practice network. It guards test money only; never send anything of value to it.', key };
  await writeAtomically(path, `${JSON.stringify(file, null, 2)}\n`, 0o600);
  return accountOf(key);
}

const toAccounts = (keys: z.infer<typeof keysShape>): PracticeKeys => ({
  client: accountOf(keys.client), operator: accountOf(keys.operator), app: accountOf(keys.app), verifiers: keys.verifiers.map(accountOf),
});
const accountOf = (privateKey: string): PracticeAccount => ({ privateKey: privateKey as Hex, address: computeAddress(privateKey) as Hex });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The whole file or the one before, also after a power cut. @effects disk */
export async function writeAtomically(path: string, text: string, mode: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  const file = await open(draft, 'wx', mode);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await chmod(draft, mode);
  await rename(draft, path);
}
