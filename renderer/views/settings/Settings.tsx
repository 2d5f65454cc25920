import './settings.css';
import { words } from '../../strings/words.ts';
import { AboutSection } from './AboutSection.tsx';
import { AppearanceSection } from './AppearanceSection.tsx';
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
  return (
    <div className="page settings">
      <h1>{text.title}</h1>
      <div className="settings-columns">
        <div>
          <AppearanceSection />
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
