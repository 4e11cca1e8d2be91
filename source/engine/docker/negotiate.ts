import type {EngineError} from '../errors.js';
import {oneLine, unreachable} from './connect-failure.js';

/** One unversioned GET; `body` may be cut short. Rejects with what the network said. */
export type Ask = (path: string) => Promise<Answer>;
export type Answer = {
	readonly status: number;
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
	readonly body: string;
};

export type Negotiated = {
	readonly engine: 'docker' | 'podman';
	/** 'unknown' where a proxy hides it. */
	readonly engineVersion: string;
	readonly apiVersion: string;
	readonly minimumApiVersion?: string;
};

/** Oldest: networks filtered by label and driver. Newest: the last whose changes were read; a newer engine still speaks it. */
const oldest = '1.24';
const newest = '1.55';

/** Asks the engine what it is and pins the API version: the newest that both know, or DOCKER_API_VERSION. */
export async function negotiate(ask: Ask, address: string, environment: NodeJS.ProcessEnv): Promise<Negotiated> {
	const wanted = environment.DOCKER_API_VERSION;
	if (wanted && (!versionLike(wanted) || compare(wanted, oldest) < 0)) {
		throw unreachable(
			'bad-configuration',
			`DOCKER_API_VERSION is '${oneLine(wanted)}', but should be a version from ${oldest} on, like 1.41.`,
			'Let docknet choose: unset DOCKER_API_VERSION',
		);
	}

	const ping = await ask('/_ping');
	const details = await ask('/version');
	const version = details.status === 200 ? stringsOf(details.body) : undefined;
	const header = text(ping.headers['api-version']);
	const server = text(ping.headers.server) ?? text(details.headers.server) ?? '';
	const maximum = versionLike(header) ?? versionLike(version?.ApiVersion) ?? (isPing(ping) ? oldest : undefined);
	if (!maximum) throw refusal([ping, details], server, address);

	const minimum = versionLike(version?.MinAPIVersion);
	const engineVersion = version?.Version ?? /^(?:Docker|Libpod)\/(\S+)/i.exec(server)?.[1] ?? 'unknown';
	const podman = ping.headers['libpod-api-version'] !== undefined || /"Name":\s*"Podman Engine"/.test(details.body);
	const apiVersion = wanted ?? (compare(maximum, newest) < 0 ? maximum : newest);
	checkRange({apiVersion, wanted, maximum, minimum, engineVersion: oneLine(engineVersion), address});
	return {
		engine: podman ? 'podman' : 'docker',
		engineVersion: oneLine(engineVersion),
		apiVersion,
		...(minimum ? {minimumApiVersion: minimum} : {}),
	};
}

type Range = {
	readonly apiVersion: string;
	readonly wanted: string | undefined;
	readonly maximum: string;
	readonly minimum: string | undefined;
	readonly engineVersion: string;
	readonly address: string;
};

function checkRange({apiVersion, wanted, maximum, minimum, engineVersion, address}: Range): void {
	const asked = wanted ? `DOCKER_API_VERSION=${wanted}` : `docknet (API ${oldest} to ${newest})`;
	const advice = wanted ? ['Let docknet choose: unset DOCKER_API_VERSION'] : [];
	if (compare(maximum, oldest) < 0) {
		throw unreachable(
			'api-too-old',
			`The engine at ${address} (${engineVersion}) knows the API up to ${maximum}; docknet needs ${oldest}.`,
			'Update the engine to Docker 1.12 or newer',
		);
	}

	if (compare(apiVersion, maximum) > 0) {
		throw unreachable(
			'api-too-old',
			`The engine at ${address} (${engineVersion}) knows the API up to ${maximum}, older than ${asked}.`,
			...advice,
		);
	}

	if (minimum && compare(apiVersion, minimum) < 0) {
		throw unreachable(
			'api-too-new',
			`The engine at ${address} (${engineVersion}) speaks API ${minimum} and newer only, too new for ${asked}.`,
			...advice,
			...(wanted ? [] : ['Update docknet']),
		);
	}
}

/** Why neither answer is an engine's. */
function refusal(answers: readonly Answer[], server: string, address: string): EngineError {
	const said = oneLine(answers[0]?.body ?? '');
	const status = answers[0]?.status ?? 0;
	if (/client sent an http request to an https server/i.test(said)) {
		return unreachable(
			'tls',
			`${address} wants TLS, and was asked without it.`,
			`docknet --tlsverify -H ${address}, with ca.pem, cert.pem and key.pem in $DOCKER_CERT_PATH or ~/.docker`,
		);
	}

	if (answers.every(answer => answer.status === 401 || answer.status === 403)) {
		return unreachable(
			'filtered',
			`What answers at ${address} denies even /_ping and /version (HTTP ${status}).`,
			'A proxy in front of the engine: allow PING, VERSION, INFO, CONTAINERS, NETWORKS and EVENTS there',
		);
	}

	const broken = answers.find(answer => answer.status >= 500);
	if (broken) {
		const why = oneLine(stringsOf(broken.body)?.message ?? '');
		return unreachable(
			'engine-error',
			`The engine at ${address} answers with HTTP ${broken.status}${why ? `: ${why}` : ''}.`,
			'What it says: journalctl -u docker -n 50',
		);
	}

	return unreachable(
		'not-an-engine',
		`Something answers at ${address}, but not a Docker engine (HTTP ${status}${server ? `, ${oneLine(server)}` : ''}).`,
		'Check the host and the port: engines listen on 2375 (plain) or 2376 (TLS)',
	);
}

/** The fields of a JSON object that are strings; undefined for anything else. */
function stringsOf(body: string): Readonly<Record<string, string>> | undefined {
	try {
		const value: unknown = JSON.parse(body);
		if (typeof value !== 'object' || value === null) return;
		return Object.fromEntries(Object.entries(value).filter(([, entry]) => typeof entry === 'string'));
	} catch {
		return;
	}
}

function isPing(answer: Answer): boolean {
	return answer.status === 200 && answer.body.trim() === 'OK';
}

function text(header: string | string[] | undefined): string | undefined {
	return Array.isArray(header) ? header[0] : header;
}

function versionLike(value: string | undefined): string | undefined {
	return value && /^\d+\.\d+$/.test(value) ? value : undefined;
}

/** Negative: `left` is older. */
function compare(left: string, right: string): number {
	const [leftMajor = 0, leftMinor = 0] = left.split('.').map(Number);
	const [rightMajor = 0, rightMinor = 0] = right.split('.').map(Number);
	return leftMajor - rightMajor || leftMinor - rightMinor;
}
