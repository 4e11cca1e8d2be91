import type {Observation} from '../../../source/core/model/observation.js';
import type {Probed} from '../../../source/core/probes/probed.js';
import {lab} from '../../objects.js';

/** Two pings of `host`, or of the container of that name. */
export function pings(from: string, address: string, received: 0 | 2): Probed<'ping'> {
	const result = received > 0 ? 'ok' : 'timeout';
	return {
		id: `${from} ${address}`,
		host: lab,
		place: from === 'host' ? {kind: 'host', host: lab} : {kind: 'container', host: lab, container: `id-of-${from}`},
		from,
		target: address,
		startedAt: 0,
		finishedAt: 1,
		kind: 'ping',
		result: {result, message: '', address, sent: 2, received, lossPercent: 100 - 50 * received, replies: []},
	};
}

/** A host with 10.77.0.28 on `name`, behind the router 10.77.0.1. */
export function hostBehindRouter(name: string): Partial<Observation> {
	const counters = {rxErrors: 0, rxDropped: 0, txErrors: 0, txDropped: 0};
	return {
		routes: {
			result: 'ok',
			message: '',
			defaultGateway: {address: '10.77.0.1', interface: name},
			routes: [],
			interfaces: [{name, addresses: ['10.77.0.28/24'], ...counters}],
		},
	};
}
