import type { z } from 'zod';
import { modelReasons } from './saidReasons.ts';

/** What a form asks for at a place, in signs rather than words; empty: nothing short says it. */
function expectedOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type': return issue.expected;
    case 'invalid_value': return issue.values.map(String).join(' | ');
    case 'too_small': return `≥ ${issue.minimum}`;
    case 'too_big': return `≤ ${issue.maximum}`;
    case 'invalid_format': return issue.format;
    default: return '';
  }
}

/** What is wrong with the form of a file, as one sentence of {@link modelReasons} that the page can say in its language: the first entry that does not fit. Pure. */
export function sayShape({ issues: [issue] }: z.ZodError): string {
  const place = issue?.path.map(String).join('.').slice(0, 120) ?? '';
  if (issue?.code === 'unrecognized_keys') return modelReasons.entryUnknown([place, issue.keys[0]?.slice(0, 60)].filter(Boolean).join('.'));
  if (issue === undefined || place === '') return modelReasons.otherForm;
  const expected = expectedOf(issue).slice(0, 120);
  return expected === '' ? modelReasons.entryWrong(place) : modelReasons.entryExpected(place, expected);
}
