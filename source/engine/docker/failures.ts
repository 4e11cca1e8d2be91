import type {Failure} from '../../core/model/failure.js';
import {parseAddress} from '../address.js';
import {EngineError, type EngineErrorKind} from '../errors.js';
import {oneLine, unreachable} from './connect-failure.js';
import {socketError} from './connect-socket.js';
import {tlsError} from './tls.js';

type Advice = {
	readonly reason: Failure['reason'];
	readonly message: (address: string) => string;
	readonly advice: readonly string[];
};

const network: readonly (readonly [pattern: RegExp, Advice])[] = [
	[
		/^ECONNREFUSED$/,
		{
			reason: 'refused',
			message: address => `${address} refused the connection: nothing listens there.`,
			advice: [
				'Is the engine running there, and told to listen on that port? systemctl status docker; ss -ltn',
				'Check the port: 2375 is the usual plain one, 2376 the one with TLS',
				'By ssh it needs no port: docknet -H ssh://user@host',
			],
		},
	],
	[
		/^(ENOTFOUND|EAI_)/,
		{
			reason: 'name-unknown',
			message: address => `The host name of ${address} is not known to the name service.`,
			advice: ['Check the spelling', 'Ask for it: getent hosts NAME'],
		},
	],
	[
		/^(EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL)$/,
		{
			reason: 'unreachable',
			message: address => `There is no way to ${address} from here.`,
			advice: ['Is the VPN up, the machine on? ip route get ADDRESS'],
		},
	],
	[
		/^(ETIMEDOUT|ESOCKETTIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/,
		{
			reason: 'timeout',
			message: address => `${address} did not answer in time.`,
			advice: [
				'Is the machine up, and a firewall between? Try again when it is',
				'Is the engine stuck? journalctl -u docker -n 50',
			],
		},
	],
	[
		/^HPE_/,
		{
			reason: 'not-an-engine',
			message: address => `Something answers at ${address}, but not in HTTP, so it is no Docker engine.`,
			advice: ['Check the host and the port: engines listen on 2375 (plain) or 2376 (TLS)'],
		},
	],
	[
		/^(ECONNRESET|EPIPE|ECONNABORTED|ERR_STREAM_PREMATURE_CLOSE|ERR_SOCKET_CLOSED)$/,
		{
			reason: 'reset',
			message: address => `${address} broke the connection.`,
			advice: [
				'Did the engine restart? systemctl status docker',
				'If it wants TLS and a client certificate: --tlsverify, DOCKER_CERT_PATH=/path',
			],
		},
	],
];

/** Why the engine cannot be used. `error`: whatever a connection or the modem rejected with. */
export function failureOf(error: unknown, address: string, environment: NodeJS.ProcessEnv = process.env): Failure {
	const found = engineErrorOf(error, address, environment);
	return (
		found.failure ?? {reason: found.kind === 'timeout' ? 'timeout' : 'engine-error', message: found.message, advice: []}
	);
}

/** An error of a request as the port wants it. By HTTP status where there was an answer, else by the network's code. */
export function engineErrorOf(
	error: unknown,
	address: string,
	environment: NodeJS.ProcessEnv = process.env,
): EngineError {
	if (error instanceof EngineError) return error;
	const {statusCode, name, cause} = shapeOf(error);
	if (statusCode !== undefined) return answerError(statusCode, messageOf(error), address);
	if (name === 'TimeoutError' || (name === 'AbortError' && shapeOf(cause).name === 'TimeoutError')) {
		return new EngineError('timeout', `${address} did not answer in time.`);
	}

	if (name === 'AbortError') return new EngineError('cancelled', 'Cancelled.');
	return networkError(error, address, environment);
}

function networkError(error: unknown, address: string, environment: NodeJS.ProcessEnv): EngineError {
	const {code = '', message = ''} = shapeOf(error);
	const parsed = parseAddress(address);
	if ('address' in parsed && parsed.address.kind === 'unix') {
		const found = socketError(code, parsed.address.path, environment);
		if (found) return found;
	}

	const row = network.find(([pattern]) => pattern.test(code));
	if (row) return unreachable(row[1].reason, row[1].message(address), ...row[1].advice);
	return (
		tlsError(code, message, address) ??
		unreachable('engine-error', `The connection to ${address} failed: ${oneLine(message) || 'no reason given'}.`)
	);
}

const kinds: Readonly<Record<number, EngineErrorKind>> = {
	304: 'conflict',
	401: 'denied',
	403: 'denied',
	404: 'missing',
	405: 'denied',
	408: 'timeout',
	409: 'conflict',
	501: 'unsupported',
	504: 'timeout',
};

/** Engines say "in use" and "no swarm" with statuses that mean something else. */
const texts: readonly (readonly [pattern: RegExp, kind: EngineErrorKind])[] = [
	[/not a swarm manager|swarm.*not active|not part of a swarm|swarm mode/i, 'unsupported'],
	[/has active endpoints|is already (connected|attached)|already exists|in use by|being used/i, 'conflict'],
];

function answerError(status: number, said: string, address: string): EngineError {
	const kind =
		texts.find(([pattern]) => pattern.test(said))?.[1] ?? kinds[status] ?? (status >= 500 ? 'engine' : 'invalid');
	return new EngineError(kind, said || `${address} answered with HTTP ${status} and no reason.`);
}

/** The engine's own words: of a JSON body only, as pages of proxies say nothing to people. */
function messageOf(error: unknown): string {
	const {json} = shapeOf(error);
	const {message} = shapeOf(json);
	return typeof message === 'string' ? oneLine(message) : '';
}

type Shape = {
	readonly name?: string;
	readonly message?: string;
	readonly code?: string;
	readonly statusCode?: number;
	readonly json?: unknown;
	readonly cause?: unknown;
};

function shapeOf(value: unknown): Shape {
	return typeof value === 'object' && value !== null ? value : {};
}
