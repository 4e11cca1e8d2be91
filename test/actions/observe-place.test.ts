import {expect, test} from 'vitest';
import {observePlace} from '../../source/actions/observe-place.js';
import {hostAsker} from '../../source/actions/vantages.js';
import {keyOf} from '../../source/core/model/reference.js';
import {helperImages} from '../../source/core/probes/helper-images.js';
import type {Engine} from '../../source/engine/engine.js';
import {EngineError} from '../../source/engine/errors.js';
import {createSimulatedEngine} from '../../source/engine/simulated/engine.js';

const simulated = createSimulatedEngine({scenario: 'shop', latencyMs: 0, life: false});
const {signal} = new AbortController();

/** The host's routes; whoever asks whether it forwards gets that answer. */
async function routesOfHost(forwards: () => string, inTime?: AbortSignal) {
	const [image] = helperImages(await simulated.images(signal));
	const engine: Engine = {
		...simulated,
		execute: async (vantage, argv, options) =>
			argv.includes('/proc/sys/net/ipv4/ip_forward')
				? {stdout: forwards(), stderr: '', exitCode: 0, timedOut: false, truncated: false}
				: simulated.execute(vantage, argv, options),
	};
	const {host} = engine;
	const run = {engine, signal, now: () => 1, asker: hostAsker(host), image, ...(inTime && {inTime})};
	const [change] = await observePlace(['routes'], keyOf({host, id: host}), run);
	return change?.type === 'observed' ? change.observation : undefined;
}

test.each([
	['1\n', true],
	['0\n', false],
])('whether the host forwards: %j', async (text, forwarding) => {
	expect(await routesOfHost(() => text)).toMatchObject({routes: {result: 'ok'}, forwarding});
});

test('time that is up meanwhile costs that answer, not the routes', async () => {
	const late = new AbortController();
	const found = await routesOfHost(() => {
		late.abort();
		throw new EngineError('cancelled', 'Cancelled.');
	}, late.signal);
	expect(found?.routes?.result).toBe('ok');
	expect(found).not.toHaveProperty('forwarding');
});
