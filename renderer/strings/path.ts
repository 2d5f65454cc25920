/** Names of what comes from the provider as plain words: path nodes, timeline steps, facts and checks. Unknown ones show as they are. */
const nodeWords: Readonly<Record<string, { readonly title: string; readonly what: string }>> = {
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
  vote: { title: 'Vote', what: 'What another machine found when it checked the receipt.' },
};

const stepWords: Readonly<Record<string, string>> = {
  offered: 'Offered', admitted: 'Order taken', accepted: 'Order taken', queued: 'Queued', loading: 'Loading the model', modelReady: 'Model ready', started: 'Started', running: 'Running', retried: 'Started again',
  computed: 'Computed', proving: 'Proving', signing: 'Computed, sent to the signer', signed: 'Receipt signed', delivered: 'Delivered to the client', acknowledged: 'Voucher received', batched: 'Put in a batch', anchored: 'Anchored on the chain', unanchored: 'Anchor taken back', unsettled: 'Payment taken back', slashed: 'Proven false, stake taken', unslashed: 'Slash taken back',
  verified: 'Checked by verifiers', voted: 'Checked by verifiers', settled: 'Paid', paid: 'Paid', failed: 'Failed', cancelled: 'Cancelled', workerLost: 'Worker lost',
};

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
export const factTitle = (name: string): string => spoken(name.replace(/(?<=[a-z])(?:Wei|Ms|Bytes|Seconds)$/, ''));
export const checkTitle = spoken;
