import { afterEach, describe, expect, it } from 'vitest';
import { createSayNoTray } from '../../../../electron/main/sayNoTray.ts';
import { readTrayHost } from '../../../../electron/services/presence/trayHost.ts';
import { startFakeBus, type FakeBus } from '../../../support/fakeBus.ts';

const key = '/StatusNotifierWatcher IsStatusNotifierHostRegistered';
let bus: FakeBus | undefined;
afterEach(() => bus?.close());
const ask = async (answer: Parameters<FakeBus['answers']['set']>[1] | undefined): Promise<boolean | null> => {
  bus = await startFakeBus(new Map(answer === undefined ? [] : [[key, answer]]));
  return readTrayHost({ sessionAddress: bus.address, userId: 1000 });
};

describe('a desktop', () => {
  it('with somebody who draws icons has a tray', async () => expect(await ask(['b', true])).toBe(true));
  it('whose list of icons nobody draws has none', async () => expect(await ask(['b', false])).toBe(false));
  it('without such a list has none', async () => expect(await ask(undefined)).toBe(false));
  it('that says something else, or cannot be asked, is not judged', async () => {
    expect(await ask(['s', 'yes'])).toBeNull();
    expect(await readTrayHost({ sessionAddress: null, userId: 1000 })).toBeNull();
    expect(await readTrayHost({ sessionAddress: 'unix:path=/nowhere/bus', userId: 1000 })).toBeNull();
  });
});

describe('who closes the window', () => {
  const closing = (answers: (boolean | null)[]) => {
    const said: string[] = [];
    return { said, closed: createSayNoTray({ hasTray: async () => answers.shift() ?? null, show: ({ title }) => void said.push(title) }) };
  };
  it('is told once that Hearth works on, where no icon shows it', async () => {
    const { said, closed } = closing([false, false, false]);
    await Promise.all([closed(), closed()]);
    await closed();
    expect(said).toEqual(['Hearth works on']);
  });
  it('is told nothing where an icon shows it or nobody knows, and is told later when the tray has gone', async () => {
    const { said, closed } = closing([true, null, false]);
    await closed();
    await closed();
    expect(said).toEqual([]);
    await closed();
    expect(said).toHaveLength(1);
  });
});
