import { describe, expect, it } from 'vitest';
import { answerPageRequest, contentSecurityPolicy, pageAddress } from '../../../electron/main/pageAnswer.ts';
import { parseShellArguments } from '../../../electron/main/shellArguments.ts';
import { fitWindow } from '../../../electron/main/windowBounds.ts';
import { decideExternal, mayNavigate, maySpeak, mayUse } from '../../../electron/main/windowRules.ts';

describe('the window', () => {
  it('stays on its page', () => {
    for (const address of [pageAddress, `${pageAddress}#/jobs`, `${pageAddress}index.html#/x`]) expect(mayNavigate(address)).toBe(true);
    for (const address of ['https://example.org', 'file:///etc/passwd', 'hearth-app://other/', 'hearth-app://page/assets/x.js', 'hearth-app://user@page/', 'hearth-app://page/?a=1', 'javascript:alert(1)', 'about:blank', 'data:text/html,x', '']) expect(mayNavigate(address), address).toBe(false);
  });

  it('opens few addresses outside, and only over https', () => {
    expect(decideExternal('https://github.com/a/b')).toBe('https://github.com/a/b');
    for (const address of ['http://github.com', 'https://github.com.evil.example', 'https://user:pw@github.com', 'https://github.com:8443', 'file:///usr/bin/xterm', 'smb://host/x', 'x']) expect(decideExternal(address), address).toBeNull();
  });

  it('hears only the top frame of its own page', () => {
    expect(maySpeak({ url: `${pageAddress}#/jobs`, isTop: true })).toBe(true);
    expect(maySpeak({ url: pageAddress, isTop: false })).toBe(false);
    expect(maySpeak({ url: 'https://example.org/', isTop: true })).toBe(false);
    expect(maySpeak(null)).toBe(false);
  });

  it('grants copying and nothing else', () => {
    expect(mayUse('clipboard-sanitized-write', pageAddress)).toBe(true);
    for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'usb', 'fileSystem', 'unknown']) expect(mayUse(permission, pageAddress)).toBe(false);
    expect(mayUse('clipboard-sanitized-write', 'https://example.org/')).toBe(false);
  });
});

describe('answerPageRequest', () => {
  const files = new Map([['/', { bytes: Buffer.from('<html>'), type: 'text/html; charset=utf-8' }], ['/assets/a.js', { bytes: Buffer.from('x'), type: 'text/javascript' }]]);

  it('serves the built files with a policy that allows nothing else', () => {
    const answer = answerPageRequest(files, 'GET', pageAddress);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-security-policy']).toBe(contentSecurityPolicy);
    expect(contentSecurityPolicy).toContain("default-src 'none'");
    expect(contentSecurityPolicy).not.toMatch(/unsafe|https?:|\*/);
    expect(answerPageRequest(files, 'HEAD', `${pageAddress}assets/a.js#x`)).toMatchObject({ status: 200, bytes: null });
  });

  it('climbs out of nothing and says no with the same headers', () => {
    for (const address of [`${pageAddress}../main/index.js`, `${pageAddress}%2e%2e/main/index.js`, `${pageAddress}assets/`, 'hearth-app://other/', 'file:///etc/passwd', 'nonsense']) {
      const answer = answerPageRequest(files, 'GET', address);
      // "/.." is the root to every URL parser, so what it names is looked up there and is not there.
      expect(answer, address).toMatchObject({ status: 404, bytes: null });
      expect(answer.headers['content-security-policy']).toBe(contentSecurityPolicy);
    }
    expect(answerPageRequest(files, 'POST', pageAddress).status).toBe(405);
  });
});

describe('fitWindow', () => {
  const screen = { x: 0, y: 25, width: 1440, height: 875 };
  const second = { x: 1440, y: 0, width: 1920, height: 1080 };

  it('comes back where it was', () => {
    const saved = { x: 1500, y: 100, width: 1000, height: 700 };
    expect(fitWindow(saved, [screen, second])).toEqual(saved);
  });

  it('comes to the first display when its own is gone or its title bar could not be reached', () => {
    expect(fitWindow({ x: 1500, y: 100, width: 1000, height: 700 }, [screen])).toEqual({ x: 220, y: 113, width: 1000, height: 700 });
    expect(fitWindow({ x: 0, y: -400, width: 1000, height: 700 }, [screen]).y).toBeGreaterThanOrEqual(25);
  });

  it('never opens larger than the display', () => {
    expect(fitWindow(null, [{ x: 0, y: 0, width: 800, height: 600 }])).toEqual({ x: 0, y: 0, width: 800, height: 600 });
    expect(fitWindow({ x: 10, y: 10, width: 9000, height: 9000 }, [screen]).width).toBeLessThanOrEqual(1440);
    expect(fitWindow(null, []).width).toBeGreaterThan(0);
  });
});

describe('parseShellArguments', () => {
  it('takes what it knows and leaves what Chromium or a link adds', () => {
    expect(parseShellArguments(['--data', '/srv/hearth', '--hidden'])).toEqual({ dataFolder: '/srv/hearth', hidden: true });
    expect(parseShellArguments(['--data=/a b', '--no-sandbox', 'hearth://x'])).toEqual({ dataFolder: '/a b', hidden: false });
    expect(parseShellArguments(['--data', '--hidden'])).toEqual({ dataFolder: null, hidden: true });
    expect(parseShellArguments([])).toEqual({ dataFolder: null, hidden: false });
  });
});
