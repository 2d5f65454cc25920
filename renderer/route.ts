export type Route =
  | { readonly screen: 'dashboard' }
  | { readonly screen: 'jobs' }
  | { readonly screen: 'job'; readonly jobId: string }
  | { readonly screen: 'audits' }
  | { readonly screen: 'earnings' }
  | { readonly screen: 'devices' }
  | { readonly screen: 'rules' }
  | { readonly screen: 'wallet' }
  | { readonly screen: 'settings' }
  | { readonly screen: 'staking' }
  | { readonly screen: 'governance' }
  | { readonly screen: 'welcome' }
  | { readonly screen: 'network' }
  | { readonly screen: 'models' }
  | { readonly screen: 'log'; /** Only what it says of one job. */ readonly jobId?: string }
  | { readonly screen: 'usage' }
  | { readonly screen: 'fleet' }
  | { readonly screen: 'about' }
  | { readonly screen: 'notices' }
  | { readonly screen: 'proposal'; readonly proposalId: string }
  | { readonly screen: 'unknown' };

/** Screens whose name is their whole address. */
const plainScreens = ['jobs', 'audits', 'earnings', 'devices', 'rules', 'wallet', 'settings', 'staking', 'governance', 'welcome', 'network', 'models', 'usage', 'fleet', 'log', 'about', 'notices'] as const;
const isPlain = (screen: string): screen is (typeof plainScreens)[number] => (plainScreens as readonly string[]).includes(screen);

/** @param hash  as in location.hash, for example `#/jobs/0x…` */
export function parseRoute(hash: string): Route {
  const [screen = '', part, ...more] = hash.replace(/^#\/?/, '').split('/');
  if (more.length > 0) return { screen: 'unknown' };
  if (screen === 'jobs' && part !== undefined && /^0x[0-9a-f]{64}$/.test(part)) return { screen: 'job', jobId: part };
  if (screen === 'log' && part !== undefined && /^0x[0-9a-f]{64}$/.test(part)) return { screen: 'log', jobId: part };
  if (screen === 'governance' && part !== undefined && /^[1-9]\d{0,77}$/.test(part)) return { screen: 'proposal', proposalId: part };
  if (part !== undefined) return { screen: 'unknown' };
  if (isPlain(screen)) return { screen };
  // The token's own fragment shows the dashboard until it is exchanged.
  return screen === '' || screen.startsWith('t=') ? { screen: 'dashboard' } : { screen: 'unknown' };
}

export function formatRoute(route: Exclude<Route, { screen: 'unknown' }>): string {
  if (route.screen === 'dashboard') return '#/';
  if (route.screen === 'proposal') return `#/governance/${route.proposalId}`;
  if (route.screen === 'log' && route.jobId !== undefined) return `#/log/${route.jobId}`;
  return route.screen === 'job' ? `#/jobs/${route.jobId}` : `#/${route.screen}`;
}
