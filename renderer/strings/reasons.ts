import { parseReason, type reasonParts, type ReasonCode } from '../../electron/shared/reasons.ts';
import { parseThrown } from '../../electron/shared/errors.ts';
import { plainText } from '../format/digest.ts';
import { formatList } from '../format/locale.ts';
import { wordsOfCheck } from './checkReasons.ts';
import { wordsOfEnd } from './ends.ts';
import { wordsOfFailure } from './errors.ts';
import { localized } from './localized.ts';
import { checkTitle, checkWords } from './path.ts';
import { wordsOfUnread } from './unread.ts';

type Words<Count extends number> = Count extends 0 ? string : Count extends 1 ? (a: string) => string : Count extends 2 ? (a: string, b: string) => string : (a: string, b: string, c: string, d: string) => string;

const wide = (className: string): string => (className === '' ? '' : `; the limits of ${className} are wide, since it is not calibrated`);

/** Those with words here: of a job's walk stepNotes.ts has them, of a worker's end ends.ts. */
type OwnCode = Exclude<ReasonCode, `note.${string}` | `end.${string}`>;

/** Why a device computes nothing, was set aside, or failed its test, and what a verifier says of a receipt, on the page and in the command line. */
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
  'audit.lateMachine': 'the machine was not free in time', 'audit.noDevice': 'no device here runs this model in the class of the receipt', 'audit.paidFirst': 'a paid job came first; the replay waits for it',
  'audit.takenBack': 'the device was taken back in the middle; the replay begins again when it is free', 'audit.unserved': 'the bundle was not served',
  'audit.otherReplay': (root: string) => `the answer is another replay than the one of this machine (${root}), and its tensors are not handed out`,
  'audit.sameReplay': 'the answer is the replay of this machine too, bit for bit', 'audit.noQuestion': 'no dispute asked this',
  'audit.lateRoot': 'its root did not reach the chain in its epoch', 'audit.lateVote': (epoch: string) => `the vote came after epoch ${epoch}, the only one it is paid in`,
  'audit.budget': 'the audited node’s paid jobs do not cover this yet; it is asked for again when they cover half of it',
  'audit.fee': (figures: string) => `the share of its fee is above the owner’s limit (${figures}); it is tried again when fees are lower`,
  'audit.notPaid': (why: string, said: string) => `not paid: ${why}${said === '' ? '' : ` (${said})`}`, 'audit.notPaidYet': (why: string, said: string) => `${said === '' ? '' : `${said}; `}not paid yet: ${why}`,
  'audit.rowsAsked': (said: string) => `a dispute asks whether the rows follow${said === '' ? '' : `: ${said}`}`, 'audit.elementAsked': (said: string) => `a dispute asks about one element${said === '' ? '' : `: ${said}`}`,
  'audit.caseUnpaid': (said: string) => `${said === '' ? '' : `${said}; `}not paid: the judged node’s paid jobs did not cover it when the case ended`,
  'judged.stop': 'generation ended otherwise than its tokens say', 'judged.replayed': (distance: string, margin: string) => `replayed: largest distance ${distance}, largest margin ${margin}`,
  'judged.margin': (token: string, value: string, limit: string) => `token ${token} misses the seeded choice by ${value} nats; the limit is ${limit}`,
  'judged.sketch': (place: string, value: string, limit: string) => `sketch ${place} is ${value} away from the replay; the limit is ${limit}`,
  'judged.meanMargin': (value: string, limit: string) => `tokens miss the seeded choice by ${value} nats on average; the limit is ${limit}`,
  'judged.vector': (distance: string) => `replayed: the vector is ${distance} away`, 'judged.vectorFar': (distance: string, limit: string) => `the vector is ${distance} away from the replay; the limit is ${limit}`,
  'judged.noThresholds': (className: string, found: string) => `not judged: class ${className} has no calibrated thresholds; ${found}`, 'judged.opaque': (operators: string, found: string) => `not judged: no rule can follow ${operators} of this model; ${found}`,
  'judged.figures': (distance: string, margin: string, found: string) => `largest distance ${distance}, largest margin ${margin}, and ${found}`,
  'judged.byProgram': (version: string, found: string) => `${found}; by this program’s thresholds ${version}`, 'judged.byRegistry': (version: string, root: string, found: string) => `${found}; by the registry’s thresholds ${version}, calibration ${root}`,
  'judged.file': (check: string, why: string) => `the receipt fails a check (${check}: ${why})`, 'judged.plan': 'the plan root is not this model’s', 'judged.kind': 'the bundle is of another kind than the model',
  'judged.noRun': (why: string) => `no run of this model: ${why}`, 'judged.taps': (found: string, planned: string) => `${found} sketches for the ${planned} taps of this model’s plan`,
  'judged.tapFar': (tap: string, value: string, limit: string) => `tap ${tap} is ${value} from the replay; honest runs of this model stay within ${limit}`,
  'judged.outputFar': (value: string, limit: string) => `the output is ${value} from the replay; honest runs of this model stay within ${limit}`,
  'judged.same': 'ran again: the same bytes', 'judged.near': (count: string, distance: string) => `ran again: of ${count} taps the farthest is ${distance} from the replay`,
  'judged.mayDiffer': 'not judged: outputs of this model may differ between machines',
  'judged.mayDifferNear': (count: string, distance: string) => `not judged: outputs of this model may differ between machines; of ${count} taps the farthest is ${distance} from the replay`,
  'judged.otherBytes': 'an exact model gave other bytes', 'judged.agrees': (found: string) => `our canonical replay agrees with it: ${found}`, 'judged.rejected': (found: string) => `the verifiers reject${found === '' ? '' : `: ${found}`}`,
  'test.rules': 'its rules took the device back', 'test.cancelled': 'it was cancelled', 'test.workerEnded': 'its worker ended meanwhile',
} satisfies { readonly [Code in OwnCode]: Words<(typeof reasonParts)[Code]> });
const isOwn = (code: ReasonCode): code is OwnCode => Object.hasOwn(reasonWords, code);
/** Parts that are reasons themselves, or empty, by their place. */
const nested: { readonly [Code in ReasonCode]?: readonly number[] } = {
  'fault.selfTest': [1], 'check.notHere': [0], 'audit.notPaid': [0, 1], 'audit.notPaidYet': [0, 1], 'audit.rowsAsked': [0], 'audit.elementAsked': [0], 'audit.caseUnpaid': [0], 'judged.noThresholds': [1], 'judged.opaque': [1], 'judged.figures': [2],
  'judged.byProgram': [1], 'judged.byRegistry': [2], 'judged.noRun': [0], 'judged.agrees': [0], 'judged.rejected': [0],
};

