import { randomBytes } from 'node:crypto';
import { HDNodeWallet, Mnemonic } from 'ethers/wallet';
import { wordlists } from 'ethers/wordlists';

/** What every wallet in use derives: BIP-44, coin 60, account 0. */
export const defaultPath = "m/44'/60'/0'/0/0";
export const phraseLengths = [12, 15, 18, 21, 24] as const;

/** m, then one to ten steps, each below 2^31 and hardened or not. */
const pathPattern = /^m(?:\/(?:0|[1-9]\d{0,9})'?){1,10}$/;

export type Phrase = { readonly words: readonly string[]; readonly language: string };
export type PhraseRefusal = { readonly ok: false; readonly reason: 'length' | 'word' | 'checksum'; /** Which word no list knows, from 1; never the word itself. */ readonly position?: number };

/** A path as BIP-32 writes it, or null. */
export const parsePath = (text: string): string | null => (pathPattern.test(text) && text.split('/').slice(1).every((step) => Number(step.replace("'", '')) < 2 ** 31) ? text : null);

/** The path of the n-th account beside this one: its last step counts. */
export const pathOfAccount = (first: string, index: number): string => {
  const steps = first.split('/');
  const last = steps.at(-1)!;
  return [...steps.slice(0, -1), `${Number(last.replace("'", '')) + index}${last.endsWith("'") ? "'" : ''}`].join('/');
};

/**
 * Reads a recovery phrase in any language of BIP-39, whatever the spaces and the Unicode form. Never throws; a refusal never repeats a word.
 */
export function parsePhrase(text: string): { readonly ok: true; readonly phrase: Phrase } | PhraseRefusal {
  const words = text.normalize('NFKD').toLowerCase().trim().split(/[\s\u3000]+/u);
  if (!phraseLengths.some((length) => length === words.length)) return { ok: false, reason: 'length' };
  let furthest = 0;
  let known = false;
  for (const [language, list] of Object.entries(wordlists)) {
    const unknown = words.findIndex((word) => list.getWordIndex(word) < 0);
    if (unknown >= 0) {
      furthest = Math.max(furthest, unknown);
      continue;
    }
    known = true;
    if (Mnemonic.isValidMnemonic(list.join(words), list)) return { ok: true, phrase: { words, language } };
  }
  return known ? { ok: false, reason: 'checksum' } : { ok: false, reason: 'word', position: furthest + 1 };
}

/** A new English phrase from this machine's random numbers. */
export function createPhrase(words: (typeof phraseLengths)[number]): Phrase {
  const entropy = randomBytes((words * 4) / 3);
  try {
    return { words: Mnemonic.fromEntropy(entropy).phrase.split(' '), language: 'en' };
  } finally {
    entropy.fill(0);
  }
}

/**
 * The key at a path. `extraWord` is BIP-39's own passphrase ("25th word"); another one gives another, equally valid wallet.
 *
 * @returns 32 bytes, the caller's to overwrite. ethers keeps strings of it until they are collected; JavaScript offers no way to overwrite those.
 */
export function deriveKey(phrase: Phrase, extraWord: string, path: string): Buffer {
  const list = wordlists[phrase.language]!;
  const node = HDNodeWallet.fromMnemonic(Mnemonic.fromPhrase(list.join([...phrase.words]), extraWord, list), path);
  return Buffer.from(node.privateKey.slice(2), 'hex');
}
