import {describe, expect, test} from 'vitest';
import {parseAddress} from '../../../source/engine/address.js';

const tcp = {kind: 'tcp', basePath: ''};

describe('addresses as docker reads them', () => {
	test.each([
		['unix:///run/x.sock', {kind: 'unix', path: '/run/x.sock'}],
		['unix://', {kind: 'unix', path: '/var/run/docker.sock'}],
		['/run/x.sock', {kind: 'unix', path: '/run/x.sock'}],
		[' unix:///a b ', {kind: 'unix', path: '/a b'}],
		[':2399', {...tcp, host: 'localhost', port: 2399}],
		['127.0.0.1', {...tcp, host: '127.0.0.1', port: 2375}],
		['box:2376', {...tcp, host: 'box', port: 2376}],
		['tcp://box', {...tcp, host: 'box', port: 2375}],
		['tcp://box:1/pre/fix/', {...tcp, host: 'box', port: 1, basePath: '/pre/fix'}],
		['::1', {...tcp, host: '::1', port: 2375}],
		['tcp://[2001:db8::1]:2376', {...tcp, host: '2001:db8::1', port: 2376}],
		['http://box', {...tcp, host: 'box', port: 80, secure: false}],
		['https://box:8443', {...tcp, host: 'box', port: 8443, secure: true}],
		['ssh://box', {kind: 'ssh', host: 'box'}],
		['ssh://box/', {kind: 'ssh', host: 'box'}],
		['ssh://me@[::1]:2222', {kind: 'ssh', user: 'me', host: '::1', port: 2222}],
		['ssh://me@box/run/x.sock', {kind: 'ssh', user: 'me', host: 'box', socketPath: '/run/x.sock'}],
	])('%s', (text, address) => {
		expect(parseAddress(text)).toEqual({address});
	});
});

describe('addresses that are none are named, with what would be right', () => {
	test.each([
		['npipe:////./pipe/docker_engine', /Windows named pipe.*unix:\/\//],
		['fd://', /for the engine to listen on/],
		['ftp://box', /'ftp:\/\/box' begins with ftp:\/\/.*ssh:\/\//],
		['tcp://box:99999', /port '99999'.*1 to 65535/],
		['tcp://box:0', /1 to 65535/],
		['box:http', /port 'http'/],
		['tcp://me@box:2375', /not an address.*like tcp:\/\/host/],
		['tcp://a b', /no valid host name/],
		['tcp://[::1', /not an address/],
		['ssh://', /no valid host name.*ssh:\/\/user@host/],
		['ssh://-oProxyCommand=x', /no valid host name/],
		['ssh://-oProxyCommand=x@box', /no valid user name/],
		['ssh://box:x', /port 'x'/],
		['ssh://box?a', /which ssh addresses do not have/],
	])('%s', (text, problem) => {
		expect(parseAddress(text)).toEqual({problem: expect.stringMatching(problem)});
	});

	test('a password is not repeated', () => {
		const parsed = parseAddress('ssh://me:secret@box');
		expect(parsed).toEqual({problem: expect.stringContaining('ssh://me@box')});
		expect(JSON.stringify(parsed)).not.toContain('secret');
	});
});
