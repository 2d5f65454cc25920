import { useState } from 'react';
import { parseCoins } from '../../../electron/shared/coins.ts';
import type { ParameterName } from '../../../electron/shared/governance.ts';
import { sameAddress } from '../../../electron/shared/units.ts';
import { descriptionLimit, type ProposedChange, type WalletAccount } from '../../../electron/shared/walletBridge.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useCoin } from '../../components/Money.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { Field } from '../../components/SecretField.tsx';
import { formatCoins } from '../../format/money.ts';
import { approveWords } from '../../strings/approve.ts';
import { governanceWords, parameterWords } from '../../strings/governance.ts';
import { ApproveAction } from '../wallet/ApproveAction.tsx';
import { changeOf, parameterValue } from './effects.ts';
import type { Seen } from './Governance.tsx';
import { parameterProblem, parseParameter, unitOf } from './proposeDraft.ts';

const text = governanceWords.propose;

/** Opens the form where some account here has votes at all; the threshold is said, and the chain has the last word. */
export function ProposeButton({ seen }: { readonly seen: Seen }) {
  const [isOpen, setIsOpen] = useState(false);
  const [isSent, setIsSent] = useState(false);
  const { wallet, facts } = seen;
  const [best] = facts.voters.toSorted((a, b) => (b.votesWei > a.votesWei ? 1 : -1));
  const account = best && wallet?.accounts.find(({ rootId, address }) => rootId !== null && sameAddress(address, best.account));
  if (!account || !wallet) return null;
  return (
    <div>
      {isSent ? <p role="status">{approveWords.sent}</p> : <button type="button" className="button" disabled={seen.isStale} onClick={() => setIsOpen(true)}>{text.go}</button>}
      <FormDialog open={isOpen} title={text.title} onClose={() => setIsOpen(false)}>
        <Propose seen={seen} account={account} votesWei={best.votesWei} onClose={() => setIsOpen(false)} onSent={() => { setIsOpen(false); setIsSent(true); }} />
      </FormDialog>
    </div>
  );
}

type Props = { readonly seen: Seen; readonly account: WalletAccount; readonly votesWei: bigint; readonly onClose: () => void; readonly onSent: () => void };

function Propose({ seen, account, votesWei, onClose, onSent }: Props) {
  const { facts, wallet } = seen;
  const coin = useCoin();
  const [kind, setKind] = useState<ProposedChange['kind']>('setParameter');
  const [name, setName] = useState<ParameterName>(facts.parameters[0]!.name);
  const [typed, setTyped] = useState('');
  const [to, setTo] = useState('');
  const [description, setDescription] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [change, setChange] = useState<ProposedChange | null>(null);
  const parameter = facts.parameters.find((one) => one.name === name)!;
  const coins = (wei: bigint): string => `${formatCoins(wei)} ${coin}`;

  if (change && wallet) {
    const shown = change.kind === 'grant' ? ({ ...change, heldWei: facts.treasury.heldWei } as const) : ({ kind: 'setParameter', name, now: parameter.value, value: change.value } as const);
    return <ApproveAction wallet={wallet} account={account} action={{ kind: 'propose', description: description.trim(), change }} sentence={text.sentence(changeOf(shown, coin))} go={text.sign} onBack={() => setChange(null)} onSent={onSent} />;
  }
  const submit = (): void => {
    if (kind === 'setParameter') {
      const value = parseParameter(name, typed);
      const found = parameterProblem(parameter, value);
      setProblem(found && text[found]);
      if (!found && value !== null) setChange({ kind, parameter: parameter.index, value });
      return;
    }
    const amountWei = parseCoins(typed.trim());
    const isAddress = /^0x[0-9a-fA-F]{40}$/.test(to.trim());
    setProblem(!isAddress ? text.badAddress : amountWei === null || amountWei === 0n ? text.badValue : null);
    if (isAddress && amountWei) setChange({ kind, to: to.trim(), amountWei });
  };
  return (
    <form className="form" onSubmit={(event) => { event.preventDefault(); submit(); }}>
      <Segmented label={text.what} name="propose" choices={(['setParameter', 'grant'] as const).map((value) => ({ value, words: text.kinds[value] }))} value={kind} onChange={(next) => { setKind(next); setProblem(null); }} />
      {kind === 'setParameter' ? (
        <>
          <Field label={text.parameter} hint={parameterWords[name].what}>{(ids) => <select {...ids} className="field" value={name} onChange={(event) => setName(event.target.value as ParameterName)}>{facts.parameters.map((one) => <option key={one.name} value={one.name}>{parameterWords[one.name].title} ({parameterValue(one.name, one.value, coin)})</option>)}</select>}</Field>
          <Field label={`${text.value}, ${text.unit[unitOf(name)]}`} hint={text.bounds(parameterValue(name, parameter.lowest, coin), parameterValue(name, parameter.highest, coin))}>{(ids) => <input {...ids} className="field num" required maxLength={60} inputMode="decimal" autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} />}</Field>
        </>
      ) : (
        <>
          <Field label={text.to}>{(ids) => <input {...ids} className="field mono" required maxLength={80} autoComplete="off" spellCheck={false} value={to} onChange={(event) => setTo(event.target.value)} />}</Field>
          <Field label={text.amount} hint={text.held(coins(facts.treasury.heldWei))}>{(ids) => <input {...ids} className="field num" required maxLength={60} inputMode="decimal" autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} />}</Field>
        </>
      )}
      <Field label={text.why} hint={text.whyHint}>{(ids) => <textarea {...ids} className="field" required maxLength={descriptionLimit} value={description} onChange={(event) => setDescription(event.target.value)} />}</Field>
      <p className={votesWei < facts.rules.thresholdWei ? 'form-problem' : 'soft small'}>{text.threshold(coins(facts.rules.thresholdWei), coins(votesWei))}</p>
      {problem !== null && <p className="form-problem" role="alert">{problem}</p>}
      <div className="buttons">
        <button type="submit" className="button first">{text.review}</button>
        <button type="button" className="button" onClick={onClose}>{text.cancel}</button>
      </div>
    </form>
  );
}
