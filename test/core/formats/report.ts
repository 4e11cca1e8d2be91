import type {Report} from '../../../source/core/formats/report.js';
import type {Rule} from '../../../source/core/rules/rule.js';

const rule: Rule = {
	id: 'aud-net-host-mode',
	title: "Container uses the host's network",
	why: 'It sees all traffic.',
	severity: 'high',
	benchmark: '5.10',
	check: () => [],
};

/** Names as an engine might send them: a colour, a turn of direction, markup. */
export const hostile = '\u001b[31mweb\u202e`|<b>';

export const report: Report = {
	engine: {name: 'lab-a', version: '28.5.2', host: 'unix:///run/docker.sock'},
	checked: 3,
	skipped: [{id: 'aud-userland-proxy', reason: 'engines before 29.5 do not tell'}],
	findings: [
		{
			id: rule.id,
			title: rule.title,
			severity: 'critical',
			confidence: 'predicted',
			subject: {kind: 'container', name: hostile, id: 'abc', host: 'lab-a'},
			message: `${hostile} runs in the network of the host.`,
			evidence: [
				{source: 'api', at: 'web HostConfig.NetworkMode', value: 'host', expected: 'a network of its own'},
				{source: 'api', at: 'web State.Status', value: 'running'},
			],
			fix: {
				title: 'Connect it',
				commands: ['docker network connect front web'],
				sideEffects: ['It has one more address.'],
				plan: {title: 'Connect', steps: [], effects: []},
			},
		},
		{
			id: 'rule-failed',
			title: 'A rule of docknet failed',
			severity: 'medium',
			confidence: 'observed',
			subject: {kind: 'host', name: 'lab-a', id: 'lab-a', host: 'lab-a'},
			message: 'The rule x failed.',
			evidence: [],
		},
	],
	rules: [rule],
};

export const nothing: Report = {...report, skipped: [], findings: []};
