import {describe, expect, test} from 'vitest';
import {
	endpointProblem,
	endpointText,
	parseEndpoint,
	parseWebAddress,
	urlOf,
	webAddressProblem,
} from '../../../source/core/probes/endpoint.js';

describe('HOST:PORT', () => {
	test.each([
		['db:5432', 'db', 5432],
		['tasks.web:1', 'tasks.web', 1],
		['10.0.0.9:65535', '10.0.0.9', 65_535],
		['[2001:db8::1]:80', '2001:db8::1', 80],
		['[fe80::1%eth0]:80', 'fe80::1%eth0', 80],
	])('%s', (text, host, port) => {
		expect(endpointProblem(text)).toBeUndefined();
		expect(parseEndpoint(text)).toEqual({host, port});
		expect(endpointText({host, port})).toBe(text);
	});

	test.each([
		['', 'Say what to reach'],
		['80', "'80' names no host"],
		[':80', "':80' names no host"],
		['db', "'db' has no port: write HOST:PORT."],
		['db:', 'has no port'],
		['db:http', 'has no port'],
		['db:0', '0 is not a port: ports are 1 to 65535.'],
		['db:65536', 'not a port'],
		['2001:db8::1:80', 'needs brackets'],
		['[2001:db8::1]', 'letters, digits'],
		['[db]:80', 'not an IPv6 address'],
		['-z:80', "neither begins with '-'"],
		['--config=x:80', "neither begins with '-'"],
		['a b:80', 'letters, digits'],
		['$(reboot):80', 'letters, digits'],
		['\u001b[2J:80', 'not'],
	])('%j cannot be asked', (text, problem) => {
		expect(endpointProblem(text)).toContain(problem);
	});
});

describe('URL', () => {
	test.each([
		['db', 'http://db:80/'],
		['db:8080', 'http://db:8080/'],
		['db:8080/a?b=c', 'http://db:8080/a?b=c'],
		['HTTPS://db', 'https://db:443/'],
		['https://[2001:db8::1]/x#part', 'https://[2001:db8::1]:443/x'],
		['[::1]:18090', 'http://[::1]:18090/'],
		['http://db?x', 'http://db:80/?x'],
	])('%s is %s', (text, url) => {
		expect(webAddressProblem(text)).toBeUndefined();
		expect(urlOf(parseWebAddress(text))).toBe(url);
	});

	test.each([
		['', 'Say what to ask'],
		['8080', 'names no host'],
		['ftp://db/', "'ftp' is not http or https."],
		['file:///etc/passwd', 'not http or https'],
		['http://user:secret@db/', 'leave user and password out'],
		['http:///x', 'Say what to ask'],
		['http://-x/', "neither begins with '-'"],
		['-x', "neither begins with '-'"],
		['db/a b', 'write %20'],
		['db/\r\nHost: x', 'write %20'],
		['http://db:99999/', 'not a port'],
	])('%j cannot be asked', (text, problem) => {
		expect(webAddressProblem(text)).toContain(problem);
	});
});
