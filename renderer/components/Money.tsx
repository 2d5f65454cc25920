import './money.css';
import { isolate } from '../format/locale.ts';
import { exactCoins, formatCoins } from '../format/money.ts';
import { words } from '../strings/words.ts';
import { useTopic } from '../useBridge.ts';

/** The coin's name as the network gives it; nothing while that is unknown. */
export const useCoin = (): string => useTopic('network')?.value.coin ?? '';

/** An amount with its coin inside a sentence. */
export const sayMoney = (wei: bigint, coin: string): string => isolate(`${formatCoins(wei)}${coin === '' ? '' : ` ${coin}`}`);

/** One amount with its coin; the exact amount, to the last wei, on hover. */
export function Money({ wei, decimals, bare = false }: { readonly wei: bigint; readonly decimals?: number; readonly bare?: boolean }) {
  const coin = useCoin();
  return (
    <span className="money num" title={`${exactCoins(wei)} ${coin}`}>
      {formatCoins(wei, decimals)}
      {!bare && coin !== '' && <span className="money-coin"> {coin}</span>}
    </span>
  );
}

/** Stands where money stands, on the practice network only; `isTest` where it is another network's money. */
export function TestMoney({ isTest }: { readonly isTest?: boolean }) {
  const network = useTopic('network');
  if (!(isTest ?? network?.value.practice)) return null;
  return (
    <span className="test-money" title={words.test.explain}>
      {words.test.tag}
    </span>
  );
}
