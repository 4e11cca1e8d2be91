import {IncomingMessage} from 'node:http';
import type {Duplex} from 'node:stream';
import {EngineError} from '../errors.js';
import type {Connection} from './connect.js';
import {startDeadline, untilAborted} from './deadline.js';
import {bodyOf, type Call, dial} from './dial.js';
import {engineErrorOf} from './failures.js';

/** What an engine may take to answer; a change may have to wait for a swarm or a slow driver. */
const readingMs = 15_000;
const changingMs = 60_000;

/** The engine's API, one request a call. Everything rejects with EngineError only, soon after the signal at the latest. */
export type Client = {
	readonly address: string;
	/** Connects on first use, and again after the connection was lost. */
	readonly connection: (signal: AbortSignal) => Promise<Connection>;
	/** The answer's JSON, undefined for an empty one. Rejects with `timeout` by itself. */
	readonly json: (call: Call, signal: AbortSignal) => Promise<unknown>;
	/** The same for what changes the engine: it may take longer, and is done whatever the answer's body looks like. */
	readonly change: (call: Call, signal: AbortSignal) => Promise<unknown>;
	/** The answer while it comes; only its beginning has to come in time. Destroy it, or abort the signal. */
	readonly stream: (call: Call, signal: AbortSignal) => Promise<IncomingMessage>;
	/** The bare connection, for a terminal. Destroy it, or abort the signal. */
	readonly upgrade: (call: Call, signal: AbortSignal) => Promise<Duplex>;
	/** What a stream broke with, as the port wants it. */
	readonly errorOf: (error: unknown, signal: AbortSignal) => EngineError;
	readonly close: () => Promise<void>;
};

/** A connection, and how much of it is in use: one that is lost is closed only after its last stream. */
type Link = {readonly connection: Connection; uses: number; lost: boolean};

export function createClient(address: string, connect: (signal: AbortSignal) => Promise<Connection>): Client {
	const closing = new AbortController();
	let link: Promise<Link> | undefined;

	function errorOf(error: unknown, signal: AbortSignal): EngineError {
		if (signal.aborted || closing.signal.aborted) return new EngineError('cancelled', 'Cancelled.');
		return engineErrorOf(error, address);
	}

	function linked(signal: AbortSignal): Promise<Link> {
		link ??= open();
		return untilAborted(link, signal);
	}

	function open(): Promise<Link> {
		const opening = connect(closing.signal).then(connection => ({connection, uses: 0, lost: false}));
		opening.catch(() => {
			if (link === opening) link = undefined;
		});
		return opening;
	}

	async function lose(used: Link): Promise<void> {
		used.lost = true;
		if ((await link?.catch(() => undefined)) === used) link = undefined;
	}

	function leave(used: Link): void {
		used.uses -= 1;
		if (used.lost && used.uses === 0) used.connection.close().catch(() => {});
	}

	/** One request. `keep`: what it gives is a stream, which is in use until it closes. */
	async function ask<Result>(
		ms: number,
		outer: AbortSignal,
		request: (connection: Connection, signal: AbortSignal) => Promise<Result>,
		keep?: (result: Result) => Duplex | IncomingMessage,
	): Promise<Result> {
		const used = await linked(outer).catch(error => {
			throw errorOf(error, outer);
		});
		const deadline = startDeadline(ms, outer);
		used.uses += 1;
		const done = () => {
			deadline.release();
			leave(used);
		};

		try {
			const result = await untilAborted(request(used.connection, deadline.signal), deadline.signal);
			deadline.lift();
			const stream = keep?.(result);
			if (!stream) done();
			stream?.once('close', done);
			stream?.on('error', () => {});
			deadline.signal.addEventListener('abort', () => stream?.destroy(), {once: true});
			return result;
		} catch (error) {
			const known = deadline.expired() ? tooLate(ms) : errorOf(error, outer);
			if (known.kind === 'unreachable') await lose(used);
			done();
			throw known;
		}
	}

	function tooLate(ms: number): EngineError {
		return new EngineError('timeout', `${address} did not answer within ${ms / 1000} s.`);
	}

	async function begin({docker, libpod}: Connection, call: Call, signal: AbortSignal): Promise<IncomingMessage> {
		const answer = (await dial(call.libpod && libpod ? libpod : docker, call, signal)) as IncomingMessage;
		if ((answer.statusCode ?? 0) < 300) return answer;
		throw await refusalOf(answer);
	}

	return {
		address,
		errorOf,
		async connection(signal) {
			return (
				await linked(signal).catch(error => {
					throw errorOf(error, signal);
				})
			).connection;
		},
		json: (call, outer) =>
			ask(readingMs, outer, async (connection, signal) => {
				const body = await bodyOf(await begin(connection, call, signal), longestAnswer);
				const json = jsonIn(body);
				if (json !== undefined || body === '') return json;
				throw new EngineError('engine', `What ${address} answers to ${call.path} is not JSON, or cut short.`);
			}),
		// Podman says just `OK` to some.
		change: (call, outer) =>
			ask(changingMs, outer, async (connection, signal) =>
				jsonIn(await bodyOf(await begin(connection, call, signal), longestAnswer)),
			),
		stream: (call, outer) =>
			ask(
				readingMs,
				outer,
				(connection, signal) => begin(connection, call, signal),
				answer => answer,
			),
		upgrade: (call, outer) =>
			ask(
				readingMs,
				outer,
				async ({docker}, signal) => {
					const answer = await dial(docker, call, signal, true);
					if (!(answer instanceof IncomingMessage)) return answer;
					if ((answer.statusCode ?? 0) >= 300) throw await refusalOf(answer);
					answer.destroy();
					throw new EngineError('unsupported', `${address} lets no terminal through: is a proxy in between?`);
				},
				connection => connection,
			),
		async close() {
			closing.abort();
			const last = await link?.catch(() => undefined);
			await last?.connection.close();
		},
	};
}

/** 1,000 containers are about 1.6 MB. */
const longestAnswer = 64 * 1024 * 1024;
const longestRefusal = 64 * 1024;

/** An answer that is not a success, as failures.ts knows it. */
async function refusalOf(answer: IncomingMessage): Promise<Error> {
	// The status says enough where the reason cannot be read.
	const body = await bodyOf(answer, longestRefusal).catch(() => '');
	return Object.assign(new Error(`HTTP ${answer.statusCode}`), {statusCode: answer.statusCode, json: jsonIn(body)});
}

/** Undefined for what is not JSON. */
function jsonIn(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return undefined;
	}
}
