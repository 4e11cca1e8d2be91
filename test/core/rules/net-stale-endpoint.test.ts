import {expect, test} from 'vitest';
import type {Container} from '../../../source/core/model/container.js';
import {netStaleEndpoint} from '../../../source/core/rules/net-stale-endpoint.js';
import {containerNamed, networkNamed, placeOn, snapshotOf} from '../../objects.js';

const gone = '0123456789abcdef'.repeat(4);
const check = (containerId: string, containers: readonly Container[] = [], facts = {}) => {
	const live = [{containerId, name: 'web', ipv4: '172.18.0.9'}];
	const networks = [networkNamed('front', {details: {live, peers: [], known: []}, ...facts})];
	return [...netStaleEndpoint.check(snapshotOf({networks, containers}))];
};

test('a place that nobody is in, or whose container is gone', () => {
	const [one] = check('ep-0123');
	expect(one).toMatchObject({severity: 'medium', subject: {kind: 'network', name: 'front'}});
	expect(one?.message).toContain('web with 172.18.0.9');
	expect(one?.fix?.commands).toEqual(['docker network disconnect --force front web']);
	expect(check('ep-0123', [containerNamed('web', [placeOn('front')], {state: 'exited'})])).toHaveLength(1);
	expect(check(gone)).toMatchObject([{severity: 'low', evidence: [{at: `front Containers["${gone}"].Name`}]}]);
});

test('a container that does not start for it', () => {
	const error = 'endpoint with name web already exists in network front';
	const web = containerNamed('web', [placeOn('front')], {state: 'exited', error});
	const found = [...netStaleEndpoint.check(snapshotOf({containers: [web]}))];
	expect(found).toMatchObject([{subject: {kind: 'container', name: 'web'}, evidence: [{value: error}]}]);
	expect(found[0]?.severity).toBeUndefined();
	// Of several networks it is the one that the engine names.
	const both = {...web, endpoints: [placeOn('back'), placeOn('front')]};
	expect([...netStaleEndpoint.check(snapshotOf({containers: [both]}))]).toMatchObject([
		{fix: {commands: ['docker network disconnect --force front web']}},
	]);
});

test('its container is there, is just starting, or it is no container’s', () => {
	const web = containerNamed('web', [placeOn('front')]);
	expect(check(web.id, [web])).toEqual([]);
	expect(check(gone, [{...web, id: gone}])).toEqual([]);
	expect(check('ep-0123', [web])).toEqual([]);
	expect(check('ingress-sbox')).toEqual([]);
	expect(check(gone, [], {driver: 'host'})).toEqual([]);
	expect(check('ep-0123', [], {driver: 'overlay', scope: 'swarm'})).toEqual([]);
});
