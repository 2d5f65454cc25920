import { parseReason, type ReasonCode, type reasonParts } from '../../electron/shared/reasons.ts';
import { ruleKindShape } from '../../electron/shared/rules.ts';
import { plainText } from '../format/digest.ts';
import { withinSentence } from '../format/locale.ts';
import { formatMoment } from '../format/time.ts';
import { coinsOf } from './errors.ts';
import { faultTitle } from './faults.ts';
import { localized } from './localized.ts';
import { wordsOfEnd } from './ends.ts';
import { ruleWords } from './rules.ts';

type Words<Count extends number> = Count extends 0 ? string : Count extends 1 ? (a: string) => string : Count extends 2 ? (a: string, b: string) => string : (a: string, b: string, c: string) => string;
type NoteCode = Extract<ReasonCode, `note.${string}`>;

/** What a step of a job's walk says beside its name. */
export const stepNoteWords = localized('stepNoteWords', {
  'note.on': (a: string) => `on ${a}`, 'note.again': (a: string, b: string) => `attempt ${a} on ${b}`,
  'note.workerLost': (a: string) => `the worker ended (${a}); the job runs again on a fresh one`,
  'note.gaveBack': (a: string, b: string) => `${a} was given back (${b}); the job runs on another device`, 'note.receipt': (a: string) => `receipt number ${a}`,
  'note.voucher': (a: string, b: string) => `voucher ${a} of the client, votes: ${b}`, 'note.batched': (a: string, b: string) => `number ${a} of ${b} under one root`,
  'note.block': (a: string) => `block ${a}`, 'note.unanchored': 'the chain took the block back; the batch is sent again', 'note.takenBack': 'the chain took the block back',
  'note.claimed': (a: string, b: string, c: string) => `block ${a}: the client sent no voucher; ${b} from ${c} on`, 'note.unclaimed': 'the claim ended without payment',
  'note.slashed': (a: string, b: string, c: string) => `block ${a}: ${b}, ${c} of stake`, 'note.voided': (a: string, b: string) => `block ${a}: rejected by a committee, a penalty of ${b}`,
  'note.refunded': (a: string, b: string) => `block ${a}: ${b} of the stake back to the client`, 'note.refundedClaim': (a: string, b: string) => `block ${a}: ${b} back into the client’s reservation`,
  'note.handedBack': (a: string) => `handed back to the client: ${a} took the devices`, 'note.byOwner': 'by its owner', 'note.byClient': 'by its client',
  'note.disputeNone': 'ended', 'note.disputeLost': 'lost: the receipt was proven false, or nobody answered', 'note.disputeWon': 'won: the answer stood, the challenger lost its bond', 'note.disputeUnproven': 'ended without a proof: bonds went back', 'note.disputeWaits': 'open, not answered yet', 'note.disputeOpen': (a: string, b: string) => `open, answers: ${a}, elements named: ${b} of 3`,
} satisfies { readonly [Code in NoteCode]: Words<(typeof reasonParts)[Code]> });
const isNote = (code: ReasonCode): code is NoteCode => Object.hasOwn(stepNoteWords, code);

/** Amounts, moments, rules and faults in the page's words; names and numbers as they are. */
function wordsOfPart(part: string): string {
  const wei = /^(\d{1,78}) wei$/.exec(part)?.[1];
  if (wei !== undefined) return coinsOf(wei);
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(part)) return formatMoment(Date.parse(part));
  const rule = ruleKindShape.safeParse(part);
  return rule.success ? withinSentence(ruleWords[rule.data].title) : plainText(faultTitle(part), 120);
}

/** A note in words; what an older journal or another Hearth wrote is shown as it is. */
export function wordsOfNote(note: string): string {
  const parsed = parseReason(note);
  if (!parsed || !isNote(parsed.code)) return plainText(note, 300);
  const words = stepNoteWords[parsed.code];
  if (typeof words === 'string') return words;
  const [a = '', b = '', c = ''] = parsed.parts.map(parsed.code === 'note.workerLost' ? wordsOfEnd : wordsOfPart);
  return words(a, b, c);
}
