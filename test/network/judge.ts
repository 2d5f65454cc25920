import type { AdversaryKind, AdversaryNote } from './adversaryNotes.ts';
import type { Outcome } from './traffic.ts';

export type PhaseFigure = {
  readonly name: string; readonly seconds: number; readonly requests: number; readonly answered: number; readonly refused: number; readonly lost: number; readonly wrong: number; readonly replayed: number;
  readonly p50Ms: number; readonly p95Ms: number; readonly reasons: Readonly<Record<string, number>>; readonly faults: readonly string[];
};
export type AdversaryFigure = {
  readonly kind: AdversaryKind; readonly address: string; readonly orders: number; readonly answers: number; readonly peers: number; readonly sent: number; readonly isBarred: boolean; readonly complaints: number;
  /** It could take this to the chain. */
  readonly paidWei: string; /** What its false answers would have cost. */ readonly falseWei: string; readonly unpaidWorkWei: string; readonly slashedWei: string;
  /** What it has more, and less, than its honest twin. */
  readonly gainedWei: string; readonly lostWei: string; readonly faults: readonly string[];
};

/** What users saw: each request answered once or refused with a reason, and the same question answered alike by everybody. Pure. */
export function judgePhase(name: string, outcomes: readonly Outcome[], before: readonly Outcome[], seconds: number): PhaseFigure {
  const answered = outcomes.filter((outcome) => outcome.end === 'answered');
  const refused = outcomes.filter((outcome) => outcome.end === 'refused');
  const lost = outcomes.filter((outcome) => outcome.end === 'lost');
  const truth = mostGiven(before);
  const wrong = answered.filter(({ kind, question, answer }) => truth.get(`${kind} ${question}`) !== answer);
  const times = answered.map(({ tookMs }) => tookMs).toSorted((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  const reasons: Record<string, number> = {};
  for (const { reason } of [...refused, ...lost]) reasons[reason] = (reasons[reason] ?? 0) + 1;
  return {
    name, seconds, requests: outcomes.length, answered: answered.length, refused: refused.length, lost: lost.length, wrong: wrong.length, replayed: answered.filter(({ verification }) => verification === 'replayed').length, p50Ms: at(0.5), p95Ms: at(0.95), reasons,
    faults: [
      ...lost.map(({ gateway, reason }) => `${name}: a request to ${gateway} was neither answered nor refused with a reason (${reason})`).slice(0, 5),
      ...refused.filter(({ sentence }) => sentence.trim() === '').map(() => `${name}: a refusal says nothing`),
      ...(answered.length === 0 ? [`${name}: nothing was answered`] : []),
    ],
  };
}

/** What most of the answers to a question say. */
function mostGiven(outcomes: readonly Outcome[]): ReadonlyMap<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const outcome of outcomes) {
    if (outcome.end !== 'answered') continue;
    const key = `${outcome.kind} ${outcome.question}`;
    const answers = counts.get(key) ?? new Map<string, number>();
    counts.set(key, answers.set(outcome.answer, (answers.get(outcome.answer) ?? 0) + 1));
  }
  return new Map([...counts].map(([key, answers]) => [key, [...answers].toSorted((a, b) => b[1] - a[1])[0]![0]]));
}

const positive = (wei: bigint): bigint => (wei > 0n ? wei : 0n);

/**
 * Whether it pays to behave like that. Against its honest twin, which has the same program and price, it gains what it was paid more, and loses what it was paid less, the work that nobody pays,
 * and stake. Pure.
 */
export function judgeAdversary(facts: {
  readonly kind: AdversaryKind; readonly address: string; readonly note: AdversaryNote; /** What the honest twin was paid. */ readonly honestWei: bigint;
  readonly stakeBeforeWei: bigint; readonly stakeAfterWei: bigint; readonly lines: readonly string[];
}): AdversaryFigure {
  const { kind, address, note, honestWei } = facts;
  const paidWei = BigInt(note.voucherWei);
  const unpaidWorkWei = positive(BigInt(note.workWei) - paidWei);
  const slashedWei = positive(facts.stakeBeforeWei - facts.stakeAfterWei);
  const gainedWei = positive(paidWei - honestWei);
  const lostWei = positive(honestWei - paidWei) + unpaidWorkWei + slashedWei;
  const about = facts.lines.filter((line) => line.toLowerCase().includes(address.toLowerCase()));
  return {
    kind, address, orders: note.orders, answers: note.answers, peers: note.peers, sent: note.sent, isBarred: about.some((line) => line.includes('not asked again')), complaints: about.length,
    paidWei: paidWei.toString(), falseWei: note.falseWei, unpaidWorkWei: unpaidWorkWei.toString(), slashedWei: slashedWei.toString(), gainedWei: gainedWei.toString(), lostWei: lostWei.toString(),
    faults: kind === 'honest' || lostWei > gainedWei ? [] : [`the ${kind} peer gained ${gainedWei} wei and lost ${lostWei}`],
  };
}
