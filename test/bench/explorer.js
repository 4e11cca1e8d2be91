import {cpuOf, docknet, megabytesOf, quantile, run, seconds} from './program.js';

const starts = 11;
const moves = 300;
const restSeconds = 10;
const frameEnd = /\x1b\[\?2026l/;

/** Medians of interleaved starts, as ratios to a start of Node in the same kind of terminal. */
export async function measureStart() {
	const times = {node: [], frame: [], useful: []};
	for (let count = 0; count < starts; count++) {
		const empty = performance.now();
		times.node.push((await run(['-e', '0']).ended) - empty);
		const begin = performance.now();
		const program = docknet('--demo');
		times.frame.push((await program.wait(frameEnd)) - begin);
		times.useful.push((await program.wait(/shop_front/)) - begin);
		await program.close();
	}
	const node = quantile(times.node, 0.5);
	return {frame: quantile(times.frame, 0.5) / node, useful: quantile(times.useful, 0.5) / node};
}

/** Seconds from start to end, the median. */
export async function measureDoctor() {
	const times = [];
	for (let count = 0; count < starts; count++) {
		const begin = performance.now();
		times.push((await docknet('--demo', 'large', 'doctor').ended) - begin);
	}

	return quantile(times, 0.5) / 1000;
}

/** `j` held down at 30 a second over 1,000 containers, while their traffic is drawn once a second. */
export async function measureKeys() {
	const program = docknet('--demo', 'large');
	await program.wait(/billing-/);
	program.press('2');
	await seconds(3);
	const delays = [];
	const bytes = [];
	for (let count = 0; count < moves; count++) {
		const from = program.output.length;
		const pressed = performance.now();
		program.press('j');
		delays.push((await program.wait(frameEnd, from)) - pressed);
		bytes.push(Buffer.byteLength(program.output.slice(from)));
		await seconds(Math.max(0, 1 / 30 - (performance.now() - pressed) / 1000));
	}
	const megabytes = megabytesOf(program.pid);
	await program.close();
	return {median: quantile(delays, 0.5), p99: quantile(delays, 0.99), bytes: quantile(bytes, 0.5), megabytes};
}

/** Nobody touches it; traffic is drawn once a second. A row counts once for each frame that writes to it. */
export async function measureIdle() {
	const program = docknet('--demo', 'large');
	await program.wait(/billing-/);
	// A screen of networks has so many containers that their rates take a minute to come.
	program.press('2');
	await seconds(12);
	const from = program.output.length;
	const before = cpuOf(program.pid);
	await seconds(restSeconds);
	const cpu = cpuOf(program.pid) - before;
	const text = program.output.slice(from);
	await program.close();
	const rows = text
		.split(frameEnd)
		.map(frame => new Set([...frame.matchAll(/\x1b\[(\d+)(?:;\d+)?H/g)].map(([, row]) => row)).size)
		.reduce((sum, count) => sum + count, 0);
	return {
		bytesPerSecond: Buffer.byteLength(text) / restSeconds,
		bytesPerRow: Buffer.byteLength(text) / Math.max(1, rows),
		cpuPercent: (cpu / restSeconds) * 100,
	};
}
