import { useState } from 'react';
import { Segmented } from '../../components/Segmented.tsx';
import { formatRoute } from '../../route.ts';
import { welcomeWords } from '../../strings/welcome.ts';
import { words } from '../../strings/words.ts';
import { readTheme, themes, writeTheme } from '../../theme.ts';
import { LanguageSection } from '../settings/LanguageSection.tsx';

const text = welcomeWords.hello;

export function Hello() {
  const [theme, setTheme] = useState(readTheme);
  return (
    <>
      <h1 className="welcome-title">{text.title}</h1>
      <p className="welcome-lead">{text.lead}</p>
      <ul className="promises">{text.promises.map(({ title, text: said }) => <li key={title}><h2>{title}</h2><p className="soft">{said}</p></li>)}</ul>
      <section className="section" aria-labelledby="questions-title">
        <h2 id="questions-title">{text.questions}</h2>
        {text.answers.map(({ ask, answer }) => <details key={ask} className="answer"><summary>{ask}</summary><p className="soft">{answer}</p></details>)}
      </section>
      <div className="welcome-choices">
        <LanguageSection />
        <section className="section" aria-labelledby="theme-title">
          <h2 id="theme-title">{words.settings.theme}</h2>
          <Segmented label={words.settings.theme} name="theme" choices={themes.map((value) => ({ value, words: words.settings.themes[value] }))} value={theme} onChange={(next) => { setTheme(next); writeTheme(next); }} />
        </section>
      </div>
      <p className="small"><a className="section-link" href={formatRoute({ screen: 'wallet' })}>{text.restore}</a></p>
    </>
  );
}
