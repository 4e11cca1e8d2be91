import {format} from 'node:util';

const methods = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const;
const kept = 200;

/** Takes what would be written across the screen: console calls and Node's own warnings. Returns how to undo it. */
export function captureLog(lines: string[]): () => void {
	const add = (text: string) => {
		lines.push(...text.split('\n'));
		lines.splice(0, lines.length - kept);
	};
	const before = methods.map(method => [method, console[method]] as const);
	for (const method of methods) console[method] = (...values: unknown[]) => add(format(...values));
	const listeners = process.listeners('warning');
	const onWarning = (warning: Error) => add(`${warning.name}: ${warning.message}`);
	process.removeAllListeners('warning');
	process.on('warning', onWarning);
	return () => {
		for (const [method, original] of before) console[method] = original;
		process.off('warning', onWarning);
		for (const listener of listeners) process.on('warning', listener);
	};
}
