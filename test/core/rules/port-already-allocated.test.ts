import {expect, test} from 'vitest';
import {portAlreadyAllocated} from '../../../source/core/rules/port-already-allocated.js';
import {containerNamed, placeOn, snapshotOf} from '../../objects.js';

const before = 'driver failed programming external connectivity on endpoint blocked (7eb9c69aaf8d86a2): ';
const holder = containerNamed('holder', [placeOn('front')], {
	ports: [{hostIp: '0.0.0.0', hostPort: 18744, containerPort: 8080, protocol: 'tcp'}],
});

function found(error: string, others: readonly (typeof holder)[] = [holder]) {
	const blocked = containerNamed('blocked', [placeOn('front')], {state: 'created', error});
	return [...portAlreadyAllocated.check(snapshotOf({containers: [blocked, ...others]}))];
}

// The first two from the lab’s 26.1 and 28.5; the others from the sources of 29, 28, 27 and 26.
test.each([
	`${before}Bind for 0.0.0.0:18744 failed: port is already allocated`,
	`failed to set up container networking: ${before}Bind for :::18744 failed: port is already allocated`,
	`${before}failed to bind host port 0.0.0.0:18744/tcp: address already in use`,
	`${before}failed to bind host port for 0.0.0.0:18744:172.17.0.2:80/tcp: address already in use`,
	`${before}failed to bind port 0.0.0.0:18744/tcp: address already in use`,
	'Error starting userland proxy: listen tcp4 0.0.0.0:18744: bind: address already in use',
])('the holder is named: %s', error => {
	const [one] = found(error);
	expect(one).toMatchObject({
		subject: {name: 'blocked'},
		fix: {commands: ['docker stop holder', 'docker start blocked']},
	});
	expect(one?.message).toContain('port 18744 of the host is taken, held by holder');
	expect(one?.evidence[0]?.value).toBe(error);
});

test('without a container that has it, a process of the host does', () => {
	const error = 'failed to bind host port 0.0.0.0:18744/tcp: address already in use';
	const elsewhere = {...holder, ports: [{...holder.ports[0], containerPort: 8080, hostPort: 18744, protocol: 'udp'}]};
	expect(found(error, [elsewhere])[0]?.message).toContain('a process of the host');
});

test('another error, and an old one of a container that runs', () => {
	expect(found('no command specified')).toEqual([]);
	const runs = containerNamed('blocked', [], {error: 'Bind for 0.0.0.0:1 failed: port is already allocated'});
	expect([...portAlreadyAllocated.check(snapshotOf({containers: [runs]}))]).toEqual([]);
});
