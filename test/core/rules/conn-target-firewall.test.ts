import {expect, test} from 'vitest';
import {connTargetFirewall} from '../../../source/core/rules/conn-target-firewall.js';
import {asked, connection, echo, within} from './dropped.js';

test('neither a neighbour nor the host is heard', () => {
	const found = [
		...connTargetFirewall.check(asked([echo, connection('web', 'timeout'), connection('host', 'timeout')])),
	];
	expect(found).toMatchObject([{subject: {kind: 'container', name: 'db'}}]);
	expect(found[0]?.message).toContain('172.18.0.3:8080');
});

test('both are refused, and the target itself is not', () => {
	const refused = [connection('web', 'refused'), connection('host', 'refused')];
	expect([...connTargetFirewall.check(asked([...refused, within('ok')]))]).toMatchObject([{subject: {name: 'db'}}]);
	expect([...connTargetFirewall.check(asked([...refused, within('refused')]))]).toEqual([]);
	expect([...connTargetFirewall.check(asked(refused))]).toEqual([]);
});

test('nothing where the host is heard', () => {
	expect([...connTargetFirewall.check(asked([echo, connection('web', 'timeout'), connection('host', 'ok')]))]).toEqual(
		[],
	);
});
