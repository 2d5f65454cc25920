import { afterEach, describe, expect, it } from 'vitest';
import { openSignerSide, type SignerNetwork } from '../../../../electron/programs/provider/signerSide.ts';
import type { ChannelPorts } from '../../../../electron/services/ports/channelPorts.ts';
import { localDomain } from '../../../../electron/protocol/localDomain.ts';
import { until } from '../../../support/until.ts';

type Asked = { readonly kind: string; readonly id: number; readonly command: string };
/** What a signer does with a question: answers it, ends at once, or answers and ends in one breath. */
type Deed = 'answers' | 'ends' | 'answersAndEnds' | 'refuses';

const accounts = { node: `0x${'a'.repeat(40)}`, payout: `0x${'b'.repeat(40)}`, epoch: 3, protection: 'file' };
const network: SignerNetwork = { domain: localDomain, stakeManager: localDomain.verifyingContract, practice: true, operator: null };
const ends: AbortController[] = [];
afterEach(() => ends.splice(0).forEach((end) => end.abort()));

/** @param deed  by the number of the signer, from 0, and what it is asked */
function play(deed: (signer: number, command: string) => Deed) {
  const told: string[] = [];
  const signers: { end: () => void; isAlive: boolean; asked: string[] }[] = [];
  const broker = { ask: () => Promise.resolve({ channel: `signer-${signers.length}` }) };
  const channels = {
    open(_channel: string, onGone: (how: string) => void) {
      let hear: (message: unknown) => void = () => {};
      const closers: (() => void)[] = [];
      const number = signers.length;
      const signer = {
        isAlive: true, asked: [] as string[],
        end() {
          if (!signer.isAlive) return;
          signer.isAlive = false;
          onGone('SIGKILL');
          for (const close of closers) close();
        },
      };
      signers.push(signer);
      return {
        post(message: Asked) {
          if (!signer.isAlive || message.kind !== 'ask') return;
          signer.asked.push(message.command);
          const what = deed(number, message.command);
          queueMicrotask(() => {
            if (what === 'refuses') return hear({ kind: 'refusal', id: message.id, failure: { code: 'signer.refused', about: { rule: 'otherNode', reason: 'no' } } });
            if (what !== 'ends') hear({ kind: 'answer', id: message.id, ok: true, value: message.command === 'readAccounts' ? accounts : {} });
            if (what !== 'answers') signer.end();
          });
        },
        onMessage: (listener: typeof hear) => void (hear = listener), onClose: (listener: () => void) => void closers.push(listener), close: () => {},
      };
    },
  } as unknown as ChannelPorts;
  const end = new AbortController();
  ends.push(end);
  const opening = openSignerSide(broker as never, channels, {
    onLost: () => void told.push('lost'), onBack: () => void told.push('back'), onWalletNews: () => {}, onProblem: (error) => void told.push(String(error)),
  }, end.signal);
  return { opening, told, signers };
}

describe('the channel to the signer', () => {
  it('is one, also where signers end while it is opened', async () => {
    const { opening, told, signers } = play((signer) => (signer < 2 ? 'ends' : 'answers'));
    const side = await opening;
    expect(side.accounts).toEqual(accounts);
    expect(signers).toHaveLength(3);
    expect(told).toEqual([]);
    signers[2]!.end();
    expect(() => side.client()).toThrow(expect.objectContaining({ code: 'signer.unavailable' }));
    await until('it is back', () => told.includes('back'));
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect({ told, signers: signers.length }).toEqual({ told: ['lost', 'back'], signers: 4 });
  });

  it('is opened again where a signer ends together with its last answer', async () => {
    const { opening, signers } = play((signer) => (signer === 0 ? 'answersAndEnds' : 'answers'));
    const side = await opening;
    expect(signers.map(({ isAlive }) => isAlive)).toEqual([false, true]);
    await expect(side.client().ask('readAccounts', {})).resolves.toEqual(accounts);
  });

  it('waits for the next signer where one ends before it knows its network, and tells each of it', async () => {
    const { opening, signers } = play((signer, command) => (signer === 0 && command === 'setNetwork' ? 'ends' : 'answers'));
    const side = await opening;
    await side.setNetwork(network);
    expect(signers.map(({ asked }) => asked)).toEqual([['readAccounts', 'setNetwork'], ['readAccounts', 'setNetwork']]);
    signers[1]!.end();
    await until('the third one knows it', () => signers[2]?.asked.includes('setNetwork'));
  });

  it('does not hide what a signer refuses', async () => {
    const side = await play((_, command) => (command === 'setNetwork' ? 'refuses' : 'answers')).opening;
    await expect(side.setNetwork(network)).rejects.toMatchObject({ code: 'signer.refused' });
  });
});
