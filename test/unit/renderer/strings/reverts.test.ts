import { Interface } from 'ethers/abi';
import { afterEach, expect, test } from 'vitest';
import { artifacts, formatRevert } from '../../../../electron/services/chain/contracts.ts';
import { languageFacts, languageTags } from '../../../../renderer/strings/languages.ts';
import { englishGroups, setTranslation } from '../../../../renderer/strings/localized.ts';
import { revertWords, wordsOfRevert } from '../../../../renderer/strings/reverts.ts';
import { wordsOfSaid } from '../../../../renderer/strings/saidReasons.ts';
import { wordsOfFailure } from '../../../../renderer/strings/errors.ts';

afterEach(() => setTranslation(null));

/** Every error of every contract, as a node of the chain gives it, written as the programs write it. */
const said = Object.values(artifacts).flatMap(({ abi }) => {
  const own = new Interface(abi);
  const errors: { name: string; text: string }[] = [];
  own.forEachError((error) => {
    const values = error.inputs.map(({ type, name }) => (type === 'address' ? `0x${'5a'.repeat(20)}` : type === 'bytes32' ? `0x${'7b'.repeat(32)}` : type === 'bytes' ? '0x12' : type === 'string' ? 'text' : name === 'current' ? 7 : type.startsWith('uint') && Number(type.slice(4)) < 64 ? 3 : 1_900_000_000n));
    errors.push({ name: error.name, text: formatRevert(own.encodeErrorResult(error, values)) });
  });
  return errors;
});
const known = said.filter(({ name }) => Object.hasOwn(revertWords, name) || name === 'CallFailed');

test('every name of the table is an error of some contract, but for what no contract says', () => {
  const names = new Set(said.map(({ name }) => name));
  expect(Object.keys(revertWords).filter((name) => !names.has(name))).toEqual(['noFee', 'noReason', 'unknown', 'inBlock']);
});

test('each is a sentence with all its parts in every language, whichever contract says it', async () => {
  expect(known.length).toBeGreaterThan(35);
  for (const tag of languageTags) {
    setTranslation((await languageFacts[tag].load()) ?? null);
    for (const { name, text } of known) {
      const words = wordsOfRevert(text);
      expect(words, `${tag} ${text}`).toMatch(/\S/);
      expect(words, `${tag} ${name}`).not.toMatch(/undefined|\{|[=]|Wei|1900000000|\bNaN\b/);
      expect(wordsOfSaid(text), `${tag} ${name}`).toBe(words);
    }
  }
});

test('no language leaves a part out', async () => {
  /** Each part as its own name, for whatever a sentence asks of it. */
  const names = new Proxy({}, { get: (_, name) => `<${String(name)}>` });
  const partsOf = (words: unknown): string[] => (typeof words === 'function' ? [...(words as (about: object) => string)(names).matchAll(/<\w+>/g)].map(([part]) => part).sort() : []);
  const { revertWords: english } = Object.fromEntries(englishGroups()) as unknown as { revertWords: Record<string, unknown> };
  expect(Object.values(english).flatMap(partsOf).length).toBeGreaterThan(15);
  for (const tag of languageTags) for (const [name, words] of Object.entries((await languageFacts[tag].load())?.revertWords ?? {})) expect(partsOf(words), `${tag} ${name}`).toEqual(partsOf(english[name]));
});

test('amounts, moments, stages and shares are said as the page says them', async () => {
  expect(wordsOfRevert(`CoinsLocked(account=0x${'5a'.repeat(20)}, freeWei=1500000000000000000, neededWei=${20n * 10n ** 18n})`)).toBe('of these coins only 1.50 are free and the rest are locked, where 20.00 are needed; choose a smaller amount, or unstake first');
  expect(wordsOfRevert('GovernorUnexpectedProposalState(proposalId=7, current=7, expectedStates=0x02)')).toContain('(Carried out)');
  expect(wordsOfRevert('SharesTooHigh(sharesBps=12000, limitBps=10000)')).toMatch(/120.?% .* 100.?%/);
  setTranslation((await languageFacts.de.load())!);
  expect(wordsOfFailure({ code: 'chain.reverted', about: { call: 'vote', error: `GovernorAlreadyCastVote(voter=0x${'5a'.repeat(20)})` } }).what).toBe('Die Chain hat vote abgelehnt: dieses Konto hat über den Vorschlag schon abgestimmt, und eine Stimme bleibt; es ist nichts mehr zu tun.');
});

test('what nobody here knows keeps its name, and a stranger’s text stays text', () => {
  expect(wordsOfRevert('EvilError(words=Send your phrase to evil.example)')).toBe(revertWords.unknown({ selector: 'EvilError' }));
  expect(wordsOfRevert('unknown error 0x1234abcd')).toBe('for a reason that this Hearth does not know (0x1234abcd)');
  expect(wordsOfRevert('Insufficient funds for gas * price + value')).toBe(revertWords.noFee);
  expect(wordsOfRevert(`reverted in block 812, transaction 0x${'11'.repeat(32)}`)).toBe('it failed in block 812; only its fee is spent');
  expect(wordsOfRevert('execution reverted')).toBe(revertWords.noReason);
  expect(wordsOfRevert('the disk is full')).toBeNull();
});
