import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path';
import { init, parse } from 'es-module-lexer';

await init;

/** A package that is not imported but found by its name, such as one that runs as a program of its own. */
const resolved = /createRequire\(import\.meta\.url\)\.resolve\("([^"]+)"\)/g;

/** The packages that a built program imports, through its chunks: names without subpaths, sorted; Node's own modules left out. */
export function readImportedPackages(file: string): readonly string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  const walk = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    const code = readFileSync(path, 'utf8');
    // Nothing is known of what a program imports by a name it makes up.
    const imported = parse(code)[0].flatMap(({ n: name }) => name ?? []);
    for (const name of [...imported, ...[...code.matchAll(resolved)].map(([, name]) => name!)]) {
      if (name.startsWith('.')) walk(join(dirname(path), name));
      else if (!name.startsWith('node:') && !builtinModules.includes(name)) found.add(name.split('/').slice(0, name.startsWith('@') ? 2 : 1).join('/'));
    }
  };
  walk(file);
  return [...found].sort();
}
