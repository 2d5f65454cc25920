import { createHash } from 'node:crypto';

/** What all samples share, so that they agree on the time and on names. */
export { never } from './fakeProvider.ts';
export const nowMs = Date.now();
export const digest = (text: string): `0x${string}` => `0x${createHash('sha256').update(text).digest('hex')}`;
