import type {PathQuestion} from '../../../source/core/explain/explanation.js';
import {lab} from '../../objects.js';

/** `ask('web', 'db', 5432)`; from `host` and `outside` too. */
export function ask(from: string, target: string, port?: number, protocol: 'tcp' | 'udp' = 'tcp'): PathQuestion {
	const kind = from === 'host' || from === 'outside' ? from : 'container';
	const container = `id-of-${from}`;
	const place = kind === 'container' ? ({kind, host: lab, container} as const) : ({kind, host: lab} as const);
	return {from: place, fromName: from, target, ...(port !== undefined && {port}), protocol};
}

type Socket = {readonly address: string; readonly port: number; readonly protocol?: 'tcp' | 'udp'};

export const listening = (...found: readonly Socket[]) => ({
	listeners: {
		result: 'ok' as const,
		message: '',
		listeners: found.map(each => ({protocol: 'tcp' as const, family: 4 as const, ...each})),
	},
});
