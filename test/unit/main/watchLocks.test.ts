import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { lockEvents, watchLocks } from '../../../electron/main/watchLocks.ts';

it('locks the wallet at sleep, lock screen, closed window, shutdown and quit, and at nothing else', () => {
  const heard: string[] = [];
  const emitters = { power: new EventEmitter(), app: new EventEmitter() };
  watchLocks(emitters, { lock: async (why) => void heard.push(why) });
  for (const event of ['suspend', 'lock-screen', 'shutdown']) emitters.power.emit(event);
  for (const event of ['window-all-closed', 'before-quit']) emitters.app.emit(event);
  expect(heard).toEqual(['sleep', 'lockScreen', 'quit', 'close', 'quit']);
  for (const event of ['resume', 'unlock-screen', 'on-battery']) emitters.power.emit(event);
  emitters.app.emit('activate');
  expect(heard).toHaveLength(5);
  expect([...emitters.power.eventNames(), ...emitters.app.eventNames()]).toEqual([...Object.keys(lockEvents.power), ...Object.keys(lockEvents.app)]);
});
