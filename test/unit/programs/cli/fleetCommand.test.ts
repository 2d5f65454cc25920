import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeData, readLimits } from '../../../../electron/programs/cli/dataLimitCommand.ts';
import { parseFleet, runFleet, type FleetRow } from '../../../../electron/programs/cli/fleetCommand.ts';
import { describeListening, readListening } from '../../../../electron/programs/cli/listenOptions.ts';

describe('hearth fleet', () => {
  it('reads folders from a file, beside it where they are relative, without remarks', () => {
    expect(parseFleet('one\n# two\n\n  /data/three  \n', '/rigs')).toEqual(['/rigs/one', '/data/three']);
  });

  it('shows a node that does not answer as such, and ends with 1', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hearth-fleet-'));
    writeFileSync(join(folder, 'rigs.txt'), 'nobody\n');
    let told: { nodes: FleetRow[] } | null = null;
    let text = '';
    const code = await runFleet([], { file: join(folder, 'rigs.txt') }, { isJson: true, say: () => {}, progress: () => {}, result: (value, said) => { told = value as { nodes: FleetRow[] }; text = said; } });
    expect(code).toBe(1);
    expect(told!.nodes).toEqual([{ folder: join(folder, 'nobody'), failure: expect.objectContaining({ code: 'host.notRunning' }) }]);
    expect(text).toContain('0 of 1 answer.');
    await expect(runFleet([], {}, { isJson: true, say: () => {}, progress: () => {}, result: () => {} })).rejects.toMatchObject({ code: 'usage.invalid' });
  });
});

describe('hearth network limit', () => {
  it('takes sizes in decimal and binary units, and none', () => {
    expect(readLimits({ sentDay: '1KiB', sentMonth: '0', receivedDay: '2 GB', receivedMonth: 'none', relay: false })).toEqual({ sentDay: 1024, sentMonth: 0, receivedDay: 2e9, receivedMonth: null });
    for (const wrong of ['', 'much', '-1', '2 XB', '1e9', '999999999TiB']) expect(() => readLimits({ sentDay: wrong }), wrong).toThrow(expect.objectContaining({ code: 'usage.invalid' }));
  });

  it('says which limit is reached, what stops and when it ends', () => {
    const text = describeData({ limits: { sentDay: 2 ** 30, sentMonth: null, receivedDay: null, receivedMonth: null }, usage: { sentDay: 2 ** 30, sentMonth: 2 ** 31, receivedDay: 0, receivedMonth: 0 }, reached: { name: 'sentDay', limitBytes: 2 ** 30 } });
    expect(text).toMatch(/Sent in a day +1 GiB +of 1 GiB[^]*Sent in a month +2 GiB +no limit/);
    expect(text).toContain('Today’s 1 GiB of sent data are used up: no orders, no giving, no downloads. That ends at midnight.');
  });
});

describe('--listen', () => {
  it('opens nothing unless it is asked to, and says what it opens', () => {
    expect(readListening({})).toBeNull();
    expect(readListening({ listen: 'loopback' })).toMatchObject({ scope: 'thisMachine' });
    const open = readListening({ listen: 'internet', listenPort: 4100, relay: true, upnp: true, announce: ['/dns/home.example.org/tcp/4100'] })!;
    expect(open).toEqual({ scope: 'internet', port: 4100, announce: ['/dns/home.example.org/tcp/4100'], isRelay: true, mapsPort: true, region: null });
    const told = readListening({ listen: 'internet', region: 'pt' })!;
    expect(told.region).toBe('PT');
    expect(describeListening(told)).toContain('others are told that it stands in Portugal');
    expect(describeListening(open)[0]).toContain('TCP port 4100 is open to everybody');
    expect(describeListening(readListening({ listen: 'home' })!)[0]).toContain('TCP port 7413 is open to machines with an address of your home');
  });

  it('refuses what makes no sense together', () => {
    for (const wrong of [{ listen: 'everywhere' }, { relay: true }, { listen: 'loopback', upnp: true }, { listen: 'home', upnp: true }, { listen: 'home', listenPort: 80 }, { region: 'DE' }, { listen: 'loopback', region: 'DE' }, { listen: 'internet', region: 'Germany' }, { listen: 'internet', region: 'QX' }, { listen: 'internet', announce: ['192.0.2.7:80'] }]) {
      expect(() => readListening(wrong), JSON.stringify(wrong)).toThrow(expect.objectContaining({ code: 'usage.invalid' }));
    }
  });
});
