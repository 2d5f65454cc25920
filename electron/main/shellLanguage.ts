import { setLocale } from '../../renderer/format/locale.ts';
import { languageFacts, languageTags, localeOf, pickLanguage, type Language } from '../../renderer/strings/languages.ts';
import { setTranslation } from '../../renderer/strings/localized.ts';

export type LanguageChoice = Language | 'system';

/** What the page says its owner chose; null for anything else. */
export const parseLanguageChoice = (value: unknown): LanguageChoice | null =>
  value === 'system' ? value : (languageTags.find((tag) => tag === value) ?? null);

let asked = 0;
/**
 * Has the tray, the dock and the desktop's notices speak the page's language. The later of two wishes wins.
 *
 * @param system  the system's languages, best first
 * @returns whether it is spoken now; false when a later wish overtook it
 */
export async function speakLanguage(choice: LanguageChoice, system: readonly string[]): Promise<boolean> {
  const turn = ++asked;
  const language = choice === 'system' ? pickLanguage(system) : choice;
  const { direction, load } = languageFacts[language];
  const pack = await load();
  if (turn !== asked) return false;
  setTranslation(pack);
  setLocale(localeOf(language, system), direction === 'rtl');
  return true;
}
