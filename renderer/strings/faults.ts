import { localized } from './localized.ts';

/** Why stake was taken, by the fault's name on the chain. */
export const faultWords = localized('faultWords', {
  equivocation: 'two receipts with one number', order: 'it contradicts its order', plan: 'another audit plan', seed: 'another seed than the client drew', class: 'another numeric class than ordered',
  stop: 'it breaks the stop rule', dispute: 'a dispute was lost', foreignAnchor: "it anchored another node's receipt",
});

/** Why stake was taken, by the fault's name on the chain. */
export const faultTitle = (fault: string): string => (Object.hasOwn(faultWords, fault) ? (faultWords as Readonly<Record<string, string>>)[fault]! : fault);
