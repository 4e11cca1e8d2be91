import {withPort} from '../core/explain/target.js';
import type {Asker} from './vantages.js';

/** A question of a container about another, or of the engine's host. */
export type PathProbe = {
	readonly asker: Asker;
	readonly kind: 'ping' | 'tcp' | 'dns' | 'mtu' | 'listeners';
	readonly input: {
		readonly target: string;
		readonly count?: number;
		readonly interval?: number;
		readonly timeoutSeconds?: number;
	};
	/** A shorter time to wait than the probe's own. */
	readonly timeoutMs?: number;
};

export const ping = (asker: Asker, target: string): PathProbe => ({asker, kind: 'ping', input: {target, count: 2}});

/** So many in a short time that loss shows. */
export const pings = (asker: Asker, target: string, count = 10): PathProbe => ({
	asker,
	kind: 'ping',
	input: {target, count, interval: 0.2},
});

export const tcp = (asker: Asker, target: string, port: number, timeoutSeconds = 2): PathProbe => ({
	asker,
	kind: 'tcp',
	input: {target: withPort(target, port), timeoutSeconds},
});

/** Milliseconds: longer than a resolver waits for one name server. */
const patience = 6000;

export const dns = (asker: Asker, target: string): PathProbe => ({
	asker,
	kind: 'dns',
	input: {target},
	timeoutMs: patience,
});

export const sockets = (asker: Asker): PathProbe => ({asker, kind: 'listeners', input: {target: ''}});
