import {expect, test} from 'vitest';
import {effectiveNamesSection, shownNames} from '../../../source/core/views/effective-names.js';
import {containerNamed, networkNamed, placeOn, plainDetails, snapshotOf} from '../../objects.js';

const front = networkNamed('front');
const back = networkNamed('back');
const db = containerNamed('db', [placeOn('front', {ipv4: '10.1.0.3'}), placeOn('back', {ipv4: '10.2.0.3'})]);
const place = [placeOn('front', {ipv4: '10.1.0.2'}), placeOn('back', {ipv4: '10.2.0.2'})];
const web = containerNamed('web', place, {
	detailed: true,
	details: {...plainDetails, extraHosts: ['db:192.0.2.7', 'billing:192.0.2.8']},
});

function sectionOf(asker: typeof web, other = {...db, detailed: true}) {
	const section = effectiveNamesSection(asker, snapshotOf({networks: [front, back], containers: [asker, other]}));
	return 'rows' in section ? section : undefined;
}

test('what stands in the hosts file comes first, and hides what the networks would answer', () => {
	const rows = sectionOf(web)!.rows;
	expect(rows.slice(0, 2)).toEqual([
		['db', '192.0.2.7', '/etc/hosts', 'hides db on back; db on front'],
		['billing', '192.0.2.8', '/etc/hosts', ''],
	]);
	expect(rows.filter(([name]) => name === 'db')).toHaveLength(1);
	// Only the name servers of networks can be asked.
	const snapshot = snapshotOf({networks: [front, back], containers: [web, db]});
	expect(shownNames(web, snapshot).map(({name}) => name)).not.toContain('db');
	expect(sectionOf({...web, details: plainDetails})!.rows).toContainEqual(['db', '10.2.0.3', 'back', 'also on front']);
});

test('whose aliases are not read yet is said, and not once they are', () => {
	expect(sectionOf(web, {...db, detailed: false})!.title).toContain('aliases of 1 container are not read yet');
	expect(sectionOf(web)!.title).not.toContain('not read yet');
	// One that does not run has no names.
	expect(sectionOf(web, {...db, detailed: false, state: 'exited'})!.title).not.toContain('not read yet');
});
