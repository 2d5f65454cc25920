import type { DisputeSummary } from '../../../electron/shared/disputes.ts';
import { Digest } from '../../components/Digest.tsx';
import { Shown } from '../../components/Shown.tsx';
import { formatMoment } from '../../format/time.ts';
import { guardWords as text } from '../../strings/guards.ts';
import { useAnswer, useThrottled, useTopic } from '../../useBridge.ts';

/** All disputes are read for it: not at every block. */
const everyMs = 30_000;
const shownMost = 20;

/** Disputes in which one node answered for another, and one of the two is this. */
export function GuardAnswers() {
  const block = useThrottled(useTopic('network')?.value.blockNumber ?? 0, everyMs);
  const disputes = useAnswer('readDisputes', { which: 'mine' }, block);
  return (
    <div>
      <h3>{text.answers}</h3>
      <Shown from={disputes} waiting={text.answersWaiting} isEmpty={({ disputes: all }) => !all.some(isAnswered)} empty={{ title: text.answersNone, next: text.answersNoneNext }}>
        {({ disputes: all }) => <ul className="guard-answers">{all.filter(isAnswered).toReversed().slice(0, shownMost).map((one) => <Answer key={one.disputeId} dispute={one} />)}</ul>}
      </Shown>
    </div>
  );
}

const isAnswered = ({ isAnsweredHere, isAboutHere, answers }: DisputeSummary): boolean => isAnsweredHere || (isAboutHere && answers.some(({ isOwn }) => !isOwn));

function Answer({ dispute: { isAnsweredHere, accused, answers, outcome, openedAtSeconds } }: { readonly dispute: DisputeSummary }) {
  const other = isAnsweredHere ? accused : answers.find(({ isOwn }) => !isOwn)!.by;
  return (
    <li data-answer={outcome}>
      <p>{isAnsweredHere ? text.answeredHere : text.answeredByOthers}: <Digest value={other} /></p>
      <p className="soft small">{text.outcome[outcome]} <span className="num">{formatMoment(openedAtSeconds * 1000)}</span></p>
    </li>
  );
}
