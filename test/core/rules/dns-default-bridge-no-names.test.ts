import {expect, test} from 'vitest';
import {dnsDefaultBridgeNoNames} from '../../../source/core/rules/dns-default-bridge-no-names.js';
import {containerNamed, networkNamed, placeOn, plainDetails, snapshotOf} from '../../objects.js';

const networks = [networkNamed('bridge', {builtIn: true}), networkNamed('app')];
const on = (name: string, ...places: readonly string[]) =>
	containerNamed(
		name,
		places.map(place => placeOn(place)),
	);
const check = (containers: ReturnType<typeof on>[]) => [
	...dnsDefaultBridgeNoNames.check(snapshotOf({networks, containers})),
];

test('each container that is there with another', () => {
	const found = check([on('shop-web', 'bridge'), on('shop-db', 'bridge')]);
	expect(found.map(({subject}) => subject.name)).toEqual(['shop-web', 'shop-db']);
	expect(found.map(({severity}) => severity)).toEqual(['high', 'high']);
	expect(found[0]?.evidence[0]).toMatchObject({at: 'shop-web NetworkSettings.Networks', value: 'bridge'});
});

test('strangers weigh less', () => {
	expect(check([on('web', 'bridge'), on('mail', 'bridge')]).map(({severity}) => severity)).toEqual([
		undefined,
		undefined,
	]);
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
