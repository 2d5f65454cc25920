import './styles/app.css';
import { Suspense, useEffect, useRef } from 'react';
import { prepareWhenIdle } from './laterScreen.tsx';
import { LinkBanner } from './components/LinkBanner.tsx';
import { Refused } from './components/Refused.tsx';
import { SubNav } from './components/SubNav.tsx';
import { TopBar } from './components/TopBar.tsx';
import { formatRoute, type Route } from './route.ts';
import { showSection } from './showSection.ts';
import { noticeWords } from './strings/noticeCentre.ts';
import { words } from './strings/words.ts';
import { useLanguage } from './useLanguage.ts';
import { useRoute } from './useRoute.ts';
import { useLink, useTopic } from './useBridge.ts';
import { Dashboard } from './views/dashboard/Dashboard.tsx';
import { laterScreens } from './views/screens.ts';
import { useFirstVisit } from './views/welcome/useWelcome.ts';

export function App() {
  // Nothing below is memoised against it: words are looked up as they are shown.
  const language = useLanguage();
  const route = useRoute();
  const main = useRef<HTMLElement>(null);
  const link = useLink();
  const everHeard = useTopic('status') !== null;
  useFirstVisit(route.screen);
  useScreenChange(route, language, main);
  // What is shown first comes first; after it there is time.
  useEffect(() => {
    if (everHeard) void prepareWhenIdle(Object.values(laterScreens));
  }, [everHeard]);
  return (
    <div className="app" data-link={link.phase}>
      {/* A button, not a link: the fragment of the address is the route. */}
      <button type="button" className="skip" onClick={() => main.current?.focus()}>{words.app.skip}</button>
      <TopBar route={route} />
      <SubNav route={route} />
      {route.screen !== 'dashboard' && <LinkBanner />}
      <main ref={main} tabIndex={-1}>
        {link.phase === 'refused' && !everHeard ? <Refused /> : <Suspense fallback={null}><Screen route={route} /></Suspense>}
      </main>
    </div>
  );
}

function Screen({ route }: { readonly route: Route }) {
  switch (route.screen) {
    case 'dashboard': return <Dashboard />;
    case 'job': return <laterScreens.job.View key={route.jobId} jobId={route.jobId} />;
    case 'log': return <laterScreens.log.View key={route.jobId ?? ''} jobId={route.jobId} />;
    case 'proposal': return <laterScreens.governance.View key={route.proposalId} proposalId={route.proposalId} />;
    case 'unknown': return (
      <div className="page">
        <h1>{words.unknownScreen}</h1>
        <p><a href={formatRoute({ screen: 'dashboard' })}>{words.toDashboard}</a></p>
      </div>
    );
    default: {
      const { View } = laterScreens[route.screen];
      return <View key={route.screen} />;
    }
  }
}

/** Another screen: its name in the title, the top of it in sight, and the keyboard inside it. */
function useScreenChange(route: Route, language: string, main: React.RefObject<HTMLElement | null>): void {
  const section = 'section' in route ? route.section ?? null : null;
  const key = route.screen === 'job' ? route.jobId : route.screen === 'proposal' ? route.proposalId : section === null ? route.screen : `${route.screen}/${section}`;
  // A page that is opened at a part of a screen shows it as a link to it does.
  const shown = useRef(section === null ? key : null);
  useEffect(() => {
    document.title = route.screen === 'unknown' ? words.app.name : `${route.screen === 'notices' ? noticeWords.title : words.screens[route.screen]} · ${words.app.name}`;
    if (shown.current === key) return;
    shown.current = key;
    scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [key, route.screen, language, main]);
  useEffect(() => (section === null || main.current === null ? undefined : showSection(main.current, `${section}-title`)), [key, section, main]);
}
