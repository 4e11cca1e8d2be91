import {expect, test} from 'vitest';
import {resolvConf} from '../../../source/core/rules/resolv-conf.js';
import {generated} from './resolv-confs.js';

test('what engine 28 writes', () => {
	expect(resolvConf(generated)).toEqual({
		servers: ['127.0.0.11'],
		search: [],
		ndots: 0,
		upstream: ['host(10.77.0.1)'],
		isFallback: false,
	});
});

test('the last search line counts, comments do not', () => {
	expect(
		resolvConf('# nameserver 1.1.1.1\nnameserver 10.0.0.2\nsearch a\nsearch b c\noptions rotate ndots:5\n'),
	).toEqual({
		servers: ['10.0.0.2'],
		search: ['b', 'c'],
		ndots: 5,
		upstream: [],
		isFallback: false,
	});
});
