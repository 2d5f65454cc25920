import { toHex } from '../../electron/protocol/bytes.ts';
import type { Decode } from '../../electron/shared/decode.ts';
import type { GenerateRequest } from '../../electron/services/inference/generate.ts';
import type { Cheat, DecoderAttack } from './decoderAttacks.ts';
import type { Random } from './random.ts';
import { refit, run, type Claim, type Subject } from './subject.ts';

/** Orders that name the seed of their tokens (sampler version 2): the client picked it, the node knows it, and equal jobs draw alike. */

export type NamedDecode = Extract<Decode, { samplerVersion: 2 }>;
type NamedRequest = GenerateRequest & { readonly decode: NamedDecode };

export const nameSeed = (decode: Decode, random: Random, firstPosition = 0): NamedDecode => ({ ...decode, samplerVersion: 2, seed: toHex(random.bytes(32)), firstPosition });

/** The order continues an answer of 8 tokens, so that its first draw is not at 0; what is drawn instead, with the rows and sketches that belong to it. */
const drawn = (other: (request: NamedRequest, plainly: GenerateRequest, random: Random) => GenerateRequest) => async (subject: Subject): Promise<Cheat> => async (n, random) => {
  const plainly = subject.request(n);
  const request = { ...plainly, decode: nameSeed(plainly.decode, random, 8) };
  return run(subject.provider, request, other(request, plainly, random));
};

/** An equal job: same model, prompt, rules and seed, so the same tokens; its own id and nonce, so other keys. */
const equalJob = (claimOf: (subject: Subject, request: NamedRequest, earlier: Claim) => Promise<Claim>) => async (subject: Subject): Promise<Cheat> => async (n, random) => {
  const plainly = subject.request(n);
  const request = { ...plainly, decode: nameSeed(plainly.decode, random) };
  return claimOf(subject, request, await run(subject.provider, { ...request, jobId: toHex(random.bytes(32)), nonce: random.bytes(32) }));
};

const certain = '100 %';

export const seedAttacks: readonly DecoderAttack[] = [
  {
    name: 'another seed than the order names', expected: certain, isQuick: true, isSampling: true, note: 'a seed of the provider; rows and sketches are right for the tokens',
    prepare: drawn((request, _plainly, random) => ({ ...request, decode: { ...request.decode, seed: toHex(random.bytes(32)) } })),
  },
  { name: 'noise of the job where the order names a seed', expected: certain, isQuick: false, isSampling: true, note: 'what a node draws that knows version 1 alone', prepare: drawn((_request, plainly) => plainly) },
  {
    name: 'named seed from another position', expected: certain, isQuick: false, isSampling: true, note: 'the order goes on at draw 8, the node begins at 0: a part sold twice',
    prepare: drawn((request) => ({ ...request, decode: { ...request.decode, firstPosition: 0 } })),
  },
  {
    name: 'sketches of an equal job under one seed', expected: certain, isQuick: true, noRows: true, note: 'the tokens are right, copied with their sketches by a node without the rows: each job\'s sketches are under a key of its own',
    prepare: equalJob(async (_subject, request, { tokens, sketches, stopReason }) => ({ request, tokens, sketches, stopReason, rows: null })),
  },
  {
    name: 'rows of an equal job under one seed', expected: 'missed', isQuick: false, noRows: true,
    note: 'whoever computed an equal job and kept its rows can sketch them under this job\'s key: the answer is the right one, computed once and paid twice; a client who names a seed twice asks for just that',
    prepare: equalJob(async (subject, request, { tokens, stopReason }) => refit(subject.provider, request, tokens, stopReason)),
  },
];
