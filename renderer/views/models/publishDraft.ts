import type { Registration } from '../../../electron/shared/walletBridge.ts';

export type PublishDraft = { readonly royalty: string; readonly contributors: string; readonly uri: string };
export type PublishProblem = { readonly problem: 'royalty' | 'twice' | 'over' } | { readonly problem: 'line'; readonly line: number };

/** Hundredths of a percent of what somebody wrote, with a point or a comma; null: it is none, or it has more than two decimals. Pure. */
export function parseBps(written: string): number | null {
  const text = written.trim().replace(',', '.').replace(/ ?%$/, '');
  // A figure with two decimals times 100 is whole but for the float's last bit.
  const bps = Math.round(Number(text) * 100);
  return /^\d{1,3}(?:\.\d{1,2})?$/.test(text) && bps <= 10_000 ? bps : null;
}

/** What is to be registered, from a form. Pure. */
export function readPublishDraft({ royalty, contributors, uri }: PublishDraft): Pick<Registration, 'royaltyBps' | 'contributors' | 'uri'> | PublishProblem {
  const royaltyBps = parseBps(royalty);
  if (royaltyBps === null) return { problem: 'royalty' };
  const shares: { holder: string; shareBps: number }[] = [];
  for (const [index, line] of contributors.split('\n').entries()) {
    if (line.trim() === '') continue;
    const [, holder, share = ''] = /^\s*(0x[0-9a-fA-F]{40})[\s=:,;]+(\S+(?: ?%)?)\s*$/.exec(line) ?? [];
    const shareBps = parseBps(share);
    if (holder === undefined || BigInt(holder) === 0n || shareBps === null || shareBps === 0) return { problem: 'line', line: index + 1 };
    shares.push({ holder, shareBps });
  }
  if (new Set(shares.map(({ holder }) => holder.toLowerCase())).size !== shares.length) return { problem: 'twice' };
  if (shares.length > 16 || keptBps(shares) < 0) return { problem: 'over' };
  return { royaltyBps, contributors: shares, uri: uri.trim() };
}

/** What the publisher keeps of the royalty, in hundredths of a percent; below zero: more was given away than there is. Pure. */
export const keptBps = (contributors: readonly { readonly shareBps: number }[]): number => contributors.reduce((left, { shareBps }) => left - shareBps, 10_000);
