import { localized } from './localized.ts';

/** Long lists, and what a job's page does about its model and client. */
export const listWords = localized('listWords', {
  jobs: 'Jobs, newest first. Arrow keys move from row to row.', proposals: 'Proposals, newest first. Arrow keys move from one to the next.', reading: 'reading',
  runningOn: (device: string) => `Jobs on ${device}`, moreJobs: (n: string) => `and ${n} more`,
});

export const refuseWords = localized('refuseWords', {
  model: 'Never take this model', client: 'Block this client', modelAgain: 'Take this model again', clientAgain: 'Take this client again',
  modelRefused: (model: string) => `Orders for ${model} are refused from now on. Jobs already taken are done.`, clientRefused: (client: string) => `Orders of ${client} are refused from now on. Jobs already taken are done.`,
  modelTaken: (model: string) => `Orders for ${model} are taken again.`, clientTaken: (client: string) => `Orders of ${client} are taken again.`,
});
