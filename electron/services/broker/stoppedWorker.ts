import { reasonOf } from '../../shared/reasons.ts';

/**
 * How a worker ended that ended itself (services/inference/watchdog.ts): as a reason of shared/reasons.ts from the line that it wrote; null: no such line. Pure.
 *
 * @param stderr  a line of the worker's
 */
export function readStop(stderr: string): string | null {
  const [, why = null] = /^worker stopped: (.+)$/.exec(stderr) ?? [];
  if (why === null) return null;
  const [, limitMs, tookMs, usedMs] = /^past its deadline, (\d{1,9}) ms: (\d{1,9}) ms, (\d{1,9}) ms of the processor$/.exec(why) ?? [];
  if (limitMs !== undefined) return reasonOf('end.time', Number(limitMs) / 1000, Number(tookMs) / 1000, Number(usedMs) / 1000);
  const [, mebibytes, limitMebibytes] = /^memory (\d{1,9}) MiB, limit (\d{1,9}) MiB$/.exec(why) ?? [];
  return mebibytes === undefined ? null : reasonOf('end.memory', Number(mebibytes), Number(limitMebibytes));
}
