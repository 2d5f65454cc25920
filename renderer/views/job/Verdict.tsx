import { FailureLine } from '../../components/Failure.tsx';
import type { VerifyReport } from '../../../electron/shared/shapes.ts';
import { plural } from '../../format/numbers.ts';
import { words } from '../../strings/words.ts';
import { CheckMark } from './CheckMark.tsx';
import type { Verify } from './useVerify.ts';

const text = words.job;

/** What the last check came to, in one line beside the button that asked for it. */
export function Verdict({ verify: { report, error, busy } }: { readonly verify: Verify }) {
  return (
    <div className="verdict" aria-live="polite">
      <FailureLine error={error} />
      {report && !busy && !error && <CheckMark state={markOf(report)} note={verdictOf(report)} />}
    </div>
  );
}

const count = ({ checks: all }: VerifyReport, state: VerifyReport['checks'][number]['state']): number => all.filter((check) => check.state === state).length;

const markOf = (report: VerifyReport) => (!report.ok || count(report, 'failed') > 0 ? 'failed' : count(report, 'notChecked') > 0 ? 'partly' : 'passed');

function verdictOf(report: VerifyReport): string {
  const [passed, failed, open] = [count(report, 'passed'), count(report, 'failed'), count(report, 'notChecked')];
  if (failed > 0) return text.verdictFailed(plural(failed, text.failedChecks));
  if (!report.ok) return text.verdictNotOk;
  if (open > 0) return text.verdictSome(plural(passed, text.passedChecks), plural(open, text.openChecks));
  return text.verdictAll;
}
