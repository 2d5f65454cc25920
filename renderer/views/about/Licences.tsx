import { diagnosticsWords } from '../../strings/diagnostics.ts';
import { works } from './works.ts';

const head = diagnosticsWords.about.licenceHead;

/** Every work of others that is part of this Hearth, as its packages name themselves. */
export function Licences() {
  return (
    <table className="licences">
      <thead><tr><th scope="col">{head.name}</th><th scope="col">{head.licence}</th></tr></thead>
      <tbody>{works.map(({ name, licence }) => <tr key={name}><th scope="row">{name}</th><td>{licence}</td></tr>)}</tbody>
    </table>
  );
}
