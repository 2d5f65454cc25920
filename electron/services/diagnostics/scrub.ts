/** What must never leave this machine, beside what can be told by its form. */
export type Secrets = {
  /** This machine's own folders, longest first after sorting: the data folder, the home folder. */
  readonly folders: readonly string[];
  /** Names of the user and of the machine. */
  readonly names: readonly string[];
};

type Rule = { readonly kind: string; readonly pattern: RegExp };

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** By form, the most telling first: what a rule has replaced the next one does not see. */
const forms: readonly Rule[] = [
  // A web address may carry a token; nothing of it stays.
  { kind: 'url', pattern: /\b[a-z][a-z0-9+.-]{1,15}:\/\/[^\s"'<>)\]}]+/gi },
  { kind: 'multiaddr', pattern: /\/(?:ip4|ip6|dns4?|dns6|dnsaddr|onion3)\/[^\s"',)\]}]+/gi },
  { kind: 'email', pattern: /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu },
  // Twelve and more short words of small letters in a row: a recovery phrase looks like nothing else.
  { kind: 'phrase', pattern: /\b[a-z]{3,8}(?:[\s,"]+[a-z]{3,8}){11,23}\b/g },
  { kind: 'hex', pattern: /\b(?:0x)?[0-9a-f]{40,}\b/gi },
  { kind: 'peer', pattern: /\b(?:12D3Koo|16Uiu2HA|Qm)[1-9A-HJ-NP-Za-km-z]{30,60}\b/g },
  { kind: 'token', pattern: /\b(?=[A-Za-z0-9_-]*\d)(?=[A-Za-z0-9_-]*[A-Za-z])[A-Za-z0-9_-]{32,}\b/g },
  { kind: 'path', pattern: /\b[A-Za-z]:\\[^\s"'<>|:*?]+(?:\\[^\s"'<>|:*?]*)*|\\\\[^\s"'<>|]+/g },
  { kind: 'path', pattern: /(?<![\w/.<>])(?:~|\.{0,2})\/[^\s"'<>(),:;]+/g },
  { kind: 'ip', pattern: /\b(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?\b/g },
  { kind: 'ip', pattern: /(?<![\w:])(?:(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}|(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*)?::(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*)?)(?![\w:])/gi },
];

/**
 * Takes out of a text what could name this machine, its owner or an account. The same thing gets the same mark everywhere, so that what belongs together
 * is still seen: `<hex-2>` is one address or digest. Pure.
 */
export function createScrubber({ folders, names }: Secrets): (text: string) => string {
  const marks = new Map<string, string>();
  const counts = new Map<string, number>();
  const markOf = (kind: string, found: string): string => {
    const key = `${kind} ${found.toLowerCase()}`;
    const known = marks.get(key);
    if (known) return known;
    const next = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, next);
    const mark = `<${kind}-${next}>`;
    marks.set(key, mark);
    return mark;
  };
  const isTelling = (word: string): boolean => word.length >= 3;
  const own: Rule[] = [
    ...folders.filter(isTelling).toSorted((a, b) => b.length - a.length).map((folder) => ({ kind: 'path', pattern: new RegExp(`${escape(folder)}[^\\s"'<>(),;]*`, 'gi') })),
    ...names.filter(isTelling).toSorted((a, b) => b.length - a.length).map((name) => ({ kind: 'name', pattern: new RegExp(`(?<![\\p{L}\\p{N}])${escape(name)}(?![\\p{L}\\p{N}])`, 'giu') })),
  ];
  // Names come last: a folder holds the user's, and would be left in pieces.
  const rules = [...own.filter(({ kind }) => kind === 'path'), ...forms, ...own.filter(({ kind }) => kind === 'name')];
  return (text) => rules.reduce((left, { kind, pattern }) => left.replace(pattern, (found) => markOf(kind, found)), text);
}
