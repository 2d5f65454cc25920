import { useId, useState, type FormEvent } from 'react';
import type { MoneySettings } from '../../../electron/shared/tariff.ts';
import { FailureLine } from '../../components/Failure.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { Shown } from '../../components/Shown.tsx';
import { bookWords as text } from '../../strings/books.ts';
import { useAct, useAnswer } from '../../useBridge.ts';

/** One price for power and one figure for a coin; lists, files and programs are set on the command line. */
export function PricesDialog({ open, onClose, onSaved }: { readonly open: boolean; readonly onClose: () => void; readonly onSaved: () => void }) {
  return <FormDialog open={open} title={text.pricesTitle} onClose={onClose}><Known onClose={onClose} onSaved={onSaved} /></FormDialog>;
}

function Known({ onClose, onSaved }: { readonly onClose: () => void; readonly onSaved: () => void }) {
  const known = useAnswer('readMoney', {});
  return <Shown from={known} waiting={text.waiting} isEmpty={() => false} empty={{ title: '' }}>{(money) => <Form money={money} onClose={onClose} onSaved={onSaved} />}</Shown>;
}

const numberIn = (written: string): number | null => (written.trim() === '' ? null : Number(written.trim().replace(',', '.')));

function Form({ money: { tariff, rate, rateNow, gasRate }, onClose, onSaved }: { readonly money: MoneySettings; readonly onClose: () => void; readonly onSaved: () => void }) {
  const id = useId();
  const [currency, setCurrency] = useState(tariff?.currency ?? rate?.currency ?? gasRate?.currency ?? 'EUR');
  const [power, setPower] = useState(tariff?.kind === 'flat' ? String(tariff.perKilowattHour) : '');
  const [coin, setCoin] = useState(rate?.kind === 'fixed' && 'value' in rateNow ? String(rateNow.value) : '');
  const [fee, setFee] = useState(gasRate ? String(gasRate.perCoin) : '');
  const [problem, setProblem] = useState<string | null>(null);
  const save = useAct(async ({ perKilowattHour, perCoin, perFeeCoin }: { readonly perKilowattHour: number | null; readonly perCoin: number | null; readonly perFeeCoin: number | null }, connection) => {
    if (perKilowattHour !== null) await connection.ask('setTariff', { tariff: { kind: 'flat', currency, perKilowattHour } });
    if (perCoin !== null) await connection.ask('setRate', { rate: { kind: 'fixed', currency }, perCoin, fromMs: null });
    if (perFeeCoin !== null) await connection.ask('setGasRate', { gasRate: { currency, perCoin: perFeeCoin } });
  }, () => {
    onSaved();
    onClose();
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    const perKilowattHour = numberIn(power);
    const perCoin = numberIn(coin);
    const perFeeCoin = numberIn(fee);
    const isWrong = [perKilowattHour, perCoin, perFeeCoin].some((value) => value !== null && !Number.isFinite(value));
    setProblem(!/^[A-Z]{3}$/.test(currency) ? text.wrongCurrency : isWrong ? text.wrongNumber : null);
    if (/^[A-Z]{3}$/.test(currency) && !isWrong) save.run({ perKilowattHour, perCoin, perFeeCoin });
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
      <div className="form-pair">
        {field('power', text.power, power, setPower, tariff && tariff.kind !== 'flat' ? text.otherTariff : null)}
        {field('coin', text.coin, coin, setCoin, rate && rate.kind !== 'fixed' ? text.otherRate : null)}
        {field('fee', text.feeCoin, fee, setFee, null)}
      </div>
      {problem !== null && <p className="form-problem" role="alert">{problem}</p>}
      <FailureLine error={save.error} />
      <p className="net-buttons"><button type="submit" className="button primary" disabled={save.busy}>{text.save}</button><button type="button" className="button" onClick={onClose}>{text.cancel}</button></p>
    </form>
  );
}