/** The reason in words. What a driver or an older record says is shown as it is, an error in its own words. */
export function wordsOfReason(reason: string): string {
  const thrown = parseThrown(reason);
  if (thrown) return wordsOfFailure({ code: thrown.code, about: Object.fromEntries(Object.entries(thrown.about).map(([key, value]) => [key, typeof value === 'string' && parseReason(value) ? wordsOfReason(value) : value])) }).what;
  const parsed = parseReason(reason);
  if (parsed?.code.startsWith('end.')) return wordsOfEnd(reason);
  if (!parsed || !isOwn(parsed.code)) return wordsOfUnread(reason);
  const words = reasonWords[parsed.code];
  if (typeof words === 'string') return words;
  const { code, parts } = parsed;
  if (code === 'fault.workers') return reasonWords[code](plainText(parts[0]!), formatList(parts[1]!.split(', ').map(wordsOfEnd), 'unit'));
  if (code === 'judged.file') return reasonWords[code](Object.hasOwn(checkWords, parts[0]!) ? checkTitle(parts[0]!) : plainText(parts[0]!, 60), wordsOfCheck(parts[1]!));
  const [a = '', b = '', c = '', d = ''] = parts.map((part, place) => (nested[code]?.includes(place) ? wordsOfReason(part) : plainText(part, 240)));
  return words(a, b, c, d);
}
