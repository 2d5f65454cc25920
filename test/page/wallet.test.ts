import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { HearthError } from '../../electron/shared/errors.ts';
import type { WalletState } from '../../electron/shared/walletBridge.ts';
import { excessWidth, findAxeIssues, type PageOptions, type WatchedPage } from '../support/browser.ts';
import { useBrowser } from '../support/browserTests.ts';
import type { FakeHandlers, FakeProvider } from '../support/fakeProvider.ts';
import { createFakeSigner, type FakeSigner, type SignerHandlers } from '../support/fakeSigner.ts';
import { nowMs, richHandlers, richTopics } from '../support/pageSamples.ts';
import { lostWallet, noWallet, readyWallet, sampleAddress, samplePassphrase, samplePhrase, signerHandlers, walletChainHandlers } from '../support/walletSamples.ts';

const tests = useBrowser();
let provider: FakeProvider;
let signer: FakeSigner;
let watched: WatchedPage;
/** What went over the provider's port, both ways. */
let overheard: string[] = [];

type Shown = { readonly state: WalletState | null; readonly signer?: SignerHandlers; readonly provider?: FakeHandlers; readonly options?: PageOptions };
async function show({ state, signer: answers = {}, provider: handlers = {}, options = {} }: Shown): Promise<Page> {
  signer = createFakeSigner(state, { ...signerHandlers, ...answers });
  provider = await tests.serve(richTopics(), { ...richHandlers, ...walletChainHandlers, ...handlers }, 0, signer.attach);
  watched = await tests.open('about:blank', options);
  const { page } = watched;
  overheard = [];
  page.on('websocket', (socket) => {
    if (!socket.url().endsWith('/bridge')) return;
    socket.on('framesent', ({ payload }) => overheard.push(String(payload)));
    socket.on('framereceived', ({ payload }) => overheard.push(String(payload)));
  });
  await page.goto(provider.address);
  await page.locator('.top-nav').waitFor();
  await page.evaluate(`location.hash = '#/wallet'`);
  return page;
}
const ready = async (page: Page, state: string): Promise<void> => page.locator(`[data-wallet=${state}]`).waitFor();
const asked = (command: string): unknown => signer.asked.findLast((one) => one.command === command)?.input;
/** Everywhere the page itself keeps something. */
const kept = (page: Page): Promise<string> => page.evaluate(`Promise.resolve(indexedDB.databases()).then((databases) => [document.documentElement.outerHTML, [...document.querySelectorAll('input, textarea')].map((e) => e.value).join(' '), JSON.stringify(localStorage), JSON.stringify(sessionStorage), JSON.stringify(databases), document.cookie, location.href, document.title, JSON.stringify(history.state)].join('\\n'))`);

