import { setLocale } from './format/locale.ts';
import { languageFacts, languageTags, localeOf, pickLanguage, type Language } from './strings/languages.ts';
import { setTranslation } from './strings/localized.ts';

/** The owner's choice, or the system's language. */
export type LanguageChoice = Language | 'system';

const key = 'hearth.language';
const listeners = new Set<() => void>();
let shown: Language = 'en';
let asked = 0;

export const shownLanguage = (): Language => shown;
export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function readLanguageChoice(): LanguageChoice {
  try {
    const kept = localStorage.getItem(key);
    return languageTags.find((tag) => tag === kept) ?? 'system';
  } catch {
    return 'system';
  }
}

/** Keeps the choice for the next start and shows it; a browser that keeps nothing shows it until then. */
export function writeLanguageChoice(choice: LanguageChoice): Promise<void> {
  try {
    localStorage.setItem(key, choice);
  } catch {
    // Storage is switched off in this browser.
  }
  return showLanguage(choice);
}

/** Loads the words and shows them, everything at once and without a reload. The later of two wishes wins. */
export async function showLanguage(choice: LanguageChoice): Promise<void> {
  const turn = ++asked;
  const language = choice === 'system' ? pickLanguage(navigator.languages) : choice;
  const { direction, load } = languageFacts[language];
  const pack = await load();
  if (turn !== asked) return;
  setTranslation(pack);
  setLocale(localeOf(language, navigator.languages), direction === 'rtl');
  document.documentElement.lang = language;
  document.documentElement.dir = direction;
  shown = language;
  for (const listener of listeners) listener();
  // In the window the tray and the desktop's notices speak the same.
  (window as unknown as { hearth?: { tellLanguage?: (told: LanguageChoice) => void } }).hearth?.tellLanguage?.(choice);
}

/** Follows the system while the owner has chosen none. */
export const followSystemLanguage = (): void => addEventListener('languagechange', () => void (readLanguageChoice() === 'system' && showLanguage('system')));
