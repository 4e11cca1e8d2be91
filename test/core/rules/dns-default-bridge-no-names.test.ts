import {expect, test} from 'vitest';
import {dnsDefaultBridgeNoNames} from '../../../source/core/rules/dns-default-bridge-no-names.js';
import {containerNamed, networkNamed, placeOn, plainDetails, snapshotOf} from '../../objects.js';

const networks = [networkNamed('bridge', {builtIn: true}), networkNamed('app')];
const on = (name: string, ...places: readonly string[]) =>
	containerNamed(
		name,
		places.map(place => placeOn(place)),
		{image: name},
	);
const check = (containers: ReturnType<typeof on>[]) => [
	...dnsDefaultBridgeNoNames.check(snapshotOf({networks, containers})),
];

test('each container that is there with another', () => {
	const found = check([on('shop-web', 'bridge'), on('shop-db', 'bridge')]);
	expect(found.map(({subject}) => subject.name)).toEqual(['shop-web', 'shop-db']);
	expect(found.map(({severity}) => severity)).toEqual([undefined, undefined]);
	expect(found[0]?.evidence[0]).toMatchObject({at: 'shop-web NetworkSettings.Networks', value: 'bridge'});
});

test('copies of one program weigh little', () => {
	const copies = ['mysql-live', 'mysql-test'].map(name => ({...on(name, 'bridge'), image: 'mysql:8'}));
	expect(check(copies).map(({severity}) => severity)).toEqual(['low', 'low']);
	expect(check([...copies, on('mysql-admin', 'bridge')]).map(({severity}) => severity)).toEqual(
		Array.from({length: 3}, () => undefined),
	);
});

test('strangers weigh little, unless one is told to reach the other', () => {
	const wantedHosts = [{at: 'Env URL', scheme: 'smtp', host: 'mail', port: 25}];
	const told = {...on('web', 'bridge'), details: {...plainDetails, wantedHosts}};
	const severities = (web: typeof told) => check([web, on('mail', 'bridge')]).map(({severity}) => severity);
	expect(severities(on('web', 'bridge') as typeof told)).toEqual(['low', 'low']);
	expect(severities(told)).toEqual([undefined, 'low']);
	expect(check([told, on('mail', 'bridge')])[0]?.evidence).toContainEqual(
		expect.objectContaining({at: 'web Config.Env URL', value: 'smtp://mail:25'}),
	);
});

test.each([
	['alone', [on('shop-web', 'bridge')]],
	['with one that has another network', [on('shop-web', 'bridge'), on('shop-db', 'bridge', 'app')]],
	[
		'with one that is linked',
		[on('shop-db', 'bridge'), {...on('shop-web', 'bridge'), details: {...plainDetails, links: ['shop-db:db']}}],
	],
	['with one that has stopped', [on('shop-web', 'bridge'), {...on('shop-db', 'bridge'), state: 'exited' as const}]],
])('nothing for a container %s', (_, containers) => {
	expect(check(containers)).toEqual([]);
});

test('a network of Podman’s that was made without a name service weighs little, but for who is told to reach a neighbour', () => {
	const wantedHosts = [{at: 'Env REDIS_HOST', host: 'shop-redis'}];
	const web = {...on('shop-web', 'bare'), details: {...plainDetails, wantedHosts}};
	const found = (nameless: {nameless?: true}) => [
		...dnsDefaultBridgeNoNames.check(
			snapshotOf({
				host: {engine: 'podman'},
				networks: [networkNamed('bare', nameless)],
				containers: [web, on('shop-redis', 'bare')],
			}),
		),
	];
	expect(found({nameless: true})).toMatchObject([
		{subject: {name: 'shop-web'}, message: expect.stringContaining('bare, which was made without a name service')},
		{subject: {name: 'shop-redis'}, severity: 'low'},
	]);
	expect(found({nameless: true})[0]?.severity).toBeUndefined();
	expect(found({})).toEqual([]);
});
