import { formatCount } from '../format/numbers.ts';
import { formatRoute, type Route } from '../route.ts';
import { noticeWords as text } from '../strings/noticeCentre.ts';
import { useTopic } from '../useBridge.ts';

const most = 99;

/** The way to the notices, with how many are unread; a failure among them gives it another shape. */
export function Bell({ route }: { readonly route: Route }) {
  const unread = useTopic('notices')?.value.filter(({ isRead }) => !isRead) ?? [];
  const isBad = unread.some(({ severity }) => severity === 'failure');
  return (
    <a className="bell" href={formatRoute({ screen: 'notices' })} aria-current={route.screen === 'notices' ? 'page' : undefined} aria-label={unread.length > 0 ? text.bellUnread(formatCount(unread.length)) : text.bell}>
      <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M10 2.5a5 5 0 0 0-5 5v3.2L3.4 14h13.2L15 10.7V7.5a5 5 0 0 0-5-5Z M8 16a2 2 0 0 0 4 0" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" strokeLinecap="round" /></svg>
      {unread.length > 0 && <span className={`bell-count num${isBad ? ' bell-bad' : ''}`} aria-hidden="true">{unread.length > most ? `${formatCount(most)}+` : formatCount(unread.length)}</span>}
    </a>
  );
}
