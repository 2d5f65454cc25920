import type { HearthError } from '../../../electron/shared/errors.ts';
import type { VerifyReport } from '../../../electron/shared/shapes.ts';
import { FailureLine } from '../../components/Failure.tsx';
import { plainText } from '../../format/digest.ts';
import { plural } from '../../format/numbers.ts';
import { checkTitle } from '../../strings/path.ts';
import { words } from '../../strings/words.ts';
import { CheckMark } from './CheckMark.tsx';

const text = words.job;
const checks = { one: 'check', other: 'checks' };

/** What was checked just now, each with its reason; nothing before the first check. */
export function Checks({ report, error }: { readonly report: VerifyReport | null; readonly error: HearthError | null }) {
  return (
    <div aria-live="polite">
      <FailureLine error={error} />
      {report && (
        <section className="section" aria-labelledby="checks-title" data-checks={report.ok ? 'ok' : 'failed'}>
          <div className="section-head">
            <h2 id="checks-title">{text.checks}</h2>
            <p className={`checks-verdict verdict-${report.ok ? 'ok' : 'failed'}`}>{verdictOf(report)}</p>
          </div>
          <ul className="checks">
            {report.checks.map(({ name, state, reason }) => (
              <li key={name} data-check={state}>
                <CheckMark state={state} />
                <span>{checkTitle(name)}</span>
                <span className="soft small">{plainText(reason, 500)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function verdictOf({ checks: all }: VerifyReport): string {
  const count = (state: VerifyReport['checks'][number]['state']): number => all.filter((check) => check.state === state).length;
  if (count('failed') > 0) return text.verdictFailed(plural(count('failed'), checks));
  if (count('notChecked') > 0) return text.verdictSome(`${plural(count('passed'), checks)} passed`, String(count('notChecked')));
  return text.verdictAll;
}
