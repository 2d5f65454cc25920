import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it, vi } from 'vitest';
import { advise, formatMoment, isMeant, reportFailure, shortId, usage, type Output } from '../../../../electron/programs/cli/output.ts';
import { formatTable } from '../../../../electron/programs/cli/table.ts';
import { HearthError } from '../../../../electron/shared/errors.ts';

describe('a table', () => {
  const rows = [['job', 'paid (EMBER, test money)', 'what'], ['0x402ce6c7…c9de', '0.0017', 'First receipt signed. Open the job to check it on this machine.'], ['0x21031f19…1482', '(0.00207)', '']];

  it('pads each column to its widest cell where nothing limits it, and leaves no blanks at the end of a line', () => {
    const lines = formatTable(rows, Infinity).split('\n');
    expect(lines).toHaveLength(3);
    expect(lines.map((line) => line.indexOf('  ', 14) >= 0)).toContain(true);
    expect(lines[1]!.indexOf('0.0017')).toBe(lines[0]!.indexOf('paid'));
    expect(lines.every((line) => line === line.trimEnd())).toBe(true);
  });
  it('fits a narrow terminal by breaking between words: every word stays whole and in its own column', () => {
    const lines = formatTable(rows, 60).split('\n');
    expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThanOrEqual(60);
    const at = lines[0]!.indexOf('what');
    expect(lines.map((line) => line.slice(at)).join(' ').replace(/\s+/g, ' ')).toContain('First receipt signed. Open the job to check it on this machine.');
    expect(lines.filter((line) => line.startsWith('0x'))).toHaveLength(2);
    for (const word of rows.flat().flatMap((cell) => cell.split(' '))) expect(lines.join('\n')).toContain(word);
  });
  it('breaks no word even where that does not fit', () => {
    expect(formatTable([['node'], ['0xB6f83a41cA9710605be6184978074606963c8999']], 20)).toContain('0xB6f83a41cA9710605be6184978074606963c8999');
  });
});

it('takes an id as it is shown, whole, or by its beginning', () => {
  const id = `0x402ce6c7${'a'.repeat(52)}c9de`;
  expect([shortId(id), id, '0x402c', '0x402ce6c7…c9de'].every((text) => isMeant(id, text))).toBe(true);
  expect(['0x402ce6c7…c9df', '0x403', 'c9de'].some((text) => isMeant(id, text))).toBe(false);
});

it('writes a moment the same way in every language, by the local clock', () => {
  expect(formatMoment(new Date(2026, 10, 3, 6, 8, 2).getTime())).toBe('2026-11-03 06:08:02');
});

describe('a failure', () => {
  const told = (error: unknown, isJson = false): { said: string; result: unknown; exit: number } => {
    const say = vi.fn<(line: string) => void>();
    const result = vi.fn<(value: unknown) => void>();
    const exit = reportFailure(error, { isJson, say, result, progress: () => {} } satisfies Output);
    return { said: say.mock.calls.flat().join('\n'), result: result.mock.calls[0]?.[0], exit };
  };
  it('names the command that is the next step', () => {
    expect(told(new HearthError('host.notRunning', { dataFolder: '/x' })).said).toContain('hearth start');
    expect(told(new HearthError('wallet.notFound', { what: 'account that can sign' })).said).toContain('hearth wallet create');
    expect(told(new HearthError('wallet.notFound', { what: 'contact Ada' })).said).toContain('hearth wallet contacts');
    expect(told(usage('so')).exit).toBe(2);
  });
  it('takes the next step of whoever asked, and of nobody else', async () => {
    const thrown = await advise({ 'chain.unreachable': 'It was not added.' }, () => Promise.reject(new HearthError('chain.unreachable', { url: 'https://x' } as never))).catch((error: unknown) => error);
    expect(told(thrown).said).toContain('It was not added. [chain.unreachable]');
    expect(told(new HearthError('chain.unreachable', { url: 'https://x' } as never)).said).not.toContain('It was not added');
  });
  it('of a path that cannot be used is the fault of whoever named it, and of ours it is not', async () => {
    const thrown: unknown = await writeFile('/nonexistent/x.csv', '').catch((error: unknown) => error);
    const { said, result, exit } = told(thrown, true);
    expect(said).toContain('/nonexistent/x.csv cannot be used: there is no such file or folder');
    expect([exit, result]).toEqual([2, expect.objectContaining({ ok: false, code: 'usage.invalid' })]);
    const folder: unknown = await readFile(import.meta.dirname).catch((error: unknown) => error);
    expect(told(folder)).toMatchObject({ exit: 2, said: expect.stringContaining('cannot be used: it is a folder') as string });
    expect(told(new Error('a slip')).said).toContain('[internal]');
  });
});
