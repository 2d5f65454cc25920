import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildWalletCall, decodeWalletCall } from '../../../../electron/services/wallet/actions.ts';
import { applyFailure, noAttempts, waitMsOf } from '../../../../electron/services/wallet/attempts.ts';
import { decideAction, defaultPolicy, refuseApproved, type ActionFacts, type ActionRequest, type Approval, type SignFacts, type SignRequest } from '../../../../electron/services/wallet/decideAction.ts';
import { sumSpent, sumUnits, type SpendingEntry } from '../../../../electron/services/wallet/spending.ts';
import { isLooser } from '../../../../electron/services/wallet/vault.ts';
import { weiPerCoin } from '../../../../electron/shared/units.ts';
import { walletActionShape, type WalletAction } from '../../../../electron/shared/walletBridge.ts';
import { formatExactCoins } from '../../../../electron/shared/coins.ts';

const at = (digit: string): string => `0x${digit.repeat(40)}`;
const contracts = { HearthToken: at('a'), StakeManager: at('b'), JobEscrow: at('c') };
const own = at('1');
const facts: ActionFacts = { address: own, isWatchOnly: false, isUnlocked: true, network: { chainId: 7, contracts }, policy: defaultPolicy, spent: { coinsWei: 0n, gasWei: 0n }, spentUnits: 0n };
const ask = (action: WalletAction, change: Partial<ActionRequest> = {}): ActionRequest => ({ action, chainId: 7, maxFeeWei: 10n ** 15n, nonce: null, typedAmount: null, hasPassphrase: false, ...change });
const coins = (n: number): bigint => BigInt(n) * weiPerCoin;
const sendToken = (amountUnits: bigint, change: object = {}): WalletAction => ({ kind: 'sendToken', token: at('e'), to: at('2'), amountUnits, decimals: 6, ...change });
const sendCoins = (amountWei: bigint): WalletAction => ({ kind: 'sendCoins', to: at('2'), amountWei });

