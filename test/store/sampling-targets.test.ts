import {expect, test} from 'vitest';
import type {Container} from '../../source/core/model/container.js';
import {emptySnapshot} from '../../source/core/model/snapshot.js';
import {reduce} from '../../source/store/reduce.js';
import {samplingTargets} from '../../source/store/sampling-targets.js';
import {someContainer, someEndpoint} from './objects.js';

function targets(containers: readonly Container[], shown = containers.map(({id}) => id)) {
	const snapshot = reduce(emptySnapshot, {type: 'containers', host: 'h', containers});
	return [...samplingTargets(snapshot, 'h', shown)];
}

test('only running ones that are shown', () => {
	const containers = [someContainer('a'), someContainer('b', {state: 'exited'}), someContainer('c')];
	expect(targets(containers, ['a', 'b', 'gone'])).toEqual(['a']);
});

test('a shared namespace once, by its provider, also when only a sharer is shown', () => {
	const containers = [
		someContainer('side', {sharesNetworkOf: 'main', networkMode: 'container:main', endpoints: []}),
		someContainer('other', {sharesNetworkOf: 'main', networkMode: 'container:main', endpoints: []}),
		someContainer('main'),
	];
	expect(targets(containers)).toEqual(['main']);
	expect(targets(containers, ['other'])).toEqual(['main']);
});

test('nothing for a sharer whose provider is gone', () => {
	expect(targets([someContainer('side', {sharesNetworkOf: 'gone', endpoints: []})])).toEqual([]);
});

test('not those without counters: on the network of the host, or on none', () => {
	const containers = [
		someContainer('host', {networkMode: 'host', endpoints: [someEndpoint('1', {networkName: 'host'})]}),
		someContainer('none', {networkMode: 'none', endpoints: [someEndpoint('2', {networkName: 'none'})]}),
		someContainer('rootless', {networkMode: 'slirp4netns', endpoints: []}),
	];
	expect(targets(containers)).toEqual(['rootless']);
});
