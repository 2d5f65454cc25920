import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { z } from 'zod';
import { signDigest } from '../../electron/protocol/signature.ts';
import { domainShape, jobOrderShape, receiptShape, signingDigest, voteShape } from '../../electron/protocol/typedData.ts';
import { buildCallData } from '../../electron/services/wallet/methods.ts';
import { signerBridge, type SignerBridge } from '../../electron/shared/signerBridge.ts';
import { walletBridge } from '../../electron/shared/walletBridge.ts';
import type { Takes } from '../../electron/shared/bridgeKit.ts';
import type { RealSigner } from '../support/realSigner.ts';
import { client, hash, signedJob } from '../unit/protocol/samples.ts';

type Network = Takes<SignerBridge, 'setNetwork'>;
/** A request that would be signed but for one fault, which stays while everything else of it is changed. */
type NearMiss = { readonly command: string; readonly input: Record<string, unknown>; readonly fault: string };

export type SignerFuzzReport = {
  readonly seed: number;
  readonly cases: number;
  /** What did not even get through the process boundary: functions, symbols, cycles. */
  readonly unsendable: number;
  /** By what came back: `answer`, or the refusal's code and rule. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** Signatures that nothing allowed: each is a finding. */
  readonly signatures: readonly string[];
  /** The signer's ledgers of receipts and spending hold what they held before. */
  readonly ledgersUnchanged: boolean;
  readonly alive: boolean;
};

const batch = 500;
const other = `0x${'7'.repeat(40)}`;
const fees = { gasLimit: '60000', maxFeePerGasWei: '1000000000', maxPriorityFeePerGasWei: '1000000000' };

/**
 * Sends made-up and almost right messages to a real signer process on its provider's port, and one in eight on its owner's port, whose wallet must be
 * there and locked or open as the caller likes. The seed brings a run back.
 */
export async function fuzzSigner(signer: RealSigner, network: Network, { cases, seed, onProgress = () => {} }: { readonly cases: number; readonly seed: number; readonly onProgress?: (done: number) => void }): Promise<SignerFuzzReport> {
  const { near, allowed } = await makeNearMisses(signer, network);
  const [provider, owner] = [signer.channels.open('signer-20'), signer.channels.open('wallet-21')];
  const outcomes: Record<string, number> = {};
  const signatures: string[] = [];
  const hear = (reply: unknown): void => {
    const outcome = outcomeOf(reply);
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    const value = (reply as { value?: Record<string, unknown> }).value;
    if (outcome !== 'answer' || !/"(?:signature|raw)"/.test(JSON.stringify(value ?? null))) return;
    // A practice operator's binding of this node needs no order, and a receipt that was signed before is signed the same again.
    if (typeof value?.['operator'] === 'string' || allowed.has(String(value?.['signature']))) return;
    signatures.push(JSON.stringify(reply).slice(0, 300));
  };
  provider.onMessage(hear);
  owner.onMessage(hear);
  const ledgers = (): string => ['node/ledger.jsonl', 'node/spending.jsonl', 'wallet/spending.jsonl'].map((name) => readFileSync(join(signer.folder, name), 'utf8')).join('\n');
  const before = ledgers();
  let unsendable = 0;
  for (let done = 0; done < cases; done += batch) {
    const messages = fc.sample(messageOf(near), { numRuns: Math.min(batch, cases - done), seed: seed + done });
    for (const [index, message] of messages.entries()) {
      try {
        structuredClone(message);
        (index % 8 === 7 ? owner : provider).post(index % 8 === 7 ? asOwner(message, index) : message);
      } catch {
        unsendable++;
      }
    }
    // The pipe is drained now and then, as a real sender would have to.
    await signer.provider.ask('readAccounts', {});
    await signer.owner.ask('ratePassphrase', { passphrase: 'x' });
    onProgress(done + messages.length);
  }
  const alive = (await signer.provider.ask('readAccounts', {})).node !== '';
  const report = { seed, cases, unsendable, outcomes, signatures, ledgersUnchanged: ledgers() === before, alive };
  provider.close();
  owner.close();
  return report;
}

