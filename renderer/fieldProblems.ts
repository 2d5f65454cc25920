import { formatNumber } from './format/numbers.ts';
import { fieldWords as text } from './strings/errors.ts';

type Checked = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
const isChecked = (target: EventTarget | null): target is Checked => target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;

/** What a browser refuses to send from a form, in the page's language; by itself it says so in its own. */
function wordsOfProblem(field: Checked): string {
  const { valueMissing, badInput, rangeUnderflow, rangeOverflow, valid } = field.validity;
  if (valid) return '';
  if (badInput) return text.number;
  if (valueMissing) return text.missing;
  if (rangeUnderflow && 'min' in field) return text.least(formatNumber(Number(field.min), 2));
  if (rangeOverflow && 'max' in field) return text.most(formatNumber(Number(field.max), 2));
  return text.shape;
}

/** Says it for every form of the page, those to come included. */
export function wordFieldProblems(): void {
  addEventListener('invalid', ({ target }) => {
    if (!isChecked(target)) return;
    target.setCustomValidity('');
    target.setCustomValidity(wordsOfProblem(target));
  }, true);
  const forget = (field: EventTarget | null): void => {
    if (isChecked(field)) field.setCustomValidity('');
  };
  addEventListener('input', ({ target }) => forget(target), true);
  // A field may be filled by something else than typing. Enter presses the button of its form too.
  addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLButtonElement>('button[type=submit]') : null;
    for (const field of button?.form?.elements ?? []) forget(field);
  }, true);
}
