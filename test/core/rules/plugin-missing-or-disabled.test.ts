import {expect, test} from 'vitest';
import {pluginMissingOrDisabled} from '../../../source/core/rules/plugin-missing-or-disabled.js';
import {containerNamed, networkNamed, placeOn, snapshotOf} from '../../objects.js';

const found = (error: string) => [
	...pluginMissingOrDisabled.check(snapshotOf({containers: [containerNamed('web', [], {state: 'created', error})]})),
];

// Both texts are those of the engines’ sources.
test('the engine’s error text', () => {
	const error =
		'legacy plugin: error looking up driver: could not find plugin weave in v1 plugin registry: plugin not found';
	expect(found(error)).toMatchObject([{subject: {name: 'web'}, evidence: [{at: 'web State.Error', value: error}]}]);
});

test('a text that is something else', () => {
	expect(found('NetworkDriver.Join: no route to the controller')).toEqual([]);
});

test('a network whose driver is a plugin that is off; one that is on, or of the old kind, says nothing', () => {
	const check = (enabled: boolean, driver = 'weave/net') => {
		const details = {
			warnings: [],
			configuredPools: false,
			plugins: [{name: 'weave/net:latest', enabled, types: ['docker.networkdriver/1.0']}],
		};
		const networks = [networkNamed('wide', {driver})];
		const containers = [containerNamed('web', [placeOn('wide')], {state: 'exited'})];
		return [...pluginMissingOrDisabled.check(snapshotOf({host: {details}, networks, containers}))];
	};
	expect(check(false)).toMatchObject([
		{
			subject: {kind: 'network', name: 'wide'},
			evidence: [{at: 'plugin weave/net:latest Enabled', value: 'false'}, {value: 'weave/net'}],
		},
	]);
	expect(check(true)).toEqual([]);
	expect(check(false, 'calico')).toEqual([]);
});
