import {type Agent, Agent as HttpAgent, request as httpRequest} from 'node:http';
import {Agent as HttpsAgent, request as httpsRequest} from 'node:https';
import {inspect} from 'node:util';
import Docker from 'dockerode';
import type {EngineError} from '../errors.js';
import type {Target} from './connect-target.js';
import type {Answer} from './negotiate.js';
import {openSshRelay} from './ssh.js';

/** The way to an engine, whoever is asked over it. */
export type Route = {
	ask(path: string, signal: AbortSignal): Promise<Answer>;
	docker(apiVersion: string): Docker;
	/** What ssh said, where it is why nothing was answered. */
	failure(): EngineError | undefined;
	close(): Promise<void>;
};

type Way = {
	readonly where: {readonly socketPath: string} | {readonly host: string; readonly port: number};
	readonly protocol: 'http' | 'https';
	/** '' or '/prefix'. */
	readonly basePath: string;
	readonly agent: Agent;
	failure?(): EngineError | undefined;
	close?(): Promise<void>;
};

/** Idle connections are closed after this; one through ssh costs a process at both ends, so it is kept longer. */
const idleMs = {plain: 5000, ssh: 60_000};
const longestAnswer = 256 * 1024;

export async function openRoute(target: Target, environment: NodeJS.ProcessEnv, signal: AbortSignal): Promise<Route> {
	const way = await openWay(target, environment, signal);
	return {
		ask: (path, until) => ask(way, path, until),
		docker: apiVersion => makeDocker(way, apiVersion),
		failure: () => way.failure?.(),
		async close() {
			way.agent.destroy();
			await way.close?.();
		},
	};
}

async function openWay(
	{address, tls, text}: Target,
	environment: NodeJS.ProcessEnv,
	signal: AbortSignal,
): Promise<Way> {
	if (address.kind === 'unix') {
		const agent = new HttpAgent({keepAlive: true, timeout: idleMs.plain});
		return {where: {socketPath: address.path}, protocol: 'http', basePath: '', agent: quiet(agent)};
	}

	if (address.kind === 'ssh') {
		const relay = await openSshRelay(address, text, environment, signal);
		const agent = new HttpAgent({keepAlive: true, timeout: idleMs.ssh});
		return {where: {socketPath: relay.socketPath}, protocol: 'http', basePath: '', agent: quiet(agent), ...relay};
	}

	const secure = address.secure ?? tls !== undefined;
	const agent = secure
		? new HttpsAgent({
				keepAlive: true,
				timeout: idleMs.plain,
				ca: tls?.ca,
				cert: tls?.certificate,
				key: tls?.key,
				rejectUnauthorized: tls?.verify ?? true,
			})
		: new HttpAgent({keepAlive: true, timeout: idleMs.plain});
	const {host, port, basePath} = address;
	return {where: {host, port}, protocol: secure ? 'https' : 'http', basePath, agent: quiet(agent)};
}

/** The modem inspects its options, agent and all its sockets, on every request: seconds of work, unless it is hidden. */
function quiet(agent: Agent): Agent {
	return Object.assign(agent, {[inspect.custom]: () => 'agent'});
}

function ask({where, protocol, basePath, agent}: Way, path: string, signal: AbortSignal): Promise<Answer> {
	const request = protocol === 'https' ? httpsRequest : httpRequest;
	return new Promise((resolve, reject) => {
		const call = request({...where, path: basePath + path, agent, signal}, response => {
			let body = '';
			const finish = () => resolve({status: response.statusCode ?? 0, headers: response.headers, body});
			response.setEncoding('utf8');
			response.on('data', (chunk: string) => {
				body += chunk;
				if (body.length < longestAnswer) return;
				finish();
				call.destroy();
			});
			response.on('end', finish);
			response.on('error', reject);
		});
		call.on('error', reject);
		call.end();
	});
}

function makeDocker({where, protocol, basePath, agent}: Way, apiVersion: string): Docker {
	const version = `${basePath.slice(1)}${basePath && '/'}v${apiVersion}`;
	const options = {...where, protocol, agent, version};
	return withoutDockerHost(() => new Docker(options));
}

/** The modem reads DOCKER_HOST and its companions by itself, and some of it wins over what it is given. */
function withoutDockerHost<Result>(make: () => Result): Result {
	const {DOCKER_HOST} = process.env;
	delete process.env.DOCKER_HOST;
	try {
		return make();
	} finally {
		if (DOCKER_HOST !== undefined) process.env.DOCKER_HOST = DOCKER_HOST;
	}
}
