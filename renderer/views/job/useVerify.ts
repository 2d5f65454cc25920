import { useState } from 'react';
import type { VerifyReport } from '../../../electron/shared/shapes.ts';
import { useAct, type Act } from '../../useBridge.ts';

export type Verify = Act<null> & { readonly report: VerifyReport | null };

/** Has the receipt checked anew on this machine; the last report stays until the next one is there. */
export function useVerify(jobId: string): Verify {
  const [report, setReport] = useState<VerifyReport | null>(null);
  const act = useAct((_input: null, connection) => connection.ask('verifyJob', { jobId }), setReport);
  return { ...act, report };
}
