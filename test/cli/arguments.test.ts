import {describe, expect, test} from 'vitest';
import {parseArguments} from '../../source/arguments.js';
import {allCommands} from '../../source/commands/all.js';
import {UserError} from '../../source/errors.js';

const scenarios = ['shop', 'large'];

function parse(line: string) {
	const {command, rest, flags} = parseArguments(line.split(' ').filter(Boolean), allCommands, scenarios);
	return {command: command?.name, rest, flags};
}

describe('parseArguments', () => {
	test.each([
		['', {command: undefined, rest: [], flags: {}}],
		['ls', {command: 'ls', rest: [], flags: {}}],
		['ls containers --json', {command: 'ls', rest: ['containers'], flags: {json: true}}],
		['--json ls containers', {command: 'ls', rest: ['containers'], flags: {json: true}}],
		['-H tcp://h:1 -c x ls', {command: 'ls', rest: [], flags: {host: 'tcp://h:1', context: 'x'}}],
		['create n -d macvlan --parent=eth0', {command: 'create', rest: ['n'], flags: {driver: 'macvlan', parent: 'eth0'}}],
		['create n --subnet 10.0.0.0/8 --subnet=fd00::/64', {flags: {subnet: ['10.0.0.0/8', 'fd00::/64']}}],
		['create n --label a=1,2 --label b=c=d', {flags: {label: ['a=1,2', 'b=c=d']}}],
		['create n --no-ipv4 --ipv6', {flags: {ipv4: false, ipv6: true}}],
		['connect n c --gw-priority -5 --ip6 ::1', {rest: ['n', 'c'], flags: {gwPriority: -5, ip6: '::1'}}],
		['connect n c --ip 10.20', {flags: {ip: '10.20'}}],
		['rm -fy n m', {rest: ['n', 'm'], flags: {force: true, yes: true}}],
		['rm -- -n --m', {rest: ['-n', '--m'], flags: {}}],
		['rm n --dry-run=true', {flags: {dryRun: true}}],
		['rm n --dry-run=false', {flags: {dryRun: false}}],
		['stats --no-stream --interval 2.5', {flags: {stream: false, interval: 2.5}}],
		['--demo', {command: undefined, flags: {demo: 'shop'}}],
		['--demo large', {command: undefined, flags: {demo: 'large'}}],
		['--demo ls networks', {command: 'ls', rest: ['networks'], flags: {demo: 'shop'}}],
		['--demo --json ls', {command: 'ls', flags: {demo: 'shop', json: true}}],
		['-h', {flags: {help: true}}],
		['-v', {flags: {version: true}}],
	])('%s', (line, expected) => {
		expect(parse(line)).toMatchObject(expected);
	});

	test.each([
		['lss', 'lss: there is no such command; near it: ls'],
		['xyzzy', 'xyzzy: there is no such command; docknet --help lists them'],
		['ls --yes', '--yes: docknet ls has no such flag'],
		['ls --filtre x', '--filtre: docknet ls has no such flag; near it: --filter'],
		['--no-such', '--such: docknet has no such flag'],
		['-x', '-x: docknet has no such flag'],
		['ls --filter.x y', '--filter.x: docknet has no such flag; near it: --filter'],
		['ls --filter', '--filter needs a value: --filter TEXT'],
		['ls --filter=', '--filter needs a value: --filter TEXT'],
		['create n --subnet', '--subnet needs a value: --subnet CIDR'],
		['create n --subnet --yes', '--subnet needs a value: --subnet CIDR'],
		['create n --subnet 10.0.0.0/8 --subnet', '--subnet needs a value: --subnet CIDR'],
		['create n -d', '-d needs a value: -d DRIVER'],
		['-H a -H b ls', '--host is given twice: give it once'],
		['-H a --host=b ls', '--host is given twice: give it once'],
		['rm n --dry-run=maybe', '--dry-run=maybe: --dry-run is on or off: write it without a value'],
		['ls --json=1', '--json=1: --json is on or off: write it without a value'],
		['connect n c --gw-priority x', '--gw-priority takes a number: --gw-priority NUMBER'],
		['stats --interval 0', '--interval 0: give at least 1 second'],
		['--interval 0.5', '--interval 0.5: give at least 1 second'],
		['--demo foo', '--demo foo: give one of shop, large, or --demo as the last word'],
		['--demo=foo ls', '--demo foo: give one of shop, large, or --demo as the last word'],
	])('%s is refused', (line, message) => {
		const error = (() => {
			try {
				parse(line);
			} catch (thrown) {
				return thrown;
			}
		})();
		expect(error).toBeInstanceOf(UserError);
		expect(error).toMatchObject({message, exitCode: 2});
	});
});

test('commands that change the engine can be tried and need no question', () => {
	for (const {changesEngine, flags} of allCommands) {
		expect(Object.keys(flags).includes('dryRun')).toBe(changesEngine);
		if (changesEngine) expect(Object.keys(flags)).toContain('yes');
	}
});