describe('an action of an account', () => {
  it('is refused by name, or says what its owner still has to do', () => {
    const table: [string, WalletAction, Partial<ActionRequest>?, Partial<ActionFacts>?][] = [
      ['watchOnly', sendCoins(1n), {}, { isWatchOnly: true }], ['network', sendCoins(1n), {}, { network: null }], ['chain', sendCoins(1n), { chainId: 1 }],
      ['method', sendCoins(1n), {}, { network: { chainId: 7, contracts: {} } }], ['method', { kind: 'vote', proposalId: 1n, support: 1, reason: '' }, {}, { network: { chainId: 7, contracts: {} } }],
      ['nonce', { kind: 'cancel' }], ['coinsPerTransaction', sendCoins(coins(1000) + 1n)], ['coinsPerTransaction', { kind: 'approve', spender: 'StakeManager', amountWei: 2n ** 256n - 1n }],
      ['feePerTransaction', sendCoins(1n), { maxFeeWei: weiPerCoin / 20n + 1n }], ['gasPerTransaction', { kind: 'sendGas', to: at('2'), amountWei: coins(1) }],
      ['chain', sendToken(1n), { chainId: 1 }], ['token', sendToken(1n, { token: at('a') })], ['token', sendToken(1n, { token: at('B') })], ['token', sendToken(1n, { to: at('e') })], ['feePerTransaction', sendToken(1n), { maxFeeWei: weiPerCoin }],
      ['coinsPerDay', sendCoins(coins(500)), {}, { spent: { coinsWei: coins(1500) + 1n, gasWei: 0n } }], ['gasPerDay', sendCoins(1n), {}, { spent: { coinsWei: 0n, gasWei: coins(2) } }],
    ];
    for (const [rule, action, change, known] of table) expect(decideAction(ask(action, change), { ...facts, ...known }), rule).toMatchObject({ ok: false, rule });
    const needs: [string[], WalletAction, Partial<ActionRequest>?, Partial<ActionFacts>?][] = [
      [[], sendCoins(coins(99))], [['unlock'], sendCoins(1n), {}, { isUnlocked: false }], [['typedAmount'], sendCoins(coins(100))], [['typedAmount'], sendCoins(coins(100)), { typedAmount: '1000' }],
      [['typedAmount'], sendCoins(coins(100)), { typedAmount: '1e2' }], [[], sendCoins(coins(100)), { typedAmount: '100' }], [[], sendCoins(coins(100)), { typedAmount: '100.0' }],
      [['passphrase'], { kind: 'changePayout', node: at('3'), payout: at('2') }], [[], { kind: 'changePayout', node: at('3'), payout: at('2') }, { hasPassphrase: true }],
      // No limit weighs a token: amount and passphrase each time, however small it is, and the amount in the token's own decimals.
      [['typedAmount', 'passphrase'], sendToken(1n)], [['typedAmount'], sendToken(1_500_000n), { hasPassphrase: true, typedAmount: '1500000' }], [['typedAmount'], sendToken(1_500_000n), { hasPassphrase: true, typedAmount: '0.0000000000015' }],
      [['passphrase'], sendToken(1_500_000n), { typedAmount: '1.5' }], [[], sendToken(1_500_000n), { typedAmount: '1.50', hasPassphrase: true }], [['unlock', 'typedAmount', 'passphrase'], sendToken(2n ** 256n - 1n), {}, { isUnlocked: false }],
      [['unlock', 'passphrase'], { kind: 'changePayout', node: at('3'), payout: at('2') }, {}, { isUnlocked: false }], [[], { kind: 'cancel' }, { nonce: 4 }], [[], { kind: 'unstake', node: at('3'), amountWei: coins(5000) }],
    ];
    for (const [missing, action, change, known] of needs) expect(decideAction(ask(action, change), { ...facts, ...known })).toMatchObject({ ok: true, missing });
  });

  it('becomes a call that reads back as what it was', () => {
    const call = (action: WalletAction) => buildWalletCall(action, contracts, own)!;
    expect(decodeWalletCall(call(sendCoins(5n)))).toEqual([['to', at('2')], ['value', '5']]);
    expect(call(sendCoins(5n))).toMatchObject({ contract: 'HearthToken', method: 'transfer', to: at('a'), valueWei: 0n, coinsWei: 5n });
    expect(call({ kind: 'sendGas', to: at('2'), amountWei: 9n })).toEqual({ contract: null, method: null, to: at('2'), data: '0x', valueWei: 9n, coinsWei: 0n });
    expect(call({ kind: 'cancel' })).toMatchObject({ to: own, data: '0x', valueWei: 0n });
    const token = call(sendToken(7n));
    expect(token).toEqual({ contract: 'ERC20', method: 'transfer', to: at('e'), data: `0xa9059cbb${at('2').slice(2).padStart(64, '0')}${'7'.padStart(64, '0')}`, valueWei: 0n, coinsWei: 0n });
    expect(decodeWalletCall(token)).toEqual([['to', at('2')], ['value', '7']]);
    const mixed = '0x52908400098527886E0f7030069857D2E4169EE7';
    expect(decodeWalletCall(call({ kind: 'sendCoins', to: mixed, amountWei: 1n }))[0]![1].toLowerCase()).toBe(mixed.toLowerCase());
  });

  it('collects for whom it belongs to, and publishes what reads back field by field', () => {
    const known = { ...contracts, ModelRegistry: at('d') };
    const call = (action: WalletAction) => buildWalletCall(action, known, own)!;
    const id = (digit: string): string => `0x${digit.repeat(64)}`;
    // None of the three has a recipient that a caller could choose.
    expect([{ kind: 'collect', account: at('2') }, { kind: 'collectRoyalty', modelId: id('7'), index: 3 }, { kind: 'collectIssuance', node: at('3') }].map((action) => decodeWalletCall(call(action as WalletAction)))).toEqual([[['account', at('2')]], [['modelId', id('7')], ['index', '3']], [['provider', at('3')]]]);
    const announced = (publisher: string): string => buildWalletCall({ kind: 'announceModel', modelId: id('7'), salt: id('5') }, known, publisher)!.data;
    expect(announced(own)).not.toContain('7777777777');
    expect(announced(own)).not.toBe(announced(at('2')));
    const registration = { modelId: id('7'), roots: { weightsRoot: id('1'), graphRoot: id('2'), planRoot: id('3'), columnsRoot: id('4') }, supersedes: id('0'), royaltyBps: 250, contributors: [{ holder: at('2'), shareBps: 2500 }], uri: 'https://models.example' };
    const registered = call({ kind: 'registerModel', registration, salt: id('5') });
    expect(registered).toMatchObject({ contract: 'ModelRegistry', method: 'register', to: at('d'), valueWei: 0n, coinsWei: 0n });
    expect(decodeWalletCall(registered)).toEqual([
      ['modelId', id('7')], ['weightsRoot', id('1')], ['graphRoot', id('2')], ['planRoot', id('3')], ['columnsRoot', id('4')], ['supersedes', id('0')], ['royaltyBps', '250'], ['contributors', at('2')], ['contributorsBps', '2500'], ['uri', 'https://models.example'], ['salt', id('5')],
    ]);
    const lapsed = call({ kind: 'lapseClaim', order: { jobId: id('1'), client: at('2'), provider: at('3'), app: at('0'), reservationId: id('4'), modelId: id('7'), tauVersion: 1, splitVersion: 1, inputRoot: id('5'), decodeHash: id('6'), nonceCommit: id('8'), tier: 0, auditPolicy: 0, maxUnitsIn: 9, maxUnitsOut: 9, priceInWei: 1n, priceOutWei: 2n, deadlineSeconds: 77, deliveryKey: id('9') } });
    expect(decodeWalletCall(lapsed)).toEqual(expect.arrayContaining([['client', at('2')], ['priceOutWei', '2'], ['deadlineSeconds', '77']]));
    for (const action of [{ kind: 'collect', account: at('2') }, { kind: 'registerModel', registration, salt: id('5') }] as WalletAction[]) {
      expect(decideAction(ask(action), { ...facts, network: { chainId: 7, contracts: known } })).toMatchObject({ ok: true, missing: [] });
      expect(decideAction(ask(action, { maxFeeWei: weiPerCoin }), { ...facts, network: { chainId: 7, contracts: known } })).toMatchObject({ ok: false, rule: 'feePerTransaction' });
      expect(decideAction(ask(action), { ...facts, network: { chainId: 7, contracts: {} } })).toMatchObject({ ok: false, rule: 'method' });
    }
    expect(walletActionShape.safeParse({ kind: 'collectRoyalty', modelId: id('7'), index: 17 }).success).toBe(false);
    expect(walletActionShape.safeParse({ kind: 'registerModel', registration: { ...registration, royaltyBps: 10_001 }, salt: id('5') }).success).toBe(false);
  });

  it('never moves more than its caps, whatever is asked and spent', () => {
    const wei = fc.bigInt({ min: 0n, max: coins(5000) });
    const address = fc.constantFrom(at('2'), at('3'), own);
    const action: fc.Arbitrary<WalletAction> = fc.oneof(
      fc.record({ kind: fc.constant('sendCoins' as const), to: address, amountWei: wei }), fc.record({ kind: fc.constant('sendGas' as const), to: address, amountWei: wei }),
      fc.record({ kind: fc.constant('sendToken' as const), token: fc.constantFrom(at('e'), at('a'), at('b')), to: address, amountUnits: wei, decimals: fc.integer({ min: 0, max: 36 }) }),
      fc.record({ kind: fc.constant('stake' as const), node: address, amountWei: wei }), fc.record({ kind: fc.constant('approve' as const), spender: fc.constantFrom('StakeManager' as const, 'JobEscrow' as const), amountWei: wei }),
    );
    fc.assert(fc.property(action, wei, wei, wei, fc.boolean(), (asked, maxFeeWei, spentCoins, spentGas, isUnlocked) => {
      const decision = decideAction(ask(asked, { maxFeeWei, typedAmount: formatExactCoins('amountWei' in asked ? asked.amountWei : 0n) }), { ...facts, isUnlocked, spent: { coinsWei: spentCoins, gasWei: spentGas } });
      if (!decision.ok) return;
      expect(decision.call.coinsWei <= defaultPolicy.coinsPerTransactionWei && spentCoins + decision.call.coinsWei <= defaultPolicy.coinsPerDayWei).toBe(true);
      expect(maxFeeWei <= defaultPolicy.feePerTransactionWei && decision.call.valueWei + maxFeeWei <= defaultPolicy.gasPerTransactionWei && spentGas + decision.call.valueWei + maxFeeWei <= defaultPolicy.gasPerDayWei).toBe(true);
      expect(decision.missing.includes('unlock')).toBe(!isUnlocked);
      // A token's own call goes to no contract of ours, and never without amount and passphrase.
      if (asked.kind === 'sendToken') expect([decision.call.to, decision.missing.includes('passphrase')]).toEqual([at('e'), true]);
      else expect([contracts.HearthToken, contracts.StakeManager, 'to' in asked ? asked.to : ''].includes(decision.call.to)).toBe(true);
    }), { numRuns: 2000 });
  });

  it('has a shape that takes no other kind, no other field and no amount that is not one', () => {
    for (const value of [{ kind: 'raw', to: own, data: '0x' }, { kind: 'cancel', to: own }, { ...sendToken(1n), amountUnits: '1', decimals: 37 }, { ...sendToken(1n), amountUnits: '1', data: '0x' }, { kind: 'sendCoins', to: own, amountWei: 5 }, { kind: 'sendCoins', to: own, amountWei: '1.5' }, { kind: 'sendCoins', to: own, amountWei: '-1' }, { kind: 'sendCoins', to: own, amountWei: '1e18' }, { kind: 'sendCoins', to: 'me', amountWei: '1' },
      JSON.parse('{"kind":"sendCoins","to":"0x1111111111111111111111111111111111111111","amountWei":"1","__proto__":{"admin":true}}'), { kind: 'vote', proposalId: '1', support: 3 }, null, [], '']) expect(walletActionShape.safeParse(value).success, JSON.stringify(value)).toBe(false);
  });
});

