import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerPageRequest, contentSecurityPolicy, pageAddress, type PageFile } from '../../electron/main/pageAnswer.ts';
import { readPageFiles } from '../../electron/services/page/pageFiles.ts';
import { launchBrowser } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { repository } from '../support/programs.ts';

const folder = join(repository, 'out/renderer');
const assets = join(folder, 'assets');

test('the page is built for those who use it, whoever had it built: React without its tools for developers', () => {
  const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(5);
  expect(scripts.filter((name) => /jsxDEV|react_stack_bottom_frame/.test(readFileSync(join(assets, name), 'utf8')))).toEqual([]);
});

/** Of all scripts and styles, with every language: what a browser may have to fetch of a local server. */
const mostPageBytes = 1_200_000;
test('the page with all its languages stays within its size', () => {
  const sizes = readdirSync(assets).filter((name) => /\.(?:js|css)$/.test(name)).map((name) => gzipSync(readFileSync(join(assets, name)), { level: 9 }).length);
  expect(sizes.length).toBeGreaterThan(20);
  expect(sizes.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(mostPageBytes);
});

/** What the window's policy would refuse, found by reading: anything of the document's own that runs or looks elsewhere. */
function findPolicyBreaks(html: string, styles: string): string[] {
  const refused: readonly (readonly [what: string, where: string, pattern: RegExp])[] = [
    ['script in the document', html, /<script(?![^>]*\ssrc=)[^>]*>/gi], ['style in the document', html, /<style|\sstyle\s*=/gi], ['handler in the document', html, /\son[a-z]+\s*=/gi], ['javascript: address', html, /javascript:/gi],
    ['address elsewhere', html, /(?:src|href|action)\s*=\s*["']?(?!\.\/|#|data:image\/)[^"'\s>]+/gi], ['frame or object', html, /<(?:iframe|frame|object|embed|base|form)\b/gi], ['address elsewhere in a style', styles, /url\(\s*["']?(?!\.{0,2}\/|data:image\/|#|[\w-]+\.woff2)[^)]+|@import/gi],
  ];
  return refused.flatMap(([what, text, pattern]) => [...text.matchAll(pattern)].map(([found]) => `${what}: ${found.slice(0, 80)}`));
}

describe("the window's policy", () => {
  const chromium = findChromium();
  let files: ReadonlyMap<string, PageFile>;
  let server: Server;
  beforeAll(async () => {
    files = await readPageFiles(folder);
    server = createServer((request, response) => {
      const { status, headers, bytes } = answerPageRequest(files, request.method!, new URL(request.url!, pageAddress).href);
      response.writeHead(status, headers).end(bytes);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => server.close());

  test('is kept by what was built, and what it forbids would be found', () => {
    const styles = readdirSync(assets).filter((name) => name.endsWith('.css')).map((name) => readFileSync(join(assets, name), 'utf8')).join('\n');
    expect(findPolicyBreaks(readFileSync(join(folder, 'index.html'), 'utf8'), styles)).toEqual([]);
    const wrong = '<base href="https://example.org/"><script>run()</script><script src="https://example.org/a.js"></script><p style="color:red" onclick="run()"><a href="javascript:run()">';
    expect(findPolicyBreaks(wrong, '@import "x"; a { background: url(https://example.org/a.png) }')).toHaveLength(10);
  });

  test('is broken by no screen in a browser', async ({ skip }) => {
    if (chromium.path === null) return skip(chromium.reason);
    const browser = await launchBrowser(chromium.path);
    try {
      const page = await browser.newPage({ locale: 'de-DE' });
      // The port of the preload, at whose other end nobody is; what the browser refuses by the policy is kept.
      await page.addInitScript(`
        window.hearth = { tellLanguage() {}, connect: () => ({ post() {}, onMessage() {}, onClose() {}, close() {} }) };
        window.broken = [];
        document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample, sourceFile, lineNumber, columnNumber }) => window.broken.push([violatedDirective, blockedURI, sample, sourceFile, lineNumber, columnNumber].join(' ')));
      `);
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      for (const screen of ['', 'jobs', 'earnings', 'devices', 'rules', 'models', 'network', 'wallet', 'staking', 'governance', 'settings', 'about']) {
        await page.evaluate(`location.hash = '#/${screen}'`);
        await page.locator('main h1, main h2').first().waitFor({ timeout: 15_000 });
      }
      expect(await page.evaluate('window.broken')).toEqual([]);
      // The policy is the window's, and this browser heeds it.
      await page.evaluate(`document.body.append(Object.assign(document.createElement('img'), { src: 'https://example.org/a.png' }))`);
      await expect.poll(() => page.evaluate('window.broken.length')).toBe(1);
      expect(contentSecurityPolicy).toContain("img-src 'self' data:");
    } finally {
      await browser.close();
    }
  });
});
