import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import {checkSettings, describeTarget, resolveTarget} from '../../../source/engine/docker/connect-target.js';
import {UserError} from '../../../source/errors.js';

/** Made by `docker context create` and `docker context use socket`. */
const captured = new URL('../../fixtures/contexts', import.meta.url).pathname;
const empty = mkdtempSync(join(tmpdir(), 'docknet-test-'));
afterAll(() => rmSync(empty, {recursive: true}));

function target(given: {host?: string; context?: string}, environment: NodeJS.ProcessEnv, folder = captured) {
	const {host, text} = resolveTarget({
		...given,
		environment: {DOCKER_CONFIG: folder, ...environment},
		homeFolder: empty,
	});
	return {host, text};
}

const socket = {host: 'socket', text: 'unix:///run/lab/a.sock'};
const shell = {host: 'shell', text: 'ssh://root@127.0.0.1:2222'};
const plain = (address: string) => ({host: address, text: address});

describe("docker's order", () => {
	test.each([
		['the current context', {}, {}, socket],
		['DOCKER_CONTEXT before it', {}, {DOCKER_CONTEXT: 'shell'}, shell],
		['DOCKER_HOST before that', {}, {DOCKER_CONTEXT: 'nope', DOCKER_HOST: 'tcp://box'}, plain('tcp://box')],
		['--context before DOCKER_HOST', {context: 'shell'}, {DOCKER_HOST: 'tcp://box'}, shell],
		[
			'--host before all variables',
			{host: 'unix:///x'},
			{DOCKER_HOST: 'tcp://box', DOCKER_CONTEXT: 'nope'},
			plain('unix:///x'),
		],
		['--context default: DOCKER_HOST', {context: 'default'}, {DOCKER_HOST: 'tcp://box'}, plain('tcp://box')],
		['--context default: the default socket', {context: 'default'}, {}, plain('unix:///var/run/docker.sock')],
		[
			'DOCKER_CONTEXT=default hides the current one',
			{},
			{DOCKER_CONTEXT: 'default'},
			plain('unix:///var/run/docker.sock'),
		],
		['empty variables are none', {}, {DOCKER_CONTEXT: '', DOCKER_HOST: ''}, socket],
	])('%s', (_, given, environment, expected) => {
		expect(target(given, environment)).toEqual(expected);
	});

	test('nothing at all: the default socket; with TLS asked for: port 2376 here', () => {
		expect(target({}, {}, empty)).toEqual(plain('unix:///var/run/docker.sock'));
		writeFileSync(join(empty, 'ca.pem'), 'x');
		expect(target({}, {DOCKER_TLS_VERIFY: '1'}, empty)).toEqual(plain('tcp://localhost:2376'));
	});

	test('the folder is .docker of the home folder without DOCKER_CONFIG', () => {
		mkdirSync(join(empty, '.docker'));
		writeFileSync(join(empty, '.docker', 'config.json'), '{"currentContext": "gone"}');
		expect(describeTarget({environment: {}, homeFolder: empty}).host).toBe('gone');
	});
});

describe('contexts', () => {
	const of = (context: string) => resolveTarget({context, environment: {DOCKER_CONFIG: captured}, homeFolder: empty});

	test('with certificates, TLS is on and verified', () => {
		expect(of('secure').tls).toEqual({verify: true, ca: expect.stringContaining('BEGIN CERTIFICATE')});
	});

	test('SkipTLSVerify is TLS that trusts anybody', () => {
		expect(of('unverified').tls).toEqual({verify: false});
	});

	test('without either, no TLS, whatever the environment says', () => {
		const settings = {
			context: 'socket',
			environment: {DOCKER_CONFIG: captured, DOCKER_TLS_VERIFY: '1'},
			homeFolder: empty,
		};
		expect(resolveTarget(settings).tls).toBeUndefined();
	});
});

describe('what is wrong with the configuration', () => {
	const failure = (given: {context?: string; host?: string}, environment: NodeJS.ProcessEnv) => {
		try {
			target(given, environment, empty);
		} catch (error) {
			return (error as {failure: unknown}).failure;
		}

		return;
	};

	test('no such context', () => {
		expect(failure({context: 'nope'}, {})).toMatchObject({
			reason: 'bad-context',
			message: `There is no context 'nope' in ${empty}.`,
			advice: ['Which there are: docker context ls', expect.any(String)],
		});
		const settings = {context: 'nope', environment: {DOCKER_CONFIG: empty}, homeFolder: empty};
		expect(describeTarget(settings)).toEqual({host: 'nope', address: 'context nope'});
	});

	test('a broken config.json is said, unless the engine is named otherwise', () => {
		const path = join(empty, 'config.json');
		writeFileSync(path, '{"currentContext": ');
		expect(failure({}, {})).toMatchObject({reason: 'bad-configuration', message: expect.stringContaining(path)});
		expect(target({host: 'tcp://box'}, {}, empty)).toEqual(plain('tcp://box'));
		expect(describeTarget({environment: {DOCKER_CONFIG: empty}, homeFolder: empty}).host).toBe(
			'unix:///var/run/docker.sock',
		);
		rmSync(path);
	});

	test('a bad DOCKER_HOST', () => {
		expect(failure({}, {DOCKER_HOST: 'ftp://box'})).toMatchObject({
			reason: 'bad-address',
			message: expect.stringContaining("'ftp://box'"),
		});
	});

	test('flags that exclude each other, or cannot be read, are for the user to mend', () => {
		const check = (given: {host?: string; context?: string}) => () =>
			checkSettings({...given, environment: {}, homeFolder: empty});
		expect(check({host: 'tcp://box', context: 'shell'})).toThrow(UserError);
		expect(check({host: 'tcp://box', context: 'shell'})).toThrow(/--host 'tcp:\/\/box' and -c\/--context 'shell'/);
		expect(check({host: 'tcp://box:x'})).toThrow(/--host: .*port 'x'/);
		expect(check({context: 'nope'})).not.toThrow();
	});
});
