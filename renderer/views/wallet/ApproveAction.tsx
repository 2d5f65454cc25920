import { useEffect, useState, type ReactNode } from 'react';
import type { PageBridge } from '../../../electron/shared/bridge.ts';
import type { Gives } from '../../../electron/shared/bridgeKit.ts';
import { formatExactCoins } from '../../../electron/shared/coins.ts';
import type { WalletAccount, WalletAction, WalletBridge, WalletState } from '../../../electron/shared/walletBridge.ts';
import { FailureLine } from '../../components/Failure.tsx';
import { useCoin } from '../../components/Money.tsx';
import { NetworkDoubts } from '../../components/NetworkText.tsx';
import { Field, SecretField, takeForm } from '../../components/SecretField.tsx';
import { plainText } from '../../format/digest.ts';
import { formatCoins } from '../../format/money.ts';
import { approveWords } from '../../strings/approve.ts';
import { wordsOfSaid } from '../../strings/saidReasons.ts';
import { walletWords } from '../../strings/wallet.ts';
import { useChainTurn, useSendAct } from '../../useWallet.ts';
import { callCode } from './callWords.ts';
import { problemOf } from './sendProblem.ts';

const text = walletWords.send;
type Asked = { readonly described: Gives<WalletBridge, 'describeAction'>; readonly plan: Gives<PageBridge, 'planAction'> };
type Props = {
  readonly wallet: WalletState;
  readonly account: WalletAccount;
  readonly action: WalletAction;
  /** What it means, in one sentence. */
  readonly sentence: string;
  readonly go: string;
  readonly children?: ReactNode;
  readonly onBack: () => void;
  readonly onSent: () => void;
};

/**
 * One act of the owner outside of the wallet's own screen: what it means, what would be signed, what it costs, then the signature. The signer makes the call
 * data and asks for what its policy wants; the provider sends what was approved and nothing else.
 */
export function ApproveAction({ wallet, account, action, sentence, go, children, onBack, onSent }: Props) {
  const coin = useCoin();
  const [asked, setAsked] = useState<Asked | null>(null);
  const ask = useSendAct(async (_input: null, signer, provider): Promise<Asked> => {
    const [described, plan] = await Promise.all([signer.ask('describeAction', { accountId: account.accountId, action }), provider.ask('planAction', { account: account.address, action })]);
    return { described, plan };
  }, setAsked);
  const problem = asked && problemOf({ action, plan: asked.plan }, coin);
  const { run } = ask;
  const turn = useChainTurn();
  // A refusal may be over with the next block (votes just delegated count from then on), so it is asked again for as long as it stands.
  const askedAtTurn = problem === null ? null : turn;
  useEffect(() => run(null), [run, askedAtTurn]);
  const isLocked = wallet.roots.find(({ rootId }) => rootId === account.rootId)?.unlocked !== true;
  const send = useSendAct(async ({ passphrase, typedAmount }: { passphrase: string; typedAmount: string }, signer, provider) => {
    const { plan } = asked!;
    if (isLocked && account.rootId !== null) await signer.ask('unlock', { rootId: account.rootId, passphrase });
    const { approvalId } = await signer.ask('approveAction', { accountId: account.accountId, action, chainId: plan.chainId, maxFeeWei: plan.fees.worstFeeWei, nonce: null, typedAmount: typedAmount === '' ? null : typedAmount.trim(), passphrase: null });
    await provider.ask('sendApproved', { approvalId, account: account.address, action });
  }, onSent);
  const amountWei = 'amountWei' in action ? action.amountWei : 0n;
  const back = <button type="button" className="button" onClick={onBack}>{text.back}</button>;
  return (
    <form className="form approve" onSubmit={(event) => { event.preventDefault(); const value = takeForm(event.currentTarget); send.run({ passphrase: value('passphrase'), typedAmount: value('typedAmount') }); }}>
      <p className="review-sentence">{sentence}</p>
      {children}
      {asked === null ? (
        <>
          {ask.error ? <FailureLine error={ask.error} /> : <p className="soft" role="status">{approveWords.asking}</p>}
          <div className="buttons">{back}</div>
        </>
      ) : (
        <>
          <dl className="facts approve-facts">
            <div><dt>{text.contract}</dt><dd>{asked.described.call.contract ?? text.plain}</dd></div>
            {asked.described.call.method !== null && <div><dt>{text.method}</dt><dd className="mono review-call">{callCode(asked.described.call)}</dd></div>}
            <div><dt>{text.simulation}</dt><dd>{asked.plan.simulation.ok ? text.simulationOk(String(asked.plan.simulation.blockNumber)) : text.refused(wordsOfSaid(asked.plan.simulation.reason ?? '', 200))} <NetworkDoubts parts={[asked.plan.simulation.reason]} /></dd></div>
            <div><dt>{text.worst}</dt><dd className="num">{formatCoins(asked.plan.fees.worstFeeWei)} {walletWords.gasCoin}</dd></div>
          </dl>
          <p className="soft small">{approveWords.account(plainText(account.name, 60))} {text.sentence}</p>
          {problem !== null ? <p className="form-problem" role="alert">{problem}</p> : (
            <>
              {asked.described.needs.includes('typedAmount') && <Field label={text.type(formatExactCoins(amountWei))}>{(ids) => <input {...ids} className="field num" name="typedAmount" required maxLength={80} inputMode="decimal" autoComplete="off" />}</Field>}
              {isLocked && <SecretField label={text.unlock} name="passphrase" words={walletWords} />}
            </>
          )}
          <FailureLine error={send.error} />
          <div className="buttons">
            {problem === null && <button type="submit" className="button first" disabled={send.busy}>{send.busy ? text.sending : go}</button>}
            {back}
          </div>
        </>
      )}
    </form>
  );
}
