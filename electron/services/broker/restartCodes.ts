/**
 * Exit codes with which a provider says that it only wants to be started again: `provider` by itself; `withSigner` because it goes over to another network, of which a signer takes one in its life. Such an
 * end is no crash.
 */
export const restartCodes = { provider: 76, withSigner: 77 } as const;
export type RestartKind = keyof typeof restartCodes;
