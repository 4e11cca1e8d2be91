import {expect, test} from 'vitest';
import {connTargetUnhealthy} from '../../../source/core/rules/conn-target-unhealthy.js';
import {containerNamed, placeOn, plainDetails, snapshotOf} from '../../objects.js';

const details = {...plainDetails, lastHealth: {exitCode: 1, output: 'wget: server returned error: HTTP/1.0 503 No\n'}};
const check = (health: 'unhealthy' | 'starting') => [
	...connTargetUnhealthy.check(snapshotOf({containers: [containerNamed('db', [placeOn('front')], {health, details})]})),
];

test('the last health check is the evidence; one that has just started is not unhealthy', () => {
	const found = check('unhealthy');
	expect(found).toMatchObject([{subject: {kind: 'container', name: 'db'}}]);
	expect(found[0]?.evidence[1]).toMatchObject({value: 'exit code 1: wget: server returned error: HTTP/1.0 503 No'});
	expect(check('starting')).toEqual([]);
});
