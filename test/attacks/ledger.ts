import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Finished parts of a long run, so that one that was stopped goes on where it was. */
export type Ledger = {
  /** What `work` gave before under this key, or what it gives now. */
  once<T>(key: string, work: () => Promise<T>): Promise<T>;
  /** Time all parts took, whenever they ran. */
  spentMs(): number;
};

type Part = { readonly key: string; readonly ms: number; readonly value: unknown };

/** @param path  null keeps nothing; a file of another seed or other sources is started anew */
export function openLedger(path: string | null, seed: number): Ledger {
  const head = JSON.stringify({ format: 'hearth-attack-parts/1', seed, sources: sourcesDigest() });
  const parts = new Map<string, Part>();
  if (path !== null) {
    const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter((line) => line !== '') : [];
    if (lines[0] === head) for (const line of lines.slice(1)) parts.set((JSON.parse(line) as Part).key, JSON.parse(line) as Part);
    else writeFileSync(path, `${head}\n`);
  }
  return {
    async once<T>(key: string, work: () => Promise<T>) {
      const before = parts.get(key);
      if (before) return before.value as T;
      const startMs = performance.now();
      const value = await work();
      const part = { key, ms: performance.now() - startMs, value };
      parts.set(key, part);
      if (path !== null) appendFileSync(path, `${JSON.stringify(part)}\n`);
      return value;
    },
    spentMs: () => [...parts.values()].reduce((sum, { ms }) => sum + ms, 0),
  };
}

/** Of everything that decides a figure: the attacks, the protocol, evidence and audits. How many trials each part has stands in its key. */
function sourcesDigest(): string {
  const root = join(import.meta.dirname, '../..');
  const hash = createHash('sha256');
  for (const folder of ['test/attacks', 'electron/protocol', 'electron/services/audit', 'electron/services/inference']) {
    for (const name of readdirSync(join(root, folder)).filter((file) => file.endsWith('.ts') && file !== 'runAttacks.ts').sort()) hash.update(`${folder}/${name}\n`).update(readFileSync(join(root, folder, name)));
  }
  return hash.digest('hex');
}
