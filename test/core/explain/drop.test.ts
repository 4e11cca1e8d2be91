import {expect, test} from 'vitest';
import {dropSteps} from '../../../source/core/explain/drop.js';
import {pathOf} from '../../../source/core/explain/path.js';
import type {RuleCounter} from '../../../source/core/firewall/rule-counter.js';
import {containerNamed, networkNamed, placeOn, snapshotOf} from '../../objects.js';
import {ask} from './questions.js';

const db = containerNamed('db', [placeOn('app', {ipv4: '10.1.0.3'})]);
const web = containerNamed('web', [placeOn('app', {ipv4: '10.1.0.2'})]);
const path = pathOf(ask('web', 'db', 5432), snapshotOf({networks: [networkNamed('app')], containers: [web, db]}));

function counted(chain: string, rule: string): RuleCounter {
	return {table: 'filter', chain, rule, target: 'DROP', packets: 3};
}

const saidOf = (rule: RuleCounter, inside?: typeof db) => {
	const [said] = dropSteps([{rule, program: 'iptables', ...(inside && {inside})}], path);
	return said!;
};

test('a rule of the host: named as it is typed, with its count, and how to delete it', () => {
	const said = saidOf(counted('DOCKER-USER', '-A DOCKER-USER -d 10.1.0.3/32 -j DROP'));
	expect(said).toMatchObject({status: 'fail', finding: 'conn-host-firewall', confidence: 'observed'});
	expect(said.title).toContain('iptables -t filter -A DOCKER-USER -d 10.1.0.3/32 -j DROP');
	expect(said.evidence[0]?.value).toBe('[3 packets] -A DOCKER-USER -d 10.1.0.3/32 -j DROP');
	expect(said.fix?.commands).toEqual(['iptables -t filter -D DOCKER-USER -d 10.1.0.3/32 -j DROP']);
});

test('a rule inside the target: deleted there', () => {
	const said = saidOf(counted('INPUT', '-A INPUT -p tcp -j DROP'), db);
	expect(said.finding).toBe('conn-target-firewall');
	expect(said.fix?.commands).toEqual([
		`nsenter -t "$(docker inspect -f '{{.State.Pid}}' db)" -n iptables -t filter -D INPUT -p tcp -j DROP`,
	]);
});

test('a policy has no rule that could be deleted', () => {
	const ofHost = saidOf(counted('FORWARD', '-P FORWARD DROP'));
	expect(ofHost.finding).toBe('daemon-forward-policy-drop');
	expect(ofHost.fix?.commands).toEqual(['systemctl restart docker']);
	const ofTarget = saidOf(counted('INPUT', '-P INPUT DROP'), db);
	expect(ofTarget.finding).toBe('conn-target-firewall');
	expect(ofTarget.fix?.commands[0]).toMatch(/-t filter -P INPUT ACCEPT$/);
});

test('a rule of Docker’s own is Docker’s to write again', () => {
	const said = saidOf(counted('DOCKER-ISOLATION-STAGE-2', '-A DOCKER-ISOLATION-STAGE-2 -o br-1 -j DROP'));
	expect(said.fix?.commands).toEqual(['systemctl restart docker']);
});
