import {describe, expect, test} from 'vitest';
import {type Answer, negotiate} from '../../../source/engine/docker/negotiate.js';

const denied: Answer = {status: 403, headers: {}, body: '<html>403 Forbidden</html>'};

function ping(headers: Answer['headers']): Answer {
	return {status: 200, headers, body: 'OK'};
}

function version(body: object): Answer {
	return {status: 200, headers: {}, body: JSON.stringify(body)};
}

function asked(pingAnswer: Answer, versionAnswer: Answer, environment: NodeJS.ProcessEnv = {}) {
	return negotiate(async path => (path === '/_ping' ? pingAnswer : versionAnswer), 'tcp://box', environment);
}

describe('the version is the newest that both know', () => {
	test('an engine newer than docknet', async () => {
		const answers = [
			ping({'api-version': '1.99'}),
			version({Version: '40.0.0', ApiVersion: '1.99', MinAPIVersion: '1.44'}),
		] as const;
		expect(await asked(...answers)).toEqual({
			engine: 'docker',
			engineVersion: '40.0.0',
			apiVersion: '1.55',
			minimumApiVersion: '1.44',
		});
	});

	test('1.9 is older than 1.24', async () => {
		await expect(asked(ping({'api-version': '1.9'}), denied)).rejects.toMatchObject({
			failure: {
				reason: 'api-too-old',
				message: 'The engine at tcp://box (unknown) knows the API up to 1.9; docknet needs 1.24.',
			},
		});
	});

	test('an engine that has dropped all that docknet knows', async () => {
		const answers = [
			ping({'api-version': '1.99'}),
			version({Version: '50.0', ApiVersion: '1.99', MinAPIVersion: '1.60'}),
		] as const;
		await expect(asked(...answers)).rejects.toMatchObject({
			failure: {
				reason: 'api-too-new',
				message:
					'The engine at tcp://box (50.0) speaks API 1.60 and newer only, too new for docknet (API 1.24 to 1.55).',
			},
		});
	});
});

test('DOCKER_API_VERSION below what the engine accepts', async () => {
	const answers = [
		ping({'api-version': '1.52'}),
		version({Version: '29.0', ApiVersion: '1.52', MinAPIVersion: '1.44'}),
	] as const;
	await expect(asked(...answers, {DOCKER_API_VERSION: '1.30'})).rejects.toMatchObject({
		failure: {reason: 'api-too-new', message: expect.stringContaining('too new for DOCKER_API_VERSION=1.30')},
	});
});

describe('what a proxy leaves', () => {
	test('a ping without headers: the oldest version', async () => {
		expect(await asked(ping({}), denied)).toEqual({engine: 'docker', engineVersion: 'unknown', apiVersion: '1.24'});
	});

	test('only a ping: the version from its headers; Podman says that it is', async () => {
		const headers = {'api-version': '1.41', 'libpod-api-version': '4.3.1', server: 'Libpod/4.3.1 (linux)'};
		expect(await asked(ping(headers), denied)).toEqual({engine: 'podman', engineVersion: '4.3.1', apiVersion: '1.41'});
	});

	test('only the version', async () => {
		const details = version({Version: '4.3.1', ApiVersion: '1.41', Components: [{Name: 'Podman Engine'}]});
		expect(await asked(denied, details)).toMatchObject({engine: 'podman', apiVersion: '1.41'});
	});

	test.each([
		['{', 'garbage'],
		['null', 'nothing'],
		['[]', 'a list'],
		['{"ApiVersion": 7}', 'a number'],
	])('JSON that is %s makes no engine', async body => {
		const garbage: Answer = {status: 200, headers: {}, body};
		await expect(asked(garbage, garbage)).rejects.toMatchObject({failure: {reason: 'not-an-engine'}});
	});
});
