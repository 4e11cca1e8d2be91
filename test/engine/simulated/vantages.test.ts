import {describe, expect, test} from 'vitest';
import {probes} from '../../../source/core/probes/all.js';
import type {Vantage} from '../../../source/core/probes/probe.js';
import {createSimulatedEngine} from '../../../source/engine/simulated/engine.js';
import {askerFor, engineOf, netshoot, never} from './places.js';

describe('vantages', () => {
	const execute = async (name: string, image: string | undefined, argv: readonly string[], processes = false) => {
		const engine = engineOf('shop');
		const {place} = await askerFor(engine, name);
		const container = place.kind === 'container' ? place.container : undefined;
		const vantage: Vantage =
			image === undefined
				? {kind: 'tool', host: engine.host, container: container!}
				: {kind: 'helper', host: engine.host, container, image, processes};
		return engine.execute(vantage, argv, {timeoutMs: 20_000, signal: never});
	};

	test('a helper has the programs of its image, and the network and files of its container', async () => {
		expect(await execute('shop-api-mesh-1', 'busybox:1.36', ['curl', '-V'])).toMatchObject({exitCode: 127});
		expect(await execute('shop-api-mesh-1', netshoot, ['curl', '-V'])).toMatchObject({exitCode: 0});
		const own = await execute('shop-proxy-1', undefined, ['cat', '/etc/hosts', '/proc/net/route']);
		expect(await execute('shop-proxy-1', netshoot, ['cat', '/etc/hosts', '/proc/net/route'])).toEqual(own);
	});

	test('a helper leaves no trace in the list', async () => {
		const before = await engineOf('shop').list(never);
		await execute('shop-api-mesh-1', netshoot, ['true']);
		await execute('host', netshoot, ['true']);
		expect(await engineOf('shop').list(never)).toEqual(before);
	});

	test('a helper sees processes only where it was told to', async () => {
		const {argv} = probes.listeners.argv({from: '', target: ''}, {id: 'sh', title: 'sh'});
		expect((await execute('shop-db-1', netshoot, argv, true)).stdout).toContain('@process 1 postgres');
		expect((await execute('shop-db-1', netshoot, argv)).stdout).not.toContain('@process');
	});

	test.each([
		['of no image', 'shop-db-1', 'nobody/nothing:1', 'missing'],
		['of an image without a program', 'shop-db-1', 'envoyproxy/envoy:distroless-v1.30', 'unsupported'],
		['of a container that has stopped', 'shop-migrate-1', netshoot, 'conflict'],
	])('there is no helper %s', async (_, name, image, kind) => {
		await expect(execute(name, image, ['true'])).rejects.toMatchObject({name: 'EngineError', kind});
	});

	test.each(['namespace', 'local'] as const)('there is no machine for the vantage %s', async kind => {
		const engine = engineOf('shop');
		const {place} = await askerFor(engine, 'shop-db-1');
		const vantage = {kind, host: engine.host, container: place.kind === 'container' ? place.container : ''} as const;
		const attempt = engine.execute(vantage, ['true'], {timeoutMs: 1000, signal: never});
		await expect(attempt).rejects.toMatchObject({name: 'EngineError', kind: 'unsupported'});
	});

	test('an image is pulled, unless nobody has it', async () => {
		const engine = createSimulatedEngine({scenario: 'large', latencyMs: 0, life: false});
		expect(await engine.images(never)).not.toContain('busybox:1.36');
		await engine.apply({type: 'pull-image', host: engine.host, image: 'busybox:1.36'}, never);
		expect(await engine.images(never)).toContain('busybox:1.36');
		const attempt = engine.apply({type: 'pull-image', host: engine.host, image: 'nobody/nothing'}, never);
		await expect(attempt).rejects.toMatchObject({kind: 'missing'});
	});
});
