import type {Evidence} from '../model/finding.js';
import type {Host} from '../model/host.js';
import type {Snapshot} from '../model/snapshot.js';
import {firewalld, isAffected} from './advisories.js';
import {api} from './subjects.js';

/** What leaves machines of the same LAN a way to containers past published ports: ports published on 127.0.0.1, or not at all. */
export function waysIn(host: Host, snapshot: Snapshot): readonly Evidence[] {
	const expected = '28.3.3 or later';
	if (isAffected(host, [{before: '28.0.0'}])) return [api('version Version', host.version, expected)];
	const reload = isAffected(host, [{from: '28.2.0', before: '28.3.3'}]) ? firewalld(host, snapshot) : [];
	return [
		...(reload.length > 0 ? [api('version Version', host.version, expected), ...reload] : []),
		...(host.details?.warnings ?? [])
			.filter(warning => warning.includes('DOCKER_INSECURE_NO_IPTABLES_RAW'))
			.map(warning => api('info Warnings', warning, 'no such warning')),
	];
}
