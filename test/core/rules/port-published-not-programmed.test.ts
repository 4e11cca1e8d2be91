import {describe, expect, test} from 'vitest';
import type {Container, Port} from '../../../source/core/model/container.js';
import type {Network} from '../../../source/core/model/network.js';
import {keyOf} from '../../../source/core/model/reference.js';
import type {Place} from '../../../source/core/probes/probe.js';
import type {Probed} from '../../../source/core/probes/probed.js';
import {portPublishedNotProgrammed} from '../../../source/core/rules/port-published-not-programmed.js';
import {containerNamed, lab, networkNamed, placeOn, plainDetails, snapshotOf} from '../../objects.js';
import {connection} from './measured.js';
import {socketsOf} from './sockets.js';

const asked: Port = {hostPort: 18991, containerPort: 80, protocol: 'tcp'};
const bound: Port = {...asked, hostIp: '0.0.0.0'};

function found(networks: readonly Network[], ports: readonly Port[], facts: Partial<Container> = {}) {
	const web = containerNamed(
		'web',
		networks.map(({name}) => placeOn(name)),
		{ports, details: {...plainDetails, requestedPorts: [asked]}, ...facts},
	);
	return [...portPublishedNotProgrammed.check(snapshotOf({networks, containers: [web]}))];
}

describe('a port that was asked for and is not there', () => {
	test('on internal networks only', () => {
		expect(found([networkNamed('back', {internal: true})], [])).toMatchObject([
			{
				subject: {name: 'web'},
				message: 'web asks for 18991:80/tcp to be published, and it is not: it is on internal networks only (back).',
				evidence: [{value: '18991:80/tcp'}, {value: 'none published', expected: '18991:80/tcp'}],
			},
		]);
		expect(portPublishedNotProgrammed.severity).toBe('critical');
	});

	test('without a default bridge, which is a finding of its own; of an overlay the engine has another bridge', () => {
		const said = (networks: readonly Network[]) => found(networks, [], {networkMode: 'bridge', endpoints: []});
		expect(said([])).toMatchObject([{severity: 'low', message: expect.stringContaining('has no default bridge')}]);
		expect(said([networkNamed('bridge', {builtIn: true})])[0]?.severity).toBeUndefined();
		expect(found([networkNamed('mesh', {driver: 'overlay'})], [])).toMatchObject([
			{message: expect.stringContaining('the engine did not set it up on mesh')},
		]);
	});

	test('behind a macvlan, or on no network', () => {
		const lan = networkNamed('lan', {driver: 'macvlan', options: {parent: 'eth0'}});
		expect(found([lan], [])).toMatchObject([{message: expect.stringContaining('its default gateway is on lan')}]);
		const endpoints = [placeOn('lan', {gatewayPriority: 1}), placeOn('front')];
		expect(found([lan, networkNamed('front')], [], {endpoints})).toMatchObject([
			{fix: {commands: ['docker network disconnect front web', 'docker network connect --gw-priority 1 front web']}},
		]);
		expect(found([], [], {networkMode: 'none'})).toMatchObject([
			{
				message: expect.stringContaining('on no network'),
				fix: {commands: ['docker network disconnect none web', 'docker network connect --gw-priority 1 NETWORK web']},
			},
		]);
	});

	test('in host mode it weighs little, and in a routed network nothing', () => {
		expect(found([], [], {networkMode: 'host'})).toMatchObject([{severity: 'low'}]);
		const options = {'com.docker.network.bridge.gateway_mode_ipv4': 'routed'};
		// As engine 28.5 lists it.
		const routed = {hostIp: '0.0.0.0', containerPort: 80, protocol: 'tcp'};
		expect(found([networkNamed('front', {options})], [routed])).toMatchObject([{severity: 'info'}]);
	});

	test('of all that the image exposes', () => {
		const details = {...plainDetails, publishAll: true, exposedPorts: [{port: 53, protocol: 'udp'}]};
		expect(found([networkNamed('front')], [], {details})).toMatchObject([{evidence: [{value: ':53/udp'}, {}]}]);
	});
});

