import type { ProposalShown } from '../../../electron/shared/governance.ts';
import type { AsOf } from '../../../electron/shared/staking.ts';
import { useCoin } from '../../components/Money.tsx';
import { formatCoins } from '../../format/money.ts';
import { formatCountdown, formatMoment } from '../../format/time.ts';
import { governanceWords as text } from '../../strings/governance.ts';
import { useNow } from '../../useBridge.ts';

const per1000 = (part: bigint, whole: bigint): number => (whole === 0n ? 0 : Number((part * 1000n) / whole) / 10);
const largest = (a: bigint, b: bigint): bigint => (a > b ? a : b);

/** For, against and abstain on one line, with a mark where the quorum is; said in words too. Told apart by hatching as well as colour. */
export function VoteBar({ proposal }: { readonly proposal: ProposalShown }) {
  const coin = useCoin();
  const { for: yes, against: no, abstain } = proposal.votesWei;
  const cast = yes + no + abstain;
  const whole = largest(cast, proposal.quorumWei);
  const counted = yes + abstain;
  const said = text.bar(formatCoins(yes), formatCoins(no), formatCoins(abstain));
  return (
    <div className="vote-bar-frame">
      <div className="vote-bar" role="img" aria-label={said}>
        <span className="vote-for" style={{ inlineSize: `${per1000(yes, whole)}%` }} />
        <span className="vote-abstain" style={{ inlineSize: `${per1000(abstain, whole)}%` }} />
        <span className="vote-against" style={{ inlineSize: `${per1000(no, whole)}%` }} />
        <span className="vote-quorum" style={{ insetInlineStart: `${per1000(proposal.quorumWei, whole)}%` }} />
      </div>
      <p className="small num">{said}. <span className="soft">{text.quorum(formatCoins(counted), `${formatCoins(proposal.quorumWei)} ${coin}`)}</span></p>
    </div>
  );
}

/** When it opens, ends, ended or can be carried out: by the chain's clock, in local time. */
export function When({ proposal, asOf, readAtMs }: { readonly proposal: ProposalShown; readonly asOf: AsOf; readonly readAtMs: number }) {
  const nowMs = useNow(1000);
  const leftMs = (seconds: number): number => Math.max(0, (seconds - asOf.chainSeconds) * 1000 - (nowMs - readAtMs));
  const { state, voteStartSeconds, voteEndSeconds, etaSeconds } = proposal;
  if (state === 'pending') return text.opens(formatCountdown(leftMs(voteStartSeconds)), formatMoment(voteStartSeconds * 1000));
  if (state === 'active') return text.ends(formatCountdown(leftMs(voteEndSeconds)), formatMoment(voteEndSeconds * 1000));
  if (state === 'queued') return leftMs(etaSeconds) > 0 ? text.executable(formatCountdown(leftMs(etaSeconds))) : text.executableNow;
  return text.ended(formatMoment(voteEndSeconds * 1000));
}

/** The share of the voting time that is over, 0 to 1. */
export const timeGone = ({ voteStartSeconds, voteEndSeconds }: ProposalShown, chainSeconds: number): number => Math.min(1, Math.max(0, (chainSeconds - voteStartSeconds) / Math.max(1, voteEndSeconds - voteStartSeconds)));
