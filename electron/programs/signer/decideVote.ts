import { signingDigest, verdict, voteKind, voteShape, type Vote } from '../../protocol/typedData.ts';
import { parseCourtCall } from '../../services/wallet/methods.ts';
import { sameAddress, type Hex } from '../../shared/units.ts';
import { refusals } from '../../shared/saidReasons.ts';
import type { SigningNetwork, TransactionRequest } from './decideSigning.ts';
import type { VoteEntry } from './voteLedger.ts';

export type VoteFacts = {
  readonly node: Hex;
  readonly network: SigningNetwork | null;
  /** What this node signed of the vote's receipt and round. */
  readonly before: VoteEntry | undefined;
  /** The vote is about a receipt this node signed itself. */
  readonly isOwnReceipt: boolean;
};

export type VoteDecision =
  | { readonly sign: true; readonly digest: Hex; readonly isNew: boolean }
  | { readonly sign: false; readonly rule: string; readonly reason: string; readonly signed?: string };

/** First committee, second, final. */
const rounds = 3;

/**
 * Whether this node may put its name under a vote. Pure. One vote per receipt and round, for ever: two different ones cost a verifier stake
 * (AuditCourt.proveEquivocation), so a second is refused whatever asks for it.
 */
export function decideVote(vote: Vote, { node, network, before, isOwnReceipt }: VoteFacts): VoteDecision {
  const refuse = (rule: string, reason: string): VoteDecision => ({ sign: false, rule, reason });
  if (!network) return refuse('network', refusals.noNetwork);
  if (!sameAddress(vote.verifier, node)) return refuse('thisNode', 'the vote names another verifier');
  if (isOwnReceipt) return refuse('ownReceipt', 'nobody judges its own receipt');
  if (vote.round >= rounds) return refuse('round', `there is no round ${vote.round}`);
  const isAccept = vote.verdict === verdict.accept;
  if (!isAccept && vote.verdict !== verdict.reject) return refuse('verdict', 'a vote accepts or rejects');
  if (isAccept !== (vote.kind === voteKind.none)) return refuse('kind', isAccept ? 'an accepting vote names no fault' : 'a rejecting vote names what is wrong');
  const digest = signingDigest(network.domain, 'Vote', vote);
  if (!before) return { sign: true, digest, isNew: true };
  if (before.digest === digest) return { sign: true, digest, isNew: false };
  return { sign: false, rule: 'secondVote', reason: 'another vote about this receipt in this round was signed before', signed: before.digest };
}

/** Why a call to the court is not to be signed; null when it is fine. A vote goes to the chain only when it is in the ledger. Pure. */
export function refuseVoteCall(request: Pick<TransactionRequest, 'to' | 'data'>, network: SigningNetwork | null, isSigned: (digest: string) => boolean): { readonly rule: string; readonly reason: string } | null {
  const court = network?.contracts['AuditCourt'];
  if (!network || court === undefined || !sameAddress(court, request.to)) return null;
  const call = parseCourtCall(request.data);
  const digest = call && digestOf(network, call);
  if (digest === null || digest === undefined) return null;
  return digest !== '' && isSigned(digest) ? null : { rule: 'vote', reason: `${call!.name} shows a vote that is not in this node's ledger` };
}

/** The vote's digest that a call carries; null for calls without one, empty for one that does not parse. */
function digestOf({ domain }: SigningNetwork, { name, vote, commitment }: NonNullable<ReturnType<typeof parseCourtCall>>): string | null {
  if (name === 'commitVote') return commitment;
  if (name !== 'openCase' && name !== 'revealVote') return null;
  const parsed = voteShape.safeParse(vote);
  return parsed.success ? signingDigest(domain, 'Vote', parsed.data) : '';
}
