import {describe, expect, test} from 'vitest';
import {pathTargetText, readPathTarget} from '../../../source/core/explain/target.js';

describe('where a path leads, as typed', () => {
	test.each([
		['db', {target: 'db', protocol: 'tcp'}],
		['db:5432', {target: 'db', port: 5432, protocol: 'tcp'}],
		['tasks.web:80/tcp', {target: 'tasks.web', port: 80, protocol: 'tcp'}],
		['dns.back:53/udp', {target: 'dns.back', port: 53, protocol: 'udp'}],
		['10.0.0.2:80', {target: '10.0.0.2', port: 80, protocol: 'tcp'}],
		['fd00::2', {target: 'fd00::2', protocol: 'tcp'}],
		['[fd00::2]:80', {target: 'fd00::2', port: 80, protocol: 'tcp'}],
		['[fd00::2]', {target: 'fd00::2', protocol: 'tcp'}],
	])('%s', (text, expected) => {
		expect(readPathTarget(text)).toEqual(expected);
	});

	test.each([
		['', 'write it as'],
		['db:', 'write it as'],
		['db:0', 'a port is 1 to 65535'],
		['db:70000', 'a port is 1 to 65535'],
		['db/udp', '/udp needs a port'],
		['db:80/sctp', 'after / comes tcp or udp'],
		['http://db', 'after / comes tcp or udp'],
		['-f', 'write it as'],
		['[db]:80', 'write it as'],
	])('%j is refused', (text, why) => {
		expect(readPathTarget(text)).toContain(why);
	});

	test('as it could be typed again', () => {
		for (const text of ['db', 'db:5432', 'db:53/udp', '[fd00::2]:80']) {
			const target = readPathTarget(text);
			expect(typeof target === 'string' ? target : pathTargetText(target)).toBe(text);
		}
	});
});
