import { z } from 'zod';

export const prefixSharingShape = z.enum(['none', 'client', 'all']);
export type PrefixSharing = z.infer<typeof prefixSharingShape>;

/** Whose prompts may take over what was computed for this client's; null: nobody's. An account is no scope of its own name, so none can name the common one. */
export const prefixScopeOf = (sharing: PrefixSharing, client: string): string | null => (sharing === 'none' ? null : sharing === 'all' ? 'all' : `client ${client.toLowerCase()}`);
