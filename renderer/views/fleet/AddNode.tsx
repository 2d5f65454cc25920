import { useState } from 'react';
import { FailureLine } from '../../components/Failure.tsx';
import { Field } from '../../components/SecretField.tsx';
import { fleetWords as text } from '../../strings/fleet.ts';
import { useAct } from '../../useBridge.ts';

/** Another node by its data folder, here or at this end of a tunnel. */
export function AddNode({ folders, onAdded }: { readonly folders: readonly string[]; readonly onAdded: () => void }) {
  const [folder, setFolder] = useState('');
  const add = useAct((path: string, connection) => connection.ask('setFleet', { folders: [...folders, path] }), () => {
    setFolder('');
    onAdded();
  });
  return (
    <section className="section fleet-add" aria-labelledby="add-node-title">
      <h2 id="add-node-title">{text.add}</h2>
      <form className="form" onSubmit={(event) => { event.preventDefault(); add.run(folder.trim()); }}>
        <Field label={text.folder} hint={text.folderHint}>{(ids) => <input {...ids} className="field mono" required maxLength={1000} autoComplete="off" spellCheck={false} value={folder} onChange={(event) => setFolder(event.target.value)} />}</Field>
        <FailureLine error={add.error} />
        <div className="buttons"><button type="submit" className="button" disabled={add.busy}>{text.addIt}</button></div>
      </form>
      <p className="soft small">{text.tunnel}</p>
      <pre className="mono small fleet-command" dir="ltr">ssh -N -L ~/rigs/one/control.sock:.local/share/hearth/control.sock -L 7421:127.0.0.1:7421 rig-one</pre>
    </section>
  );
}
