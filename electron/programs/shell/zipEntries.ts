/** One file of a zip archive: where its bytes lie in it, the end excluded, and what they unfold to. */
export type ZipEntry = { readonly name: string; readonly from: number; readonly to: number; readonly isDeflated: boolean; readonly sizeBytes: number };

const endMark = 0x06054b50, entryMark = 0x02014b50, fileMark = 0x04034b50;

/**
 * What a zip archive holds, by its central directory (APPNOTE.TXT 4.3.12). For building: the bytes are hashed by whoever asks. No archive here needs the 64-bit form.
 * @throws Error  it is none, or packed in a way that is not known here
 */
export function readZipEntries(archive: Buffer): ZipEntry[] {
  const end = archive.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  if (end < 0 || archive.readUInt32LE(end) !== endMark) throw new Error('no zip archive');
  const [count, first] = [archive.readUInt16LE(end + 10), archive.readUInt32LE(end + 16)];
  if (count === 0xffff || first === 0xffffffff) throw new Error('a zip archive of the 64-bit form');
  const entries: ZipEntry[] = [];
  for (let index = 0, at = first; index < count; index++) {
    if (archive.readUInt32LE(at) !== entryMark) throw new Error('a zip archive with a broken directory');
    const [flags, method, packedBytes, sizeBytes] = [archive.readUInt16LE(at + 8), archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20), archive.readUInt32LE(at + 24)];
    const [nameBytes, extraBytes, commentBytes, local] = [archive.readUInt16LE(at + 28), archive.readUInt16LE(at + 30), archive.readUInt16LE(at + 32), archive.readUInt32LE(at + 42)];
    const name = archive.toString('utf8', at + 46, at + 46 + nameBytes);
    at += 46 + nameBytes + extraBytes + commentBytes;
    if ((flags & 1) !== 0 || (method !== 0 && method !== 8) || archive.readUInt32LE(local) !== fileMark) throw new Error(`${name} is encrypted or packed in another way`);
    const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    entries.push({ name, from, to: from + packedBytes, isDeflated: method === 8, sizeBytes });
  }
  return entries;
}
