import {describe, expect, test} from 'vitest';
import type {Change} from '../../../source/core/model/change.js';
import type {Terminal} from '../../../source/engine/engine.js';
import {createSimulatedEngine} from '../../../source/engine/simulated/engine.js';
import {scenarios} from '../../../source/engine/simulated/scenarios/all.js';

const never = new AbortController().signal;
const start = 1.8e12;

function containersOf(changes: readonly Change[]) {
	return changes.flatMap(change => (change.type === 'containers' ? change.containers : []));
}

describe.each(scenarios)('$name', ({name: scenario}) => {
	test('the same clock gives the same picture', async () => {
		const pictures = [1, 2].map(() => createSimulatedEngine({scenario, now: () => start, latencyMs: 0}).list(never));
		expect(await pictures[0]).toEqual(await pictures[1]);
	});

	test('every name and id is there once, every address too', async () => {
		const changes = await createSimulatedEngine({scenario, now: () => start, latencyMs: 0}).list(never);
		const containers = containersOf(changes);
		const addresses = containers.flatMap(({endpoints}) =>
			endpoints.map(({networkId, ipv4}) => ipv4 && networkId + ipv4),
		);
		for (const values of [containers.map(({id}) => id), containers.map(({name}) => name), addresses.filter(Boolean)]) {
			expect(new Set(values).size).toBe(values.length);
		}
	});
});

test('large has a thousand containers on two hundred networks, beside the three built in', async () => {
	const changes = await createSimulatedEngine({scenario: 'large', latencyMs: 0}).list(never);
	expect(containersOf(changes)).toHaveLength(1000);
	expect(changes.find(change => change.type === 'networks')?.networks).toHaveLength(203);
});

test('something happens every twenty seconds, the same each time', async () => {
	const lifeOf = async (life: boolean) => {
		let now = start;
		const engine = createSimulatedEngine({scenario: 'shop', now: () => now, latencyMs: 0, life});
		const stream = engine.watch(never)[Symbol.asyncIterator]();
		expect((await stream.next()).value).toEqual([]);
		now += 90_000;
		await engine.list(never);
		if (!life) engine.control.act('grafana', {type: 'pause'});
		const batches: Change[] = [];
		for (let batch = 0; batch < (life ? 4 : 1); batch++) batches.push(...(await stream.next()).value);
		await stream.return?.();
		return batches;
	};

	const told = await lifeOf(true);
	const actions = told.flatMap(change =>
		change.type === 'event' ? [`${change.event.name} ${change.event.action}`] : [],
	);
	expect(actions).toEqual([
		'shop_data connect',
		'shop-report-1 start',
		'shop-api-2 health_status: healthy',
		'shop-report-1 die',
		'shop_data disconnect',
		'shop-report-1 stop',
		'shop-api-2 health_status: unhealthy',
	]);
	expect(await lifeOf(true)).toEqual(told);
	expect((await lifeOf(false)).flatMap(change => (change.type === 'event' ? change.event.action : []))).toEqual([
		'pause',
	]);
});

test('an engine that goes away breaks its streams, and is found again', async () => {
	const engine = createSimulatedEngine({scenario: 'shop', latencyMs: 0, life: false});
	const stream = engine.watch(never)[Symbol.asyncIterator]();
	await stream.next();
	const next = stream.next();
	engine.control.goAway();
	await expect(next).rejects.toMatchObject({kind: 'unreachable', failure: {reason: 'refused'}});
	await expect(engine.list(never)).rejects.toMatchObject({kind: 'unreachable', failure: {reason: 'refused'}});
	engine.control.comeBack();
	expect(await engine.list(never)).toHaveLength(3);
});

test('a frozen engine answers nothing until it thaws; a signal ends the wait', async () => {
	const engine = createSimulatedEngine({scenario: 'shop', latencyMs: 0, life: false});
	engine.control.freeze();
	const stopping = new AbortController();
	const stopped = engine.list(stopping.signal);
	const waiting = engine.list(never);
	stopping.abort();
	await expect(stopped).rejects.toMatchObject({kind: 'cancelled'});
	engine.control.thaw();
	expect(await waiting).toHaveLength(3);
});

test('the shell echoes, runs programs, says that it is simulated, and leaves with the code of exit', async () => {
	const engine = createSimulatedEngine({scenario: 'shop', latencyMs: 0, life: false});
	const proxy = containersOf(await engine.list(never)).find(({name}) => name === 'shop-proxy-1')!;
	let screen = '';
	const terminal: Terminal = {
		columns: 80,
		rows: 24,
		onInput: listener => listener(new TextEncoder().encode('hostnaN\u007fme\rnope\rexit 7\r')),
		onResize() {},
		write(chunk) {
			screen += new TextDecoder().decode(chunk);
		},
	};
	expect(await engine.openShell(proxy.id, ['sh'], terminal, never)).toBe(7);
	expect(screen).toContain('simulated');
	expect(screen).toContain(`me\r\n${proxy.id.slice(0, 12)}\r\n`);
	expect(screen).toContain('sh: nope: not found');
});
