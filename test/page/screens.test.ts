import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { languageTags } from '../../renderer/strings/languages.ts';
import { excessWidth, findAxeIssues, findColourIssues, openPage, type WatchedPage } from '../support/browser.ts';
import { useBrowser } from '../support/browserTests.ts';
import { startFakeProvider, type FakeProvider } from '../support/fakeProvider.ts';
import { createFakeSigner, type FakeSigner } from '../support/fakeSigner.ts';
import { hostileTexts, poison } from '../support/hostileSamples.ts';
import { richHandlers, richTopics } from '../support/pageSamples.ts';
import { pageScreens, pageStates } from '../support/pageScreens.ts';
import { readyWallet, sampleAddress, signerHandlers, walletChainHandlers } from '../support/walletSamples.ts';

const tests = useBrowser();

/** Screens that always have something to say: an empty job is one without anything yet, in words. */
const neverEmpty: ReadonlySet<string> = new Set(['Job', 'Welcome', 'Network', 'Fleet', 'About']);
/** Nothing on them is asked for by itself, so nothing can fail before a button is pressed: without the provider's word they wait. */
const neverFailing: ReadonlySet<string> = new Set(['About', 'Notices']);
const withoutMoney: ReadonlySet<string> = new Set(['Devices', 'Rules', 'Welcome', 'Log', 'About']);

/** Where names, sentences and reasons of others stand. */
const strangersWriteOn: ReadonlySet<string> = new Set(['Dashboard', 'Jobs', 'Job', 'Audits', 'Earnings', 'Usage', 'Devices', 'Settings', 'Wallet', 'Governance', 'Proposal', 'Network', 'Models', 'Fleet', 'Notices']);

/** A wallet that is none is a way to one, not an empty list; one whose chain is silent still shows its accounts. */
const walletShows = { waiting: '.wallet [data-state=waiting]', empty: '[data-wallet=none]', failed: '.wallet .failure-line', ready: '[data-locked=false]' } as const;

/** How a system may ask for the colours: each on the page as it stands, since a theme changes colours and nothing else. */
const looks = [
  { name: 'light', media: { colorScheme: 'light' } },
  { name: 'dark', media: { colorScheme: 'dark' } },
  { name: 'light with more contrast', media: { colorScheme: 'light', contrast: 'more' } },
  { name: 'dark with more contrast', media: { colorScheme: 'dark', contrast: 'more' } },
  { name: 'forced colours', media: { colorScheme: 'dark', forcedColors: 'active' } },
] as const;
const usual = { colorScheme: 'light', contrast: 'no-preference', forcedColors: 'none' } as const;
/** What was judged in each of them, whichever screen and state it stood on. */
const judged = new Map(looks.map(({ name }) => [name as string, new Set<string>()]));

