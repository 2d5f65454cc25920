import './welcome.css';
import { useEffect, useRef, useState } from 'react';
import { welcomeSteps } from '../../../electron/shared/welcome.ts';
import { FailureLine } from '../../components/Failure.tsx';
import { Shown } from '../../components/Shown.tsx';
import { formatCount } from '../../format/numbers.ts';
import { formatRoute } from '../../route.ts';
import { welcomeWords as text } from '../../strings/welcome.ts';
import { useAnswer } from '../../useBridge.ts';
import { Behaviour } from './Behaviour.tsx';
import { FirstReceipt } from './FirstReceipt.tsx';
import { Hello } from './Hello.tsx';
import { Machine } from './Machine.tsx';
import { useSetWelcome } from './useWelcome.ts';
import { WalletStep } from './WalletStep.tsx';

/** Five steps to this machine's first verified receipt. No stake, no account; each can be left and taken up again. */
export function Welcome() {
  const welcome = useAnswer('readWelcome', {});
  return (
    <div className="page welcome">
      {welcome.state !== 'ready' && <h1>{text.again}</h1>}
      <Shown from={welcome} waiting={text.waiting} isEmpty={() => false} empty={{ title: '' }}>
        {({ step, state }) => <Steps first={state === 'done' ? 1 : step} wasDone={state === 'done'} />}
      </Shown>
    </div>
  );
}

const goTo = (hash: string): void => {
  location.hash = hash.slice(1);
};

function Steps({ first, wasDone }: { readonly first: number; readonly wasDone: boolean }) {
  const [step, setStep] = useState(first);
  const top = useRef<HTMLDivElement>(null);
  const dashboard = (): void => goTo(formatRoute({ screen: 'dashboard' }));
  const keep = useSetWelcome();
  const end = useSetWelcome(dashboard);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    scrollTo(0, 0);
    top.current?.focus({ preventScroll: true });
  }, [step]);
  const go = (next: number): void => {
    setStep(next);
    // To read it again changes nothing.
    if (!wasDone) keep.run({ state: 'left', step: next });
  };
  const name = text.steps[step - 1] ?? '';
  const isLast = step === welcomeSteps;
  return (
    <div ref={top} tabIndex={-1} data-step={step} className="welcome-steps">
      <ol className="welcome-track" aria-label={text.progress(formatCount(step), formatCount(welcomeSteps), name)}>
        {text.steps.map((title, index) => <li key={title} className={index + 1 === step ? 'now' : index + 1 < step ? 'gone' : ''} aria-current={index + 1 === step ? 'step' : undefined}>{title}</li>)}
      </ol>
      <Step step={step} onNext={() => go(step + 1)} />
      <div className="buttons welcome-buttons">
        {isLast ? <button type="button" className="button first" disabled={end.busy} onClick={() => end.run({ state: 'done', step })}>{text.done}</button>
          : <button type="button" className="button first" onClick={() => go(step + 1)}>{step === 4 ? text.skip : text.next}</button>}
        {step > 1 && <button type="button" className="button" onClick={() => go(step - 1)}>{text.back}</button>}
        {!isLast && !wasDone && <button type="button" className="button plain welcome-leave" title={text.leaveWhy} disabled={end.busy} onClick={() => end.run({ state: 'left', step })}>{text.leave}</button>}
      </div>
      <FailureLine error={keep.error ?? end.error} />
    </div>
  );
}

function Step({ step, onNext }: { readonly step: number; readonly onNext: () => void }) {
  switch (step) {
    case 1: return <Hello />;
    case 2: return <Machine />;
    case 3: return <Behaviour />;
    case 4: return <WalletStep onDone={onNext} />;
    default: return <FirstReceipt />;
  }
}
