import {expect, test} from 'vitest';
import {netMissingReference} from '../../../source/core/rules/net-missing-reference.js';
import {containerNamed, networkNamed, placeOn, snapshotOf} from '../../objects.js';

const web = containerNamed('web', [placeOn('front')], {state: 'exited'});
const found = (container: typeof web, networks: readonly ReturnType<typeof networkNamed>[] = []) => [
	...netMissingReference.check(snapshotOf({networks, containers: [container]})),
];

test('the network was made anew under the same name', () => {
	const error = 'failed to set up container networking: network id-of-front not found';
	expect(found({...web, error}, [networkNamed('front', {id: 'another'})])).toMatchObject([
		{subject: {name: 'web'}, evidence: [{value: 'id-of-front'}, {value: error}]},
	]);
});

test('it is there, or the engine does not tell which; where nobody tried to start, it weighs little', () => {
	expect(found(web, [networkNamed('front')])).toEqual([]);
	expect(found({...web, endpoints: [placeOn('front', {networkId: ''})]})).toEqual([]);
	expect(found(web)).toMatchObject([{severity: 'low'}]);
});
