import { describe, expect, it } from 'vitest';
import { decidePublication, requireShares } from '../../../../electron/services/models/publication.ts';
import { keptBps, parseBps, readPublishDraft } from '../../../../renderer/views/models/publishDraft.ts';

const at = (digit: string): string => `0x${digit.repeat(40)}`;

describe('a publication', () => {
  const facts = { isRegistered: 'no', announcedAtSeconds: 1000, chainSeconds: 1000, leastSeconds: 60, mostSeconds: 86_400 } as const;

  it('stands where the chain says, so that an interruption changes nothing', () => {
    const times = { readyAtMs: 1_060_000, untilMs: 87_400_000 };
    const none = { readyAtMs: null, untilMs: null };
    expect(decidePublication({ ...facts, announcedAtSeconds: null })).toEqual({ state: 'planned', ...none });
    expect([1059, 1060, 87_400, 87_401].map((chainSeconds) => decidePublication({ ...facts, chainSeconds }))).toEqual(['announced', 'ready', 'ready', 'expired'].map((state) => ({ state, ...times })));
    // Once it is registered, no announcement matters.
    expect(decidePublication({ ...facts, isRegistered: 'here' })).toEqual({ state: 'registered', ...none });
    expect(decidePublication({ ...facts, isRegistered: 'elsewhere' })).toEqual({ state: 'taken', ...none });
  });

  it('gives each contributor one share, of something, and no more than the whole', () => {
    expect(() => requireShares([{ holder: at('1'), shareBps: 6000 }, { holder: at('2'), shareBps: 4000 }])).not.toThrow();
    for (const wrong of [[{ holder: at('a'), shareBps: 1 }, { holder: at('A'), shareBps: 1 }], [{ holder: at('1'), shareBps: 0 }], [{ holder: at('0'), shareBps: 5 }], [{ holder: at('1'), shareBps: 6000 }, { holder: at('2'), shareBps: 4001 }]]) expect(() => requireShares(wrong)).toThrow(expect.objectContaining({ code: 'usage.invalid' }));
  });
});

describe('the form of a publication', () => {
  const read = (royalty: string, contributors = '') => readPublishDraft({ royalty, contributors, uri: ' https://models.example ' });

  it('reads percentages exactly, with a comma or a point', () => {
    expect(['0', '2.5', '2,25', '100', '1.15 %'].map(parseBps)).toEqual([0, 250, 225, 10_000, 115]);
    expect(['', '-1', '100.01', '1.234', 'five', '1e2'].map(parseBps)).toEqual([null, null, null, null, null, null]);
  });

  it('takes a line for each contributor and names the one that is wrong', () => {
    expect(read('2.5', `${at('1')} 25\n\n${at('2')}=12,5%\n`)).toEqual({ royaltyBps: 250, contributors: [{ holder: at('1'), shareBps: 2500 }, { holder: at('2'), shareBps: 1250 }], uri: 'https://models.example' });
    expect(keptBps([{ shareBps: 2500 }, { shareBps: 1250 }])).toBe(6250);
    expect([read('101'), read('1', `${at('1')} 25\nnobody 3`), read('1', `${at('0')} 3`), read('1', `${at('a')} 3\n${at('A')} 3`), read('1', `${at('1')} 60\n${at('2')} 41`)]).toEqual([{ problem: 'royalty' }, { problem: 'line', line: 2 }, { problem: 'line', line: 1 }, { problem: 'twice' }, { problem: 'over' }]);
  });
});
