import { formatCount } from '../../format/numbers.ts';
import { formatRoute } from '../../route.ts';
import { welcomeWords as text } from '../../strings/welcome.ts';
import { useAnswer } from '../../useBridge.ts';

/** The way back into the introduction, to where it was left. */
export function IntroductionSection() {
  const welcome = useAnswer('readWelcome', {});
  const isOpen = welcome.state === 'ready' && welcome.value.state !== 'done';
  return (
    <section className="section" aria-labelledby="introduction-title">
      <h2 id="introduction-title">{text.again}</h2>
      <p className="soft small">{text.againWhy}</p>
      <p><a className="button" href={formatRoute({ screen: 'welcome' })}>{isOpen ? text.takeUp(formatCount(welcome.value.step)) : text.show}</a></p>
    </section>
  );
}
