import { expect, test } from 'vitest';
import { formatRoute, parseRoute } from '../../../renderer/route.ts';

const jobId = `0x${'ab'.repeat(32)}`;

test('reads every address it writes', () => {
  for (const route of [{ screen: 'dashboard' }, { screen: 'jobs' }, { screen: 'audits' }, { screen: 'earnings' }, { screen: 'wallet' }, { screen: 'settings' }, { screen: 'devices' }, { screen: 'rules' }, { screen: 'staking' }, { screen: 'governance' }, { screen: 'welcome' }, { screen: 'network' }, { screen: 'network', section: 'networks' }, { screen: 'settings', section: 'addresses' }, { screen: 'models' }, { screen: 'log' }, { screen: 'log', jobId }, { screen: 'about' }, { screen: 'usage' }, { screen: 'fleet' }, { screen: 'proposal', proposalId: '123' }, { screen: 'job', jobId }] as const) expect(parseRoute(formatRoute(route))).toEqual(route);
});

test.each(['', '#', '#/', '#t=secret'])('shows the dashboard for "%s"', (hash) => expect(parseRoute(hash)).toEqual({ screen: 'dashboard' }));

test.each(['#/nothing', '#/jobs/0x12', `#/jobs/${jobId}/x`, '#/earnings/7d', '#/network/nothing', '#/network/networks/x', '#/jobs/networks', '#/governance/0', '#/governance/0x12', '#/constructor'])('says so when there is no page %s', (hash) => expect(parseRoute(hash)).toEqual({ screen: 'unknown' }));
