import {afterAll, beforeAll, expect, test} from 'vitest';
import {type LabEngine, onEngines} from '../lab-engines.js';
import {diagnose} from './diagnosis.js';
import {closeEngines, scenario} from './probe-truth.js';
import {unfit} from './probe-truth-elsewhere.js';
import {measure} from './probes.js';
import type {Row} from './row.js';

// Every scenario of the lab on Docker 20.10 (with the swarm), 26 and 28, and on Podman where it fits: made once, and looked at twice.
// Probes: every line of its truth, through docknet's commands with --json, has the result that the lab measured with tools of its own.
// Diagnosis: `doctor --probe` and `explain` tell the finding that the lab tells, on its subject, with the true value; nothing grave
// besides; and nothing of weight on what is healthy.

const first = [
	...['alias-collision', 'default-bridge-no-dns', 'different-networks', 'healthy-app', 'icc-disabled'],
	...['internal-no-egress', 'iptables-blocked', 'loopback-only', 'macvlan'],
];
const second = [
	...['mtu-mismatch', 'none-mode', 'nothing-listening', 'paused-container', 'port-conflict', 'published-port'],
	...['shared-netns', 'stopped-with-endpoint', 'subnet-exhausted', 'unhealthy'],
];
const swarm = ['dnsrr-service', 'encrypted-overlay', 'overlay-healthy', 'vip-unreachable'];
const fits = (name: string) => !(name in unfit);

/** What is not taken apart stands side by side; nodes go down and firewalls stand between them one by one. */
const stages: Readonly<Record<string, readonly (readonly string[])[]>> = {
	a: [first, second, swarm, ['vxlan-blocked'], ['node-down']],
	e26: [first, second],
	e28: [first, second, ['many']],
	podman: [first.filter(fits), second.filter(fits)],
};

onEngines(Object.keys(stages) as LabEngine['name'][], engine => {
	const own = stages[engine.name]!;
	const probed: Row[] = [];
	const diagnosed: Row[] = [];

	beforeAll(async () => {
		for (const names of own) {
			for (const name of names) await scenario(name, '--on', engine.name);
			probed.push(...(await measure(engine, names)));
			diagnosed.push(...(await diagnose(engine, names)));
			for (const name of names) await scenario(name, '--on', engine.name, '--clean');
		}
	}, 900_000);

	afterAll(async () => {
		console.log([...probed, ...diagnosed].map(({line}) => line).join('\n'));
		// What a failure before left.
		for (const name of own.flat()) await scenario(name, '--on', engine.name, '--clean');
	}, 120_000);

	test.each(
		own.flat().flatMap(name => [
			{name, by: 'probes', all: probed},
			{name, by: 'diagnosis', all: diagnosed},
		]),
	)('$name: $by', ({name, all}) => {
		const rows = all.filter(row => row.scenario === name);
		expect(rows.length).toBeGreaterThan(0);
		expect(rows.filter(({wrong}) => wrong !== '')).toEqual([]);
	});
});

afterAll(closeEngines);
