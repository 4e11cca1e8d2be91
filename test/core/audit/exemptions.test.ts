import {describe, expect, test} from 'vitest';
import {auditRules} from '../../../source/core/audit/all.js';
import type {Container, ContainerDetails, Port} from '../../../source/core/model/container.js';
import type {Host} from '../../../source/core/model/host.js';
import type {Network} from '../../../source/core/model/network.js';
import {doctorRules} from '../../../source/core/rules/all.js';
import {runRules} from '../../../source/core/rules/run-rules.js';
import {containerNamed, lab, networkNamed, placeOn, plainDetails, snapshotOf} from '../../objects.js';

/** `severity id subject` of one rule, or of all. */
function told(snapshot: ReturnType<typeof snapshotOf>, only?: string, rules = auditRules): readonly string[] {
	const {findings} = runRules(
		rules.filter(({id}) => only === undefined || id === only),
		snapshot,
		lab,
	);
	return findings.map(({severity, id, subject}) => `${severity} ${id} ${subject.kind} ${subject.name}`);
}

const messages = (snapshot: ReturnType<typeof snapshotOf>, only: string) =>
	runRules(
		auditRules.filter(({id}) => id === only),
		snapshot,
		lab,
	).findings.map(({message}) => message);

const front = networkNamed('front');
const published = (...ports: readonly number[]) => ({
	ports: ports.map((port): Port => ({hostIp: '0.0.0.0', hostPort: port, containerPort: port, protocol: 'tcp'})),
});
const web = (facts: Partial<Container>, host: Partial<Host> = {}) =>
	snapshotOf({host, networks: [front], containers: [containerNamed('web', [placeOn('front')], facts)]});
const detailed = (details: Partial<ContainerDetails>, facts: Partial<Container> = {}, host: Partial<Host> = {}) =>
	web({details: {...plainDetails, ...details}, ...facts}, host);
const engine = (host: Partial<Host>, networks: readonly Network[] = []) =>
	snapshotOf({host: {details: {warnings: [], configuredPools: false}, ...host}, networks});

describe('ports of the web', () => {
	test.each([
		[[80, 443], 'medium'],
		[[80, 8080], 'high'],
		[[443, 5432], 'critical'],
	])('%j on every interface is %s', (ports, severity) => {
		expect(told(web(published(...ports)), 'aud-port-wildcard-bind')).toEqual([
			`${severity} aud-port-wildcard-bind container web`,
		]);
	});

	test.each<[string, Partial<Host>, boolean]>([
		['Docker', {}, true],
		['rootless Docker', {rootless: true}, false],
		['Docker Desktop', {operatingSystem: 'Docker Desktop'}, false],
		['Podman', {engine: 'podman'}, false],
	])('%s: what is said of ufw', (_, host, isPassed) => {
		expect(messages(web(published(8080), host), 'aud-port-wildcard-bind')[0]?.includes('ufw')).toBe(isPassed);
	});
});

describe('the socket of the engine', () => {
	test.each([
		['/run/user/1000/podman/podman.sock', 'busybox', 'critical'],
		['/run/user/1000/docker.sock', 'busybox', 'critical'],
		['/var/run', 'busybox', 'critical'],
		['/var/run/docker.sock', 'tecnativa/docker-socket-proxy:0.3', 'low'],
		['/var/run/docker.sock', 'lscr.io/linuxserver/socket-proxy', 'low'],
		['/var/run/docker.sock', 'evil/docker-socket-proxy-not', 'critical'],
	])('%s in %s is %s', (source, image, severity) => {
		expect(told(detailed({mounts: [source]}, {image}), 'aud-docker-sock')).toEqual([
			`${severity} aud-docker-sock container web`,
		]);
	});

	test('of a rootless engine makes nobody root', () => {
		const [message] = messages(
			detailed({mounts: ['/run/user/1000/docker.sock']}, {}, {rootless: true}),
			'aud-docker-sock',
		);
		expect(message).toContain('is the user that runs the engine');
	});
});

test.each([
	[['NET_RAW'], /has NET_RAW: whoever takes it over can forge traffic on its networks\.$/],
	[['NET_ADMIN', 'NET_RAW'], /can rewrite its routes and firewall rules, and forge traffic on its networks\.$/],
])('rights %j say what can be done with them', (capabilitiesAdded, message) => {
	expect(messages(detailed({capabilitiesAdded}), 'aud-cap-net')[0]).toMatch(message);
});

test('an API with TLS that asks for no certificate is not called one without TLS', () => {
	const warnings = ['WARNING: API is accessible on https://0.0.0.0:2376 without TLS client verification.\n   See …'];
	const snapshot = engine({details: {warnings, configuredPools: false}});
	expect(messages(snapshot, 'aud-api-tcp-insecure')).toEqual([
		'The engine lab-a answers on 0.0.0.0:2376 with TLS, but asks for no certificate: whoever reaches that port is root on the host.',
	]);
});