describe('a signature under an approval', () => {
  const action = sendCoins(coins(10));
  const approval: Approval = { approvalId: '00', address: own, rootId: '01', chainId: 7, action, call: buildWalletCall(action, contracts, own)!, maxFeeWei: 10n ** 15n, nonce: null, expiresAtMs: 1000 };
  const request: SignRequest = { nonce: 3, gasLimit: 50_000n, maxFeePerGasWei: 10n ** 9n, maxPriorityFeePerGasWei: 10n ** 9n };
  const known: SignFacts = { isUnlocked: true, isSigned: false, network: facts.network, policy: defaultPolicy, spent: facts.spent, spentUnits: 0n, nowMs: 999 };

  it('is given for its nonce, its chain and its fee, and refused by name for everything else', () => {
    expect(refuseApproved(request, approval, known)).toBe(null);
    expect(refuseApproved(request, { ...approval, nonce: 3 }, { ...known, isSigned: true, nowMs: 5000 })).toBe(null);
    const table: [string, Partial<SignRequest>, Partial<Approval> | null, Partial<SignFacts>][] = [
      ['approval', {}, null, {}], ['locked', {}, {}, { isUnlocked: false }], ['expired', {}, {}, { nowMs: 1000 }], ['chain', {}, { chainId: 1 }, {}], ['chain', {}, {}, { network: null }], ['nonce', {}, { nonce: 4 }, {}],
      ['fee', { maxPriorityFeePerGasWei: 2n * 10n ** 9n }, {}, {}], ['fee', { gasLimit: 10n ** 6n + 1n }, {}, {}], ['fee', { maxFeePerGasWei: 2n ** 255n }, {}, {}],
      ['coinsPerDay', {}, {}, { spent: { coinsWei: coins(1995), gasWei: 0n } }], ['coinsPerTransaction', {}, {}, { policy: { ...defaultPolicy, coinsPerTransactionWei: 0n } }],
    ];
    for (const [rule, change, other, more] of table) expect(refuseApproved({ ...request, ...change }, other === null ? undefined : { ...approval, ...other }, { ...known, ...more }), rule).toMatchObject({ rule });
  });
});

