import { expect, test } from 'vitest';
import { argumentWords, callSentence, groupedAddress, recipientOfCall, type DecodedCall } from '../../../../renderer/views/wallet/callWords.ts';
import { problemOf } from '../../../../renderer/views/wallet/sendProblem.ts';
import { walletWords } from '../../../../renderer/strings/wallet.ts';

const to = `0x${'ab12'.repeat(10)}`;
const token = `0x${'cd34'.repeat(10)}`;
const call = (changes: Partial<DecodedCall>): DecodedCall => ({ contract: 'HearthToken', method: 'transfer', to: token, data: '0x', valueWei: 0n, arguments: [['to', to], ['value', '1']], ...changes });

test('says a call from its own bytes, to the last wei', () => {
  expect(callSentence(call({}), 'EMB')).toBe('Sends 0.000000000000000001 EMB to');
  expect(callSentence(call({ arguments: [['to', to], ['value', (2n ** 256n - 1n).toString()]] }), 'EMB')).toBe('Sends 115792089237316195423570985008687907853269984665640564039457.584007913129639935 EMB to');
  expect(callSentence(call({ contract: null, method: null, arguments: [], valueWei: 1500000000000000000n }), 'EMB')).toBe('Sends 1.5 of the fee currency to');
  expect(callSentence(call({ method: 'approve', arguments: [['spender', to], ['value', '1000000000000000000']] }), 'EMB')).toBe(`Lets ${to} take 1 EMB.`);
  expect(callSentence(call({ contract: 'StakeManager', method: 'withdraw', arguments: [['node', to]] }), 'EMB')).toBe('Calls withdraw of StakeManager.');
  expect(argumentWords('value', 'not a number')).toBe('not a number');
});

test('says a token in its own count and name, and never in our coin', () => {
  const own = call({ contract: 'ERC20', arguments: [['to', to], ['value', '1500000']] });
  expect(callSentence(own, 'EMB', { decimals: 6, name: 'USDX' })).toBe('Sends 1.5 USDX to');
  expect(callSentence(own, 'EMB')).not.toContain('EMB');
  expect(argumentWords('value', '1500000', { decimals: 6, name: 'USDX' })).toBe('1.5');
  const action = { kind: 'sendToken' as const, token, to, amountUnits: 1_500_000n, decimals: 6 };
  const held = (tokenUnits: bigint | null) => ({ action, plan: { ...plan(0n, 10n), balance: { coinsWei: 0n, gasWei: 10n, tokenUnits } } });
  expect([problemOf(held(1_500_000n), 'EMB'), problemOf(held(null), 'EMB')]).toEqual([null, null]);
  expect(problemOf(held(1_499_999n), 'EMB')).toBe('There is not enough: the account has 1.499999, this needs 1.5.');
});

test('names who gets it, not the contract in between', () => {
  expect(recipientOfCall(call({}))).toBe(to);
  expect(recipientOfCall(call({ method: null, contract: null, arguments: [] }))).toBe(token);
});

test('groups an address and loses nothing of it', () => {
  expect(groupedAddress(to)).toEqual(['0x', ...Array.from({ length: 10 }, () => 'ab12')]);
  expect(groupedAddress('no address').join('')).toBe('no address');
});

const plan = (coinsWei: bigint, gasWei: bigint, ok = true): Parameters<typeof problemOf>[0]['plan'] => ({
  chainId: 1, fees: { gasLimit: 1n, maxFeePerGasWei: 1n, maxPriorityFeePerGasWei: 1n, likelyFeeWei: 5n, worstFeeWei: 10n }, simulation: { ok, reason: ok ? null : 'Paused', blockNumber: 1 }, recipientHasCode: false, balance: { coinsWei, gasWei, tokenUnits: null },
});
test.each([
  ['sendCoins', 100n, 100n, 10n, null], ['sendCoins', 101n, 100n, 10n, 'There is not enough'], ['sendCoins', 100n, 100n, 9n, 'cannot pay the fee'],
  ['sendGas', 90n, 0n, 100n, null], ['sendGas', 91n, 0n, 100n, 'cannot pay the fee'],
] as const)('%s of %s with %s coins and %s for fees: %s', (kind, amountWei, coinsWei, gasWei, words) => {
  const problem = problemOf({ action: { kind, to, amountWei }, plan: plan(coinsWei, gasWei) }, 'EMB');
  if (words === null) expect(problem).toBeNull();
  else expect(problem).toContain(words);
});
test('says the chain’s own reason last', () => expect(problemOf({ action: { kind: 'sendCoins', to, amountWei: 1n }, plan: plan(1n, 10n, false) }, 'EMB')).toBe('The chain would refuse it: Paused.'));

test('has plain words and no empty one', () => {
  const all = JSON.stringify(walletWords);
  expect(all).not.toMatch(/!|undefined|null|""/);
});
