import type {RuleCounter} from '../firewall/rule-counter.js';
import type {Container} from '../model/container.js';
import type {Fix} from '../model/finding.js';
import {enterNamespace} from '../plan/enter-namespace.js';
import type {PathStep} from './explanation.js';
import {type Path, step} from './path.js';

/** A rule that ended packets while the path was tried. */
export type Drop = {
	readonly rule: RuleCounter;
	/** Whose network namespace it is in; undefined: the engine's host's. */
	readonly inside?: Container;
	/** `iptables` or `ip6tables`. */
	readonly program: string;
};

const chainsOfDocker = /^DOCKER(?!-USER)/;

/** The steps that name the rules, the first one to blame. */
export function dropSteps(drops: readonly Drop[], {question}: Path): readonly PathStep[] {
	return drops.map(drop => {
		const {rule, inside, program} = drop;
		const where = inside ? `inside ${inside.name}` : 'of the engine’s host';
		const count = `${rule.packets} ${rule.packets === 1 ? 'packet' : 'packets'}`;
		return step(
			'firewall',
			'fail',
			`a rule of the firewall ${where} ends the packets to ${question.target}: ${program} -t ${rule.table} ${rule.rule}`,
			{
				evidence: [
					{
						source: 'host',
						at: `${program}-save -c ${where}, before and after the probe`,
						value: `[${count}] ${rule.rule}`,
						expected: 'counts nothing of this path',
					},
				],
				finding: findingOf(drop),
				fix: fixOf(drop),
				observed: true,
			},
		);
	});
}

function findingOf({rule, inside}: Drop): string {
	if (inside) return 'conn-target-firewall';
	return rule.rule === '-P FORWARD DROP' ? 'daemon-forward-policy-drop' : 'conn-host-firewall';
}

function fixOf({rule, inside, program}: Drop): Fix {
	const enter = inside ? `${enterNamespace(inside.name)} ` : '';
	const command = (spec: string) => `${enter}${program} -t ${rule.table} ${spec}`;
	if (rule.rule.startsWith('-P') || chainsOfDocker.test(rule.chain)) {
		return {
			title: 'Have Docker write its own rules again: none of them accepts this',
			commands: inside ? [command(`-P ${rule.chain} ACCEPT`)] : ['systemctl restart docker'],
			sideEffects: inside
				? []
				: ['Without live restore, all containers stop and those with a restart policy start again.'],
		};
	}

	return {
		title: 'Delete the rule, or put one before it that accepts this path',
		commands: [command(rule.rule.replace('-A', '-D'))],
		sideEffects: ['What the rule was made to keep out can get in again.'],
	};
}
