import './styles/app.css';
import { useEffect, useRef } from 'react';
import { LinkBanner } from './components/LinkBanner.tsx';
import { Refused } from './components/Refused.tsx';
import { SubNav } from './components/SubNav.tsx';
import { TopBar } from './components/TopBar.tsx';
import { formatRoute, type Route } from './route.ts';
import { noticeWords } from './strings/noticeCentre.ts';
import { words } from './strings/words.ts';
import { useLanguage } from './useLanguage.ts';
import { useRoute } from './useRoute.ts';
import { useLink, useTopic } from './useBridge.ts';
import { Audits } from './views/audits/Audits.tsx';
import { About } from './views/about/About.tsx';
import { Dashboard } from './views/dashboard/Dashboard.tsx';
import { Devices } from './views/devices/Devices.tsx';
import { Fleet } from './views/fleet/Fleet.tsx';
import { Usage } from './views/usage/Usage.tsx';
import { Earnings } from './views/earnings/Earnings.tsx';
import { Job } from './views/job/Job.tsx';
import { Jobs } from './views/jobs/Jobs.tsx';
import { Logs } from './views/logs/Logs.tsx';
import { Models } from './views/models/Models.tsx';
import { Network } from './views/network/Network.tsx';
import { Notices } from './views/notices/Notices.tsx';
import { Rules } from './views/rules/Rules.tsx';
import { Governance } from './views/governance/Governance.tsx';
import { Settings } from './views/settings/Settings.tsx';
import { Staking } from './views/staking/Staking.tsx';
import { Wallet } from './views/wallet/Wallet.tsx';
import { useFirstVisit } from './views/welcome/useWelcome.ts';
import { Welcome } from './views/welcome/Welcome.tsx';

export function App() {
  // Nothing below is memoised against it: words are looked up as they are shown.
  const language = useLanguage();
  const route = useRoute();
  const main = useRef<HTMLElement>(null);
  const link = useLink();
  const everHeard = useTopic('status') !== null;
  useFirstVisit(route.screen);
  useScreenChange(route, language, main);
  return (
    <div className="app" data-link={link.phase}>
      {/* A button, not a link: the fragment of the address is the route. */}
      <button type="button" className="skip" onClick={() => main.current?.focus()}>{words.app.skip}</button>
      <TopBar route={route} />
      <SubNav route={route} />
      {route.screen !== 'dashboard' && <LinkBanner />}
      <main ref={main} tabIndex={-1}>
        {link.phase === 'refused' && !everHeard ? <Refused /> : <Screen route={route} />}
      </main>
    </div>
  );
}

function Screen({ route }: { readonly route: Route }) {
  switch (route.screen) {
    case 'dashboard': return <Dashboard />;
    case 'jobs': return <Jobs />;
    case 'job': return <Job key={route.jobId} jobId={route.jobId} />;
    case 'audits': return <Audits />;
    case 'earnings': return <Earnings />;
    case 'usage': return <Usage />;
    case 'devices': return <Devices />;
    case 'fleet': return <Fleet />;
    case 'rules': return <Rules />;
    case 'wallet': return <Wallet />;
    case 'settings': return <Settings />;
    case 'staking': return <Staking />;
    case 'governance': return <Governance />;
    case 'welcome': return <Welcome />;
    case 'network': return <Network />;
    case 'models': return <Models />;
    case 'log': return <Logs key={route.jobId ?? ''} jobId={route.jobId} />;
    case 'about': return <About />;
    case 'notices': return <Notices />;
    case 'proposal': return <Governance key={route.proposalId} proposalId={route.proposalId} />;
    case 'unknown': return (
      <div className="page">
        <h1>{words.unknownScreen}</h1>
        <p><a href={formatRoute({ screen: 'dashboard' })}>{words.toDashboard}</a></p>
      </div>
    );
  }
}

/** Another screen: its name in the title, the top of it in sight, and the keyboard inside it. */
function useScreenChange(route: Route, language: string, main: React.RefObject<HTMLElement | null>): void {
  const key = route.screen === 'job' ? route.jobId : route.screen === 'proposal' ? route.proposalId : route.screen;
  const shown = useRef(key);
  useEffect(() => {
    document.title = route.screen === 'unknown' ? words.app.name : `${route.screen === 'notices' ? noticeWords.title : words.screens[route.screen]} · ${words.app.name}`;
    if (shown.current === key) return;
    shown.current = key;
    scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [key, route.screen, language, main]);
}
