import type {Observation} from '../../../source/core/model/observation.js';
import type {Probed} from '../../../source/core/probes/probed.js';
import {containerNamed, lab, networkNamed, placeOn, snapshotOf} from '../../objects.js';

const [web, db] = [
	containerNamed('web', [placeOn('front', {ipv4: '172.18.0.2'})]),
	containerNamed('db', [placeOn('front', {ipv4: '172.18.0.3'})]),
];

const common = {host: lab, target: 'db', startedAt: 0, finishedAt: 1};
const place = {kind: 'container', host: lab, container: web.id} as const;

export function connection(from: 'web' | 'host', result: 'ok' | 'timeout' | 'refused'): Probed<'tcp'> {
	return {
		...common,
		kind: 'tcp',
		id: `tcp-${from}`,
		from,
		place: from === 'web' ? place : {kind: 'host', host: lab},
		result: {result, message: '', address: '172.18.0.3', port: 8080},
	};
}

/** `db` asks itself. */
export function within(result: 'ok' | 'refused'): Probed<'tcp'> {
	return {
		...common,
		kind: 'tcp',
		id: 'tcp-db',
		from: 'db',
		place: {...place, container: db.id},
		result: {result, message: '', address: '127.0.0.1', port: 8080},
	};
}

export const echo: Probed<'ping'> = {
	...common,
	kind: 'ping',
	id: 'ping-web',
	from: 'web',
	place,
	result: {result: 'ok', message: '', address: '172.18.0.3', sent: 3, received: 3, lossPercent: 0, replies: []},
};

/** `web` asks `db`, which listens on that address and port 8080. */
export function asked(probes: readonly Probed[], address = '0.0.0.0') {
	const listener = {protocol: 'tcp', family: 4, address, port: 8080} as const;
	const db8080: Partial<Observation> = {listeners: {result: 'ok', message: '', listeners: [listener]}};
	return snapshotOf({networks: [networkNamed('front')], containers: [web, db], observations: {db: db8080}, probes});
}
