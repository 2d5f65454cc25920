import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { decideVote, refuseVoteCall, type VoteFacts } from '../../../../electron/programs/signer/decideVote.ts';
import { openVoteLedger } from '../../../../electron/programs/signer/voteLedger.ts';
import { signingDigest, verdict, voteKind, type Vote } from '../../../../electron/protocol/typedData.ts';
import { interfaces } from '../../../../electron/services/chain/contracts.ts';
import { accountOf, domain, hash, node, verifier } from '../../protocol/samples.ts';

const court = accountOf('court').address;
const network = { domain, stakeManager: verifier.address, practice: true, operator: null, contracts: { AuditCourt: court, JobEscrow: domain.verifyingContract } };
const vote: Vote = { receiptHash: hash('receipt'), verifier: node.address, round: 0, verdict: verdict.reject, kind: voteKind.margin, chunk: 1, evidenceRoot: hash('evidence'), salt: hash('salt') };
const digestOf = (one: Vote) => signingDigest(domain, 'Vote', one);
const facts: VoteFacts = { node: node.address, network, before: undefined, isOwnReceipt: false };
const folders: string[] = [];
const newPath = (): string => {
  folders.push(mkdtempSync(join(tmpdir(), 'hearth-votes-')));
  return join(folders.at(-1)!, 'votes.jsonl');
};
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

describe('the signer', () => {
  it('signs a vote of its node about another\'s receipt, and the same one again', () => {
    expect(decideVote(vote, facts)).toEqual({ sign: true, digest: digestOf(vote), isNew: true });
    const before = { receiptHash: vote.receiptHash, round: 0, digest: digestOf(vote), atMs: 1 };
    expect(decideVote(vote, { ...facts, before })).toMatchObject({ sign: true, isNew: false });
  });

  it('never signs a second, different vote of one receipt and round, whatever differs', () => {
    const before = { receiptHash: vote.receiptHash, round: 0, digest: digestOf(vote), atMs: 1 };
    fc.assert(fc.property(fc.constantFrom<Partial<Vote>>({ verdict: verdict.accept, kind: 0 }, { kind: voteKind.stop }, { chunk: 2 }, { evidenceRoot: hash('x') }, { salt: hash('y') }), (change) => {
      expect(decideVote({ ...vote, ...change }, { ...facts, before })).toMatchObject({ sign: false, rule: 'secondVote', signed: before.digest });
    }));
  });

  it('refuses by name whatever is no vote of a verifier', () => {
    const table: [string, Partial<Vote>, Partial<VoteFacts>?][] = [
      ['network', {}, { network: null }], ['thisNode', { verifier: verifier.address }], ['ownReceipt', {}, { isOwnReceipt: true }], ['round', { round: 3 }], ['verdict', { verdict: 3 }], ['kind', { verdict: verdict.accept }], ['kind', { kind: 0 }],
    ];
    for (const [rule, change, known] of table) expect(decideVote({ ...vote, ...change }, { ...facts, ...known }), rule).toMatchObject({ sign: false, rule });
  });

  it('lets no vote reach the court that is not in its ledger', () => {
    const call = (name: string, args: readonly unknown[]) => ({ to: court, data: interfaces.AuditCourt.encodeFunctionData(name, args) });
    const commit = call('commitVote', [vote.receiptHash, digestOf(vote)]);
    const reveal = call('revealVote', [vote]);
    for (const request of [commit, reveal]) {
      expect(refuseVoteCall(request, network, (digest) => digest === digestOf(vote))).toBeNull();
      expect(refuseVoteCall(request, network, () => false)).toMatchObject({ rule: 'vote' });
    }
    expect(refuseVoteCall(call('closeStage', [vote.receiptHash]), network, () => false)).toBeNull();
    expect(refuseVoteCall({ ...commit, to: verifier.address }, network, () => false)).toBeNull();
  });
});

describe('the ledger of votes', () => {
  it('remembers over restarts, and cuts off a line that was being written when the power went', () => {
    const path = newPath();
    const ledger = openVoteLedger(path);
    ledger.append({ receiptHash: vote.receiptHash, round: 0, digest: digestOf(vote), atMs: 1 });
    ledger.close();
    appendFileSync(path, '{"receiptHash":"0x');
    const again = openVoteLedger(path);
    expect(again.of(vote.receiptHash, 0)?.digest).toBe(digestOf(vote));
    expect(again.of(vote.receiptHash, 1)).toBeUndefined();
    expect(again.has(digestOf(vote))).toBe(true);
    expect(readFileSync(path, 'utf8').endsWith('\n')).toBe(true);
    again.close();
  });

  it('refuses to open with two votes of one round in it', () => {
    const path = newPath();
    const entry = { receiptHash: vote.receiptHash, round: 0, digest: digestOf(vote), atMs: 1 };
    appendFileSync(path, `${JSON.stringify(entry)}\n${JSON.stringify({ ...entry, digest: hash('other') })}\n`);
    expect(() => openVoteLedger(path)).toThrow(expect.objectContaining({ code: 'signer.ledgerCorrupt', about: { path, line: 2 } }));
  });
});
