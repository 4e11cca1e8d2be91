import {expect, test} from 'vitest';
import {nameProblem, targetProblem} from '../../../source/core/probes/target.js';

test.each(['db', 'db.app', 'my_service', 'tasks.web', '10.0.0.1', 'fe80::1%eth0', '2001:db8::1', 'db.'])(
	'%s can be pinged',
	text => {
		expect(targetProblem(text)).toBeUndefined();
	},
);

test.each([
	['', 'Say what to reach'],
	['-c', "neither begins with '-'"],
	['a b', 'letters, digits'],
	['$(reboot)', 'letters, digits'],
	['db;ls', 'letters, digits'],
	['http://db', 'letters, digits'],
	['\u001b[2J', 'letters, digits'],
	['x'.repeat(254), 'at most 253'],
])('%j cannot', (text, problem) => {
	expect(targetProblem(text)).toContain(problem);
});

test('an address is no name to look up', () => {
	expect(nameProblem('10.0.0.1')).toContain("'10.0.0.1' is an address already");
	expect(nameProblem('fe80::1%eth0')).toContain('address already');
	expect(nameProblem('10.0.0')).toBeUndefined();
});
