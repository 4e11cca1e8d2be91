import {describe, expect, test} from 'vitest';
import type {Container} from '../../../source/core/model/container.js';
import {effectsOf} from '../../../source/core/plan/effects.js';
import {connectPlan, disconnectPlan, membershipsPlan} from '../../../source/core/plan/memberships.js';
import {type EndpointDraft, plainEndpoint} from '../../../source/core/plan/step.js';
import {aContainer, aNetwork, anEndpoint, aPicture, host} from './picture.js';

const front = aNetwork('front');
const back = aNetwork('back');
const data = aNetwork('data', {internal: true});
const lan = aNetwork('lan', {driver: 'macvlan', options: {parent: 'eth0'}});
const mesh = aNetwork('mesh', {driver: 'overlay', scope: 'swarm', attachable: true});
const six = aNetwork('six', {ipv6: true});
const none = aNetwork('none', {driver: 'null', builtIn: true});
const networks = [front, back, data, lan, mesh, six, none];

const port = {hostIp: '0.0.0.0', hostPort: 8080, containerPort: 80, protocol: 'tcp'};
const on = (...names: readonly string[]) => names.map(name => anEndpoint(name));

function connecting(
	web: Container,
	network = back,
	draft: Partial<EndpointDraft> = {},
	others: readonly Container[] = [],
) {
	return connectPlan(network, [web], {...plainEndpoint, ...draft}, aPicture(networks, [web, ...others])).effects;
}

const texts = (effects: readonly {readonly tone: string; readonly text: string}[]) =>
	effects.map(({tone, text}) => `${tone}: ${text}`);

describe('connecting', () => {
	test.each([
		[
			'a name that sorts first takes the gateway',
			['front'],
			back,
			{},
			'warn: The IPv4 default gateway of web moves from front to back: its name sorts first.',
		],
		['an internal network does not', ['front'], data, {}, undefined],
		['a name that sorts last does not', ['back'], front, {}, undefined],
		[
			'unless it has the higher priority',
			['back'],
			front,
			{gatewayPriority: 1},
			'warn: The IPv4 default gateway of web moves from back to front: it has the higher gateway priority.',
		],
		[
			'a network with IPv4 and IPv6 comes before one with IPv4',
			['back'],
			six,
			{},
			'warn: The IPv4 default gateway of web moves from back to six: it leads out by more IP versions.',
		],
		[
			'from an overlay any other takes it',
			['mesh'],
			six,
			{},
			'warn: The IPv4 default gateway of web moves from mesh to six: overlay networks come last.',
		],
		['a first way out', ['data'], back, {}, 'info: web gets a way out by IPv4: back.'],
	])('%s', (_title, current, network, draft, expected) => {
		const effects = texts(connecting(aContainer('web', on(...current)), network, draft));
		const gateway = effects.filter(text => /IPv4/.test(text));
		expect(gateway).toEqual(expected ? [expected] : []);
	});

	test('published ports stop when a macvlan takes the gateway, and move along to another bridge', () => {
		const web = aContainer('web', on('front'), {ports: [port]});
		expect(texts(connecting(web, lan, {gatewayPriority: 1}))[0]).toBe(
			'danger: Published ports of web stop working (8080/tcp): lan is macvlan, which maps none.',
		);
		expect(texts(connecting(web, back))).toContain(
			'info: Published ports (8080/tcp) move along; their connections break.',
		);
	});

	test('names are gained, and one that another container has is told', () => {
		const old = aContainer('old', [anEndpoint('back', {aliases: ['DB']})]);
		expect(texts(connecting(aContainer('web', on('front')), back, {aliases: ['db']}, [old]))).toEqual([
			'warn: db is a name of old on back too: whoever asks gets either of them.',
			'warn: The IPv4 default gateway of web moves from front to back: its name sorts first.',
			'info: Containers on back find web as web, db.',
		]);
	});
});

describe('disconnecting', () => {
	function disconnecting(web: Container, network = front) {
		return texts(disconnectPlan(network, web, false, aPicture(networks, [web])).effects);
	}

	test('the last network', () => {
		const [endpoint] = on('front');
		const web = aContainer('web', [{...endpoint!, ipv4: '10.9.0.5'}]);
		expect(disconnecting(web)).toEqual([
			'danger: web is left without any network.',
			'info: front no longer knows web.',
			'info: web gives 10.9.0.5 back: joining front again may get it another address.',
		]);
	});

	test('only internal networks are left, and ports go with the gateway', () => {
		expect(disconnecting(aContainer('web', on('front', 'data'), {ports: [port]}))).toEqual([
			'danger: web loses its way out by IPv4 (front).',
			'danger: Published ports of web stop working (8080/tcp): no network that maps ports is left.',
			'info: front no longer knows web.',
		]);
	});

	test('the gateway moves to what is left', () => {
		expect(disconnecting(aContainer('web', on('back', 'front')), back)[0]).toBe(
			'warn: The IPv4 default gateway of web moves from back to front.',
		);
	});

	test('a container that is not there is refused beforehand', () => {
		expect(disconnecting(aContainer('web', on('back')))).toContain('danger: The engine refuses: web is not on front.');
	});
});

test('changing one network for another says nothing of what only happens between', () => {
	const web = aContainer('web', on('front'));
	const plan = membershipsPlan(web, [back], aPicture(networks, [web]));
	expect(plan.steps.map(({type}) => type)).toEqual(['connect', 'disconnect']);
	expect(texts(plan.effects)[0]).toBe('warn: The IPv4 default gateway of web moves from front to back.');
});

test('removing a network names who needs it', () => {
	const running = aContainer('web', on('back'));
	const stopped = aContainer('job', on('back'), {state: 'exited'});
	const step = {host, type: 'remove-network', network: back.id, networkName: 'back'} as const;
	expect(texts(effectsOf([step], aPicture(networks, [running, stopped])))).toEqual([
		'danger: The engine refuses to remove back: web still use it.',
		'danger: Stopped, but still needing back: job will not start without it.',
	]);
});
