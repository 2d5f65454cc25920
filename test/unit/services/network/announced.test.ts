import { describe, expect, it } from 'vitest';
import { decideAnnounced, decideProven, decideVerdict, describeReach, type BackDial, type Verdict } from '../../../../electron/services/network/announced.ts';

const nowMs = 10_000_000;
const dial = (peer: string, reached: boolean, from = '5.1.0.9', agoMs = 0): BackDial => ({ peer, from, reached, atMs: nowMs - agoMs });
const found = ['/ip4/127.0.0.1/tcp/7413', '/ip4/192.168.1.20/tcp/7413', '/ip4/169.254.3.4/tcp/7413', '/ip6/2a01:db8::7/tcp/7413', '/ip6/fd00::7/tcp/7413', '/ip4/5.9.9.9/tcp/7413/p2p/12D3Relay/p2p-circuit'];
const verdicts = (four: Verdict, six: Verdict = 'unknown') => (family: 4 | 6): Verdict => (family === 4 ? four : six);
const facts = { scope: 'internet' as const, announce: [] as string[], found, proven: [] as readonly string[], verdictOf: verdicts('unknown') };

describe('whether others reach this node', () => {
  it('is not known before somebody was asked, and not any more after twenty minutes', () => {
    expect(decideVerdict([], 4, nowMs)).toBe('unknown');
    expect(decideVerdict([dial('a', true, '5.1.0.9', 21 * 60_000)], 4, nowMs)).toBe('unknown');
    expect(decideVerdict([dial('a', true)], 6, nowMs)).toBe('unknown');
  });

  it('is what half of those who tried found', () => {
    expect(decideVerdict([dial('a', true), dial('b', false)], 4, nowMs)).toBe('reached');
    expect(decideVerdict([dial('a', true), dial('b', false), dial('c', false)], 4, nowMs)).toBe('closed');
  });

  it('names the address most came in at, whatever one of them says', () => {
    expect(decideProven([dial('a', true, '6.6.6.6'), dial('b', true), dial('c', true)], 7413, nowMs)).toEqual(['/ip4/5.1.0.9/tcp/7413']);
    expect(decideProven([dial('a', false)], 7413, nowMs)).toEqual([]);
  });
});

describe('the addresses that others are told', () => {
  it('are all of this machine where it serves this machine alone', () => {
    expect(decideAnnounced({ ...facts, scope: 'thisMachine' })).toEqual(found);
  });

  it('are those of the home and nothing else on a home network: not loopback, not one cable, not the internet, no relay', () => {
    expect(decideAnnounced({ ...facts, scope: 'homeNetwork' })).toEqual(['/ip4/192.168.1.20/tcp/7413', '/ip6/fd00::7/tcp/7413']);
  });

  it('are never those of the home or of the machine on the internet', () => {
    expect(decideAnnounced(facts)).toEqual(['/ip6/2a01:db8::7/tcp/7413', found[5]]);
    expect(decideAnnounced({ ...facts, verdictOf: verdicts('closed', 'closed') })).toEqual([found[5]]);
  });

  it('name no relay once the node is reached directly', () => {
    expect(decideAnnounced({ ...facts, found: [found[1]!, found[5]!], proven: ['/ip4/5.1.0.9/tcp/7413'], verdictOf: verdicts('reached') })).toEqual(['/ip4/5.1.0.9/tcp/7413']);
  });

  it('are what the owner said, with relays for as long as nobody came in there', () => {
    const announce = ['/dns/home.example.org/tcp/7413'];
    expect(decideAnnounced({ ...facts, announce })).toEqual([announce[0], found[5]]);
    expect(decideAnnounced({ ...facts, announce, verdictOf: verdicts('reached') })).toEqual(announce);
    expect(decideAnnounced({ ...facts, scope: 'homeNetwork', announce })).toEqual(announce);
  });
});

describe('how the node stands', () => {
  it('is said by what was found, and by what it listens at where nobody could find anything', () => {
    const at = (addresses: readonly string[], verdict: Verdict, scope: 'thisMachine' | 'homeNetwork' | 'internet' = 'internet') => describeReach({ scope, addresses, verdict });
    expect(at([found[0]!], 'unknown', 'thisMachine')).toBe('thisMachine');
    expect(at([found[1]!], 'unknown', 'homeNetwork')).toBe('homeNetwork');
    expect(at([], 'unknown', 'homeNetwork')).toBe('nothing');
    expect(at([found[3]!], 'unknown')).toBe('internet');
    expect(at([found[3]!], 'reached')).toBe('direct');
    expect(at([found[5]!], 'closed')).toBe('relay');
    expect(at([], 'closed')).toBe('closed');
    expect(at([], 'unknown')).toBe('untried');
  });
});
