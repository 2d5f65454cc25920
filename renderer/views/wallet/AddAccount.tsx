import { useState } from 'react';
import type { WalletState } from '../../../electron/shared/walletBridge.ts';
import { Segmented } from '../../components/Segmented.tsx';
import { walletWords as text } from '../../strings/wallet.ts';
import { CreateFlow } from './CreateFlow.tsx';
import { ImportKey, ImportKeystore, ImportPhrase, RestoreBackup, WatchAddress } from './ImportForms.tsx';

type Way = keyof typeof text.ways;
/** What a form needs to know: whether there is anything yet, and the owner's word on a lost wallet. */
export type FormProps = { readonly suggestedName: string; readonly evenIfLost: boolean; readonly onDone: () => void };

/** Restoring comes first where something was lost, and only there and into an empty wallet it can be done. */
const waysOf = (state: WalletState['state']): readonly Way[] => (state === 'lost' ? ['restore', 'phrase', 'create', 'keystore', 'key', 'watch'] : state === 'none' ? ['create', 'phrase', 'keystore', 'key', 'watch', 'restore'] : ['create', 'phrase', 'keystore', 'key', 'watch']);

export function AddAccount({ wallet, onDone }: { readonly wallet: WalletState; readonly onDone: () => void }) {
  const ways = waysOf(wallet.state);
  const [chosen, setChosen] = useState<Way | null>(null);
  const [givesUp, setGivesUp] = useState(false);
  const way = chosen !== null && ways.includes(chosen) ? chosen : ways[0]!;
  const form: FormProps = { suggestedName: wallet.accounts.length === 0 ? text.nameFirst : '', evenIfLost: givesUp, onDone };
  return (
    <section className="section wallet-ways" aria-labelledby="add-title">
      <div className="section-head">
        <h2 id="add-title">{wallet.state === 'none' ? text.none.how : wallet.state === 'lost' ? text.lost.how : text.add}</h2>
        {wallet.state === 'ready' && <button type="button" className="button plain" onClick={onDone}>{text.addClose}</button>}
      </div>
      <Segmented label={text.waysLabel} name="way" choices={ways.map((value) => ({ value, words: text.ways[value] }))} value={way} onChange={setChosen} />
      {wallet.state === 'lost' && way !== 'restore' && (
        <label className="tick small"><input type="checkbox" checked={givesUp} onChange={(event) => setGivesUp(event.target.checked)} /> <span>{text.lost.giveUp}</span></label>
      )}
      <Form way={way} form={form} />
    </section>
  );
}

function Form({ way, form }: { readonly way: Way; readonly form: FormProps }) {
  switch (way) {
    case 'create': return <CreateFlow {...form} />;
    case 'phrase': return <ImportPhrase {...form} />;
    case 'keystore': return <ImportKeystore {...form} />;
    case 'key': return <ImportKey {...form} />;
    case 'watch': return <WatchAddress {...form} />;
    case 'restore': return <RestoreBackup {...form} />;
  }
}