describe("a token's own limit", () => {
  const dayMs = 24 * 3600 * 1000;
  const limited = (unitsPerDay: bigint, change: object = {}) => ({ ...defaultPolicy, tokenLimits: [{ chainId: 7, token: at('E'), unitsPerDay, ...change }] });
  const decide = (amountUnits: bigint, spentUnits: bigint, policy: typeof facts.policy, change: object = {}) => decideAction(ask(sendToken(amountUnits, change)), { ...facts, policy, spentUnits });

  it('is refused above, whatever its owner types, and lets through up to it with amount and passphrase as ever', () => {
    expect(decide(6n, 5n, limited(10n))).toMatchObject({ ok: false, rule: 'tokenPerDay' });
    expect(decide(1n, 0n, limited(0n))).toMatchObject({ ok: false, rule: 'tokenPerDay' });
    expect(decide(2n ** 256n - 1n, 2n ** 256n - 1n, limited(2n ** 256n - 1n))).toMatchObject({ ok: false, rule: 'tokenPerDay' });
    expect(decide(5n, 5n, limited(10n))).toMatchObject({ ok: true, missing: ['typedAmount', 'passphrase'] });
    // Of another token, or of that address on another chain, it says nothing; listed twice, the smaller one holds.
    for (const policy of [limited(0n, { token: at('d') }), limited(0n, { chainId: 8 }), { ...defaultPolicy, tokenLimits: [] }, defaultPolicy]) expect(decide(10n ** 30n, 10n ** 30n, policy)).toMatchObject({ ok: true, missing: ['typedAmount', 'passphrase'] });
    expect(decide(5n, 0n, { ...defaultPolicy, tokenLimits: [...limited(9n).tokenLimits, ...limited(4n).tokenLimits] })).toMatchObject({ ok: false, rule: 'tokenPerDay' });
    // Coins are weighed by their own caps.
    expect(decideAction(ask(sendCoins(1n)), { ...facts, policy: limited(0n), spentUnits: 9n })).toMatchObject({ ok: true });
  });

  it('holds over any order of yeses, signatures, replacements and time: no day sees more of it leave', () => {
    const step = fc.record({ units: fc.bigInt({ min: 0n, max: 8n }), waitMs: fc.integer({ min: 0, max: dayMs / 2 }), nonce: fc.integer({ min: 0, max: 6 }), isLate: fc.boolean() });
    fc.assert(fc.property(fc.array(step, { maxLength: 30 }), fc.bigInt({ min: 0n, max: 12n }), (steps, limit) => {
      const policy = limited(limit);
      const entries: SpendingEntry[] = [];
      let nowMs = 10 * dayMs;
      const left = (besides: number | null): bigint => sumUnits(entries, own, 7, at('e'), nowMs, besides);
      for (const { units, waitMs, nonce, isLate } of steps) {
        const action = sendToken(units);
        const yes = decideAction(ask(action, { nonce }), { ...facts, policy, spentUnits: left(nonce) });
        if (isLate) nowMs += waitMs;
        if (!yes.ok) continue;
        const approval: Approval = { approvalId: '0', address: own, rootId: '1', chainId: 7, action, call: yes.call, maxFeeWei: 10n ** 15n, nonce, expiresAtMs: Infinity };
        const refusal = refuseApproved({ nonce, gasLimit: 1n, maxFeePerGasWei: 1n, maxPriorityFeePerGasWei: 1n }, approval, { isUnlocked: true, isSigned: false, network: facts.network, policy, spent: facts.spent, spentUnits: left(nonce), nowMs });
        if (!refusal) entries.push({ atMs: nowMs, from: own, chainId: 7, nonce, to: at('2'), kind: 'sendToken', coinsWei: 0n, gasWei: 1n, digest: `0x${'0'.repeat(64)}`, token: at('e'), tokenUnits: units });
        expect(left(null) <= limit).toBe(true);
      }
    }), { numRuns: 1000 });
  });

  it('goes up, or away, by the passphrase alone', () => {
    expect([isLooser(limited(5n), defaultPolicy), isLooser(limited(5n), limited(5n)), isLooser(limited(4n), limited(5n)), isLooser({ ...limited(5n), coinsPerDayWei: 0n }, limited(5n))]).toEqual([false, false, false, false]);
    expect([isLooser(limited(6n), limited(5n)), isLooser(defaultPolicy, limited(5n)), isLooser(limited(1n, { chainId: 8 }), limited(5n)), isLooser(limited(1n, { token: at('d') }), limited(5n)), isLooser({ ...limited(5n), autoLockMinutes: 999 }, limited(5n))]).toEqual([true, true, true, true, true]);
  });
});

