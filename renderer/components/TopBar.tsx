import './topBar.css';
import { formatRoute, type Route } from '../route.ts';
import { words } from '../strings/words.ts';
import { Bell } from './Bell.tsx';
import { Mark } from './Mark.tsx';
import { NetworkLabel } from './NetworkLabel.tsx';
import { groupOf } from './screenGroups.ts';

const screens = ['dashboard', 'jobs', 'audits', 'earnings', 'devices', 'rules', 'wallet', 'settings'] as const;

export function TopBar({ route }: { readonly route: Route }) {
  const present = groupOf(route.screen);
  return (
    <header className="top">
      <a className="top-name" href={formatRoute({ screen: 'dashboard' })}>
        <Mark inside="lit" notch={false} stroke={7} />
        <span>{words.app.name}</span>
      </a>
      <nav className="top-nav" aria-label={words.app.menu}>
        <ul>
          {screens.map((screen) => (
            <li key={screen}>
              <a href={formatRoute({ screen })} aria-current={present === screen ? 'page' : undefined}>{words.screens[screen]}</a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="top-end">
        <NetworkLabel />
        <Bell route={route} />
      </div>
    </header>
  );
}
