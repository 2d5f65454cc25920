export const formatCount = (value: number, locale?: string): string => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(value);

/** One decimal below ten, none from there: "0.4", "142". */
export const formatRate = (value: number, locale?: string): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);

const sizes = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** Binary units, and named so: memory is sold in them and systems report it in them. */
export function formatBytes(bytes: number, locale?: string): string {
  let size = bytes;
  let step = 0;
  while (size >= 1024 && step < sizes.length - 1) {
    size /= 1024;
    step += 1;
  }
  const decimals = step === 0 || size >= 100 ? 0 : size >= 10 ? 1 : 2;
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: decimals }).format(size)} ${sizes[step]}`;
}

/** "1 job", "3 jobs": the words of a count, by the language's own rule. */
export function plural(count: number, words: { readonly one: string; readonly other: string }, locale?: string): string {
  const word = new Intl.PluralRules(locale).select(count) === 'one' ? words.one : words.other;
  return `${formatCount(count, locale)} ${word}`;
}
