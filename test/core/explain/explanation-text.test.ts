import {expect, test} from 'vitest';
import type {Explanation, PathStep} from '../../../source/core/explain/explanation.js';
import {explanationText} from '../../../source/core/explain/explanation-text.js';

const step = (id: string, status: PathStep['status'], title: string, more: Partial<PathStep> = {}): PathStep => ({
	id,
	status,
	title,
	confidence: 'observed',
	evidence: [],
	...more,
});

const script = `docker exec web sh -c '${'nc -w "$3" -z "$1" "$2"; '.repeat(9)}' sh db 80`;
const measured = {source: 'probe', at: script, value: 'refused: web cannot connect to db:80'} as const;
const seen = {source: 'probe', at: 'ss in db', value: '5432', expected: '80'} as const;

const explanation: Explanation = {
	question: {from: {kind: 'host', host: 'h'}, fromName: 'web', target: 'db', port: 80, protocol: 'tcp'},
	verdict: 'blocked',
	cause: 'port-not-listening',
	also: ['mtu-mismatch'],
	steps: [
		step('name', 'pass', 'db → 10.1.0.3', {evidence: [{source: 'api', at: 'app', value: '10.1.0.3'}]}),
		step('listener', 'fail', 'nobody listens on 80 in db', {finding: 'port-not-listening', evidence: [seen]}),
		step('probe', 'fail', 'web cannot connect to db:80', {evidence: [measured, seen]}),
	],
	fix: {title: 'Ask port 5432', commands: ['docker logs db'], sideEffects: ['None.']},
	suspects: [],
};

test('the answer and its cause come first; evidence is said once, without scripts and what the title says', () => {
	expect(explanationText(explanation)).toEqual([
		expect.stringContaining('web → db:80'),
		'  cause: nobody listens on 80 in db  [port-not-listening]',
		'   1 ✓ name      db → 10.1.0.3',
		'   2 ✗ listener  nobody listens on 80 in db  [port-not-listening]',
		'       evidence: ss in db = 5432 (should be: 80)',
		'   3 ✗ probe     web cannot connect to db:80',
		"       evidence: docker exec web sh -c '…' sh db 80 = refused",
		'  also wrong: mtu-mismatch',
		'  fix: Ask port 5432',
		'    $ docker logs db',
		'  side effect: None.',
	]);
});

test('a long command keeps its target', () => {
	const at = `docker exec web curl ${'--option '.repeat(20)}telnet://db:80`;
	const steps = [step('probe', 'fail', 'no answer', {evidence: [{...measured, at}]})];
	const {cause, ...rest} = explanation;
	const [, , evidence = ''] = explanationText({...rest, steps, suspects: ['a firewall']});
	expect(evidence).toMatch(/^ {7}evidence: docker exec web curl --option .* … .* telnet:\/\/db:80 = refused: /);
	expect(evidence.length).toBeLessThan(250);
	expect(explanationText({...rest, steps, suspects: ['a firewall']}).at(-1)).toBe('  may be to blame: a firewall');
});
