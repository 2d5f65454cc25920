import { jobFields, type JobFieldName, type JobRow } from '../../electron/shared/jobFields.ts';
import { jobColumnWords, wordOfJobCode } from '../strings/jobColumns.ts';
import { plainText, shortDigest } from './digest.ts';
import { formatCoins } from './money.ts';
import { formatBytes, formatCount, formatNumber, formatPercent, formatRate } from './numbers.ts';
import { formatDuration, formatWhen } from './time.ts';

/** One value of a job as a person reads it; null where there is none (yet). Amounts come without their coin. */
export function formatJobField(name: JobFieldName, job: JobRow, nowMs: number): string | null {
  const value = jobFields[name].read(job);
  if (value === null) return null;
  if (typeof value === 'bigint') return formatCoins(value);
  if (typeof value === 'string') return jobFields[name].kind === 'code' ? wordOfJobCode(name, value) : jobFields[name].kind === 'digest' ? shortDigest(value) : plainText(value, 120);
  // A limit of no tokens would be none at all: the sampler reads 0 as without.
  if (name === 'topK' && value === 0) return jobColumnWords.noLimit;
  switch (jobFields[name].kind) {
    case 'atMs': return formatWhen(value, nowMs);
    case 'ms': return formatDuration(value);
    case 'rate': return formatRate(value);
    case 'bytes': return formatBytes(value);
    case 'wattHours': return `${formatNumber(value, value < 1 ? 4 : 1)} Wh`;
    case 'watts': return `${formatNumber(value, 1)} W`;
    case 'celsius': return `${formatNumber(value, 1)} °C`;
    case 'percent': return formatPercent(value / 100);
    case 'fraction': return formatNumber(value, 6);
    case 'code': return wordOfJobCode(name, value);
    default: return formatCount(value);
  }
}
