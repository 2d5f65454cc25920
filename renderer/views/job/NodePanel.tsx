import type { JobDetail } from '../../../electron/shared/shapes.ts';
import { Digest } from '../../components/Digest.tsx';
import { Fact } from '../../components/Fact.tsx';
import { checkTitle, factTitle, nodeMeaning, nodeTitle } from '../../strings/path.ts';
import { words } from '../../strings/words.ts';
import { CheckMark } from './CheckMark.tsx';
import type { NodeMark } from './markNodes.ts';

type Node = JobDetail['path'][number];
const text = words.job;

/** One node of the path in full: what it is, its hash, what commits it, and what was checked of it. */
export function NodePanel({ node, nodes, mark, onChoose }: { readonly node: Node; readonly nodes: readonly Node[]; readonly mark: NodeMark | null; readonly onChoose: (id: string) => void }) {
  const meaning = nodeMeaning(node.kind);
  const committedIn = nodes.filter(({ id }) => node.parents.includes(id));
  const holds = nodes.filter(({ parents }) => parents.includes(node.id));
  return (
    <section className="panel" aria-live="polite" aria-labelledby="panel-title">
      <div>
        <h3 id="panel-title">{nodeTitle(node.kind)}</h3>
        {meaning !== null && <p className="soft">{meaning}</p>}
        {mark && (
          <ul className="panel-checks small" aria-label={text.checkedBy}>
            {mark.checks.length === 0 && <li><CheckMark state="notChecked" note={text.notCovered} /></li>}
            {mark.checks.map(({ name, state }) => <li key={name}><CheckMark state={state} /> {checkTitle(name)}</li>)}
          </ul>
        )}
      </div>
      <dl className="facts">
        <div><dt>{text.digest}</dt><dd>{node.digest === null ? text.noDigest : <Digest value={node.digest} />}</dd></div>
        {node.txHash !== null && node.txHash !== node.digest && <div><dt>{text.transaction}</dt><dd><Digest value={node.txHash} /></dd></div>}
        <Links label={text.committedIn} nodes={committedIn} onChoose={onChoose} />
        <Links label={text.holds} nodes={holds} onChoose={onChoose} />
        {node.facts.map(([name, value]) => <div key={name}><dt>{factTitle(name)}</dt><dd><Fact name={name} value={value} /></dd></div>)}
      </dl>
    </section>
  );
}

function Links({ label, nodes, onChoose }: { readonly label: string; readonly nodes: readonly Node[]; readonly onChoose: (id: string) => void }) {
  if (nodes.length === 0) return null;
  return (
    <div>
      <dt>{label}</dt>
      <dd className="panel-links">{nodes.map(({ id, kind }) => <button key={id} type="button" className="link" onClick={() => onChoose(id)}>{nodeTitle(kind)}</button>)}</dd>
    </div>
  );
}
