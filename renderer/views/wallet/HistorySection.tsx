import { useState } from 'react';
import { sameAddress } from '../../../electron/shared/units.ts';
import type { TokenAmount, WalletAccount, WalletAction, WalletState, WalletToken, WalletTransaction } from '../../../electron/shared/walletBridge.ts';
import { Digest } from '../../components/Digest.tsx';
import { FailureLine } from '../../components/Failure.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { Money, TestMoney } from '../../components/Money.tsx';
import { SecretField, takeForm } from '../../components/SecretField.tsx';
import { Shown } from '../../components/Shown.tsx';
import { NetworkDoubts } from '../../components/NetworkText.tsx';
import { plainText } from '../../format/digest.ts';
import { formatList } from '../../format/locale.ts';
import { formatCoins } from '../../format/money.ts';
import { formatWhen } from '../../format/time.ts';
import { formatExactCoins, formatUnits } from '../../../electron/shared/coins.ts';
import { wordsOfSaid } from '../../strings/saidReasons.ts';
import { walletWords } from '../../strings/wallet.ts';
import { useAnswer, useNow, useThrottled, useTopic } from '../../useBridge.ts';
import { useChainTurn, useSendAct } from '../../useWallet.ts';
import { isSend, movementOf, signOf, type Movement } from './movement.ts';
import { findToken, sayTokenAmount, tokenName } from './tokenWords.ts';
import { isOpen } from './LockLine.tsx';

const text = walletWords.history;

export function HistorySection({ wallet }: { readonly wallet: WalletState }) {
  const [chosen, setChosen] = useState('');
  const account = wallet.accounts.find(({ accountId }) => accountId === chosen) ?? wallet.accounts[0];
  if (account === undefined) return null;
  return (
    <section className="section" aria-labelledby="history-title">
      <div className="section-head">
        <h2 id="history-title">{text.title} <TestMoney /></h2>
        {wallet.accounts.length > 1 && (
          <label className="small history-account">
            <span className="unseen">{text.account}</span>
            <select className="field" value={account.accountId} onChange={(event) => setChosen(event.target.value)}>{wallet.accounts.map((one) => <option key={one.accountId} value={one.accountId}>{plainText(one.name, 60)}</option>)}</select>
          </label>
        )}
      </div>
      <History key={account.accountId} wallet={wallet} account={account} />
    </section>
  );
}

export type TransactionRow = { readonly key: string; readonly atMs: number; readonly transaction: WalletTransaction | null; readonly other: string; readonly movement: Movement; readonly coinsWei: bigint; readonly gasWei: bigint; readonly token: TokenAmount | null };

function History({ wallet, account }: { readonly wallet: WalletState; readonly account: WalletAccount }) {
  const turn = useChainTurn();
  const chainId = useTopic('network')?.value.chainId ?? null;
  const nowMs = useNow(1000);
  // What was just sent is on its way before any block says so.
  const tick = useThrottled(Math.floor(nowMs / 2000), 1000);
  const history = useAnswer('readTransactions', { account: account.address, limit: 50, tokens: wallet.tokens.filter((token) => token.chainId === chainId).map(({ address }) => address) }, `${turn} ${tick}`);
  const [replacing, setReplacing] = useState<{ readonly transaction: WalletTransaction; readonly how: 'speedUp' | 'cancel' } | null>(null);
  const close = (): void => setReplacing(null);
  return (
    <>
      <Shown from={history} waiting={text.waiting} isEmpty={({ transactions, transfers }) => transactions.length === 0 && transfers.length === 0} empty={{ title: text.empty, next: text.emptyNext }}>
        {({ transactions, transfers, unread }) => {
          const own = new Set(transactions.map(({ txHash }) => txHash));
          const left = new Set(transfers.filter(({ from, to }) => sameAddress(from, account.address) && !sameAddress(to, account.address)).map(({ txHash }) => txHash));
          const rows: TransactionRow[] = [
            ...transactions.map((transaction) => rowOf(transaction, left)),
            // The chain tells of our own sends too; they are in the list already.
            ...transfers.filter(({ txHash }) => !own.has(txHash)).map(({ txHash, atMs, from, to, coinsWei, token }): TransactionRow => {
              const isIn = sameAddress(to, account.address);
              return { key: `${txHash}${from}${to}${token?.address ?? ''}`, atMs, transaction: null, other: isIn ? from : to, movement: isIn ? 'in' : 'out', coinsWei, gasWei: 0n, token };
            }),
          ].sort((a, b) => b.atMs - a.atMs);
          return (
            <>
              {unread.length > 0 && <p className="review-note" role="status">{walletWords.tokens.unread(formatList(unread.map((address) => tokenName(findToken(wallet.tokens, address) ?? { symbol: null, address })), 'unit'))}</p>}
              <TransactionTable rows={rows} tokens={wallet.tokens} nowMs={nowMs} canReplace={account.rootId !== null} onReplace={(transaction, how) => setReplacing({ transaction, how })} />
            </>
          );
        }}
      </Shown>
      <FormDialog open={replacing !== null} title={replacing?.how === 'cancel' ? text.cancelAsk : text.speedUpAsk} onClose={close}>
        {replacing && <Replace {...replacing} account={account} isLocked={!isOpen(wallet)} onClose={close} />}
      </FormDialog>
    </>
  );
}

/** @param left  hashes of transactions after which the chain says that something is with somebody else */
export const rowOf = (transaction: WalletTransaction, left: ReadonlySet<string>): TransactionRow => ({
  key: transaction.transactionId, atMs: transaction.atMs, transaction, other: transaction.to, movement: movementOf(transaction, left), coinsWei: transaction.coinsWei, gasWei: transaction.gasWei, token: transaction.token,
});

