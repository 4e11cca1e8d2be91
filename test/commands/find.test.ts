import {describe, expect, test} from 'vitest';
import {findContainer, findNetwork} from '../../source/commands/find.js';
import {someContainer, someNetwork} from '../store/objects.js';

const container = (id: string, name: string) => someContainer(id, {name});
const all = [
	container('abc111', 'shop-web-1'),
	container('abd222', 'shop-db-1'),
	container('abd333', 'abc'),
	container('fff444', 'evil\u001b[31m'),
];

describe('findContainer', () => {
	test.each([
		['shop-web-1', 'abc111'],
		['abc111', 'abc111'],
		['abc1', 'abc111'],
		['ABC1', 'abc111'],
		['abd2', 'abd222'],
		// A name wins over the beginning of an id, as in docker.
		['abc', 'abd333'],
	])('%s', (text, id) => {
		expect(findContainer(all, text).id).toBe(id);
	});

	test.each([
		['abd', "'abd' may be any of 2 containers: shop-db-1 (abd222), abc (abd333); give more of the id."],
		['shop-wbe-1', "There is no container 'shop-wbe-1'. Near it: shop-web-1, shop-db-1."],
		['web', "There is no container 'web'. Near it: shop-web-1."],
		['zookeeper', "There is no container 'zookeeper'."],
		['evil', "There is no container 'evil'. Near it: evil."],
		['', "There is no container ''."],
	])('%j is refused', (text, message) => {
		expect(() => findContainer(all, text)).toThrow(message);
		expect(() => findContainer([], text)).toThrow(`There is no container '${text}'.`);
	});
});

test('networks of the same name are told apart by id', () => {
	const twins = [someNetwork('aa11', {name: 'app'}), someNetwork('bb22', {name: 'app'})];
	expect(() => findNetwork(twins, 'app')).toThrow(
		"'app' may be any of 2 networks: app (aa11), app (bb22); give more of the id.",
	);
	expect(findNetwork(twins, 'bb').id).toBe('bb22');
});