describe('what was spent', () => {
  const entry = (change: Partial<SpendingEntry>): SpendingEntry => ({ atMs: 1000, from: own, chainId: 7, nonce: 0, to: at('2'), kind: 'sendCoins', coinsWei: 5n, gasWei: 7n, digest: `0x${'0'.repeat(64)}`, ...change });
  const dayMs = 24 * 3600 * 1000;
  it('counts a nonce once at its dearest, a day long, and not another account or chain', () => {
    const entries = [entry({}), entry({ coinsWei: 9n, gasWei: 1n }), entry({ nonce: 1 }), entry({ nonce: 2, from: at('9') }), entry({ nonce: 3, chainId: 8 }), entry({ nonce: 4, atMs: 0 })];
    expect(sumSpent(entries, own, 7, dayMs, null)).toEqual({ coinsWei: 14n, gasWei: 14n });
    expect(sumSpent(entries, own.toUpperCase().replace('0X', '0x'), 7, dayMs, 0)).toEqual({ coinsWei: 5n, gasWei: 7n });
    expect(sumSpent(entries, own, 7, dayMs + 1000, null)).toEqual({ coinsWei: 0n, gasWei: 0n });
    // A clock set back does not open the budget.
    expect(sumSpent(entries, own, 7, 0, null).coinsWei).toBe(19n);
  });
});

describe('wrong passphrases', () => {
  it('cool down, longer each time, and a clock set back waits no longer', () => {
    let attempts = noAttempts;
    const waits = Array.from({ length: 14 }, () => {
      attempts = applyFailure(attempts, 50_000);
      return waitMsOf(attempts, 50_000);
    });
    expect(waits.slice(0, 5)).toEqual([0, 0, 5000, 10_000, 20_000]);
    expect([Math.max(...waits), waits.at(-1)]).toEqual([900_000, 900_000]);
    expect([waitMsOf(attempts, 51_000), waitMsOf(attempts, 0), waitMsOf(attempts, 10 ** 9)]).toEqual([899_000, 900_000, 0]);
  });
});
