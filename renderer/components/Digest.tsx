import './digest.css';
import { useEffect, useState } from 'react';
import { shortDigest } from '../format/digest.ts';
import { words } from '../strings/words.ts';

/** Copies and says so for two seconds. */
function useCopy(): { readonly copied: boolean; readonly copy: (text: string) => void } {
  const [copiedAt, setCopiedAt] = useState(0);
  useEffect(() => {
    if (copiedAt === 0) return;
    const timer = setTimeout(() => setCopiedAt(0), 2000);
    return () => clearTimeout(timer);
  }, [copiedAt]);
  return { copied: copiedAt !== 0, copy: (text) => void navigator.clipboard.writeText(text).then(() => setCopiedAt(Date.now())) };
}

/** A hash, shortened; pressing it copies the whole. */
export function Digest({ value, tabIndex }: { readonly value: string; readonly tabIndex?: number }) {
  const { copied, copy } = useCopy();
  return (
    <button type="button" className="digest" title={value} aria-label={words.copy(shortDigest(value))} tabIndex={tabIndex} onClick={() => copy(value)}>
      <span className="mono">{shortDigest(value)}</span>
      <span className="digest-hint" role="status">{copied ? words.copied : ''}</span>
    </button>
  );
}

export function CopyButton({ value, label }: { readonly value: string; readonly label: string }) {
  const { copied, copy } = useCopy();
  return (
    <button type="button" className="button" onClick={() => copy(value)}>
      <span aria-live="polite">{copied ? words.copied : label}</span>
    </button>
  );
}
