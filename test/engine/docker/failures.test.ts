import Docker from 'dockerode';
import {afterAll, describe, expect, test, vi} from 'vitest';
import {engineErrorOf, failureOf} from '../../../source/engine/docker/failures.js';
import {EngineError} from '../../../source/engine/errors.js';
import {labEngine} from '../../lab-engines.js';

const address = 'unix:///x.sock';

async function rejected(work: Promise<unknown>): Promise<EngineError> {
	const error = await work.then(
		() => new Error('it worked'),
		(reason: unknown) => reason,
	);
	return engineErrorOf(error, address);
}

const alone = labEngine('e26');
const swarm = labEngine('a');

describe.skipIf(!swarm || !alone)('what real engines refuse', () => {
	const docker = new Docker({socketPath: alone?.socket});
	const manager = new Docker({socketPath: swarm?.socket});
	const name = `conn-failures-${process.pid}`;
	const labels = {'docknet.test': 'conn'};
	const made: {remove(options?: object): Promise<unknown>}[] = [];
	afterAll(async () => {
		for (const object of made.reverse()) await object.remove({force: true});
	});

	test('missing, invalid, denied', async () => {
		expect(await rejected(docker.getNetwork('conn-none').inspect())).toMatchObject({
			kind: 'missing',
			message: 'network conn-none not found',
		});
		const IPAM = {Driver: 'default', Config: [{Subnet: '10.0.0.0/99'}]};
		expect(await rejected(docker.createNetwork({Name: name, Labels: labels, IPAM}))).toMatchObject({kind: 'invalid'});
		expect(await rejected(docker.getNetwork('bridge').remove())).toMatchObject({
			kind: 'denied',
			message: expect.stringContaining('pre-defined network'),
		});
	});

	test('conflict: a name that is there, a network in use, a second connection', async () => {
		const network = await docker.createNetwork({Name: name, Labels: labels});
		made.push(network);
		expect(await rejected(docker.createNetwork({Name: name}))).toMatchObject({kind: 'conflict'});
		const Cmd = ['sleep', '60'];
		const container = await docker.createContainer({
			name,
			Labels: labels,
			Image: 'lab/busybox',
			Cmd,
			HostConfig: {NetworkMode: name},
		});
		made.push(container);
		await container.start();
		expect(await rejected(network.remove())).toMatchObject({
			kind: 'conflict',
			message: expect.stringContaining('active endpoints'),
		});
		expect(await rejected(network.connect({Container: name}))).toMatchObject({kind: 'conflict'});
	});

	test('unsupported: an overlay without a swarm', async () => {
		expect(await rejected(docker.createNetwork({Name: name, Driver: 'overlay'}))).toMatchObject({
			kind: 'unsupported',
			message: expect.stringMatching(/swarm manager/),
		});
		expect(await rejected(docker.listNodes())).toMatchObject({kind: 'unsupported'});
	});

	test('a node that cannot be reached by its plain name is missing, on a manager', async () => {
		expect(await rejected(manager.getService('conn-none').inspect())).toMatchObject({kind: 'missing'});
	});

	test('our own signals', async () => {
		const asked = (abortSignal: AbortSignal) => rejected(docker.listContainers({abortSignal}));
		expect(await asked(AbortSignal.abort())).toMatchObject({kind: 'cancelled'});
		// An idle engine may answer before a timer of no time at all.
		const late = AbortSignal.timeout(0);
		await vi.waitUntil(() => late.aborted);
		expect(await asked(late)).toMatchObject({
			kind: 'timeout',
			message: `${address} did not answer in time.`,
		});
	});
});

/** As dockerode rejects: statusCode, and json that is a Buffer where the body was something else. */
function answer(statusCode: number, json: unknown) {
	return Object.assign(new Error(`(HTTP code ${statusCode}) unexpected - <html> `), {statusCode, json});
}

describe('answers', () => {
	test('pages of proxies are not repeated', () => {
		const found = engineErrorOf(answer(403, Buffer.from('<html><h1>403 Forbidden</h1></html>')), address);
		expect(found).toMatchObject({kind: 'denied', message: `${address} answered with HTTP 403 and no reason.`});
		expect(engineErrorOf(answer(502, {message: '<html>Bad gateway'}), address).message).not.toContain('<');
	});

	test("the engine's words are one line, without control characters, of bounded length", () => {
		const message = `bad\x1b[31m red\u202e\n\n${'long '.repeat(2000)}`;
		const found = engineErrorOf(answer(500, {message}), address);
		expect(found.kind).toBe('engine');
		expect(found.message).toMatch(/^bad red long long/);
		expect(found.message).toHaveLength(300);
	});

	test.each([
		[304, 'conflict'],
		[401, 'denied'],
		[406, 'invalid'],
		[409, 'conflict'],
		[501, 'unsupported'],
		[503, 'engine'],
		[504, 'timeout'],
	])('HTTP %i: %s', (status, kind) => {
		expect(engineErrorOf(answer(status, {message: 'no'}), address)).toMatchObject({kind, message: 'no'});
	});
});

describe('the network', () => {
	test.each([
		['ECONNREFUSED', 'refused'],
		['ECONNRESET', 'reset'],
		['EPIPE', 'reset'],
		['ETIMEDOUT', 'timeout'],
		['EAI_AGAIN', 'name-unknown'],
		['ENETUNREACH', 'unreachable'],
		['HPE_INVALID_CONSTANT', 'not-an-engine'],
		['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
		['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'tls'],
		['EWHATEVER', 'engine-error'],
	])('%s: %s, naming the address', (code, reason) => {
		const error = Object.assign(new Error(`connect ${code}`), {code});
		const found = failureOf(error, 'tcp://box:2375');
		expect(found).toMatchObject({reason, message: expect.stringContaining('tcp://box:2375')});
		expect(engineErrorOf(error, 'tcp://box:2375')).toMatchObject({
			kind: 'unreachable',
			failure: found,
			message: found.message,
		});
	});

	test('what is an EngineError already stays as it is', () => {
		const error = new EngineError('conflict', 'in use');
		expect(engineErrorOf(error, address)).toBe(error);
	});
});
