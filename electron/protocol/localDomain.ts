import type { Domain } from './typedData.ts';

/** Where receipts belong that were made without a chain: nobody can anchor or pay them, and every screen says so. */
export const localDomain: Domain = { name: 'Hearth', version: '1', chainId: 0, verifyingContract: `0x${'00'.repeat(20)}` };
export const isLocalDomain = (domain: Domain): boolean => domain.chainId === 0;
