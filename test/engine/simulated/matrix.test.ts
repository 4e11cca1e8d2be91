import {describe, expect, test} from 'vitest';
import {runMatrix} from '../../../source/actions/run-matrix.js';
import {engineOf, netshoot, never} from './places.js';

describe('a matrix', () => {
	const outcomes = async (kind: 'ping' | 'tcp' | 'dns', name: string) => {
		const engine = engineOf('broken');
		const changes = await engine.list(never);
		const network = changes
			.flatMap(change => (change.type === 'networks' ? change.networks : []))
			.find(other => other.name === name)!;
		const containers = changes
			.flatMap(change => (change.type === 'containers' ? change.containers : []))
			.filter(({endpoints, state}) => state === 'running' && endpoints.some(({networkId}) => networkId === network.id));
		const matrix = await runMatrix({
			kind,
			containers,
			network,
			engine,
			signal: never,
			now: () => 1.8e12,
			image: netshoot,
		});
		return matrix.cells.map(
			({from, to, asks}) => `${from.name} → ${to.name}: ${asks.map(({observed}) => observed?.result).join(' ')}`,
		);
	};

	test('by ping: two that may not talk, two that may', async () => {
		expect(await outcomes('ping', 'no-icc')).toEqual([
			'icc-client → icc-server: timeout',
			'icc-server → icc-client: timeout',
		]);
		expect(await outcomes('ping', 'jumbo')).toEqual([
			'jumbo-client → jumbo-server: ok',
			'jumbo-server → jumbo-client: ok',
		]);
	});

	test('by tcp: where the target listens', async () => {
		expect(await outcomes('tcp', 'jumbo')).toEqual([
			'jumbo-client → jumbo-server: ok',
			'jumbo-server → jumbo-client: ok',
		]);
		const cells = await outcomes('tcp', 'same-alias');
		expect(cells).toContain('api-old → api-new: ok');
		expect(cells).toContain('api-old → unhealthy-server: ok');
		expect(cells).toContain('api-old → loopback-server: ');
	});
});
