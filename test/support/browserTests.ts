import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { launchBrowser, openPage, type PageOptions, type WatchedPage } from './browser.ts';
import { findChromium } from './chromium.ts';
import { startFakeProvider, type FakeProvider } from './fakeProvider.ts';

export type BrowserTests = {
  /** Only within tests, and in hooks where {@link BrowserTests.isHere}. */
  readonly browser: Browser;
  readonly isHere: boolean;
  /** Closed after the test, like what {@link serve} starts. */
  open(address: string, options?: PageOptions): Promise<WatchedPage>;
  serve(...of: Parameters<typeof startFakeProvider>): Promise<FakeProvider>;
};

/** A browser for the tests of a file or of a `describe`. Where there is none they are skipped, and say what to install. */
export function useBrowser(): BrowserTests {
  const chromium = findChromium();
  let browser: Browser | undefined;
  let opened: { close(): Promise<void> }[] = [];
  const keep = <Opened extends { close(): Promise<void> }>(one: Opened): Opened => {
    opened.unshift(one);
    return one;
  };
  beforeAll(async () => {
    if (chromium.path !== null) browser = await launchBrowser(chromium.path);
  });
  afterAll(() => browser?.close());
  beforeEach(({ skip }) => skip(chromium.path === null, chromium.reason ?? ''));
  afterEach(async () => {
    const last = opened;
    opened = [];
    for (const one of last) await one.close();
  });
  return {
    get browser() {
      return browser!;
    },
    isHere: chromium.path !== null,
    open: async (address, options) => keep(await openPage(browser!, address, options)),
    serve: async (...of) => keep(await startFakeProvider(...of)),
  };
}
