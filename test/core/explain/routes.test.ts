import {expect, test} from 'vitest';
import {conclude, type Observed} from '../../../source/core/explain/conclude.js';
import type {PathQuestion} from '../../../source/core/explain/explanation.js';
import {predict} from '../../../source/core/explain/predict.js';
import type {ProbeOutcome} from '../../../source/core/probes/probe.js';
import type {Probed} from '../../../source/core/probes/probed.js';
import type {Route} from '../../../source/core/probes/proc-routes.js';
import {containerNamed, lab, networkNamed, noTraffic, placeOn, plainDetails, snapshotOf} from '../../objects.js';
import {ask, listening} from './questions.js';

const at = plainDetails.startedAt! + 1000;
const app = networkNamed('app', {subnets: [{cidr: '10.1.0.0/24', gateway: '10.1.0.1', auxiliary: {}}]});
const published = {hostIp: '0.0.0.0', hostPort: 15432, containerPort: 5432, protocol: 'tcp'};
const usual = ['0.0.0.0/0', '10.1.0.0/24'];

type Facts = {
	readonly web?: readonly string[];
	readonly db?: readonly string[];
	readonly host?: readonly string[];
	readonly throwsAway?: string;
	readonly macs?: readonly [string, string];
};

function world({web = usual, db = usual, host = [], throwsAway, macs = ['02:00', '03:00']}: Facts = {}) {
	const [webs, dbs] = macs;
	const place = (ipv4: string, mac: string) => placeOn('app', {ipv4, gateway: '10.1.0.1', mac});
	const read = (mac: string, destinations: readonly string[], more: readonly Route[] = []) => ({
		result: 'ok' as const,
		message: '',
		routes: [...destinations.map(destination => ({destination, interface: 'eth0', metric: 0})), ...more],
		interfaces: [{...noTraffic, name: 'eth0', mac, addresses: []}],
	});
	const rejecting = throwsAway ? [{destination: throwsAway, interface: '*', metric: 0, rejects: true as const}] : [];
	return snapshotOf({
		networks: [app],
		containers: [
			containerNamed('web', [place('10.1.0.2', webs)], {details: plainDetails}),
			containerNamed('db', [place('10.1.0.130', dbs)], {details: plainDetails, ports: [published]}),
		],
		observations: {
			web: {at, routes: read(webs, web, rejecting)},
			db: {at, routes: read(dbs, db), ...listening({address: '0.0.0.0', port: 5432})},
			[lab]: {at, routes: read('', host)},
		},
	});
}

const outcome = (question: PathQuestion, facts?: Facts) => {
	const {verdict, cause} = conclude(question, world(facts), predict(question, world(facts)));
	return [verdict, cause];
};
const fine = ['reachable', undefined];

test.each<readonly [string, Facts, PathQuestion, readonly unknown[]]>([
	[
		'no default route, to the outside',
		{web: ['10.1.0.0/24']},
		ask('web', '192.0.2.1'),
		['blocked', 'conn-wrong-default-gateway'],
	],
	['no default route, to a neighbour', {web: ['10.1.0.0/24']}, ask('web', 'db', 5432), fine],
	[
		'a port of who has none, from outside',
		{db: ['10.1.0.0/24']},
		ask('outside', 'db', 5432),
		['blocked', 'conn-wrong-default-gateway'],
	],
	['the same by the host’s loopback', {db: ['10.1.0.0/24']}, ask('host', '127.0.0.1', 15432), fine],
	['an interface that is down', {db: []}, ask('web', 'db', 5432), ['blocked', 'conn-wrong-default-gateway']],
	['its own interface is down', {web: []}, ask('web', 'db', 5432), ['blocked', 'conn-wrong-default-gateway']],
	['a black hole', {throwsAway: '10.1.0.130/32'}, ask('web', 'db', 5432), ['blocked', 'conn-target-firewall']],
	['a black hole elsewhere', {throwsAway: '10.1.0.131/32'}, ask('web', 'db', 5432), fine],
	[
		'the host routes it elsewhere',
		{host: ['10.1.0.128/25']},
		ask('host', '127.0.0.1', 15432),
		['blocked', 'ipam-host-route-overlap'],
	],
	['neighbours need no host', {host: ['10.1.0.128/25']}, ask('web', 'db', 5432), fine],
	['the host routes a larger range', {host: ['10.0.0.0/8']}, ask('outside', 'db', 5432), fine],
	[
		'one MAC address twice',
		{macs: ['02:00', '02:00']},
		ask('web', 'db', 5432),
		['reachable', 'ipam-duplicate-address-or-mac'],
	],
])('%s', (_, facts, question, expected) => {
	expect(outcome(question, facts)).toEqual(expected);
});

const probed = (result: ProbeOutcome) =>
	({
		id: '1',
		kind: 'tcp',
		host: lab,
		place: {kind: 'host', host: lab},
		from: 'host',
		target: '127.0.0.1:15432',
		startedAt: 0,
		result: {result, message: `it says ${result}`},
	}) as unknown as Probed;

