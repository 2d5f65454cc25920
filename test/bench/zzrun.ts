import { measureEngine } from './engine.ts';
const r = await measureEngine({ rounds: Number(process.argv[2] ?? 2), threads: Number(process.argv[3] ?? 1), onRound: (l) => console.log(l) });
for (const c of r.curve) console.log(c.clients, 'wall', c.rate.wall.median.toFixed(0), 'cpu', c.rate.cpu.median.toFixed(0), 'gain wall', c.gain.wall.median.toFixed(2), 'cpu', c.gain.cpu.median.toFixed(2), 'over whole', c.gainOverWholeCache.wall.median.toFixed(2), c.gainOverWholeCache.cpu.median.toFixed(2));
console.log(r.wholeCache.cpu.median.toFixed(0), JSON.stringify(r.prefix));
