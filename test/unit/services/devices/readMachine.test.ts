import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMachineReader, type MachineAsk } from '../../../../electron/services/devices/readMachine.ts';
import { createNativeMachine } from '../../../../electron/services/devices/nativeMachine.ts';
import { createProgramReader } from '../../../../electron/services/devices/runningPrograms.ts';

let root: string;
beforeEach(() => void (root = mkdtempSync(join(tmpdir(), 'hearth-machine-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));
function write(path: string, value: string | number): void {
  const full = join(root, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, `${value}\n`);
}
const ask = (change: Partial<MachineAsk> = {}): MachineAsk => ({ atMs: 1_000_000, dataFolder: root, ownPids: [], appNames: [], hookFile: null, ...change });

describe('the machine', () => {
  it('that tells nothing is unread in every signal, each with its reason', () => {
    const { cpu, ...rest } = createMachineReader(root, 'linux').read(ask());
    for (const [name, reading] of Object.entries({ ...rest, ...cpu })) {
      if (['apps', 'battery', 'diskFreeBytes', 'diskTotalBytes'].includes(name)) continue;
      expect(reading, name).toEqual({ unread: expect.stringMatching(/\w{3}/) });
    }
    for (const platform of ['win32', 'darwin'] as const) {
      const read = createMachineReader(root, platform, undefined, createNativeMachine(platform, () => ({ reason: 'addon.notBuilt' }))).read(ask());
      expect(read.battery).toEqual({ unread: `elsewhere:${platform}` });
      for (const reading of [read.heat, read.megabytesToday, read.memoryPressure, ...Object.values(read.cpu)]) expect(reading).toEqual({ unread: 'addon.notBuilt' });
    }
  });
  it('tells battery, displays, session, hook and disk', () => {
    write('sys/class/power_supply/BAT0/type', 'Battery');
    write('sys/class/power_supply/BAT0/status', 'Discharging');
    write('sys/class/power_supply/BAT0/capacity', 41);
    write('sys/class/power_supply/hid-mouse/type', 'Battery');
    write('sys/class/power_supply/hid-mouse/scope', 'Device');
    write('sys/class/power_supply/hid-mouse/capacity', 3);
    write('sys/class/drm/card1-DP-1/status', 'connected');
    write('sys/class/drm/card1-DP-1/dpms', 'Off');
    write('sys/class/drm/card1-DP-2/status', 'disconnected');
    write('run/systemd/sessions/2', 'TYPE=wayland\nLOCKED_HINT=1');
    write('hook', 'Deny');
    expect(createMachineReader(root, 'linux').read(ask({ hookFile: join(root, 'hook') }))).toMatchObject({
      battery: { value: { isDischarging: true, percent: 41 } }, isDisplayAsleep: { value: true }, isLocked: { value: true }, hook: { value: 'deny' }, diskFreeBytes: { value: expect.any(Number) },
    });
  });
  it("tells the processor's heat, power and what others use of it, our own left out", () => {
    write('sys/class/hwmon/hwmon0/name', 'coretemp');
    write('sys/class/hwmon/hwmon0/temp1_input', 71000);
    write('sys/class/hwmon/hwmon0/temp2_input', 74000);
    write('sys/class/hwmon/hwmon1/name', 'nvme');
    write('sys/class/hwmon/hwmon1/temp1_input', 99000);
    write('proc/meminfo', 'MemTotal:       1000000 kB\nMemFree: 1 kB\nMemAvailable:    400000 kB');
    write('proc/9/status', 'Name:\tnode\nVmRSS:\t  200000 kB');
    const stat = (busy: number, idle: number, own: number, energy: number): void => {
      write('proc/stat', `cpu  ${busy} 0 0 ${idle} 0 0 0 0 0 0\ncpu0 1`);
      write('proc/9/stat', `9 (node (x) y) S 1 9 9 0 -1 4194304 1 0 0 0 ${own} 0 0 0 20 0`);
      write('sys/class/powercap/intel-rapl:0/energy_uj', energy);
    };
    write('sys/class/powercap/intel-rapl:0/constraint_0_power_limit_uw', 125_000_000);
    const machine = createMachineReader(root, 'linux');
    stat(100, 900, 50, 5e6);
    expect(machine.read(ask({ ownPids: [9] })).cpu).toMatchObject({ temperatureCelsius: { value: 74 }, othersMemoryPercent: { value: 40 }, othersLoadPercent: { unread: expect.any(String) }, powerWatts: { unread: expect.any(String) } });
    stat(180, 920, 110, 95e6);
    expect(machine.read(ask({ atMs: 1_002_000, ownPids: [9] })).cpu).toMatchObject({ othersLoadPercent: { value: 20 }, powerWatts: { value: 45 }, powerLimitWatts: { value: 125 } });
    write('sys/class/powercap/intel-rapl:0/constraint_0_power_limit_uw', 0);
    expect(machine.read(ask({ atMs: 1_003_000 })).cpu.powerLimitWatts).toEqual({ unread: 'processor.limit' });
  });
  it('finds a listed program when it starts and forgets it when it ends, also one that began as another', () => {
    const machine = createMachineReader(root, 'linux');
    write('proc/50/comm', 'sh');
    const apps = (): unknown => machine.read(ask({ appNames: ['game'] })).apps;
    expect(apps()).toEqual({ value: ['sh'] });
    write('proc/50/comm', 'game');
    expect(apps()).toEqual({ value: ['game'] });
    rmSync(join(root, 'proc/50'), { recursive: true });
    write('proc/51/comm', 'x');
    expect(apps()).toEqual({ value: ['x'] });
  });
  it('asks the addon which programs run where no files say it, once a rule looks for one, and says why when it cannot', () => {
    const lists: (readonly string[] | null)[] = [['Game.exe', 'svchost.exe', 'svchost.exe', 'x'.repeat(300)], null];
    let opened = 0;
    class Programs {
      constructor() {
        opened++;
      }
      read = () => lists.shift() ?? null;
      close = () => {};
    }
    const machine = createMachineReader(root, 'win32', createProgramReader('win32', () => ({ Programs }) as never));
    expect([machine.read(ask()).apps, opened]).toEqual([{ value: [] }, 0]);
    const apps = (): unknown => machine.read(ask({ appNames: ['game'] })).apps;
    expect([apps(), apps(), opened]).toEqual([{ value: ['Game.exe', 'svchost.exe', 'x'.repeat(260)] }, { unread: 'system.programs' }, 1]);
    const without = (addon: object): unknown => createProgramReader('darwin', () => addon as never)(['game']);
    expect([without({ reason: 'addon.notBuilt' }), without({})]).toEqual([{ unread: 'addon.notBuilt' }, { unread: 'elsewhere:darwin' }]);
  });
  it('tells an owner which programs run now, each once, without threads of the kernel and without ours', () => {
    for (const [pid, name, line] of [[10, 'obs', 'obs'], [11, 'elden-ring', 'elden-ring -w'], [12, 'elden-ring', 'elden-ring'], [13, 'kworker/0:1', ''], [14, 'node', 'node provider.js']] as const) {
      write(`proc/${pid}/comm`, name);
      mkdirSync(join(root, 'proc', String(pid)), { recursive: true });
      writeFileSync(join(root, 'proc', String(pid), 'cmdline'), line);
    }
    expect(createMachineReader(root, 'linux').readPrograms([14])).toEqual({ value: ['elden-ring', 'obs'] });
    expect(createMachineReader(join(root, 'nowhere'), 'linux').readPrograms([])).toEqual({ unread: 'system.programs' });
    expect(createMachineReader(root, 'win32', () => ({ value: ['b.exe', 'a.exe', 'b.exe'] })).readPrograms([])).toEqual({ value: ['a.exe', 'b.exe'] });
  });
});
