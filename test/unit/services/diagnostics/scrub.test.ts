import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readLogTail } from '../../../../electron/services/diagnostics/logTail.ts';
import { createScrubber } from '../../../../electron/services/diagnostics/scrub.ts';
import { farthestReach, reachOf } from '../../../../electron/services/network/reach.ts';

const secrets = { folders: ['/home/ada/.local/share/hearth', '/home/ada', 'C:\\Users\\ada'], names: ['ada', 'ada-desktop'] };
const scrub = (text: string): string => createScrubber(secrets)(text);

describe('a text for strangers', () => {
  test.each([
    ['an account', 'paid to 0x2F46227aC85ddF1c07158a424e462754cFF3F340 now', '0x2F46227aC85ddF1c07158a424e462754cFF3F340'],
    ['a private key without its 0x', `key ${'ab12'.repeat(16)}.`, 'ab12ab12'],
    ['a digest', `job 0x${'0f'.repeat(32)} failed`, '0f0f0f'],
    ['a folder of the owner', 'cannot read /home/ada/Games/save.dat: EACCES', 'Games'],
    ['another path', 'opened /mnt/disk2/private stuff', 'disk2'],
    ['a path with a tilde', 'see ~/secret/notes.txt', 'secret'],
    ['a Windows path', 'loading D:\\Work\\Client A\\model.onnx', 'Work'],
    ['a share', 'from \\\\nas\\family\\film', 'family'],
    ['an address with a token', 'open http://127.0.0.1:7411/#t=Zm9vYmFyYmF6', 'Zm9v'],
    ['a chain with a key in it', 'rpc https://eth.example/v2/8sKx-77 is slow', 'eth.example'],
    ['an IPv4 address', 'peer 203.0.113.77:4001 left', '203.0.113'],
    ['an IPv6 address', 'peer 2001:db8::8a2e:370:7334 left', '2001:db8'],
    ['a multiaddr', 'listens at /ip4/192.168.1.20/tcp/4001/p2p/12D3KooWQv4rV2kQk1B9mYv6dQ8m6n3Qv4rV2kQk1B9mYv6dQ8m6', '192.168.1.20'],
    ['a peer id', 'from 12D3KooWQv4rV2kQk1B9mYv6dQ8m6n3Qv4rV2kQk1B9mYv6dQ8m6', '12D3Koo'],
    ['a mail address', 'by ada.l@example.org', 'example.org'],
    ['a recovery phrase', 'typed: legal winner thank year wave sausage worth useful legal winner thank yellow end', 'sausage'],
    ['a bearer token', 'Authorization: Bearer sk_live_4f9aB7cD2eF6gH8iJ0kL2mN4oP6q', '4f9aB7'],
    ['the name of the user', 'session of Ada is locked', 'Ada '],
    ['the name of the machine', 'host ADA-DESKTOP woke up', 'DESKTOP'],
  ])('does not hold %s', (_what, text, secret) => {
    expect(text).toContain(secret);
    expect(scrub(text)).not.toContain(secret);
    expect(scrub(text)).toMatch(/<[a-z]+-\d+>/);
  });

  test('keeps what helps: words, codes, numbers, times, versions', () => {
    for (const line of ['2026-11-28T14:22:01.123Z provider: chain.unreachable, retry 3 in 1.5 s', 'worker 4160 ended (signal SIGKILL), 412 MB', 'onnxruntime 1.30.0 on linux x64, driver 575.64.03', 'job failed at 63 % after 12/64 tokens', 'adaptive rules hold']) expect(scrub(line)).toBe(line);
  });

  test('marks the same thing alike, so that what belongs together is still seen', () => {
    const one = createScrubber(secrets);
    const [a, b] = [`0x${'11'.repeat(20)}`, `0x${'22'.repeat(20)}`];
    expect(one(`${a} pays ${b}`)).toBe('<hex-1> pays <hex-2>');
    expect(one(`${b.toUpperCase().replace('0X', '0x')} again`)).toBe('<hex-2> again');
  });

  test('whatever stands around it, no account, folder or name comes through', () => {
    const hex = fc.array(fc.constantFrom(...'0123456789abcdef'), { minLength: 40, maxLength: 64 }).map((digits) => `0x${digits.join('')}`);
    const around = fc.string({ maxLength: 12 }).map((text) => text.replace(/[\p{L}\p{N}_]/gu, ' '));
    fc.assert(fc.property(around, hex, around, (before, secret, after) => !scrub(`${before}${secret}${after}`).includes(secret)), { numRuns: 500 });
    fc.assert(fc.property(around, fc.constantFrom(...secrets.folders), around, (before, folder, after) => !scrub(`${before}${folder}${after}`).includes(folder)), { numRuns: 500 });
    fc.assert(fc.property(around, around, (before, after) => !/(?<![\p{L}\p{N}])ada(?![\p{L}\p{N}])/iu.test(scrub(`${before}ada${after}`))), { numRuns: 500 });
  });
});

describe('the log', () => {
  test('is read from its end: the newest lines that hold a text, and whether there were more', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hearth-log-'));
    const path = join(folder, 'hearth.log');
    try {
      writeFileSync(path, `${Array.from({ length: 30_000 }, (_, index) => `line ${index} ${index % 2 === 0 ? 'Even' : 'odd'}`).join('\n')}\nhalf`);
      const { lines, isCut } = await readLogTail(path, 3, 'even');
      expect(lines).toEqual(['line 29994 Even', 'line 29996 Even', 'line 29998 Even']);
      expect(isCut).toBe(true);
      writeFileSync(path, `one\n${'x'.repeat(9000)}\n`);
      const all = await readLogTail(path, 10, '');
      expect(all.lines.map(({ length }) => length)).toEqual([3, 2000]);
      expect(all.isCut).toBe(false);
      await expect(readLogTail(join(folder, 'none.log'), 10, '')).rejects.toThrow('storage.unreadable');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('how far a node reaches', () => {
  test.each([
    ['/ip4/127.0.0.1/tcp/1', 'thisMachine'], ['/ip6/::1/tcp/1', 'thisMachine'], ['/ip4/192.168.1.4/tcp/1', 'homeNetwork'], ['/ip4/172.20.0.2/tcp/1', 'homeNetwork'], ['/ip4/100.64.0.9/tcp/1', 'homeNetwork'],
    ['/ip6/fd00::1/tcp/1', 'homeNetwork'], ['/ip6/fe80::1/tcp/1', 'homeNetwork'], ['/ip4/203.0.113.5/tcp/1', 'internet'], ['/ip4/172.32.0.1/tcp/1', 'internet'], ['/ip6/2001:db8::1/tcp/1', 'internet'], ['/dns4/node.example/tcp/1', 'internet'], ['/memory/3', 'nothing'], ['', 'nothing'],
  ])('%s is %s', (address, reach) => expect(reachOf(address)).toBe(reach));

  test('is that of the farthest address, and nothing without one', () => {
    expect(farthestReach([])).toBe('nothing');
    expect(farthestReach(['/ip4/127.0.0.1/tcp/1', '/ip4/10.0.0.2/tcp/1'])).toBe('homeNetwork');
  });
});
