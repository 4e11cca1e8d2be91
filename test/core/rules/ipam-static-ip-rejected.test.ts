import {expect, test} from 'vitest';
import {ipamStaticIpRejected} from '../../../source/core/rules/ipam-static-ip-rejected.js';
import {containerNamed, placeOn, snapshotOf} from '../../objects.js';

const found = (error: string) => [
	...ipamStaticIpRejected.check(snapshotOf({containers: [containerNamed('web', [], {state: 'created', error})]})),
];

// Both texts are those of the engines’ sources.
test('the engine’s error text', () => {
	const error = 'Address already in use';
	expect(found(error)).toMatchObject([{subject: {name: 'web'}, evidence: [{at: 'web State.Error', value: error}]}]);
});

test('the address that was asked for', () => {
	const places = [placeOn('front', {requested: {ipv4: '172.18.0.9'}}), placeOn('back')];
	const container = containerNamed('web', places, {state: 'created', error: 'Address already in use'});
	const [one] = ipamStaticIpRejected.check(snapshotOf({containers: [container]}));
	expect(one?.fix?.commands).toContain('docker network connect front web');
	expect(one?.evidence).toEqual([
		expect.objectContaining({at: 'web State.Error'}),
		expect.objectContaining({at: 'web NetworkSettings.Networks["front"] IPAMConfig', value: '172.18.0.9'}),
	]);
});

test('a text that is something else', () => {
	expect(found('failed to bind host port 0.0.0.0:80/tcp: address already in use')).toEqual([]);
});
