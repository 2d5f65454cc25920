import { faultTitle } from './faults.ts';
import { localized } from './localized.ts';
import { kindWords } from './stages.ts';

/** Names of what comes from the provider as plain words: path nodes, timeline steps, facts and checks. Unknown ones show as they are. */
export const nodeWords = localized('nodeWords', {
  order: { title: 'Order', what: 'What the client asked for, signed by the client.' },
  model: { title: 'Model', what: 'Every file of the model, in one hash.' },
  inputRoot: { title: 'Input root', what: 'The input, cut in chunks and hashed to one root. The input itself is not kept.' },
  outputRoot: { title: 'Output root', what: 'The output, hashed the same way.' },
  rowRoot: { title: 'Row root', what: 'One entry for each step of the generation: the token, its position and its random draw.' },
  sketchRoot: { title: 'Sketch root', what: 'Short fingerprints of the model’s inner state, which another machine can compare.' },
  tapRoot: { title: 'Tap root', what: 'Inner values at chosen places, for a closer look in a dispute.' },
  bundle: { title: 'Evidence', what: 'All evidence of the run in one hash.' },
  receipt: { title: 'Receipt', what: 'This node’s signed promise: this order, this model, these results.' },
  anchor: { title: 'Anchor', what: 'The root of a batch of receipts, written to the chain.' },
  voucher: { title: 'Voucher', what: 'The client’s signed promise to pay, counted up over all its jobs.' },
  payment: { title: 'Payment', what: 'The transfer on the chain, after the window.' },
  claim: { title: 'Claim', what: 'The client sent no voucher, so this node claimed the price from what the client had reserved.' },
  dispute: { title: 'Dispute', what: 'Somebody put up a bond and said that this receipt is false. The chain decides it at one operator.' },
  vote: { title: 'Vote', what: 'What another machine found when it checked the receipt.' },
});

export const stepWords = localized('stepWords', {
  offered: 'Offered', admitted: 'Order taken', accepted: 'Order taken', queued: 'Queued', loading: 'Loading the model', modelReady: 'Model ready', started: 'Started', running: 'Running', retried: 'Started again',
  computed: 'Computed', proving: 'Proving', signing: 'Computed, sent to the signer', signed: 'Receipt signed', delivered: 'Delivered to the client', acknowledged: 'Voucher received', batched: 'Put in a batch', anchored: 'Anchored on the chain', unanchored: 'Anchor taken back', unsettled: 'Payment taken back', claimed: 'Claimed from the reservation', unclaimed: 'Claim ended', slashed: 'Proven false, stake taken', unslashed: 'Slash taken back', voided: 'Rejected by a committee, void', unvoided: 'Void taken back', refunded: 'Refunded to the client', unrefunded: 'Refund taken back',
  verified: 'Checked by verifiers', voted: 'Checked by verifiers', settled: 'Paid', paid: 'Paid', failed: 'Failed', cancelled: 'Cancelled', workerLost: 'Worker lost',
});

