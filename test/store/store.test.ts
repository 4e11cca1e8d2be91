import {expect, test} from 'vitest';
import {createStore} from '../../source/store/store.js';
import {someContainer, someNetwork} from './objects.js';

test('one call for each dispatch that changed something', () => {
	const store = createStore();
	let calls = 0;
	const stop = store.subscribe(() => {
		calls++;
	});
	const changes = [
		{type: 'networks', host: 'h', networks: [someNetwork('front')]},
		{type: 'containers', host: 'h', containers: [someContainer('a')]},
	] as const;
	store.dispatch(changes);
	expect(calls).toBe(1);
	const picture = store.get();
	store.dispatch(changes);
	store.dispatch([]);
	expect(calls).toBe(1);
	expect(store.get()).toBe(picture);
	stop();
	store.dispatch([{type: 'network-gone', host: 'h', id: 'front'}]);
	expect(calls).toBe(1);
	expect(store.get().networks.size).toBe(0);
});

test('a dispatch from within a listener is told too', () => {
	const store = createStore();
	const seen: number[] = [];
	store.subscribe(() => {
		seen.push(store.get().networks.size);
		if (seen.length === 1) store.dispatch([{type: 'network', network: someNetwork('back')}]);
	});
	store.dispatch([{type: 'network', network: someNetwork('front')}]);
	expect(seen).toEqual([1, 2]);
});