/** Sends, receipts and acts as a table, each with its state. */
export function TransactionTable({ rows, tokens, nowMs, canReplace, onReplace }: { readonly rows: readonly TransactionRow[]; readonly tokens: readonly WalletToken[]; readonly nowMs: number; readonly canReplace: boolean; readonly onReplace: (transaction: WalletTransaction, how: 'speedUp' | 'cancel') => void }) {
  return (
    <table className="history">
      <thead><tr><th scope="col">{text.head.what}</th><th scope="col">{text.head.state}</th><th scope="col" className="end">{text.head.amount}</th><th scope="col" className="end">{text.head.at}</th></tr></thead>
      <tbody>
        {rows.map(({ key, atMs, transaction, other, movement, coinsWei, gasWei, token }) => (
          <tr key={key} data-transaction={transaction?.state ?? 'transfer'}>
            <th scope="row">{transaction ? text.kind[transaction.kind] ?? plainText(transaction.kind, 40) : movement === 'in' ? text.received : text.sentTo} <Digest value={other} /></th>
            <td>
              <span className={`tx-state tx-${transaction?.state ?? 'confirmed'}`} role={transaction?.state === 'pending' ? 'status' : undefined}>{text.state[transaction?.state ?? 'confirmed']}</span>
              {transaction?.reason != null && <span className="soft small history-reason">{wordsOfSaid(transaction.reason, 300)} <NetworkDoubts parts={[transaction.reason]} /></span>}
              {transaction?.feeWei != null && <span className="soft small num"> {text.fee} {formatCoins(transaction.feeWei)}</span>}
              {transaction?.state === 'pending' && canReplace && (
                <span className="history-actions">
                  {isSend(transaction.kind) && <button type="button" className="button plain" onClick={() => onReplace(transaction, 'speedUp')}>{text.speedUp}</button>}
                  <button type="button" className="button plain" onClick={() => onReplace(transaction, 'cancel')}>{text.cancel}</button>
                </span>
              )}
            </td>
            <td className="end" data-movement={movement}>
              {signOf(movement)}
              {token ? <span className="num">{sayTokenAmount(token, tokens)}</span> : coinsWei > 0n ? <Money wei={coinsWei} /> : gasWei > 0n ? <span className="num" title={formatExactCoins(gasWei)}>{formatCoins(gasWei)} {walletWords.gas}</span> : null}
              {movement !== 'in' && movement !== 'out' && (token !== null || coinsWei > 0n || gasWei > 0n) && <span className="soft small history-reason">{text.note[movement]}</span>}
            </td>
            <td className="end num nowrap">{formatWhen(atMs, nowMs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function actionOf({ kind, to, coinsWei, gasWei, token }: WalletTransaction): WalletAction {
  if (kind === 'sendToken' && token?.decimals != null) return { kind, token: token.address, to, amountUnits: token.units, decimals: token.decimals };
  return kind === 'sendCoins' ? { kind, to, amountWei: coinsWei } : { kind: 'sendGas', to, amountWei: gasWei };
}
/** It was typed once; a replacement moves no more. */
const typedOf = ({ coinsWei, gasWei, token }: WalletTransaction): string => (token?.decimals == null ? formatExactCoins(coinsWei + gasWei) : formatUnits(token.units, token.decimals));

/** A replacement pays at least an eighth more than the last version, which the queue may have raised before: hence three times the present worst case. */
function Replace({ transaction, how, account, isLocked, onClose }: { readonly transaction: WalletTransaction; readonly how: 'speedUp' | 'cancel'; readonly account: WalletAccount; readonly isLocked: boolean; readonly onClose: () => void }) {
  const action: WalletAction = how === 'cancel' ? { kind: 'cancel' } : actionOf(transaction);
  const needsPassphrase = action.kind === 'sendToken';
  const [planned, setPlanned] = useState<{ readonly chainId: number; readonly maxFeeWei: bigint } | null>(null);
  const plan = useSendAct(async (_input: null, _signer, provider) => {
    const { chainId, fees } = await provider.ask('planAction', { account: account.address, action });
    return { chainId, maxFeeWei: fees.worstFeeWei * 3n };
  }, setPlanned);
  const replace = useSendAct(async ({ passphrase, ...fee }: { chainId: number; maxFeeWei: bigint; passphrase: string | null }, signer, provider) => {
    const { approvalId } = await signer.ask('approveAction', { accountId: account.accountId, action, ...fee, nonce: transaction.nonce, typedAmount: typedOf(transaction), passphrase });
    await provider.ask('replaceTransaction', { transactionId: transaction.transactionId, approvalId, how });
  }, onClose);
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (planned) replace.run({ ...planned, passphrase: needsPassphrase ? takeForm(event.currentTarget)('passphrase') : null });
        else plan.run(null);
      }}
    >
      <p className="dialog-lead">{how === 'cancel' ? text.cancelWhy : text.speedUpWhy}</p>
      {planned && <p className="num" role="status">{text.worst(`${formatCoins(planned.maxFeeWei)} ${walletWords.gasCoin}`)}</p>}
      {planned && needsPassphrase && <SecretField label={walletWords.send.passphraseToken} name="passphrase" words={walletWords} />}
      {isLocked && <p className="form-problem">{text.locked}</p>}
      <FailureLine error={plan.error ?? replace.error} />
      <div className="buttons">
        <button type="submit" className="button first" disabled={isLocked || plan.busy || replace.busy}>{planned ? text.yes : walletWords.send.review}</button>
        <button type="button" className="button" onClick={onClose}>{text.no}</button>
      </div>
    </form>
  );
}
