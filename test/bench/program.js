import fs from 'node:fs';
import {fileURLToPath} from 'node:url';
import pty from '@lydell/node-pty';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const ticksPerSecond = 100;

export const seconds = count => new Promise(resolve => setTimeout(resolve, count * 1000));

/** A program in a pseudo-terminal; `wait` resolves with the moment (ms) when what came since `from` matches. */
export function run(argv, {columns = 200, rows = 50} = {}) {
	const child = pty.spawn(process.execPath, argv, {cols: columns, rows, name: 'xterm-256color'});
	let output = '';
	const watchers = new Set();
	child.onData(data => {
		output += data;
		for (const watch of [...watchers]) watch();
	});
	const ended = new Promise(resolve => child.onExit(() => resolve(performance.now())));
	return {
		pid: child.pid,
		ended,
		get output() {
			return output;
		},
		press: keys => child.write(keys),
		wait(pattern, from = 0, timeout = 20) {
			return new Promise((resolve, reject) => {
				const timer = setTimeout(() => reject(new Error(`No ${pattern} within ${timeout} s`)), timeout * 1000);
				const watch = () => {
					if (!pattern.test(output.slice(from))) return;
					clearTimeout(timer);
					watchers.delete(watch);
					resolve(performance.now());
				};
				watchers.add(watch);
				watch();
			});
		},
		async close() {
			child.kill('SIGKILL');
			await ended;
		},
	};
}

export const docknet = (...argv) => run([cli, ...argv]);

/** Seconds of CPU that a process has used; undefined when it cannot be seen. */
export function cpuOf(pid) {
	try {
		const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
		return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
	} catch {
		return undefined;
	}
}

export function megabytesOf(pid) {
	const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'));
	return Number(kilobytes) / 1024;
}

export function quantile(values, share) {
	const sorted = [...values].sort((one, other) => one - other);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
