import { useId, useState, type FormEvent } from 'react';
import type { RpcAddress } from '../../../electron/shared/rpcAddresses.ts';
import { FailureLine } from '../../components/Failure.tsx';
import { Shown } from '../../components/Shown.tsx';
import { plainText } from '../../format/digest.ts';
import { wordsOfSaid } from '../../strings/saidReasons.ts';
import { words } from '../../strings/words.ts';
import { useAct, useAnswer } from '../../useBridge.ts';

const text = words.settings.addresses;

/** The nodes that are asked about the chain: those of the deployment, and those that the owner adds. */
export function ChainSection() {
  const [turn, setTurn] = useState(0);
  const [written, setWritten] = useState('');
  const addresses = useAnswer('readRpcAddresses', {}, turn);
  const save = useAct((urls: readonly string[], connection) => connection.ask('setRpcAddresses', { urls: [...urls] }), () => {
    setWritten('');
    setTurn((before) => before + 1);
  });
  return (
    <section className="section" aria-labelledby="addresses-title">
      <h2 id="addresses-title">{text.title}</h2>
      <p className="soft small">{text.why}</p>
      <Shown from={addresses} waiting={text.waiting} isEmpty={() => false} empty={{ title: '' }}>
        {({ addresses: now }) => {
          const owners = now.filter(({ isOwners }) => isOwners).map(({ url }) => url);
          return (
            <>
              <ul className="chain-addresses">
                {now.map((one) => <Address key={one.url} address={one} busy={save.busy} onRemove={() => save.run(owners.filter((url) => url !== one.url))} />)}
              </ul>
              <AddAddress written={written} busy={save.busy} onWrite={setWritten} onAdd={() => save.run([...owners, written.trim()])} />
              <FailureLine error={save.error} />
            </>
          );
        }}
      </Shown>
    </section>
  );
}

function Address({ address: { url, isOwners, isInUse, state, reason }, busy, onRemove }: { readonly address: RpcAddress; readonly busy: boolean; readonly onRemove: () => void }) {
  const isBad = state === 'refused' || state === 'silent';
  return (
    <li>
      <p className="chain-address-url mono small">{plainText(url, 500)}</p>
      <p className="soft small">{isOwners ? text.added : text.given}, {isInUse ? text.inUse : text.states[state]}</p>
      {isBad && reason !== null && <p className="model-reason small">{wordsOfSaid(reason, 300)}</p>}
      {isOwners && <button type="button" className="button plain" aria-label={`${text.remove}: ${plainText(url, 200)}`} disabled={busy} onClick={onRemove}>{text.remove}</button>}
    </li>
  );
}

function AddAddress({ written, busy, onWrite, onAdd }: { readonly written: string; readonly busy: boolean; readonly onWrite: (written: string) => void; readonly onAdd: () => void }) {
  const id = useId();
  function submit(event: FormEvent): void {
    event.preventDefault();
    onAdd();
  }
  return (
    <form className="choices-add" onSubmit={submit}>
      <label className="small" htmlFor={id}>{text.another}</label>
      <input id={id} className="field mono" type="url" inputMode="url" placeholder="https://" dir="ltr" value={written} spellCheck={false} autoComplete="off" maxLength={500} onChange={(event) => onWrite(event.target.value)} />
      <button type="submit" className="button" disabled={busy || written.trim() === ''}>{busy ? text.checking : text.add}</button>
    </form>
  );
}