function outcomeOf(reply: unknown): string {
  const { kind, failure } = reply as { kind?: string; failure?: { code: string; about: Record<string, unknown> } };
  return kind === 'refusal' ? `${failure?.code}${failure?.code === 'signer.refused' ? ` ${String(failure.about['rule'])}` : ''}` : String(kind);
}

/** The same junk under a name that the owner's port knows. Commands that start scrypt run three times and then cool down, so they stay. */
function asOwner(message: unknown, index: number): unknown {
  // All but lock: the wallet stays open, which is the harder case.
  const names = Object.keys(walletBridge.commands).filter((name) => name !== 'lock');
  return typeof message === 'object' && message !== null && 'command' in message ? { ...message, command: names[index % names.length] } : message;
}

async function makeNearMisses(signer: RealSigner, network: Network): Promise<{ readonly near: readonly NearMiss[]; readonly allowed: ReadonlySet<string> }> {
  const domain = domainShape.parse(network.domain);
  const { node } = await signer.provider.ask('readAccounts', {});
  const { seq, prev } = await signer.provider.ask('readSequence', {});
  const receiptFor = (label: string, provider: string) => {
    const job = signedJob(label, { order: { provider } });
    const orderHash = signingDigest(domain, 'JobOrder', job.order);
    return { order: z.encode(jobOrderShape, job.order), orderSignature: signDigest(client.key, orderHash), receipt: z.encode(receiptShape, { ...job.receipt, orderHash, provider, seq, prev }) };
  };
  const signed = receiptFor('fuzz', node);
  const { signature } = await signer.provider.ask('signReceipt', signed);
  const data = (role: 'node' | 'account', contract: string, method: string, args: readonly unknown[]): string => buildCallData(role, contract, method, args)!;
  const transaction = { chainId: domain.chainId, nonce: 3, to: domain.verifyingContract, data: data('node', 'JobEscrow', 'anchor', [hash('root'), 1n, 1n]), valueWei: '0', ...fees };
  const vote = z.encode(voteShape, { receiptHash: hash('fuzz vote'), verifier: other, round: 1, verdict: 1, kind: 0, chunk: 0, evidenceRoot: hash('root'), salt: hash('salt') });
  const near: NearMiss[] = [
    { command: 'signReceipt', input: receiptFor('fuzz elsewhere', other), fault: 'order' },
    { command: 'signReceipt', input: { ...signed, order: { ...signed.order, priceInWei: '99999999999999999999' } }, fault: 'order' },
    { command: 'signReceipt', input: signed, fault: 'none' },
    { command: 'signTransaction', input: { ...transaction, to: network.contracts['HearthToken']!, data: data('account', 'HearthToken', 'transfer', [other, 1n]) }, fault: 'to' },
    { command: 'signTransaction', input: { ...transaction, data: data('account', 'HearthToken', 'transfer', [other, 1n]) }, fault: 'data' },
    { command: 'signTransaction', input: { ...transaction, chainId: 1 }, fault: 'chainId' },
    { command: 'signTransaction', input: { ...transaction, valueWei: '1' }, fault: 'valueWei' },
    { command: 'signTransaction', input: { ...transaction, gasLimit: '9000000' }, fault: 'gasLimit' },
    { command: 'signTransaction', input: { ...transaction, maxFeePerGasWei: '600000000000' }, fault: 'maxFeePerGasWei' },
    { command: 'signVote', input: { vote }, fault: 'vote' },
    { command: 'signApproved', input: { approvalId: '0123456789abcdef', nonce: 0, ...fees }, fault: 'approvalId' },
    { command: 'setNetwork', input: { ...network, domain: { ...domain, chainId: 1 }, practice: true }, fault: 'domain' },
  ];
  return { near, allowed: new Set([signature]) };
}

