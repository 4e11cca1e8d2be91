import {execFileSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createServer as createPlainServer} from 'node:http';
import {createServer} from 'node:https';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import {type ConnectionSettings, connect} from '../../../source/engine/docker/connect.js';
import {tlsWanted} from '../../../source/engine/docker/tls.js';
import {requireLab} from '../../lab-engines.js';

const certificates = join(process.env.LAB_RUN ?? '/run/lab', 'tls');
const address = `tcp://127.0.0.1:${process.env.LAB_TLS_PORT ?? 2376}`;
const there = existsSync(join(certificates, 'done'));
if (!there && requireLab) throw new Error('the lab has no engine with TLS (test/lab/up --tls)');
if (!there) console.warn('skipped: needs an engine with TLS (test/lab/up --tls)');

const folder = mkdtempSync(join(tmpdir(), 'docknet-test-'));
afterAll(() => rmSync(folder, {recursive: true}));

const inFolder = {DOCKER_CONFIG: folder};

async function outcome(given: Partial<ConnectionSettings>) {
	try {
		const settings = {environment: inFolder, homeFolder: folder, ...given};
		const connection = await connect(settings, new AbortController().signal);
		const networks = await connection.docker.listNetworks();
		await connection.close();
		return {version: connection.engineVersion, networks: networks.length > 0};
	} catch (error) {
		return (error as {failure?: unknown}).failure ?? error;
	}
}

function lab(environment: NodeJS.ProcessEnv) {
	return outcome({host: address, environment: {...inFolder, ...environment}});
}

const connected = {version: expect.stringMatching(/^\d+\./), networks: true};
const says = (message: RegExp) => ({reason: 'tls', message: expect.stringMatching(message)});

describe.skipIf(!there)("the lab's engine with TLS", () => {
	test('verified, by variables', async () => {
		expect(await lab({DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: certificates})).toEqual(connected);
	});

	test('by flags', async () => {
		const tls = {
			verify: true,
			ca: join(certificates, 'ca.pem'),
			certificate: join(certificates, 'cert.pem'),
			key: join(certificates, 'key.pem'),
		};
		expect(await outcome({host: address, tls})).toEqual(connected);
	});

	test('by a context that docker made', async () => {
		const files = `ca=${certificates}/ca.pem,cert=${certificates}/cert.pem,key=${certificates}/key.pem`;
		const environment = {...process.env, DOCKER_CONFIG: folder};
		execFileSync('docker', ['context', 'create', 'lab', '--docker', `host=${address},${files}`], {
			env: environment,
			stdio: 'pipe',
		});
		expect(await outcome({context: 'lab'})).toEqual(connected);
	});

	test('without verification anybody may answer: the wrong authority does not matter', async () => {
		const tls = {
			enabled: true,
			ca: join(certificates, 'stranger', 'ca.pem'),
			certificate: join(certificates, 'cert.pem'),
			key: join(certificates, 'key.pem'),
		};
		expect(await outcome({host: address, tls})).toEqual(connected);
		expect(await outcome({host: address, tls: {...tls, verify: true}})).toMatchObject(
			says(/authority that is not known here/),
		);
	});

	test("a stranger's client certificate, and none", async () => {
		const refused = says(/refuses the client certificate, or wants one/);
		expect(await lab({DOCKER_TLS: '1', DOCKER_CERT_PATH: join(certificates, 'stranger')})).toMatchObject(refused);
		const tls = {verify: true, ca: join(certificates, 'ca.pem')};
		expect(await outcome({host: address, tls})).toMatchObject(refused);
	});

	test('asked in plain HTTP', async () => {
		expect(await lab({})).toMatchObject(says(/wants TLS, and was asked without it/));
	});

	test('a certificate and a key that are no pair', async () => {
		const tls = {
			verify: true,
			ca: join(certificates, 'ca.pem'),
			certificate: join(certificates, 'cert.pem'),
			key: join(certificates, 'stranger', 'key.pem'),
		};
		expect(await outcome({host: address, tls})).toMatchObject(says(/not a pair/));
	});
});

describe('engines that have other certificates', () => {
	test('for another name', async () => {
		const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', 'name.key'];
		openssl(
			'req',
			'-x509',
			...key,
			'-out',
			'name.pem',
			'-subj',
			'/CN=x',
			'-addext',
			'subjectAltName=DNS:elsewhere.example',
		);
		expect(await servedWith('name')).toMatchObject(says(/is for another name/));
	});

	test('out of date', async () => {
		writeFileSync(join(folder, 'index.txt'), '');
		writeFileSync(join(folder, 'ca.cnf'), authority);
		const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', 'old.key'];
		openssl('req', '-new', ...key, '-out', 'old.csr', '-subj', '/CN=127.0.0.1');
		const dates = ['-startdate', '20200101000000Z', '-enddate', '20200102000000Z'];
		openssl(
			'ca',
			'-batch',
			'-selfsign',
			'-config',
			'ca.cnf',
			'-keyfile',
			'old.key',
			'-in',
			'old.csr',
			'-out',
			'old.pem',
			...dates,
		);
		expect(await servedWith('old')).toMatchObject(says(/not valid today/));
	});

	test('none: it speaks plain HTTP', async () => {
		const server = createPlainServer().listen(0, '127.0.0.1');
		const tls = {enabled: true, ca: writeText('any.pem', '')};
		const {port} = await listening(server);
		expect(await outcome({host: `tcp://127.0.0.1:${port}`, tls})).toMatchObject(says(/does not speak TLS/));
		server.close();
	});
});

test('TLS asked for, but no certificates', async () => {
	expect(await outcome({host: address, environment: {DOCKER_CONFIG: '/nowhere', DOCKER_TLS: '1'}})).toMatchObject(
		says(/certificate \/nowhere\/ca\.pem is not there/),
	);
});

test.each([
	[{}, {}, false],
	[{enabled: true}, {}, true],
	[{enabled: false}, {DOCKER_TLS: '1'}, false],
	[{verify: false}, {}, true],
	[{}, {DOCKER_TLS: '0'}, true],
	[{}, {DOCKER_TLS_VERIFY: '0'}, true],
	[{}, {DOCKER_TLS_VERIFY: ''}, false],
	[{ca: '/x'}, {}, false],
])('flags %j with %j: TLS %s', (settings, environment, wanted) => {
	expect(tlsWanted(settings, environment)).toBe(wanted);
});

const authority = `[ca]
default_ca = all
[all]
database = ${folder}/index.txt
new_certs_dir = ${folder}
rand_serial = yes
default_md = sha256
policy = any
[any]
commonName = supplied
`;

function openssl(...argv: readonly string[]): void {
	execFileSync('openssl', argv, {cwd: folder, stdio: 'pipe'});
}

function writeText(name: string, text: string): string {
	writeFileSync(join(folder, name), text);
	return join(folder, name);
}

async function servedWith(name: string) {
	const certificate = join(folder, `${name}.pem`);
	const server = createServer({key: readFileSync(join(folder, `${name}.key`)), cert: readFileSync(certificate)});
	const {port} = await listening(server.listen(0, '127.0.0.1'));
	const found = await outcome({host: `tcp://127.0.0.1:${port}`, tls: {verify: true, ca: certificate}});
	server.close();
	return found;
}

async function listening(server: {once(event: 'listening', listener: () => void): unknown; address(): unknown}) {
	await new Promise<void>(resolve => server.once('listening', resolve));
	return server.address() as AddressInfo;
}