describe.each(pageStates)('when everything is $name', ({ name: state, topics, handlers, wallet, shows }) => {
  test('every screen says so, fits the window and has no serious accessibility issue in light, dark and high contrast', async () => {
    const provider = await tests.serve(topics, handlers, 0, createFakeSigner(wallet, signerHandlers).attach);
    const { page, wrong } = await tests.open(provider.address);
    await page.locator('h1').first().waitFor();
    for (const { name, hash } of pageScreens) {
      await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
      await expect.poll(() => page.title(), { timeout: 90_000 }).toBe(`${name} · Hearth`);
      const marker = name === 'Wallet' ? walletShows[state] : state === 'empty' && neverEmpty.has(name) ? '[data-state=ready]' : state === 'failed' && neverFailing.has(name) ? '[data-state=waiting]' : shows;
      await page.locator(marker).first().waitFor();
      if (state === 'ready' && (name === 'Dashboard' || name === 'Earnings')) await page.locator('.recharts-bar-rectangle').first().waitFor();
      expect(await page.locator('[data-state=failed]:not(:has(button))').count(), `${name} lets nobody try again`).toBe(0);
      expect(await excessWidth(page), `${name} is too wide`).toBeLessThanOrEqual(0);
      if (name === 'Dashboard') expect(await page.evaluate('document.documentElement.scrollHeight'), 'the dashboard scrolls').toBeLessThanOrEqual(700);
      expect(await page.locator('h1').count(), `${name} has one heading`).toBe(1);
      for (const look of looks) {
        await page.emulateMedia({ ...usual, ...look.media });
        expect(await (look.name === 'light' ? findAxeIssues(page) : findColourIssues(page, judged.get(look.name)!)), `${name} in ${look.name}`).toEqual([]);
      }
      await page.emulateMedia(usual);
      const loose = (await page.locator('body').innerText()).match(/undefined|NaN|\[object|Infinity/);
      expect(loose, `${name} shows ${loose?.[0]}`).toBeNull();
      // With the network known to be the practice one, no screen with money is without the word.
      if (state === 'ready' && !withoutMoney.has(name)) await page.locator('main .test-money').first().waitFor();
    }
    expect(wrong).toEqual([]);
  });
});

describe('on one page', () => {
  let provider: FakeProvider;
  let signer: FakeSigner;
  let watched: WatchedPage;
  beforeAll(async () => {
    if (!tests.isHere) return;
    signer = createFakeSigner(readyWallet(), signerHandlers);
    provider = await startFakeProvider(richTopics(), { ...richHandlers, ...walletChainHandlers }, 0, signer.attach);
    watched = await openPage(tests.browser, provider.address);
  });
  afterAll(async () => {
    await watched?.close();
    await provider?.close();
  });
  const open = async (name: string, hash: string): Promise<void> => {
    const { page } = watched;
    await page.evaluate(`location.hash = '#/nowhere'; location.hash = ${JSON.stringify(hash)}`);
    await expect.poll(() => page.title(), { timeout: 90_000 }).toBe(`${name} · Hearth`);
    await page.locator(name === 'Wallet' ? walletShows.ready : '[data-state=ready]').first().waitFor();
  };

  test('every screen works at 200 % zoom, which halves the window', async () => {
    const { page } = watched;
    await page.setViewportSize({ width: 512, height: 350 });
    for (const { name, hash } of pageScreens) {
      await open(name, hash);
      expect(await excessWidth(page), name).toBeLessThanOrEqual(0);
      // What a narrow window changes: sizes, what scrolls, and what lies over what.
      expect(await findAxeIssues(page, { only: ['target-size', 'scrollable-region-focusable', 'color-contrast', 'meta-viewport'] }), name).toEqual([]);
    }
  });

  test('every screen keeps to the window at 320 pixels, and at each size of text in languages of long words and from the right', async () => {
    const { page } = await tests.open(provider.address);
    await page.locator('[data-state=ready]').first().waitFor();
    const look = async (width: number, language: string, size: string): Promise<void> => {
      await page.setViewportSize({ width, height: 700 });
      await page.evaluate(`localStorage.setItem('hearth.language', '${language}'); localStorage.setItem('hearth.textSize', '${size}')`);
      await page.reload();
      for (const { name, hash } of pageScreens) {
        await page.evaluate(`location.hash = '#/nowhere'; location.hash = ${JSON.stringify(hash)}`);
        await page.locator(name === 'Wallet' ? walletShows.ready : '[data-state=ready]').first().waitFor();
        // What isolates our own words in a sentence from the right is nothing a stranger hid.
        if (name === 'Job') expect(await page.locator('.timeline-note .text-doubt').count(), language).toBe(0);
        const excess = await excessWidth(page);
        const wide = excess > 0 && await page.evaluate<string>("[...document.querySelectorAll('main *, header *')].filter((e) => !e.closest('.unseen, svg') && e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.className + ' ' + e.textContent.slice(0, 30)).slice(0, 9).join('; ')");
        expect(excess, `${name} at ${width} px, ${language}, ${size} %: ${wide}`).toBeLessThanOrEqual(0);
      }
    };
    // Reflow (WCAG 2.2, 1.4.10) is asked for at 320 pixels.
    for (const language of ['en', 'pl', 'de']) await look(320, language, '100');
    for (const [language, size] of [['it', '115'], ['ar', '130'], ['de', '150']] as const) await look(1024, language, size);
  });

  test('the dashboard fits a window of 1024 by 700 in every language', async () => {
    const { page } = await tests.open(provider.address);
    await page.locator('[data-state=ready]').first().waitFor();
    for (const language of languageTags) {
      await page.evaluate(`localStorage.setItem('hearth.language', '${language}'); location.hash = '#/'`);
      await page.reload();
      await page.locator('.recharts-bar-rectangle').first().waitFor();
      expect(await page.evaluate('document.documentElement.lang'), language).toBe(language);
      expect(await page.evaluate('document.documentElement.scrollHeight'), `${language} scrolls`).toBeLessThanOrEqual(700);
    }
  });

  test('what strangers write breaks no screen, is nowhere taken for more than text, and is doubted beside it', async () => {
    const { page, wrong } = watched;
    await page.setViewportSize({ width: 1024, height: 700 });
    const said = { ...richHandlers, ...walletChainHandlers };
    const expectTame = async (name: string): Promise<void> => {
      expect(await excessWidth(page), `${name} is too wide`).toBeLessThanOrEqual(0);
      expect(await page.evaluate(`document.querySelectorAll('main img, main script, main [onerror], main a[href*="://"]:not([href^="http://127.0.0.1:"]), main a[href^="javascript"]').length + Number('hacked' in window)`), `${name} took text for more`).toBe(0);
      expect(await page.evaluate(`document.documentElement.outerHTML.match(/.{0,80}[\\u202a-\\u202e\\u200b\\u2060\\ufeff\\u{e0000}-\\u{e007f}]/u)?.[0] ?? null`), `${name} keeps what rearranges or hides`).toBeNull();
    };
    // The first text alone stands everywhere, then the others, one after the other.
    for (const texts of [hostileTexts.slice(0, 1), hostileTexts.slice(1)]) {
      const hostile = poison(texts);
      for (const [topic, value] of Object.entries(hostile(richTopics()))) provider.publish(topic as never, value as never);
      provider.answer(Object.fromEntries(Object.entries(said).map(([command, answer]) => [command, async (...asked: unknown[]) => hostile(await (answer as (...all: unknown[]) => unknown)(...asked))])));
      signer.answer({ describeAction: async (...asked) => ({ ...(await signerHandlers.describeAction!(...asked)), warnings: [{ kind: 'lookalike', of: sampleAddress('exchange'), name: hostile({ title: '' }).title }] }) });
      for (const { name, hash } of pageScreens) {
        await open(name, hash);
        if (strangersWriteOn.has(name)) await page.locator('main .text-doubt').first().waitFor();
        await expectTame(name);
      }
      // The last look before money goes: who it looks like, and the contract's own reason.
      await open('Wallet', '#/wallet');
      await page.getByRole('textbox', { name: 'To', exact: true }).fill(sampleAddress('friend'));
      await page.getByRole('textbox', { name: 'Amount' }).fill('1.5');
      provider.answer({ planAction: async (...asked) => ({ ...(await walletChainHandlers.planAction!(...asked)), simulation: { ok: false, reason: hostile({ reason: '' }).reason, blockNumber: 12_044 } }) });
      await page.getByRole('button', { name: 'Review' }).click();
      await page.locator('.review [data-warning=lookalike] .text-doubt').first().waitFor();
      await page.locator('.review .facts .text-doubt').first().waitFor();
      await expectTame('The review');
    }
    expect(wrong).toEqual([]);
  });
});

test('axe does find what is wrong', async () => {
  const provider = await tests.serve(richTopics(), richHandlers);
  const { page } = await tests.open(provider.address);
  await page.locator('.device').first().waitFor();
  await page.evaluate(`document.querySelector('.device h3').style.color = 'rgb(220, 210, 200)'; document.querySelector('[role=switch]').removeAttribute('aria-label'); document.querySelector('[role=switch]').textContent = ''`);
  const ids = (await findAxeIssues(page)).map((issue) => issue.split(':')[0]);
  expect(ids).toEqual(expect.arrayContaining(['color-contrast', 'button-name']));
  // And by colours alone, once: of a kind that held, one more text is not asked, but one that has another colour is, in each of the looks.
  const held = new Set<string>();
  await page.evaluate(`document.querySelector('.device h3').style.color = ''`);
  expect(await findColourIssues(page, held)).toEqual([]);
  expect(held.size).toBeGreaterThan(10);
  await page.evaluate(`document.querySelectorAll('.device h3')[1].style.opacity = '0.3'`);
  expect(await findColourIssues(page, held)).toEqual([expect.stringMatching(/^color-contrast: .*h3/)]);
});