test('the host’s proxy accepts whatever is behind it: the container itself has to', () => {
	const question = ask('host', '127.0.0.1', 15432);
	const facts = {host: ['10.1.0.128/25']};
	const after = (observed: Observed) => conclude(question, world(facts), predict(question, world(facts)), observed);
	expect(after({probe: probed('ok'), fromHost: probed('timeout')})).toMatchObject({
		verdict: 'blocked',
		cause: 'ipam-host-route-overlap',
	});
	expect(after({probe: probed('ok'), fromHost: probed('ok')}).verdict).toBe('reachable');
});

test('what is not heard of one of two with the same MAC address is no second fault', () => {
	const question = ask('web', 'db', 5432);
	const facts = {macs: ['02:00', '02:00']} as const;
	const observed = {probe: probed('timeout'), fromHost: probed('ok')};
	const {verdict, cause, also} = conclude(question, world(facts), predict(question, world(facts)), observed);
	expect({verdict, cause, also}).toEqual({verdict: 'blocked', cause: 'ipam-duplicate-address-or-mac', also: []});
});

test('nobody outside can be asked: where not even the host gets in behind a port, that is told, and no more', () => {
	const question = ask('outside', 'db', 5432);
	const fromHost = probed('timeout');
	expect(conclude(question, world(), predict(question, world()), {probe: fromHost, fromHost})).toMatchObject({
		verdict: 'unknown',
		cause: 'conn-target-firewall',
	});
	const own = ask('host', '127.0.0.1', 15432);
	const {steps} = conclude(own, world(), predict(own, world()), {probe: probed('ok'), fromHost});
	expect(steps.find(({id}) => id === 'probe')?.status).toBe('pass');
	const nobody = probed('unreachable');
	expect(conclude(question, world(), predict(question, world()), {probe: nobody, fromHost: nobody}).verdict).toBe(
		'blocked',
	);
});

test('a bridge without an address of the host’s leads nowhere that Docker knows of', () => {
	const plain = world();
	const options = {'com.docker.network.bridge.inhibit_ipv4': 'true'};
	const bare = {...plain, networks: new Map([[`${lab}/${app.id}`, {...app, options}]])};
	const out = ask('web', '192.0.2.1');
	const observed = {probe: probed('timeout'), fromHost: probed('ok')};
	const after = (snapshot: typeof plain) => conclude(out, snapshot, predict(out, snapshot), observed).cause;
	expect([after(plain), after(bare)]).toEqual(['conn-masquerade-missing', undefined]);
	const direct = ask('host', '10.1.0.130', 5432);
	expect([predict(direct, plain).verdict, predict(direct, bare).verdict]).toEqual(['reachable', 'blocked']);
});

test('a port of the host that its container would have, if it ran or had it published', () => {
	const requestedPorts = [{hostPort: 17000, containerPort: 80, protocol: 'tcp'}];
	const [plain, question] = [world(), ask('host', '127.0.0.1', 17000)];
	const causeOf = (state: 'exited' | 'running', names: readonly string[] = ['shop']) => {
		const wanting = names.map(name =>
			containerNamed(name, [placeOn('app')], {state, details: {...plainDetails, requestedPorts}}),
		);
		const containers = new Map([...plain.containers, ...wanting.map(each => [`${lab}/${each.id}`, each] as const)]);
		const snapshot = {...plain, containers};
		return conclude(question, snapshot, predict(question, snapshot)).cause;
	};
	expect(causeOf('exited')).toBe('conn-target-stopped');
	expect(causeOf('exited', ['shop', 'shop-before'])).toBeUndefined();
	expect(conclude(question, plain, predict(question, plain)).cause).toBeUndefined();
});

test('not even its own name server answers the asker: that is inside it', () => {
	const question = ask('web', 'db', 5432);
	const lookup = {...probed('timeout'), kind: 'dns'} as Probed<'dns'>;
	const observed = {
		probe: probed('no-name'),
		lookup,
		ping: {...probed('timeout'), kind: 'ping'} as Probed,
		fromHost: probed('ok'),
	};
	const {cause} = conclude(question, world(), predict(question, world()), observed);
	expect(cause).toBe('conn-target-firewall');
	const heard = {...observed, ping: {...probed('ok'), kind: 'ping'} as Probed};
	expect(conclude(question, world(), predict(question, world()), heard).cause).toBe(
		'dns-resolvconf-modified-or-dead-resolver',
	);
});

test('a container of another network gets no answer at the host’s port, and the host does', () => {
	const far = containerNamed('far', [placeOn('other', {ipv4: '10.2.0.2', gateway: '10.2.0.1'})]);
	const other = networkNamed('other', {subnets: [{cidr: '10.2.0.0/24', gateway: '10.2.0.1', auxiliary: {}}]});
	const plain = world();
	const snapshot = {
		...plain,
		networks: new Map([...plain.networks, [`${lab}/${other.id}`, other]]),
		containers: new Map([...plain.containers, [`${lab}/${far.id}`, far]]),
	};
	const after = (name: string, address: string) => {
		const question = ask(name, address, 15432);
		const observed = {probe: probed('timeout'), fromHost: probed('ok')};
		return conclude(question, snapshot, predict(question, snapshot), observed).cause;
	};
	expect(after('far', '10.2.0.1')).toBe('port-hairpin-cross-network');
	expect(after('web', '10.1.0.1')).toBeUndefined();
});
