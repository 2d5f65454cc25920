import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path';

const importLine = /^(?:import|export)\s[^'"]*?["']([^'"]+)["'];?$|\bimport\(["']([^'"]+)["']\)/gm;

/** The packages that a built program imports, through its chunks: names without subpaths, sorted; Node's own modules left out. */
export function readImportedPackages(file: string): readonly string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  const walk = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const [, stated, dynamic] of readFileSync(path, 'utf8').matchAll(importLine)) {
      const name = stated ?? dynamic!;
      if (name.startsWith('.')) walk(join(dirname(path), name));
      else if (!name.startsWith('node:') && !builtinModules.includes(name)) found.add(name.split('/').slice(0, name.startsWith('@') ? 2 : 1).join('/'));
    }
  };
  walk(file);
  return [...found].sort();
}
