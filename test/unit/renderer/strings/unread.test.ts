import { afterEach, expect, test } from 'vitest';
import { languageFacts, languageTags } from '../../../../renderer/strings/languages.ts';
import { setTranslation } from '../../../../renderer/strings/localized.ts';
import { wordsOfUnread } from '../../../../renderer/strings/unread.ts';
import { unread, unreadInWords } from '../../../../electron/shared/signals.ts';

afterEach(() => setTranslation(null));

test('a reason is said in the language of the page, with what it is about', async () => {
  const said = new Set<string>();
  for (const tag of languageTags) {
    setTranslation((await languageFacts[tag].load()) ?? null);
    said.add(wordsOfUnread(unread('processor.temperature').unread));
    expect(wordsOfUnread(unread('service.notRunning:', 'NetworkManager').unread), tag).toContain('NetworkManager');
  }
  expect(said.size).toBe(languageTags.length);
});

test('what a driver, an owner or an older record says in its own words is shown as it is, cleaned', () => {
  expect(wordsOfUnread(unreadInWords('the price list begins later').unread)).toBe('the price list begins later');
  expect(wordsOfUnread('meter: 7\u202e')).not.toContain('\u202e');
  expect(wordsOfUnread('constructor')).toBe('constructor');
});