test('nothing where it is there, where nothing was asked for, and while the container is stopped', () => {
	expect(found([networkNamed('front')], [bound])).toEqual([]);
	expect(found([networkNamed('front')], [], {details: plainDetails})).toEqual([]);
	expect(found([networkNamed('front')], [], {state: 'exited'})).toEqual([]);
});

describe('measured', () => {
	const networks = [networkNamed('front')];
	const web = containerNamed('web', [placeOn('front', {ipv4: '172.18.0.2'})], {ports: [bound]});
	const host: Place = {kind: 'host', host: lab};
	const onPort = (result: 'ok' | 'refused') => ({...connection('host', '127.0.0.1', 18991, result), place: host});
	const onAddress = (result: 'ok' | 'timeout') => connection('db', '172.18.0.2', 80, result);
	const check = (...probes: readonly ReturnType<typeof connection>[]) => [
		...portPublishedNotProgrammed.check(
			snapshotOf({networks, containers: [web], probes, observations: {web: socketsOf('tcp 0.0.0.0 80')}}),
		),
	];

	test('the host is refused at the port, and the container answers at its own address', () => {
		expect(check(onPort('refused'), onAddress('ok'))).toMatchObject([
			{subject: {name: 'web'}, evidence: [{source: 'probe'}, {source: 'probe'}, {value: 'tcp 0.0.0.0:80'}]},
		]);
	});

	test('nothing where the port answers, or the container does not answer anyway', () => {
		expect(check(onPort('ok'), onAddress('ok'))).toEqual([]);
		expect(check(onPort('refused'), onAddress('timeout'))).toEqual([]);
		expect(check(onPort('refused'))).toEqual([]);
	});
});

test('Podman lists what was asked for: it leads to bridges that are not internal', () => {
	const onPodman = (...networks: readonly Network[]) => {
		const places = networks.map(({name}) => placeOn(name));
		const web = containerNamed('web', places, {ports: [bound], details: {...plainDetails, requestedPorts: [asked]}});
		return [...portPublishedNotProgrammed.check(snapshotOf({host: {engine: 'podman'}, networks, containers: [web]}))];
	};
	const back = networkNamed('back', {internal: true});
	expect(onPodman(back)).toMatchObject([
		{
			message: 'web asks for 18991:80/tcp to be published, and it is not: it is on internal networks only (back).',
			evidence: [{value: '18991:80/tcp'}, {value: 'back', expected: 'a bridge that is not internal'}],
		},
	]);
	expect(onPodman(back, networkNamed('front'))).toEqual([]);
	expect(found([back], [bound])).toEqual([]);
});

test('Podman’s conmon holds a port whose rules are gone: what waits there grows as it is tried', () => {
	const held = (queued: number) => ({
		result: 'ok' as const,
		message: '',
		listeners: [{protocol: 'tcp' as const, family: 4 as const, address: '0.0.0.0', port: 18991, queued}],
	});
	const atHost = {kind: 'host', host: lab} as const;
	const said = (engine: 'podman' | 'docker', before: number, after: number) => {
		const port = {...connection('host', '127.0.0.1', 18991, 'ok'), place: atHost};
		const own = {...connection('host', '172.18.0.2', 80, 'ok'), place: atHost};
		const sockets = {...port, id: 'sockets', kind: 'listeners' as const, result: held(after)} as Probed;
		const web = containerNamed('web', [placeOn('front', {ipv4: '172.18.0.2'})], {
			ports: [bound],
			details: {...plainDetails, requestedPorts: [asked]},
		});
		const world = snapshotOf({
			host: {engine},
			networks: [networkNamed('front')],
			containers: [web],
			observations: {web: socketsOf('tcp 0.0.0.0 80')},
			probes: [port, own, sockets],
		});
		const ofHost = [keyOf({host: lab, id: lab}), {at: 0, listeners: held(before)}] as const;
		return [...portPublishedNotProgrammed.check({...world, observations: new Map([...world.observations, ofHost])})];
	};
	expect(said('podman', 1, 2)).toMatchObject([
		{message: expect.stringContaining('conmon'), fix: {commands: ['podman network reload --all']}},
	]);
	expect(said('podman', 1, 1)).toEqual([]);
	expect(said('docker', 1, 2)).toEqual([]);
});
