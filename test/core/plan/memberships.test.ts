import {describe, expect, test} from 'vitest';
import type {Network} from '../../../source/core/model/network.js';
import {connectPlan, membershipsPlan} from '../../../source/core/plan/memberships.js';
import {commandLine} from '../../../source/core/plan/shell.js';
import {plainEndpoint} from '../../../source/core/plan/step.js';
import {aContainer, aNetwork, anEndpoint, aPicture} from './picture.js';

const [front, back] = [aNetwork('front'), aNetwork('back')];
const none = aNetwork('none', {driver: 'null', builtIn: true});

describe('ticking networks', () => {
	test.each<[string, readonly Network[], readonly Network[], readonly string[]]>([
		['nothing', [front], [front], []],
		['joins before it leaves', [front], [back], ['connect back web', 'disconnect front web']],
		['leaves none first', [none], [back], ['disconnect none web', 'connect back web']],
		['leaves all for none', [front], [none], ['disconnect front web', 'connect none web']],
	])('%s', (_title, current, wanted, commands) => {
		const web = aContainer(
			'web',
			current.map(({name}) => anEndpoint(name)),
		);
		const {steps} = membershipsPlan(web, wanted, aPicture([front, back, none], [web]));
		expect(steps.map(step => commandLine(step).replace('docker network ', ''))).toEqual(commands);
	});
});

test('a container on none leaves it to connect', () => {
	const idle = aContainer('idle', [anEndpoint('none')]);
	const web = aContainer('web', [anEndpoint('front')]);
	const {title, steps} = connectPlan(back, [web, idle], plainEndpoint, aPicture([front, back, none], [web, idle]));
	expect(title).toBe('Connect web, idle to back');
	expect(steps.map(commandLine)).toEqual([
		'docker network connect back web',
		'docker network disconnect none idle',
		'docker network connect back idle',
	]);
});
