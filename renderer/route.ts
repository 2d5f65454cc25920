/** Screens whose name is their whole address. */
const plainScreens = ['jobs', 'audits', 'earnings', 'devices', 'rules', 'wallet', 'settings', 'staking', 'governance', 'welcome', 'network', 'models', 'usage', 'fleet', 'about', 'notices'] as const;
type PlainScreen = (typeof plainScreens)[number];
const isPlain = (screen: string): screen is PlainScreen => (plainScreens as readonly string[]).includes(screen);

/** Parts of a screen that a link may lead to: what has the id NAME-title is brought into sight there. */
export const sectionsOf = {
  network: ['networks', 'chain', 'data'],
  models: ['install', 'installed'],
  settings: ['updates', 'choices', 'addresses'],
  wallet: ['backup'],
  about: ['bundle'],
} as const satisfies { readonly [Screen in PlainScreen]?: readonly string[] };
type Divided = keyof typeof sectionsOf;
type Section = { readonly [Screen in Divided]: { readonly screen: Screen; readonly section?: (typeof sectionsOf)[Screen][number] } }[Divided];

export type Route =
  | { readonly screen: 'dashboard' }
  | { readonly screen: 'job'; readonly jobId: string }
  | { readonly screen: 'log'; /** Only what it says of one job. */ readonly jobId?: string }
  | { readonly screen: 'proposal'; readonly proposalId: string }
  | { readonly screen: Exclude<PlainScreen, Divided> }
  | Section
  | { readonly screen: 'unknown' };

/** @param hash  as in location.hash, for example `#/jobs/0x…` */
export function parseRoute(hash: string): Route {
  const [screen = '', part, ...more] = hash.replace(/^#\/?/, '').split('/');
  if (more.length > 0) return { screen: 'unknown' };
  if (screen === 'jobs' && part !== undefined && /^0x[0-9a-f]{64}$/.test(part)) return { screen: 'job', jobId: part };
  if (screen === 'log' && part !== undefined && /^0x[0-9a-f]{64}$/.test(part)) return { screen: 'log', jobId: part };
  if (screen === 'governance' && part !== undefined && /^[1-9]\d{0,77}$/.test(part)) return { screen: 'proposal', proposalId: part };
  if (part !== undefined) return findSection({ screen, section: part }) ?? { screen: 'unknown' };
  if (isPlain(screen) || screen === 'log') return { screen };
  // The token's own fragment shows the dashboard until it is exchanged.
  return screen === '' || screen.startsWith('t=') ? { screen: 'dashboard' } : { screen: 'unknown' };
}

const findSection = (asked: { readonly screen: string; readonly section: string }): Section | null =>
  Object.hasOwn(sectionsOf, asked.screen) && (sectionsOf[asked.screen as Divided] as readonly string[]).includes(asked.section) ? (asked as Section) : null;

export function formatRoute(route: Exclude<Route, { screen: 'unknown' }>): string {
  if (route.screen === 'dashboard') return '#/';
  if (route.screen === 'proposal') return `#/governance/${route.proposalId}`;
  if (route.screen === 'log' && route.jobId !== undefined) return `#/log/${route.jobId}`;
  if (route.screen === 'job') return `#/jobs/${route.jobId}`;
  return 'section' in route && route.section !== undefined ? `#/${route.screen}/${route.section}` : `#/${route.screen}`;
}
