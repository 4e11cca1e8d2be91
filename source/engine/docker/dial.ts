import type {IncomingMessage} from 'node:http';
import type {Duplex} from 'node:stream';
import type Docker from 'dockerode';
import {EngineError} from '../errors.js';

/** One request to the engine; `path` without the version. */
export type Call = {
	readonly method?: 'GET' | 'POST' | 'DELETE';
	readonly path: string;
	/** Asked of Podman’s own API, where the engine is Podman. */
	readonly libpod?: true;
	readonly query?: Readonly<Record<string, string | number | boolean>>;
	readonly body?: unknown;
};

/** Every status is an answer for us: the modem would read an error's body without bound or end. */
const everyStatus = Object.fromEntries(Array.from({length: 400}, (_, index) => [index + 200, true]));

/**
 * Always as a stream, also for small answers: otherwise the modem buffers without limit, and waits for ever when the
 * engine goes away in the middle of an answer. With `upgrade` it is the bare connection if the engine agrees.
 */
export function dial(
	docker: Docker,
	call: Call,
	signal: AbortSignal,
	upgrade = false,
): Promise<IncomingMessage | Duplex> {
	const {method = 'GET', path, query = {}, body = {}} = call;
	return new Promise((resolve, reject) => {
		docker.modem.dial(
			{
				method,
				// The modem puts the query behind a path that ends so.
				path: Object.keys(query).length > 0 ? `${path}?` : path,
				options: {_query: query, _body: body},
				isStream: true,
				hijack: upgrade,
				statusCodes: everyStatus,
				abortSignal: signal,
			},
			(error, answer) => (error ? reject(error) : resolve(answer as IncomingMessage | Duplex)),
		);
	});
}

/** The whole body. Rejects with what broke the connection, or `engine` for a body that is too long to be one. */
export async function bodyOf(answer: IncomingMessage, limit: number): Promise<string> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of answer as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size > limit) throw new EngineError('engine', `The answer is longer than ${limit} bytes.`);
		chunks.push(chunk);
	}

	return Buffer.concat(chunks).toString();
}
