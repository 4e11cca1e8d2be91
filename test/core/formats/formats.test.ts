import {describe, expect, test} from 'vitest';
import {reportFormats} from '../../../source/core/formats/all.js';
import {json} from '../../../source/core/formats/json.js';
import {markdown} from '../../../source/core/formats/markdown.js';
import {sarif} from '../../../source/core/formats/sarif.js';
import {table} from '../../../source/core/formats/table.js';
import type {Finding} from '../../../source/core/model/finding.js';
import {hostile, nothing, report} from './report.js';

describe('every format', () => {
	test.each(reportFormats)('$id ends its last line and holds nothing that acts on a terminal', ({write}) => {
		for (const text of [write(report), write(nothing)]) {
			expect(text).toMatch(/[^\n]\n$/);
			expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
		}
	});
});

test('json has exactly what is promised', () => {
	expect(JSON.parse(json.write(report))).toEqual({
		engine: report.engine,
		checked: 3,
		skipped: report.skipped,
		findings: [
			{
				id: 'aud-net-host-mode',
				title: "Container uses the host's network",
				severity: 'critical',
				confidence: 'predicted',
				subject: {kind: 'container', name: hostile, id: 'abc', host: 'lab-a'},
				message: `${hostile} runs in the network of the host.`,
				evidence: [
					{source: 'api', at: 'web HostConfig.NetworkMode', value: 'host', expected: 'a network of its own'},
					{source: 'api', at: 'web State.Status', value: 'running', expected: null},
				],
				fix: {
					title: 'Connect it',
					commands: ['docker network connect front web'],
					sideEffects: ['It has one more address.'],
				},
				benchmark: '5.10',
			},
			expect.objectContaining({id: 'rule-failed', evidence: [], fix: null}),
		],
	});
});

test('sarif names rules, levels and places', () => {
	const {version, runs} = JSON.parse(sarif.write(report));
	expect(version).toBe('2.1.0');
	const [{tool, results}] = runs;
	expect(tool.driver.rules).toEqual([
		expect.objectContaining({
			id: 'aud-net-host-mode',
			help: {text: expect.stringContaining('5.10')},
			defaultConfiguration: {level: 'error'},
			properties: expect.objectContaining({'security-severity': '8.0', tags: ['security', 'network']}),
		}),
		expect.objectContaining({id: 'rule-failed', defaultConfiguration: {level: 'warning'}}),
	]);
	expect(results).toEqual([
		expect.objectContaining({
			ruleId: 'aud-net-host-mode',
			ruleIndex: 0,
			level: 'error',
			message: {text: `${hostile} runs in the network of the host.`},
			locations: [
				{
					// What GitHub wants of every result, in characters of an address.
					physicalLocation: {
						artifactLocation: {uri: 'container/%1B%5B31mweb%E2%80%AE%60%7C%3Cb%3E'},
						region: {startLine: 1},
					},
					logicalLocations: [expect.objectContaining({fullyQualifiedName: `lab-a/container/${hostile}`})],
				},
			],
			properties: expect.objectContaining({severity: 'critical', evidence: report.findings[0]!.evidence}),
		}),
		expect.objectContaining({ruleId: 'rule-failed', ruleIndex: 1, level: 'warning'}),
	]);
});

test('sarif tells two results of one rule on one subject apart', () => {
	const twice = {...report, findings: [report.findings[1]!, report.findings[1]!]};
	const {results} = JSON.parse(sarif.write(twice)).runs[0];
	expect(results.map((each: {partialFingerprints: object}) => each.partialFingerprints)).toEqual([
		{primaryLocationLineHash: 'rule-failed lab-a/host/lab-a:1'},
		{primaryLocationLineHash: 'rule-failed lab-a/host/lab-a:2'},
	]);
});

test('sarif of an engine replaces nothing of another, nor of doctor', () => {
	const idOf = (each: typeof report) => JSON.parse(sarif.write(each)).runs[0].automationDetails.id;
	expect(idOf(report)).toBe('docknet/audit/lab-a/');
	expect(idOf({...report, rules: [{...report.rules[0]!, id: 'netns-none'}]})).toBe('docknet/doctor/lab-a/');
});

test('a single rule is one rule', () => {
	expect(table.write({...nothing, checked: 1})).toContain('; 1 rule checked, 0 skipped\n');
});

test('markdown: a value that is empty is no broken code', () => {
	const [first] = report.findings;
	const text = markdown.write({...report, findings: [{...first!, evidence: [{source: 'api', at: 'x', value: ''}]}]});
	expect(text).toContain('- `x` is (empty)\n');
});

