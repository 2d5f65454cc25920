import { useId, useState, type FormEvent } from 'react';
import type { MoneySettings, Tariff } from '../../../electron/shared/tariff.ts';
import { FailureLine } from '../../components/Failure.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { Shown } from '../../components/Shown.tsx';
import { bookWords as text } from '../../strings/books.ts';
import { wordsOfUnread } from '../../strings/unread.ts';
import { useAct, useAnswer } from '../../useBridge.ts';
import { TariffFields } from './TariffFields.tsx';
import { draftOf, figureIn, readDraft, type DraftProblem } from './tariffDraft.ts';

/** What power costs, at one price, two or by the hour, and one figure for each coin; files and programs that tell the price of the moment are set on the command line. */
export function PricesDialog({ open, onClose, onSaved }: { readonly open: boolean; readonly onClose: () => void; readonly onSaved: () => void }) {
  return <FormDialog open={open} title={text.pricesTitle} onClose={onClose}><Known onClose={onClose} onSaved={onSaved} /></FormDialog>;
}

function Known({ onClose, onSaved }: { readonly onClose: () => void; readonly onSaved: () => void }) {
  const known = useAnswer('readMoney', {});
  return <Shown from={known} waiting={text.waiting} isEmpty={() => false} empty={{ title: '' }}>{(money) => <Form money={money} onClose={onClose} onSaved={onSaved} />}</Shown>;
}

type Written = { readonly tariff: Tariff | null; readonly perCoin: number | null; readonly perFeeCoin: number | null };

function Form({ money, onClose, onSaved }: { readonly money: MoneySettings; readonly onClose: () => void; readonly onSaved: () => void }) {
  const { tariff, rate, rateNow, gasRate } = money;
  const id = useId();
  const [currency, setCurrency] = useState(tariff?.currency ?? rate?.currency ?? gasRate?.currency ?? 'EUR');
  const [draft, setDraft] = useState(() => draftOf(tariff));
  const [coin, setCoin] = useState(rate?.kind === 'fixed' && 'value' in rateNow ? String(rateNow.value) : '');
  const [fee, setFee] = useState(gasRate ? String(gasRate.perCoin) : '');
  const [problem, setProblem] = useState<string | null>(null);
  const save = useAct(async ({ tariff: next, perCoin, perFeeCoin }: Written, connection) => {
    if (next) await connection.ask('setTariff', { tariff: next });
    if (perCoin !== null) await connection.ask('setRate', { rate: { kind: 'fixed', currency }, perCoin, fromMs: null });
    if (perFeeCoin !== null) await connection.ask('setGasRate', { gasRate: { currency, perCoin: perFeeCoin } });
    // A list that nobody can read is no price: whoever named it is told while the form is open.
    const now = next?.kind === 'csv' ? (await connection.ask('readMoney', {})).priceNow : null;
    return now && 'unknown' in now ? now.unknown : null;
  }, (unknown) => {
    onSaved();
    if (unknown === null) onClose();
    else setProblem(text.tariff.savedUnknown(wordsOfUnread(unknown)));
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    const perCoin = figureIn(coin);
    const perFeeCoin = figureIn(fee);
    const power = readDraft(draft, currency);
    const isWrong = [perCoin, perFeeCoin].some((value) => value !== null && !Number.isFinite(value));
    const wrong = !/^[A-Z]{3}$/.test(currency) ? text.wrongCurrency : 'problem' in power ? problemWords(power.problem) : isWrong ? text.wrongNumber : null;
    setProblem(wrong);
    if (wrong === null && 'tariff' in power) save.run({ tariff: power.tariff, perCoin, perFeeCoin });
  }
  const field = (name: string, label: string, value: string, set: (value: string) => void, note: string | null) => (
    <div className="form-field">
      <label htmlFor={`${id}-${name}`}>{label}</label>
      <input id={`${id}-${name}`} className="field num" inputMode="decimal" value={value} placeholder={text.keep} onChange={(event) => set(event.target.value)} />
      {note !== null && <p className="soft small">{note}</p>}
    </div>
  );
  return (
    <form className="form" onSubmit={submit}>
      <div className="form-field">
        <label htmlFor={`${id}-currency`}>{text.currency}</label>
        <input id={`${id}-currency`} className="field" value={currency} maxLength={3} onChange={(event) => setCurrency(event.target.value.toUpperCase())} />
      </div>
      <TariffFields money={money} draft={draft} onChange={setDraft} />
      <div className="form-pair">
        {field('coin', text.coin, coin, setCoin, rate && rate.kind !== 'fixed' ? text.otherRate : null)}
        {field('fee', text.feeCoin, fee, setFee, null)}
      </div>
      {problem !== null && <p className="form-problem" role="alert">{problem}</p>}
      <FailureLine error={save.error} />
      <p className="net-buttons"><button type="submit" className="button first" disabled={save.busy}>{text.save}</button><button type="button" className="button" onClick={onClose}>{text.cancel}</button></p>
    </form>
  );
}

const problemWords = (problem: DraftProblem): string => (problem === 'wrongNumber' ? text.wrongNumber : text.tariff[problem]);
