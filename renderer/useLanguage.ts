import { useSyncExternalStore } from 'react';
import { onLanguage, shownLanguage } from './language.ts';
import type { Language } from './strings/languages.ts';

/** Whoever shows words under this shows them anew in another language. */
export const useLanguage = (): Language => useSyncExternalStore(onLanguage, shownLanguage);
