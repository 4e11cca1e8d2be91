import {mkdtempSync, rmSync} from 'node:fs';
import {createServer, type Server} from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {createDockerEngine} from '../../../source/engine/docker/engine.js';
import {listFixture, readFixture} from './fixtures.js';

const folder = mkdtempSync(join(tmpdir(), 'docknet-large-'));
const socket = join(folder, 'engine.sock');
const asked: string[] = [];
let server: Server;

/** The captured containers again and again, each with an id and a name of its own. */
const containers = Array.from({length: 1000}, (_, index) => {
	const captured = listFixture('28.5', 'containers.json');
	const copy = captured[index % captured.length] as Record<string, unknown>;
	return {...copy, Id: index.toString(16).padStart(64, '0'), Names: [`/container-${index}`]};
});

beforeAll(async () => {
	server = createServer((call, answer) => {
		const path = (call.url ?? '').replace(/^\/v[\d.]+/, '').replace(/\?.*/, '');
		asked.push(path);
		answer.setHeader('Api-Version', '1.51');
		if (path === '/_ping') answer.end('OK');
		else if (path === '/version') answer.end(readFixture('28.5', 'version.json'));
		else if (path === '/info') answer.end(readFixture('28.5', 'info.json'));
		else if (path === '/networks') answer.end(readFixture('28.5', 'networks.json'));
		else if (path === '/containers/json') answer.end(JSON.stringify(containers));
		else answer.writeHead(404).end('{"message":"not here"}');
	});
	await new Promise<void>(resolve => server.listen(socket, resolve));
});

afterAll(() => {
	server.close();
	rmSync(folder, {recursive: true});
});

test('1,000 containers cost one question', async () => {
	const engine = createDockerEngine({host: `unix://${socket}`, environment: {}, homeFolder: '/nowhere'});
	const changes = await engine.list(new AbortController().signal);
	await engine.close();
	expect(changes.find(change => change.type === 'containers')?.containers).toHaveLength(1000);
	expect(asked.filter(path => !['/_ping', '/version'].includes(path)).sort()).toEqual([
		'/containers/json',
		'/info',
		'/networks',
	]);
});