test.each([
	['aud-no-healthcheck', {}],
	['aud-no-restart-policy', {}],
])('%s leaves out what Compose runs once', id => {
	const labels = {'com.docker.compose.oneoff': 'True'};
	expect(told(detailed({}, {labels}), id)).toEqual([]);
	expect(told(detailed({}), id)).toHaveLength(1);
});

test('who watches the host needs host mode', () => {
	const exposedPorts = [{port: 9100, protocol: 'tcp'}];
	const inHost = {networkMode: 'host'};
	const id = 'aud-driver-choice-host-for-ports';
	expect(told(detailed({exposedPorts, mounts: ['/']}, inHost), id)).toEqual([]);
	expect(told(detailed({exposedPorts, mounts: ['/srv']}, inHost), id)).toHaveLength(1);
});

test('a network that was made today may be about to be used', () => {
	const details = {warnings: [], configuredPools: false, clock: 1_700_000_000_000};
	const made = (hours: number) => [networkNamed('front', {created: details.clock - hours * 3_600_000})];
	expect(told(engine({details}, made(23)), 'aud-net-unused')).toEqual(['info aud-net-unused network front']);
	expect(told(engine({details}, made(24)), 'aud-net-unused')).toEqual(['low aud-net-unused network front']);
});

describe('fixes of settings', () => {
	const fixOf = (host: Partial<Host>) =>
		runRules(
			auditRules.filter(({id}) => id === 'aud-live-restore'),
			engine({details: {warnings: [], configuredPools: false, liveRestore: false}, ...host}),
			lab,
		).findings[0]?.fix;
	test.each<[string, Partial<Host>, string, readonly string[]]>([
		['Docker', {}, '/etc/docker/daemon.json', ['systemctl reload docker']],
		['rootless Docker', {rootless: true}, '~/.config/docker/daemon.json', ['systemctl --user reload docker']],
		['Docker Desktop', {operatingSystem: 'Docker Desktop'}, "Docker Desktop's Settings", []],
	])('%s', (_, host, file, commands) => {
		expect(fixOf(host)).toMatchObject({title: expect.stringContaining(file), commands});
	});
});

test.each([
	[['bridge'], ['docker network create app', 'docker network disconnect bridge web', 'docker network connect app web']],
	[['bridge', 'front'], ['docker network disconnect bridge web']],
])('who is on %j leaves the default bridge by %j', (networks, commands) => {
	const snapshot = snapshotOf({
		networks: [networkNamed('bridge', {builtIn: true}), front],
		containers: [
			containerNamed(
				'web',
				networks.map(name => placeOn(name)),
			),
		],
	});
	const rules = auditRules.filter(({id}) => id === 'aud-default-bridge-used');
	expect(runRules(rules, snapshot, lab).findings[0]?.fix?.commands).toEqual(commands);
});

test('Podman may stand on a host that forwards nothing', () => {
	const details = {warnings: [], configuredPools: false, ipv4Forwarding: false};
	expect(told(web({}, {engine: 'podman', details}), 'aud-ip-forward')).toEqual(['critical aud-ip-forward host lab-a']);
});

test('what is listed as a flag can be copied, and ends', () => {
	const {findings} = runRules(
		auditRules.filter(({id}) => id === 'aud-port-wildcard-bind'),
		web(published(8001, 8002, 8003, 8004, 8005, 8006)),
		lab,
	);
	expect(findings[0]?.fix?.title).toMatch(/8001:8001\/tcp --publish .*:8005\/tcp and so on$/);
	expect(findings[0]?.message).toContain('8005/tcp and 1 more on every interface');
	expect(findings[0]?.evidence).toHaveLength(6);
});

test('Docker Desktop is not said to run as root', () => {
	expect(told(engine({operatingSystem: 'Docker Desktop'}), 'aud-rootless')).toEqual([]);
});

test('one fact about one subject is said once', () => {
	const subnet = (name: string, cidr: string, facts: Partial<Network> = {}) =>
		networkNamed(name, {subnets: [{cidr, auxiliary: {}}], ...facts});
	const apart = engine({}, [subnet('front', '10.1.0.0/16'), subnet('back', '10.1.4.0/24')]);
	expect(told(apart, undefined, [...doctorRules, ...auditRules]).filter(each => each.includes('overlap'))).toEqual([
		'high ipam-pool-overlap network front',
	]);
	const overlay = engine({}, [subnet('mesh', '10.1.0.0/16', {driver: 'overlay', scope: 'swarm'})]);
	expect(told(overlay).filter(each => each.includes('subnet'))).toEqual([
		'medium aud-overlay-subnet-large network mesh',
	]);
});
