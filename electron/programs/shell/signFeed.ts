import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { createUpdateKey, signFeed, updateKeyOf, verifyFeed } from '../../services/updates/feedSignature.ts';
import { updateKeys } from '../../services/updates/updateKeys.ts';

/**
 * Signs the feeds of a release, `latest*.yml` as electron-builder wrote them, into `latest*.yml.sig` beside them. The private key (PKCS #8, PEM) comes from the environment, several
 * of them while keys are rotated, one after the other; it is never an argument, which others could read.
 *
 *   UPDATE_SIGNING_KEY=… node signFeed.ts [--staging PERCENT] dist/latest.yml …
 *   node signFeed.ts --new-key          a new key: the private half on stdout, its line for updateKeys.ts on stderr
 */
const { values, positionals } = parseArgs({ allowPositionals: true, options: { 'new-key': { type: 'boolean', default: false }, 'staging': { type: 'string' } } });
const refuse = (reason: string): never => {
  process.stderr.write(`${reason}\n`);
  process.exit(2);
};

if (values['new-key']) {
  const key = createUpdateKey();
  process.stdout.write(key);
  process.stderr.write(`${JSON.stringify(updateKeyOf(key))}\n`);
} else {
  const keys = process.env['UPDATE_SIGNING_KEY']?.match(/-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----/g) ?? refuse('UPDATE_SIGNING_KEY holds no private key (PEM)');
  const percent = values.staging === undefined ? null : Number(values.staging);
  if (percent !== null && !(Number.isInteger(percent) && percent >= 0 && percent <= 100)) refuse('--staging takes a whole number from 0 to 100');
  if (positionals.length === 0) refuse('which feeds?');
  for (const path of positionals) {
    const name = basename(path);
    // A second run takes the first one's share out again.
    const text = readFileSync(path, 'utf8').replace(/^stagingPercentage:.*\n/m, '');
    const feed = Buffer.from(percent === null ? text : `${text.replace(/\n?$/, '\n')}stagingPercentage: ${percent}\n`);
    const signatures = keys.map((key) => signFeed(name, feed, key)).join('');
    // A release that its own builds would refuse is not made.
    if (!verifyFeed(name, feed, signatures, updateKeys).ok) refuse(`no key of updateKeys.ts made this signature: ${keys.map((key) => updateKeyOf(key).keyId).join(', ')}`);
    writeFileSync(path, feed);
    writeFileSync(`${path}.sig`, signatures);
    process.stdout.write(`${path}.sig\n`);
  }
}
