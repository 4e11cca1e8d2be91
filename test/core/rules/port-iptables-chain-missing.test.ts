import {expect, test} from 'vitest';
import {portIptablesChainMissing} from '../../../source/core/rules/port-iptables-chain-missing.js';
import {containerNamed, snapshotOf} from '../../objects.js';

const found = (error: string) => [
	...portIptablesChainMissing.check(snapshotOf({containers: [containerNamed('web', [], {state: 'created', error})]})),
];

// Both texts are those of the engines’ sources.
test('the engine’s error text', () => {
	const error =
		'driver failed programming external connectivity on endpoint web (7eb9c69aaf8d86a2):  (iptables failed: iptables --wait -t nat -A DOCKER -p tcp -d 0/0 --dport 80 -j DNAT --to-destination 172.17.0.2:80 ! -i docker0: iptables: No chain/target/match by that name. (exit status 1))';
	expect(found(error)).toMatchObject([{subject: {name: 'web'}, evidence: [{at: 'web State.Error', value: error}]}]);
});

test('a text that is something else', () => {
	expect(found('Bind for 0.0.0.0:80 failed: port is already allocated')).toEqual([]);
});
