import { parseReason, type reasonParts, type ReasonCode } from '../../electron/shared/reasons.ts';
import { parseThrown } from '../../electron/shared/errors.ts';
import { plainText } from '../format/digest.ts';
import { wordsOfFailure } from './errors.ts';
import { localized } from './localized.ts';
import { wordsOfUnread } from './unread.ts';

type Words<Count extends number> = Count extends 0 ? string : Count extends 1 ? (a: string) => string : Count extends 2 ? (a: string, b: string) => string : (a: string, b: string, c: string, d: string) => string;

const wide = (className: string): string => (className === '' ? '' : `; the limits of ${className} are wide, since it is not calibrated`);

/** Why a device computes nothing, was set aside, or failed its test, on the page and in the command line. */
export const reasonWords = localized('reasonWords', {
  'runtime.unasked': 'the runtime could not be asked what it can use', 'runtime.otherGpu': (names: string) => `${names} can use one GPU of this machine, and that is another one`,
  'runtime.refuses': (why: string) => `the runtime cannot use it (${why})`, 'gpu.noMakersDriver': 'the maker’s driver is not installed, Windows shows pictures without it',
  'gpu.virtual': 'a virtual or management display adapter, it has no compute of its own', 'gpu.noDriver': 'no driver is loaded for it', 'gpu.given': 'it is given to a virtual machine (vfio-pci)',
  'gpu.nameless': 'the system says neither its maker nor its name, so nothing is known to run on it',
  'system.late': (seconds: string) => `the system did not answer within ${seconds} s`, 'system.unasked': (why: string) => `the system could not be asked: ${why}`, 'system.unclear': 'the system answered in a form that could not be read',
  'fault.driver': (times: string, how: string) => `its driver was reset ${times} times within a day (${how})`, 'fault.workers': (count: string, how: string) => `the workers of ${count} jobs in a row ended here (${how})`,
  'fault.selfTest': (model: string, why: string) => `its self-test failed: ${model}, ${why}`, 'fault.fellOff': 'the card has fallen off its bus', 'fault.mustReset': 'the card must be reset',
  'check.sketches': (worst: string, count: string, allowed: string, className: string) => `worst of ${count} sketches is ${worst} away, ${allowed} allowed${wide(className)}`,
  'check.tokens': (largest: string, count: string, allowed: string, className: string) => `largest margin of ${count} tokens is ${largest} nats, ${allowed} allowed${wide(className)}`,
  'check.notExact': 'outputs of this model are not exact on every device', 'check.nothing': 'nothing was computed', 'check.same': (count: string) => `all outputs (${count}) are the canonical ones, bit for bit`,
  'check.differs': (place: string, count: string) => `output ${place} of ${count} is not the canonical one`, 'check.notHere': (why: string) => `it does not run here: ${why}`,
  'check.integers': '8-bit products are exact', 'check.integersWrong': (why: string) => `8-bit products are not exact (${why})`, 'check.noPeer': 'the processor does not run this model, so there is nothing to compare with',
  'test.rules': 'its rules took the device back', 'test.cancelled': 'it was cancelled',
} satisfies { readonly [Code in Exclude<ReasonCode, `note.${string}`>]: Words<(typeof reasonParts)[Code]> });
const isOwn = (code: ReasonCode): code is Exclude<ReasonCode, `note.${string}`> => Object.hasOwn(reasonWords, code);

/** The reason in words. What a driver or an older record says is shown as it is, an error in its own words. */
export function wordsOfReason(reason: string): string {
  const thrown = parseThrown(reason);
  if (thrown) return wordsOfFailure(thrown).what;
  const parsed = parseReason(reason);
  if (!parsed || !isOwn(parsed.code)) return wordsOfUnread(reason);
  const words = reasonWords[parsed.code];
  if (typeof words === 'string') return words;
  const [a = '', b = '', c = '', d = ''] = parsed.parts.map((part) => plainText(part, 240));
  return parsed.code === 'fault.selfTest' ? words(a, wordsOfReason(parsed.parts[1]!), '', '') : words(a, b, c, d);
}
