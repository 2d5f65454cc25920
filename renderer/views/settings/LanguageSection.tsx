import { useState } from 'react';
import { readLanguageChoice, writeLanguageChoice, type LanguageChoice } from '../../language.ts';
import { languageFacts, languageTags, pickLanguage } from '../../strings/languages.ts';
import { words } from '../../strings/words.ts';

const text = words.settings;

/** Each language by its own name; the change takes hold at once. */
export function LanguageSection() {
  const [choice, setChoice] = useState(readLanguageChoice);
  const choose = (next: LanguageChoice): void => {
    setChoice(next);
    void writeLanguageChoice(next);
  };
  return (
    <section className="section" aria-labelledby="language-title">
      <h2 id="language-title">{text.language}</h2>
      <select className="field" aria-labelledby="language-title" value={choice} onChange={(event) => choose(event.target.value as LanguageChoice)}>
        <option value="system">{text.languageSystem(languageFacts[pickLanguage(navigator.languages)].name)}</option>
        {languageTags.map((tag) => <option key={tag} value={tag} lang={tag} dir={languageFacts[tag].direction}>{languageFacts[tag].name}</option>)}
      </select>
    </section>
  );
}
