import './subNav.css';
import { formatRoute, type Route } from '../route.ts';
import { words } from '../strings/words.ts';
import { screenGroups } from './screenGroups.ts';

/** The other screens of the present one's group; nothing where it stands alone. */
export function SubNav({ route }: { readonly route: Route }) {
  const present = route.screen === 'proposal' ? 'governance' : route.screen;
  const group = screenGroups.find((one) => (one as readonly string[]).includes(present));
  if (!group) return null;
  return (
    <nav className="sub-nav" aria-label={words.screens[group[0]]}>
      <ul>
        {group.map((screen) => (
          <li key={screen}><a href={formatRoute({ screen })} aria-current={present === screen ? 'page' : undefined}>{words.screens[screen]}</a></li>
        ))}
      </ul>
    </nav>
  );
}
