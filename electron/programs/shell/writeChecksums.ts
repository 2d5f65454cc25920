import { createHash } from 'node:crypto';
import { createReadStream, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Holds what was built to the size budget and writes `SHA256SUMS-NAME.txt` beside it, as `sha256sum --check` reads it.
 *
 *   node writeChecksums.ts dist Linux
 */
const [folder, name] = process.argv.slice(2);
if (!folder || !name || !/^[A-Za-z]+$/.test(name)) {
  process.stderr.write('give the folder with what was built, and the name of this system\n');
  process.exit(2);
}
const mostBytes = 180_000_000;
const fail = (reason: string): never => {
  process.stderr.write(`${reason}\n`);
  process.exit(1);
};

const built = readdirSync(folder).filter((file) => /\.(?:exe|dmg|zip|AppImage|deb|rpm|tgz|json|blockmap)$/.test(file)).sort();
if (built.length === 0) fail(`${folder} holds nothing that was built`);
const large = built.filter((file) => /\.(?:exe|dmg|AppImage|deb|rpm)$/.test(file) && statSync(join(folder, file)).size > mostBytes);
if (large.length > 0) fail(`above ${mostBytes / 1e6} MB: ${large.join(' ')}`);

const lines: string[] = [];
for (const file of built) {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(join(folder, file))) hash.update(chunk as Buffer);
  lines.push(`${hash.digest('hex')}  ${file}\n`);
}
writeFileSync(join(folder, `SHA256SUMS-${name}.txt`), lines.join(''));
process.stdout.write(`${join(folder, `SHA256SUMS-${name}.txt`)}\n`);
