import {expect, test} from 'vitest';
import {containerDetails} from '../../../../source/engine/docker/normalize/container-details.js';
import {jsonFixture} from '../fixtures.js';

test('a MAC address that was asked for is known of a stopped container too', () => {
	expect(containerDetails(jsonFixture('28.5', 'container-mac.json')).requestedMac).toBe('02:42:ac:00:00:77');
	expect(containerDetails(jsonFixture('28.5', 'container-gone.json')).requestedMac).toBeUndefined();
});
