import { Shown } from '../../components/Shown.tsx';
import { formatBytes, formatCount } from '../../format/numbers.ts';
import { words } from '../../strings/words.ts';
import { useSlice } from '../../useBridge.ts';

const text = words.settings;
const head = text.programHead;

/** Every program of this Hearth, with what it uses. */
export function ProgramsSection() {
  const about = useSlice('about');
  return (
    <section className="section" aria-labelledby="programs-title">
      <h2 id="programs-title">{text.programs}</h2>
      <Shown from={about} waiting={text.programsWaiting} isEmpty={({ programs }) => programs.length === 0} empty={{ title: text.programsEmpty }}>
        {({ programs }) => (
          <table className="programs">
            <thead><tr><th scope="col">{head.name}</th><th scope="col">{head.state}</th><th scope="col" className="end">{head.memory}</th><th scope="col" className="end">{head.restarts}</th><th scope="col" className="end programs-pid">{head.pid}</th></tr></thead>
            <tbody>
              {programs.map(({ name, id, pid, state, restarts, memoryBytes }) => (
                <tr key={id}>
                  <th scope="row">{name}{id !== name && <span className="soft small"> {id}</span>}</th>
                  <td>{text.programState[state]}</td>
                  <td className="end">{memoryBytes === null ? <span className="soft">{words.notReported}</span> : formatBytes(memoryBytes)}</td>
                  <td className="end">{formatCount(restarts)}</td>
                  <td className="end programs-pid">{pid ?? <span className="soft">{words.notReported}</span>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Shown>
    </section>
  );
}
