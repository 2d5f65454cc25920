import type { VerifyReport } from '../../../electron/shared/shapes.ts';
import { NetworkDoubts } from '../../components/NetworkText.tsx';
import { wordsOfCheck } from '../../strings/checkReasons.ts';
import { checkTitle } from '../../strings/path.ts';
import { words } from '../../strings/words.ts';
import { CheckMark } from './CheckMark.tsx';

/** What was checked just now, each with its reason; nothing before the first check. */
export function Checks({ report }: { readonly report: VerifyReport | null }) {
  if (!report) return null;
  return (
    <section className="section" aria-labelledby="checks-title" data-checks={report.ok ? 'ok' : 'failed'}>
      <h2 id="checks-title">{words.job.checks}</h2>
      <ul className="checks">
        {report.checks.map(({ name, state, reason }) => (
          <li key={name} data-check={state}>
            <CheckMark state={state} />
            <span>{checkTitle(name)}</span>
            <span className="soft small">{wordsOfCheck(reason)} <NetworkDoubts parts={[reason]} /></span>
          </li>
        ))}
      </ul>
    </section>
  );
}
