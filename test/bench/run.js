/**
 * `npm run bench [-- --host unix:///…]`: the budgets beside what was measured, as ratios within one run, since machines differ.
 * Exits 1 when one is broken. The engine's rows need a Docker engine with running containers, and the docker command.
 */
import {parseArgs} from 'node:util';
import {measureEngine} from './engine.js';
import {measureDoctor, measureIdle, measureKeys, measureStart} from './explorer.js';

const {values} = parseArgs({options: {host: {type: 'string'}}});

const rows = [];
const add = (title, measured, budget, unit) => {
	rows.push({title, measured, budget, unit});
	const broken = measured > budget;
	const number = value => `${Number(value.toPrecision(3))} ${unit}`;
	console.log(`${broken ? '✗' : '✓'} ${title.padEnd(66)} ${number(measured).padStart(12)}   at most ${number(budget)}`);
};

const start = await measureStart();
add('first frame, to `node -e 0`', start.frame, 2.5, 'x');
add('first frame with networks, to `node -e 0`', start.useful, 2.5, 'x');

add('doctor of 1,000 containers on 200 networks', await measureDoctor(), 1, 's');

const keys = await measureKeys();
console.log(`  key to its frame, median: ${keys.median.toFixed(1)} ms`);
add('key to its frame, p99, 1,000 containers, 200x50', keys.p99, 16, 'ms');
add('bytes for each cursor move', keys.bytes, 700, 'B');
add('resident memory after that', keys.megabytes, 110, 'MB');

const idle = await measureIdle();
console.log(`  at rest: ${idle.bytesPerSecond.toFixed(0)} B/s, ${idle.cpuPercent.toFixed(1)} % of a CPU`);
add('bytes for each visible row that changed', idle.bytesPerRow, 100, 'B');

if (values.host) {
	const engine = await measureEngine(values.host);
	console.log(`  ${engine.containers} containers; docker stats took ${engine.statsPercent.toFixed(1)} % of a CPU`);
	add('CPU of docknet, to `docker stats`', engine.clientRatio, 2, 'x');
	if (engine.engineRatio === undefined) console.log('  CPU of the engine: its process is not visible from here');
	else add('CPU of the engine under docknet, to under `docker stats`', engine.engineRatio, 1, 'x');
} else console.log('  CPU to `docker stats`: skipped, as no --host was given');

process.exitCode = rows.some(({measured, budget}) => measured > budget) ? 1 : 0;
