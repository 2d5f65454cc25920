import type { ParameterName, ProposalActionShown } from '../../../electron/shared/governance.ts';
import type { Staking } from '../../../electron/shared/staking.ts';
import { formatCoins } from '../../format/money.ts';
import { formatCount, formatPercent } from '../../format/numbers.ts';
import { formatCountdown } from '../../format/time.ts';
import { governanceWords, parameterWords } from '../../strings/governance.ts';

const text = governanceWords.effects;
const bps = 10_000n;

/** A governed number for people: the unit is the end of its name. */
export function parameterValue(name: string, value: bigint, coin: string): string {
  if (name.endsWith('Wei')) return `${formatCoins(value)} ${coin}`.trim();
  if (name.endsWith('Bps')) return formatPercent(Number(value) / 10_000);
  return name.endsWith('Seconds') ? formatCountdown(Number(value) * 1000) : formatCount(Number(value));
}

/** What one call would do, in one line: from its bytes, never from the proposer's words. */
export function changeOf(action: ProposalActionShown, coin: string): string {
  switch (action.kind) {
    case 'setParameter': return text.set(parameterWords[action.name].title, parameterValue(action.name, action.now, coin), parameterValue(action.name, action.value, coin));
    case 'grant': return grantWords(action, coin);
    case 'other': return text.unknown;
  }
}

/**
 * What one call would change for this node, in sentences. Pure.
 *
 * @param staking  this node's stake; null when it is not known, which is said and not guessed around
 */
export function effectsOf(action: ProposalActionShown, staking: Staking | null, coin: string): readonly string[] {
  const change = changeOf(action, coin);
  return action.kind === 'setParameter' ? [change, ...parameterEffects(action.name, action.now, action.value, staking, coin)] : [change];
}

function grantWords({ amountWei, heldWei }: { readonly amountWei: bigint; readonly heldWei: bigint }, coin: string): string {
  const amount = `${formatCoins(amountWei)} ${coin}`.trim();
  return amountWei > heldWei ? text.treasuryShort(amount) : text.treasury(amount, formatPercent(heldWei === 0n ? 0 : Number((amountWei * 1_000_000n) / heldWei) / 1_000_000));
}

function parameterEffects(name: ParameterName, now: bigint, value: bigint, staking: Staking | null, coin: string): readonly string[] {
  const coins = (wei: bigint): string => `${formatCoins(wei)} ${coin}`.trim();
  const whole = staking && staking.stakedWei + (staking.unbonding?.wei ?? 0n);
  switch (name) {
    case 'FaultSlashBps': return [whole === null ? text.noStake : text.fault(coins((whole * value) / bps), coins((whole * now) / bps))];
    case 'SilenceSlashBps': return [whole === null ? text.noStake : text.silence(coins((whole * value) / bps), coins((whole * now) / bps))];
    case 'UnbondingSeconds': return [text.unbonding(parameterValue(name, value, coin))];
    case 'AuditFloorBps': return [text.audits(parameterValue(name, value, coin), parameterValue(name, now, coin))];
    case 'SeatStakeWei': {
      if (staking === null) return [text.noStake];
      const freeWei = staking.stakedWei - staking.seats.needWei;
      return [freeWei < value ? text.seatShort(coins(value - freeWei)) : text.seatEnough, ...(staking.seats.held > 0 ? [text.seatsHeld(formatCount(staking.seats.held))] : [])];
    }
    default: return [text.none(parameterWords[name].what)];
  }
}

/** The first line of a description, which is its title by custom; never more than one line and 120 characters of plain text. */
export const titleOf = (description: string): string => description.split(/[\n\r\u2028\u2029]/).map((line) => line.replace(/^#+\s*/, '').trim()).find((line) => line !== '') ?? '';
