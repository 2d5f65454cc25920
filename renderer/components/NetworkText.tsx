import './networkText.css';
import { doubtsOfParts, readNetworkText, type ReadText } from '../format/networkText.ts';
import { formatList } from '../format/locale.ts';
import { networkTextWords as words } from '../strings/networkText.ts';

type Props = { readonly text: string; /** Characters. */ readonly limit?: number };

/** A name that a stranger chose: plain, isolated, bounded, never a link, with a word beside it where it may deceive. */
export function NetworkText({ text, limit = 120 }: Props) {
  const { shown, doubts } = readNetworkText(text, limit);
  return <><bdi className="network-text">{shown}</bdi><Doubts doubts={doubts} /></>;
}

/** What a stranger wrote, with its lines; links stay text, and where they lead is said beneath. */
export function NetworkQuote({ text, limit = 4000 }: Props) {
  const { shown, doubts, hosts } = readNetworkText(text, limit, true);
  return (
    <>
      <blockquote className="stranger network-text" dir="auto">{shown}</blockquote>
      {(doubts.length > 0 || hosts.length > 0) && <p className="small"><Doubts doubts={doubts} />{hosts.length > 0 && <span className="soft" data-hosts="">{words.links(formatList(hosts))}</span>}</p>}
    </>
  );
}

/** Beside a sentence of ours that quotes strangers: what is doubtful about the parts, as they came. */
export const NetworkDoubts = ({ parts }: { readonly parts: readonly unknown[] }) => <Doubts doubts={doubtsOfParts(parts)} />;

const Doubts = ({ doubts }: Pick<ReadText, 'doubts'>) => doubts.map((doubt) => <span key={doubt} className="text-doubt" data-doubt={doubt} title={words[doubt]}>{words[doubt]}</span>);
