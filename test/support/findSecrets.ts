import { closeSync, lstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';

/** Byte strings that give a secret away, by the name to report. */
export type Needles = ReadonlyMap<string, Buffer>;

/** A text as it could lie about: plain, as two bytes a character, hex, base64. */
const encodingsOf = (name: string, bytes: Buffer): [string, Buffer][] => {
  const hex = bytes.toString('hex');
  // base64 of the middle of a stream looks different at each of three places; the inner part of each is enough.
  const base64 = [0, 1, 2].map((shift): [string, Buffer] => [`${name} base64+${shift}`, Buffer.from(Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64').slice(shift === 0 ? 0 : 4, -4))]);
  return [[name, bytes], [`${name} utf16`, Buffer.from(bytes.toString('latin1'), 'utf16le')], [`${name} hex`, Buffer.from(hex)], [`${name} HEX`, Buffer.from(hex.toUpperCase())], ...base64];
};

/** Whatever of a wallet must lie nowhere: passphrase, phrase (each four words of it, however joined), keys. */
export function needlesOf(secrets: { readonly passphrase: string; readonly phrase: readonly string[]; readonly keys: readonly string[] }): Needles {
  const runs = Array.from({ length: Math.floor(secrets.phrase.length / 4) }, (_, run) => secrets.phrase.slice(4 * run, 4 * run + 4)).flatMap((words, run) =>
    [' ', ',', '","', '\n'].map((between): [string, Buffer] => [`words of run ${run} by ${JSON.stringify(between)}`, Buffer.from(words.join(between))]));
  return new Map([
    ...encodingsOf('passphrase', Buffer.from(secrets.passphrase)), ...runs, ...encodingsOf('phrase', Buffer.from(secrets.phrase.join(' '))),
    ...secrets.keys.flatMap((key, index) => encodingsOf(`key ${index}`, Buffer.from(key.replace(/^0x/, ''), 'hex'))),
  ]);
}

const findIn = (bytes: Buffer, needles: Needles): string[] => [...needles].filter(([, needle]) => bytes.includes(needle)).map(([name]) => name);

export const findInText = (text: string, needles: Needles): string[] => findIn(Buffer.from(text), needles);
export const findInFile = (path: string, needles: Needles): string[] => findIn(readFileSync(path), needles);

/** Where in a folder's files they are, as "file: name". Sockets and the like hold nothing. */
export function findInFolder(folder: string, needles: Needles): { readonly found: string[]; readonly files: number } {
  const found: string[] = [];
  let files = 0;
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, entry);
    if (!lstatSync(path, { throwIfNoEntry: false })?.isFile()) continue;
    files++;
    for (const name of [...findIn(readFileSync(path), needles), ...findIn(Buffer.from(entry), needles)]) found.push(`${entry}: ${name}`);
  }
  return { found, files };
}

/** Which of them are in the memory of a process (Linux); what cannot be read is not searched. */
export function findInMemory(pid: number, needles: Needles): { readonly found: string[]; readonly bytes: number } {
  const longest = Math.max(...[...needles.values()].map(({ length }) => length));
  const chunkBytes = 1024 * 1024;
  const chunk = Buffer.alloc(chunkBytes + longest);
  // A runtime reserves far more than it touches; what was never written is zero.
  const untouched = Buffer.alloc(chunk.length);
  const found = new Set<string>();
  const file = openSync(`/proc/${pid}/mem`, 'r');
  let bytes = 0;
  try {
    for (const line of readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n')) {
      const range = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line);
      if (!range) continue;
      const end = parseInt(range[2]!, 16);
      for (let at = parseInt(range[1]!, 16); at < end; at += chunkBytes) {
        const wanted = Math.min(chunk.length, end - at);
        let got: number;
        try {
          got = readSync(file, chunk, 0, wanted, at);
        } catch {
          break;
        }
        if (untouched.compare(chunk, 0, got, 0, got) === 0) continue;
        bytes += Math.min(got, chunkBytes);
        for (const name of findIn(chunk.subarray(0, got), needles)) found.add(name);
      }
    }
  } finally {
    closeSync(file);
  }
  return { found: [...found], bytes };
}

/** Processes below one (Linux), with their command lines: a browser's, say. */
export function descendantsOf(pid: number): { readonly pid: number; readonly command: string }[] {
  const parents = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      // The name may hold anything, so what follows is read from its last bracket on.
      const parent = Number(/^ \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8').replace(/^.*\)/s, ''))?.[1]);
      return [{ pid: Number(name), parent, command: readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ') }];
    } catch {
      return [];
    }
  });
  const below = (one: number): { pid: number; command: string }[] => parents.filter(({ parent }) => parent === one).flatMap((child) => [{ pid: child.pid, command: child.command }, ...below(child.pid)]);
  return below(pid);
}
