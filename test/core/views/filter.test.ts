import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {containersView} from '../../../source/core/views/containers.js';
import {parseFilter} from '../../../source/core/views/filter.js';
import {networksView} from '../../../source/core/views/networks.js';
import {captured} from './captured.js';

const containers = containersView.rows(captured('28.5'));
const networks = networksView.rows(captured('28.5'));

function found(text: string): readonly string[] {
	const filter = parseFilter(text, containersView);
	expect(filter.problem).toBeUndefined();
	return containers
		.filter(filter.test)
		.map(row => row.container.name.replace('adapter-', ''))
		.sort();
}

describe('parseFilter', () => {
	test.each([
		['WEB', ['side', 'web']],
		['name:web', ['web']],
		['state:unhealthy', ['sick']],
		['state:running health:unhealthy', ['sick']],
		['!adapter-front !state:exited', ['host', 'none', 'plain', 'side']],
		['network:back', ['gone', 'web']],
		['networks:adapter-back', ['gone', 'web']],
		['10.201.1.130', ['web']],
		['fd00:201::99', ['web']],
		['address:fd00', ['web']],
		['ports:18931', ['web']],
		['label:docknet.test=capture name:re:^adapter-(new|none)$', ['new', 'none']],
		['re:adapter-s(ick|ide)', ['sick', 'side']],
		['name:re:-S', ['sick', 'side']],
		['!name:re:[aeiou]', []],
		['"exited"', ['gone']],
		['image:"lab/busybox" name:plain', ['plain']],
		['nothing-like-this', []],
	])('%s', (text, expected) => {
		expect(found(text)).toEqual(expected);
	});

	test.each(['', '   ', '!', 'name:', 'name:re:', '"', 're:', '!name:'])('%j asks nothing yet', text => {
		const filter = parseFilter(text, containersView);
		expect(filter).toMatchObject({empty: true, problem: undefined});
		expect(containers.every(filter.test)).toBe(true);
	});

	test('of networks knows their fields', () => {
		const names = (text: string) => networks.filter(parseFilter(text, networksView).test).map(row => row.network.name);
		expect(names('flags:internal')).toEqual(['adapter-back']);
		expect(names('driver:bridge !flags:built-in').sort()).toEqual(['adapter-back', 'adapter-front']);
		expect(names('container:adapter-gone')).toEqual(['adapter-back']);
		expect(names('subnets:fd00')).toEqual(['adapter-back']);
	});

	test.each([
		['busybox:latest', /^there is no field 'busybox'; fields are name, image, .*label/],
		['name:re:(', /^'\(' is not a pattern: /],
		['re:(a+)+$', /^the pattern '\(a\+\)\+\$' repeats a group/],
		['re:(a|a)*b', /repeats a group/],
	])('%s is a problem, and hides nothing', (text, problem) => {
		const filter = parseFilter(text, containersView);
		expect(filter.problem).toMatch(problem);
		expect(containers.every(filter.test)).toBe(true);
		expect(containers.filter(parseFilter(`${text} name:plain`, containersView).test)).toHaveLength(1);
	});

	test('any text can be typed', () => {
		const piece = fc.constantFrom(
			'!',
			'name:',
			're:',
			'"',
			' ',
			'a',
			'(',
			'+',
			'[',
			'\\',
			':',
			'x:',
			'*',
			')',
			'{',
			'9',
		);
		fc.assert(
			fc.property(fc.array(piece, {maxLength: 12}), pieces => {
				const filter = parseFilter(pieces.join(''), containersView);
				for (const row of containers) expect(typeof filter.test(row)).toBe('boolean');
			}),
			{numRuns: 2000},
		);
	});
});
