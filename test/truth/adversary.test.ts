import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {createDockerEngine} from '../../source/engine/docker/engine.js';
import type {Engine} from '../../source/engine/engine.js';
import {onEngines} from '../lab-engines.js';
import {type SaidPath, valuesOf} from './diagnosis-truth.js';
import {say} from './say.js';

// Situations that no scenario of the lab holds: what `explain` blames, and the value that proves it.

type Case = {
	readonly situation: string;
	/** From container `a`, or another; names without their prefix. */
	readonly path: readonly [from: string, to: string];
	readonly verdict: string;
	readonly cause: string | null;
	readonly evidence: RegExp;
};

const prefix = 'adversary-';
const label = ['--label', 'docknet.test=adversary'];
const serve = ['lab/distroless', 'serve', '8080'];
const idle = ['lab/busybox', 'sleep', '600'];

/** `docker run` of each container, on network `adversary-n` unless it says otherwise. */
const containers: Readonly<Record<string, readonly string[]>> = {
	b: serve,
	a: ['--add-host', `${prefix}b:172.31.99.9`, ...idle],
	c: idle,
	deaf: ['--dns', '10.77.0.99', ...idle],
	six: ['--sysctl', 'net.ipv6.bindv6only=1', 'lab/busybox', 'httpd', '-f', '-p', '[::]:8080'],
	sidecar: ['--network', `container:${prefix}b`, 'lab/busybox', 'httpd', '-f', '-p', '9090'],
};

const cases: readonly Case[] = [
	{
		situation: 'a line of the hosts file leads a name astray',
		path: ['a', `${prefix}b:8080`],
		verdict: 'blocked',
		cause: 'dns-hosts-file-override',
		evidence: /172\.31\.99\.9 adversary-b/,
	},
	{
		situation: '--dns names a server that is dead',
		path: ['deaf', 'outside.lab:80'],
		verdict: 'blocked',
		cause: 'dns-upstream-unreachable',
		evidence: /10\.77\.0\.99/,
	},
	{
		situation: 'a name that nobody has',
		path: ['c', 'nosuch:80'],
		verdict: 'blocked',
		cause: null,
		evidence: /NXDOMAIN/,
	},
	{
		situation: 'a socket that takes IPv6 alone',
		path: ['c', `${prefix}six:8080`],
		verdict: 'blocked',
		cause: 'ipv6-family-mismatch',
		evidence: /\[::\]:8080/,
	},
	{
		situation: 'the name of a container that shares another’s network',
		path: ['c', `${prefix}sidecar:9090`],
		verdict: 'blocked',
		cause: 'dns-no-shared-network',
		evidence: /container:/,
	},
];

onEngines(['e26'], ({socket}) => {
	let engine: Engine;
	const docker = async (...argv: readonly string[]) =>
		(await promisify(execFile)('docker', ['-H', `unix://${socket}`, ...argv])).stdout;
	const clean = async () => {
		const ids = (await docker('ps', '-aq', '--filter', 'label=docknet.test=adversary')).split('\n').filter(Boolean);
		if (ids.length > 0) await docker('rm', '-f', ...ids);
		await docker('network', 'prune', '-f', '--filter', 'label=docknet.test=adversary');
	};

	beforeAll(async () => {
		await clean();
		await docker('network', 'create', ...label, `${prefix}n`);
		for (const [name, argv] of Object.entries(containers)) {
			const network = argv[0] === '--network' ? [] : ['--network', `${prefix}n`];
			await docker('run', '-d', '--stop-timeout', '1', '--name', prefix + name, ...label, ...network, ...argv);
		}

		engine = createDockerEngine({host: `unix://${socket}`, environment: {}, homeFolder: '/nonexistent'});
	}, 60_000);

	afterAll(async () => {
		await engine.close();
		await clean();
	}, 60_000);

	test.each(cases)('$situation', {timeout: 60_000}, async ({path: [from, to], verdict, cause, evidence}) => {
		const said = await say<SaidPath>(engine, ['explain', prefix + from, to, '--image', 'lab/busybox']);
		expect({verdict: said.verdict, cause: said.cause}).toEqual({verdict, cause});
		expect(valuesOf(said.steps.filter(({status}) => status !== 'pass').flatMap(step => step.evidence))).toMatch(
			evidence,
		);
	});
});
