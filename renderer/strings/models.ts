import { localized } from './localized.ts';

/** Words of the models screen. */
export const modelsWords = localized('modelsWords', {
  earned: 'Earned by models in 7 days', waiting: 'Reading the models.', empty: 'No model is installed.', emptyNext: 'Without a model no order can be taken. Add a folder below.',
  installed: 'On this machine', perHour: 'an hour of computing', unknown: 'not known yet: nothing of it was paid in the last 7 days', measured: (paid: string, jobs: string) => `${paid} for ${jobs}`, jobs: { one: 'job', other: 'jobs' }, price: (into: string, out: string) => `${into} in, ${out} out, a unit`,
  classes: 'How it is judged here', classState: { exact: 'bit for bit', measured: 'within a measured threshold', unmeasured: 'not calibrated: audits report and accuse nobody' },
  registry: 'Registered on the network', registryWaiting: 'Asking the chain.', registryEmpty: 'No model is registered.', registryNext: 'Whoever publishes a model registers its roots and its royalty; jobs of unregistered ones pay none.', publisher: 'Publisher', royalty: 'Royalty', royaltyEarned: 'earned', here: 'on this machine', notHere: 'not on this machine', retired: 'retired', due: 'to be collected', mine: 'In a shell, hearth claim collects what is yours.',
  add: 'Add from a folder', folder: 'Folder', folderHint: 'The whole path of a folder with manifest.json. It is opened in a process without network and keys, and nothing of it is run.', look: 'Look at it', looking: 'Hashing every file', offer: 'Offer it', offered: 'It is offered from now on.', already: 'This model is offered already.', another: 'Another folder',
  report: { size: 'Size', id: 'Model', graph: 'Graph root', weights: 'Weights root', operators: 'Operators', operatorsOf: (kinds: string, nodes: string) => `${kinds} kinds in ${nodes} nodes`, opaque: 'Nobody can follow', opaqueNone: 'nothing: it can be audited whole', rules: 'Without a rule in a dispute', rulesNone: 'none: every operator can be judged' },
  added: 'Your folders', remove: 'Do not offer', removed: 'Takes effect at once; the files stay where they are.',
});