const junk = fc.anything({ withBigInt: true, withMap: true, withSet: true, withNullPrototype: false, withTypedArray: true, maxDepth: 4 });
const deep = (levels: number): unknown => Array.from({ length: levels }).reduce<unknown>((value, _, index) => (index % 2 ? [value] : { a: value }), 1);
const dangerous = JSON.parse('{"__proto__":{"sign":true},"constructor":{"prototype":{"isUnlocked":true}}}') as object;
const edges = fc.constantFrom<unknown>(NaN, -1, 2 ** 53, '1', 0, '-1', '1e18', '01', '', null, undefined, `0x${'f'.repeat(100_000)}`, `0x${'0'.repeat(64)}`, other, '0x6b1e82c0', '0xa9059cbb', '115792089237316195423570985008687907853269984665640564039457584007913129639936');
const field = fc.oneof(junk, edges, fc.constant(deep(500)), fc.constant(dangerous));

function messageOf(near: readonly NearMiss[]): fc.Arbitrary<unknown> {
  const signing = Object.keys(signerBridge.commands).filter((name) => name.startsWith('sign'));
  const input = fc.oneof(junk, fc.dictionary(fc.constantFrom('order', 'receipt', 'orderSignature', 'chainId', 'nonce', 'to', 'data', 'valueWei', 'gasLimit', 'maxFeePerGasWei', 'maxPriorityFeePerGasWei', 'approvalId', 'announcement', 'vote', 'ask', 'deadlineSeconds', '__proto__'), field));
  const made = fc.record({ kind: fc.constant('ask'), id: fc.nat(), command: fc.oneof(fc.constantFrom(...signing, 'unlock', 'approveAction', '__proto__', 'constructor'), fc.string()), input });
  const addresses = near.flatMap(({ input }) => placesOf(input).map((path) => get(input, path))).filter((value): value is string => typeof value === 'string' && /^0x[0-9a-fA-F]{40}$/.test(value));
  const chance = fc.record({ number: fc.nat(), word: fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }), address: fc.constantFrom(...addresses) });
  // Most changes keep the form of what they change, or the shapes would refuse nearly all before a rule is asked; some change nothing, some anything.
  const changed = fc.record({ miss: fc.constantFrom(...near), place: fc.nat(), how: fc.constantFrom('keep', 'alike', 'alike', 'alike', 'any'), value: field, chance, id: fc.nat() })
    .map(({ miss, place, how, value, chance: drawn, id }) => ({ kind: 'ask', id, command: miss.command, input: how === 'keep' ? miss.input : change(miss, place, (present) => (how === 'any' ? value : alike(present, drawn))) }));
  return fc.oneof({ weight: 3, arbitrary: made }, { weight: 1, arbitrary: junk }, { weight: 4, arbitrary: changed });
}

/** Another value of the same form. */
function alike(present: unknown, { number, word, address }: { readonly number: number; readonly word: bigint; readonly address: string }): unknown {
  if (typeof present === 'number') return number % 2 ? number : number % 100;
  if (typeof present === 'boolean') return !present;
  if (typeof present !== 'string') return present;
  if (/^\d+$/.test(present)) return (number % 2 ? word : BigInt(number)).toString();
  if (/^0x[0-9a-fA-F]{40}$/.test(present)) return address;
  const hex = word.toString(16).padStart(64, '0');
  if (!/^(?:0x)?[0-9a-f]+$/.test(present)) return hex;
  const at = 2 + (number % Math.max(1, present.length - 2));
  return `${present.slice(0, at)}${hex[0]}${present.slice(at + 1)}`;
}

/** One place of a request set to something else; its fault stays, and what hangs below it. */
function change({ input, fault }: NearMiss, place: number, next: (present: unknown) => unknown): unknown {
  const places = placesOf(input).filter(([first]) => first !== fault);
  const path = places[place % Math.max(1, places.length)];
  return path ? set(input, path, next(get(input, path))) : input;
}
const isPlain = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const placesOf = (value: Record<string, unknown>): string[][] => Object.entries(value).flatMap(([key, inner]) => [[key], ...(isPlain(inner) ? placesOf(inner).map((rest) => [key, ...rest]) : [])]);
const get = (target: Record<string, unknown>, [key, ...rest]: readonly string[]): unknown => (rest.length === 0 ? target[key!] : get(target[key!] as Record<string, unknown>, rest));
const set = (target: Record<string, unknown>, [key, ...rest]: readonly string[], value: unknown): Record<string, unknown> => ({ ...target, [key!]: rest.length === 0 ? value : set(target[key!] as Record<string, unknown>, rest, value) });
