import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDeepLink, parseDeepLink } from '../../../electron/main/deepLink.ts';
import { mayNavigate } from '../../../electron/main/windowRules.ts';
import { pageAddress } from '../../../electron/main/pageAnswer.ts';

const jobId = `0x${'ab'.repeat(32)}`;

describe('a link from outside', () => {
  it('shows a screen of the page', () => {
    expect(parseDeepLink('hearth://open')).toBe('#/');
    expect(parseDeepLink('hearth://earnings/')).toBe('#/earnings');
    expect(parseDeepLink(`hearth://jobs/${jobId}`)).toBe(`#/jobs/${jobId}`);
  });
  it('does nothing when it names anything else', () => {
    for (const link of ['hearth://', 'hearth:', 'hearth://jobs/0x12', `hearth://jobs/${jobId}/x`, 'hearth://pause', 'hearth://user@jobs', 'hearth://jobs:80', 'hearth://earnings?send=1', 'hearth://earnings#/x', 'https://earnings', 'hearth://../../etc', `hearth://${'a'.repeat(300)}`, 'hearth://t=token', 'x']) expect(parseDeepLink(link), link).toBeNull();
  });
  it('never leads the window away from its page', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.webUrl().map((url) => url.replace(/^https?/, 'hearth')), fc.string().map((text) => `hearth://${text}`)), (link) => {
      const fragment = parseDeepLink(link);
      if (fragment !== null) expect(mayNavigate(`${pageAddress}${fragment}`)).toBe(true);
    }));
  });
  it('is found among the words of a start', () => {
    expect(findDeepLink(['/usr/bin/hearth', '--hidden', 'hearth://earnings'])).toBe('#/earnings');
    expect(findDeepLink(['/usr/bin/hearth', 'earnings'])).toBeNull();
    expect(findDeepLink(['hearth://earnings', 'hearth://pause'])).toBeNull();
  });
});
