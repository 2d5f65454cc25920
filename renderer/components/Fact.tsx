import { parseReason } from '../../electron/shared/reasons.ts';
import { isDigest } from '../format/digest.ts';
import { formatBytes } from '../format/numbers.ts';
import { formatDuration, formatMoment } from '../format/time.ts';
import { factValue } from '../strings/path.ts';
import { wordsOfNote } from '../strings/stepNotes.ts';
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
  const seconds = /^(\d+\.\d{3}) s$/.exec(value);
  if (seconds) return <span className="num">{formatDuration(Number(seconds[1]) * 1000)}</span>;
  return parseReason(value) ? <span className="num">{wordsOfNote(value)}</span> : <span className="num"><NetworkText text={factValue(name, value)} limit={300} /></span>;
}
