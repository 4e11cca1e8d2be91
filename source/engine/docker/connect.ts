import type Docker from 'dockerode';
import {EngineError} from '../errors.js';
import {unreachable} from './connect-failure.js';
import {openRoute, type Route} from './connect-route.js';
import {type ConnectionSettings, resolveTarget, type Target} from './connect-target.js';
import {engineErrorOf} from './failures.js';
import {negotiate} from './negotiate.js';

export {type ConnectionSettings, checkSettings, describeTarget} from './connect-target.js';

export type Connection = {
	/** Its API version is pinned. */
	readonly docker: Docker;
	/** Podman’s own API, which tells of networks what Docker’s has no words for. */
	readonly libpod?: Docker;
	readonly address: string;
	readonly engine: 'docker' | 'podman';
	/** 'unknown' where a proxy hides it. */
	readonly engineVersion: string;
	readonly apiVersion: string;
	readonly minimumApiVersion?: string;
	/** Breaks every connection and ends ssh. */
	close(): Promise<void>;
};

const deadlineMs = 10_000;
/** The oldest that Podman 4 and 5 speak. */
const libpodVersion = '4.0.0';

/** Rejects with EngineError: `unreachable` (with its failure) within 10 s, or `cancelled`. */
export async function connect(settings: ConnectionSettings, signal: AbortSignal): Promise<Connection> {
	const target = resolveTarget(settings);
	const deadline = AbortSignal.timeout(deadlineMs);
	const either = AbortSignal.any([signal, deadline]);
	let route: Route | undefined;
	try {
		either.throwIfAborted();
		const opened = await openRoute(target, settings.environment, either);
		route = opened;
		const negotiated = await negotiate(path => opened.ask(path, either), target.text, settings.environment);
		return {
			docker: route.docker(negotiated.apiVersion),
			...(negotiated.engine === 'podman' && {libpod: route.docker(libpodVersion)}),
			address: target.text,
			...negotiated,
			close: () => opened.close(),
		};
	} catch (error) {
		const said = route?.failure();
		await route?.close();
		if (signal.aborted) throw new EngineError('cancelled', 'Cancelled.');
		if (said) throw said;
		if (deadline.aborted) throw late(target);
		throw engineErrorOf(error, target.text, settings.environment);
	}
}

function late(target: Target): EngineError {
	return unreachable(
		'timeout',
		`${target.text} did not answer within ${deadlineMs / 1000} s.`,
		'Is the engine stuck? journalctl -u docker -n 50',
		'Is the machine up, and a firewall between?',
	);
}
