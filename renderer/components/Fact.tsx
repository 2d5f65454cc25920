import { isDigest } from '../format/digest.ts';
import { formatBytes } from '../format/numbers.ts';
import { formatDuration, formatMoment } from '../format/time.ts';
import { factValue } from '../strings/path.ts';
import { Digest } from './Digest.tsx';
import { Money } from './Money.tsx';
import { NetworkText } from './NetworkText.tsx';

const after2001Ms = 1e12;

/** A fact of a job as the provider names it; the unit at the end of the name says how to show the value. */
export function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  if (isDigest(value)) return <Digest value={value} />;
  if (/Wei$/.test(name) && /^\d{1,78}$/.test(value)) return <Money wei={BigInt(value)} />;
  const wei = /^(\d{1,78}) wei$/.exec(value);
  if (wei) return <Money wei={BigInt(wei[1]!)} />;
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return <span className="num">{formatMoment(Date.parse(value))}</span>;
  if (/Bytes$/.test(name) && /^\d+$/.test(value)) return <span className="num">{formatBytes(Number(value))}</span>;
  if (/Ms$/.test(name) && /^\d+(\.\d+)?$/.test(value)) {
    const ms = Number(value);
    return <span className="num">{ms > after2001Ms ? formatMoment(ms) : formatDuration(ms)}</span>;
  }
  return <span className="num"><NetworkText text={factValue(value)} limit={300} /></span>;
}
