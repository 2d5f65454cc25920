import type { Pack } from './pack.ts';

type LanguageFacts = {
  /** In the language itself: whoever looks for it may read no other. */
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
  /** Where the plain tag would not do: Arabic with the digits that every field and file here uses. */
  readonly locale?: string;
  /** null: English, which is part of the page. */
  readonly load: () => Promise<Pack | null>;
};

/** Each language is a chunk of its own, loaded when chosen. */
const languages = {
  en: { name: 'English', direction: 'ltr', load: async () => null },
  de: { name: 'Deutsch', direction: 'ltr', load: async () => (await import('./de/german.ts')).german },
  fr: { name: 'Français', direction: 'ltr', load: async () => (await import('./fr/french.ts')).french },
  es: { name: 'Español', direction: 'ltr', load: async () => (await import('./es/spanish.ts')).spanish },
  'pt-BR': { name: 'Português (Brasil)', direction: 'ltr', load: async () => (await import('./pt-BR/portuguese.ts')).portuguese },
  it: { name: 'Italiano', direction: 'ltr', load: async () => (await import('./it/italian.ts')).italian },
  pl: { name: 'Polski', direction: 'ltr', load: async () => (await import('./pl/polish.ts')).polish },
  ja: { name: '日本語', direction: 'ltr', load: async () => (await import('./ja/japanese.ts')).japanese },
  'zh-Hans': { name: '简体中文', direction: 'ltr', load: async () => (await import('./zh-Hans/chinese.ts')).chinese },
  ar: { name: 'العربية', direction: 'rtl', locale: 'ar-u-nu-latn', load: async () => (await import('./ar/arabic.ts')).arabic },
} as const satisfies Readonly<Record<string, LanguageFacts>>;

export type Language = keyof typeof languages;
export const languageFacts: Readonly<Record<Language, LanguageFacts>> = languages;
export const languageTags = Object.keys(languages) as Language[];

/** The first of these tags that Hearth speaks, by language alone ("de-AT" is German); English if none is. */
export function pickLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const lower = tag.toLowerCase();
    const found = languageTags.find((known) => lower === known.toLowerCase()) ?? languageTags.find((known) => lower.split('-')[0] === known.toLowerCase().split('-')[0]);
    if (found) return found;
  }
  return 'en';
}

const scriptOf = (tag: string): string | undefined => new Intl.Locale(tag).maximize().script;

/** The locale for numbers and dates, of the script that the words are in: the owner's own variant of the language where the system names one ("en-GB"). */
export function localeOf(language: Language, wanted: readonly string[]): string {
  const { locale } = languageFacts[language];
  return locale ?? wanted.find((tag) => tag.split('-')[0] === language.split('-')[0] && Intl.NumberFormat.supportedLocalesOf(tag).length > 0 && scriptOf(tag) === scriptOf(language)) ?? language;
}
