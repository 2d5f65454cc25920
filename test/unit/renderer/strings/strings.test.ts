import { expect, test } from 'vitest';
import { errorCodes } from '../../../../electron/shared/errors.ts';
import { noticeKinds } from '../../../../electron/shared/notices.ts';
import { statusShape } from '../../../../electron/shared/shapes.ts';
import { errorWords, wordsOfFailure } from '../../../../renderer/strings/errors.ts';
import { describeNotice } from '../../../../renderer/strings/notices.ts';
import { checkTitle, factTitle, nodeMeaning, nodeTitle } from '../../../../renderer/strings/path.ts';
import { statusWords, type StatusContext } from '../../../../renderer/strings/status.ts';

const context: StatusContext = { nowMs: 100_000, devices: [], jobs: { waiting: 2 }, tokensPerSecond: 142 };
const sentence = /^[A-Z0-9/“"].*\.$/s;
/** No hype, no exclamation, nothing that was left empty. */
const plain = /!|undefined|null|NaN|\[object/;

const sampleOf = (key: string): string | number => (key.endsWith('Ms') ? 12_000 : key.endsWith('Seconds') ? 840 : key.endsWith('Bytes') ? 5_000_000 : `<${key}>`);
/** Everything that the words of a code ask for. */
function aboutOf(code: (typeof errorCodes)[number]): Record<string, string | number> {
  const read: Record<string, string | number> = {};
  (errorWords[code] as (about: object) => unknown)(new Proxy({}, { get: (_all, key) => (typeof key === 'string' ? (read[key] = sampleOf(key)) : undefined) }));
  return read;
}

test.each(errorCodes)('has two plain sentences for %s', (code) => {
  const { what, next } = wordsOfFailure({ code, about: aboutOf(code) });
  for (const words of [what, next]) expect(words).not.toMatch(plain);
  expect(what.length).toBeGreaterThan(10);
  expect(next.length).toBeGreaterThan(5);
});

test('quotes a contract or a peer in its sentence without being turned around, piled upon or flooded by it', () => {
  const { what } = wordsOfFailure({ code: 'chain.reverted', about: { call: 'transfer', error: `\u202egnp.exe\u200b${'W'.repeat(5000)}` } });
  expect(what).toMatch(/^The chain refused transfer: gnp.exe W+….$/);
  expect(what.length).toBeLessThan(450);
  expect(wordsOfFailure({ code: `\u202e${'x'.repeat(5000)}`, about: {} }).what.length).toBeLessThan(150);
});

test('has words for a failure it does not know', () => expect(wordsOfFailure({ code: 'future.thing', about: {} }).what).toContain('future.thing'));

test.each(statusShape.shape.state.options)('says what it does and why when %s, even with nothing more to tell', (state) => {
  const { sentence: said, why } = statusWords[state]({}, context, 40_000);
  expect(said).toMatch(sentence);
  expect(said).not.toMatch(plain);
  expect(why).not.toMatch(plain);
});

test('fills the sentence from what the provider tells', () => {
  const devices = [{ deviceId: 'gpu-0', kind: 'gpu', name: 'RTX 4070', vendor: null, memoryBytes: null, driver: null, unknown: false, executionProviders: [], reason: null, enabled: true, state: 'working', jobId: null }] as const;
  expect(statusWords.working({ jobs: 1, device: 'gpu-0' }, { ...context, devices: devices as never }, 0)).toEqual({ sentence: 'Working on 1 job on RTX 4070.', why: 'For a client, at 142 tokens a second. 2 finished jobs wait for payment.' });
  expect(statusWords.paused({ untilMs: 160_000 }, context, 0).why).toContain('in 1 min');
  expect(statusWords.paused({ untilMs: 90_000 }, context, 0).sentence).toBe('The pause is over.');
  expect(statusWords.paused({ untilMs: null }, context, 0).sentence).toBe('Paused until you resume.');
  expect(statusWords.chainGone({ waiting: 3, sinceMs: 60_000, rpcUrl: 'http://127.0.0.1:8545' }, context, 0).why).toBe('http://127.0.0.1:8545 has been silent for 40 s. 3 receipts wait here and will be paid when it is back.');
  expect(statusWords.chainDoubt({ kind: 'stale', waiting: 1, ageSeconds: 845, rpcUrl: 'http://127.0.0.1:8545' }, context, 0)).toEqual({
    sentence: 'Working, but the chain data is 14 min old.', why: 'http://127.0.0.1:8545 shows no newer block. Nothing is decided on old data: no new orders, no payments, until a new block comes. 1 receipt waits here and will be paid when it is back.',
  });
  expect(statusWords.chainDoubt({ kind: 'disagreement', waiting: 0, blockNumber: 9, rpcUrl: 'http://a', otherUrl: 'http://b' }, context, 0).why).toBe('http://a and http://b hold different blocks 9. Nothing is decided on either until they agree.');
  expect(statusWords.failing({ code: 'signer.unavailable' }, context, 0).sentence).toBe('The signer does not answer.');
  expect(statusWords.disconnected({}, context, 40_000).why).toContain('1 min');
});

test.each(noticeKinds)('says what happened and what is next for a notice of %s', (kind) => {
  for (const about of [{}, { jobId: `0x${'ab'.repeat(32)}`, device: 'RTX 4070', code: 'job.deadline', rpcUrl: 'http://127.0.0.1:1' }]) {
    const { what, next } = describeNotice({ kind, about });
    expect(`${what} ${next}`).not.toMatch(plain);
    expect(what).toMatch(sentence);
  }
});

test('names known parts of the path, and speaks the rest', () => {
  expect(nodeTitle('sketchRoot')).toBe('Sketch root');
  expect(nodeTitle('constructor')).toBe('Constructor');
  expect(nodeMeaning('toString')).toBeNull();
  expect(factTitle('memoryPeakBytes')).toBe('Memory peak');
  expect(checkTitle('outputRoot')).toBe('Output root');
});

test('a limit of the signer that the owner sets is said to be changed in the wallet, and no other rule of it', () => {
  const next = (rule: string): string => wordsOfFailure({ code: 'signer.refused', about: { rule, reason: 'too much' } }).next;
  for (const rule of ['coinsPerTransaction', 'feePerTransaction', 'gasPerTransaction', 'coinsPerDay', 'gasPerDay', 'tokenPerDay']) expect(next(rule), rule).toContain('changed in the wallet');
  for (const rule of ['method', 'network', 'sequence', 'approval']) expect(next(rule), rule).toContain('cannot be changed');
});
