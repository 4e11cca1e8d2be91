import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {droppedBetween, ruleCounters} from '../../../source/core/firewall/rule-counter.js';

/** Of `iptables-save -c` on a host of Docker 28, and inside a container there, before and after a connection was tried. */
const captured = (name: string) =>
	ruleCounters(readFileSync(new URL(`../../fixtures/firewall/${name}.txt`, import.meta.url), 'utf8'));

const rule = '-A DOCKER-USER -d 172.18.0.3/32 -p tcp -m tcp --dport 80 -j DROP';

describe('what a firewall counted', () => {
	test('rules and policies are read, with table, chain and target', () => {
		const all = captured('host-after');
		expect(all.filter(one => one.chain === 'DOCKER-USER')).toEqual([
			{table: 'filter', chain: 'DOCKER-USER', rule, target: 'DROP', packets: 2},
		]);
		expect(all.filter(one => one.rule.startsWith('-P FORWARD'))).toHaveLength(1);
		expect(ruleCounters('iptables-save: command not found\n')).toEqual([]);
	});

	test('the rule that dropped packets of the path', () => {
		const found = droppedBetween(captured('host-before'), captured('host-after'), ['PREROUTING', 'FORWARD']);
		expect(found.map(one => [one.rule, one.packets])).toEqual([[rule, 2]]);
	});

	test('a chain that the path does not come to is not blamed', () => {
		expect(droppedBetween(captured('host-before'), captured('host-after'), ['INPUT', 'OUTPUT'])).toEqual([]);
	});

	test('nothing dropped in between', () => {
		expect(droppedBetween(captured('host-after'), captured('host-after'), ['FORWARD'])).toEqual([]);
	});

	test('a policy that drops', () => {
		const found = droppedBetween(captured('target-before'), captured('target-after'), ['PREROUTING', 'INPUT']);
		expect(found.map(one => [one.rule, one.packets])).toEqual([['-P INPUT DROP', 2]]);
	});
});
