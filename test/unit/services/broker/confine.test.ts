import { expect, test } from 'vitest';
import { planMounts } from '../../../../electron/services/broker/confine.ts';

const plan = (readable: readonly string[] | null, places = ['/home/ada', '/home', '/tmp', '/mnt'], code = '/opt/hearth') => planMounts({ hidden: [], readable, code: [code] }, '/usr/bin', places);

test('the places where people keep their files are covered, each once, and what may be read is laid back', () => {
  expect(plan([])).toEqual({ covered: ['/home', '/tmp', '/mnt'], kept: [] });
  expect(plan(['/home/ada/.local/share/hearth/modelCache', '/mnt/fast/models', '/data/models'])).toEqual({ covered: ['/home', '/tmp', '/mnt'], kept: ['/home/ada/.local/share/hearth/modelCache', '/mnt/fast/models'] });
  expect(plan(['/mnt/fast', '/mnt/fast/models', '/mnt/faster'])).toMatchObject({ kept: ['/mnt/fast', '/mnt/faster'] });
});

test('the program and its Node stay where they are, also in a home folder', () => {
  expect(planMounts({ hidden: [], readable: [], code: ['/home/ada/hearth'] }, '/home/ada/.nvm/node/bin', ['/home'])).toEqual({ covered: ['/home'], kept: ['/home/ada/hearth', '/home/ada/.nvm/node/bin'] });
});

test('a place within a folder that may be read stays as it is, and with no word of what may be read nothing is covered', () => {
  expect(plan(['/mnt'])).toEqual({ covered: ['/home', '/tmp'], kept: [] });
  expect(plan(['/'])).toEqual({ covered: [], kept: [] });
  expect(plan(null)).toEqual({ covered: [], kept: [] });
});
