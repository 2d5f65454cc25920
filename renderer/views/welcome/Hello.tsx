import { formatRoute } from '../../route.ts';
import { welcomeWords } from '../../strings/welcome.ts';
import { AppearanceSection } from '../settings/AppearanceSection.tsx';
import { LanguageSection } from '../settings/LanguageSection.tsx';

const text = welcomeWords.hello;

export function Hello() {
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
        <AppearanceSection />
      </div>
      <p className="small"><a className="section-link" href={formatRoute({ screen: 'wallet' })}>{text.restore}</a></p>
    </>
  );
}
