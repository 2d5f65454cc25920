const gap = 2;
const lengthOf = (text: string): number => [...text].length;
const longestWord = (text: string): number => Math.max(0, ...text.split(' ').map(lengthOf));

/**
 * Columns padded to their widest cell; the first row is the head. On a terminal that is narrower, the widest columns are broken between words, never within one.
 *
 * @param limit  characters of a line; where the output is no terminal, none
 */
export function formatTable(rows: readonly (readonly string[])[], limit: number = process.stdout.isTTY ? process.stdout.columns || 80 : Infinity): string {
  const columns = (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? ''));
  const widths = fitWidths(columns.map((cells) => Math.max(...cells.map(lengthOf))), columns.map((cells) => Math.max(...cells.map(longestWord))), limit);
  return rows.flatMap((row) => {
    const cells = row.map((cell, column) => breakWords(cell, widths[column]!));
    const height = Math.max(1, ...cells.map(({ length }) => length));
    return Array.from({ length: height }, (_, line) => cells.map((lines, column) => padTo(lines[line] ?? '', widths[column]!)).join(' '.repeat(gap)).trimEnd());
  }).join('\n');
}

const padTo = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - lengthOf(text)));

/** Takes from the widest that can still give, a character at a time, until all fit or none can. */
function fitWidths(wanted: readonly number[], least: readonly number[], limit: number): readonly number[] {
  const widths = [...wanted];
  for (let over = widths.reduce((sum, width) => sum + width, gap * (widths.length - 1)) - limit; over > 0; over--) {
    const giving = widths.reduce((widest, width, column) => (width > least[column]! && (widest < 0 || width > widths[widest]!) ? column : widest), -1);
    if (giving < 0) break;
    widths[giving]!--;
  }
  return widths;
}

function breakWords(text: string, width: number): string[] {
  if (lengthOf(text) <= width) return [text];
  const lines = [''];
  for (const word of text.split(' ')) {
    const longer = lines.at(-1) === '' ? word : `${lines.at(-1)!} ${word}`;
    if (lengthOf(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
