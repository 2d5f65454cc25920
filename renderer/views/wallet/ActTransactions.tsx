import type { WalletAction } from '../../../electron/shared/walletBridge.ts';
import { Shown } from '../../components/Shown.tsx';
import { approveWords as text } from '../../strings/approve.ts';
import { useAnswer, useNow } from '../../useBridge.ts';
import { useChainTurn } from '../../useWallet.ts';
import { sameAddress } from '../../../electron/shared/units.ts';
import { rowOf, TransactionTable } from './HistorySection.tsx';

/** What an account sent of some kinds, with the state of each. Balances elsewhere change when the chain says so, not when something is sent. */
export function ActTransactions({ account, kinds }: { readonly account: string; readonly kinds: readonly WalletAction['kind'][] }) {
  const turn = useChainTurn();
  const nowMs = useNow(1000);
  const found = useAnswer('readTransactions', { account, limit: 50 }, `${turn} ${Math.floor(nowMs / 3000)}`);
  const left = new Set(found.state === 'ready' ? found.value.transfers.filter(({ from, to }) => sameAddress(from, account) && !sameAddress(to, account)).map(({ txHash }) => txHash) : []);
  return (
    <Shown from={found.state === 'ready' ? { ...found, value: found.value.transactions.filter(({ kind }) => (kinds as readonly string[]).includes(kind)) } : found} waiting={text.transactionsWaiting} isEmpty={(own) => own.length === 0} empty={{ title: text.transactionsEmpty, next: text.transactionsEmptyNext }}>
      {(own) => (
        <TransactionTable
          rows={own.map((transaction) => rowOf(transaction, left))} tokens={[]}
          nowMs={nowMs} canReplace={false} onReplace={() => {}}
        />
      )}
    </Shown>
  );
}
