import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { readWaits, starvedMs } from '../../../../electron/services/jobs/starved.ts';

const isLinux = process.platform === 'linux' && existsSync('/proc/self/schedstat');

describe.skipIf(!isLinux)('what Linux says of a process', () => {
  it('is that it waited for a processor, where three others want the one it may use, and nothing of one that sleeps', async () => {
    const busy = 'for (;;);';
    const children = [busy, busy, busy, busy].map((code) => spawn('taskset', ['-c', '0', process.execPath, '-e', code], { stdio: 'ignore' }));
    const asleep = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' });
    try {
      await sleep(1500);
      const before = [children[0]!, asleep].map(({ pid }) => readWaits(pid!));
      await sleep(2000);
      const [starved, idle] = [children[0]!, asleep].map(({ pid }, index) => starvedMs(before[index]!, readWaits(pid!)));
      expect(starved).toBeGreaterThan(800);
      expect(idle).toBeLessThan(starved! / 2);
    } finally {
      for (const child of [...children, asleep]) child.kill('SIGKILL');
    }
  });
});

it('says nothing of a process that is not there', () => {
  expect(readWaits(2 ** 22 + 1).size).toBe(0);
});
