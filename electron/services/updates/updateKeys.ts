import type { UpdateKey } from './feedSignature.ts';

/**
 * Whose word this build takes for an update. To rotate: add the next key, release with the old one, then sign with both until the old one has gone from every version that is still
 * in use, and remove it here. A lost key is removed at once: versions that know no other are updated by hand.
 *
 * Made by `node electron/programs/shell/signFeed.ts --new-key`; the private half is the secret UPDATE_SIGNING_KEY of the release workflow. Empty: nothing is believed, and the page says
 * that this build has no key.
 */
export const updateKeys: readonly UpdateKey[] = [];
