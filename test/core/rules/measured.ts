import type {ProbeOutcome} from '../../../source/core/probes/probe.js';
import type {Probed} from '../../../source/core/probes/probed.js';
import {lab} from '../../objects.js';

/** A connection from container `from`. */
export function connection(from: string, address: string, port: number, result: ProbeOutcome): Probed {
	return {
		id: `${from} ${address} ${port}`,
		host: lab,
		place: {kind: 'container', host: lab, container: `id-of-${from}`},
		from,
		target: `${address}:${port}`,
		startedAt: 0,
		finishedAt: 1,
		kind: 'tcp',
		result: {result, message: `${address}:${port} ${result}`, address, port},
	};
}

/** A name that container `from` asks for. */
export function lookUp(from: string, target: string, result: ProbeOutcome, addresses: readonly string[] = []): Probed {
	return {
		id: `${from} ${target}`,
		host: lab,
		place: {kind: 'container', host: lab, container: `id-of-${from}`},
		from,
		target,
		startedAt: 0,
		finishedAt: 1,
		kind: 'dns',
		result: {result, message: `${target} ${result}`, addresses, names: [], records: []},
	};
}
