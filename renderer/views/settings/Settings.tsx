import './settings.css';
import { useState } from 'react';
import { Segmented } from '../../components/Segmented.tsx';
import { words } from '../../strings/words.ts';
import { readTheme, themes, writeTheme } from '../../theme.ts';
import { AboutSection } from './AboutSection.tsx';
import { IntroductionSection } from './IntroductionSection.tsx';
import { LanguageSection } from './LanguageSection.tsx';
import { ChainSection } from './ChainSection.tsx';
import { ChoicesSection } from './ChoicesSection.tsx';
import { FeeSection } from './FeeSection.tsx';
import { NoticeSection } from './NoticeSection.tsx';
import { ModelsSection } from './ModelsSection.tsx';
import { PracticeSection } from './PracticeSection.tsx';
import { ResetSection } from './ResetSection.tsx';
import { ProgramsSection } from './ProgramsSection.tsx';
import { UpdateSection } from './UpdateSection.tsx';

const text = words.settings;

export function Settings() {
  const [theme, setTheme] = useState(readTheme);
  return (
    <div className="page settings">
      <h1>{text.title}</h1>
      <div className="settings-columns">
        <div>
          <section className="section" aria-labelledby="theme-title">
            <h2 id="theme-title">{text.theme}</h2>
            <Segmented label={text.theme} name="theme" choices={themes.map((value) => ({ value, words: text.themes[value] }))} value={theme} onChange={(next) => { setTheme(next); writeTheme(next); }} />
          </section>
          <LanguageSection />
          <IntroductionSection />
          <PracticeSection />
          <ChainSection />
          <FeeSection />
          <UpdateSection />
          <AboutSection />
        </div>
        <div>
          <NoticeSection />
          <ChoicesSection />
          <ModelsSection />
          <ProgramsSection />
          <ResetSection />
        </div>
      </div>
    </div>
  );
}