/** Names of facts and checks. In English the code's own name is the word; the other languages have theirs here. */
export const factWords = localized('factWords', {
  'energy': 'Energy', 'mean power': 'Mean power', 'most power': 'Most power', 'highest temperature': 'Highest temperature', 'device load': 'Device load', 'memory peak': 'Memory peak', 'bytes received': 'Bytes received', 'bytes sent': 'Bytes sent',
  'top-k': 'Top-k', 'top-p': 'Top-p', 'seed': 'Seed', 'first draw': 'First draw', 'void': 'Void', 'penalty': 'Penalty', 'void in': 'Void in', 'client had paid': 'Client had paid', 'refunded': 'Refunded', 'refunded in': 'Refunded in', 'opened by': 'Opened by', 'bond': 'Bond', 'dispute': 'Dispute', 'dispute stands': 'Dispute stands', 'taken of the stake': 'Taken of the stake',
  'job': 'Job', 'kind': 'Kind', 'model': 'Model', 'model id': 'Model id', 'client': 'Client', 'app': 'App', 'reservation': 'Reservation', 'tier': 'Tier', 'audit policy': 'Audit policy', 'deadline': 'Deadline', 'most units in': 'Most units in', 'most units out': 'Most units out',
  'price per unit in': 'Price per unit in', 'price per unit out': 'Price per unit out', 'attempts': 'Attempts', 'temperature': 'Temperature', 'device': 'Device', 'units in': 'Units in', 'units out': 'Units out', 'numeric class': 'Numeric class', 'queue wait': 'Queue wait', 'first unit after': 'First unit after',
  'compute': 'Compute', 'receipt number': 'Receipt number', 'epoch': 'Epoch', 'previous receipt': 'Previous receipt', 'slashed': 'Slashed', 'slashed for': 'Slashed for', 'slashed in': 'Slashed in', 'name': 'Name', 'units': 'Units', 'verifier': 'Verifier', 'verdict': 'Verdict', 'rows': 'Rows', 'sketches': 'Sketches', 'node': 'Node',
  'number': 'Number', 'receipts': 'Receipts', 'state': 'State', 'all together': 'All together', 'paid': 'Paid', 'received': 'Received, after the shares of others', 'block': 'Block',
  'runtime ort': 'ONNX Runtime', 'runtime ep': 'Execution provider', 'runtime device': 'Hardware', 'runtime driver': 'Driver', 'runtime os': 'Operating system', 'runtime arch': 'Architecture', 'runtime optLevel': 'Graph optimisation', 'runtime threads': 'Threads', 'runtime appVersion': 'Hearth version', 'amount': 'Amount', 'payable from': 'Payable from',
});

/** Values of facts that are words. */
export const factValueWords = localized('factValueWords', { 'open': 'open', 'not measured': 'not measured', 'named verifiers': 'named verifiers', 'client only': 'client only', 'not reported': 'not reported', 'off': 'off', 'accepted': 'accepted', 'rejected': 'rejected', 'on its way': 'on its way', 'rejected by a committee of verifiers': 'rejected by a committee of verifiers' });

export const checkWords = localized('checkWords', {
  orderSignature: 'Order signature', receiptSignature: 'Receipt signature', orderHash: 'Order hash', node: 'Node', model: 'Model', inputRoot: 'Input root', outputRoot: 'Output root', decodeHash: 'Decode hash', numericClass: 'Numeric class', nonce: 'Nonce', seed: 'Seed', units: 'Units', stopReason: 'Stop reason', deadline: 'Deadline',
  sketchRoot: 'Sketch root', bundleHash: 'Bundle hash', runtime: 'Runtime', votes: 'Votes', voucher: 'Voucher', anchor: 'Anchor', payment: 'Payment', modelFiles: 'Model files', replayRows: 'Replay rows', replaySketches: 'Replay sketches', replayTokens: 'Replay tokens', replayClass: 'Replay class', chain: 'Chain', chainAnchor: 'Chain anchor', chainPayment: 'Chain payment', rows: 'Rows', canonicalTrace: 'Canonical trace', thresholds: 'Thresholds', registry: 'Registry',
});

/** camelCase to words: "sketchRoot" -> "Sketch root". */
const spoken = (name: string): string => {
  const words = name.replace(/([a-z0-9])([A-Z])/g, (_all, a: string, b: string) => `${a} ${b.toLowerCase()}`).replace(/[._]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const own = <Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined => (Object.hasOwn(table, key) ? table[key] : undefined);

export const nodeTitle = (kind: string): string => own(nodeWords, kind)?.title ?? spoken(kind);
export const nodeMeaning = (kind: string): string | null => own(nodeWords, kind)?.what ?? null;
export const stepTitle = (step: string): string => own(stepWords, step) ?? spoken(step);
/** Units at the end of a name are shown with the value, not in the name. */
export const factTitle = (name: string): string => own(factWords, name) ?? spoken(name.replace(/(?<=[a-z])(?:Wei|Ms|Bytes|Seconds)$/, ''));
/** A value that is no word of ours is a name or a number. */
export const factValue = (name: string, value: string): string => (name === 'slashed for' ? faultTitle(value) : name === 'kind' ? own<{ readonly title: string }>(kindWords, value)?.title ?? value : own(factValueWords, value) ?? value);
export const checkTitle = (name: string): string => own(checkWords, name) ?? spoken(name);
