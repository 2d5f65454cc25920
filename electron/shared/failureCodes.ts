/** How a program ends that could not start: `passing` is started again, `lasting` does not mend itself, and the person is told instead. */
export const failureCodes = { passing: 70, lasting: 74 } as const;

/** A file that another program holds for a moment, or a machine that is short of something. */
const passingCodes: ReadonlySet<string> = new Set(['EBUSY', 'EMFILE', 'ENFILE', 'EAGAIN', 'ENOMEM', 'ETXTBSY']);
/** A scan for viruses denies access meanwhile, as elsewhere only rights do. */
const passingOnWindows: ReadonlySet<string> = new Set(['EPERM', 'EACCES']);

/** Whether the system's own reason beneath an error passes by itself. Pure. @param platform  Node's name of the system */
export function isPassing(error: unknown, platform: string): boolean {
  for (let one: unknown = error; one instanceof Error; one = one.cause) {
    const code = 'code' in one ? String(one.code) : '';
    if (passingCodes.has(code) || (platform === 'win32' && passingOnWindows.has(code))) return true;
  }
  return false;
}
