import {expect, test} from 'vitest';
import {daemonForwardPolicyDrop} from '../../../source/core/rules/daemon-forward-policy-drop.js';
import {asCaptured, behind, without} from './firewalls.js';

const found = (...world: Parameters<typeof behind>) => [...daemonForwardPolicyDrop.check(behind(...world))];
const noJumps = without(/-A FORWARD /);

test('iptables drops what nftables accepts', () => {
	expect(found(without(/DOCKER/), {}, 'nftables')).toMatchObject([
		{
			subject: {kind: 'host'},
			evidence: [{value: '-P FORWARD DROP', expected: '-P FORWARD ACCEPT'}, {value: 'nftables'}],
			fix: {commands: ['iptables -P FORWARD ACCEPT']},
		},
	]);
});

test('nothing leads to Docker’s chains any more', () => {
	const [one] = found(noJumps);
	expect(one).toMatchObject({evidence: [{value: '-P FORWARD DROP'}, {value: 'iptables'}]});
	expect(one?.message).toContain('containers of front reach nothing outside');
});

test('Docker’s own policy with its rules, another policy, or rules of somebody’s', () => {
	expect(found(asCaptured)).toEqual([]);
	expect(found(text => noJumps(text).replace(':FORWARD DROP', ':FORWARD ACCEPT'))).toEqual([]);
	expect(found(without(/DOCKER/))).toEqual([]);
	const accepts = (text: string) =>
		noJumps(text).replace(/^(:DOCKER - .*)$/m, '$1\n[0:0] -A FORWARD -i br-1 -j ACCEPT');
	expect(found(accepts)).toEqual([]);
	expect(found(noJumps, {driver: 'overlay'})).toEqual([]);
});

test('Docker with nftables left its jump to DOCKER-USER behind', () => {
	expect(found(without(/DOCKER-(?!USER)/), {}, 'nftables')).toHaveLength(1);
	const accepts = (text: string) => text.replace(/-A FORWARD -j DOCKER-USER/, '-A FORWARD -j ACCEPT');
	expect(found(accepts, {}, 'nftables')).toEqual([]);
});

test('tables of iptables-legacy that were left behind drop what those of iptables-nft accept', () => {
	const legacy = (policy: string) => (text: string) =>
		`# told by iptables\n${text}\n# told by iptables-legacy\n*filter\n:FORWARD ${policy} [0:0]\nCOMMIT\n`;
	expect(found(legacy('DROP'))).toMatchObject([
		{
			evidence: [{at: 'iptables-legacy -S FORWARD', value: '-P FORWARD DROP'}, {}],
			fix: {commands: ['iptables-legacy -P FORWARD ACCEPT']},
		},
	]);
	expect(found(legacy('ACCEPT'))).toEqual([]);
});