test.each(['light', 'dark'])('in %s, every state is said so, fits the window and has no serious accessibility issue', async (theme) => {
  const page = await show({ state: null, options: { dark: theme === 'dark' } });
  const states: readonly [WalletState | null, string][] = [[null, '.wallet [data-state=waiting]'], [noWallet(), '[data-wallet=none]'], [lostWallet(), '[data-wallet=lost]'], [readyWallet(false), '[data-locked=true]'], [readyWallet(), '[data-locked=false]']];
  for (const [state, shows] of states) {
    if (state) signer.publish(state);
    await page.locator(shows).first().waitFor();
    if (state?.state === 'ready') await page.locator('[data-transaction=pending]').waitFor();
    expect(await excessWidth(page), shows).toBeLessThanOrEqual(0);
    expect(await page.locator('h1').count(), shows).toBe(1);
    expect(await findAxeIssues(page), shows).toEqual([]);
    expect((await page.locator('body').innerText()).match(/undefined|NaN|\[object|Infinity/), shows).toBeNull();
  }
  expect(watched.wrong).toEqual([]);
});

test('a signer that does not answer is said so, and the way back is a button', async () => {
  signer = createFakeSigner(null);
  provider = await tests.serve(richTopics(), richHandlers);
  watched = await tests.open(provider.address);
  await watched.page.locator('.top-nav').waitFor();
  await watched.page.evaluate(`location.hash = '#/wallet'`);
  await watched.page.locator('.wallet [data-state=failed]').waitFor();
  await watched.page.getByRole('button', { name: 'Try again' }).waitFor();
  expect(await findAxeIssues(watched.page)).toEqual([]);
});

test('works at 200 % zoom', async () => {
  const page = await show({ state: readyWallet(), options: { width: 512, height: 350 } });
  await page.locator('[data-transaction=pending]').waitFor();
  expect(await excessWidth(page)).toBeLessThanOrEqual(0);
  expect(await findAxeIssues(page)).toEqual([]);
});

async function begin(page: Page): Promise<void> {
  await page.getByLabel('New passphrase', { exact: true }).fill(samplePassphrase);
  await page.getByLabel('The same passphrase again', { exact: true }).fill(samplePassphrase);
  await page.getByText('Strong').waitFor();
  await page.getByRole('button', { name: 'Make the phrase' }).click();
  await page.getByRole('heading', { name: 'Write these words down' }).waitFor();
}

test('a new phrase is in the page only while its button is held, and nowhere afterwards', async () => {
  const page = await show({ state: noWallet() });
  await ready(page, 'none');
  await begin(page);
  const sentence = samplePhrase.slice(0, 3);
  expect(await page.locator('.phrase').count()).toBe(0);
  const hold = page.getByRole('button', { name: 'Hold to show the words' });
  // By keyboard, by pointer, and hidden when the window is left.
  await hold.focus();
  await page.keyboard.down(' ');
  await page.locator('.phrase').waitFor();
  expect(await page.locator('.phrase li').allInnerTexts()).toEqual(samplePhrase);
  // What looks for the words does find them while they are there.
  expect(await kept(page)).toContain('sausage');
  expect(await findAxeIssues(page)).toEqual([]);
  await page.keyboard.up(' ');
  await expect.poll(() => page.locator('.phrase').count()).toBe(0);
  await hold.hover();
  await page.mouse.down();
  await page.locator('.phrase').waitFor();
  // No button copies the words, and what selects everything does not select them.
  await page.evaluate(`navigator.clipboard.writeText('nothing yet')`);
  await page.evaluate(`getSelection().selectAllChildren(document.body), document.execCommand('copy')`);
  const copied = await page.evaluate<string>(`navigator.clipboard.readText()`);
  expect(copied).toContain('Write these words down');
  for (const word of samplePhrase) expect(copied, word).not.toMatch(new RegExp(`^\\s*${word}\\s*$`, 'm'));
  await page.evaluate(`dispatchEvent(new Event('blur'))`);
  await expect.poll(() => page.locator('.phrase').count()).toBe(0);
  await page.mouse.up();

  for (const word of [...sentence, 'sausage', samplePassphrase]) expect(await kept(page), word).not.toContain(word);
  await page.getByRole('button', { name: 'I have written them down' }).click();
  await page.getByRole('heading', { name: 'Check what you wrote' }).waitFor();
  expect(await findAxeIssues(page)).toEqual([]);
  for (const [place, word] of [['Word 2', 'winner'], ['Word 7', 'wrong'], ['Word 11', 'thank']] as const) await page.getByLabel(place).fill(word);
  await page.getByRole('button', { name: 'Check and create' }).click();
  await page.getByText('Those are not the words asked for.').waitFor();
  for (const [place, word] of [['Word 2', 'winner'], ['Word 7', 'worth'], ['Word 11', 'thank']] as const) await page.getByLabel(place).fill(word);
  await page.getByRole('button', { name: 'Check and create' }).click();
  await expect.poll(() => asked('finishCreate')).toEqual({ draftId: '00000000000000d0', words: ['winner', 'worth', 'thank'] });
  signer.publish(readyWallet());
  await ready(page, 'ready');
  for (const word of [...sentence, 'sausage', samplePassphrase]) expect(await kept(page), word).not.toContain(word);

  // The provider's end of the page heard nothing of it, and what it heard is not nothing.
  expect(overheard.length).toBeGreaterThan(5);
  for (const word of ['sausage', 'useful', samplePassphrase]) expect(overheard.filter((frame) => frame.includes(word)), word).toEqual([]);
  expect(provider.asked.some(({ command }) => command === 'beginCreate')).toBe(false);
  expect(watched.wrong).toEqual([]);
});

test('refuses two different passphrases before anything is asked', async () => {
  const page = await show({ state: noWallet() });
  await page.getByLabel('New passphrase', { exact: true }).fill(samplePassphrase);
  await page.getByLabel('The same passphrase again', { exact: true }).fill('something else entirely');
  const strength = page.locator('.strength');
  await strength.getByText('Strong').waitFor();
  await page.getByRole('button', { name: 'Make the phrase' }).click();
  await page.getByText('The two passphrases differ.').waitFor();
  // The fields are empty now, and nothing is said of what was in them.
  expect(await page.getByLabel('New passphrase', { exact: true }).inputValue()).toBe('');
  await strength.getByText('Strong').waitFor({ state: 'detached' });
  expect(asked('beginCreate')).toBeUndefined();
  expect(await kept(page)).not.toContain(samplePassphrase);
});

test('offers to restore first where a wallet was lost, and a new one only on the owner’s word', async () => {
  const page = await show({ state: lostWallet() });
  await ready(page, 'lost');
  await page.getByText(sampleAddress('main')).waitFor();
  expect(await page.getByRole('radio', { name: 'Hearth backup' }).isChecked()).toBe(true);
  await page.getByText('New wallet').click();
  await page.getByRole('checkbox').check();
  await begin(page);
  expect(asked('beginCreate')).toMatchObject({ evenIfLost: true, words: 12, name: 'Main' });
});

test('unlocks by keyboard, says how long a wrong passphrase must wait, and clears the input', async () => {
  let tries = 0;
  const page = await show({ state: readyWallet(false), signer: { unlock: () => {
    tries += 1;
    throw new HearthError('wallet.wrongPassphrase', { waitMs: tries > 1 ? 3_600_000 : 0 });
  } } });
  await page.getByRole('button', { name: 'Unlock' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.locator('dialog[open]');
  await dialog.getByLabel('Passphrase', { exact: true }).fill('not the one');
  await page.keyboard.press('Enter');
  await dialog.getByText('That passphrase does not open it.').waitFor();
  expect(await dialog.getByLabel('Passphrase', { exact: true }).inputValue()).toBe('');
  expect(await findAxeIssues(page)).toEqual([]);
  await dialog.getByLabel('Passphrase', { exact: true }).fill('nor this');
  await page.keyboard.press('Enter');
  await dialog.getByText(/The next try is in \d+/).waitFor();
  expect(await dialog.getByRole('button', { name: 'Unlock' }).isDisabled()).toBe(true);
  signer.publish(readyWallet());
  await page.getByRole('button', { name: 'Lock now' }).click();
  await expect.poll(() => asked('lock')).toEqual({});
});

async function fillSend(page: Page, to: string, amount: string): Promise<void> {
  await page.getByRole('textbox', { name: 'To', exact: true }).fill(to);
  await page.getByRole('textbox', { name: 'Amount' }).fill(amount);
  await page.getByRole('button', { name: 'Review' }).click();
}

test('shows what would be signed, and sends what was typed again', async () => {
  const page = await show({ state: readyWallet() });
  const to = sampleAddress('friend');
  await fillSend(page, to, '0x10');
  await page.getByText('An amount is digits').waitFor();
  await fillSend(page, `${to.slice(0, -1)}${to.endsWith('1') ? '2' : '1'}`, '250');
  await page.getByText('That is no address').waitFor();
  await fillSend(page, to, '250');
  await page.getByText('Sends 250 EMB to').waitFor();
  expect(await page.locator('.review').innerText()).toContain('You have not sent to this address from here before.');
  await page.getByText('The chain would take it').waitFor();
  // In the owner's currency too: coins by EMBER's rate, fees by that of what pays them.
  await page.getByText('about 212.50 EUR').waitFor();
  await page.getByText('about 0.88 EUR').waitFor();
  expect(await findAxeIssues(page)).toEqual([]);
  await page.getByLabel('This is a large amount. Type 250 to send it').fill('250');
  await page.getByRole('button', { name: 'Sign and send' }).click();
  await page.getByText('Sent to the chain. It counts when it is in a block').waitFor();
  expect(asked('approveAction')).toMatchObject({ action: { kind: 'sendCoins', to, amountWei: 250n * 10n ** 18n }, chainId: 31337, maxFeeWei: 365_000_000_000_000n, typedAmount: '250', nonce: null, passphrase: null });
  expect(provider.asked.find(({ command }) => command === 'sendApproved')?.input).toMatchObject({ approvalId: '00000000000000a0', account: sampleAddress('main') });
});

test('holds back an address that looks like a known one until it was compared', async () => {
  const page = await show({ state: readyWallet(), provider: { readMoney: () => ({ tariff: null, priceNow: { unknown: 'no tariff' }, rate: { kind: 'file', currency: 'EUR', path: 'rate.txt', staleAfterSeconds: 60 }, rateNow: { unknown: 'the file is too old' }, gasRate: null, feeLimitPercent: 5 }) }, signer: { describeAction: (input, context) => ({ ...(signerHandlers.describeAction!(input, context) as Awaited<ReturnType<NonNullable<typeof signerHandlers.describeAction>>>), warnings: [{ kind: 'lookalike', of: sampleAddress('exchange'), name: 'Exchange' }] }) } });
  await fillSend(page, sampleAddress('friend'), '1.5');
  await page.getByText('This address looks like Exchange and is another.').waitFor();
  // Nobody said what it is worth, or it is not known now: nothing is made up.
  expect(await page.locator('[data-worth]').count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Sign and send' }).isDisabled()).toBe(true);
  expect(await findAxeIssues(page)).toEqual([]);
  await page.getByRole('checkbox').check();
  expect(await page.getByRole('button', { name: 'Sign and send' }).isDisabled()).toBe(false);
});

test('sends a token in its own count: the amount typed again and the passphrase, whatever it is worth', async () => {
  const page = await show({ state: readyWallet() });
  await page.getByText('Token', { exact: true }).click();
  // A token of another chain is not offered here, and one that copies the coin's name is marked wherever it stands.
  expect(await page.getByLabel('Which token').locator('option').allInnerTexts()).toEqual([expect.stringContaining('USDX (0x'), expect.stringContaining('EMBER (0x')]);
  await page.locator(`[data-token="${sampleAddress('false ember')}"] [data-token-warning=imitates]`).waitFor();
  await fillSend(page, sampleAddress('friend'), '1.0000001');
  await page.getByText('An amount of this token is digits, with a point and up to 6 more.').waitFor();
  await fillSend(page, sampleAddress('friend'), '1.5');
  await page.getByText('Sends 1.5 USDX to').waitFor();
  expect(await page.locator('.review').innerText()).toContain('23.500001 USDX');
  expect(await findAxeIssues(page)).toEqual([]);
  await page.getByLabel('No price weighs a token. Type 1.5 to send it').fill('1.5');
  await page.getByLabel('Passphrase, which every token asks for', { exact: true }).fill(samplePassphrase);
  await page.getByRole('button', { name: 'Sign and send' }).click();
  await page.getByText('Sent to the chain.').waitFor();
  expect(asked('approveAction')).toMatchObject({ action: { kind: 'sendToken', token: sampleAddress('usdx'), to: sampleAddress('friend'), amountUnits: 1_500_000n, decimals: 6 }, typedAmount: '1.5', passphrase: samplePassphrase });
  expect(overheard.filter((frame) => frame.includes(samplePassphrase))).toEqual([]);
});

test('gives a token a limit of its own, in its own count, and says where one has none', async () => {
  const page = await show({ state: readyWallet(), signer: { setPolicy: () => ({}) } });
  const limits = page.locator('section', { has: page.getByRole('heading', { name: 'Limits', exact: true }) });
  await limits.getByText('USDX in 24 hours').waitFor();
  expect(await limits.getByText('no limit of its own: passphrase and amount each time').count()).toBe(3);
  await limits.getByRole('button').first().click();
  const dialog = page.getByRole('dialog');
  const passphrase = dialog.getByLabel(/^Passphrase/).first();
  await dialog.getByLabel('USDX in 24 hours').fill('1.5.0');
  await passphrase.fill(samplePassphrase);
  await dialog.locator('button[type=submit]').click();
  await dialog.getByRole('alert').waitFor();
  await dialog.getByLabel('USDX in 24 hours').fill('250.5');
  await passphrase.fill(samplePassphrase);
  await dialog.locator('button[type=submit]').click();
  await expect.poll(() => asked('setPolicy')).toMatchObject({ policy: { tokenLimits: [{ chainId: 31337, token: sampleAddress('usdx'), unitsPerDay: 250_500_000n }] }, passphrase: samplePassphrase });
  expect(await findAxeIssues(page)).toEqual([]);
});

test('adds a token by what its contract says of itself, and forgets one', async () => {
  const page = await show({ state: readyWallet() });
  await page.getByRole('button', { name: 'Add a token' }).click();
  const dialog = page.locator('dialog[open]');
  for (const [address, words] of [['0x12', 'That is no address'], [sampleAddress('not a token'), 'does not answer as a token']] as const) {
    await dialog.getByLabel('Address of its contract').fill(address);
    await dialog.getByRole('button', { name: 'Read it from the chain' }).click();
    await dialog.getByText(words).waitFor();
  }
  await dialog.getByLabel('Address of its contract').fill(sampleAddress('third ember'));
  await dialog.getByRole('button', { name: 'Read it from the chain' }).click();
  await dialog.getByText('It is called like a coin or token that it is not.').waitFor();
  expect(await findAxeIssues(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Add it' }).click();
  await expect.poll(() => asked('addToken')).toEqual({ chainId: 31337, address: sampleAddress('third ember'), symbol: 'EMBER', decimals: 18 });
  await page.getByRole('button', { name: 'Forget: USDX' }).click();
  await dialog.getByText('What you hold of it stays where it is.').waitFor();
  await dialog.getByRole('button', { name: 'Forget' }).click();
  await expect.poll(() => asked('forgetToken')).toEqual({ chainId: 31337, address: sampleAddress('usdx') });
});

test('keeps an address book: adds, renames, removes, and sends by name', async () => {
  const page = await show({ state: readyWallet() });
  await page.getByRole('button', { name: 'Add an address' }).click();
  const dialog = page.locator('dialog[open]');
  await dialog.getByLabel('Name').fill('Shop');
  await dialog.getByLabel('Address').fill(sampleAddress('shop').toLowerCase());
  expect(await findAxeIssues(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('its checksum says nothing: compare every digit').waitFor();
  expect(asked('addContact')).toEqual({ name: 'Shop', address: sampleAddress('shop').toLowerCase() });
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Rename: Marta' }).click();
  await dialog.getByLabel('Name of Marta').fill('Marta K.');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => asked('renameContact')).toEqual({ contactId: '00000000000000c1', name: 'Marta K.' });

  await page.getByLabel('From the address book').selectOption({ label: 'Marta' });
  expect(await page.getByRole('textbox', { name: 'To', exact: true }).inputValue()).toBe(sampleAddress('marta'));
  await fillSend(page, sampleAddress('marta'), '1');
  await page.getByText('This is Marta in your address book.').waitFor();
  await page.getByRole('button', { name: 'Sign and send' }).click();
  await page.getByText('Sent to the chain.').waitFor();
  expect(await page.getByRole('button', { name: 'Save this address' }).count()).toBe(0);
  // Whoever got something and has no name yet can be given one.
  await fillSend(page, sampleAddress('friend'), '1');
  await page.getByRole('button', { name: 'Sign and send' }).click();
  await page.getByRole('button', { name: 'Save this address' }).click();
  await dialog.getByLabel('Name').fill('Friend');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => asked('addContact')).toEqual({ name: 'Friend', address: sampleAddress('friend') });
  await page.getByRole('button', { name: 'Remove: Marta' }).click();
  await dialog.getByText('What was sent there stays in the history.').waitFor();
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect.poll(() => asked('removeContact')).toEqual({ contactId: '00000000000000c1' });
});

test('puts a minus only before what left, and says of a stake where it is', async () => {
  const page = await show({ state: readyWallet() });
  const cell = (state: string, kind: string) => page.locator(`[data-transaction=${state}]`).filter({ hasText: kind }).locator('[data-movement]').innerText();
  await page.locator('[data-transaction=pending]').waitFor();
  expect(await cell('confirmed', 'Send a token')).toBe('−1.5 USDX');
  expect(await cell('confirmed', 'Stake')).toMatch(/^400\.00 EMB\s+locked as stake$/);
  expect(await cell('confirmed', 'Allow to take coins')).toMatch(/^400\.00 EMB\s+at most$/);
  expect(await cell('cancelled', 'Send')).toMatch(/^2\.50 EMB\s+did not leave$/);
  expect(await page.locator('[data-transaction=transfer] [data-movement]').allInnerTexts()).toEqual(['+0.4213 EMB', '+25.000001 USDX']);
});

test.each([
  ['too few coins', { balance: { coinsWei: 10n ** 18n, gasWei: 10n ** 18n, tokenUnits: null } }, 'There is not enough: the account has 1 EMB, this needs 2 EMB.'],
  ['too little for the fee', { balance: { coinsWei: 10n ** 19n, gasWei: 1n, tokenUnits: null } }, 'The account cannot pay the fee'],
  ['a refusal by the contract', { simulation: { ok: false, reason: 'Paused', blockNumber: 9 } }, 'The chain would refuse it: Paused.'],
])('does not offer to sign with %s', async (_name, plan, words) => {
  const page = await show({ state: readyWallet(), provider: { planAction: async (input, context) => ({ ...(await walletChainHandlers.planAction!(input, context)), ...plan }) } });
  await fillSend(page, sampleAddress('friend'), '2');
  await page.getByRole('alert').getByText(words).waitFor();
  expect(await page.getByRole('button', { name: 'Sign and send' }).count()).toBe(0);
  expect(asked('approveAction')).toBeUndefined();
});

test('shows pending as pending, and takes it back only when asked twice', async () => {
  const page = await show({ state: readyWallet() });
  const row = page.locator('[data-transaction=pending]');
  expect(await row.innerText()).toContain('Pending');
  await row.getByRole('button', { name: 'Take back' }).click();
  const dialog = page.locator('dialog[open]');
  await dialog.getByRole('button', { name: 'Review' }).click();
  await dialog.getByText('Fee at worst 0.001095').waitFor();
  expect(provider.asked.some(({ command }) => command === 'replaceTransaction')).toBe(false);
  await dialog.getByRole('button', { name: 'Yes, replace it' }).click();
  await expect.poll(() => provider.asked.find(({ command }) => command === 'replaceTransaction')?.input).toEqual({ transactionId: 'wallet-0', approvalId: '00000000000000a0', how: 'cancel' });
  expect(asked('approveAction')).toMatchObject({ action: { kind: 'cancel' }, nonce: 0 });
});

test('shows the phrase again only for the passphrase, and changes the passphrase', async () => {
  const page = await show({ state: readyWallet(), signer: { revealPhrase: () => ({ phrase: [...samplePhrase], hasExtraWord: true }), changePassphrase: () => ({}) } });
  await page.getByRole('button', { name: 'Show the phrase' }).click();
  const dialog = page.locator('dialog[open]');
  await dialog.getByLabel('Passphrase', { exact: true }).fill(samplePassphrase);
  await page.keyboard.press('Enter');
  await dialog.getByText('also needs its extra word').waitFor();
  expect(await kept(page)).not.toContain('sausage');
  // A screen reader can only press: once shows, once more hides.
  await page.evaluate(`document.querySelector('dialog[open] .hold-button').click()`);
  await dialog.locator('.phrase').waitFor();
  await page.evaluate(`document.querySelector('dialog[open] .hold-button').click()`);
  await expect.poll(() => dialog.locator('.phrase').count()).toBe(0);
  await dialog.getByRole('button', { name: 'Done' }).click();
  expect(await kept(page)).not.toContain('sausage');

  await page.getByRole('button', { name: 'Change passphrase' }).first().click();
  await dialog.getByLabel('Passphrase', { exact: true }).fill(samplePassphrase);
  for (const label of ['New passphrase', 'The same passphrase again']) await dialog.getByLabel(label, { exact: true }).fill('four other unrelated words');
  expect(await findAxeIssues(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Change passphrase' }).click();
  await expect.poll(() => asked('changePassphrase')).toEqual({ rootId: '00000000000000aa', passphrase: samplePassphrase, newPassphrase: 'four other unrelated words' });
  await expect.poll(() => page.locator('dialog[open]').count()).toBe(0);
});

test('a notice about the backup leads to it, when the wallet comes', async () => {
  const page = await show({ state: null });
  await page.evaluate(`location.hash = '#/wallet/backup'`);
  await page.locator('.wallet [data-state=waiting]').first().waitFor();
  signer.publish(readyWallet());
  await page.locator('#backup-title').waitFor();
  await expect.poll(() => page.evaluate("((title) => document.activeElement === title && title.getBoundingClientRect().top > -1 && title.getBoundingClientRect().bottom <= innerHeight)(document.getElementById('backup-title'))")).toBe(true);
});

test('names what is gone with an account, and saves a backup as a file', async () => {
  const page = await show({ state: readyWallet(), signer: { exportBackup: () => ({ fileName: 'hearth-wallet-2026-11-22.json', text: '{"format":"hearth-wallet-backup/1"}' }) } });
  await page.getByText('Phrase checked 41 days ago.').waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save backup file' }).click()]);
  expect(download.suggestedFilename()).toBe('hearth-wallet-2026-11-22.json');
  expect(await readFile(await download.path(), 'utf8')).toContain('hearth-wallet-backup/1');
  await page.getByRole('button', { name: 'Remove: Main' }).click();
  await page.getByText('the phrase leaves this computer too').waitFor();
  await page.getByText('Your earnings are paid to this address').waitFor();
  expect(await findAxeIssues(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('dialog[open]').count()).toBe(0);
  signer.publish({ ...readyWallet(), roots: readyWallet().roots.map((root) => ({ ...root, backupCheckedAtMs: null, createdAtMs: nowMs })) });
  await page.getByText('The phrase was never checked.').waitFor();
});
