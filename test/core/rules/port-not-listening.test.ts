import {expect, test} from 'vitest';
import {portNotListening} from '../../../source/core/rules/port-not-listening.js';
import {containerNamed, networkNamed, placeOn, plainDetails, snapshotOf} from '../../objects.js';
import {meshed} from './meshed.js';
import {socketsOf} from './sockets.js';

const web = containerNamed('web', [placeOn('front')], {
	ports: [{hostIp: '0.0.0.0', hostPort: 80, containerPort: 8080, protocol: 'tcp'}],
});

function found(container: typeof web, ...sockets: readonly string[]) {
	const observations = {web: socketsOf(...sockets)};
	return [
		...portNotListening.check(snapshotOf({networks: [networkNamed('front')], containers: [container], observations})),
	];
}

test('a published port on which nobody listens', () => {
	const [one, ...more] = found(web);
	expect(more).toEqual([]);
	expect(one).toMatchObject({subject: {name: 'web'}, evidence: [{value: 'nothing listens'}]});
	expect(one?.severity).toBeUndefined();
});

test('one on which somebody listens, and one that leads to the wrong port, which is another finding', () => {
	expect(found(web, 'tcp 0.0.0.0 8080')).toEqual([]);
	expect(found(web, 'tcp 0.0.0.0 3000')).toEqual([]);
});

test('a range of ports that a program opens when it is asked is one thing, and weighs little', () => {
	const range = (count: number) =>
		Array.from({length: count}, (_, at) => ({hostPort: 30_000 + at, containerPort: 30_000 + at, protocol: 'udp'}));
	const many = {...web, ports: range(5)};
	expect(found(many, 'udp 0.0.0.0 3478')).toMatchObject([
		{severity: 'low', evidence: [{value: 'udp 0.0.0.0:3478', expected: 'a listener on 30000-30004/udp'}]},
	]);
	expect(found(many)).toHaveLength(5);
	expect(found({...web, ports: range(4)}, 'tcp 0.0.0.0 22').map(({severity}) => severity)).toEqual(
		Array.from({length: 4}),
	);
});

test('nothing is said of sockets of which only some were read', () => {
	const {listeners} = socketsOf();
	const observations = {web: {listeners: {...listeners, partial: true as const}}};
	const snapshot = snapshotOf({networks: [networkNamed('front')], containers: [web], observations});
	expect([...portNotListening.check(snapshot)]).toEqual([]);
});

test('EXPOSE alone weighs little, and a container that serves nobody is told of only', () => {
	const exposes = {...web, ports: [], details: {...plainDetails, exposedPorts: [{port: 5432, protocol: 'tcp'}]}};
	expect(found(exposes, 'tcp 0.0.0.0 22')).toMatchObject([{severity: 'low'}]);
	expect(found({...web, ports: []})).toMatchObject([{severity: 'info'}]);
});

test('a container in the host’s network is not looked at', () => {
	expect(found(containerNamed('web', [], {networkMode: 'host'}))).toEqual([]);
});

test('one that listens on its address of another network only; by its own, on all, or nobody knows which', () => {
	const places = [placeOn('front', {ipv4: '172.18.0.2'}), placeOn('data', {ipv4: '172.19.0.2'})];
	const check = (address: string, driver = 'bridge') => {
		const networks = [networkNamed('front', {driver}), networkNamed('data', {internal: true})];
		const observations = {web: socketsOf(`tcp ${address} 8080`)};
		return [...portNotListening.check(snapshotOf({networks, containers: [{...web, endpoints: places}], observations}))];
	};
	const [one] = check('172.19.0.2');
	expect(one?.message).toContain('leads to 172.18.0.2:8080/tcp of web');
	expect(one?.evidence).toMatchObject([{value: 'tcp 172.19.0.2:8080', expected: 'tcp 0.0.0.0:8080'}]);
	expect(check('172.18.0.2')).toEqual([]);
	expect(check('::')).toEqual([]);
	expect(check('172.19.0.2', 'overlay')).toEqual([]);
	// Which has a rule of its own.
	expect(check('127.0.0.1')).toEqual([]);
});

test('behind a port of the routing mesh', () => {
	const check = (...sockets: readonly string[]) =>
		[...portNotListening.check(meshed(...sockets))].filter(({severity}) => severity === undefined);
	expect(check('udp 0.0.0.0 53')).toMatchObject([{subject: {kind: 'service', name: 'web'}}]);
	expect(check('tcp :: 8080')).toEqual([]);
});