test('sarif of nothing is a run with no results', () => {
	expect(JSON.parse(sarif.write(nothing)).runs[0].results).toEqual([]);
});

test('table', () => {
	expect(table.write(report)).toBe(`CRITICAL  aud-net-host-mode  container web\`|<b>  (predicted, CIS 5.10)
  web\`|<b> runs in the network of the host.
  evidence  web HostConfig.NetworkMode = host, expected: a network of its own
  evidence  web State.Status = running
  fix       Connect it
            $ docker network connect front web
            note: It has one more address.

MEDIUM    rule-failed  host lab-a  (observed)
  The rule x failed.

skipped   aud-userland-proxy: engines before 29.5 do not tell

lab-a 28.5.2 at unix:///run/docker.sock: 2 findings (1 critical, 1 medium); 3 rules checked, 1 skipped
`);
	expect(table.write(nothing)).toBe(
		'lab-a 28.5.2 at unix:///run/docker.sock: no findings; 3 rules checked, 0 skipped\n',
	);
});

test('a table says a reason once for all rules that were skipped for it', () => {
	const skipped = ['mtu', 'dns', 'loss'].map(id => ({id, reason: id === 'dns' ? 'no name was asked' : 'no probe'}));
	expect(table.write({...nothing, skipped})).toMatch(
		/^skipped {3}mtu, loss: no probe\nskipped {3}dns: no name was asked\n\n/,
	);
});

describe('what is the same of many', () => {
	const idle = (name: string, value = 'no'): Finding => ({
		...report.findings[1]!,
		id: 'aud-no-restart-policy',
		subject: {kind: 'container', name, id: name, host: 'lab-a'},
		message: `${name} stays down.`,
		evidence: [{source: 'api', at: `${name} RestartPolicy`, value}],
		fix: {title: `Update ${name}`, commands: [`docker update ${name}`], sideEffects: []},
	});
	const names = Array.from({length: 10}, (_, index) => `c${index}`);
	const many = {...report, skipped: [], findings: [...names.map(name => idle(name)), idle('other', 'always')]};

	test('is said once in a table, with every name and command', () => {
		expect(
			table.write({...many, findings: many.findings.slice(-4)}),
		).toBe(`MEDIUM    aud-no-restart-policy  container c7 and 2 more  (observed)
  c7 stays down.
  evidence  c7 RestartPolicy = no
  same for  c8, c9
  fix       Update c7
            $ docker update c7
            $ docker update c8
            $ docker update c9

MEDIUM    aud-no-restart-policy  container other  (observed)
  other stays down.
  evidence  other RestartPolicy = always
  fix       Update other
            $ docker update other

lab-a 28.5.2 at unix:///run/docker.sock: 4 findings (4 medium); 3 rules checked, 0 skipped
`);
		expect(table.write(many)).toContain('  same for  c1, c2, c3, c4, c5, c6, c7, c8,\n            c9\n');
	});

	test('is said once in Markdown', () => {
		const text = markdown.write(many);
		expect(text.match(/^## /gm)).toHaveLength(2);
		expect(text).toContain('The same for `c1`, `c2`, `c3`');
	});

	test('more evidence than anybody reads is counted', () => {
		const evidence = Array.from({length: 12}, (_, port) => ({source: 'api' as const, at: 'Ports', value: `${port}`}));
		const wide = {...many, findings: [{...idle('web'), evidence}]};
		expect(table.write(wide)).toContain('  evidence  Ports = 9\n  evidence  and 2 more, which --json has\n');
		expect(markdown.write(wide)).toContain('- `Ports` is `9`\n- and 2 more, which the JSON has\n\n');
		expect(JSON.parse(json.write(wide)).findings[0].evidence).toHaveLength(12);
	});

	test('has a finding for each in JSON and SARIF', () => {
		expect(JSON.parse(json.write(many)).findings).toHaveLength(11);
		expect(JSON.parse(sarif.write(many)).runs[0].results).toHaveLength(11);
	});
});

test('markdown: what an engine says is no markup', () => {
	const text = markdown.write(report);
	expect(text).toContain('`aud-net-host-mode` · container `` web`|<b> `` · predicted · CIS Docker Benchmark 5.10\n');
	expect(text).toContain(String.raw`web\`\|\<b\> runs in the network of the host.`);
	expect(text).toContain('- `web HostConfig.NetworkMode` is `host`; expected: a network of its own\n');
	expect(text).toContain('- `docker network connect front web`\n');
	expect(text).toContain('- `aud-userland-proxy`: engines before 29.5 do not tell\n');
});
