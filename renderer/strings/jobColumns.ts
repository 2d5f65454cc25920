import { jobFields, type JobFieldGroup, type JobFieldName } from '../../electron/shared/jobFields.ts';
import { ownStateWords } from './audits.ts';
import { localized } from './localized.ts';
import { kindWords, stageWords, verdictWords } from './stages.ts';
import { words } from './words.ts';

type Row = { [Name in JobFieldName]: (typeof jobFields)[Name]['group'] extends 'row' ? Name : never }[JobFieldName];

/** Columns of the job list, on the page and in `hearth jobs --columns`. Those of the plain row have their words with it. */
export const jobColumnWords = localized('jobColumnWords', {
  fields: {
    kind: 'Kind', device: 'Device', attempts: 'Attempts', unitsIn: 'Units in', unitsOut: 'Units out', speed: 'Units a second', energy: 'Energy', meanPower: 'Mean power', mostPower: 'Most power', mostHeat: 'Highest temperature', load: 'Device load', memory: 'Memory peak', received: 'Bytes received', sent: 'Bytes sent', stop: 'Ended by', numericClass: 'Numeric class', runtime: 'Runtime', failure: 'Failure',
    startedAt: 'Started', finishedAt: 'Finished', wait: 'Waited', firstUnit: 'First unit after', compute: 'Computed for', duration: 'Taken to done',
    modelId: 'Model id', app: 'App', tier: 'Tier', auditPolicy: 'Audit policy', deadline: 'Deadline', unitsInMax: 'Most units in', unitsMax: 'Most units out', temperature: 'Temperature', topK: 'Top-k', topP: 'Top-p', sampler: 'Sampler', seed: 'Seed',
    receipt: 'Receipt', receiptNumber: 'Receipt number', epoch: 'Epoch', evidenceBytes: 'Evidence', verdict: 'Verifiers', votes: 'Accepting votes', audit: 'Audit',
    price: 'Price', priceIn: 'Price per unit in', priceOut: 'Price per unit out', shares: 'Shares of others', paidAt: 'Paid at', reservation: 'Reservation', voucher: 'Voucher number', voucherTotal: 'Voucher total',
    batch: 'Batch', batchPlace: 'Place in the batch', anchorTx: 'Anchor', anchorBlock: 'Anchor block', windowEnds: 'Window closes', claimTx: 'Claim', claimableAt: 'Claim payable', paymentTx: 'Payment', paymentBlock: 'Payment block',
  } satisfies Record<Exclude<JobFieldName, Row>, string>,
  order: 'Order', earlier: 'Up', later: 'Down', earlierOf: (column: string) => `Move ${column} up`, laterOf: (column: string) => `Move ${column} down`, place: (column: string, place: string, count: string) => `${column} is now column ${place} of ${count}`,
  orderHint: 'With a mouse, drag the head of a column to where it belongs.',
  open: 'Columns', title: 'Columns of this list', reset: 'As at first', groups: { row: 'In the row', run: 'The run', times: 'Times', order: 'The order', evidence: 'Evidence', money: 'Money', chain: 'On the chain' } satisfies Record<JobFieldGroup, string>,
  stops: { stopToken: 'a stop token', maxNewTokens: 'its length', maxContext: 'the model’s context' }, policies: { open: 'open', named: 'named verifiers', client: 'the client alone' }, none: 'none', noLimit: 'off',
  falling: (column: string) => `Jobs by ${column}, falling. Arrow keys move from row to row.`, rising: (column: string) => `Jobs by ${column}, rising. Arrow keys move from row to row.`, sortBy: (column: string) => `Sort by ${column}`, scrolls: 'Job list, scrolls sideways',
});

const isInRow = (name: JobFieldName): name is Row => jobFields[name].group === 'row';
export const jobColumnTitle = (name: JobFieldName): string => (isInRow(name) ? words.jobs.head[name] : jobColumnWords.fields[name]);

const own = <Value>(table: Readonly<Record<string, Value>>, key: string | number): Value | string => (Object.hasOwn(table, key) ? table[key]! : String(key));
const stops = ['none', 'stopToken', 'maxNewTokens', 'maxContext'] as const;
const policies = ['open', 'named', 'client'] as const;

/** The word of a value that is a code; one that nobody knows shows as it is. */
export function wordOfJobCode(name: JobFieldName, value: string | number): string {
  switch (name) {
    case 'stage': return own(stageWords, value);
    case 'kind': return value === 'classify' || value === 'embed' || value === 'generate' ? kindWords[value].title : String(value);
    case 'verdict': return own(verdictWords, value);
    case 'audit': return own(ownStateWords, value);
    case 'stop': {
      const stop = stops[Number(value)];
      return stop === undefined ? String(value) : stop === 'none' ? jobColumnWords.none : jobColumnWords.stops[stop];
    }
    case 'auditPolicy': return own(jobColumnWords.policies, policies[Number(value)] ?? value);
    default: return String(value);
  }
}
